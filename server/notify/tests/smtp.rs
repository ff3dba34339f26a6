//! Mail, to a real mail server.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where its ground is missing"
)]

use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;

use domain::{Clock, Time};
use notify::{BadSmtp, Smtp, SmtpSettings, Tls};
use serde_json::Value;
use service::ports::{Message, Messenger as _, Trouble};

/// Noon on 1 June 2026, UTC.
struct Noon;

impl Clock for Noon {
    fn now(&self) -> Time {
        Time(1_780_315_200_000)
    }
}

/// A mail server that ends with its test.
struct MailServer {
    process: Child,
    says: BufReader<ChildStdout>,
    port: u16,
}

impl MailServer {
    /// Starts one at that port, 0 for any; it takes mail once this returns.
    fn start(port: u16, sign_in: &[&str]) -> Self {
        let python = std::env::var("TEST_PYTHON")
            .expect("TEST_PYTHON names no Python with aiosmtpd: run `make unit`, whose set-up installs one");
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/mail_server.py");
        let mut process = Command::new(&python)
            .arg(script)
            .arg(port.to_string())
            .args(sign_in)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{python} does not start: {error}; run .ci/setup test"));
        let mut says = BufReader::new(process.stdout.take().unwrap());
        let mut line = String::new();
        says.read_line(&mut line).unwrap();
        let port = line
            .trim()
            .parse()
            .expect("the mail server says its port: is aiosmtpd installed? .ci/setup test");
        Self { process, says, port }
    }

    /// The next message it took.
    fn next(&mut self) -> Value {
        let mut line = String::new();
        self.says.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap()
    }

    fn smtp(&self) -> Smtp {
        smtp(self.port, None, Tls::None)
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn smtp(port: u16, sign_in: Option<(&str, &str)>, tls: Tls) -> Smtp {
    let settings = SmtpSettings {
        host: "127.0.0.1".to_owned(),
        port,
        sign_in: sign_in.map(|(user, password)| (user.to_owned(), password.to_owned())),
        from: "Example & Sons <latchkey@portal.example.org>".to_owned(),
        tls,
    };
    Smtp::new(settings, Arc::new(Noon)).unwrap()
}

fn message(to: &str) -> Message {
    Message {
        id: "0123456789abcdefghjkmnpqrs".to_owned(),
        to: to.to_owned(),
        subject: "Jemand möchte als Sie wieder hereinkommen".to_owned(),
        body: "Grüße — “so”.\n\n.\nCode: 7K3M-9QXZ\n".to_owned(),
        language: "de".to_owned(),
    }
}

fn says(result: Result<(), Trouble>) -> (bool, String) {
    match result.unwrap_err() {
        Trouble::Later(words) => (true, words),
        Trouble::Stuck(words) => (false, words),
    }
}

#[tokio::test]
async fn mail_arrives_as_it_was_meant() {
    let mut server = MailServer::start(0, &[]);
    server.smtp().send(&message("anna@example.org")).await.unwrap();
    let mail = server.next();
    assert_eq!(mail["from"], "latchkey@portal.example.org");
    assert_eq!(mail["to"], serde_json::json!(["anna@example.org"]));
    let headers = &mail["headers"];
    assert_eq!(headers["subject"], "Jemand möchte als Sie wieder hereinkommen");
    assert_eq!(headers["from"], "Example & Sons <latchkey@portal.example.org>");
    assert_eq!(headers["to"], "anna@example.org");
    assert_eq!(headers["message-id"], "<0123456789abcdefghjkmnpqrs@portal.example.org>");
    assert_eq!(headers["auto-submitted"], "auto-generated");
    assert_eq!(headers["content-language"], "de");
    assert_eq!(headers["date"], "Mon, 01 Jun 2026 12:00:00 +0000");
    assert_eq!(headers["content-type"], "text/plain; charset=\"utf-8\"");
    assert_eq!(mail["defects"], serde_json::json!([]));
    let body = mail["body"].as_str().unwrap().replace("\r\n", "\n");
    assert_eq!(body.trim_end(), message("").body.trim_end());
}

#[tokio::test]
async fn a_text_cannot_become_a_header() {
    let mut server = MailServer::start(0, &[]);
    let smtp = server.smtp();
    let evil = Message {
        id: "id\r\nX-Evil: 1".to_owned(),
        subject: format!("Eve\r\nBcc: all@example.org\n\n{}", "ö".repeat(400)),
        language: "de\r\nX-Evil: 2".to_owned(),
        ..message("anna@example.org")
    };
    smtp.send(&evil).await.unwrap();
    let mail = server.next();
    let names: Vec<&str> =
        mail["names"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    assert!(!names.iter().any(|name| name.eq_ignore_ascii_case("bcc") || name.contains("Evil")), "{names:?}");
    assert_eq!(mail["to"], serde_json::json!(["anna@example.org"]));
    assert!(mail["headers"]["subject"].as_str().unwrap().starts_with("Eve"));
    assert!(mail["lines"].as_u64().unwrap() < 998, "no line is longer than servers must take");

    for to in ["anna@example.org\r\nRCPT TO:<all@example.org>", "a@b, c@d", "", "anna"] {
        let (later, _) = says(smtp.send(&message(to)).await);
        assert!(!later, "{to:?}");
    }
}

#[tokio::test]
async fn a_server_that_is_down_is_tried_later_and_then_takes_it() {
    let server = MailServer::start(0, &[]);
    let (smtp, port) = (server.smtp(), server.port);
    drop(server);
    let (later, words) = says(smtp.send(&message("anna@example.org")).await);
    assert!(later, "{words}");
    let mut server = MailServer::start(port, &[]);
    smtp.send(&message("anna@example.org")).await.unwrap();
    assert_eq!(server.next()["to"], serde_json::json!(["anna@example.org"]));
    // And the connection that is kept does not outlive its server unnoticed.
    drop(server);
    let mut server = MailServer::start(port, &[]);
    if smtp.send(&message("bob@example.org")).await.is_err() {
        smtp.send(&message("bob@example.org")).await.unwrap();
    }
    assert_eq!(server.next()["to"], serde_json::json!(["bob@example.org"]));
}

#[tokio::test]
async fn what_is_refused_is_stuck_and_what_is_busy_waits() {
    let server = MailServer::start(0, &[]);
    let smtp = server.smtp();
    let (later, words) = says(smtp.send(&message("refused@example.org")).await);
    assert!(!later && words.contains("550"), "{words}");
    assert!(!words.contains("refused@example.org"), "an address is no word for a log: {words}");
    let (later, words) = says(smtp.send(&message("busy@example.org")).await);
    assert!(later && words.contains("451") && !words.contains("busy@"), "{words}");
    let spam = Message { subject: "spam".to_owned(), ..message("anna@example.org") };
    let (later, words) = says(smtp.send(&spam).await);
    assert!(!later && words.contains("554"), "{words}");
}

#[tokio::test]
async fn a_sign_in_that_is_refused_waits_until_it_is_mended() {
    let mut server = MailServer::start(0, &["portal", "secret-word"]);
    let wrong = smtp(server.port, Some(("portal", "other-word")), Tls::None);
    let (later, words) = says(wrong.send(&message("anna@example.org")).await);
    assert!(later && !words.contains("other-word"), "{words}");
    let right = smtp(server.port, Some(("portal", "secret-word")), Tls::None);
    right.send(&message("anna@example.org")).await.unwrap();
    assert_eq!(server.next()["to"], serde_json::json!(["anna@example.org"]));
}

#[tokio::test]
async fn where_encryption_is_asked_for_nothing_goes_out_without() {
    let server = MailServer::start(0, &[]);
    for tls in [Tls::Starttls, Tls::Implicit] {
        let (later, words) = says(smtp(server.port, None, tls).send(&message("anna@example.org")).await);
        assert!(later, "{words}");
    }
}

#[test]
fn a_sender_that_is_no_address_is_said_at_once() {
    let settings = SmtpSettings {
        host: "mail.example.org".to_owned(),
        port: 25,
        sign_in: Some(("user".to_owned(), "secret-word".to_owned())),
        from: "nobody".to_owned(),
        tls: Tls::None,
    };
    assert!(!format!("{settings:?}").contains("secret-word"));
    assert_eq!(Smtp::new(settings, Arc::new(Noon)).unwrap_err(), BadSmtp::From);
}
