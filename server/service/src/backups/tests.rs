//! Adding and trying backup methods.

use contract::{Backups as _, Methods as _, RefusalCode, Sent};
use data_encoding::BASE32_NOPAD;
use domain::{
    MethodId, PersonId, Span, Time,
    method::{MethodKind, MethodState},
    person::Role,
    totp::{Seed, code_at, step_at},
};
use store::args;

use crate::{
    ports::Trouble,
    recovery::bed::{Bed, Browser, each_engine, on_sqlite},
};

/// Somebody signed in with a passkey that was just proved.
pub(crate) async fn signed_in(test: &Bed<'_>, user_name: &str) -> (PersonId, Browser) {
    let person = test.app.newcomer(user_name).save().await;
    let method = test.app.passkey(&person).await;
    let browser = test.signed_in(&person.id, &method).await;
    (person.id, browser)
}

/// Adds an authenticator app, as its owner does; its seed.
pub(crate) async fn add_app(test: &Bed<'_>, browser: &mut Browser) -> Seed {
    let begun = browser.go(async |visitor| visitor.begin_app().await).await;
    assert_eq!(begun, Ok(Sent::next("/methods/add/app")));
    let page = browser.go(async |visitor| visitor.app_page().await).await.unwrap();
    let text: String = page.secret.unwrap().chars().filter(|c| !c.is_whitespace()).collect();
    let seed = Seed::from_bytes(&BASE32_NOPAD.decode(text.as_bytes()).unwrap()).unwrap();
    let code = code(&seed, test.now());
    let added = browser.go(async |visitor| visitor.finish_app(code, "Tablet".to_owned()).await).await;
    assert!(matches!(&added, Ok(Sent::Next(path)) if path.starts_with("/methods/")), "{added:?}");
    seed
}

/// What an app with this seed shows at a time.
pub(crate) fn code(seed: &Seed, at: Time) -> String {
    code_at(seed, step_at(at)).shown()
}

/// Makes a set of recovery codes; the codes.
pub(crate) async fn add_codes(browser: &mut Browser) -> Vec<String> {
    let page = browser
        .go(async |visitor| {
            assert_eq!(visitor.make_codes().await, Ok(Sent::Mend(Vec::new())));
            visitor.codes_page().await
        })
        .await
        .unwrap();
    page.fresh.unwrap()
}

/// Adds a phone by text.
pub(crate) async fn add_phone(test: &Bed<'_>, browser: &mut Browser, number: &str) {
    let to = number.to_owned();
    let sent = browser.go(async |visitor| visitor.begin_phone(to, "text".to_owned()).await).await;
    assert_eq!(sent, Ok(Sent::next("/methods/add/phone")));
    test.core.tick().await;
    let code = texted(test, number);
    let added = browser.go(async |visitor| visitor.finish_phone(code, String::new()).await).await;
    assert!(matches!(&added, Ok(Sent::Next(path)) if path.starts_with("/methods/")), "{added:?}");
}

/// The six digits of the newest text to a number.
pub(crate) fn texted(test: &Bed<'_>, number: &str) -> String {
    let text = test.app.phone.to(number).last().unwrap().text.clone();
    text.chars().filter(char::is_ascii_digit).take(6).collect()
}

/// The one method of a kind that a person has.
pub(crate) async fn only(test: &Bed<'_>, person: &PersonId, kind: MethodKind) -> MethodId {
    let methods = store::methods::of(&mut &test.scratch.db, person).await.unwrap();
    let mut found = methods.into_iter().filter(|method| method.kind == kind);
    let method = found.next().unwrap();
    assert!(found.next().is_none());
    method.id
}

fn says(sent: &contract::Answer<Sent>, key: &str) -> bool {
    matches!(sent, Ok(Sent::Mend(problems)) if problems.iter().any(|problem| problem.words.key == key))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_is_added_with_a_first_code_and_its_code_works_once() {
    each_engine(|test| {
        Box::pin(async move {
            let (person, mut browser) = signed_in(test, "ada").await;
            let seed = add_app(test, &mut browser).await;
            let id = only(test, &person, MethodKind::AuthenticatorApp).await;
            // The code that registered it is spent.
            let again = code(&seed, test.now());
            let answer = browser.go(async |visitor| visitor.try_method(id.to_string(), again).await).await;
            assert!(says(&answer, "backups-app-used"), "{answer:?}");
            test.advance(Span::seconds(30));
            let next = code(&seed, test.now());
            let twice = next.clone();
            let worked = browser.go(async |visitor| visitor.try_method(id.to_string(), next).await).await;
            assert_eq!(worked, Ok(Sent::next(format!("/methods/{id}/try?works=yes"))));
            let answer = browser.go(async |visitor| visitor.try_method(id.to_string(), twice).await).await;
            assert!(says(&answer, "backups-app-used"), "{answer:?}");
            // Her passkey was the first.
            assert_eq!(test.entries("method.added").await, 2);
            assert_eq!(test.entries("method.tried").await, 1);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i04_a_seed_is_kept_only_encrypted_and_goes_with_its_method() {
    each_engine(|test| {
        Box::pin(async move {
            let (person, mut browser) = signed_in(test, "ada").await;
            let seed = add_app(test, &mut browser).await;
            let id = only(test, &person, MethodKind::AuthenticatorApp).await;
            let kept = store::backups::apps::of(&mut &test.scratch.db, &person).await.unwrap().remove(0);
            let plain = seed.as_bytes();
            assert!(!kept.seed.windows(plain.len()).any(|window| window == plain));
            assert_eq!(test.count("SELECT COUNT(*) AS n FROM app_begun").await, 0);
            let removed = browser.go(async |visitor| visitor.remove(id.to_string()).await).await;
            assert_eq!(removed, Ok(Sent::next("/")));
            test.advance(Span::hours(1));
            test.core.tick().await;
            assert_eq!(test.count("SELECT COUNT(*) AS n FROM authenticator_app").await, 0);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_is_ten_minutes_off_is_told_to_whoever_adds_the_app() {
    on_sqlite(|test| {
        Box::pin(async move {
            let (_, mut browser) = signed_in(test, "ada").await;
            browser.go(async |visitor| visitor.begin_app().await).await.unwrap();
            let page = browser.go(async |visitor| visitor.app_page().await).await.unwrap();
            let text: String = page.secret.unwrap().chars().filter(|c| !c.is_whitespace()).collect();
            let seed = Seed::from_bytes(&BASE32_NOPAD.decode(text.as_bytes()).unwrap()).unwrap();
            for (by, key) in
                [(Span::minutes(10), "backups-clock-ahead"), (Span::minutes(-10), "backups-clock-behind")]
            {
                let code = code(&seed, test.now() + by);
                let answer = browser.go(async |visitor| visitor.finish_app(code, String::new()).await).await;
                assert!(says(&answer, key), "{answer:?}");
            }
            // One step early or late is right.
            let early = code(&seed, test.now() + Span::seconds(30));
            let added = browser.go(async |visitor| visitor.finish_app(early, String::new()).await).await;
            assert!(matches!(added, Ok(Sent::Next(_))));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn recovery_codes_are_shown_once_and_replaced_as_a_set() {
    each_engine(|test| {
        Box::pin(async move {
            let (person, mut browser) = signed_in(test, "ada").await;
            let first = add_codes(&mut browser).await;
            assert_eq!(first.len(), 10);
            let page = browser.go(async |visitor| visitor.codes_page().await).await.unwrap();
            assert_eq!((page.fresh, page.left, page.tried), (None, Some(10), false));
            let id = only(test, &person, MethodKind::RecoveryCodes).await;
            // Trying one spends none.
            let typed = first[3].to_lowercase().replace('-', " ");
            let worked = browser.go(async |visitor| visitor.try_method(id.to_string(), typed).await).await;
            assert_eq!(worked, Ok(Sent::next(format!("/methods/{id}/try?works=yes"))));
            let page = browser.go(async |visitor| visitor.codes_page().await).await.unwrap();
            assert_eq!((page.left, page.tried), (Some(10), true));
            let second = add_codes(&mut browser).await;
            assert!(first.iter().all(|code| !second.contains(code)));
            let newer = only(test, &person, MethodKind::RecoveryCodes).await;
            assert_ne!(newer, id);
            assert_eq!(test.method_state(&id).await, MethodState::Removed);
            let old = first[0].clone();
            let answer = browser.go(async |visitor| visitor.try_method(newer.to_string(), old).await).await;
            assert!(says(&answer, "backups-code-wrong"), "{answer:?}");
            assert_eq!(test.count("SELECT COUNT(*) AS n FROM recovery_code").await, 10);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slip_in_a_recovery_code_is_named_before_anything_is_looked_up() {
    on_sqlite(|test| {
        Box::pin(async move {
            let (person, mut browser) = signed_in(test, "ada").await;
            let codes = add_codes(&mut browser).await;
            let id = only(test, &person, MethodKind::RecoveryCodes).await;
            let swapped = if codes[0].starts_with('2') { '3' } else { '2' };
            let slipped = format!("{swapped}{}", codes[0].get(1..).unwrap());
            for (typed, key) in [
                (slipped, "backups-code-mistyped"),
                (String::new(), "backups-code-empty"),
                ("2345".to_owned(), "backups-code-short"),
                ("U".to_owned(), "backups-code-symbol"),
            ] {
                let answer =
                    browser.go(async |visitor| visitor.try_method(id.to_string(), typed).await).await;
                assert!(says(&answer, key), "{answer:?}");
            }
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_is_added_with_the_code_that_was_sent_to_it() {
    each_engine(|test| {
        Box::pin(async move {
            let (person, mut browser) = signed_in(test, "ada").await;
            add_phone(test, &mut browser, "+4940555123").await;
            let id = only(test, &person, MethodKind::Phone).await;
            let numbers = store::backups::phones::of(&mut &test.scratch.db, &person).await.unwrap();
            assert_eq!(numbers, [(id.clone(), "+4940555123".to_owned())]);
            // The digits are nowhere once they were handed over.
            assert_eq!(test.count("SELECT COUNT(*) AS n FROM phone_code WHERE sealed IS NOT NULL").await, 0);
            let sent =
                browser.go(async |visitor| visitor.send_try(id.to_string(), "call".to_owned()).await).await;
            assert_eq!(sent, Ok(Sent::next(format!("/methods/{id}/try"))));
            test.core.tick().await;
            let spoken = texted(test, "+4940555123");
            let worked = browser.go(async |visitor| visitor.try_method(id.to_string(), spoken).await).await;
            assert_eq!(worked, Ok(Sent::next(format!("/methods/{id}/try?works=yes"))));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_is_none_a_wrong_code_and_too_many_tries_say_what_to_do() {
    on_sqlite(|test| {
        Box::pin(async move {
            let (person, mut browser) = signed_in(test, "ada").await;
            for (number, key) in [
                ("", "backups-number-empty"),
                ("0170 1234567", "backups-number-no-country"),
                ("+49 abc", "backups-number-not-a-digit"),
                ("+49 1", "backups-number-too-short"),
            ] {
                let answer = browser
                    .go(async |visitor| visitor.begin_phone(number.to_owned(), "text".to_owned()).await)
                    .await;
                assert!(says(&answer, key), "{number}: {answer:?}");
            }
            let number = "+4940555123";
            browser
                .go(async |visitor| visitor.begin_phone(number.to_owned(), "text".to_owned()).await)
                .await
                .unwrap();
            test.core.tick().await;
            let right = texted(test, number);
            let wrong = if right == "123456" { "123457" } else { "123456" };
            for _ in 0..5 {
                let answer = browser
                    .go(async |visitor| visitor.finish_phone(wrong.to_owned(), String::new()).await)
                    .await;
                assert!(says(&answer, "backups-phone-wrong"), "{answer:?}");
            }
            let answer = browser.go(async |visitor| visitor.finish_phone(right, String::new()).await).await;
            assert!(says(&answer, "backups-phone-too-many"), "{answer:?}");
            let methods = store::methods::of(&mut &test.scratch.db, &person).await.unwrap();
            assert!(methods.iter().all(|method| method.kind != MethodKind::Phone));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_texts_to_one_number_are_few_and_the_person_is_told() {
    on_sqlite(|test| {
        Box::pin(async move {
            let (_, mut browser) = signed_in(test, "ada").await;
            let mut refused = 0;
            for _ in 0..50 {
                let answer = browser
                    .go(async |visitor| {
                        visitor.begin_phone("+4940555123".to_owned(), "text".to_owned()).await
                    })
                    .await;
                test.core.tick().await;
                refused += usize::from(
                    says(&answer, "backups-phone-many-number") || says(&answer, "backups-phone-many-person"),
                );
            }
            let sent = test.app.phone.to("+4940555123").len();
            assert!(sent <= 5, "{sent}");
            assert_eq!(refused, 50 - sent);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gateway_that_is_down_is_tried_again_and_one_that_refuses_is_told() {
    each_engine(|test| {
        Box::pin(async move {
            let (_, mut browser) = signed_in(test, "ada").await;
            let number = "+4940555123".to_owned();
            test.app.phone.set(Some(Trouble::Later("busy".to_owned())));
            browser.go(async |visitor| visitor.begin_phone(number, "text".to_owned()).await).await.unwrap();
            test.core.tick().await;
            let page = browser.go(async |visitor| visitor.phone_page().await).await.unwrap();
            assert_eq!(page.sent.unwrap().trouble.unwrap().key, "backups-phone-slow");
            test.app.phone.set(None);
            test.advance(Span::seconds(20));
            test.core.tick().await;
            assert_eq!(test.app.phone.to("+4940555123").len(), 1);
            test.app.phone.set(Some(Trouble::Stuck("no such number".to_owned())));
            let other = "+4940555124".to_owned();
            browser.go(async |visitor| visitor.begin_phone(other, "text".to_owned()).await).await.unwrap();
            test.core.tick().await;
            let page = browser.go(async |visitor| visitor.phone_page().await).await.unwrap();
            assert_eq!(page.sent.unwrap().trouble.unwrap().key, "backups-phone-not-sent");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn text_and_call_are_nothing_for_a_privileged_person() {
    on_sqlite(|test| {
        Box::pin(async move {
            let person = test.app.newcomer("ada").role(Role::It).save().await;
            let method = test.app.passkey(&person).await;
            let mut browser = test.signed_in(&person.id, &method).await;
            let answer = browser
                .go(async |visitor| visitor.begin_phone("+4940555123".to_owned(), "text".to_owned()).await)
                .await;
            assert!(says(&answer, "methods-why-counts-for-nothing"), "{answer:?}");
            let kinds = browser.go(async |visitor| visitor.kinds().await).await.unwrap();
            let phone = kinds.iter().find(|card| card.kind == MethodKind::Phone).unwrap();
            assert!(phone.why_not.is_some());
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_proof_adds_nothing() {
    on_sqlite(|test| {
        Box::pin(async move {
            let (person, mut browser) = signed_in(test, "ada").await;
            test.advance(Span::minutes(6));
            let code = |answer: contract::Answer<Sent>| answer.map_err(|no| no.code);
            let again = Err(RefusalCode::ProveAgain);
            let answer = browser.go(async |visitor| visitor.begin_app().await).await;
            assert_eq!(code(answer), again);
            let answer = browser.go(async |visitor| visitor.make_codes().await).await;
            assert_eq!(code(answer), again);
            let to = "+4940555123".to_owned();
            let answer = browser.go(async |visitor| visitor.begin_phone(to, "text".to_owned()).await).await;
            assert_eq!(code(answer), again);
            let all = store::methods::of(&mut &test.scratch.db, &person).await.unwrap();
            assert_eq!(all.len(), 1);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_elses_method_can_be_tried() {
    on_sqlite(|test| {
        Box::pin(async move {
            let (person, mut ada) = signed_in(test, "ada").await;
            add_codes(&mut ada).await;
            let id = only(test, &person, MethodKind::RecoveryCodes).await;
            let (_, mut ben) = signed_in(test, "ben").await;
            let typed = "22222-22222-2222".to_owned();
            let answer = ben.go(async |visitor| visitor.try_method(id.to_string(), typed).await).await;
            assert_eq!(answer.map_err(|no| no.code), Err(RefusalCode::NotHere));
            test.raw("UPDATE method SET state = 'suspended' WHERE id = $1", args![&id]).await;
            let page = ada.go(async |visitor| visitor.try_page(id.to_string()).await).await;
            assert_eq!(page.map_err(|no| no.code).err(), Some(RefusalCode::NotHere));
        })
    })
    .await;
}
