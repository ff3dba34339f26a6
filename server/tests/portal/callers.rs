//! One of each kind of caller, in the middle of what they came for, and addresses that lead to what is really there.

use contract::frame::Least;
use domain::{DeviceId, MethodId, Span};
use serde_json::json;
use testkit::{AskingKey, Browser, TestApp};

use crate::samples::SAMPLES;
use crate::scene::{Asking, BY_VIDEO, Scene};
use server::routes::{Route, Verb};

/// Somebody who calls.
pub(crate) struct Caller {
    pub(crate) name: &'static str,
    pub(crate) browser: Browser,
    /// The most that they are.
    pub(crate) most: Least,
}

/// What addresses name.
pub(crate) struct Places {
    review: String,
    request: String,
    method: MethodId,
    device: DeviceId,
    drill: String,
}

impl Places {
    /// The address of a route, for what is really there.
    pub(crate) fn at(&self, route: &Route) -> String {
        let sample = SAMPLES.iter().find(|sample| (sample.path, sample.verb) == (route.path, route.verb));
        let sample = sample.expect("every route has a sample");
        if !route.path.contains('{') || !sample.personal {
            return sample.at.to_owned();
        }
        let id = match route.path.split('/').nth(1) {
            Some("methods") => self.method.as_str(),
            Some("devices") => self.device.as_str(),
            _ => self.request.as_str(),
        };
        let at =
            route.path.replace("{review}", &self.review).replace("{id}", id).replace("{drill}", &self.drill);
        assert!(!at.contains('{'), "{route:?} names something that this test does not know");
        at
    }
}

/// Everybody, and what they work on: Anna's first request was approved, which paused the passkey on her phone; she asked
/// again, and Mara began to decide on that; Anna practises, and Mara is asked for that, too; Emil enrols.
pub(crate) async fn everybody(app: &TestApp) -> (Vec<Caller>, Places) {
    let mut scene = Scene::new(app).await;
    let mut all = Vec::new();
    let mut add = |name, most, browser| all.push(Caller { name, browser, most });
    add("a stranger", Least::Nobody, app.browser());

    let cleared = scene.approved(app, BY_VIDEO).await;
    add("a cleared asker", Least::Asker, cleared.browser);
    let paused = app.browser();
    let begun = paused.begin("/api/sign-in", &json!({"user_name": "anna", "then": "/"})).await;
    let credential = scene.phone.get(&begun.options);
    let finish = contract::FinishCeremony { id: begun.id, credential, name: String::new() };
    assert!(paused.post_json("/api/sign-in/finish", &finish).await.text().contains("/paused"));
    add("the holder of a paused passkey", Least::Nobody, paused);

    let asking = Asking::begin(app, "anna", "lost-or-stolen").await;
    let manager = Scene::inside(app, &mut scene.mara, "mara").await;
    let page = manager.post_form("/approvals", &[("person", scene.anna.as_str())]).await;
    let review = page.location().trim_start_matches("/approvals/").to_owned();
    let picked = [("step", "device"), ("device", scene.device.as_str())];
    assert_eq!(manager.post_form(page.location(), &picked).await.status, 303);
    add("an asker", Least::Asker, asking.browser);

    app.person("emil").save().await;
    let pass = app.first_pass("emil").await;
    let enrolling = app.browser();
    enrolling.enter_pass("emil", &pass).await;
    add("somebody who enrols", Least::Enrolling, enrolling);

    let mut laptop = app.authenticator();
    let method = app.register(&scene.anna, &mut laptop, None).await;
    let anna = Scene::inside(app, &mut laptop, "anna").await;
    assert_eq!(anna.post_form("/drill", &[("device", "other")]).await.status, 303);
    let key = AskingKey::new(app.rng());
    assert_eq!(anna.post_json("/api/drill/key", &key.publish()).await.status, 200);
    let drill = store::drills::last_of(&mut app.core.db(), &scene.anna).await.expect("the database");
    add("the person", Least::FreshPerson, anna);
    add("the manager", Least::FreshPerson, manager);
    add("IT", Least::FreshPerson, Scene::inside(app, &mut scene.ida, "ida").await);
    add("security", Least::FreshPerson, Scene::inside(app, &mut scene.sami, "sami").await);
    app.tick().await;
    // Long enough for a session's use to be noted, short enough for every proof to be fresh.
    app.pass_time(Span::minutes(2));
    let drill = drill.expect("a drill").id.to_string();
    (all, Places { review, request: asking.request, method, device: scene.device, drill })
}

/// Whether the table lets this caller through.
pub(crate) fn may(caller: &Caller, route: &Route) -> bool {
    match route.least {
        Least::Nobody => true,
        Least::Asker | Least::Enrolling => caller.most == route.least,
        least => caller.most >= least,
    }
}

/// Whether somebody looks at one of `app`'s pages, and is sent to another if they may not.
pub(crate) fn looks(route: &Route) -> bool {
    route.verb == Verb::Get && app::pages().iter().any(|page| page.path == route.path)
}

/// How somebody is refused who is less than the route's least caller: the status, and where a page sends instead.
pub(crate) fn refusal_of(route: &Route, at: &str, caller: Least) -> (u16, String) {
    let api = route.path.starts_with("/api/");
    let path = at.split('?').next().unwrap();
    match (route.least, caller) {
        (Least::Asker | Least::Enrolling, _) if looks(route) => (303, "/recover".to_owned()),
        (Least::Asker | Least::Enrolling, _) => (403, String::new()),
        (Least::Person | Least::FreshPerson, Least::Enrolling) if looks(route) => {
            (303, "/recover/enrol".to_owned())
        }
        (Least::Person | Least::FreshPerson, Least::Enrolling) => (403, String::new()),
        // A form that was sent too late leads to where one can sign in or prove, like its page.
        (Least::FreshPerson, Least::Person) if !api => (303, format!("/prove?then={path}")),
        _ if !api => (303, format!("/?then={path}")),
        _ => (401, String::new()),
    }
}

/// Whether a form of this page may carry a file: that is read by somebody else than all other forms.
pub(crate) fn takes_files(route: &Route) -> bool {
    route.path == "/desk/devices/import"
}
