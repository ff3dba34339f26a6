//! Devices, over a scratch database: who may say what, what is paused, what comes back and what stays.

use contract::{
    Answer, Devices as _, RefusalCode, Sent,
    devices::{DeviceForm, DevicePage, NewDeviceForm},
    methods::Standing,
};
use domain::{
    DeviceId, MethodId, Span,
    device::{DeviceState, Ownership},
    method::{Home, MethodState, SyncAccount},
    person::Role,
    request::{RequestState, Why, life::Delay},
};
use store::args;

use crate::{
    approvals::tests::scene::Staff,
    recovery::bed::{Bed, each_engine, on_sqlite},
};

/// Anna, signed in with a security key, with a phone and a laptop.
struct Scene {
    anna: Staff,
    phone: DeviceId,
    laptop: DeviceId,
}

impl Scene {
    async fn new(t: &Bed<'_>) -> Self {
        let boss = Staff::new(t, "boss", &[], None).await;
        let anna = Staff::new(t, "anna", &[], Some(&boss.id)).await;
        let (phone, laptop) = (t.device(&anna.id).await, t.device(&anna.id).await);
        Self { anna, phone, laptop }
    }

    async fn send(&mut self, device: &DeviceId, step: &str) -> Answer<Sent> {
        self.form(device, DeviceForm { step: step.to_owned(), ..DeviceForm::default() }).await
    }

    async fn form(&mut self, device: &DeviceId, form: DeviceForm) -> Answer<Sent> {
        let id = device.to_string();
        self.anna.browser.go(async |visitor| visitor.change_device(id, form).await).await
    }

    /// The same, where it is done.
    async fn say(&mut self, device: &DeviceId, step: &str) {
        assert_eq!(self.send(device, step).await, Ok(Sent::next(format!("/devices/{device}"))), "{step}");
    }

    async fn page(&mut self, device: &DeviceId) -> DevicePage {
        let id = device.to_string();
        self.anna.browser.go(async |visitor| visitor.device(id).await).await.unwrap()
    }

    /// A passkey that is synced with an account, named for these devices.
    async fn synced(&self, t: &Bed<'_>, devices: &[&DeviceId]) -> MethodId {
        let id = t.method(&self.anna.id, None).await;
        let devices = devices.iter().map(|one| (*one).clone()).collect();
        place(t, &id, &Home::Account { account: SyncAccount::Apple, devices }).await;
        id
    }
}

async fn place(t: &Bed<'_>, method: &MethodId, home: &Home) {
    let home = serde_json::to_string(home).unwrap();
    t.raw("UPDATE method SET home = $1 WHERE id = $2", args![home, method]).await;
}

/// The key of the words that say what to mend.
fn mended(answer: Answer<Sent>) -> String {
    match answer.unwrap() {
        Sent::Mend(problems) => problems.into_iter().next().unwrap().words.key,
        Sent::Next(path) => panic!("went on to {path}"),
    }
}

async fn sessions(t: &Bed<'_>, method: &MethodId) -> usize {
    let open =
        t.scratch.db.rows("SELECT id FROM session WHERE method = $1 AND ended IS NULL", args![method]).await;
    open.unwrap().len()
}

/// How many notices with that template there are.
async fn notices(t: &Bed<'_>, template: &str) -> usize {
    let sql = "SELECT id FROM notice WHERE template = $1";
    t.scratch.db.rows(sql, args![template]).await.unwrap().len()
}

#[tokio::test(flavor = "multi_thread")]
async fn losing_a_device_pauses_what_lives_on_it_at_once_and_finding_it_gives_that_back() {
    each_engine(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let (phone, laptop) = (scene.phone.clone(), scene.laptop.clone());
            let on_phone = t.method(&scene.anna.id, Some(&phone)).await;
            let synced = scene.synced(t, &[&phone, &laptop]).await;
            let on_laptop = t.method(&scene.anna.id, Some(&laptop)).await;
            t.raw("UPDATE session SET method = $1 WHERE person <> $2", args![&on_phone, &scene.anna.id])
                .await;
            assert_eq!(sessions(t, &on_phone).await, 1);
            scene.say(&phone, "lost").await;
            assert_eq!(t.device_state(&scene.anna.id, &phone).await, DeviceState::Lost);
            for gone in [&on_phone, &synced] {
                assert_eq!(t.method_state(gone).await, MethodState::Suspended);
            }
            assert_eq!(t.method_state(&on_laptop).await, MethodState::Active);
            assert_eq!(sessions(t, &on_phone).await, 0);
            assert_eq!(t.entries("device.lost").await, 1);
            assert_eq!(t.entries("method.suspended").await, 2);
            assert_eq!(notices(t, "device-lost").await, 1, "one for each address");
            assert_eq!(scene.send(&phone, "lost").await.unwrap_err().code, RefusalCode::Over);

            let page = scene.page(&phone).await;
            assert_eq!(page.line.state, DeviceState::Lost);
            assert_eq!((page.held, page.line.methods.len()), (None, 2));
            assert!(page.works_without.contains(&"Key".to_owned()), "what remains is named");

            scene.say(&phone, "found").await;
            for back in [&on_phone, &synced] {
                assert_eq!(t.method_state(back).await, MethodState::Active);
            }
            assert_eq!(t.device_state(&scene.anna.id, &phone).await, DeviceState::InUse);
            assert_eq!(t.entries("device.found-again").await, 1);
            assert_eq!(t.entries("method.restored").await, 2);
            assert_eq!(notices(t, "device-found").await, 1);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_the_device_itself_opened_cannot_say_that_it_is_lost_or_found() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let (phone, laptop) = (scene.phone.clone(), scene.laptop.clone());
            let other = t.method(&scene.anna.id, Some(&laptop)).await;
            let mine = scene.anna.method.clone();
            let account = |devices: Vec<DeviceId>| Home::Account { account: SyncAccount::Apple, devices };
            for (home, words) in [
                (Home::Device(phone.clone()), "devices-lost-from-here"),
                (account(vec![laptop.clone(), phone.clone()]), "devices-lost-account"),
                (Home::Unknown, "devices-lost-unplaced"),
            ] {
                place(t, &mine, &home).await;
                assert_eq!(scene.page(&phone).await.not_from_here.unwrap().key, words);
                assert_eq!(mended(scene.send(&phone, "lost").await), words);
                assert_eq!(t.device_state(&scene.anna.id, &phone).await, DeviceState::InUse);
                assert_eq!(t.method_state(&mine).await, MethodState::Active);
            }
            // Lost all the same, said elsewhere: and then only from elsewhere found again.
            place(t, &mine, &Home::Itself).await;
            scene.say(&phone, "lost").await;
            place(t, &mine, &Home::Device(phone.clone())).await;
            assert_eq!(mended(scene.send(&phone, "found").await), "devices-found-from-here");
            assert_eq!(scene.page(&phone).await.held.unwrap().key, "devices-found-from-here");
            assert_eq!(t.device_state(&scene.anna.id, &phone).await, DeviceState::Lost);
            assert_eq!(t.method_state(&other).await, MethodState::Active);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_devices_lost_on_one_day_and_what_both_carry_comes_back_with_the_second() {
    each_engine(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let (phone, laptop) = (scene.phone.clone(), scene.laptop.clone());
            let on_phone = t.method(&scene.anna.id, Some(&phone)).await;
            let on_laptop = t.method(&scene.anna.id, Some(&laptop)).await;
            let both = scene.synced(t, &[&phone, &laptop]).await;
            scene.say(&phone, "lost").await;
            scene.say(&laptop, "lost").await;
            for gone in [&on_phone, &on_laptop, &both] {
                assert_eq!(t.method_state(gone).await, MethodState::Suspended);
            }
            scene.say(&phone, "found").await;
            assert_eq!(t.method_state(&on_phone).await, MethodState::Active);
            for still in [&on_laptop, &both] {
                assert_eq!(t.method_state(still).await, MethodState::Suspended, "the laptop is still lost");
            }
            scene.say(&laptop, "found").await;
            for back in [&on_phone, &on_laptop, &both] {
                assert_eq!(t.method_state(back).await, MethodState::Active);
            }
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i11_a_loss_is_never_refused_and_says_what_remains() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let phone = scene.phone.clone();
            // Nobody above, no other way in but the key that signs in here.
            t.raw("UPDATE person SET manager = NULL", args![]).await;
            let page = scene.page(&phone).await;
            assert_eq!(page.works_without, ["Key"]);
            assert_eq!(page.line.if_lost, Some(Standing::ByYourself));
            scene.say(&phone, "lost").await;
            // A demo's session has no method: whoever then has nothing left may say it all the same.
            t.raw("UPDATE session SET method = NULL", args![]).await;
            let laptop = scene.laptop.clone();
            place(t, &scene.anna.method.clone(), &Home::Device(laptop.clone())).await;
            scene.say(&laptop, "lost").await;
            let page = scene.page(&laptop).await;
            assert!(page.works_without.is_empty());
            assert_eq!(page.without, Standing::NotAtAll);
            assert_eq!(page.next.unwrap().1, "/methods/add");
            assert_eq!(page.held.unwrap().key, "devices-found-from-here", "no passkey showed who speaks");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i06_what_a_request_has_decided_or_will_decide_is_not_given_back() {
    each_engine(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let (phone, laptop) = (scene.phone.clone(), scene.laptop.clone());
            let anna = scene.anna.id.clone();
            let boss = t.person("chief").await;
            let before = t.method(&anna, Some(&phone)).await;
            scene.say(&phone, "lost").await;
            let asking = t.asking("anna", "lost-or-stolen").await;
            t.approve(&asking.id, &anna, &boss, Some(&phone), Delay::None).await;
            // While it goes on it decides, whoever paused the method first.
            assert_eq!(mended(scene.send(&phone, "found").await), "devices-found-open");
            assert_eq!(scene.page(&phone).await.held.unwrap().key, "devices-found-open");
            t.force(&asking.id, |state, now| state.freeze(now, &domain::Policy::default(), 1).unwrap()).await;
            assert_eq!(mended(scene.send(&phone, "found").await), "devices-found-open", "frozen");
            assert_eq!(t.method_state(&before).await, MethodState::Suspended);
            // It ended without anybody let back in: now the owner may.
            t.force(&asking.id, |state, now| state.withdraw(now, Why::Security).unwrap()).await;
            scene.say(&phone, "found").await;
            assert_eq!(t.method_state(&before).await, MethodState::Active);

            // Paused by a request that closed, and by a freeze after it: not the owner's to decide.
            let other = t.method(&anna, Some(&laptop)).await;
            let asking = t.asking("anna", "lost-or-stolen").await;
            t.approve(&asking.id, &anna, &boss, Some(&laptop), Delay::None).await;
            assert_eq!(t.method_state(&other).await, MethodState::Suspended);
            let new = t.method(&anna, None).await;
            t.app.set_state(&asking.id, RequestState::Closed { at: t.now(), method: new }).await;
            t.raw("UPDATE device SET state = 'lost' WHERE id = $1", args![&laptop]).await;
            scene.say(&laptop, "found").await;
            assert_eq!(t.method_state(&other).await, MethodState::Suspended);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_request_closed_the_ways_in_are_gone_and_the_page_says_so() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let phone = scene.phone.clone();
            let anna = scene.anna.id.clone();
            let on_phone = t.method(&anna, Some(&phone)).await;
            scene.say(&phone, "lost").await;
            let asking = t.asking("anna", "lost-or-stolen").await;
            let boss = t.person("chief").await;
            t.approve(&asking.id, &anna, &boss, Some(&phone), Delay::None).await;
            let new = t.method(&anna, None).await;
            let enrolled =
                RequestState::Enrolled { at: t.now(), method: new, closes_by: t.now() + Span::hours(24) };
            t.app.set_state(&asking.id, enrolled).await;
            assert_eq!(t.method_state(&on_phone).await, MethodState::Suspended);
            t.advance(Span::hours(25));
            t.core.tick().await;
            assert_eq!(t.method_state(&on_phone).await, MethodState::Removed);
            // Closing ended every session: signed in anew.
            scene.anna.sign_in(t).await;
            scene.say(&phone, "found").await;
            assert_eq!(t.method_state(&on_phone).await, MethodState::Removed);
            let page = scene.page(&phone).await;
            assert_eq!((page.line.state, page.removed), (DeviceState::InUse, vec!["Passkey".to_owned()]));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn broken_replaced_and_handed_back_pause_nothing_and_offer_what_may_go() {
    each_engine(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let (phone, laptop) = (scene.phone.clone(), scene.laptop.clone());
            let on_phone = t.method(&scene.anna.id, Some(&phone)).await;
            for (step, state, kind) in [
                ("broken", DeviceState::Broken, "device.broken"),
                ("handed-back", DeviceState::HandedBack, "device.handed-back"),
            ] {
                scene.say(&phone, step).await;
                assert_eq!(t.device_state(&scene.anna.id, &phone).await, state);
                assert_eq!(t.method_state(&on_phone).await, MethodState::Active, "nothing pauses silently");
                assert_eq!(t.entries(kind).await, 1);
                assert_eq!(scene.send(&phone, step).await.unwrap_err().code, RefusalCode::Over);
                let page = scene.page(&phone).await;
                assert_eq!(page.line.methods[0].why_not, None, "it may be removed");
                scene.say(&phone, "found").await;
            }
            let replaced = |by: &str| DeviceForm {
                step: "replaced".to_owned(),
                by: by.to_owned(),
                ..DeviceForm::default()
            };
            for nothing in ["", "nonsense", phone.as_str()] {
                assert_eq!(mended(scene.form(&phone, replaced(nothing)).await), "devices-replaced-which");
            }
            scene.form(&phone, replaced(laptop.as_str())).await.unwrap();
            let page = scene.page(&phone).await;
            assert_eq!(
                (page.line.state, page.replaced_by.as_deref()),
                (DeviceState::Replaced, Some("Phone"))
            );
            assert_eq!(notices(t, "device-found").await, 0, "it was never lost");
            // The last way in cannot go (I11).
            t.raw("UPDATE method SET state = 'removed', removed = 1 WHERE id <> $1", args![&on_phone]).await;
            t.raw("UPDATE session SET method = $1", args![&on_phone]).await;
            assert_eq!(
                scene.page(&phone).await.line.methods[0].why_not.as_ref().unwrap().key,
                "devices-remove-last"
            );
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_is_named_renamed_and_changes_hands_with_its_history_on_record() {
    each_engine(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let form = |name: &str, platform: &str, ownership: &str| NewDeviceForm {
                name: name.to_owned(),
                platform: platform.to_owned(),
                ownership: ownership.to_owned(),
            };
            let empty = form(" ", "toaster", "");
            let Ok(Sent::Mend(problems)) =
                scene.anna.browser.go(async |visitor| visitor.add_device(empty).await).await
            else {
                panic!()
            };
            let fields: Vec<_> = problems.iter().map(|problem| problem.field.as_str()).collect();
            assert_eq!(fields, ["name", "platform", "ownership"]);
            let good = form(" Blue tablet ", "ipados", "company-managed-account");
            let sent = scene.anna.browser.go(async |visitor| visitor.add_device(good).await).await.unwrap();
            let Sent::Next(path) = sent else { panic!("{sent:?}") };
            let id = DeviceId::parse(path.strip_prefix("/devices/").unwrap()).unwrap();
            let rename = |name: &str| DeviceForm {
                step: "rename".to_owned(),
                name: name.to_owned(),
                ..DeviceForm::default()
            };
            assert_eq!(mended(scene.form(&id, rename(" \u{7} ")).await), "devices-name-missing");
            scene.form(&id, rename("Green tablet")).await.unwrap();
            let own = |word: &str| DeviceForm {
                step: "ownership".to_owned(),
                ownership: word.to_owned(),
                ..DeviceForm::default()
            };
            assert_eq!(mended(scene.form(&id, own("theirs")).await), "devices-ownership-missing");
            scene.form(&id, own("own")).await.unwrap();
            scene.form(&id, own("own")).await.unwrap();
            let page = scene.page(&id).await;
            assert_eq!((page.line.name.as_str(), page.line.ownership), ("Green tablet", Ownership::Own));
            for (kind, times) in [("device.renamed", 1), ("device.ownership-changed", 1)] {
                assert_eq!(t.entries(kind).await, times, "{kind}");
            }
            let entries =
                store::log::oldest(&t.scratch.db, store::log::Of::Everything, None, 10_000).await.unwrap();
            let changed = entries.iter().find(|one| one.kind.as_str() == "device.ownership-changed").unwrap();
            let said = audit::decode(changed.bytes.as_deref().unwrap()).unwrap();
            assert_eq!(said.detail("from"), Some("company-managed-account"));
            assert_eq!(said.detail("to"), Some("own"));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_is_its_owners_alone_and_every_act_needs_a_fresh_proof() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let phone = scene.phone.clone();
            let mut it = Staff::new(t, "ida", &[Role::It], None).await;
            let id = phone.to_string();
            let refused = it.browser.go(async |visitor| visitor.device(id).await).await.unwrap_err();
            assert_eq!(refused.code, RefusalCode::NotHere, "not even IT's to see there");
            let form = DeviceForm { step: "lost".to_owned(), ..DeviceForm::default() };
            let id = phone.to_string();
            let refused = it.browser.go(async |visitor| visitor.change_device(id, form).await).await;
            assert_eq!(refused.unwrap_err().code, RefusalCode::NotHere);
            t.advance(Span::minutes(6));
            for step in ["rename", "ownership", "lost", "broken", "replaced", "handed-back", "found"] {
                let refused = scene.send(&phone, step).await.unwrap_err();
                assert_eq!(refused.code, RefusalCode::ProveAgain, "{step}");
            }
            let add = NewDeviceForm::default();
            let refused = scene.anna.browser.go(async |visitor| visitor.add_device(add).await).await;
            assert_eq!(refused.unwrap_err().code, RefusalCode::ProveAgain);
            assert!(scene.page(&phone).await.needs_proof);
            let mut nobody = t.browser();
            let refused = nobody.go(async |visitor| visitor.devices().await).await.unwrap_err();
            assert_eq!(refused.code, RefusalCode::SignInFirst);
        })
    })
    .await;
}
