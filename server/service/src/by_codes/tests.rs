//! Getting back in with two kinds of code.

use contract::{
    Answer, ByCodes as _, Enrolling as _, RefusalCode, Sent,
    by_codes::{BeginByCodes, EnterCodes},
};
use domain::{
    PersonId, Span,
    method::{MethodKind, MethodState},
    person::Role,
    request::RequestWord,
    totp::Seed,
};
use store::args;

use crate::{
    backups::tests::{add_app, add_codes, add_phone, code, only, signed_in, texted},
    recovery::bed::{Bed, Browser, each_engine, on_sqlite},
};

const NUMBER: &str = "+4940555123";

/// Somebody with an app and ten codes.
async fn with_codes(test: &Bed<'_>, user_name: &str) -> (PersonId, Seed, Vec<String>) {
    let (person, mut browser) = signed_in(test, user_name).await;
    let seed = add_app(test, &mut browser).await;
    let codes = add_codes(&mut browser).await;
    test.advance(Span::minutes(10));
    (person, seed, codes)
}

/// Begins in a new browser.
async fn begin(test: &Bed<'_>, user_name: &str, kinds: &[MethodKind]) -> Browser {
    let mut browser = test.browser();
    let form = BeginByCodes {
        user_name: user_name.to_owned(),
        what: "lost-or-stolen".to_owned(),
        kinds: kinds.iter().map(|kind| kind.word().to_owned()).collect(),
    };
    let begun = browser.go(async |visitor| visitor.begin_by_codes(form).await).await;
    assert_eq!(begun, Ok(Sent::next("/recover/codes")));
    browser
}

const BOTH: [MethodKind; 2] = [MethodKind::AuthenticatorApp, MethodKind::RecoveryCodes];

async fn enter(browser: &mut Browser, app: &str, recovery: &str, phone: &str) -> Answer<Sent> {
    let codes = EnterCodes { app: app.to_owned(), recovery: recovery.to_owned(), phone: phone.to_owned() };
    browser.go(async |visitor| visitor.enter_codes(codes).await).await
}

fn is_wrong(answer: &Answer<Sent>) -> bool {
    matches!(answer, Ok(Sent::Mend(problems))
        if problems.len() == 1 && problems[0].words.key == "by-codes-wrong" && problems[0].field.is_empty())
}

/// A code that has the right form and belongs to nobody.
fn nobodys_code() -> String {
    struct Ones;
    impl domain::Rng for Ones {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(1);
        }
    }
    domain::recovery_codes::Code::mint(&Ones).shown()
}

async fn left(test: &Bed<'_>) -> i64 {
    test.count("SELECT COUNT(*) AS n FROM recovery_code WHERE used IS NULL").await
}

#[tokio::test(flavor = "multi_thread")]
async fn two_kinds_of_code_open_one_confined_enrolment_and_are_spent() {
    each_engine(|test| {
        Box::pin(async move {
            let (person, seed, codes) = with_codes(test, "ada").await;
            let mut browser = begin(test, "Ada ", &BOTH).await;
            let app = code(&seed, test.now());
            let answer = enter(&mut browser, &app, &codes[0], "").await;
            assert_eq!(answer, Ok(Sent::next("/recover/enrol")));
            assert!(browser.arrival.attempt.is_none() && browser.arrival.enrolment.is_some());
            assert!(browser.arrival.session.is_none(), "it opens no full session");
            let page = browser.go(async |visitor| visitor.enrol_page().await).await.unwrap();
            assert_eq!(page.name, "ada");
            assert_eq!(left(test).await, 9);
            let requests = store::requests::open_of(&mut &test.scratch.db, &person).await.unwrap();
            let [request] = requests.as_slice() else { panic!("{requests:?}") };
            assert_eq!(request.state.name(), RequestWord::Redeemed);
            assert_eq!(request.evidence.as_deref(), Some("two-kinds-of-code"));
            assert_eq!(test.entries("request.by-codes").await, 1);
            test.core.tick().await;
            let told = test.app.mail.to("ada@example.org");
            assert!(told.iter().any(|mail| mail.subject.contains("codes")), "{told:?}");
            // Neither works again, alone or with fresh company.
            let mut again = begin(test, "ada", &BOTH).await;
            assert!(is_wrong(&enter(&mut again, &app, &codes[1], "").await));
            test.advance(Span::seconds(30));
            let next = code(&seed, test.now());
            assert!(is_wrong(&enter(&mut again, &next, &codes[0], "").await));
            assert_eq!(left(test).await, 9);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_second_code_spends_nothing() {
    each_engine(|test| {
        Box::pin(async move {
            let (_, seed, codes) = with_codes(test, "ada").await;
            let mut browser = begin(test, "ada", &BOTH).await;
            let app = code(&seed, test.now());
            assert!(is_wrong(&enter(&mut browser, &app, &nobodys_code(), "").await));
            let wrong = if app == "111 111" { "222222" } else { "111111" };
            assert!(is_wrong(&enter(&mut browser, wrong, &codes[0], "").await));
            assert_eq!(left(test).await, 10);
            // The very same codes still work.
            assert_eq!(enter(&mut browser, &app, &codes[0], "").await, Ok(Sent::next("/recover/enrol")));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i08_unknown_disabled_and_emergency_names_read_the_same() {
    each_engine(|test| {
        Box::pin(async move {
            let (ben, seed, codes) = with_codes(test, "ben").await;
            let (eve, eve_seed, eve_codes) = with_codes(test, "eve").await;
            test.raw("UPDATE person SET active = FALSE WHERE id = $1", args![&ben]).await;
            test.raw("UPDATE person SET emergency = TRUE WHERE id = $1", args![&eve]).await;
            for (name, app, recovery) in [
                ("nobody", "123456".to_owned(), nobodys_code()),
                ("ben", code(&seed, test.now()), codes[0].clone()),
                ("eve", code(&eve_seed, test.now()), eve_codes[0].clone()),
            ] {
                let mut browser = begin(test, name, &BOTH).await;
                let answer = enter(&mut browser, &app, &recovery, "").await;
                assert!(is_wrong(&answer), "{name}: {answer:?}");
            }
            assert_eq!(left(test).await, 20);
            assert_eq!(test.entries("codes.refused").await, 3);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i02_the_same_codes_typed_at_once_open_one_enrolment() {
    each_engine(|test| {
        Box::pin(async move {
            let (_, seed, codes) = with_codes(test, "ada").await;
            let other = test.app.another(test.scratch).await;
            let app = code(&seed, test.now());
            let mut tries = Vec::new();
            for place in 0..8 {
                let browser = begin(test, "ada", &BOTH).await;
                let at = if place % 2 == 0 { &test.core } else { &other.core };
                let visitor = at.visitor(browser.at(at).arrival.clone()).await.unwrap();
                let codes = EnterCodes { app: app.clone(), recovery: codes[0].clone(), phone: String::new() };
                tries.push(async move { visitor.enter_codes(codes).await });
            }
            let answers = futures::future::join_all(tries).await;
            let opened = answers.iter().filter(|answer| matches!(answer, Ok(Sent::Next(_)))).count();
            assert_eq!(opened, 1, "{answers:?}");
            assert_eq!(test.count("SELECT COUNT(*) AS n FROM enrolment").await, 1);
            assert_eq!(left(test).await, 9);
            other.core.writer().close().await;
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_and_a_recovery_code_let_in_and_a_privileged_person_not() {
    each_engine(|test| {
        Box::pin(async move {
            let (person, mut inside) = signed_in(test, "ada").await;
            let codes = add_codes(&mut inside).await;
            add_phone(test, &mut inside, NUMBER).await;
            test.advance(Span::hours(2));
            let kinds = [MethodKind::RecoveryCodes, MethodKind::Phone];
            let mut browser = begin(test, "ada", &kinds).await;
            let sent = browser.go(async |visitor| visitor.send_code("text".to_owned()).await).await;
            assert_eq!(sent, Ok(Sent::next("/recover/codes")));
            test.core.tick().await;
            let page = browser.go(async |visitor| visitor.by_codes_page().await).await.unwrap();
            assert_eq!(page.sent.unwrap().to, "", "where it went is not said");
            let digits = texted(test, NUMBER);
            let answer = enter(&mut browser, "", &codes[0], &digits).await;
            assert_eq!(answer, Ok(Sent::next("/recover/enrol")));

            // The same two, once the person holds a role.
            test.raw(
                "INSERT INTO person_role (person, role, source, since) VALUES ($1, 'it', 'test', 0)",
                args![&person],
            )
            .await;
            test.advance(Span::hours(2));
            let mut browser = begin(test, "ada", &kinds).await;
            browser.go(async |visitor| visitor.send_code("text".to_owned()).await).await.unwrap();
            let before = test.app.phone.to(NUMBER).len();
            test.core.tick().await;
            assert_eq!(test.app.phone.to(NUMBER).len(), before, "no text for a privileged person");
            assert!(is_wrong(&enter(&mut browser, "", &codes[1], "123456").await));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i08_a_text_for_an_unknown_name_is_asked_for_alike_and_goes_nowhere() {
    each_engine(|test| {
        Box::pin(async move {
            let kinds = [MethodKind::RecoveryCodes, MethodKind::Phone];
            let mut browser = begin(test, "nobody", &kinds).await;
            let sent = browser.go(async |visitor| visitor.send_code("text".to_owned()).await).await;
            assert_eq!(sent, Ok(Sent::next("/recover/codes")));
            let page = browser.go(async |visitor| visitor.by_codes_page().await).await.unwrap();
            assert!(page.sent.is_some());
            test.core.tick().await;
            assert_eq!(test.count("SELECT COUNT(*) AS n FROM phone_code WHERE sent IS NOT NULL").await, 0);
            assert!(is_wrong(&enter(&mut browser, "", &nobodys_code(), "123456").await));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_kind_alone_is_told_before_anything_is_written() {
    on_sqlite(|test| {
        Box::pin(async move {
            let mut browser = test.browser();
            for kinds in [vec![], vec!["authenticator-app".to_owned()], vec!["passkey".to_owned()]] {
                let form =
                    BeginByCodes { user_name: "ada".to_owned(), what: "lost-or-stolen".to_owned(), kinds };
                let answer = browser.go(async |visitor| visitor.begin_by_codes(form).await).await;
                assert!(matches!(&answer, Ok(Sent::Mend(_))), "{answer:?}");
            }
            assert_eq!(test.count("SELECT COUNT(*) AS n FROM attempt").await, 0);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i09_wrong_codes_end_the_attempt_and_nothing_else() {
    each_engine(|test| {
        Box::pin(async move {
            let (person, seed, codes) = with_codes(test, "ada").await;
            let mut browser = begin(test, "ada", &BOTH).await;
            for _ in 0..5 {
                assert!(is_wrong(&enter(&mut browser, "123456", &nobodys_code(), "").await));
            }
            let over = enter(&mut browser, "123456", &nobodys_code(), "").await;
            assert_eq!(over.map_err(|no| no.code), Err(RefusalCode::Over));
            let methods = store::methods::of(&mut &test.scratch.db, &person).await.unwrap();
            assert!(methods.iter().all(|method| method.state == MethodState::Active));
            // Another attempt works until the hour's limit for wrong ones.
            let mut browser = begin(test, "ada", &BOTH).await;
            let app = code(&seed, test.now());
            assert_eq!(enter(&mut browser, &app, &codes[0], "").await, Ok(Sent::next("/recover/enrol")));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_method_proves_nothing() {
    on_sqlite(|test| {
        Box::pin(async move {
            let (person, seed, codes) = with_codes(test, "ada").await;
            let app = only(test, &person, MethodKind::AuthenticatorApp).await;
            test.raw("UPDATE method SET state = 'suspended' WHERE id = $1", args![&app]).await;
            let mut browser = begin(test, "ada", &BOTH).await;
            let typed = code(&seed, test.now());
            assert!(is_wrong(&enter(&mut browser, &typed, &codes[0], "").await));
            assert_eq!(left(test).await, 10);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_codes_are_told_of() {
    on_sqlite(|test| {
        Box::pin(async move {
            let (_, seed, codes) = with_codes(test, "ada").await;
            for spare in codes.iter().take(8) {
                test.advance(Span::hours(1));
                let mut browser = begin(test, "ada", &BOTH).await;
                let app = code(&seed, test.now());
                let answer = enter(&mut browser, &app, spare, "").await;
                assert_eq!(answer, Ok(Sent::next("/recover/enrol")), "{spare}");
            }
            test.core.tick().await;
            let mails = test.app.mail.to("ada@example.org");
            let few = mails.iter().filter(|mail| mail.subject == "Few recovery codes are left").count();
            assert_eq!(few, 1);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn security_is_told_when_a_privileged_person_gets_in_with_codes() {
    on_sqlite(|test| {
        Box::pin(async move {
            test.holder("sam", Role::Security).await;
            let person = test.app.newcomer("ida").role(Role::It).save().await;
            let method = test.app.passkey(&person).await;
            let mut inside = test.signed_in(&person.id, &method).await;
            let seed = add_app(test, &mut inside).await;
            let codes = add_codes(&mut inside).await;
            test.advance(Span::minutes(10));
            let mut browser = begin(test, "ida", &BOTH).await;
            let app = code(&seed, test.now());
            assert_eq!(enter(&mut browser, &app, &codes[0], "").await, Ok(Sent::next("/recover/enrol")));
            test.core.tick().await;
            let told = test.app.mail.to("sam@example.org");
            assert!(told.iter().any(|mail| mail.subject.contains("getting back in with codes")), "{told:?}");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_given_with_a_request_is_checked_once_and_forgotten() {
    each_engine(|test| {
        Box::pin(async move {
            let (_, _, codes) = with_codes(test, "ada").await;
            let mut asking = test.asking("ada", "lost-or-stolen").await;
            let given = codes[2].clone();
            let answer = asking.browser.go(async |visitor| visitor.give_code(given).await).await;
            assert_eq!(answer, Ok(Sent::next("/recover/sent")));
            test.core.tick().await;
            test.core.tick().await;
            let kept =
                store::backups::codes::given(&mut &test.scratch.db, &asking.id).await.unwrap().unwrap();
            assert!(kept.sealed.is_none(), "the code itself is forgotten");
            assert_eq!(kept.right.map(|(_, place)| place), Some(2));
            assert_eq!(left(test).await, 10, "it is spent with the approval, not before");

            let mut nobody = test.asking("nobody", "lost-or-stolen").await;
            let answer = nobody.browser.go(async |visitor| visitor.give_code(nobodys_code()).await).await;
            assert_eq!(answer, Ok(Sent::next("/recover/sent")), "the same answer for every name");
            test.core.tick().await;
            test.core.tick().await;
            let kept =
                store::backups::codes::given(&mut &test.scratch.db, &nobody.id).await.unwrap().unwrap();
            assert_eq!((kept.sealed, kept.right), (None, None));
        })
    })
    .await;
}

async fn offered(test: &Bed<'_>) -> Vec<MethodKind> {
    test.browser().go(async |visitor| visitor.code_kinds().await).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_gateway_text_and_call_are_offered_to_nobody() {
    on_sqlite(|test| {
        Box::pin(async move {
            let codes = [MethodKind::RecoveryCodes, MethodKind::AuthenticatorApp];
            assert_eq!(offered(test).await, [codes[0], codes[1], MethodKind::Phone]);
            test.app.phone.set_away();
            assert_eq!(offered(test).await, codes);
            // Who claims it all the same has claimed one kind.
            let kinds = [MethodKind::RecoveryCodes, MethodKind::Phone].map(|kind| kind.word().to_owned());
            let form = BeginByCodes {
                user_name: "ada".to_owned(),
                what: "lost-or-stolen".to_owned(),
                kinds: kinds.to_vec(),
            };
            let answer = test.browser().go(async |visitor| visitor.begin_by_codes(form).await).await;
            assert!(
                matches!(&answer, Ok(Sent::Mend(problems)) if problems[0].words.key == "by-codes-two"),
                "{answer:?}"
            );
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kind_that_the_policy_lets_nobody_use_is_not_offered_and_not_taken() {
    each_engine(|test| {
        Box::pin(async move {
            let mut asking = test.asking("ada", "lost-or-stolen").await;
            let rule = |privileged| domain::method_policy::MethodRule {
                allowed: vec![MethodKind::Passkey, MethodKind::AuthenticatorApp],
                ..domain::method_policy::MethodRule::default_for(privileged)
            };
            let policy =
                domain::Policy { methods: vec![rule(false), rule(true)], ..domain::Policy::default() };
            let document = serde_json::to_string(&policy).unwrap();
            let sql = "INSERT INTO policy (version, at, document) VALUES (1, 0, $1)";
            test.raw(sql, args![document]).await;
            assert_eq!(offered(test).await, [MethodKind::AuthenticatorApp]);
            let answer = asking.browser.go(async |visitor| visitor.give_code(nobodys_code()).await).await;
            assert_eq!(answer.map_err(|no| no.code), Err(RefusalCode::NotHere));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i08_giving_a_code_tells_nobody_how_the_request_ended() {
    each_engine(|test| {
        Box::pin(async move {
            test.person("ada").await;
            let mut known = test.asking("ada", "lost-or-stolen").await;
            let mut unknown = test.asking("nobody", "lost-or-stolen").await;
            test.core.tick().await;
            test.force(&known.id, |state, now| {
                state.withdraw(now, domain::request::Why::WrongCodes).unwrap()
            })
            .await;
            for asking in [&mut known, &mut unknown] {
                let answer = asking.browser.go(async |visitor| visitor.give_code(nobodys_code()).await).await;
                assert_eq!(answer, Ok(Sent::next("/recover/sent")));
            }
            assert_eq!(test.entries("request.code-given").await, 2);
            test.advance(Span::hours(72));
            for asking in [&mut known, &mut unknown] {
                let answer = asking.browser.go(async |visitor| visitor.give_code(nobodys_code()).await).await;
                assert_eq!(answer.map_err(|no| no.code), Err(RefusalCode::Over));
            }
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i08_used_up_texts_look_the_same_for_every_name() {
    each_engine(|test| {
        Box::pin(async move {
            let (_, mut inside) = signed_in(test, "ada").await;
            add_codes(&mut inside).await;
            add_phone(test, &mut inside, NUMBER).await;
            test.advance(Span::hours(1));
            let most = usize::try_from(domain::Policy::default().phone_sends_number_hour).unwrap();
            let kinds = [MethodKind::RecoveryCodes, MethodKind::Phone];
            for name in ["ada", "nobody"] {
                let before = test.app.phone.to(NUMBER).len();
                for _ in 0..most + 2 {
                    let mut browser = begin(test, name, &kinds).await;
                    let sent = browser.go(async |visitor| visitor.send_code("text".to_owned()).await).await;
                    assert_eq!(sent, Ok(Sent::next("/recover/codes")));
                    let page = browser.go(async |visitor| visitor.by_codes_page().await).await.unwrap();
                    assert!(page.sent.is_some(), "{name}");
                    test.core.tick().await;
                }
                let texts = test.app.phone.to(NUMBER).len() - before;
                assert_eq!(texts, if name == "ada" { most } else { 0 }, "{name}");
            }
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_frozen_or_was_twice_gets_in_by_no_codes() {
    each_engine(|test| {
        Box::pin(async move {
            let (person, seed, codes) = with_codes(test, "ada").await;
            let asking = test.asking("ada", "lost-or-stolen").await;
            test.core.tick().await;
            test.force(&asking.id, |state, now| state.freeze(now, &domain::Policy::default(), 1).unwrap())
                .await;
            let mut browser = begin(test, "ada", &BOTH).await;
            assert!(is_wrong(&enter(&mut browser, &code(&seed, test.now()), &codes[0], "").await));
            assert_eq!(left(test).await, 10, "nothing is spent");

            test.force(&asking.id, |state, now| state.withdraw(now, domain::request::Why::Security).unwrap())
                .await;
            let freezing = "INSERT INTO freezing (id, request, person, source, at, effect) \
                            VALUES ($1, $2, $3, 'contact:a', $4, 'freeze')";
            for id in ["1", "2"] {
                test.raw(freezing, args![id, &asking.id, &person, test.now()]).await;
            }
            let mut browser = begin(test, "ada", &BOTH).await;
            let app = code(&seed, test.now());
            assert!(is_wrong(&enter(&mut browser, &app, &codes[0], "").await), "security decides now");
            test.raw("DELETE FROM freezing WHERE id = '2'", Vec::new()).await;
            assert_eq!(enter(&mut browser, &app, &codes[0], "").await, Ok(Sent::next("/recover/enrol")));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tries_sent_at_once_are_counted_one_after_another() {
    on_sqlite(|test| {
        Box::pin(async move {
            let (_, seed, codes) = with_codes(test, "ada").await;
            let most = domain::Policy::default().proof_tries_hour;
            let mut browsers = Vec::new();
            for _ in 0..most {
                browsers.push(begin(test, "ada", &BOTH).await);
            }
            // The last right one is looked at together with the wrong ones, before any of them was counted.
            let visitor = test.visitor(browsers.last().unwrap()).await;
            for browser in &mut browsers {
                assert!(is_wrong(&enter(browser, "000000", &nobodys_code(), "").await));
            }
            let entered =
                EnterCodes { app: code(&seed, test.now()), recovery: codes[0].clone(), phone: String::new() };
            assert!(is_wrong(&visitor.enter_codes(entered).await));
            assert_eq!(left(test).await, 10);
        })
    })
    .await;
}
