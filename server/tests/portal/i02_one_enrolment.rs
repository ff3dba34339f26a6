//! I02: a pass opens exactly one enrolment, however many try at once and wherever; and a person has one live pass.

use futures::future::join_all;
use serde_json::json;
use testkit::{Browser, Reply, TestApp, each_engine};

use crate::scene::{BY_VIDEO, IN_PERSON, Scene, opened, step};

/// How many try at once.
const MANY: usize = 64;

/// So many browsers of two processes, each from a network of its own: no limit shall decide who is first.
fn browsers(one: &TestApp, other: &TestApp) -> Vec<Browser> {
    (0..MANY)
        .map(|n| {
            let app = if n % 2 == 0 { one } else { other };
            app.browser().at([10, 1, u8::try_from(n).unwrap(), 1])
        })
        .collect()
}

/// Which of these browsers are in an enrolment now.
async fn enrolling(browsers: &[Browser]) -> usize {
    let mut count = 0;
    for browser in browsers {
        count += usize::from(browser.get("/recover/enrol").await.status == 200);
    }
    count
}

/// Of all the answers one opened an enrolment, and there is one that goes on.
async fn exactly_one(app: &TestApp, browsers: &[Browser], replies: &[Reply], is: impl Fn(&Reply) -> bool) {
    let statuses: Vec<_> = replies.iter().map(|reply| reply.status).collect();
    // A machine that is busy may say so (503) to those who wait for their turn; nothing may break.
    let fine = |reply: &Reply| reply.status < 500 || reply.status == 503;
    assert!(replies.iter().all(fine), "{statuses:?}");
    assert_eq!(replies.iter().filter(|reply| reply.status < 500 && is(reply)).count(), 1, "{statuses:?}");
    assert_eq!(enrolling(browsers).await, 1);
    let rows = app.core.db().row("SELECT COUNT(*) AS n FROM enrolment", Vec::new()).await.unwrap().unwrap();
    assert_eq!(rows.count("n").unwrap(), 1, "the others opened none that ended at once");
    let sql = "SELECT COUNT(*) AS n FROM audit_entry WHERE kind = 'enrolment.opened'";
    let entries = app.core.db().row(sql, Vec::new()).await.unwrap().unwrap();
    assert_eq!(entries.count("n").unwrap(), 1);
}

/// The same pass, typed everywhere at once.
async fn enter_at_once(app: &TestApp, fields: &[(&str, &str)]) {
    let other = app.another_process().await;
    let browsers = browsers(app, &other);
    let replies = join_all(browsers.iter().map(|browser| browser.post_form("/pass", fields))).await;
    exactly_one(app, &browsers, &replies, |reply| reply.status == 303).await;
    other.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i02_sixty_four_who_redeem_a_pass_at_two_processes_at_once_get_one_enrolment() {
    each_engine(|app| {
        Box::pin(async move {
            let mut scene = Scene::new(app).await;
            let asking = scene.approved(app, BY_VIDEO).await;
            let pass = asking.browser.fetch_pass(&asking.key).await;
            let other = app.another_process().await;
            let browsers = browsers(app, &other);
            let cookie = asking.browser.cookie("__Host-request").unwrap();
            for browser in &browsers {
                browser.set_cookie("__Host-request", &cookie);
            }
            let body = json!({ "pass": pass });
            let tries = browsers.iter().map(|browser| browser.post_json("/api/recover/redeem", &body));
            let replies = join_all(tries).await;
            exactly_one(app, &browsers, &replies, opened).await;
            other.end().await;
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i02_sixty_four_who_type_a_first_day_pass_at_once_get_one_enrolment() {
    each_engine(|app| {
        Box::pin(async move {
            app.person("emil").save().await;
            let pass = app.first_pass("emil").await;
            let fields = [("user_name", "emil"), ("first", &*pass.first), ("second", &*pass.second)];
            enter_at_once(app, &fields).await;
        })
    })
    .await;
}

/// The half that an approver's page shows, once.
async fn half(approver: &Browser, review: &str) -> String {
    let reply = approver.post_form(&format!("{review}/half"), &[("show", "yes")]).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    let text = reply.text();
    let group = text.split("pass-group").nth(1).unwrap().split("</p>").next().unwrap();
    let mut out = String::new();
    for part in group.split("<span>").skip(1) {
        out.push_str(part.split("</span>").next().unwrap());
        out.push(' ');
    }
    assert_eq!(
        out.chars().filter(|c| c.is_ascii_alphanumeric()).count(),
        13,
        "a half and its check: {group}"
    );
    out
}

/// One of the two approvers of a spoken pass; the address of the review.
async fn approve_spoken(
    app: &TestApp,
    scene: &Scene,
    authenticator: &mut testkit::Authenticator,
    name: &str,
) -> (Browser, String) {
    let approver = Scene::inside(app, authenticator, name).await;
    let review = approver.post_form("/approvals", &[("person", scene.anna.as_str())]).await;
    let review = review.location().to_owned();
    step(&approver, &review, &[("step", "device"), ("device", scene.device.as_str())]).await;
    step(&approver, &review, &[("step", "reach"), ("means", IN_PERSON.means), ("means_done", "yes")]).await;
    let says = [
        ("step", "says"),
        ("asked_now", "yes"),
        ("what", IN_PERSON.what),
        ("on_what", "unsure"),
        ("place", "here"),
    ];
    step(&approver, &review, &says).await;
    step(&approver, &review, &[("step", "compare")]).await;
    let id = review.trim_start_matches("/approvals/");
    approver.approve(id, authenticator).await;
    (approver, review)
}

#[tokio::test(flavor = "multi_thread")]
async fn i02_sixty_four_who_type_a_spoken_pass_at_once_get_one_enrolment() {
    each_engine(|app| {
        Box::pin(async move {
            let mut scene = Scene::new(app).await;
            let desk = Scene::inside(app, &mut scene.ida, "ida").await;
            let raised =
                desk.post_form("/desk/raise", &[("user_name", "anna"), ("what", IN_PERSON.what)]).await;
            assert!(raised.location().starts_with("/desk/requests/"));
            let (mut mara, mut ida) = (scene.mara.clone(), scene.ida.clone());
            let (first, one) = approve_spoken(app, &scene, &mut mara, "mara").await;
            let (second, two) = approve_spoken(app, &scene, &mut ida, "ida").await;
            let (one, two) = (half(&first, &one).await, half(&second, &two).await);
            enter_at_once(app, &[("user_name", "anna"), ("first", &one), ("second", &two)]).await;
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i02_a_new_pass_ends_the_old_one() {
    each_engine(|app| {
        Box::pin(async move {
            let mut scene = Scene::new(app).await;
            let asking = scene.approved(app, BY_VIDEO).await;
            let old = asking.browser.fetch_pass(&asking.key).await;
            let new = asking.browser.fetch_pass(&asking.key).await;
            assert_ne!(old, new);
            assert_eq!(asking.try_fetch().await.status, 409, "an approval gives two");
            let sql = "SELECT COUNT(*) AS n FROM pass WHERE ended IS NULL";
            let row = app.core.db().row(sql, Vec::new()).await.unwrap().unwrap();
            assert_eq!(row.count("n").unwrap(), 1, "one live pass a person");
            assert!(!asking.opens(&old).await);
            assert!(asking.opens(&new).await);
            assert!(!asking.opens(&new).await, "once");

            app.person("emil").save().await;
            let old = app.first_pass("emil").await;
            let new = app.first_pass("emil").await;
            for (pass, opens) in [(&old, false), (&new, true), (&new, false)] {
                let fields = [("user_name", "emil"), ("first", &*pass.first), ("second", &*pass.second)];
                let reply = app.browser().post_form("/pass", &fields).await;
                assert_eq!(reply.status == 303, opens, "{}", reply.text());
            }
        })
    })
    .await;
}

/// Sixty-four who fetch a pass at once, at two processes: no more passes than the approval gives, and one of them live.
#[tokio::test(flavor = "multi_thread")]
async fn i02_sixty_four_who_fetch_a_pass_at_once_leave_one_live() {
    each_engine(|app| {
        Box::pin(async move {
            let mut scene = Scene::new(app).await;
            let asking = scene.approved(app, BY_VIDEO).await;
            let other = app.another_process().await;
            let browsers = browsers(app, &other);
            let cookie = asking.browser.cookie("__Host-request").unwrap();
            for browser in &browsers {
                browser.set_cookie("__Host-request", &cookie);
            }
            let nothing = json!({});
            let tries = browsers.iter().map(|browser| browser.post_json("/api/recover/pass", &nothing));
            let replies = join_all(tries).await;
            let sealed: Vec<_> = replies.iter().filter(|reply| reply.status == 200).collect();
            assert_eq!(sealed.len(), 2, "an approval gives two");
            let passes: Vec<_> = sealed.iter().map(|reply| asking.key.open(&reply.json()).unwrap()).collect();
            let mut open = 0;
            for pass in &passes {
                open += usize::from(asking.opens(pass).await);
            }
            assert_eq!(open, 1);
            other.end().await;
        })
    })
    .await;
}
