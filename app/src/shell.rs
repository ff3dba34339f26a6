//! The document around every page.

use std::sync::Once;

use contract::{Refusal, RefusalCode};
use http::{HeaderValue, StatusCode, header, request::Parts};
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use words::Language;

use crate::context::{Frame, Refused, Site, frame, help, language, portal, t, tv};
use crate::page::{Content, Page, Params, Visit, page_at};
use crate::pages::last_resort::standing;
use crate::times::clock;
use crate::{Fields, refused};

/// The whole portal: finds the page of the address, asks it for its content and puts the document around it. To be
/// rendered by `leptos_axum::render_app_async_with_context`, which waits until everything is there, with the context that
/// [`crate::context`] names.
pub fn app() -> impl IntoView {
    begin();
    let address = with_context::<Parts, _>(|parts| parts.uri.clone()).unwrap_or_default();
    let found = page_at(address.path());
    let here = address.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
    let query = Fields::parse(address.query().unwrap_or_default().as_bytes()).unwrap_or_default();
    Suspend::new(async move {
        let bundle = found.as_ref().is_some_and(|(page, _)| page.bundle);
        match content(found, query).await {
            Ok(content) => document(content, bundle),
            Err(refusal) => refuse(&refusal, &here),
        }
    })
}

/// Before anything is rendered: the runtime that Leptos uses (once), and that nothing outside an island is ever hydrated.
fn begin() {
    static RUNTIME: Once = Once::new();
    // An error says that there is one already, which is just as good.
    RUNTIME.call_once(|| drop(any_spawner::Executor::init_tokio()));
    if let Some(shared) = Owner::current_shared_context() {
        shared.set_is_hydrating(false);
    }
}

async fn content(found: Option<(&'static Page, Params)>, query: Fields) -> Result<Content, Refusal> {
    if let Some(Refused(refusal)) = use_context() {
        return Err(refusal);
    }
    let (page, params) = found.ok_or_else(|| Refusal::of(RefusalCode::NotHere))?;
    let visit = Visit { portal: portal()?, params, query };
    (page.show)(visit).await
}

/// Answers a refusal: 303 to where one can sign in or prove presence, or its status with a page that says what to do.
fn refuse(refusal: &Refusal, here: &str) -> AnyView {
    let options = use_context::<ResponseOptions>();
    let way = refused::way_out(refusal.code, here);
    if let Some(options) = options {
        match way.and_then(|way| HeaderValue::from_str(&way).ok()) {
            Some(way) => {
                options.insert_header(header::LOCATION, way);
                options.set_status(StatusCode::SEE_OTHER);
            }
            None => options.set_status(
                StatusCode::from_u16(refusal.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            ),
        }
    }
    document(refused::content(refusal), false)
}

/// The document around content that does not come from a page of the list. `bundle` says whether it has islands.
pub fn document(content: Content, bundle: bool) -> AnyView {
    begin();
    let frame = frame();
    let site = use_context::<Site>();
    let title = format!("{} – {}", content.title, frame.organisation);
    let code = language().code();
    let main = if content.wide { "page-main wide" } else { "page-main" };
    let drill = content.drill.map(drill_strip);
    let late = bundle.then(late);
    // A page looks again by itself only where no script does it better.
    let refresh = content.refresh.map(|seconds| {
        view! { <noscript><meta http-equiv="refresh" content=seconds.to_string()/></noscript> }
    });
    view! {
        <!DOCTYPE html>
        <html lang=code dir="ltr">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <title>{title}</title>
                {site.as_ref().map(links)}
                {refresh}
                {site.filter(|_| bundle).map(|site| scripts(&site))}
            </head>
            <body>
                <div class="page">
                    <a class="skip" href="#main">{t("common-skip")}</a>
                    {demo_bar(&frame)}
                    {top(&frame)}
                    {menu(&frame)}
                    {drill}
                    <main class=main id="main" tabindex="-1">
                        {late}
                        {last_resorts(&frame)}
                        {security_missing(&frame)}
                        {content.view}
                    </main>
                    <footer class="foot"><p>{tv("common-help", &[("help", &help())])}</p></footer>
                </div>
            </body>
        </html>
    }
    .into_any()
}

fn links(site: &Site) -> impl IntoView + use<> {
    view! {
        <link rel="stylesheet" href=site.css()/>
        {site.accent().map(|accent| view! { <link rel="stylesheet" href=accent/> })}
        <link rel="icon" href=site.icon() type="image/svg+xml"/>
        <link rel="manifest" href="/manifest.webmanifest"/>
    }
}

/// Our own hydration tags: the browser fetches script and wasm at once, and one static module starts the islands. It takes
/// the addresses from its own tag, so nothing inline is needed.
fn scripts(site: &Site) -> impl IntoView + use<> {
    view! {
        <link rel="modulepreload" href=site.js()/>
        <link rel="preload" href=site.wasm() r#as="fetch" type="application/wasm" crossorigin="anonymous"/>
        <script type="module" src=site.boot() nonce=use_nonce() data-js=site.js() data-wasm=site.wasm()></script>
    }
}

/// What to do if script or wasm do not arrive. The style sheet shows it, at once when `boot.js` says that it failed and after some
/// seconds otherwise, since even that script may be what is missing.
fn late() -> impl IntoView {
    let words = tv("common-late", &[("help", &help())]);
    view! { <div class="late" role="alert"><div class="notice"><p>{words}</p></div></div> }
}

fn top(frame: &Frame) -> impl IntoView + use<> {
    let then = here();
    let others = Language::ALL.into_iter().filter(|other| *other != language()).map(|other| {
        view! {
            <button class="btn-link" name="lang" value=other.code() lang=other.code()>{other.own_name()}</button>
        }
    });
    let sign_out = frame.person.as_ref().map(|_| {
        view! { <form method="post" action="/sign-out"><button class="btn-link">{t("common-sign-out")}</button></form> }
    });
    view! {
        <header class="top">
            <a class="top-name" href="/">{frame.organisation.clone()}</a>
            <form class="lang" method="post" action="/language" aria-label=t("common-language")>
                <input type="hidden" name="then" value=then/>
                {others.collect_view()}
            </form>
            {sign_out}
        </header>
    }
}

/// The address of this page, for coming back to it.
fn here() -> String {
    with_context::<Parts, _>(|parts| parts.uri.path_and_query().map(ToString::to_string))
        .flatten()
        .unwrap_or_else(|| "/".to_owned())
}

fn menu(frame: &Frame) -> Option<impl IntoView + use<>> {
    let person = frame.person.as_ref()?;
    let path = here();
    let path = path.split('?').next().unwrap_or_default();
    let current =
        |at: &str| (path == at || (at != "/" && path.starts_with(&format!("{at}/")))).then_some("page");
    let approvals = match person.waiting {
        0 => t("common-approvals"),
        n => tv("common-approvals-waiting", &[("n", &n.to_string())]),
    };
    let desk = person
        .desk
        .then(|| view! { <li><a href="/desk" aria-current=current("/desk")>{t("common-desk")}</a></li> });
    Some(view! {
        <nav class="menu" aria-label=t("common-menu")>
            <ul>
                <li><a href="/" aria-current=current("/")>{t("common-home")}</a></li>
                <li><a href="/approvals" aria-current=current("/approvals")>{approvals}</a></li>
                {desk}
            </ul>
        </nav>
    })
}

fn demo_bar(frame: &Frame) -> Option<impl IntoView + use<>> {
    let who = match &frame.person {
        Some(person) => tv("common-demo-as", &[("name", &person.name)]),
        None => t("common-demo"),
    };
    frame.demo.then(|| {
        view! { <aside class="bar-demo" aria-label="Demo"><p>{who}</p><a href="/demo">{t("common-demo-switch")}</a></aside> }
    })
}

/// A drill is marked loudly, the real thing quietly.
fn drill_strip(drill: bool) -> impl IntoView {
    let (look, words) =
        if drill { ("drill", t("common-drill")) } else { ("drill drill-real", t("common-real")) };
    view! { <aside class=look aria-label=t("common-drill-name")><p><strong>{words}</strong></p></aside> }
}

/// What was issued as the last resort, on every page of everybody privileged for thirty days (R9). On the page about it
/// there is no need to say it twice.
fn last_resorts(frame: &Frame) -> Option<impl IntoView + use<>> {
    let here = here();
    let there = here.split('?').next() == Some("/last-resort");
    let notes: Vec<_> = frame
        .last_resorts
        .iter()
        .filter(|_| !there)
        .map(|card| {
            let issued =
                [("name", card.name.as_str()), ("by", &card.operator), ("when", &clock(card.issued))];
            let look = if card.can_stop { t("last-resort-look-and-stop") } else { t("last-resort-look") };
            view! {
                <p><strong>{tv("last-resort-banner", &issued)}</strong> " " {standing(card)}</p>
                <p><a href="/last-resort">{look}</a></p>
            }
        })
        .collect();
    (!notes.is_empty()).then(|| view! { <div class="notice" role="note">{notes}</div> })
}

fn security_missing(frame: &Frame) -> Option<impl IntoView + use<>> {
    let missing = frame.security_missing?;
    let words = tv("common-security-missing", &[("n", &missing.to_string())]);
    Some(view! { <div class="notice" role="note"><p>{words}</p></div> })
}
