//! I09: a drill goes all the way to the decision through the real router, and nothing is changed by it.

use contract::common::Finished;
use contract::recovery::KeyTaken;
use serde_json::json;
use testkit::{AskingKey, TestApp, each_engine};

use crate::scene::{Scene, SignIn, sign_in, step};

/// What a drill writes: its own rows, the record, notices. All else must be as it was.
const ITS_OWN: [&str; 7] =
    ["drill", "notice", "ceremony", "audit_entry", "audit_head", "audit_subtree", "audit_checkpoint"];

async fn decide(app: &TestApp, scene: &mut Scene, how: &str) {
    let anna = Scene::inside(app, &mut scene.phone, "anna").await;
    let manager = Scene::inside(app, &mut scene.mara, "mara").await;
    app.tick().await;
    let before = app.rows().await.without(&ITS_OWN);

    let begun = anna.post_form("/drill", &[("device", scene.device.as_str())]).await;
    assert_eq!((begun.status, begun.location()), (303, "/drill"), "{}", begun.text());
    let key = AskingKey::new(app.rng());
    let reply = anna.post_json("/api/drill/key", &key.publish()).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    let taken: KeyTaken = reply.json();
    let code = key.code(&taken);
    let waiting = anna.get("/drill").await.text();
    assert!(waiting.contains("This is a drill.") && waiting.contains("Mara Lindgren"), "{waiting}");
    app.tick().await;

    let cards = manager.get("/approvals").await.text();
    assert!(cards.contains("This is a drill."), "{cards}");
    let at = cards.split("href=\"").find(|rest| rest.starts_with("/drills/")).unwrap();
    let review = at.split('"').next().unwrap().to_owned();
    let marked = async || {
        let page = manager.get(&review).await.text();
        assert!(page.contains("This is a drill.") && !page.contains("This is not a drill."), "{page}");
        page
    };
    marked().await;
    step(&manager, &review, &[("step", "device"), ("device", scene.device.as_str())]).await;
    marked().await;
    step(&manager, &review, &[("step", "reach"), ("means", "video"), ("means_done", "yes")]).await;
    marked().await;
    let says = [
        ("step", "says"),
        ("asked_now", "yes"),
        ("what", "lost-or-stolen"),
        ("on_what", "linux"),
        ("place", "home"),
    ];
    step(&manager, &review, &says).await;
    marked().await;
    step(&manager, &review, &[("step", "compare")]).await;
    assert!(!marked().await.contains(&code), "the code is never sent to an approver's page");
    step(&manager, &review, &[("step", "code"), ("code", &code)]).await;
    marked().await;
    if how == "approve" {
        let begun = manager.begin(&format!("/api{review}"), &json!({})).await;
        let credential = scene.mara.get(&begun.options);
        let finish = contract::FinishCeremony { id: begun.id, credential, name: String::new() };
        let reply = manager.post_json(&format!("/api{review}/finish"), &finish).await;
        assert_eq!(reply.json::<Finished>(), Finished::Next(review.clone()));
    } else {
        step(&manager, &review, &[("step", how)]).await;
    }
    let done = marked().await;
    assert!(done.contains("Done. This was a drill. Nothing was changed."), "{done}");
    let over = anna.get("/drill").await.text();
    assert!(over.contains("This is how it would have gone"), "{over}");
    app.tick().await;

    let differences = before.differences(&app.rows().await.without(&ITS_OWN));
    assert!(differences.is_empty(), "{how}: {differences:#?}");
    assert_eq!(anna.get("/sessions").await.status, 200, "they stay signed in");
    assert_eq!(sign_in(app, &mut scene.phone, "anna").await, SignIn::In);
    let security = app.mail.to("sami@example.org");
    assert!(security.iter().all(|mail| !mail.body.contains("Anna")), "{security:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn i09_a_drill_changes_nothing_whatever_the_manager_decides() {
    each_engine(|app| {
        Box::pin(async move {
            let mut scene = Scene::new(app).await;
            for how in ["approve", "deny", "not-right"] {
                decide(app, &mut scene, how).await;
            }
        })
    })
    .await;
}
