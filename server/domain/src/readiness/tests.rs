use proptest::prelude::*;

use super::*;
use crate::{MethodId, Span, method::SyncAccount, person::ContactKind};

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

const NAMES: [&str; 3] = ["phone", "tablet", "laptop"];

fn homes() -> impl Strategy<Value = Home> {
    prop_oneof![
        proptest::sample::select(NAMES.to_vec()).prop_map(on),
        proptest::sample::subsequence(NAMES.to_vec(), 0..=3).prop_map(|names| synced(&names)),
        Just(Home::Itself),
        Just(Home::Unknown),
    ]
}

fn some_methods() -> impl Strategy<Value = Vec<MethodFacts>> {
    let kinds = proptest::sample::select(MethodKind::ALL.to_vec());
    let states = proptest::sample::select(MethodState::ALL.to_vec());
    proptest::collection::vec((kinds, states, homes()), 0..5).prop_map(|all| {
        all.into_iter()
            .enumerate()
            .map(|(n, (kind, state, home))| MethodFacts { state, ..method(&n.to_string(), kind, home) })
            .collect()
    })
}

proptest! {
    /// Against a model that knows the words of R1, R4 and R10 and nothing of how they are computed.
    #[test]
    fn agrees_with_the_words_of_the_rules(
        methods in some_methods(),
        states in proptest::collection::vec(proptest::sample::select(DeviceState::ALL.to_vec()), 3),
        helpers in (any::<bool>(), 0_u32..3, 0_u32..3, 0_u32..3),
        means in (any::<bool>(), any::<bool>(), any::<bool>()),
        desk: bool,
        mobile: bool,
        privileged: bool,
        lost in proptest::sample::select(NAMES.to_vec()),
    ) {
        let platforms = [Platform::Ios, Platform::Ipados, Platform::Windows];
        let devices: Vec<DeviceFacts> = NAMES.iter().zip(platforms).zip(&states)
            .map(|((name, platform), state)| DeviceFacts { state: *state, ..device(name, platform) })
            .collect();
        let mut contacts = Vec::new();
        if desk {
            contacts.push(ContactFacts { id: ContactId::stored("d"), kind: ContactKind::Landline, on_device: None });
        }
        if mobile {
            contacts.push(ContactFacts { id: ContactId::stored("m"), kind: ContactKind::Mobile, on_device: None });
        }
        let (direct_manager, chain, it, security) = helpers;
        let (in_person, photo_on_record, organisation_password) = means;
        let help = Help { direct_manager, chain, it, security, in_person, photo_on_record, organisation_password };

        let in_hand = |id: &DeviceId| id.as_str() != lost
            && NAMES.iter().zip(&states).any(|(name, state)| *name == id.as_str() && *state == DeviceState::InUse);
        let mut kinds: Vec<MethodKind> = Vec::new();
        for one in &methods {
            let here = match &one.home {
                Home::Itself => true,
                // Something is lost, and it may be just that.
                Home::Unknown => false,
                Home::Device(id) => in_hand(id),
                Home::Account { devices, .. } =>
                    devices.iter().all(|id| id.as_str() != lost) && devices.iter().any(in_hand),
            };
            if one.state == MethodState::Active && here { kinds.push(one.kind); }
        }
        let strong = kinds.contains(&MethodKind::Passkey) || kinds.contains(&MethodKind::SecurityKey);
        let weak = [MethodKind::AuthenticatorApp, MethodKind::RecoveryCodes, MethodKind::Phone].into_iter()
            .filter(|kind| kinds.contains(kind) && !(privileged && *kind == MethodKind::Phone))
            .count();
        let see = in_person || photo_on_record;
        let proved = organisation_password || kinds.contains(&MethodKind::RecoveryCodes);
        let number = desk || (mobile && lost == "laptop");
        let others = chain + it + security;
        let helped = if privileged {
            see && (security > 1 || (security == 1 && (direct_manager || chain > 0)))
        } else {
            (see && (direct_manager || others > 0))
                || (proved && (direct_manager || others > 1))
                || (number && direct_manager)
        };
        let expected = match (strong || weak > 1, helped) {
            (true, _) => Ready::ByYourself,
            (false, true) => Ready::WithHelp,
            (false, false) => Ready::NotAtAll,
        };

        let lost = DeviceId::stored(lost);
        let facts = ReadinessFacts { methods: &methods, devices: &devices, contacts: &contacts, help: &help, privileged };
        let result = readiness(&facts, Some(&lost), NOW, &Policy::default());
        prop_assert_eq!(result.ready, expected);
        prop_assert_eq!(result.next.is_none(), expected == Ready::ByYourself);

        // The step that is named does what it says.
        if let Some(step) = result.next {
            let home = match step {
                NextStep::PasskeyOn { device } => Home::Device(device),
                NextStep::SecurityKey => Home::Itself,
            };
            let mut after = methods.clone();
            after.push(method("new", MethodKind::Passkey, home));
            let facts = ReadinessFacts { methods: &after, ..facts };
            let result = readiness(&facts, Some(&lost), NOW, &Policy::default());
            prop_assert_eq!(result.ready, Ready::ByYourself);
        }
    }
}
