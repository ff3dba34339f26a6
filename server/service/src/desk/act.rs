//! What `it` and `security` do at the desk: take a review, withdraw, take their approval back, lift or end a freeze.

use std::sync::Arc;

use audit::Actor;
use contract::{
    Answer, RefusalCode, Sent, Words,
    desk::{DeskAction, DeskForm},
};
use domain::{
    ApprovalId, PersonId, RequestId,
    approver::{As, act::NotAllowed},
    person::Role,
    request::{RequestState, Why},
};
use serde::Serialize;
use store::{Done, Fault, NewEntry, Tx, requests::Approval};

use super::{found_again, request::Case};
use crate::{
    Core, Visitor,
    approvals::{ending, show, take_back},
    closing,
    notices::{self, Template},
    orders::{self, OrderKind},
};

/// How the person was checked, for what gives something back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Checked {
    InPerson,
    LiveVideo,
}

impl Checked {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Checked::InPerson => "in-person",
            Checked::LiveVideo => "live-video-with-badge",
        }
    }

    fn read(sent: &str) -> Option<Self> {
        match sent {
            "in-person" => Some(Checked::InPerson),
            "live-video" => Some(Checked::LiveVideo),
            _ => None,
        }
    }
}

/// What a form asks for, read.
pub(super) struct Act {
    pub(super) action: DeskAction,
    pub(super) checked: Option<Checked>,
    pub(super) note: String,
    /// Minted before the job.
    pub(super) approval: ApprovalId,
}

/// What became of it.
pub(super) enum Acted {
    Done,
    NotHere,
    /// It makes no sense as the request stands now.
    Over,
    Refused(NotAllowed),
    Mend(&'static str, Words),
}

const fn read_action(word: &str) -> Option<DeskAction> {
    Some(match word.as_bytes() {
        b"decide" => DeskAction::Decide,
        b"withdraw" => DeskAction::Withdraw,
        b"take-back" => DeskAction::TakeBack,
        b"lift-freeze" => DeskAction::LiftFreeze,
        b"end-frozen" => DeskAction::EndFrozen,
        b"found-again" => DeskAction::FoundAgain,
        _ => return None,
    })
}

#[derive(Serialize)]
struct Record<'a> {
    check: &'a str,
    note: &'a str,
}

/// Writes the decision with its note, which stands in no log.
pub(super) async fn put_on_record(
    tx: &mut Tx,
    case: &Case,
    act: &Act,
    decision: &'static str,
) -> Result<(), Fault> {
    let check = act.checked.map_or("", Checked::word);
    let record = serde_json::to_string(&Record { check, note: &act.note })
        .map_err(|_| Fault::inconsistent("approval.record"))?;
    let actor = &case.circle.actor;
    let place = if actor.has(Role::Security) { As::Security } else { As::It };
    let approval = Approval {
        id: act.approval.clone(),
        request: case.request.id.clone(),
        person: case.circle.person.id.clone(),
        approver: actor.id.clone(),
        acted_as: place.word().to_owned(),
        decision: decision.to_owned(),
        at: tx.now(),
        key_fingerprint: String::new(),
        evidence: check.to_owned(),
        record,
        method: None,
    };
    store::requests::add_approval(tx, &approval).await
}

/// An entry by the one who acts, about the request.
pub(super) fn entry(case: &Case, kind: &'static str) -> NewEntry {
    NewEntry::new(kind).by(&case.circle.actor.id).about(&case.circle.person.id).on(&case.request.id)
}

async fn withdraw(tx: &mut Tx, core: &Core, case: &Case, act: &Act) -> Result<Done<Acted>, Fault> {
    let now = tx.now();
    let Ok(to) = case.state.clone().withdraw(now, Why::Security) else { return Ok(Done::plain(Acted::Over)) };
    let by = Actor::Person(case.circle.actor.id.clone());
    let entries = closing::end_otherwise(tx, core, &case.request, &to, by).await?;
    put_on_record(tx, case, act, "withdrawn").await?;
    Ok(Done::all(Acted::Done, entries))
}

async fn take_back(tx: &mut Tx, core: &Core, case: &Case, act: &Act) -> Result<Done<Acted>, Fault> {
    let (circle, state) = (&case.circle, &case.state);
    let acted_as = match take_back::may(circle, state, &case.place) {
        None => return Ok(Done::plain(Acted::Over)),
        Some(Err(why)) => return Ok(Done::plain(Acted::Refused(why))),
        Some(Ok(acted_as)) => acted_as,
    };
    let taken = take_back::carry_out(tx, core, circle, &case.request, (state, acted_as), &act.note).await?;
    Ok(match taken {
        Some(entries) => Done::all(Acted::Done, entries),
        None => Done::plain(Acted::Over),
    })
}

async fn lift(
    tx: &mut Tx,
    core: &Core,
    case: &Case,
    act: &Act,
    checked: Checked,
) -> Result<Done<Acted>, Fault> {
    let now = tx.now();
    let person = &case.circle.person;
    let Ok(to) = case.state.clone().lift(now) else { return Ok(Done::plain(Acted::Over)) };
    ending::advance(tx, &case.request, &to).await?;
    store::freezes::lift(tx, &case.request.id, &case.circle.actor.id, now).await?;
    let mut entries =
        vec![entry(case, "request.unfrozen").with("check", checked.word()).with("state", to.word())];
    // The freeze suspended the method that the request had brought, and what was added after it closed; the lost device's
    // stay as they are.
    let closed = match &to {
        RequestState::Closed { at, .. } => Some(*at),
        _ => None,
    };
    let mut restored = Vec::new();
    for method in &case.suspended {
        let by_freeze =
            to.new_method() == Some(&method.id) || closed.is_some_and(|closed| method.added > closed);
        if by_freeze && store::methods::restore(tx, &method.id).await? {
            entries.push(
                entry(case, "method.restored").with("method", method.id.as_str()).with("why", "unfrozen"),
            );
            restored.push(method.id.clone());
        }
    }
    if !restored.is_empty() {
        let about = Some(&case.request.id);
        orders::place(tx, core, OrderKind::Restore, &person.id, about, restored).await?;
    }
    put_on_record(tx, case, act, "unfrozen").await?;
    let told = [("name", person.name.clone()), ("by", case.circle.actor.name.clone())];
    notices::tell(tx, core, person, Template::Unfrozen, &told, Some(&case.request.id)).await?;
    Ok(Done::all(Acted::Done, entries))
}

/// Reads everything again inside the job, then acts.
async fn carry_out(
    tx: &mut Tx,
    core: &Core,
    me: &PersonId,
    id: &RequestId,
    act: &Act,
) -> Result<Done<Acted>, Fault> {
    let now = tx.now();
    let policy = store::policy::of(tx).await?.policy;
    let Some(actor) = store::people::by_id(tx, me).await? else { return Ok(Done::plain(Acted::NotHere)) };
    let Some(case) = Case::read(tx, &actor, id, now, &policy).await? else {
        return Ok(Done::plain(Acted::NotHere));
    };
    match case.may(act.action) {
        None => return Ok(Done::plain(Acted::Over)),
        Some(Err(why)) => return Ok(Done::plain(Acted::Refused(why))),
        Some(Ok(())) => {}
    }
    let gives = matches!(act.action, DeskAction::LiftFreeze | DeskAction::FoundAgain);
    let checked = match act.checked {
        None if gives => {
            return Ok(Done::plain(Acted::Mend("check", Words::of("case-check-choose"))));
        }
        // A badge is held against the photo on record; without one it shows nothing.
        Some(Checked::LiveVideo) if gives && !case.circle.person.photo => {
            return Ok(Done::plain(Acted::Mend("check", Words::of("case-check-no-photo"))));
        }
        checked => checked,
    };
    match (act.action, checked) {
        (DeskAction::Withdraw | DeskAction::EndFrozen, _) => withdraw(tx, core, &case, act).await,
        (DeskAction::TakeBack, _) => take_back(tx, core, &case, act).await,
        (DeskAction::LiftFreeze, Some(checked)) => {
            debug_assert!(
                matches!(case.state, RequestState::Frozen { .. }),
                "the rules let only a frozen one through"
            );
            lift(tx, core, &case, act, checked).await
        }
        (DeskAction::FoundAgain, Some(checked)) => {
            found_again::carry_out(tx, core, &case, act, checked).await
        }
        _ => Ok(Done::plain(Acted::Over)),
    }
}

impl Visitor {
    pub(super) async fn act(&self, id: &str, form: DeskForm) -> Answer<Sent> {
        let inside = self.need_staff()?;
        let not_here = || self.refuse(RefusalCode::NotHere);
        let id = RequestId::parse(id).map_err(|_| not_here())?;
        let action = read_action(&form.action).ok_or_else(|| self.refuse(RefusalCode::Unreadable))?;
        if action == DeskAction::Decide {
            return self.decide_at_desk(&id).await;
        }
        let act = Act {
            action,
            checked: Checked::read(&form.check),
            note: ending::note(&form.note),
            approval: ApprovalId::mint(self.core.rng.as_ref()),
        };
        let next = format!("/desk/requests/{id}");
        let input = (Arc::clone(&self.core), inside.person.id.clone(), id, act);
        let acted = self
            .core
            .writer
            .run(input, |tx, (core, me, id, act)| {
                Box::pin(async move { carry_out(tx, core, me, id, act).await })
            })
            .await
            .map_err(self.fault("desk.act"))?;
        match acted {
            Acted::Done => Ok(Sent::next(next)),
            Acted::NotHere => Err(not_here()),
            Acted::Over => Err(self.refuse(RefusalCode::Over)),
            Acted::Refused(why) => Err(self.refuse_saying(RefusalCode::NotAllowed, show::not_allowed(why))),
            Acted::Mend(field, words) => Ok(Sent::mend(field, words)),
        }
    }

    /// Goes to a review of the person's requests: the same one as from the card.
    async fn decide_at_desk(&self, id: &RequestId) -> Answer<Sent> {
        let inside = self.need_staff()?;
        let case = Case::read(&mut &self.core.db, &inside.person, id, self.now, &self.policy)
            .await
            .map_err(self.fault("desk.decide"))?
            .ok_or_else(|| self.refuse(RefusalCode::NotHere))?;
        match case.may(DeskAction::Decide) {
            None => Err(self.refuse(RefusalCode::Over)),
            Some(Err(why)) => Err(self.refuse_saying(RefusalCode::NotAllowed, show::not_allowed(why))),
            Some(Ok(())) => self.begin_review_of(case.circle.person.id.as_str()).await,
        }
    }
}
