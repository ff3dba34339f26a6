//! Every route of the table is called here as it should be, and as it should not.

use std::collections::BTreeSet;

use axum::body::Body;
use contract::frame::Least;
use domain::Span;
use http::{Method, Request, header};
use server::routes::{Route, Verb, table};
use testkit::{Browser, each_engine, in_demo, on_sqlite};

use crate::callers::refusal_of;
use crate::samples::{SAMPLES, Sample};

fn sample_of(route: &Route) -> &'static Sample {
    let found = SAMPLES.iter().find(|sample| (sample.path, sample.verb) == (route.path, route.verb));
    found.unwrap_or_else(|| {
        panic!("{route:?} has no sample in tests/portal/samples.rs: every route is tried by these tests")
    })
}

/// The request of a sample as a page of ours would send it.
fn request(browser: &Browser, sample: &Sample) -> Request<Body> {
    match sample.verb {
        Verb::Get => {
            let request = browser.request(Method::GET, sample.at);
            let request = request.header("sec-fetch-mode", "navigate").header("sec-fetch-dest", "document");
            request.body(Body::empty()).unwrap()
        }
        Verb::Post => {
            let request = browser.request(Method::POST, sample.at);
            request.header(header::CONTENT_TYPE, sample.kind()).body(Body::from(sample.body)).unwrap()
        }
    }
}

/// Replaces a header of the request, or removes it.
fn with(mut request: Request<Body>, name: &'static str, value: Option<&'static str>) -> Request<Body> {
    request.headers_mut().remove(name);
    if let Some(value) = value {
        request.headers_mut().insert(name, value.parse().unwrap());
    }
    request
}

fn is_file_or_probe(route: &Route) -> bool {
    !sample_of(route).personal
}

#[test]
fn the_samples_are_those_of_the_table() {
    let routes: BTreeSet<_> = table(true).iter().map(|route| (route.path, route.verb)).collect();
    let samples: BTreeSet<_> = SAMPLES.iter().map(|sample| (sample.path, sample.verb)).collect();
    let missing: Vec<_> = routes.difference(&samples).collect();
    let stale: Vec<_> = samples.difference(&routes).collect();
    assert!(missing.is_empty(), "routes without a sample: {missing:?}");
    assert!(stale.is_empty(), "samples without a route: {stale:?}");
    assert_eq!(routes.len(), table(true).len(), "two routes share an address");
    assert_eq!(samples.len(), SAMPLES.len(), "two samples share an address");
}

#[test]
fn the_demos_routes_exist_in_the_demo_only() {
    let usual: BTreeSet<_> = table(false).iter().map(|route| route.path).collect();
    assert!(usual.iter().all(|path| !path.starts_with("/demo")));
    let more: Vec<_> = table(true).into_iter().filter(|route| !usual.contains(route.path)).collect();
    assert_eq!(more.iter().map(|route| route.path).collect::<Vec<_>>(), ["/demo", "/demo/mail", "/demo/be"]);
}

#[test]
fn there_are_no_server_functions() {
    assert_eq!(leptos::server_fn::axum::server_fn_paths().count(), 0, "islands fetch what the table names");
}

/// Calls every route that asks for more than `caller`, who is refused as the table says and is told nothing else.
async fn refused_everywhere(browser: &Browser, caller: Least, more: impl Fn(&Route) -> bool) {
    let mut called = 0;
    for route in table(false).iter().filter(|route| more(route)) {
        let sample = sample_of(route);
        let reply = browser.send(request(browser, sample)).await;
        let (status, place) = refusal_of(route, sample.at, caller);
        assert_eq!((reply.status, reply.header("location")), (status, &*place), "{route:?} for {caller:?}");
        assert!(reply.headers.get(header::SET_COOKIE).is_none(), "{route:?} for {caller:?}");
        let code = match status {
            401 if caller == Least::Person => "prove-again",
            401 => "sign-in-first",
            _ => "not-allowed",
        };
        if status != 303 && route.path.starts_with("/api/") {
            assert_eq!(reply.json::<serde_json::Value>()["code"], code, "{route:?} for {caller:?}");
        }
        called += 1;
    }
    assert!(called > 0, "no route asks for more than {caller:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_served_where_the_table_asks_for_more() {
    each_engine(|app| {
        Box::pin(async move {
            refused_everywhere(&app.browser(), Least::Nobody, |route| route.least != Least::Nobody).await;
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn made_up_cookies_are_nobody() {
    each_engine(|app| {
        Box::pin(async move {
            let browser = app.browser();
            for name in ["session", "request", "enrolment", "visit", "paused"] {
                browser.set_cookie(&format!("__Host-{name}"), &"A".repeat(43));
            }
            refused_everywhere(&browser, Least::Nobody, |route| route.least != Least::Nobody).await;
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asked_or_enrols_or_proved_long_ago_is_served_no_more_than_that() {
    each_engine(|app| {
        Box::pin(async move {
            let asking = app.browser();
            asking.ask("nobody", "lost-or-stolen").await;
            refused_everywhere(&asking, Least::Asker, |route| route.least > Least::Asker).await;

            app.person("emil").save().await;
            let enrolling = app.browser();
            enrolling.enter_pass("emil", &app.first_pass("emil").await).await;
            refused_everywhere(&enrolling, Least::Enrolling, |route| {
                ![Least::Nobody, Least::Enrolling].contains(&route.least)
            })
            .await;

            let anna = app.person("anna").save().await;
            let mut phone = app.passkey(&anna).await;
            let inside = app.browser();
            inside.sign_in(&mut phone, "anna").await;
            let confined = |route: &Route| [Least::Asker, Least::Enrolling].contains(&route.least);
            refused_everywhere(&inside, Least::FreshPerson, confined).await;
            app.pass_time(Span::minutes(5));
            let more = move |route: &Route| confined(route) || route.least == Least::FreshPerson;
            refused_everywhere(&inside, Least::Person, more).await;
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_route_does_what_another_site_asks() {
    in_demo(|app| {
        Box::pin(async move {
            let browser = app.browser();
            for route in &table(true) {
                let sample = sample_of(route);
                let mut tries = vec![
                    vec![("sec-fetch-site", Some("cross-site")), ("sec-fetch-mode", Some("no-cors"))],
                    vec![("sec-fetch-site", Some("same-site")), ("sec-fetch-mode", Some("cors"))],
                    vec![("sec-fetch-site", Some("cross-site")), ("sec-fetch-dest", Some("iframe"))],
                    vec![("sec-fetch-site", None), ("origin", Some("https://evil.example"))],
                    vec![("sec-fetch-site", Some("same-origin")), ("origin", Some("null"))],
                ];
                if route.verb == Verb::Post {
                    tries.push(vec![("sec-fetch-site", None)]);
                    tries.push(vec![("sec-fetch-site", Some("none"))]);
                    tries.push(vec![("sec-fetch-site", Some("cross-site"))]);
                }
                for headers in tries {
                    let mut made = request(&browser, sample);
                    for (name, value) in &headers {
                        made = with(made, name, *value);
                    }
                    let reply = browser.send(made).await;
                    assert_eq!(reply.status, 403, "{route:?} with {headers:?}");
                    assert!(reply.headers.get(header::SET_COOKIE).is_none(), "{route:?} with {headers:?}");
                }
            }
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_from_elsewhere_leads_to_every_page_and_to_nothing_else() {
    on_sqlite(|app| {
        Box::pin(async move {
            let browser = app.browser();
            for route in table(false).iter().filter(|route| route.verb == Verb::Get) {
                let made = with(request(&browser, sample_of(route)), "sec-fetch-site", Some("cross-site"));
                let reply = browser.send(made).await;
                let fetched = route.path.starts_with("/api/");
                assert_eq!(reply.status == 403, fetched, "{route:?}: {}", reply.status);
            }
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_host_name_is_refused_everywhere_but_by_probes() {
    on_sqlite(|app| {
        Box::pin(async move {
            let browser = app.browser();
            for route in &table(false) {
                for host in ["evil.example", "localhost", "localhost:4001", "localhost.evil.example:4000"] {
                    let reply =
                        browser.send(with(request(&browser, sample_of(route)), "host", Some(host))).await;
                    let probe = ["/healthz", "/readyz", "/metrics"].contains(&route.path);
                    assert_eq!(reply.status == 421, !probe, "{route:?} as {host}: {}", reply.status);
                }
            }
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_carries_the_security_headers() {
    in_demo(|app| {
        Box::pin(async move {
            let browser = app.browser();
            let mut replies = Vec::new();
            for route in &table(true) {
                replies.push((format!("{route:?}"), browser.send(request(&browser, sample_of(route))).await));
            }
            replies.push(("no such page".to_owned(), browser.get("/no/such/page").await));
            replies.push(("no such endpoint".to_owned(), browser.fetch("/api/no/such", None).await));
            replies.push(("no such file".to_owned(), browser.get("/pkg/none.js").await));
            let odd = browser.request(Method::DELETE, "/").header(header::ORIGIN, "http://localhost:4000");
            replies.push(("an odd method".to_owned(), browser.send(odd.body(Body::empty()).unwrap()).await));
            let mut nonces = BTreeSet::new();
            for (what, reply) in &replies {
                let policy = reply.header("content-security-policy");
                for part in [
                    "default-src 'none'",
                    "script-src 'self' 'nonce-",
                    "'wasm-unsafe-eval'",
                    "style-src 'self'",
                    "object-src 'none'",
                    "base-uri 'none'",
                    "form-action 'self'",
                    "frame-ancestors 'none'",
                    "require-trusted-types-for 'script'",
                    "trusted-types 'none'",
                ] {
                    assert!(policy.contains(part), "{what}: {part} is missing in {policy}");
                }
                assert!(
                    !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
                    "{what}: {policy}"
                );
                let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap();
                assert!(
                    nonce.len() >= 22 && nonces.insert(nonce.to_owned()),
                    "{what}: the nonce is used twice"
                );
                assert_eq!(reply.header("x-content-type-options"), "nosniff", "{what}");
                assert_eq!(reply.header("referrer-policy"), "same-origin", "{what}");
                assert_eq!(reply.header("cross-origin-opener-policy"), "same-origin", "{what}");
                assert_eq!(reply.header("cross-origin-resource-policy"), "same-origin", "{what}");
                let features = reply.header("permissions-policy");
                assert!(features.contains("publickey-credentials-get=(self)"), "{what}: {features}");
                assert!(features.contains("publickey-credentials-create=(self)"), "{what}: {features}");
                assert_eq!(
                    reply.header("strict-transport-security"),
                    "",
                    "{what}: this address is not https"
                );
                assert!(!reply.header("x-request-id").is_empty(), "{what}");
                assert!(!reply.header("cache-control").is_empty(), "{what}");
                if reply.header("content-type").starts_with("text/html") {
                    assert_eq!(reply.header("cache-control"), "no-store", "{what}");
                    let text = reply.text();
                    assert!(!text.contains("<style"), "{what}: a style of its own");
                    assert!(!text.contains(" style="), "{what}: a style of its own");
                    for script in text.split("<script").skip(1) {
                        assert!(
                            script.contains(&format!("nonce=\"{nonce}\"")),
                            "{what}: {}",
                            script.chars().take(80).collect::<String>()
                        );
                    }
                }
                for cookie in reply.headers.get_all(header::SET_COOKIE) {
                    let cookie = cookie.to_str().unwrap();
                    assert!(cookie.starts_with("__Host-"), "{what}: {cookie}");
                    assert!(cookie.contains("; Path=/; Secure; HttpOnly; SameSite="), "{what}: {cookie}");
                    assert!(!cookie.contains("Domain"), "{what}: {cookie}");
                }
            }
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_endpoint_refuses_in_json_and_a_page_in_html() {
    on_sqlite(|app| {
        Box::pin(async move {
            let browser = app.browser();
            let reply = browser.post_json("/api/methods/begin", &serde_json::json!({})).await;
            assert_eq!(reply.status, 401);
            let said: serde_json::Value = reply.json();
            assert_eq!(said["code"], "sign-in-first");
            assert_eq!(said["id"], reply.header("x-request-id"));
            assert!(said["message"].as_str().is_some_and(|words| words.contains(' ')), "{said}");
            let reply = browser.get("/no/such/page").await;
            assert_eq!(reply.status, 404);
            assert!(reply.header("content-type").starts_with("text/html"));
            assert!(reply.text().contains(reply.header("x-request-id")), "{}", reply.text());
            let plain = reply.text().replace('\u{a0}', " ");
            assert!(plain.contains("+49 30 1234567"), "whom to call stands on every page");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_language_is_the_browsers_until_one_is_chosen() {
    on_sqlite(|app| {
        Box::pin(async move {
            let mut browser = app.browser();
            browser.language = "de-AT,de;q=0.9,en;q=0.1".to_owned();
            assert!(browser.get("/not-me").await.text().contains("<html lang=\"de\""));
            let reply = browser.post_form("/language", &[("lang", "en"), ("then", "/not-me?x=1")]).await;
            assert_eq!(reply.location(), "/not-me?x=1");
            assert!(browser.get("/not-me").await.text().contains("<html lang=\"en\""));
            for elsewhere in ["https://evil.example", "//evil.example", "/\\evil.example"] {
                let reply = browser.post_form("/language", &[("lang", "xx"), ("then", elsewhere)]).await;
                assert_eq!(reply.location(), "/", "{elsewhere}");
                assert!(reply.headers.get(header::SET_COOKIE).is_none());
            }
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn probes_answer_and_metrics_are_for_this_machine() {
    on_sqlite(|app| {
        Box::pin(async move {
            let here = app.browser().at([127, 0, 0, 1]);
            assert_eq!(here.fetch("/healthz", None).await.status, 200);
            assert_eq!(here.fetch("/readyz", None).await.status, 200);
            let metrics = here.fetch("/metrics", None).await;
            assert_eq!(metrics.status, 200);
            assert!(
                metrics.text().contains("path=\"/healthz\",method=\"GET\",status=\"200\""),
                "{}",
                metrics.text()
            );
            assert_eq!(app.browser().fetch("/metrics", None).await.status, 404);
            let passed_on = here.request(Method::GET, "/metrics").header("x-forwarded-for", "192.0.2.1");
            assert_eq!(here.send(passed_on.body(Body::empty()).unwrap()).await.status, 404);
        })
    })
    .await;
}

#[test]
fn files_and_probes_are_the_only_routes_that_ask_for_nobody() {
    for route in table(true).iter().filter(|route| is_file_or_probe(route)) {
        assert_eq!((route.least, route.verb), (Least::Nobody, Verb::Get), "{route:?}");
    }
}
