use super::*;
use crate::{
    ContactId, MethodId, Span,
    method::{Home, MethodKind, MethodState, SyncAccount},
    method_policy::Kinds,
    person::ContactKind,
};

mod golden;
mod losses;
mod model;

const NOW: Time = Time(1_000_000_000_000);

fn device(name: &str, platform: Platform) -> DeviceFacts {
    DeviceFacts { id: DeviceId::stored(name), platform, state: DeviceState::InUse }
}

fn method(name: &str, kind: MethodKind, home: Home) -> MethodFacts {
    MethodFacts {
        id: MethodId::stored(name),
        kind,
        state: MethodState::Active,
        home,
        added: NOW - Span::days(100),
        last_worked: None,
    }
}

fn on(name: &str) -> Home {
    Home::Device(DeviceId::stored(name))
}

fn synced(names: &[&str]) -> Home {
    Home::Account {
        account: SyncAccount::Apple,
        devices: names.iter().map(|name| DeviceId::stored(*name)).collect(),
    }
}

fn devices() -> [DeviceFacts; 2] {
    [device("phone", Platform::Ios), device("laptop", Platform::Windows)]
}

fn ready(methods: &[MethodFacts], devices: &[DeviceFacts], help: &Help) -> Readiness {
    let facts = ReadinessFacts { methods, devices, contacts: &[], help, privileged: false };
    readiness(&facts, Some(&DeviceId::stored("phone")), NOW, &Policy::default())
}

fn manager_meets() -> Help {
    Help { direct_manager: true, in_person: true, ..Help::default() }
}

fn rules(policy: &Policy) -> Rules<'_> {
    Rules::of(policy, NOW, For::default())
}

#[test]
fn a_passkey_elsewhere_gets_one_back_by_oneself() {
    for home in [on("laptop"), Home::Itself, synced(&["laptop"])] {
        let result = ready(&[method("a", MethodKind::Passkey, home)], &devices(), &Help::default());
        assert_eq!(result, Readiness { ready: Ready::ByYourself, next: None });
    }
}

#[test]
fn a_passkey_that_the_lost_phone_reaches_does_not() {
    for home in [
        on("phone"),
        synced(&["phone"]),
        synced(&["phone", "laptop"]),
        synced(&[]),
        on("unknown"),
        Home::Unknown,
    ] {
        let methods = [method("a", MethodKind::Passkey, home)];
        let next = Some(NextStep::PasskeyOn { device: DeviceId::stored("laptop") });
        let with = ready(&methods, &devices(), &manager_meets());
        assert_eq!(with, Readiness { ready: Ready::WithHelp, next: next.clone() });
        let without = ready(&methods, &devices(), &Help::default());
        assert_eq!(without, Readiness { ready: Ready::NotAtAll, next });
    }
}

#[test]
fn somebody_who_placed_nothing_is_not_told_that_all_is_well() {
    let methods = [method("a", MethodKind::Passkey, Home::Unknown)];
    let help = manager_meets();
    let facts =
        ReadinessFacts { methods: &methods, devices: &[], contacts: &[], help: &help, privileged: false };
    assert_eq!(worst(&facts, NOW, &Policy::default()).1.ready, Ready::WithHelp);
    let alone = ReadinessFacts { help: &Help::default(), ..facts };
    assert_eq!(worst(&alone, NOW, &Policy::default()).1.ready, Ready::NotAtAll);
}

#[test]
fn a_method_on_a_device_no_longer_in_use_does_not_count() {
    for state in DeviceState::ALL.iter().copied().filter(|state| *state != DeviceState::InUse) {
        let mut devices = devices();
        devices[1].state = state;
        let result = ready(&[method("a", MethodKind::Passkey, on("laptop"))], &devices, &Help::default());
        assert_eq!(result, Readiness { ready: Ready::NotAtAll, next: Some(NextStep::SecurityKey) });
    }
}

#[test]
fn weak_kinds_count_only_in_pairs() {
    let app = method("app", MethodKind::AuthenticatorApp, on("laptop"));
    let codes = method("codes", MethodKind::RecoveryCodes, Home::Itself);
    let alone = ready(std::slice::from_ref(&app), &devices(), &Help::default());
    assert_eq!(alone.ready, Ready::NotAtAll);
    assert_eq!(ready(&[app, codes], &devices(), &Help::default()).ready, Ready::ByYourself);
}

#[test]
fn help_needs_an_approver_and_a_check_without_the_lost_device() {
    let mobile = [ContactFacts { id: ContactId::stored("m"), kind: ContactKind::Mobile, on_device: None }];
    let desk = [ContactFacts { id: ContactId::stored("d"), kind: ContactKind::Landline, on_device: None }];
    let manager = Help { direct_manager: true, ..Help::default() };
    let one_of_it = Help { it: 1, ..Help::default() };
    let two_of_it = Help { it: 2, ..Help::default() };
    let password = |help: &Help| Help { organisation_password: true, ..help.clone() };
    let seen = |help: &Help| Help { photo_on_record: true, ..help.clone() };
    let table: [(&[ContactFacts], Help, Ready); 10] = [
        (&mobile, manager.clone(), Ready::NotAtAll),
        (&desk, manager.clone(), Ready::WithHelp),
        (&desk, two_of_it.clone(), Ready::NotAtAll),
        (&[], password(&manager), Ready::WithHelp),
        (&[], password(&one_of_it), Ready::NotAtAll),
        (&[], password(&two_of_it), Ready::WithHelp),
        (&[], password(&Help { it: 1, ..manager.clone() }), Ready::WithHelp),
        (&[], seen(&one_of_it), Ready::WithHelp),
        (&[], seen(&Help::default()), Ready::NotAtAll),
        (&desk, Help { in_person: true, ..Help::default() }, Ready::NotAtAll),
    ];
    for (contacts, help, expected) in table {
        let devices = devices();
        let facts =
            ReadinessFacts { methods: &[], devices: &devices, contacts, help: &help, privileged: false };
        let result = readiness(&facts, Some(&DeviceId::stored("phone")), NOW, &Policy::default());
        assert_eq!(result.ready, expected, "{contacts:?} {help:?}");
    }
}

#[test]
fn i10_a_privileged_person_is_helped_only_by_two_who_see_them() {
    let base = Help { in_person: true, ..Help::default() };
    let table = [
        (Help { direct_manager: true, it: 9, ..base.clone() }, Ready::NotAtAll),
        (Help { direct_manager: true, security: 1, ..base.clone() }, Ready::WithHelp),
        (Help { chain: 1, security: 1, ..base.clone() }, Ready::WithHelp),
        (Help { security: 1, it: 9, ..base.clone() }, Ready::NotAtAll),
        (Help { security: 2, ..base.clone() }, Ready::WithHelp),
        (Help { security: 2, organisation_password: true, in_person: false, ..base }, Ready::NotAtAll),
    ];
    for (help, expected) in table {
        let devices = devices();
        let facts =
            ReadinessFacts { methods: &[], devices: &devices, contacts: &[], help: &help, privileged: true };
        let result = readiness(&facts, Some(&DeviceId::stored("phone")), NOW, &Policy::default());
        assert_eq!(result.ready, expected, "{help:?}");
    }
}

#[test]
fn the_heading_is_about_the_worst_loss() {
    let methods = [method("a", MethodKind::Passkey, on("laptop"))];
    let devices = devices();
    let help = manager_meets();
    let facts = ReadinessFacts {
        methods: &methods,
        devices: &devices,
        contacts: &[],
        help: &help,
        privileged: false,
    };
    let (lost, result) = worst(&facts, NOW, &Policy::default());
    assert_eq!(lost, Some(DeviceId::stored("laptop")));
    assert_eq!(result.ready, Ready::WithHelp);
    assert_eq!(result.next, Some(NextStep::PasskeyOn { device: DeviceId::stored("phone") }));
}

#[test]
fn i11_only_the_step_to_not_at_all_takes_the_last_way() {
    for before in Ready::ALL.iter().copied() {
        for after in Ready::ALL.iter().copied() {
            let expected = before != Ready::NotAtAll && after == Ready::NotAtAll;
            assert_eq!(takes_last_way_back(before, after), expected);
        }
    }
}
