//! Raising a request for somebody who has no browser at all: its pass is spoken, in two halves by two approvers (R5).

use std::sync::Arc;

use contract::{Answer, Sent, Words, desk::RaiseForm};
use domain::{
    PersonId, RequestId,
    approver::{Pinned, pin},
    person::Role,
    request::RequestState,
    suspension::{WhatHappened, security_decides},
};
use store::{Done, Fault, NewEntry, Tx, requests::Request};

use crate::{
    Core, Label, Visitor, facts,
    notices::{self, Template},
    visitor::enabled,
};

/// What is raised.
struct Raised {
    id: RequestId,
    /// Keyed hash that no cookie has: there is no asking browser.
    secret_hash: [u8; 32],
    name_hash: [u8; 32],
    what: WhatHappened,
    language: String,
}

enum Outcome {
    Raised(RequestId),
    Mend(&'static str),
}

async fn raise(tx: &mut Tx, core: &Core, me: &PersonId, raised: &Raised) -> Result<Done<Outcome>, Fault> {
    let now = tx.now();
    let policy = store::policy::of(tx).await?.policy;
    let mend = |key| Ok(Done::plain(Outcome::Mend(key)));
    let staff = store::people::by_id(tx, me).await?.filter(enabled);
    let Some(by) = staff.filter(|person| person.has(Role::It) || person.has(Role::Security)) else {
        return mend("case-raise-nobody");
    };
    let person = store::people::by_user_hash(tx, &raised.name_hash).await?.filter(enabled);
    let Some(person) = person else { return mend("case-raise-nobody") };
    if person.id == by.id {
        return mend("case-raise-own");
    }
    let told = [("name", person.name.clone()), ("by", by.name.clone())];
    if person.emergency {
        // Never recovered by request; whoever tries is told of (R9).
        notices::tell_role(tx, core, Role::Security, Template::Emergency, &told, None).await?;
        let entry =
            NewEntry::new("request.refused").by(&by.id).about(&person.id).with("why", "emergency account");
        return Ok(Done::with(Outcome::Mend("case-raise-emergency"), entry));
    }
    let open = store::requests::open_of(tx, &person.id).await?;
    if open.iter().any(|open| open.spoken && open.state.clone().settled(now).is_undecided()) {
        return mend("case-raise-already");
    }
    let above = facts::chain(tx, &person).await?;
    let freezes = store::freezes::since(tx, &person.id, now - policy.second_freeze).await?;
    let pinned = if security_decides(&freezes, now, &policy) {
        Pinned::Role(Role::Security)
    } else {
        pin(&facts::asker(&person), |id| above.get(id).cloned(), now, &policy)
    };
    let (approver, role) = match &pinned {
        Pinned::Person(id, _) => (Some(id), None),
        Pinned::Role(role) => (None, Some(*role)),
    };
    let request = Request {
        id: raised.id.clone(),
        name_hash: raised.name_hash.to_vec(),
        person: Some(person.id.clone()),
        matched: true,
        what: raised.what.word().to_owned(),
        asked: now,
        network: String::new(),
        browser: String::new(),
        language: raised.language.clone(),
        spoken: true,
        raised_by: Some(by.id.clone()),
        public_key: None,
        key_number: None,
        state: RequestState::ask(now, &policy),
        approver: approver.cloned(),
        approver_role: role,
        escalated: None,
        devices: Vec::new(),
        device_picked: false,
        wrong_codes: 0,
        evidence: None,
        drill: false,
        ended: None,
    };
    store::requests::add(tx, &request, &raised.secret_hash).await?;
    store::requests::pin(tx, &request.id, approver, role).await?;
    let about = Some(&request.id);
    notices::tell(tx, core, &person, Template::Asked, &told, about).await?;
    match approver {
        Some(id) => {
            if let Some(approver) = store::people::by_id(tx, id).await? {
                notices::tell(tx, core, &approver, Template::PleaseDecide, &told, about).await?;
            }
            // One of a privileged person's two approvers is `security` in any case, so it need not wait.
            if person.privileged() {
                notices::tell_role(tx, core, Role::Security, Template::PleaseDecide, &told, about).await?;
            }
        }
        None => {
            let role = role.unwrap_or(Role::It);
            notices::tell_role(tx, core, role, Template::PleaseDecide, &told, about).await?;
        }
    }
    let mut entry = NewEntry::new("request.raised")
        .by(&by.id)
        .about(&person.id)
        .on(&request.id)
        .with("what", raised.what.word())
        .with("pass", "spoken");
    entry = match (approver, role) {
        (Some(id), _) => entry.with("approver", id.as_str()),
        (None, role) => entry.with("role", role.unwrap_or(Role::It).word()),
    };
    let begun = crate::runbooks::for_request(tx, core, &person.id, &request, false).await?;
    Ok(Done::all(Outcome::Raised(request.id), std::iter::once(entry).chain(begun).collect()))
}

impl Visitor {
    pub(crate) async fn raise_for(&self, form: RaiseForm) -> Answer<Sent> {
        let inside = self.need_staff()?;
        if Core::fold(&form.user_name).is_empty() {
            return Ok(Sent::mend("user_name", Words::of("case-raise-empty")));
        }
        let Some(what) = WhatHappened::from_word(&form.what) else {
            return Ok(Sent::mend("what", Words::of("case-raise-what")));
        };
        let raised = Raised {
            id: RequestId::mint(self.core.rng.as_ref()),
            secret_hash: self.core.secret(Label::Cookie).1,
            name_hash: self.core.name_hash(&form.user_name),
            what,
            language: self.arrival.language.clone(),
        };
        let input = (Arc::clone(&self.core), inside.person.id.clone(), raised);
        let outcome = self
            .core
            .writer
            .run(input, |tx, (core, me, raised)| Box::pin(async move { raise(tx, core, me, raised).await }))
            .await
            .map_err(self.fault("desk.raise"))?;
        Ok(match outcome {
            Outcome::Raised(id) => Sent::next(format!("/desk/requests/{id}")),
            Outcome::Mend(key) => Sent::mend("user_name", Words::of(key)),
        })
    }
}
