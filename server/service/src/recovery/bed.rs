//! What tests of asking and enrolling stand on, over the crate's own [`crate::testing`]: browsers that keep cookies, the
//! asking browser's key, and approvals as if an approver had decided.

use std::sync::Arc;

use contract::Recovery as _;
use data_encoding::BASE64URL_NOPAD;
use domain::{
    ApprovalId, DeviceId, MethodId, PersonId, RequestId, Rng as _, SessionId, Span, Time,
    device::{DeviceState, Ownership, Platform},
    match_code,
    method::{Home, MethodState},
    person::Role,
    request::{
        RequestState,
        life::{Approvers, Delay},
    },
    suspension::on_approval,
};
use futures::future::BoxFuture;
use hpke::{Deserializable as _, Kem as _, OpModeR, Serializable as _, aead::AesGcm256, kdf::HkdfSha256};
use store::{
    Done, NewEntry,
    methods::Method,
    people::Device,
    requests::{Approval, Request},
    sessions::Session,
    testing::{Scratch, TestRng},
};

pub(crate) use self::authenticator::Authenticator;
use crate::{Arrival, CookieChange, CookieKind, Core, Label, Visitor, testing};

#[path = "../../../testkit/src/authenticator.rs"]
#[allow(unreachable_pub, dead_code, reason = "it is the test kit's own, which this crate cannot depend on")]
mod authenticator;

type Kem = hpke::kem::DhP256HkdfSha256;

/// See the module.
pub(crate) struct Bed<'a> {
    pub(crate) app: &'a testing::TestCore,
    pub(crate) core: Arc<Core>,
    pub(crate) scratch: &'a Scratch,
}

/// What a test does: a closure that captures nothing.
pub(crate) type Test = for<'a> fn(&'a Bed<'a>) -> BoxFuture<'a, ()>;

/// Runs a test on SQLite.
pub(crate) async fn on_sqlite(test: Test) {
    store::testing::on_sqlite(move |scratch| Box::pin(run(scratch, test))).await;
}

/// Runs a test on SQLite, then on PostgreSQL.
pub(crate) async fn each_engine(test: Test) {
    store::testing::each_engine(move |scratch| Box::pin(run(scratch, test))).await;
}

async fn run(scratch: &Scratch, test: Test) {
    let app = testing::TestCore::over(scratch).await;
    let bed = Bed { app: &app, core: Arc::clone(&app.core), scratch };
    test(&bed).await;
    app.core.writer().close().await;
}

impl Bed<'_> {
    pub(crate) fn now(&self) -> Time {
        self.app.now()
    }

    pub(crate) fn advance(&self, span: Span) {
        self.app.pass(span);
    }

    pub(crate) fn rng(&self) -> &TestRng {
        &self.scratch.rng
    }

    /// Somebody enabled, with a mail address, a year on record.
    pub(crate) async fn person(&self, user_name: &str) -> PersonId {
        self.app.newcomer(user_name).save().await.id
    }

    /// The same with a role.
    pub(crate) async fn holder(&self, user_name: &str, role: Role) -> PersonId {
        self.app.newcomer(user_name).role(role).save().await.id
    }

    /// Any statement, past the writer.
    pub(crate) async fn raw(&self, sql: &'static str, args: Vec<store::Value>) -> u64 {
        self.scratch.raw(sql, args).await.unwrap()
    }

    pub(crate) async fn count(&self, sql: &'static str) -> i64 {
        self.scratch.count(sql).await
    }

    /// How many entries of that kind there are.
    pub(crate) async fn entries(&self, kind: &str) -> usize {
        self.app.all_entries().await.iter().filter(|one| *one == kind).count()
    }

    pub(crate) async fn device(&self, person: &PersonId) -> DeviceId {
        let device = Device {
            id: DeviceId::mint(self.rng()),
            person: person.clone(),
            name: "Phone".to_owned(),
            platform: Platform::Ios,
            ownership: Ownership::Own,
            state: DeviceState::InUse,
            created: self.now() - Span::days(300),
        };
        let id = device.id.clone();
        self.core
            .writer()
            .run(device, |tx, device| {
                Box::pin(async move {
                    store::people::add_device(tx, device).await?;
                    Ok(Done::with((), NewEntry::new("device.added")))
                })
            })
            .await
            .unwrap();
        id
    }

    pub(crate) async fn device_state(&self, person: &PersonId, id: &DeviceId) -> DeviceState {
        let devices = store::people::devices(&mut &self.scratch.db, person).await.unwrap();
        devices.into_iter().find(|device| device.id == *id).unwrap().state
    }

    /// A method that works, without a key behind it, living on `device`, or on nothing that can be lost with one.
    pub(crate) async fn method(&self, person: &PersonId, device: Option<&DeviceId>) -> MethodId {
        let id = self.app.passkey(&self.app.person(person).await).await;
        let home = device.cloned().map_or(Home::Itself, Home::Device);
        let home = serde_json::to_string(&home).unwrap();
        self.raw("UPDATE method SET home = $1 WHERE id = $2", store::args![home, &id]).await;
        id
    }

    pub(crate) async fn method_state(&self, id: &MethodId) -> MethodState {
        store::methods::by_id(&mut &self.scratch.db, id).await.unwrap().unwrap().state
    }

    pub(crate) async fn request(&self, id: &RequestId) -> Request {
        self.app.request(id).await
    }

    /// A new browser without cookies.
    pub(crate) fn browser(&self) -> Browser {
        let arrival = Arrival {
            language: "en".to_owned(),
            network: "192.0.2.0/24".to_owned(),
            browser: "Firefox on Linux".to_owned(),
            correlation: "test".to_owned(),
            ..Arrival::default()
        };
        Browser { core: Arc::clone(&self.core), arrival, wiped: false }
    }

    /// An authenticator that belongs to this portal's address.
    pub(crate) fn authenticator(&self) -> Authenticator {
        Authenticator::new(&self.core.settings().public_url, self.rng())
    }

    /// A browser that `person` signed in with `method` just now.
    pub(crate) async fn signed_in(&self, person: &PersonId, method: &MethodId) -> Browser {
        let (secret, hash) = self.core.secret(Label::Cookie);
        let session = Session {
            id: SessionId::mint(self.rng()),
            person: person.clone(),
            method: Some(method.clone()),
            begun: self.now(),
            proved: self.now(),
            seen: self.now(),
            until: self.now() + Span::hours(12),
            network: "192.0.2.0/24".to_owned(),
            browser: "Firefox on Linux".to_owned(),
            language: "en".to_owned(),
        };
        self.core
            .writer()
            .run((session, hash), |tx, (session, hash)| {
                Box::pin(async move {
                    store::sessions::open(tx, session, hash).await?;
                    Ok(Done::with((), NewEntry::new("session.opened").by(&session.person)))
                })
            })
            .await
            .unwrap();
        let mut browser = self.browser();
        browser.arrival.session = Some(secret);
        browser
    }

    /// What the caller of that browser is to the use cases now; it does not see what happens afterwards.
    pub(crate) async fn visitor(&self, browser: &Browser) -> Visitor {
        self.core.visitor(browser.arrival.clone()).await.unwrap()
    }

    /// Asks for `user_name` in a new browser and sends its key.
    pub(crate) async fn asking(&self, user_name: &str, what: &str) -> Asking {
        let mut browser = self.browser();
        let form = contract::recovery::AskForm { user_name: user_name.to_owned(), what: what.to_owned() };
        let next = browser.go(async |visitor| visitor.ask(form).await).await.unwrap();
        assert_eq!(next, contract::Sent::next("/recover/sent"));
        let mut seed = [0_u8; 32];
        self.rng().fill(&mut seed);
        let (private, public) = Kem::derive_keypair(&seed);
        let public_key = BASE64URL_NOPAD.encode(&public.to_bytes());
        let key = contract::recovery::PublishKey { public_key };
        let taken = browser.go(async |visitor| visitor.publish_key(key).await).await.unwrap();
        Asking { browser, private, id: RequestId::stored(taken.request) }
    }

    /// Approves a request as if one approver had, and suspends what lives on `device`.
    pub(crate) async fn approve(
        &self,
        request: &RequestId,
        person: &PersonId,
        approver: &PersonId,
        device: Option<&DeviceId>,
        delay: Delay,
    ) {
        let id = ApprovalId::mint(self.rng());
        let input = (request.clone(), person.clone(), approver.clone(), device.cloned(), id, delay);
        self.core
            .writer()
            .run(input, |tx, (request, person, approver, device, id, delay)| {
                Box::pin(async move {
                    let now = tx.now();
                    let policy = store::policy::of(tx).await?.policy;
                    store::requests::set_match(tx, request, Some(person), Some(approver), None).await?;
                    let request = store::requests::by_id(tx, request).await?.unwrap();
                    let what = crate::closing::what_happened(&request);
                    let state = request.state.clone();
                    let to =
                        state.approve(now, &policy, id.clone(), approver, Approvers::One, *delay).unwrap();
                    const RULE: &str = "pass-and-identity-check";
                    store::requests::set_decided(tx, &request.id, device.as_slice(), RULE).await?;
                    assert!(store::requests::advance(tx, &request.id, &request.state, &to, now).await?);
                    let print = request.public_key.as_deref().map(match_code::fingerprint);
                    let approval = Approval {
                        id: id.clone(),
                        request: request.id.clone(),
                        person: person.clone(),
                        approver: approver.clone(),
                        acted_as: "manager".to_owned(),
                        decision: "approved".to_owned(),
                        at: now,
                        key_fingerprint: print.map(|print| print.to_string()).unwrap_or_default(),
                        evidence: RULE.to_owned(),
                        record: "{}".to_owned(),
                        method: None,
                    };
                    store::requests::add_approval(tx, &approval).await?;
                    let methods: Vec<_> =
                        store::methods::of(tx, person).await?.iter().map(Method::facts).collect();
                    for method in on_approval(&methods, device.as_ref(), what) {
                        assert!(store::methods::suspend(tx, &method, &request.id, now).await?);
                    }
                    Ok(Done::with((), NewEntry::new("approval.approved").by(approver).on(&request.id)))
                })
            })
            .await
            .unwrap();
    }

    /// Moves a request to what `change` makes of its settled state, past the use cases.
    pub(crate) async fn force(
        &self,
        id: &RequestId,
        change: impl FnOnce(RequestState, Time) -> RequestState,
    ) {
        let to = change(self.request(id).await.state.settled(self.now()), self.now());
        self.app.set_state(id, to).await;
    }
}

/// The browser of a request, with the private half of its key.
pub(crate) struct Asking {
    pub(crate) browser: Browser,
    pub(crate) private: <Kem as hpke::Kem>::PrivateKey,
    pub(crate) id: RequestId,
}

impl Asking {
    /// Fetches the pass and opens it.
    pub(crate) async fn pass(&mut self) -> String {
        let sealed = self.browser.go(async |visitor| visitor.fetch_pass().await).await.unwrap();
        self.open(&sealed).unwrap()
    }

    /// Opens a sealed pass with this browser's key.
    pub(crate) fn open(&self, sealed: &contract::recovery::SealedPass) -> Option<String> {
        let bytes = |text: &str| BASE64URL_NOPAD.decode(text.as_bytes()).unwrap();
        let enc = <Kem as hpke::Kem>::EncappedKey::from_bytes(&bytes(&sealed.enc)).unwrap();
        let opened = hpke::single_shot_open::<AesGcm256, HkdfSha256, Kem>(
            &OpModeR::Base,
            &self.private,
            &enc,
            &bytes(&sealed.info),
            &bytes(&sealed.sealed),
            b"",
        );
        opened.ok().map(|pass| String::from_utf8(pass).unwrap())
    }
}

/// A browser: keeps the cookies that use cases set.
#[derive(Clone)]
pub(crate) struct Browser {
    core: Arc<Core>,
    pub(crate) arrival: Arrival,
    /// Whether it was told to forget everything.
    pub(crate) wiped: bool,
}

impl Browser {
    /// One request of this browser; its cookies change as the use case asked.
    pub(crate) async fn go<T>(&mut self, ask: impl AsyncFnOnce(&Visitor) -> T) -> T {
        let visitor = self.core.visitor(self.arrival.clone()).await.unwrap();
        let answer = ask(&visitor).await;
        for change in visitor.take_cookies() {
            match change {
                CookieChange::Set { cookie, value, .. } => *self.slot(cookie) = Some(value),
                CookieChange::Clear(cookie) => *self.slot(cookie) = None,
                CookieChange::WipeSite => {
                    for cookie in CookieKind::ALL {
                        *self.slot(cookie) = None;
                    }
                    self.wiped = true;
                }
            }
        }
        answer
    }

    /// The same browser at another process.
    pub(crate) fn at(&self, core: &Arc<Core>) -> Self {
        Self { core: Arc::clone(core), ..self.clone() }
    }

    fn slot(&mut self, cookie: CookieKind) -> &mut Option<String> {
        match cookie {
            CookieKind::Session => &mut self.arrival.session,
            CookieKind::Request => &mut self.arrival.request,
            CookieKind::Enrolment => &mut self.arrival.enrolment,
            CookieKind::Visit => &mut self.arrival.visit,
            CookieKind::Paused => &mut self.arrival.paused,
            CookieKind::Attempt => &mut self.arrival.attempt,
        }
    }
}
