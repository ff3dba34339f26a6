//! Approving: what is proved, what happens, and what is refused.

use contract::{
    Approvals as _, ByCodes as _, RefusalCode,
    approvals::{Outcome, Step},
    common::Finished,
};
use domain::{
    Span,
    device::DeviceState,
    method::MethodState,
    request::{RequestState, RequestWord},
};
use store::args;

use super::scene::{Scene, Staff, everything_written, session, shown, told};
use crate::recovery::bed::{each_engine, on_sqlite};

#[tokio::test(flavor = "multi_thread")]
async fn i12_the_manager_calls_back_and_approves_by_a_named_rule() {
    each_engine(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            // Anna is signed in on the phone that is gone, and elsewhere.
            let laptop = t.device(&scene.anna).await;
            let other = t.method(&scene.anna, Some(&laptop)).await;
            session(t, &scene.anna, &scene.old).await;
            session(t, &scene.anna, &other).await;
            let mut asking = scene.asks(t).await;
            let repeated = t.asking("anna", "lost-or-stolen").await;
            t.core.tick().await;

            let (phone, call) = (scene.phone.to_string(), scene.call());
            let manager = &mut scene.manager;
            let cards = manager.browser.go(async |visitor| visitor.approvals().await).await.unwrap();
            assert_eq!(cards.len(), 1, "one card, however many requests");
            assert_eq!((cards[0].requests, cards[0].review.is_none()), (2, true));
            let review = manager.up_to_decide(t, &asking.id, &phone, &call).await;
            let Step::Decide(decide) = shown(manager, &review).await else { panic!("not at the decision") };
            assert_eq!(decide.evidence.unwrap().key, "approval-rule-house-call-back");
            assert_eq!((decide.missing, decide.needs_second, decide.is_second), (None, false, false));
            assert_eq!(decide.effects.len(), 1, "the phone's passkey pauses");
            let finished = manager.prove(&review).await.unwrap();
            assert_eq!(finished, Finished::Next(format!("/approvals/{review}")));
            assert_eq!(shown(manager, &review).await, Step::Done(Outcome::Approved));

            let request = t.request(&asking.id).await;
            assert_eq!(request.state.name(), RequestWord::Approved);
            assert_eq!(request.evidence.as_deref(), Some("house-call-back"));
            assert_eq!(request.devices, std::slice::from_ref(&scene.phone));
            assert_eq!(t.method_state(&scene.old).await, MethodState::Suspended);
            assert_eq!(t.method_state(&other).await, MethodState::Active);
            let open = store::sessions::open_of(&mut &t.scratch.db, &scene.anna, t.now()).await.unwrap();
            assert_eq!(open.len(), 1, "sessions of the lost device end at approval, others stay");
            let devices = store::people::devices(&mut &t.scratch.db, &scene.anna).await.unwrap();
            let phone = devices.iter().find(|device| device.id == scene.phone).unwrap();
            assert_eq!(phone.state, DeviceState::Lost);
            let superseded = t.request(&repeated.id).await.state;
            assert!(matches!(superseded, RequestState::Withdrawn { .. }), "approving one withdraws the rest");
            assert_eq!(told(t, &scene.anna, "approved").await, 1);
            let kinds = t.app.all_entries().await;
            for kind in [
                "review.begun",
                "approval.approved",
                "method.suspended",
                "request.withdrawn",
                "session.ended",
            ] {
                assert!(kinds.iter().any(|known| known == kind), "{kind} is missing in {kinds:?}");
            }
            assert!(everything_written(t).await.contains("house-call-back"), "the record names the rule");
            // And the pass goes to the browser that asked.
            assert_eq!(asking.pass().await.len(), 24);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i03_nobody_reviews_their_own_request_and_nobody_learns_who_asked() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let asking = t.asking("max", "lost-or-stolen").await;
            t.core.tick().await;
            assert_eq!(t.request(&asking.id).await.person.as_ref(), Some(&scene.manager.id));
            let own = scene.manager.id.clone();
            let boss = scene.boss.id.clone();
            let nobody = domain::PersonId::mint(t.rng());
            let refused = scene.manager.begin(&own).await.unwrap_err();
            assert_eq!(refused.code, RefusalCode::NotHere);
            // The same for somebody without a request, for nobody at all, and for what is no id.
            for other in [boss, nobody] {
                assert_eq!(scene.manager.begin(&other).await.unwrap_err(), refused);
            }
            let bad =
                scene.manager.browser.go(async |visitor| visitor.begin_review("x".to_owned()).await).await;
            assert_eq!(bad.unwrap_err(), refused);
            // And for a person who has a request that is not theirs to decide.
            assert_eq!(
                scene.it.begin(&own).await.unwrap_err(),
                refused,
                "the pinned approver still has time"
            );
            assert!(scene.boss.begin(&own).await.is_ok());
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i03_whoever_was_approved_by_the_asker_within_the_look_back_may_not() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let helped = t.asking("max", "lost-or-stolen").await;
            t.core.tick().await;
            t.raw("UPDATE request SET matched = FALSE WHERE id = $1", args![&helped.id]).await;
            let (max, anna) = (scene.manager.id.clone(), scene.anna.clone());
            t.approve(&helped.id, &max, &anna, None, domain::request::life::Delay::None).await;
            t.advance(Span::days(89));
            scene.manager.sign_in(t).await;
            scene.it.sign_in(t).await;
            let _asking = scene.asks(t).await;
            assert_eq!(scene.manager.begin(&anna).await.unwrap_err().code, RefusalCode::NotHere);
            assert!(scene.boss_now(t).await.begin(&anna).await.is_ok(), "the next in the chain is asked");
            t.advance(Span::days(2));
            scene.manager.sign_in(t).await;
            let _again = scene.asks(t).await;
            assert!(scene.manager.begin(&anna).await.is_ok(), "after the look-back the manager may");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approver_who_left_decides_nothing_and_it_takes_over() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let asking = scene.asks(t).await;
            let (phone, call) = (scene.phone.to_string(), scene.call());
            let review = scene.manager.up_to_decide(t, &asking.id, &phone, &call).await;
            assert_eq!(scene.it.begin(&scene.anna).await.unwrap_err().code, RefusalCode::NotHere);
            t.raw("UPDATE person SET active = FALSE WHERE id = $1", args![&scene.manager.id]).await;
            assert_eq!(scene.manager.prove(&review).await.unwrap_err().code, RefusalCode::SignInFirst);
            // Not the new manager, who was never chosen, but IT.
            super::scene::report_to(t, &scene.anna, &scene.boss.id, t.now()).await;
            assert_eq!(scene.boss.begin(&scene.anna).await.unwrap_err().code, RefusalCode::NotHere);
            assert!(scene.it.begin(&scene.anna).await.is_ok());
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_replaced_while_deciding_no_longer_decides() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let asking = scene.asks(t).await;
            let (phone, call) = (scene.phone.to_string(), scene.call());
            let review = scene.manager.up_to_decide(t, &asking.id, &phone, &call).await;
            let id = review.clone();
            let begun =
                scene.manager.browser.go(async |visitor| visitor.begin_decide(id).await).await.unwrap();
            t.advance(Span(1));
            super::scene::report_to(t, &scene.anna, &scene.boss.id, t.now()).await;
            let credential = scene.manager.key.get(&begun.options);
            let finished = scene.manager.finish(&review, begun.id, credential).await.unwrap();
            assert_eq!(finished, Finished::Next(format!("/approvals/{review}")));
            assert_eq!(shown(&mut scene.manager, &review).await, Step::Done(Outcome::Ended));
            assert_eq!(t.request(&asking.id).await.state.name(), RequestWord::Asked);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn silence_asks_the_next_in_the_chain_and_it_but_approves_nothing() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let asking = scene.asks(t).await;
            assert_eq!(scene.boss.begin(&scene.anna).await.unwrap_err().code, RefusalCode::NotHere);
            t.advance(Span::hours(1));
            for staff in [&mut scene.boss, &mut scene.it] {
                staff.sign_in(t).await;
                assert!(staff.begin(&scene.anna).await.is_ok());
            }
            assert_eq!(t.request(&asking.id).await.state.name(), RequestWord::Asked);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_earlier_request_left_suspended_is_taken_over_with_its_device() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let tablet = t.device(&scene.anna).await;
            let on_tablet = t.method(&scene.anna, Some(&tablet)).await;
            let first = t.asking("anna", "broken-or-wiped").await;
            t.core.tick().await;
            let second = scene.asks(t).await;
            let (phone, call) = (scene.phone.to_string(), scene.call());
            scene.manager.approve(t, &second.id, &phone, "in-person").await;
            assert!(t.request(&first.id).await.ended.is_some());
            // Approved for the phone, then asked again: this time both are gone.
            t.advance(Span::minutes(1));
            let third = scene.asks(t).await;
            scene.manager.approve(t, &third.id, &tablet.to_string(), &call).await;
            assert!(t.request(&second.id).await.ended.is_some());
            assert_eq!(t.method_state(&on_tablet).await, MethodState::Suspended);
            // The phone was said to be lost: only "found again" brings its passkey back (R7).
            assert_eq!(t.method_state(&scene.old).await, MethodState::Suspended);
            let by = async |method: &domain::MethodId| {
                store::methods::by_id(&mut &t.scratch.db, method)
                    .await
                    .unwrap()
                    .unwrap()
                    .suspended_by
                    .unwrap()
            };
            assert_eq!(by(&scene.old).await, second.id);
            // Said to be broken now, it may not give back what was lost; said to be lost, it takes it over.
            let broken = t.asking("anna", "broken-or-wiped").await;
            t.core.tick().await;
            scene.manager.approve_told(t, &broken.id, &phone, &call, "broken-or-wiped").await;
            assert_eq!(by(&scene.old).await, second.id);
            let last = scene.asks(t).await;
            scene.manager.approve(t, &last.id, &phone, &call).await;
            assert_eq!(by(&scene.old).await, last.id);
            assert_eq!(by(&on_tablet).await, third.id);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_frame_counts_what_waits_and_the_directory_is_told() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let waiting = async |staff: &mut Staff| {
                staff.browser.go(async |visitor| visitor.waiting_for_me().await).await
            };
            assert_eq!(waiting(&mut scene.manager).await, 0);
            let asking = scene.asks(t).await;
            assert_eq!(waiting(&mut scene.manager).await, 1);
            assert_eq!((waiting(&mut scene.boss).await, waiting(&mut scene.it).await), (0, 0));
            let (phone, call) = (scene.phone.to_string(), scene.call());
            scene.manager.approve(t, &asking.id, &phone, &call).await;
            assert_eq!(waiting(&mut scene.manager).await, 0);
            assert_eq!(t.browser().go(async |visitor| visitor.waiting_for_me().await).await, 0);
            assert_eq!(t.count("SELECT COUNT(*) AS n FROM work_order WHERE kind = 'suspend'").await, 1);
            t.core.tick().await;
            assert!(t.app.directory.done().iter().any(|done| done.starts_with("suspend")));
        })
    })
    .await;
}

impl Scene {
    async fn boss_now(&mut self, t: &crate::recovery::bed::Bed<'_>) -> &mut Staff {
        self.boss.sign_in(t).await;
        &mut self.boss
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn i12_a_saved_recovery_code_given_along_counts_and_is_spent_with_the_approval() {
    each_engine(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let mut inside = t.signed_in(&scene.anna, &scene.old).await;
            let codes = crate::backups::tests::add_codes(&mut inside).await;
            let left = "SELECT COUNT(*) AS n FROM recovery_code WHERE used IS NULL";
            let mut asking = scene.asks(t).await;
            let given = codes[7].clone();
            asking.browser.go(async |visitor| visitor.give_code(given).await).await.unwrap();
            t.core.tick().await;
            assert_eq!(t.count(left).await, 10);

            let (phone, call) = (scene.phone.to_string(), scene.call());
            let manager = &mut scene.manager;
            let review = manager.up_to_decide(t, &asking.id, &phone, &call).await;
            let Step::Decide(decide) = shown(manager, &review).await else { panic!("not at the decision") };
            assert_eq!(decide.evidence.unwrap().key, "approval-rule-saved-code-and-pass");
            manager.prove(&review).await.unwrap();
            assert_eq!(t.request(&asking.id).await.evidence.as_deref(), Some("saved-code-and-pass"));
            assert_eq!(t.count(left).await, 9);
            assert_eq!(t.entries("method.code-spent").await, 1);
        })
    })
    .await;
}
