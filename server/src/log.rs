//! The log: lines on standard error, for people or, with `LATCHKEY_LOG_FORMAT=json`, for machines.

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::format::FmtSpan;

use crate::config::Environment;

/// Begins to log. `LATCHKEY_LOG` says how much, such as `info,server=debug`; `otherwise` holds without it.
pub(crate) fn begin(environment: &Environment, otherwise: &str) {
    let filter = environment.get("LATCHKEY_LOG").map_or(otherwise, String::as_str);
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new(otherwise));
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_span_events(FmtSpan::NONE);
    // A second begin in one process (a test) leaves the first standing.
    let _ = if environment.get("LATCHKEY_LOG_FORMAT").is_some_and(|format| format == "json") {
        lines.json().with_current_span(true).with_span_list(false).try_init()
    } else {
        lines.with_target(false).with_ansi(false).try_init()
    };
}
