//! A phone gateway on this machine: it speaks Twilio's form and that of the webhook, keeps what it takes, and
//! misbehaves when told to.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use axum::{Form, Router};
use data_encoding::{BASE64, HEXLOWER_PERMISSIVE};
use futures::StreamExt as _;
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::{HeaderMap, StatusCode, header};
use serde_json::json;
use sha2::Sha256;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// The account that it knows.
pub const ACCOUNT: &str = "AC00000000000000000000000000000000";
/// That account's secret, also the webhook's.
pub const SECRET: &str = "a secret of the gateway";

/// How it answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mood {
    /// As it should.
    #[default]
    Well,
    /// It takes nothing, and says so with this status and the error of its own, if any.
    Refuses(u16, Option<u32>),
    /// It answers well, but after this time.
    Slow(Duration),
    /// It sends the head and one byte, and then nothing.
    Stalls,
    /// A page for people, with status 200.
    Page,
    /// Half an object, with status 201.
    Broken,
    /// An object about something else, with status 200.
    OtherObject,
    /// An answer of this status that never ends.
    Endless(u16),
    /// To somewhere else, where it would take everything.
    Redirects,
    /// It takes the message and gives it up at once.
    GivesUp,
}

/// Something it took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The message's id, where the form has one.
    pub id: Option<String>,
    /// The number.
    pub to: String,
    /// Who sends, where the form says so.
    pub from: Option<String>,
    /// `text` or `call`.
    pub way: String,
    /// What it says; of a call in Twilio's form, the instructions.
    pub text: String,
    /// The language, where the form says so.
    pub language: Option<String>,
    /// The signature's time in seconds, where there is one.
    pub signed_at: Option<i64>,
}

#[derive(Debug, Default)]
struct Inside {
    mood: Mood,
    taken: Vec<Taken>,
    asked: usize,
}

type Shared = Arc<Mutex<Inside>>;

/// See the module. It ends with the value.
#[derive(Debug)]
pub struct Gateway {
    at: SocketAddr,
    inside: Shared,
    server: Option<JoinHandle<()>>,
}

impl Drop for Gateway {
    fn drop(&mut self) {
        if let Some(server) = &self.server {
            server.abort();
        }
    }
}

impl Gateway {
    /// Starts one at any free port of this machine.
    ///
    /// # Panics
    /// If there is none.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let at = listener.local_addr().expect("its address");
        let mut gateway = Self { at, inside: Shared::default(), server: None };
        gateway.serve(listener);
        gateway
    }

    fn serve(&mut self, listener: TcpListener) {
        let router = Router::new()
            .route("/2010-04-01/Accounts/{account}/{what}", post(twilio))
            .route("/hook", post(webhook))
            .with_state(Arc::clone(&self.inside));
        self.server = Some(tokio::spawn(async move {
            axum::serve(listener, router).await.expect("the gateway serves");
        }));
    }

    /// Where Twilio's form begins.
    pub fn url(&self) -> String {
        format!("http://{}", self.at)
    }

    /// Where the webhook is.
    pub fn hook(&self) -> String {
        format!("http://{}/hook", self.at)
    }

    /// How it answers from now on.
    pub fn set(&self, mood: Mood) {
        lock(&self.inside).mood = mood;
    }

    /// What it took, oldest first.
    pub fn taken(&self) -> Vec<Taken> {
        lock(&self.inside).taken.clone()
    }

    /// How often it was asked, whatever came of it.
    pub fn asked(&self) -> usize {
        lock(&self.inside).asked
    }

    /// Ends it; nobody answers at its port.
    pub async fn down(&mut self) {
        if let Some(server) = self.server.take() {
            server.abort();
            let _ = server.await;
        }
    }

    /// Starts it again at the same port, with what it took before.
    ///
    /// # Panics
    /// If somebody else has the port.
    pub async fn up(&mut self) {
        self.down().await;
        let listener = TcpListener::bind(self.at).await.expect("the port is free again");
        self.serve(listener);
    }
}

fn lock(inside: &Shared) -> MutexGuard<'_, Inside> {
    inside.lock().expect("no test panicked here")
}

async fn twilio(
    State(inside): State<Shared>,
    Path((account, what)): Path<(String, String)>,
    headers: HeaderMap,
    Form(form): Form<HashMap<String, String>>,
) -> Response {
    let known = format!("Basic {}", BASE64.encode(format!("{ACCOUNT}:{SECRET}").as_bytes()));
    let said = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    if account != ACCOUNT || said != Some(known.as_str()) {
        lock(&inside).asked += 1;
        return refusal(401, Some(20003));
    }
    let field = |name: &str| form.get(name).cloned().unwrap_or_default();
    let (way, text) = match what.as_str() {
        "Messages.json" => ("text", field("Body")),
        "Calls.json" => ("call", field("Twiml")),
        _ => return refusal(404, Some(20404)),
    };
    let from = form.get("From").or_else(|| form.get("MessagingServiceSid")).cloned();
    let taken =
        Taken { id: None, to: field("To"), from, way: way.to_owned(), text, language: None, signed_at: None };
    answer(&inside, taken).await
}

async fn webhook(State(inside): State<Shared>, headers: HeaderMap, body: Bytes) -> Response {
    let Some(signed_at) = signed_at(&headers, &body) else {
        lock(&inside).asked += 1;
        return refusal(401, None);
    };
    let Ok(said) = serde_json::from_slice::<serde_json::Value>(&body) else { return refusal(400, None) };
    let field = |name: &str| said[name].as_str().map(str::to_owned);
    let (Some(id), Some(to), Some(way), Some(text)) = (field("id"), field("to"), field("way"), field("text"))
    else {
        return refusal(400, None);
    };
    let taken = Taken {
        id: Some(id),
        to,
        from: None,
        way,
        text,
        language: field("language"),
        signed_at: Some(signed_at),
    };
    answer(&inside, taken).await
}

/// When the body was signed, if it was signed with the secret.
fn signed_at(headers: &HeaderMap, body: &[u8]) -> Option<i64> {
    let said = headers.get("latchkey-signature")?.to_str().ok()?;
    let (seconds, tag) = said.strip_prefix("t=")?.split_once(",v1=")?;
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).ok()?;
    mac.update(seconds.as_bytes());
    mac.update(b".");
    mac.update(body);
    mac.verify_slice(&HEXLOWER_PERMISSIVE.decode(tag.as_bytes()).ok()?).ok()?;
    seconds.parse().ok()
}

async fn answer(inside: &Shared, taken: Taken) -> Response {
    let mood = {
        let mut inside = lock(inside);
        inside.asked += 1;
        inside.mood
    };
    match mood {
        Mood::Well => take(inside, taken, "queued"),
        Mood::GivesUp => take(inside, taken, "failed"),
        Mood::Slow(span) => {
            tokio::time::sleep(span).await;
            take(inside, taken, "queued")
        }
        Mood::Refuses(status, code) => refusal(status, code),
        Mood::Stalls => {
            let one = futures::stream::once(async { Ok::<_, std::io::Error>(Bytes::from_static(b"{")) });
            Response::new(Body::from_stream(one.chain(futures::stream::pending())))
        }
        Mood::Page => {
            ([(header::CONTENT_TYPE, "text/html")], "<!doctype html><h1>Welcome</h1>").into_response()
        }
        Mood::Broken => (StatusCode::CREATED, "{\"sid\": \"SM0").into_response(),
        Mood::OtherObject => "{\"sid\": null, \"status\": [1]}".into_response(),
        Mood::Endless(status) => {
            let more =
                futures::stream::repeat_with(|| Ok::<_, std::io::Error>(Bytes::from_static(&[b' '; 8192])));
            let mut response = Response::new(Body::from_stream(more));
            *response.status_mut() = StatusCode::from_u16(status).expect("a status");
            response
        }
        Mood::Redirects => {
            // The same place: whoever followed would be seen asking twice.
            (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, "/hook")]).into_response()
        }
    }
}

fn take(inside: &Shared, taken: Taken, status: &str) -> Response {
    let mut inside = lock(inside);
    // The same id is the same message.
    if taken.id.is_none() || inside.taken.iter().all(|there| there.id != taken.id) {
        inside.taken.push(taken);
    }
    let sid = format!("SM{:032}", inside.taken.len());
    (StatusCode::CREATED, axum::Json(json!({ "sid": sid, "status": status }))).into_response()
}

/// What the gateway says when it does not take something. It repeats the number, as real ones do.
fn refusal(status: u16, code: Option<u32>) -> Response {
    let words =
        json!({ "code": code, "status": status, "message": "The 'To' number +491701234567 is not valid." });
    (StatusCode::from_u16(status).expect("a status"), axum::Json(words)).into_response()
}
