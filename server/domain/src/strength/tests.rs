use proptest::prelude::*;

use super::*;
use crate::{MethodId, Span, method::Home};

const ALL: [Proof; 12] = [
    Proof::Passkey,
    Proof::SecurityKey { user_verified: true },
    Proof::SecurityKey { user_verified: false },
    Proof::AuthenticatorApp,
    Proof::RecoveryCode,
    Proof::Phone,
    Proof::OrganisationSignIn { several_factors: true, fresh: true },
    Proof::OrganisationSignIn { several_factors: true, fresh: false },
    Proof::OrganisationSignIn { several_factors: false, fresh: true },
    Proof::OrganisationSignIn { several_factors: false, fresh: false },
    Proof::ApprovedPass,
    Proof::FirstDayPass,
];

const NOW: Time = Time(1_000_000_000_000);

fn method(id: &str, kind: MethodKind, state: MethodState, added: Time) -> MethodFacts {
    MethodFacts { id: MethodId::stored(id), kind, state, home: Home::Itself, added, last_worked: None }
}

fn old(id: &str, kind: MethodKind) -> MethodFacts {
    method(id, kind, MethodState::Active, NOW - Span::days(400))
}

#[test]
fn each_proof_alone_opens_what_r1_says() {
    use Opens::{AskOnly, Enrolment, FullSession, Nothing};
    let expected = [
        (FullSession, FullSession),
        (FullSession, FullSession),
        (Nothing, Nothing),
        (AskOnly, AskOnly),
        (AskOnly, AskOnly),
        (AskOnly, Nothing),
        (FullSession, FullSession),
        (FullSession, FullSession),
        (AskOnly, AskOnly),
        (AskOnly, AskOnly),
        (Enrolment, Enrolment),
        (Enrolment, Enrolment),
    ];
    for (proof, (plain, privileged)) in ALL.into_iter().zip(expected) {
        assert_eq!(opens(&[proof], false), plain, "{proof:?}");
        assert_eq!(opens(&[proof], true), privileged, "{proof:?}, privileged");
        assert_eq!(opens(&[proof, proof], false), plain, "{proof:?} twice is still one kind");
    }
    assert_eq!(opens(&[], false), Nothing);
}

#[test]
fn two_different_kinds_open_an_enrolment_and_never_a_full_session() {
    let factors = [Proof::AuthenticatorApp, Proof::RecoveryCode, Proof::Phone];
    for first in factors {
        for second in factors.into_iter().filter(|second| *second != first) {
            assert_eq!(opens(&[first, second], false), Opens::Enrolment);
            let with_phone = first == Proof::Phone || second == Proof::Phone;
            let expected = if with_phone { Opens::AskOnly } else { Opens::Enrolment };
            assert_eq!(
                opens(&[first, second], true),
                expected,
                "text and call never count for the privileged"
            );
        }
    }
    assert_eq!(opens(&factors, false), Opens::Enrolment, "three are no full session either");
}

#[test]
fn an_organisation_password_is_no_half_of_a_pair() {
    let password = Proof::OrganisationSignIn { several_factors: false, fresh: true };
    for other in [Proof::AuthenticatorApp, Proof::RecoveryCode, Proof::Phone] {
        assert_eq!(opens(&[password, other], false), Opens::AskOnly);
    }
}

proptest! {
    #[test]
    fn more_proofs_never_open_less(
        some in proptest::sample::subsequence(ALL.to_vec(), 0..=12),
        more in proptest::sample::select(ALL.to_vec()),
        privileged: bool,
    ) {
        let mut longer = some.clone();
        longer.push(more);
        prop_assert!(opens(&longer, privileged) >= opens(&some, privileged));
        prop_assert!(strength(&longer, privileged) >= strength(&some, privileged));
        prop_assert!(opens(&some, true) <= opens(&some, false), "privileged persons never get more");
        longer.reverse();
        let mut forward = longer.clone();
        forward.reverse();
        prop_assert_eq!(opens(&longer, privileged), opens(&forward, privileged), "order does not matter");
    }

    /// A session with less than the strongest method tries every change.
    #[test]
    fn a_weaker_proof_changes_nothing(
        kinds in proptest::collection::vec(proptest::sample::select(MethodKind::ALL.to_vec()), 1..5),
        fresh in proptest::sample::subsequence(ALL.to_vec(), 0..=12),
        add in proptest::sample::select(MethodKind::ALL.to_vec()),
    ) {
        let methods: Vec<_> = kinds.iter().enumerate().map(|(n, kind)| old(&n.to_string(), *kind)).collect();
        let strongest = kinds.iter().map(|kind| strength_of(*kind, false)).max().unwrap();
        if strength(&fresh, false) < strongest {
            let changes = methods.iter().map(Change::Remove).chain([Change::Add(add)]);
            for change in changes {
                let result = may_change(change, &methods, &fresh, false, None, NOW, &Policy::default());
                prop_assert_eq!(result, Err(ChangeRefused::ProofNeeded(strongest)));
            }
        }
    }

    /// I11: whatever is removed one after another, a way in stays a way in.
    #[test]
    fn i11_no_order_of_removals_takes_the_last_way_in(
        kinds in proptest::collection::vec(proptest::sample::select(MethodKind::ALL.to_vec()), 1..6),
        order in proptest::collection::vec(any::<prop::sample::Index>(), 1..20),
        privileged: bool,
    ) {
        let mut methods: Vec<_> = kinds.iter().enumerate().map(|(n, kind)| old(&n.to_string(), *kind)).collect();
        let had = methods_open(&methods, privileged) >= Opens::Enrolment;
        for index in order {
            let gone = index.get(&methods).clone();
            let allowed = may_change(
                Change::Remove(&gone), &methods, &[Proof::Passkey], privileged, None, NOW, &Policy::default(),
            );
            if allowed.is_ok() {
                methods.retain(|method| method.id != gone.id);
            }
            prop_assert!(!had || methods_open(&methods, privileged) >= Opens::Enrolment);
            if methods.is_empty() { break; }
        }
    }
}

fn change(change: Change<'_>, methods: &[MethodFacts], fresh: &[Proof]) -> Result<(), ChangeRefused> {
    may_change(change, methods, fresh, false, None, NOW, &Policy::default())
}

#[test]
fn without_a_method_only_a_pass_or_several_factors_add_one() {
    let add = Change::Add(MethodKind::Passkey);
    for proof in ALL {
        let ok = matches!(
            proof,
            Proof::ApprovedPass
                | Proof::FirstDayPass
                | Proof::OrganisationSignIn { several_factors: true, fresh: true }
        );
        let expected = if ok { Ok(()) } else { Err(ChangeRefused::PassNeeded) };
        assert_eq!(change(add, &[], &[proof]), expected, "{proof:?}");
    }
}

#[test]
fn a_pass_does_not_stand_in_for_a_method_that_is_there() {
    let methods = [old("a", MethodKind::Passkey)];
    for pass in [Proof::ApprovedPass, Proof::FirstDayPass] {
        let refused = Err(ChangeRefused::ProofNeeded(Strength::PhishingResistant));
        assert_eq!(change(Change::Add(MethodKind::Passkey), &methods, &[pass]), refused);
    }
    let stale = Proof::OrganisationSignIn { several_factors: true, fresh: false };
    let app = [old("a", MethodKind::AuthenticatorApp)];
    assert!(
        change(Change::Add(MethodKind::Passkey), &app, &[stale]).is_err(),
        "a stale sign-in proves nothing"
    );
}

#[test]
fn a_suspended_passkey_still_sets_the_strength_needed() {
    let methods = [
        method("lost", MethodKind::Passkey, MethodState::Suspended, NOW - Span::days(9)),
        old("app", MethodKind::AuthenticatorApp),
    ];
    let refused = Err(ChangeRefused::ProofNeeded(Strength::PhishingResistant));
    assert_eq!(change(Change::Add(MethodKind::Phone), &methods, &[Proof::AuthenticatorApp]), refused);
    let removed = [
        method("gone", MethodKind::Passkey, MethodState::Removed, NOW - Span::days(9)),
        old("app", MethodKind::AuthenticatorApp),
    ];
    assert_eq!(change(Change::Add(MethodKind::Phone), &removed, &[Proof::AuthenticatorApp]), Ok(()));
}

#[test]
fn i11_the_last_way_in_stays() {
    let only = [old("a", MethodKind::Passkey), old("b", MethodKind::Phone)];
    assert_eq!(change(Change::Remove(&only[0]), &only, &[Proof::Passkey]), Err(ChangeRefused::LastWayIn));
    assert_eq!(change(Change::Remove(&only[1]), &only, &[Proof::Passkey]), Ok(()), "it was no way in");
    let two = [old("a", MethodKind::Passkey), old("b", MethodKind::SecurityKey)];
    assert_eq!(change(Change::Remove(&two[0]), &two, &[Proof::Passkey]), Ok(()));
    let paused = [
        old("a", MethodKind::Passkey),
        method("b", MethodKind::Passkey, MethodState::Suspended, NOW - Span::days(9)),
    ];
    let refused = change(Change::Remove(&paused[0]), &paused, &[Proof::Passkey]);
    assert_eq!(refused, Err(ChangeRefused::LastWayIn), "a paused passkey lets nobody in");
}

#[test]
fn whoever_is_settling_removes_no_older_method() {
    let back = NOW - Span::hours(71);
    let methods = [
        old("before", MethodKind::Passkey),
        method("since", MethodKind::Passkey, MethodState::Active, back + Span::hours(1)),
    ];
    let remove = |which: usize, now| {
        let gone = Change::Remove(&methods[which]);
        may_change(gone, &methods, &[Proof::Passkey], false, Some(back), now, &Policy::default())
    };
    let until = back + Span::hours(72);
    assert_eq!(remove(0, NOW), Err(ChangeRefused::Settling { until }));
    assert_eq!(remove(0, until - Span(1)), Err(ChangeRefused::Settling { until }));
    assert_eq!(remove(0, until), Ok(()), "exactly 72 hours later they are settled");
    assert_eq!(remove(1, NOW), Ok(()), "what they added since is theirs to remove");
}

#[test]
fn a_privileged_person_adds_no_phone() {
    let methods = [old("a", MethodKind::Passkey)];
    let add = Change::Add(MethodKind::Phone);
    let result = may_change(add, &methods, &[Proof::Passkey], true, None, NOW, &Policy::default());
    assert_eq!(result, Err(ChangeRefused::CountsForNothing));
}

#[test]
fn a_proof_is_fresh_for_five_minutes_and_never_from_the_future() {
    let policy = Policy::default();
    assert!(is_fresh(NOW - Span::minutes(5), NOW, &policy));
    assert!(!is_fresh(NOW - Span::minutes(5) - Span(1), NOW, &policy));
    assert!(!is_fresh(NOW + Span(1), NOW, &policy));
}
