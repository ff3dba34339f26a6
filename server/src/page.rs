//! Rendering: a page, a page with a form to be mended, the page of a refusal.

use std::sync::Arc;

use app::{FormState, Refused};
use axum::body::Body;
use axum::response::Response;
use contract::{PortalRef, Refusal, frame::FrameData};
use http::request::Parts;
use http::{HeaderValue, Method, Request, StatusCode, header};
use leptos::nonce::Nonce;
use leptos::prelude::{IntoView, provide_context};
use words::Language;

use crate::front::Front;
use crate::middleware::correlation::Correlation;
use crate::middleware::headers::PageNonce;
use crate::middleware::language;

/// What stands around every answer to this request.
#[derive(Debug, Clone)]
pub(crate) struct Around {
    pub(crate) correlation: Arc<str>,
    nonce: Arc<str>,
    pub(crate) language: Language,
}

impl Around {
    /// The nonce of the answer's content security policy.
    pub(crate) fn nonce(&self) -> &str {
        &self.nonce
    }

    /// Reads it from what the outer layers left in the request.
    pub(crate) fn of(front: &Front, parts: &Parts) -> Self {
        let correlation = parts.extensions.get::<Correlation>().map(|id| Arc::clone(&id.0));
        let nonce = parts.extensions.get::<PageNonce>().map(|nonce| Arc::clone(&nonce.0));
        Self {
            correlation: correlation.unwrap_or_default(),
            nonce: nonce.unwrap_or_default(),
            language: language::of(&parts.headers, &front.core.settings().language),
        }
    }
}

/// Renders the page of the request's address for the caller of `portal`, after a form if `form` says so.
pub(crate) async fn show(
    front: &Arc<Front>,
    parts: Parts,
    around: Around,
    portal: PortalRef,
    form: Option<FormState>,
) -> Response {
    let frame = portal.frame().await;
    // A form with nothing to mend only asks for its next part.
    let to_mend = form.as_ref().is_some_and(FormState::has_problems);
    let mut response =
        render(front, parts, around, Shown { frame, portal: Some(portal), form, refused: None }, app::app)
            .await;
    // A page that refuses, or sends elsewhere, has said so itself.
    if to_mend && response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    response
}

/// Renders the page of a refusal, which may also send to where one can sign in. Without a portal nobody is known
/// to call: what was refused may be just that.
pub(crate) async fn refusal(
    front: &Arc<Front>,
    parts: Parts,
    around: Around,
    portal: Option<PortalRef>,
    status: StatusCode,
    mut refusal: Refusal,
) -> Response {
    if refusal.id.is_empty() {
        refusal.id = around.correlation.to_string();
    }
    let frame = match &portal {
        Some(portal) => portal.frame().await,
        None => nobodys_frame(front, &around),
    };
    let shown = Shown { frame, portal, form: None, refused: Some(Refused(refusal)) };
    let mut response = render(front, parts, around, shown, app::app).await;
    if !response.status().is_redirection() {
        *response.status_mut() = status;
    }
    response
}

fn nobodys_frame(front: &Front, around: &Around) -> FrameData {
    let settings = front.core.settings();
    FrameData {
        organisation: settings.organisation.clone(),
        help: settings.help.clone(),
        language: around.language.code().to_owned(),
        time_zone: settings.time_zone.clone(),
        person: None,
        demo: settings.demo,
        security_missing: None,
        last_resorts: Vec::new(),
        now: front.core.now().0,
    }
}

/// Renders a page that the server makes itself: the demo's. It needs no scripts.
pub(crate) async fn show_own(
    front: &Arc<Front>,
    parts: Parts,
    around: Around,
    portal: PortalRef,
    content: impl Fn() -> app::Content + Clone + Send + Sync + 'static,
) -> Response {
    let frame = portal.frame().await;
    let shown = Shown { frame, portal: Some(portal), form: None, refused: None };
    render(front, parts, around, shown, move || app::document(content(), false)).await
}

/// The same for a page with forms: with what was typed and what is to be mended.
pub(crate) async fn show_own_form(
    front: &Arc<Front>,
    parts: Parts,
    around: Around,
    portal: PortalRef,
    form: FormState,
    content: impl Fn() -> app::Content + Clone + Send + Sync + 'static,
) -> Response {
    let frame = portal.frame().await;
    let to_mend = form.has_problems();
    let shown = Shown { frame, portal: Some(portal), form: Some(form), refused: None };
    let mut response = render(front, parts, around, shown, move || app::document(content(), false)).await;
    if to_mend && response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    response
}

/// What a page is made from.
struct Shown {
    frame: FrameData,
    portal: Option<PortalRef>,
    form: Option<FormState>,
    refused: Option<Refused>,
}

async fn render<V: IntoView + 'static>(
    front: &Arc<Front>,
    parts: Parts,
    around: Around,
    shown: Shown,
    view: impl Fn() -> V + Clone + Send + Sync + 'static,
) -> Response {
    let Shown { frame, portal, form, refused } = shown;
    let frame: app::context::Frame = Arc::new(frame);
    let site = front.site.clone();
    let Around { nonce, language, .. } = around;
    let context = move || {
        // After the renderer's own, so that the page's scripts carry the nonce of the answer's policy.
        provide_context(Nonce::from_value(Arc::clone(&nonce)));
        provide_context(Arc::clone(&frame));
        provide_context(language);
        if let Some(site) = &site {
            provide_context(site.clone());
        }
        if let Some(portal) = &portal {
            provide_context(Arc::clone(portal));
        }
        if let Some(form) = &form {
            provide_context(form.clone());
        }
        if let Some(refused) = &refused {
            provide_context(refused.clone());
        }
    };
    // A form is answered with its page, as if that had been asked for.
    let mut request = Request::new(Body::empty());
    *request.method_mut() = Method::GET;
    *request.uri_mut() = parts.uri;
    *request.headers_mut() = parts.headers;
    let mut response = leptos_axum::render_app_async_with_context(context, view)(request).await;
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    response
}
