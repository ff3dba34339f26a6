//! What is on record after an import, on both engines.

use contract::devices::ImportSummary;
use domain::{
    Span,
    device::{DeviceState, Ownership, Platform},
};
use store::devices::StoredDevice;

use crate::devices_import::{Asked, By, ImportFault, import, look};
use crate::import::tests::ground::{Ground, each_engine};

const PEOPLE: &str = "user_name,name,addresses\nanna,Anna,anna@example.org\nbob,Bob,bob@example.org\n";

pub(super) fn asked(file: &[u8], skip_bad: bool) -> Asked {
    Asked {
        file: "mdm.csv".to_owned(),
        by: By::Operator("root".to_owned()),
        choices: look(file).unwrap().guess,
        skip_bad,
        upload: None,
    }
}

async fn bring(on: &Ground, file: &str, skip_bad: bool) -> Result<ImportSummary, ImportFault> {
    import(&on.core, file.as_bytes(), &asked(file.as_bytes(), skip_bad), &mut |_, _| {}).await
}

async fn of(on: &Ground, user: &str) -> Vec<StoredDevice> {
    let person = on.person(user).await;
    store::devices::of(&mut on.core.db(), &person.id).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn devices_come_change_and_pass_on_with_an_entry_each() {
    each_engine(|on| {
        Box::pin(async move {
            on.import(PEOPLE).await;
            let first = "Device name,Primary user UPN,OS,Serial number,Ownership,Model\n\
                         Anna-1,anna@example.org,iOS,F1,Company,iPhone 15\n\
                         Anna-2,anna,Windows,F2,Company,Surface\n\
                         Bob-1,BOB,Android,F3,Personal,Pixel\n";
            let summary = bring(on, first, false).await.unwrap();
            assert_eq!((summary.new, summary.changed, summary.moved, summary.unchanged), (3, 0, 0, 0));
            let annas = of(on, "anna").await;
            let phone = annas.iter().find(|one| one.serial.as_deref() == Some("F1")).unwrap();
            assert_eq!((phone.device.platform, phone.device.state), (Platform::Ios, DeviceState::InUse));
            assert_eq!(phone.device.ownership, Ownership::CompanyPersonalAccount, "what was chosen for it");
            assert_eq!((phone.source.as_str(), phone.model.as_str()), ("import:mdm.csv", "iPhone 15"));
            assert_eq!(of(on, "bob").await.first().unwrap().device.ownership, Ownership::Own);

            let again = bring(on, first, false).await.unwrap();
            assert_eq!((again.new, again.changed, again.unchanged), (0, 0, 3));

            on.pass(Span::hours(1));
            let second = "Device name,Primary user UPN,OS,Serial number,Ownership,Model\n\
                          Other name,anna,iOS,f1,Company,iPhone 15 Pro\n\
                          Now Bob’s,bob,Windows,F2,Company,Surface\n";
            let summary = bring(on, second, false).await.unwrap();
            assert_eq!((summary.new, summary.changed, summary.moved, summary.missing), (0, 1, 1, 1));
            assert_eq!(summary.missing_names, [("Bob-1".to_owned(), "bob".to_owned())]);
            let annas = of(on, "anna").await;
            let phone = annas.iter().find(|one| one.model == "iPhone 15 Pro").unwrap();
            assert_eq!(phone.device.name, "Anna-1", "a name on record stays");
            let old = annas.iter().find(|one| one.device.platform == Platform::Windows).unwrap();
            assert_eq!(old.device.state, DeviceState::HandedBack);
            let bobs = of(on, "bob").await;
            assert!(bobs.iter().any(|one| one.device.name == "Now Bob’s"));
            assert!(
                bobs.iter().any(|one| one.device.name == "Bob-1" && one.device.state == DeviceState::InUse),
                "what is missing from the file is left alone"
            );
            assert_eq!(on.count("device.imported").await, 4);
            assert_eq!((on.count("device.changed").await, on.count("device.passed-on").await), (1, 1));
            assert_eq!(on.count("devices.import").await, 3);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_imported_while_rows_are_bad_unless_they_may_be_left_out() {
    each_engine(|on| {
        Box::pin(async move {
            on.import(PEOPLE).await;
            let file = "name,owner,platform,serial\nA,anna,iOS,1A\nB,nobody,iOS,1B\n";
            let Err(ImportFault::Rows(problems)) = bring(on, file, false).await else { panic!() };
            assert_eq!(problems.first().unwrap().line, 3);
            assert!(of(on, "anna").await.is_empty());
            assert_eq!(on.count("devices.import").await, 0);
            let summary = bring(on, file, true).await.unwrap();
            assert_eq!((summary.new, summary.bad), (1, 1));
            assert_eq!(of(on, "anna").await.len(), 1);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_device_that_passes_on_stays_lost_for_whoever_lost_it() {
    each_engine(|on| {
        Box::pin(async move {
            on.import(PEOPLE).await;
            bring(on, "name,owner,platform,serial\nA,anna,iOS,1A\n", false).await.unwrap();
            let lost = of(on, "anna").await.remove(0).device.id;
            on.core
                .writer()
                .run(lost, |tx, id| {
                    Box::pin(async move {
                        let now = tx.now();
                        let (from, to) = (DeviceState::InUse, DeviceState::Lost);
                        store::devices::set_state(tx, id, from, to, None, now).await?;
                        Ok(store::Done::with((), store::NewEntry::new("device.lost")))
                    })
                })
                .await
                .unwrap();
            bring(on, "name,owner,platform,serial\nA,bob,iOS,1A\n", false).await.unwrap();
            assert_eq!(of(on, "anna").await.first().unwrap().device.state, DeviceState::Lost);
            let bobs = of(on, "bob").await;
            assert_eq!(bobs.first().unwrap().device.state, DeviceState::InUse);
            let again = bring(on, "name,owner,platform,serial\nA,bob,iOS,1A\n", false).await.unwrap();
            assert_eq!((again.unchanged, again.moved), (1, 0));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_that_passed_on_and_is_found_again_takes_no_number_from_who_has_it_now() {
    each_engine(|on| {
        Box::pin(async move {
            on.import(PEOPLE).await;
            bring(on, "name,owner,platform,serial\nA,anna,iOS,F1\n", false).await.unwrap();
            let mine = of(on, "anna").await.remove(0).device.id;
            let become_of = async |from: DeviceState, to: DeviceState| {
                let job = on.core.writer().run((mine.clone(), from, to), |tx, (id, from, to)| {
                    Box::pin(async move {
                        let now = tx.now();
                        assert!(store::devices::set_state(tx, id, *from, *to, None, now).await?);
                        Ok(store::Done::with((), store::NewEntry::new("device.changed")))
                    })
                });
                job.await.unwrap();
            };
            become_of(DeviceState::InUse, DeviceState::Lost).await;
            bring(on, "name,owner,platform,serial\nB,bob,iOS,F1\n", false).await.unwrap();
            become_of(DeviceState::Lost, DeviceState::InUse).await;
            let held = of(on, "anna").await.remove(0);
            assert_eq!((held.serial.as_deref(), held.serial_key), (Some("F1"), None));

            // A file without serial numbers finds it by its name, and something else about it differs.
            let summary =
                bring(on, "name,owner,platform,model\nA,anna,iOS,iPhone 15\n", false).await.unwrap();
            assert_eq!((summary.new, summary.changed, summary.moved), (0, 1, 0));
            let held = of(on, "anna").await.remove(0);
            assert_eq!((held.model.as_str(), held.serial.as_deref()), ("iPhone 15", Some("F1")));
            assert_eq!(held.serial_key, None);
            assert_eq!(of(on, "bob").await.remove(0).serial_key.as_deref(), Some("F1"));
            let again = bring(on, "name,owner,platform\nA,anna,iOS\n", false).await.unwrap();
            assert_eq!((again.unchanged, again.changed), (1, 0));
        })
    })
    .await;
}
