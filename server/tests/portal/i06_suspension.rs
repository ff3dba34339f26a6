//! I06: suspended at approval, removed only at closing; and otherwise back, or not, as R7 says.

use domain::Span;
use testkit::{TestApp, each_engine};

use crate::scene::{Asking, BY_VIDEO, Scene, SignIn, Told, is_out, sign_in};

const BROKEN: Told<'static> = Told { what: "broken-or-wiped", ..BY_VIDEO };

/// What the database says of the passkey on the phone, whose row outlives it.
async fn state(app: &TestApp, scene: &Scene) -> String {
    let sql = "SELECT state FROM method WHERE id = $1";
    let row = app.core.db().row(sql, vec![scene.on_phone.as_str().into()]).await.unwrap().unwrap();
    row.text("state").unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn i06_a_lost_devices_passkey_pauses_at_approval_and_goes_only_at_closing() {
    each_engine(|app| {
        Box::pin(async move {
            let mut scene = Scene::new(app).await;
            let inside = Scene::inside(app, &mut scene.phone, "anna").await;
            let asking = Asking::begin(app, "anna", BY_VIDEO.what).await;
            let manager = Scene::inside(app, &mut scene.mara, "mara").await;
            let review = scene.review(app, &manager, &asking, BY_VIDEO).await;
            assert_eq!(
                sign_in(app, &mut scene.phone, "anna").await,
                SignIn::In,
                "nothing before the approval"
            );
            assert!(!is_out(&inside).await);
            manager.approve(&review, &mut scene.mara).await;
            // At once, whatever the work outside does.
            assert_eq!(sign_in(app, &mut scene.phone, "anna").await, SignIn::Paused);
            assert!(is_out(&inside).await, "its sessions end");
            app.tick().await;
            let mut new = asking.enrol(app).await;
            app.tick().await;
            assert_eq!(sign_in(app, &mut scene.phone, "anna").await, SignIn::Paused, "not before it closes");
            assert_eq!(state(app, &scene).await, "suspended");
            assert_eq!(asking.browser.sign_in(&mut new, "anna").await, "/recover/done");
            assert_eq!(sign_in(app, &mut scene.phone, "anna").await, SignIn::No);
            assert_eq!(state(app, &scene).await, "removed");
            assert_eq!(sign_in(app, &mut new, "anna").await, SignIn::In);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i06_without_a_first_sign_in_it_closes_after_a_day_and_not_before() {
    each_engine(|app| {
        Box::pin(async move {
            let mut scene = Scene::new(app).await;
            let asking = scene.approved(app, BY_VIDEO).await;
            asking.enrol(app).await;
            app.pass_time(Span::hours(24) - Span(1));
            app.tick().await;
            assert_eq!(state(app, &scene).await, "suspended");
            app.pass_time(Span(1));
            app.tick().await;
            assert_eq!(state(app, &scene).await, "removed");
        })
    })
    .await;
}

/// How a request that was approved ends without closing.
#[derive(Clone, Copy, Debug)]
enum End {
    Withdrawn,
    WithdrawnBySecurity,
    Expired,
}

async fn ends(app: &TestApp, told: Told<'_>, end: End) -> SignIn {
    let mut scene = Scene::new(app).await;
    let asking = scene.approved(app, told).await;
    assert_eq!(sign_in(app, &mut scene.phone, "anna").await, SignIn::Paused, "{end:?}");
    match end {
        End::Withdrawn => {
            assert_eq!(asking.browser.post_form("/recover/sent", &[]).await.location(), "/recover/over");
        }
        End::WithdrawnBySecurity => {
            let security = Scene::inside(app, &mut scene.sami, "sami").await;
            let address = format!("/desk/requests/{}", asking.request);
            let reply = security.post_form(&address, &[("action", "withdraw"), ("note", "")]).await;
            assert_eq!(reply.status, 303, "{}", reply.text());
        }
        End::Expired => app.pass_time(Span::hours(24)),
    }
    app.tick().await;
    let other = sign_in(app, &mut scene.phone, "anna").await;
    assert_ne!(state(app, &scene).await, "removed", "{end:?}: only closing removes");
    other
}

#[tokio::test(flavor = "multi_thread")]
async fn i06_a_broken_phones_passkey_comes_back_when_its_request_is_withdrawn() {
    each_engine(|app| {
        Box::pin(async move {
            assert_eq!(ends(app, BROKEN, End::Withdrawn).await, SignIn::In);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i06_a_broken_phones_passkey_comes_back_when_security_withdraws() {
    each_engine(|app| {
        Box::pin(async move {
            assert_eq!(ends(app, BROKEN, End::WithdrawnBySecurity).await, SignIn::In);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i06_a_lost_phones_passkey_stays_paused_when_its_request_is_withdrawn() {
    each_engine(|app| {
        Box::pin(async move {
            assert_eq!(ends(app, BY_VIDEO, End::Withdrawn).await, SignIn::Paused);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i06_a_lost_phones_passkey_stays_paused_when_its_approval_runs_out() {
    each_engine(|app| {
        Box::pin(async move {
            assert_eq!(ends(app, BY_VIDEO, End::Expired).await, SignIn::Paused);
        })
    })
    .await;
}

/// Only a new decision brings it back: "found again", by `security` or IT, after a check.
#[tokio::test(flavor = "multi_thread")]
async fn i06_a_lost_phones_passkey_comes_back_when_it_is_found_again() {
    each_engine(|app| {
        Box::pin(async move {
            let mut scene = Scene::new(app).await;
            let asking = scene.approved(app, BY_VIDEO).await;
            asking.browser.post_form("/recover/sent", &[]).await;
            let address = format!("/desk/requests/{}", asking.request);
            let manager = Scene::inside(app, &mut scene.mara, "mara").await;
            let found = [("action", "found-again"), ("check", "in-person"), ("note", "")];
            let refused = manager.post_form(&address, &found).await;
            assert!((400..500).contains(&refused.status), "{}", refused.text());
            assert_eq!(sign_in(app, &mut scene.phone, "anna").await, SignIn::Paused);
            let security = Scene::inside(app, &mut scene.sami, "sami").await;
            let unchecked = security.post_form(&address, &[("action", "found-again")]).await;
            assert_eq!(unchecked.status, 422, "not without a check");
            assert_eq!(sign_in(app, &mut scene.phone, "anna").await, SignIn::Paused);
            assert_eq!(security.post_form(&address, &found).await.status, 303);
            assert_eq!(sign_in(app, &mut scene.phone, "anna").await, SignIn::In);
        })
    })
    .await;
}
