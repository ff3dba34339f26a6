//! Adding a method: after a fresh proof as strong as the strongest there is (R1).

use std::sync::Arc;

use contract::{Answer, Challenge, FinishCeremony, RefusalCode, Words, common::Finished};
use domain::{
    MethodId,
    method::{MethodFacts, MethodOrigin, MethodState},
    strength::{Change, ChangeRefused, may_change},
};
use store::{Done, Fault, NewEntry, Tx, methods::Method};

use crate::{
    Core, Visitor,
    acting::{Acting, Need, acting},
    backups::adding::not_allowed,
    ceremony::{Kind, Plain},
    notices::{self, Template},
    sign_in::json,
};

/// Methods one person may have at once: enough for anybody, and a bound on what pages and ceremonies list.
const MOST_METHODS: usize = 20;

/// What became of a method that was to be added.
pub(crate) enum Added {
    /// It is there; the entry to hand in.
    Yes(NewEntry),
    /// The rules say no.
    Refused(ChangeRefused),
    /// The person has as many as anybody may have.
    TooMany,
    /// It is on record already, for them or for somebody else.
    Taken,
}

/// Keeps a new method, of whatever kind, for whoever acts: rules, bound, notice and entry.
///
/// # Errors
/// [`Fault`] if it cannot be written: then nothing of it stands.
pub(crate) async fn keep(tx: &mut Tx, core: &Core, acting: &Acting, method: &Method) -> Result<Added, Fault> {
    let now = tx.now();
    let person = &acting.person;
    let all: Vec<MethodFacts> = store::methods::of(tx, &person.id).await?.iter().map(Method::facts).collect();
    let add = Change::Add(method.kind);
    if let Err(refused) =
        may_change(add, &all, &acting.proofs, person.privileged(), None, now, &acting.policy)
    {
        return Ok(Added::Refused(refused));
    }
    if all.len() >= MOST_METHODS {
        return Ok(Added::TooMany);
    }
    let method = Method { person: person.id.clone(), added: now, ..method.clone() };
    if !store::methods::add(tx, &method).await? {
        return Ok(Added::Taken);
    }
    let told = [("method", method.name.clone())];
    notices::tell(tx, core, person, Template::MethodAdded, &told, None).await?;
    Ok(Added::Yes(
        NewEntry::new("method.added")
            .by(&person.id)
            .about(&person.id)
            .with("method", method.id.as_str())
            .with("kind", method.kind.word())
            .with("origin", method.origin.word()),
    ))
}

impl Visitor {
    pub(super) async fn begin_adding(&self) -> Answer<Challenge> {
        let inside = self.need_fresh()?;
        self.begin_registration(Kind::Add, &inside.person, json(&Plain {})).await
    }

    pub(super) async fn finish_adding(&self, finish: FinishCeremony) -> Answer<Finished> {
        let inside = self.need_fresh()?;
        let again = || Ok(Finished::Again("methods-add-again".to_owned()));
        let person = &inside.person.id;
        let Some(registered) = self.finish_registration(Kind::Add, person, &finish).await? else {
            return again();
        };
        let method = Method {
            id: MethodId::mint(self.core.rng.as_ref()),
            person: person.clone(),
            kind: registered.kind,
            state: MethodState::Active,
            name: self.method_name(&finish, registered.kind, registered.aaguid),
            home: None,
            origin: MethodOrigin::SelfAdded,
            vetted: "fresh-proof".to_owned(),
            credential: Some(registered.credential),
            credential_id: Some(registered.credential_id),
            aaguid: registered.aaguid,
            synced: registered.synced,
            added: self.now,
            last_worked: None,
            suspended_by: None,
        };
        let next = format!("/methods/{}", method.id);
        let input = (Arc::clone(&self.core), inside.session.id.clone(), method);
        let added: Result<Result<(), Words>, RefusalCode> = self
            .core
            .writer
            .run(input, |tx, (core, session, method)| {
                Box::pin(async move {
                    let acting = match acting(tx, session, Need::Fresh).await? {
                        Ok(acting) => acting,
                        Err(code) => return Ok(Done::plain(Err(code))),
                    };
                    let all = store::methods::of(tx, &acting.person.id).await?;
                    let all: Vec<MethodFacts> = all.iter().map(Method::facts).collect();
                    if let Some(words) = not_allowed(&acting.policy, &acting.person, method.kind, &all) {
                        return Ok(Done::plain(Ok(Err(words))));
                    }
                    let no = |key: &'static str| Done::plain(Ok(Err(Words::of(key))));
                    Ok(match keep(tx, core, &acting, method).await? {
                        Added::Yes(entry) => Done::with(Ok(Ok(())), entry),
                        Added::TooMany => no("backups-too-many"),
                        Added::Refused(_) | Added::Taken => no("methods-add-again"),
                    })
                })
            })
            .await
            .map_err(self.fault("methods.add"))?;
        match added {
            Ok(Ok(())) => Ok(Finished::Next(next)),
            Ok(Err(words)) => Ok(Finished::Again(words.key)),
            Err(code) => Err(self.refuse(code)),
        }
    }
}
