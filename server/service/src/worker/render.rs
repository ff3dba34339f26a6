//! The words of a notice, in its language.

use store::notices::Notice;
use words::{Language, Words};

use crate::{Core, notices::Template};

/// Symbols of an argument at most: names go into subjects.
const LONGEST: usize = 120;

/// Subject and text of a message.
pub(super) struct Rendered {
    pub(super) subject: String,
    pub(super) body: String,
}

/// The language of a notice, or the configured one.
pub(super) fn language(core: &Core, notice: &Notice) -> Language {
    Language::from_code(&notice.language)
        .or_else(|| Language::from_code(&core.settings.language))
        .unwrap_or_default()
}

/// What an argument looks like in a message: one line, not endless, and without marks that turn the direction of writing
/// of what follows.
fn tame(text: &str) -> String {
    let turns =
        |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}');
    let mut tamed: String = text
        .chars()
        .filter(|c| !turns(*c))
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(LONGEST)
        .collect();
    if text.chars().count() > LONGEST {
        tamed.push('…');
    }
    tamed
}

/// A stop code in groups of four.
fn grouped(code: &str) -> String {
    let mut out = String::with_capacity(code.len() + code.len() / 4);
    for (at, symbol) in code.chars().enumerate() {
        if at > 0 && at % 4 == 0 {
            out.push('-');
        }
        out.push(symbol);
    }
    out
}

/// The words of a notice; `None` for a template that this version does not know.
pub(super) fn render(core: &Core, notice: &Notice) -> Option<Rendered> {
    let template = Template::from_word(&notice.template)?;
    let words = Words::of(language(core, notice));
    let given: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(&notice.arguments).unwrap_or_default();
    let address = core.settings.public_url.trim_end_matches('/');
    let mut args = vec![
        ("organisation", core.settings.organisation.clone()),
        ("help", core.settings.help.clone()),
        ("address", address.to_owned()),
        ("page", format!("{address}/not-me")),
    ];
    for name in template.args() {
        let value = given.get(*name).and_then(serde_json::Value::as_str).map(tame).unwrap_or_default();
        let value =
            if value.trim().is_empty() { words.get(&format!("notice-no-{name}"), &[]) } else { value };
        args.push((name, value));
    }
    let code = code(core, template, notice);
    if let Some(code) = &code {
        args.push(("code", code.clone()));
    }
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let get = |key: &str| words.get(key, &args);
    let mut parts = vec![get(&format!("notice-{}-body", notice.template))];
    match (template.stops(), code.is_some()) {
        (true, true) if template == Template::LastResort => parts.push(get("notice-stop-last-resort")),
        (true, true) => parts.push(get("notice-stop-how")),
        (true, false) => parts.push(get("notice-stop-call")),
        (false, _) => {}
    }
    parts.push(get("notice-foot"));
    Some(Rendered {
        subject: get(&format!("notice-{}-subject", notice.template)),
        body: parts.join("\n\n") + "\n",
    })
}

/// The stop code of a notice that carries one: of its request, or of its last resort.
fn code(core: &Core, template: Template, notice: &Notice) -> Option<String> {
    if !template.stops() {
        return None;
    }
    let code = match (&notice.request, &notice.pass) {
        (Some(request), _) => core.stop_code(request, &notice.contact),
        (None, Some(pass)) => core.last_resort_code(pass, &notice.contact),
        (None, None) => return None,
    };
    Some(grouped(&code))
}
