//! The enrolment's one method is registered, and the enrolment ends.

use std::sync::Arc;

use contract::{Answer, FinishCeremony, RefusalCode, common::Finished};
use domain::{
    MethodId, Policy,
    method::{MethodOrigin, MethodState},
    method_policy::allowed,
    request::RequestState,
};
use store::{Done, Fault, Tx, methods::Method};

use super::{Purpose, entry, serving};
use crate::{
    Core, Visitor,
    backups::adding::rules_for,
    ceremony::{Kind, Registered},
    notices::{self, Template},
    orders::{self, OrderKind},
    recovery::open::{Stands, stands},
};

/// The kind of a pass of last resort (R9).
const LAST_RESORT: &str = "last-resort";

enum Enrolled {
    Yes,
    /// Policy does not let this person use such a method.
    NotAllowed,
    Taken,
    Over,
}

/// What the job needs.
struct New {
    secret_hash: [u8; 32],
    method: MethodId,
    registered: Registered,
    name: String,
    policy: Policy,
}

impl Visitor {
    pub(super) async fn finish_enrolment(&self, finish: FinishCeremony) -> Answer<Finished> {
        let again = |key: &str| Ok(Finished::Again(key.to_owned()));
        let enrolment = self.enrolling().await?;
        let secret_hash = self.enrolment_hash().ok_or_else(|| self.refuse(RefusalCode::Over))?;
        let registered = self.finish_registration(Kind::Enrol, &enrolment.person, &finish).await?;
        let Some(registered) = registered else { return again("enrol-again") };
        // Begun for this very enrolment, whatever else the browser is bound to.
        let purpose: Purpose = self.purpose(&registered.ceremony.purpose)?;
        if purpose.enrolment != enrolment.id.as_str() {
            return again("enrol-again");
        }
        let new = New {
            secret_hash,
            method: MethodId::mint(self.core.rng.as_ref()),
            name: self.method_name(&finish, registered.kind, registered.aaguid),
            registered,
            policy: self.policy.clone(),
        };
        let enrolled = self
            .core
            .writer
            .run((Arc::clone(&self.core), new), |tx, (core, new)| Box::pin(enrolled(tx, core, new)))
            .await
            .map_err(self.fault("method.added"))?;
        match enrolled {
            Enrolled::Yes => {
                self.leave(&enrolment.own);
                Ok(Finished::Next("/recover/try".to_owned()))
            }
            Enrolled::Taken => again("enrol-taken"),
            Enrolled::NotAllowed => again("backups-not-by-policy"),
            Enrolled::Over => {
                self.leave(&enrolment.own);
                Err(self.refuse(RefusalCode::Over))
            }
        }
    }
}

async fn enrolled(tx: &mut Tx, core: &Core, new: &New) -> Result<Done<Enrolled>, Fault> {
    let now = tx.now();
    let over = || Ok(Done::plain(Enrolled::Over));
    let Some((enrolment, person)) = serving(tx, &new.secret_hash).await? else { return over() };
    if allowed(&new.policy, rules_for(&person), new.registered.kind, &[]).is_err() {
        return Ok(Done::plain(Enrolled::NotAllowed));
    }
    let request = match &enrolment.request {
        None => None,
        Some(id) => {
            let Some(request) = store::requests::by_id(tx, id).await? else { return over() };
            let state = request.state.clone().settled(now);
            // Whoever approved is still enabled, and the key still theirs: asked at every step (R3, R5). Nobody approved where
            // its owner's own methods opened it.
            if let RequestState::Redeemed { approved, .. } = &state
                && !state.is_alone()
                && stands(tx, &request, approved, &person).await? != Stands::Yes
            {
                return over();
            }
            let Ok(state) = state.enrol(now, &new.policy, new.method.clone()) else { return over() };
            Some((request, state))
        }
    };
    // I12: the record says by which rule; a first day and a last resort have none but themselves.
    let (origin, vetted) = match &request {
        None => {
            let Some(pass) = store::passes::by_id(tx, &enrolment.pass).await? else { return over() };
            (MethodOrigin::FirstPass, pass.kind)
        }
        Some((request, _)) => (MethodOrigin::Recovery, request.evidence.clone().unwrap_or_default()),
    };
    let method = Method {
        id: new.method.clone(),
        person: person.id.clone(),
        kind: new.registered.kind,
        state: MethodState::Active,
        name: new.name.clone(),
        home: None,
        origin,
        vetted,
        credential: Some(new.registered.credential.clone()),
        credential_id: Some(new.registered.credential_id.clone()),
        aaguid: new.registered.aaguid,
        synced: new.registered.synced,
        added: now,
        last_worked: None,
        suspended_by: None,
    };
    if !store::methods::add(tx, &method).await? {
        return Ok(Done::plain(Enrolled::Taken));
    }
    let ended = store::enrolments::end(tx, &enrolment.id, Some(&method.id), now, "done").await?;
    if !ended {
        return Err(Fault::inconsistent("enrolment.ended"));
    }
    if let Some((request, state)) = &request
        && !store::requests::advance(tx, &request.id, &request.state, state, now).await?
    {
        return Err(Fault::inconsistent("request.state"));
    }
    let mut entries = Vec::new();
    if method.vetted == LAST_RESORT {
        // Nothing is left to close it, so what closing does is done now: whoever was let back in settles first (R1), and
        // whatever was open elsewhere ends.
        store::people::set_let_back_in(tx, &person.id, now).await?;
        let ended = store::sessions::end_all(tx, &person.id, None, now, "last-resort").await?;
        if ended > 0 {
            entries.push(
                entry("session.ended", &enrolment)
                    .with("sessions", ended.to_string())
                    .with("why", LAST_RESORT),
            );
            orders::place(tx, core, OrderKind::EndSessions, &person.id, None, Vec::new()).await?;
        }
    }
    let told = [("name", person.name.clone()), ("method", method.name.clone())];
    notices::tell(tx, core, &person, Template::Enrolled, &told, enrolment.request.as_ref()).await?;
    let added = entry("method.added", &enrolment)
        .with("method", method.id.as_str())
        .with("kind", method.kind.word())
        .with("origin", method.origin.word())
        .with("vetted", method.vetted.as_str());
    entries.extend([added, entry("enrolment.ended", &enrolment).with("why", "done")]);
    Ok(Done::all(Enrolled::Yes, entries))
}
