//! Fetching and using the pass.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn a_fetched_pass_opens_an_enrolment_in_the_browser_that_asked() {
    each_engine(|test| {
        Box::pin(async move {
            let (mut asking, person, _) = cleared(test).await;
            let (waiting, status) = page(&mut asking).await;
            assert_eq!(
                (waiting.phase, waiting.passes_left, status.phase),
                (Phase::Cleared, 2, Phase::Cleared)
            );
            let pass = asking.pass().await;
            assert_eq!(page(&mut asking).await.0.passes_left, 1);
            assert_eq!(redeem(&mut asking, &pass).await, next());
            let shown = asking.browser.go(async |visitor| visitor.enrol_page().await).await.unwrap();
            assert_eq!((shown.name.as_str(), shown.after_request, shown.own), ("ada", true, None));
            assert_eq!(shown.until, test.now() + Span::minutes(15));
            assert!(matches!(test.request(&asking.id).await.state, RequestState::Redeemed { .. }));
            assert_eq!(redeem(&mut asking, &pass).await.unwrap_err().code, RefusalCode::Over, "used");
            for kind in ["pass.made", "pass.used", "enrolment.opened"] {
                assert_eq!(test.entries(kind).await, 1, "{kind}");
            }
            let told = store::notices::newest(&mut &test.scratch.db, 10).await.unwrap();
            assert!(
                told.iter().any(|one| one.template == "redeemed" && one.person.as_ref() == Some(&person))
            );
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i02_sixty_four_who_redeem_at_once_get_one_enrolment() {
    each_engine(|test| {
        Box::pin(async move {
            let (mut asking, ..) = cleared(test).await;
            let pass = asking.pass().await;
            // Two replicas: each has its own writer over the same database.
            let other = test.app.another(test.scratch).await;
            let browsers: Vec<_> = (0..64)
                .map(|n| if n % 2 == 0 { asking.browser.clone() } else { asking.browser.at(&other.core) })
                .collect();
            let answers = join_all(browsers.into_iter().map(|mut browser| {
                let redeem = RedeemPass { pass: pass.clone() };
                async move {
                    let answer = browser.go(async |visitor| visitor.redeem_pass(redeem).await).await;
                    (answer, browser.arrival.enrolment)
                }
            }))
            .await;
            let opened = answers.iter().filter(|(answer, _)| *answer == next()).count();
            assert_eq!(opened, 1);
            assert_eq!(answers.iter().filter(|(_, cookie)| cookie.is_some()).count(), 1);
            assert_eq!(test.count("SELECT COUNT(*) AS n FROM enrolment").await, 1);
            assert_eq!(test.count("SELECT COUNT(*) AS n FROM pass WHERE state = 'used'").await, 1);
            other.core.writer().close().await;
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i02_a_new_pass_ends_the_old_one_and_an_approval_makes_two() {
    on_sqlite(|test| {
        Box::pin(async move {
            let (mut asking, ..) = cleared(test).await;
            let first = asking.pass().await;
            let second = asking.pass().await;
            assert_eq!(test.count("SELECT COUNT(*) AS n FROM pass WHERE state = 'live'").await, 1);
            let refused = asking.browser.go(async |visitor| visitor.fetch_pass().await).await.unwrap_err();
            assert_eq!(refused.words.unwrap().key, "recover-no-pass-left");
            assert_eq!(redeem(&mut asking, &first).await, again());
            assert_eq!(redeem(&mut asking, &second).await, next());
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i04_a_pass_is_worth_nothing_in_another_browser() {
    on_sqlite(|test| {
        Box::pin(async move {
            let (mut asking, person, approver) = cleared(test).await;
            let pass = asking.pass().await;
            let mut other = test.asking("ada", "new-phone").await;
            assert_eq!(redeem(&mut other, &pass).await.unwrap_err().code, RefusalCode::Over, "not approved");
            let mut bob = test.asking("bob", "new-phone").await;
            let bobs = test.person("bob").await;
            test.approve(&bob.id, &bobs, &approver, None, Delay::None).await;
            assert_eq!(redeem(&mut bob, &pass).await, again(), "approved, for somebody else");
            test.approve(&other.id, &person, &approver, None, Delay::None).await;
            assert_eq!(redeem(&mut other, &pass).await, again(), "approved, for the same person");
            other.pass().await;
            let pass = asking.pass().await;
            assert_eq!(redeem(&mut other, &pass).await, again(), "even where a pass of its own was made");
            assert_eq!(redeem(&mut asking, &pass).await, next());
            // And the sealed form opens with no other key.
            let sealed = bob.browser.go(async |visitor| visitor.fetch_pass().await).await.unwrap();
            assert!(asking.open(&sealed).is_none() && bob.open(&sealed).is_some());
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i04_no_pass_cookie_or_code_stands_in_the_database() {
    on_sqlite(|test| {
        Box::pin(async move {
            let (mut asking, ..) = cleared(test).await;
            let pass = asking.pass().await;
            let asked = asking.browser.arrival.request.clone().unwrap();
            redeem(&mut asking, &pass).await.unwrap();
            asking.browser.go(async |visitor| visitor.say_own("yes".to_owned()).await).await.unwrap();
            let link = asking.browser.go(async |visitor| visitor.move_link().await).await.unwrap();
            test.person("new").await;
            let first = test.core.issue_first_pass("new", "op", false).await.unwrap();
            let all = files(test);
            let is_in = |bytes: &[u8]| all.windows(bytes.len()).any(|window| window == bytes);
            assert!(is_in(asking.id.as_str().as_bytes()), "the search finds what is there");
            let squeezed = |text: &str| text.replace(' ', "");
            let enrolment = asking.browser.arrival.enrolment.clone().unwrap();
            let (secret, name) = asked.split_once('.').unwrap();
            let code = link.address.split_once('#').unwrap().1;
            let (first_half, second_half) = pass.split_at(12);
            let mut secrets =
                vec![pass.clone(), first_half.to_owned(), second_half.to_owned(), secret.to_owned()];
            secrets.extend([enrolment.clone(), code.to_owned(), name.to_owned()]);
            for group in [&first.first, &first.second] {
                secrets.extend([group.clone(), squeezed(group), squeezed(group).chars().take(12).collect()]);
            }
            for text in secrets {
                assert!(text.len() >= 4 && !is_in(text.as_bytes()), "{text} stands in the database");
            }
            for cookie in [secret, enrolment.as_str(), code] {
                let raw = data_encoding::BASE64URL_NOPAD.decode(cookie.as_bytes()).unwrap();
                assert!(!is_in(&raw), "the bytes of {cookie} stand in the database");
            }
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_swapped_after_the_approval_gets_no_pass_and_security_hears_of_it() {
    on_sqlite(|test| {
        Box::pin(async move {
            test.holder("sec", Role::Security).await;
            let (mut asking, ..) = cleared(test).await;
            let thief = test.asking("ada", "new-phone").await;
            let key = test.request(&thief.id).await.public_key.unwrap();
            let mine = test.request(&asking.id).await.public_key.unwrap();
            let swap = "UPDATE request SET public_key = $1 WHERE id = $2";
            test.raw(swap, args![&key, &asking.id]).await;
            for _ in 0..2 {
                let refused =
                    asking.browser.go(async |visitor| visitor.fetch_pass().await).await.unwrap_err();
                assert_eq!(refused.words.unwrap().key, "recover-other-key");
            }
            assert_eq!(test.count("SELECT COUNT(*) AS n FROM pass").await, 0);
            assert_eq!(test.entries("pass.key-mismatch").await, 2);
            let told = "SELECT COUNT(*) AS n FROM notice WHERE template = 'mismatch'";
            assert_eq!(test.count(told).await, 1, "told once, not at every try");
            // Swapped between making and using it, it stops the pass as well.
            test.raw(swap, args![&mine, &asking.id]).await;
            let pass = asking.pass().await;
            test.raw(swap, args![&key, &asking.id]).await;
            assert_eq!(redeem(&mut asking, &pass).await.unwrap_err().code, RefusalCode::Over);
            assert_eq!(test.count("SELECT COUNT(*) AS n FROM enrolment").await, 0);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pass_works_strictly_before_its_end() {
    on_sqlite(|test| {
        Box::pin(async move {
            let (mut asking, ..) = cleared(test).await;
            let late = asking.pass().await;
            test.advance(HOUR);
            assert_eq!(redeem(&mut asking, &late).await, again());
            assert_eq!(test.count("SELECT COUNT(*) AS n FROM pass WHERE ended_why = 'expired'").await, 1);
            let pass = asking.pass().await;
            test.advance(HOUR - Span(1));
            assert_eq!(redeem(&mut asking, &pass).await, next());
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approval_lives_strictly_before_its_end() {
    on_sqlite(|test| {
        Box::pin(async move {
            let (mut asking, ..) = cleared(test).await;
            test.advance(Span::hours(24) - Span(1));
            let pass = asking.pass().await;
            test.advance(Span(1));
            assert_eq!(redeem(&mut asking, &pass).await.unwrap_err().code, RefusalCode::Over);
            let state = test.request(&asking.id).await.state;
            assert!(matches!(state, RequestState::Expired { .. }), "seen expired, written so");
            assert_eq!(page(&mut asking).await.0.phase, Phase::Over);
            let refused = asking.browser.go(async |visitor| visitor.fetch_pass().await).await.unwrap_err();
            assert_eq!(refused.code, RefusalCode::Over);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_wrong_tries_end_a_pass() {
    on_sqlite(|test| {
        Box::pin(async move {
            let (mut asking, ..) = cleared(test).await;
            let pass = asking.pass().await;
            let wrong = "0".repeat(24);
            for bad in ["", "0", "!!"] {
                assert_eq!(redeem(&mut asking, bad).await, again());
            }
            for _ in 1..TRIES_BY_PASS {
                assert_eq!(redeem(&mut asking, &wrong).await, again());
            }
            assert_eq!(test.count("SELECT COUNT(*) AS n FROM pass WHERE state = 'live'").await, 1);
            assert_eq!(redeem(&mut asking, &wrong).await, again());
            assert_eq!(test.count("SELECT COUNT(*) AS n FROM pass WHERE state = 'live'").await, 0);
            assert_eq!(redeem(&mut asking, &pass).await, again());
            let pass = asking.pass().await;
            assert_eq!(redeem(&mut asking, &pass).await, next(), "the approval still allows another");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn both_sides_must_be_enabled_at_every_step() {
    on_sqlite(|test| {
        Box::pin(async move {
            let (mut asking, person, approver) = cleared(test).await;
            let set = "UPDATE person SET active = $1 WHERE id = $2";
            let pass = asking.pass().await;
            for whom in [&person, &approver] {
                test.raw(set, args![false, whom]).await;
                assert_eq!(redeem(&mut asking, &pass).await.unwrap_err().code, RefusalCode::Over);
                let refused =
                    asking.browser.go(async |visitor| visitor.fetch_pass().await).await.unwrap_err();
                assert_eq!(refused.code, RefusalCode::Over);
                test.raw(set, args![true, whom]).await;
            }
            assert_eq!(redeem(&mut asking, &pass).await, next());
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i05_an_enrolment_ends_after_fifteen_minutes_at_the_latest() {
    let longer = Policy { enrolment_life: Span::hours(9), ..Policy::default() };
    let began = domain::Time(0);
    assert_eq!(EnrolmentState::begin(began, &longer).deadline(), Some(began + Span::minutes(15)));
    on_sqlite(|test| {
        Box::pin(async move {
            let (mut asking, ..) = cleared(test).await;
            let pass = asking.pass().await;
            redeem(&mut asking, &pass).await.unwrap();
            test.advance(Span::minutes(15) - Span(1));
            asking.browser.go(async |visitor| visitor.enrol_page().await).await.unwrap();
            test.advance(Span(1));
            let refused = asking.browser.go(async |visitor| visitor.enrol_page().await).await.unwrap_err();
            assert_eq!(refused.code, RefusalCode::Over);
            assert!(asking.browser.arrival.enrolment.is_none());
            assert_eq!(page(&mut asking).await.0.phase, Phase::Cleared, "one further pass may be fetched");
            let pass = asking.pass().await;
            assert_eq!(redeem(&mut asking, &pass).await, next());
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i10_an_approval_by_the_rules_for_others_gives_no_pass_to_whoever_got_a_role_since() {
    each_engine(|test| {
        Box::pin(async move {
            let (mut asking, person, _) = cleared(test).await;
            let pass = asking.pass().await;
            test.advance(Span::minutes(1));
            let role = "INSERT INTO person_role (person, role, source, since) VALUES ($1, $2, $3, $4)";
            test.raw(role, args![&person, "security", "csv:hr", test.now()]).await;
            let refused = asking.browser.go(async |visitor| visitor.fetch_pass().await).await.unwrap_err();
            assert_eq!(refused.words.unwrap().key, "recover-other-rules");
            assert_eq!(redeem(&mut asking, &pass).await.unwrap_err().code, RefusalCode::Over);
            // One that was held before the approval was counted when it was decided.
            test.raw("UPDATE person_role SET since = 0", Vec::new()).await;
            assert_eq!(redeem(&mut asking, &pass).await, next());
        })
    })
    .await;
}
