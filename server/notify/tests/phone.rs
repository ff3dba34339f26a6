//! Texts and calls, to a gateway on this machine that can do everything wrong.
#![expect(clippy::unwrap_used, reason = "a test stops where its ground is missing")]

use std::sync::Arc;
use std::time::Duration;

use domain::{Clock, Time};
use notify::{BadPhone, PhoneSettings, Twilio, TwilioAccount, Webhook};
use service::ports::{Phone, PhoneMessage, Trouble, Way};
use testkit::gateway::{ACCOUNT, Gateway, Mood, SECRET};

/// Noon on 1 June 2026, UTC.
const NOON: i64 = 1_780_315_200;
const NUMBER: &str = "+491701234567";
const WORDS: &str = "Your code for Müller & Söhne is 482915";
/// How long a test waits for a gateway that is slow.
const SHORT: Duration = Duration::from_millis(300);

struct Noon;

impl Clock for Noon {
    fn now(&self) -> Time {
        Time(NOON * 1000 + 999)
    }
}

fn both() -> PhoneSettings {
    PhoneSettings { ways: vec![Way::Text, Way::Call], daily_cap: 10 }
}

fn account(secret: &str) -> TwilioAccount {
    TwilioAccount { id: ACCOUNT.to_owned(), secret: secret.to_owned(), from: "+4930123456".to_owned() }
}

fn twilio(gateway: &Gateway) -> Twilio {
    Twilio::new(&gateway.url(), account(SECRET), both()).unwrap().with_limit(SHORT)
}

fn webhook(gateway: &Gateway) -> Webhook {
    Webhook::new(&gateway.hook(), SECRET, both(), Arc::new(Noon)).unwrap().with_limit(SHORT)
}

fn message(id: &str, way: Way) -> PhoneMessage {
    PhoneMessage {
        id: id.to_owned(),
        to: NUMBER.to_owned(),
        way,
        text: WORDS.to_owned(),
        language: "en".to_owned(),
    }
}

/// Whether it may work later, and in which words. None of them is a secret's, a number's or a text's.
fn says(result: Result<(), Trouble>) -> (bool, String) {
    let (later, words) = match result.unwrap_err() {
        Trouble::Later(words) => (true, words),
        Trouble::Stuck(words) => (false, words),
    };
    for secret in [SECRET, NUMBER, "482915", ACCOUNT, "127.0.0.1"] {
        assert!(!words.contains(secret), "{words}");
    }
    (later, words)
}

#[tokio::test]
async fn a_text_and_a_call_arrive_in_twilios_form() {
    let gateway = Gateway::start().await;
    let phone = twilio(&gateway);
    phone.send(&message("m1", Way::Text)).await.unwrap();
    phone.send(&PhoneMessage { language: "de".to_owned(), ..message("m2", Way::Call) }).await.unwrap();
    let taken = gateway.taken();
    assert_eq!(
        (taken[0].to.as_str(), taken[0].way.as_str(), taken[0].text.as_str()),
        (NUMBER, "text", WORDS)
    );
    assert_eq!(taken[0].from.as_deref(), Some("+4930123456"));
    assert_eq!((taken[1].to.as_str(), taken[1].way.as_str()), (NUMBER, "call"));
    let say = "<Say language=\"de-DE\">Your code for Müller &amp; Söhne is 482915</Say>";
    assert_eq!(taken[1].text.matches(say).count(), 2, "{}", taken[1].text);
    assert_eq!((phone.ways(), phone.daily_cap()), ([Way::Text, Way::Call].as_slice(), 10));
}

#[tokio::test]
async fn a_messaging_service_sends_texts_in_place_of_a_number() {
    let gateway = Gateway::start().await;
    let service = format!("MG{}", "0".repeat(32));
    let account = TwilioAccount { from: service.clone(), ..account(SECRET) };
    let phone = Twilio::new(&format!("{}/", gateway.url()), account, both()).unwrap();
    phone.send(&message("m1", Way::Text)).await.unwrap();
    assert_eq!(gateway.taken()[0].from, Some(service));
}

#[tokio::test]
async fn a_text_and_a_call_arrive_at_the_webhook_signed_and_once() {
    let gateway = Gateway::start().await;
    let phone = webhook(&gateway);
    for _ in 0..2 {
        phone.send(&message("m1", Way::Text)).await.unwrap();
    }
    phone.send(&message("m2", Way::Call)).await.unwrap();
    let taken = gateway.taken();
    assert_eq!(taken.len(), 2, "the same id is the same message");
    assert_eq!((taken[0].id.as_deref(), taken[0].to.as_str()), (Some("m1"), NUMBER));
    assert_eq!((taken[0].way.as_str(), taken[0].text.as_str()), ("text", WORDS));
    assert_eq!((taken[0].language.as_deref(), taken[0].signed_at), (Some("en"), Some(NOON)));
    assert_eq!(taken[1].way, "call");
}

#[tokio::test]
async fn another_secret_is_refused_and_named_nowhere() {
    let gateway = Gateway::start().await;
    let word = "another-secret-word";
    let phones: [Box<dyn Phone>; 2] = [
        Box::new(Twilio::new(&gateway.url(), account(word), both()).unwrap()),
        Box::new(Webhook::new(&gateway.hook(), word, both(), Arc::new(Noon)).unwrap()),
    ];
    for phone in phones {
        let (later, words) = says(phone.send(&message("m1", Way::Text)).await);
        assert!(!later && words.contains("sign-in") && !words.contains(word), "{words}");
    }
    assert!(gateway.taken().is_empty());
}

#[tokio::test]
async fn what_is_no_number_or_not_done_here_is_not_even_sent() {
    let gateway = Gateway::start().await;
    let texts = PhoneSettings { ways: vec![Way::Text], daily_cap: 10 };
    let phones: [Box<dyn Phone>; 2] = [
        Box::new(Twilio::new(&gateway.url(), account(SECRET), texts.clone()).unwrap()),
        Box::new(Webhook::new(&gateway.hook(), SECRET, texts, Arc::new(Noon)).unwrap()),
    ];
    for phone in phones {
        for to in
            ["", "0170 1234567", "+49 170 1234567", "client:anna", "+0123456789", "+491701234567&Body=x"]
        {
            let (later, words) =
                says(phone.send(&PhoneMessage { to: to.to_owned(), ..message("m1", Way::Text) }).await);
            assert!(!later && words.contains("no telephone number"), "{words}");
        }
        let (later, _) = says(phone.send(&message("m2", Way::Call)).await);
        assert!(!later);
    }
    assert_eq!(gateway.asked(), 0);
}

#[tokio::test]
async fn every_refusal_waits_or_is_final_as_it_should() {
    let gateway = Gateway::start().await;
    let (twilio, webhook) = (twilio(&gateway), webhook(&gateway));
    for (status, code, waits, words) in [
        (429, Some(20429), true, "not now"),
        (429, None, true, "429"),
        (400, Some(21611), true, "not now"),
        (500, None, true, "500"),
        (502, None, true, "502"),
        (503, Some(20503), true, "503"),
        (408, None, true, "408"),
        (400, Some(21211), false, "no telephone number"),
        (400, Some(21614), false, "no telephone number"),
        (400, Some(21610), false, "wants no messages"),
        (403, Some(21408), false, "country"),
        (400, Some(21606), false, "sender's number"),
        (400, Some(99999), false, "99999"),
        (404, Some(20404), false, "404"),
        (400, None, false, "400"),
    ] {
        gateway.set(Mood::Refuses(status, code));
        let (later, said) = says(twilio.send(&message("m1", Way::Text)).await);
        assert!(later == waits && said.contains(words), "{status} {code:?}: {said}");
        if code.is_none() {
            let (later, said) = says(webhook.send(&message("m1", Way::Text)).await);
            assert!(later == waits && said.contains(words), "{status}: {said}");
        }
    }
    assert!(gateway.taken().is_empty());
}

#[tokio::test]
async fn a_gateway_that_is_down_is_tried_later_and_then_takes_it() {
    let mut gateway = Gateway::start().await;
    let (twilio, webhook) = (twilio(&gateway), webhook(&gateway));
    gateway.down().await;
    for phone in [&twilio as &dyn Phone, &webhook] {
        let (later, words) = says(phone.send(&message("m1", Way::Text)).await);
        assert!(later && words.contains("no connection"), "{words}");
    }
    gateway.up().await;
    for phone in [&twilio as &dyn Phone, &webhook] {
        phone.send(&message("m1", Way::Text)).await.unwrap();
    }
    assert_eq!(gateway.taken().len(), 2);
}

#[tokio::test]
async fn a_slow_gateway_is_not_waited_for() {
    let gateway = Gateway::start().await;
    let (twilio, webhook) = (twilio(&gateway), webhook(&gateway));
    gateway.set(Mood::Slow(Duration::from_secs(60)));
    for phone in [&twilio as &dyn Phone, &webhook] {
        let (later, words) = says(phone.send(&message("m1", Way::Text)).await);
        assert!(later && words.contains("too long"), "{words}");
    }
    // The head comes and the rest never: the webhook needs no more than the head.
    gateway.set(Mood::Stalls);
    let (later, words) = says(twilio.send(&message("m2", Way::Text)).await);
    assert!(later && words.contains("too long"), "{words}");
    webhook.send(&message("m2", Way::Text)).await.unwrap();
}

#[tokio::test]
async fn nonsense_is_no_answer_and_an_endless_one_is_not_read() {
    let gateway = Gateway::start().await;
    let phone = twilio(&gateway).with_limit(Duration::from_secs(30));
    for mood in [Mood::Page, Mood::Broken, Mood::OtherObject, Mood::Endless(200), Mood::Endless(201)] {
        gateway.set(mood);
        let (later, words) = says(phone.send(&message("m1", Way::Text)).await);
        assert!(later && words.contains("cannot be understood"), "{mood:?}: {words}");
    }
    // A status that says it all counts even so.
    for (status, waits) in [(400, false), (429, true), (500, true)] {
        gateway.set(Mood::Endless(status));
        let (later, words) = says(phone.send(&message("m1", Way::Text)).await);
        assert!(later == waits && words.contains(&status.to_string()), "{words}");
    }
    // For the webhook, 2xx is an answer, whatever comes with it.
    let phone = webhook(&gateway).with_limit(Duration::from_secs(30));
    for mood in [Mood::Page, Mood::Broken, Mood::Endless(200)] {
        gateway.set(mood);
        phone.send(&message("m1", Way::Text)).await.unwrap();
    }
    gateway.set(Mood::Endless(500));
    assert!(says(phone.send(&message("m1", Way::Text)).await).0);
}

#[tokio::test]
async fn a_server_that_speaks_no_http_is_no_gateway() {
    use tokio::io::AsyncWriteExt as _;
    for said in [b"SSH-2.0-OpenSSH_9.2\r\n".as_slice(), b"", b"HTTP/1.1 201 Created\r\nx: ", &[b'x'; 300_000]]
    {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let _ = stream.write_all(said).await;
                let _ = stream.shutdown().await;
            }
        });
        let phone = Twilio::new(&format!("http://127.0.0.1:{port}"), account(SECRET), both()).unwrap();
        let (later, words) = says(phone.send(&message("m1", Way::Text)).await);
        assert!(later && words.contains("gateway"), "{words}");
        server.abort();
    }
}

#[tokio::test]
async fn nobody_is_sent_elsewhere() {
    let gateway = Gateway::start().await;
    gateway.set(Mood::Redirects);
    for phone in [&twilio(&gateway) as &dyn Phone, &webhook(&gateway)] {
        let asked = gateway.asked();
        let (later, words) = says(phone.send(&message("m1", Way::Text)).await);
        assert!(!later && words.contains("elsewhere"), "{words}");
        assert_eq!(gateway.asked(), asked + 1);
    }
}

#[tokio::test]
async fn a_message_that_is_given_up_at_once_is_not_taken_for_sent() {
    let gateway = Gateway::start().await;
    gateway.set(Mood::GivesUp);
    assert!(!says(twilio(&gateway).send(&message("m1", Way::Text)).await).0);
}

#[tokio::test]
async fn no_secret_stands_in_debug() {
    let gateway = Gateway::start().await;
    let shown = format!(
        "{:?} {:?} {:?} {:?}",
        account(SECRET),
        twilio(&gateway),
        webhook(&gateway),
        message("m1", Way::Text)
    );
    for secret in [SECRET, NUMBER, "482915", "/hook"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn settings_that_can_never_work_are_said_at_once() {
    let twilio = |url, id: &str, ways| {
        let account = TwilioAccount { id: id.to_owned(), ..account(SECRET) };
        Twilio::new(url, account, PhoneSettings { ways, daily_cap: 1 }).unwrap_err()
    };
    let here = "http://localhost:1";
    assert_eq!(twilio(here, "", vec![Way::Text]), BadPhone::Account);
    assert_eq!(twilio(here, "AC1/../AC2", vec![Way::Text]), BadPhone::Account);
    assert_eq!(twilio(here, "AC1", vec![]), BadPhone::Ways);
    assert_eq!(twilio("http://api.twilio.com", "AC1", vec![Way::Text]), BadPhone::Unencrypted);
    assert_eq!(twilio("api.twilio.com", "AC1", vec![Way::Text]), BadPhone::Url);
    let hook = Webhook::new("http://sms.example.org/send", SECRET, both(), Arc::new(Noon)).unwrap_err();
    assert_eq!(hook, BadPhone::Unencrypted);
}
