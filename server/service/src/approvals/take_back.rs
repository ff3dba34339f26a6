//! "Take my approval back": whoever approved a request ends it while it stands, and everything that the approval brought
//! about is undone as at any other end (R6, R7).

use std::sync::Arc;

use audit::Actor;
use contract::{Answer, RefusalCode, Sent};
use domain::{
    ApprovalId, PersonId, ReviewId,
    approver::{
        As,
        act::{Action, NotAllowed},
    },
    request::{RequestState, Why},
};
use serde::Serialize;
use store::{
    Done, Fault, NewEntry, Reads, Tx,
    people::Person,
    requests::{Approval, Request, Review},
};

use super::{
    circle::{Circle, Place},
    document::{Document, EndedBy},
    ending, show,
    steps::path,
};
use crate::{Core, Visitor, closing};

/// The record of an approval taken back.
#[derive(Serialize)]
struct Record<'a> {
    note: &'a str,
}

/// Whether the circle's actor may take their approval of a request back, and in which place; `None` if they have none that
/// stands.
pub(crate) fn may(circle: &Circle, state: &RequestState, place: &Place) -> Option<Result<As, NotAllowed>> {
    let mine = place.deciders.iter().any(|decider| decider.id == circle.actor.id);
    (mine && state.is_open()).then(|| circle.may(Action::Withdraw, state, place))
}

/// Takes the approval back: the request ends, its pass and enrolment with it, what it suspended comes back as R7 says, and
/// every address on record is told. `None` if there is nothing to take back any more; nothing is written then.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub(crate) async fn carry_out(
    tx: &mut Tx,
    core: &Core,
    circle: &Circle,
    request: &Request,
    (state, acted_as): (&RequestState, As),
    note: &str,
) -> Result<Option<Vec<NewEntry>>, Fault> {
    let now = tx.now();
    let me = &circle.actor.id;
    let Ok(ended) = state.clone().withdraw(now, Why::Approver) else { return Ok(None) };
    let entries = closing::end_otherwise(tx, core, request, &ended, Actor::Person(me.clone())).await?;
    if entries.is_empty() {
        return Ok(None);
    }
    let approval = Approval {
        id: ApprovalId::mint(core.rng.as_ref()),
        request: request.id.clone(),
        person: circle.person.id.clone(),
        approver: me.clone(),
        acted_as: acted_as.word().to_owned(),
        decision: "taken-back".to_owned(),
        at: now,
        key_fingerprint: String::new(),
        evidence: String::new(),
        record: serde_json::to_string(&Record { note })
            .map_err(|_| Fault::inconsistent("approval.record"))?,
        method: None,
    };
    store::requests::add_approval(tx, &approval).await?;
    Ok(Some(entries))
}

/// A request that a review of `actor`'s approved, with what decides on taking that back.
struct Given {
    request: Request,
    state: RequestState,
    circle: Circle,
    place: Place,
}

impl Given {
    async fn read(
        on: &mut impl Reads,
        actor: &Person,
        review: &Review,
        now: domain::Time,
        policy: &domain::Policy,
    ) -> Result<Option<Self>, Fault> {
        let document = Document::of(review)?;
        let (Some(EndedBy::Approved | EndedBy::HalfApproved), Some(id)) =
            (document.ended, document.request())
        else {
            return Ok(None);
        };
        let Some(request) = store::requests::by_id(on, id).await? else { return Ok(None) };
        let Some(circle) = Circle::read(on, actor, &review.person, now, policy).await? else {
            return Ok(None);
        };
        let state = request.state.clone().settled(now);
        let place = circle.place(on, &request, &state).await?;
        Ok(Some(Self { request, state, circle, place }))
    }
}

/// Whether the approval that ended a review of `actor`'s can be taken back by them now.
pub(super) async fn offered(
    on: &mut impl Reads,
    actor: &Person,
    review: &Review,
    now: domain::Time,
    policy: &domain::Policy,
) -> Result<bool, Fault> {
    let given = Given::read(on, actor, review, now, policy).await?;
    Ok(given
        .is_some_and(|given| may(&given.circle, &given.state, &given.place).is_some_and(|may| may.is_ok())))
}

/// What became of it.
enum Taken {
    Back,
    /// There is nothing to take back any more.
    Over,
    Refused(NotAllowed),
}

/// Reads everything again inside the job, then acts.
async fn take(
    tx: &mut Tx,
    core: &Core,
    me: &PersonId,
    id: &ReviewId,
    note: &str,
) -> Result<Done<Taken>, Fault> {
    let now = tx.now();
    let policy = store::policy::of(tx).await?.policy;
    let over = || Ok(Done::plain(Taken::Over));
    let Some(actor) = store::people::by_id(tx, me).await? else { return over() };
    let review = store::requests::review(tx, id).await?.filter(|review| review.approver == *me);
    let Some(review) = review else { return over() };
    let Some(given) = Given::read(tx, &actor, &review, now, &policy).await? else { return over() };
    let acted_as = match may(&given.circle, &given.state, &given.place) {
        None => return over(),
        Some(Err(why)) => return Ok(Done::plain(Taken::Refused(why))),
        Some(Ok(acted_as)) => acted_as,
    };
    let Given { request, state, circle, .. } = &given;
    Ok(match carry_out(tx, core, circle, request, (state, acted_as), note).await? {
        Some(entries) => Done::all(Taken::Back, entries),
        None => Done::plain(Taken::Over),
    })
}

impl Visitor {
    /// Takes back the approval that a review ended with. Least: its approver, with fresh proof.
    pub(super) async fn take_back(&self, id: &str, note: &str) -> Answer<Sent> {
        self.need_fresh()?;
        let (inside, review) = self.own_review(id).await?;
        let next = path(&review.id);
        let input = (Arc::clone(&self.core), inside.person.id.clone(), review.id, ending::note(note));
        let taken = self
            .core
            .writer
            .run(input, |tx, (core, me, id, note)| {
                Box::pin(async move { take(tx, core, me, id, note).await })
            })
            .await
            .map_err(self.fault("review.take-back"))?;
        match taken {
            Taken::Back => Ok(Sent::next(next)),
            Taken::Over => Err(self.refuse(RefusalCode::Over)),
            Taken::Refused(why) => Err(self.refuse_saying(RefusalCode::NotAllowed, show::not_allowed(why))),
        }
    }
}
