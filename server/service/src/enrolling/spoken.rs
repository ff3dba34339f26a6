//! A pass typed by its holder: spoken by two approvers, or issued for a first day (R5, R9). One answer for every failure.
//!
//! Anybody may type one for any name, so wrong tries change nothing about the pass: else whoever knows a user name could end
//! it. They are slowed down by network, and by name and network; 120 bits make guessing hopeless. A pass's own network and
//! name are limited alike whether or not there is such a pass (I08).

use std::sync::Arc;

use contract::{Answer, Problem, RefusalCode, Sent, Words, sign_in::PassForm};
use data_encoding::BASE64URL_NOPAD;
use domain::{
    PassId, PersonId,
    ask_limits::{PASSES_BY_NAME_AND_NETWORK, PASSES_BY_NETWORK},
    pass::{Group, GroupError, Half, Pass},
    same::same,
};
use store::{Done, Fault, NewEntry, Tx, passes::StoredPass};
use tokio::sync::Semaphore;

use crate::{
    CookieKind, Core, Label, Visitor, closing,
    halves::{Halves, no_salt},
    recovery::open::{Opening, Stands, approved, open, stands},
    visitor::enabled,
};

/// How many tries may wait for the slow hashes at once, in this process; the rest are told to come again. So a flood from
/// many networks takes no more of the machine than the hashes that are made at once anyway.
static WAITING: Semaphore = Semaphore::const_new(16);

/// Kinds of pass that are typed. One that was sealed to a browser opens nothing here.
fn is_typed(pass: &StoredPass) -> bool {
    matches!(pass.kind.as_str(), "first-day" | "last-resort" | "spoken")
}

/// What to mend in a group, before anything is looked up.
fn slip(field: &'static str, error: GroupError) -> Problem {
    let words = match error {
        GroupError::Empty => Words::of("pass-group-empty"),
        GroupError::TooShort { has, needs } => {
            Words::of("pass-group-short").with("has", has).with("needs", needs)
        }
        GroupError::TooLong { has, needs } => {
            Words::of("pass-group-long").with("has", has).with("needs", needs)
        }
        GroupError::NotASymbol(symbol) => Words::of("pass-group-symbol").with("symbol", symbol),
        GroupError::Mistyped => Words::of("pass-group-mistyped"),
        GroupError::OtherGroup => Words::of("pass-group-other"),
    };
    Problem::at(field, words)
}

/// What was typed, in the forms that are compared.
struct Typed {
    /// Keyed hash of the whole pass.
    hash: [u8; 32],
    /// Keyed Argon2id of both halves with the salts of the pass that was seen, as they are kept.
    halves: Vec<String>,
}

impl Typed {
    fn fits(&self, pass: &StoredPass) -> Result<bool, Fault> {
        if pass.kind == "spoken" {
            let kept = pass.halves.as_deref().map(Halves::read).transpose()?.unwrap_or_default();
            let Some((first, second)) = kept.both() else { return Ok(false) };
            let [one, two] = self.halves.as_slice() else { return Ok(false) };
            let (one, two) =
                (same(first.hash.as_bytes(), one.as_bytes()), same(second.hash.as_bytes(), two.as_bytes()));
            return Ok(one & two);
        }
        Ok(pass.hash.as_deref().is_some_and(|kept| same(kept, &self.hash)))
    }
}

impl Visitor {
    /// `/pass`: opens an enrolment with a spoken or first-day pass. Least: nobody.
    pub(crate) async fn enter_spoken_pass(&self, form: PassForm) -> Answer<Sent> {
        let first = Group::read(&form.first, Half::First);
        let second = Group::read(&form.second, Half::Second);
        let mut problems = Vec::new();
        if Core::fold(&form.user_name).is_empty() {
            problems.push(Problem::at("user_name", Words::of("sign-in-user-name-missing")));
        }
        problems.extend(first.as_ref().err().map(|error| slip("first", *error)));
        problems.extend(second.as_ref().err().map(|error| slip("second", *error)));
        let (Ok(first), Ok(second), true) = (first, second, problems.is_empty()) else {
            return Ok(Sent::Mend(problems));
        };
        // Groups are not copied by chance; what was read once is read again for the whole pass.
        let whole =
            Group::read(&form.first, Half::First).ok().zip(Group::read(&form.second, Half::Second).ok());
        let Some(pass) = whole.and_then(|(first, second)| Pass::of(first, second)) else {
            return Err(self.refuse(RefusalCode::WentWrong));
        };
        let name_hash = self.core.name_hash(&form.user_name);
        self.limit("pass", PASSES_BY_NETWORK.most, PASSES_BY_NETWORK.within).await?;
        let by_name = format!("pass {}", BASE64URL_NOPAD.encode(&name_hash));
        self.limit(&by_name, PASSES_BY_NAME_AND_NETWORK.most, PASSES_BY_NAME_AND_NETWORK.within).await?;
        let _place = WAITING.try_acquire().map_err(|_| self.refuse(RefusalCode::TooMany))?;

        // The same reads and the same hashes for every name (I08): where there is no spoken pass, fixed salts stand in.
        let nobody = PersonId::stored("");
        let person = store::people::by_user_hash(&mut &self.core.db, &name_hash)
            .await
            .map_err(self.fault("pass.person"))?;
        let person = person.map_or(nobody, |person| person.id);
        let live =
            store::passes::live_of(&mut &self.core.db, &person).await.map_err(self.fault("pass.live"))?;
        let kept = live.as_ref().and_then(|pass| pass.halves.as_deref()).map(Halves::read).transpose();
        let kept = kept.map_err(self.fault("pass.halves"))?.unwrap_or_default();
        let (one, two) = match kept.both() {
            Some((one, two)) => (one.salt.clone(), two.salt.clone()),
            None => (no_salt(Half::First), no_salt(Half::Second)),
        };
        let typed = Typed {
            hash: self.core.keys.hash(Label::Pass, &[pass.as_bytes().as_ref()]),
            halves: self.hash_halves(vec![(first, one), (second, two)]).await?,
        };
        let (secret, opening) = self.new_opening();
        let input = (Arc::clone(&self.core), person, live.map(|pass| pass.id), typed, opening);
        let entered = self
            .core
            .writer
            .run(input, |tx, (core, person, seen, typed, opening)| {
                Box::pin(entered(tx, core, person, seen.as_ref(), typed, opening))
            })
            .await
            .map_err(self.fault("pass.entered"))?;
        if !entered {
            return Ok(Sent::mend("", Words::of("pass-wrong")));
        }
        self.set_cookie(CookieKind::Enrolment, secret, Some(self.policy.enrolment_life));
        Ok(Sent::next("/recover/enrol"))
    }
}

/// A try that opened nothing: the same entry whatever it was for, so that every failure writes as much as the others.
fn refused(person: &PersonId) -> NewEntry {
    let entry = NewEntry::new("pass.refused");
    if person.as_str().is_empty() { entry } else { entry.about(person) }
}

async fn entered(
    tx: &mut Tx,
    core: &Core,
    person: &PersonId,
    seen: Option<&PassId>,
    typed: &Typed,
    opening: &Opening,
) -> Result<Done<bool>, Fault> {
    let now = tx.now();
    let policy = store::policy::of(tx).await?.policy;
    let no = |person: &PersonId| Ok(Done::with(false, refused(person)));
    let found = store::people::by_id(tx, person).await?.filter(|person| enabled(person) && !person.emergency);
    // The pass that the hashes were made for, and no newer one.
    let live = store::passes::live_of(tx, person).await?;
    let live = live.filter(|pass| Some(&pass.id) == seen && is_typed(pass));
    let (Some(found), Some(pass)) = (found, live) else { return no(person) };
    if pass.kind == "last-resort" {
        let issued = store::last_resort::by_pass(tx, &pass.id).await?;
        // Its time begins only when everybody privileged was told (R9).
        if issued.is_none_or(|issued| issued.told.is_none()) {
            return no(person);
        }
    }
    if now >= pass.until {
        let mut entries = vec![refused(person)];
        entries.extend(closing::expire_pass(tx, &pass).await?);
        return Ok(Done::all(false, entries));
    }
    if !typed.fits(&pass)? {
        return no(person);
    }
    let request = match &pass.request {
        None => None,
        Some(id) => {
            let Some(request) = store::requests::by_id(tx, id).await? else { return no(person) };
            let state = request.state.clone().settled(now);
            let stands = match approved(&state) {
                Some(facts) => stands(tx, &request, facts, &found).await? == Stands::Yes,
                None => false,
            };
            if !stands {
                return no(person);
            }
            Some(request)
        }
    };
    match open(tx, core, &policy, &found, &pass, request.as_ref(), opening).await? {
        Some(entries) => Ok(Done::all(true, entries)),
        None => no(person),
    }
}
