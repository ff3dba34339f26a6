//! File and environment put together, the environment above the file.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize as _;
use toml::{Table, Value};

use super::{Config, ConfigFault, Raw};

/// The environment's variables: an argument, so that a test needs not change its own.
pub type Environment = BTreeMap<String, String>;

/// What kind of value a variable stands for.
enum Kind {
    Text,
    Number,
    /// Several, with commas between them.
    List,
}

/// Every key that the environment can set: its variable, where it stands in the file, its kind.
const KEYS: [(&str, &[&str], Kind); 26] = [
    ("LATCHKEY_PUBLIC_URL", &["public_url"], Kind::Text),
    ("LATCHKEY_LISTEN", &["listen"], Kind::Text),
    ("LATCHKEY_DATABASE", &["database"], Kind::Text),
    ("DATABASE_URL", &["database"], Kind::Text),
    ("LATCHKEY_KEY_FILE", &["key_file"], Kind::Text),
    ("LATCHKEY_ORGANISATION", &["organisation"], Kind::Text),
    ("LATCHKEY_HELP", &["help"], Kind::Text),
    ("LATCHKEY_ACCENT", &["accent"], Kind::Text),
    ("LATCHKEY_SMTP_HOST", &["smtp", "host"], Kind::Text),
    ("LATCHKEY_SMTP_PORT", &["smtp", "port"], Kind::Number),
    ("LATCHKEY_SMTP_USER", &["smtp", "user"], Kind::Text),
    ("LATCHKEY_SMTP_PASSWORD_FILE", &["smtp", "password_file"], Kind::Text),
    ("LATCHKEY_SMTP_FROM", &["smtp", "from"], Kind::Text),
    ("LATCHKEY_SMTP_TLS", &["smtp", "tls"], Kind::Text),
    ("LATCHKEY_PHONE_KIND", &["phone", "kind"], Kind::Text),
    ("LATCHKEY_PHONE_URL", &["phone", "url"], Kind::Text),
    ("LATCHKEY_PHONE_ACCOUNT", &["phone", "account"], Kind::Text),
    ("LATCHKEY_PHONE_SECRET", &["phone", "secret"], Kind::Text),
    ("LATCHKEY_PHONE_SECRET_FILE", &["phone", "secret_file"], Kind::Text),
    ("LATCHKEY_PHONE_FROM", &["phone", "from"], Kind::Text),
    ("LATCHKEY_PHONE_WAYS", &["phone", "ways"], Kind::List),
    ("LATCHKEY_PHONE_DAILY_CAP", &["phone", "daily_cap"], Kind::Number),
    ("LATCHKEY_TRUSTED_PROXIES", &["trusted_proxies"], Kind::List),
    ("LATCHKEY_METRICS_FROM", &["metrics_from"], Kind::List),
    ("LATCHKEY_LANGUAGE", &["language"], Kind::Text),
    ("LATCHKEY_TIME_ZONE", &["time_zone"], Kind::Text),
];

/// Variables of ours that are no keys of the file: which file, what is logged, where the pages lie, and what
/// the tests use.
const OTHERS: [&str; 5] =
    ["LATCHKEY_CONFIG", "LATCHKEY_LOG", "LATCHKEY_LOG_FORMAT", "LATCHKEY_SITE", "LATCHKEY_TEST_POSTGRES"];

/// Reads the file, if there is one, lays the environment over it and checks the whole.
///
/// # Errors
/// [`ConfigFault`] names the key, variable or line.
pub fn read(file: Option<&Path>, environment: &Environment) -> Result<Config, ConfigFault> {
    let mut table = match file {
        Some(path) => {
            let text = std::fs::read_to_string(path)
                .map_err(|source| ConfigFault::File { path: path.to_owned(), source })?;
            // Read as it stands first: a mistake is then told with its line.
            let in_file = |error: toml::de::Error| ConfigFault::Text {
                path: path.to_owned(),
                why: told(&text, &error),
            };
            toml::from_str::<Raw>(&text).map_err(in_file)?;
            toml::from_str::<Table>(&text).map_err(in_file)?
        }
        None => Table::new(),
    };
    for name in environment.keys() {
        let known = OTHERS.contains(&name.as_str()) || KEYS.iter().any(|(key, _, _)| key == name);
        if name.starts_with("LATCHKEY_") && !known {
            return Err(ConfigFault::UnknownVariable(name.clone()));
        }
    }
    for (name, place, kind) in &KEYS {
        if let Some(text) = environment.get(*name) {
            put(&mut table, place, value(name, text, kind)?);
        }
    }
    let raw = Raw::deserialize(table)
        .map_err(|error| ConfigFault::Value { key: "the environment", why: error.message().to_owned() })?;
    raw.check()
}

/// What is wrong and in which line. The line itself is not repeated, as the error's own words would: it may hold a
/// secret.
fn told(text: &str, error: &toml::de::Error) -> String {
    let line =
        error.span().and_then(|span| text.get(..span.start)).map(|before| before.matches('\n').count() + 1);
    match line {
        Some(line) => format!("line {line}: {}", error.message()),
        None => error.message().to_owned(),
    }
}

fn value(name: &'static str, text: &str, kind: &Kind) -> Result<Value, ConfigFault> {
    Ok(match kind {
        Kind::Text => Value::String(text.to_owned()),
        Kind::Number => match text.trim().parse() {
            Ok(number) => Value::Integer(number),
            Err(_) => return Err(ConfigFault::Value { key: name, why: "write a number".to_owned() }),
        },
        Kind::List => {
            let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
            Value::Array(parts.map(|part| Value::String(part.to_owned())).collect())
        }
    })
}

fn put(table: &mut Table, place: &[&str], value: Value) {
    match place {
        [] => {}
        [last] => {
            table.insert((*last).to_owned(), value);
        }
        [first, rest @ ..] => {
            let inner = table.entry((*first).to_owned()).or_insert_with(|| Value::Table(Table::new()));
            if let Value::Table(inner) = inner {
                put(inner, rest, value);
            }
        }
    }
}
