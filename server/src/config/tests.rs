use super::*;

const WHOLE: &str = r##"
public_url = "https://portal.example.org"
listen = "127.0.0.1:9000"
database = "data/latchkey.sqlite"
organisation = "Example & Sons"
help = "+49 30 1234567"
accent = "#0b5a6b"
trusted_proxies = ["10.0.0.0/8"]
language = "de"
time_zone = "Europe/Berlin"
[smtp]
host = "mail.example.org"
from = "portal@example.org"
"##;

fn read_text(text: &str, environment: &[(&str, &str)]) -> Result<Config, ConfigFault> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("latchkey.toml");
    std::fs::write(&path, text).unwrap();
    let environment =
        environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    read(Some(&path), &environment)
}

#[test]
fn a_whole_file_is_read() {
    let config = read_text(WHOLE, &[]).unwrap();
    assert_eq!(config.public_url.origin(), "https://portal.example.org");
    assert_eq!(config.listen, "127.0.0.1:9000".parse().unwrap());
    assert_eq!(config.database, store::Location::SqliteFile("data/latchkey.sqlite".into()));
    assert_eq!(config.key_file, PathBuf::from("data/latchkey.key"));
    assert_eq!(config.smtp.unwrap().port, 587);
    assert_eq!(config.language, "de");
}

#[test]
fn an_unknown_key_refuses_to_start_and_is_named() {
    let fault = read_text(&format!("{WHOLE}\nreply = \"x\""), &[]).unwrap_err().to_string();
    assert!(fault.contains("reply"), "{fault}");
    let fault = read_text(&format!("pubic_url = \"x\"\n{WHOLE}"), &[]).unwrap_err().to_string();
    assert!(fault.contains("pubic_url") && fault.contains("line 1"), "{fault}");
    let fault = read_text(WHOLE, &[("LATCHKEY_HLEP", "x")]).unwrap_err().to_string();
    assert!(fault.contains("LATCHKEY_HLEP"), "{fault}");
}

#[test]
fn the_environment_stands_above_the_file() {
    let config = read_text(
        WHOLE,
        &[
            ("LATCHKEY_PUBLIC_URL", "https://other.example.org"),
            ("LATCHKEY_SMTP_PORT", "2525"),
            ("LATCHKEY_TRUSTED_PROXIES", "192.0.2.1, 192.0.2.2"),
            ("DATABASE_URL", "postgres://app:word@db/latchkey"),
            ("LATCHKEY_KEY_FILE", "/etc/latchkey.key"),
            ("PATH", "/bin"),
        ],
    )
    .unwrap();
    assert_eq!(config.public_url.host(), "other.example.org");
    assert_eq!(config.smtp.as_ref().unwrap().port, 2525);
    assert!(config.trusted_proxies.contain("192.0.2.2".parse().unwrap()));
    assert!(!config.trusted_proxies.contain("10.0.0.1".parse().unwrap()));
    assert!(matches!(config.database, store::Location::Postgres(_)));
}

#[test]
fn the_environment_alone_is_enough() {
    let environment = [
        ("LATCHKEY_PUBLIC_URL", "https://portal.example.org"),
        ("LATCHKEY_ORGANISATION", "Example"),
        ("LATCHKEY_HELP", "+1"),
    ];
    let environment = environment.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let config = read(None, &environment).unwrap();
    assert_eq!(config.listen, LISTEN);
    assert!(config.smtp.is_none());
}

#[test]
fn no_secret_stands_in_debug_or_errors() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("word");
    std::fs::write(&file, "hunter2\n").unwrap();
    let config = read_text(
        WHOLE,
        &[
            ("DATABASE_URL", "postgres://app:hunter2@db/latchkey"),
            ("LATCHKEY_KEY_FILE", "k"),
            ("LATCHKEY_SMTP_USER", "portal"),
            ("LATCHKEY_SMTP_PASSWORD_FILE", file.to_str().unwrap()),
        ],
    )
    .unwrap();
    assert_eq!(config.smtp.as_ref().unwrap().password.as_ref().unwrap().reveal(), "hunter2");
    assert!(!format!("{config:?}").contains("hunter2"));
    let fault = read_text(WHOLE, &[("DATABASE_URL", "mysql://app:hunter2@db/x")]).unwrap_err();
    assert!(!format!("{fault} {fault:?}").contains("hunter2"), "{fault}");
}

#[test]
fn what_must_be_said_is_asked_for() {
    for key in ["public_url", "organisation", "help"] {
        let without: String =
            WHOLE.lines().filter(|line| !line.starts_with(key)).map(|line| format!("{line}\n")).collect();
        let fault = read_text(&without, &[]).unwrap_err();
        assert!(matches!(fault, ConfigFault::Missing { key: named, .. } if named == key), "{fault}");
    }
    let fault = read_text(WHOLE, &[("DATABASE_URL", "postgres://db/latchkey")]).unwrap_err();
    assert!(matches!(fault, ConfigFault::Missing { key: "key_file", .. }), "{fault}");
}

#[test]
fn values_that_cannot_work_are_refused_by_key() {
    for (name, value, key) in [
        ("LATCHKEY_LISTEN", "8080", "listen"),
        ("LATCHKEY_ACCENT", "red", "accent"),
        ("LATCHKEY_LANGUAGE", "fr", "language"),
        ("LATCHKEY_TIME_ZONE", "Europe/Nowhere", "time_zone"),
        ("LATCHKEY_TRUSTED_PROXIES", "everyone", "trusted_proxies"),
        ("LATCHKEY_SMTP_TLS", "none", "smtp.tls"),
        ("LATCHKEY_SMTP_USER", "portal", "smtp.user"),
        ("LATCHKEY_SMTP_PORT", "many", "LATCHKEY_SMTP_PORT"),
        ("LATCHKEY_DATABASE", ":memory:", "database"),
    ] {
        let fault = read_text(WHOLE, &[(name, value)]).unwrap_err();
        assert!(matches!(fault, ConfigFault::Value { key: named, .. } if named == key), "{name}: {fault}");
    }
}
