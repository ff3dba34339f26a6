use super::*;
use crate::method::{Home, MethodKind};

const NOW: Time = Time(1_000_000_000_000);

fn quiet() -> WarningFacts<'static> {
    WarningFacts {
        asked: NOW - Span::minutes(10),
        lost: None,
        methods: &[],
        freezes: &[],
        helped_manager: None,
        manager_link: Some(Time(0)),
        roles: &[],
        contacts: &[],
        asks: 1,
        let_back_in: None,
        network_seen: true,
        browser_seen: true,
        privileged: false,
    }
}

fn words(facts: &WarningFacts<'_>) -> Vec<&'static str> {
    warnings(facts, NOW, &Policy::default()).iter().map(Warning::word).collect()
}

fn method(device: &str, last_worked: Option<Time>, state: MethodState) -> MethodFacts {
    MethodFacts {
        id: MethodId::stored(device),
        kind: MethodKind::Passkey,
        state,
        home: Home::Device(DeviceId::stored(device)),
        added: Time(0),
        last_worked,
    }
}

#[test]
fn an_ordinary_request_warns_of_nothing() {
    assert!(words(&quiet()).is_empty());
}

#[test]
fn a_method_of_the_lost_device_used_since_the_ask_warns_first() {
    let lost = DeviceId::stored("phone");
    let used = |at| [method("phone", Some(at), MethodState::Active)];
    let asked = quiet().asked;
    let with = |methods: &[MethodFacts], lost| {
        words(&WarningFacts { methods, lost, privileged: true, asks: 3, ..quiet() })
    };
    let warned = ["lost-method-used", "repeated-asks", "privileged"];
    let not = ["repeated-asks", "privileged"];
    assert_eq!(with(&used(asked), Some(&lost)), warned, "at the very moment of the ask");
    assert_eq!(with(&used(asked - Span(1)), Some(&lost)), not);
    let laptop = DeviceId::stored("laptop");
    assert_eq!(with(&used(asked), Some(&laptop)), not, "a method elsewhere is not on the lost device");
    assert_eq!(with(&used(asked), None), warned, "not sure which: any may be the lost one");
    assert_eq!(with(&[method("phone", Some(asked), MethodState::Suspended)], Some(&lost)), warned);
    assert_eq!(with(&[method("phone", Some(asked), MethodState::Removed)], Some(&lost)), not);
}

#[test]
fn young_facts_warn_until_fourteen_days_old() {
    for (age, warned) in [
        (Span(0), true),
        (Span(Span::days(14).0 - 1), true),
        (Span::days(14), false),
        (Span::days(900), false),
    ] {
        let since = NOW - age;
        let contacts = [
            (ContactId::stored("m"), ContactKind::Mail, since),
            (ContactId::stored("n"), ContactKind::Mobile, since),
            (ContactId::stored("l"), ContactKind::Landline, since),
        ];
        let facts = WarningFacts {
            manager_link: Some(since),
            roles: &[(Role::Auditor, since)],
            contacts: &contacts,
            ..quiet()
        };
        let expected: &[&str] = if warned {
            &["fresh-manager-link", "fresh-role", "fresh-number", "fresh-number", "fresh-address"]
        } else {
            &[]
        };
        assert_eq!(words(&facts), expected, "{age:?}");
    }
}

#[test]
fn everything_at_once_stands_in_order_of_seriousness() {
    let methods = [method("phone", Some(NOW), MethodState::Active)];
    let contacts = [
        (ContactId::stored("m"), ContactKind::Mail, NOW),
        (ContactId::stored("n"), ContactKind::Mobile, NOW),
    ];
    let facts = WarningFacts {
        methods: &methods,
        freezes: &[NOW - Span::days(29), NOW - Span::days(31)],
        helped_manager: Some(NOW - Span::days(89)),
        manager_link: Some(NOW),
        roles: &[(Role::It, NOW)],
        contacts: &contacts,
        asks: 2,
        let_back_in: Some(NOW - Span::days(29)),
        network_seen: false,
        browser_seen: false,
        privileged: true,
        ..quiet()
    };
    let expected = [
        "lost-method-used",
        "frozen-before",
        "approver-pair",
        "fresh-manager-link",
        "fresh-role",
        "fresh-number",
        "fresh-address",
        "repeated-asks",
        "let-back-in",
        "new-network",
        "new-browser",
        "privileged",
    ];
    assert_eq!(words(&facts), expected);
    assert_eq!(
        warnings(&facts, NOW, &Policy::default()).get(1),
        Some(&Warning::FrozenBefore { times: 1 }),
        "a freeze of 31 days ago no longer counts"
    );
}

#[test]
fn old_help_and_old_returns_are_no_warning() {
    let facts = WarningFacts {
        helped_manager: Some(NOW - Span::days(90)),
        let_back_in: Some(NOW - Span::days(30)),
        ..quiet()
    };
    assert!(words(&facts).is_empty());
}
