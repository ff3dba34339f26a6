//! Audited changes a second by 64 writers, beside the bare one-row commit rate; and entries alone, beside bare statements
//! of 256 rows.

use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::PersonId;
use store::{Done, NewEntry, Writer, args};
use tokio::task::JoinSet;

use crate::bare::Bare;
use crate::fill;
use crate::ground::Ground;
use crate::table::{Met, Row};
use crate::timing::{grouped, rate};
use crate::{Bench, Result};

/// Writers at once.
const WRITERS: usize = 64;
/// How long each way is measured.
const MEASURE: Duration = Duration::from_secs(5);

/// One row changed, and its entry.
async fn change(writer: &Writer, person: &PersonId, number: usize) -> Result<()> {
    let input = (person.clone(), format!("ring {number}"));
    writer
        .run(input, |tx, (person, ring)| {
            Box::pin(async move {
                tx.change("UPDATE person SET ring = $2 WHERE id = $1", args![person, ring]).await?;
                let entry = NewEntry::new("person.changed").by_system().about(person);
                Ok(Done::with((), entry.with("ring", ring.as_str())))
            })
        })
        .await?;
    Ok(())
}

/// The entry alone.
async fn entry(writer: &Writer, person: &PersonId, number: usize) -> Result<()> {
    let input = (person.clone(), format!("ring {number}"));
    writer
        .run(input, |_, (person, ring)| {
            let entry = NewEntry::new("person.changed").by_system().about(person).with("ring", ring.as_str());
            Box::pin(async move { Ok(Done::with((), entry)) })
        })
        .await?;
    Ok(())
}

/// How many a second all writers do together.
async fn measure(writer: &Writer, people: &Arc<Vec<PersonId>>, changes: bool, time: Duration) -> Result<f64> {
    let mut tasks = JoinSet::new();
    let begun = Instant::now();
    for first in 0..WRITERS {
        let (writer, people) = (writer.clone(), Arc::clone(people));
        tasks.spawn(async move {
            let mut count = 0_usize;
            for person in people.iter().cycle().skip(first * 7) {
                if begun.elapsed() >= time {
                    break;
                }
                if changes {
                    change(&writer, person, count).await?;
                } else {
                    entry(&writer, person, count).await?;
                }
                count += 1;
            }
            Ok::<_, crate::Fault>(count)
        });
    }
    let mut all = 0;
    while let Some(count) = tasks.join_next().await {
        all += count??;
    }
    Ok(rate(all, begun.elapsed()))
}

/// Measures.
pub(crate) async fn rows(bench: &Bench) -> Result<Vec<Row>> {
    let folder = bench.folder.path();
    let mut bare = Bare::new(folder, "audited").await?;
    let ground = Ground::new(folder, "audited").await?;
    let people = fill::people(&ground, 1_000, 1_000).await?;
    let people = Arc::new(people.into_iter().map(|somebody| somebody.id).collect::<Vec<_>>());
    let writer = ground.writer().clone();

    measure(&writer, &people, true, Duration::from_secs(1)).await?;
    let before = bare.commits_a_second().await?;
    let changes = measure(&writer, &people, true, MEASURE).await?;
    let after = bare.commits_a_second().await?;
    let rows_before = bare.rows_a_second().await?;
    let entries = measure(&writer, &people, false, MEASURE).await?;
    let rows_after = bare.rows_a_second().await?;
    ground.close().await;
    bare.close().await?;

    let (commits, rows) = ((before + after) / 2.0, (rows_before + rows_after) / 2.0);
    let (by_commits, by_rows) = (changes / commits, entries / rows);
    Ok(vec![
        Row {
            what: format!("audited changes, durable, {WRITERS} writers"),
            ours: format!("{}/s", grouped(changes)),
            partner: format!("{}/s bare commits", grouped(commits)),
            ratio: Some(by_commits),
            must: "≥ 5×".to_owned(),
            aim: String::new(),
            met: Met::of(Some(by_commits >= 5.0), None),
        },
        Row {
            what: format!("entries alone, durable, {WRITERS} writers"),
            ours: format!("{}/s", grouped(entries)),
            partner: format!("{}/s rows by 256", grouped(rows)),
            ratio: Some(by_rows),
            must: String::new(),
            aim: "≥ 0.5×".to_owned(),
            met: Met::of(None, Some(by_rows >= 0.5)),
        },
    ])
}
