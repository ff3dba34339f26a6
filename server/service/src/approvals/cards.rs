//! Who waits for this person's decision: one card a person, however many requests are open in their name (R2).

use std::collections::HashSet;

use contract::{Answer, approvals::ApprovalCard};
use domain::{
    PersonId, RequestId, Time,
    approver::{As, act::Action},
    request::RequestState,
};
use store::{
    Fault,
    people::Person,
    requests::{Request, Review},
};

use super::{
    circle::{Circle, Place},
    document::Document,
    judge::{Material, undecided, warned},
    show,
};
use crate::Visitor;

/// Cards one person is shown at once; more than these are a flood, and the queue shows them all.
const MOST_CARDS: usize = 100;
/// Requests that are looked at in one go.
const LOOKED_AT: u32 = 200;

/// A request that may still be decided on, with who is asked about it.
pub(crate) struct Open {
    pub(crate) request: Request,
    pub(crate) state: RequestState,
    pub(crate) place: Place,
    /// In which place the actor may approve it; `None` if they may not.
    pub(crate) approve: Option<As>,
    /// In which place the actor may deny it.
    pub(crate) deny: Option<As>,
}

/// The requests of a person that wait for a decision, oldest first, with what the circle's actor may do.
pub(crate) async fn open_requests(
    on: &mut impl store::Reads,
    circle: &Circle,
    requests: Vec<Request>,
) -> Result<Vec<Open>, Fault> {
    let mut open = Vec::with_capacity(requests.len());
    for request in requests {
        let Some(state) = undecided(&request, circle.now) else { continue };
        let place = circle.place(on, &request, &state).await?;
        let approve = circle.may(Action::Approve, &state, &place).ok().filter(|_| !place.first_left);
        let deny = circle.may(Action::Deny, &state, &place).ok();
        open.push(Open { request, state, place, approve, deny });
    }
    Ok(open)
}

impl Visitor {
    /// People whose requests the signed-in person may approve now, those of the oldest first. What may be theirs is read
    /// page by page, so that nobody's waits unseen behind others'.
    async fn waiting(&self, me: &Person) -> Result<Vec<(Circle, Vec<Open>)>, Fault> {
        let mut db = &self.core.db;
        let asked_by = self.now - self.policy.escalate_after;
        let mut waiting = Vec::new();
        let mut seen: HashSet<PersonId> = HashSet::new();
        let mut after: Option<(Time, RequestId)> = None;
        loop {
            let page = if me.privileged() {
                store::requests::undecided_after(&mut db, after.as_ref(), LOOKED_AT).await?
            } else {
                store::desk::near(&mut db, &me.id, asked_by, after.as_ref(), LOOKED_AT).await?
            };
            let last_page = u32::try_from(page.len()).unwrap_or(u32::MAX) < LOOKED_AT;
            for request in page {
                after = Some((request.asked, request.id));
                let Some(person) = request.person.filter(|person| seen.insert(person.clone())) else {
                    continue;
                };
                let circle = Circle::read(&mut db, me, &person, self.now, &self.policy).await?;
                let Some(circle) = circle else { continue };
                let requests = store::requests::open_of(&mut db, &person).await?;
                let mut open = open_requests(&mut db, &circle, requests).await?;
                open.retain(|open| open.approve.is_some() || open.deny.is_some());
                if open.iter().any(|open| open.approve.is_some()) {
                    waiting.push((circle, open));
                }
                if waiting.len() >= MOST_CARDS {
                    return Ok(waiting);
                }
            }
            if last_page {
                return Ok(waiting);
            }
        }
    }

    /// How many cards wait for the signed-in person; 0 for nobody. The frame of every page shows it, so a fault is only
    /// logged.
    pub(crate) async fn waiting_for_me(&self) -> u32 {
        let Some(inside) = &self.inside else { return 0 };
        match self.waiting(&inside.person).await {
            Ok(waiting) => {
                let drills = self.drill_cards(&inside.person).await.map_or(0, |drills| drills.len());
                u32::try_from(waiting.len().saturating_add(drills)).unwrap_or(u32::MAX)
            }
            Err(fault) => {
                crate::refuse::fault(&self.arrival.correlation, "frame.waiting", &fault);
                0
            }
        }
    }

    pub(super) async fn cards(&self) -> Answer<Vec<ApprovalCard>> {
        let inside = self.need_person()?;
        let waiting = self.waiting(&inside.person).await.map_err(self.fault("approvals.waiting"))?;
        let mut cards = Vec::with_capacity(waiting.len());
        for (circle, open) in waiting {
            cards.extend(self.card(&circle, &open).await.map_err(self.fault("approvals.card"))?);
        }
        // What warns most comes first, then what has waited longest; a drill comes after all that is real.
        cards.extend(self.drill_cards(&inside.person).await.map_err(self.fault("approvals.drills"))?);
        cards.sort_by_key(|card| (card.drill, std::cmp::Reverse(card.warnings.len().min(1)), card.since));
        Ok(cards)
    }

    async fn card(&self, circle: &Circle, open: &[Open]) -> Result<Option<ApprovalCard>, Fault> {
        let mut db = &self.core.db;
        let (Some(oldest), Some(newest)) = (open.first(), open.last()) else { return Ok(None) };
        let material = Material::read(&mut db, circle).await?;
        let found = warned(&mut db, circle, &material, &newest.request, None).await?;
        let review: Option<Review> =
            store::requests::open_review(&mut db, &circle.actor.id, &circle.person.id).await?;
        let second = open
            .iter()
            .any(|open| open.approve.is_some() && matches!(open.state, RequestState::HalfApproved { .. }));
        // What happened is the request's own: it stands here only once what the person says is on record (R4).
        let recorded = match &review {
            Some(review) => Document::of(review)?.revealed.is_some(),
            None => false,
        };
        Ok(Some(ApprovalCard {
            person: circle.person.id.to_string(),
            name: circle.person.name.clone(),
            what: recorded.then(|| newest.request.what.clone()),
            since: oldest.request.asked,
            requests: u32::try_from(open.len()).unwrap_or(u32::MAX),
            warnings: show::warnings(&found, &material, self.now),
            second,
            review: review.map(|review| review.id.to_string()),
            drill: false,
        }))
    }
}
