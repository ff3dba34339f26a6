//! Recovery codes: ten at a time, shown once, replaced only as a set.

use std::sync::Arc;

use contract::{Answer, Sent, Words, backups::CodesPage};
use data_encoding::BASE64URL_NOPAD;
use domain::{
    MethodId, PersonId, SessionId,
    method::{Home, MethodKind, MethodState},
    recovery_codes::{Code, Left, mint_set},
    strength::settling_until,
};
use store::{Done, Fault, NewEntry, Tx, backups::codes, methods::Method, people::Person};
use zeroize::Zeroizing;

use super::adding::{self, Outcome, new_method};
use crate::{
    Core, Label, Visitor,
    notices::{self, Template},
    slow_hash::{self, Salted, new_salt},
};

/// The form of a code that is hashed.
pub(crate) fn hashed_form(code: &Code) -> Zeroizing<String> {
    Zeroizing::new(String::from_utf8_lossy(code.as_bytes().as_ref()).into_owned())
}

impl Visitor {
    pub(super) async fn page_of_codes(&self) -> Answer<CodesPage> {
        let inside = self.need_fresh()?;
        let db = &mut &self.core.db;
        let methods = store::methods::of(db, &inside.person.id).await.map_err(self.fault("codes.methods"))?;
        let there = methods
            .iter()
            .find(|method| method.kind == MethodKind::RecoveryCodes && method.state == MethodState::Active);
        let left = match there {
            None => None,
            Some(method) => {
                let left = codes::count_left(db, &method.id).await.map_err(self.fault("codes.left"))?;
                Some(u32::try_from(left).unwrap_or(u32::MAX))
            }
        };
        Ok(CodesPage {
            fresh: self.take_shown_once(),
            method: there.map(|method| method.id.to_string()),
            left,
            tried: there.is_some_and(|method| method.last_worked.is_some()),
        })
    }

    /// Makes a set in place of the one before. The page that answers this very form shows it, and nothing else ever does.
    pub(super) async fn make_set(&self) -> Answer<Sent> {
        let inside = self.need_fresh()?;
        let set = mint_set(self.core.rng.as_ref());
        let salt = new_salt(self.core.rng.as_ref());
        let salted =
            set.iter().map(|code| Salted { secret: hashed_form(code), salt: salt.clone() }).collect();
        let hashes = slow_hash::hash(&self.core.keys, Label::Code, salted)
            .await
            .ok_or_else(|| self.broken("codes.hash"))?;
        let name = self.name_of("", MethodKind::RecoveryCodes);
        let method =
            new_method(&self.core, &inside.person.id, MethodKind::RecoveryCodes, name, Some(Home::Itself));
        let left = (0_u32..).zip(hashes.into_iter().map(|hash| hash.to_vec())).collect();
        let stored = codes::CodeSet { method: method.id.clone(), salt, left };
        let input = (Arc::clone(&self.core), inside.session.id.clone(), method, stored);
        let made = self
            .core
            .writer
            .run(input, |tx, (core, session, method, stored)| {
                Box::pin(async move { replace(tx, core, session, method, stored).await })
            })
            .await
            .map_err(self.fault("codes.make"))?;
        match made {
            Outcome::Yes => {
                self.show_once(set.iter().map(Code::shown).collect());
                Ok(Sent::Mend(Vec::new()))
            }
            other => self.answer(other, String::new()),
        }
    }
}

/// Whoever was let back in lately removes no older method (R1), and a new set removes the one before it.
async fn too_early(tx: &mut Tx, person: &PersonId, before: &[Method]) -> Result<Option<Words>, Fault> {
    let (now, policy) = (tx.now(), store::policy::of(tx).await?.policy);
    let back = store::people::by_id(tx, person).await?.and_then(|person| person.let_back_in);
    let older = |old: &Method| {
        old.kind == MethodKind::RecoveryCodes
            && old.state == MethodState::Active
            && back.is_some_and(|back| old.added < back)
    };
    let refused = settling_until(back, now, &policy).is_some() && before.iter().any(older);
    Ok(refused.then(|| Words::of("methods-why-settling")))
}

async fn replace(
    tx: &mut Tx,
    core: &Core,
    session: &SessionId,
    method: &Method,
    stored: &codes::CodeSet,
) -> Result<Done<Outcome>, Fault> {
    let now = tx.now();
    let before: Vec<Method> = store::methods::of(tx, &method.person).await?;
    if let Some(words) = too_early(tx, &method.person, &before).await? {
        return Ok(Done::plain(Outcome::No(words)));
    }
    let entry = match adding::add(tx, core, session, method).await? {
        Ok(entry) => entry,
        Err(outcome) => return Ok(Done::plain(outcome)),
    };
    codes::add(tx, stored).await?;
    let mut entries = vec![entry];
    // The codes before stop working in the same breath: there is never a part of each. A paused set stays paused.
    for old in
        before.iter().filter(|old| old.kind == MethodKind::RecoveryCodes && old.state == MethodState::Active)
    {
        if store::methods::remove(tx, &old.id, now).await? {
            codes::forget(tx, &old.id).await?;
            entries.push(
                NewEntry::new("method.removed")
                    .by(&old.person)
                    .about(&old.person)
                    .with("method", old.id.as_str())
                    .with("kind", old.kind.word())
                    .with("why", "replaced"),
            );
        }
    }
    Ok(Done::all(Outcome::Yes, entries))
}

/// A code was spent: it worked, and with few left a notice says to make new ones. To be called in the job that spends.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub(crate) async fn spent(
    tx: &mut Tx,
    core: &Core,
    person: &Person,
    method: &MethodId,
) -> Result<NewEntry, Fault> {
    let now = tx.now();
    store::methods::worked(tx, method, now, None).await?;
    let left = u32::try_from(codes::count_left(tx, method).await?).unwrap_or(u32::MAX);
    if Left::of(left).notice_due() {
        let told = [("left", left.to_string())];
        notices::tell(tx, core, person, Template::FewCodes, &told, None).await?;
    }
    Ok(NewEntry::new("method.code-spent")
        .by(&person.id)
        .about(&person.id)
        .with("method", method.as_str())
        .with("left", left.to_string()))
}

/// The place of the code whose hash this is, among those of a set that are left.
pub(crate) fn place_of(set: &codes::CodeSet, hash: &[u8; 32]) -> Option<u32> {
    // Every hash is compared in full, so that time tells nothing of the place.
    set.left.iter().fold(
        None,
        |found, (place, kept)| {
            if domain::same::same(kept, hash) { Some(*place) } else { found }
        },
    )
}

/// A salt as it is kept, for a name that has no codes.
pub(crate) fn no_codes() -> String {
    BASE64URL_NOPAD.encode(&[3; 16])
}
