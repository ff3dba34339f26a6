//! A time limit on every request: whoever sends or waits too long gets an answer, and the connection is free.
//! Changes are safe from it: the writer commits or rolls back by itself, whether or not anybody still waits.

use std::time::Duration;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use contract::RefusalCode;
use http::StatusCode;

use super::errors;

const LIMIT: Duration = Duration::from_secs(20);
/// The same for a file, which may come over a slow line.
const LIMIT_OF_A_FILE: Duration = Duration::from_secs(180);

/// See the module.
pub(crate) async fn layer(request: Request, next: Next) -> Response {
    let file = request.uri().path() == app::pages::devices::files::PATH;
    let limit = if file { LIMIT_OF_A_FILE } else { LIMIT };
    match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            tracing::error!("no answer in time");
            errors::refused(StatusCode::SERVICE_UNAVAILABLE, RefusalCode::WentWrong)
        }
    }
}
