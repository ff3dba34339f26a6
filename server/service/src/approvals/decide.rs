//! The approver's proof: begun over exactly what is decided, finished against what the database says then (R5).

use std::sync::Arc;

use contract::{Answer, Challenge, FinishCeremony, RefusalCode, common::Finished};
use domain::{ApprovalId, PersonId, RequestId, ReviewId, match_code, method::MethodState, person::Role};
use store::{Done, Fault, NewEntry, Tx, methods::Method};

use super::{
    approve,
    cards::Open,
    document::{At, Decided, Purpose},
    steps::path,
    work::Work,
};
use crate::{
    Core, Visitor,
    ceremony::Kind,
    notices::{self, Template},
    sign_in::json,
};

/// What stands for the key's fingerprint where there is no browser and so no key.
const SPOKEN: &str = "spoken";

/// What a request's proof decides.
const APPROVE: &str = "approve";

/// The proof and what it was begun for.
pub(super) struct Proof {
    pub(super) purpose: Purpose,
    pub(super) method: Method,
    /// The method's public part, if its counter or a flag moved.
    pub(super) credential: Option<String>,
    /// What the authenticator answered, for the record: data, client data and signature.
    pub(super) response: serde_json::Value,
}

/// How finishing ended.
pub(super) enum Outcome {
    /// Approved or half-approved.
    Done,
    /// Not now; these words say why.
    Refused(String),
    /// What is stored is not what was decided on.
    Mismatch,
    /// There is nothing to decide any more.
    Over,
}

/// What is decided, from what is stored now; `None` if the key is not the one that the code was right for.
pub(crate) fn decided(work: &Work, open: &Open, decision: &'static str) -> Result<Option<Decided>, Fault> {
    let key = match (&open.request.public_key, &work.document.code) {
        _ if open.request.spoken => SPOKEN.to_owned(),
        (Some(key), Some(code)) => {
            let now = match_code::fingerprint(key);
            if now != code.key {
                return Ok(None);
            }
            now.to_string()
        }
        _ => return Ok(None),
    };
    Ok(Some(Decided {
        v: 1,
        request: open.request.id.clone(),
        key,
        decision: decision.to_owned(),
        approver: work.circle.actor.id.clone(),
        person: work.circle.person.id.clone(),
        recorded: work.document.digest()?,
    }))
}

/// Puts on record, and tells `security`, that what is stored is not what was decided on.
async fn mismatch(
    tx: &mut Tx,
    core: &Core,
    work: &Work,
    request: &RequestId,
    found_at: &'static str,
) -> Result<NewEntry, Fault> {
    let (me, person) = (&work.circle.actor, &work.circle.person);
    let told = [("name", person.name.clone()), ("by", me.name.clone())];
    notices::tell_role(tx, core, Role::Security, Template::Mismatch, &told, Some(request)).await?;
    Ok(NewEntry::new("approval.mismatch")
        .by(&me.id)
        .about(&person.id)
        .on(request)
        .with("review", work.review.id.as_str())
        .with("found", found_at))
}

/// Finishes inside a job: everything is read again and weighed again before the first write.
async fn finish(
    tx: &mut Tx,
    core: &Core,
    me: &PersonId,
    id: &ReviewId,
    approval: &ApprovalId,
    proof: &Proof,
) -> Result<Done<Outcome>, Fault> {
    let now = tx.now();
    let policy = store::policy::of(tx).await?.policy;
    let Some(actor) = store::people::by_id(tx, me).await? else { return Ok(Done::plain(Outcome::Over)) };
    let Some(work) = Work::read(tx, &actor, id, now, &policy).await? else {
        return Ok(Done::plain(Outcome::Over));
    };
    let Some(open) = work.picked().filter(|_| work.document.at() == At::Decide) else {
        return Ok(Done::plain(Outcome::Over));
    };
    let method = store::methods::by_id(tx, &proof.method.id).await?;
    let usable = |method: &Method| {
        method.state == MethodState::Active && method.person == *me && method.kind.signs_in_alone()
    };
    if !method.is_some_and(|method| usable(&method)) {
        return Ok(Done::plain(Outcome::Refused("approval-proof-again".to_owned())));
    }
    let same = decided(&work, open, APPROVE)?.is_some_and(|decided| json(&decided) == proof.purpose.decided);
    if !same {
        let entry = mismatch(tx, core, &work, &open.request.id, "finish").await?;
        return Ok(Done::with(Outcome::Mismatch, entry));
    }
    let judged = work.judge(open);
    if let Some(missing) = work.missing(open, &judged) {
        return Ok(Done::plain(Outcome::Refused(missing.key)));
    }
    let Ok(rule) = judged.evidence else {
        return Ok(Done::plain(Outcome::Refused("approval-proof-again".to_owned())));
    };
    let entries = approve::carry_out(tx, core, &work, open, (&judged, rule), (approval, proof)).await?;
    Ok(match entries {
        Some(entries) => Done::all(Outcome::Done, entries),
        None => Done::plain(Outcome::Over),
    })
}

impl Visitor {
    pub(super) async fn decide_begin(&self, id: &str) -> Answer<Challenge> {
        let (inside, review) = self.own_review(id).await?;
        let me = &inside.person;
        let mut db = &self.core.db;
        let work = Work::read(&mut db, me, &review.id, self.now, &self.policy)
            .await
            .map_err(self.fault("review.read"))?
            .ok_or_else(|| self.refuse(RefusalCode::Over))?;
        let Some(open) = work.picked().filter(|_| work.document.at() == At::Decide) else {
            return Err(self.refuse(RefusalCode::Over));
        };
        let decided = decided(&work, open, APPROVE).map_err(self.fault("decide.decided"))?;
        let Some(decided) = decided else {
            let input = (Arc::clone(&self.core), me.id.clone(), review.id.clone());
            self.core
                .writer
                .run(input, |tx, (core, me, review)| {
                    Box::pin(async move {
                        let now = tx.now();
                        let policy = store::policy::of(tx).await?.policy;
                        let Some(actor) = store::people::by_id(tx, me).await? else {
                            return Ok(Done::plain(()));
                        };
                        let work = Work::read(tx, &actor, review, now, &policy).await?;
                        let Some(work) = work else { return Ok(Done::plain(())) };
                        let Some(open) = work.picked() else { return Ok(Done::plain(())) };
                        let entry = mismatch(tx, core, &work, &open.request.id, "begin").await?;
                        Ok(Done::with((), entry))
                    })
                })
                .await
                .map_err(self.fault("decide.mismatch"))?;
            return Err(self.refuse_saying(RefusalCode::Over, contract::Words::of("approval-mismatch")));
        };
        if let Some(missing) = work.missing(open, &work.judge(open)) {
            return Err(self.refuse_saying(RefusalCode::NotAllowed, missing));
        }
        let decided = json(&decided);
        let mut nonce = [0_u8; 32];
        self.core.rng.fill(&mut nonce);
        let purpose = Purpose {
            review: review.id.to_string(),
            nonce: data_encoding::BASE64URL_NOPAD.encode(&nonce),
            decided: decided.clone(),
        };
        let identifiers = store::methods::of(&mut db, &me.id)
            .await
            .map_err(self.fault("decide.methods"))?
            .into_iter()
            .filter(|method| method.state == MethodState::Active && method.kind.signs_in_alone())
            .filter_map(|method| method.credential_id)
            .collect();
        let bound = Some((&nonce, decided.as_bytes()));
        self.begin_authentication(Kind::Decide, Some(&me.id), identifiers, json(&purpose), bound).await
    }

    pub(super) async fn decide_finish(&self, id: &str, finish: FinishCeremony) -> Answer<Finished> {
        let (inside, review) = self.own_review(id).await?;
        let next = path(&review.id);
        let again = |key: &str| Ok(Finished::Again(key.to_owned()));
        let Some(proved) = self.finish_authentication(Kind::Decide, &finish).await? else {
            return again("approval-proof-again");
        };
        let purpose: Purpose = self.purpose(&proved.ceremony.purpose)?;
        if purpose.review != review.id.as_str() || proved.method.person != inside.person.id {
            return again("approval-proof-again");
        }
        let response = finish.credential.get("response").cloned().unwrap_or_default();
        let proof = Proof { purpose, method: proved.method, credential: proved.credential, response };
        let approval = ApprovalId::mint(self.core.rng.as_ref());
        let input = (Arc::clone(&self.core), inside.person.id.clone(), review.id, approval, proof);
        let outcome = self
            .core
            .writer
            .run(input, |tx, (core, me, id, approval, proof)| {
                Box::pin(async move { self::finish(tx, core, me, id, approval, proof).await })
            })
            .await
            .map_err(self.fault("decide.finish"))?;
        match outcome {
            Outcome::Done | Outcome::Over => Ok(Finished::Next(next)),
            Outcome::Refused(key) => again(&key),
            Outcome::Mismatch => again("approval-mismatch"),
        }
    }
}
