//! I08: known, unknown, disabled and unready accounts get the same answer. What their work costs is compared in `tests/work.rs`.

use contract::frame::Least;
use domain::Span;
use domain::person::ContactKind;
use futures::future::BoxFuture;
use server::routes::{Verb, table};
use testkit::{AskingKey, Browser, Reply, TestApp, each_engine};

/// The user names of one length: with passkey, without, disabled, break-glass, unknown, another unknown one.
const NAMES: [&str; 6] = ["anna", "bert", "cleo", "dora", "erik", "fred"];

async fn people(app: &TestApp) {
    let manager = app.person("mara").save().await;
    app.passkey(&manager).await;
    let anna = app.person("anna").manager(&manager).contact(ContactKind::Landline, "+49 30 1").save().await;
    app.passkey(&anna).await;
    app.person("bert").manager(&manager).save().await;
    app.person("cleo").manager(&manager).disabled().save().await;
    app.person("dora").emergency().save().await;
}

/// What an outsider can tell two answers apart by: everything but what is random in each, and the name itself.
fn seen(reply: &Reply, name: &str) -> String {
    let mut headers: Vec<String> = reply
        .headers
        .iter()
        .map(|(key, value)| {
            let value = value.to_str().unwrap();
            match key.as_str() {
                "x-request-id" => format!("{key}: {}", value.len()),
                "content-security-policy" => format!("{key}: {}", value.len()),
                "set-cookie" => {
                    let (cookie, rest) = value.split_once('=').unwrap();
                    let (value, attributes) = rest.split_once(';').unwrap();
                    format!("{key}: {cookie} {} {attributes}", value.len())
                }
                _ => format!("{key}: {value}"),
            }
        })
        .collect();
    headers.sort();
    format!("{} {headers:?} {}", reply.status, without_random(&reply.text(), name))
}

/// Random texts become their lengths: nonces, ids, challenges.
fn without_random(text: &str, name: &str) -> String {
    let mut out = String::new();
    let mut word = String::new();
    for c in text.replace(name, "NAME").chars().chain([' ']) {
        if c.is_ascii_alphanumeric() || c == '_' || c == '-' {
            word.push(c);
            continue;
        }
        let any = |is: fn(&char) -> bool| word.chars().any(|c| is(&c));
        let mixed =
            any(char::is_ascii_digit) || (any(char::is_ascii_uppercase) && any(char::is_ascii_lowercase));
        let random = word.len() >= 16 && mixed;
        if random {
            out.push_str(&format!("<{}>", word.len()));
        } else {
            out.push_str(&word);
        }
        word.clear();
        out.push(c);
    }
    out
}

async fn all_alike(
    app: &TestApp,
    what: &str,
    send: impl Fn(Browser, &'static str) -> BoxFuture<'static, Reply> + Sync,
) {
    let mut first: Option<(String, &str)> = None;
    for name in NAMES {
        let reply = send(app.browser(), name).await;
        assert_ne!(reply.status, 500, "{what} of {name}");
        let seen = seen(&reply, name);
        match &first {
            None => first = Some((seen, name)),
            Some((one, whose)) => {
                let from = one.chars().zip(seen.chars()).take_while(|(a, b)| a == b).count();
                let part =
                    |text: &str| text.chars().skip(from.saturating_sub(60)).take(160).collect::<String>();
                let (a, b) = (part(one), part(&seen));
                assert!(*one == seen, "{what}: {whose} and {name} can be told apart:\n…{a}…\n…{b}…");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn i08_asking_tells_nobody_who_is_there() {
    each_engine(|app| {
        Box::pin(async move {
            people(app).await;
            all_alike(app, "/recover", |browser, name| {
                Box::pin(async move {
                    browser.post_form("/recover", &[("user_name", name), ("what", "lost-or-stolen")]).await
                })
            })
            .await;
            all_alike(app, "/recover/other-way", |browser, name| {
                Box::pin(async move {
                    let fields = [("user_name", name), ("what", "lost-or-stolen"), ("none", "yes")];
                    browser.post_form("/recover/other-way", &fields).await
                })
            })
            .await;
            app.tick().await;
            all_alike(app, "/recover/sent", |browser, name| {
                Box::pin(async move {
                    browser.ask(name, "lost-or-stolen").await;
                    browser.get("/recover/sent").await
                })
            })
            .await;
        })
    })
    .await;
}

/// A browser that has said that it has codes.
async fn with_codes(browser: &Browser, name: &str) -> Reply {
    let fields = [
        ("user_name", name),
        ("what", "lost-or-stolen"),
        ("act", "codes"),
        ("kind-authenticator-app", "yes"),
        ("kind-recovery-codes", "yes"),
        ("kind-phone", "yes"),
    ];
    browser.post_form("/recover/other-way", &fields).await
}

#[tokio::test(flavor = "multi_thread")]
async fn i08_getting_in_with_codes_tells_nobody_who_is_there() {
    each_engine(|app| {
        Box::pin(async move {
            people(app).await;
            all_alike(app, "beginning with codes", |browser, name| {
                Box::pin(async move { with_codes(&browser, name).await })
            })
            .await;
            all_alike(app, "GET /recover/codes", |browser, name| {
                Box::pin(async move {
                    with_codes(&browser, name).await;
                    browser.get("/recover/codes").await
                })
            })
            .await;
            all_alike(app, "a text for it", |browser, name| {
                Box::pin(async move {
                    with_codes(&browser, name).await;
                    browser.post_form("/recover/codes", &[("act", "send"), ("way", "text")]).await
                })
            })
            .await;
            app.tick().await;
            all_alike(app, "POST /recover/codes", |browser, name| {
                Box::pin(async move {
                    with_codes(&browser, name).await;
                    browser.post_form("/recover/codes", &[("act", "send"), ("way", "text")]).await;
                    let code = nobodys_code();
                    let fields = [
                        ("act", "enter"),
                        ("app_code", "123456"),
                        ("recovery_code", code.as_str()),
                        ("phone_code", "123456"),
                    ];
                    let reply = browser.post_form("/recover/codes", &fields).await;
                    assert_eq!(reply.status, 422, "{}", reply.text());
                    assert!(reply.text().contains("do not let you in"), "{}", reply.text());
                    reply
                })
            })
            .await;
            all_alike(app, "a code with a request", |browser, name| {
                Box::pin(async move {
                    browser.ask(name, "lost-or-stolen").await;
                    let code = nobodys_code();
                    let reply =
                        browser.post_form("/recover/sent/code", &[("recovery_code", code.as_str())]).await;
                    assert_eq!(reply.location(), "/recover/sent");
                    reply
                })
            })
            .await;
        })
    })
    .await;
}

/// A recovery code that has the right form and belongs to nobody.
fn nobodys_code() -> String {
    struct Ones;
    impl domain::Rng for Ones {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(1);
        }
    }
    domain::recovery_codes::Code::mint(&Ones).shown()
}

/// Everything an asking page sees until approval, with the background work done in between.
#[tokio::test(flavor = "multi_thread")]
async fn i08_waiting_tells_nobody_who_is_there() {
    each_engine(|app| {
        Box::pin(async move {
            people(app).await;
            let mut asked = Vec::new();
            for name in NAMES {
                let browser = app.browser();
                browser.ask(name, "lost-or-stolen").await;
                asked.push((name, browser, AskingKey::new(app.rng())));
            }
            app.tick().await;
            let mut seen_so_far: Vec<Vec<String>> = Vec::new();
            for (name, browser, key) in &asked {
                let taken = browser.post_json("/api/recover/key", &key.publish()).await;
                assert_eq!(taken.status, 200, "{name}: {}", taken.text());
                let again = browser.post_json("/api/recover/key", &AskingKey::new(app.rng()).publish()).await;
                assert_ne!(again.status, 200, "{name}: a key is never replaced");
                seen_so_far.push(vec![seen(&taken, name), seen(&again, name)]);
            }
            for _ in 0..3 {
                app.tick().await;
                for (at, (name, browser, _)) in asked.iter().enumerate() {
                    let mut status = browser.fetch("/api/recover/status", None).await;
                    status.headers.remove("etag");
                    seen_so_far[at].push(seen(&status, name));
                    seen_so_far[at].push(seen(&browser.get("/recover/sent").await, name));
                    let refused = browser.post_json("/api/recover/pass", &serde_json::json!({})).await;
                    seen_so_far[at].push(seen(&refused, name));
                }
                app.pass_time(Span::minutes(40));
            }
            for (at, (name, _, _)) in asked.iter().enumerate() {
                for (one, other) in seen_so_far[0].iter().zip(&seen_so_far[at]) {
                    assert_eq!(one, other, "{} and {name} can be told apart", NAMES[0]);
                }
            }
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i08_a_failed_sign_in_tells_nobody_who_is_there() {
    each_engine(|app| {
        Box::pin(async move {
            people(app).await;
            let stranger = app.person("gina").save().await;
            let phone = app.passkey(&stranger).await;
            all_alike(app, "/api/sign-in/finish", |browser, name| {
                let mut phone = phone.clone();
                Box::pin(async move {
                    let mut begun =
                        browser.begin("/api/sign-in", &serde_json::json!({"user_name": name})).await;
                    begun.options["publicKey"]["allowCredentials"] = serde_json::json!([]);
                    let credential = phone.get(&begun.options);
                    let finish = contract::FinishCeremony { id: begun.id, credential, name: String::new() };
                    browser.post_json("/api/sign-in/finish", &finish).await
                })
            })
            .await;
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i08_beginning_to_sign_in_tells_nobody_who_is_there() {
    each_engine(|app| {
        Box::pin(async move {
            people(app).await;
            all_alike(app, "/api/sign-in/begin", |browser, name| {
                Box::pin(async move {
                    let mut reply = browser
                        .post_json("/api/sign-in/begin", &serde_json::json!({"user_name": name}))
                        .await;
                    // Identifiers have the lengths that authenticators use; which one differs from name to name.
                    let mut said: serde_json::Value = reply.json();
                    let offered = said["options"]["publicKey"]["allowCredentials"].take();
                    assert_eq!(offered.as_array().map(Vec::len), Some(8), "{name}: {offered}");
                    assert_eq!(offered[0].as_object().map(|one| one.len()), Some(2), "{name}: {offered}");
                    reply.body = said.to_string().into_bytes();
                    reply.headers.remove("content-length");
                    reply
                })
            })
            .await;
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i08_a_wrong_pass_tells_nobody_who_is_there() {
    each_engine(|app| {
        Box::pin(async move {
            people(app).await;
            app.person("gina").save().await;
            let other = app.first_pass("gina").await;
            all_alike(app, "/pass", |browser, name| {
                let other = other.clone();
                Box::pin(async move {
                    let fields = [("user_name", name), ("first", &*other.first), ("second", &*other.second)];
                    browser.post_form("/pass", &fields).await
                })
            })
            .await;
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i08_the_offered_method_of_an_unknown_name_stays_the_same() {
    each_engine(|app| {
        Box::pin(async move {
            let mut offered = Vec::new();
            for _ in 0..2 {
                let begun =
                    app.browser().begin("/api/sign-in", &serde_json::json!({"user_name": "nobody"})).await;
                offered.push(begun.options["publicKey"]["allowCredentials"].clone());
            }
            assert_eq!(offered[0], offered[1]);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i08_a_code_that_stops_nothing_is_answered_like_one_that_does() {
    each_engine(|app| {
        Box::pin(async move {
            people(app).await;
            let code = "ABCD-EFGH-JKMN-PQRS-TVWX-YZ12";
            let reply = app.browser().post_form("/not-me", &[("code", code)]).await;
            assert_eq!(reply.location(), "/not-me/done");
        })
    })
    .await;
}

/// The table marks what must answer alike; this says which test above tries it.
#[test]
fn every_uniform_route_has_its_test() {
    let tried = [
        ("/recover", Verb::Post),
        ("/recover/other-way", Verb::Post),
        ("/recover/sent", Verb::Get),
        ("/pass", Verb::Post),
        ("/not-me", Verb::Post),
        ("/api/sign-in/begin", Verb::Post),
        ("/api/sign-in/finish", Verb::Post),
        ("/api/recover/key", Verb::Post),
        ("/api/recover/status", Verb::Get),
        ("/recover/codes", Verb::Get),
        ("/recover/codes", Verb::Post),
        ("/recover/sent/code", Verb::Post),
    ];
    let marked: Vec<_> = table(false).into_iter().filter(|route| route.uniform).collect();
    for route in &marked {
        assert!(tried.contains(&(route.path, route.verb)), "{route:?} is marked uniform and has no test");
        assert!(
            route.least <= Least::Asker,
            "{route:?}: whoever is known need not be hidden from themselves"
        );
    }
    assert_eq!(marked.len(), tried.len(), "a test without a route");
}

/// A route that strangers send to is uniform, or stands here because it looks nobody up: it takes no name, or what its
/// caller's own cookie already proves, or a code of 128 bits and more.
#[test]
fn what_strangers_send_to_is_uniform_or_looks_nobody_up() {
    let looks_nobody_up = [
        "/",
        "/sign-out",
        "/paused",
        "/language",
        "/recover/sent",
        "/recover/move",
        "/api/recover/pass",
        "/api/recover/redeem",
    ];
    let mut others: Vec<_> = table(false)
        .into_iter()
        .filter(|route| route.verb == Verb::Post && route.least <= Least::Asker && !route.uniform)
        .map(|route| route.path)
        .collect();
    others.sort_unstable();
    let mut expected = looks_nobody_up;
    expected.sort_unstable();
    assert_eq!(others, expected);
}
