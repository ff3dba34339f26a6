//! One process of the portal.

use std::sync::Arc;

use axum::Router;
use domain::{Rng as _, Span, Time};
use futures::future::BoxFuture;
use server::config::{Networks, PublicUrl};
use server::files::Files;
use server::{Front, FrontParts};
use service::ports::Phone;
use service::{Core, CoreParts, Keys, Settings};
use store::testing::{Scratch, TestClock, TestRng};

use crate::{Authenticator, Browser, MailTrap, PhoneTrap};

/// See the module.
pub struct TestApp {
    /// The use cases, for asking them directly.
    pub core: Arc<Core>,
    /// The clock.
    pub clock: Arc<TestClock>,
    /// What was sent.
    pub mail: Arc<MailTrap>,
    /// What was sent to phones; in the demo they are in its letter box.
    pub phone: Arc<PhoneTrap>,
    rng: Arc<TestRng>,
    keys: Keys,
    router: Router,
    origin: String,
    scratch: Scratch,
}

impl std::fmt::Debug for TestApp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TestApp")
    }
}

/// Runs a test on a fresh SQLite file, then on a fresh PostgreSQL database.
///
/// # Panics
/// If the test does, or if there is no PostgreSQL.
pub async fn each_engine(test: impl for<'a> Fn(&'a TestApp) -> BoxFuture<'a, ()> + Send + Sync + 'static) {
    let test = Arc::new(test);
    store::testing::each_engine(move |scratch| {
        let test = Arc::clone(&test);
        Box::pin(async move { run(TestApp::over(scratch).await, test.as_ref()).await })
    })
    .await;
}

/// Runs a test on SQLite alone: for what has nothing to do with the engine.
///
/// # Panics
/// If the test does.
pub async fn on_sqlite(test: impl for<'a> Fn(&'a TestApp) -> BoxFuture<'a, ()> + Send + Sync + 'static) {
    let test = Arc::new(test);
    store::testing::on_sqlite(move |scratch| {
        let test = Arc::clone(&test);
        Box::pin(async move { run(TestApp::over(scratch).await, test.as_ref()).await })
    })
    .await;
}

/// The same in the demo, on SQLite.
///
/// # Panics
/// If the test does.
pub async fn in_demo(test: impl for<'a> Fn(&'a TestApp) -> BoxFuture<'a, ()> + Send + Sync + 'static) {
    let test = Arc::new(test);
    store::testing::on_sqlite(move |scratch| {
        let test = Arc::clone(&test);
        Box::pin(async move { run(TestApp::demo(scratch).await, test.as_ref()).await })
    })
    .await;
}

async fn run(app: TestApp, test: &(impl for<'a> Fn(&'a TestApp) -> BoxFuture<'a, ()> + Sync)) {
    test(&app).await;
    app.core.writer().close().await;
    app.core.db().close().await;
}

impl TestApp {
    /// A process on this database.
    ///
    /// # Panics
    /// If it cannot be put together.
    pub async fn over(scratch: &Scratch) -> Self {
        let keys = Keys::generate(scratch.rng.as_ref());
        Self::process(scratch, keys, Arc::default(), Arc::default(), false).await
    }

    /// The demo on this database.
    ///
    /// # Panics
    /// If it cannot be put together.
    pub async fn demo(scratch: &Scratch) -> Self {
        let keys = Keys::generate(scratch.rng.as_ref());
        Self::process(scratch, keys, Arc::default(), Arc::default(), true).await
    }

    /// A second process on the same database, with the same keys, clock, mail and gateway. [End](Self::end) it.
    ///
    /// # Panics
    /// If it cannot be put together.
    pub async fn another_process(&self) -> Self {
        let (mail, phone) = (Arc::clone(&self.mail), Arc::clone(&self.phone));
        Self::process(&self.scratch, self.keys.clone(), mail, phone, false).await
    }

    /// Ends the process: what waits is written, and its connections close.
    pub async fn end(self) {
        run(self, &|_| Box::pin(async {})).await;
    }

    /// Any statement, past the writer and the log: what a fault, or somebody with access to the database, could do. How many
    /// rows it changed.
    ///
    /// # Panics
    /// If the database refuses it.
    pub async fn raw(&self, sql: &'static str, args: Vec<store::Value>) -> u64 {
        self.scratch.raw(sql, args).await.expect("the statement runs")
    }

    async fn process(
        scratch: &Scratch,
        keys: Keys,
        mail: Arc<MailTrap>,
        phone: Arc<PhoneTrap>,
        demo: bool,
    ) -> Self {
        let public_url = PublicUrl::localhost(4000);
        let db = scratch.again().await;
        let writer = scratch.start(db.clone(), store::Options::default());
        store::log::begin(&writer, &keys.id()).await.expect("the log begins");
        let settings = Settings {
            public_url: public_url.origin(),
            organisation: "Example & Sons".to_owned(),
            help: "+49 30 1234567".to_owned(),
            demo,
            language: "en".to_owned(),
            time_zone: "Europe/Berlin".to_owned(),
        };
        let letter_box: Option<Arc<server::Mailbox>> = demo.then(Arc::default);
        let phones: Arc<dyn Phone> = match &letter_box {
            Some(letter_box) => Arc::clone(letter_box) as _,
            None => Arc::clone(&phone) as _,
        };
        let core = Core::start(CoreParts {
            db,
            writer,
            clock: Arc::clone(&scratch.clock) as _,
            rng: Arc::clone(&scratch.rng) as _,
            keys: keys.clone(),
            settings,
            directory: server::directory(),
            messenger: Arc::clone(&mail) as _,
            phone: Some(phones),
        })
        .expect("the core starts");
        let front = Front::new(FrontParts {
            core: Arc::clone(&core),
            public_url: public_url.clone(),
            rng: Arc::clone(&scratch.rng) as _,
            files: Files::default(),
            trusted_proxies: Networks::default(),
            metrics_from: Networks::default(),
            mailbox: letter_box,
        })
        .expect("the front starts");
        Self {
            core,
            clock: Arc::clone(&scratch.clock),
            mail,
            phone,
            rng: Arc::clone(&scratch.rng),
            keys,
            router: server::router(front),
            origin: public_url.origin(),
            scratch: Scratch {
                db: scratch.db.clone(),
                location: scratch.location.clone(),
                clock: Arc::clone(&scratch.clock),
                rng: Arc::clone(&scratch.rng),
            },
        }
    }

    /// A browser without a past.
    pub fn browser(&self) -> Browser {
        Browser::new(self.router.clone(), self.origin.clone())
    }

    /// A phone without a key.
    pub fn authenticator(&self) -> Authenticator {
        Authenticator::new(&self.origin, self.rng.as_ref())
    }

    /// Now.
    pub fn now(&self) -> Time {
        self.core.now()
    }

    /// Lets time pass.
    pub fn pass_time(&self, span: Span) {
        self.clock.advance(span);
    }

    /// Does now what the background work would do by and by.
    pub async fn tick(&self) {
        self.core.tick().await;
    }

    /// The randomness of everything.
    pub fn rng(&self) -> &dyn domain::Rng {
        self.rng.as_ref()
    }

    /// Fresh bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0_u8; N];
        self.rng.fill(&mut bytes);
        bytes
    }
}
