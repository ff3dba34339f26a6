//! Denied and reported: one denial ends all that is shown, and whoever asked sees nothing of it.

use contract::{
    Approvals as _, Recovery as _,
    approvals::{Outcome, Step, StepForm},
};
use domain::{
    person::Role,
    request::{RequestState, RequestWord},
};

use super::scene::{Scene, picks, reaches, shown, step, told};
use crate::recovery::bed::{each_engine, on_sqlite};

#[tokio::test(flavor = "multi_thread")]
async fn one_denial_ends_every_request_that_is_shown_and_the_asker_sees_nothing() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let (mut one, two) = (scene.asks(t).await, scene.asks(t).await);
            let before = one.browser.go(async |visitor| visitor.waiting().await).await.unwrap();
            let review = scene.manager.begin(&scene.anna).await.unwrap();
            let form = StepForm { note: "Never heard of it.".to_owned(), ..step("deny") };
            scene.manager.answer(&review, form).await;
            assert_eq!(shown(&mut scene.manager, &review).await, Step::Done(Outcome::Denied));
            for asked in [&one.id, &two.id] {
                let state = t.request(asked).await.state;
                assert!(matches!(state, RequestState::Denied { reported: false, .. }), "{state:?}");
            }
            let after = one.browser.go(async |visitor| visitor.waiting().await).await.unwrap();
            assert_eq!(before, after, "the page shows what the clock alone decides");
            assert!(told(t, &scene.anna, "denied").await >= 1);
            assert_eq!(told(t, &scene.security.id, "reported").await, 0);
            assert!(scene.manager.begin(&scene.anna).await.is_err(), "there is nothing left to decide");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn not_right_tells_security_at_any_step() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let asking = scene.asks(t).await;
            let phone = scene.phone.to_string();
            let review = scene.manager.begin(&scene.anna).await.unwrap();
            scene.manager.answer(&review, picks(&phone)).await;
            scene.manager.answer(&review, step("not-right")).await;
            assert_eq!(shown(&mut scene.manager, &review).await, Step::Done(Outcome::Reported));
            let state = t.request(&asking.id).await.state;
            assert!(matches!(state, RequestState::Denied { reported: true, .. }));
            assert_eq!(told(t, &scene.security.id, "reported").await, 1);
            assert!(t.app.all_entries().await.contains(&"approval.reported".to_owned()));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_to_asked_just_now_reports() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let asking = scene.asks(t).await;
            let (phone, call) = (scene.phone.to_string(), scene.call());
            let review = scene.manager.begin(&scene.anna).await.unwrap();
            scene.manager.answer(&review, picks(&phone)).await;
            scene.manager.answer(&review, reaches(&call)).await;
            let form = StepForm { asked_now: "no".to_owned(), ..step("says") };
            scene.manager.answer(&review, form).await;
            assert_eq!(shown(&mut scene.manager, &review).await, Step::Done(Outcome::Reported));
            assert!(matches!(t.request(&asking.id).await.state, RequestState::Denied { reported: true, .. }));
            assert_eq!(told(t, &scene.security.id, "reported").await, 1);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_denial_ends_only_what_the_approver_was_shown() {
    each_engine(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let asking = scene.asks(t).await;
            let review = scene.manager.begin(&scene.anna).await.unwrap();
            let spoken = scene.it.raised("anna").await;
            assert!(
                !scene.manager.page(&review).await.spoken,
                "this one is about what was asked in a browser"
            );
            scene.manager.answer(&review, step("deny")).await;
            assert_eq!(t.request(&asking.id).await.state.name(), RequestWord::Denied);
            assert_eq!(t.request(&spoken).await.state.name(), RequestWord::Asked);

            // The other way round: the spoken one is denied, what is asked meanwhile in a browser waits.
            let review = scene.manager.begin(&scene.anna).await.unwrap();
            assert!(scene.manager.page(&review).await.spoken);
            let again = scene.asks(t).await;
            scene.manager.answer(&review, step("not-right")).await;
            assert!(matches!(t.request(&spoken).await.state, RequestState::Denied { reported: true, .. }));
            assert_eq!(t.request(&again.id).await.state.name(), RequestWord::Asked);
            let cards = scene.manager.browser.go(async |visitor| visitor.approvals().await).await.unwrap();
            assert_eq!((cards.len(), cards[0].requests), (1, 1), "and is still asked about");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_about_a_spoken_request_leaves_the_one_in_a_browser() {
    each_engine(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let spoken = scene.it.raised("anna").await;
            let asking = scene.asks(t).await;
            let phone = scene.phone.to_string();
            let review = scene.manager.begin(&scene.anna).await.unwrap();
            scene.manager.answer(&review, picks(&phone)).await;
            scene.manager.answer(&review, reaches("in-person")).await;
            let form = StepForm { asked_now: "no".to_owned(), ..step("says") };
            scene.manager.answer(&review, form).await;
            assert_eq!(t.request(&spoken).await.state.name(), RequestWord::Denied);
            assert_eq!(t.request(&asking.id).await.state.name(), RequestWord::Asked);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i10_one_denial_ends_what_another_approved_before() {
    each_engine(|t| {
        Box::pin(async move {
            let mut scene = Scene::with(t, &[Role::It]).await;
            let asking = scene.asks(t).await;
            let phone = scene.phone.to_string();
            scene.manager.approve(t, &asking.id, &phone, "in-person").await;
            assert_eq!(t.request(&asking.id).await.state.name(), RequestWord::HalfApproved);
            let review = scene.security.begin(&scene.anna).await.unwrap();
            scene.security.answer(&review, step("deny")).await;
            assert_eq!(t.request(&asking.id).await.state.name(), RequestWord::Denied);
        })
    })
    .await;
}
