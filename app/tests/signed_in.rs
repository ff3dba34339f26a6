//! The pages of people who are signed in: their own ways in, deciding for others, the desk.
#![cfg(feature = "ssr")]

mod support;

use std::sync::Arc;

use contract::approvals::{Decide, Means, Outcome, Step};
use contract::methods::{DeviceCard, MethodCard, MethodPage};
use contract::{RefusalCode, Words};
use domain::Time;
use domain::device::{DeviceState, Ownership, Platform};
use domain::method::{MethodKind, MethodState};
use support::{Canned, HOSTILE, Look, NOON, Shown, get, post};
use words::Language;

fn look() -> Look {
    Look::signed_in("Mara Lindqvist")
}

fn bare() -> Look {
    let mut look = look();
    look.portal.bare = true;
    look
}

fn at_step(step: Step) -> Look {
    let mut look = look();
    look.portal.step = step;
    look
}

/// Sends a form and says what the Portal was asked to do, and where it goes on.
#[expect(clippy::unwrap_used, reason = "a test may fail where it stands")]
async fn sent(path: &str, body: &str) -> (Vec<String>, Option<String>) {
    let look = look();
    let got = Arc::clone(&look.portal.got);
    let shown = post(look, path, body).await;
    let got = got.lock().unwrap().clone();
    (got, shown.location)
}

fn method(kind: MethodKind) -> MethodPage {
    MethodPage {
        card: MethodCard {
            model: None,
            id: "m1".to_owned(),
            kind,
            state: MethodState::Active,
            name: "Blue phone".to_owned(),
            lives_on: Vec::new(),
            synced: false,
            added: Time(NOON),
            last_worked: None,
            can_remove: false,
        },
        why_not: Some(Words::of("methods-why-last")),
        devices: vec![DeviceCard {
            id: "d1".to_owned(),
            name: "Work laptop".to_owned(),
            platform: Platform::Windows,
            ownership: Ownership::CompanyManagedAccount,
            state: DeviceState::InUse,
            if_lost: contract::methods::Standing::ByYourself,
        }],
        needs_proof: false,
    }
}

fn with_method(page: MethodPage) -> Look {
    let mut look = look();
    look.portal.method = Some(page);
    look
}

#[track_caller]
fn inert(shown: &Shown) {
    shown.lacks("<script>alert").lacks("<img src=x").lacks("\"'>").lacks("</noscript></textarea>");
}

/// A key that nobody wrote shows itself; none of the areas of these pages does.
#[track_caller]
fn no_keys(shown: &Shown, path: &str) {
    let areas = [
        "home-",
        "methods-",
        "sessions-",
        "approvals-",
        "review-",
        "half-",
        "desk-",
        "raise-",
        "request-",
        "what-",
        "ready-",
        "readiness-",
        "team-",
        "platform-",
    ];
    let text = shown.html.split('>').filter_map(|part| part.split('<').next());
    for word in text.flat_map(str::split_whitespace) {
        assert!(!areas.iter().any(|area| word.starts_with(area)), "{path}: {word}");
    }
}

#[tokio::test]
async fn every_screen_of_these_pages_is_whole_inert_and_has_one_heading_in_both_languages() {
    let mut steps = Canned::new(HOSTILE).steps();
    steps.extend(
        [
            Outcome::Approved,
            Outcome::HalfApproved,
            Outcome::Denied,
            Outcome::Reported,
            Outcome::WrongCodes,
            Outcome::Ended,
            Outcome::HalfToRead,
        ]
        .map(Step::Done),
    );
    let paths = [
        "/",
        "/methods/add",
        "/methods/m1",
        "/methods/m1?step=place",
        "/methods/m1?step=new",
        "/methods/m1?step=rename",
        "/methods/m1?step=remove",
        "/sessions",
        "/what-if",
        "/what-if?device=other",
        "/what-if?sign-in=down",
        "/team",
        "/desk/readiness",
        "/desk/readiness?show=all&reminded=3",
        "/approvals",
        "/approvals/v1?do=not-right",
        "/approvals/v1?asked=yes",
        "/approvals/v1/half",
        "/desk",
        "/desk?show=all&search=jo&after=k7",
        "/desk/raise",
        "/desk/requests/r1",
        "/desk/requests/r1?do=withdraw",
        "/desk/requests/r1?do=lift-freeze",
        "/desk/requests/r1?do=end-frozen",
        "/desk/requests/r1?do=found-again",
    ];
    for language in Language::ALL {
        let mut all = Vec::new();
        for path in paths {
            all.push(get(Look { language, ..Look::with_text(HOSTILE) }, path).await);
            let mut look = Look { language, ..Look::with_text(HOSTILE) };
            look.portal.bare = true;
            all.push(get(look, path).await);
        }
        for step in &steps {
            let mut look = Look { language, ..Look::with_text(HOSTILE) };
            look.portal.step = step.clone();
            all.push(get(look, "/approvals/v1").await);
        }
        all.push(post(Look { language, ..Look::with_text(HOSTILE) }, "/approvals/v1/half", "show=yes").await);
        for path in paths {
            no_keys(&get(Look { language, ..look() }, path).await, path);
        }
        for step in Canned::default()
            .steps()
            .into_iter()
            .chain(steps.iter().filter(|step| matches!(step, Step::Done(_))).cloned())
        {
            no_keys(&get(Look { language, ..at_step(step) }, "/approvals/v1").await, "/approvals/v1");
        }
        for shown in &all {
            inert(shown);
            assert_eq!(shown.html.matches("<h1>").count(), 1, "{}", shown.html);
            shown.has("</main>").lacks(" style=");
        }
    }
}

#[tokio::test]
async fn home_says_where_one_stands_and_the_next_step_first() {
    let shown = get(look(), "/").await;
    shown.has("You would get back in with your manager’s help").has("What if I lose");
    shown.has(r#"<form method="post" action="/">"#).has("This wasn’t me").has(r#"href="/sessions""#);
    let german = get(Look { language: Language::De, ..look() }, "/").await;
    german.has("Sie kämen mit Hilfe Ihrer Führungskraft wieder herein").has("Das war ich nicht");
    get(bare(), "/")
        .await
        .has("What you add appears here")
        .has("the device appears here")
        .lacks("This wasn’t me");
}

#[tokio::test]
async fn this_was_not_me_stops_that_request() {
    let (got, to) = sent("/", "request=r7").await;
    assert_eq!(got, [r#"stop_own "r7""#]);
    assert_eq!(to.as_deref(), Some("/not-me/done"));
}

#[tokio::test]
async fn a_new_method_is_asked_where_it_lives() {
    let shown = get(with_method(method(MethodKind::Passkey)), "/methods/m1").await;
    shown
        .has("Where does this one live?")
        .has(r#"value="device:d1""#)
        .has(r#"value="new""#)
        .lacks(r#"value="itself""#);
    let key = get(with_method(method(MethodKind::SecurityKey)), "/methods/m1").await;
    key.has(r#"value="itself""#).has("checked");
    // What lives nowhere is not asked about.
    let codes = get(with_method(method(MethodKind::RecoveryCodes)), "/methods/m1").await;
    codes.lacks("Where does this one live?").has("Recovery codes");
}

#[tokio::test]
async fn where_a_method_lives_is_asked_only_after_a_fresh_proof() {
    let mut page = method(MethodKind::Passkey);
    page.needs_proof = true;
    for step in ["place", "new"] {
        let shown = get(with_method(page.clone()), &format!("/methods/m1?step={step}")).await;
        assert_eq!(shown.status.as_u16(), 303);
        let to = format!("/prove?then=/methods/m1%3Fstep%3D{step}");
        assert_eq!(shown.location.as_deref(), Some(to.as_str()));
    }
    let shown = get(with_method(page.clone()), "/methods/m1").await;
    shown.lacks("Where does this one live?").has(r#"href="/methods/m1?step=place""#);
    // A paused one stays as it was judged.
    page.needs_proof = false;
    page.card.state = MethodState::Suspended;
    let paused = get(with_method(page), "/methods/m1?step=place").await;
    paused.lacks("Where does this one live?").lacks(r#"href="/methods/m1?step=place""#);
}

#[tokio::test]
async fn a_last_resort_is_on_every_page_of_everybody_privileged_and_is_stopped_on_its_own() {
    let mut seen = look();
    seen.frame.last_resorts = vec![seen.portal.last_resort()];
    let home = get(seen.clone(), "/").await;
    home.has("issued a last-resort pass for").has(r#"href="/last-resort""#);
    let own = get(seen, "/last-resort").await;
    own.lacks("issued a last-resort pass for").has("It does not work yet").has("It was used.");
    assert_eq!(own.html.matches("Stop this pass").count(), 3, "what works, will work or may come to work");
    assert_eq!(sent("/last-resort", "stop=p1").await.0, [r#"stop_last_resort "p1""#]);
    get(look(), "/").await.lacks("last-resort");
    get(bare(), "/last-resort").await.has("Nothing is left to stop.").lacks("Stop this pass");
}

#[tokio::test]
async fn another_device_gets_its_name_on_a_screen_of_its_own() {
    let (got, to) = sent("/methods/m1", "step=place&place=new").await;
    assert!(got.is_empty());
    assert_eq!(to.as_deref(), Some("/methods/m1?step=new"));
    let shown = get(with_method(method(MethodKind::Passkey)), "/methods/m1?step=new").await;
    for ownership in Ownership::ALL {
        shown.has(&format!("value=\"{}\"", ownership.word()));
    }
    shown.has("Managed Apple Account").has("<select");
    let (got, _) =
        sent("/methods/m1?step=new", "step=new&place=new&device_name=Blue&platform=ios&ownership=own").await;
    assert!(got[0].starts_with("place") && got[0].contains("Blue") && got[0].contains("m1"), "{got:?}");
}

#[tokio::test]
async fn what_cannot_be_removed_says_why_and_offers_no_way_to_it() {
    let shown = get(with_method(method(MethodKind::Passkey)), "/methods/m1?step=show").await;
    shown.has("It is your last way in").has(r#"aria-disabled="true""#).lacks("step=remove");
    let forced = get(with_method(method(MethodKind::Passkey)), "/methods/m1?step=remove").await;
    forced.lacks("btn-danger");
}

#[tokio::test]
async fn removing_asks_for_a_proof_and_then_once_more() {
    let mut page = method(MethodKind::Passkey);
    page.card.can_remove = true;
    page.why_not = None;
    let fresh = get(with_method(page.clone()), "/methods/m1?step=show").await;
    fresh.has(r#"href="/methods/m1?step=remove""#).lacks("/prove");
    page.needs_proof = true;
    let stale = get(with_method(page.clone()), "/methods/m1?step=show").await;
    stale.has(r#"href="/prove?then=/methods/m1%3Fstep%3Dremove""#);
    get(with_method(page), "/methods/m1?step=remove").await.has("Remove “Blue phone”?").has("btn-danger");
    assert_eq!(sent("/methods/m1", "step=remove").await.0, [r#"remove "m1""#]);
    assert_eq!(sent("/methods/m1", "step=rename&name=Red").await.0, [r#"rename "m1" "Red""#]);
}

#[tokio::test]
async fn one_session_or_all_are_ended() {
    assert_eq!(sent("/sessions", "end=s1").await.0, [r#"end_session "s1""#]);
    assert_eq!(sent("/sessions", "all=yes").await.0, ["end_all_sessions"]);
    get(look(), "/sessions").await.has("Sign out everywhere");
}

#[tokio::test]
async fn the_cards_say_how_many_wait_and_each_begins_its_review() {
    let shown = get(look(), "/approvals").await;
    shown
        .has("1 person needs you")
        .has("12 minutes ago")
        .has("2 requests in this name")
        .has("This is not a drill.");
    assert_eq!(sent("/approvals", "person=p1").await.0, [r#"begin_review "p1""#]);
    get(bare(), "/approvals").await.has("Nobody needs you now").has("they appear here").lacks("drill.");
    let mut drill = look();
    drill.portal.drill = true;
    get(drill, "/approvals").await.has("This is a drill.");
}

#[tokio::test]
async fn each_step_of_a_review_offers_the_way_out() {
    for step in Canned::default().steps() {
        let shown = get(at_step(step), "/approvals/v1").await;
        shown
            .has("Is it really Jonas Weber?")
            .has("Step 1 of 6")
            .has("This is not right")
            .has("?do=not-right");
        shown.has("This is not a drill.");
    }
    get(look(), "/approvals/v1?do=not-right").await.has(r#"value="not-right""#).has("btn-danger");
    let (got, _) = sent("/approvals/v1", "step=not-right&note=odd").await;
    assert!(got[0].contains("not-right") && got[0].contains("odd"), "{got:?}");
}

#[tokio::test]
async fn only_means_that_count_can_be_chosen_and_whole_numbers_can_be_tapped() {
    let means = |number: &str, counts| Means {
        value: format!("call:{counts}"),
        kind: "call".to_owned(),
        number: Some(number.to_owned()),
        label: "desk".to_owned(),
        counts,
    };
    let step = Step::Reach { means: vec![means("+49 40 555 817", true), means("+49 170 12", false)] };
    let shown = get(at_step(step), "/approvals/v1").await;
    shown.has(r#"href="tel:+4940555817""#).has(r#"href="tel:+4917012""#).has("they do not count");
    shown.has(r#"value="call:true""#).lacks(r#"value="call:false""#).has(r#"name="means_done""#);
    let nothing = get(at_step(Step::Reach { means: vec![means("1", false)] }), "/approvals/v1").await;
    nothing.has("Nothing that counts is on record").lacks("means_done");
}

#[tokio::test]
async fn what_they_say_is_asked_after_whether_they_asked() {
    let first = get(look(), "/approvals/v1").await;
    first.has(r#"name="asked_now""#).lacks(r#"name="what""#);
    let (got, to) = sent("/approvals/v1", "step=says&asked_now=yes").await;
    assert!(got.is_empty());
    assert_eq!(to.as_deref(), Some("/approvals/v1?asked=yes"));
    let second = get(look(), "/approvals/v1?asked=yes").await;
    second.has(r#"name="what""#).has(r#"name="on_what""#).has(r#"name="place""#).has(r#"value="unsure""#);
    let mut spoken = look();
    spoken.portal.spoken = true;
    get(spoken, "/approvals/v1?asked=yes").await.lacks(r#"name="on_what""#).has("They have no browser");
    // "No" goes to the Portal at once, and so does all of it together.
    assert_eq!(sent("/approvals/v1", "step=says&asked_now=no").await.0.len(), 1);
    let all = sent("/approvals/v1", "step=says&asked_now=yes&what=new-phone&on_what=ios&place=home").await.0;
    assert!(all[0].contains("new-phone") && all[0].contains("home"), "{all:?}");
}

#[tokio::test]
async fn what_differs_says_so_in_words() {
    let step =
        Canned::default().steps().into_iter().find(|step| matches!(step, Step::Compare { .. })).unwrap();
    let shown = get(at_step(step), "/approvals/v1").await;
    shown
        .has(r#"<tr role="row" class="differs">"#)
        .has("Not the same")
        .has("Somebody else will be asked as well");
    shown.has("Go on all the same").has("Warning");
}

#[tokio::test]
async fn approving_is_offered_only_where_a_rule_is_met() {
    let decide = |missing: Option<Words>| {
        Step::Decide(Box::new(Decide {
            recorded: Vec::new(),
            warnings: Vec::new(),
            evidence: missing.is_none().then(|| Words::of("approval-rule-house-call-back")),
            missing,
            effects: vec![("Blue phone".to_owned(), MethodKind::Passkey)],
            needs_second: false,
            is_second: false,
            fingerprint: "ab12".to_owned(),
            delay_hours: 0,
        }))
    };
    let may = get(at_step(decide(None)), "/approvals/v1").await;
    may.has("Approve with my passkey")
        .has("not NIST’s")
        .has("“Blue phone” is paused")
        .has("/api/approvals/v1/begin");
    may.has(r#"name="step" value="deny""#);
    let may_not = get(at_step(decide(Some(Words::of("approval-missing-any-check")))), "/approvals/v1").await;
    may_not
        .has("Reach them first.")
        .has(r#"aria-disabled="true""#)
        .lacks("/api/approvals/v1/begin")
        .lacks("is paused");
    may_not.has(r#"name="step" value="deny""#);
}

#[tokio::test]
async fn a_half_is_shown_on_the_answer_to_its_form_and_never_by_looking() {
    let mut first = look();
    first.portal.text = "7K2M 9QXT 4HBW *".to_owned();
    let looked = get(Look { portal: first.portal.clone(), ..look() }, "/approvals/v1/half?show=yes").await;
    looked.lacks("pass-group").has("Show my half");
    let shown = post(first, "/approvals/v1/half", "show=yes").await;
    shown.has(r#"<p dir="ltr" class="pass-group"><span>7K2M</span><span>9QXT</span><span>4HBW</span><span>*</span>"#);
    shown.has("not shown again").lacks("Show my half");
}

#[tokio::test]
async fn the_queue_keeps_its_filter_in_the_address() {
    let shown = get(look(), "/desk?show=all&search=jo&after=k7").await;
    shown
        .has(r#"href="/desk?show=frozen&amp;search=jo""#)
        .has(r#"href="/desk?show=all&amp;search=jo&amp;after=Jonas%20Weber""#);
    shown
        .has(r#"name="show" value="all""#)
        .has("Back to the first")
        .has("Something is stuck")
        .has("do not arrive");
    shown.has("You can act").has(r#"data-label="Next to act""#).has("page-main wide");
    get(bare(), "/desk").await.has("When someone asks to get back in, they appear here").lacks("pager");
    get(bare(), "/desk?search=jo").await.has("Nobody by that name");
    let mut auditor = look();
    auditor.frame.person.as_mut().unwrap().desk = false;
    get(auditor, "/desk").await.lacks("/desk/raise");
}

#[tokio::test]
async fn each_action_of_the_desk_has_its_screen_and_sends_its_word() {
    let whole = get(look(), "/desk/requests/r1").await;
    whole
        .has(r#"action="/approvals""#)
        .has("timeline-what")
        .has("?do=lift-freeze")
        .has("What you cannot do now");
    for (action, checked) in
        [("withdraw", false), ("lift-freeze", true), ("end-frozen", false), ("found-again", true)]
    {
        let shown = get(look(), &format!("/desk/requests/r1?do={action}")).await;
        shown.has(&format!("name=\"action\" value=\"{action}\""));
        assert_eq!(shown.html.contains(r#"name="check""#), checked, "{action}");
    }
    let (got, _) = sent("/desk/requests/r1?do=lift-freeze", "action=lift-freeze&check=in-person&note=").await;
    assert!(got[0].starts_with(r#"desk_act "r1""#) && got[0].contains("in-person"), "{got:?}");
    let (got, _) = sent("/desk/raise", "user_name=jonas&what=broken-or-wiped").await;
    assert!(got[0].contains("jonas") && got[0].contains("broken-or-wiped"), "{got:?}");
}

#[tokio::test]
async fn whoever_may_not_is_told_by_the_portal_alone() {
    for path in [
        "/",
        "/methods/m1",
        "/sessions",
        "/approvals",
        "/approvals/v1",
        "/approvals/v1/half",
        "/desk",
        "/desk/requests/r1",
    ] {
        let mut look = look();
        look.portal.refuse = Some(RefusalCode::NotHere);
        let shown = get(look, path).await;
        assert_eq!(shown.status.as_u16(), 404, "{path}");
        shown.lacks("Jonas Weber");
    }
}

#[tokio::test]
async fn a_number_for_texts_is_asked_about_and_only_phones_are_named() {
    let mut page = method(MethodKind::Phone);
    // A laptop is no phone, so the first thing is to name one.
    let first = get(with_method(page.clone()), "/methods/m1").await;
    first.has("Tell us about this device").lacks("Work laptop").has(r#"value="ios""#).has(r#"value="other""#);
    first.lacks(r#"value="ipados""#).lacks(r#"value="windows""#);
    page.devices.push(DeviceCard {
        id: "d2".to_owned(),
        name: "Green phone".to_owned(),
        platform: Platform::Android,
        ..page.devices[0].clone()
    });
    let asked = get(with_method(page.clone()), "/methods/m1").await;
    asked.has("Where does this one live?").has("Green phone").lacks("Work laptop");
    // The only phone there is stands there already (R4).
    let mut inputs = asked.html.split('<').filter(|tag| tag.starts_with("input"));
    assert!(inputs.any(|input| input.contains("device:d2") && input.contains("checked")), "{}", asked.html);
    page.card.lives_on = vec!["Green phone".to_owned()];
    get(with_method(page), "/methods/m1").await.has("Change where it lives").has("Green phone");
}

#[tokio::test]
async fn what_a_key_calls_itself_stands_with_it() {
    let mut page = method(MethodKind::SecurityKey);
    get(with_method(page.clone()), "/methods/m1?step=show").await.lacks("Calls itself");
    page.card.model = Some("YubiKey 5 Series".to_owned());
    get(with_method(page), "/methods/m1?step=show").await.has("Calls itself").has("YubiKey 5 Series");
}

#[tokio::test]
async fn a_form_of_a_method_that_says_nothing_is_told_what_to_do() {
    for body in ["", "step=", "step=nonsense&name=x"] {
        let mut page = method(MethodKind::Passkey);
        page.card.lives_on = vec!["Blue phone".to_owned()];
        let shown = post(with_method(page), "/methods/m1", body).await;
        shown.has("error-summary").has("Nothing was changed.").lacks("methods-step-unknown");
    }
}

#[tokio::test]
async fn every_screen_of_a_drill_says_that_it_is_one() {
    for at in ["begin", "prove", "asked", "over"] {
        let mut one = look();
        one.portal.drill_at = at;
        get(one, "/drill").await.has("This is a drill.").lacks("This is not a drill.");
    }
    let mut over = look();
    over.portal.drill_at = "over";
    get(over.clone(), "/drill").await.has("You would have been let back in.").has("7 minutes");
    get(over, "/drill?anew=yes").await.has("What do you pretend is gone?").has("your manager, Jonas Weber");
    for step in [Step::Says, Step::Code { wrong: 1 }, Step::Done(Outcome::Approved)] {
        let mut one = look();
        one.portal.step = step;
        get(one, "/drills/x1")
            .await
            .has("This is a drill.")
            .lacks("This is not a drill.")
            .lacks("/approvals/v1");
    }
    let mut code = look();
    code.portal.step = Step::Code { wrong: 1 };
    get(code.clone(), "/drills/x1").await.has("Three end this drill.").has("action=\"/drills/x1\"");
    get(code, "/drills/x1?do=not-right").await.has("End this drill?").has("action=\"/drills/x1\"");
    let mut done = look();
    done.portal.step = Step::Done(Outcome::Approved);
    get(done, "/drills/x1").await.has("Done. This was a drill. Nothing was changed.");
}

#[tokio::test]
async fn the_forms_of_a_drill_go_to_it() {
    let one = look();
    let got = Arc::clone(&one.portal.got);
    assert_eq!(post(one.clone(), "/drill", "device=d1").await.location.as_deref(), Some("/drill"));
    assert_eq!(post(one.clone(), "/drill", "act=ask").await.location.as_deref(), Some("/drill"));
    assert_eq!(post(one.clone(), "/drill", "act=stop").await.location.as_deref(), Some("/drill"));
    let mut wrong = one.clone();
    wrong.portal.drill_at = "prove";
    let body = "act=codes&app_code=123456&recovery_code=x";
    post(wrong, "/drill", body)
        .await
        .has("At least one of these codes")
        .has("This is a drill.")
        .lacks("123456");
    let asked = post(one.clone(), "/drills/x1", "step=says&asked_now=yes").await;
    assert_eq!(asked.location.as_deref(), Some("/drills/x1?asked=yes"));
    post(one, "/drills/x1", "step=compare").await;
    assert_eq!(
        *got.lock().unwrap(),
        [
            "begin_drill \"d1\"",
            "ask_in_drill",
            "stop_drill",
            "prove_in_drill \"123456\" \"x\"",
            "answer_drill \"x1\" \"compare\"",
        ]
    );
}

#[tokio::test]
async fn practising_is_offered_and_a_card_of_a_drill_leads_to_it() {
    get(look(), "/").await.has("Last practised").has("/drill?anew=yes").lacks("It is time to try it");
    get(bare(), "/what-if").await.has("You have not practised yet.").has("It is time to try it");
    let mut card = look();
    card.portal.drill = true;
    get(card, "/approvals").await.has("href=\"/drills/").lacks("Check and decide");
    get(look(), "/team").await.has("Practised getting back in:").has("due again");
    get(look(), "/desk/readiness").await.has("Never practised").has("Should practise now");
}
