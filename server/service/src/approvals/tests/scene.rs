//! An organisation for tests of reviews: Anna with a phone and a desk, those above her, IT and `security`, each with a
//! passkey that signs.

use contract::{
    Answer, Approvals as _, Desk as _, FinishCeremony, Sent,
    approvals::{ReviewPage, Step, StepForm},
    common::Finished,
    desk::RaiseForm,
};
use domain::{
    ContactId, DeviceId, MethodId, PersonId, RequestId, Rng as _, SessionId, Span,
    match_code::MatchCode,
    method::{Home, MethodKind, MethodOrigin, MethodState},
    person::Role,
};
use store::{Done, NewEntry, args, methods::Method};

use crate::{
    Label,
    ceremony::Kind,
    recovery::bed::{Asking, Authenticator, Bed, Browser},
};

/// Somebody signed in, with a passkey.
pub(crate) struct Staff {
    pub(crate) id: PersonId,
    pub(crate) method: MethodId,
    pub(crate) browser: Browser,
    pub(crate) key: Authenticator,
}

impl Staff {
    /// Somebody with these roles and a passkey, signed in just now.
    pub(crate) async fn new(t: &Bed<'_>, name: &str, roles: &[Role], manager: Option<&PersonId>) -> Self {
        let id = person(t, name, roles).await;
        if let Some(manager) = manager {
            report_to(t, &id, manager, t.now() - Span::days(300)).await;
        }
        let mut staff =
            Self { id, method: MethodId::mint(t.rng()), browser: t.browser(), key: t.authenticator() };
        staff.register(t).await;
        staff.sign_in(t).await;
        staff
    }

    async fn register(&mut self, t: &Bed<'_>) {
        let person = t.app.person(&self.id).await;
        // Two requests of one browser: the first gives it the cookie that the ceremony is bound to.
        let begun = self
            .browser
            .go(async |visitor| visitor.begin_registration(Kind::Add, &person, "{}".to_owned()).await)
            .await
            .unwrap();
        let credential = self.key.create(&begun.options);
        let finish = FinishCeremony { id: begun.id, credential, name: String::new() };
        let made = self
            .browser
            .go(async |visitor| visitor.finish_registration(Kind::Add, &person.id, &finish).await)
            .await
            .unwrap()
            .unwrap();
        let method = Method {
            id: self.method.clone(),
            person: person.id.clone(),
            kind: MethodKind::SecurityKey,
            state: MethodState::Active,
            name: "Key".to_owned(),
            home: Some(Home::Itself),
            origin: MethodOrigin::SelfAdded,
            vetted: "fresh-proof".to_owned(),
            credential: Some(made.credential),
            credential_id: Some(made.credential_id),
            aaguid: None,
            synced: made.synced,
            added: t.now() - Span::days(200),
            last_worked: None,
            suspended_by: None,
        };
        t.core
            .writer()
            .run(method, |tx, method| {
                Box::pin(async move {
                    assert!(store::methods::add(tx, method).await?);
                    Ok(Done::with((), NewEntry::new("method.added")))
                })
            })
            .await
            .unwrap();
    }

    /// A new session with a fresh proof.
    pub(crate) async fn sign_in(&mut self, t: &Bed<'_>) {
        self.browser.arrival.session = Some(session(t, &self.id, &self.method).await);
    }

    /// Begins a review; its id.
    pub(crate) async fn begin(&mut self, person: &PersonId) -> Answer<String> {
        let person = person.to_string();
        let sent = self.browser.go(async |visitor| visitor.begin_review(person).await).await?;
        let Sent::Next(path) = sent else { panic!("{sent:?}") };
        Ok(path.strip_prefix("/approvals/").unwrap().to_owned())
    }

    pub(crate) async fn page(&mut self, review: &str) -> ReviewPage {
        let id = review.to_owned();
        self.browser.go(async |visitor| visitor.review(id).await).await.unwrap()
    }

    pub(crate) async fn send(&mut self, review: &str, form: StepForm) -> Sent {
        let id = review.to_owned();
        self.browser.go(async |visitor| visitor.answer_step(id, form).await).await.unwrap()
    }

    /// The same, where the step is to be taken.
    pub(crate) async fn answer(&mut self, review: &str, form: StepForm) {
        let sent = self.send(review, form).await;
        assert_eq!(sent, Sent::Next(format!("/approvals/{review}")));
    }

    /// Device, reach, says and compare, as somebody who asked would answer.
    pub(crate) async fn up_to_code(&mut self, review: &str, device: &str, means: &str) {
        self.up_to_code_told(review, device, means, "lost-or-stolen").await;
    }

    async fn up_to_code_told(&mut self, review: &str, device: &str, means: &str, what: &str) {
        self.answer(review, picks(device)).await;
        self.answer(review, reaches(means)).await;
        self.answer(review, says(what, "linux")).await;
        self.answer(review, step("compare")).await;
    }

    /// The whole of a review up to the decision.
    pub(crate) async fn up_to_decide(
        &mut self,
        t: &Bed<'_>,
        asked: &RequestId,
        device: &str,
        means: &str,
    ) -> String {
        let person = t.request(asked).await.person.unwrap();
        let review = self.begin(&person).await.unwrap();
        self.up_to_code(&review, device, means).await;
        let code = code_of(t, asked).await;
        self.answer(&review, types(&code)).await;
        review
    }

    /// Begins the proof, signs with the own key, and finishes.
    pub(crate) async fn prove(&mut self, review: &str) -> Answer<Finished> {
        let id = review.to_owned();
        let begun = self.browser.go(async |visitor| visitor.begin_decide(id).await).await?;
        let credential = self.key.get(&begun.options);
        self.finish(review, begun.id, credential).await
    }

    pub(crate) async fn finish(
        &mut self,
        review: &str,
        id: String,
        credential: serde_json::Value,
    ) -> Answer<Finished> {
        let review = review.to_owned();
        let finish = FinishCeremony { id, credential, name: String::new() };
        self.browser.go(async |visitor| visitor.finish_decide(review, finish).await).await
    }

    /// The same as [`Staff::approve`], for somebody who says that `what` happened.
    pub(crate) async fn approve_told(
        &mut self,
        t: &Bed<'_>,
        asked: &RequestId,
        device: &str,
        means: &str,
        what: &str,
    ) {
        let person = t.request(asked).await.person.unwrap();
        let review = self.begin(&person).await.unwrap();
        self.up_to_code_told(&review, device, means, what).await;
        let code = code_of(t, asked).await;
        self.answer(&review, types(&code)).await;
        self.prove(&review).await.unwrap();
        assert!(matches!(t.request(asked).await.state, domain::request::RequestState::Approved(_)));
    }

    /// Asks at the desk for somebody without a browser.
    pub(crate) async fn raise(&mut self, user_name: &str) -> Sent {
        let form = RaiseForm { user_name: user_name.to_owned(), what: "lost-or-stolen".to_owned() };
        self.browser.go(async |visitor| visitor.raise(form).await).await.unwrap()
    }

    /// The same for somebody who is there; the request.
    pub(crate) async fn raised(&mut self, user_name: &str) -> RequestId {
        let Sent::Next(path) = self.raise(user_name).await else { panic!("not raised") };
        RequestId::parse(path.strip_prefix("/desk/requests/").unwrap()).unwrap()
    }

    /// A whole review that ends with the approver's proof.
    pub(crate) async fn approve(
        &mut self,
        t: &Bed<'_>,
        asked: &RequestId,
        device: &str,
        means: &str,
    ) -> String {
        let review = self.up_to_decide(t, asked, device, means).await;
        let finished = self.prove(&review).await.unwrap();
        assert_eq!(finished, Finished::Next(format!("/approvals/{review}")));
        review
    }
}

/// Somebody with these roles, of whom there is no photo.
async fn person(t: &Bed<'_>, name: &str, roles: &[Role]) -> PersonId {
    let mut newcomer = t.app.newcomer(name);
    for role in roles {
        newcomer = newcomer.role(*role);
    }
    let id = newcomer.save().await.id;
    t.raw("UPDATE person SET photo = FALSE WHERE id = $1", args![&id]).await;
    id
}

/// A session of a person by a method; its cookie.
pub(crate) async fn session(t: &Bed<'_>, person: &PersonId, method: &MethodId) -> String {
    let mut secret = [0_u8; 32];
    t.rng().fill(&mut secret);
    let secret = data_encoding::BASE64URL_NOPAD.encode(&secret);
    let hash = t.core.keys.hash(Label::Cookie, &[secret.as_bytes()]);
    t.raw(
        "INSERT INTO session (id, secret_hash, person, method, begun, proved, seen, until, network, browser, language) \
         VALUES ($1, $2, $3, $4, $5, $5, $5, $6, '', '', 'en')",
        args![SessionId::mint(t.rng()), hash, person, method, t.now(), t.now() + Span::hours(12)],
    )
    .await;
    secret
}

/// Names a manager, as the directory did at `since`.
pub(crate) async fn report_to(t: &Bed<'_>, person: &PersonId, manager: &PersonId, since: domain::Time) {
    t.raw(
        "UPDATE person SET manager = $2, manager_source = 'csv:test', manager_since = $3 WHERE id = $1",
        args![person, manager, since],
    )
    .await;
}

/// A number on record.
pub(crate) async fn number(
    t: &Bed<'_>,
    person: &PersonId,
    kind: &str,
    value: &str,
    device: Option<&DeviceId>,
) -> ContactId {
    let id = ContactId::mint(t.rng());
    t.raw(
        "INSERT INTO contact (id, person, kind, value, label, device, source, since) \
         VALUES ($1, $2, $3, $4, 'desk', $5, 'csv:test', $6)",
        args![&id, person, kind, value, device, t.now() - Span::days(365)],
    )
    .await;
    id
}

/// The code that the asking screen shows.
pub(crate) async fn code_of(t: &Bed<'_>, asked: &RequestId) -> String {
    let request = t.request(asked).await;
    let (key, number) = (request.public_key.unwrap(), request.key_number.unwrap());
    MatchCode::of(&request.id, &key, &number).shown()
}

/// A code that is none of these.
pub(crate) fn other_than(codes: &[&str]) -> String {
    let digits = |code: &str| code.chars().filter(char::is_ascii_digit).collect::<String>();
    let codes: Vec<String> = codes.iter().map(|code| digits(code)).collect();
    ["000000", "111111", "222222", "333333"]
        .into_iter()
        .find(|code| !codes.iter().any(|taken| taken == code))
        .unwrap()
        .to_owned()
}

pub(crate) fn step(step: &str) -> StepForm {
    StepForm { step: step.to_owned(), ..StepForm::default() }
}

pub(crate) fn picks(device: &str) -> StepForm {
    StepForm { device: device.to_owned(), ..step("device") }
}

pub(crate) fn reaches(means: &str) -> StepForm {
    StepForm { means: means.to_owned(), means_done: "yes".to_owned(), ..step("reach") }
}

pub(crate) fn says(what: &str, on_what: &str) -> StepForm {
    StepForm {
        asked_now: "yes".to_owned(),
        what: what.to_owned(),
        on_what: on_what.to_owned(),
        place: "at the station".to_owned(),
        ..step("says")
    }
}

pub(crate) fn types(code: &str) -> StepForm {
    StepForm { code: code.to_owned(), ..step("code") }
}

/// The scene of most tests.
pub(crate) struct Scene {
    pub(crate) anna: PersonId,
    pub(crate) phone: DeviceId,
    /// Anna's passkey on the phone.
    pub(crate) old: MethodId,
    /// Anna's number on her desk.
    pub(crate) desk: ContactId,
    pub(crate) manager: Staff,
    pub(crate) boss: Staff,
    pub(crate) it: Staff,
    pub(crate) security: Staff,
}

impl Scene {
    pub(crate) async fn new(t: &Bed<'_>) -> Self {
        Self::with(t, &[]).await
    }

    /// The same, where Anna holds these roles.
    pub(crate) async fn with(t: &Bed<'_>, roles: &[Role]) -> Self {
        let boss = Staff::new(t, "boss", &[], None).await;
        let manager = Staff::new(t, "max", &[], Some(&boss.id)).await;
        let it = Staff::new(t, "ida", &[Role::It], None).await;
        let security = Staff::new(t, "sam", &[Role::Security], None).await;
        let anna = person(t, "anna", roles).await;
        report_to(t, &anna, &manager.id, t.now() - Span::days(300)).await;
        let phone = t.device(&anna).await;
        let old = t.method(&anna, Some(&phone)).await;
        let desk = number(t, &anna, "landline", "+49 30 1234", None).await;
        Self { anna, phone, old, desk, manager, boss, it, security }
    }

    /// Anna asks in a new browser, and it is found whom that name belongs to.
    pub(crate) async fn asks(&self, t: &Bed<'_>) -> Asking {
        let asking = t.asking("anna", "lost-or-stolen").await;
        t.core.tick().await;
        assert_eq!(t.request(&asking.id).await.person.as_ref(), Some(&self.anna));
        asking
    }

    pub(crate) fn call(&self) -> String {
        format!("call:{}", self.desk)
    }
}

/// What a review's page shows now.
pub(crate) async fn shown(staff: &mut Staff, review: &str) -> Step {
    staff.page(review).await.step
}

/// How often a person was told something.
pub(crate) async fn told(t: &Bed<'_>, person: &PersonId, template: &str) -> u64 {
    let row = t
        .core
        .db()
        .row("SELECT COUNT(*) AS n FROM notice WHERE person = $1 AND template = $2", args![person, template])
        .await
        .unwrap()
        .unwrap();
    row.count("n").unwrap()
}

/// Everything in the log, in words, and every stored text where a secret must not stand.
pub(crate) async fn everything_written(t: &Bed<'_>) -> String {
    let mut all = String::new();
    for entry in store::log::oldest(t.core.db(), store::log::Of::Everything, None, 1_000).await.unwrap() {
        all.push_str(&String::from_utf8_lossy(entry.bytes.as_deref().unwrap_or_default()));
        all.push('\n');
    }
    for (sql, column) in [
        ("SELECT document AS text FROM review", "text"),
        ("SELECT record AS text FROM approval", "text"),
        ("SELECT arguments AS text FROM notice", "text"),
        ("SELECT COALESCE(halves, '') AS text FROM pass", "text"),
    ] {
        for row in t.core.db().rows(sql, Vec::new()).await.unwrap() {
            all.push_str(&row.text(column).unwrap());
            all.push('\n');
        }
    }
    all
}
