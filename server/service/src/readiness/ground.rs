//! Who could help whom: loaded once for many people, where the use cases ask anew for one.

use std::collections::{HashMap, HashSet};

use domain::{
    PersonId, Policy, Time,
    approver::{ApproverFacts, MOST_MANAGERS, able, approved_for_each_other},
    person::Role,
    readiness::Help,
    strength::settling_until,
};
use store::{
    Fault, Reads,
    readiness::facts::{self, Above, Subject},
};

/// Helpers of one role up to which it matters who they are. With more there are enough of them for everybody: the rules
/// look for two, and a person and their chain can be no more than this.
const MANY: usize = 20;

/// A possible approver, as far as that does not depend on for whom.
#[derive(Debug, Clone)]
struct Fit {
    able: bool,
    manager: Option<PersonId>,
}

/// What many people's readiness is drawn from together.
#[derive(Debug)]
pub(crate) struct Ground<'p> {
    pub(crate) now: Time,
    pub(crate) policy: &'p Policy,
    above: HashMap<PersonId, Option<Fit>>,
    it: HashSet<PersonId>,
    security: HashSet<PersonId>,
    /// Whom each asker approved for lately, and when.
    helped: HashMap<PersonId, Vec<(PersonId, Time)>>,
}

/// Whether such a person could approve for somebody at all.
fn fit(
    id: &PersonId,
    enabled: bool,
    has_passkey: bool,
    let_back_in: Option<Time>,
    now: Time,
    policy: &Policy,
) -> bool {
    let facts = ApproverFacts {
        id: id.clone(),
        enabled,
        has_passkey,
        roles: Vec::new(),
        let_back_in,
        helped_by_asker: None,
        manager: None,
    };
    able(&facts, &PersonId::stored(""), now, policy).is_ok()
}

impl<'p> Ground<'p> {
    /// Reads who holds a role and who approved for whom; managers come with [`Ground::climb`] or [`Ground::everybody`].
    pub(crate) async fn begin(on: &mut impl Reads, now: Time, policy: &'p Policy) -> Result<Self, Fault> {
        let mut ground = Self {
            now,
            policy,
            above: HashMap::new(),
            it: HashSet::new(),
            security: HashSet::new(),
            helped: HashMap::new(),
        };
        let security = facts::holders(on, Role::Security).await?;
        let known: HashSet<PersonId> = security.iter().map(|one| one.id.clone()).collect();
        ground.security = security.iter().filter(|one| ground.fit(one)).map(|one| one.id.clone()).collect();
        let it = facts::holders(on, Role::It).await?;
        let only_it = it.iter().filter(|one| !known.contains(&one.id) && ground.fit(one));
        ground.it = only_it.map(|one| one.id.clone()).collect();
        for (approver, person, at) in facts::approvals(on, now - policy.look_back).await? {
            ground.helped.entry(approver).or_default().push((person, at));
        }
        Ok(ground)
    }

    fn fit(&self, one: &Above) -> bool {
        fit(&one.id, one.enabled, one.has_passkey, one.let_back_in, self.now, self.policy)
    }

    fn learn(&mut self, one: &Above) {
        let fit = Fit { able: self.fit(one), manager: one.manager.clone() };
        self.above.insert(one.id.clone(), Some(fit));
    }

    /// Reads everybody who manages anybody.
    pub(crate) async fn everybody(&mut self, on: &mut impl Reads) -> Result<(), Fault> {
        for one in facts::managers(on).await? {
            self.learn(&one);
        }
        Ok(())
    }

    /// Reads the chain above somebody, as far as it is not known yet.
    pub(crate) async fn climb(
        &mut self,
        on: &mut impl Reads,
        manager: Option<&PersonId>,
    ) -> Result<(), Fault> {
        let mut next = manager.cloned();
        for _ in 0..MOST_MANAGERS {
            let Some(id) = next.take() else { break };
            if !self.above.contains_key(&id) {
                match facts::above(on, &id).await? {
                    Some(one) => self.learn(&one),
                    None => drop(self.above.insert(id.clone(), None)),
                }
            }
            next = self.above.get(&id).and_then(Option::as_ref).and_then(|fit| fit.manager.clone());
        }
        Ok(())
    }

    /// Who of `it` and `security` could help, as a text that differs whenever that may matter to somebody.
    pub(crate) fn helpers(&self) -> String {
        let said = |set: &HashSet<PersonId>| {
            if set.len() > MANY {
                return "many".to_owned();
            }
            let mut ids: Vec<&str> = set.iter().map(PersonId::as_str).collect();
            ids.sort_unstable();
            ids.join(" ")
        };
        format!("it: {}; security: {}", said(&self.it), said(&self.security))
    }

    /// Whether a person could approve for others.
    pub(crate) fn can_help(&self, subject: &Subject) -> bool {
        let has_passkey = subject.methods.iter().any(|method| {
            method.kind.signs_in_alone() && method.state == domain::method::MethodState::Active
        });
        fit(&subject.id, subject.counted, has_passkey, subject.let_back_in, self.now, self.policy)
    }

    fn blocked(&self, asker: &PersonId, approver: &PersonId) -> bool {
        let at = self.helped.get(asker).into_iter().flatten().find(|(person, _)| person == approver);
        approved_for_each_other(at.map(|(_, at)| *at), self.now, self.policy)
    }

    /// Who could help this person.
    pub(crate) fn help(&self, subject: &Subject) -> Help {
        let mut chain: Vec<(&PersonId, bool)> = Vec::new();
        let mut next = subject.manager.as_ref();
        while let Some(id) = next {
            if chain.len() >= usize::from(MOST_MANAGERS) || chain.iter().any(|(known, _)| *known == id) {
                break;
            }
            let Some(fit) = self.above.get(id).and_then(Option::as_ref) else { break };
            chain.push((id, fit.able && *id != subject.id && !self.blocked(&subject.id, id)));
            next = fit.manager.as_ref();
        }
        let direct_manager = chain.first().is_some_and(|(_, can)| *can);
        let above = chain.iter().skip(1).filter(|(_, can)| *can).count();
        // Whoever is above is counted there, and nobody helps themselves.
        let mut apart: Vec<&PersonId> = chain.iter().map(|(id, _)| *id).collect();
        if !apart.contains(&&subject.id) {
            apart.push(&subject.id);
        }
        for (person, _) in self.helped.get(&subject.id).into_iter().flatten() {
            if !apart.contains(&person) && self.blocked(&subject.id, person) {
                apart.push(person);
            }
        }
        let others = |set: &HashSet<PersonId>| {
            let here = apart.iter().filter(|id| set.contains(**id)).count();
            u32::try_from(set.len().saturating_sub(here)).unwrap_or(u32::MAX)
        };
        Help {
            direct_manager,
            chain: u32::try_from(above).unwrap_or(u32::MAX),
            it: others(&self.it),
            security: others(&self.security),
            in_person: true,
            photo_on_record: subject.photo,
            organisation_password: false,
        }
    }

    /// When the clock alone changes something for this person: they may approve again, or somebody may for them.
    pub(crate) fn next_check(&self, subject: &Subject) -> Option<Time> {
        let settled = settling_until(subject.let_back_in, self.now, self.policy);
        let unblocked =
            self.helped.get(&subject.id).into_iter().flatten().map(|(_, at)| *at + self.policy.look_back);
        settled.into_iter().chain(unblocked).filter(|at| *at > self.now).min()
    }
}
