//! A process to import into.

use std::sync::Arc;

use domain::{
    Span, Time,
    person::{ContactKind, Role},
};
use futures::future::BoxFuture;
use service::{
    Core, CoreParts, Keys, Settings,
    ports::{Message, Messenger, Trouble},
};
use store::{
    people::{Contact, Person},
    testing::{Scratch, TestClock},
};

use crate::{
    BuiltIn,
    import::{Asked, ImportFault, Summary, import},
};

/// Nothing is sent here.
struct Silent;

#[async_trait::async_trait]
impl Messenger for Silent {
    async fn send(&self, _: &Message) -> Result<(), Trouble> {
        Err(Trouble::Later("nobody sends here".to_owned()))
    }
}

pub(crate) struct Ground {
    pub(crate) core: Arc<Core>,
    clock: Arc<TestClock>,
}

pub(crate) type Test = for<'a> fn(&'a Ground) -> BoxFuture<'a, ()>;

pub(crate) async fn each_engine(test: Test) {
    store::testing::each_engine(move |scratch| Box::pin(run(scratch, test))).await;
}

pub(crate) async fn on_sqlite(test: Test) {
    store::testing::on_sqlite(move |scratch| Box::pin(run(scratch, test))).await;
}

async fn run(scratch: &Scratch, test: Test) {
    let keys = Keys::generate(scratch.rng.as_ref());
    let db = scratch.again().await;
    let writer = scratch.start(db.clone(), store::Options::default());
    store::log::begin(&writer, &keys.id()).await.unwrap();
    let core = Core::start(CoreParts {
        db,
        writer,
        clock: Arc::clone(&scratch.clock) as _,
        rng: Arc::clone(&scratch.rng) as _,
        keys,
        settings: Settings {
            public_url: "http://localhost:4000".to_owned(),
            organisation: "Example".to_owned(),
            help: "call us".to_owned(),
            demo: false,
            language: "de".to_owned(),
            time_zone: "Europe/Berlin".to_owned(),
        },
        directory: Arc::new(BuiltIn),
        messenger: Arc::new(Silent),
        phone: None,
    })
    .unwrap();
    let ground = Ground { core, clock: Arc::clone(&scratch.clock) };
    test(&ground).await;
    ground.core.writer().close().await;
}

impl Ground {
    pub(crate) fn now(&self) -> Time {
        self.core.now()
    }

    pub(crate) fn pass(&self, span: Span) {
        self.clock.advance(span);
    }

    /// Imports a file and says what became of it.
    pub(crate) async fn try_import(
        &self,
        csv: &str,
        left: bool,
        confirmed: bool,
    ) -> Result<Summary, ImportFault> {
        let asked = Asked { file: "people.csv", by: "root", missing_have_left: left, confirmed };
        import(&self.core, csv.as_bytes(), &asked, &mut |_, _| {}).await
    }

    pub(crate) async fn import(&self, csv: &str) -> Summary {
        self.try_import(csv, false, false).await.unwrap()
    }

    pub(crate) async fn person(&self, user: &str) -> Person {
        store::people::by_user_key(&mut self.core.db(), user).await.unwrap().unwrap()
    }

    pub(crate) async fn contacts(&self, user: &str) -> Vec<Contact> {
        let person = self.person(user).await;
        store::people::contacts(&mut self.core.db(), &person.id).await.unwrap()
    }

    /// Value and since when, of one kind.
    pub(crate) async fn since(&self, user: &str, kind: ContactKind) -> Vec<(String, Time)> {
        let all = self.contacts(user).await.into_iter().filter(|one| one.kind == kind);
        all.map(|one| (one.value, one.provenance.since)).collect()
    }

    pub(crate) async fn role_since(&self, user: &str, role: Role) -> Option<Time> {
        let person = self.person(user).await;
        person.roles.into_iter().find(|held| held.role == role).map(|held| held.provenance.since)
    }

    /// Kinds of all entries, oldest first, with the words of what changed.
    pub(crate) async fn entries(&self) -> Vec<String> {
        let all = store::log::oldest(self.core.db(), store::log::Of::Everything, None, 10_000).await.unwrap();
        all.into_iter().map(|entry| entry.kind.as_str().to_owned()).collect()
    }

    pub(crate) async fn count(&self, kind: &str) -> usize {
        self.entries().await.into_iter().filter(|entry| entry == kind).count()
    }
}
