//! Both languages say the same things, and every key that the sources name is there.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    reason = "a test may fail where it stands"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use domain::device::{DeviceState, Ownership, Platform};
use domain::method::{MethodKind, MethodState};
use words::{Language, Words, areas};

/// Keys with the arguments they use, read from the files as they stand.
fn keys(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut keys = BTreeMap::new();
    for (area, text) in areas(language) {
        let mut current = None;
        for line in text.lines() {
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
                let (key, _) = line.split_once(" =").unwrap_or_else(|| panic!("{area}: {line}"));
                assert!(
                    keys.insert(key.to_owned(), BTreeSet::new()).is_none(),
                    "{area}: {key} is there twice"
                );
                current = Some(key.to_owned());
            }
            let key = current.clone().unwrap_or_else(|| panic!("{area}: {line}"));
            let found = line.split('$').skip(1).map(|rest| {
                rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_')
                    .next()
                    .unwrap()
                    .to_owned()
            });
            keys.get_mut(&key).unwrap().extend(found);
        }
    }
    keys
}

#[test]
fn both_languages_have_the_same_keys_with_the_same_arguments() {
    let (english, german) = (keys(Language::En), keys(Language::De));
    let missing: Vec<_> = english.keys().filter(|key| !german.contains_key(*key)).collect();
    let extra: Vec<_> = german.keys().filter(|key| !english.contains_key(*key)).collect();
    assert!(missing.is_empty() && extra.is_empty(), "German lacks {missing:?} and has {extra:?} besides");
    for (key, arguments) in english {
        assert_eq!(Some(&arguments), german.get(&key), "arguments of {key}");
    }
}

#[test]
fn every_key_can_be_read_and_says_something() {
    for language in Language::ALL {
        let words = Words::of(language);
        for (key, arguments) in keys(language) {
            assert!(words.has(&key), "{}: {key} cannot be read", language.code());
            let arguments: Vec<_> = arguments.iter().map(|name| (name.as_str(), "2")).collect();
            let text = words.get(&key, &arguments);
            assert!(!text.trim().is_empty() && !text.contains("{$"), "{}: {key}: {text}", language.code());
        }
    }
}

#[test]
fn every_word_of_a_list_has_a_name() {
    let lists: Vec<(&str, Vec<&str>)> = vec![
        ("platform", Platform::ALL.iter().map(|one| one.word()).collect()),
        ("ownership", Ownership::ALL.iter().map(|one| one.word()).collect()),
        ("device", DeviceState::ALL.iter().map(|one| one.word()).collect()),
        ("method", MethodKind::ALL.iter().map(|one| one.word()).collect()),
        ("method-state", MethodState::ALL.iter().map(|one| one.word()).collect()),
        ("what", domain::suspension::WhatHappened::ALL.iter().map(|one| one.word()).collect()),
        ("machine", domain::machine::Machine::ALL.iter().map(|one| one.word()).collect()),
        ("state", domain::request::RequestWord::ALL.iter().map(|one| one.word()).collect()),
        ("runbook-kind", domain::runbook::RunbookKind::ALL.iter().map(|one| one.word()).collect()),
        ("runbook-scenario", domain::runbook::Scenario::ALL.iter().map(|one| one.word()).collect()),
        ("runbook-step", domain::runbook::StepId::ALL.iter().map(|one| one.word()).collect()),
        ("runbook-do", domain::runbook::StepId::ALL.iter().map(|one| one.word()).collect()),
        ("runbooks-desk", domain::runbook::StepId::ALL.iter().map(|one| one.word()).collect()),
        ("runbook-advice", domain::runbook::Advice::ALL.iter().map(|one| one.word()).collect()),
        ("runbook-stuck", domain::runbook::Stuck::ALL.iter().map(|one| one.word()).collect()),
        ("runbooks-stuck", domain::runbook::Stuck::ALL.iter().map(|one| one.word()).collect()),
        ("role", domain::person::Role::ALL.iter().map(|one| one.word()).collect()),
        ("joiner", vec!["prepared", "asked", "first-half", "both-halves", "used", "works"]),
        ("runbook-ended", vec!["stopped", "request-ended", "too-old", "person-left"]),
    ];
    for (list, words) in lists {
        for word in words {
            let key = format!("{list}-{word}");
            assert!(Words::of(Language::En).has(&key), "{key} is missing");
        }
    }
}

/// Folders of sources that name keys.
const SOURCES: [&str; 7] = [
    "app/src",
    "app/contract/src",
    "server/domain/src",
    "server/service/src",
    "server/notify/src",
    "server/directory/src",
    "server/src",
];

/// Sources that name keys, without their tests.
fn sources() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut found = Vec::new();
    let mut folders: Vec<_> = SOURCES.map(|folder| root.join(folder)).to_vec();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            if path.is_dir() && name != "tests" {
                folders.push(path);
            } else if name.ends_with(".rs") && name != "tests.rs" {
                found.push(path);
            }
        }
    }
    found
}

/// The literals that stand directly after `before`.
fn literals<'a>(source: &'a str, before: &'a str) -> impl Iterator<Item = &'a str> {
    let mut rest = source;
    std::iter::from_fn(move || {
        loop {
            let at = rest.find(before)?;
            let whole = !rest[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.');
            rest = &rest[at + before.len()..];
            if let Some(after) = rest.trim_start().strip_prefix('"').filter(|_| whole) {
                return after.split('"').next();
            }
        }
    })
}

#[test]
fn every_key_that_the_sources_name_is_there() {
    let known = keys(Language::En);
    let mut missing = Vec::new();
    let mut seen = 0;
    for path in sources() {
        let source = fs::read_to_string(&path).unwrap();
        let code = source.split("#[cfg(test)]").next().unwrap();
        for before in ["t(", "tv(", "Words::of("] {
            for key in literals(code, before) {
                seen += 1;
                if !known.contains_key(key) {
                    missing.push(format!("{key} ({})", path.file_name().unwrap().to_str().unwrap()));
                }
            }
        }
    }
    assert!(seen > 20, "the search for keys found only {seen}");
    assert!(missing.is_empty(), "missing: {missing:#?}");
}

/// Beginnings that are handed to a function which puts the rest of the key behind them. What is put together on the spot,
/// with `format!("other-way-{kind}-hint")`, needs no line here.
const BEGINNINGS: [&str; 6] =
    ["readiness-role", "ready-loss", "ready-their", "refusal", "runbook-stuck", "runbooks-stuck"];

/// Whether `key` is of the form that a literal like `other-way-{kind}-hint` makes.
fn made_by(form: &str, key: &str) -> bool {
    let Some((before, rest)) = form.split_once('{') else { return form == key };
    // A literal that begins with a place could be anything.
    let Some(key) = key.strip_prefix(before).filter(|_| before.ends_with('-')) else { return false };
    let after = rest.rsplit_once('}').map_or("", |(_, after)| after);
    key.strip_suffix(after).is_some_and(|word| !word.is_empty())
}

#[test]
fn every_key_is_named_by_some_source() {
    let mut said = BTreeSet::new();
    for path in sources() {
        let source = fs::read_to_string(&path).unwrap();
        let code = source.split("#[cfg(test)]\nmod tests {").next().unwrap();
        let word = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || "-{}_:.()".contains(c));
        let literals = code.split('"').filter(|text| !text.is_empty() && word(text));
        said.extend(literals.map(str::to_owned));
    }
    for beginning in BEGINNINGS {
        let begins = |text: &String| {
            text.strip_prefix(beginning).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        assert!(said.iter().any(begins), "no source names {beginning} any more: take it from the list");
    }
    let known = keys(Language::En);
    let texts: String = areas(Language::En).iter().map(|(_, text)| *text).collect();
    let is_named = |key: &str| {
        said.contains(key)
            || said.iter().any(|form| form.contains('{') && made_by(form, key))
            || texts.contains(&format!("{{ {key} "))
            || BEGINNINGS.iter().any(|beginning| key.starts_with(&format!("{beginning}-")))
    };
    let unused: Vec<_> = known.keys().filter(|key| !is_named(key)).collect();
    assert!(unused.is_empty(), "nothing names these any more: {unused:#?}");
}

#[test]
fn a_form_makes_the_keys_of_that_form_only() {
    assert!(made_by("other-way-{kind}-hint", "other-way-phone-hint"));
    assert!(made_by("what-{}", "what-lost-or-stolen"));
    assert!(!made_by("other-way-{kind}-hint", "other-way-phone"));
    assert!(!made_by("what-{}", "what-") && !made_by("{}-{}", "what-lost") && !made_by("wha{}", "what-lost"));
}

#[test]
fn an_unknown_key_shows_itself() {
    assert_eq!(Words::of(Language::De).get("no-such-key", &[]), "no-such-key");
}

#[test]
fn codes_keep_their_zeros_and_numbers_choose_plurals() {
    let words = Words::of(Language::En);
    assert_eq!(words.get("common-minutes", &[("n", "1")]), "1 minute");
    assert_eq!(words.get("common-minutes", &[("n", "15")]), "15 minutes");
    assert_eq!(words.get("backups-try-heading", &[("name", "007")]).matches("007").count(), 1);
}

#[test]
fn nobody_reads_the_words_of_the_trade() {
    let never = [
        "invalid",
        "unauthorized",
        "unauthorised",
        "credential",
        "ceremony",
        "token",
        "ungültig",
        "zeremonie",
    ];
    for language in Language::ALL {
        // What the command line says is for whoever runs it.
        for (area, text) in areas(language).iter().filter(|(area, _)| *area != "console") {
            for line in text.lines().filter(|line| !line.starts_with('#')) {
                let said = line.split_once(" =").map_or(line, |(_, said)| said).to_lowercase();
                for word in never {
                    assert!(!said.contains(word), "{} {area}: {line}", language.code());
                }
            }
        }
    }
}
