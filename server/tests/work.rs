//! I08, the part of it that is time: known and unknown names cost the same work. Time itself is never asserted on; what
//! is compared is every statement that the database was sent, in order. A program of its own, since it listens to all
//! statements of the process.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where its ground is missing")]

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use domain::Span;
use domain::person::ContactKind;
use futures::future::BoxFuture;
use serde_json::json;
use testkit::{AskingKey, Authenticator, Browser, TestApp, each_engine};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// What the database was sent since it was last asked.
static SENT: Mutex<Vec<Statement>> = Mutex::new(Vec::new());

/// One statement, and how many rows came back or changed.
#[derive(Default)]
struct Statement {
    text: String,
    rows: u64,
}

/// Hears what the database's driver says of each statement.
struct Listener;

impl Subscriber for Listener {
    fn enabled(&self, of: &Metadata<'_>) -> bool {
        of.target() == "sqlx::query"
    }
    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        let mut statement = Statement::default();
        event.record(&mut statement);
        // How a connection is set up belongs to whoever came first.
        let aside = ["PRAGMA", "SET "].iter().any(|word| statement.text.trim_start().starts_with(word));
        if !aside {
            SENT.lock().unwrap().push(statement);
        }
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

impl Visit for Statement {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            // The beginning, which is all of a short one; the whole of a long one.
            "summary" if self.text.is_empty() => value.clone_into(&mut self.text),
            "db.statement" if !value.is_empty() => self.text = value.trim().to_owned(),
            _ => {}
        }
    }
    fn record_u64(&mut self, field: &Field, value: u64) {
        if ["rows_affected", "rows_returned"].contains(&field.name()) {
            self.rows += value;
        }
    }
    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}
}

fn taken() -> Vec<Statement> {
    std::mem::take(&mut *SENT.lock().unwrap())
}

/// With passkey and manager, without any method, disabled, break-glass, unknown, another unknown one.
const NAMES: [&str; 6] = ["anna", "bert", "cleo", "dora", "erik", "fred"];

async fn people(app: &TestApp) {
    let manager = app.person("mara").save().await;
    app.passkey(&manager).await;
    let anna = app.person("anna").manager(&manager).contact(ContactKind::Landline, "+49 30 1").save().await;
    app.passkey(&anna).await;
    app.person("bert").manager(&manager).save().await;
    app.person("cleo").manager(&manager).disabled().save().await;
    app.person("dora").emergency().save().await;
}

/// Something that a browser does for a name.
trait Act: for<'a> Fn(&'a TestApp, &'a Browser, &'a str) -> BoxFuture<'a, ()> + Sync {}
impl<T: for<'a> Fn(&'a TestApp, &'a Browser, &'a str) -> BoxFuture<'a, ()> + Sync> Act for T {}

/// Sends it for each name in turn, several times over, and compares the statements of all with those of the first.
async fn costs_the_same(app: &TestApp, what: &str, prepare: impl Act, send: impl Act) {
    // The limits of the one before are over.
    app.pass_time(Span::hours(1));
    let mut first: Option<Vec<String>> = None;
    let mut rows = [0; NAMES.len()];
    // Once before it counts: connections are opened, statements prepared.
    for round in 0..4_u8 {
        for (at, name) in NAMES.iter().enumerate() {
            let browser = app.browser().at([10, 9, round * 8 + u8::try_from(at).unwrap(), 1]);
            prepare(app, &browser, name).await;
            taken();
            send(app, &browser, name).await;
            let sent = taken();
            if round == 0 {
                continue;
            }
            assert!(!sent.is_empty(), "{what}: nothing was heard of the database");
            rows[at] += sent.iter().map(|statement| statement.rows).sum::<u64>();
            let texts: Vec<_> = sent.into_iter().map(|statement| statement.text).collect();
            match &first {
                None => first = Some(texts),
                Some(first) => assert_eq!(*first, texts, "{what}: {} costs other work than {name}", NAMES[0]),
            }
        }
    }
    let mut line = format!("{what}: {} statements; rows", first.unwrap_or_default().len());
    for (name, rows) in NAMES.iter().zip(rows) {
        let _ = write!(line, " {name} {rows}");
    }
    tell(&line);
}

/// For whoever reads the figures with `--nocapture`.
#[expect(clippy::print_stdout, reason = "the figures are for whoever asks for them")]
fn tell(line: &str) {
    println!("{line}");
}

fn nothing<'a>(_: &'a TestApp, _: &'a Browser, _: &'a str) -> BoxFuture<'a, ()> {
    Box::pin(async {})
}

fn ask<'a>(_: &'a TestApp, browser: &'a Browser, name: &'a str) -> BoxFuture<'a, ()> {
    Box::pin(async move {
        browser.ask(name, "lost-or-stolen").await;
    })
}

fn ask_and_tick<'a>(app: &'a TestApp, browser: &'a Browser, name: &'a str) -> BoxFuture<'a, ()> {
    Box::pin(async move {
        browser.ask(name, "lost-or-stolen").await;
        app.tick().await;
    })
}

fn publish<'a>(app: &'a TestApp, browser: &'a Browser, _: &'a str) -> BoxFuture<'a, ()> {
    Box::pin(async move {
        browser.publish(&AskingKey::new(app.rng())).await;
    })
}

fn ask_and_publish<'a>(app: &'a TestApp, browser: &'a Browser, name: &'a str) -> BoxFuture<'a, ()> {
    Box::pin(async move {
        browser.ask(name, "lost-or-stolen").await;
        browser.publish(&AskingKey::new(app.rng())).await;
        app.tick().await;
    })
}

fn wait<'a>(_: &'a TestApp, browser: &'a Browser, _: &'a str) -> BoxFuture<'a, ()> {
    Box::pin(async move {
        assert_eq!(browser.get("/recover/sent").await.status, 200);
        assert_eq!(browser.fetch("/api/recover/status", None).await.status, 200);
        assert_eq!(browser.post_json("/api/recover/pass", &json!({})).await.status, 409);
    })
}

/// Begins to sign in, and keeps what the browser would.
fn begin(kept: &Kept) -> impl Act {
    let kept = Arc::clone(kept);
    act(move |_, browser, name| {
        let kept = Arc::clone(&kept);
        Box::pin(async move {
            let begun = browser.begin("/api/sign-in", &json!({"user_name": name, "then": "/"})).await;
            *kept.lock().unwrap() = Some(begun);
        })
    })
}

/// Finishes to sign in, with a passkey of somebody else.
fn finish(kept: &Kept, phone: Authenticator) -> impl Act {
    let kept = Arc::clone(kept);
    act(move |_, browser, _| {
        let (kept, mut phone) = (Arc::clone(&kept), phone.clone());
        Box::pin(async move {
            let mut begun = kept.lock().unwrap().take().unwrap();
            begun.options["publicKey"]["allowCredentials"] = json!([]);
            let credential = phone.get(&begun.options);
            let finish = contract::FinishCeremony { id: begun.id, credential, name: String::new() };
            let reply = browser.post_json("/api/sign-in/finish", &finish).await;
            assert!(reply.status == 200 && reply.text().contains("again"), "{}", reply.text());
        })
    })
}

/// Types somebody else's pass.
fn enter_pass(halves: [String; 2]) -> impl Act {
    act(move |_, browser, name| {
        let [first, second] = halves.clone();
        Box::pin(async move {
            let fields = [("user_name", name), ("first", first.as_str()), ("second", second.as_str())];
            assert_eq!(browser.post_form("/pass", &fields).await.status, 422);
        })
    })
}

/// What a browser keeps between the two.
type Kept = Arc<Mutex<Option<contract::Challenge>>>;

/// So that the compiler sees what a closure takes.
fn act<F>(act: F) -> F
where
    F: for<'a> Fn(&'a TestApp, &'a Browser, &'a str) -> BoxFuture<'a, ()> + Sync,
{
    act
}

fn enter_first_page<'a>(_: &'a TestApp, browser: &'a Browser, name: &'a str) -> BoxFuture<'a, ()> {
    Box::pin(async move {
        let fields = [("user_name", name), ("what", "lost-or-stolen")];
        browser.post_form("/recover", &fields).await;
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn i08_known_and_unknown_names_cost_the_same_work() {
    tracing::subscriber::set_global_default(Listener).unwrap();
    each_engine(|app| {
        Box::pin(async move {
            people(app).await;
            costs_the_same(app, "POST /recover", nothing, enter_first_page).await;
            costs_the_same(app, "POST /recover/other-way", nothing, ask).await;
            costs_the_same(app, "POST /api/recover/key", ask, publish).await;
            costs_the_same(app, "POST /api/recover/key, once matched", ask_and_tick, publish).await;
            costs_the_same(app, "/recover/sent, status and pass", ask_and_publish, wait).await;
            costs_the_same(app, "POST /api/sign-in/begin", nothing, begin(&Kept::default())).await;
            let gina = app.person("gina").save().await;
            let pass = app.first_pass("gina").await;
            let halves = [pass.first.to_string(), pass.second.to_string()];
            costs_the_same(app, "POST /pass", nothing, enter_pass(halves)).await;
            let phone = app.passkey(&gina).await;
            let kept = Kept::default();
            costs_the_same(app, "POST /api/sign-in/finish", begin(&kept), finish(&kept, phone)).await;
        })
    })
    .await;
}
