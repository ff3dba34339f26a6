//! What cannot be read gets a clear answer, on every route and whoever sends it, and does nothing.

use std::collections::BTreeSet;

use axum::body::Body;
use http::{Method, header};
use server::routes::{Route, Verb, table};
use testkit::{Browser, Reply, TestApp, each_engine};

use crate::callers::{Caller, Places, everybody, looks, may, refusal_of, takes_files};

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";
const MULTIPART: &str = "multipart/form-data; boundary=x";

/// What is sent: what is wrong with it, its type, and the answer to whoever may call.
struct Bad {
    what: &'static str,
    kind: &'static str,
    body: Vec<u8>,
    status: u16,
}

fn bad(what: &'static str, kind: &'static str, body: impl Into<Vec<u8>>, status: u16) -> Bad {
    Bad { what, kind, body: body.into(), status }
}

fn a_thousand_fields(one: impl Fn(usize) -> String, between: &str) -> String {
    (0..1_000).map(one).collect::<Vec<_>>().join(between)
}

fn bad_forms() -> Vec<Bad> {
    vec![
        bad("another type", MULTIPART, "a=1", 415),
        bad("JSON for a form", JSON, "{}", 415),
        bad("no type", "", "a=1", 415),
        bad("cut short", FORM, "user_name=anna%4", 400),
        bad("no hexadecimal", FORM, "user_name=%zz", 400),
        bad("a megabyte of nothing", FORM, vec![b' '; 1024 * 1024], 413),
        bad("a megabyte of zeroes", FORM, vec![0; 1024 * 1024], 413),
        bad("zeroes", FORM, vec![0; 100], 400),
        bad("an encoded zero", FORM, "user_name=an%00na", 400),
        bad("no UTF-8", FORM, &b"user_name=\xff\xfe"[..], 400),
        bad("encoded, but no UTF-8", FORM, "user_name=%ff%fe", 400),
        bad("half a surrogate pair", FORM, "user_name=%ed%a0%80", 400),
        bad("a line break", FORM, "user_name=an%0d%0ana", 400),
        bad("a field twice", FORM, "step=deny&step=approve", 400),
        bad("a thousand fields", FORM, a_thousand_fields(|n| format!("f{n}=x"), "&"), 400),
        bad("a value that is too long", FORM, format!("user_name={}", "x".repeat(5_000)), 400),
    ]
}

fn bad_json() -> Vec<Bad> {
    vec![
        bad("another type", "text/plain", "{}", 415),
        bad("a form for JSON", FORM, "a=1", 415),
        bad("no type", "", "{}", 415),
        bad("nothing", JSON, "", 400),
        bad("cut short", JSON, r#"{"user_name":"an"#, 400),
        bad("more than one", JSON, "{} {}", 400),
        bad("another shape", JSON, "\"text\"", 400),
        bad("a megabyte of nothing", JSON, vec![b' '; 1024 * 1024], 413),
        bad("a megabyte of zeroes", JSON, vec![0; 1024 * 1024], 413),
        bad("zeroes", JSON, vec![0; 100], 400),
        bad("no UTF-8", JSON, &b"{\"\xff\xfe\":1}"[..], 400),
        bad("half a surrogate pair", JSON, r#"{"user_name":"\ud800"}"#, 400),
        bad("a field twice", JSON, r#"{"id":"","id":""}"#, 400),
        bad("an unknown field", JSON, r#"{"unheard_of":1}"#, 400),
        bad(
            "a thousand fields",
            JSON,
            format!("{{{}}}", a_thousand_fields(|n| format!("\"f{n}\":1"), ",")),
            400,
        ),
        bad("too deep", JSON, "[".repeat(30_000), 400),
    ]
}

/// Whoever may not call is told that, and nothing of what they sent.
fn assert_refused(reply: &Reply, caller: &Caller, route: &Route, at: &str, whose: &str) {
    let refused = refusal_of(route, at, caller.most);
    assert_eq!((reply.status, reply.header("location")), (refused.0, &*refused.1), "{whose}");
    if reply.status == 303 {
        assert!(!reply.header("x-request-id").is_empty(), "{whose}");
    } else {
        assert_clear(reply, route, whose);
    }
}

/// A refusal that whoever reads it can do something with: an identifier that stands in the log too, in the form that the
/// caller can read.
fn assert_clear(reply: &Reply, route: &Route, whose: &str) {
    assert!((400..500).contains(&reply.status), "{whose}: {} {}", reply.status, reply.text());
    let id = reply.header("x-request-id");
    assert!(id.len() >= 8, "{whose}: there is no identifier");
    if route.path.starts_with("/api/") {
        let said: serde_json::Value = reply.json();
        assert_eq!(said["id"], id, "{whose}");
        assert!(said["message"].as_str().is_some_and(|words| words.contains(' ')), "{whose}: {said}");
    } else {
        assert!(reply.header("content-type").starts_with("text/html"), "{whose}");
        // A page to be mended says what to mend instead.
        let mended = reply.status == 422 && reply.text().contains("error-summary");
        assert!(reply.text().contains(id) || mended, "{whose}: {}", reply.text());
    }
    let set: Vec<_> = reply.headers.get_all(header::SET_COOKIE).iter().collect();
    assert!(set.is_empty(), "{whose}: {set:?}");
}

/// Sends what `made` makes of each route that takes something, as everybody; nothing may come of it.
async fn as_everybody(app: &TestApp, made: impl Fn(&Route) -> Vec<Bad>) {
    let (callers, places) = everybody(app).await;
    let before = app.rows().await;
    let entries = app.entries().await;
    for caller in &callers {
        for route in table(false).iter().filter(|route| route.verb == Verb::Post) {
            for bad in made(route) {
                let whose = format!("{route:?} for {}: {}", caller.name, bad.what);
                let at = places.at(route);
                let reply = caller.browser.post(&at, bad.kind, bad.body).await;
                if may(caller, route) {
                    assert_clear(&reply, route, &whose);
                    assert_eq!(reply.status, bad.status, "{whose}: {}", reply.text());
                } else {
                    assert_refused(&reply, caller, route, &at, &whose);
                }
            }
            assert_eq!(app.entries().await, entries, "{route:?} for {}: the log grew", caller.name);
        }
        let differences = before.differences(&app.rows().await);
        assert!(differences.is_empty(), "changed by {}: {differences:#?}", caller.name);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_gets_a_clear_answer_and_does_nothing() {
    each_engine(|app| {
        Box::pin(as_everybody(app, |route| match route.path {
            path if path.starts_with("/api/") => bad_json(),
            // A file is what it is there for; one that is none has a test below.
            _ if takes_files(route) => bad_forms().into_iter().filter(|bad| bad.kind != MULTIPART).collect(),
            _ => bad_forms(),
        }))
    })
    .await;
}

/// Forms and endpoints that mean something without any field: what they do needs none.
const NEEDS_NO_FIELD: [&str; 13] = [
    "/sign-out",
    "/paused",
    "/recover/sent",
    "/language",
    "/api/sign-in/begin",
    "/api/proof/begin",
    "/api/methods/begin",
    "/api/recover/pass",
    "/api/enrol/begin",
    "/api/enrol/move",
    "/api/approvals/{review}/begin",
    // Without saying what it is to do, it only filters what it shows.
    "/desk/readiness",
    // Asks for its page once more, with nothing to mend.
    "/approvals/{review}/half",
];

/// What a caller who may call is told that something lacks in, by 400 or 422.
const SAY_WHAT_LACKS: [&str; 19] = [
    "/",
    "/pass",
    "/not-me",
    "/recover",
    "/recover/other-way",
    "/recover/enrol",
    "/recover/move",
    "/desk/raise",
    "/desk/requests/{id}",
    "/methods/{id}",
    "/devices/add",
    "/devices/{id}",
    "/api/sign-in/finish",
    "/api/proof/finish",
    "/api/methods/finish",
    "/api/recover/key",
    "/api/recover/redeem",
    "/api/enrol/finish",
    "/api/approvals/{review}/finish",
];

/// What an empty form is answered with where it is neither mended nor refused as unreadable.
fn sends_on(caller: &Caller, route: &Route, places: &Places) -> Option<String> {
    // Without a step it is an old copy of the page: this one says where the review stands.
    let stands = ["/approvals/{review}", "/drills/{drill}"].contains(&route.path);
    (stands && caller.name == "the manager").then(|| places.at(route))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_lacks_every_field_gets_a_clear_answer_and_does_nothing() {
    each_engine(|app| {
        Box::pin(async move {
            let (callers, places) = everybody(app).await;
            let routes: Vec<_> = table(false).into_iter().filter(|route| route.verb == Verb::Post).collect();
            let known: BTreeSet<_> = routes.iter().map(|route| route.path).collect();
            assert!(NEEDS_NO_FIELD.iter().all(|path| known.contains(path)), "a path without a route");
            let before = app.rows().await.without(&["ceremony"]);
            let mut unclear = Vec::new();
            let mut told: BTreeSet<&str> = BTreeSet::new();
            for caller in &callers {
                for route in routes.iter().filter(|route| !NEEDS_NO_FIELD.contains(&route.path)) {
                    let whose = format!("{route:?} for {}", caller.name);
                    let api = route.path.starts_with("/api/");
                    let (kind, body) = if api { (JSON, "{}") } else { (FORM, "") };
                    let at = places.at(route);
                    let reply = caller.browser.post(&at, kind, body).await;
                    match sends_on(caller, route, &places) {
                        _ if !may(caller, route) => assert_refused(&reply, caller, route, &at, &whose),
                        Some(place) => {
                            assert_eq!((reply.status, reply.location()), (303, &*place), "{whose}")
                        }
                        None if reply.status == 303 => unclear.push(format!("{whose}: {}", reply.location())),
                        None => assert_clear(&reply, route, &whose),
                    }
                    if [400, 422].contains(&reply.status) {
                        told.insert(route.path);
                    }
                }
                let differences = before.differences(&app.rows().await.without(&["ceremony"]));
                assert!(differences.is_empty(), "changed by {}: {differences:#?}", caller.name);
            }
            assert!(unclear.is_empty(), "sent on as if they had been sent something: {unclear:#?}");
            // The walk is worth something: these said to somebody what lacks, and not only that they may not call.
            let silent: Vec<_> = SAY_WHAT_LACKS.iter().filter(|path| !told.contains(*path)).collect();
            assert!(silent.is_empty(), "nobody was told what lacks: {silent:?}");
        })
    })
    .await;
}

/// What a file is sent in, broken in every way; and files that are none.
#[tokio::test(flavor = "multi_thread")]
async fn files_that_are_none_get_a_clear_answer_and_do_nothing() {
    each_engine(|app| {
        Box::pin(async move {
            let (callers, places) = everybody(app).await;
            let before = app.rows().await;
            let part = |body: &[u8]| {
                let head = "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n";
                [head.as_bytes(), body, b"\r\n--x--\r\n"].concat()
            };
            let bodies = [
                Vec::new(),
                b"a=1".to_vec(),
                b"--x\r\ncontent-disposition: form-data; name=\"file\"".to_vec(),
                b"--x--\r\n".to_vec(),
                part(b""),
                part(&[0; 1024]),
                part(&[0xff; 1024]),
                part(&[b' '; 1024 * 1024]),
            ];
            for route in table(false).iter().filter(|route| takes_files(route) && route.verb == Verb::Post) {
                for caller in &callers {
                    for (at, body) in bodies.iter().enumerate() {
                        let whose = format!("{route:?} for {}: body {at}", caller.name);
                        let address = places.at(route);
                        let reply = caller.browser.post(&address, MULTIPART, body.clone()).await;
                        if may(caller, route) {
                            assert_clear(&reply, route, &whose);
                        } else {
                            assert_refused(&reply, caller, route, &address, &whose);
                        }
                    }
                }
            }
            let differences = before.differences(&app.rows().await);
            assert!(differences.is_empty(), "{differences:#?}");
        })
    })
    .await;
}

/// An address with anything after its path, or a body where none belongs.
#[tokio::test(flavor = "multi_thread")]
async fn odd_addresses_and_bodies_where_none_belong_do_nothing() {
    each_engine(|app| {
        Box::pin(async move {
            let (callers, places) = everybody(app).await;
            let before = app.rows().await;
            let long = format!("?{}", "x".repeat(60_000));
            let many = format!("?{}", a_thousand_fields(|n| format!("f{n}=x"), "&"));
            let odd = ["?%", "?then=%ff%fe", "?step=%00", "?then=%0d%0aset-cookie:x", &long, &many];
            for caller in &callers {
                for route in table(false).iter().filter(|route| route.verb == Verb::Get) {
                    for query in odd {
                        let at = places.at(route) + query;
                        let reply = look(&caller.browser, route, &at).await;
                        let short: String = at.chars().take(60).collect();
                        let whose = format!("{short} for {}", caller.name);
                        assert!(reply.status < 500, "{whose}: {} {}", reply.status, reply.text());
                        assert!(!reply.header("x-request-id").is_empty(), "{whose}");
                    }
                    let only_looked_at = !table(false)
                        .iter()
                        .any(|other| other.path == route.path && other.verb == Verb::Post);
                    if only_looked_at {
                        let reply = caller.browser.post(&places.at(route), FORM, "a=1").await;
                        assert_eq!(reply.status, 405, "{route:?} for {}", caller.name);
                        assert_clear(&reply, route, &format!("{route:?} for {}", caller.name));
                    }
                }
                let differences = before.differences(&app.rows().await);
                assert!(differences.is_empty(), "changed by {}: {differences:#?}", caller.name);
            }
        })
    })
    .await;
}

async fn look(browser: &Browser, route: &Route, at: &str) -> Reply {
    if looks(route) { browser.get(at).await } else { browser.fetch(at, None).await }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_identifier_in_an_address_is_nothing_but_an_identifier() {
    each_engine(|app| {
        Box::pin(async move {
            let (callers, _) = everybody(app).await;
            let before = app.rows().await;
            let long = "0".repeat(4_000);
            let odd = ["x", "%00", "%ff", "..", "%2e%2e%2f", "'%20OR%201=1--", "%F0%9F%98%80", &long];
            for caller in &callers {
                for route in table(false).iter().filter(|route| route.path.contains('{')) {
                    for id in odd {
                        let (head, rest) = route.path.split_once('{').unwrap();
                        let (_, tail) = rest.split_once('}').unwrap();
                        let at = format!("{head}{id}{tail}");
                        let api = at.starts_with("/api/");
                        let reply = match route.verb {
                            Verb::Get => caller.browser.get(&at).await,
                            Verb::Post if api => {
                                caller.browser.post(&at, JSON, r#"{"id":"x","credential":{}}"#).await
                            }
                            Verb::Post => caller.browser.post(&at, FORM, "step=deny").await,
                        };
                        let whose = format!("{route:?} with {:.20} for {}", id, caller.name);
                        let away = !may(caller, route) && reply.status == 303;
                        assert!(
                            (400..500).contains(&reply.status) || away,
                            "{whose}: {} {}",
                            reply.status,
                            reply.text()
                        );
                    }
                }
                let differences = before.differences(&app.rows().await);
                assert!(differences.is_empty(), "changed by {}: {differences:#?}", caller.name);
            }
        })
    })
    .await;
}

/// The demo's own switch, which nobody else has.
#[tokio::test(flavor = "multi_thread")]
async fn the_demos_own_forms_read_no_nonsense() {
    testkit::in_demo(|app| {
        Box::pin(async move {
            let browser = app.browser();
            let usual: BTreeSet<_> = table(false).iter().map(|route| (route.path, route.verb)).collect();
            let own: Vec<_> = table(true)
                .into_iter()
                .filter(|route| route.verb == Verb::Post && !usual.contains(&(route.path, route.verb)))
                .collect();
            assert_eq!(own.len(), 1);
            for route in &own {
                for bad in bad_forms() {
                    let whose = format!("{route:?}: {}", bad.what);
                    let reply = browser.post(route.path, bad.kind, bad.body).await;
                    assert_clear(&reply, route, &whose);
                    assert_eq!(reply.status, bad.status, "{whose}");
                }
            }
            // A method of HTTP that no route has.
            for verb in [Method::DELETE, Method::PUT, Method::PATCH] {
                let request =
                    browser.request(verb.clone(), "/").header(header::ORIGIN, "http://localhost:4000");
                assert_eq!(browser.send(request.body(Body::empty()).unwrap()).await.status, 405, "{verb}");
            }
        })
    })
    .await;
}
