//! Identifiers: 128 random bits each, written as 26 symbols of lower-case Crockford base32.
//!
//! They name rows and appear in addresses of pages. They are no secrets and never authorise anything.

use crate::Rng;

/// Lower-case Crockford base32: no `i`, `l`, `o` or `u`.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// Symbols of an identifier: 128 bits, five a symbol.
const SYMBOLS: usize = 26;

fn encode(bytes: [u8; 16]) -> String {
    let mut rest = u128::from_be_bytes(bytes);
    let mut out = [b'0'; SYMBOLS];
    for slot in out.iter_mut().rev() {
        let digit = usize::try_from(rest & 31).unwrap_or(0);
        *slot = ALPHABET.get(digit).copied().unwrap_or(b'0');
        rest >>= 5;
    }
    out.iter().map(|byte| char::from(*byte)).collect()
}

/// A text that is no identifier: wrong length or a symbol outside the alphabet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAnId;

impl std::fmt::Display for NotAnId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not an identifier")
    }
}
impl std::error::Error for NotAnId {}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// A new identifier of 128 bits from `rng`.
            pub fn mint(rng: &dyn Rng) -> Self {
                let mut bytes = [0_u8; 16];
                rng.fill(&mut bytes);
                Self(encode(bytes))
            }

            /// Reads an identifier from outside (an address, a form).
            ///
            /// # Errors
            /// [`NotAnId`] if it has not exactly 26 symbols of the alphabet.
            pub fn parse(text: &str) -> Result<Self, NotAnId> {
                if text.len() == SYMBOLS && text.bytes().all(|byte| ALPHABET.contains(&byte)) {
                    Ok(Self(text.to_owned()))
                } else {
                    Err(NotAnId)
                }
            }

            /// An identifier read back from our own database, taken as it stands.
            pub fn stored(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The text form.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

ids! {
    /// Someone with an account.
    PersonId,
    /// A phone, tablet or laptop.
    DeviceId,
    /// Something a person signs in with.
    MethodId,
    /// An address or number on record.
    ContactId,
    /// One person's wish to be let back in.
    RequestId,
    /// One approver's decision on a request.
    ApprovalId,
    /// An approver's work on a request before the decision.
    ReviewId,
    /// A Temporary Access Pass.
    PassId,
    /// The confined session that a pass opens.
    EnrolmentId,
    /// A signed-in session (names it in lists; the cookie holds another, secret, value).
    SessionId,
    /// A message to somebody.
    NoticeId,
    /// Work to be done outside the transaction.
    OrderId,
    /// One person's runbook.
    RunbookId,
    /// One person's rehearsal.
    DrillId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_back_what_it_mints() {
        let id = PersonId::mint(&crate::ports::test::Counting::default());
        assert_eq!(PersonId::parse(id.as_str()), Ok(id));
    }

    #[test]
    fn refuses_other_lengths_and_symbols() {
        assert_eq!(PersonId::parse(""), Err(NotAnId));
        assert_eq!(PersonId::parse("0123456789abcdefghjkmnpqru"), Err(NotAnId), "u is not in the alphabet");
        assert_eq!(PersonId::parse("0123456789ABCDEFGHJKMNPQRS"), Err(NotAnId), "upper case");
    }
}
