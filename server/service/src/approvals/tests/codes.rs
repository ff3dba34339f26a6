//! The one code field: the code picks the request; three wrong ones end those shown.

use contract::{
    Sent,
    approvals::{Outcome, Step},
};
use domain::{
    Span,
    ask_limits::WRONG_CODES_BY_APPROVER,
    request::{RequestState, RequestWord, Why},
};

use super::scene::{Scene, code_of, other_than, shown, told, types};
use crate::recovery::bed::{each_engine, on_sqlite};

#[tokio::test(flavor = "multi_thread")]
async fn the_code_picks_the_request() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let stranger = scene.asks(t).await;
            let asking = scene.asks(t).await;
            let (phone, call) = (scene.phone.to_string(), scene.call());
            scene.manager.approve(t, &asking.id, &phone, &call).await;
            assert_eq!(t.request(&asking.id).await.state.name(), RequestWord::Approved);
            let other = t.request(&stranger.id).await.state;
            assert!(matches!(other, RequestState::Withdrawn { why: Why::Superseded, .. }));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn three_wrong_codes_end_what_is_shown_and_count_over_reviews() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let (one, two) = (scene.asks(t).await, scene.asks(t).await);
            let codes = [code_of(t, &one.id).await, code_of(t, &two.id).await];
            let wrong = other_than(&[&codes[0], &codes[1]]);
            let (phone, call) = (scene.phone.to_string(), scene.call());
            let manager = &mut scene.manager;
            let review = manager.begin(&scene.anna).await.unwrap();
            manager.up_to_code(&review, &phone, &call).await;
            for slip in ["", "12345", "1234567", "12a456"] {
                assert!(matches!(manager.send(&review, types(slip)).await, Sent::Mend(_)));
            }
            assert_eq!(t.request(&one.id).await.wrong_codes, 0, "a slip of the hand is no wrong code");
            for left in ["2", "1"] {
                let Sent::Mend(problems) = manager.send(&review, types(&wrong)).await else {
                    panic!("it ended")
                };
                assert_eq!(problems[0].words.args, [("left".to_owned(), left.to_owned())]);
            }
            assert_eq!(shown(manager, &review).await, Step::Code { wrong: 2 });
            // A new review does not begin with new tries.
            t.raw("UPDATE review SET ended = 1", Vec::new()).await;
            let review = manager.begin(&scene.anna).await.unwrap();
            manager.up_to_code(&review, &phone, &call).await;
            manager.answer(&review, types(&wrong)).await;
            assert_eq!(shown(manager, &review).await, Step::Done(Outcome::WrongCodes));
            for asked in [&one.id, &two.id] {
                let state = t.request(asked).await.state;
                assert!(matches!(state, RequestState::Withdrawn { why: Why::WrongCodes, .. }), "{state:?}");
            }
            assert!(told(t, &scene.anna, "wrong-codes").await >= 1);
            assert_eq!(
                t.app.all_entries().await.iter().filter(|kind| *kind == "approval.wrong-code").count(),
                6
            );
            // The right one comes too late.
            manager.answer(&review, types(&codes[0])).await;
            assert_eq!(shown(manager, &review).await, Step::Done(Outcome::WrongCodes));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn three_wrong_codes_leave_what_was_not_shown() {
    each_engine(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let asking = scene.asks(t).await;
            let wrong = other_than(&[&code_of(t, &asking.id).await]);
            let (phone, call) = (scene.phone.to_string(), scene.call());
            let review = scene.manager.begin(&scene.anna).await.unwrap();
            scene.manager.up_to_code(&review, &phone, &call).await;
            let spoken = scene.it.raised("anna").await;
            for _ in 0..3 {
                scene.manager.send(&review, types(&wrong)).await;
            }
            assert_eq!(t.request(&asking.id).await.state.name(), RequestWord::Withdrawn);
            assert_eq!(t.request(&spoken).await.state.name(), RequestWord::Asked);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i09_an_approver_who_types_too_many_wrong_codes_must_wait_and_nobody_else() {
    each_engine(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let (phone, call) = (scene.phone.to_string(), scene.call());
            let mut asking = scene.asks(t).await;
            let mut review = String::new();
            for n in 0..WRONG_CODES_BY_APPROVER.most {
                // Three end a request, so whoever guesses on needs fresh ones.
                if n % 3 == 0 {
                    if n > 0 {
                        asking = scene.asks(t).await;
                    }
                    review = scene.manager.begin(&scene.anna).await.unwrap();
                    scene.manager.up_to_code(&review, &phone, &call).await;
                }
                let wrong = other_than(&[&code_of(t, &asking.id).await]);
                scene.manager.send(&review, types(&wrong)).await;
            }
            let right = code_of(t, &asking.id).await;
            for code in [other_than(&[&right]), right] {
                let Sent::Mend(problems) = scene.manager.send(&review, types(&code)).await else {
                    panic!("it was compared")
                };
                assert_eq!(problems[0].words.key, "approval-code-used-up");
                assert_eq!(problems[0].words.args, [("hours".to_owned(), "24".to_owned())]);
            }
            let request = t.request(&asking.id).await;
            assert_eq!((request.state.name(), request.wrong_codes), (RequestWord::Asked, 2), "nothing ended");

            // Somebody else decides on that very request.
            t.advance(Span::hours(1));
            scene.it.sign_in(t).await;
            scene.it.approve(t, &asking.id, &phone, "in-person").await;
            assert_eq!(t.request(&asking.id).await.state.name(), RequestWord::Approved);
            // And the next day the approver does again.
            t.advance(Span::days(1));
            scene.manager.sign_in(t).await;
            let asking = scene.asks(t).await;
            scene.manager.up_to_decide(t, &asking.id, "none", "in-person").await;
        })
    })
    .await;
}
