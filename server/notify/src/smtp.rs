//! Mail by SMTP.

use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use domain::Clock;
use lettre::message::header::{ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls as Encryption, TlsParameters};
use lettre::transport::smtp::{Error, PoolConfig};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};
use service::ports::{Message, Messenger, Trouble};

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(20);
/// How long sending one message may take altogether: a server that falls silent in the middle is not waited for.
const SEND: Duration = Duration::from_secs(60);
/// Connections kept open at most.
const CONNECTIONS: u32 = 4;
/// How long a connection that is not used is kept.
const IDLE: Duration = Duration::from_secs(30);

/// How the connection is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tls {
    /// From the first byte (usually port 465).
    Implicit,
    /// After a word, and refused without (usually port 587).
    Starttls,
    /// Not at all: for a server on this machine.
    None,
}

/// Where mail goes out. Its Debug shows no password.
#[derive(Clone)]
pub struct SmtpSettings {
    /// The server's name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// User name and password there, if it asks for one.
    pub sign_in: Option<(String, String)>,
    /// The sender: `latchkey@example.org` or `Example <latchkey@example.org>`.
    pub from: String,
    /// How the connection is encrypted.
    pub tls: Tls,
}

impl std::fmt::Debug for SmtpSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SmtpSettings({}:{}, {:?})", self.host, self.port, self.tls)
    }
}

/// Why a mail server cannot be used as it was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadSmtp {
    /// The sender is no mail address.
    #[error("the sender is not a mail address")]
    From,
    /// An encrypted connection to that name cannot be set up.
    #[error("an encrypted connection to that mail server cannot be set up")]
    Tls,
}

/// Sends mail by SMTP.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    clock: Arc<dyn Clock>,
    /// [`SEND`], but for a test.
    limit: Duration,
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Smtp")
    }
}

/// `Auto-Submitted: auto-generated` (RFC 3834): no out-of-office replies, please.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }
    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }
    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// `Content-Language: de` (RFC 3282).
#[derive(Clone)]
struct ContentLanguage(String);

impl Header for ContentLanguage {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Content-Language")
    }
    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(text.to_owned()))
    }
    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), self.0.clone())
    }
}

/// What may stand in a header: nothing that ends it. Long texts are folded and encoded by the library.
fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c })
        .collect()
}

impl Smtp {
    /// A way to that server. Nothing is sent yet, and the server need not be there.
    ///
    /// # Errors
    /// [`BadSmtp`] if the settings can never work.
    pub fn new(settings: SmtpSettings, clock: Arc<dyn Clock>) -> Result<Self, BadSmtp> {
        let from: Mailbox = settings.from.parse().map_err(|_| BadSmtp::From)?;
        let parameters = || TlsParameters::new(settings.host.clone()).map_err(|_| BadSmtp::Tls);
        let tls = match settings.tls {
            Tls::None => Encryption::None,
            Tls::Starttls => Encryption::Required(parameters()?),
            Tls::Implicit => Encryption::Wrapper(parameters()?),
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(settings.host.clone())
            .port(settings.port)
            .tls(tls)
            .timeout(Some(CONNECT))
            .pool_config(PoolConfig::new().max_size(CONNECTIONS).idle_timeout(IDLE));
        if let Some((user, password)) = settings.sign_in {
            builder = builder.credentials(Credentials::new(user, password));
        }
        Ok(Self { transport: builder.build(), from, clock, limit: SEND })
    }

    fn mail(&self, message: &Message) -> Result<lettre::Message, Trouble> {
        let stuck = |what: &str| Trouble::Stuck(what.to_owned());
        let to = message.to.trim().parse().map_err(|_| stuck("the address is no mail address"))?;
        let id: String = message.id.chars().filter(char::is_ascii_alphanumeric).collect();
        let language: String =
            message.language.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(8).collect();
        let at = Duration::from_millis(u64::try_from(self.clock.now().0).unwrap_or_default());
        // Base64 whatever the text is: no line is too long for any server, and none begins with a dot.
        let body = Body::new_with_encoding(message.body.clone(), ContentTransferEncoding::Base64)
            .map_err(|_| stuck("the text cannot be encoded"))?;
        lettre::Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(one_line(&message.subject))
            .date(UNIX_EPOCH + at)
            .message_id(Some(format!("<{id}@{}>", self.from.email.domain())))
            .header(AutoSubmitted)
            .header(ContentLanguage(language))
            .header(ContentType::TEXT_PLAIN)
            .body(body)
            .map_err(|_| stuck("the message cannot be put together"))
    }
}

const TOO_LONG: &str = "the mail server took too long";

/// What went wrong, in words without an address: servers repeat it in their answers.
fn trouble(error: &Error) -> Trouble {
    if let Some(code) = error.status() {
        let code = u16::from(code);
        // A server that wants another sign-in, or encryption first, refuses everybody: that is about the settings and not
        // about this message, so it waits until they are mended.
        let settings = matches!(code, 530 | 534 | 535 | 538);
        return if error.is_permanent() && !settings {
            Trouble::Stuck(format!("the mail server refused it (code {code})"))
        } else if settings {
            Trouble::Later(format!("the mail server does not accept our sign-in (code {code})"))
        } else {
            Trouble::Later(format!("the mail server says: not now (code {code})"))
        };
    }
    Trouble::Later(
        if error.is_timeout() {
            TOO_LONG
        } else if error.is_tls() {
            "no encrypted connection to the mail server"
        } else if error.is_response() || error.is_client() {
            "the mail server answered what cannot be understood"
        } else {
            "no connection to the mail server"
        }
        .to_owned(),
    )
}

#[async_trait::async_trait]
impl Messenger for Smtp {
    async fn send(&self, message: &Message) -> Result<(), Trouble> {
        let mail = self.mail(message)?;
        match tokio::time::timeout(self.limit, self.transport.send(mail)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(trouble(&error)),
            Err(_) => Err(Trouble::Later(TOO_LONG.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Epoch;
    impl Clock for Epoch {
        fn now(&self) -> domain::Time {
            domain::Time(0)
        }
    }

    #[tokio::test]
    async fn a_server_that_says_nothing_is_not_waited_for() {
        let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let settings = SmtpSettings {
            host: "127.0.0.1".to_owned(),
            port: silent.local_addr().unwrap().port(),
            sign_in: None,
            from: "latchkey@example.org".to_owned(),
            tls: Tls::None,
        };
        let mut smtp = Smtp::new(settings, Arc::new(Epoch)).unwrap();
        smtp.limit = Duration::from_millis(200);
        let message = Message {
            id: "id".to_owned(),
            to: "anna@example.org".to_owned(),
            subject: "subject".to_owned(),
            body: "body".to_owned(),
            language: "en".to_owned(),
        };
        assert_eq!(smtp.send(&message).await, Err(Trouble::Later(TOO_LONG.to_owned())));
    }
}
