//! Readiness as IT and managers see it: counts, a list paged by key, a team.

use domain::{PersonId, Time, readiness::Ready};

use super::{grade, ready};
use crate::{Fault, Reads, Row, Value, args};

/// Whom a list is about; what is empty leaves everybody in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// A role's word, or `none`.
    pub role: String,
    /// Roll-out group.
    pub ring: String,
    /// Department.
    pub department: String,
    /// An ownership's word, or `none`.
    pub ownership: String,
    /// Who rehearsed: `done`, `never`, or `due` for whoever should again by `now`.
    pub practised: String,
    /// When that is.
    pub now: Option<Time>,
}

impl Filter {
    fn args(&self) -> Vec<Value> {
        let one_of = |word: &str| if word.is_empty() { String::new() } else { format!("% {word} %") };
        args![
            one_of(&self.role),
            &self.ring,
            &self.department,
            one_of(&self.ownership),
            &self.practised,
            self.now.unwrap_or(Time(0))
        ]
    }
}

/// A statement with the filter's condition in it: `$1` to `$6`.
macro_rules! filtered {
    ($before:literal, $after:literal) => {
        concat!(
            $before,
            " WHERE (CAST($1 AS TEXT) = '' OR readiness.roles LIKE $1) \
             AND (CAST($2 AS TEXT) = '' OR readiness.ring = $2) \
             AND (CAST($3 AS TEXT) = '' OR readiness.department = $3) \
             AND (CAST($4 AS TEXT) = '' OR readiness.ownerships LIKE $4) \
             AND (CAST($5 AS TEXT) = '' OR ($5 = 'done' AND readiness.practised IS NOT NULL) \
             OR ($5 = 'never' AND readiness.practised IS NULL) OR ($5 = 'due' AND readiness.drill_from <= $6)) ",
            $after
        )
    };
}

/// How many are how ready.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Not at all.
    pub not_at_all: u64,
    /// With help.
    pub with_help: u64,
    /// By themselves.
    pub by_yourself: u64,
}

impl Counts {
    /// All of them.
    pub const fn all(&self) -> u64 {
        self.not_at_all + self.with_help + self.by_yourself
    }

    pub(super) fn add(&mut self, ready: Ready, n: u64) {
        match ready {
            Ready::NotAtAll => self.not_at_all += n,
            Ready::WithHelp => self.with_help += n,
            Ready::ByYourself => self.by_yourself += n,
        }
    }
}

/// How many are how ready.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn counts(on: &mut impl Reads, filter: &Filter) -> Result<Counts, Fault> {
    let sql = filtered!("SELECT grade, COUNT(*) AS n FROM readiness", "GROUP BY grade");
    let mut counts = Counts::default();
    for row in on.rows(sql, filter.args()).await? {
        counts.add(ready(&row, "grade")?, row.count("n")?);
    }
    Ok(counts)
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Who.
    pub person: PersonId,
    /// Display name.
    pub name: String,
    /// User name.
    pub user_name: String,
    /// Folded name.
    pub name_key: String,
    /// Department.
    pub department: String,
    /// Roll-out group.
    pub ring: String,
    /// The heading.
    pub ready: Ready,
    /// What would hit hardest, as stored.
    pub loss: String,
    /// The next step, as stored.
    pub next: String,
    /// Since when.
    pub since: Time,
    /// Nudges since then.
    pub nudges: u32,
    /// The last of them.
    pub nudged: Option<Time>,
    /// When they last rehearsed.
    pub practised: Option<Time>,
    /// From when on they should again.
    pub drill_from: Option<Time>,
}

impl Listed {
    /// Where a page that ends with this row ends.
    pub fn after(&self) -> After {
        After { ready: self.ready, name_key: self.name_key.clone(), person: self.person.as_str().to_owned() }
    }
}

/// Where a page ends: the next begins strictly after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct After {
    /// The heading of its last row.
    pub ready: Ready,
    /// Its folded name.
    pub name_key: String,
    /// Its id.
    pub person: String,
}

fn listed(row: &Row) -> Result<Listed, Fault> {
    Ok(Listed {
        person: row.id("person")?,
        name: row.text("name")?,
        user_name: row.text("user_name")?,
        name_key: row.text("name_key")?,
        department: row.text("department")?,
        ring: row.text("ring")?,
        ready: ready(row, "grade")?,
        loss: row.text("loss")?,
        next: row.text("next")?,
        since: row.time("since")?,
        nudges: u32::try_from(row.int("nudges")?).unwrap_or(u32::MAX),
        nudged: row.opt_time("nudged")?,
        practised: row.opt_time("practised")?,
        drill_from: row.opt_time("drill_from")?,
    })
}

/// A page of those whose heading is from `from` to `to`, the worst first, then by name.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn page(
    on: &mut impl Reads,
    filter: &Filter,
    (from, to): (Ready, Ready),
    after: Option<&After>,
    most: u32,
) -> Result<Vec<Listed>, Fault> {
    let mut values = filter.args();
    values.extend(args![grade(from), grade(to)]);
    values.extend(match after {
        Some(after) => args![grade(after.ready), &after.name_key, &after.person],
        None => args![-1_i64, "", ""],
    });
    values.extend(args![most]);
    let sql = filtered!(
        "SELECT readiness.person AS person, person.name AS name, person.user_name AS user_name, \
         readiness.name_key AS name_key, readiness.department AS department, readiness.ring AS ring, grade, loss, next, \
         since, nudges, nudged, practised, drill_from FROM readiness JOIN person ON person.id = readiness.person",
        "AND grade >= $7 AND grade <= $8 AND (grade > $9 OR (grade = $9 AND (readiness.name_key > $10 \
         OR (readiness.name_key = $10 AND readiness.person > $11)))) \
         ORDER BY grade, readiness.name_key, readiness.person LIMIT $12"
    );
    on.rows(sql, values).await?.iter().map(listed).collect()
}

/// Somebody of a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Display name.
    pub name: String,
    /// The heading; `None` until it was computed.
    pub ready: Option<Ready>,
    /// What would hit hardest, as stored.
    pub loss: String,
    /// The next step, as stored.
    pub next: String,
    /// Manages somebody and could approve nothing for them now.
    pub cannot_approve: bool,
    /// When they last rehearsed.
    pub practised: Option<Time>,
    /// From when on they should again.
    pub drill_from: Option<Time>,
}

/// Whom a manager manages, by name.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn team(on: &mut impl Reads, manager: &PersonId, most: u32) -> Result<Vec<Report>, Fault> {
    let rows = on
        .rows(
            "SELECT person.name AS name, grade, loss, next, helps, practised, drill_from, CAST((SELECT COUNT(*) FROM person AS below \
             WHERE below.manager = person.id AND below.active AND below.left_at IS NULL) AS BIGINT) AS manages \
             FROM person LEFT JOIN readiness ON readiness.person = person.id \
             WHERE person.manager = $1 AND person.active AND person.left_at IS NULL AND NOT person.emergency \
             ORDER BY person.name_key, person.id LIMIT $2",
            args![manager, most],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let helps = row.opt_text("helps")?;
            Ok(Report {
                name: row.text("name")?,
                ready: row.opt_int("grade")?.map(|_| ready(row, "grade")).transpose()?,
                loss: row.opt_text("loss")?.unwrap_or_default(),
                next: row.opt_text("next")?.unwrap_or_default(),
                cannot_approve: row.int("manages")? > 0 && helps.is_some_and(|helps| helps.starts_with('0')),
                practised: row.opt_time("practised")?,
                drill_from: row.opt_time("drill_from")?,
            })
        })
        .collect()
}

/// Whether somebody manages anybody who is there.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn manages(on: &mut impl Reads, manager: &PersonId) -> Result<bool, Fault> {
    let sql =
        "SELECT id FROM person WHERE manager = $1 AND active AND left_at IS NULL AND NOT emergency LIMIT 1";
    Ok(on.row(sql, args![manager]).await?.is_some())
}
