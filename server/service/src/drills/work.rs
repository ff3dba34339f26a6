//! A drill before the rules and screens of a request: as a request that is nowhere written. Whatever would write one fails
//! at the database, since no row has its id.

use contract::approvals::ApprovalCard;
use domain::{
    DrillId, PersonId, Policy, ReviewId, Time, approver::act::Action, drill, person::Role,
    request::RequestState,
};
use store::{
    Fault, Reads,
    drills::StoredDrill,
    people::Person,
    requests::{Request, Review},
};

use crate::{
    Visitor,
    approvals::{
        cards::Open,
        circle::{Circle, Place},
        document::Document,
        judge::Material,
        work::Work,
    },
};

/// What a drill says happened: the worst of what it may be.
pub(super) const WHAT: &str = "lost-or-stolen";
/// Drills looked at for one list.
const LOOKED_AT: u32 = 100;

/// The request that it would be.
fn pretended(drill: &StoredDrill, policy: &Policy) -> Request {
    let asked = drill.asked.unwrap_or(drill.begun);
    Request {
        id: drill::in_code(&drill.id),
        name_hash: Vec::new(),
        person: Some(drill.person.clone()),
        matched: true,
        what: WHAT.to_owned(),
        asked,
        network: drill.network.clone(),
        browser: drill.browser.clone(),
        language: String::new(),
        spoken: false,
        raised_by: None,
        public_key: drill.public_key.clone(),
        key_number: drill.key_number.clone(),
        state: RequestState::ask(asked, policy),
        approver: drill.approver.clone(),
        approver_role: drill.approver_role,
        escalated: None,
        devices: Vec::new(),
        device_picked: false,
        wrong_codes: drill.wrong_codes,
        evidence: None,
        drill: true,
        ended: None,
    }
}

/// The document of a drill as it stands.
pub(super) fn document(drill: &StoredDrill) -> Result<Document, Fault> {
    if drill.document.is_empty() {
        return Ok(Document::default());
    }
    serde_json::from_str(&drill.document).map_err(|_| Fault::inconsistent("drill.document"))
}

/// What the circle's actor may do about it: the same as about a request that was asked just now. Time brings nobody else in,
/// so that a drill is nobody's hurry.
fn open(circle: &Circle, drill: &StoredDrill) -> Open {
    let request = pretended(drill, &circle.policy);
    let state = request.state.clone();
    let place =
        Place { pinned: circle.pinned(&request), also: None, deciders: Vec::new(), first_left: false };
    let approve = circle.may(Action::Approve, &state, &place).ok();
    let deny = circle.may(Action::Deny, &state, &place).ok();
    Open { request, state, place, approve, deny }
}

/// Whether it waits for a decision now.
pub(super) fn waits(drill: &StoredDrill, now: Time) -> bool {
    drill.state.settled(now).is_open() && drill.asked.is_some() && drill.public_key.is_some()
}

/// A drill with all that its approver's screen and decision rest on; `None` if `actor` may not decide on it, somebody else
/// has taken it up, or it is over.
pub(super) async fn read(
    on: &mut impl Reads,
    actor: &Person,
    id: &DrillId,
    now: Time,
    policy: &Policy,
) -> Result<Option<(StoredDrill, Work)>, Fault> {
    let Some(drill) = store::drills::by_id(on, id).await?.filter(|drill| waits(drill, now)) else {
        return Ok(None);
    };
    let Some((circle, open)) = theirs(on, actor, &drill, now, policy).await? else { return Ok(None) };
    let mut document = document(&drill)?;
    if let Some(other) = drill.reviewer.as_ref().filter(|other| **other != actor.id) {
        if still_at_it(on, other, &drill, now, policy).await? {
            return Ok(None);
        }
        // What somebody recorded who is gone counts for nobody else.
        document = Document::default();
    }
    let review = Review {
        id: ReviewId::stored(drill.id.as_str()),
        person: drill.person.clone(),
        approver: actor.id.clone(),
        begun: drill.begun,
        document: drill.document.clone(),
        request: None,
        ended: None,
    };
    let material = Material::read(on, &circle).await?;
    Ok(Some((drill, Work { review, document, circle, material, open: vec![open] })))
}

/// Whether a drill is `actor`'s to decide, with the rules of it.
async fn theirs(
    on: &mut impl Reads,
    actor: &Person,
    drill: &StoredDrill,
    now: Time,
    policy: &Policy,
) -> Result<Option<(Circle, Open)>, Fault> {
    let Some(circle) = Circle::read(on, actor, &drill.person, now, policy).await? else { return Ok(None) };
    let open = open(&circle, drill);
    Ok((open.approve.is_some() || open.deny.is_some()).then_some((circle, open)))
}

/// Whether whoever took it up may still decide.
async fn still_at_it(
    on: &mut impl Reads,
    reviewer: &PersonId,
    drill: &StoredDrill,
    now: Time,
    policy: &Policy,
) -> Result<bool, Fault> {
    let Some(reviewer) = store::people::by_id(on, reviewer).await? else { return Ok(false) };
    Ok(theirs(on, &reviewer, drill, now, policy).await?.is_some())
}

impl Visitor {
    /// Cards of the drills that wait for this person.
    pub(crate) async fn drill_cards(&self, me: &Person) -> Result<Vec<ApprovalCard>, Fault> {
        let db = &mut &self.core.db;
        let decides = me.has(Role::It) || me.has(Role::Security);
        let only = (!decides).then_some(&me.id);
        let mut cards = Vec::new();
        for drill in store::drills::waiting(db, only, LOOKED_AT).await? {
            let found = read(db, me, &drill.id, self.now, &self.policy).await?;
            let Some((drill, work)) =
                found.filter(|(_, work)| work.open.iter().any(|one| one.approve.is_some()))
            else {
                continue;
            };
            let person = &work.circle.person;
            cards.push(ApprovalCard {
                person: person.id.to_string(),
                name: person.name.clone(),
                what: None,
                since: drill.asked.unwrap_or(drill.begun),
                requests: 1,
                warnings: Vec::new(),
                second: false,
                review: Some(drill.id.to_string()),
                drill: true,
            });
        }
        Ok(cards)
    }
}
