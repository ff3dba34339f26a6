//! A table for people to read: `golden.txt` beside the code. A change of the rules shows there, line by line.

use super::*;

const PHONE: &str = "phone";
const LAPTOP: &str = "laptop";

/// What somebody has, in the words of the table.
struct Person {
    says: &'static str,
    methods: Vec<MethodFacts>,
    help: Help,
    contacts: Vec<ContactFacts>,
    privileged: bool,
}

fn person(says: &'static str, methods: Vec<MethodFacts>) -> Person {
    Person { says, methods, help: manager_meets(), contacts: Vec::new(), privileged: false }
}

fn people() -> Vec<Person> {
    let passkey = |home| method("passkey", MethodKind::Passkey, home);
    let app = |home| method("app", MethodKind::AuthenticatorApp, home);
    let codes = || method("codes", MethodKind::RecoveryCodes, Home::Itself);
    let key = || method("key", MethodKind::SecurityKey, Home::Itself);
    let text = |home| method("text", MethodKind::Phone, home);
    let alone = Help::default;
    let desk =
        ContactFacts { id: ContactId::stored("desk number"), kind: ContactKind::Landline, on_device: None };
    let mobile = ContactFacts { id: ContactId::stored("mobile"), kind: ContactKind::Mobile, on_device: None };
    let two_security = Help { security: 2, in_person: true, ..Help::default() };
    vec![
        person("no method", vec![]),
        Person { help: alone(), ..person("no method, nobody to help", vec![]) },
        person("passkey on the phone", vec![passkey(on(PHONE))]),
        Person { help: alone(), ..person("passkey on the phone, nobody to help", vec![passkey(on(PHONE))]) },
        person("passkey that nobody placed", vec![passkey(Home::Unknown)]),
        person("synced passkey, phone and laptop", vec![passkey(synced(&[PHONE, LAPTOP]))]),
        person("passkey on the phone, security key", vec![passkey(on(PHONE)), key()]),
        person("passkey on the phone, recovery codes", vec![passkey(on(PHONE)), codes()]),
        Person {
            help: Help { it: 2, ..alone() },
            ..person("passkey on the phone, recovery codes, two of IT", vec![passkey(on(PHONE)), codes()])
        },
        person("app on the phone, recovery codes", vec![app(on(PHONE)), codes()]),
        person("app on the laptop, text on the phone", vec![app(on(LAPTOP)), text(on(PHONE))]),
        Person { help: alone(), ..person("text to a landline only", vec![text(Home::Itself)]) },
        Person {
            help: Help { direct_manager: true, ..alone() },
            contacts: vec![mobile, desk],
            ..person("passkey on the phone, manager may call", vec![passkey(on(PHONE))])
        },
        Person {
            help: Help { direct_manager: true, organisation_password: true, ..alone() },
            ..person("passkey on the phone, organisation password", vec![passkey(on(PHONE))])
        },
        Person {
            help: Help { direct_manager: true, it: 3, photo_on_record: true, ..alone() },
            privileged: true,
            ..person("privileged, passkey on the phone, no security", vec![passkey(on(PHONE))])
        },
        Person {
            help: two_security,
            privileged: true,
            ..person("privileged, codes and text, two of security", vec![codes(), text(Home::Itself)])
        },
    ]
}

fn way(way: &Way<'_>) -> String {
    match way {
        Way::Passkey { on: Some(on), .. } => format!("passkey on the {on}"),
        Way::Passkey { on: None, .. } => "passkey, wherever it is".to_owned(),
        Way::SecurityKey { .. } => "security key".to_owned(),
        Way::TwoKinds { first, second } => format!("{} + {}", first.word(), second.word()),
        Way::Approved { with: With::Call { contact }, by } => {
            format!("pass by {} + call ({contact})", by.word())
        }
        Way::Approved { with, by } => format!("pass by {} + {}", by.word(), with.word()),
    }
}

fn loss(loss: &Loss<'_>) -> String {
    if loss.organisation_sign_in {
        return "sign-in down".to_owned();
    }
    let names: Vec<&str> = loss.devices.iter().map(DeviceId::as_str).collect();
    match names.as_slice() {
        [] if loss.something_unnamed => "something unnamed".to_owned(),
        [] => "nothing".to_owned(),
        names => names.join(" and "),
    }
}

fn table() -> String {
    let policy = Policy::default();
    let devices = devices();
    let both: Vec<DeviceId> = devices.iter().map(|device| device.id.clone()).collect();
    let mut text = "Everybody here has an iPhone (phone) and a Windows laptop; unless said, their manager can meet them.\n".to_owned();
    for one in people() {
        let facts = ReadinessFacts {
            methods: &one.methods,
            devices: &devices,
            contacts: &one.contacts,
            help: &one.help,
            privileged: one.privileged,
        };
        let rules = Rules::of(&policy, NOW, For { privileged: one.privileged, ..For::default() });
        text.push_str(&format!("\n{}\n", one.says));
        for lost in losses(&facts).chain([Loss { devices: &both, ..Loss::NOTHING }]) {
            let result = outlook(&facts, lost, &rules);
            let ways: Vec<String> = result.ways.iter().map(way).collect();
            let next = result.next.map_or_else(String::new, |step| {
                let on = step.device().map(|on| format!(" {on}")).unwrap_or_default();
                format!("  → {}{on}", step.word())
            });
            let ways = if ways.is_empty() { "no way".to_owned() } else { ways.join(" · ") };
            text.push_str(&format!("  {:<18} {:<12} {ways}{next}\n", loss(&lost), result.ready.word()));
        }
    }
    text
}

#[test]
fn the_table_says_what_the_rules_say() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/readiness/golden.txt");
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    let said = table();
    if written != said && std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &said).unwrap();
        return;
    }
    assert_eq!(written, said, "UPDATE_GOLDEN=1 writes the table anew; then read what changed");
}
