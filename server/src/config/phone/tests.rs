use super::*;
use crate::config::{Config, read};

const BASE: &str =
    "public_url = \"https://portal.example.org\"\norganisation = \"Example\"\nhelp = \"+49 30 1\"\n";
const TWILIO: &str =
    "kind = \"twilio\"\naccount = \"AC0123\"\nsecret = \"hunter2\"\nfrom = \"+4930123456\"\n";
const WEBHOOK: &str =
    "kind = \"webhook\"\nurl = \"https://sms.example.org/send\"\nsecret = \"hunter2-hunter2-hunter2\"\n";

fn read_with(section: &str, environment: &[(&str, &str)]) -> Result<Config, ConfigFault> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("latchkey.toml");
    std::fs::write(&path, format!("{BASE}{section}")).unwrap();
    let environment =
        environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    read(Some(&path), &environment)
}

fn phone(section: &str, environment: &[(&str, &str)]) -> Result<Phone, ConfigFault> {
    read_with(&format!("[phone]\n{section}"), environment).map(|config| config.phone.unwrap())
}

#[test]
fn without_the_section_there_are_no_phones() {
    assert!(read_with("", &[]).unwrap().phone.is_none());
}

#[test]
fn both_kinds_are_read() {
    let twilio = phone(TWILIO, &[]).unwrap();
    assert_eq!(twilio.url, "https://api.twilio.com");
    assert_eq!(
        twilio.kind,
        PhoneKind::Twilio { account: "AC0123".to_owned(), from: "+4930123456".to_owned() }
    );
    assert_eq!((twilio.ways, twilio.daily_cap), (vec![Way::Text], 200));
    let webhook =
        phone(&format!("{WEBHOOK}ways = [\"call\", \"text\", \"call\"]\ndaily_cap = 5"), &[]).unwrap();
    assert_eq!(webhook.kind, PhoneKind::Webhook);
    assert_eq!((webhook.ways, webhook.daily_cap), (vec![Way::Call, Way::Text], 5));
}

#[test]
fn the_environment_can_hold_the_whole_section_or_the_secret_alone() {
    let whole = [
        ("LATCHKEY_PHONE_KIND", "twilio"),
        ("LATCHKEY_PHONE_URL", "http://127.0.0.1:9"),
        ("LATCHKEY_PHONE_ACCOUNT", "AC1"),
        ("LATCHKEY_PHONE_SECRET", "hunter2"),
        ("LATCHKEY_PHONE_FROM", "+4930123456"),
        ("LATCHKEY_PHONE_WAYS", "text, call"),
        ("LATCHKEY_PHONE_DAILY_CAP", "7"),
    ];
    let read = read_with("", &whole).unwrap().phone.unwrap();
    assert_eq!((read.ways, read.daily_cap), (vec![Way::Text, Way::Call], 7));
    let without: String =
        TWILIO.lines().filter(|line| !line.starts_with("secret")).map(|line| format!("{line}\n")).collect();
    let read = phone(&without, &[("LATCHKEY_PHONE_SECRET", "from-outside")]).unwrap();
    assert_eq!(read.secret.reveal(), "from-outside");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("word");
    std::fs::write(&file, "from-a-file\n").unwrap();
    let read = phone(&without, &[("LATCHKEY_PHONE_SECRET_FILE", file.to_str().unwrap())]).unwrap();
    assert_eq!(read.secret.reveal(), "from-a-file");
}

#[test]
fn what_cannot_work_is_refused_by_key() {
    let cases = [
        ("phone.kind", "kind = \"pigeon\"\nsecret = \"x\"".to_owned()),
        ("phone.kind", "secret = \"x\"".to_owned()),
        ("phone.secret", "kind = \"twilio\"\naccount = \"AC1\"\nfrom = \"+4930123456\"".to_owned()),
        ("phone.secret", format!("{TWILIO}secret_file = \"x\"")),
        ("phone.secret", WEBHOOK.replace("-hunter2", "")),
        ("phone.secret", TWILIO.replace("\"hunter2\"", "4711")),
        ("phone.account", TWILIO.replace("AC0123", "")),
        ("phone.account", format!("{WEBHOOK}account = \"AC1\"")),
        ("phone.from", format!("{WEBHOOK}from = \"+4930123456\"")),
        ("phone.from", TWILIO.replace("+4930123456", "EXAMPLE") + "ways = [\"call\"]"),
        ("phone.url", WEBHOOK.replace("https://sms.example.org/send", "")),
        ("phone.ways", format!("{TWILIO}ways = []")),
        ("phone.ways", format!("{TWILIO}ways = [\"fax\"]")),
        ("phone.daily_cap", format!("{TWILIO}daily_cap = 0")),
    ];
    for (key, section) in cases {
        match phone(&section, &[]).unwrap_err() {
            ConfigFault::Value { key: named, .. } | ConfigFault::Missing { key: named, .. } => {
                assert_eq!(named, key, "{section}");
            }
            other => panic!("{section}: {other}"),
        }
    }
    let fault = phone(&format!("{TWILIO}colour = \"red\""), &[]).unwrap_err().to_string();
    assert!(fault.contains("colour") && fault.contains("line 9"), "{fault}");
}

#[test]
fn the_secret_stands_in_no_error_and_no_debug() {
    assert!(!format!("{:?}", phone(TWILIO, &[]).unwrap()).contains("hunter2"));
    for wrong in [
        // Every way to write the line wrong that a hurried person finds.
        "secret = hunter2",
        "secret = \"hunter2",
        "secret = 'hunter2\"",
        "secret = [\"hunter2\"]",
        "secret = { word = \"hunter2\" }",
        "secret = \"hunter2\" hunter2",
        "secret = \"hunter2\"\nsecret = \"hunter2\"",
        "secret \"hunter2\"",
        "secret_word = \"hunter2\"",
        "secret: \"hunter2\"",
        "secret = \"\\hunter2\"",
        "secret_file = [\"hunter2\"]",
    ] {
        let section = TWILIO.replace("secret = \"hunter2\"", wrong);
        let fault = phone(&section, &[]).unwrap_err();
        assert!(!format!("{fault} {fault:?}").contains("hunter2"), "{wrong}: {fault}");
    }
    let fault = phone(TWILIO, &[("LATCHKEY_PHONE_DAILY_CAP", "x"), ("LATCHKEY_PHONE_SECRET", "hunter2")]);
    assert!(!format!("{:?}", fault.unwrap_err()).contains("hunter2"));
}
