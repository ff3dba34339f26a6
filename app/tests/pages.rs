//! Pages as the server renders them, around a Portal with canned answers.
#![cfg(feature = "ssr")]

mod support;

use contract::RefusalCode;
use contract::recovery::Phase;
use http::StatusCode;
use support::{Canned, HOSTILE, Look, get, post};
use words::Language;

/// An address of a page with something in the place of its parameters.
fn address(path: &str) -> String {
    path.split('/').map(|part| if part.starts_with('{') { "x1" } else { part }).collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn every_page_is_whole_and_has_one_heading() {
    for page in app::pages() {
        for language in Language::ALL {
            let shown =
                get(Look { language, ..Look::signed_in("Mara Lindqvist") }, &address(page.path)).await;
            assert_eq!(shown.status, StatusCode::OK, "{}", page.path);
            assert_eq!(shown.html.matches("<h1>").count(), 1, "{}: {}", page.path, shown.html);
            let start = format!("<!DOCTYPE html><html lang=\"{}\" dir=\"ltr\">", language.code());
            assert!(shown.html.starts_with(&start), "{}", shown.html);
            shown
                .has("</main>")
                .has("</html>")
                .has("Northfield</title>")
                .has(r##"<a href="#main" class="skip">"##);
        }
    }
}

#[tokio::test]
async fn no_page_shows_a_key_instead_of_words() {
    for page in app::pages() {
        let shown = get(Look::signed_in("Mara Lindqvist"), &address(page.path)).await;
        let text: String =
            shown.html.split('>').filter_map(|part| part.split('<').next()).collect::<Vec<_>>().join("|");
        for word in text.split(|c: char| c.is_whitespace() || c == '|') {
            let key =
                word.matches('-').count() >= 2 && word.chars().all(|c| c.is_ascii_lowercase() || c == '-');
            assert!(!key, "{}: {word}", page.path);
        }
    }
}

#[tokio::test]
async fn hostile_text_is_inert_on_every_page() {
    let mut looks = Vec::new();
    for phase in [
        Phase::Waiting,
        Phase::WaitingLong,
        Phase::ClearedUntold,
        Phase::ClearedLater,
        Phase::Cleared,
        Phase::Over,
    ] {
        let mut look = Look::with_text(HOSTILE);
        look.portal.phase = phase;
        looks.push(("/recover/sent".to_owned(), look));
    }
    for own in [Some(true), Some(false)] {
        let mut look = Look::with_text(HOSTILE);
        look.portal.own = own;
        looks.push(("/recover/enrol".to_owned(), look));
    }
    for step in Canned::new(HOSTILE).steps() {
        let mut look = Look::with_text(HOSTILE);
        look.portal.step = step;
        looks.push(("/approvals/x1".to_owned(), look));
    }
    for page in app::pages() {
        looks.push((address(page.path), Look::with_text(HOSTILE)));
    }
    for (path, mut look) in looks {
        if path == "/" {
            // The signed-out page as well as the one of whoever is signed in.
            look.frame.person = None;
            inert(&path, &get(look, &path).await.html);
            look = Look::with_text(HOSTILE);
        }
        inert(&path, &get(look, &path).await.html);
    }
}

#[tokio::test]
async fn hostile_text_is_inert_when_a_form_is_shown_again() {
    let hostile = "%22%27%3E%3Cscript%3Ealert(1)%3C/script%3E%3Cimg%20src=x%20onerror=alert(2)%3E%3C/title%3E%3C/noscript%3E";
    let shown = post(Look::default(), "/recover", &format!("user_name={hostile}&what={hostile}")).await;
    inert("/recover", &shown.html);
    let shown =
        post(Look::default(), "/recover/other-way", &format!("user_name={hostile}&what=new-phone")).await;
    inert("/recover/other-way", &shown.html);
    let shown =
        post(Look::default(), "/pass", &format!("user_name={hostile}&first={hostile}&second={hostile}"))
            .await;
    inert("/pass", &shown.html);
    let shown = get(Look::default(), &format!("/?then={hostile}")).await;
    inert("/?then", &shown.html);
    let shown = get(Look::signed_in("Mara"), &format!("/prove?then={hostile}")).await;
    inert("/prove?then", &shown.html);
}

#[track_caller]
fn inert(path: &str, html: &str) {
    for live in ["<script>alert", "<img src=x", "</noscript></textarea>", "\"'>"] {
        assert!(!html.contains(live), "{path}: {live}\n{html}");
    }
}

#[tokio::test]
async fn scripts_carry_the_nonce_and_nothing_else_is_inline() {
    for page in app::pages() {
        let shown = get(Look::signed_in("Mara"), &address(page.path)).await;
        for script in shown.html.split("<script").skip(1) {
            assert!(
                script.split('>').next().unwrap().contains("nonce=\"the-nonce\""),
                "{}: {script}",
                page.path
            );
        }
        shown.lacks(" style=").lacks("<style").lacks(" onclick=").lacks("javascript:");
        assert_eq!(page.bundle, shown.html.contains("portal.wasm"), "{}", page.path);
        // Whoever has an island names the bundle, and nobody else does.
        assert!(page.bundle || !shown.html.contains("<leptos-island"), "{}", page.path);
    }
}

#[tokio::test]
async fn a_page_that_needs_scripts_says_so_without_them() {
    for (path, part) in [("/", "needs scripts"), ("/recover", "Asking to be let back in needs scripts")] {
        let shown = get(Look::default(), path).await;
        let without = shown.html.split("<noscript>").nth(1).unwrap().split("</noscript>").next().unwrap();
        let whom = without.contains("+49\u{a0}40\u{a0}555\u{a0}010");
        assert!(without.contains(part) && whom, "{path}: {without}");
    }
    let shown = post(Look::default(), "/", "user_name=mara").await;
    shown.has("needs scripts").has("value=\"mara\"");
}

#[tokio::test]
async fn what_was_typed_stays_and_secrets_do_not() {
    let shown = post(Look::default(), "/pass", "user_name=jonas&first=HSHHSH&second=QXETQXET").await;
    shown.has("value=\"jonas\"").lacks("HSHHSH").lacks("QXETQXET");
    shown.has("id=\"first-error\"").has("aria-invalid=\"true\"").has("href=\"#second\"").has("it needs 13");
}

#[tokio::test]
async fn asking_writes_nothing_before_none_of_these() {
    // The canned Portal refuses to be asked without values, and answers an ask with another page.
    let first = post(Look::default(), "/recover/other-way", "user_name=jonas&what=new-phone").await;
    first
        .has("Do you have any of these?")
        .has("value=\"jonas\"")
        .has("value=\"new-phone\"")
        .lacks("error-summary");
    let asked = post(Look::default(), "/recover/other-way", "user_name=jonas&what=new-phone&none=yes").await;
    assert_eq!(asked.location.as_deref(), Some("/recover/sent"));
    let empty = post(Look::default(), "/recover/other-way", "user_name=+&what=").await;
    empty.has("Let’s get you back in").has("href=\"#user_name\"").has("href=\"#what\"");
}

#[tokio::test]
async fn the_waiting_page_is_the_same_but_for_the_name_given() {
    let one = get(Look { portal: Canned::new("jonas"), ..Look::default() }, "/recover/sent").await.html;
    let other = get(Look { portal: Canned::new("nobody"), ..Look::default() }, "/recover/sent").await.html;
    assert_eq!(one.replace("jonas", "nobody"), other);
    assert!(one.contains("If that account exists"));
}

#[tokio::test]
async fn that_somebody_was_asked_is_said_only_once_the_key_was_taken() {
    for phase in [Phase::Waiting, Phase::WaitingLong] {
        let at = async |key_given| {
            let mut look = Look::default();
            (look.portal.phase, look.portal.key_given) = (phase, key_given);
            get(look, "/recover/sent").await
        };
        let before = at(false).await;
        before.has("<h1>One moment: your code is being made</h1>").has("Nobody has been asked yet");
        before.lacks("Others have been asked");
        // What the island is to say afterwards goes with it.
        before.has("If that account exists");
        at(true).await.has("<h1>If that account exists").lacks("Nobody has been asked");
    }
}

#[tokio::test]
async fn only_the_kinds_of_code_that_there_are_here_are_offered() {
    use domain::method::MethodKind;
    let at = async |kinds: &[MethodKind]| {
        let mut look = Look::default();
        look.portal.code_kinds = kinds.to_vec();
        let asked = post(look.clone(), "/recover/other-way", "user_name=jonas&what=new-phone").await;
        (asked, get(look.clone(), "/recover/sent").await, get(look, "/recover/sent/code").await)
    };
    let (way, sent, code) = at(&MethodKind::ALL[2..]).await;
    way.has("kind-phone").has("kind-recovery-codes").has("you can give it on the next page");
    sent.has("/recover/sent/code");
    code.has("Give a saved recovery code");
    let (way, ..) = at(&[MethodKind::RecoveryCodes, MethodKind::AuthenticatorApp]).await;
    way.lacks("kind-phone").has("kind-authenticator-app");
    let (way, sent, code) = at(&[MethodKind::AuthenticatorApp, MethodKind::Phone]).await;
    way.has("kind-phone").lacks("kind-recovery-codes").lacks("on the next page");
    sent.lacks("/recover/sent/code");
    assert_eq!(code.status, StatusCode::NOT_FOUND);
    // One kind alone lets nobody in, so there is nothing to choose.
    let (way, ..) = at(&[MethodKind::AuthenticatorApp]).await;
    way.lacks("I have codes").has("None of these");
}

#[tokio::test]
async fn a_drill_says_so_and_so_does_the_real_thing() {
    let mut look = Look::default();
    look.portal.drill = true;
    get(look, "/recover/sent").await.has("This is a drill.");
    get(Look::default(), "/recover/sent").await.has("This is not a drill.");
}

#[tokio::test]
async fn a_refusal_sets_its_status_and_says_what_to_do() {
    for code in [
        RefusalCode::NotHere,
        RefusalCode::NotAllowed,
        RefusalCode::Over,
        RefusalCode::TooMany,
        RefusalCode::Unreadable,
        RefusalCode::WentWrong,
    ] {
        let mut look = Look::default();
        look.portal.refuse = Some(code);
        let shown = get(look, "/recover/sent").await;
        assert_eq!(shown.status.as_u16(), code.status());
        // A number on a page does not break across lines.
        shown.has("id-4711").has("+49\u{a0}40\u{a0}555\u{a0}010").lacks(code.words_key());
    }
}

#[tokio::test]
async fn whoever_has_to_sign_in_or_prove_first_comes_back_afterwards() {
    for (code, to) in [(RefusalCode::SignInFirst, "/?then="), (RefusalCode::ProveAgain, "/prove?then=")] {
        let mut look = Look::default();
        look.portal.refuse = Some(code);
        let shown = get(look, "/recover/done?a=b%26c").await;
        assert_eq!(shown.status, StatusCode::SEE_OTHER);
        assert_eq!(shown.location.unwrap(), format!("{to}/recover/done%3Fa%3Db%2526c"));
    }
}

#[tokio::test]
async fn an_unknown_address_is_not_here() {
    for path in ["/nothing", "/recover/", "/recover/sent/more", "//"] {
        let shown = get(Look::default(), path).await;
        assert_eq!(shown.status, StatusCode::NOT_FOUND, "{path}");
        shown.has("There is nothing here");
    }
}

#[tokio::test]
async fn each_page_is_found_at_its_address_and_no_two_share_one() {
    let mut seen = std::collections::BTreeSet::new();
    for page in app::pages() {
        assert!(seen.insert(page.path), "{} is there twice", page.path);
        let (found, _) = app::page::page_at(&address(page.path)).unwrap();
        assert_eq!(found.path, page.path);
    }
}

#[tokio::test]
async fn a_pass_that_works_later_says_from_when_once_that_is_known() {
    let at = async |phase| {
        let mut look = Look::default();
        look.portal.phase = phase;
        get(look, "/recover/sent").await
    };
    let untold = at(Phase::ClearedUntold).await;
    untold.has("one hour after security was told").lacks("will work from").lacks("Use my pass");
    // An hour after noon, as the frame's time zone has it.
    let later = at(Phase::ClearedLater).await;
    later.has("Your pass will work from 14:00.").lacks("Use my pass");
}

#[tokio::test]
async fn the_question_whose_it_is_names_what_it_is() {
    use domain::machine::Machine;
    for (machine, language, question, name) in [
        (Machine::Windows, Language::En, "Is this computer yours?", "Windows computer"),
        (Machine::Iphone, Language::En, "Is this phone yours?", "iPhone"),
        (Machine::Ipad, Language::En, "Is this tablet yours?", "iPad"),
        (Machine::Unknown, Language::En, "Is this computer yours?", "This device"),
        (Machine::AndroidPhone, Language::De, "Ist dies Ihr Telefon?", "Android-Telefon"),
        (Machine::AndroidTablet, Language::De, "Ist dies Ihr Tablet?", "Android-Tablet"),
        (Machine::Mac, Language::De, "Ist dies Ihr Computer?", "Mac"),
    ] {
        let mut look = Look { language, ..Look::default() };
        look.portal.machine = machine;
        get(look, "/recover/enrol").await.has(question);
        let mut look = Look { language, ..Look::default() };
        (look.portal.machine, look.portal.own) = (machine, Some(true));
        get(look, "/recover/enrol").await.has(&format!("value=\"{name}\""));
    }
}
