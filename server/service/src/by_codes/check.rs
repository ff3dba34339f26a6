//! Checking what was typed: nothing is spent here, and the work is the same for every name.

use contract::{Answer, Problem, Words, by_codes::EnterCodes};
use domain::{
    PersonId,
    method::{MethodKind, MethodState},
    recovery_codes::Code,
    same::same,
    self_recovery::{Checked, Spend},
    totp::{self, Digits, GivenFor, Seed, Verdict},
};
use store::{
    backups::{
        apps,
        attempts::Attempt,
        codes,
        phones::{self, PhoneCode},
    },
    methods::Method,
};
use zeroize::Zeroizing;

use super::bound;
use crate::{
    Label, Visitor,
    backups::{
        codes::{hashed_form, no_codes, place_of},
        trying::slip,
    },
    slow_hash::{self, Salted, no_salt},
};

/// What was typed, read: only what could be right at all is ever looked up.
pub(crate) struct Typed {
    app: Option<Digits>,
    recovery: Option<Code>,
    phone: Option<Digits>,
}

impl Typed {
    /// Reads the fields of the kinds chosen.
    pub(crate) fn read(attempt: &Attempt, codes: &EnterCodes) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let has = |kind| attempt.kinds.contains(&kind);
        let mut typed = Typed { app: None, recovery: None, phone: None };
        if has(MethodKind::AuthenticatorApp) {
            match Digits::read(&codes.app) {
                Ok(digits) => typed.app = Some(digits),
                Err(_) => problems.push(Problem::at("app_code", Words::of("backups-six-digits"))),
            }
        }
        if has(MethodKind::RecoveryCodes) {
            match Code::read(&codes.recovery) {
                Ok(code) => typed.recovery = Some(code),
                Err(error) => problems.push(Problem::at("recovery_code", slip(error))),
            }
        }
        if has(MethodKind::Phone) {
            match Digits::read(&codes.phone) {
                Ok(digits) => typed.phone = Some(digits),
                Err(_) => problems.push(Problem::at("phone_code", Words::of("backups-six-digits"))),
            }
        }
        if problems.is_empty() { Ok(typed) } else { Err(problems) }
    }
}

impl Visitor {
    /// What of it was right for this person. `person` is the empty id for a name that matches nobody.
    pub(crate) async fn check(
        &self,
        attempt: &Attempt,
        person: &PersonId,
        typed: Typed,
    ) -> Answer<Vec<Checked>> {
        let db = &mut &self.core.db;
        let apps = apps::of(db, person).await.map_err(self.fault("by-codes.apps"))?;
        let sets = codes::of(db, person).await.map_err(self.fault("by-codes.codes"))?;
        let methods = store::methods::of(db, person).await.map_err(self.fault("by-codes.methods"))?;
        let sent = phones::live(db, &bound(attempt)).await.map_err(self.fault("by-codes.phone"))?;
        let mut checked = Vec::new();
        if let Some(digits) = typed.app {
            checked.extend(apps.iter().filter_map(|app| self.app_right(app, digits, &methods)));
        }
        // One hash each, whether or not there is anything to compare with.
        let mut salted = Vec::new();
        let set = sets.iter().find(|set| state(&methods, &set.method) == Some(MethodState::Active));
        if let Some(code) = &typed.recovery {
            let salt = set.map_or_else(no_codes, |set| set.salt.clone());
            salted.push(Salted { secret: hashed_form(code), salt });
        }
        let sent = sent.filter(|sent| self.now < sent.until);
        if let Some(digits) = &typed.phone {
            let secret = Zeroizing::new(String::from_utf8_lossy(digits.as_bytes()).into_owned());
            let salt = sent.as_ref().map_or_else(|| no_salt(4), |sent| sent.salt.clone());
            salted.push(Salted { secret, salt });
        }
        let hashes = slow_hash::hash(&self.core.keys, Label::Code, salted)
            .await
            .ok_or_else(|| self.broken("by-codes.hash"))?;
        let mut hashes = hashes.into_iter();
        if typed.recovery.is_some()
            && let (Some(hash), Some(set)) = (hashes.next(), set)
            && let Some(place) = place_of(set, &hash)
        {
            let spend = Spend::RecoveryCode { method: set.method.clone(), place };
            checked.push(Checked { state: MethodState::Active, spend });
        }
        if typed.phone.is_some() {
            let hash = hashes.next();
            checked.extend(self.phone_right(sent, hash, &methods).await?);
        }
        Ok(checked)
    }

    fn app_right(&self, app: &apps::App, digits: Digits, methods: &[Method]) -> Option<Checked> {
        let bytes = self.core.keys.unseal(Label::Seed, app.method.as_str(), &app.seed)?;
        let seed = Seed::from_bytes(&bytes)?;
        let last = (app.last_step >= 0).then_some(app.last_step);
        match totp::judge(&seed, digits, last, self.now, GivenFor::Proving) {
            Verdict::Accepted { step } => Some(Checked {
                state: state(methods, &app.method)?,
                spend: Spend::Step { method: app.method.clone(), step },
            }),
            Verdict::Used | Verdict::ClockOff { .. } | Verdict::Wrong => None,
        }
    }

    /// A try is taken before anything is compared, and is gone whatever the other codes were.
    async fn phone_right(
        &self,
        sent: Option<PhoneCode>,
        hash: Option<[u8; 32]>,
        methods: &[Method],
    ) -> Answer<Option<Checked>> {
        let (Some(sent), Some(hash)) = (sent, hash) else { return Ok(None) };
        let counted = self
            .core
            .writer
            .unlogged((sent.id.clone(), self.policy.phone_code_tries), |tx, (id, most)| {
                Box::pin(async move { phones::take_try(tx, id, *most).await })
            })
            .await
            .map_err(self.fault("by-codes.try"))?;
        let Some(method) = sent.method.filter(|_| counted && same(&hash, &sent.hash)) else {
            return Ok(None);
        };
        Ok(state(methods, &method)
            .map(|state| Checked { state, spend: Spend::PhoneCode { method, code: sent.id } }))
    }
}

fn state(methods: &[Method], id: &domain::MethodId) -> Option<MethodState> {
    methods.iter().find(|method| method.id == *id).map(|method| method.state)
}
