//! The organisation of most tests: Anna, whose phone is about to be lost, those above her, IT and `security`; and what
//! they do on the pages, step by step.

use contract::common::Finished;
use domain::person::{ContactKind, Role};
use domain::{DeviceId, MethodId, PersonId, Span};
use serde_json::json;
use testkit::{AskingKey, Authenticator, Browser, Reply, TestApp};

/// Everybody has an authenticator of their own.
pub(crate) struct Scene {
    pub(crate) anna: PersonId,
    /// The device that is about to be lost, and what signs on it.
    pub(crate) device: DeviceId,
    pub(crate) phone: Authenticator,
    pub(crate) on_phone: MethodId,
    /// Anna's manager.
    pub(crate) mara: Authenticator,
    /// Mara's manager.
    pub(crate) boris: Authenticator,
    pub(crate) ida: Authenticator,
    pub(crate) sami: Authenticator,
}

/// A browser that asked, with its key.
pub(crate) struct Asking {
    pub(crate) browser: Browser,
    pub(crate) key: AskingKey,
    /// The code on its screen.
    pub(crate) code: String,
    /// The request's identifier.
    pub(crate) request: String,
}

/// What an approver answers.
#[derive(Clone, Copy)]
pub(crate) struct Told<'a> {
    pub(crate) means: &'a str,
    pub(crate) what: &'a str,
}

/// By video, and the phone is lost.
pub(crate) const BY_VIDEO: Told<'static> = Told { means: "video", what: "lost-or-stolen" };
/// Face to face, and the phone is lost.
pub(crate) const IN_PERSON: Told<'static> = Told { means: "in-person", what: "lost-or-stolen" };

impl Scene {
    pub(crate) async fn new(app: &TestApp) -> Self {
        Self::with(app, &[]).await
    }

    /// The same, where Anna holds these roles.
    pub(crate) async fn with(app: &TestApp, roles: &[Role]) -> Self {
        let staff = async |name: &str, role| {
            let person = app.person(name).role(role).save().await;
            app.passkey(&person).await
        };
        let sami = staff("sami", Role::Security).await;
        for name in ["vera", "nils"] {
            staff(name, Role::Security).await;
        }
        let ida = staff("ida", Role::It).await;
        let boss = app.person("boris").save().await;
        let boris = app.passkey(&boss).await;
        let manager = app.person("mara").name("Mara Lindgren").manager(&boss).save().await;
        let mara = app.passkey(&manager).await;
        let mut anna = app
            .person("anna")
            .name("Anna Berg")
            .manager(&manager)
            .contact(ContactKind::Landline, "+49 30 555")
            .photo();
        for role in roles {
            anna = anna.role(*role);
        }
        let anna = anna.save().await;
        let device = app.phone(&anna, "Anna's phone").await;
        let mut phone = app.authenticator();
        let on_phone = app.register(&anna, &mut phone, Some(&device)).await;
        Self { anna, device, phone, on_phone, mara, boris, ida, sami }
    }

    /// A browser of somebody who just signed in.
    pub(crate) async fn inside(app: &TestApp, authenticator: &mut Authenticator, user_name: &str) -> Browser {
        let browser = app.browser();
        let next = browser.sign_in(authenticator, user_name).await;
        assert_ne!(next, "/paused", "{user_name}'s passkey is paused");
        browser
    }

    /// Every step of a review in this browser, up to the decision; its identifier.
    pub(crate) async fn review(
        &self,
        app: &TestApp,
        approver: &Browser,
        asking: &Asking,
        told: Told<'_>,
    ) -> String {
        let page = approver.post_form("/approvals", &[("person", self.anna.as_str())]).await;
        assert_eq!(page.status, 303, "{}", page.text());
        let review = page.location().to_owned();
        step(approver, &review, &[("step", "device"), ("device", self.device.as_str())]).await;
        step(approver, &review, &[("step", "reach"), ("means", told.means), ("means_done", "yes")]).await;
        let says = [
            ("step", "says"),
            ("asked_now", "yes"),
            ("what", told.what),
            ("on_what", "linux"),
            ("place", "at home"),
        ];
        step(approver, &review, &says).await;
        step(approver, &review, &[("step", "compare")]).await;
        let shown = approver.get(&review).await.text();
        assert!(!shown.contains(&asking.code), "the code is never sent to an approver's page");
        step(approver, &review, &[("step", "code"), ("code", &asking.code)]).await;
        app.pass_time(Span::seconds(20));
        review.rsplit('/').next().expect("an identifier").to_owned()
    }

    /// Anna asks, Mara approves.
    pub(crate) async fn approved(&mut self, app: &TestApp, told: Told<'_>) -> Asking {
        let asking = Asking::begin(app, "anna", told.what).await;
        let manager = Self::inside(app, &mut self.mara, "mara").await;
        let review = self.review(app, &manager, &asking, told).await;
        manager.approve(&review, &mut self.mara).await;
        app.tick().await;
        asking
    }
}

impl Asking {
    /// Somebody asks in a new browser, and it is found whom that name belongs to.
    pub(crate) async fn begin(app: &TestApp, user_name: &str, what: &str) -> Self {
        let browser = app.browser().at([198, 51, 100, 7]);
        assert_eq!(browser.ask(user_name, what).await, "/recover/sent");
        let key = AskingKey::new(app.rng());
        let taken = browser.publish(&key).await;
        let code = key.code(&taken);
        app.tick().await;
        Self { browser, key, code, request: taken.request }
    }

    /// Registers a passkey with the pass, and signs in with it; where that leads.
    pub(crate) async fn come_back(&self, app: &TestApp, user_name: &str) -> (Authenticator, String) {
        let new = self.enrol(app).await;
        let mut signing = new.clone();
        let next = self.browser.sign_in(&mut signing, user_name).await;
        (signing, next)
    }

    /// Registers a passkey with the pass, and does not sign in yet.
    pub(crate) async fn enrol(&self, app: &TestApp) -> Authenticator {
        let pass = self.browser.fetch_pass(&self.key).await;
        assert_eq!(self.browser.redeem(&pass).await, "/recover/enrol");
        assert_eq!(self.browser.post_form("/recover/enrol", &[("own", "yes")]).await.status, 303);
        let mut new = app.authenticator();
        assert_eq!(self.browser.enrol(&mut new, "New phone").await, "/recover/try");
        new
    }

    /// Tries to fetch the pass.
    pub(crate) async fn try_fetch(&self) -> Reply {
        self.browser.post_json("/api/recover/pass", &json!({})).await
    }

    /// Tries to use a pass. Whether it opened an enrolment.
    pub(crate) async fn opens(&self, pass: &str) -> bool {
        let reply = self.browser.post_json("/api/recover/redeem", &json!({ "pass": pass })).await;
        opened(&reply)
    }
}

/// Whether a pass that was sent opened an enrolment.
pub(crate) fn opened(reply: &Reply) -> bool {
    assert!(reply.status < 500, "{}", reply.text());
    reply.status == 200 && matches!(reply.json(), Finished::Next(_))
}

/// Answers the step that the review stands at.
pub(crate) async fn step(approver: &Browser, review: &str, fields: &[(&str, &str)]) {
    let reply = approver.post_form(review, fields).await;
    assert_eq!(reply.status, 303, "{fields:?}: {}", reply.text());
    assert_eq!(reply.location(), review, "{fields:?}");
}

/// What becomes of a try to sign in.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum SignIn {
    /// Signed in.
    In,
    /// "This passkey is paused."
    Paused,
    /// It is not known any more, or refused.
    No,
}

/// Tries to sign in with a new browser.
pub(crate) async fn sign_in(app: &TestApp, authenticator: &mut Authenticator, user_name: &str) -> SignIn {
    let browser = app.browser().at([203, 0, 113, 9]);
    let begun = browser.begin("/api/sign-in", &json!({"user_name": user_name, "then": "/"})).await;
    let Some(credential) = authenticator.try_get(&begun.options) else { return SignIn::No };
    let finish = contract::FinishCeremony { id: begun.id, credential, name: String::new() };
    let reply = browser.post_json("/api/sign-in/finish", &finish).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    match reply.json() {
        Finished::Next(next) if next == "/paused" => {
            assert!(browser.cookie("__Host-session").is_none(), "a paused passkey opens nothing");
            assert!(browser.get("/sessions").await.location().starts_with("/?then="));
            SignIn::Paused
        }
        Finished::Next(_) => {
            assert_eq!(browser.get("/sessions").await.status, 200);
            SignIn::In
        }
        Finished::Again(_) => {
            assert!(browser.cookie("__Host-session").is_none());
            SignIn::No
        }
    }
}

/// Somebody is sent away to sign in: the session has ended.
pub(crate) async fn is_out(browser: &Browser) -> bool {
    let reply = browser.get("/sessions").await;
    reply.status == 303 && reply.location() == "/?then=/sessions"
}
