//! I10: a privileged person needs two approvers, one of them `security`, an hour, and a phishing-resistant method.

use domain::Span;
use domain::person::Role;
use serde_json::json;
use testkit::{Authenticator, Browser, TestApp, each_engine};

use crate::scene::{Asking, IN_PERSON, Scene, SignIn, sign_in, step};

/// Tries to finish a review that stands at its decision. Whether it counted.
async fn decides(approver: &Browser, review: &str, authenticator: &mut Authenticator) -> bool {
    let at = format!("/api/approvals/{review}");
    let begun = approver.post_json(&format!("{at}/begin"), &json!({})).await;
    if begun.status != 200 {
        assert_eq!(begun.status, 403, "{}", begun.text());
        return false;
    }
    let begun: contract::Challenge = begun.json();
    let credential = authenticator.get(&begun.options);
    let finish = contract::FinishCeremony { id: begun.id, credential, name: String::new() };
    let reply = approver.post_json(&format!("{at}/finish"), &finish).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    matches!(reply.json(), contract::common::Finished::Next(_))
}

/// Somebody signs in and reviews Anna's request; whether their approval counted.
async fn approves(
    app: &TestApp,
    scene: &Scene,
    asking: &Asking,
    (authenticator, name): (&mut Authenticator, &str),
) -> bool {
    let approver = Scene::inside(app, authenticator, name).await;
    let review = scene.review(app, &approver, asking, IN_PERSON).await;
    decides(&approver, &review, authenticator).await
}

async fn state(app: &TestApp, asking: &Asking) -> String {
    let sql = "SELECT state FROM request WHERE id = $1";
    let row = app.core.db().row(sql, store::args![&asking.request]).await.unwrap().unwrap();
    row.text("state").unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn i10_one_approval_is_not_enough_and_neither_are_two_of_the_chain() {
    each_engine(|app| {
        Box::pin(async move {
            let scene = Scene::with(app, &[Role::Auditor]).await;
            let (mut mara, mut boris, mut sami) =
                (scene.mara.clone(), scene.boris.clone(), scene.sami.clone());
            let mut phone = scene.phone.clone();
            let asking = Asking::begin(app, "anna", IN_PERSON.what).await;
            assert!(approves(app, &scene, &asking, (&mut mara, "mara")).await);
            assert_eq!(state(app, &asking).await, "half-approved");
            assert_eq!(asking.try_fetch().await.status, 409, "half an approval gives no pass");
            assert_eq!(sign_in(app, &mut phone, "anna").await, SignIn::In, "and pauses nothing");
            assert!(!approves(app, &scene, &asking, (&mut mara, "mara")).await, "the same one twice");
            app.pass_time(Span::hours(1));
            app.tick().await;
            assert!(!approves(app, &scene, &asking, (&mut boris, "boris")).await, "two of the chain");
            assert_eq!(state(app, &asking).await, "half-approved");
            assert!(approves(app, &scene, &asking, (&mut sami, "sami")).await);
            assert_eq!(state(app, &asking).await, "approved");
            assert_eq!(sign_in(app, &mut phone, "anna").await, SignIn::Paused);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i10_it_decides_nothing_about_a_privileged_person() {
    each_engine(|app| {
        Box::pin(async move {
            let scene = Scene::with(app, &[Role::Security]).await;
            let asking = Asking::begin(app, "anna", IN_PERSON.what).await;
            app.pass_time(Span::hours(2));
            app.tick().await;
            let (mut ida, mut sami) = (scene.ida.clone(), scene.sami.clone());
            let it = Scene::inside(app, &mut ida, "ida").await;
            let begin = [("person", scene.anna.as_str())];
            // Neither alone and first, nor as the second, nor from the desk.
            for round in ["first", "second"] {
                assert_eq!(it.post_form("/approvals", &begin).await.status, 404, "{round}");
                let address = format!("/desk/requests/{}", asking.request);
                let reply = it.post_form(&address, &[("action", "decide")]).await;
                assert!([403, 404, 409].contains(&reply.status), "{round}: {}", reply.text());
                if round == "first" {
                    assert!(approves(app, &scene, &asking, (&mut sami, "sami")).await);
                    it.prove_again(&mut ida).await;
                }
            }
            assert_eq!(state(app, &asking).await, "half-approved");
            assert_eq!(asking.try_fetch().await.status, 409);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i10_calling_back_is_not_seeing_them() {
    each_engine(|app| {
        Box::pin(async move {
            let scene = Scene::with(app, &[Role::It]).await;
            Asking::begin(app, "anna", IN_PERSON.what).await;
            let mut mara = scene.mara.clone();
            let manager = Scene::inside(app, &mut mara, "mara").await;
            let page = manager.post_form("/approvals", &[("person", scene.anna.as_str())]).await;
            let review = page.location().to_owned();
            step(&manager, &review, &[("step", "device"), ("device", scene.device.as_str())]).await;
            let sql = "SELECT id FROM contact WHERE person = $1 AND kind = 'landline'";
            let row = app.core.db().row(sql, store::args![&scene.anna]).await.unwrap().unwrap();
            let call = format!("call:{}", row.text("id").unwrap());
            let called = [("step", "reach"), ("means", call.as_str()), ("means_done", "yes")];
            assert_eq!(manager.post_form(&review, &called).await.status, 422);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i10_the_pass_works_an_hour_after_security_was_told_and_not_before() {
    each_engine(|app| {
        Box::pin(async move {
            let scene = Scene::with(app, &[Role::Auditor]).await;
            let (mut mara, mut sami) = (scene.mara.clone(), scene.sami.clone());
            let asking = Asking::begin(app, "anna", IN_PERSON.what).await;
            assert!(approves(app, &scene, &asking, (&mut mara, "mara")).await);
            assert!(approves(app, &scene, &asking, (&mut sami, "sami")).await);
            app.tick().await;
            for name in ["sami", "vera", "nils"] {
                let told = app.mail.to(&format!("{name}@example.org"));
                assert!(told.iter().any(|message| message.body.contains("Anna Berg")), "{name} was not told");
            }
            for wait in [Span(0), Span::minutes(59), Span::minutes(1) - Span(1)] {
                app.pass_time(wait);
                app.tick().await;
                let reply = asking.try_fetch().await;
                assert_eq!(reply.status, 403, "{}", reply.text());
            }
            app.pass_time(Span(1));
            // Only a key that checks its user is one that cannot be phished; others are not taken.
            let pass = asking.browser.fetch_pass(&asking.key).await;
            assert!(asking.opens(&pass).await);
            assert_eq!(asking.browser.post_form("/recover/enrol", &[("own", "yes")]).await.status, 303);
            let mut careless = app.authenticator();
            careless.verifies = false;
            for (key, taken) in [(&mut careless, false), (&mut app.authenticator(), true)] {
                let begun = asking.browser.begin("/api/enrol", &json!({})).await;
                let wants = &begun.options["publicKey"]["authenticatorSelection"]["userVerification"];
                assert_eq!(wants, "required");
                let credential = key.create(&begun.options);
                let finish = contract::FinishCeremony { id: begun.id, credential, name: "New".to_owned() };
                let reply = asking.browser.post_json("/api/enrol/finish", &finish).await;
                let next = reply.status == 200
                    && matches!(reply.json(), contract::common::Finished::Next(path) if path == "/recover/try");
                assert_eq!(next, taken, "{} {}", reply.status, reply.text());
            }
            let sql = "SELECT kind FROM method WHERE person = $1 AND state = 'active'";
            let rows = app.core.db().rows(sql, store::args![&scene.anna]).await.unwrap();
            let kinds: Vec<_> = rows.iter().map(|row| row.text("kind").unwrap()).collect();
            assert_eq!(kinds.len(), 1, "the lost one is paused: {kinds:?}");
            assert!(["passkey", "security-key"].contains(&kinds[0].as_str()), "{kinds:?}");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i10_one_denial_ends_what_another_approved() {
    each_engine(|app| {
        Box::pin(async move {
            let scene = Scene::with(app, &[Role::Auditor]).await;
            let (mut mara, mut sami) = (scene.mara.clone(), scene.sami.clone());
            let asking = Asking::begin(app, "anna", IN_PERSON.what).await;
            assert!(approves(app, &scene, &asking, (&mut mara, "mara")).await);
            let security = Scene::inside(app, &mut sami, "sami").await;
            let page = security.post_form("/approvals", &[("person", scene.anna.as_str())]).await;
            assert_eq!(security.post_form(page.location(), &[("step", "deny")]).await.status, 303);
            assert_eq!(state(app, &asking).await, "denied");
            assert_eq!(asking.try_fetch().await.status, 409);
        })
    })
    .await;
}
