//! One row of the file, read and checked by itself.

use std::collections::HashMap;

use contract::Words;
use csv::StringRecord;
use domain::{
    PersonId,
    device::{Ownership, Platform},
};
use service::Core;
use store::devices::{Owner, serial_key};

use super::columns::{Choices, Fact};

/// Characters of a name, model or management at most.
const LONGEST: usize = 80;
/// Characters of a serial number at most.
const LONGEST_SERIAL: usize = 64;
/// What makers leave in the place of a serial number; folded.
const NO_SERIAL: [&str; 12] = [
    "0",
    "-",
    "N/A",
    "NONE",
    "UNKNOWN",
    "UNBEKANNT",
    "DEFAULT STRING",
    "SYSTEM SERIAL NUMBER",
    "SYSTEMSERIALNUMBER",
    "TO BE FILLED BY O.E.M.",
    "NOT AVAILABLE",
    "NICHT VERFÜGBAR",
];

/// Whose a device is, as far as the file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    /// Its owner's.
    Own,
    /// The organisation's; with which account, where the file says so.
    Company(Option<Ownership>),
}

/// What one row says. `None` for what the file has no column for, or an empty cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) line: u64,
    pub(super) owner: PersonId,
    pub(super) owner_key: String,
    pub(super) name: String,
    pub(super) platform: Platform,
    pub(super) serial: Option<String>,
    pub(super) model: Option<String>,
    pub(super) whose: Option<Whose>,
    pub(super) management: Option<String>,
}

/// Finds people by user name or mail address.
pub(super) struct People<'a> {
    by_name: HashMap<&'a str, &'a Owner>,
    by_mail: HashMap<String, Vec<&'a Owner>>,
}

impl<'a> People<'a> {
    pub(super) fn new(owners: &'a [Owner], mails: &[(String, PersonId)]) -> Self {
        let ids: HashMap<&str, &Owner> = owners.iter().map(|owner| (owner.id.as_str(), owner)).collect();
        let mut by_mail: HashMap<String, Vec<&Owner>> = HashMap::with_capacity(mails.len());
        for (mail, person) in mails {
            if let Some(owner) = ids.get(person.as_str()) {
                let of = by_mail.entry(Core::fold(mail)).or_default();
                if !of.iter().any(|one| one.id == owner.id) {
                    of.push(owner);
                }
            }
        }
        Self { by_name: owners.iter().map(|owner| (owner.user_key.as_str(), owner)).collect(), by_mail }
    }

    fn find(&self, cell: &str) -> Result<&'a Owner, Words> {
        let words = |key: &str| Err(words_of(key).with("owner", shown(cell)));
        // Google writes "anna@example.org (managed)" in one of its columns.
        let key = Core::fold(cell.split(" (").next().unwrap_or(cell));
        let found = match (self.by_name.get(key.as_str()), self.by_mail.get(&key).map(Vec::as_slice)) {
            (Some(owner), _) => owner,
            (None, Some([owner])) => owner,
            (None, Some([_, _, ..])) => return words("device-row-owner-several"),
            _ => return words("device-row-owner-unknown"),
        };
        if found.left { words("device-row-owner-left") } else { Ok(found) }
    }
}

/// A key that is put together elsewhere.
fn words_of(key: &str) -> Words {
    Words::of(key)
}

/// A value as it stands in a message: not endless, nothing that moves a cursor or turns what stands beside it.
pub(super) fn shown(text: &str) -> String {
    let plain = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    let mut shown: String = text.chars().filter(|c| !turns(*c)).map(plain).take(60).collect();
    if text.chars().count() > 60 {
        shown.push('…');
    }
    shown
}

const fn turns(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

/// What it runs. An iPad says iOS in many exports, so the model is asked as well.
pub(super) fn platform(cell: &str, model: &str) -> Option<Platform> {
    let (cell, model) = (cell.to_lowercase(), model.to_lowercase());
    let has = |mark: &str| cell.contains(mark);
    if has("windows") || cell.starts_with("win") {
        return Some(Platform::Windows);
    }
    if has("android") || has("aosp") {
        return Some(Platform::Android);
    }
    if has("chrome") {
        return Some(Platform::Chromeos);
    }
    if has("ipad") {
        return Some(Platform::Ipados);
    }
    if has("mac") || has("os x") {
        return Some(Platform::Macos);
    }
    if has("ios") || has("iphone") || has("apple") {
        return Some(match () {
            () if model.contains("ipad") => Platform::Ipados,
            () if model.contains("mac") => Platform::Macos,
            () => Platform::Ios,
        });
    }
    if has("linux") || has("ubuntu") || has("debian") || has("fedora") {
        return Some(Platform::Linux);
    }
    None
}

/// Whose it is; `Ok(None)` where the cell says that nobody knows.
pub(super) fn whose(cell: &str) -> Result<Option<Whose>, ()> {
    let cell = cell.trim().to_lowercase();
    if let Some(ownership) = Ownership::from_word(&cell) {
        return Ok(Some(match ownership {
            Ownership::Own => Whose::Own,
            company => Whose::Company(Some(company)),
        }));
    }
    match cell.as_str() {
        "" | "-" | "unknown" | "unbekannt" | "undefined" | "u" => return Ok(None),
        "e" | "false" | "no" | "nein" => return Ok(Some(Whose::Own)),
        "c" | "s" | "true" | "yes" | "ja" => return Ok(Some(Whose::Company(None))),
        _ => {}
    }
    let has = |marks: &[&str]| marks.iter().any(|mark| cell.contains(mark));
    if has(&[
        "personal",
        "persönlich",
        "privat",
        "byo",
        "employee",
        "mitarbeiter",
        "user",
        "nutzer",
        "eigenes",
    ]) {
        return Ok(Some(Whose::Own));
    }
    if has(&[
        "compan",
        "corporat",
        "unternehm",
        "firm",
        "organi",
        "shared",
        "gemeinsam",
        "dedicated",
        "cope",
        "cobo",
    ]) {
        return Ok(Some(Whose::Company(None)));
    }
    Err(())
}

/// The account on a device of the organisation's; `Ok(None)` where the cell says nothing.
fn account(cell: &str) -> Result<Option<Ownership>, ()> {
    let cell = cell.trim().to_lowercase();
    let has = |marks: &[&str]| marks.iter().any(|mark| cell.contains(mark));
    match cell.as_str() {
        "" | "-" | "unknown" | "unbekannt" => Ok(None),
        "no" | "nein" | "false" => Ok(Some(Ownership::CompanyPersonalAccount)),
        "yes" | "ja" | "true" => Ok(Some(Ownership::CompanyManagedAccount)),
        _ if has(&["personal", "persönlich", "privat"]) => Ok(Some(Ownership::CompanyPersonalAccount)),
        // The address of a managed account stands where there is one.
        _ if has(&["managed", "verwaltet", "@"]) => Ok(Some(Ownership::CompanyManagedAccount)),
        _ => Err(()),
    }
}

/// A serial number, or none where makers left something else in its place.
fn serial(cell: &str) -> Result<Option<String>, Words> {
    let key = serial_key(cell);
    if key.is_empty() || NO_SERIAL.contains(&key.as_str()) {
        return Ok(None);
    }
    let fits = |c: char| c.is_ascii_alphanumeric() || " -_./:+#".contains(c);
    if key.chars().count() > LONGEST_SERIAL || !key.chars().all(fits) {
        return Err(Words::of("device-row-serial").with("serial", shown(cell)));
    }
    Ok(Some(cell.trim().to_owned()))
}

/// A word of the file; too long or with what would break lines, it is named.
fn word(cell: &str, problems: &mut Vec<Words>) -> Option<String> {
    if cell.is_empty() {
        return None;
    }
    if cell.chars().count() > LONGEST || cell.chars().any(|c| c.is_control() || turns(c)) {
        problems.push(Words::of("device-row-text").with("text", shown(cell)));
        return None;
    }
    Some(cell.to_owned())
}

/// Reads one row, or says everything that is wrong with it. `system` manages what no column says anything about.
pub(super) fn read(
    line: u64,
    record: &StringRecord,
    columns: usize,
    choices: &Choices,
    people: &People<'_>,
    system: Option<&str>,
) -> Result<Facts, Vec<Words>> {
    if record.len() != columns {
        let words = Words::of("device-row-cells").with("has", record.len()).with("columns", columns);
        return Err(vec![words]);
    }
    let get = |fact: Fact| choices.columns.get(&fact).and_then(|at| record.get(*at)).map_or("", str::trim);
    let mut problems = Vec::new();
    let owner = match get(Fact::Owner) {
        "" => Err(Words::of("device-row-owner-none")),
        cell => people.find(cell),
    };
    let owner = owner.map_err(|words| problems.push(words)).ok();
    let runs = match get(Fact::Platform) {
        "" => Err(Words::of("device-row-platform-none")),
        cell => platform(cell, get(Fact::Model))
            .ok_or_else(|| Words::of("device-row-platform").with("platform", shown(cell))),
    };
    let runs = runs.map_err(|words| problems.push(words)).ok();
    let serial = serial(get(Fact::Serial)).map_err(|words| problems.push(words)).ok().flatten();
    let model = word(get(Fact::Model), &mut problems);
    let name = word(get(Fact::Name), &mut problems);
    let mut unknown = |key: &str, cell: &str| problems.push(words_of(key).with("text", shown(cell)));
    let cell = get(Fact::Ownership);
    let mut whose = whose(cell).unwrap_or_else(|()| {
        unknown("device-row-ownership", cell);
        None
    });
    let cell = get(Fact::Account);
    let account = account(cell).unwrap_or_else(|()| {
        unknown("device-row-account", cell);
        None
    });
    if let (Some(Whose::Company(None)), Some(_)) = (whose, account) {
        whose = Some(Whose::Company(account));
    }
    let management = match choices.columns.contains_key(&Fact::Management) {
        false => system.map(str::to_owned),
        true => word(get(Fact::Management), &mut problems).map(|text| match text.to_lowercase().as_str() {
            "none" | "no" | "keine" | "nein" | "false" | "unmanaged" | "nicht verwaltet" | "unknown"
            | "-" => String::new(),
            _ => text,
        }),
    };
    match (owner, runs) {
        (Some(owner), Some(platform)) if problems.is_empty() => Ok(Facts {
            line,
            owner: owner.id.clone(),
            owner_key: owner.user_key.clone(),
            name: name.or_else(|| model.clone()).or_else(|| serial.clone()).unwrap_or_default(),
            platform,
            serial,
            model,
            whose,
            management,
        }),
        _ => Err(problems),
    }
}
