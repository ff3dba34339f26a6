//! What follows when somebody leaves ([`person_left`]) or is disabled ([`person_gone`]).

mod desk;
mod left;
mod stranded;
#[cfg(test)]
mod tests;

use audit::Actor;
use domain::{
    PersonId,
    request::{RequestState, Why},
};
use store::{Fault, NewEntry, Tx};

use crate::{
    Core, closing,
    orders::{self, OrderKind},
};

pub use left::person_left;

/// Ends what somebody who was disabled still has: sessions, passes, enrolments, and open requests, which are
/// withdrawn. Whose request waits for *their* decision is asked again elsewhere (R3: the worker pins the role). To be called
/// in the job that marks them; its entries go with that job's.
///
/// # Errors
/// [`Fault`] if it cannot be written: then nothing of it stands.
pub async fn person_gone(
    tx: &mut Tx,
    core: &Core,
    person: &PersonId,
    by: &Actor,
) -> Result<Vec<NewEntry>, Fault> {
    const WHY: &str = "person-left";
    let now = tx.now();
    let mut entries = Vec::new();
    for request in store::requests::open_of(tx, person).await? {
        // What time has ended already is written as that.
        let settled = request.state.clone().settled(now);
        let to = settled.clone().withdraw(now, Why::PersonLeft).unwrap_or(settled);
        if let RequestState::Closed { .. } = to {
            if let Some(whose) = store::people::by_id(tx, person).await? {
                entries.extend(closing::close(tx, core, &request, &whose, None).await?);
            }
        } else if to.is_ended() {
            entries.extend(closing::end_otherwise(tx, core, &request, &to, by.clone()).await?);
        }
    }
    let entry = |kind: &'static str| NewEntry::new(kind).by_actor(by.clone()).about(person).with("why", WHY);
    entries.extend(crate::drills::end_of_whoever_left(tx, person, by).await?);
    if store::passes::end_live(tx, person, now, WHY).await? > 0 {
        entries.push(entry("pass.ended"));
    }
    if store::enrolments::end_all_of(tx, person, now, WHY).await? > 0 {
        entries.push(entry("enrolment.ended"));
    }
    let sessions = store::sessions::end_all(tx, person, None, now, WHY).await?;
    if sessions > 0 {
        entries.push(entry("session.ended").with("sessions", sessions.to_string()));
        orders::place(tx, core, OrderKind::EndSessions, person, None, Vec::new()).await?;
    }
    Ok(entries)
}
