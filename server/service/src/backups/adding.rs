//! What adding any backup method has in common: the rules are asked again inside the job, the policy's kinds included.

use contract::{Answer, RefusalCode, Sent, Words};
use domain::{
    MethodId, PersonId, Policy, SessionId,
    method::{Home, MethodFacts, MethodKind, MethodOrigin, MethodState},
    method_policy::{For, Kinds, NotAllowed, allowed},
};
use store::{Fault, NewEntry, Tx, methods::Method, people::Person};

use crate::{
    Core, Visitor,
    acting::{Need, acting},
    methods::{
        add::{Added, keep},
        words_for,
    },
};

/// Whom the policy's rules are about.
pub(crate) fn rules_for(person: &Person) -> For<'_> {
    let ring = (!person.ring.is_empty()).then_some(person.ring.as_str());
    For { ring, privileged: person.privileged(), excepted: Kinds::NONE }
}

/// Why this person may not add a method of this kind, in words.
pub(crate) fn not_allowed(
    policy: &Policy,
    person: &Person,
    kind: MethodKind,
    methods: &[MethodFacts],
) -> Option<Words> {
    let why = allowed(policy, rules_for(person), kind, methods).err()?;
    Some(Words::of(match why {
        NotAllowed::CountsForNothing => "methods-why-counts-for-nothing",
        NotAllowed::ByPolicy => "backups-not-by-policy",
        NotAllowed::NeverAlone => "backups-never-alone",
    }))
}

/// A new method that its owner just tried.
pub(super) fn new_method(
    core: &Core,
    person: &PersonId,
    kind: MethodKind,
    name: String,
    home: Option<Home>,
) -> Method {
    Method {
        id: MethodId::mint(core.rng.as_ref()),
        person: person.clone(),
        kind,
        state: MethodState::Active,
        name,
        home,
        origin: MethodOrigin::SelfAdded,
        vetted: "fresh-proof".to_owned(),
        credential: None,
        credential_id: None,
        aaguid: None,
        synced: false,
        added: core.now(),
        last_worked: None,
        suspended_by: None,
    }
}

/// What became of a backup method that was to be added.
pub(super) enum Outcome {
    /// It is there.
    Yes,
    /// The rules say no, in these words.
    No(Words),
    /// Whoever acts may not, or what was begun is over.
    Refused(RefusalCode),
}

/// Adds the method for whoever acts by that session; its entry. What goes with it (a seed, codes, a number) is written by the
/// caller in the same job, afterwards.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub(super) async fn add(
    tx: &mut Tx,
    core: &Core,
    session: &SessionId,
    method: &Method,
) -> Result<Result<NewEntry, Outcome>, Fault> {
    let acting = match acting(tx, session, Need::Fresh).await? {
        Ok(acting) => acting,
        Err(code) => return Ok(Err(Outcome::Refused(code))),
    };
    let all: Vec<MethodFacts> =
        store::methods::of(tx, &acting.person.id).await?.iter().map(Method::facts).collect();
    if let Some(words) = not_allowed(&acting.policy, &acting.person, method.kind, &all) {
        return Ok(Err(Outcome::No(words)));
    }
    Ok(match keep(tx, core, &acting, method).await? {
        Added::Yes(entry) => Ok(entry),
        Added::Refused(refused) => Err(Outcome::No(words_for(&refused))),
        Added::TooMany | Added::Taken => Err(Outcome::No(Words::of("backups-too-many"))),
    })
}

impl Visitor {
    /// How the outcome is answered.
    pub(super) fn answer(&self, outcome: Outcome, next: String) -> Answer<Sent> {
        match outcome {
            Outcome::Yes => Ok(Sent::next(next)),
            Outcome::No(words) => Ok(Sent::mend("", words)),
            Outcome::Refused(code) => Err(self.refuse(code)),
        }
    }
}
