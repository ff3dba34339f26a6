//! How a request ends at an approver's hands: denied, reported, or by wrong codes. One denial ends any request that it is
//! about, also one that somebody else approved before (R3), and no other: not what the approver was not shown (R2). Nothing
//! of it is visible to whoever asked.

use audit::Actor;
use domain::{
    ApprovalId, RequestId,
    approver::As,
    person::Role,
    request::{RequestState, Why},
};
use serde::Serialize;
use store::{
    Fault, NewEntry, Tx,
    requests::{Approval, Request, Review},
};

use super::{
    cards::Open,
    circle::Circle,
    document::{Document, EndedBy},
    work::Work,
};
use crate::{
    Core, closing,
    notices::{self, Template},
};

/// Characters of a note that are kept.
pub(crate) const NOTE: usize = 500;

/// What a form's note becomes: no control characters, at most [`NOTE`] characters.
pub(crate) fn note(typed: &str) -> String {
    typed.trim().chars().filter(|c| !c.is_control() || *c == '\n').take(NOTE).collect()
}

/// The record of a decision that approves nothing.
#[derive(Serialize)]
struct Record<'a> {
    note: &'a str,
    recorded: &'a Document,
}

/// Moves a request from what is stored to its next state; a state that was changed by somebody else meanwhile is a
/// fault of ours, since jobs run one after the other.
pub(crate) async fn advance(tx: &mut Tx, request: &Request, to: &RequestState) -> Result<(), Fault> {
    let now = tx.now();
    if store::requests::advance(tx, &request.id, &request.state, to, now).await? {
        Ok(())
    } else {
        Err(Fault::inconsistent("request.state moved inside a job"))
    }
}

/// Closes the review with what became of it.
pub(super) async fn close_review(
    tx: &mut Tx,
    review: &Review,
    document: &Document,
    by: EndedBy,
) -> Result<(), Fault> {
    let now = tx.now();
    let ended = Document { ended: Some(by), ..document.clone() };
    store::requests::write_review(tx, review, &ended.text()?, document.request()).await?;
    store::requests::end_review(tx, &review.id, now).await
}

/// Denies every request that is shown, or reports it, which tells `security`. `document` is the review's as it is to be
/// kept. Reviews of others go on with what is left, if anything is.
pub(super) async fn deny(
    tx: &mut Tx,
    core: &Core,
    work: &Work,
    document: &Document,
    reported: bool,
    note: &str,
) -> Result<Vec<NewEntry>, Fault> {
    let now = tx.now();
    let (circle, review) = (&work.circle, &work.review);
    let (me, person) = (&circle.actor.id, &circle.person);
    let record = serde_json::to_string(&Record { note, recorded: document })
        .map_err(|_| Fault::inconsistent("approval.record"))?;
    let (decision, kind) =
        if reported { ("reported", "approval.reported") } else { ("denied", "approval.denied") };
    let mut entries = Vec::new();
    let mut first: Option<RequestId> = None;
    let mut left = work.open.len();
    for one in work.shown() {
        let Some(place) = one.deny else { continue };
        let ended = if reported {
            one.state.clone().report(now, me.clone())
        } else {
            one.state.clone().deny(now, me.clone())
        };
        let Ok(ended) = ended else { continue };
        let request = &one.request;
        let by = Actor::Person(me.clone());
        let moved = closing::end_otherwise(tx, core, request, &ended, by).await?;
        let approval = Approval {
            id: ApprovalId::mint(core.rng.as_ref()),
            request: request.id.clone(),
            person: person.id.clone(),
            approver: me.clone(),
            acted_as: As::word(place).to_owned(),
            decision: decision.to_owned(),
            at: now,
            key_fingerprint: String::new(),
            evidence: String::new(),
            record: record.clone(),
            method: None,
        };
        store::requests::add_approval(tx, &approval).await?;
        entries.push(
            NewEntry::new(kind)
                .by(me)
                .about(&person.id)
                .on(&request.id)
                .with("as", place.word())
                .with("review", review.id.as_str()),
        );
        entries.extend(moved);
        left = left.saturating_sub(1);
        first.get_or_insert(request.id.clone());
    }
    if let (true, Some(first)) = (reported, &first) {
        let told = [("name", person.name.clone()), ("by", circle.actor.name.clone())];
        notices::tell_role(tx, core, Role::Security, Template::Reported, &told, Some(first)).await?;
    }
    close_review(tx, review, document, if reported { EndedBy::Reported } else { EndedBy::Denied }).await?;
    if left == 0 {
        store::requests::end_reviews_of(tx, &person.id, now).await?;
    }
    Ok(entries)
}

/// Ends the requests that a code was typed for, after too many wrong ones (R2).
pub(super) async fn wrong_codes(
    tx: &mut Tx,
    core: &Core,
    circle: &Circle,
    shown: &[&Open],
    (review, document): (&Review, &Document),
) -> Result<Vec<NewEntry>, Fault> {
    let now = tx.now();
    let mut entries = Vec::new();
    for one in shown {
        let Ok(ended) = one.state.clone().withdraw(now, Why::WrongCodes) else { continue };
        // As stored now, with the wrong code counted.
        let Some(request) = store::requests::by_id(tx, &one.request.id).await? else { continue };
        let by = Actor::Person(circle.actor.id.clone());
        entries.extend(closing::end_otherwise(tx, core, &request, &ended, by).await?);
    }
    close_review(tx, review, document, EndedBy::WrongCodes).await?;
    Ok(entries)
}
