//! Texts and calls by Twilio's REST interface of 2010-04-01, which other gateways speak as well.

use std::fmt;
use std::time::Duration;

use data_encoding::BASE64;
use serde::Deserialize;
use service::ports::{Phone, PhoneMessage, Trouble, Way};
use url::form_urlencoded::Serializer;

use crate::http::{Answer, Body, Server};
use crate::phone::{self, BadPhone, PhoneSettings, stuck};

/// Whose account it is. Its Debug shows no secret.
#[derive(Clone, PartialEq, Eq)]
pub struct TwilioAccount {
    /// The account's id (`AC…`).
    pub id: String,
    /// Its auth token.
    pub secret: String,
    /// Who sends: a number of the account's; for texts also a sender's name, or a messaging service (`MG…`).
    pub from: String,
}

impl fmt::Debug for TwilioAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TwilioAccount({})", self.id)
    }
}

/// Sends through Twilio, or whoever speaks like it.
pub struct Twilio {
    server: Server,
    account: TwilioAccount,
    settings: PhoneSettings,
}

impl fmt::Debug for Twilio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Twilio({:?})", self.server)
    }
}

/// What an answer holds that matters.
#[derive(Debug, Default, Deserialize)]
struct Said {
    /// The id that the message got there.
    sid: Option<String>,
    /// Of a message: how far it is. Of an error: the HTTP status, as a number.
    #[serde(default)]
    status: serde_json::Value,
    /// Of an error: which.
    code: Option<u32>,
}

impl Twilio {
    /// Where the gateway itself answers.
    pub const URL: &'static str = "https://api.twilio.com";

    /// A way to that account. Nothing is sent yet, and the gateway need not be there.
    ///
    /// # Errors
    /// [`BadPhone`] if the settings can never work.
    pub fn new(url: &str, account: TwilioAccount, settings: PhoneSettings) -> Result<Self, BadPhone> {
        let id = account.id.as_str();
        if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(BadPhone::Account);
        }
        if settings.ways.is_empty() {
            return Err(BadPhone::Ways);
        }
        let server = Server::new(url)?;
        Ok(Self { server, account, settings })
    }

    /// The same with another limit than ten seconds for one message: for a test of it.
    #[must_use]
    pub fn with_limit(self, limit: Duration) -> Self {
        Self { server: self.server.with_limit(limit), ..self }
    }

    fn form(&self, message: &PhoneMessage) -> String {
        let mut form = Serializer::new(String::new());
        form.append_pair("To", &message.to);
        match message.way {
            Way::Text => {
                let service = self.account.from.starts_with("MG") && self.account.from.len() == 34;
                form.append_pair(if service { "MessagingServiceSid" } else { "From" }, &self.account.from);
                form.append_pair("Body", &message.text);
            }
            Way::Call => {
                form.append_pair("From", &self.account.from);
                form.append_pair("Twiml", &spoken(message));
            }
        }
        form.finish()
    }
}

/// The instructions for a call: a breath, the text, and the text again for whoever was looking for a pen.
fn spoken(message: &PhoneMessage) -> String {
    let language = if message.language == "de" { "de-DE" } else { "en-GB" };
    let mut text = String::with_capacity(message.text.len());
    for c in message.text.chars() {
        match c {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            // What XML cannot hold is nothing that a voice could say.
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => text.push(' '),
            c => text.push(c),
        }
    }
    let say = format!("<Pause length=\"1\"/><Say language=\"{language}\">{text}</Say>");
    format!("<Response>{say}{say}</Response>")
}

/// Reads what came back.
fn outcome(answer: &Answer) -> Result<(), Trouble> {
    let said: Option<Said> = answer.body.as_deref().and_then(|body| serde_json::from_slice(body).ok());
    if answer.status.is_success() {
        return match said {
            Some(Said { sid: Some(sid), status, .. }) if !sid.is_empty() => match status.as_str() {
                Some("failed" | "undelivered" | "canceled") => {
                    Err(stuck("the gateway took it and gave it up".to_owned()))
                }
                _ => Ok(()),
            },
            // A page of some proxy in between, most likely: the message did not get there.
            _ => Err(Trouble::Later("the gateway answered what cannot be understood".to_owned())),
        };
    }
    let http = answer.status.as_u16();
    let Some(code) = said.and_then(|said| said.code).filter(|_| (400..500).contains(&http)) else {
        return Err(phone::refused(answer.status));
    };
    // https://www.twilio.com/docs/api/errors
    let words = match code {
        // Too many at once, of the account or of the sender's number.
        20429 | 21611 => return Err(Trouble::Later(format!("the gateway says: not now (error {code})"))),
        13223 | 13224 | 21211 | 21214 | 21217 | 21614 => phone::NO_NUMBER,
        21610 => "whoever has that number wants no messages from us",
        13227 | 21215 | 21408 => "the gateway may not reach that country",
        21210 | 21212 | 21606 | 21659 | 21660 => "the gateway does not accept the sender's number",
        _ => {
            return Err(match phone::refused(answer.status) {
                Trouble::Later(words) => Trouble::Later(words),
                Trouble::Stuck(words) => stuck(format!("{words}, error {code}")),
            });
        }
    };
    Err(stuck(format!("{words} (error {code})")))
}

#[async_trait::async_trait]
impl Phone for Twilio {
    fn ways(&self) -> &[Way] {
        &self.settings.ways
    }

    fn daily_cap(&self) -> u32 {
        self.settings.daily_cap
    }

    async fn send(&self, message: &PhoneMessage) -> Result<(), Trouble> {
        phone::check(message, &self.settings.ways)?;
        let base = self.server.path();
        let what = match message.way {
            Way::Text => "Messages",
            Way::Call => "Calls",
        };
        let path =
            format!("{}/2010-04-01/Accounts/{}/{what}.json", base.trim_end_matches('/'), self.account.id);
        let secret = BASE64.encode(format!("{}:{}", self.account.id, self.account.secret).as_bytes());
        let headers = [
            ("authorization", format!("Basic {secret}")),
            ("content-type", "application/x-www-form-urlencoded".to_owned()),
            ("accept", "application/json".to_owned()),
        ];
        let answer = self.server.post(&path, &headers, self.form(message).into_bytes(), Body::Read).await?;
        outcome(&answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_says_the_text_and_nothing_that_stands_in_it_becomes_an_instruction() {
        let message = PhoneMessage {
            id: "m".to_owned(),
            to: "+491701234567".to_owned(),
            way: Way::Call,
            text: "Müller & Söhne</Say><Dial>+1900</Dial>\u{0}\n1, 2".to_owned(),
            language: "de".to_owned(),
        };
        let once = "<Pause length=\"1\"/><Say language=\"de-DE\">Müller &amp; \
                    Söhne&lt;/Say&gt;&lt;Dial&gt;+1900&lt;/Dial&gt;  1, 2</Say>";
        assert_eq!(spoken(&message), format!("<Response>{once}{once}</Response>"));
    }
}
