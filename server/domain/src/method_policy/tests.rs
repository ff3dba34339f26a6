use super::*;
use crate::{DeviceId, MethodId, Time, method::SyncAccount};

fn method(name: &str, kind: MethodKind, home: Home) -> MethodFacts {
    MethodFacts {
        id: MethodId::stored(name),
        kind,
        state: MethodState::Active,
        home,
        added: Time(0),
        last_worked: None,
    }
}

fn on(name: &str) -> Home {
    Home::Device(DeviceId::stored(name))
}

fn apple(names: &[&str]) -> Home {
    Home::Account {
        account: SyncAccount::Apple,
        devices: names.iter().map(|name| DeviceId::stored(*name)).collect(),
    }
}

const EVERYONE: For<'static> = For { ring: None, privileged: false, excepted: Kinds::NONE };
const PRIVILEGED: For<'static> = For { privileged: true, ..EVERYONE };

fn of_ring(ring: &str, privileged: bool, allowed: &[MethodKind], required: &[Requirement]) -> MethodRule {
    let (allowed, required) = (allowed.to_vec(), required.to_vec());
    MethodRule { ring: (!ring.is_empty()).then(|| ring.to_owned()), privileged, allowed, required }
}

fn policy(rules: Vec<MethodRule>) -> Policy {
    Policy { methods: rules, ..Policy::default() }.clamped()
}

#[test]
fn by_default_everyone_may_use_every_kind_and_the_privileged_all_but_phone() {
    let policy = Policy::default();
    assert_eq!(kinds(&policy, EVERYONE), Kinds::ALL);
    assert_eq!(kinds(&policy, PRIVILEGED), Kinds::ALL.without(MethodKind::Phone));
}

#[test]
fn the_rule_of_the_ring_goes_before_the_rule_for_all() {
    use MethodKind::{Passkey, Phone, SecurityKey};
    let policy = policy(vec![
        of_ring("", false, &[Passkey, SecurityKey], &[]),
        of_ring("pilot", false, &[Passkey, Phone], &[]),
        of_ring("pilot", true, &[SecurityKey], &[]),
    ]);
    let pilot = For { ring: Some("pilot"), ..EVERYONE };
    assert_eq!(kinds(&policy, EVERYONE), Kinds::of(&[Passkey, SecurityKey]));
    assert_eq!(kinds(&policy, For { ring: Some("late"), ..EVERYONE }), Kinds::of(&[Passkey, SecurityKey]));
    assert_eq!(kinds(&policy, pilot), Kinds::of(&[Passkey, Phone]));
    assert_eq!(kinds(&policy, For { privileged: true, ..pilot }), Kinds::of(&[SecurityKey]));
    // No rule for other privileged persons: the default, not the rule of the others.
    assert_eq!(kinds(&policy, PRIVILEGED), Kinds::ALL.without(Phone));
    let excepted = For { excepted: Kinds::of(&[Phone]), ..EVERYONE };
    assert!(kinds(&policy, excepted).contains(Phone));
    assert!(!kinds(&policy, For { privileged: true, ..excepted }).contains(Phone));
}

#[test]
fn i10_no_rule_loosens_what_holds_for_the_privileged() {
    let loose = policy(vec![of_ring("", true, &[MethodKind::Phone], &[])]);
    assert_eq!(kinds(&loose, PRIVILEGED), Kinds::of(&[MethodKind::Passkey]));
    let none = missing(&loose, PRIVILEGED, &[]);
    assert_eq!(none, [Requirement::PhishingResistant, Requirement::SecondPhishingResistant]);
}

#[test]
fn i11_a_rule_that_leaves_no_kind_to_sign_in_with_gets_the_passkey_back() {
    for allowed in [vec![], vec![MethodKind::Phone, MethodKind::RecoveryCodes]] {
        let policy = policy(vec![of_ring("", false, &allowed, &[])]);
        assert!(kinds(&policy, EVERYONE).contains(MethodKind::Passkey));
    }
}

#[test]
fn text_and_call_are_never_the_only_method() {
    let policy = Policy::default();
    let phone = method("p", MethodKind::Phone, on("phone"));
    let app = method("a", MethodKind::AuthenticatorApp, on("phone"));
    let never = Err(NotAllowed::NeverAlone);
    assert_eq!(allowed(&policy, EVERYONE, MethodKind::Phone, &[]), never);
    assert_eq!(allowed(&policy, EVERYONE, MethodKind::Phone, std::slice::from_ref(&phone)), never);
    let removed = MethodFacts { state: MethodState::Removed, ..app.clone() };
    assert_eq!(allowed(&policy, EVERYONE, MethodKind::Phone, &[removed]), never);
    assert_eq!(allowed(&policy, EVERYONE, MethodKind::Phone, &[app]), Ok(()));
    assert_eq!(allowed(&policy, EVERYONE, MethodKind::RecoveryCodes, &[]), Ok(()));
}

#[test]
fn what_may_not_be_added_says_why() {
    let strict = policy(vec![of_ring("", false, &[MethodKind::Passkey], &[])]);
    let no = |person, kind| allowed(&strict, person, kind, &[]);
    assert_eq!(no(EVERYONE, MethodKind::AuthenticatorApp), Err(NotAllowed::ByPolicy));
    assert_eq!(no(PRIVILEGED, MethodKind::Phone), Err(NotAllowed::CountsForNothing));
    assert_eq!(no(PRIVILEGED, MethodKind::AuthenticatorApp), Ok(()));
}

#[test]
fn everyone_needs_one_phishing_resistant_method_and_one_more_elsewhere() {
    use Requirement::{OneMoreElsewhere, PhishingResistant};
    let policy = Policy::default();
    let passkey = |home| method("passkey", MethodKind::Passkey, home);
    let app = |home| method("app", MethodKind::AuthenticatorApp, home);
    let codes = || method("codes", MethodKind::RecoveryCodes, Home::Itself);
    let table: [(Vec<MethodFacts>, Vec<Requirement>); 8] = [
        (vec![], vec![PhishingResistant, OneMoreElsewhere]),
        (vec![app(on("phone")), codes()], vec![PhishingResistant, OneMoreElsewhere]),
        (vec![passkey(on("phone"))], vec![OneMoreElsewhere]),
        (vec![passkey(on("phone")), app(on("phone"))], vec![OneMoreElsewhere]),
        (vec![passkey(apple(&["phone"])), app(on("phone"))], vec![OneMoreElsewhere]),
        (vec![passkey(apple(&["phone", "tablet"])), app(on("phone"))], vec![]),
        (vec![passkey(on("phone")), app(Home::Unknown)], vec![OneMoreElsewhere]),
        (vec![passkey(on("phone")), codes()], vec![]),
    ];
    for (methods, expected) in table {
        assert_eq!(missing(&policy, EVERYONE, &methods), expected, "{methods:?}");
    }
}

#[test]
fn i10_the_privileged_need_two_phishing_resistant_methods_that_live_apart() {
    use Requirement::SecondPhishingResistant;
    let policy = Policy::default();
    let one = method("one", MethodKind::Passkey, on("phone"));
    let table = [
        (method("two", MethodKind::AuthenticatorApp, on("laptop")), vec![SecondPhishingResistant]),
        (method("two", MethodKind::Passkey, on("phone")), vec![SecondPhishingResistant]),
        (method("two", MethodKind::Passkey, on("laptop")), vec![]),
        (method("two", MethodKind::SecurityKey, Home::Itself), vec![]),
    ];
    for (two, expected) in table {
        assert_eq!(missing(&policy, PRIVILEGED, &[one.clone(), two.clone()]), expected, "{two:?}");
        let suspended = MethodFacts { state: MethodState::Suspended, ..two };
        assert_eq!(missing(&policy, PRIVILEGED, &[one.clone(), suspended]), [SecondPhishingResistant]);
    }
}

#[test]
fn a_kind_that_may_not_be_used_meets_no_requirement() {
    let strict = policy(vec![of_ring("", false, &[MethodKind::Passkey], &[Requirement::OneMoreElsewhere])]);
    let passkey = method("a", MethodKind::Passkey, on("phone"));
    let codes = method("b", MethodKind::RecoveryCodes, Home::Itself);
    assert_eq!(missing(&strict, EVERYONE, &[passkey, codes]), [Requirement::OneMoreElsewhere]);
}

#[test]
fn a_set_of_kinds_holds_what_was_put_in() {
    for kind in MethodKind::ALL.iter().copied() {
        let one = Kinds::of(&[kind, kind]);
        assert!(one.each().eq([kind]));
        assert!(!Kinds::ALL.without(kind).contains(kind));
        assert!(Kinds::ALL.without(kind).with(kind) == Kinds::ALL);
    }
    assert!(Kinds::NONE.is_empty());
}
