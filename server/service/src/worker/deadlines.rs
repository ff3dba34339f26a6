//! What time alone ends: requests, passes, enrolments. What is seen expired is written so at once and stays so (R13).

use std::sync::Arc;

use audit::Actor;
use domain::{EnrolmentId, PassId, RequestId, request::RequestState};
use store::{Done, Fault, NewEntry, Tx, enrolments::StoredEnrolment, passes::StoredPass};

use super::{MANY, each};
use crate::{Core, closing};

/// Ends what is over.
pub(super) async fn end_what_is_over(core: &Arc<Core>) {
    let now = core.now();
    let over = store::passes::overdue(&mut &core.db, now, MANY).await;
    each(
        core,
        "pass.expire",
        over,
        |pass: &StoredPass| PassId::as_str(&pass.id),
        |tx, _, pass| {
            Box::pin(
                async move { Ok(Done::all((), closing::expire_pass(tx, pass).await?.into_iter().collect())) },
            )
        },
    )
    .await;
    let over = store::enrolments::overdue(&mut &core.db, now, MANY).await;
    each(
        core,
        "enrolment.expire",
        over,
        |one: &StoredEnrolment| EnrolmentId::as_str(&one.id),
        |tx, _, one| {
            Box::pin(async move {
                Ok(Done::all((), closing::expire_enrolment(tx, one).await?.into_iter().collect()))
            })
        },
    )
    .await;
    let due = store::requests::due(&mut &core.db, now, MANY).await;
    let ids = due.map(|due| due.into_iter().map(|request| request.id).collect());
    each(core, "request.settle", ids, RequestId::as_str, |tx, core, id| Box::pin(settle(tx, core, id))).await;
}

/// Writes what time has made of a request, with all that it brings about.
async fn settle(tx: &mut Tx, core: &Arc<Core>, id: &RequestId) -> Result<Done<()>, Fault> {
    let now = tx.now();
    let Some(request) = store::requests::by_id(tx, id).await? else { return Ok(Done::plain(())) };
    let settled = request.state.clone().settled(now);
    if settled == request.state {
        return Ok(Done::plain(()));
    }
    let entries = match &settled {
        RequestState::Closed { .. } => {
            let person = match &request.person {
                Some(person) => store::people::by_id(tx, person).await?,
                None => None,
            };
            let person = person.ok_or_else(|| Fault::inconsistent("request.person: enrolled without one"))?;
            closing::close(tx, core, &request, &person, None).await?
        }
        // The enrolment came to nothing while the approval lives: one further pass may be fetched (R6).
        RequestState::Approved(_) => {
            if !store::requests::advance(tx, id, &request.state, &settled, now).await? {
                return Ok(Done::plain(()));
            }
            let entry = NewEntry::new("request.enrolment-over").by_system().on(id);
            let entry = match &request.person {
                Some(person) => entry.about(person),
                None => entry,
            };
            let mut entries = vec![entry];
            entries.extend(closing::end_pass_and_enrolment(tx, &request, "expired").await?);
            entries
        }
        ended if ended.is_ended() => closing::end_otherwise(tx, core, &request, ended, Actor::System).await?,
        _ => return Err(Fault::inconsistent("request.state: time cannot make that of it")),
    };
    Ok(Done::all((), entries))
}
