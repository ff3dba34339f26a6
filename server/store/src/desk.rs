//! IT's queue, and what approvers' cards are drawn from: statements over requests of people, a page at a time.

use domain::{MethodId, PersonId, RequestId, Time};

use crate::{Fault, Reads, Tx, args, requests::Request};

/// What the queue shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// What has not ended, the most urgent first: frozen, then escalated or half-approved, then the rest; the oldest of
    /// each first.
    Open,
    /// What waits for a decision, in the same order.
    Undecided,
    /// What is frozen.
    Frozen,
    /// What has ended, the newest first.
    Ended,
    /// Everything, the newest first.
    All,
}

impl Show {
    /// Whether the newest comes first.
    const fn newest_first(self) -> bool {
        matches!(self, Show::Ended | Show::All)
    }
}

/// Where a page ends: the next begins strictly after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct After {
    /// Urgency of the last row.
    pub urgency: i64,
    /// When it was asked.
    pub asked: Time,
    /// Its id.
    pub id: RequestId,
}

/// A row of the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queued {
    /// The request; its person is always there.
    pub request: Request,
    /// Its place in the order: 0 is the most urgent.
    pub urgency: i64,
}

impl Queued {
    /// Where a page that ends with this row ends.
    pub fn after(&self) -> After {
        After { urgency: self.urgency, asked: self.request.asked, id: self.request.id.clone() }
    }
}

/// The beginning of every view's statement; `$1` is the pattern.
macro_rules! page {
    ($condition:literal, $urgency:literal, $rest:literal) => {
        concat!(
            "SELECT id, name_hash, person, matched, what, asked, network, browser, language, spoken, raised_by, \
             public_key, key_number, state_json, approver, approver_role, escalated, device, device_picked, \
             wrong_codes, evidence, drill, ended, urgency FROM (SELECT request.*, CAST(",
            $urgency,
            " AS BIGINT) AS urgency FROM request WHERE person IS NOT NULL AND ",
            $condition,
            " AND (CAST($1 AS TEXT) = '' OR person IN (SELECT id FROM person WHERE name_key LIKE $1 ESCAPE '!' \
             OR user_key LIKE $1 ESCAPE '!'))) AS queued ",
            $rest
        )
    };
}

/// The newest first, by the index on `asked`: `$2` and `$3` are the end of the page before, `$4` how many rows.
macro_rules! newest {
    ($condition:literal) => {
        page!(
            $condition,
            "0",
            "WHERE asked <= $2 AND (asked < $2 OR id < $3) ORDER BY asked DESC, id DESC LIMIT $4"
        )
    };
}

/// The most urgent first, of those the oldest: `$2` to `$4` are the end of the page before, `$5` how many rows.
macro_rules! by_urgency {
    ($condition:literal) => {
        page!(
            $condition,
            "CASE WHEN state = 'frozen' THEN 0 \
             WHEN state = 'half-approved' OR (state = 'asked' AND (escalated IS NOT NULL OR approver IS NULL)) THEN 1 \
             WHEN state = 'asked' THEN 2 ELSE 3 END",
            "WHERE urgency > $2 OR (urgency = $2 AND (asked > $3 OR (asked = $3 AND id > $4))) \
             ORDER BY urgency, asked, id LIMIT $5"
        )
    };
}

/// The pattern for names that contain `search`, which is folded already; empty for all.
fn pattern(search: &str) -> String {
    if search.is_empty() {
        return String::new();
    }
    let mut pattern = String::with_capacity(search.len() + 2);
    pattern.push('%');
    for c in search.chars().filter(|c| *c != '\0') {
        if matches!(c, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// One page of the queue: requests of people, `limit` at most, strictly after `after`. `search` is folded; empty finds
/// everybody.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn queue(
    on: &mut impl Reads,
    show: Show,
    search: &str,
    after: Option<&After>,
    limit: u32,
) -> Result<Vec<Queued>, Fault> {
    let sql = match show {
        Show::Open => by_urgency!("ended IS NULL"),
        Show::Undecided => by_urgency!("ended IS NULL AND state IN ('asked', 'half-approved')"),
        Show::Frozen => by_urgency!("ended IS NULL AND state = 'frozen'"),
        Show::Ended => newest!("ended IS NOT NULL"),
        Show::All => newest!("TRUE"),
    };
    let args = if show.newest_first() {
        let (asked, id) = after.map_or((Time(i64::MAX), ""), |after| (after.asked, after.id.as_str()));
        args![pattern(search), asked, id, limit]
    } else {
        let first = (-1, Time(i64::MIN), "");
        let (urgency, asked, id) =
            after.map_or(first, |after| (after.urgency, after.asked, after.id.as_str()));
        args![pattern(search), urgency, asked, id, limit]
    };
    let rows = on.rows(sql, args).await?;
    rows.iter()
        .map(|row| Ok(Queued { request: crate::requests::read(row)?, urgency: row.int("urgency")? }))
        .collect()
}

/// Undecided requests that `me`, who holds no role, may be asked about: pinned to them, or gone up the chain (asked at
/// `asked_by` or before, or half-approved) if they are anybody's manager. Oldest first, `limit` at most, strictly after
/// `after`. Who may act is the rules' to say.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn near(
    on: &mut impl Reads,
    me: &PersonId,
    asked_by: Time,
    after: Option<&(Time, RequestId)>,
    limit: u32,
) -> Result<Vec<Request>, Fault> {
    let (asked, id) = after.map_or((Time(i64::MIN), ""), |(asked, id)| (*asked, id.as_str()));
    let rows = on
        .rows(
            "SELECT id, name_hash, person, matched, what, asked, network, browser, language, spoken, raised_by, \
             public_key, key_number, state_json, approver, approver_role, escalated, device, device_picked, \
             wrong_codes, evidence, drill, ended FROM request \
             WHERE ended IS NULL AND person IS NOT NULL AND state IN ('asked', 'half-approved') \
             AND (approver = $1 OR ((asked <= $2 OR state = 'half-approved') \
             AND EXISTS (SELECT id FROM person WHERE manager = $1))) \
             AND (asked > $3 OR (asked = $3 AND id > $4)) ORDER BY asked, id LIMIT $5",
            args![me, asked_by, asked, id, limit],
        )
        .await?;
    rows.iter().map(crate::requests::read).collect()
}

/// Hands a suspended method over from the request that suspended it to another one of the same person.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn hand_over(tx: &mut Tx, method: &MethodId, to: &RequestId) -> Result<bool, Fault> {
    let rows = tx
        .change(
            "UPDATE method SET suspended_by = $2 WHERE id = $1 AND state = 'suspended' AND removed IS NULL",
            args![method, to],
        )
        .await?;
    Ok(rows == 1)
}

#[cfg(test)]
mod tests {
    use super::pattern;

    #[test]
    fn what_is_typed_is_never_a_wildcard() {
        assert_eq!(pattern(""), "");
        assert_eq!(pattern("anna"), "%anna%");
        assert_eq!(pattern("100%_!"), "%100!%!_!!%");
    }
}
