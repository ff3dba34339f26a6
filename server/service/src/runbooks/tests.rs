//! Runbooks over a scratch database: each situation with each kind of device, walked to its end by acts that the portal sees.

use contract::{
    Answer, Devices as _, Joiners as _, Methods as _, RefusalCode, Runbooks as _, Sent,
    devices::{DeviceForm, NewDeviceForm},
    joiners::{JoinerState, PrepareForm},
    methods::PlaceForm,
    runbooks::{RunbookFilter, RunbookForm, RunbookPage, RunbookStands},
};
use domain::{
    DeviceId, MethodId, PersonId, RequestId, Span,
    device::{Ownership, Platform},
    method::Home,
    request::RequestState,
    runbook::{Advice, RunbookKind, Scenario, StepId, Stuck},
};
use store::args;

use crate::{
    approvals::tests::scene::{Scene, Staff, picks, reaches, report_to, says, session, step},
    recovery::bed::{Bed, Browser, each_engine, on_sqlite},
};

mod by_oneself;

/// What the new device is, and what that makes of it.
const DEVICES: [(Platform, Ownership, Scenario); 7] = [
    (Platform::Ios, Ownership::Own, Scenario::OwnIphone),
    (Platform::Ios, Ownership::CompanyPersonalAccount, Scenario::CompanyIphonePersonal),
    (Platform::Ios, Ownership::CompanyManagedAccount, Scenario::CompanyIphoneManaged),
    (Platform::Android, Ownership::Own, Scenario::OwnAndroid),
    (Platform::Android, Ownership::CompanyManagedAccount, Scenario::CompanyAndroid),
    (Platform::Other, Ownership::Own, Scenario::OwnOther),
    (Platform::Other, Ownership::CompanyManagedAccount, Scenario::CompanyOther),
];

fn form(kind: RunbookKind, old: &str, platform: Platform, ownership: Ownership) -> RunbookForm {
    RunbookForm {
        kind: kind.word().to_owned(),
        old: old.to_owned(),
        platform: platform.word().to_owned(),
        ownership: ownership.word().to_owned(),
        ..RunbookForm::default()
    }
}

fn id_of(sent: Sent, place: &str) -> String {
    let Sent::Next(path) = sent else { panic!("{sent:?}") };
    path.strip_prefix(place).unwrap_or_else(|| panic!("{path}")).to_owned()
}

async fn begin(browser: &mut Browser, form: RunbookForm) -> String {
    id_of(browser.go(async |visitor| visitor.begin_runbook(form).await).await.unwrap(), "/runbooks/")
}

async fn page(browser: &mut Browser, id: &str) -> RunbookPage {
    let id = id.to_owned();
    browser.go(async |visitor| visitor.runbook(id).await).await.unwrap()
}

/// The step that it stands at; none once everything is done.
fn at(page: &RunbookPage) -> Option<StepId> {
    match page.line.stands {
        RunbookStands::At { step, .. } => Some(step),
        RunbookStands::Finished => None,
        RunbookStands::Ended(ref why) => panic!("ended: {why}"),
    }
}

/// Somebody signed in, with a phone and its passkey; a security key only with `backup`.
struct Anna {
    id: PersonId,
    phone: DeviceId,
    old: MethodId,
    backup: Option<MethodId>,
    browser: Browser,
}

impl Anna {
    async fn new(t: &Bed<'_>, name: &str, backup: bool) -> Self {
        let id = t.person(name).await;
        let phone = t.device(&id).await;
        let old = t.method(&id, Some(&phone)).await;
        let backup = if backup { Some(t.method(&id, None).await) } else { None };
        let mut anna = Self { browser: t.browser(), id, phone, old, backup };
        anna.signs_in(t, None).await;
        anna
    }

    /// Signs in by a method, the old phone's unless another is given, as signing in writes it.
    async fn signs_in(&mut self, t: &Bed<'_>, by: Option<&MethodId>) {
        let method = by.unwrap_or(&self.old).clone();
        self.browser.arrival.session = Some(session(t, &self.id, &method).await);
        worked(t, &self.id, &method).await;
    }

    /// Names a device.
    async fn names(&mut self, platform: Platform, ownership: Ownership) -> String {
        let form = NewDeviceForm {
            name: "New one".to_owned(),
            platform: platform.word().to_owned(),
            ownership: ownership.word().to_owned(),
        };
        id_of(self.browser.go(async |visitor| visitor.add_device(form).await).await.unwrap(), "/devices/")
    }

    /// Adds a passkey and says that it lives there.
    async fn adds(&mut self, t: &Bed<'_>, device: &str) -> MethodId {
        let id = added(t, &self.id).await;
        let place =
            PlaceForm { method: id.to_string(), place: format!("device:{device}"), ..PlaceForm::default() };
        self.browser.go(async |visitor| visitor.place(place).await).await.unwrap();
        id
    }
}

/// A passkey that was registered just now, living nowhere yet.
async fn added(t: &Bed<'_>, person: &PersonId) -> MethodId {
    let id = t.app.passkey(&t.app.person(person).await).await;
    t.raw("UPDATE method SET added = $1 WHERE id = $2", args![t.now(), &id]).await;
    id
}

/// A method worked, as a sign-in with it writes.
async fn worked(t: &Bed<'_>, person: &PersonId, method: &MethodId) {
    let input = (person.clone(), method.clone());
    t.core
        .writer()
        .run(input, |tx, (person, method)| {
            Box::pin(async move {
                let now = tx.now();
                store::methods::worked(tx, method, now, None).await?;
                let entry = store::NewEntry::new("session.opened")
                    .by(person)
                    .about(person)
                    .with("method", method.as_str());
                Ok(store::Done::with((), entry))
            })
        })
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_planned_change_is_walked_to_its_end_with_each_kind_of_device() {
    each_engine(|t| {
        Box::pin(async move {
            for (n, (platform, ownership, scenario)) in DEVICES.into_iter().enumerate() {
                for backup in [true, false] {
                    let mut anna = Anna::new(t, &format!("anna-{n}-{backup}"), backup).await;
                    t.advance(Span::minutes(1));
                    let old = anna.phone.to_string();
                    let kind = RunbookKind::PlannedPhoneChange;
                    let id = begin(&mut anna.browser, form(kind, &old, platform, ownership)).await;
                    let seen = page(&mut anna.browser, &id).await;
                    assert_eq!((seen.line.scenario, seen.has_backup), (scenario, backup));
                    let mut walked = Vec::new();
                    let mut new = None;
                    let mut method = None;
                    while let Some(step) = at(&page(&mut anna.browser, &id).await) {
                        assert!(!walked.contains(&step), "{scenario:?}: {step:?} does not end");
                        walked.push(step);
                        t.advance(Span::minutes(1));
                        match step {
                            StepId::BackupWorks => worked(t, &anna.id, anna.backup.as_ref().unwrap()).await,
                            StepId::DevicePrepared | StepId::DeviceRegistered => {
                                new = Some(anna.names(platform, ownership).await);
                            }
                            StepId::MethodOnDevice => {
                                method = Some(anna.adds(t, new.as_ref().unwrap()).await);
                            }
                            StepId::NewMethodWorks => {
                                anna.signs_in(t, method.as_ref()).await;
                            }
                            StepId::OldMethodsGone => {
                                let gone = anna.old.to_string();
                                let sent = anna.browser.go(async |visitor| visitor.remove(gone).await).await;
                                assert!(matches!(sent, Ok(Sent::Next(_))), "{sent:?}");
                            }
                            other => panic!("{other:?} is no step of this"),
                        }
                    }
                    assert_eq!(walked.contains(&StepId::BackupWorks), backup, "{scenario:?}");
                    assert_eq!(walked.contains(&StepId::DevicePrepared), scenario.is_company());
                    assert_eq!(walked.last(), Some(&StepId::OldMethodsGone));
                    t.advance(Span::minutes(1));
                    t.core.tick().await;
                    let ended = page(&mut anna.browser, &id).await;
                    assert_eq!(ended.line.stands, RunbookStands::Finished);
                    let open = anna.browser.go(async |visitor| visitor.runbooks().await).await.unwrap();
                    assert!(open.is_empty(), "it ended");
                }
            }
        })
    })
    .await;
}

/// Approves as one approver would, with what the approval itself begins.
async fn approved(t: &Bed<'_>, scene: &mut Scene, asked: &RequestId) {
    let (phone, call) = (scene.phone.to_string(), scene.call());
    scene.manager.approve(t, asked, &phone, &call).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_loss_is_followed_from_the_approval_to_the_new_phone() {
    each_engine(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let mut asking = scene.asks(t).await;
            assert_eq!(t.count("SELECT COUNT(*) AS n FROM runbook").await, 0, "i09: asking begins nothing");
            approved(t, &mut scene, &asking.id).await;
            let list = |staff: &mut Staff| {
                let mut browser = staff.browser.clone();
                async move {
                    browser.go(async |visitor| visitor.desk_runbooks(RunbookFilter::default()).await).await
                }
            };
            let rows = list(&mut scene.it).await.unwrap().rows;
            assert_eq!(rows.len(), 1);
            assert!(matches!(rows[0].stands, RunbookStands::At { step: StepId::LetBackIn, place: 3, .. }));
            let id = rows[0].id.clone();
            let desk = {
                let id = id.clone();
                scene.it.browser.go(async |visitor| visitor.desk_runbook(id).await).await.unwrap()
            };
            assert_eq!((desk.request, desk.old.as_deref()), (Some(asking.id.to_string()), Some("Phone")));
            assert_eq!(desk.by, None);

            let pass = asking.pass().await;
            let redeem = contract::recovery::RedeemPass { pass };
            asking
                .browser
                .go(async |visitor| contract::Recovery::redeem_pass(visitor, redeem).await)
                .await
                .unwrap();
            let mut browser = t.signed_in(&scene.anna, &scene.old).await;
            let step_now = |page: &RunbookPage| at(page);
            // The old passkey is paused, so she looks in with a session that was there before.
            assert!(browser.go(async |visitor| visitor.runbooks().await).await.is_err());
            t.advance(Span::minutes(1));
            let new = added(t, &scene.anna).await;
            t.force(&asking.id, |state, now| {
                state.enrol(now, &domain::Policy::default(), new.clone()).unwrap()
            })
            .await;
            browser.arrival.session = Some(session(t, &scene.anna, &new).await);
            assert_eq!(step_now(&page(&mut browser, &id).await), Some(StepId::NewMethodWorks));
            t.advance(Span::minutes(1));
            worked(t, &scene.anna, &new).await;
            assert_eq!(step_now(&page(&mut browser, &id).await), Some(StepId::OldMethodsGone));
            t.raw(
                "UPDATE method SET state = 'removed', removed = $1 WHERE id = $2",
                args![t.now(), &scene.old],
            )
            .await;
            assert_eq!(step_now(&page(&mut browser, &id).await), Some(StepId::DeviceRegistered));
            let mut anna = Anna {
                id: scene.anna.clone(),
                phone: scene.phone.clone(),
                old: new.clone(),
                backup: None,
                browser,
            };
            t.advance(Span::minutes(1));
            let device = anna.names(Platform::Ios, Ownership::Own).await;
            assert_eq!(at(&page(&mut anna.browser, &id).await), Some(StepId::MethodOnDevice));
            anna.adds(t, &device).await;
            assert_eq!(at(&page(&mut anna.browser, &id).await), None);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_loss_by_each_kind_of_device_is_walked_with_a_backup_and_without() {
    on_sqlite(|t| {
        Box::pin(async move {
            for (n, (platform, ownership, scenario)) in DEVICES.into_iter().enumerate() {
                let mut anna = Anna::new(t, &format!("anna-{n}"), true).await;
                let backup = anna.backup.clone();
                anna.signs_in(t, backup.as_ref()).await;
                t.advance(Span::minutes(1));
                let phone = anna.phone.to_string();
                let kind = RunbookKind::LostOrBrokenPhone;
                let id = begin(&mut anna.browser, form(kind, &phone, platform, ownership)).await;
                let steps: Vec<_> =
                    page(&mut anna.browser, &id).await.steps.into_iter().map(|step| step.id).collect();
                assert_eq!(steps[0], StepId::LetBackIn, "{scenario:?}: by oneself");
                assert_eq!(steps.contains(&StepId::DevicePrepared), scenario.is_company());
                // Without one, an approver comes first.
                let mut lone = Anna::new(t, &format!("lone-{n}"), false).await;
                t.advance(Span::minutes(1));
                let phone = lone.phone.to_string();
                let id = begin(&mut lone.browser, form(kind, &phone, platform, ownership)).await;
                assert_eq!(at(&page(&mut lone.browser, &id).await), Some(StepId::Asked));
            }
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ownership_changed_in_the_middle_changes_the_steps_and_undoes_none() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut anna = Anna::new(t, "anna", true).await;
            t.advance(Span::minutes(1));
            let old = anna.phone.to_string();
            let kind = RunbookKind::PlannedPhoneChange;
            let id = begin(&mut anna.browser, form(kind, &old, Platform::Ios, Ownership::Own)).await;
            t.advance(Span::minutes(1));
            worked(t, &anna.id, anna.backup.as_ref().unwrap()).await;
            let before = page(&mut anna.browser, &id).await;
            assert_eq!(at(&before), Some(StepId::DeviceRegistered));
            assert!(before.steps[1].advice.contains(&Advice::IcloudKeychainOn));
            // Said of the runbook, before there is a device …
            let change = RunbookForm {
                step: "about".to_owned(),
                ..form(kind, &old, Platform::Ios, Ownership::CompanyManagedAccount)
            };
            let (to, own) = (id.clone(), id.clone());
            anna.browser.go(async |visitor| visitor.change_runbook(to, change).await).await.unwrap();
            let after = page(&mut anna.browser, &own).await;
            assert_eq!(
                (at(&after), after.line.scenario),
                (Some(StepId::DevicePrepared), Scenario::CompanyIphoneManaged)
            );
            let done = after.steps.iter().find(|step| step.id == StepId::BackupWorks).unwrap().done;
            assert_eq!(done, before.steps[0].done);
            // … and by the device itself, once there is one.
            let device = anna.names(Platform::Ios, Ownership::CompanyManagedAccount).await;
            assert_eq!(at(&page(&mut anna.browser, &id).await), Some(StepId::MethodOnDevice));
            let form = DeviceForm {
                step: "ownership".to_owned(),
                ownership: Ownership::Own.word().to_owned(),
                ..DeviceForm::default()
            };
            anna.browser.go(async |visitor| visitor.change_device(device, form).await).await.unwrap();
            let seen = page(&mut anna.browser, &id).await;
            assert_eq!(seen.line.scenario, Scenario::OwnIphone);
            assert!(!seen.steps.iter().any(|step| step.id == StepId::DevicePrepared));
            assert_eq!(at(&seen), Some(StepId::MethodOnDevice));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_from_its_list_is_prepared_and_set_up_once_something_lives_on_it() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut anna = Anna::new(t, "anna", false).await;
            let new = t.device(&anna.id).await;
            t.raw(
                "UPDATE device SET source = 'import:intune.csv', ownership = 'company-managed-account' WHERE id = $1",
                args![&new],
            )
            .await;
            t.advance(Span::minutes(1));
            let old = anna.phone.to_string();
            let managed = Ownership::CompanyManagedAccount;
            let kind = RunbookKind::PlannedPhoneChange;
            let id = begin(&mut anna.browser, form(kind, &old, Platform::Ios, managed)).await;
            let seen = page(&mut anna.browser, &id).await;
            assert_eq!(at(&seen), Some(StepId::DeviceRegistered), "prepared before it began");
            assert_eq!(seen.go.unwrap().1, "/methods/add", "it is not to be named again");
            t.advance(Span::minutes(1));
            anna.adds(t, new.as_str()).await;
            assert_eq!(at(&page(&mut anna.browser, &id).await), Some(StepId::NewMethodWorks));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_that_nobody_placed_may_still_be_on_the_old_phone() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut anna = Anna::new(t, "anna", true).await;
            let loose = t.app.passkey(&t.app.person(&anna.id).await).await;
            t.advance(Span::minutes(1));
            let old = anna.phone.to_string();
            let kind = RunbookKind::PlannedPhoneChange;
            let id = begin(&mut anna.browser, form(kind, &old, Platform::Ios, Ownership::Own)).await;
            let gone = |page: &RunbookPage| {
                page.steps.iter().find(|step| step.id == StepId::OldMethodsGone).unwrap().done
            };
            t.raw(
                "UPDATE method SET state = 'removed', removed = $1 WHERE id = $2",
                args![t.now(), &anna.old],
            )
            .await;
            anna.browser.arrival.session = Some(session(t, &anna.id, anna.backup.as_ref().unwrap()).await);
            assert_eq!(gone(&page(&mut anna.browser, &id).await), None);
            let home = serde_json::to_string(&Home::Itself).unwrap();
            t.raw("UPDATE method SET home = $1 WHERE id = $2", args![home, &loose]).await;
            assert!(gone(&page(&mut anna.browser, &id).await).is_some());
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_sees_the_same_and_who_is_stuck_first_and_others_see_nothing() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let mut ben = Anna::new(t, "ben", true).await;
            let old = ben.phone.to_string();
            let kind = RunbookKind::PlannedPhoneChange;
            let bens = begin(&mut ben.browser, form(kind, &old, Platform::Ios, Ownership::Own)).await;
            t.advance(Span::hours(60));
            scene.it.sign_in(t).await;
            let mut asks = RunbookForm {
                user_name: "anna".to_owned(),
                ..form(kind, "", Platform::Android, Ownership::Own)
            };
            asks.step.clear();
            let annas = id_of(
                scene.it.browser.go(async |visitor| visitor.desk_begin_runbook(asks).await).await.unwrap(),
                "/desk/runbooks/",
            );
            let filter = RunbookFilter::default();
            let list =
                scene.it.browser.go(async |visitor| visitor.desk_runbooks(filter).await).await.unwrap();
            let ids: Vec<_> = list.rows.iter().map(|row| row.id.clone()).collect();
            assert_eq!((ids, list.stuck), (vec![bens.clone(), annas.clone()], 1));
            assert!(matches!(
                list.rows[0].stands,
                RunbookStands::At { step: StepId::BackupWorks, stuck: Some(Stuck::TryTheBackup), .. }
            ));
            for (filter, found) in [
                (RunbookFilter { show: "stuck".to_owned(), ..RunbookFilter::default() }, 1),
                (RunbookFilter { search: "ANNA".to_owned(), ..RunbookFilter::default() }, 1),
                (RunbookFilter { kind: "first-device".to_owned(), ..RunbookFilter::default() }, 0),
            ] {
                let rows = scene.it.browser.go(async |visitor| visitor.desk_runbooks(filter).await).await;
                assert_eq!(rows.unwrap().rows.len(), found);
            }
            ben.signs_in(t, None).await;
            let own = page(&mut ben.browser, &bens).await;
            let (one, two) = (bens.clone(), bens.clone());
            let desk = scene.it.browser.go(async |visitor| visitor.desk_runbook(one).await).await.unwrap();
            assert_eq!((desk.steps, desk.line), (own.steps, own.line));
            let code = |answer: Answer<RunbookPage>| answer.unwrap_err().code;
            let others = annas.clone();
            assert_eq!(
                code(ben.browser.go(async |visitor| visitor.runbook(others).await).await),
                RefusalCode::NotHere
            );
            assert_eq!(
                code(ben.browser.go(async |visitor| visitor.desk_runbook(two).await).await),
                RefusalCode::NotHere
            );
            // Ended by the desk.
            let stop = RunbookForm { step: "stop".to_owned(), ..RunbookForm::default() };
            let id = bens.clone();
            scene.it.browser.go(async |visitor| visitor.desk_change_runbook(id, stop).await).await.unwrap();
            assert_eq!(
                page(&mut ben.browser, &bens).await.line.stands,
                RunbookStands::Ended("stopped".to_owned())
            );
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_an_approval_began_ends_with_its_request_and_any_after_ninety_days() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let asking = scene.asks(t).await;
            approved(t, &mut scene, &asking.id).await;
            t.force(&asking.id, |state, now| state.withdraw(now, domain::request::Why::Security).unwrap())
                .await;
            let mut ben = Anna::new(t, "ben", true).await;
            let old = ben.phone.to_string();
            let kind = RunbookKind::PlannedPhoneChange;
            begin(&mut ben.browser, form(kind, &old, Platform::Ios, Ownership::Own)).await;
            t.advance(Span::minutes(1));
            t.core.tick().await;
            let why = async |why: &str| {
                let ended = store::runbooks::ended(&mut &t.scratch.db, 10).await.unwrap();
                ended.iter().filter(|one| one.ended_why.as_deref() == Some(why)).count()
            };
            assert_eq!((why("request-ended").await, why("too-old").await), (1, 0));
            t.advance(Span::days(90));
            t.core.tick().await;
            assert_eq!(why("too-old").await, 1);
            assert_eq!(t.entries("runbook.ended").await, 2);
        })
    })
    .await;
}

/// A first day: prepared, asked for, met by two, read out, used, working.
#[tokio::test(flavor = "multi_thread")]
async fn joiners_are_prepared_and_asked_for_together_and_nobody_sees_a_whole_pass() {
    each_engine(|t| {
        Box::pin(async move {
            let mut manager = Staff::new(t, "max", &[], None).await;
            let mut it = Staff::new(t, "ida", &[domain::person::Role::It], None).await;
            let mut people = Vec::new();
            for name in ["nora", "nils"] {
                let id = t.person(name).await;
                report_to(t, &id, &manager.id, t.now() - Span::days(300)).await;
                t.raw("UPDATE person SET starts_on = $1 WHERE id = $2", args![t.now() + Span::days(3), &id])
                    .await;
                people.push(id);
            }
            let old = t.person("otto").await;
            let far = t.person("fred").await;
            t.raw("UPDATE person SET starts_on = $1 WHERE id = $2", args![t.now() + Span::days(40), &far])
                .await;
            t.method(&old, None).await;

            let prepare = |names: &str| PrepareForm {
                names: names.to_owned(),
                platform: "ios".to_owned(),
                ownership: "company-managed-account".to_owned(),
                chosen: Vec::new(),
            };
            for (names, key) in [
                ("", "joiners-nobody"),
                ("nora nobody", "joiners-unknown"),
                ("nora, otto", "joiners-not-first"),
                ("nora; fred", "joiners-not-near"),
            ] {
                let form = prepare(names);
                let sent = it.browser.go(async |visitor| visitor.prepare_joiners(form).await).await.unwrap();
                let Sent::Mend(problems) = sent else { panic!("{names} went through") };
                assert_eq!(problems[0].words.key, key);
            }
            assert_eq!(t.count("SELECT COUNT(*) AS n FROM runbook").await, 0, "all or none");
            let found = it.browser.go(async |visitor| visitor.joiner_candidates(String::new()).await).await;
            assert_eq!(found.unwrap().len(), 2);
            let form = prepare("nora nils");
            it.browser.go(async |visitor| visitor.prepare_joiners(form).await).await.unwrap();
            let states = async |staff: &mut Staff| {
                let list = staff.browser.go(async |visitor| visitor.joiners().await).await.unwrap();
                list.rows.into_iter().map(|row| (row.name, row.state)).collect::<Vec<_>>()
            };
            let both = |state| vec![("nils".to_owned(), state), ("nora".to_owned(), state)];
            assert_eq!(states(&mut it).await, both(JoinerState::Prepared));

            let chosen: Vec<_> = people.iter().map(ToString::to_string).collect();
            it.browser.go(async |visitor| visitor.raise_joiners(chosen).await).await.unwrap();
            assert_eq!(states(&mut it).await, both(JoinerState::Asked));
            assert_eq!(t.count("SELECT COUNT(*) AS n FROM runbook").await, 2, "each goes on");

            // Two meet Nora.
            let mut reviews = Vec::new();
            for (staff, then) in [(&mut manager, JoinerState::FirstHalf), (&mut it, JoinerState::BothHalves)]
            {
                let review = staff.begin(&people[0]).await.unwrap();
                staff.answer(&review, picks("none")).await;
                staff.answer(&review, reaches("in-person")).await;
                staff.answer(&review, says("first-day", "unsure")).await;
                staff.answer(&review, step("compare")).await;
                staff.prove(&review).await.unwrap();
                reviews.push((review, then));
            }
            let list = it.browser.go(async |visitor| visitor.joiners().await).await.unwrap();
            let nora = list.rows.iter().find(|row| row.name == "nora").unwrap();
            assert_eq!((nora.state, nora.half.as_ref()), (JoinerState::BothHalves, Some(&reviews[1].0)));
            let waiting = manager.browser.go(async |visitor| visitor.halves_waiting().await).await.unwrap();
            assert_eq!((waiting.len(), &waiting[0].review), (1, &reviews[0].0));
            let request = store::requests::open_of(&mut &t.scratch.db, &people[0]).await.unwrap().remove(0);
            assert_eq!(request.evidence.as_deref(), Some("first-binding-in-person"));

            // Each reads out one half; Nora types both.
            let mut groups = Vec::new();
            for (staff, review) in [(&mut manager, reviews[0].0.clone()), (&mut it, reviews[1].0.clone())] {
                let half = staff
                    .browser
                    .go(async |visitor| contract::Approvals::half(visitor, review, true).await)
                    .await
                    .unwrap();
                groups.push(half.group.unwrap());
            }
            assert_ne!(groups[0], groups[1]);
            let form = contract::sign_in::PassForm {
                user_name: "nora".to_owned(),
                first: groups[0].clone(),
                second: groups[1].clone(),
            };
            let mut browser = t.browser();
            t.advance(Span::seconds(1));
            browser.go(async |visitor| contract::SignIn::enter_pass(visitor, form).await).await.unwrap();
            assert_eq!(states(&mut it).await[1].1, JoinerState::Used);
            let redeemed = t.request(&request.id).await.state;
            assert!(matches!(redeemed, RequestState::Redeemed { .. }), "{redeemed:?}");
            t.advance(Span::minutes(1));
            let new = added(t, &people[0]).await;
            t.advance(Span::minutes(1));
            worked(t, &people[0], &new).await;
            assert_eq!(states(&mut it).await[1].1, JoinerState::Works);
            let refused = manager.browser.go(async |visitor| visitor.joiners().await).await.unwrap_err();
            assert_eq!(refused.code, RefusalCode::NotHere, "the list is the desk's");
        })
    })
    .await;
}
