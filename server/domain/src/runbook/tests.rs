use super::*;
use crate::{
    MethodId, Span,
    method::{Home, SyncAccount},
};

mod always;

const BEGAN: Time = Time(1_000_000_000_000);

fn at(hours: i64) -> Time {
    BEGAN + Span::hours(hours)
}

fn device(name: &str) -> DeviceId {
    DeviceId::stored(name)
}

fn runbook(kind: RunbookKind, scenario: Scenario, has_backup: bool) -> Runbook {
    let old_device = (kind != RunbookKind::FirstDevice).then(|| device("old"));
    Runbook { kind, scenario, began: BEGAN, old_device, has_backup }
}

/// Where a method lives; without a name it was not placed, but `key` is something of its own.
fn home(method: &str, on: Option<&str>) -> Home {
    match on {
        Some(on) => Home::Device(device(on)),
        None if method == "key" => Home::Itself,
        None => Home::Unknown,
    }
}

fn added(method: &str, on: Option<&str>, hours: i64) -> Observed {
    Observed::MethodAdded { method: MethodId::stored(method), home: home(method, on), at: at(hours) }
}

fn worked(method: &str, on: Option<&str>, hours: i64) -> Observed {
    Observed::MethodWorked { method: MethodId::stored(method), home: home(method, on), at: at(hours) }
}

fn ids(runbook: &Runbook) -> Vec<StepId> {
    steps(runbook, &[]).iter().map(|step| step.id).collect()
}

fn advice(runbook: &Runbook) -> Vec<Advice> {
    steps(runbook, &[]).into_iter().flat_map(|step| step.advice).collect()
}

fn current(runbook: &Runbook, seen: &[Observed]) -> Option<StepId> {
    match standing(runbook, seen, at(1_000)) {
        Standing::At { step, .. } => Some(step),
        Standing::Finished { .. } => None,
    }
}

#[test]
fn a_planned_change_is_walked_by_events_alone() {
    let runbook = runbook(RunbookKind::PlannedPhoneChange, Scenario::OwnIphone, true);
    let events = [
        (StepId::BackupWorks, worked("key", None, 1)),
        (StepId::DeviceRegistered, Observed::DeviceRegistered { device: device("new"), at: at(2) }),
        (StepId::MethodOnDevice, added("passkey", Some("new"), 3)),
        (StepId::NewMethodWorks, worked("passkey", Some("new"), 4)),
        (StepId::OldMethodsGone, Observed::OldMethodsGone { at: at(5) }),
    ];
    let mut seen = Vec::new();
    for (step, event) in events {
        assert_eq!(current(&runbook, &seen), Some(step));
        seen.push(event);
    }
    assert_eq!(standing(&runbook, &seen, at(6)), Standing::Finished { at: at(5) });
}

#[test]
fn without_a_backup_the_old_phone_adds_the_new_one() {
    let kind = RunbookKind::PlannedPhoneChange;
    for scenario in Scenario::ALL.iter().copied() {
        let with = runbook(kind, scenario, true);
        let without = runbook(kind, scenario, false);
        assert!(ids(&with).contains(&StepId::BackupWorks));
        assert!(!ids(&without).contains(&StepId::BackupWorks));
        assert!(!advice(&with).contains(&Advice::OldPhoneAddsNew));
        assert!(advice(&without).contains(&Advice::OldPhoneAddsNew), "{scenario:?}");
        assert!(advice(&without).contains(&Advice::KeepOldPhone));
    }
}

#[test]
fn a_loss_without_a_backup_goes_through_an_approver() {
    let runbook = runbook(RunbookKind::LostOrBrokenPhone, Scenario::OwnAndroid, false);
    let events = [
        (StepId::Asked, Observed::RequestAsked { at: at(1) }),
        (StepId::Approved, Observed::Approved { at: at(2) }),
        (StepId::LetBackIn, Observed::PassRedeemed { at: at(3) }),
        (StepId::MethodAdded, added("passkey", None, 4)),
        (StepId::NewMethodWorks, worked("passkey", None, 5)),
        (StepId::OldMethodsGone, Observed::OldMethodsGone { at: at(5) }),
        (StepId::DeviceRegistered, Observed::DeviceRegistered { device: device("new"), at: at(30) }),
        (StepId::MethodOnDevice, added("second", Some("new"), 31)),
    ];
    let mut seen = Vec::new();
    for (step, event) in events {
        assert_eq!(current(&runbook, &seen), Some(step));
        seen.push(event);
    }
    assert_eq!(current(&runbook, &seen), None);
}

#[test]
fn a_loss_with_a_backup_asks_nobody_and_a_pass_will_do_as_well() {
    let runbook = runbook(RunbookKind::LostOrBrokenPhone, Scenario::OwnIphone, true);
    assert_eq!(ids(&runbook)[0], StepId::LetBackIn);
    for event in [Observed::SelfRecovered { at: at(1) }, Observed::PassRedeemed { at: at(1) }] {
        assert_eq!(current(&runbook, &[event]), Some(StepId::MethodAdded));
    }
}

#[test]
fn a_managed_apple_id_gets_its_pass_before_the_first_device_exists() {
    let kind = RunbookKind::FirstDevice;
    let managed = runbook(kind, Scenario::CompanyIphoneManaged, false);
    let order = ids(&managed);
    let place = |step| order.iter().position(|one| *one == step).unwrap();
    assert!(place(StepId::DevicePrepared) < place(StepId::LetBackIn));
    assert!(place(StepId::LetBackIn) < place(StepId::DeviceRegistered));
    let steps = steps(&managed, &[]);
    assert!(steps[place(StepId::LetBackIn)].advice.contains(&Advice::PassBridgesSetUp));
    assert!(steps[place(StepId::DevicePrepared)].advice.contains(&Advice::AssignedInBusinessManager));
    assert!(!advice(&runbook(kind, Scenario::OwnIphone, false)).contains(&Advice::PassBridgesSetUp));
}

#[test]
fn what_a_keychain_brings_depends_on_whose_the_iphone_is() {
    for kind in [RunbookKind::PlannedPhoneChange, RunbookKind::LostOrBrokenPhone] {
        let says = |scenario| advice(&runbook(kind, scenario, true));
        assert!(says(Scenario::OwnIphone).contains(&Advice::IcloudKeychainOn));
        assert!(!says(Scenario::OwnIphone).contains(&Advice::KeychainMayBeBlocked));
        for company in [Scenario::CompanyIphonePersonal, Scenario::CompanyIphoneManaged] {
            assert!(says(company).contains(&Advice::KeychainMayBeBlocked));
            assert!(!says(company).contains(&Advice::IcloudKeychainOn));
        }
    }
    assert!(
        !advice(&runbook(RunbookKind::FirstDevice, Scenario::OwnIphone, false))
            .contains(&Advice::IcloudKeychainOn)
    );
}

#[test]
fn the_organisation_prepares_its_own_devices_only() {
    for (platform, ownership) in
        Platform::ALL.iter().flat_map(|one| Ownership::ALL.iter().map(move |two| (one, two)))
    {
        let scenario = Scenario::of(*platform, *ownership);
        assert_eq!(scenario.is_company(), *ownership != Ownership::Own);
        for kind in RunbookKind::ALL.iter().copied() {
            let prepared = ids(&runbook(kind, scenario, false)).contains(&StepId::DevicePrepared);
            assert_eq!(prepared, scenario.is_company());
        }
    }
}

#[test]
fn a_step_is_not_done_by_what_happens_on_the_old_phone() {
    let runbook = runbook(RunbookKind::PlannedPhoneChange, Scenario::OwnIphone, true);
    let seen = [
        worked("passkey", Some("old"), 1),
        added("other", Some("old"), 2),
        Observed::DeviceRegistered { device: device("old"), at: at(3) },
    ];
    assert!(steps(&runbook, &seen).iter().all(|step| step.done_at.is_none()));
}

#[test]
fn a_backup_is_seen_to_work_only_where_it_is_certainly_not_the_old_phone() {
    let runbook = runbook(RunbookKind::PlannedPhoneChange, Scenario::OwnIphone, true);
    let synced = |names: &[&str]| Home::Account {
        account: SyncAccount::Apple,
        devices: names.iter().map(|name| device(name)).collect(),
    };
    for (home, counts) in [
        (Home::Itself, true),
        (Home::Unknown, false),
        (Home::Device(device("laptop")), true),
        (Home::Device(device("old")), false),
        (synced(&["laptop"]), true),
        (synced(&["laptop", "old"]), false),
        (synced(&[]), false),
    ] {
        let seen = [Observed::MethodWorked { method: MethodId::stored("a"), home: home.clone(), at: at(1) }];
        assert_eq!(done_at(StepId::BackupWorks, &runbook, &seen).is_some(), counts, "{home:?}");
    }
}

#[test]
fn an_older_method_that_works_is_not_the_new_one() {
    let runbook = runbook(RunbookKind::LostOrBrokenPhone, Scenario::OwnIphone, false);
    let seen = [added("new", None, 2), worked("older", None, 3), worked("new", None, 1)];
    assert_eq!(done_at(StepId::NewMethodWorks, &runbook, &seen), None);
}

#[test]
fn what_was_before_the_beginning_does_not_count_but_for_preparing() {
    let runbook = runbook(RunbookKind::PlannedPhoneChange, Scenario::CompanyAndroid, true);
    let seen = [worked("key", None, -1), Observed::DevicePrepared { at: at(-100) }];
    assert_eq!(done_at(StepId::BackupWorks, &runbook, &seen), None);
    assert_eq!(done_at(StepId::DevicePrepared, &runbook, &seen), Some(BEGAN));
}

#[test]
fn a_changed_ownership_changes_the_steps_and_undoes_none() {
    let own = runbook(RunbookKind::PlannedPhoneChange, Scenario::OwnIphone, true);
    let seen = [worked("key", None, 1), Observed::DeviceRegistered { device: device("new"), at: at(2) }];
    assert_eq!(current(&own, &seen), Some(StepId::MethodOnDevice));
    let company = Runbook { scenario: Scenario::CompanyIphoneManaged, ..own.clone() };
    assert_eq!(current(&company, &seen), Some(StepId::DevicePrepared));
    for id in ids(&own) {
        assert_eq!(done_at(id, &own, &seen), done_at(id, &company, &seen));
    }
}

#[test]
fn a_stuck_runbook_says_where_since_when_and_what_to_do() {
    let runbook = runbook(RunbookKind::LostOrBrokenPhone, Scenario::OwnIphone, false);
    let seen = [Observed::RequestAsked { at: at(1) }];
    let now_at = |now| standing(&runbook, &seen, now);
    let at_turn = |stuck| Standing::At { step: StepId::Approved, who: WhoActs::Manager, since: at(1), stuck };
    assert_eq!(now_at(at(3)), at_turn(None));
    assert_eq!(now_at(at(3) + Span(1)), at_turn(Some(Stuck::RingAnApprover)));
}

#[test]
fn no_pass_is_promised_for_setting_up_after_a_loss() {
    for has_backup in [true, false] {
        let runbook = runbook(RunbookKind::LostOrBrokenPhone, Scenario::CompanyIphoneManaged, has_backup);
        let all: Vec<Advice> = steps(&runbook, &[]).into_iter().flat_map(|step| step.advice).collect();
        assert!(!all.contains(&Advice::PassBridgesSetUp), "it was used to get back in");
        assert!(all.contains(&Advice::OtherMethodBridgesSetUp));
    }
}
