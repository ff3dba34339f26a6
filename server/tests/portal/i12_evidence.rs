//! I12: what the person proved meets a named rule, and the record says which: in the log, at the desk, and beside the
//! method that came of it.

use store::log::{Of, oldest};
use testkit::{TestApp, each_engine};

use crate::scene::{Asking, BY_VIDEO, IN_PERSON, Scene, Told};

/// Every entry of a kind, as it was hashed.
async fn entries(app: &TestApp, kind: &str) -> Vec<String> {
    let all = oldest(app.core.db(), Of::Everything, None, 1_000).await.unwrap();
    let of_kind = all.iter().filter(|entry| entry.kind.as_str() == kind);
    of_kind
        .map(|entry| String::from_utf8_lossy(entry.bytes.as_deref().unwrap_or_default()).into_owned())
        .collect()
}

async fn vetted(app: &TestApp) -> Vec<String> {
    let rows = app
        .core
        .db()
        .rows("SELECT vetted FROM method WHERE origin <> 'self-added'", Vec::new())
        .await
        .unwrap();
    rows.iter().map(|row| row.text("vetted").unwrap()).collect()
}

/// Anna comes back by this; the record names the rule, and the desk shows its words.
async fn is_named(app: &TestApp, told: Told<'_>, rule: &str, words: &str) {
    let mut scene = Scene::new(app).await;
    let call = format!("call:{}", landline(app).await);
    let told = if told.means == "call" { Told { means: &call, ..told } } else { told };
    let asking = scene.approved(app, told).await;
    let approved = entries(app, "approval.approved").await;
    assert_eq!(approved.len(), 1);
    assert!(approved[0].contains(rule), "{rule} does not stand in {}", approved[0]);
    let security = Scene::inside(app, &mut scene.sami, "sami").await;
    let page = security.get(&format!("/desk/requests/{}", asking.request)).await.text();
    assert!(page.contains(words), "{words:?} does not stand on the page of the request");
    asking.come_back(app, "anna").await;
    assert_eq!(vetted(app).await, [rule]);
    let added = entries(app, "method.added").await;
    assert!(added.iter().any(|entry| entry.contains(rule)), "{rule} does not stand in {added:?}");
    let sql = "SELECT evidence FROM request WHERE id = $1";
    let row = app.core.db().row(sql, store::args![&asking.request]).await.unwrap().unwrap();
    assert_eq!(row.text("evidence").unwrap(), rule);
}

async fn landline(app: &TestApp) -> String {
    let sql = "SELECT id FROM contact WHERE kind = 'landline'";
    app.core.db().row(sql, Vec::new()).await.unwrap().unwrap().text("id").unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn i12_the_record_names_the_rule_for_who_was_seen_by_video() {
    each_engine(|app| {
        Box::pin(is_named(
            app,
            BY_VIDEO,
            "pass-and-identity-check",
            "Seen in person or by live video with badge",
        ))
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i12_the_record_names_the_rule_for_who_was_met() {
    each_engine(|app| {
        Box::pin(is_named(
            app,
            IN_PERSON,
            "pass-and-identity-check",
            "Seen in person or by live video with badge",
        ))
    })
    .await;
}

/// The house's own rule, labelled as not NIST's.
#[tokio::test(flavor = "multi_thread")]
async fn i12_the_record_names_the_house_rule_for_who_was_called_back() {
    each_engine(|app| {
        let called = Told { means: "call", what: "lost-or-stolen" };
        Box::pin(is_named(app, called, "house-call-back", "not NIST"))
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i12_the_record_names_a_first_day() {
    each_engine(|app| {
        Box::pin(async move {
            app.person("emil").save().await;
            let browser = app.browser();
            browser.enter_pass("emil", &app.first_pass("emil").await).await;
            browser.post_form("/recover/enrol", &[("own", "yes")]).await;
            browser.enrol(&mut app.authenticator(), "Phone").await;
            assert_eq!(vetted(app).await, ["first-day"]);
            let added = entries(app, "method.added").await;
            assert!(added.iter().any(|entry| entry.contains("first-day")), "{added:?}");
        })
    })
    .await;
}

/// Without a check there is no rule, and without a rule no decision: steps cannot be left out.
#[tokio::test(flavor = "multi_thread")]
async fn i12_a_review_without_its_checks_decides_nothing() {
    each_engine(|app| {
        Box::pin(async move {
            let mut scene = Scene::new(app).await;
            let asking = Asking::begin(app, "anna", BY_VIDEO.what).await;
            let manager = Scene::inside(app, &mut scene.mara, "mara").await;
            let page = manager.post_form("/approvals", &[("person", scene.anna.as_str())]).await;
            let review = page.location().to_owned();
            let picked = [("step", "device"), ("device", scene.device.as_str())];
            assert_eq!(manager.post_form(&review, &picked).await.status, 303);
            // Straight to the code, and to the decision.
            let code = [("step", "code"), ("code", asking.code.as_str())];
            assert_eq!(manager.post_form(&review, &code).await.location(), review);
            let begun = manager.post_json(&format!("/api{review}/begin"), &serde_json::json!({})).await;
            assert_eq!(begun.status, 409, "{}", begun.text());
            // Without the tick that says it was done, nothing was checked.
            let unticked = [("step", "reach"), ("means", "video")];
            assert_eq!(manager.post_form(&review, &unticked).await.status, 422);
            // The manager's word is no means of reaching anybody.
            let word = [("step", "reach"), ("means", "managers-word"), ("means_done", "yes")];
            assert_eq!(manager.post_form(&review, &word).await.status, 422);
            assert_eq!(asking.try_fetch().await.status, 409);
            assert!(entries(app, "approval.approved").await.is_empty());
        })
    })
    .await;
}
