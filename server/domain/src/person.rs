//! People: roles and what the rules need to know of somebody.

use serde::{Deserialize, Serialize};

use crate::{PersonId, Time};

/// What somebody may do beyond being a person. Holding any role makes them privileged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Reviews what is pending and helps where a manager is away.
    It,
    /// Decides on privileged persons, freezes and everything reported.
    Security,
    /// Reads evidence; changes nothing.
    Auditor,
}

impl Role {
    /// Every role, in the order lists show them.
    pub const ALL: [Role; 3] = [Role::It, Role::Security, Role::Auditor];

    /// The word in the database, in CSV files and in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Role::It => "it",
            Role::Security => "security",
            Role::Auditor => "auditor",
        }
    }

    /// Reads [`Role::word`] back.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// Where a fact about a person came from and since when it has held.
///
/// The first import of a directory counts as old (R3): it is stored with `since` at the epoch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// Names the source: `csv:FILE`, later `scim`, `entra`.
    pub source: String,
    /// Since when it has held.
    pub since: Time,
}

/// A role and where it came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldRole {
    /// Which.
    pub role: Role,
    /// From where and since when.
    pub provenance: Provenance,
}

/// The link to a person's manager, as the directory names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManagerLink {
    /// The manager.
    pub manager: PersonId,
    /// From where and since when.
    pub provenance: Provenance,
}

/// What kind of address or number a contact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ContactKind {
    /// A mail address; notices go there.
    Mail,
    /// A mobile number: counts as being on the person's only phone (R4).
    Mobile,
    /// A number that is not a mobile: a desk, a home, a relative.
    Landline,
}

impl ContactKind {
    /// The word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            ContactKind::Mail => "mail",
            ContactKind::Mobile => "mobile",
            ContactKind::Landline => "landline",
        }
    }
    /// Reads [`ContactKind::word`] back.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Mail, Self::Mobile, Self::Landline].into_iter().find(|kind| kind.word() == word)
    }
}
