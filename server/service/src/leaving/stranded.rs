//! Whom somebody's leaving would leave with no way back in (I11): named before it is confirmed.

use std::collections::{HashSet, VecDeque};

use domain::{
    PersonId, Policy, Time,
    approver::{ApproverFacts, able},
    person::Role,
    readiness::{Ready, takes_last_way_back, worst},
};
use store::{Fault, Reads, people::Person};

use crate::{facts, visitor::enabled};

/// People who are looked at, at most; who stands nearest below the leaver is looked at first.
const MOST: usize = 500;

/// Whom it strands.
#[derive(Debug, Default)]
pub(super) struct Stranded {
    /// Their names.
    pub(super) names: Vec<String>,
    /// There are more people below than were looked at.
    pub(super) more: bool,
}

/// Those below `leaver` who would get back in after the worst loss as things stand, and would not without them.
pub(super) async fn stranded(
    on: &mut impl Reads,
    leaver: &Person,
    now: Time,
    policy: &Policy,
) -> Result<Stranded, Fault> {
    let mut found = Stranded::default();
    let mut seen: HashSet<PersonId> = HashSet::from([leaver.id.clone()]);
    let mut queue: VecDeque<PersonId> = store::leaving::managed(on, &leaver.id).await?.into();
    while let Some(id) = queue.pop_front() {
        if !seen.insert(id.clone()) {
            continue;
        }
        if seen.len() > MOST {
            found.more = true;
            break;
        }
        queue.extend(store::leaving::managed(on, &id).await?);
        let Some(person) = store::people::by_id(on, &id).await?.filter(enabled) else { continue };
        if person.emergency {
            continue;
        }
        let mut standing = facts::standing(on, &person, now, policy).await?;
        let before = worst(&standing.facts(), now, policy).1.ready;
        if before == Ready::NotAtAll {
            continue;
        }
        without(on, &mut standing, &person, leaver, now, policy).await?;
        let after = worst(&standing.facts(), now, policy).1.ready;
        if takes_last_way_back(before, after) {
            found.names.push(person.name);
        }
    }
    Ok(found)
}

/// Takes the leaver out of who could help, as they were counted; the next above takes their place.
async fn without(
    on: &mut impl Reads,
    standing: &mut facts::Standing,
    person: &Person,
    leaver: &Person,
    now: Time,
    policy: &Policy,
) -> Result<(), Fault> {
    let above = facts::chain(on, person).await?;
    let can = |one: &ApproverFacts| able(one, &person.id, now, policy).is_ok();
    let as_approver = facts::approver(on, leaver, &person.id).await?;
    let help = &mut standing.help;
    let direct = person.manager.as_ref().is_some_and(|link| link.manager == leaver.id);
    if direct {
        let next = leaver.manager.as_ref().and_then(|link| above.get(&link.manager));
        let next_can = next.is_some_and(can);
        help.direct_manager = next_can;
        help.chain = help.chain.saturating_sub(u32::from(next_can));
    } else if !can(&as_approver) {
        // Counted nowhere.
    } else if above.contains_key(&leaver.id) {
        help.chain = help.chain.saturating_sub(1);
    } else if leaver.has(Role::Security) {
        help.security = help.security.saturating_sub(1);
    } else if leaver.has(Role::It) {
        help.it = help.it.saturating_sub(1);
    }
    Ok(())
}
