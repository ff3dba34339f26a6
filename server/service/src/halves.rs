//! The halves of a spoken pass: 60 bits each, so kept as keyed Argon2id (R5, R13).

use contract::Answer;
use data_encoding::BASE64URL_NOPAD;
use domain::{
    PersonId,
    pass::{Group, Half},
};
use serde::{Deserialize, Serialize};
use store::Fault;
use zeroize::Zeroizing;

use crate::{
    Label, Visitor,
    slow_hash::{self, Salted},
};

/// One half as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KeptHalf {
    /// Who reads it out, and never the other.
    pub(crate) approver: PersonId,
    /// Base64url of sixteen random bytes.
    pub(crate) salt: String,
    /// Base64url of the keyed Argon2id.
    pub(crate) hash: String,
}

/// Both halves: what stands in the column `halves` of a spoken pass, as JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Halves {
    /// The first, once its approver saw it.
    #[serde(default)]
    pub(crate) first: Option<KeptHalf>,
    /// The second.
    #[serde(default)]
    pub(crate) second: Option<KeptHalf>,
}

impl Halves {
    /// Reads the column.
    ///
    /// # Errors
    /// [`Fault::Inconsistent`] if it is none.
    pub(crate) fn read(text: &str) -> Result<Self, Fault> {
        serde_json::from_str(text).map_err(|_| Fault::inconsistent("pass.halves"))
    }

    /// Both, if both were seen.
    pub(crate) fn both(&self) -> Option<(&KeptHalf, &KeptHalf)> {
        self.first.as_ref().zip(self.second.as_ref())
    }
}

/// The salt that stands in where there is no spoken pass, so that trying one takes the same work (I08).
pub(crate) fn no_salt(half: Half) -> String {
    slow_hash::no_salt(match half {
        Half::First => 1,
        Half::Second => 2,
    })
}

/// What of a half is hashed: its place too, so that no half passes for the other.
fn hashed_form(group: &Group) -> Zeroizing<String> {
    let text: String = group.spoken().chars().filter(|c| !c.is_whitespace()).collect();
    let text = Zeroizing::new(text);
    let name = match group.half() {
        Half::First => "1:",
        Half::Second => "2:",
    };
    Zeroizing::new(format!("{name}{}", text.as_str()))
}

impl Visitor {
    /// The hashes of groups with their salts, base64url as they are kept; made outside any job. Each takes tens of
    /// milliseconds.
    pub(crate) async fn hash_halves(&self, groups: Vec<(Group, String)>) -> Answer<Vec<String>> {
        let salted =
            groups.iter().map(|(group, salt)| Salted { secret: hashed_form(group), salt: salt.clone() });
        let hashes = slow_hash::hash(&self.core.keys, Label::Half, salted.collect()).await;
        let hashes = hashes.ok_or_else(|| self.broken("pass.halves"))?;
        Ok(hashes.iter().map(|hash| BASE64URL_NOPAD.encode(hash)).collect())
    }
}

#[cfg(test)]
mod tests {
    use domain::pass::Pass;

    use super::*;

    struct Nines;
    impl domain::Rng for Nines {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(9);
        }
    }

    #[test]
    fn the_same_symbols_in_the_other_half_are_another_text() {
        let pass = Pass::mint(&Nines);
        let (first, second) = (pass.group(Half::First), pass.group(Half::Second));
        assert_ne!(hashed_form(first).as_str(), hashed_form(second).as_str());
        assert!(hashed_form(first).starts_with("1:") && !hashed_form(first).contains(' '));
        assert_ne!(no_salt(Half::First), no_salt(Half::Second));
    }
}
