//! Choosing, pinning and going up. The role matrix is in [`matrix`].

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{second::*, *};
use crate::Span;

mod matrix;

const NOW: Time = Time(1_000_000_000_000);

fn id(name: &str) -> PersonId {
    PersonId::stored(name)
}

fn person(name: &str, manager: Option<&str>) -> ApproverFacts {
    ApproverFacts {
        id: id(name),
        enabled: true,
        has_passkey: true,
        roles: Vec::new(),
        let_back_in: None,
        helped_by_asker: None,
        manager: manager.map(id),
    }
}

/// ann asks; her managers are bob, cat and dan.
fn people() -> BTreeMap<PersonId, ApproverFacts> {
    [person("ann", Some("bob")), person("bob", Some("cat")), person("cat", Some("dan")), person("dan", None)]
        .into_iter()
        .map(|facts| (facts.id.clone(), facts))
        .collect()
}

fn ann(manager: Option<&str>) -> Asker {
    Asker { id: id("ann"), privileged: false, manager: manager.map(id) }
}

type People = BTreeMap<PersonId, ApproverFacts>;

fn change(people: &mut People, name: &str, with: impl FnOnce(&mut ApproverFacts)) {
    with(people.get_mut(&id(name)).unwrap());
}

fn pinned(people: &People, asker: &Asker) -> Pinned {
    pin(asker, |who| people.get(who).cloned(), NOW, &Policy::default())
}

fn still(pinned: &Pinned, people: &People, asker: &Asker) -> Pinned {
    still_pinned(pinned, asker, |who| people.get(who).cloned(), NOW, &Policy::default())
}

fn at(name: &str, place: As) -> Pinned {
    Pinned::Person(id(name), place)
}

/// Every way in which somebody cannot approve.
const CANNOT: [fn(&mut ApproverFacts); 4] = [
    |facts| facts.enabled = false,
    |facts| facts.has_passkey = false,
    |facts| facts.let_back_in = Some(NOW - Span::hours(71)),
    |facts| facts.helped_by_asker = Some(NOW - Span::days(89)),
];

#[test]
fn the_manager_is_pinned_else_the_next_who_can_else_the_role() {
    assert_eq!(pinned(&people(), &ann(Some("bob"))), at("bob", As::Manager));
    for cannot in CANNOT {
        let mut people = people();
        change(&mut people, "bob", cannot);
        assert_eq!(pinned(&people, &ann(Some("bob"))), at("cat", As::Chain(1)));
        change(&mut people, "cat", cannot);
        assert_eq!(pinned(&people, &ann(Some("bob"))), at("dan", As::Chain(2)));
        change(&mut people, "dan", cannot);
        assert_eq!(pinned(&people, &ann(Some("bob"))), Pinned::Role(Role::It));
        let privileged = Asker { privileged: true, ..ann(Some("bob")) };
        assert_eq!(pinned(&people, &privileged), Pinned::Role(Role::Security));
    }
}

#[test]
fn settling_and_look_back_end_to_the_millisecond() {
    let mut people = people();
    change(&mut people, "bob", |bob| {
        bob.let_back_in = Some(NOW - Span::hours(72));
        bob.helped_by_asker = Some(NOW - Span::days(90));
    });
    assert_eq!(pinned(&people, &ann(Some("bob"))), at("bob", As::Manager));
}

#[test]
fn no_manager_an_unknown_one_and_oneself_lead_to_it() {
    for manager in [None, Some("nobody"), Some("ann")] {
        let mut people = people();
        change(&mut people, "ann", |ann| ann.manager = manager.map(id));
        assert_eq!(pinned(&people, &ann(manager)), Pinned::Role(Role::It), "{manager:?}");
    }
}

#[test]
fn a_loop_of_managers_ends() {
    let mut people = people();
    change(&mut people, "bob", |bob| {
        bob.manager = Some(id("ann"));
        bob.enabled = false;
    });
    assert_eq!(pinned(&people, &ann(Some("bob"))), Pinned::Role(Role::It), "i03: the asker is never pinned");
}

#[test]
fn a_loop_asks_nobody_twice() {
    let mut people = people();
    change(&mut people, "cat", |cat| {
        cat.manager = Some(id("bob"));
        cat.enabled = false;
    });
    let asked = also(&people, &at("bob", As::Manager), &ann(Some("bob")), Span::hours(2), false);
    assert_eq!(asked, Some(AlsoAsked { chain: None, role: Role::It }), "bob comes up again above cat");
}

#[test]
fn a_chain_is_walked_only_so_far() {
    let names: Vec<String> = (0..40).map(|n| format!("m{n}")).collect();
    let people: People = names
        .iter()
        .enumerate()
        .map(|(n, name)| {
            let mut facts = person(name, names.get(n + 1).map(String::as_str));
            facts.enabled = n >= usize::from(MOST_MANAGERS);
            (facts.id.clone(), facts)
        })
        .collect();
    assert_eq!(pinned(&people, &ann(Some("m0"))), Pinned::Role(Role::It));
}

#[test]
fn a_pinned_approver_who_changes_or_leaves_is_followed_by_it_and_never_by_the_new_manager() {
    let pin = at("bob", As::Manager);
    assert_eq!(still(&pin, &people(), &ann(Some("bob"))), pin);
    assert_eq!(still(&pin, &people(), &ann(Some("cat"))), Pinned::Role(Role::It), "a new manager");
    assert_eq!(still(&pin, &people(), &ann(None)), Pinned::Role(Role::It), "no manager any more");
    for cannot in CANNOT {
        let mut people = people();
        change(&mut people, "bob", cannot);
        assert_eq!(still(&pin, &people, &ann(Some("bob"))), Pinned::Role(Role::It));
    }
    let mut left = people();
    left.remove(&id("bob"));
    assert_eq!(still(&pin, &left, &ann(Some("bob"))), Pinned::Role(Role::It));
    let privileged = Asker { privileged: true, ..ann(Some("cat")) };
    assert_eq!(still(&pin, &people(), &privileged), Pinned::Role(Role::Security));
    assert_eq!(still(&Pinned::Role(Role::It), &people(), &privileged), Pinned::Role(Role::Security));
}

#[test]
fn a_pinned_one_further_up_stays_only_at_that_place() {
    let pin = at("cat", As::Chain(1));
    assert_eq!(still(&pin, &people(), &ann(Some("bob"))), pin, "also if bob could act by now");
    assert_eq!(still(&pin, &people(), &ann(Some("cat"))), Pinned::Role(Role::It));
    let mut moved = people();
    change(&mut moved, "bob", |bob| bob.manager = Some(id("dan")));
    assert_eq!(still(&pin, &moved, &ann(Some("bob"))), Pinned::Role(Role::It));
}

fn also(people: &People, pinned: &Pinned, asker: &Asker, waited: Span, half: bool) -> Option<AlsoAsked> {
    also_asked(pinned, asker, |who| people.get(who).cloned(), NOW - waited, half, NOW, &Policy::default())
}

#[test]
fn after_an_hour_the_next_and_it_are_asked_as_well() {
    let (people, asker, bob) = (people(), ann(Some("bob")), at("bob", As::Manager));
    assert_eq!(also(&people, &bob, &asker, Span(Span::hours(1).0 - 1), false), None);
    let both = Some(AlsoAsked { chain: Some((id("cat"), 1)), role: Role::It });
    assert_eq!(also(&people, &bob, &asker, Span::hours(1), false), both);
    assert_eq!(also(&people, &bob, &asker, Span(0), true), both, "at once, when one of two has approved");
    let mut gap = people.clone();
    change(&mut gap, "cat", |cat| cat.has_passkey = false);
    let dan = Some(AlsoAsked { chain: Some((id("dan"), 2)), role: Role::It });
    assert_eq!(also(&gap, &bob, &asker, Span::hours(1), false), dan);
}

#[test]
fn where_the_chain_ends_only_the_role_is_asked() {
    let top = at("dan", As::Chain(2));
    let role = |role| Some(AlsoAsked { chain: None, role });
    assert_eq!(also(&people(), &top, &ann(Some("bob")), Span::hours(2), false), role(Role::It));
    let privileged = Asker { privileged: true, ..ann(Some("bob")) };
    assert_eq!(also(&people(), &top, &privileged, Span::hours(2), false), role(Role::Security));
    let gone = Pinned::Role(Role::It);
    assert_eq!(also(&people(), &gone, &ann(Some("bob")), Span::hours(2), false), role(Role::It));
}

fn alone() -> SecondFacts {
    SecondFacts {
        privileged: false,
        manager_link: Some(Time(0)),
        role: None,
        number: Some(Time(0)),
        address: Some(Time(0)),
        pair: false,
        mismatch: false,
        device_not_sure: false,
        approver: As::Manager,
        seen: false,
    }
}

#[test]
fn each_reason_alone_needs_a_second() {
    let young = Some(NOW - Span::days(13));
    let with = |facts: SecondFacts| second_needed(&facts, NOW, &Policy::default());
    assert_eq!(with(alone()), []);
    let cases = [
        (SecondFacts { privileged: true, ..alone() }, SecondReason::Privileged),
        (SecondFacts { mismatch: true, ..alone() }, SecondReason::Mismatch),
        (SecondFacts { device_not_sure: true, ..alone() }, SecondReason::DeviceNotSure),
        (SecondFacts { approver: As::Chain(1), ..alone() }, SecondReason::NotSeen),
        (SecondFacts { approver: As::It, ..alone() }, SecondReason::NotSeen),
        (SecondFacts { approver: As::Security, ..alone() }, SecondReason::NotSeen),
        (SecondFacts { pair: true, ..alone() }, SecondReason::Pair),
        (SecondFacts { manager_link: young, ..alone() }, SecondReason::FreshManagerLink),
        (SecondFacts { role: young, ..alone() }, SecondReason::FreshRole),
        (SecondFacts { number: young, ..alone() }, SecondReason::FreshNumber),
        (SecondFacts { address: young, ..alone() }, SecondReason::FreshAddress),
    ];
    for (facts, reason) in cases {
        assert_eq!(with(facts), [reason]);
    }
    assert_eq!(with(SecondFacts { approver: As::It, seen: true, ..alone() }), [], "it saw the person");
}

#[test]
fn a_fact_is_young_until_fourteen_days_to_the_millisecond() {
    let policy = Policy::default();
    assert!(!is_fresh_fact(NOW - Span::days(14), NOW, &policy));
    assert!(is_fresh_fact(NOW - Span::days(14) + Span(1), NOW, &policy));
    assert!(is_fresh_fact(NOW + Span::days(1), NOW, &policy), "a time to come is young as well");
}

proptest! {
    /// Whatever the directory holds, nobody is pinned who could not approve, and the nearest who could is.
    #[test]
    fn i03_the_pinned_one_is_the_nearest_who_can(
        links in proptest::collection::vec(proptest::option::of(0_usize..8), 8),
        able_bits in proptest::collection::vec(any::<bool>(), 8),
    ) {
        let name = |n: usize| if n == 0 { "ann".to_owned() } else { format!("m{n}") };
        let people: People = links.iter().zip(&able_bits).enumerate().map(|(n, (manager, able))| {
            let mut facts = person(&name(n), manager.map(name).as_deref());
            facts.has_passkey = *able;
            (facts.id.clone(), facts)
        }).collect();
        let asker = ann(links[0].map(name).as_deref());
        // The model: walk as many steps as there are people, and take the first other than ann with a passkey.
        let (mut here, mut expected) = (0_usize, None);
        for depth in 0_u8..8 {
            let Some(up) = links[here] else { break };
            if up != 0 && able_bits[up] { expected = Some((up, depth)); break; }
            here = up;
        }
        let expected = expected.map_or(Pinned::Role(Role::It), |(n, depth)| at(&name(n), As::at(depth)));
        prop_assert_eq!(pinned(&people, &asker), expected.clone());
        prop_assert_eq!(still(&expected, &people, &asker), expected);
    }
}
