use super::*;
use crate::{
    Time,
    method::{Home, MethodKind},
};

fn id(name: &str) -> PersonId {
    PersonId::stored(name)
}

/// Managers by name; a name in capitals has left.
fn chain(links: &[(&'static str, &'static str)]) -> impl Fn(&PersonId) -> Option<Link> {
    move |who| {
        let (name, above) = links.iter().find(|(name, _)| name.eq_ignore_ascii_case(who.as_str()))?;
        let manager = (!above.is_empty()).then(|| id(above));
        Some(Link { here: name.chars().all(char::is_lowercase), manager })
    }
}

#[test]
fn the_next_in_the_chain_is_the_nearest_who_is_here() {
    for (links, expected) in [
        (&[("LEAVER", "boss"), ("boss", "")][..], Some("boss")),
        (&[("LEAVER", "gone"), ("GONE", "chief"), ("chief", "")], Some("chief")),
        (&[("LEAVER", "")], None),
        (&[("LEAVER", "unknown")], None),
        (&[("LEAVER", "leaver")], None),
        (&[("LEAVER", "gone"), ("GONE", "leaver")], None),
        (&[], None),
    ] {
        assert_eq!(next_up(&id("leaver"), &id("report"), chain(links)), expected.map(id), "{links:?}");
    }
}

#[test]
fn i03_nobody_becomes_their_own_manager() {
    let loops = chain(&[("LEAVER", "report"), ("report", "leaver")]);
    assert_eq!(next_up(&id("leaver"), &id("report"), loops), None);
    let above = chain(&[("LEAVER", "report"), ("report", "chief"), ("chief", "")]);
    assert_eq!(next_up(&id("leaver"), &id("report"), above), Some(id("chief")));
}

#[test]
fn a_chain_without_end_is_walked_only_so_far() {
    let endless = |who: &PersonId| Some(Link { here: false, manager: Some(id(&format!("{who}x"))) });
    assert_eq!(next_up(&id("leaver"), &id("report"), endless), None);
}

fn method(name: &str, state: MethodState) -> MethodFacts {
    MethodFacts {
        id: MethodId::stored(name),
        kind: MethodKind::Passkey,
        state,
        home: Home::Itself,
        added: Time(0),
        last_worked: None,
    }
}

#[test]
fn a_leaver_loses_everything_at_once_and_their_work_goes_on() {
    let methods = [
        method("active", MethodState::Active),
        method("paused", MethodState::Suspended),
        method("gone", MethodState::Removed),
    ];
    let deciding = |name, privileged_asker| Deciding { request: RequestId::stored(name), privileged_asker };
    let leaver = id("leaver");
    let facts = LeaverFacts {
        id: &leaver,
        roles: &[Role::It],
        sessions: 2,
        passes: &[PassId::stored("pass")],
        enrolments: &[EnrolmentId::stored("enrolment")],
        methods: &methods,
        requests: &[RequestId::stored("own")],
        deciding: &[deciding("theirs", false), deciding("privileged", true)],
        managed: &[id("report"), id("boss")],
    };
    let links = chain(&[("LEAVER", "boss"), ("boss", "")]);
    let expected = [
        Act::EndSessions { count: 2 },
        Act::EndPass { pass: PassId::stored("pass") },
        Act::EndEnrolment { enrolment: EnrolmentId::stored("enrolment") },
        Act::EndRole { role: Role::It },
        Act::RemoveMethod { method: MethodId::stored("active") },
        Act::RemoveMethod { method: MethodId::stored("paused") },
        Act::WithdrawRequest { request: RequestId::stored("own") },
        Act::HandOver { request: RequestId::stored("theirs"), to: Role::It },
        Act::HandOver { request: RequestId::stored("privileged"), to: Role::Security },
        Act::NewManager { person: id("report"), manager: Some(id("boss")) },
        Act::NewManager { person: id("boss"), manager: None },
    ];
    assert_eq!(acts(&facts, &links), expected);
}

#[test]
fn a_second_time_finds_nothing_left() {
    let leaver = id("leaver");
    let facts = LeaverFacts {
        id: &leaver,
        roles: &[],
        sessions: 0,
        passes: &[],
        enrolments: &[],
        methods: &[method("gone", MethodState::Removed)],
        requests: &[],
        deciding: &[],
        managed: &[],
    };
    assert!(acts(&facts, |_| None).is_empty());
}
