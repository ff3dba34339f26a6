//! What an idle process takes with ten thousand people on record.

use std::time::{Duration, Instant};

use tokio::time::sleep;

use crate::fill;
use crate::ground::Ground;
use crate::process::Server;
use crate::table::{Met, Row};
use crate::{Bench, Result};

/// People on record.
const PEOPLE: usize = 10_000;
/// Between two looks.
const LOOK: Duration = Duration::from_secs(5);
/// It counts as idle after this at the latest, and once three looks in a row say the same.
const LONGEST: Duration = Duration::from_secs(60);
/// Two looks say the same if they differ by less: kB.
const SAME: f64 = 64.0;

/// Measures.
pub(crate) async fn rows(bench: &Bench) -> Result<Vec<Row>> {
    let ground = Ground::new(bench.folder.path(), "memory").await?;
    fill::people(&ground, PEOPLE, 0).await?;
    let database = ground.close().await;
    let server = Server::start(bench, &database).await?;
    // Idle is after some work, not before any.
    for path in ["/", "/recover", "/pass"] {
        server.get(path).await?;
    }
    let begun = Instant::now();
    let (mut now, mut same) = (server.memory("VmRSS")?, 0);
    while same < 3 && begun.elapsed() < LONGEST {
        sleep(LOOK).await;
        let next = server.memory("VmRSS")?;
        same = if (next - now).abs() < SAME { same + 1 } else { 0 };
        now = next;
    }
    let own = server.memory("RssAnon")?;
    server.stop().await?;
    let megabytes = now * 1_024.0 / 1e6;
    Ok(vec![Row {
        what: "idle memory with 10 000 people (resident)".to_owned(),
        ours: format!("{megabytes:.1} MB (own {:.1})", own * 1_024.0 / 1e6),
        partner: String::new(),
        ratio: None,
        must: "≤ 40 MB".to_owned(),
        aim: "≤ 20 MB".to_owned(),
        met: Met::of(Some(megabytes <= 40.0), Some(megabytes <= 20.0)),
    }])
}
