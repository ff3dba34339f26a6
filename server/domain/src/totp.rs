//! Codes of an authenticator app (RFC 6238): SHA-1, six digits, steps of 30 seconds, as the apps expect.
//!
//! A code is accepted in its own step, one step early and one step late (RFC 6238 §5.2), and once: the step that was
//! accepted is kept, and only a later one is accepted after it. Wrong codes are limited as
//! [`crate::self_recovery::may_try`] says.

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

use crate::{Rng, Span, Time, same::same};

mod enrol;

/// How long one code is shown.
pub const STEP: Span = Span::seconds(30);
/// Digits of a code.
pub const DIGITS: usize = 6;
/// Steps early or late in which a code is accepted.
pub const WINDOW: i64 = 1;
/// Steps early or late in which a code shows that a clock is off: ten minutes.
pub const CLOCK_SEARCH: i64 = 20;
/// Bytes of a seed: 160 bits, as RFC 4226 §4 recommends.
pub const SEED_BYTES: usize = 20;

/// The secret that app and server share. Stored encrypted (R13). Debug shows nothing of it; dropped, it is
/// overwritten as well as safe code can.
pub struct Seed([u8; SEED_BYTES]);

impl Seed {
    /// A new seed from `rng`.
    pub fn mint(rng: &dyn Rng) -> Self {
        let mut bytes = [0_u8; SEED_BYTES];
        rng.fill(&mut bytes);
        Self(bytes)
    }

    /// A seed read back from storage; `None` if it has another length.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The bytes to be encrypted and stored; a secret.
    pub const fn as_bytes(&self) -> &[u8; SEED_BYTES] {
        &self.0
    }

    /// The 31 bits that a code is cut from (RFC 4226 §5.3).
    fn truncated(&self, step: u64) -> u32 {
        // HMAC takes a key of any length, so this is never the other branch.
        let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(&self.0) else { return 0 };
        mac.update(&step.to_be_bytes());
        let digest = mac.finalize().into_bytes();
        let offset = usize::from(digest.last().copied().unwrap_or(0) & 15);
        digest.iter().skip(offset).take(4).fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte)) & 0x7fff_ffff
    }
}

impl std::fmt::Debug for Seed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seed(…)")
    }
}

impl Drop for Seed {
    fn drop(&mut self) {
        self.0.fill(0);
        std::hint::black_box(&mut self.0);
    }
}

/// Six digits as typed. Debug shows nothing of them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Digits([u8; DIGITS]);

/// What was typed is not six digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotSixDigits;

impl Digits {
    /// Reads what somebody typed; blanks and dashes do not count, digits of any script do not pass for ASCII ones.
    ///
    /// # Errors
    /// [`NotSixDigits`], before anything is compared or counted as a try.
    pub fn read(typed: &str) -> Result<Self, NotSixDigits> {
        let mut digits = [0_u8; DIGITS];
        let mut written = typed.chars().filter(|c| !crate::crockford::separates(*c));
        for slot in &mut digits {
            let next = written.next().filter(char::is_ascii_digit).ok_or(NotSixDigits)?;
            *slot = u8::try_from(next).map_err(|_| NotSixDigits)?;
        }
        if written.next().is_some() { Err(NotSixDigits) } else { Ok(Self(digits)) }
    }

    /// The last six decimal digits of `number`.
    pub(crate) fn of(number: u32) -> Self {
        let mut rest = number;
        let mut digits = [b'0'; DIGITS];
        for slot in digits.iter_mut().rev() {
            *slot = b'0' + u8::try_from(rest % 10).unwrap_or(0);
            rest /= 10;
        }
        Self(digits)
    }

    /// As ASCII; a secret.
    pub const fn as_bytes(&self) -> &[u8; DIGITS] {
        &self.0
    }

    /// `123 456`. A method and not `Display`, so that no message can hold it by mistake.
    pub fn shown(&self) -> String {
        let mut shown = String::with_capacity(DIGITS + 1);
        for (place, digit) in self.0.iter().enumerate() {
            if place == DIGITS / 2 {
                shown.push(' ');
            }
            shown.push(char::from(*digit));
        }
        shown
    }
}

impl std::fmt::Debug for Digits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Digits(…)")
    }
}

/// The step that `at` lies in, counted from 1970.
pub const fn step_at(at: Time) -> i64 {
    at.0.div_euclid(STEP.0)
}

/// The code that an app with this seed shows in `step`; before 1970, that of 1970.
pub fn code_at(seed: &Seed, step: i64) -> Digits {
    Digits::of(seed.truncated(u64::try_from(step).unwrap_or(0)))
}

/// What a code is given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GivenFor {
    /// Registering the app, by somebody who is signed in or enrolling: they are told what is wrong with a clock.
    Registering,
    /// Proving who they are: a wrong code is a wrong code.
    Proving,
}

/// What became of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Right. `step` is to be stored as the last one, in the same transaction as what the code opened.
    Accepted {
        /// The step it belongs to.
        step: i64,
    },
    /// Right, but its step or a later one was accepted before: the next code is needed. Whoever proves must not be told
    /// apart from [`Verdict::Wrong`] until everything else they gave was right.
    Used,
    /// Right for another time: the app's clock is off. Only while registering.
    ClockOff {
        /// How far the app's clock is ahead; negative if it is behind. Whole steps.
        by: Span,
    },
    /// Wrong.
    Wrong,
}

/// Judges a code. `last_step` is the last step accepted from this seed, if any.
///
/// Every step in reach is computed and compared in full, so the time taken tells nothing about which of them, if any, it
/// was. Where a code fits several steps the latest counts, so that it cannot be given again.
pub fn judge(seed: &Seed, typed: Digits, last_step: Option<i64>, now: Time, given_for: GivenFor) -> Verdict {
    let here = step_at(now);
    let fits = |by: i64| same(code_at(seed, here.saturating_add(by)).as_bytes(), typed.as_bytes());
    let found = (-WINDOW..=WINDOW).fold(None, |found, by| if fits(by) { Some(by) } else { found });
    if let Some(by) = found {
        let step = here.saturating_add(by);
        return if last_step.is_none_or(|last| step > last) {
            Verdict::Accepted { step }
        } else {
            Verdict::Used
        };
    }
    if given_for == GivenFor::Registering {
        // The nearest first: it is the likeliest.
        for by in (WINDOW + 1..=CLOCK_SEARCH).flat_map(|by| [by, -by]) {
            if fits(by) {
                return Verdict::ClockOff { by: Span(by.saturating_mul(STEP.0)) };
            }
        }
    }
    Verdict::Wrong
}

#[cfg(test)]
mod tests;
