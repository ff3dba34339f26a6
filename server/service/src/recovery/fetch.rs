//! The asking browser fetches its pass: made now, sealed to the key that was approved (I04, R5, R6).

use std::sync::Arc;

use contract::{Answer, RefusalCode, Words, recovery::SealedPass};
use domain::{
    PassId, PersonId, Span, Time, match_code, pass::Pass, pass_life::PassState, person::Role,
    request::RequestState,
};
use store::{Done, Fault, NewEntry, Tx, passes::StoredPass, requests::Request};

use super::{
    open::{Stands, approved, stands},
    seal,
};
use crate::{
    Core, Label, Visitor, closing,
    notices::{self, Template},
    visitor::enabled,
};

/// A pass that was minted and sealed for the job to write, if it may.
struct Made {
    id: PassId,
    hash: [u8; 32],
    person: PersonId,
    public_key: Vec<u8>,
}

enum Fetched {
    Yes,
    Over,
    NoneLeft,
    ApproverGone,
    OtherKey,
    OtherRules,
}

impl Visitor {
    pub(super) async fn fetch(&self) -> Answer<SealedPass> {
        let request = self.need_request()?;
        let over = || self.refuse(RefusalCode::Over);
        // Looked at before anything is made; decided in the job.
        let state = request.state.clone().settled(self.now);
        if matches!(state, RequestState::Redeemed { .. }) {
            return Err(self.refuse_saying(RefusalCode::Over, Words::of("recover-pass-in-use")));
        }
        let RequestState::Approved(facts) = &state else { return Err(over()) };
        if facts.untold || self.now < facts.works_from {
            return Err(self.refuse_saying(RefusalCode::NotAllowed, Words::of("recover-pass-later")));
        }
        let (Some(person), Some(public_key)) = (&request.person, &request.public_key) else {
            return Err(over());
        };
        let pass = Pass::mint(self.core.rng.as_ref());
        let info = seal::info(&request.id, person, &match_code::fingerprint(public_key));
        let sealed = seal::seal(self.core.rng.as_ref(), public_key, &info, &pass)
            .map_err(|error| crate::refuse::fault(&self.arrival.correlation, "pass.seal", &error))?;
        let made = Made {
            id: PassId::mint(self.core.rng.as_ref()),
            hash: self.core.keys.hash(Label::Pass, &[pass.as_bytes().as_ref()]),
            person: person.clone(),
            public_key: public_key.clone(),
        };
        let input = (Arc::clone(&self.core), request.clone(), made);
        let fetched = self
            .core
            .writer
            .run(input, |tx, (core, request, made)| Box::pin(fetched(tx, core, request, made)))
            .await
            .map_err(self.fault("pass.made"))?;
        let saying = |words| self.refuse_saying(RefusalCode::Over, words);
        match fetched {
            Fetched::Yes => Ok(sealed),
            Fetched::Over => Err(over()),
            Fetched::NoneLeft => Err(saying(Words::of("recover-no-pass-left"))),
            Fetched::ApproverGone => Err(saying(Words::of("recover-approver-gone"))),
            Fetched::OtherKey => Err(saying(Words::of("recover-other-key"))),
            Fetched::OtherRules => Err(saying(Words::of("recover-other-rules"))),
        }
    }
}

async fn fetched(tx: &mut Tx, core: &Core, seen: &Request, made: &Made) -> Result<Done<Fetched>, Fault> {
    let now = tx.now();
    let policy = store::policy::of(tx).await?.policy;
    let Some(request) = store::requests::by_id(tx, &seen.id).await? else {
        return Ok(Done::plain(Fetched::Over));
    };
    let state = request.state.clone().settled(now);
    if matches!(state, RequestState::Expired { .. }) && request.ended.is_none() {
        // What is seen expired is written so at once (R13).
        let entries = closing::end_otherwise(tx, core, &request, &state, audit::Actor::System).await?;
        return Ok(Done::all(Fetched::Over, entries));
    }
    let Some(facts) = approved(&state) else { return Ok(Done::plain(Fetched::Over)) };
    let person = match &request.person {
        Some(person) if *person == made.person => store::people::by_id(tx, person).await?,
        _ => None,
    };
    // An emergency account is never recovered by request (R9).
    let Some(person) = person.filter(|person| enabled(person) && !person.emergency) else {
        return Ok(Done::plain(Fetched::Over));
    };
    match stands(tx, &request, facts, &person).await? {
        Stands::Yes if request.public_key.as_deref() == Some(&made.public_key) => {}
        Stands::Yes | Stands::OtherKey => {
            return other_key(tx, core, &request, &person.id).await;
        }
        Stands::ApproverGone => return Ok(Done::plain(Fetched::ApproverGone)),
        Stands::OtherRules => return Ok(Done::plain(Fetched::OtherRules)),
    }
    if facts.untold || now < facts.works_from {
        return Ok(Done::plain(Fetched::Over));
    }
    let life = PassState::make(now, facts.works_from, facts.until, &policy);
    let PassState::Live { works_from, until, .. } = life else {
        return Err(Fault::inconsistent("pass.life"));
    };
    let Ok(next) = state.clone().fetch_pass(now) else { return Ok(Done::plain(Fetched::NoneLeft)) };
    let pass = StoredPass {
        id: made.id.clone(),
        person: person.id.clone(),
        request: Some(request.id.clone()),
        kind: "request".to_owned(),
        state: life.word().to_owned(),
        hash: Some(made.hash.to_vec()),
        halves: None,
        made: now,
        works_from,
        until,
        tries: 0,
    };
    write(tx, &request, &next, &pass, now).await
}

async fn write(
    tx: &mut Tx,
    request: &Request,
    next: &RequestState,
    pass: &StoredPass,
    now: Time,
) -> Result<Done<Fetched>, Fault> {
    let ended = store::passes::add(tx, pass).await?;
    if !store::requests::advance(tx, &request.id, &request.state, next, now).await? {
        return Err(Fault::inconsistent("request.state"));
    }
    let entry = |kind: &'static str| NewEntry::new(kind).about(&pass.person).on(&request.id);
    let mut entries = Vec::new();
    if ended > 0 {
        entries.push(entry("pass.ended").by_system().with("why", "replaced"));
    }
    entries.push(
        entry("pass.made")
            .with("pass", pass.id.as_str())
            .with("kind", pass.kind.as_str())
            .with("until", pass.until.0.to_string()),
    );
    Ok(Done::all(Fetched::Yes, entries))
}

/// The key in the database is not the one that was approved: nothing is sealed to it, and `security` hears of it.
async fn other_key(
    tx: &mut Tx,
    core: &Core,
    request: &Request,
    person: &PersonId,
) -> Result<Done<Fetched>, Fault> {
    let now = tx.now();
    // Once a day, whatever the page does meanwhile.
    let bucket = format!("key-mismatch:{}", request.id);
    if store::rate::take(tx, &bucket, 1, Span::days(1), now).await? {
        let name = store::people::by_id(tx, person).await?.map(|person| person.name).unwrap_or_default();
        let told = [("name", name)];
        notices::tell_role(tx, core, Role::Security, Template::Mismatch, &told, Some(&request.id)).await?;
    }
    let entry = NewEntry::new("pass.key-mismatch").by_system().about(person).on(&request.id);
    Ok(Done::with(Fetched::OtherKey, entry))
}
