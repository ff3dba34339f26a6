//! Every other end of a drill.

use contract::{Drills as _, Sent, approvals::Outcome as Shown, approvals::Step, drills::DrillPage};
use domain::{Span, drill::Drill};
use store::args;

use super::{begin, newest, page, practise, send, shown};
use crate::{
    approvals::tests::scene::{Scene, picks, step, told},
    recovery::bed::{each_engine, on_sqlite},
};

#[tokio::test(flavor = "multi_thread")]
async fn i01_a_drill_that_nobody_decides_ends_after_72_hours() {
    each_engine(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let practising = practise(t, &scene).await;
            t.advance(Span::hours(72) - Span(1));
            t.core.tick().await;
            assert!(newest(t, &scene.anna).await.state.is_open());
            t.advance(Span(1));
            // Over by the clock alone, before anything is written.
            assert_eq!(t.entries("drill.ended").await, 0);
            scene.manager.sign_in(t).await;
            let done = page(&mut scene.manager, &practising.id).await.unwrap();
            assert!(matches!(done.step, Step::Done(Shown::Ended)));
            t.core.tick().await;
            let drill = newest(t, &scene.anna).await;
            assert_eq!((drill.outcome.as_str(), drill.state.done_at()), ("expired", None));
            assert!(matches!(drill.state, Drill::Ended { .. }));
            assert_eq!((t.entries("drill.ended").await, told(t, &scene.anna, "drill-over").await), (1, 1));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_person_stops_and_may_begin_three_times_a_day() {
    each_engine(|t| {
        Box::pin(async move {
            let scene = Scene::new(t).await;
            let mut browser = practise(t, &scene).await.browser;
            for n in 0..3 {
                let again = begin(&mut browser, "other").await;
                assert_eq!(again, Ok(Sent::next("/drill")), "one that is open goes on");
                browser.go(async |visitor| visitor.stop_drill().await).await.unwrap();
                assert_eq!(newest(t, &scene.anna).await.outcome, "stopped");
                let next = begin(&mut browser, scene.phone.as_str()).await.unwrap();
                assert_eq!(matches!(next, Sent::Next(_)), n < 2, "{n}");
            }
            assert_eq!(told(t, &scene.anna, "drill-over").await, 0, "who stopped knows");
            assert!(matches!(shown(&mut browser).await, DrillPage::Over(over) if !over.counts));
            t.advance(Span::days(1));
            let mut browser = t.signed_in(&scene.anna, &scene.old).await;
            assert_eq!(begin(&mut browser, "other").await, Ok(Sent::next("/drill")));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_pretended_to_be_gone_is_a_device_of_theirs_in_use() {
    on_sqlite(|t| {
        Box::pin(async move {
            let scene = Scene::new(t).await;
            let other = t.device(&scene.boss.id).await;
            let mut browser = t.signed_in(&scene.anna, &scene.old).await;
            for device in ["", "x", other.as_str()] {
                assert!(matches!(begin(&mut browser, device).await, Ok(Sent::Mend(_))), "{device}");
            }
            t.raw("UPDATE person SET emergency = TRUE WHERE id = $1", args![&scene.anna]).await;
            assert!(begin(&mut browser, "other").await.is_err(), "never recovered by request");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_manager_leaves_it_goes_to_it_and_what_they_recorded_counts_for_nobody_else() {
    each_engine(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let practising = practise(t, &scene).await;
            let id = practising.id.clone();
            send(&mut scene.manager, &id, picks("none")).await.unwrap();
            assert!(page(&mut scene.it, &id).await.is_err());
            t.raw("UPDATE person SET active = FALSE WHERE id = $1", args![&scene.manager.id]).await;
            assert!(page(&mut scene.manager, &id).await.is_err());
            let shown = page(&mut scene.it, &id).await.unwrap();
            assert!(matches!(shown.step, Step::Device { .. }), "{:?}", shown.step);
            send(&mut scene.it, &id, step("deny")).await.unwrap();
            let drill = newest(t, &scene.anna).await;
            assert_eq!((drill.outcome.as_str(), drill.reviewer.as_ref()), ("denied", Some(&scene.it.id)));
            assert!(drill.state.done_at().is_some(), "a decision either way counts");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn this_is_not_right_alarms_nobody() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let practising = practise(t, &scene).await;
            send(&mut scene.manager, &practising.id, step("not-right")).await.unwrap();
            assert_eq!(newest(t, &scene.anna).await.outcome, "not-right");
            let of_security = t
                .app
                .core
                .db()
                .row("SELECT COUNT(*) AS n FROM notice WHERE person = $1", args![&scene.security.id]);
            assert_eq!(of_security.await.unwrap().unwrap().int("n").unwrap(), 0);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_drill_ends_with_its_person() {
    each_engine(|t| {
        Box::pin(async move {
            let scene = Scene::new(t).await;
            practise(t, &scene).await;
            t.raw("UPDATE person SET active = FALSE WHERE id = $1", args![&scene.anna]).await;
            t.core.tick().await;
            assert_eq!(newest(t, &scene.anna).await.outcome, "person-left");
            assert_eq!(told(t, &scene.anna, "drill-over").await, 0);
            // And in the very job that says that they left.
            t.raw("UPDATE person SET active = TRUE WHERE id = $1", args![&scene.anna]).await;
            practise(t, &scene).await;
            let input = (std::sync::Arc::clone(&t.core), scene.anna.clone());
            t.core
                .writer()
                .run(input, |tx, (core, anna)| {
                    Box::pin(async move {
                        let (entries, _) = crate::person_left(tx, core, anna, &audit::Actor::System).await?;
                        Ok(store::Done::all((), entries))
                    })
                })
                .await
                .unwrap();
            assert_eq!(newest(t, &scene.anna).await.outcome, "person-left");
        })
    })
    .await;
}
