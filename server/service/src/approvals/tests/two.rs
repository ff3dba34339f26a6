//! Where one approver is not enough.

use contract::{
    Approvals as _, RefusalCode, Sent,
    approvals::{Outcome, Step},
};
use domain::{
    Span,
    method::MethodState,
    person::Role,
    request::{RequestState, RequestWord},
};

use super::scene::{Scene, Staff, code_of, picks, reaches, says, shown, step, told, types};
use crate::recovery::bed::{Bed, on_sqlite};

/// A whole review by somebody who meets the person, told `what`.
async fn meets(t: &Bed<'_>, staff: &mut Staff, scene: &Told<'_>, what: &str) -> String {
    let review = staff.begin(scene.anna).await.unwrap();
    staff.answer(&review, picks(scene.device)).await;
    staff.answer(&review, reaches("in-person")).await;
    staff.answer(&review, says(what, "linux")).await;
    staff.answer(&review, step("compare")).await;
    let code = code_of(t, scene.asked).await;
    staff.answer(&review, types(&code)).await;
    staff.prove(&review).await.unwrap();
    review
}

struct Told<'a> {
    anna: &'a domain::PersonId,
    asked: &'a domain::RequestId,
    device: &'a str,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mismatch_needs_a_second_approver_who_is_somebody_else() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let asking = scene.asks(t).await;
            let phone = scene.phone.to_string();
            let about = Told { anna: &scene.anna, asked: &asking.id, device: &phone };
            let review = meets(t, &mut scene.manager, &about, "broken-or-wiped").await;
            assert_eq!(shown(&mut scene.manager, &review).await, Step::Done(Outcome::HalfApproved));
            assert_eq!(t.request(&asking.id).await.state.name(), RequestWord::HalfApproved);
            assert_eq!(
                t.method_state(&scene.old).await,
                MethodState::Active,
                "half an approval changes nothing else"
            );
            assert!(told(t, &scene.it.id, "please-decide-second").await >= 1);
            let cards = scene.it.browser.go(async |visitor| visitor.approvals().await).await.unwrap();
            assert!(cards[0].second);
            assert!(
                scene.manager.browser.go(async |visitor| visitor.approvals().await).await.unwrap().is_empty()
            );
            // The first one again is not a second one.
            let again = scene.manager.begin(&scene.anna).await.unwrap();
            scene.manager.up_to_code(&again, &phone, "in-person").await;
            scene.manager.answer(&again, types(&code_of(t, &asking.id).await)).await;
            let refused = scene.manager.prove(&again).await.unwrap_err();
            assert_eq!(refused.code, RefusalCode::NotAllowed);
            assert_eq!(refused.words.unwrap().key, "approval-why-already-approved");

            let review = meets(t, &mut scene.it, &about, "lost-or-stolen").await;
            assert_eq!(shown(&mut scene.it, &review).await, Step::Done(Outcome::Approved));
            let request = t.request(&asking.id).await;
            assert!(matches!(&request.state, RequestState::Approved(facts) if facts.by.len() == 2));
            assert_eq!(request.evidence.as_deref(), Some("pass-and-identity-check"));
            assert_eq!(t.method_state(&scene.old).await, MethodState::Suspended);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn not_sure_which_device_suspends_nothing_and_needs_a_second() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let asking = scene.asks(t).await;
            let about = Told { anna: &scene.anna, asked: &asking.id, device: "none" };
            meets(t, &mut scene.manager, &about, "lost-or-stolen").await;
            assert_eq!(t.request(&asking.id).await.state.name(), RequestWord::HalfApproved);
            meets(t, &mut scene.it, &about, "lost-or-stolen").await;
            assert_eq!(t.request(&asking.id).await.state.name(), RequestWord::Approved);
            assert_eq!(t.method_state(&scene.old).await, MethodState::Active);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_young_manager_link_needs_a_second() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            super::scene::report_to(t, &scene.anna, &scene.manager.id, t.now() - Span::days(13)).await;
            let asking = scene.asks(t).await;
            let phone = scene.phone.to_string();
            let about = Told { anna: &scene.anna, asked: &asking.id, device: &phone };
            meets(t, &mut scene.manager, &about, "lost-or-stolen").await;
            assert_eq!(t.request(&asking.id).await.state.name(), RequestWord::HalfApproved);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_denial_ends_what_another_approved_half() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let asking = scene.asks(t).await;
            let phone = scene.phone.to_string();
            let about = Told { anna: &scene.anna, asked: &asking.id, device: &phone };
            meets(t, &mut scene.manager, &about, "broken-or-wiped").await;
            let review = scene.it.begin(&scene.anna).await.unwrap();
            scene.it.answer(&review, step("deny")).await;
            assert_eq!(t.request(&asking.id).await.state.name(), RequestWord::Denied);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_approver_who_left_counts_no_more() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let asking = scene.asks(t).await;
            let phone = scene.phone.to_string();
            let about = Told { anna: &scene.anna, asked: &asking.id, device: &phone };
            meets(t, &mut scene.manager, &about, "broken-or-wiped").await;
            t.raw("UPDATE person SET active = FALSE WHERE id = $1", store::args![&scene.manager.id]).await;
            let review = scene.it.up_to_decide(t, &asking.id, &phone, "in-person").await;
            let refused = scene.it.prove(&review).await.unwrap_err();
            assert_eq!(refused.words.unwrap().key, "approval-missing-first-left");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i10_a_privileged_person_needs_security_and_another_and_an_hour() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::with(t, &[Role::Auditor]).await;
            let asking = scene.asks(t).await;
            let (phone, call) = (scene.phone.to_string(), scene.call());
            // Not by call-back.
            let review = scene.manager.begin(&scene.anna).await.unwrap();
            scene.manager.answer(&review, picks(&phone)).await;
            let Sent::Mend(problems) = scene.manager.send(&review, reaches(&call)).await else {
                panic!("it counted")
            };
            assert_eq!(problems[0].words.key, "approval-missing-see-them");
            // Never IT, however long it takes.
            t.advance(Span::hours(1));
            scene.it.sign_in(t).await;
            assert_eq!(scene.it.begin(&scene.anna).await.unwrap_err().code, RefusalCode::NotHere);
            let about = Told { anna: &scene.anna, asked: &asking.id, device: &phone };
            scene.manager.sign_in(t).await;
            scene.manager.answer(&review, reaches("in-person")).await;
            scene.manager.answer(&review, says("lost-or-stolen", "linux")).await;
            scene.manager.answer(&review, step("compare")).await;
            scene.manager.answer(&review, types(&code_of(t, &asking.id).await)).await;
            scene.manager.prove(&review).await.unwrap();
            assert_eq!(t.request(&asking.id).await.state.name(), RequestWord::HalfApproved);
            // A second manager does not suffice: one of the two is `security`.
            scene.boss.sign_in(t).await;
            let review = scene.boss.up_to_decide(t, &asking.id, &phone, "in-person").await;
            let refused = scene.boss.prove(&review).await.unwrap_err();
            assert_eq!(refused.words.unwrap().key, "approval-why-security-needed");
            scene.security.sign_in(t).await;
            meets(t, &mut scene.security, &about, "lost-or-stolen").await;
            let RequestState::Approved(facts) = t.request(&asking.id).await.state else {
                panic!("not approved")
            };
            assert_eq!(facts.works_from, t.now() + Span::hours(1));
            assert_eq!(facts.by.len(), 2);
            assert_eq!(told(t, &scene.security.id, "security-told").await, 1);
        })
    })
    .await;
}
