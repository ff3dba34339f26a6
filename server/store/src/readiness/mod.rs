//! How ready each person is, as it was last computed, and what it is computed from.
//!
//! [`facts`] reads people by the thousand, [`list`] is what IT and managers see, [`days`] the history, [`nudges`] who was
//! reminded. Nothing here is audited: it is drawn from what is.

pub mod days;
pub mod facts;
pub mod list;
pub mod nudges;

use domain::{PersonId, Time, readiness::Ready};

use crate::{Fault, Reads, Row, Tx, args, sql::portion};

/// Columns of `readiness`.
const COLUMNS: usize = 18;

/// How ready somebody is, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Who.
    pub person: PersonId,
    /// The heading for the loss that hits hardest.
    pub ready: Ready,
    /// Their folded name, for the order of lists.
    pub name_key: String,
    /// Department.
    pub department: String,
    /// Roll-out group.
    pub ring: String,
    /// [`words`] of their roles.
    pub roles: String,
    /// [`words`] of the ownerships of their devices in use.
    pub ownerships: String,
    /// `now`, `device PLATFORM` or `sign-in`.
    pub loss: String,
    /// Word of the next step, and a platform; empty for none.
    pub next: String,
    /// What others draw from.
    pub helps: String,
    /// Since when they have been ready by themselves, or not.
    pub since: Time,
    /// When anything of this changed last.
    pub changed: Time,
    /// When the clock alone may change it.
    pub next_check: Option<Time>,
    /// Nudges since then.
    pub nudges: u32,
    /// The last of them.
    pub nudged: Option<Time>,
    /// When to look for the next.
    pub next_nudge: Option<Time>,
    /// When they last rehearsed.
    pub practised: Option<Time>,
    /// From when on they should again; `None` for whoever has nothing to sign in with.
    pub drill_from: Option<Time>,
    /// When to look whether to remind them of it.
    pub next_drill: Option<Time>,
}

/// Words as one column holds them, so that one of them is found by `% WORD %`.
pub fn words<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let mut sorted: Vec<&str> = words.into_iter().collect();
    sorted.sort_unstable();
    sorted.dedup();
    if sorted.is_empty() {
        sorted.push("none");
    }
    format!(" {} ", sorted.join(" "))
}

/// The number in the database.
pub(crate) const fn grade(ready: Ready) -> i64 {
    match ready {
        Ready::NotAtAll => 0,
        Ready::WithHelp => 1,
        Ready::ByYourself => 2,
    }
}

fn ready(row: &Row, column: &str) -> Result<Ready, Fault> {
    match row.int(column)? {
        0 => Ok(Ready::NotAtAll),
        1 => Ok(Ready::WithHelp),
        2 => Ok(Ready::ByYourself),
        _ => Err(Fault::inconsistent("readiness.grade")),
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT person, grade, name_key, department, ring, roles, ownerships, loss, next, helps, since, changed, \
             next_check, nudges, nudged, next_nudge, practised, drill_from, next_drill FROM readiness ",
            $rest
        )
    };
}

fn read(row: &Row) -> Result<Stored, Fault> {
    Ok(Stored {
        person: row.id("person")?,
        ready: ready(row, "grade")?,
        name_key: row.text("name_key")?,
        department: row.text("department")?,
        ring: row.text("ring")?,
        roles: row.text("roles")?,
        ownerships: row.text("ownerships")?,
        loss: row.text("loss")?,
        next: row.text("next")?,
        helps: row.text("helps")?,
        since: row.time("since")?,
        changed: row.time("changed")?,
        next_check: row.opt_time("next_check")?,
        nudges: u32::try_from(row.int("nudges")?).unwrap_or(u32::MAX),
        nudged: row.opt_time("nudged")?,
        next_nudge: row.opt_time("next_nudge")?,
        practised: row.opt_time("practised")?,
        drill_from: row.opt_time("drill_from")?,
        next_drill: row.opt_time("next_drill")?,
    })
}

/// Of one person; `None` for whoever is not counted: disabled, left, an emergency account.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn of(on: &mut impl Reads, person: &PersonId) -> Result<Option<Stored>, Fault> {
    on.row(select!("WHERE person = $1"), args![person]).await?.as_ref().map(read).transpose()
}

/// Of the persons from one id to another.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn between(on: &mut impl Reads, first: &str, last: &str) -> Result<Vec<Stored>, Fault> {
    on.rows(select!("WHERE person >= $1 AND person <= $2"), args![first, last])
        .await?
        .iter()
        .map(read)
        .collect()
}

/// Writes rows. What stands about nudges stays, unless `since` is another.
///
/// # Errors
/// [`Fault`] if they cannot be written.
pub async fn write(tx: &mut Tx, rows: &[Stored]) -> Result<(), Fault> {
    let into = "INSERT INTO readiness (person, grade, name_key, department, ring, roles, ownerships, loss, next, helps, \
                since, changed, next_check, nudges, next_nudge, practised, drill_from, next_drill)";
    let then = " ON CONFLICT (person) DO UPDATE SET grade = excluded.grade, name_key = excluded.name_key, \
                department = excluded.department, ring = excluded.ring, roles = excluded.roles, \
                ownerships = excluded.ownerships, loss = excluded.loss, next = excluded.next, helps = excluded.helps, \
                changed = excluded.changed, next_check = excluded.next_check, next_nudge = excluded.next_nudge, \
                practised = excluded.practised, drill_from = excluded.drill_from, next_drill = excluded.next_drill, \
                nudges = CASE WHEN readiness.since = excluded.since THEN readiness.nudges ELSE 0 END, \
                nudged = CASE WHEN readiness.since = excluded.since THEN readiness.nudged ELSE NULL END, \
                since = excluded.since";
    let mut rest = rows;
    while !rest.is_empty() {
        let (some, more) = rest.split_at(portion(rest.len()).min(rest.len()));
        let mut values = Vec::with_capacity(some.len() * COLUMNS);
        for row in some {
            values.extend(args![
                &row.person,
                grade(row.ready),
                &row.name_key,
                &row.department,
                &row.ring,
                &row.roles,
                &row.ownerships,
                &row.loss,
                &row.next,
                &row.helps,
                row.since,
                row.changed,
                row.next_check,
                0_i64,
                row.next_nudge,
                row.practised,
                row.drill_from,
                row.next_drill
            ]);
        }
        tx.note_rows(into, then, COLUMNS, some.len(), values).await?;
        rest = more;
    }
    Ok(())
}

/// Takes somebody out who is not counted any more.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn forget(tx: &mut Tx, person: &PersonId) -> Result<(), Fault> {
    tx.note("DELETE FROM readiness WHERE person = $1", args![person]).await.map(|_| ())
}

/// How far the log was followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    /// Entries before this one have been looked at.
    pub upto: u64,
    /// Version of the policy.
    pub policy: u64,
    /// Who of `it` and `security` could help.
    pub helpers: String,
}

/// How far the log was followed; `None` before the first time.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn followed(on: &mut impl Reads) -> Result<Option<Followed>, Fault> {
    let row = on.row("SELECT upto, policy, helpers FROM readiness_state WHERE id = 1", args![]).await?;
    row.map(|row| {
        Ok(Followed { upto: row.count("upto")?, policy: row.count("policy")?, helpers: row.text("helpers")? })
    })
    .transpose()
}

/// Notes how far the log was followed.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn follow(tx: &mut Tx, followed: &Followed) -> Result<(), Fault> {
    tx.note(
        "INSERT INTO readiness_state (id, upto, policy, helpers) VALUES (1, $1, $2, $3) \
         ON CONFLICT (id) DO UPDATE SET upto = $1, policy = $2, helpers = $3",
        args![followed.upto, followed.policy, &followed.helpers],
    )
    .await
    .map(|_| ())
}

/// An entry of the log, as far as readiness is concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// Its place in the log.
    pub index: u64,
    /// What happened.
    pub kind: String,
    /// Who did it, in the log's own words.
    pub actor: String,
    /// To whom.
    pub subject: Option<PersonId>,
}

/// What happened from an entry on, in order.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn happened(on: &mut impl Reads, from: u64, most: u32) -> Result<Vec<Happened>, Fault> {
    on.rows(
        "SELECT idx, kind, actor, subject FROM audit_entry WHERE idx >= $1 ORDER BY idx LIMIT $2",
        args![from, most],
    )
    .await?
    .iter()
    .map(|row| {
        Ok(Happened {
            index: row.count("idx")?,
            kind: row.text("kind")?,
            actor: row.text("actor")?,
            subject: row.opt_id("subject")?,
        })
    })
    .collect()
}

/// Marks people to be looked at again.
///
/// # Errors
/// [`Fault`] if they cannot be written.
pub async fn mark(tx: &mut Tx, people: &[PersonId]) -> Result<(), Fault> {
    let mut rest = people;
    while !rest.is_empty() {
        let (some, more) = rest.split_at(portion(rest.len()).min(rest.len()));
        let values = some.iter().flat_map(|person| args![person]).collect();
        let into = "INSERT INTO readiness_due (person)";
        tx.note_rows(into, " ON CONFLICT (person) DO NOTHING", 1, some.len(), values).await?;
        rest = more;
    }
    Ok(())
}

/// Takes marks away again, once their people were looked at.
///
/// # Errors
/// [`Fault`] if they cannot be written.
pub async fn unmark(tx: &mut Tx, people: &[PersonId]) -> Result<(), Fault> {
    for person in people {
        tx.note("DELETE FROM readiness_due WHERE person = $1", args![person]).await?;
    }
    Ok(())
}

/// Takes all marks away: everybody was looked at.
///
/// # Errors
/// [`Fault`] if they cannot be written.
pub async fn unmark_all(tx: &mut Tx) -> Result<(), Fault> {
    tx.note("DELETE FROM readiness_due", args![]).await.map(|_| ())
}

/// People who are marked.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn marked(on: &mut impl Reads, most: u32) -> Result<Vec<PersonId>, Fault> {
    let rows = on.rows("SELECT person FROM readiness_due ORDER BY person LIMIT $1", args![most]).await?;
    rows.iter().map(|row| row.id("person")).collect()
}

/// People whose readiness the clock may have changed.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn to_check(on: &mut impl Reads, now: Time, most: u32) -> Result<Vec<PersonId>, Fault> {
    let sql = "SELECT person FROM readiness WHERE next_check <= $1 ORDER BY next_check LIMIT $2";
    on.rows(sql, args![now, most]).await?.iter().map(|row| row.id("person")).collect()
}
