//! The use cases without HTTP, for tests: a clock that stands still, a mailbox, a directory that does as it is told, and
//! people put straight into the database.

mod phone;

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, Ordering},
};

use domain::{
    ContactId, MethodId, OrderId, PersonId, RequestId, Rng as _, Span, Time,
    method::{MethodKind, MethodOrigin, MethodState},
    person::{ContactKind, Provenance, Role},
    request::RequestState,
};
use futures::future::BoxFuture;
use store::{
    Done, NewEntry,
    import::{ContactRow, NewPerson, PersonRow},
    methods::Method,
    people::Person,
    requests::Request,
    testing::{Scratch, TestClock, TestRng},
};

use crate::{
    Arrival, Core, CoreParts, Keys, Settings, Visitor,
    ports::{Abilities, Directory, Message, Messenger, Trouble},
};

pub(crate) use phone::TestPhone;

/// Keeps what it is given, unless told that the server is down or refuses.
#[derive(Default)]
pub(crate) struct Mailbox {
    caught: Mutex<Vec<Message>>,
    trouble: Mutex<Option<Trouble>>,
}

impl Mailbox {
    /// Everything sent so far, oldest first.
    pub(crate) fn all(&self) -> Vec<Message> {
        self.caught.lock().unwrap().clone()
    }
    /// What was sent to an address, oldest first.
    pub(crate) fn to(&self, address: &str) -> Vec<Message> {
        self.all().into_iter().filter(|message| message.to == address).collect()
    }
    /// Forgets what was sent.
    pub(crate) fn clear(&self) {
        self.caught.lock().unwrap().clear();
    }
    /// What sending comes to from now on.
    pub(crate) fn set(&self, trouble: Option<Trouble>) {
        *self.trouble.lock().unwrap() = trouble;
    }
}

#[async_trait::async_trait]
impl Messenger for Mailbox {
    async fn send(&self, message: &Message) -> Result<(), Trouble> {
        if let Some(trouble) = self.trouble.lock().unwrap().clone() {
            return Err(trouble);
        }
        self.caught.lock().unwrap().push(message.clone());
        // Others get a turn, as with a real server.
        tokio::task::yield_now().await;
        Ok(())
    }
}

/// Notes what it was told to do, unless told to fail.
#[derive(Default)]
pub(crate) struct TestDirectory {
    done: Mutex<Vec<String>>,
    trouble: Mutex<Option<Trouble>>,
    hangs: AtomicBool,
    hanging: tokio::sync::Notify,
}

impl TestDirectory {
    /// What it did, in order: a word and the order's id.
    pub(crate) fn done(&self) -> Vec<String> {
        self.done.lock().unwrap().clone()
    }
    /// What every call comes to from now on.
    pub(crate) fn set(&self, trouble: Option<Trouble>) {
        *self.trouble.lock().unwrap() = trouble;
    }
    /// Whether calls never come back.
    pub(crate) fn set_hanging(&self, hangs: bool) {
        self.hangs.store(hangs, Ordering::Relaxed);
    }

    /// Returns once a call hangs.
    pub(crate) async fn hanging(&self) {
        self.hanging.notified().await;
    }

    async fn call(&self, word: &str, order: &OrderId) -> Result<(), Trouble> {
        if self.hangs.load(Ordering::Relaxed) {
            self.hanging.notify_one();
            futures::future::pending::<()>().await;
        }
        if let Some(trouble) = self.trouble.lock().unwrap().clone() {
            return Err(trouble);
        }
        self.done.lock().unwrap().push(format!("{word} {order}"));
        tokio::task::yield_now().await;
        Ok(())
    }
}

#[async_trait::async_trait]
impl Directory for TestDirectory {
    fn name(&self) -> &str {
        "test"
    }
    fn abilities(&self) -> Abilities {
        Abilities { suspend: true, confine: true, bind: true }
    }
    async fn suspend(&self, order: &OrderId, _: &PersonId, _: &[MethodId]) -> Result<(), Trouble> {
        self.call("suspend", order).await
    }
    async fn restore(&self, order: &OrderId, _: &PersonId, _: &[MethodId]) -> Result<(), Trouble> {
        self.call("restore", order).await
    }
    async fn remove(&self, order: &OrderId, _: &PersonId, _: &[MethodId]) -> Result<(), Trouble> {
        self.call("remove", order).await
    }
    async fn end_sessions(&self, order: &OrderId, _: &PersonId) -> Result<(), Trouble> {
        self.call("end-sessions", order).await
    }
}

/// One process.
pub(crate) struct TestCore {
    pub(crate) core: Arc<Core>,
    pub(crate) clock: Arc<TestClock>,
    pub(crate) rng: Arc<TestRng>,
    pub(crate) mail: Arc<Mailbox>,
    pub(crate) directory: Arc<TestDirectory>,
    pub(crate) phone: Arc<TestPhone>,
    keys: Keys,
}

/// What a test does with a process and its database.
pub(crate) trait Test:
    for<'a> Fn(&'a TestCore, &'a Scratch) -> BoxFuture<'a, ()> + Copy + Send + Sync + 'static
{
}
impl<T> Test for T where
    T: for<'a> Fn(&'a TestCore, &'a Scratch) -> BoxFuture<'a, ()> + Copy + Send + Sync + 'static
{
}

/// Runs a test on a fresh SQLite file, then on a fresh PostgreSQL database.
pub(crate) async fn each_engine<T>(test: T)
where
    T: for<'a> Fn(&'a TestCore, &'a Scratch) -> BoxFuture<'a, ()> + Copy + Send + Sync + 'static,
{
    store::testing::each_engine(move |scratch| Box::pin(run(scratch, test))).await;
}

/// Runs a test on SQLite alone: for what has nothing to do with the engine.
pub(crate) async fn on_sqlite<T>(test: T)
where
    T: for<'a> Fn(&'a TestCore, &'a Scratch) -> BoxFuture<'a, ()> + Copy + Send + Sync + 'static,
{
    store::testing::on_sqlite(move |scratch| Box::pin(run(scratch, test))).await;
}

async fn run(scratch: &Scratch, test: impl Test) {
    let app = TestCore::over(scratch).await;
    test(&app, scratch).await;
    app.core.writer.close().await;
}

/// Somebody about to be put into the database, as they were a year ago unless told otherwise.
#[must_use = "save() puts them into the database"]
pub(crate) struct Newcomer<'a> {
    app: &'a TestCore,
    new: NewPerson,
    since: Time,
}

impl Newcomer<'_> {
    pub(crate) fn manager(mut self, manager: &Person) -> Self {
        self.new.manager = Some(manager.id.clone());
        self
    }
    pub(crate) fn role(mut self, role: Role) -> Self {
        self.new.roles.push(role);
        self
    }
    pub(crate) fn language(mut self, language: &str) -> Self {
        language.clone_into(&mut self.new.row.language);
        self
    }
    /// One more address or number; the mail address `USER@example.org` is always there.
    pub(crate) fn contact(mut self, kind: ContactKind, value: &str) -> Self {
        let id = ContactId::mint(self.app.rng.as_ref());
        self.new.contacts.push(ContactRow {
            id,
            kind,
            value: value.to_owned(),
            label: String::new(),
            device: None,
        });
        self
    }
    pub(crate) fn disabled(mut self) -> Self {
        self.new.row.active = false;
        self
    }
    pub(crate) fn emergency(mut self) -> Self {
        self.new.row.emergency = true;
        self
    }

    /// Puts them into the database.
    pub(crate) async fn save(self) -> Person {
        let from = Provenance { source: "csv:test".to_owned(), since: self.since };
        let id = self.new.row.id.clone();
        self.app
            .core
            .writer
            .run((self.new, from), |tx, (new, from)| {
                Box::pin(async move {
                    let now = tx.now();
                    store::import::add(tx, std::slice::from_ref(new), from, now).await?;
                    Ok(Done::with((), NewEntry::new("person.imported").by_system().about(&new.row.id)))
                })
            })
            .await
            .unwrap();
        self.app.person(&id).await
    }
}

impl TestCore {
    /// A process on this database.
    pub(crate) async fn over(scratch: &Scratch) -> Self {
        let keys = Keys::generate(scratch.rng.as_ref());
        Self::process(scratch, keys, Arc::default(), Arc::default(), Arc::default()).await
    }

    /// A second process on the same database, with the same keys, clock, mail, directory and gateway.
    pub(crate) async fn another(&self, scratch: &Scratch) -> Self {
        let (mail, directory) = (Arc::clone(&self.mail), Arc::clone(&self.directory));
        Self::process(scratch, self.keys.clone(), mail, directory, Arc::clone(&self.phone)).await
    }

    async fn process(
        scratch: &Scratch,
        keys: Keys,
        mail: Arc<Mailbox>,
        directory: Arc<TestDirectory>,
        phone: Arc<TestPhone>,
    ) -> Self {
        let db = scratch.again().await;
        let writer = scratch.start(db.clone(), store::Options::default());
        store::log::begin(&writer, &keys.id()).await.unwrap();
        let core = Core::start(CoreParts {
            db,
            writer,
            clock: Arc::clone(&scratch.clock) as _,
            rng: Arc::clone(&scratch.rng) as _,
            keys: keys.clone(),
            settings: Settings {
                public_url: "https://portal.example.org".to_owned(),
                organisation: "Example & Sons".to_owned(),
                help: "+49 30 1234567".to_owned(),
                demo: false,
                language: "en".to_owned(),
                time_zone: "Europe/Berlin".to_owned(),
            },
            directory: Arc::clone(&directory) as _,
            messenger: Arc::clone(&mail) as _,
            phone: Some(Arc::clone(&phone) as _),
        })
        .unwrap();
        let (clock, rng) = (Arc::clone(&scratch.clock), Arc::clone(&scratch.rng));
        Self { core, clock, rng, mail, directory, phone, keys }
    }

    pub(crate) fn now(&self) -> Time {
        self.core.now()
    }

    /// Lets time pass.
    pub(crate) fn pass(&self, span: Span) {
        self.clock.advance(span);
    }

    /// Somebody new.
    pub(crate) fn newcomer(&self, user_name: &str) -> Newcomer<'_> {
        let rng = self.rng.as_ref();
        let mut handle = [0; 16];
        rng.fill(&mut handle);
        let mail = ContactRow {
            id: ContactId::mint(rng),
            kind: ContactKind::Mail,
            value: format!("{user_name}@example.org"),
            label: String::new(),
            device: None,
        };
        let row = PersonRow {
            id: PersonId::mint(rng),
            user_name: user_name.to_owned(),
            name: user_name.to_owned(),
            name_key: Core::fold(user_name),
            language: "en".to_owned(),
            time_zone: "Europe/Berlin".to_owned(),
            department: String::new(),
            ring: String::new(),
            active: true,
            emergency: false,
            starts_on: None,
            photo: true,
        };
        let new = NewPerson {
            row,
            user_key: Core::fold(user_name),
            user_hash: self.core.name_hash(user_name),
            handle,
            manager: None,
            roles: Vec::new(),
            contacts: vec![mail],
        };
        Newcomer { app: self, new, since: self.now() - Span::days(365) }
    }

    /// Somebody as they are in the database now.
    pub(crate) async fn person(&self, id: &PersonId) -> Person {
        store::people::by_id(&mut &self.core.db, id).await.unwrap().unwrap()
    }

    /// Gives somebody a row of a passkey that works; no authenticator holds its key.
    pub(crate) async fn passkey(&self, person: &Person) -> MethodId {
        let method = Method {
            id: MethodId::mint(self.rng.as_ref()),
            person: person.id.clone(),
            kind: MethodKind::Passkey,
            state: MethodState::Active,
            name: "Passkey".to_owned(),
            home: None,
            origin: MethodOrigin::SelfAdded,
            vetted: "fresh-proof".to_owned(),
            credential: None,
            credential_id: None,
            aaguid: None,
            synced: false,
            added: self.now() - Span::days(30),
            last_worked: None,
            suspended_by: None,
        };
        let id = method.id.clone();
        self.core
            .writer
            .run(method, |tx, method| {
                Box::pin(async move {
                    assert!(store::methods::add(tx, method).await?);
                    Ok(Done::with((), NewEntry::new("method.added").by(&method.person).about(&method.person)))
                })
            })
            .await
            .unwrap();
        id
    }

    /// An ask for that name whose browser has sent its key, as `recovery` writes it.
    pub(crate) async fn ask(&self, user_name: &str) -> RequestId {
        let id = RequestId::mint(self.rng.as_ref());
        let request = Request {
            id: id.clone(),
            name_hash: self.core.name_hash(user_name).to_vec(),
            person: None,
            matched: false,
            what: "lost-or-stolen".to_owned(),
            asked: self.now(),
            network: "192.0.2.0/24".to_owned(),
            browser: "Firefox on Linux".to_owned(),
            language: "en".to_owned(),
            spoken: false,
            raised_by: None,
            public_key: None,
            key_number: None,
            state: RequestState::ask(self.now(), &domain::Policy::default()),
            approver: None,
            approver_role: None,
            escalated: None,
            devices: Vec::new(),
            device_picked: false,
            wrong_codes: 0,
            evidence: None,
            drill: false,
            ended: None,
        };
        let mut secret = [0; 32];
        self.rng.fill(&mut secret);
        self.core
            .writer
            .run((request, secret), |tx, (request, secret)| {
                Box::pin(async move {
                    let now = tx.now();
                    store::requests::add(tx, request, secret).await?;
                    store::requests::take_key(tx, &request.id, &[4; 65], &[1; 16], now).await?;
                    Ok(Done::with((), NewEntry::new("request.asked").on(&request.id)))
                })
            })
            .await
            .unwrap();
        id
    }

    /// A request as it is now.
    pub(crate) async fn request(&self, id: &RequestId) -> Request {
        store::requests::by_id(&mut &self.core.db, id).await.unwrap().unwrap()
    }

    /// Moves a request to another state, whatever the rules say.
    pub(crate) async fn set_state(&self, id: &RequestId, to: RequestState) {
        let from = self.request(id).await.state;
        self.core
            .writer
            .run((id.clone(), from, to), |tx, (id, from, to)| {
                Box::pin(async move {
                    let now = tx.now();
                    assert!(store::requests::advance(tx, id, from, to, now).await?);
                    Ok(Done::with((), NewEntry::new("test.moved").on(id)))
                })
            })
            .await
            .unwrap();
    }

    /// Kinds of the entries about a request, oldest first.
    pub(crate) async fn entries(&self, id: &RequestId) -> Vec<String> {
        let entries =
            store::log::oldest(&self.core.db, store::log::Of::Request(id), None, 1_000).await.unwrap();
        entries.into_iter().map(|entry| entry.kind.as_str().to_owned()).collect()
    }

    /// Kinds of all entries, oldest first.
    pub(crate) async fn all_entries(&self) -> Vec<String> {
        let entries =
            store::log::oldest(&self.core.db, store::log::Of::Everything, None, 10_000).await.unwrap();
        entries.into_iter().map(|entry| entry.kind.as_str().to_owned()).collect()
    }

    /// A caller.
    pub(crate) async fn visitor(&self, arrival: Arrival) -> Visitor {
        self.core.visitor(arrival).await.unwrap()
    }
}
