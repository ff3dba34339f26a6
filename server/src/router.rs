//! The router, built from the table: who is calling is looked up and compared with the route's least caller
//! before anything of the route runs.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequestParts as _, RawPathParams, Request, State};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use bytes::Bytes;
use contract::{PortalRef, Refusal, RefusalCode, Sent, frame::Least};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use service::Visitor;

use crate::front::Front;
use crate::middleware::{correlation, cross_site, errors, headers, host, language, patience, session};
use crate::page::{self, Around};
use crate::routes::{Kind, Route, Verb, table};
use crate::{api, demo, device_files, json, kept, probes, readiness_file};

/// The most that is read of a form.
const MOST_OF_A_FORM: usize = 16 * 1024;

/// The whole web side as one service.
pub fn router(front: Arc<Front>) -> Router {
    let mut router = Router::new();
    for route in table(front.core.settings().demo) {
        let handler = move |State(front): State<Arc<Front>>, request: Request| answer(front, route, request);
        let method = match route.verb {
            Verb::Get => get(handler),
            Verb::Post => post(handler),
        };
        router = router.route(route.path, method);
    }
    router
        .fallback(|State(front): State<Arc<Front>>, request: Request| nothing_here(front, request))
        .method_not_allowed_fallback(|| async { errors::unreadable(StatusCode::METHOD_NOT_ALLOWED) })
        .layer(from_fn(patience::layer))
        .layer(from_fn_with_state(Arc::clone(&front), cross_site::layer))
        .layer(from_fn_with_state(Arc::clone(&front), host::layer))
        .layer(from_fn_with_state(Arc::clone(&front), errors::layer))
        .layer(from_fn_with_state(Arc::clone(&front), headers::layer))
        .layer(from_fn_with_state(Arc::clone(&front), correlation::layer))
        .with_state(front)
}

/// Answers one request of one route.
async fn answer(front: Arc<Front>, route: Route, request: Request) -> Response {
    match route.kind {
        Kind::Health => return probes::health(),
        Kind::Ready => return probes::ready(&front).await,
        Kind::Metrics => {
            let may_read = probes::may_read_metrics(&front, &request);
            return probes::metrics(&front, may_read).await;
        }
        Kind::File => {
            let file = front.files.answer(request.uri().path(), request.headers());
            return file.unwrap_or_else(|| errors::refuse(Refusal::of(RefusalCode::NotHere)));
        }
        _ => {}
    }
    let (mut parts, body) = request.into_parts();
    let around = Around::of(&front, &parts);
    let kept = kept::key(route, &parts, &around);
    if let Some(page) = kept.and_then(|key| front.kept.answer(key, &around)) {
        return page;
    }
    let visitor = match session::enter(&front, &parts, &around).await {
        Ok(visitor) => visitor,
        Err(refusal) => return errors::refuse(refusal),
    };
    let mut response = match guard(&visitor, route, &parts) {
        Some(refused) => refused,
        None => match serve(&front, route, &mut parts, body, around.clone(), &visitor).await {
            Ok(response) => response,
            Err(refused) => refused,
        },
    };
    session::leave(&visitor, &mut response);
    match kept {
        Some(key) => front.kept.keep(key, &around, response).await,
        None => response,
    }
}

/// The answer to somebody who is less than the route's least caller; none for all others.
fn guard(visitor: &Visitor, route: Route, parts: &Parts) -> Option<Response> {
    if visitor.satisfies(route.least) {
        return None;
    }
    let looks = matches!(route.kind, Kind::Page);
    Some(match route.least {
        // A browser whose request or enrolment ended, or that never had one: asking is where both begin.
        Least::Asker | Least::Enrolling if looks => next("/recover"),
        Least::Asker | Least::Enrolling => errors::refuse(Refusal::of(RefusalCode::NotAllowed)),
        // What the confined may do is listed; all else is refused to them, not offered a sign-in (I05).
        Least::Person | Least::FreshPerson
            if visitor.satisfies(Least::Enrolling) && !visitor.satisfies(Least::Person) =>
        {
            if looks {
                next("/recover/enrol")
            } else {
                errors::refuse(Refusal::of(RefusalCode::NotAllowed))
            }
        }
        least => {
            let code = if least == Least::FreshPerson && visitor.satisfies(Least::Person) {
                RefusalCode::ProveAgain
            } else {
                RefusalCode::SignInFirst
            };
            let here = parts.uri.path_and_query().map_or("/", |here| here.as_str());
            match app::way_out(code, here) {
                Some(way) if looks => next(&way),
                _ => errors::refuse(Refusal::of(code)),
            }
        }
    })
}

/// Does what the route does. An error is an answer too, already made.
async fn serve(
    front: &Arc<Front>,
    route: Route,
    parts: &mut Parts,
    body: Body,
    around: Around,
    visitor: &Arc<Visitor>,
) -> Result<Response, Response> {
    let portal: PortalRef = Arc::clone(visitor) as PortalRef;
    match route.kind {
        Kind::Page => Ok(page::show(front, parts.clone(), around, portal, None).await),
        Kind::Form(page) => {
            let fields = fields(parts, body).await?;
            let params = page.matches(parts.uri.path()).unwrap_or_default();
            let Some(submit) = page.submit else {
                return Err(errors::refuse(Refusal::of(RefusalCode::NotHere)));
            };
            match submit(Arc::clone(&portal), params, fields.clone()).await {
                Ok(Sent::Next(path)) => Ok(next(&path)),
                Ok(Sent::Mend(problems)) => {
                    let form = app::FormState::posted(&fields, problems);
                    Ok(page::show(front, parts.clone(), around, portal, Some(form)).await)
                }
                // With the frame of whoever is signed in, so that they can go on elsewhere.
                Err(refusal) => {
                    let status = errors::status_of(refusal.code);
                    Ok(page::refusal(front, parts.clone(), around, Some(portal), status, refusal).await)
                }
            }
        }
        Kind::Language => {
            let fields = fields(parts, body).await?;
            let mut response = next(fields.get("then"));
            let chosen = words::Language::from_code(fields.get("lang")).map(language::keep);
            if let Some(cookie) = chosen.and_then(|cookie| HeaderValue::from_str(&cookie).ok()) {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
            Ok(response)
        }
        Kind::Api(endpoint) => {
            let body = match route.verb {
                Verb::Get => Bytes::new(),
                Verb::Post => bounded(&parts.headers, body, "application/json", json::MOST).await?,
            };
            let parameter = match RawPathParams::from_request_parts(parts, &()).await {
                Ok(params) => params.iter().next().map(|(_, value)| value.to_owned()).unwrap_or_default(),
                Err(_) => String::new(),
            };
            let call = api::Call {
                portal,
                parameter,
                headers: parts.headers.clone(),
                body,
                language: around.language,
            };
            endpoint(call).await.map_err(errors::refuse)
        }
        Kind::DeviceFiles => {
            device_files::answer(front, route.verb, parts.clone(), body, around, visitor).await
        }
        Kind::ReadinessFile => readiness_file::answer(front, parts.clone(), around, visitor).await,
        Kind::Demo(kind) => demo::web::answer(front, kind, parts, body, around, visitor).await,
        // Answered before anybody was looked up.
        Kind::File | Kind::Health | Kind::Ready | Kind::Metrics => {
            Err(errors::refuse(Refusal::of(RefusalCode::NotHere)))
        }
    }
}

/// An address that no route has: the page that says so, with the frame of whoever calls.
async fn nothing_here(front: Arc<Front>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    if parts.uri.path().starts_with("/api/") || parts.method != http::Method::GET {
        return errors::refuse(Refusal::of(RefusalCode::NotHere));
    }
    let around = Around::of(&front, &parts);
    let visitor = match session::enter(&front, &parts, &around).await {
        Ok(visitor) => visitor,
        Err(refusal) => return errors::refuse(refusal),
    };
    let portal = Some(Arc::clone(&visitor) as PortalRef);
    let refusal = Refusal::of(RefusalCode::NotHere);
    let mut response = page::refusal(&front, parts, around, portal, StatusCode::NOT_FOUND, refusal).await;
    session::leave(&visitor, &mut response);
    response
}

/// Goes on at a path of ours; anything else is the first page.
pub(crate) fn next(path: &str) -> Response {
    // Browsers drop tabs from an address, so "/", a tab and "/" would begin that of another site.
    let plain = !path.chars().any(char::is_control);
    let ours = plain && path.strip_prefix('/').is_some_and(|rest| !rest.starts_with(['/', '\\']));
    let place = Some(path).filter(|_| ours).and_then(|path| HeaderValue::from_str(path).ok());
    let place = place.unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, place)]).into_response()
}

/// Reads a form: url-encoded, bounded, each field once.
pub(crate) async fn fields(parts: &Parts, body: Body) -> Result<app::Fields, Response> {
    let body = bounded(&parts.headers, body, "application/x-www-form-urlencoded", MOST_OF_A_FORM).await?;
    app::Fields::parse(&body).map_err(errors::refuse)
}

/// Reads a body of one type up to a length.
async fn bounded(headers: &HeaderMap, body: Body, kind: &str, most: usize) -> Result<Bytes, Response> {
    let mut said = headers.get_all(header::CONTENT_TYPE).iter();
    let only = match (said.next(), said.next()) {
        (Some(one), None) => one.to_str().unwrap_or_default(),
        _ => "",
    };
    let essence = only.split(';').next().unwrap_or_default().trim();
    if !essence.eq_ignore_ascii_case(kind) {
        return Err(errors::unreadable(StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
    to_bytes(body, most).await.map_err(|_| errors::unreadable(StatusCode::PAYLOAD_TOO_LARGE))
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn nobody_is_sent_to_another_site() {
        for (path, place) in [
            ("/methods?x=1", "/methods?x=1"),
            ("//evil.example", "/"),
            ("/\\evil.example", "/"),
            ("https://evil.example", "/"),
            ("", "/"),
            ("/a\r\nset-cookie: x", "/"),
            ("/\t/evil.example", "/"),
        ] {
            assert_eq!(next(path).headers()["location"], place, "{path}");
        }
    }
}
