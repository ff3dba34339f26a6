use super::*;
use crate::{
    ApprovalId, PersonId, Span,
    method::{MethodKind, SyncAccount},
    request::{
        Why,
        life::{Approvers, Delay},
    },
};

fn device(name: &str) -> DeviceId {
    DeviceId::stored(name)
}
fn ids(names: &[&str]) -> Vec<MethodId> {
    names.iter().map(|name| MethodId::stored(*name)).collect()
}
fn method(name: &str, home: Home) -> MethodFacts {
    MethodFacts {
        id: MethodId::stored(name),
        kind: MethodKind::Passkey,
        state: MethodState::Active,
        home,
        added: Time(0),
        last_worked: None,
    }
}
fn synced(names: &[&str]) -> Home {
    Home::Account { account: SyncAccount::Apple, devices: names.iter().map(|name| device(name)).collect() }
}

fn methods() -> Vec<MethodFacts> {
    vec![
        method("on-phone", Home::Device(device("phone"))),
        method("on-laptop", Home::Device(device("laptop"))),
        method("synced", synced(&["phone", "tablet"])),
        method("synced-elsewhere", synced(&["tablet"])),
        method("key", Home::Itself),
        MethodFacts { state: MethodState::Removed, ..method("removed", Home::Device(device("phone"))) },
    ]
}
fn suspend(picked: Option<&str>, what: WhatHappened) -> Vec<MethodId> {
    on_approval(&methods(), picked.map(device).as_ref(), what)
}

#[test]
fn a_passkey_that_nobody_placed_is_suspended_with_whatever_is_gone() {
    let unplaced = [method("unplaced", Home::Unknown)];
    for what in WhatHappened::ALL {
        assert_eq!(on_approval(&unplaced, Some(&device("phone")), *what), ids(&["unplaced"]));
    }
    assert_eq!(on_approval(&unplaced, None, WhatHappened::LostOrStolen), ids(&[]));
}

#[test]
fn a_synced_passkey_is_suspended_when_a_device_of_it_is_lost() {
    assert_eq!(suspend(Some("phone"), WhatHappened::LostOrStolen), ids(&["on-phone", "synced"]));
    assert_eq!(suspend(Some("tablet"), WhatHappened::LostOrStolen), ids(&["synced", "synced-elsewhere"]));
    assert_eq!(suspend(Some("phone"), WhatHappened::SomethingElse), ids(&["on-phone", "synced"]));
}

#[test]
fn a_synced_passkey_survives_a_broken_device() {
    assert_eq!(suspend(Some("phone"), WhatHappened::BrokenOrWiped), ids(&["on-phone"]));
    assert_eq!(suspend(Some("phone"), WhatHappened::NewPhone), ids(&["on-phone"]));
}

#[test]
fn none_of_these_suspends_nothing() {
    for what in WhatHappened::ALL {
        assert_eq!(suspend(None, *what), []);
        assert_eq!(suspend(Some("another"), *what), []);
    }
}

fn way_to_the_end() -> Vec<RequestState> {
    let policy = Policy::default();
    let asked = RequestState::ask(Time(0), &policy);
    let approved = asked
        .clone()
        .approve(
            Time(1),
            &policy,
            ApprovalId::stored("a"),
            &PersonId::stored("p"),
            Approvers::One,
            Delay::None,
        )
        .unwrap();
    let redeemed = approved.clone().fetch_pass(Time(2)).unwrap().redeem(Time(3), &policy).unwrap();
    let enrolled = redeemed.clone().enrol(Time(4), &policy, MethodId::stored("new")).unwrap();
    vec![asked, approved, redeemed, enrolled]
}

#[test]
fn i06_methods_wait_while_the_request_goes_on_or_is_frozen() {
    for state in way_to_the_end() {
        let frozen = state.clone().freeze(Time(5), &Policy::default(), 1).unwrap();
        for what in WhatHappened::ALL {
            assert_eq!(on_end(&state, *what), OnEnd::Wait);
            assert_eq!(on_end(&frozen, *what), OnEnd::Wait, "a freeze gives nothing back");
        }
    }
}

#[test]
fn i06_methods_come_back_if_the_request_ends_otherwise_but_for_a_lost_device() {
    let later = Time(0) + Span::days(30);
    for state in way_to_the_end() {
        let withdrawn = state.clone().withdraw(Time(5), Why::Asker).unwrap();
        let mut ended =
            vec![withdrawn, state.clone().freeze(Time(5), &Policy::default(), 1).unwrap().settled(later)];
        if state.is_undecided() {
            ended.push(state.deny(Time(5), PersonId::stored("p")).unwrap());
        }
        for state in ended {
            for what in WhatHappened::ALL {
                let lost = *what == WhatHappened::LostOrStolen;
                let expected = if lost { OnEnd::KeepSuspended } else { OnEnd::Restore };
                assert_eq!(on_end(&state, *what), expected, "{state:?}");
            }
        }
    }
}

#[test]
fn i06_closing_removes_what_is_still_suspended() {
    let mut methods = methods();
    for method in methods.iter_mut().take(3) {
        method.state = MethodState::Suspended;
    }
    assert_eq!(
        on_close(&methods, &ids(&["on-phone", "synced", "synced-elsewhere"])),
        ids(&["on-phone", "synced"])
    );
    let closed = RequestState::Closed { at: Time(0), method: MethodId::stored("new") };
    assert_eq!(on_end(&closed, WhatHappened::LostOrStolen), OnEnd::Remove);
}

#[test]
fn found_again_brings_back_what_no_other_lost_device_carries() {
    let mut methods = methods();
    methods.iter_mut().filter(|method| method.state == MethodState::Active).for_each(|method| {
        method.state = MethodState::Suspended;
    });
    let phone = device("phone");
    assert_eq!(on_found_again(&methods, &phone, &[]), ids(&["on-phone", "synced"]));
    assert_eq!(on_found_again(&methods, &phone, std::slice::from_ref(&phone)), ids(&["on-phone", "synced"]));
    assert_eq!(on_found_again(&methods, &phone, &[device("tablet")]), ids(&["on-phone"]));
}

fn mailbox(name: &str) -> FreezeSource {
    FreezeSource::Mailbox(ContactId::stored(name))
}
fn freeze(at: Time, name: &str) -> PastFreeze {
    PastFreeze { at, source: mailbox(name) }
}

#[test]
fn after_a_second_freeze_security_decides_and_the_same_source_only_warns() {
    let (policy, now) = (Policy::default(), Time(0) + Span::days(1));
    let effect = |earlier: &[PastFreeze], name: &str| freeze_effect(earlier, &mailbox(name), now, &policy);
    let (a, b) = (freeze(Time(0), "a"), freeze(Time(1), "b"));
    assert_eq!(effect(&[], "a"), FreezeEffect::Freeze { count: 1 });
    assert_eq!(effect(std::slice::from_ref(&a), "a"), FreezeEffect::FreezeSecurityDecides { count: 2 });
    assert_eq!(effect(&[a.clone(), b.clone()], "a"), FreezeEffect::WarningOnly);
    assert_eq!(effect(&[a.clone(), b.clone()], "c"), FreezeEffect::FreezeSecurityDecides { count: 3 });
    let method = FreezeSource::Method(MethodId::stored("a"));
    assert_eq!(
        freeze_effect(&[a.clone(), b.clone()], &method, now, &policy),
        FreezeEffect::FreezeSecurityDecides { count: 3 },
        "a method is no mailbox"
    );
    assert!(!security_decides(std::slice::from_ref(&a), now, &policy));
    assert!(security_decides(&[a, b], now, &policy));
}

#[test]
fn freezes_of_thirty_days_ago_do_not_count() {
    let policy = Policy::default();
    let earlier = [freeze(Time(0), "a"), freeze(Time(1), "a")];
    let day_30 = Time(0) + Span::days(30);
    let effect = |now| freeze_effect(&earlier, &mailbox("a"), now, &policy);
    assert_eq!(effect(Time(day_30.0 - 1)), FreezeEffect::WarningOnly);
    assert_eq!(effect(day_30), FreezeEffect::FreezeSecurityDecides { count: 2 });
    assert_eq!(effect(Time(day_30.0 + 1)), FreezeEffect::Freeze { count: 1 });
    assert!(!security_decides(&earlier, day_30, &policy));
}

#[test]
fn words_are_those_of_the_form() {
    let words: Vec<_> = WhatHappened::ALL.iter().map(|what| what.word()).collect();
    assert_eq!(words, ["lost-or-stolen", "broken-or-wiped", "new-phone", "first-day", "something-else"]);
}
