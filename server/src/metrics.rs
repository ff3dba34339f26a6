//! Counters for `/metrics`, in the text form that Prometheus reads. Labels are route patterns, methods and
//! statuses: a small fixed set, and nothing about anybody.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use http::{Method, StatusCode};

/// Upper bounds of the duration's buckets, in milliseconds.
const BUCKETS: [u64; 10] = [1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000];

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    path: String,
    method: &'static str,
    status: u16,
}

#[derive(Debug, Clone, Default)]
struct Series {
    count: u64,
    sum: Duration,
    buckets: [u64; BUCKETS.len()],
}

/// All counters of this process.
#[derive(Debug)]
pub(crate) struct Metrics {
    begun: Instant,
    series: Mutex<BTreeMap<Key, Series>>,
}

impl Default for Metrics {
    fn default() -> Self {
        Self { begun: Instant::now(), series: Mutex::default() }
    }
}

impl Metrics {
    /// Counts one answered request. `path` is a route's pattern, never an address.
    pub(crate) fn request(&self, method: &Method, path: &str, status: StatusCode, took: Duration) {
        let method = match *method {
            Method::GET => "GET",
            Method::HEAD => "HEAD",
            Method::POST => "POST",
            _ => "other",
        };
        let key = Key { path: path.to_owned(), method, status: status.as_u16() };
        let mut series = self.series.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let series = series.entry(key).or_default();
        series.count += 1;
        series.sum += took;
        for (bucket, bound) in series.buckets.iter_mut().zip(BUCKETS) {
            if took <= Duration::from_millis(bound) {
                *bucket += 1;
            }
        }
    }

    /// All of them as text.
    pub(crate) fn text(&self) -> String {
        let series = self.series.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
        let mut out = String::new();
        // Writing to a `String` cannot fail.
        let _ = self.write(&mut out, &series);
        out
    }

    fn write(&self, out: &mut String, series: &BTreeMap<Key, Series>) -> std::fmt::Result {
        let version = env!("CARGO_PKG_VERSION");
        writeln!(out, "# TYPE latchkey_build_info gauge\nlatchkey_build_info{{version=\"{version}\"}} 1")?;
        let uptime = self.begun.elapsed().as_secs();
        writeln!(out, "# TYPE latchkey_uptime_seconds gauge\nlatchkey_uptime_seconds {uptime}")?;
        writeln!(out, "# HELP latchkey_request_seconds Answered requests by route.")?;
        writeln!(out, "# TYPE latchkey_request_seconds histogram")?;
        for (Key { path, method, status }, series) in series {
            let labels = format!("path=\"{path}\",method=\"{method}\",status=\"{status}\"");
            for (count, bound) in series.buckets.iter().zip(BUCKETS) {
                let le = Duration::from_millis(bound).as_secs_f64();
                writeln!(out, "latchkey_request_seconds_bucket{{{labels},le=\"{le}\"}} {count}")?;
            }
            writeln!(out, "latchkey_request_seconds_bucket{{{labels},le=\"+Inf\"}} {}", series.count)?;
            writeln!(out, "latchkey_request_seconds_sum{{{labels}}} {}", series.sum.as_secs_f64())?;
            writeln!(out, "latchkey_request_seconds_count{{{labels}}} {}", series.count)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_counted_by_route_and_status() {
        let metrics = Metrics::default();
        for took in [2, 50] {
            metrics.request(&Method::GET, "/healthz", StatusCode::OK, Duration::from_millis(took));
        }
        let text = metrics.text();
        let labels = r#"path="/healthz",method="GET",status="200""#;
        assert!(text.contains(&format!("latchkey_request_seconds_count{{{labels}}} 2")), "{text}");
        assert!(
            text.contains(&format!("latchkey_request_seconds_bucket{{{labels},le=\"0.003\"}} 1")),
            "{text}"
        );
        assert!(
            text.contains(&format!("latchkey_request_seconds_bucket{{{labels},le=\"+Inf\"}} 2")),
            "{text}"
        );
    }
}
