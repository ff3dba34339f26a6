//! Texts and calls by whatever the organisation has: one signed JSON object, posted to an address.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use data_encoding::HEXLOWER;
use domain::Clock;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::Serialize;
use service::ports::{Phone, PhoneMessage, Trouble, Way};
use sha2::Sha256;

use crate::http::{Body, Server};
use crate::phone::{self, BadPhone, PhoneSettings};

/// The header with time and signature.
const SIGNATURE: &str = "latchkey-signature";

/// Posts messages to a webhook.
pub struct Webhook {
    server: Server,
    secret: Vec<u8>,
    settings: PhoneSettings,
    clock: Arc<dyn Clock>,
}

impl fmt::Debug for Webhook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Webhook({:?})", self.server)
    }
}

/// What is posted.
#[derive(Serialize)]
struct Posted<'a> {
    id: &'a str,
    to: &'a str,
    way: &'static str,
    text: &'a str,
    language: &'a str,
}

impl Webhook {
    /// A way to that address. Nothing is sent yet, and nobody need be there.
    ///
    /// # Errors
    /// [`BadPhone`] if the settings can never work.
    pub fn new(
        url: &str,
        secret: &str,
        settings: PhoneSettings,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, BadPhone> {
        if settings.ways.is_empty() {
            return Err(BadPhone::Ways);
        }
        Ok(Self { server: Server::new(url)?, secret: secret.as_bytes().to_vec(), settings, clock })
    }

    /// The same with another limit than ten seconds for one message: for a test of it.
    #[must_use]
    pub fn with_limit(self, limit: Duration) -> Self {
        Self { server: self.server.with_limit(limit), ..self }
    }
}

/// `t=SECONDS,v1=HEX`: HMAC-SHA256 over the seconds, a dot, and the body. The time is under the signature, so that
/// whoever overhears a request cannot send it again much later.
fn signature(secret: &[u8], seconds: i64, body: &[u8]) -> Result<String, Trouble> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret)
        .map_err(|_| phone::stuck("the webhook's secret cannot be used".to_owned()))?;
    mac.update(seconds.to_string().as_bytes());
    mac.update(b".");
    mac.update(body);
    Ok(format!("t={seconds},v1={}", HEXLOWER.encode(&mac.finalize().into_bytes())))
}

#[async_trait::async_trait]
impl Phone for Webhook {
    fn ways(&self) -> &[Way] {
        &self.settings.ways
    }

    fn daily_cap(&self) -> u32 {
        self.settings.daily_cap
    }

    async fn send(&self, message: &PhoneMessage) -> Result<(), Trouble> {
        phone::check(message, &self.settings.ways)?;
        let PhoneMessage { id, to, way, text, language } = message;
        let body = serde_json::to_vec(&Posted { id, to, way: way.as_str(), text, language })
            .map_err(|_| phone::stuck("the message cannot be put together".to_owned()))?;
        let seconds = self.clock.now().0.div_euclid(1000);
        let headers = [
            (SIGNATURE, signature(&self.secret, seconds, &body)?),
            ("content-type", "application/json".to_owned()),
        ];
        // The status says it all; what else is answered is not even read.
        let answer = self.server.post(&self.server.path(), &headers, body, Body::Leave).await?;
        if answer.status.is_success() { Ok(()) } else { Err(phone::refused(answer.status)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signature_is_the_one_that_others_compute() {
        // printf '1780315200.{"id":"m1"}' | openssl dgst -sha256 -hmac word
        assert_eq!(
            signature(b"word", 1_780_315_200, br#"{"id":"m1"}"#).unwrap(),
            "t=1780315200,v1=a8090136c497e38996d2168485230646a216c14ede2abbc85817e1c95c9b4eec"
        );
    }
}
