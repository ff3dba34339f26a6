//! Trying a method that one has, to see that it works: nothing opens by it, and a recovery code is not spent by it.

use std::sync::Arc;

use contract::{Answer, RefusalCode, Sent, Words, backups::TryPage};
use domain::{
    MethodId, SessionId, Span,
    method::{MethodKind, MethodState},
    phone_number::PhoneNumber,
    recovery_codes::{Code, CodeError, SYMBOLS},
    totp::{self, Digits, GivenFor, Seed, Verdict},
};
use store::{
    Done, Fault, NewEntry, Tx,
    backups::{apps, codes, phones},
    methods::Method,
};

use super::{
    codes::{hashed_form, place_of},
    sending::To,
};
use crate::{
    Label, Visitor,
    acting::{Need, acting},
    slow_hash::{self, Salted},
};

/// Tries of one's own methods in an hour.
const TRIES: u32 = 30;

/// What to mend in a recovery code, before anything is looked up.
pub(crate) fn slip(error: CodeError) -> Words {
    match error {
        CodeError::Empty => Words::of("backups-code-empty"),
        CodeError::TooShort { has } => {
            Words::of("backups-code-short").with("has", has).with("needs", SYMBOLS)
        }
        CodeError::TooLong { has } => Words::of("backups-code-long").with("has", has).with("needs", SYMBOLS),
        CodeError::NotASymbol(symbol) => Words::of("backups-code-symbol").with("symbol", symbol),
        CodeError::Mistyped => Words::of("backups-code-mistyped"),
    }
}

/// What was right, to be written.
enum Right {
    Step(i64),
    Code,
    Phone(String),
}

impl Visitor {
    async fn own_active(&self, id: &str) -> Answer<Method> {
        let inside = self.need_person()?;
        let not_here = || self.refuse(RefusalCode::NotHere);
        let id = MethodId::parse(id).map_err(|_| not_here())?;
        let method =
            store::methods::by_id(&mut &self.core.db, &id).await.map_err(self.fault("try.method"))?;
        method
            .filter(|method| method.person == inside.person.id && method.state == MethodState::Active)
            .ok_or_else(not_here)
    }

    pub(super) async fn page_of_try(&self, id: &str) -> Answer<TryPage> {
        let method = self.own_active(id).await?;
        let (mut sent, mut left) = (None, None);
        match method.kind {
            MethodKind::Phone => {
                sent = self.code_sent(&format!("try:{}", method.id)).await?.map(|(_, sent)| sent);
            }
            MethodKind::RecoveryCodes => {
                let count = codes::count_left(&mut &self.core.db, &method.id).await;
                left = Some(u32::try_from(count.map_err(self.fault("try.left"))?).unwrap_or(u32::MAX));
            }
            MethodKind::AuthenticatorApp => {}
            MethodKind::Passkey | MethodKind::SecurityKey => return Err(self.refuse(RefusalCode::NotHere)),
        }
        let ways = if method.kind == MethodKind::Phone { self.ways() } else { Vec::new() };
        Ok(TryPage { name: method.name, kind: method.kind, ways, sent, left })
    }

    pub(super) async fn send_to_own(&self, id: &str, way: &str) -> Answer<Sent> {
        let method = self.own_active(id).await?;
        let Some(way) = self.way(way) else { return Ok(Sent::mend("way", Words::of("backups-phone-way"))) };
        let numbers =
            phones::of(&mut &self.core.db, &method.person).await.map_err(self.fault("try.phone"))?;
        let number = numbers.into_iter().find(|(of, _)| *of == method.id).map(|(_, number)| number);
        let Some(number) = number.and_then(|number| PhoneNumber::parse(&number).ok()) else {
            return Err(self.refuse(RefusalCode::NotHere));
        };
        let next = format!("/methods/{}/try", method.id);
        let bound_to = format!("try:{}", method.id);
        let to =
            To { by_name: None, person: Some(method.person), method: Some(method.id), number: Some(number) };
        self.send_signed_in(&bound_to, to, way, &next).await
    }

    pub(super) async fn try_own(&self, id: &str, typed: &str) -> Answer<Sent> {
        let method = self.own_active(id).await?;
        let wrong = |key: &str| Ok(Sent::mend("code", Words::of(key)));
        let db = &mut &self.core.db;
        let right = match method.kind {
            MethodKind::AuthenticatorApp => {
                let Ok(typed) = Digits::read(typed) else { return wrong("backups-six-digits") };
                self.limit_by("try", method.id.as_str(), TRIES, Span::hours(1)).await?;
                let apps = apps::of(db, &method.person).await.map_err(self.fault("try.app"))?;
                let Some(app) = apps.into_iter().find(|app| app.method == method.id) else {
                    return Err(self.refuse(RefusalCode::NotHere));
                };
                let bytes = self.core.keys.unseal(Label::Seed, method.id.as_str(), &app.seed);
                let seed = bytes.and_then(|bytes| Seed::from_bytes(&bytes));
                let seed = seed.ok_or_else(|| self.broken("try.seed"))?;
                let last = (app.last_step >= 0).then_some(app.last_step);
                match totp::judge(&seed, typed, last, self.now, GivenFor::Registering) {
                    Verdict::Accepted { step } => Right::Step(step),
                    Verdict::Used => return wrong("backups-app-used"),
                    Verdict::ClockOff { by } => return Ok(Sent::Mend(vec![super::app::clock_off(by)])),
                    Verdict::Wrong => return wrong("backups-app-wrong"),
                }
            }
            MethodKind::RecoveryCodes => {
                let code = match Code::read(typed) {
                    Ok(code) => code,
                    Err(error) => return Ok(Sent::mend("code", slip(error))),
                };
                self.limit_by("try", method.id.as_str(), TRIES, Span::hours(1)).await?;
                let sets = codes::of(db, &method.person).await.map_err(self.fault("try.codes"))?;
                let Some(set) = sets.into_iter().find(|set| set.method == method.id) else {
                    return Err(self.refuse(RefusalCode::NotHere));
                };
                let salted = Salted { secret: hashed_form(&code), salt: set.salt.clone() };
                let hashes = slow_hash::hash(&self.core.keys, Label::Code, vec![salted]).await;
                let hash = hashes.and_then(|hashes| hashes.first().copied());
                let hash = hash.ok_or_else(|| self.broken("try.hash"))?;
                if place_of(&set, &hash).is_none() {
                    return wrong("backups-code-wrong");
                }
                Right::Code
            }
            MethodKind::Phone => {
                let Ok(typed) = Digits::read(typed) else { return wrong("backups-six-digits") };
                let Some((sent, _)) = self.code_sent(&format!("try:{}", method.id)).await? else {
                    return wrong("backups-phone-over");
                };
                match self.phone_code_fits(&sent, typed).await? {
                    Err(words) => return Ok(Sent::mend("code", words)),
                    Ok(false) => return wrong("backups-phone-wrong"),
                    Ok(true) => Right::Phone(sent.id),
                }
            }
            MethodKind::Passkey | MethodKind::SecurityKey => return Err(self.refuse(RefusalCode::NotHere)),
        };
        let inside = self.need_person()?;
        let next = format!("/methods/{}/try?works=yes", method.id);
        let input = (inside.session.id.clone(), method, Arc::new(right));
        let worked = self
            .core
            .writer
            .run(input, |tx, (session, method, right)| {
                Box::pin(async move { worked(tx, session, method, right).await })
            })
            .await
            .map_err(self.fault("try.worked"))?;
        match worked {
            Ok(true) => Ok(Sent::next(next)),
            Ok(false) => wrong("backups-app-used"),
            Err(code) => Err(self.refuse(code)),
        }
    }
}

async fn worked(
    tx: &mut Tx,
    session: &SessionId,
    method: &Method,
    right: &Right,
) -> Result<Done<Result<bool, RefusalCode>>, Fault> {
    let now = tx.now();
    let acting = match acting(tx, session, Need::Person).await? {
        Ok(acting) => acting,
        Err(code) => return Ok(Done::plain(Err(code))),
    };
    let still = store::methods::by_id(tx, &method.id).await?;
    if still.is_none_or(|still| still.person != acting.person.id || still.state != MethodState::Active) {
        return Ok(Done::plain(Err(RefusalCode::NotHere)));
    }
    let accepted = match right {
        Right::Step(step) => apps::accept(tx, &method.id, *step).await?,
        Right::Code => true,
        Right::Phone(id) => phones::spend(tx, id).await?,
    };
    if !accepted {
        return Ok(Done::plain(Ok(false)));
    }
    store::methods::worked(tx, &method.id, now, None).await?;
    let entry = NewEntry::new("method.tried")
        .by(&method.person)
        .about(&method.person)
        .with("method", method.id.as_str())
        .with("kind", method.kind.word());
    Ok(Done::with(Ok(true), entry))
}
