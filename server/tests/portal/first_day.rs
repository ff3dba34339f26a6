//! From a pass issued on the terminal to signing in and out, through the real router.

use contract::frame::Least;
use domain::Span;
use server::routes::{Verb, table};
use testkit::each_engine;

use crate::samples::SAMPLES;

#[tokio::test(flavor = "multi_thread")]
async fn a_first_day_pass_leads_to_a_passkey_and_that_to_a_session() {
    each_engine(|app| {
        Box::pin(async move {
            app.person("anna").save().await;
            let pass = app.first_pass("anna").await;
            let browser = app.browser();
            assert_eq!(browser.enter_pass("anna", &pass).await, "/recover/enrol");
            assert_eq!(browser.post_form("/recover/enrol", &[("own", "yes")]).await.status, 303);
            let mut phone = app.authenticator();
            assert_eq!(browser.enrol(&mut phone, "My <b>phone</b>").await, "/recover/try");
            browser.sign_in(&mut phone, "anna").await;
            let home = browser.get("/").await;
            assert_eq!(home.status, 200);
            assert!(
                home.text().contains("My &lt;b>phone&lt;/b>")
                    || home.text().contains("My &lt;b&gt;phone&lt;/b&gt;")
            );
            assert!(!home.text().contains("<b>"), "{}", home.text());
            assert_eq!(browser.post_form("/sign-out", &[]).await.location(), "/");
            assert!(browser.cookie("__Host-session").is_none());
            assert!(browser.get("/sessions").await.location().starts_with("/?then=/sessions"));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i05_an_enrolment_reaches_only_enrolment() {
    each_engine(|app| {
        Box::pin(async move {
            app.person("anna").save().await;
            let pass = app.first_pass("anna").await;
            let browser = app.browser();
            browser.enter_pass("anna", &pass).await;
            for route in table(false).iter().filter(|route| route.least >= Least::Person) {
                let sample =
                    SAMPLES.iter().find(|sample| (sample.path, sample.verb) == (route.path, route.verb));
                let sample = sample.expect("every route has a sample");
                let reply = match sample.verb {
                    Verb::Get => browser.get(sample.at).await,
                    Verb::Post => browser.post(sample.at, sample.kind(), sample.body).await,
                };
                let sent_back = reply.status == 303 && reply.location() == "/recover/enrol";
                assert!(reply.status == 403 || sent_back, "{route:?}: {} {}", reply.status, reply.text());
            }
            assert_eq!(browser.get("/recover/enrol").await.status, 200);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i05_an_enrolment_ends_after_fifteen_minutes() {
    each_engine(|app| {
        Box::pin(async move {
            app.person("anna").save().await;
            let pass = app.first_pass("anna").await;
            let browser = app.browser();
            browser.enter_pass("anna", &pass).await;
            app.pass_time(Span::minutes(15) - Span::seconds(1));
            assert_eq!(browser.get("/recover/enrol").await.status, 200);
            app.pass_time(Span::seconds(1));
            assert_eq!(browser.get("/recover/enrol").await.location(), "/recover");
            let reply = browser.post_json("/api/enrol/begin", &serde_json::json!({})).await;
            assert_eq!(reply.status, 403);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_gets_a_new_value_at_every_proof_and_old_ones_are_worth_nothing() {
    each_engine(|app| {
        Box::pin(async move {
            let anna = app.person("anna").save().await;
            let mut phone = app.passkey(&anna).await;
            let browser = app.browser();
            browser.sign_in(&mut phone, "anna").await;
            let first = browser.cookie("__Host-session").expect("signed in");
            browser.prove_again(&mut phone).await;
            let second = browser.cookie("__Host-session").expect("still signed in");
            assert_ne!(first, second);
            let other = app.browser();
            other.set_cookie("__Host-session", &first);
            assert!(other.get("/sessions").await.location().starts_with("/?then="));
            assert_eq!(browser.get("/sessions").await.status, 200);
        })
    })
    .await;
}
