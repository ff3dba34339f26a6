//! What every trait shares: words to be looked up, problems beside fields, refusals.

use serde::{Deserialize, Serialize};

/// A text to be looked up in the language files, with its arguments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// Key in the language files.
    pub key: String,
    /// Arguments by name. Shown escaped; never a secret.
    pub args: Vec<(String, String)>,
}

impl Words {
    /// Words without arguments.
    pub fn of(key: impl Into<String>) -> Self {
        Self { key: key.into(), args: Vec::new() }
    }
    /// The same words with one more argument.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl ToString) -> Self {
        self.args.push((name.into(), value.to_string()));
        self
    }
}

/// Something the person must mend, beside the field it concerns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Name of the field; empty for the form as a whole.
    pub field: String,
    /// What to do.
    pub words: Words,
}

impl Problem {
    /// A problem with one field.
    pub fn at(field: impl Into<String>, words: Words) -> Self {
        Self { field: field.into(), words }
    }
}

/// What became of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sent {
    /// Done; go on at this path of the portal (303).
    Next(String),
    /// Not yet: the same page again with what was typed and these problems (422). Nothing changed.
    Mend(Vec<Problem>),
}

impl Sent {
    /// Go on at `path`.
    pub fn next(path: impl Into<String>) -> Self {
        Self::Next(path.into())
    }
    /// One problem with one field.
    pub fn mend(field: impl Into<String>, words: Words) -> Self {
        Self::Mend(vec![Problem::at(field, words)])
    }
}

/// Why something was not allowed. Mapped once to a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RefusalCode {
    /// Nobody is signed in (401; a page sends to sign-in instead).
    SignInFirst,
    /// Signed in, but the proof is too old (401; a page sends to the proof instead).
    ProveAgain,
    /// There is no such thing, or it is not yours: the same answer (404).
    NotHere,
    /// Yours to see, but not to do (403).
    NotAllowed,
    /// It has ended, expired or was decided meanwhile (409).
    Over,
    /// Too many tries from here; wait (429).
    TooMany,
    /// What was sent cannot be read (400).
    Unreadable,
    /// Ours (500); the id finds it in the log.
    WentWrong,
}

impl RefusalCode {
    /// The HTTP status it is answered with.
    pub const fn status(self) -> u16 {
        match self {
            RefusalCode::SignInFirst | RefusalCode::ProveAgain => 401,
            RefusalCode::NotHere => 404,
            RefusalCode::NotAllowed => 403,
            RefusalCode::Over => 409,
            RefusalCode::TooMany => 429,
            RefusalCode::Unreadable => 400,
            RefusalCode::WentWrong => 500,
        }
    }
    /// Key of its words in the language files: `refusal-…`.
    pub const fn words_key(self) -> &'static str {
        match self {
            RefusalCode::SignInFirst => "refusal-sign-in-first",
            RefusalCode::ProveAgain => "refusal-prove-again",
            RefusalCode::NotHere => "refusal-not-here",
            RefusalCode::NotAllowed => "refusal-not-allowed",
            RefusalCode::Over => "refusal-over",
            RefusalCode::TooMany => "refusal-too-many",
            RefusalCode::Unreadable => "refusal-unreadable",
            RefusalCode::WentWrong => "refusal-went-wrong",
        }
    }
}

/// A refusal with the id under which the log knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Why.
    pub code: RefusalCode,
    /// More exact words, if the caller may know them; otherwise the code's own.
    pub words: Option<Words>,
    /// Correlation id, shown on the error page.
    pub id: String,
}

impl Refusal {
    /// A refusal; the middleware fills in the correlation id.
    pub fn of(code: RefusalCode) -> Self {
        Self { code, words: None, id: String::new() }
    }
    /// A refusal with words of its own.
    pub fn saying(code: RefusalCode, words: Words) -> Self {
        Self { code, words: Some(words), id: String::new() }
    }
}

/// What every method of Portal answers.
pub type Answer<T> = Result<T, Refusal>;

/// A begun passkey ceremony: what the browser needs for `navigator.credentials`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Challenge {
    /// Names the ceremony when it is finished.
    pub id: String,
    /// `{"publicKey": …}` as WebAuthn's JSON form (`parse…OptionsFromJSON` takes the inner object).
    pub options: serde_json::Value,
}

/// The browser's answer to a [`Challenge`].
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FinishCeremony {
    /// Which ceremony.
    pub id: String,
    /// `PublicKeyCredential.toJSON()`.
    pub credential: serde_json::Value,
    /// The name given to a new method; empty elsewhere.
    #[serde(default)]
    pub name: String,
}

impl std::fmt::Debug for FinishCeremony {
    /// Never what the authenticator answered.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FinishCeremony")
    }
}

/// How a ceremony ended, for the island that asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Finished {
    /// Go on there.
    Next(String),
    /// It did not work; these words say what to do. Looked up by the page's language before it is sent.
    Again(String),
}
