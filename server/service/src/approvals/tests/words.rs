//! Keys that are put together from a list's words are there, in each language.

use domain::{
    approver::{act::NotAllowed, second::SecondReason},
    evidence::{EvidenceRule, Missing},
};
use words::{Language, Words};

#[test]
fn every_word_of_the_rules_has_its_words() {
    let mut keys: Vec<String> = Vec::new();
    let mut list = |prefix: &str, words: Vec<&str>| {
        keys.extend(words.into_iter().map(|word| format!("approval-{prefix}-{word}")));
    };
    list("why", NotAllowed::ALL.iter().map(|one| one.word()).collect());
    list("second", SecondReason::ALL.iter().map(|one| one.word()).collect());
    list("missing", Missing::ALL.iter().map(|one| one.word()).collect());
    list("rule", EvidenceRule::ALL.iter().map(|one| one.word()).collect());
    list("row", vec!["when", "what", "on-what", "where"]);
    list(
        "check",
        vec![
            "in-person",
            "live-video-with-badge",
            "call-back",
            "saved-recovery-code",
            "fresh-organisation-password",
            "first-binding-in-person",
            "managers-word",
            "facts-about-person",
        ],
    );
    list(
        "warning",
        vec![
            "lost-method-used",
            "frozen-before",
            "approver-pair",
            "fresh-manager-link",
            "fresh-role",
            "fresh-number",
            "fresh-address",
            "repeated-asks",
            "let-back-in",
            "new-network",
            "new-browser",
            "privileged",
        ],
    );
    keys.extend(crate::desk::keys());
    for language in Language::ALL {
        for key in &keys {
            assert!(Words::of(language).has(key), "{}: {key}", language.code());
        }
    }
}
