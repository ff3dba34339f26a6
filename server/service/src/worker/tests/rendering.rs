//! Every notice in every language.

use domain::{ContactId, NoticeId, PassId, RequestId};
use store::notices::Notice;
use words::{Language, Words};

use super::*;
use crate::{notices::Template, worker::render::render};

fn notice(app: &TestCore, template: &str, language: &str, arguments: &str, request: bool) -> Notice {
    Notice {
        id: NoticeId::mint(app.rng.as_ref()),
        person: None,
        contact: ContactId::mint(app.rng.as_ref()),
        address: "anna@example.org".to_owned(),
        language: language.to_owned(),
        template: template.to_owned(),
        arguments: arguments.to_owned(),
        request: request.then(|| RequestId::mint(app.rng.as_ref())),
        pass: None,
        made: app.now(),
        tries: 0,
        sent: None,
        trouble: None,
    }
}

#[tokio::test]
async fn i04_every_template_has_its_words_and_only_some_a_stop_code() {
    on_sqlite(|app, _| Box::pin(async move {
        let full = r#"{"name":"Anna Berg","by":"Bo Chef","method":"My phone","removed":"Old phone","device":"Blue tablet",
            "paused":"Green key","back":"Red key","left":"ninety-nine","step":"Buy a yellow key","result":"You would be back"}"#;
        for language in Language::ALL {
            let words = Words::of(language);
            for template in Template::ALL {
                for part in ["subject", "body"] {
                    assert!(words.has(&format!("notice-{}-{part}", template.word())), "{}", template.word());
                }
                for arguments in [full, "{}"] {
                    let mut notice = notice(app, template.word(), language.code(), arguments, true);
                    let last_resort = *template == Template::LastResort;
                    if last_resort {
                        (notice.request, notice.pass) = (None, Some(PassId::mint(app.rng.as_ref())));
                    }
                    let out = render(&app.core, &notice).unwrap();
                    let what = format!("{} {}: {}\n{}", language.code(), template.word(), out.subject, out.body);
                    assert!(!what.contains("{$") && !what.contains("notice-"), "{what}");
                    assert!(out.subject.lines().count() == 1 && out.subject.chars().count() < 100, "{what}");
                    assert!(out.body.contains("+49 30 1234567") && out.body.contains("Example & Sons"), "{what}");
                    let code = code_in(&out.body);
                    assert_eq!(code.is_some(), template.stops(), "{what}");
                    assert_eq!(out.body.contains("https://portal.example.org/not-me"), template.stops(), "{what}");
                    let said = match language {
                        Language::En => "Someone asked to get back in as you. If it wasn’t you, stop it, and read no code to anybody.",
                        Language::De => "Jemand hat darum gebeten, als Sie wieder hereinzukommen. Wenn Sie das nicht waren, halten Sie es an, und lesen Sie niemandem einen Code vor.",
                    };
                    assert_eq!(out.body.contains(said), template.stops() && !last_resort, "{what}");
                    if let Some(code) = code {
                        let plain = code.replace('-', "");
                        let derived = match (&notice.request, &notice.pass) {
                            (Some(request), _) => app.core.stop_code(request, &notice.contact),
                            (None, pass) => app.core.last_resort_code(pass.as_ref().unwrap(), &notice.contact),
                        };
                        assert_eq!(plain, derived);
                    }
                    // Addresses in it lead to the portal's front page or to where a request can only be stopped.
                    for (at, _) in out.body.match_indices("http") {
                        let link = out.body.get(at..).unwrap();
                        let link = link.split(|c: char| c.is_whitespace() || c == ',').next().unwrap();
                        assert!(
                            ["https://portal.example.org", "https://portal.example.org/not-me"].contains(&link),
                            "{what}"
                        );
                    }
                    for arg in template.args() {
                        let value = serde_json::from_str::<serde_json::Value>(full).unwrap()[*arg].clone();
                        let value = value.as_str().unwrap().to_owned();
                        assert_eq!(what.contains(&value), arguments == full, "{arg}: {what}");
                    }
                }
            }
        }
    })).await;
}

#[tokio::test]
async fn a_stop_code_needs_a_request() {
    on_sqlite(|app, _| {
        Box::pin(async move {
            for language in Language::ALL {
                let notice = notice(app, "redeemed", language.code(), "{}", false);
                let out = render(&app.core, &notice).unwrap();
                assert_eq!(code_in(&out.body), None);
                assert!(!out.body.contains("not-me"), "{}", out.body);
            }
        })
    })
    .await;
}

#[tokio::test]
async fn names_as_people_have_them_and_as_they_have_not() {
    on_sqlite(|app, _| {
        Box::pin(async move {
            let render = |name: &str| {
                let arguments = serde_json::json!({ "name": name }).to_string();
                render(&app.core, &notice(app, "please-decide", "en", &arguments, true)).unwrap()
            };
            let out = render("<script>alert(1)</script>");
            assert_eq!(
                out.subject, "<script>alert(1)</script> cannot sign in and needs you",
                "plain text stays as it is"
            );
            let out = render(&"ä".repeat(300));
            assert!(out.subject.chars().count() < 200);
            let out = render("נועה כהן");
            assert!(out.subject.starts_with("נועה כהן"));
            let out = render("Eve\r\nBcc: all@example.org\u{202e}");
            assert_eq!(out.subject.lines().count(), 1);
            assert!(!out.subject.contains('\u{202e}'));
            let out = render("{ $code }");
            assert!(out.subject.starts_with("{ $code }"), "words are not read again as a template");
        })
    })
    .await;
}

#[tokio::test]
async fn a_template_of_a_newer_version_is_left_for_it() {
    on_sqlite(|app, _| {
        Box::pin(async move {
            assert!(render(&app.core, &notice(app, "no-such", "en", "{}", true)).is_none());
            assert!(
                render(&app.core, &notice(app, "asked", "fr", "not json", true)).is_some(),
                "the configured language"
            );
        })
    })
    .await;
}
