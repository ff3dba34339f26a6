//! Codes by text or call: made here, sent by the worker outside any transaction, so that a slow gateway keeps nobody waiting
//! and its answer tells nothing.

use std::sync::Arc;

use contract::Answer;
use data_encoding::BASE64URL_NOPAD;
use domain::{
    MethodId, OrderId, PersonId, Span, Time,
    phone_code::{self, NotSent, Sends, may_send},
    phone_number::PhoneNumber,
    totp::Digits,
};
use store::{
    Done, Fault, NewEntry,
    backups::phones::{self, PhoneCode},
};
use words::{Language, Words};
use zeroize::Zeroizing;

use crate::{
    Core, Label, Visitor,
    ports::{PhoneMessage, Trouble, Way},
    slow_hash::new_salt,
};

/// How long handing one over may take before another process takes it up.
const LEASE: Span = Span::seconds(60);
/// Codes handed over side by side.
const MANY: u32 = 8;
/// Between two tries: a code lives for minutes, so it is soon of no use.
const PAUSE: Span = Span::seconds(15);

/// Whom a code goes to. The same work is done where it goes to nobody.
pub(crate) struct To {
    /// For somebody who is not signed in: the keyed hash of the name given. Then nothing that a limit says is seen (I08).
    pub(crate) by_name: Option<Vec<u8>>,
    pub(crate) person: Option<PersonId>,
    pub(crate) method: Option<MethodId>,
    pub(crate) number: Option<PhoneNumber>,
}

/// Whether a code was sent on its way.
pub(crate) enum Asked {
    /// It was.
    Yes,
    /// A limit is reached.
    No(NotSent),
}

/// A keyed name for what a limit counts.
fn bucket(core: &Core, what: &[u8], whose: &str) -> String {
    BASE64URL_NOPAD.encode(&core.keys.hash(Label::Limit, &[b"phone", what, whose.as_bytes()]))
}

impl Visitor {
    /// Makes a code and leaves it for the worker to send. `bound_to` is the only place where it will count.
    pub(crate) async fn send_phone_code(&self, bound_to: &str, to: To, way: Way) -> Answer<Asked> {
        let digits = phone_code::mint(self.core.rng.as_ref());
        let salt = new_salt(self.core.rng.as_ref());
        let hash = self.phone_hash(digits, &salt).await?;
        let id = OrderId::mint(self.core.rng.as_ref()).as_str().to_owned();
        let sealed = self
            .core
            .keys
            .seal(Label::Code, &id, digits.as_bytes(), self.core.rng.as_ref())
            .ok_or_else(|| self.broken("phone.seal"))?;
        let by_name = to.by_name.map(|name| BASE64URL_NOPAD.encode(&name));
        let code = PhoneCode {
            id,
            bound_to: bound_to.to_owned(),
            person: to.person,
            method: to.method,
            number: to.number.map(String::from).unwrap_or_default(),
            way: way.as_str().to_owned(),
            language: self.arrival.language.clone(),
            salt,
            hash: hash.to_vec(),
            made: self.now,
            until: phone_code::until(self.now, &self.policy),
            tries: 0,
            sealed: Some(sealed),
            sends: 0,
            sent: None,
            trouble: None,
        };
        self.core
            .writer
            .run((Arc::clone(&self.core), code, by_name), |tx, (core, code, by_name)| {
                Box::pin(async move { keep(tx, core, code, by_name.as_deref()).await })
            })
            .await
            .map_err(self.fault("phone.code"))
    }
}

async fn keep(
    tx: &mut store::Tx,
    core: &Core,
    code: &PhoneCode,
    by_name: Option<&str>,
) -> Result<Done<Asked>, Fault> {
    let now = tx.now();
    let policy = store::policy::of(tx).await?.policy;
    // A name that matches nobody counts as well, however many attempts are begun for it (I08).
    let stand_in = by_name.unwrap_or(&code.bound_to);
    let whose = code.person.as_ref().map_or(stand_in, PersonId::as_str);
    let number = bucket(core, b"number", if code.number.is_empty() { whose } else { &code.number });
    let person = bucket(core, b"person", whose);
    let everybody = bucket(core, b"everybody", "");
    let cap = core.phone.as_ref().map_or(0, |phone| phone.daily_cap());
    let sends = Sends {
        number_in_hour: store::rate::taken(tx, &number, now).await?,
        person_in_day: store::rate::taken(tx, &person, now).await?,
        everybody_in_day: store::rate::taken(tx, &everybody, now).await?,
    };
    let mut code = PhoneCode { made: now, until: phone_code::until(now, &policy), ..code.clone() };
    let used_up =
        if sends.everybody_in_day >= cap { Err(NotSent::Everybody) } else { may_send(sends, &policy) };
    match (used_up, by_name) {
        (Ok(()), _) => {}
        (Err(why), None) => return Ok(Done::plain(Asked::No(why))),
        // It looks as if it had been sent, and goes nowhere, like one for a name that is nobody's.
        (Err(_), Some(_)) => (code.number, code.method) = (String::new(), None),
    }
    let (hour, day) = (Span::hours(1), Span::days(1));
    store::rate::take(tx, &number, policy.phone_sends_number_hour, hour, now).await?;
    store::rate::take(tx, &person, policy.phone_sends_person_day, day, now).await?;
    // Only what costs something counts against the organisation's day; the rest counts where nobody asks.
    let day_of = if code.number.is_empty() { bucket(core, b"nobody", "") } else { everybody };
    store::rate::take(tx, &day_of, policy.phone_sends_day.min(cap), day, now).await?;
    phones::add_code(tx, &code).await?;
    let entry = NewEntry::new("phone.code-made").with("way", code.way.as_str());
    let entry = match &code.person {
        Some(person) => entry.about(person),
        None => entry,
    };
    Ok(Done::with(Asked::Yes, entry))
}

/// Sends what is due. Never fails: what goes wrong is logged and tried again while the code lives.
pub(crate) async fn send_due(core: &Arc<Core>) {
    if core.phone.is_none() {
        return;
    }
    let due = phones::any_due(&mut &core.db, core.now()).await;
    if core.noted("phone.look", "", due) != Some(true) {
        return;
    }
    let taken = core
        .writer
        .unlogged((), |tx, ()| {
            Box::pin(async move {
                let now = tx.now();
                phones::take_due(tx, now, now + LEASE, MANY).await
            })
        })
        .await;
    let Some(taken) = core.noted("phone.take", "", taken) else { return };
    let all = taken.iter().map(|code| async move {
        let result = send(core, code).await;
        core.noted("phone.send", &code.id, result);
    });
    futures::future::join_all(all).await;
}

async fn send(core: &Arc<Core>, code: &PhoneCode) -> Result<(), Fault> {
    let limit = std::time::Duration::from_millis(u64::try_from(LEASE.0 / 2).unwrap_or_default());
    let result = match (message(core, code), &core.phone) {
        (Some(message), Some(phone)) if core.now() < code.until => {
            match tokio::time::timeout(limit, phone.send(&message)).await {
                Ok(result) => result,
                Err(_) => Err(Trouble::Later("it took too long".to_owned())),
            }
        }
        _ => Err(Trouble::Stuck("the code is over".to_owned())),
    };
    let id = code.id.clone();
    let Err(trouble) = result else {
        return core.writer.unlogged(id, |tx, id| Box::pin(async move { phones::sent(tx, id).await })).await;
    };
    tracing::warn!(code = %code.id, way = %code.way, %trouble, "a code could not be sent");
    let next = again(&trouble, core.now(), code.until);
    core.writer
        .unlogged((id, trouble.to_string(), next), |tx, (id, trouble, next)| {
            Box::pin(async move { phones::failed(tx, id, trouble, *next).await })
        })
        .await
}

/// When it is tried again; never where that would be too late to be of use.
fn again(trouble: &Trouble, now: Time, until: Time) -> Option<Time> {
    let next = now + PAUSE;
    (matches!(trouble, Trouble::Later(_)) && next < until).then_some(next)
}

/// What the message says: the code, whose it is, and never to read it to anybody.
fn message(core: &Core, code: &PhoneCode) -> Option<PhoneMessage> {
    let way = match code.way.as_str() {
        "text" => Way::Text,
        "call" => Way::Call,
        _ => return None,
    };
    let sealed = code.sealed.as_deref()?;
    let bytes = core.keys.unseal(Label::Code, &code.id, sealed)?;
    let digits = Digits::read(std::str::from_utf8(&bytes).ok()?).ok()?;
    let words = Words::of(Language::from_code(&code.language).unwrap_or_default());
    let shown = Zeroizing::new(match way {
        Way::Text => digits.shown(),
        Way::Call => digits.as_bytes().map(|digit| char::from(digit).to_string()).join(", "),
    });
    let key = match way {
        Way::Text => "phone-text",
        Way::Call => "phone-call",
    };
    let text = words.get(key, &[("code", &shown), ("organisation", &core.settings.organisation)]);
    Some(PhoneMessage {
        id: code.id.clone(),
        to: code.number.clone(),
        way,
        text,
        language: code.language.clone(),
    })
}
