//! The section `[phone]`: the gateway that texts and calls go out through.

use std::path::PathBuf;

use serde::Deserialize;
use service::ports::{Way, is_phone_number};

use super::{ConfigFault, Secret, text};

/// Messages a day where the configuration says nothing: enough for some hundred people, and no bill to be afraid of.
const DAILY_CAP: u32 = 200;
/// The most that can be allowed.
const MOST_DAILY: u32 = 1_000_000;
/// The shortest secret of a webhook: whoever can guess it can have codes believed.
const SHORTEST_SECRET: usize = 16;

/// A gateway for texts and calls.
#[derive(Debug, Clone)]
pub struct Phone {
    /// How it is spoken to.
    pub kind: PhoneKind,
    /// Where it answers.
    pub url: String,
    /// What it knows us by.
    pub secret: Secret,
    /// What it is used for; each once, at least one.
    pub ways: Vec<Way>,
    /// The most messages a day, of all ways together.
    pub daily_cap: u32,
}

/// How a gateway is spoken to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhoneKind {
    /// By Twilio's REST interface.
    Twilio {
        /// The account's id.
        account: String,
        /// Who sends: a number, a sender's name or a messaging service.
        from: String,
    },
    /// By a signed JSON object.
    Webhook,
}

/// The section as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Raw {
    kind: Option<String>,
    url: Option<String>,
    account: Option<String>,
    secret: Option<Written>,
    secret_file: Option<PathBuf>,
    from: Option<String>,
    ways: Option<Vec<String>>,
    daily_cap: Option<u32>,
}

/// A secret as it stands in the file. Any kind of value is read, because the words for a wrong kind would repeat it.
#[derive(Deserialize)]
#[serde(transparent)]
struct Written(toml::Value);

impl std::fmt::Debug for Written {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Written(…)")
    }
}

fn fault<T>(key: &'static str, why: &str) -> Result<T, ConfigFault> {
    Err(ConfigFault::Value { key, why: why.to_owned() })
}

impl Raw {
    pub(super) fn check(self) -> Result<Phone, ConfigFault> {
        let kind = text("phone.kind", self.kind, "how the gateway is spoken to: twilio or webhook")?;
        let secret = secret(self.secret, self.secret_file)?;
        let ways = ways(self.ways)?;
        let (kind, url) = match kind.as_str() {
            "twilio" => {
                let account = text("phone.account", self.account, "the account's id there, such as AC…")?;
                let from = text("phone.from", self.from, "the number that texts and calls come from")?;
                if ways.contains(&Way::Call) && !is_phone_number(&from) {
                    return fault("phone.from", "calls need a number, written like +4930123456");
                }
                let url = self.url.unwrap_or_else(|| notify::Twilio::URL.to_owned());
                (PhoneKind::Twilio { account, from }, url)
            }
            "webhook" => {
                for (key, value) in [("phone.account", &self.account), ("phone.from", &self.from)] {
                    if value.is_some() {
                        return fault(key, "a webhook takes none");
                    }
                }
                if secret.reveal().len() < SHORTEST_SECRET {
                    return fault("phone.secret", "a webhook's secret has at least 16 characters");
                }
                let url = text("phone.url", self.url, "the address that messages are posted to")?;
                (PhoneKind::Webhook, url)
            }
            _ => return fault("phone.kind", "choose twilio or webhook"),
        };
        let daily_cap = self.daily_cap.unwrap_or(DAILY_CAP);
        if !(1..=MOST_DAILY).contains(&daily_cap) {
            return fault(
                "phone.daily_cap",
                "write a number from 1 to 1000000; without the section there are no texts",
            );
        }
        Ok(Phone { kind, url, secret, ways, daily_cap })
    }
}

fn secret(written: Option<Written>, file: Option<PathBuf>) -> Result<Secret, ConfigFault> {
    let text = match (written, file) {
        (Some(_), Some(_)) => return fault("phone.secret", "secret and secret_file exclude each other"),
        (Some(Written(toml::Value::String(text))), None) => text,
        (Some(_), None) => return fault("phone.secret", "write it in quotes"),
        (None, Some(path)) => match std::fs::read_to_string(&path) {
            Ok(text) => text.trim_end_matches(['\r', '\n']).to_owned(),
            Err(source) => return Err(ConfigFault::File { path, source }),
        },
        (None, None) => String::new(),
    };
    if text.is_empty() {
        let what = "what the gateway knows us by; better in a file (secret_file) or in LATCHKEY_PHONE_SECRET";
        return Err(ConfigFault::Missing { key: "phone.secret", what });
    }
    Ok(Secret(text))
}

fn ways(names: Option<Vec<String>>) -> Result<Vec<Way>, ConfigFault> {
    let Some(names) = names else { return Ok(vec![Way::Text]) };
    let mut ways = Vec::new();
    for name in names {
        let way = match name.as_str() {
            "text" => Way::Text,
            "call" => Way::Call,
            _ => return fault("phone.ways", "choose of text and call"),
        };
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    if ways.is_empty() { fault("phone.ways", "choose of text and call, at least one") } else { Ok(ways) }
}

#[cfg(test)]
mod tests;
