#![doc = include_str!("../README.md")]

mod files;
mod language;

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

pub use files::areas;
pub use language::Language;

type Bundle = FluentBundle<FluentResource>;

static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::En));
static GERMAN: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::De));

/// Reads all files of a language. A line that Fluent cannot read is left out; a test keeps such lines from being there.
fn bundle(language: Language) -> Bundle {
    let locale = language.code().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![locale]);
    // Marks around arguments help only where directions of writing mix, and they spoil what is compared or copied.
    bundle.set_use_isolating(false);
    for (_, text) in files::areas(language) {
        let resource = match FluentResource::try_new((*text).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// The words of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words(Language);

impl Words {
    /// The words of `language`.
    pub const fn of(language: Language) -> Self {
        Self(language)
    }

    /// Which language.
    pub const fn language(self) -> Language {
        self.0
    }

    /// The words of a key with its arguments, not escaped for anything. English if this language lacks the key, the key
    /// itself if nobody wrote it.
    pub fn get(self, key: &str, args: &[(&str, &str)]) -> String {
        let args = arguments(args);
        let bundles: [&Bundle; 2] = match self.0 {
            Language::En => [&ENGLISH, &GERMAN],
            Language::De => [&GERMAN, &ENGLISH],
        };
        bundles.into_iter().find_map(|bundle| look_up(bundle, key, &args)).unwrap_or_else(|| key.to_owned())
    }

    /// Whether this language itself has the key.
    pub fn has(self, key: &str) -> bool {
        let bundle: &Bundle = match self.0 {
            Language::En => &ENGLISH,
            Language::De => &GERMAN,
        };
        bundle.get_message(key).is_some_and(|message| message.value().is_some())
    }
}

fn look_up(bundle: &Bundle, key: &str, args: &FluentArgs<'_>) -> Option<String> {
    let pattern = bundle.get_message(key)?.value()?;
    // A missing argument shows as `{$name}`, which is as good as anything that could be done about it here.
    let mut errors = Vec::new();
    Some(bundle.format_pattern(pattern, Some(args), &mut errors).into_owned())
}

fn arguments<'a>(args: &[(&'a str, &'a str)]) -> FluentArgs<'a> {
    args.iter().map(|(name, value)| (*name, value_of(value))).collect()
}

/// A number where the text is how a number is written, so that plurals work and codes keep their zeros.
fn value_of(text: &str) -> FluentValue<'_> {
    let digits = text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits && (text == "0" || !text.starts_with('0')) {
        FluentValue::try_number(text)
    } else {
        FluentValue::from(text)
    }
}
