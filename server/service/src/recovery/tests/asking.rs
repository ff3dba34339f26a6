//! Asking and waiting.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_name_or_an_unknown_word_is_to_be_mended_and_writes_nothing() {
    on_sqlite(|test| {
        Box::pin(async move {
            let mut browser = test.browser();
            for (user_name, what, field) in [
                ("", "new-phone", "user_name"),
                ("  ", "new-phone", "user_name"),
                ("ada", "", "what"),
                ("ada", "x", "what"),
            ] {
                let form = AskForm { user_name: user_name.to_owned(), what: what.to_owned() };
                let answer = browser.go(async |visitor| visitor.ask(form).await).await.unwrap();
                let Sent::Mend(problems) = answer else { panic!("{user_name:?} {what:?}") };
                assert_eq!(problems[0].field, field);
            }
            assert_eq!(test.count("SELECT COUNT(*) AS n FROM request").await, 0);
            assert!(browser.arrival.request.is_none());
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i09_asking_writes_one_request_and_changes_nothing_else() {
    each_engine(|test| {
        Box::pin(async move {
            let person = test.person("ada").await;
            let method = test.method(&person, None).await;
            let notices = test.count("SELECT COUNT(*) AS n FROM notice").await;
            let asking = test.asking("  ADA ", "lost-or-stolen").await;
            assert_eq!(test.method_state(&method).await, MethodState::Active);
            assert_eq!(test.count("SELECT COUNT(*) AS n FROM notice").await, notices);
            assert_eq!(test.count("SELECT COUNT(*) AS n FROM request").await, 1);
            let request = test.request(&asking.id).await;
            assert!(request.person.is_none() && !request.matched);
            assert_eq!(request.name_hash, test.core.name_hash("ada"), "found by the folded name");
            let entries = test.app.all_entries().await;
            assert_eq!(entries.iter().filter(|kind| kind.starts_with("request.")).count(), 2);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_again_begins_another_and_leaves_the_first() {
    on_sqlite(|test| {
        Box::pin(async move {
            let first = test.asking("ada", "new-phone").await;
            let mut browser = first.browser.clone();
            let form = AskForm { user_name: "ada".to_owned(), what: "new-phone".to_owned() };
            browser.go(async |visitor| visitor.ask(form).await).await.unwrap();
            assert_ne!(browser.arrival.request, first.browser.arrival.request);
            assert!(test.request(&first.id).await.state.is_undecided());
            assert_eq!(test.count("SELECT COUNT(*) AS n FROM request WHERE ended IS NULL").await, 2);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn asks_for_one_name_are_limited_for_known_and_unknown_alike() {
    on_sqlite(|test| {
        Box::pin(async move {
            test.person("ada").await;
            for name in ["ada", "nobody"] {
                for _ in 0..ASKS_BY_NAME.most {
                    test.asking(name, "new-phone").await;
                }
                let mut browser = test.browser();
                browser.arrival.network = "198.51.100.0/24".to_owned();
                let form = AskForm { user_name: name.to_owned(), what: "new-phone".to_owned() };
                let refused = browser.go(async |visitor| visitor.ask(form).await).await.unwrap_err();
                assert_eq!(refused.code, RefusalCode::TooMany, "{name}");
                assert!(browser.arrival.request.is_none());
            }
            assert_eq!(
                test.count("SELECT COUNT(*) AS n FROM request").await,
                2 * i64::from(ASKS_BY_NAME.most)
            );
            test.advance(ASKS_BY_NAME.within);
            test.asking("ada", "new-phone").await;
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_asks_at_once_are_ten_requests_with_ten_codes() {
    each_engine(|test| {
        Box::pin(async move {
            let asks = join_all((0..10).map(|_| test.asking("ada", "new-phone"))).await;
            let mut codes = std::collections::HashSet::new();
            for asking in &asks {
                let request = test.request(&asking.id).await;
                let (key, number) = (request.public_key.unwrap(), request.key_number.unwrap());
                codes.insert(domain::match_code::MatchCode::of(&asking.id, &key, &number).digits());
            }
            assert_eq!(codes.len(), 10);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_taken_once_and_never_replaced() {
    on_sqlite(|test| {
        Box::pin(async move {
            let (mut asking, other) =
                (test.asking("ada", "new-phone").await, test.asking("bob", "new-phone").await);
            let stored = test.request(&asking.id).await;
            let encode = |bytes: &[u8]| data_encoding::BASE64URL_NOPAD.encode(bytes);
            let mine = PublishKey { public_key: encode(&stored.public_key.clone().unwrap()) };
            let taken = asking.browser.go(async |visitor| visitor.publish_key(mine).await).await.unwrap();
            assert_eq!(
                taken.number,
                encode(&stored.key_number.clone().unwrap()),
                "a reload gets the same number"
            );
            let theirs =
                PublishKey { public_key: encode(&test.request(&other.id).await.public_key.unwrap()) };
            let refused =
                asking.browser.go(async |visitor| visitor.publish_key(theirs).await).await.unwrap_err();
            assert_eq!(refused.code, RefusalCode::Over);
            for bad in ["", "AAAA", &"A".repeat(87), "not base64!"] {
                let bad = PublishKey { public_key: bad.to_owned() };
                let refused =
                    asking.browser.go(async |visitor| visitor.publish_key(bad).await).await.unwrap_err();
                assert_eq!(refused.code, RefusalCode::Unreadable);
            }
            let after = test.request(&asking.id).await;
            assert_eq!((after.public_key, after.key_number), (stored.public_key, stored.key_number));
            let refused = test.browser().go(async |visitor| visitor.waiting().await).await.unwrap_err();
            assert_eq!(refused.code, RefusalCode::NotHere);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i08_known_unknown_disabled_denied_and_frozen_show_the_same_at_every_time() {
    each_engine(|test| {
        Box::pin(async move {
            let ada = test.person("ada").await;
            test.app.newcomer("gone").disabled().save().await;
            test.app.newcomer("glass").role(Role::Security).emergency().save().await;
            let mut asks = Vec::new();
            for name in ["ada", "nobody", "gone", "glass", "denied", "frozen", "codes", "half"] {
                asks.push(test.asking(name, "lost-or-stolen").await);
            }
            let by = test.person("max").await;
            test.advance(Span::minutes(1));
            test.force(&asks[4].id, |state, now| state.deny(now, by.clone()).unwrap()).await;
            test.force(&asks[5].id, |state, now| state.freeze(now, &Policy::default(), 1).unwrap()).await;
            test.force(&asks[6].id, |state, now| state.withdraw(now, Why::WrongCodes).unwrap()).await;
            let approval = domain::ApprovalId::mint(test.rng());
            test.force(&asks[7].id, |state, now| {
                state.add_first_approval(now, approval, by.clone()).unwrap()
            })
            .await;
            test.raw(
                "UPDATE request SET person = $1, matched = TRUE WHERE id = $2",
                args![&ada, &asks[0].id],
            )
            .await;
            let asked = test.now() - Span::minutes(1);
            for (at, phase, seconds) in [
                (Span::minutes(1), Phase::Waiting, 3),
                (Span::minutes(10), Phase::Waiting, 10),
                (HOUR - Span(1), Phase::Waiting, 10),
                (HOUR, Phase::WaitingLong, 10),
                (Span::hours(72) - Span(1), Phase::WaitingLong, 10),
                (Span::hours(72), Phase::Over, 10),
            ] {
                test.advance((asked + at).since(test.now()));
                let mut all = Vec::new();
                for asking in &mut asks {
                    let (waiting, status) = page(asking).await;
                    assert_eq!(
                        (waiting.phase, status.phase, status.again),
                        (phase, phase, seconds),
                        "{at:?}"
                    );
                    all.push(serde_json::to_string(&(plain(asking, waiting), status)).unwrap());
                }
                all.dedup();
                assert_eq!(all.len(), 1, "{at:?}: {all:#?}");
            }
            for asking in &mut asks {
                let refused =
                    asking.browser.go(async |visitor| visitor.fetch_pass().await).await.unwrap_err();
                assert_eq!((refused.code, refused.words), (RefusalCode::Over, None));
                assert_eq!(redeem(asking, &"0".repeat(24)).await.unwrap_err().code, RefusalCode::Over);
            }
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_repeats_the_name_given_from_its_own_cookie_only() {
    on_sqlite(|test| {
        Box::pin(async move {
            let mut asking = test.asking(" Zoë <b>M</b> ", "new-phone").await;
            assert_eq!(page(&mut asking).await.0.name_given, "Zoë <b>M</b>");
            let cookie = asking.browser.arrival.request.clone().unwrap();
            asking.browser.arrival.request = Some(cookie.split('.').next().unwrap().to_owned());
            assert_eq!(page(&mut asking).await.0.name_given, "");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cancelling_ends_the_request_and_forgets_it() {
    on_sqlite(|test| {
        Box::pin(async move {
            let mut asking = test.asking("ada", "new-phone").await;
            let next = asking.browser.go(async |visitor| visitor.cancel_request().await).await.unwrap();
            assert_eq!(next, Sent::next("/recover/over"));
            assert!(asking.browser.arrival.request.is_none());
            let state = test.request(&asking.id).await.state;
            assert!(matches!(state, RequestState::Withdrawn { why: Why::Asker, .. }));
        })
    })
    .await;
}

#[test]
fn the_page_is_drawn_anew_when_a_pass_was_made() {
    let seen = |passes_left, works_from| {
        let works_from = Some(domain::Time(works_from));
        crate::recovery::phase::Seen { phase: Phase::ClearedLater, works_from, passes_left }
    };
    assert_ne!(seen(1, 5).mark(), seen(2, 5).mark());
    assert_ne!(seen(1, 5).mark(), seen(1, 6).mark(), "and when it works from another time");
}
