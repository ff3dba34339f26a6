//! What somebody would get back in with by themselves: checked as on the day, and nothing of it spent. A code of the app
//! and a recovery code work afterwards as before.

use std::sync::Arc;

use contract::{
    Answer, Challenge, FinishCeremony, RefusalCode, Sent, Words, by_codes::EnterCodes, common::Finished,
};
use domain::{
    DrillId, PersonId, Span,
    method::{MethodKind, MethodState},
    self_recovery::{Claim, Claims, Decision, decide},
};
use serde::{Deserialize, Serialize};
use store::{Done, NewEntry, backups::attempts::Attempt, drills::StoredDrill};

use super::{
    begin::PATH,
    over::{self, Outcome},
    page::OwnWays,
    work::WHAT,
};
use crate::{
    Visitor,
    by_codes::{check::Typed, enter::whose},
    ceremony::Kind,
    sign_in::json,
    visitor::Inside,
};

/// What a proof was begun for.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Purpose {
    drill: String,
}

impl Visitor {
    /// The caller's drill where it shows their own ways, and those.
    async fn proving(&self) -> Answer<(&Inside, StoredDrill, OwnWays)> {
        let inside = self.need_person()?;
        let over = || self.refuse(RefusalCode::Over);
        let drill = self.own_drill(inside).await?.filter(|drill| drill.asked.is_none()).ok_or_else(over)?;
        let own = OwnWays::read(&mut &self.core.db, &inside.person, &drill, self.now, &self.policy)
            .await
            .map_err(self.fault("drill.ways"))?;
        Ok((inside, drill, own))
    }

    pub(super) async fn drill_prove(&self, app: String, recovery: String) -> Answer<Sent> {
        let (inside, drill, own) = self.proving().await?;
        if !own.codes {
            return Err(self.refuse(RefusalCode::NotHere));
        }
        let person = &inside.person;
        // As somebody would who gets back in by codes; it is nowhere written.
        let attempt = Attempt {
            id: format!("drill-{}", drill.id),
            name_hash: Vec::new(),
            what: WHAT.to_owned(),
            kinds: vec![MethodKind::AuthenticatorApp, MethodKind::RecoveryCodes],
            begun: self.now,
            until: self.now,
            tries: 0,
        };
        let codes = EnterCodes { app, recovery, phone: String::new() };
        let typed = match Typed::read(&attempt, &codes) {
            Ok(typed) => typed,
            Err(problems) => return Ok(Sent::Mend(problems)),
        };
        // As many as on the day, counted apart: practising uses up none of those.
        self.limit_by("drill-codes", person.id.as_str(), self.policy.proof_tries_hour, Span::hours(1))
            .await?;
        let mut checked = self.check(&attempt, &person.id, typed).await?;
        checked.retain(|one| own.left.contains(one.spend.method()));
        let claims = Claims::of(&[Claim::AuthenticatorApp, Claim::RecoveryCode]);
        let claims = claims.map_err(|_| self.broken("drill.claims"))?;
        match decide(&claims, &checked, Some(whose(person, &self.policy))) {
            // What it names to be spent is left as it is.
            Decision::Open { .. } => {}
            Decision::Refused(_) => return Ok(Sent::mend("", Words::of("drill-codes-wrong"))),
        }
        self.drill_proved(&person.id, drill.id, "authenticator-app, recovery-codes").await?;
        Ok(Sent::next(PATH))
    }

    pub(super) async fn drill_proof_begin(&self) -> Answer<Challenge> {
        let (inside, drill, own) = self.proving().await?;
        let methods = store::methods::of(&mut &self.core.db, &inside.person.id)
            .await
            .map_err(self.fault("drill.methods"))?;
        let identifiers: Vec<_> = methods
            .into_iter()
            .filter(|method| own.passkeys.contains(&method.id))
            .filter_map(|method| method.credential_id)
            .collect();
        if identifiers.is_empty() {
            return Err(self.refuse(RefusalCode::NotHere));
        }
        let purpose = json(&Purpose { drill: drill.id.to_string() });
        self.begin_authentication(Kind::DrillProof, Some(&inside.person.id), identifiers, purpose, None).await
    }

    pub(super) async fn drill_proof_finish(&self, finish: FinishCeremony) -> Answer<Finished> {
        let (inside, drill, own) = self.proving().await?;
        let again = || Ok(Finished::Again("drill-passkey-again".to_owned()));
        let Some(proved) = self.finish_authentication(Kind::DrillProof, &finish).await? else {
            return again();
        };
        let purpose: Purpose = self.purpose(&proved.ceremony.purpose)?;
        let method = &proved.method;
        let would_do = method.person == inside.person.id
            && method.state == MethodState::Active
            && own.passkeys.contains(&method.id);
        if !would_do || purpose.drill != drill.id.as_str() {
            return again();
        }
        self.drill_proved(&inside.person.id, drill.id, method.kind.word()).await?;
        Ok(Finished::Next(PATH.to_owned()))
    }

    async fn drill_proved(&self, me: &PersonId, id: DrillId, with: &'static str) -> Answer<()> {
        let input = (Arc::clone(&self.core), me.clone(), id, with);
        self.core
            .writer
            .run(input, |tx, (core, me, id, with)| {
                Box::pin(async move {
                    let now = tx.now();
                    let drill = store::drills::by_id(tx, id).await?;
                    let Some(drill) = drill.filter(|drill| drill.state.settled(now).is_open()) else {
                        return Ok(Done::plain(()));
                    };
                    let entry: Option<NewEntry> =
                        over::end(tx, core, &drill, (Outcome::Proved, "", "")).await?;
                    Ok(Done::all(
                        (),
                        entry.map(|entry| entry.by(me).with("with", *with)).into_iter().collect(),
                    ))
                })
            })
            .await
            .map_err(self.fault("drill.proved"))
    }
}
