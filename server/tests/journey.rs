//! The main job, asked to closed, through the real router: three people, three browsers.

use domain::person::{ContactKind, Role};
use domain::{DeviceId, PersonId, Span};
use testkit::{AskingKey, Authenticator, Browser, TestApp, each_engine};

/// Anna, whose phone is about to be lost, and Mara, who decides.
struct Scene {
    anna: PersonId,
    phone: Authenticator,
    device: DeviceId,
    mara: Authenticator,
}

async fn scene(app: &TestApp) -> Scene {
    for name in ["sami", "vera", "nils"] {
        let security = app.person(name).role(Role::Security).save().await;
        app.passkey(&security).await;
    }
    let mara_id = app.person("mara").name("Mara Lindgren").save().await;
    let mara = app.passkey(&mara_id).await;
    let anna = app
        .person("anna")
        .name("Anna Berg")
        .manager(&mara_id)
        .contact(ContactKind::Landline, "+49 30 555")
        .photo();
    let anna = anna.save().await;
    let device = app.phone(&anna, "Anna's phone").await;
    let mut phone = app.authenticator();
    app.register(&anna, &mut phone, Some(&device)).await;
    Scene { anna, phone, device, mara }
}

/// Answers the step that the review stands at; where it leads.
async fn step(manager: &Browser, review: &str, fields: &[(&str, &str)]) -> String {
    let reply = manager.post_form(review, fields).await;
    assert_eq!(reply.status, 303, "{fields:?}: {}", reply.text());
    reply.location().to_owned()
}

/// Goes through every step of a review up to the decision.
async fn review(app: &TestApp, manager: &Browser, scene: &Scene, code: &str) -> String {
    let page = manager.post_form("/approvals", &[("person", scene.anna.as_str())]).await;
    let review = page.location().to_owned();
    step(manager, &review, &[("step", "device"), ("device", scene.device.as_str())]).await;
    step(manager, &review, &[("step", "reach"), ("means", "video"), ("means_done", "yes")]).await;
    let says = [
        ("step", "says"),
        ("asked_now", "yes"),
        ("what", "lost-or-stolen"),
        ("on_what", "linux"),
        ("place", ""),
    ];
    step(manager, &review, &says).await;
    step(manager, &review, &[("step", "compare")]).await;
    let shown = manager.get(&review).await.text();
    assert!(!shown.contains(code), "the code is never sent to an approver's page");
    step(manager, &review, &[("step", "code"), ("code", code)]).await;
    app.pass_time(Span::seconds(20));
    review
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_phone_from_asking_to_back_in() {
    each_engine(|app| {
        Box::pin(async move {
            let mut scene = scene(app).await;
            let lost = app.browser();
            lost.sign_in(&mut scene.phone, "anna").await;

            let asking = app.browser().at([198, 51, 100, 7]);
            assert_eq!(asking.ask("anna", "lost-or-stolen").await, "/recover/sent");
            let key = AskingKey::new(app.rng());
            let code = key.code(&asking.publish(&key).await);
            app.tick().await;
            let status = asking.fetch("/api/recover/status", None).await;
            assert_eq!(asking.fetch("/api/recover/status", Some(status.header("etag"))).await.status, 304);
            assert!(
                !app.mail.to("anna@example.org").is_empty() && !app.mail.to("mara@example.org").is_empty()
            );

            let manager = app.browser().at([203, 0, 113, 5]);
            manager.sign_in(&mut scene.mara, "mara").await;
            assert!(manager.get("/approvals").await.text().contains("Anna Berg"));
            let review = review(app, &manager, &scene, &code).await;
            let id = review.rsplit('/').next().expect("an id").to_owned();
            manager.approve(&id, &mut scene.mara).await;
            app.tick().await;
            assert!(
                lost.get("/sessions").await.location().starts_with("/?then="),
                "sessions of the lost device end"
            );

            let status = asking.fetch("/api/recover/status", Some(status.header("etag"))).await;
            assert_eq!(status.status, 200, "the asking page learns that it is cleared");
            let pass = asking.fetch_pass(&key).await;
            for message in app.mail.all() {
                assert!(!message.body.contains(&pass), "a pass is never mailed");
            }
            assert_eq!(asking.redeem(&pass).await, "/recover/enrol");
            assert_eq!(asking.post_form("/recover/enrol", &[("own", "yes")]).await.status, 303);
            let mut new = app.authenticator();
            assert_eq!(asking.enrol(&mut new, "New phone").await, "/recover/try");
            assert_eq!(asking.sign_in(&mut new, "anna").await, "/recover/done");
            let done = asking.get("/recover/done").await;
            assert_eq!(done.status, 200);
            app.tick().await;
            let begun = app.browser().begin("/api/sign-in", &serde_json::json!({"user_name": "anna"})).await;
            assert!(scene.phone.try_get(&begun.options).is_none(), "the lost phone's passkey is gone");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i04_a_pass_is_spent_in_the_asking_browser_only() {
    each_engine(|app| {
        Box::pin(async move {
            let mut scene = scene(app).await;
            let asking = app.browser();
            asking.ask("anna", "lost-or-stolen").await;
            let key = AskingKey::new(app.rng());
            let code = key.code(&asking.publish(&key).await);
            app.tick().await;
            let manager = app.browser();
            manager.sign_in(&mut scene.mara, "mara").await;
            let review = review(app, &manager, &scene, &code).await;
            manager.approve(review.rsplit('/').next().expect("an id"), &mut scene.mara).await;
            let sealed = asking.post_json("/api/recover/pass", &serde_json::json!({})).await;
            assert_eq!(sealed.status, 200, "{}", sealed.text());
            assert!(AskingKey::new(app.rng()).open(&sealed.json()).is_none(), "another key does not open it");
            let pass = key.open(&sealed.json()).expect("its own key does");
            // Another browser that asked too, for the same name.
            let other = app.browser();
            other.ask("anna", "lost-or-stolen").await;
            let reply = other.post_json("/api/recover/redeem", &serde_json::json!({"pass": pass})).await;
            assert!(other.cookie("__Host-enrolment").is_none(), "{} {}", reply.status, reply.text());
            // And one that never did.
            let reply =
                app.browser().post_json("/api/recover/redeem", &serde_json::json!({"pass": pass})).await;
            assert_eq!(reply.status, 403);
            assert_eq!(asking.redeem(&pass).await, "/recover/enrol");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i03_nobody_decides_about_themselves() {
    each_engine(|app| {
        Box::pin(async move {
            let mut scene = scene(app).await;
            let asking = app.browser();
            asking.ask("anna", "lost-or-stolen").await;
            asking.publish(&AskingKey::new(app.rng())).await;
            app.tick().await;
            let inside = app.browser();
            inside.sign_in(&mut scene.phone, "anna").await;
            let reply = inside.post_form("/approvals", &[("person", scene.anna.as_str())]).await;
            assert!((400..500).contains(&reply.status), "{} {}", reply.status, reply.text());
        })
    })
    .await;
}
