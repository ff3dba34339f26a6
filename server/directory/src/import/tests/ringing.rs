//! The device that a mobile number rings on (R4).

use domain::{
    DeviceId, Span, Time,
    device::{DeviceState, Ownership, Platform},
    evidence::{ContactFacts, Gone, NumberStanding, standing},
    person::ContactKind,
};
use store::{
    Done, NewEntry,
    devices::StoredDevice,
    people::{Contact, Device},
};

use super::ground::{Ground, each_engine};

const FILE: &str = "user_name,name,phones\nanna,Anna,mobile:+491701234567;desk:+49301234567\nbob,Bob,\n";

async fn device(on: &Ground, user: &str, name: &str, serial: Option<&str>) -> DeviceId {
    let device = Device {
        id: DeviceId::mint(on.core.rng()),
        person: on.person(user).await.id,
        name: name.to_owned(),
        platform: Platform::Ios,
        ownership: Ownership::Own,
        state: DeviceState::InUse,
        created: on.now(),
    };
    let id = device.id.clone();
    let row = StoredDevice::named(device, "import:a.csv".to_owned(), on.now());
    let row = row.with_serial(serial.map(str::to_owned));
    on.core
        .writer()
        .run(row, |tx, row| {
            Box::pin(async move {
                store::devices::add(tx, std::slice::from_ref(row)).await?;
                Ok(Done::with((), NewEntry::new("device.added")))
            })
        })
        .await
        .unwrap();
    id
}

async fn mobile(on: &Ground) -> Contact {
    let all = on.contacts("anna").await;
    assert!(all.iter().filter(|one| one.kind != ContactKind::Mobile).all(|one| one.device.is_none()));
    all.into_iter().find(|one| one.kind == ContactKind::Mobile).unwrap()
}

/// Where the number stands once that device is gone.
fn stands(contact: &Contact, gone: &DeviceId) -> NumberStanding {
    let facts =
        ContactFacts { id: contact.id.clone(), kind: contact.kind, on_device: contact.device.clone() };
    standing(&facts, &Gone::Device { id: gone.clone(), platform: Platform::Ios }).unwrap()
}

#[tokio::test]
async fn a_number_is_known_to_ring_on_the_device_that_the_file_names() {
    each_engine(|on| {
        Box::pin(async move {
            on.import(FILE).await;
            assert_eq!(mobile(on).await.device, None);
            let phone = device(on, "anna", "Anna’s iPhone", Some("F2LX1")).await;
            let other = device(on, "anna", "Work phone", None).await;
            device(on, "bob", "Bob’s phone", Some("B1")).await;
            on.pass(Span::days(30));

            // By serial number, however it is written.
            let summary = on.import("user_name,name,mobile_device\nanna,Anna,f2lx1\n").await;
            assert_eq!((summary.changed, summary.notes.len()), (1, 2), "{:?}", summary.notes);
            let number = mobile(on).await;
            assert_eq!(number.device.as_ref(), Some(&phone));
            assert_eq!(stands(&number, &phone), NumberStanding::OnLostDevice);
            assert_eq!(stands(&number, &other), NumberStanding::Elsewhere);
            assert_eq!(number.provenance.since, on.now(), "what makes it count is young");

            on.pass(Span::days(1));
            let again = on.import("user_name,name,mobile_device\nanna,Anna,F2LX1\n").await;
            assert_eq!((again.changed, again.unchanged), (0, 1));
            // Without the column it stays, with a new number and the column it is known at once.
            on.import(FILE).await;
            assert_eq!(mobile(on).await.device.as_ref(), Some(&phone));
            let csv = "user_name,name,phones,mobile_device\nanna,Anna,mobile:+491709999999,work PHONE\n";
            on.import(csv).await;
            let number = mobile(on).await;
            assert_eq!((number.value.as_str(), number.device.as_ref()), ("+491709999999", Some(&other)));

            // A device that is handed back leaves its number behind, and the link is worth nothing.
            assert!(number.device_in_use);
            on.core
                .writer()
                .run(other.clone(), |tx, id| {
                    Box::pin(async move {
                        let (from, to, now) = (DeviceState::InUse, DeviceState::HandedBack, tx.now());
                        assert!(store::devices::set_state(tx, id, from, to, None, now).await?);
                        Ok(Done::with((), NewEntry::new("device.changed")))
                    })
                })
                .await
                .unwrap();
            assert!(!mobile(on).await.device_in_use);

            // An empty cell: on none that is known.
            on.import("user_name,name,mobile_device\nanna,Anna,\n").await;
            assert_eq!(mobile(on).await.device, None);
            assert_eq!(stands(&mobile(on).await, &phone), NumberStanding::OnOnlyPhone);
        })
    })
    .await;
}

#[tokio::test]
async fn a_device_that_is_not_theirs_is_named_and_changes_nothing() {
    each_engine(|on| {
        Box::pin(async move {
            let first =
                "user_name,name,phones,mobile_device\nanna,Anna,mobile:+491701234567,iPhone\nbob,Bob,,\n";
            let summary = on.import(first).await;
            let note = summary.notes.iter().find(|note| note.contains("iPhone")).unwrap();
            assert!(note.starts_with("line 2: anna has no device"), "{note}");
            device(on, "bob", "iPhone", Some("B1")).await;
            for named in ["iPhone", "B1"] {
                let summary = on.import(&format!("user_name,name,mobile_device\nanna,Anna,{named}\n")).await;
                assert_eq!((summary.changed, summary.unchanged), (0, 1));
                assert!(summary.notes.iter().any(|note| note.contains("no device")), "{:?}", summary.notes);
            }
            device(on, "anna", "iPhone", None).await;
            device(on, "anna", "iphone", None).await;
            let summary = on.import("user_name,name,mobile_device\nanna,Anna,iPhone\n").await;
            assert!(summary.notes.iter().any(|note| note.contains("more than one")), "{:?}", summary.notes);
            let number = mobile(on).await;
            assert_eq!((number.device, number.provenance.since), (None, Time(0)));
        })
    })
    .await;
}
