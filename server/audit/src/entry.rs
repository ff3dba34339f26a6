//! An entry: what happened, when, by whom, to whom.

use domain::{PersonId, RequestId, Time};

use crate::encoding::{ActorField, Fields, NotAnEntry, VERSION, put_length, put_optional, put_text};
use crate::{Actor, Hash, Kind};

/// Random bytes that are hashed before an entry's bytes, so that a leaf gives away nothing about an erased entry (R13).
pub const SALT_BYTES: usize = 16;

/// An entry before the writer has given it its place: what a use case returns with its outcome (I07). It holds no
/// secrets: what is in it stays readable for as long as the log is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// What happened.
    pub kind: Kind,
    /// Who did it; [`Actor::Nobody`] unless said otherwise.
    pub actor: Actor,
    /// To whom.
    pub subject: Option<PersonId>,
    /// In which request.
    pub request: Option<RequestId>,
    /// What else there is to know, as keys and values in the order given.
    pub details: Vec<(String, String)>,
}

impl NewEntry {
    /// An entry of that kind, by nobody and about nobody so far.
    pub fn new(kind: impl Into<Kind>) -> Self {
        Self { kind: kind.into(), actor: Actor::Nobody, subject: None, request: None, details: Vec::new() }
    }

    /// Done by that person.
    #[must_use]
    pub fn by(mut self, person: &PersonId) -> Self {
        self.actor = Actor::Person(person.clone());
        self
    }

    /// Done by the program itself.
    #[must_use]
    pub fn by_system(mut self) -> Self {
        self.actor = Actor::System;
        self
    }

    /// Done by whoever ran a command, by name (R9).
    #[must_use]
    pub fn by_operator(mut self, name: impl Into<String>) -> Self {
        self.actor = Actor::Operator(name.into());
        self
    }

    /// Done by an actor already at hand.
    #[must_use]
    pub fn by_actor(mut self, actor: Actor) -> Self {
        self.actor = actor;
        self
    }

    /// Done to that person.
    #[must_use]
    pub fn about(mut self, person: &PersonId) -> Self {
        self.subject = Some(person.clone());
        self
    }

    /// Done in that request.
    #[must_use]
    pub fn on(mut self, request: &RequestId) -> Self {
        self.request = Some(request.clone());
        self
    }

    /// One more thing to know.
    #[must_use]
    pub fn with(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.details.push((key.into(), value.into()));
        self
    }

    /// Gives the entry its place in the log and makes the bytes that are hashed. `salt` is random and used for this
    /// entry only.
    pub fn seal(self, index: u64, at: Time, salt: [u8; SALT_BYTES]) -> Entry {
        let mut bytes = Vec::with_capacity(128);
        bytes.push(VERSION);
        bytes.extend_from_slice(&index.to_be_bytes());
        bytes.extend_from_slice(&at.0.to_be_bytes());
        put_text(&mut bytes, self.kind.as_str());
        match self.actor.field() {
            ActorField::Nobody => bytes.push(0),
            ActorField::Person(id) => {
                bytes.push(1);
                put_text(&mut bytes, id);
            }
            ActorField::System => bytes.push(2),
            ActorField::Operator(name) => {
                bytes.push(3);
                put_text(&mut bytes, name);
            }
        }
        put_optional(&mut bytes, self.subject.as_ref().map(PersonId::as_str));
        put_optional(&mut bytes, self.request.as_ref().map(RequestId::as_str));
        put_length(&mut bytes, self.details.len());
        for (key, value) in &self.details {
            put_text(&mut bytes, key);
            put_text(&mut bytes, value);
        }
        let leaf = Hash::leaf_of(&salt, &bytes);
        let Self { kind, actor, subject, request, details: _ } = self;
        Entry { index, at, kind, actor, subject, request, bytes, salt, leaf }
    }
}

/// An entry in its place, as the store writes it: the exact bytes that were hashed, and columns beside them for
/// searching.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the log, from 0.
    pub index: u64,
    /// When it was written.
    pub at: Time,
    /// What happened.
    pub kind: Kind,
    /// Who did it.
    pub actor: Actor,
    /// To whom.
    pub subject: Option<PersonId>,
    /// In which request.
    pub request: Option<RequestId>,
    /// All of the above and the details, in the one form that is hashed ([`crate::encoding`]).
    pub bytes: Vec<u8>,
    /// What is hashed before the bytes.
    pub salt: [u8; SALT_BYTES],
    /// The hash of salt and bytes: the leaf of the tree.
    pub leaf: Hash,
}

/// An entry read back from its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodedEntry {
    /// Its place in the log, from 0.
    pub index: u64,
    /// When it was written.
    pub at: Time,
    /// What happened.
    pub kind: Kind,
    /// Who did it.
    pub actor: Actor,
    /// To whom.
    pub subject: Option<PersonId>,
    /// In which request.
    pub request: Option<RequestId>,
    /// What else there is to know.
    pub details: Vec<(String, String)>,
}

impl DecodedEntry {
    /// The first detail under that key.
    pub fn detail(&self, key: &str) -> Option<&str> {
        self.details.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }
}

/// Reads the bytes of an entry.
///
/// # Errors
/// [`NotAnEntry`] if they are not exactly what [`NewEntry::seal`] writes for some entry; so two different texts of
/// bytes never mean the same.
pub fn decode(bytes: &[u8]) -> Result<DecodedEntry, NotAnEntry> {
    let fields = Fields::read(bytes)?;
    Ok(DecodedEntry {
        index: fields.index,
        at: fields.at,
        kind: Kind::stored(fields.kind),
        actor: Actor::of(&fields.actor),
        subject: fields.subject.map(PersonId::stored),
        request: fields.request.map(RequestId::stored),
        details: fields.details().map(|(key, value)| (key.to_owned(), value.to_owned())).collect(),
    })
}
