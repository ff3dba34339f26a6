//! What happened and who did it: the two words that every entry has.

use std::borrow::Cow;

use domain::PersonId;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::encoding::ActorField;

/// What happened, in a word with a dot: `request.asked`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Kind(Cow<'static, str>);

impl Kind {
    /// A kind that the program names.
    pub const fn new(word: &'static str) -> Self {
        Self(Cow::Borrowed(word))
    }
    /// A kind read back from our own database, taken as it stands.
    pub fn stored(word: impl Into<String>) -> Self {
        Self(Cow::Owned(word.into()))
    }
    /// The word.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&'static str> for Kind {
    fn from(word: &'static str) -> Self {
        Self::new(word)
    }
}

impl From<String> for Kind {
    fn from(word: String) -> Self {
        Self::stored(word)
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Who did it. Its text form, for a column of the database, is `nobody`, `system`, `person:` and the identifier, or
/// `operator:` and the name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Actor {
    /// Somebody not signed in: who asks, or tries a code.
    Nobody,
    /// A signed-in person.
    Person(PersonId),
    /// The program by itself: a deadline passed, an order was carried out.
    System,
    /// Whoever ran a command in a terminal, by the name the machine knows (R9).
    Operator(String),
}

impl Actor {
    /// Reads the text form.
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once(':') {
            None if text == "nobody" => Some(Self::Nobody),
            None if text == "system" => Some(Self::System),
            Some(("person", id)) => Some(Self::Person(PersonId::stored(id))),
            Some(("operator", name)) => Some(Self::Operator(name.to_owned())),
            _ => None,
        }
    }

    /// The text form read back from our own database. Any other text becomes an operator whom nobody is called by,
    /// so that the verifier names the entry instead of stopping.
    pub fn stored(text: &str) -> Self {
        Self::parse(text).unwrap_or_else(|| Self::Operator(format!("not an actor: {text}")))
    }

    /// Whether it names a human being, so that an erased entry must not keep it.
    pub const fn names_somebody(&self) -> bool {
        matches!(self, Self::Person(_) | Self::Operator(_))
    }

    pub(crate) fn of(field: &ActorField<'_>) -> Self {
        match field {
            ActorField::Nobody => Self::Nobody,
            ActorField::Person(id) => Self::Person(PersonId::stored(*id)),
            ActorField::System => Self::System,
            ActorField::Operator(name) => Self::Operator((*name).to_owned()),
        }
    }

    pub(crate) fn field(&self) -> ActorField<'_> {
        match self {
            Self::Nobody => ActorField::Nobody,
            Self::Person(id) => ActorField::Person(id.as_str()),
            Self::System => ActorField::System,
            Self::Operator(name) => ActorField::Operator(name),
        }
    }
}

impl std::fmt::Display for Actor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Nobody => f.write_str("nobody"),
            Self::Person(id) => write!(f, "person:{id}"),
            Self::System => f.write_str("system"),
            Self::Operator(name) => write!(f, "operator:{name}"),
        }
    }
}

impl Serialize for Actor {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Actor {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self::stored(&String::deserialize(from)?))
    }
}
