use super::*;

fn step() -> Checked {
    let spend = Spend::Step { method: MethodId::stored("app"), step: 7 };
    Checked { state: MethodState::Active, spend }
}

fn code() -> Checked {
    let spend = Spend::RecoveryCode { method: MethodId::stored("codes"), place: 3 };
    Checked { state: MethodState::Active, spend }
}

fn text() -> Checked {
    let spend = Spend::PhoneCode { method: MethodId::stored("phone"), code: "c".to_owned() };
    Checked { state: MethodState::Active, spend }
}

const SOMEBODY: Whose = Whose { enabled: true, emergency: false, privileged: false, kinds: Kinds::ALL };

fn claims(all: &[Claim]) -> Claims {
    Claims::of(all).unwrap()
}

#[test]
fn one_kind_never_gets_as_far_as_being_checked() {
    for claim in Claim::ALL.iter().copied() {
        let missing = Claims::of(&[claim, claim]).unwrap_err();
        assert_eq!(missing.suffices.len(), 2);
        assert!(!missing.suffices.contains(&claim));
    }
    assert_eq!(Claims::of(&[]).unwrap_err().suffices, Claim::ALL);
}

#[test]
fn two_kinds_that_are_right_open_and_spend_both() {
    for (kinds, checked) in [
        ([Claim::AuthenticatorApp, Claim::RecoveryCode], [step(), code()]),
        ([Claim::Phone, Claim::RecoveryCode], [text(), code()]),
        ([Claim::Phone, Claim::AuthenticatorApp], [text(), step()]),
    ] {
        let Decision::Open { spend } = decide(&claims(&kinds), &checked, Some(SOMEBODY)) else { panic!() };
        assert_eq!(spend.len(), 2);
        assert!(checked.iter().all(|one| spend.contains(&one.spend)));
    }
}

#[test]
fn a_wrong_second_proof_spends_nothing_and_is_not_told_from_a_wrong_first() {
    let both = claims(&[Claim::AuthenticatorApp, Claim::RecoveryCode]);
    let first = decide(&both, &[step()], Some(SOMEBODY));
    let second = decide(&both, &[code()], Some(SOMEBODY));
    let neither = decide(&both, &[], Some(SOMEBODY));
    assert_eq!(first, Decision::Refused(Why::Wrong));
    assert_eq!(first, second);
    assert_eq!(first, neither);
}

#[test]
fn a_third_wrong_proof_spoils_two_right_ones() {
    let all = claims(Claim::ALL);
    assert_eq!(decide(&all, &[step(), code()], Some(SOMEBODY)), Decision::Refused(Why::Wrong));
}

#[test]
fn what_was_not_claimed_is_not_spent() {
    let both = claims(&[Claim::AuthenticatorApp, Claim::RecoveryCode]);
    let Decision::Open { spend } = decide(&both, &[text(), step(), code()], Some(SOMEBODY)) else { panic!() };
    assert_eq!(spend, [step().spend, code().spend]);
}

#[test]
fn text_and_call_never_count_for_a_privileged_person() {
    let privileged = Whose { privileged: true, ..SOMEBODY };
    let weak = claims(&[Claim::Phone, Claim::RecoveryCode]);
    assert_eq!(decide(&weak, &[text(), code()], Some(privileged)), Decision::Refused(Why::NotForPrivileged));
    let fair = claims(&[Claim::AuthenticatorApp, Claim::RecoveryCode]);
    assert!(matches!(decide(&fair, &[step(), code()], Some(privileged)), Decision::Open { .. }));
}

#[test]
fn a_suspended_or_forbidden_method_proves_nothing() {
    let both = claims(&[Claim::AuthenticatorApp, Claim::RecoveryCode]);
    for state in [MethodState::Suspended, MethodState::Removed] {
        let checked = [Checked { state, ..step() }, code()];
        assert_eq!(decide(&both, &checked, Some(SOMEBODY)), Decision::Refused(Why::Wrong));
    }
    let kinds = Kinds::of(&[MethodKind::Passkey, MethodKind::RecoveryCodes]);
    let whose = Whose { kinds, ..SOMEBODY };
    assert_eq!(decide(&both, &[step(), code()], Some(whose)), Decision::Refused(Why::Wrong));
}

#[test]
fn nobody_the_disabled_and_emergency_accounts_are_refused_with_right_proofs() {
    let both = claims(&[Claim::AuthenticatorApp, Claim::RecoveryCode]);
    let checked = [step(), code()];
    for (whose, why) in [
        (None, Why::Nobody),
        (Some(Whose { enabled: false, ..SOMEBODY }), Why::Disabled),
        (Some(Whose { emergency: true, ..SOMEBODY }), Why::EmergencyAccount),
    ] {
        assert_eq!(decide(&both, &checked, whose), Decision::Refused(why));
    }
}

#[test]
fn tries_are_limited_by_the_hour() {
    let policy = Policy::default();
    assert!(may_try(policy.proof_tries_hour - 1, &policy));
    assert!(!may_try(policy.proof_tries_hour, &policy));
}
