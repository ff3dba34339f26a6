//! Getting back in by oneself with two kinds of code (R1). All codes are checked, then all are spent, or none; and the
//! answer is the same for every name (I08).

pub(crate) mod check;
pub(crate) mod enter;
mod given;
#[cfg(test)]
mod tests;

pub(crate) use given::check_given;

use contract::{
    Answer, ByCodes, RefusalCode, Sent, Words,
    backups::CodeSent,
    by_codes::{BeginByCodes, ByCodesPage, EnterCodes},
};
use data_encoding::BASE64URL_NOPAD;
use domain::{
    OrderId, Span,
    ask_limits::ASKS_BY_NETWORK,
    method::{MethodKind, MethodState},
    method_policy,
    phone_number::PhoneNumber,
    self_recovery::{Claim, Claims},
    suspension::WhatHappened,
};
use store::backups::{
    attempts::{self, Attempt},
    phones,
};

use crate::{
    CookieKind, Core, Label, Visitor,
    backups::{adding::rules_for, sending::To},
    visitor::request_secret,
};

/// How long an attempt lives: a text may take minutes to come, and be asked for twice.
const LIFE: Span = Span::minutes(20);
/// Texts and calls asked for in one attempt.
const SENDS: u32 = 3;

/// What is claimed with a kind of method.
pub(crate) fn claim(kind: MethodKind) -> Option<Claim> {
    Claim::ALL.iter().copied().find(|claim| claim.kind() == kind)
}

/// Where the codes by text or call of an attempt belong.
fn bound(attempt: &Attempt) -> String {
    format!("attempt:{}", attempt.id)
}

impl Visitor {
    /// The attempt of this browser.
    async fn attempt(&self) -> Answer<Attempt> {
        let over = || self.refuse_saying(RefusalCode::Over, Words::of("by-codes-over"));
        let secret = self.arrival.attempt.as_deref().map(request_secret).ok_or_else(over)?;
        let hash = self.core.keys.hash(Label::Cookie, &[secret.as_bytes()]);
        let attempt =
            attempts::by_secret(&mut &self.core.db, &hash).await.map_err(self.fault("by-codes.attempt"))?;
        attempt.filter(|attempt| self.now < attempt.until).ok_or_else(over)
    }
}

#[async_trait::async_trait]
impl ByCodes for Visitor {
    async fn code_kinds(&self) -> Answer<Vec<MethodKind>> {
        Ok(self.kinds_of_code())
    }

    async fn begin_by_codes(&self, form: BeginByCodes) -> Answer<Sent> {
        let offered = self.kinds_of_code();
        let kinds = form.kinds.iter().filter_map(|word| MethodKind::from_word(word));
        let claimed: Vec<Claim> = kinds.filter(|kind| offered.contains(kind)).filter_map(claim).collect();
        let Ok(claims) = Claims::of(&claimed) else {
            return Ok(Sent::mend("kinds", Words::of("by-codes-two")));
        };
        let what = WhatHappened::from_word(&form.what).unwrap_or(WhatHappened::SomethingElse);
        self.limit("by-codes", ASKS_BY_NETWORK.most, ASKS_BY_NETWORK.within).await?;
        let (secret, hash) = self.core.secret(Label::Cookie);
        let attempt = Attempt {
            id: OrderId::mint(self.core.rng.as_ref()).as_str().to_owned(),
            name_hash: self.core.name_hash(&form.user_name).to_vec(),
            what: what.word().to_owned(),
            kinds: claims.each().iter().map(|claim| claim.kind()).collect(),
            begun: self.now,
            until: self.now + LIFE,
            tries: 0,
        };
        self.core
            .writer
            .unlogged((attempt, hash), |tx, (attempt, hash)| {
                Box::pin(async move { attempts::add(tx, attempt, hash).await })
            })
            .await
            .map_err(self.fault("by-codes.begin"))?;
        let name: String = Core::fold(&form.user_name);
        let value = format!("{secret}.{}", BASE64URL_NOPAD.encode(name.as_bytes()));
        self.set_cookie(CookieKind::Attempt, value, Some(LIFE));
        Ok(Sent::next("/recover/codes"))
    }

    async fn by_codes_page(&self) -> Answer<ByCodesPage> {
        let attempt = self.attempt().await?;
        let code =
            phones::live(&mut &self.core.db, &bound(&attempt)).await.map_err(self.fault("by-codes.live"))?;
        // Only what the caller did themselves: where it went, and whether it went at all, is never said.
        let sent = code.filter(|code| self.now < code.until).map(|code| CodeSent {
            to: String::new(),
            way: code.way,
            until: code.until,
            taken: true,
            trouble: None,
        });
        let name_given = self.arrival.attempt.as_deref().and_then(|cookie| cookie.split_once('.'));
        let name_given = name_given
            .and_then(|(_, name)| BASE64URL_NOPAD.decode(name.as_bytes()).ok())
            .map(|name| String::from_utf8_lossy(&name).into_owned());
        Ok(ByCodesPage {
            name_given: name_given.unwrap_or_default(),
            kinds: attempt.kinds,
            ways: self.ways(),
            sent,
            until: attempt.until,
        })
    }

    async fn send_code(&self, way: String) -> Answer<Sent> {
        let attempt = self.attempt().await?;
        let Some(way) = self.way(&way) else { return Ok(Sent::mend("way", Words::of("backups-phone-way"))) };
        if !attempt.kinds.contains(&MethodKind::Phone) {
            return Err(self.refuse(RefusalCode::NotHere));
        }
        self.limit_by("attempt", &attempt.id, SENDS, LIFE).await?;
        let to = self.phone_of(&attempt).await?;
        // Whatever a limit says, the answer is the same (I08).
        self.send_phone_code(&bound(&attempt), to, way).await?;
        Ok(Sent::next("/recover/codes"))
    }

    async fn enter_codes(&self, codes: EnterCodes) -> Answer<Sent> {
        self.enter(codes).await
    }

    async fn give_code(&self, code: String) -> Answer<Sent> {
        if !self.kinds_of_code().contains(&MethodKind::RecoveryCodes) {
            return Err(self.refuse(RefusalCode::NotHere));
        }
        self.give(&code).await
    }
}

impl Visitor {
    /// The kinds of code that the policy lets anybody at all use, and that this installation can take: text and call need a
    /// gateway. Whose name is given does not matter, nor whether it is anybody's (I08).
    fn kinds_of_code(&self) -> Vec<MethodKind> {
        let kinds = method_policy::kinds_of_anybody(&self.policy);
        let here = |kind: &MethodKind| {
            claim(*kind).is_some()
                && kinds.contains(*kind)
                && (*kind != MethodKind::Phone || !self.ways().is_empty())
        };
        let codes = [MethodKind::RecoveryCodes, MethodKind::AuthenticatorApp, MethodKind::Phone];
        codes.into_iter().filter(here).collect()
    }

    /// Where a code goes for the name of an attempt: the oldest phone that works and that policy allows. The same reads for
    /// every name.
    async fn phone_of(&self, attempt: &Attempt) -> Answer<To> {
        let db = &mut &self.core.db;
        let person = store::people::by_user_hash(db, &attempt.name_hash)
            .await
            .map_err(self.fault("by-codes.person"))?;
        let id = person.as_ref().map_or_else(|| domain::PersonId::stored(""), |person| person.id.clone());
        let numbers = phones::of(db, &id).await.map_err(self.fault("by-codes.phones"))?;
        let methods = store::methods::of(db, &id).await.map_err(self.fault("by-codes.methods"))?;
        let may = person.as_ref().is_some_and(|person| {
            let kinds = method_policy::kinds(&self.policy, rules_for(person));
            crate::visitor::enabled(person) && !person.emergency && kinds.contains(MethodKind::Phone)
        });
        let found = numbers.into_iter().find(|(id, _)| {
            may && methods.iter().any(|method| method.id == *id && method.state == MethodState::Active)
        });
        let (method, number) = match found {
            Some((method, number)) => (Some(method), PhoneNumber::parse(&number).ok()),
            None => (None, None),
        };
        let by_name = Some(attempt.name_hash.clone());
        Ok(To { by_name, person: person.map(|person| person.id), method, number })
    }
}
