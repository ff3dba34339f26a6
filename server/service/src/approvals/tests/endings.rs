//! Denied and reported: one denial ends all that is shown, and whoever asked sees nothing of it.

use contract::{
    Recovery as _,
    approvals::{Outcome, Step, StepForm},
};
use domain::request::RequestState;

use super::scene::{Scene, picks, reaches, shown, step, told};
use crate::recovery::bed::on_sqlite;

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
