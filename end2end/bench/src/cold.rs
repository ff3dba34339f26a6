//! Starting over a hundred thousand people and a million entries, and going through all of those entries.

use std::time::Duration;

use crate::ground::Ground;
use crate::process::{self, Server};
use crate::table::{Met, Row};
use crate::timing::{grouped, millis, percentile, rate};
use crate::{Bench, Result, fill};

const PEOPLE: usize = 100_000;
const ENTRIES: usize = 1_000_000;
/// Starts; the median counts.
const STARTS: usize = 5;

/// Measures. The kernel has the files in its memory: only the process starts cold.
pub(crate) async fn rows(bench: &Bench) -> Result<Vec<Row>> {
    let ground = Ground::new(bench.folder.path(), "cold").await?;
    let people = fill::people(&ground, PEOPLE, 1_000).await?;
    fill::entries(&ground, ENTRIES, &people).await?;
    let database = ground.close().await;

    let mut starts: Vec<Duration> = Vec::new();
    for _ in 0..STARTS {
        let server = Server::start(bench, &database).await?;
        starts.push(server.ready);
        server.stop().await?;
    }
    let start = millis(percentile(&starts, 0.5));
    let slowest = millis(percentile(&starts, 1.0));
    let (time, said) = process::run(bench, &database, &["audit", "verify"]).await?;
    eprintln!("  audit verify said: {}", said.lines().next().unwrap_or_default());
    Ok(vec![
        Row {
            what: "cold start, 100 000 people, 1 000 000 entries".to_owned(),
            ours: format!("{start:.0} ms (slowest {slowest:.0})"),
            partner: String::new(),
            ratio: None,
            must: "≤ 500 ms".to_owned(),
            aim: "≤ 100 ms".to_owned(),
            met: Met::of(Some(start <= 500.0), Some(start <= 100.0)),
        },
        Row {
            what: "latchkey audit verify, 1 000 000 entries".to_owned(),
            ours: format!("{:.1} s ({}/s)", time.as_secs_f64(), grouped(rate(ENTRIES, time))),
            partner: String::new(),
            ratio: None,
            must: String::new(),
            aim: String::new(),
            met: Met::Unjudged,
        },
    ])
}
