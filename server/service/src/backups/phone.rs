//! Adding a phone that gets codes by text or call: a code goes there, and is typed here.

use std::sync::Arc;

use contract::{
    Answer, RefusalCode, Sent, Words,
    backups::{CodeSent, PhonePage},
};
use domain::{
    method::MethodKind,
    phone_code::{Made, MayTry, NotSent, may_try},
    phone_number::{NotANumber, PhoneNumber},
    same::same,
    totp::Digits,
};
use store::{Done, backups::phones};
use zeroize::Zeroizing;

use super::adding::{self, Outcome, new_method};
use crate::{
    Label, Visitor,
    backups::sending::{Asked, To},
    ports::Way,
    slow_hash::{self, Salted, no_salt},
};

/// Where codes of a session belong.
fn bound(session: &domain::SessionId) -> String {
    format!("session:{session}")
}

impl Visitor {
    /// What the gateway can do; nothing where there is none.
    pub(crate) fn ways(&self) -> Vec<String> {
        let ways = self.core.phone.as_ref().map(|phone| phone.ways().to_vec()).unwrap_or_default();
        ways.iter().map(|way| way.as_str().to_owned()).collect()
    }

    /// The way that a form names, if the gateway can do it.
    pub(crate) fn way(&self, word: &str) -> Option<Way> {
        let ways = self.core.phone.as_ref().map(|phone| phone.ways().to_vec()).unwrap_or_default();
        ways.into_iter().find(|way| way.as_str() == word)
    }

    pub(super) async fn page_of_phone(&self) -> Answer<PhonePage> {
        let inside = self.need_fresh()?;
        let sent = self.code_sent(&bound(&inside.session.id)).await?;
        Ok(PhonePage { ways: self.ways(), sent: sent.map(|(_, sent)| sent) })
    }

    /// The code on its way to a place, and how it is shown to whoever is signed in.
    pub(super) async fn code_sent(&self, bound_to: &str) -> Answer<Option<(phones::PhoneCode, CodeSent)>> {
        let code = phones::live(&mut &self.core.db, bound_to).await.map_err(self.fault("phone.live"))?;
        Ok(code.filter(|code| self.now < code.until).map(|code| {
            let number = PhoneNumber::parse(&code.number);
            let sent = CodeSent {
                to: number.map(|number| number.ending().to_owned()).unwrap_or_default(),
                way: code.way.clone(),
                until: code.until,
                taken: code.sent.is_some(),
                // The gateway was tried and did not take it.
                trouble: (code.trouble.is_some() && code.sent.is_none()).then(|| {
                    let given_up = code.sealed.is_none();
                    Words::of(if given_up { "backups-phone-not-sent" } else { "backups-phone-slow" })
                }),
            };
            (code, sent)
        }))
    }

    pub(super) async fn send_to_new(&self, number: &str, way: &str) -> Answer<Sent> {
        let inside = self.need_fresh()?;
        let Some(way) = self.way(way) else { return Ok(Sent::mend("way", Words::of("backups-phone-way"))) };
        let number = match PhoneNumber::parse(number) {
            Ok(number) => number,
            Err(wrong) => return Ok(Sent::mend("number", not_a_number(wrong))),
        };
        let person = &inside.person;
        let methods =
            store::methods::of(&mut &self.core.db, &person.id).await.map_err(self.fault("phone.methods"))?;
        let facts: Vec<_> = methods.iter().map(store::methods::Method::facts).collect();
        if let Some(words) = adding::not_allowed(&self.policy, person, MethodKind::Phone, &facts) {
            return Ok(Sent::mend("", words));
        }
        let to = To { by_name: None, person: Some(person.id.clone()), method: None, number: Some(number) };
        self.send_signed_in(&bound(&inside.session.id), to, way, "/methods/add/phone").await
    }

    /// Sends a code for somebody who is signed in, who may be told why not.
    pub(super) async fn send_signed_in(&self, bound_to: &str, to: To, way: Way, next: &str) -> Answer<Sent> {
        Ok(match self.send_phone_code(bound_to, to, way).await? {
            Asked::Yes => Sent::next(next),
            Asked::No(NotSent::Number) => Sent::mend("", Words::of("backups-phone-many-number")),
            Asked::No(NotSent::Person) => Sent::mend("", Words::of("backups-phone-many-person")),
            Asked::No(NotSent::Everybody) => Sent::mend("", Words::of("backups-phone-many-everybody")),
        })
    }

    /// Whether `typed` is the code on its way to that place: counts the try before it compares, and spends nothing.
    pub(super) async fn phone_code_fits(
        &self,
        code: &phones::PhoneCode,
        typed: Digits,
    ) -> Answer<Result<bool, Words>> {
        let made = Made { at: code.made, tries: code.tries, over: false };
        match may_try(made, self.now, &self.policy) {
            MayTry::Over => return Ok(Err(Words::of("backups-phone-over"))),
            MayTry::TooMany => return Ok(Err(Words::of("backups-phone-too-many"))),
            MayTry::Yes { .. } => {}
        }
        let counted = self
            .core
            .writer
            .unlogged((code.id.clone(), self.policy.phone_code_tries), |tx, (id, most)| {
                Box::pin(async move { phones::take_try(tx, id, *most).await })
            })
            .await
            .map_err(self.fault("phone.try"))?;
        if !counted {
            return Ok(Err(Words::of("backups-phone-too-many")));
        }
        let hash = self.phone_hash(typed, &code.salt).await?;
        Ok(Ok(same(&hash, &code.hash)))
    }

    /// The keyed hash of six digits.
    pub(crate) async fn phone_hash(&self, typed: Digits, salt: &str) -> Answer<[u8; 32]> {
        let secret = Zeroizing::new(String::from_utf8_lossy(typed.as_bytes()).into_owned());
        let salt = if salt.is_empty() { no_salt(4) } else { salt.to_owned() };
        let hashes = slow_hash::hash(&self.core.keys, Label::Code, vec![Salted { secret, salt }]).await;
        hashes.and_then(|hashes| hashes.first().copied()).ok_or_else(|| self.broken("phone.hash"))
    }

    pub(super) async fn add_phone(&self, code: &str, name: &str) -> Answer<Sent> {
        let inside = self.need_fresh()?;
        let Ok(typed) = Digits::read(code) else {
            return Ok(Sent::mend("code", Words::of("backups-six-digits")));
        };
        let Some((sent, _)) = self.code_sent(&bound(&inside.session.id)).await? else {
            return Ok(Sent::mend("code", Words::of("backups-phone-over")));
        };
        // A code sent to a phone that is there already adds none.
        if sent.method.is_some() || sent.person.as_ref() != Some(&inside.person.id) {
            return Err(self.refuse(RefusalCode::Over));
        }
        match self.phone_code_fits(&sent, typed).await? {
            Err(words) => return Ok(Sent::mend("code", words)),
            Ok(false) => return Ok(Sent::mend("code", Words::of("backups-phone-wrong"))),
            Ok(true) => {}
        }
        let name = self.name_of(name, MethodKind::Phone);
        let method = new_method(&self.core, &inside.person.id, MethodKind::Phone, name, None);
        let next = format!("/methods/{}", method.id);
        let input = (Arc::clone(&self.core), inside.session.id.clone(), method, sent);
        let added = self
            .core
            .writer
            .run(input, |tx, (core, session, method, sent)| {
                Box::pin(async move {
                    let now = tx.now();
                    let taken = phones::of(tx, &method.person).await?;
                    if taken.iter().any(|(_, number)| *number == sent.number) {
                        return Ok(Done::plain(Outcome::No(Words::of("backups-phone-there"))));
                    }
                    let live = phones::live(tx, &sent.bound_to).await?;
                    if live.is_none_or(|live| live.id != sent.id || now >= live.until) {
                        return Ok(Done::plain(Outcome::Refused(RefusalCode::Over)));
                    }
                    let entry = match adding::add(tx, core, session, method).await? {
                        Ok(entry) => entry,
                        Err(outcome) => return Ok(Done::plain(outcome)),
                    };
                    phones::spend(tx, &sent.id).await?;
                    phones::add(tx, &method.id, &sent.number).await?;
                    store::methods::worked(tx, &method.id, now, None).await?;
                    Ok(Done::with(Outcome::Yes, entry))
                })
            })
            .await
            .map_err(self.fault("phone.add"))?;
        self.answer(added, next)
    }
}

/// What to mend in a number.
pub(super) fn not_a_number(wrong: NotANumber) -> Words {
    let words = Words::of(format!("backups-number-{}", wrong.word()));
    match wrong {
        NotANumber::NotADigit(c) => words.with("symbol", c),
        _ => words,
    }
}
