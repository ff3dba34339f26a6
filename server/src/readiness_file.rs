//! `/desk/readiness/list.csv`: the list of everybody's readiness as a file, for whoever works on it elsewhere.

use std::sync::Arc;

use axum::response::{IntoResponse as _, Response};
use contract::PortalRef;
use http::header;
use http::request::Parts;
use service::Visitor;

use crate::front::Front;
use crate::middleware::errors;
use crate::page::{self, Around};

/// See the module.
pub(crate) async fn answer(
    front: &Arc<Front>,
    parts: Parts,
    around: Around,
    visitor: &Arc<Visitor>,
) -> Result<Response, Response> {
    let file = match app::pages::readiness::file_filter(parts.uri.query().unwrap_or_default()) {
        Ok(filter) => visitor.readiness_file(filter).await,
        Err(refusal) => Err(refusal),
    };
    Ok(match file {
        Ok(file) => {
            let headers = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"readiness.csv\""),
                (header::CACHE_CONTROL, "no-store"),
            ];
            (headers, file).into_response()
        }
        Err(refusal) => {
            let portal: PortalRef = Arc::clone(visitor) as PortalRef;
            let status = errors::status_of(refusal.code);
            page::refusal(front, parts, around, Some(portal), status, refusal).await
        }
    })
}
