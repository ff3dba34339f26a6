//! From whom a request's own values are hidden (R4): who may come to decide on it records first what the person says.

use domain::{person::Role, request::RequestState};
use store::{Fault, Reads, requests::Request};

use super::{circle::Circle, document::Document};

/// Whether the circle's actor could be asked to decide on a request, now or later: not only whoever may at this moment, since
/// a request goes up the chain and to the roles, and goes on after a freeze. Nobody decides on their own.
fn may_come_to_decide(circle: &Circle, request: &Request, state: &RequestState) -> bool {
    let actor = &circle.actor;
    let waits = match state {
        RequestState::Frozen { before, .. } => before.is_undecided(),
        state => state.is_undecided(),
    };
    let asked = actor.has(Role::It)
        || actor.has(Role::Security)
        || circle.is_above(&actor.id)
        || request.approver.as_ref() == Some(&actor.id);
    waits && asked && actor.id != circle.person.id
}

/// Whether the request's own values are hidden from the circle's actor: they may still come to decide on it, and have not
/// recorded in a review of it what the person says.
///
/// # Errors
/// [`Fault`] if their reviews cannot be read.
pub(crate) async fn hidden(
    on: &mut impl Reads,
    circle: &Circle,
    request: &Request,
    state: &RequestState,
) -> Result<bool, Fault> {
    if !may_come_to_decide(circle, request, state) {
        return Ok(false);
    }
    for review in store::requests::reviews_of(on, &circle.actor.id, &circle.person.id).await? {
        let document = Document::of(&review)?;
        // A review is about one spoken request, or about those with a browser that had been asked by then.
        let about = match &document.spoken {
            Some(spoken) => *spoken == request.id,
            None => !request.spoken,
        };
        if about && document.revealed.is_some_and(|revealed| request.asked <= revealed) {
            return Ok(false);
        }
    }
    Ok(true)
}
