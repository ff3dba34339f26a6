//! One loss, several at once, what strands somebody, and steps that others take.

use super::*;
use crate::method_policy::Kinds;

#[test]
fn the_loss_of_the_organisations_sign_in_takes_its_password_as_evidence() {
    let help = Help { direct_manager: true, organisation_password: true, ..Help::default() };
    let methods = [method("app", MethodKind::AuthenticatorApp, on("phone"))];
    let devices = devices();
    let facts = ReadinessFacts {
        methods: &methods,
        devices: &devices,
        contacts: &[],
        help: &help,
        privileged: false,
    };
    let policy = Policy::default();
    let sign_in = losses(&facts).find(|loss| loss.organisation_sign_in).unwrap();
    assert_eq!(grade(&facts, Loss::NOTHING, &rules(&policy)), Ready::WithHelp);
    assert_eq!(grade(&facts, sign_in, &rules(&policy)), Ready::NotAtAll);
}

#[test]
fn two_devices_lost_on_one_day_take_what_lives_on_either() {
    let methods =
        [method("a", MethodKind::Passkey, on("phone")), method("b", MethodKind::Passkey, on("laptop"))];
    let devices = devices();
    let help = Help::default();
    let facts = ReadinessFacts {
        methods: &methods,
        devices: &devices,
        contacts: &[],
        help: &help,
        privileged: false,
    };
    let policy = Policy::default();
    let both: Vec<DeviceId> = devices.iter().map(|device| device.id.clone()).collect();
    let after = |lost: &[DeviceId]| outlook(&facts, Loss { devices: lost, ..Loss::NOTHING }, &rules(&policy));
    assert_eq!(after(&both[..1]).ready, Ready::ByYourself);
    assert_eq!(after(&both[1..]).ready, Ready::ByYourself);
    let none_left = after(&both);
    assert_eq!((none_left.ready, none_left.next), (Ready::NotAtAll, Some(NextStep::SecurityKey)));
    assert!(none_left.ways.is_empty());
}

#[test]
fn a_kind_that_policy_leaves_out_counts_for_nothing() {
    let methods = [method("a", MethodKind::SecurityKey, Home::Itself)];
    let (devices, help, policy) = (devices(), Help::default(), Policy::default());
    let facts = ReadinessFacts {
        methods: &methods,
        devices: &devices,
        contacts: &[],
        help: &help,
        privileged: false,
    };
    let strict = Rules { kinds: Kinds::of(&[MethodKind::Passkey]), ..rules(&policy) };
    assert_eq!(grade(&facts, Loss::NOTHING, &rules(&policy)), Ready::ByYourself);
    assert_eq!(grade(&facts, Loss::NOTHING, &strict), Ready::NotAtAll);
    let stranded = strands((&facts, &rules(&policy)), (&facts, &strict));
    assert_eq!(stranded.len(), 3, "as things stand, the phone, the laptop");
    assert!(stranded.iter().all(|one| one.before == Ready::ByYourself));
    let key = MethodId::stored("a");
    assert!(stranded.iter().all(|one| one.lost == [Way::SecurityKey { method: &key }]));
}

#[test]
fn i11_removing_what_the_last_way_rests_on_names_the_loss_and_the_ways() {
    let before = [
        method("a", MethodKind::Passkey, on("phone")),
        method("app", MethodKind::AuthenticatorApp, on("laptop")),
        method("codes", MethodKind::RecoveryCodes, Home::Itself),
    ];
    let (devices, help, policy) = (devices(), Help::default(), Policy::default());
    let with = |methods| ReadinessFacts {
        methods,
        devices: &devices,
        contacts: &[],
        help: &help,
        privileged: false,
    };
    let (all, without_codes, without_passkey) = (with(&before), with(&before[..2]), with(&before[1..]));
    let rules = rules(&policy);
    let stranded = strands((&all, &rules), (&without_codes, &rules));
    assert_eq!(stranded.len(), 1);
    assert_eq!(stranded[0].loss.devices, [DeviceId::stored("phone")]);
    let (first, second) = (MethodKind::AuthenticatorApp, MethodKind::RecoveryCodes);
    assert_eq!(stranded[0].lost, [Way::TwoKinds { first, second }]);
    let stranded = strands((&all, &rules), (&without_passkey, &rules));
    assert_eq!(stranded.len(), 1, "the passkey was what the loss of the laptop left");
    assert_eq!(stranded[0].loss.devices, [DeviceId::stored("laptop")]);
    assert!(strands((&all, &rules), (&all, &rules)).is_empty());
}

#[test]
fn a_number_that_rings_on_a_device_out_of_use_does_not_count() {
    let mut devices = devices();
    devices[1].state = DeviceState::Lost;
    let rings = DeviceId::stored("laptop");
    let contacts =
        [ContactFacts { id: ContactId::stored("c"), kind: ContactKind::Mobile, on_device: Some(rings) }];
    let help = Help { direct_manager: true, ..Help::default() };
    let facts = ReadinessFacts {
        methods: &[],
        devices: &devices,
        contacts: &contacts,
        help: &help,
        privileged: false,
    };
    let phone = [DeviceId::stored("phone")];
    let policy = Policy::default();
    let loss = Loss { devices: &phone, ..Loss::NOTHING };
    assert_eq!(grade(&facts, loss, &rules(&policy)), Ready::NotAtAll);
}

#[test]
fn somebody_with_nothing_in_hand_is_helped_by_what_it_puts_on_record() {
    let next = |help: &Help, privileged| {
        let facts = ReadinessFacts { methods: &[], devices: &[], contacts: &[], help, privileged };
        let policy = Policy::default();
        outlook(&facts, Loss::NOTHING, &Rules::of(&policy, NOW, For { privileged, ..For::default() })).next
    };
    let meet = Help { in_person: true, ..Help::default() };
    assert_eq!(next(&meet, false), Some(NextStep::NameManager));
    assert_eq!(next(&meet, true), Some(NextStep::SecurityKey), "a manager alone is not enough");
    assert_eq!(next(&Help { security: 1, ..meet }, true), Some(NextStep::NameManager));
    let manager = Help { direct_manager: true, ..Help::default() };
    assert_eq!(next(&manager, false), Some(NextStep::NumberOnRecord));
    assert_eq!(next(&manager_meets(), false), Some(NextStep::SecurityKey));
    // What is named makes it "with help".
    let number = [ContactFacts { id: ContactId::stored("c"), kind: ContactKind::Landline, on_device: None }];
    let facts =
        ReadinessFacts { methods: &[], devices: &[], contacts: &number, help: &manager, privileged: false };
    let policy = Policy::default();
    assert_eq!(grade(&facts, Loss::NOTHING, &rules(&policy)), Ready::WithHelp);
}
