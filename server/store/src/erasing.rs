//! Erasing what is kept of somebody who left, once the policy's term is over (R13). Entries of the log are erased by
//! [`log::erase`](crate::log::erase); here is which, and what becomes of the rows.

use domain::{PersonId, Time};

use crate::{Fault, Reads, Tx, args};

/// What stands where the name of an erased person stood.
pub const NO_NAME: &str = "\u{2014}";

/// People who left at `before` or earlier and are not erased yet, the first to leave first, `limit` at most.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn due(on: &mut impl Reads, before: Time, limit: u32) -> Result<Vec<PersonId>, Fault> {
    let rows = on
        .rows(
            "SELECT id FROM person WHERE left_at IS NOT NULL AND erased_at IS NULL AND left_at <= $1 \
             ORDER BY left_at, id LIMIT $2",
            args![before, limit],
        )
        .await?;
    rows.iter().map(|row| row.text("id").map(PersonId::stored)).collect()
}

/// Whether that still holds of one of them: they may have come back.
///
/// # Errors
/// [`Fault`] if it cannot be read.
pub async fn is_due(tx: &mut Tx, person: &PersonId, before: Time) -> Result<bool, Fault> {
    let row = tx
        .row(
            "SELECT id FROM person WHERE id = $1 AND left_at <= $2 AND erased_at IS NULL",
            args![person, before],
        )
        .await?;
    Ok(row.is_some())
}

/// The first entries of the log, `limit` at most, that are about somebody or in a request of theirs and say anything yet.
///
/// # Errors
/// [`Fault`] if they cannot be read.
pub async fn entries(tx: &mut Tx, person: &PersonId, limit: u32) -> Result<Vec<u64>, Fault> {
    let rows = tx
        .rows(
            "SELECT idx FROM audit_entry WHERE subject = $1 AND bytes IS NOT NULL AND kind NOT IN ($3, $4) \
             UNION SELECT audit_entry.idx FROM request JOIN audit_entry ON audit_entry.request = request.id \
             WHERE request.person = $1 AND audit_entry.bytes IS NOT NULL AND audit_entry.kind NOT IN ($3, $4) \
             ORDER BY idx LIMIT $2",
            args![person, limit, audit::ERASED.as_str(), audit::SUCCEEDED.as_str()],
        )
        .await?;
    rows.iter().map(|row| row.count("idx")).collect()
}

/// Empties what is kept of somebody beside the log. The row itself stays, without a name, so that what names it by its id
/// (decisions of theirs about others) still finds somebody; their requests stay as well, without where and how they asked.
/// `hash` takes the place of their user name's and must fit no name.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub async fn empty(tx: &mut Tx, person: &PersonId, hash: &[u8; 32]) -> Result<(), Fault> {
    let now = tx.now();
    // No folded user name holds a space at its beginning.
    let key = format!(" erased {person}");
    tx.change(
        "UPDATE person SET user_name = $2, user_key = $3, user_hash = $4, name = $2, name_key = '', department = '', \
         ring = '', starts_on = NULL, manager = NULL, manager_source = NULL, manager_since = NULL, photo = FALSE, \
         active = FALSE, erased_at = $5 WHERE id = $1",
        args![person, NO_NAME, key, hash, now],
    )
    .await?;
    tx.change(
        "UPDATE request SET name_hash = $2, network = '', browser = '' WHERE person = $1",
        args![person, hash],
    )
    .await?;
    for sql in [
        "UPDATE method SET name = '', credential = NULL, credential_id = NULL WHERE person = $1",
        "UPDATE device SET name = '', serial = NULL, serial_key = NULL WHERE person = $1",
        "UPDATE approval SET record = '{}' WHERE person = $1",
        "DELETE FROM review WHERE person = $1",
        "DELETE FROM notice WHERE person = $1 OR request IN (SELECT id FROM request WHERE person = $1)",
        "DELETE FROM stop_code WHERE request IN (SELECT id FROM request WHERE person = $1)",
        "DELETE FROM session WHERE person = $1",
        "DELETE FROM seen_place WHERE person = $1",
        "DELETE FROM contact WHERE person = $1",
        "DELETE FROM person_role WHERE person = $1",
        "DELETE FROM readiness WHERE person = $1",
        "DELETE FROM readiness_due WHERE person = $1",
        "DELETE FROM nudge WHERE person = $1",
        "DELETE FROM drill WHERE person = $1",
        "DELETE FROM drill_reminder WHERE person = $1",
        "DELETE FROM last_resort_code WHERE person = $1",
        "DELETE FROM app_begun WHERE person = $1",
        "DELETE FROM phone_code WHERE person = $1",
        "DELETE FROM phone_number WHERE method IN (SELECT id FROM method WHERE person = $1)",
        "DELETE FROM authenticator_app WHERE method IN (SELECT id FROM method WHERE person = $1)",
        "DELETE FROM recovery_code WHERE method IN (SELECT id FROM method WHERE person = $1)",
        "DELETE FROM recovery_code_set WHERE method IN (SELECT id FROM method WHERE person = $1)",
    ] {
        tx.change(sql, args![person]).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::migrate::MIGRATIONS;

    /// Tables with a column `person` that are left as they are, and why.
    const LEFT: &[(&str, &str)] = &[
        ("ceremony", "gone after minutes"),
        ("pass", "holds hashes and times"),
        ("enrolment", "holds hashes and times"),
        ("freezing", "holds identifiers and times"),
        ("work_order", "holds identifiers"),
        ("runbook", "holds identifiers and times"),
        ("last_resort", "who issued it, for the record of all"),
        ("device_import", "who uploaded a file, by identifier"),
    ];

    /// A table that is added later has to be decided on: emptied here, or left for a reason.
    #[test]
    fn every_table_about_a_person_is_emptied_or_left_for_a_reason() {
        let here = include_str!("erasing.rs").split("mod tests").next().unwrap();
        for (_, file, text) in MIGRATIONS {
            for table in text.split("CREATE TABLE ").skip(1) {
                let (name, rest) = table.split_once(' ').unwrap();
                let columns = rest.split(");").next().unwrap();
                let about = columns.lines().any(|line| line.trim_start().starts_with("person "));
                if !about || LEFT.iter().any(|(left, _)| *left == name) {
                    continue;
                }
                let emptied =
                    ["UPDATE", "DELETE FROM"].iter().any(|verb| here.contains(&format!("{verb} {name} ")));
                assert!(emptied, "{file}: what becomes of {name} when somebody who left is erased?");
            }
        }
    }
}
