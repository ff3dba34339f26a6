//! Which column holds what: the names that management systems give their columns, and what somebody chose.

use std::collections::BTreeMap;

use domain::device::Ownership;

/// A fact about a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// Whose it is: user name or mail address.
    Owner,
    /// What it runs.
    Platform,
    /// Serial number.
    Serial,
    /// What it is called.
    Name,
    /// The maker's name for it.
    Model,
    /// Whether it is the organisation's.
    Ownership,
    /// Whether the account on it is the organisation's.
    Account,
    /// What manages it.
    Management,
}

/// A management system whose exports are known by their columns.
const SYSTEMS: [(&str, &[&str]); 4] = [
    (
        "intune",
        &[
            "intune registered",
            "device id",
            "azure ad device id",
            "primary user upn",
            "intune-registriert",
            "azure ad-geräte-id",
            "besitz",
            "verwaltet von",
            "managed by",
        ],
    ),
    (
        "jamf",
        &[
            "jss computer id",
            "jamf pro computer id",
            "jss mobile device id",
            "computer name",
            "username",
            "os type",
        ],
    ),
    (
        "workspace-one",
        &["friendly name", "organization group", "asset number", "enrollment status", "organisationsgruppe"],
    ),
    (
        "google",
        &[
            "most recent user",
            "annotated user",
            "org unit path",
            "device state",
            "letzter nutzer",
            "host name",
        ],
    ),
];

impl Fact {
    /// Every fact, in the order in which they are asked about.
    pub const ALL: [Fact; 8] = [
        Fact::Owner,
        Fact::Platform,
        Fact::Serial,
        Fact::Name,
        Fact::Model,
        Fact::Ownership,
        Fact::Account,
        Fact::Management,
    ];

    /// The word in forms, on the command line and in language files.
    pub const fn word(self) -> &'static str {
        match self {
            Fact::Owner => "owner",
            Fact::Platform => "platform",
            Fact::Serial => "serial",
            Fact::Name => "name",
            Fact::Model => "model",
            Fact::Ownership => "ownership",
            Fact::Account => "account",
            Fact::Management => "management",
        }
    }

    /// Reads [`Fact::word`] back.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fact| fact.word() == word)
    }

    /// Without it no row says anything.
    pub const fn needed(self) -> bool {
        matches!(self, Fact::Owner | Fact::Platform)
    }

    /// Names that its column is known by, the likeliest first.
    const fn names(self) -> &'static [&'static str] {
        match self {
            Fact::Owner => &[
                "owner",
                "primary user upn",
                "primary user email address",
                "primary user email",
                "upn des primären benutzers",
                "e-mail-adresse des primären benutzers",
                "user principal name",
                "userprincipalname",
                "benutzerprinzipalname",
                "upn",
                "enrollment user email address",
                "user email",
                "user email address",
                "email address",
                "e-mail-adresse",
                "e-mail-adresse des benutzers",
                "email",
                "e-mail",
                "most recent user",
                "annotated user",
                "letzter nutzer",
                "nutzer",
                "username",
                "user name",
                "user",
                "benutzername",
                "benutzer",
                "assigned user",
                "zugewiesener benutzer",
                "besitzer",
            ],
            Fact::Platform => &[
                "platform",
                "os",
                "operating system",
                "os type",
                "os platform",
                "betriebssystem",
                "plattform",
                "os family",
                "device type",
                "gerätetyp",
                "type",
                "typ",
                "os version",
            ],
            Fact::Serial => &[
                "serial",
                "serial number",
                "serialnumber",
                "seriennummer",
                "device serial number",
                "geräteseriennummer",
                "hardware serial",
            ],
            Fact::Name => &[
                "name",
                "device name",
                "gerätename",
                "computer name",
                "computername",
                "display name",
                "anzeigename",
                "friendly name",
                "anzeigename des geräts",
                "host name",
                "hostname",
            ],
            Fact::Model => &["model", "modell", "device model", "gerätemodell", "model name", "modellname"],
            Fact::Ownership => &[
                "ownership",
                "device ownership",
                "besitz",
                "besitzart",
                "gerätebesitz",
                "eigentum",
                "eigentümer",
                "owner type",
                "ownership type",
                "company owned",
                "unternehmenseigen",
            ],
            Fact::Account => &[
                "account",
                "account type",
                "kontotyp",
                "managed apple id",
                "managed apple account",
                "verwaltete apple-id",
                "verwalteter apple account",
            ],
            Fact::Management => &[
                "management",
                "managed by",
                "verwaltet von",
                "mdm",
                "management agent",
                "management name",
                "verwaltung",
                "managed",
                "verwaltet",
            ],
        }
    }
}

/// A column's name as names are compared: case, a mark of bytes, and what joins the words do not matter.
fn folded(name: &str) -> String {
    let plain: String = name
        .trim()
        .trim_start_matches('\u{feff}')
        .chars()
        .map(|c| if c == '_' || c == '\u{a0}' { ' ' } else { c })
        .flat_map(char::to_lowercase)
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Which column holds what, and what is taken for what no column says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices {
    /// Columns by their place, counted from 0.
    pub columns: BTreeMap<Fact, usize>,
    /// What the account on the organisation's devices is where the file does not say.
    pub company: Ownership,
}

impl Choices {
    /// Guesses from the names of the columns.
    pub fn guess(header: &[String]) -> Self {
        let header: Vec<String> = header.iter().map(|name| folded(name)).collect();
        let mut columns = BTreeMap::new();
        for fact in Fact::ALL {
            let free = |at: &usize| !columns.values().any(|taken| taken == at);
            let found = fact
                .names()
                .iter()
                .filter_map(|name| header.iter().position(|column| column == name))
                .find(free);
            if let Some(at) = found {
                columns.insert(fact, at);
            }
        }
        Self { columns, company: Ownership::CompanyPersonalAccount }
    }

    /// Chooses a column by its name; `false` if there is no such column, or more than one.
    pub fn choose(&mut self, fact: Fact, name: &str, header: &[String]) -> bool {
        let name = folded(name);
        let mut found = header.iter().enumerate().filter(|(_, column)| folded(column) == name);
        match (found.next(), found.next()) {
            (Some((at, _)), None) => {
                self.columns.insert(fact, at);
                true
            }
            _ => false,
        }
    }

    /// Facts that must be chosen and are not.
    pub fn missing(&self) -> Vec<Fact> {
        Fact::ALL.into_iter().filter(|fact| fact.needed() && !self.columns.contains_key(fact)).collect()
    }

    /// Two facts that are read from the same column, if any.
    pub fn twice(&self) -> Option<(Fact, Fact)> {
        Fact::ALL.into_iter().find_map(|one| {
            let at = self.columns.get(&one)?;
            let other =
                Fact::ALL.into_iter().find(|other| *other > one && self.columns.get(other) == Some(at));
            other.map(|other| (one, other))
        })
    }

    /// As kept in the database between two screens: `owner=3;serial=0;company=…`.
    pub fn written(&self) -> String {
        let columns = self.columns.iter().map(|(fact, at)| format!("{}={at}", fact.word()));
        columns.chain([format!("company={}", self.company.word())]).collect::<Vec<_>>().join(";")
    }

    /// Reads [`Choices::written`] back; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        let mut choices = Self { columns: BTreeMap::new(), company: Ownership::CompanyPersonalAccount };
        for part in text.split(';') {
            match part.split_once('=')? {
                ("company", word) => choices.company = Ownership::from_word(word)?,
                (fact, at) => {
                    choices.columns.insert(Fact::from_word(fact)?, at.parse().ok()?);
                }
            }
        }
        Some(choices)
    }
}

/// The management system that a header looks like: the one of which most columns are there, and two at least.
pub(super) fn looks_like(header: &[String]) -> Option<&'static str> {
    let header: Vec<String> = header.iter().map(|name| folded(name)).collect();
    let fits =
        |names: &[&str]| names.iter().filter(|name| header.iter().any(|column| column == *name)).count();
    let (name, count) =
        SYSTEMS.iter().map(|(name, names)| (*name, fits(names))).max_by_key(|(_, count)| *count)?;
    (count >= 2).then_some(name)
}
