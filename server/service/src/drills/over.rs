//! Every end of a drill. Nothing else changes by it: the row, the record, and a notice to whoever rehearsed.

use audit::Actor;
use contract::Words;
use domain::{DrillId, PersonId, drill::Drill};
use store::{
    Done, Fault, NewEntry, Tx,
    drills::{CameOut, StoredDrill},
    people::Person,
};

use crate::{
    Core,
    notices::{self, Template},
    readiness::words::say,
    visitor::enabled,
};

/// How a drill came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The approver would have approved.
    Approved,
    /// They would have, and a second approver would have been asked.
    HalfApproved,
    /// They would have denied.
    Denied,
    /// "This is not right": they would have reported it.
    NotRight,
    /// Three wrong codes.
    WrongCodes,
    /// The person's own proofs would have done.
    Proved,
    /// The person stopped.
    Stopped,
    /// Nobody decided in time.
    Expired,
    /// The person left, or was disabled.
    PersonLeft,
}

impl Outcome {
    const ALL: [Outcome; 9] = [
        Self::Approved,
        Self::HalfApproved,
        Self::Denied,
        Self::NotRight,
        Self::WrongCodes,
        Self::Proved,
        Self::Stopped,
        Self::Expired,
        Self::PersonLeft,
    ];

    /// The word in the database and in the keys of the language files.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Outcome::Approved => "approved",
            Outcome::HalfApproved => "half-approved",
            Outcome::Denied => "denied",
            Outcome::NotRight => "not-right",
            Outcome::WrongCodes => "wrong-codes",
            Outcome::Proved => "proved",
            Outcome::Stopped => "stopped",
            Outcome::Expired => "expired",
            Outcome::PersonLeft => "person-left",
        }
    }

    /// Reads it back.
    pub(super) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.word() == word)
    }

    /// In words, to whoever rehearsed.
    pub(super) fn words(self) -> Words {
        Words::of(format!("drill-result-{}", self.word()))
    }

    const fn kind(self) -> &'static str {
        match self {
            Outcome::Approved | Outcome::HalfApproved | Outcome::Denied | Outcome::NotRight => {
                "drill.decided"
            }
            Outcome::Proved => "drill.proved",
            Outcome::WrongCodes | Outcome::Stopped | Outcome::Expired | Outcome::PersonLeft => "drill.ended",
        }
    }

    const fn state(self, at: domain::Time) -> Drill {
        match self {
            Outcome::Approved | Outcome::HalfApproved | Outcome::Denied | Outcome::NotRight => {
                Drill::Decided { at }
            }
            Outcome::Proved => Drill::Proved { at },
            Outcome::WrongCodes | Outcome::Stopped | Outcome::Expired | Outcome::PersonLeft => {
                Drill::Ended { at }
            }
        }
    }

    /// Whether the person did not just do it themselves, and is there to be told.
    const fn tells(self) -> bool {
        !matches!(self, Outcome::Proved | Outcome::Stopped | Outcome::PersonLeft)
    }
}

/// Ends a drill; the entry of it, or `None` if it was over.
pub(super) async fn end(
    tx: &mut Tx,
    core: &Core,
    drill: &StoredDrill,
    (outcome, evidence, missing): (Outcome, &str, &str),
) -> Result<Option<NewEntry>, Fault> {
    let now = tx.now();
    let to = match drill.state.settled(now) {
        Drill::Begun { .. } => outcome.state(now),
        over => over,
    };
    let came_out = CameOut {
        outcome: outcome.word().to_owned(),
        evidence: evidence.to_owned(),
        missing: missing.to_owned(),
    };
    if !store::drills::end(tx, &drill.id, to, &came_out).await? {
        return Ok(None);
    }
    if outcome.tells()
        && let Some(person) = store::people::by_id(tx, &drill.person).await?.filter(enabled)
    {
        let result = say(&person.language, &outcome.words());
        notices::tell(tx, core, &person, Template::DrillOver, &[("result", result)], None).await?;
    }
    let mut entry = NewEntry::new(outcome.kind())
        .about(&drill.person)
        .with("drill", drill.id.as_str())
        .with("outcome", outcome.word());
    if !evidence.is_empty() {
        entry = entry.with("evidence", evidence);
    }
    if !missing.is_empty() {
        entry = entry.with("missing", missing);
    }
    Ok(Some(entry))
}

/// Ends a drill whose time is over or whose person is gone. For the worker.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub(crate) async fn expire(tx: &mut Tx, core: &Core, id: &DrillId) -> Result<Done<()>, Fault> {
    let now = tx.now();
    let Some(drill) = store::drills::by_id(tx, id).await?.filter(|drill| drill.state.is_open()) else {
        return Ok(Done::plain(()));
    };
    let person: Option<Person> = store::people::by_id(tx, &drill.person).await?;
    let outcome = if !person.as_ref().is_some_and(enabled) {
        Outcome::PersonLeft
    } else if !drill.state.settled(now).is_open() {
        Outcome::Expired
    } else {
        return Ok(Done::plain(()));
    };
    let entry = end(tx, core, &drill, (outcome, "", "")).await?;
    Ok(Done::all((), entry.map(NewEntry::by_system).into_iter().collect()))
}

/// Ends the drill of somebody who left or was disabled, in the job that says so.
///
/// # Errors
/// [`Fault`] if it cannot be written.
pub(crate) async fn end_of_whoever_left(
    tx: &mut Tx,
    person: &PersonId,
    by: &Actor,
) -> Result<Option<NewEntry>, Fault> {
    let now = tx.now();
    let Some(drill) = store::drills::open_of(tx, person).await? else { return Ok(None) };
    let word = Outcome::PersonLeft.word();
    let came_out = CameOut { outcome: word.to_owned(), ..CameOut::default() };
    let ended = store::drills::end(tx, &drill.id, Drill::Ended { at: now }, &came_out).await?;
    Ok(ended.then(|| {
        NewEntry::new("drill.ended")
            .by_actor(by.clone())
            .about(person)
            .with("drill", drill.id.as_str())
            .with("outcome", word)
    }))
}
