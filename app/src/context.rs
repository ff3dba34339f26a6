//! What the server provides in Leptos's context before a page is rendered, and how pages get at it.
//!
//! `contract::PortalRef`, [`Frame`] (an `Arc` of the frame's data), `words::Language`, [`Site`] and
//! `leptos::nonce::Nonce` always; [`FormState`] when a form is shown again; [`Refused`] when a form was refused.

use std::collections::BTreeMap;
use std::sync::Arc;

use contract::{PortalRef, Problem, Refusal, RefusalCode, frame::FrameData};
use leptos::prelude::*;
use words::{Language, Words};

use crate::Fields;
use crate::forms::SECRET_FIELDS;

/// The frame of the page at hand.
pub type Frame = Arc<FrameData>;

/// Addresses of the built files, with the hashes in their names. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Site(Arc<Addresses>);

#[derive(Debug)]
struct Addresses {
    js: String,
    wasm: String,
    boot: String,
    css: String,
    accent: Option<String>,
    icon: String,
}

impl Site {
    /// Takes what pages need from the manifest of logical names.
    ///
    /// # Errors
    /// The logical name that is missing.
    pub fn from_manifest(names: &BTreeMap<String, String>) -> Result<Self, String> {
        let address = |name: &str| names.get(name).cloned().ok_or_else(|| name.to_owned());
        Ok(Self(Arc::new(Addresses {
            js: address("portal.js")?,
            wasm: address("portal.wasm")?,
            boot: address("boot.js")?,
            css: address("style.css")?,
            accent: names.get("accent.css").cloned(),
            icon: address("favicon.svg")?,
        })))
    }

    /// The browser's part in JavaScript.
    pub fn js(&self) -> String {
        self.0.js.clone()
    }
    /// The same in wasm.
    pub fn wasm(&self) -> String {
        self.0.wasm.clone()
    }
    /// The script that starts both.
    pub fn boot(&self) -> String {
        self.0.boot.clone()
    }
    /// The style sheet.
    pub fn css(&self) -> String {
        self.0.css.clone()
    }
    /// The sheet that paints the portal in the organisation's colour, where it chose one.
    pub fn accent(&self) -> Option<String> {
        self.0.accent.clone()
    }
    /// The icon.
    pub fn icon(&self) -> String {
        self.0.icon.clone()
    }
}

/// What was typed and what has to be mended, when a form is shown again.
#[derive(Debug, Clone, Default)]
pub struct FormState(Arc<Posted>);

#[derive(Debug, Default)]
struct Posted {
    posted: bool,
    values: BTreeMap<String, String>,
    problems: Vec<Problem>,
}

impl FormState {
    /// The state after `fields` were posted with these problems. Secrets are dropped: a pass or a code is typed anew.
    pub fn posted(fields: &Fields, problems: Vec<Problem>) -> Self {
        let values = fields
            .iter()
            .filter(|(name, _)| !SECRET_FIELDS.contains(name))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        Self(Arc::new(Posted { posted: true, values, problems }))
    }

    /// Whether a form was posted.
    pub fn is_posted(&self) -> bool {
        self.0.posted
    }

    /// Whether anything has to be mended: the page is then answered with 422. A form may also be shown again without, to take
    /// its values along.
    pub fn has_problems(&self) -> bool {
        !self.0.problems.is_empty()
    }

    /// What was typed into a field.
    pub fn value(&self, field: &str) -> Option<String> {
        self.0.values.get(field).cloned()
    }

    /// What has to be mended in a field, in words.
    pub fn problem(&self, field: &str) -> Option<String> {
        self.0.problems.iter().find(|problem| problem.field == field).map(|problem| say(&problem.words))
    }

    /// All that has to be mended: field (empty for the whole form) and words.
    pub fn problems(&self) -> Vec<(String, String)> {
        self.0.problems.iter().map(|problem| (problem.field.clone(), say(&problem.words))).collect()
    }
}

/// Provided by the server when the Portal refused a form: the page shown is then the refusal's.
#[derive(Debug, Clone)]
pub struct Refused(pub Refusal);

/// The state of the form on this page.
pub fn form() -> FormState {
    use_context().unwrap_or_default()
}

/// The frame of this page.
pub fn frame() -> Frame {
    use_context().unwrap_or_else(|| {
        Arc::new(FrameData {
            organisation: String::new(),
            help: String::new(),
            language: Language::default().code().to_owned(),
            time_zone: "UTC".to_owned(),
            person: None,
            demo: false,
            security_missing: None,
            last_resorts: Vec::new(),
            now: 0,
        })
    })
}

/// Whom to call, with a telephone number that stays on one line.
pub fn help() -> String {
    unbroken(&frame().help)
}

/// The text with the spaces inside a telephone number made unbreakable.
fn unbroken(help: &str) -> String {
    let mut out = String::with_capacity(help.len());
    let mut letters = help.chars().peekable();
    let mut before = ' ';
    while let Some(c) = letters.next() {
        let within = c == ' '
            && (before.is_ascii_digit() || before == ')')
            && letters.peek().is_some_and(|after| after.is_ascii_digit() || *after == '(');
        out.push(if within { '\u{a0}' } else { c });
        before = c;
    }
    out
}

/// The Portal of this request.
///
/// # Errors
/// Ours, if the server provided none.
pub fn portal() -> Result<PortalRef, Refusal> {
    use_context().ok_or_else(|| Refusal::of(RefusalCode::WentWrong))
}

/// The language of this page.
pub fn language() -> Language {
    use_context().unwrap_or_default()
}

/// The words of a key in the language of this page.
pub fn t(key: &str) -> String {
    Words::of(language()).get(key, &[])
}

/// The words of a key with its arguments.
pub fn tv(key: &str, args: &[(&str, &str)]) -> String {
    Words::of(language()).get(key, args)
}

/// Words that the Portal chose.
pub fn say(words: &contract::Words) -> String {
    let args: Vec<_> = words.args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    tv(&words.key, &args)
}

#[cfg(test)]
mod tests {
    use super::unbroken;

    #[test]
    fn a_number_stays_on_one_line() {
        assert_eq!(unbroken("the desk, +49 30 55"), "the desk, +49\u{a0}30\u{a0}55");
        assert_eq!(unbroken("+44 (0)20 79, day and night"), "+44\u{a0}(0)20\u{a0}79, day and night");
        assert_eq!(unbroken("room 7 or ask"), "room 7 or ask");
    }
}
