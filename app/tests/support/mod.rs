//! A Portal with canned answers, and pages rendered the way the server renders them.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod backups;
mod drills;
mod portal;
mod runbooks;

use std::sync::Arc;

use app::context::Frame;
use app::{Fields, FormState, Page, Site};
use axum::body::Body;
use axum::response::Response;
use contract::frame::{FrameData, SignedInAs};
use contract::{PortalRef, Sent};
use http::{Request, StatusCode};
use http_body_util::BodyExt;
use leptos::nonce::Nonce;
use leptos::prelude::provide_context;
use words::Language;

pub(crate) use portal::Canned;

/// Noon of 24 November 2026, UTC.
pub(crate) const NOON: i64 = 1_795_521_600_000;
/// Markup in a name that must come out inert wherever it stands.
pub(crate) const HOSTILE: &str =
    "\"'><script>alert(1)</script><img src=x onerror=alert(2)></title></noscript></textarea>{{7*7}}";

/// How a page is looked at.
#[derive(Clone)]
pub(crate) struct Look {
    pub(crate) portal: Canned,
    pub(crate) frame: FrameData,
    pub(crate) language: Language,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            portal: Canned::default(),
            frame: FrameData {
                organisation: "Northfield".to_owned(),
                help: "+49 40 555 010".to_owned(),
                language: "en".to_owned(),
                time_zone: "Europe/Berlin".to_owned(),
                person: None,
                demo: false,
                security_missing: None,
                last_resorts: Vec::new(),
                now: NOON,
            },
            language: Language::En,
        }
    }
}

impl Look {
    /// Somebody signed in.
    pub(crate) fn signed_in(name: &str) -> Self {
        let mut look = Self::default();
        look.frame.person = Some(SignedInAs { name: name.to_owned(), desk: true, waiting: 2 });
        look
    }

    /// With everything that comes from outside set to this text.
    pub(crate) fn with_text(text: &str) -> Self {
        let mut look = Self::signed_in(text);
        look.portal = Canned::new(text);
        look.frame.organisation = text.to_owned();
        look.frame.help = text.to_owned();
        look.frame.demo = true;
        look.frame.security_missing = Some(2);
        look.frame.last_resorts = vec![look.portal.last_resort()];
        look
    }
}

/// What came back.
pub(crate) struct Shown {
    pub(crate) status: StatusCode,
    pub(crate) location: Option<String>,
    pub(crate) html: String,
}

impl Shown {
    #[track_caller]
    pub(crate) fn has(&self, text: &str) -> &Self {
        assert!(self.html.contains(text), "{text:?} is not in\n{}", self.html);
        self
    }

    #[track_caller]
    pub(crate) fn lacks(&self, text: &str) -> &Self {
        assert!(!self.html.contains(text), "{text:?} is in\n{}", self.html);
        self
    }
}

pub(crate) fn site() -> Site {
    let names = ["portal.js", "portal.wasm", "boot.js", "style.css", "favicon.svg"];
    Site::from_manifest(&names.iter().map(|name| ((*name).to_owned(), format!("/files/{name}"))).collect())
        .unwrap()
}

/// Looks at an address.
pub(crate) async fn get(look: Look, path: &str) -> Shown {
    render(look, path, FormState::default()).await
}

/// Sends a form to an address: the page again if something has to be mended, else where it goes.
pub(crate) async fn post(look: Look, path: &str, body: &str) -> Shown {
    let fields = Fields::parse(body.as_bytes()).unwrap();
    let (page, params) = page_at(path);
    let portal: PortalRef = Arc::new(look.portal.clone());
    match (page.submit.unwrap())(portal, params, fields.clone()).await.unwrap() {
        Sent::Next(to) => Shown { status: StatusCode::SEE_OTHER, location: Some(to), html: String::new() },
        Sent::Mend(problems) => render(look, path, FormState::posted(&fields, problems)).await,
    }
}

fn page_at(path: &str) -> (&'static Page, app::Params) {
    app::page::page_at(path.split('?').next().unwrap()).unwrap()
}

async fn render(look: Look, path: &str, form: FormState) -> Shown {
    let portal: PortalRef = Arc::new(look.portal);
    let frame: Frame = Arc::new(look.frame);
    let language = look.language;
    let context = move || {
        provide_context(Nonce::from_value("the-nonce"));
        provide_context(Arc::clone(&portal));
        provide_context(Arc::clone(&frame));
        provide_context(language);
        provide_context(site());
        provide_context(form.clone());
    };
    let request = Request::builder().uri(path).header("accept", "text/html").body(Body::empty()).unwrap();
    let response: Response = leptos_axum::render_app_async_with_context(context, app::app)(request).await;
    let (parts, body) = response.into_parts();
    let html = String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap();
    let location = parts.headers.get("location").map(|value| value.to_str().unwrap().to_owned());
    Shown { status: parts.status, location, html }
}
