//! I09: asking changes nothing by itself, and failures lock nobody out of their other methods.

use serde_json::json;
use testkit::{AskingKey, TestApp, each_engine};

use crate::scene::{Asking, BY_VIDEO, Scene, SignIn, is_out, sign_in, step};

/// What must be as it was: methods, devices, sessions, people, policy and passes. Where somebody signed in from, and when
/// a method last worked, may be newer.
const THEIRS: [&str; 9] = [
    "ceremony",
    "audit_entry",
    "audit_head",
    "audit_subtree",
    "audit_checkpoint",
    "request",
    "notice",
    "stop_code",
    "review",
];

#[tokio::test(flavor = "multi_thread")]
async fn i09_asking_until_the_limits_are_hit_changes_nothing_but_the_asks() {
    each_engine(|app| {
        Box::pin(async move {
            let mut scene = Scene::new(app).await;
            let mut laptop = app.passkey(&scene.anna).await;
            let inside = Scene::inside(app, &mut laptop, "anna").await;
            let before = app.rows().await.without(&THEIRS);
            let mut refused = 0;
            for n in 0..40_u8 {
                // From one network, until that is too many; then from everywhere, until it is too many for the name.
                let network = if n < 20 { [198, 51, 100, 7] } else { [198, 18, n, 7] };
                let browser = app.browser().at(network);
                let fields = [("user_name", "anna"), ("what", "lost-or-stolen"), ("none", "yes")];
                let reply = browser.post_form("/recover/other-way", &fields).await;
                if reply.status == 429 {
                    refused += 1;
                    continue;
                }
                assert_eq!(reply.status, 303, "{}", reply.text());
                browser.publish(&AskingKey::new(app.rng())).await;
                app.tick().await;
            }
            assert!(refused >= 20, "the limits were not hit");
            let differences = before.differences(&app.rows().await.without(&THEIRS));
            assert!(differences.is_empty(), "{differences:#?}");
            assert!(!is_out(&inside).await, "they stay signed in");
            inside.prove_again(&mut laptop).await;
            assert_eq!(sign_in(app, &mut scene.phone, "anna").await, SignIn::In);
            assert_eq!(sign_in(app, &mut laptop, "anna").await, SignIn::In);
        })
    })
    .await;
}

/// Wrong answers of every kind, more of each than any limit allows.
#[tokio::test(flavor = "multi_thread")]
async fn i09_wrong_codes_passes_and_proofs_lock_nobody_out() {
    each_engine(|app| {
        Box::pin(async move {
            let mut scene = Scene::new(app).await;
            let inside = Scene::inside(app, &mut scene.phone, "anna").await;
            app.person("emil").save().await;
            let pass = app.first_pass("emil").await;

            wrong_match_codes(app, &mut scene).await;
            let before = app.rows().await.without(&THEIRS);
            for n in 0..30_u8 {
                let reply = app.browser().post_form("/not-me", &[("code", "ABCDEFGHJKMNPQRSTVWXYZ12")]).await;
                assert!([303, 429].contains(&reply.status), "{}", reply.text());
                // Somebody else's pass, for Anna.
                let fields = [("user_name", "anna"), ("first", &*pass.first), ("second", &*pass.second)];
                let reply = app.browser().at([10, 2, n, 1]).post_form("/pass", &fields).await;
                assert_eq!(reply.status, 422, "{}", reply.text());
                // Somebody's key that is not hers.
                let begun = app
                    .browser()
                    .at([10, 3, n, 1])
                    .begin("/api/sign-in", &json!({"user_name": "anna", "then": "/"}))
                    .await;
                let mut options = begun.options;
                options["publicKey"]["allowCredentials"] = json!([]);
                let credential = scene.boris.get(&options);
                let finish = contract::FinishCeremony { id: begun.id, credential, name: String::new() };
                let reply = app.browser().at([10, 3, n, 1]).post_json("/api/sign-in/finish", &finish).await;
                assert!(!reply.text().contains("next"), "{}", reply.text());
            }
            let differences = before.differences(&app.rows().await.without(&THEIRS));
            assert!(differences.is_empty(), "{differences:#?}");
            assert!(!is_out(&inside).await, "Anna stays signed in");
            assert_eq!(sign_in(app, &mut scene.phone, "anna").await, SignIn::In);
            // The pass that was typed for somebody else still works for whom it is.
            app.browser().at([10, 4, 0, 1]).enter_pass("emil", &pass).await;
            // And Anna can still ask, and be helped.
            let asking = scene.approved(app, BY_VIDEO).await;
            assert_eq!(asking.try_fetch().await.status, 200);
        })
    })
    .await;
}

/// Three wrong codes end the request, and nothing else.
async fn wrong_match_codes(app: &TestApp, scene: &mut Scene) {
    let asking = Asking::begin(app, "anna", BY_VIDEO.what).await;
    let manager = Scene::inside(app, &mut scene.mara, "mara").await;
    let page = manager.post_form("/approvals", &[("person", scene.anna.as_str())]).await;
    let review = page.location().to_owned();
    step(&manager, &review, &[("step", "device"), ("device", scene.device.as_str())]).await;
    step(&manager, &review, &[("step", "reach"), ("means", "video"), ("means_done", "yes")]).await;
    let says = [
        ("step", "says"),
        ("asked_now", "yes"),
        ("what", BY_VIDEO.what),
        ("on_what", "linux"),
        ("place", "home"),
    ];
    step(&manager, &review, &says).await;
    step(&manager, &review, &[("step", "compare")]).await;
    let digits: String = asking.code.chars().filter(char::is_ascii_digit).collect();
    let wrong = if digits == "000000" { "111111" } else { "000000" };
    for left in [2, 1] {
        let reply = manager.post_form(&review, &[("step", "code"), ("code", wrong)]).await;
        assert_eq!(reply.status, 422, "{left} left: {}", reply.text());
    }
    assert_eq!(manager.post_form(&review, &[("step", "code"), ("code", wrong)]).await.status, 303);
    let sql = "SELECT state FROM request WHERE id = $1";
    let row = app.core.db().row(sql, store::args![&asking.request]).await.unwrap().unwrap();
    assert_eq!(row.text("state").unwrap(), "withdrawn", "three wrong codes end it");
}

/// A wrong pass, as often as it takes to end it, ends that pass; the approval has another.
#[tokio::test(flavor = "multi_thread")]
async fn i09_a_pass_that_was_guessed_at_ends_and_the_next_one_works() {
    each_engine(|app| {
        Box::pin(async move {
            let mut scene = Scene::new(app).await;
            let asking = scene.approved(app, BY_VIDEO).await;
            let pass = asking.browser.fetch_pass(&asking.key).await;
            let wrong = if pass.starts_with("00") { "11" } else { "00" }.to_owned() + pass.get(2..).unwrap();
            for _ in 0..10 {
                assert!(!asking.opens(&wrong).await);
            }
            assert!(!asking.opens(&pass).await, "ten wrong tries end it");
            let next = asking.browser.fetch_pass(&asking.key).await;
            assert!(asking.opens(&next).await);
        })
    })
    .await;
}
