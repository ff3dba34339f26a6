//! The configuration: one TOML file, each key overridable by the environment, read once at the start.
//!
//! An unknown key, in the file or in the environment, is a mistake that would otherwise go unnoticed (a
//! misspelt limit, a switch that is not there): it refuses to start and says which.

pub mod networks;
mod phone;
mod public_url;
mod read;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use serde::Deserialize;

pub use networks::{Network, Networks};
pub use phone::{Phone, PhoneKind};
pub use public_url::PublicUrl;
pub use read::{Environment, read};

/// Why a configuration cannot be used. The text names the key and never the value of a secret.
#[derive(Debug, thiserror::Error)]
pub enum ConfigFault {
    /// The file cannot be read.
    #[error("cannot read {path}")]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file is no TOML, or holds an unknown key or a value of the wrong kind.
    #[error("{path}: {why}")]
    Text {
        /// Which file.
        path: PathBuf,
        /// What is wrong, with the line.
        why: String,
    },
    /// A variable of the environment that begins like ours and is none.
    #[error("the environment sets {0}, which is no setting of Latchkey")]
    UnknownVariable(String),
    /// A key has a value that cannot be used.
    #[error("{key}: {why}")]
    Value {
        /// Which key.
        key: &'static str,
        /// What is wrong with it, or how it should look.
        why: String,
    },
    /// A key is missing that has no default.
    #[error("{key} is missing: {what}")]
    Missing {
        /// Which key.
        key: &'static str,
        /// What it is for.
        what: &'static str,
    },
}

/// What `latchkey serve` runs with.
#[derive(Debug, Clone)]
pub struct Config {
    /// The address people open: gives relying party, origin and links.
    pub public_url: PublicUrl,
    /// Where to listen.
    pub listen: SocketAddr,
    /// Where the database is.
    pub database: store::Location,
    /// The file with the keys (R13), mode 0600.
    pub key_file: PathBuf,
    /// Name of the organisation, shown on every page.
    pub organisation: String,
    /// Whom to call: a human's number or where to find one.
    pub help: String,
    /// The organisation's colour, `#rrggbb`.
    pub accent: Option<String>,
    /// Where mail goes out; none: notices wait until there is one.
    pub smtp: Option<Smtp>,
    /// Where texts and calls go out; none: phones are not offered.
    pub phone: Option<Phone>,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Networks,
    /// Who may read `/metrics`; without an entry only this machine.
    pub metrics_from: Networks,
    /// Language for whoever has none of ours: `en` or `de`.
    pub language: String,
    /// IANA time zone for whoever has none on record.
    pub time_zone: String,
}

/// A mail server.
#[derive(Debug, Clone)]
pub struct Smtp {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// User name, with a password; none: no sign-in there.
    pub user: Option<String>,
    /// The password, read from `password_file`.
    pub password: Option<Secret>,
    /// The sender's address.
    pub from: String,
    /// How the connection is encrypted.
    pub tls: Tls,
}

/// How a mail server is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tls {
    /// Encrypted from the first byte (usually port 465).
    Implicit,
    /// Encrypted after a word, and refused without (usually port 587).
    Starttls,
    /// Not encrypted: for a server on this machine only.
    None,
}

/// A secret text: never shown by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// The secret itself, for whoever needs it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// The file as it is written, before anything is checked.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    public_url: Option<String>,
    listen: Option<String>,
    database: Option<String>,
    key_file: Option<PathBuf>,
    organisation: Option<String>,
    help: Option<String>,
    accent: Option<String>,
    smtp: Option<RawSmtp>,
    phone: Option<phone::Raw>,
    #[serde(default)]
    trusted_proxies: Vec<String>,
    #[serde(default)]
    metrics_from: Vec<String>,
    language: Option<String>,
    time_zone: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSmtp {
    host: Option<String>,
    port: Option<u16>,
    user: Option<String>,
    password_file: Option<PathBuf>,
    from: Option<String>,
    tls: Option<Tls>,
}

/// Where `serve` listens without being told otherwise.
const LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);

impl Raw {
    fn check(self) -> Result<Config, ConfigFault> {
        let missing = |key, what| move || ConfigFault::Missing { key, what };
        let public_url =
            self.public_url.ok_or_else(missing("public_url", "the https:// address people open"))?;
        let public_url = PublicUrl::parse(&public_url)
            .map_err(|why| ConfigFault::Value { key: "public_url", why: why.to_owned() })?;
        let listen = match self.listen {
            Some(text) => listen_address(&text)?,
            None => LISTEN,
        };
        let database = location(self.database.as_deref().unwrap_or("latchkey.sqlite"))?;
        let key_file = match (self.key_file, &database) {
            (Some(path), _) => path,
            (None, store::Location::SqliteFile(path)) => path.with_extension("key"),
            (None, store::Location::Postgres(_)) => {
                return Err(ConfigFault::Missing {
                    key: "key_file",
                    what: "the file with the keys that all replicas share",
                });
            }
        };
        let organisation = text("organisation", self.organisation, "the name that people know it by")?;
        let help = text(
            "help",
            self.help,
            "whom to call when nothing else helps, such as a telephone number; every notice names it",
        )?;
        if let Some(accent) = &self.accent {
            let hex = accent.strip_prefix('#').unwrap_or_default();
            if hex.len() != 6 || !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                return Err(ConfigFault::Value {
                    key: "accent",
                    why: "write a colour as #rrggbb".to_owned(),
                });
            }
        }
        let language = self.language.unwrap_or_else(|| "en".to_owned());
        if !LANGUAGES.contains(&language.as_str()) {
            return Err(ConfigFault::Value {
                key: "language",
                why: format!("choose one of {}", LANGUAGES.join(", ")),
            });
        }
        let time_zone = self.time_zone.unwrap_or_else(|| "UTC".to_owned());
        if jiff::tz::TimeZone::get(&time_zone).is_err() {
            let why = format!("{time_zone} is no time zone; write it like Europe/Berlin");
            return Err(ConfigFault::Value { key: "time_zone", why });
        }
        Ok(Config {
            public_url,
            listen,
            database,
            key_file,
            organisation,
            help,
            accent: self.accent,
            smtp: self.smtp.map(RawSmtp::check).transpose()?,
            phone: self.phone.map(phone::Raw::check).transpose()?,
            trusted_proxies: Networks::parse(&self.trusted_proxies)
                .map_err(|why| ConfigFault::Value { key: "trusted_proxies", why })?,
            metrics_from: Networks::parse(&self.metrics_from)
                .map_err(|why| ConfigFault::Value { key: "metrics_from", why })?,
            language,
            time_zone,
        })
    }
}

/// Languages there are words for.
pub const LANGUAGES: [&str; 2] = ["en", "de"];

impl RawSmtp {
    fn check(self) -> Result<Smtp, ConfigFault> {
        let host = text("smtp.host", self.host, "the mail server's name")?;
        let from = text("smtp.from", self.from, "the address that notices come from")?;
        let tls = self.tls.unwrap_or(Tls::Starttls);
        let local = matches!(host.as_str(), "localhost" | "127.0.0.1" | "::1");
        if tls == Tls::None && !local {
            let why = "mail may go unencrypted only to this machine".to_owned();
            return Err(ConfigFault::Value { key: "smtp.tls", why });
        }
        let port = self.port.unwrap_or(match tls {
            Tls::Implicit => 465,
            Tls::Starttls => 587,
            Tls::None => 25,
        });
        let password = match self.password_file {
            Some(path) => match std::fs::read_to_string(&path) {
                Ok(text) => Some(Secret(text.trim_end_matches(['\r', '\n']).to_owned())),
                Err(source) => return Err(ConfigFault::File { path, source }),
            },
            None => None,
        };
        if self.user.is_some() != password.is_some() {
            let why = "user and password_file belong together".to_owned();
            return Err(ConfigFault::Value { key: "smtp.user", why });
        }
        Ok(Smtp { host, port, user: self.user, password, from, tls })
    }
}

fn text(key: &'static str, value: Option<String>, what: &'static str) -> Result<String, ConfigFault> {
    let value = value.unwrap_or_default().trim().to_owned();
    if value.is_empty() { Err(ConfigFault::Missing { key, what }) } else { Ok(value) }
}

/// Reads `ADDRESS:PORT`, where the address may be `localhost`. Port 0 means any free one.
///
/// # Errors
/// If it is no such thing.
pub fn listen_address(text: &str) -> Result<SocketAddr, ConfigFault> {
    let text = text.replace("localhost:", "127.0.0.1:");
    text.parse().map_err(|_| ConfigFault::Value {
        key: "listen",
        why: "write ADDRESS:PORT, such as 127.0.0.1:8080 or [::1]:8080".to_owned(),
    })
}

/// Reads where the database is: a `postgres://` address, or a file's path (also as `sqlite:PATH`).
fn location(text: &str) -> Result<store::Location, ConfigFault> {
    let fault = |why: &str| ConfigFault::Value { key: "database", why: why.to_owned() };
    if text.starts_with("postgres://") || text.starts_with("postgresql://") {
        return Ok(store::Location::Postgres(text.to_owned()));
    }
    let path = text.strip_prefix("sqlite://").or_else(|| text.strip_prefix("sqlite:")).unwrap_or(text);
    // The text itself is not repeated: an address of some other kind may hold a password.
    if path.contains("://") {
        return Err(fault("write a file's path, or an address that begins with postgres://"));
    }
    if path.is_empty() || path.starts_with(":memory:") {
        return Err(fault("write a file's path: a database in memory would be lost"));
    }
    Ok(store::Location::SqliteFile(PathBuf::from(path)))
}

#[cfg(test)]
mod tests;
