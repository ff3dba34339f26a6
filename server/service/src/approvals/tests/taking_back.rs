//! An approval taken back: by whoever gave it, while the request stands.

use contract::{
    Answer, Approvals as _, Desk as _, RefusalCode, Sent,
    approvals::{Outcome, Step, StepForm},
    desk::{DeskAction, DeskForm, DeskRequest},
};
use domain::{
    RequestId, Span,
    method::MethodState,
    request::{RequestState, RequestWord, Why},
};

use super::scene::{Scene, Staff, code_of, picks, reaches, says, shown, step, told, types};
use crate::recovery::bed::{Bed, each_engine};

async fn takes_back(staff: &mut Staff, review: &str) -> Answer<Sent> {
    let id = review.to_owned();
    let form = StepForm { note: "Too quick.".to_owned(), ..step("take-back") };
    staff.browser.go(async |visitor| visitor.answer_step(id, form).await).await
}

async fn at_desk(staff: &mut Staff, asked: &RequestId) -> Answer<Sent> {
    let id = asked.to_string();
    let form = DeskForm { action: "take-back".to_owned(), ..DeskForm::default() };
    staff.browser.go(async |visitor| visitor.desk_act(id, form).await).await
}

async fn case(staff: &mut Staff, asked: &RequestId) -> DeskRequest {
    let id = asked.to_string();
    staff.browser.go(async |visitor| visitor.desk_request(id).await).await.unwrap()
}

fn taken_back(state: &RequestState) -> bool {
    matches!(state, RequestState::Withdrawn { why: Why::Approver, .. })
}

/// Max approves what Anna asked, in words that fit; the review.
async fn approves(t: &Bed<'_>, scene: &mut Scene, asked: &RequestId, what: &str) -> String {
    let (phone, call) = (scene.phone.to_string(), scene.call());
    let manager = &mut scene.manager;
    let review = manager.begin(&scene.anna).await.unwrap();
    manager.answer(&review, picks(&phone)).await;
    manager.answer(&review, reaches(&call)).await;
    manager.answer(&review, says(what, "linux")).await;
    manager.answer(&review, step("compare")).await;
    manager.answer(&review, types(&code_of(t, asked).await)).await;
    manager.prove(&review).await.unwrap();
    review
}

#[tokio::test(flavor = "multi_thread")]
async fn i06_an_approval_taken_back_ends_the_pass_and_gives_back_what_was_paused() {
    each_engine(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let mut asking = t.asking("anna", "broken-or-wiped").await;
            t.core.tick().await;
            let review = approves(t, &mut scene, &asking.id, "broken-or-wiped").await;
            let pass = asking.pass().await;
            assert_eq!((pass.len(), t.method_state(&scene.old).await), (24, MethodState::Suspended));
            assert!(scene.manager.page(&review).await.take_back);

            t.advance(Span::minutes(6));
            let refused = takes_back(&mut scene.manager, &review).await.unwrap_err();
            assert_eq!(refused.code, RefusalCode::ProveAgain);
            for staff in [&mut scene.boss, &mut scene.security] {
                staff.sign_in(t).await;
                let refused = takes_back(staff, &review).await.unwrap_err();
                assert_eq!(refused.code, RefusalCode::NotHere, "it is not theirs");
            }
            scene.manager.sign_in(t).await;
            assert_eq!(t.request(&asking.id).await.state.name(), RequestWord::Approved);
            takes_back(&mut scene.manager, &review).await.unwrap();

            assert!(taken_back(&t.request(&asking.id).await.state));
            assert_eq!(t.method_state(&scene.old).await, MethodState::Active);
            assert_eq!(t.count("SELECT COUNT(*) AS n FROM pass WHERE state = 'live'").await, 0);
            assert_eq!(told(t, &scene.anna, "withdrawn").await, 1);
            let page = scene.manager.page(&review).await;
            assert_eq!((page.step, page.take_back), (Step::Done(Outcome::TakenBack), false));
            let kinds = t.app.entries(&asking.id).await;
            for kind in ["request.withdrawn", "pass.ended", "method.restored"] {
                assert!(kinds.iter().any(|known| known == kind), "{kind} is missing in {kinds:?}");
            }
            let decisions = store::requests::approvals(&mut &t.scratch.db, &asking.id).await.unwrap();
            let last = decisions.last().unwrap();
            assert_eq!((last.decision.as_str(), &last.approver), ("taken-back", &scene.manager.id));
            assert!(last.record.contains("Too quick."), "the note is with the decision");
            let again = takes_back(&mut scene.manager, &review).await.unwrap_err();
            assert_eq!(again.code, RefusalCode::Over);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i06_what_is_on_a_lost_device_stays_paused_when_an_approval_is_taken_back() {
    each_engine(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let asking = scene.asks(t).await;
            let review = approves(t, &mut scene, &asking.id, "lost-or-stolen").await;
            takes_back(&mut scene.manager, &review).await.unwrap();
            assert!(taken_back(&t.request(&asking.id).await.state));
            assert_eq!(t.method_state(&scene.old).await, MethodState::Suspended);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_of_two_takes_back_and_no_second_can_approve() {
    each_engine(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let asking = scene.asks(t).await;
            let review = approves(t, &mut scene, &asking.id, "broken-or-wiped").await;
            assert_eq!(shown(&mut scene.manager, &review).await, Step::Done(Outcome::HalfApproved));
            let second = scene.it.begin(&scene.anna).await.unwrap();
            takes_back(&mut scene.manager, &review).await.unwrap();
            assert!(taken_back(&t.request(&asking.id).await.state));
            assert_eq!(shown(&mut scene.it, &second).await, Step::Done(Outcome::Ended));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn at_the_desk_whoever_approved_takes_it_back_and_security_ends_it() {
    each_engine(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let asking = scene.asks(t).await;
            assert_eq!(at_desk(&mut scene.it, &asking.id).await.unwrap_err().code, RefusalCode::Over);
            t.advance(Span::hours(1));
            for staff in [&mut scene.it, &mut scene.security, &mut scene.manager] {
                staff.sign_in(t).await;
            }
            let phone = scene.phone.to_string();
            scene.it.approve(t, &asking.id, &phone, "in-person").await;
            assert_eq!(case(&mut scene.it, &asking.id).await.actions, [DeskAction::TakeBack]);
            assert_eq!(case(&mut scene.security, &asking.id).await.actions, [DeskAction::Withdraw]);
            let others = at_desk(&mut scene.security, &asking.id).await.unwrap_err();
            assert_eq!(others.code, RefusalCode::Over, "an approval that is not theirs");
            assert!(at_desk(&mut scene.manager, &asking.id).await.is_err());
            at_desk(&mut scene.it, &asking.id).await.unwrap();
            assert!(taken_back(&t.request(&asking.id).await.state));
            assert_eq!(told(t, &scene.anna, "withdrawn").await, 1);
        })
    })
    .await;
}
