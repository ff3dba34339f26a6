//! Whom a name belongs to, and who is asked (R2, R3). The asker's own page never waits for this and shows nothing of it.

use std::sync::Arc;

use domain::{
    PersonId, Policy, RequestId, Time,
    approver::{Pinned, pin},
    person::Role,
    suspension::security_decides,
};
use store::{Done, Fault, NewEntry, Reads, Tx, people::Person, requests::Request};

use super::{MANY, each};
use crate::{
    Core, facts,
    notices::{self, Template},
    visitor::enabled,
};

/// Looks up the requests that have a key and were not looked up yet.
pub(super) async fn match_requests(core: &Arc<Core>) {
    let found = store::requests::unmatched(&mut &core.db, MANY).await;
    let ids = found.map(|found| found.into_iter().map(|request| request.id).collect());
    each(core, "request.match", ids, RequestId::as_str, |tx, core, id| Box::pin(one(tx, core, id))).await;
}

async fn one(tx: &mut Tx, core: &Arc<Core>, id: &RequestId) -> Result<Done<()>, Fault> {
    let now = tx.now();
    let Some(request) = store::requests::by_id(tx, id).await? else { return Ok(Done::plain(())) };
    let undecided = request.state.clone().settled(now).is_undecided();
    if request.matched || request.ended.is_some() || request.public_key.is_none() || !undecided {
        return Ok(Done::plain(()));
    }
    let person = store::people::by_user_hash(tx, &request.name_hash).await?;
    let entry = |kind: &'static str| NewEntry::new(kind).by_system().on(id);
    let nobody = |entry: NewEntry, why: &str| Done::with((), entry.with("why", why));
    let person = match person {
        // A name that matches nobody is kept as a keyed hash only, here as in the row (R13).
        None => {
            store::requests::set_match(tx, id, None, None, None).await?;
            return Ok(nobody(entry("request.unmatched"), "unknown"));
        }
        Some(person) if !enabled(&person) => {
            store::requests::set_match(tx, id, None, None, None).await?;
            return Ok(nobody(entry("request.unmatched").about(&person.id), "disabled"));
        }
        // Never recovered by request (R9): nobody is asked, and `security` is told.
        Some(person) if person.emergency => {
            store::requests::set_match(tx, id, None, None, None).await?;
            let told = [("name", person.name.clone())];
            notices::tell_role(tx, core, Role::Security, Template::Emergency, &told, Some(id)).await?;
            return Ok(nobody(entry("request.unmatched").about(&person.id), "emergency"));
        }
        Some(person) => person,
    };
    let policy = store::policy::of(tx).await?.policy;
    let pinned = who_is_asked(tx, &person, now, &policy).await?;
    let (approver, role) = match &pinned {
        Pinned::Person(id, _) => (Some(id), None),
        Pinned::Role(role) => (None, Some(*role)),
    };
    store::requests::set_match(tx, id, Some(&person.id), approver, role).await?;
    let since = now - policy.repeat_notice;
    tell_asker(tx, core, &person, &request, since).await?;
    // One of a privileged person's two approvers is `security` in any case, so it need not wait.
    let also = if person.privileged() && role.is_none() { Some(Role::Security) } else { role };
    ask(tx, core, &person, id, approver, also, since).await?;
    let to = approver.map_or_else(|| role.map_or("", Role::word), PersonId::as_str);
    Ok(Done::with((), entry("request.matched").about(&person.id).with("approver", to)))
}

/// Who is pinned for somebody who asks now (R3), or would be.
pub(crate) async fn who_is_asked(
    on: &mut impl Reads,
    person: &Person,
    now: Time,
    policy: &Policy,
) -> Result<Pinned, Fault> {
    let freezes = store::freezes::since(on, &person.id, now - policy.second_freeze).await?;
    if security_decides(&freezes, now, policy) {
        return Ok(Pinned::Role(Role::Security));
    }
    let above = facts::chain(on, person).await?;
    Ok(pin(&facts::asker(person), |id| above.get(id).cloned(), now, policy))
}

/// Tells the person: each ask that stands alone, and of repeated ones at most one in the policy's time (R2).
async fn tell_asker(
    tx: &mut Tx,
    core: &Core,
    person: &Person,
    request: &Request,
    since: domain::Time,
) -> Result<(), Fault> {
    let others = store::requests::open_of(tx, &person.id).await?;
    let repeated = others.iter().any(|other| other.id != request.id)
        || store::notices::told_since(tx, &person.id, Template::Asked.word(), since).await?;
    let template = if repeated { Template::AskedAgain } else { Template::Asked };
    if repeated && store::notices::told_since(tx, &person.id, template.word(), since).await? {
        return Ok(());
    }
    notices::tell(tx, core, person, template, &[("name", person.name.clone())], Some(&request.id)).await
}

/// Asks an approver, a role or both to decide; whoever was asked about the same person a moment ago is not asked twice.
pub(crate) async fn ask(
    tx: &mut Tx,
    core: &Core,
    person: &Person,
    request: &RequestId,
    approver: Option<&PersonId>,
    role: Option<Role>,
    since: domain::Time,
) -> Result<(), Fault> {
    let template = Template::PleaseDecide;
    for one in recipients(tx, person, approver, role).await? {
        if !store::notices::told_about_since(tx, &one.id, template.word(), &person.id, since).await? {
            notices::tell(tx, core, &one, template, &[("name", person.name.clone())], Some(request)).await?;
        }
    }
    Ok(())
}

/// That approver and everybody of that role, without the person whom it is about. Where nobody else is in `it`, `security`
/// does what `it` would.
pub(crate) async fn recipients(
    tx: &mut Tx,
    person: &Person,
    approver: Option<&PersonId>,
    role: Option<Role>,
) -> Result<Vec<Person>, Fault> {
    let mut to = Vec::new();
    if let Some(approver) = approver {
        to.extend(store::people::by_id(tx, approver).await?.filter(enabled));
    }
    let mut holders = Vec::new();
    if let Some(role) = role {
        holders = store::people::holding(tx, role).await?;
        holders.retain(|holder| holder.id != person.id);
        if holders.is_empty() && role == Role::It {
            holders = store::people::holding(tx, Role::Security).await?;
        }
    }
    to.extend(holders.into_iter().filter(|holder| holder.id != person.id && Some(&holder.id) != approver));
    Ok(to)
}
