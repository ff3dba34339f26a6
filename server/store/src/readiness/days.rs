//! How many were how ready, day by day.

use std::collections::BTreeMap;

use domain::{Time, readiness::Ready};

use super::{
    list::{Counts, Filter, counts},
    ready,
};
use crate::{Fault, Reads, Tx, args, sql::portion};

/// Values of one dimension that are kept for a day: the largest.
const VALUES: usize = 200;
/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

/// The day that a moment is in, UTC.
pub const fn day_of(at: Time) -> i64 {
    at.0.div_euclid(DAY)
}

/// How many were how ready on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// Days since 1970, UTC.
    pub day: i64,
    /// How many.
    pub counts: Counts,
}

/// Counts everybody, whole and by each dimension: what [`keep`] writes.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn count(on: &mut impl Reads) -> Result<Vec<(&'static str, String, Counts)>, Fault> {
    let mut all = vec![("all", String::new(), counts(on, &Filter::default()).await?)];
    for (dimension, sql) in [
        ("role", "SELECT roles AS value, grade, COUNT(*) AS n FROM readiness GROUP BY roles, grade"),
        ("ring", "SELECT ring AS value, grade, COUNT(*) AS n FROM readiness GROUP BY ring, grade"),
        (
            "department",
            "SELECT department AS value, grade, COUNT(*) AS n FROM readiness GROUP BY department, grade",
        ),
        (
            "ownership",
            "SELECT ownerships AS value, grade, COUNT(*) AS n FROM readiness GROUP BY ownerships, grade",
        ),
    ] {
        let mut by: BTreeMap<String, Counts> = BTreeMap::new();
        for row in on.rows(sql, args![]).await? {
            let (value, ready, n): (String, Ready, u64) =
                (row.text("value")?, ready(&row, "grade")?, row.count("n")?);
            if matches!(dimension, "role" | "ownership") {
                for word in value.split_whitespace() {
                    by.entry(word.to_owned()).or_default().add(ready, n);
                }
            } else if !value.is_empty() {
                by.entry(value).or_default().add(ready, n);
            }
        }
        let mut by: Vec<_> = by.into_iter().collect();
        by.sort_by_key(|(_, counts)| std::cmp::Reverse(counts.all()));
        all.extend(by.into_iter().take(VALUES).map(|(value, counts)| (dimension, value, counts)));
    }
    Ok(all)
}

/// Keeps the counts of a day, in place of what was kept of it before.
///
/// # Errors
/// [`Fault`] if they cannot be written.
pub async fn keep(tx: &mut Tx, day: i64, all: &[(&'static str, String, Counts)]) -> Result<(), Fault> {
    tx.note("DELETE FROM readiness_day WHERE day = $1", args![day]).await?;
    let mut rest = all;
    while !rest.is_empty() {
        let (some, more) = rest.split_at(portion(rest.len()).min(rest.len()));
        let values = some
            .iter()
            .flat_map(|(dimension, value, counts)| {
                args![day, *dimension, value, counts.not_at_all, counts.with_help, counts.by_yourself]
            })
            .collect();
        let into = "INSERT INTO readiness_day (day, dimension, value, not_at_all, with_help, by_yourself)";
        tx.note_rows(into, "", 6, some.len(), values).await?;
        rest = more;
    }
    Ok(())
}

/// The days from `from` on, in order; of everybody with dimension `all` and an empty value.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn history(
    on: &mut impl Reads,
    dimension: &str,
    value: &str,
    from: i64,
) -> Result<Vec<Day>, Fault> {
    on.rows(
        "SELECT day, not_at_all, with_help, by_yourself FROM readiness_day \
         WHERE dimension = $1 AND value = $2 AND day >= $3 ORDER BY day",
        args![dimension, value, from],
    )
    .await?
    .iter()
    .map(|row| {
        let counts = Counts {
            not_at_all: row.count("not_at_all")?,
            with_help: row.count("with_help")?,
            by_yourself: row.count("by_yourself")?,
        };
        Ok(Day { day: row.int("day")?, counts })
    })
    .collect()
}

/// The values of a dimension that there were on the last day kept, by name.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn values(on: &mut impl Reads, dimension: &str) -> Result<Vec<String>, Fault> {
    let sql = "SELECT value FROM readiness_day WHERE dimension = $1 \
               AND day = (SELECT MAX(day) FROM readiness_day) ORDER BY value";
    on.rows(sql, args![dimension]).await?.iter().map(|row| row.text("value")).collect()
}
