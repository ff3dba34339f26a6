//! Asking, waiting, fetching and using the pass, against real rows.

use contract::{
    Enrolling as _, Recovery as _, RefusalCode, Sent,
    common::Finished,
    recovery::{AskForm, Phase, PublishKey, RedeemPass, Status, Waiting},
};
use domain::{
    PersonId, Policy, Span,
    ask_limits::{ASKS_BY_NAME, TRIES_BY_PASS},
    enrolment::EnrolmentState,
    method::MethodState,
    person::Role,
    request::{RequestState, Why, life::Delay},
};
use futures::future::join_all;
use store::args;

use super::bed::{Asking, Bed, each_engine, on_sqlite};

const HOUR: Span = Span::hours(1);

/// Somebody with a manager-like helper, asking, approved.
async fn cleared(test: &Bed<'_>) -> (Asking, PersonId, PersonId) {
    let (person, approver) = (test.person("ada").await, test.person("max").await);
    let asking = test.asking("ada", "lost-or-stolen").await;
    test.approve(&asking.id, &person, &approver, None, Delay::None).await;
    (asking, person, approver)
}

async fn redeem(asking: &mut Asking, pass: &str) -> contract::Answer<Finished> {
    let redeem = RedeemPass { pass: pass.to_owned() };
    asking.browser.go(async |visitor| visitor.redeem_pass(redeem).await).await
}

async fn page(asking: &mut Asking) -> (Waiting, Status) {
    asking
        .browser
        .go(async |visitor| (visitor.waiting().await.unwrap(), visitor.status().await.unwrap()))
        .await
}

fn next() -> contract::Answer<Finished> {
    Ok(Finished::Next("/recover/enrol".to_owned()))
}

fn again() -> contract::Answer<Finished> {
    Ok(Finished::Again("recover-pass-again".to_owned()))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_name_or_an_unknown_word_is_to_be_mended_and_writes_nothing() {
    on_sqlite(|test| {
        Box::pin(async move {
            let mut browser = test.browser();
            for (user_name, what, field) in
                [("", "new-phone", "user_name"), ("  ", "new-phone", "user_name"), ("ada", "", "what"), ("ada", "x", "what")]
            {
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
            assert_eq!(test.count("SELECT COUNT(*) AS n FROM request").await, 2 * i64::from(ASKS_BY_NAME.most));
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
            let (mut asking, other) = (test.asking("ada", "new-phone").await, test.asking("bob", "new-phone").await);
            let stored = test.request(&asking.id).await;
            let encode = |bytes: &[u8]| data_encoding::BASE64URL_NOPAD.encode(bytes);
            let mine = PublishKey { public_key: encode(&stored.public_key.clone().unwrap()) };
            let taken = asking.browser.go(async |visitor| visitor.publish_key(mine).await).await.unwrap();
            assert_eq!(taken.number, encode(&stored.key_number.clone().unwrap()), "a reload gets the same number");
            let theirs = PublishKey { public_key: encode(&test.request(&other.id).await.public_key.unwrap()) };
            let refused = asking.browser.go(async |visitor| visitor.publish_key(theirs).await).await.unwrap_err();
            assert_eq!(refused.code, RefusalCode::Over);
            for bad in ["", "AAAA", &"A".repeat(87), "not base64!"] {
                let bad = PublishKey { public_key: bad.to_owned() };
                let refused = asking.browser.go(async |visitor| visitor.publish_key(bad).await).await.unwrap_err();
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

/// What a page says of the request, without what each has of its own.
fn plain(asking: &Asking, mut waiting: Waiting) -> Waiting {
    assert_eq!(waiting.request, asking.id.to_string());
    assert!(waiting.number.take().is_some() && waiting.key.take().is_some());
    waiting.request.clear();
    waiting.name_given.clear();
    waiting
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
            test.force(&asks[7].id, |state, now| state.add_first_approval(now, approval, by.clone()).unwrap()).await;
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
                    assert_eq!((waiting.phase, status.phase, status.again), (phase, phase, seconds), "{at:?}");
                    all.push(serde_json::to_string(&(plain(asking, waiting), status)).unwrap());
                }
                all.dedup();
                assert_eq!(all.len(), 1, "{at:?}: {all:#?}");
            }
            for asking in &mut asks {
                let refused = asking.browser.go(async |visitor| visitor.fetch_pass().await).await.unwrap_err();
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

#[tokio::test(flavor = "multi_thread")]
async fn a_fetched_pass_opens_an_enrolment_in_the_browser_that_asked() {
    each_engine(|test| {
        Box::pin(async move {
            let (mut asking, person, _) = cleared(test).await;
            let (waiting, status) = page(&mut asking).await;
            assert_eq!((waiting.phase, waiting.passes_left, status.phase), (Phase::Cleared, 2, Phase::Cleared));
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
            assert!(told.iter().any(|one| one.template == "redeemed" && one.person.as_ref() == Some(&person)));
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
            assert_eq!(redeem(&mut asking, &pass).await, next());
            // And the sealed form opens with no other key.
            let sealed = bob.browser.go(async |visitor| visitor.fetch_pass().await).await.unwrap();
            assert!(asking.open(&sealed).is_none() && bob.open(&sealed).is_some());
        })
    })
    .await;
}

/// What the database's files hold, the write-ahead log among them.
fn files(test: &Bed<'_>) -> Vec<u8> {
    let store::Location::SqliteFile(path) = &test.scratch.location else { panic!("on SQLite") };
    let mut all = Vec::new();
    for end in ["", "-wal", "-shm"] {
        let mut name = path.clone().into_os_string();
        name.push(end);
        all.extend(std::fs::read(name).unwrap_or_default());
    }
    all
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
            let mut secrets = vec![pass.clone(), pass[..12].to_owned(), pass[12..].to_owned(), secret.to_owned()];
            secrets.extend([enrolment.clone(), code.to_owned(), name.to_owned()]);
            for group in [&first.first, &first.second] {
                secrets.extend([group.clone(), squeezed(group), squeezed(group)[..12].to_owned()]);
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
                let refused = asking.browser.go(async |visitor| visitor.fetch_pass().await).await.unwrap_err();
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
async fn a_privileged_persons_pass_waits() {
    on_sqlite(|test| {
        Box::pin(async move {
            let person = test.holder("ada", Role::It).await;
            let approver = test.holder("sec", Role::Security).await;
            let mut asking = test.asking("ada", "new-phone").await;
            test.approve(&asking.id, &person, &approver, None, Delay::Privileged).await;
            test.advance(HOUR - Span(1));
            assert_eq!(page(&mut asking).await.0.phase, Phase::ClearedLater);
            let refused = asking.browser.go(async |visitor| visitor.fetch_pass().await).await.unwrap_err();
            assert_eq!(refused.code, RefusalCode::NotAllowed);
            test.advance(Span(1));
            assert_eq!(page(&mut asking).await.0.phase, Phase::Cleared);
            let pass = asking.pass().await;
            assert_eq!(redeem(&mut asking, &pass).await, next());
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
                let refused = asking.browser.go(async |visitor| visitor.fetch_pass().await).await.unwrap_err();
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

#[test]
fn the_page_is_drawn_anew_when_a_pass_was_made() {
    let seen = |passes_left| super::phase::Seen { phase: Phase::Cleared, passes_left };
    assert_ne!(seen(1).mark(), seen(2).mark());
}
