//! Codes by text or call: six digits, ten minutes, five tries, and few sent (R1, R13).
//!
//! A code is bound to what it was sent for, and stored as keyed Argon2id. A try is counted before the code is compared,
//! in a transaction of its own, so that simultaneous tries cannot have more than there are.

use serde::{Deserialize, Serialize};

use crate::{Rng, Time, device::words, policy::Policy, totp::Digits};

words! {
    /// How a code is sent.
    PhoneWay {
        /// As a text.
        Text = "text",
        /// Read out in a call.
        Call = "call",
    }
}

/// A new code, every one of the million as likely as the others.
pub fn mint(rng: &dyn Rng) -> Digits {
    /// The largest multiple of a million that fits; what lies above would favour small codes.
    const FAIR: u32 = u32::MAX - u32::MAX % 1_000_000;
    loop {
        let mut bytes = [0_u8; 4];
        rng.fill(&mut bytes);
        let number = u32::from_be_bytes(bytes);
        if number < FAIR {
            return Digits::of(number % 1_000_000);
        }
    }
}

/// A code that was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    /// When.
    pub at: Time,
    /// Tries counted before this one.
    pub tries: u32,
    /// Whether it was used, or a newer one made for the same purpose.
    pub over: bool,
}

/// Whether a try may be made at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MayTry {
    /// Yes; count it, then compare.
    Yes {
        /// Tries left if this one is wrong. At 0 the code is over.
        left: u32,
    },
    /// The ten minutes are over, or the code is: a new one is needed.
    Over,
    /// Too many were wrong: a new one is needed.
    TooMany,
}

/// Whether `made` may be tried once more.
pub fn may_try(made: Made, now: Time, policy: &Policy) -> MayTry {
    if made.over || until(made.at, policy) <= now {
        return MayTry::Over;
    }
    match policy.phone_code_tries.saturating_sub(made.tries) {
        0 => MayTry::TooMany,
        left => MayTry::Yes { left: left - 1 },
    }
}

/// When a code made at `at` is over.
pub fn until(at: Time, policy: &Policy) -> Time {
    at + policy.phone_code_life
}

/// How many codes were sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sends {
    /// To this number in the last hour, whoever asked.
    pub number_in_hour: u32,
    /// For this person in the last 24 hours. Asks with a name that matches nobody count under its keyed hash (I08).
    pub person_in_day: u32,
    /// For everybody in the last 24 hours: what a bill can come to.
    pub everybody_in_day: u32,
}

words! {
    /// Why no code is sent. Only a signed-in person is told; anybody else reads the same as if it had been sent (I08).
    NotSent {
        /// Enough went to this number for now: an hour.
        Number = "number",
        /// Enough went out for this person for now: a day.
        Person = "person",
        /// The day's number for everybody is reached; IT is told.
        Everybody = "everybody",
    }
}

/// Whether one more code may be sent.
///
/// # Errors
/// [`NotSent`] names the limit that is reached.
pub const fn may_send(sends: Sends, policy: &Policy) -> Result<(), NotSent> {
    if sends.number_in_hour >= policy.phone_sends_number_hour {
        Err(NotSent::Number)
    } else if sends.person_in_day >= policy.phone_sends_person_day {
        Err(NotSent::Person)
    } else if sends.everybody_in_day >= policy.phone_sends_day {
        Err(NotSent::Everybody)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
