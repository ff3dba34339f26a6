//! Drills from their beginning to every end, and what they never touch.

mod ending;
mod proving;
mod reminding;

use contract::{
    Answer, Approvals as _, Drills as _, FinishCeremony, Sent,
    approvals::{Outcome as Shown, ReviewPage, Step, StepForm},
    common::Finished,
    drills::DrillPage,
    recovery::PublishKey,
};
use data_encoding::BASE64URL_NOPAD;
use domain::{DrillId, RequestId, Rng as _, match_code::MatchCode, person::Role};
use hpke::{Kem as _, Serializable as _};
use store::drills::StoredDrill;

use crate::{
    approvals::tests::scene::{Scene, Staff, code_of, other_than, picks, reaches, says, step, told, types},
    recovery::bed::{Bed, Browser, each_engine, on_sqlite},
};

/// Somebody who practises, with the code on their screen.
struct Practising {
    browser: Browser,
    id: DrillId,
    code: String,
}

/// The newest drill of somebody.
async fn newest(t: &Bed<'_>, person: &domain::PersonId) -> StoredDrill {
    store::drills::last_of(&mut &t.scratch.db, person).await.unwrap().unwrap()
}

async fn begin(browser: &mut Browser, device: &str) -> Answer<Sent> {
    let device = device.to_owned();
    browser.go(async |visitor| visitor.begin_drill(device).await).await
}

/// Sends a new key in that browser; the code.
async fn publish(t: &Bed<'_>, browser: &mut Browser) -> String {
    let mut seed = [0_u8; 32];
    t.rng().fill(&mut seed);
    let public = hpke::kem::DhP256HkdfSha256::derive_keypair(&seed).1.to_bytes();
    let key = PublishKey { public_key: BASE64URL_NOPAD.encode(&public) };
    let taken = browser.go(async |visitor| visitor.publish_drill_key(key).await).await.unwrap();
    let number = BASE64URL_NOPAD.decode(taken.number.as_bytes()).unwrap();
    MatchCode::of(&RequestId::stored(taken.request), &public, &number).shown()
}

/// Anna practises losing her phone, up to the code: nothing else would let her in.
async fn practise(t: &Bed<'_>, scene: &Scene) -> Practising {
    let mut browser = t.signed_in(&scene.anna, &scene.old).await;
    assert_eq!(begin(&mut browser, scene.phone.as_str()).await, Ok(Sent::next("/drill")));
    let code = publish(t, &mut browser).await;
    let id = newest(t, &scene.anna).await.id;
    Practising { browser, id, code }
}

async fn page(staff: &mut Staff, id: &DrillId) -> Answer<ReviewPage> {
    let id = id.to_string();
    staff.browser.go(async |visitor| visitor.drill_review(id).await).await
}

async fn send(staff: &mut Staff, id: &DrillId, form: StepForm) -> Answer<Sent> {
    let id = id.to_string();
    staff.browser.go(async |visitor| visitor.answer_drill(id, form).await).await
}

async fn up_to_code(staff: &mut Staff, scene: &Scene, id: &DrillId) {
    let on = Ok(Sent::next(format!("/drills/{id}")));
    for form in [
        picks(scene.phone.as_str()),
        reaches(&scene.call()),
        says("lost-or-stolen", "linux"),
        step("compare"),
    ] {
        assert_eq!(send(staff, id, form).await, on);
    }
}

async fn prove(staff: &mut Staff, id: &DrillId) -> Answer<Finished> {
    let at = id.to_string();
    let begun = staff.browser.go(async |visitor| visitor.begin_drill_decide(at).await).await?;
    let credential = staff.key.get(&begun.options);
    let finish = FinishCeremony { id: begun.id, credential, name: String::new() };
    let at = id.to_string();
    staff.browser.go(async |visitor| visitor.finish_drill_decide(at, finish).await).await
}

async fn shown(browser: &mut Browser) -> DrillPage {
    browser.go(async |visitor| visitor.drill(false).await).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_drill_goes_from_its_beginning_to_the_managers_decision() {
    each_engine(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let mut anna = t.signed_in(&scene.anna, &scene.old).await;
            let DrillPage::Begin { who, devices, last } = shown(&mut anna).await else { panic!("begins") };
            assert_eq!((who.key.as_str(), who.args[0].1.as_str()), ("drill-who-manager", "max"));
            assert_eq!((devices.len(), last), (1, None));
            let mut practising = practise(t, &scene).await;
            let id = practising.id.clone();
            let DrillPage::Asked(asked) = shown(&mut practising.browser).await else { panic!("asked") };
            assert_eq!((asked.phase.as_str(), asked.device.as_deref()), ("told", Some("Phone")));
            assert_eq!(told(t, &scene.manager.id, "drill-asked").await, 1);
            assert_eq!(told(t, &scene.manager.id, "please-decide").await, 0);

            let cards = scene.manager.browser.go(async |visitor| visitor.approvals().await).await.unwrap();
            assert_eq!(cards.len(), 1);
            assert!(cards[0].drill && cards[0].review.as_deref() == Some(id.as_str()));
            let begun = page(&mut scene.manager, &id).await.unwrap();
            assert!(begun.drill && begun.address == format!("/drills/{id}"));
            let Step::Device { picked, .. } = begun.step else { panic!("{:?}", begun.step) };
            assert_eq!(picked.as_deref(), Some(scene.phone.as_str()), "what is pretended is chosen");
            let phone = scene.phone.clone();
            let call = scene.call();
            for (form, phase) in [
                (picks(phone.as_str()), "reach"),
                (reaches(&call), "says"),
                (says("lost-or-stolen", "linux"), "compare"),
                (step("compare"), "code"),
                (types(&practising.code), "decide"),
            ] {
                assert_eq!(
                    send(&mut scene.manager, &id, form).await,
                    Ok(Sent::next(format!("/drills/{id}")))
                );
                let status =
                    practising.browser.go(async |visitor| visitor.drill_status().await).await.unwrap();
                assert_eq!(status.phase, phase);
            }
            assert_eq!(prove(&mut scene.manager, &id).await, Ok(Finished::Next(format!("/drills/{id}"))));
            let done = page(&mut scene.manager, &id).await.unwrap();
            assert!(done.drill && matches!(done.step, Step::Done(Shown::Approved)));
            let DrillPage::Over(over) = shown(&mut practising.browser).await else { panic!("over") };
            assert_eq!(over.outcome.key, "drill-result-approved");
            assert_eq!(over.evidence.unwrap().key, "approval-rule-house-call-back");
            assert!(over.counts && over.by.as_deref() == Some("max"));
            assert_eq!(told(t, &scene.anna, "drill-over").await, 1);
            for table in ["request", "approval", "review", "pass", "enrolment", "stop_code", "work_order"] {
                let sql: &'static str = format!("SELECT COUNT(*) AS n FROM {table}").leak();
                assert_eq!(t.count(sql).await, 0, "{table}");
            }
            let drills: Vec<_> =
                t.app.all_entries().await.into_iter().filter(|kind| kind.starts_with("drill.")).collect();
            assert_eq!(drills[..3], ["drill.begun", "drill.key-taken", "drill.matched"]);
            assert_eq!(drills.last().unwrap(), "drill.decided");
            // It is part of readiness, and of the offer.
            t.core.tick().await;
            let row = store::readiness::of(&mut &t.scratch.db, &scene.anna).await.unwrap().unwrap();
            assert_eq!(row.practised, Some(t.now()));
            let offer = practising.browser.go(async |visitor| visitor.drill_offer().await).await.unwrap();
            assert_eq!((offer.last, offer.due, offer.open), (Some(t.now()), false, false));
            let mails = t.app.mail.to("max@example.org");
            assert!(mails.iter().any(|mail| mail.subject.starts_with("Drill: anna")), "{mails:?}");
            let mails = t.app.mail.to("anna@example.org");
            let last = mails.iter().find(|mail| mail.subject.starts_with("Drill: how")).unwrap();
            assert!(
                last.body.contains("This was a drill") && last.body.contains("would have been let back in")
            );
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_decides_on_their_own_drill_or_on_one_that_is_not_theirs() {
    each_engine(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let mut practising = practise(t, &scene).await;
            let id = practising.id.to_string();
            let own = practising.browser.go(async |visitor| visitor.drill_review(id).await).await;
            assert_eq!(own.unwrap_err().code, contract::RefusalCode::NotHere);
            for staff in [&mut scene.boss, &mut scene.it, &mut scene.security] {
                assert!(page(staff, &practising.id).await.is_err(), "it is the manager's");
                assert!(send(staff, &practising.id, step("deny")).await.is_err());
                let cards = staff.browser.go(async |visitor| visitor.approvals().await).await.unwrap();
                assert_eq!(cards, []);
            }
            assert!(newest(t, &scene.anna).await.state.is_open());
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i10_a_privileged_persons_drill_goes_to_security_and_shows_the_first_of_two() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::with(t, &[Role::It]).await;
            t.raw("UPDATE person SET photo = TRUE", Vec::new()).await;
            let practising = practise(t, &scene).await;
            assert_eq!(newest(t, &scene.anna).await.approver_role, Some(Role::Security));
            assert!(page(&mut scene.it, &practising.id).await.is_err());
            let id = practising.id.clone();
            for form in [
                picks(scene.phone.as_str()),
                reaches("video"),
                says("lost-or-stolen", "linux"),
                step("compare"),
            ] {
                send(&mut scene.security, &id, form).await.unwrap();
            }
            send(&mut scene.security, &id, types(&practising.code)).await.unwrap();
            assert!(matches!(prove(&mut scene.security, &id).await, Ok(Finished::Next(_))));
            assert_eq!(newest(t, &scene.anna).await.outcome, "half-approved");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_code_and_no_proof_of_a_drill_serves_a_request_nor_the_other_way_round() {
    each_engine(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let practising = practise(t, &scene).await;
            let asking = scene.asks(t).await;
            let real = code_of(t, &asking.id).await;
            let (phone, call) = (scene.phone.to_string(), scene.call());
            let review = scene.manager.begin(&scene.anna).await.unwrap();
            scene.manager.up_to_code(&review, &phone, &call).await;
            let wrong = scene.manager.send(&review, types(&practising.code)).await;
            assert!(matches!(wrong, Sent::Mend(_)), "the drill's code picks no request");
            let id = practising.id.clone();
            let mut manager = scene.manager;
            for form in [picks(&phone), reaches(&call), says("lost-or-stolen", "linux"), step("compare")] {
                send(&mut manager, &id, form).await.unwrap();
            }
            let wrong = send(&mut manager, &id, types(&real)).await.unwrap();
            assert!(matches!(wrong, Sent::Mend(_)), "the request's code is none of the drill");
            send(&mut manager, &id, types(&practising.code)).await.unwrap();
            manager.answer(&review, types(&real)).await;

            // Both stand at the decision: each proof is offered to the other.
            let at = review.clone();
            let begun = manager.browser.go(async |visitor| visitor.begin_decide(at).await).await.unwrap();
            let credential = manager.key.get(&begun.options);
            let finish = FinishCeremony { id: begun.id, credential, name: String::new() };
            let at = id.to_string();
            let answer =
                manager.browser.go(async |visitor| visitor.finish_drill_decide(at, finish).await).await;
            assert_eq!(answer, Ok(Finished::Again("approval-proof-again".to_owned())));
            assert!(newest(t, &scene.anna).await.state.is_open());
            let at = id.to_string();
            let begun =
                manager.browser.go(async |visitor| visitor.begin_drill_decide(at).await).await.unwrap();
            let purpose =
                t.core.db().row("SELECT purpose FROM ceremony WHERE kind = 'drill-decide'", Vec::new()).await;
            let purpose = purpose.unwrap().unwrap().text("purpose").unwrap();
            assert!(
                purpose.contains("drill: would approve") && purpose.contains(&format!("drill-{id}")),
                "{purpose}"
            );
            let credential = manager.key.get(&begun.options);
            let answer = manager.finish(&review, begun.id, credential).await;
            assert_eq!(answer, Ok(Finished::Again("approval-proof-again".to_owned())));
            assert!(t.request(&asking.id).await.state.is_undecided(), "nothing was approved");

            // Each does its own.
            assert!(matches!(prove(&mut manager, &id).await, Ok(Finished::Next(_))));
            assert!(t.request(&asking.id).await.state.is_undecided(), "a drill that ends decides no request");
            assert!(matches!(manager.prove(&review).await, Ok(Finished::Next(_))));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn three_wrong_codes_end_a_drill_and_nothing_else() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let practising = practise(t, &scene).await;
            let asking = scene.asks(t).await;
            let real = code_of(t, &asking.id).await;
            let id = practising.id.clone();
            let mut manager = std::mem::replace(&mut scene.manager, Staff::new(t, "other", &[], None).await);
            up_to_code(&mut manager, &scene, &id).await;
            let wrong = other_than(&[&practising.code, &real]);
            for _ in 0..2 {
                assert!(matches!(send(&mut manager, &id, types(&wrong)).await, Ok(Sent::Mend(_))));
            }
            assert!(matches!(send(&mut manager, &id, types(&wrong)).await, Ok(Sent::Next(_))));
            let drill = newest(t, &scene.anna).await;
            assert_eq!((drill.outcome.as_str(), drill.state.done_at()), ("wrong-codes", None));
            let done = page(&mut manager, &id).await.unwrap();
            assert!(matches!(done.step, Step::Done(Shown::WrongCodes)));
            assert!(t.request(&asking.id).await.state.is_undecided());
            assert_eq!(t.request(&asking.id).await.wrong_codes, 0);
            assert_eq!(told(t, &scene.anna, "drill-over").await, 1);
            assert_eq!(told(t, &scene.anna, "wrong-codes").await, 0);
        })
    })
    .await;
}
