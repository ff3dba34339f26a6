//! Who may do what about one person's requests: the rules of R3 over facts read from the store, at one moment.

use std::collections::HashMap;

use domain::{
    PersonId, Policy, Time,
    approver::{
        AlsoAsked, ApproverFacts, As, Asker, Pinned,
        act::{Action, NotAllowed, RequestFacts, Stage, may_act},
        also_asked,
        second::Decider,
        still_pinned,
    },
    request::RequestState,
    suspension::{PastFreeze, security_decides},
};
use store::{Fault, Reads, people::Person, requests::Request};

use crate::{facts, visitor::enabled};

/// How far up the chain is read; the rules look no further.
const MOST_MANAGERS: usize = 16;

/// One person, one who wants to act, and those above the person.
pub(crate) struct Circle {
    /// Whose requests these are.
    pub(crate) person: Person,
    /// Who wants to act.
    pub(crate) actor: Person,
    actor_facts: ApproverFacts,
    asker: Asker,
    above: HashMap<PersonId, ApproverFacts>,
    /// The managers above the person, nearest first, and since when the link to each has held.
    links: Vec<(PersonId, Time)>,
    /// "This wasn't me", where it took effect.
    pub(crate) freezes: Vec<PastFreeze>,
    /// The moment that this is about.
    pub(crate) now: Time,
    /// The policy that holds then.
    pub(crate) policy: Policy,
}

/// Who is asked about one request now, and who approved it.
pub(crate) struct Place {
    pub(crate) pinned: Pinned,
    pub(crate) also: Option<AlsoAsked>,
    pub(crate) deciders: Vec<Decider>,
    /// The first approver's account is disabled by now.
    pub(crate) first_left: bool,
}

impl Circle {
    /// Reads what the rules need; `None` if there is no such person.
    pub(crate) async fn read(
        on: &mut impl Reads,
        actor: &Person,
        person: &PersonId,
        now: Time,
        policy: &Policy,
    ) -> Result<Option<Self>, Fault> {
        let Some(person) = store::people::by_id(on, person).await? else { return Ok(None) };
        let mut above = HashMap::new();
        let mut links = Vec::new();
        let mut next = person.manager.clone();
        while let Some(link) = next.take() {
            if links.len() >= MOST_MANAGERS || above.contains_key(&link.manager) {
                break;
            }
            let Some(manager) = store::people::by_id(on, &link.manager).await? else { break };
            above.insert(manager.id.clone(), facts::approver(on, &manager, &person.id).await?);
            links.push((manager.id.clone(), link.provenance.since));
            next = manager.manager;
        }
        let freezes = store::freezes::since(on, &person.id, now - policy.second_freeze).await?;
        Ok(Some(Self {
            actor_facts: facts::approver(on, actor, &person.id).await?,
            actor: actor.clone(),
            asker: facts::asker(&person),
            person,
            above,
            links,
            freezes,
            now,
            policy: policy.clone(),
        }))
    }

    fn lookup(&self, id: &PersonId) -> Option<ApproverFacts> {
        self.above.get(id).cloned()
    }

    /// Who is pinned now. The chain up to them must be as it was when the request was asked: if their place above the
    /// person is another one since, they have changed as approver, and it is the role's (R3).
    pub(crate) fn pinned(&self, request: &Request) -> Pinned {
        let role = || Pinned::Role(self.asker.role());
        let Some(id) = &request.approver else { return role() };
        let Some(depth) = self.links.iter().position(|(who, _)| who == id) else { return role() };
        if self.links.iter().take(depth + 1).any(|(_, since)| *since > request.asked) {
            return role();
        }
        let place = match u8::try_from(depth) {
            Ok(0) => As::Manager,
            Ok(depth) => As::Chain(depth),
            Err(_) => return role(),
        };
        still_pinned(
            &Pinned::Person(id.clone(), place),
            &self.asker,
            |id| self.lookup(id),
            self.now,
            &self.policy,
        )
    }

    /// Who is asked about a request in `state` now, and who approved it.
    pub(crate) async fn place(
        &self,
        on: &mut impl Reads,
        request: &Request,
        state: &RequestState,
    ) -> Result<Place, Fault> {
        let half = matches!(state, RequestState::HalfApproved { .. });
        let pinned = self.pinned(request);
        let lookup = |id: &PersonId| self.lookup(id);
        let also = also_asked(&pinned, &self.asker, lookup, request.asked, half, self.now, &self.policy);
        let mut deciders = Vec::new();
        let mut first_left = false;
        if !matches!(state, RequestState::Asked { .. }) {
            for approval in store::requests::approvals(on, &request.id).await? {
                if approval.decision != "approved" {
                    continue;
                }
                let Some(place) = place_of(&approval.acted_as) else { continue };
                let by = store::people::by_id(on, &approval.approver).await?;
                first_left |= !by.as_ref().is_some_and(enabled);
                let security = by.is_some_and(|by| by.has(domain::person::Role::Security));
                deciders.push(Decider { id: approval.approver, place, security });
            }
        }
        Ok(Place { pinned, also, deciders, first_left })
    }

    /// Whether `security` decides this person's requests, after a second freeze (R7).
    pub(crate) fn security_decides(&self) -> bool {
        security_decides(&self.freezes, self.now, &self.policy)
    }

    /// Whether the actor may do that to a request in `state`, and in which place.
    pub(crate) fn may(&self, action: Action, state: &RequestState, place: &Place) -> Result<As, NotAllowed> {
        // Never recovered by request, even if it became one after the ask (R9).
        if self.person.emergency && action == Action::Approve {
            return Err(NotAllowed::NotAsked);
        }
        let stage = match state {
            RequestState::Asked { .. } => Stage::Asked,
            // A half-approved one whose approval cannot be read is nobody's to complete.
            RequestState::HalfApproved { .. } => {
                place.deciders.first().map_or(Stage::Over, Stage::HalfApproved)
            }
            RequestState::Approved(_) | RequestState::Redeemed { .. } | RequestState::Enrolled { .. } => {
                Stage::Approved(&place.deciders)
            }
            RequestState::Frozen { .. } => Stage::Frozen,
            _ => Stage::Over,
        };
        let facts = RequestFacts {
            asker: &self.person.id,
            asker_enabled: enabled(&self.person),
            privileged: self.person.privileged(),
            pinned: &place.pinned,
            also: place.also.as_ref(),
            stage,
            security_decides: self.security_decides(),
        };
        may_act(action, &self.actor_facts, &facts, self.now, &self.policy)
    }

    /// What the rules know of the actor.
    pub(crate) const fn actor_facts(&self) -> &ApproverFacts {
        &self.actor_facts
    }

    /// Whether somebody stands anywhere above the person.
    pub(crate) fn is_above(&self, id: &PersonId) -> bool {
        self.above.contains_key(id)
    }

    /// Since when the youngest link up to whoever acts in `place` has held; for a role the person's own.
    pub(crate) fn youngest_link(&self, place: As) -> Option<Time> {
        let depth = match place {
            As::Chain(depth) => usize::from(depth),
            _ => 0,
        };
        self.links.iter().take(depth + 1).map(|(_, since)| *since).max()
    }

    /// The direct manager, if there is one.
    pub(crate) fn manager(&self) -> Option<&ApproverFacts> {
        self.asker.manager.as_ref().and_then(|id| self.above.get(id))
    }
}

/// Reads `approval.acted_as` back; how far up is not kept, and nothing asks for it.
fn place_of(word: &str) -> Option<As> {
    Some(match word {
        "manager" => As::Manager,
        "chain" => As::Chain(1),
        "it" => As::It,
        "security" => As::Security,
        _ => return None,
    })
}
