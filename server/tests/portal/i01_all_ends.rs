//! I01: nothing switches MFA off, and nothing lasts for ever.

use std::collections::BTreeSet;

use domain::Span;
use server::routes::{Verb, table};
use testkit::each_engine;

use crate::callers::everybody;
use crate::samples::SAMPLES;
use crate::scene::{Asking, BY_VIDEO, Scene, SignIn, is_out, sign_in};

#[tokio::test(flavor = "multi_thread")]
async fn i01_a_session_ends_when_it_is_not_used_and_after_its_life_however_much_it_is() {
    each_engine(|app| {
        Box::pin(async move {
            let anna = app.person("anna").save().await;
            let mut phone = app.passkey(&anna).await;
            let idle = Scene::inside(app, &mut phone, "anna").await;
            let used = Scene::inside(app, &mut phone, "anna").await;
            app.pass_time(Span::minutes(59));
            assert!(!is_out(&used).await);
            app.pass_time(Span::minutes(1));
            assert!(is_out(&idle).await, "an hour without being used");
            assert!(!is_out(&used).await);
            // A proof renews the proof, not the session.
            for _ in 0..21 {
                app.pass_time(Span::minutes(30));
                used.prove_again(&mut phone).await;
            }
            app.pass_time(Span::minutes(30) - Span(1));
            assert!(!is_out(&used).await, "it ends after twelve hours and not before");
            app.pass_time(Span(1));
            assert!(is_out(&used).await, "twelve hours, although it was used all the time");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i01_a_proof_and_a_begun_ceremony_end() {
    each_engine(|app| {
        Box::pin(async move {
            let anna = app.person("anna").save().await;
            let mut phone = app.passkey(&anna).await;
            let inside = Scene::inside(app, &mut phone, "anna").await;
            let begun = inside.begin("/api/proof", &serde_json::json!({"then": "/"})).await;
            let credential = phone.get(&begun.options);
            let finish = contract::FinishCeremony { id: begun.id, credential, name: String::new() };
            assert_eq!(inside.get("/methods/add").await.status, 200);
            app.pass_time(Span::minutes(5));
            assert_eq!(inside.get("/methods/add").await.location(), "/prove?then=/methods/add");
            let reply = inside.post_json("/api/methods/begin", &serde_json::json!({})).await;
            assert_eq!(reply.status, 401);
            let reply = inside.post_json("/api/proof/finish", &finish).await;
            assert!(
                !reply.text().contains("next"),
                "a ceremony that began five minutes ago: {}",
                reply.text()
            );
            assert_eq!(inside.get("/methods/add").await.status, 303, "it proved nothing");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i01_a_request_that_nobody_decides_on_ends() {
    each_engine(|app| {
        Box::pin(async move {
            let mut scene = Scene::new(app).await;
            let asking = Asking::begin(app, "anna", "lost-or-stolen").await;
            app.pass_time(Span::hours(72) - Span(1));
            let manager = Scene::inside(app, &mut scene.mara, "mara").await;
            let begin = [("person", scene.anna.as_str())];
            assert_eq!(manager.post_form("/approvals", &begin).await.status, 303, "the last moment counts");
            app.pass_time(Span(1));
            // Whether or not anybody has noticed yet.
            for noticed in [false, true] {
                if noticed {
                    app.tick().await;
                }
                assert_eq!(manager.post_form("/approvals", &begin).await.status, 404, "{noticed}");
                assert_eq!(asking.try_fetch().await.status, 409, "{noticed}");
            }
            assert_eq!(sign_in(app, &mut scene.phone, "anna").await, SignIn::In, "silence changed nothing");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i01_an_approval_ends_and_what_it_paused_does_not_stay_half_paused() {
    each_engine(|app| {
        Box::pin(async move {
            let mut scene = Scene::new(app).await;
            let told = crate::scene::Told { what: "broken-or-wiped", ..BY_VIDEO };
            let asking = scene.approved(app, told).await;
            assert_eq!(sign_in(app, &mut scene.phone, "anna").await, SignIn::Paused);
            app.pass_time(Span::hours(24));
            assert_eq!(asking.try_fetch().await.status, 409, "an approval of yesterday gives no pass");
            app.tick().await;
            assert_eq!(asking.try_fetch().await.status, 409);
            assert_eq!(sign_in(app, &mut scene.phone, "anna").await, SignIn::In);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i01_a_pass_ends_after_an_hour_whether_or_not_anybody_notices() {
    each_engine(|app| {
        Box::pin(async move {
            let mut scene = Scene::new(app).await;
            let asking = scene.approved(app, BY_VIDEO).await;
            let pass = asking.browser.fetch_pass(&asking.key).await;
            app.pass_time(Span::hours(1));
            assert!(!asking.opens(&pass).await);
            app.tick().await;
            assert!(!asking.opens(&pass).await);
            // The one further pass works, up to its last moment.
            let pass = asking.browser.fetch_pass(&asking.key).await;
            app.pass_time(Span::hours(1) - Span(1));
            assert!(asking.opens(&pass).await);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i01_a_first_day_pass_ends_after_an_hour() {
    each_engine(|app| {
        Box::pin(async move {
            for (name, late, opens) in [("emil", Span(0), false), ("ella", Span(1), true)] {
                app.person(name).save().await;
                let pass = app.first_pass(name).await;
                app.pass_time(Span::hours(1) - late);
                let fields = [("user_name", name), ("first", &*pass.first), ("second", &*pass.second)];
                let reply = app.browser().post_form("/pass", &fields).await;
                assert_eq!(reply.status == 303, opens, "{name}: {}", reply.text());
            }
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i01_an_enrolment_ends_also_when_it_goes_on_elsewhere() {
    each_engine(|app| {
        Box::pin(async move {
            app.person("emil").save().await;
            let borrowed = app.browser();
            borrowed.enter_pass("emil", &app.first_pass("emil").await).await;
            assert_eq!(borrowed.post_form("/recover/enrol", &[("own", "no")]).await.status, 303);
            app.pass_time(Span::minutes(10));
            let link = borrowed.post_json("/api/enrol/move", &serde_json::json!({})).await;
            let link: contract::enrolment::MoveLink = link.json();
            let (_, code) = link.address.split_once('#').unwrap();
            let phone = app.browser();
            let reply = phone.post_form("/recover/move", &[("code", code)]).await;
            assert_eq!(reply.status, 303, "{}", reply.text());
            assert_eq!(phone.get("/recover/enrol").await.status, 200);
            app.pass_time(Span::minutes(5));
            assert_eq!(phone.get("/recover/enrol").await.location(), "/recover", "fifteen minutes in all");
            let reply = phone.post_json("/api/enrol/begin", &serde_json::json!({})).await;
            assert_eq!(reply.status, 403);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i01_a_freeze_ends_and_nothing_can_be_lifted_after_it() {
    each_engine(|app| {
        Box::pin(async move {
            let mut scene = Scene::new(app).await;
            let asking = scene.approved(app, BY_VIDEO).await;
            freeze(app, &mut scene).await;
            assert_eq!(asking.try_fetch().await.status, 409, "frozen");
            let address = format!("/desk/requests/{}", asking.request);
            let lift = [("action", "lift-freeze"), ("check", "in-person")];
            app.pass_time(Span::days(7) - Span(1));
            let security = Scene::inside(app, &mut scene.sami, "sami").await;
            assert!(security.get(&address).await.text().contains("lift-freeze"), "the last moment counts");
            app.pass_time(Span(1));
            for noticed in [false, true] {
                if noticed {
                    app.tick().await;
                }
                let reply = security.post_form(&address, &lift).await;
                assert!([403, 409].contains(&reply.status), "{noticed}: {}", reply.text());
                assert_eq!(asking.try_fetch().await.status, 409, "{noticed}");
            }
            assert_eq!(
                sign_in(app, &mut scene.phone, "anna").await,
                SignIn::Paused,
                "it was said to be lost"
            );
        })
    })
    .await;
}

/// "It wasn't me", by the paused passkey.
async fn freeze(app: &testkit::TestApp, scene: &mut Scene) {
    let holder = app.browser().at([192, 0, 2, 77]);
    assert_eq!(holder.sign_in(&mut scene.phone, "anna").await, "/paused");
    assert_eq!(holder.post_form("/paused", &[]).await.location(), "/not-me/done");
    app.tick().await;
}

/// Everything that pages of ours send, sent by everybody: nobody gets in by it, nobody's methods become fewer or weaker,
/// and no policy appears. What changes how somebody signs in needs more than that: a ceremony with their own key.
#[tokio::test(flavor = "multi_thread")]
async fn i01_no_route_lets_anybody_in_without_a_proof() {
    each_engine(|app| {
        Box::pin(async move {
            let (callers, places) = everybody(app).await;
            let methods = async || {
                let sql = "SELECT id, kind, state FROM method ORDER BY id";
                let rows = app.core.db().rows(sql, Vec::new()).await.unwrap();
                let text = |row: &store::Row, column| row.text(column).unwrap();
                let rows: Vec<_> =
                    rows.iter().map(|row| ["id", "kind", "state"].map(|column| text(row, column))).collect();
                rows
            };
            let before = (methods().await, app.rows().await.count("session"));
            for caller in &callers {
                for route in &table(false) {
                    let sample = SAMPLES.iter().find(|one| (one.path, one.verb) == (route.path, route.verb));
                    let sample = sample.expect("every route has a sample");
                    let reply = match route.verb {
                        Verb::Get => caller.browser.get(&places.at(route)).await,
                        // Whoever asks to end a session shall still be there for the other routes.
                        Verb::Post if ["/sign-out", "/sessions"].contains(&route.path) => continue,
                        Verb::Post => {
                            caller.browser.post(&places.at(route), sample.kind(), sample.body).await
                        }
                    };
                    assert!(reply.status < 500, "{route:?} for {}: {}", caller.name, reply.text());
                    for cookie in reply.headers.get_all("set-cookie") {
                        let cookie = cookie.to_str().unwrap();
                        assert!(!cookie.starts_with("__Host-session"), "{route:?} for {}", caller.name);
                    }
                }
            }
            let (methods, sessions) = (methods().await, app.rows().await.count("session"));
            assert_eq!(before.1, sessions);
            let lost: Vec<_> = before.0.iter().filter(|method| !methods.contains(method)).collect();
            assert!(lost.is_empty(), "gone, or weaker: {lost:?}");
            // What somebody with a fresh proof may add by a form alone signs nobody in alone (R1).
            let new: Vec<_> = methods.iter().filter(|method| !before.0.contains(method)).collect();
            assert!(new.iter().all(|[_, kind, _]| kind == "recovery-codes"), "{new:?}");
            assert_eq!(app.rows().await.count("policy"), 0, "no route writes a policy");
            let sql = "SELECT COUNT(*) AS n FROM session WHERE method IS NULL";
            let row = app.core.db().row(sql, Vec::new()).await.unwrap().unwrap();
            assert_eq!(row.count("n").unwrap(), 0, "every session was opened by a method");
        })
    })
    .await;
}

/// A pass opens an enrolment and never a session.
#[tokio::test(flavor = "multi_thread")]
async fn i01_a_pass_alone_lets_nobody_in() {
    each_engine(|app| {
        Box::pin(async move {
            app.person("emil").save().await;
            let pass = app.first_pass("emil").await;
            let browser = app.browser();
            let fields = [("user_name", "emil"), ("first", &*pass.first), ("second", &*pass.second)];
            let reply = browser.post_form("/pass", &fields).await;
            assert_eq!(reply.location(), "/recover/enrol");
            let cookies: BTreeSet<_> = reply
                .headers
                .get_all("set-cookie")
                .iter()
                .map(|cookie| cookie.to_str().unwrap().split('=').next().unwrap().to_owned())
                .collect();
            assert!(
                cookies.contains("__Host-enrolment") && !cookies.contains("__Host-session"),
                "{cookies:?}"
            );
            assert_eq!(browser.get("/sessions").await.location(), "/recover/enrol");
        })
    })
    .await;
}
