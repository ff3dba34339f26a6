//! The main job, asked to closed, through the real router: three people, three browsers.

use testkit::{AskingKey, each_engine};

use crate::scene::{Asking, BY_VIDEO, Scene, is_out};

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_phone_from_asking_to_back_in() {
    each_engine(|app| {
        Box::pin(async move {
            let mut scene = Scene::new(app).await;
            let lost = Scene::inside(app, &mut scene.phone, "anna").await;

            let asking = Asking::begin(app, "anna", "lost-or-stolen").await;
            let status = asking.browser.fetch("/api/recover/status", None).await;
            let again = asking.browser.fetch("/api/recover/status", Some(status.header("etag"))).await;
            assert_eq!(again.status, 304);
            assert!(
                !app.mail.to("anna@example.org").is_empty() && !app.mail.to("mara@example.org").is_empty()
            );

            let manager = app.browser().at([203, 0, 113, 5]);
            manager.sign_in(&mut scene.mara, "mara").await;
            assert!(manager.get("/approvals").await.text().contains("Anna Berg"));
            let review = scene.review(app, &manager, &asking, BY_VIDEO).await;
            manager.approve(&review, &mut scene.mara).await;
            app.tick().await;
            assert!(is_out(&lost).await, "sessions of the lost device end");

            let now = asking.browser.fetch("/api/recover/status", Some(status.header("etag"))).await;
            assert_eq!(now.status, 200, "the asking page learns that it is cleared");
            let pass = asking.browser.fetch_pass(&asking.key).await;
            for message in app.mail.all() {
                assert!(!message.body.contains(&pass), "a pass is never mailed");
            }
            assert_eq!(asking.browser.redeem(&pass).await, "/recover/enrol");
            assert_eq!(asking.browser.post_form("/recover/enrol", &[("own", "yes")]).await.status, 303);
            let mut new = app.authenticator();
            assert_eq!(asking.browser.enrol(&mut new, "New phone").await, "/recover/try");
            assert_eq!(asking.browser.sign_in(&mut new, "anna").await, "/recover/done");
            let done = asking.browser.get("/recover/done").await;
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
            let mut scene = Scene::new(app).await;
            let asking = scene.approved(app, BY_VIDEO).await;
            let sealed = asking.try_fetch().await;
            assert_eq!(sealed.status, 200, "{}", sealed.text());
            assert!(AskingKey::new(app.rng()).open(&sealed.json()).is_none(), "another key does not open it");
            let pass = asking.key.open(&sealed.json()).expect("its own key does");
            // Another browser that asked too, for the same name.
            let other = Asking::begin(app, "anna", "lost-or-stolen").await;
            assert!(!other.opens(&pass).await);
            assert!(other.browser.cookie("__Host-enrolment").is_none());
            // And one that never did.
            let reply =
                app.browser().post_json("/api/recover/redeem", &serde_json::json!({"pass": pass})).await;
            assert_eq!(reply.status, 403);
            assert_eq!(asking.browser.redeem(&pass).await, "/recover/enrol");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i03_nobody_decides_about_themselves() {
    each_engine(|app| {
        Box::pin(async move {
            let mut scene = Scene::new(app).await;
            Asking::begin(app, "anna", "lost-or-stolen").await;
            let inside = Scene::inside(app, &mut scene.phone, "anna").await;
            let reply = inside.post_form("/approvals", &[("person", scene.anna.as_str())]).await;
            assert_eq!(reply.status, 404, "{}", reply.text());
        })
    })
    .await;
}
