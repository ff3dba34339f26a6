//! The approver's proof in a drill: bound to a decision that says that it is one, by a ceremony of a kind of its own. It
//! never finishes a real approval, and a real one's never finishes a drill.

use std::sync::Arc;

use contract::{Answer, Challenge, FinishCeremony, RefusalCode, Words, common::Finished};
use domain::{DrillId, MethodId, PersonId, drill::DECISION, method::MethodState};
use store::{Done, Fault, Tx, methods::Method};

use super::{
    over::Outcome,
    review::{decided, path},
    work,
};
use crate::{
    Core, Visitor,
    approvals::{
        decide::decided as what_is_decided,
        document::{At, Purpose},
    },
    ceremony::Kind,
    sign_in::json,
};

const AGAIN: &str = "approval-proof-again";

/// Finishes inside a job: everything is read again and weighed again. Whether it was decided, or is over.
async fn finish(
    tx: &mut Tx,
    core: &Core,
    me: &PersonId,
    id: &DrillId,
    (method, signed): (&MethodId, &str),
) -> Result<Done<bool>, Fault> {
    let now = tx.now();
    let policy = store::policy::of(tx).await?.policy;
    let Some(actor) = store::people::by_id(tx, me).await? else { return Ok(Done::plain(true)) };
    let Some((drill, work)) = work::read(tx, &actor, id, now, &policy).await? else {
        return Ok(Done::plain(true));
    };
    let Some(open) = work.picked().filter(|_| work.document.at() == At::Decide) else {
        return Ok(Done::plain(true));
    };
    let usable = |method: &Method| {
        method.state == MethodState::Active && method.person == *me && method.kind.signs_in_alone()
    };
    let method = store::methods::by_id(tx, method).await?;
    let same = what_is_decided(&work, open, DECISION)?.is_some_and(|decided| json(&decided) == signed);
    let judged = work.judge(open);
    if !method.is_some_and(|method| usable(&method)) || !same || work.missing(open, &judged).is_some() {
        return Ok(Done::plain(false));
    }
    let outcome = if judged.needs_two() { Outcome::HalfApproved } else { Outcome::Approved };
    let entries = decided(tx, core, (&drill, &work), &work.document, outcome).await?;
    Ok(Done::all(true, entries))
}

impl Visitor {
    pub(super) async fn drill_decide_begin(&self, id: &str) -> Answer<Challenge> {
        let (inside, drill, work) = self.drill_at_hand(id).await?;
        let over = || self.refuse(RefusalCode::Over);
        let work = work.ok_or_else(over)?;
        let open = work.picked().filter(|_| work.document.at() == At::Decide).ok_or_else(over)?;
        let decided = what_is_decided(&work, open, DECISION).map_err(self.fault("drill.decided"))?;
        let mismatch = || self.refuse_saying(RefusalCode::Over, Words::of("approval-mismatch"));
        let decided = json(&decided.ok_or_else(mismatch)?);
        if let Some(missing) = work.missing(open, &work.judge(open)) {
            return Err(self.refuse_saying(RefusalCode::NotAllowed, missing));
        }
        let mut nonce = [0_u8; 32];
        self.core.rng.fill(&mut nonce);
        let purpose = Purpose {
            review: drill.id.to_string(),
            nonce: data_encoding::BASE64URL_NOPAD.encode(&nonce),
            decided: decided.clone(),
        };
        let me = &inside.person.id;
        let identifiers = store::methods::of(&mut &self.core.db, me)
            .await
            .map_err(self.fault("drill.methods"))?
            .into_iter()
            .filter(|method| method.state == MethodState::Active && method.kind.signs_in_alone())
            .filter_map(|method| method.credential_id)
            .collect();
        let bound = Some((&nonce, decided.as_bytes()));
        self.begin_authentication(Kind::DrillDecide, Some(me), identifiers, json(&purpose), bound).await
    }

    pub(super) async fn drill_decide_finish(&self, id: &str, finish: FinishCeremony) -> Answer<Finished> {
        let (inside, drill, _) = self.drill_at_hand(id).await?;
        let again = || Ok(Finished::Again(AGAIN.to_owned()));
        let Some(proved) = self.finish_authentication(Kind::DrillDecide, &finish).await? else {
            return again();
        };
        let purpose: Purpose = self.purpose(&proved.ceremony.purpose)?;
        if purpose.review != drill.id.as_str() || proved.method.person != inside.person.id {
            return again();
        }
        let next = path(&drill.id);
        let signed = (proved.method.id, purpose.decided);
        let input = (Arc::clone(&self.core), inside.person.id.clone(), drill.id, signed);
        let done = self
            .core
            .writer
            .run(input, |tx, (core, me, id, (method, signed))| {
                Box::pin(async move { self::finish(tx, core, me, id, (method, signed.as_str())).await })
            })
            .await
            .map_err(self.fault("drill.decide"))?;
        if done { Ok(Finished::Next(next)) } else { again() }
    }
}
