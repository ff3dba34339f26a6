//! Adding a method: after a fresh proof as strong as the strongest there is (R1).

use std::sync::Arc;

use contract::{Answer, Challenge, FinishCeremony, RefusalCode, common::Finished};
use domain::{
    MethodId,
    method::{MethodFacts, MethodOrigin, MethodState},
    strength::{Change, ChangeRefused, may_change},
};
use store::{Done, Fault, NewEntry, Tx, methods::Method};

use crate::{
    Core, Visitor,
    acting::{Acting, Need, acting},
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
            name: self.method_name(&finish, registered.kind),
            home: None,
            origin: MethodOrigin::SelfAdded,
            vetted: "fresh-proof".to_owned(),
            credential: Some(registered.credential),
            credential_id: Some(registered.credential_id),
            synced: registered.synced,
            added: self.now,
            last_worked: None,
            suspended_by: None,
        };
        let next = format!("/methods/{}", method.id);
        let input = (Arc::clone(&self.core), inside.session.id.clone(), method);
        let added: Result<bool, RefusalCode> = self
            .core
            .writer
            .run(input, |tx, (core, session, method)| {
                Box::pin(async move {
                    let acting = match acting(tx, session, Need::Fresh).await? {
                        Ok(acting) => acting,
                        Err(code) => return Ok(Done::plain(Err(code))),
                    };
                    Ok(match keep(tx, core, &acting, method).await? {
                        Added::Yes(entry) => Done::with(Ok(true), entry),
                        Added::Refused(_) | Added::TooMany | Added::Taken => Done::plain(Ok(false)),
                    })
                })
            })
            .await
            .map_err(self.fault("methods.add"))?;
        match added {
            Ok(true) => Ok(Finished::Next(next)),
            Ok(false) => again(),
            Err(code) => Err(self.refuse(code)),
        }
    }
}
