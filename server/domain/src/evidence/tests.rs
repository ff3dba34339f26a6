//! The golden table of R4 and NIST SP 800-63B-4 §4.2, and every combination of it.

use super::*;
use crate::{DeviceId, device::Platform, person::ContactKind};

const ASKED: Time = Time(1_000_000_000_000);
const NOW: Time = Time(ASKED.0 + 600_000);

fn contact(name: &str, kind: ContactKind, on_device: Option<&str>) -> ContactFacts {
    ContactFacts { id: ContactId::stored(name), kind, on_device: on_device.map(DeviceId::stored) }
}

fn gone(name: &str, platform: Platform) -> Gone {
    Gone::Device { id: DeviceId::stored(name), platform }
}

#[test]
fn where_a_number_stands() {
    use ContactKind::{Landline, Mail, Mobile};
    use NumberStanding::{Elsewhere, OnLostDevice, OnOnlyPhone};
    let phone = gone("phone", Platform::Ios);
    let laptop = gone("laptop", Platform::Windows);
    let unknown = gone("thing", Platform::Other);
    let table = [
        (Mobile, None, &phone, Some(OnOnlyPhone)),
        (Mobile, None, &laptop, Some(Elsewhere)),
        (Mobile, None, &unknown, Some(OnOnlyPhone)),
        (Mobile, None, &Gone::NotSure, Some(OnOnlyPhone)),
        (Mobile, Some("phone"), &phone, Some(OnLostDevice)),
        (Mobile, Some("phone"), &laptop, Some(Elsewhere)),
        (Mobile, Some("second-phone"), &phone, Some(Elsewhere)),
        (Mobile, Some("second-phone"), &Gone::NotSure, Some(OnLostDevice)),
        (Landline, None, &phone, Some(Elsewhere)),
        (Landline, None, &Gone::NotSure, Some(Elsewhere)),
        (Landline, Some("phone"), &phone, Some(OnLostDevice)),
        (Landline, Some("laptop"), &laptop, Some(OnLostDevice)),
        (Mail, None, &phone, None),
        (Mail, Some("phone"), &laptop, None),
    ];
    for (kind, on, gone, expected) in table {
        assert_eq!(standing(&contact("c", kind, on), gone), expected, "{kind:?} on {on:?}, {gone:?} gone");
    }
}

#[test]
fn the_screen_offers_what_counts_first_and_no_mail() {
    let contacts = [
        contact("mobile", ContactKind::Mobile, None),
        contact("mail", ContactKind::Mail, None),
        contact("desk", ContactKind::Landline, None),
    ];
    let call = |name: &str, standing| Means::Call { contact: ContactId::stored(name), standing };
    let phone = gone("phone", Platform::Android);
    assert_eq!(
        means_offered(&contacts, &phone, true),
        [
            Means::InPerson,
            Means::LiveVideo,
            call("desk", NumberStanding::Elsewhere),
            call("mobile", NumberStanding::OnOnlyPhone),
        ]
    );
    assert_eq!(means_offered(&[], &phone, false), [Means::InPerson]);
}

fn all_means() -> Vec<Means> {
    let call = |name: &str, standing| Means::Call { contact: ContactId::stored(name), standing };
    vec![
        Means::InPerson,
        Means::LiveVideo,
        call("elsewhere", NumberStanding::Elsewhere),
        call("on-lost", NumberStanding::OnLostDevice),
        call("on-only", NumberStanding::OnOnlyPhone),
    ]
}

fn call_back(name: &str) -> Check {
    Check::CallBack { contact: ContactId::stored(name) }
}

/// Every check, with the ones that differ by a detail.
fn all_checks() -> Vec<Check> {
    vec![
        Check::InPerson,
        Check::LiveVideoWithBadge,
        call_back("elsewhere"),
        call_back("on-lost"),
        call_back("on-only"),
        Check::SavedRecoveryCode,
        Check::FreshOrganisationPassword { auth_time: ASKED },
        Check::FreshOrganisationPassword { auth_time: ASKED - Span::hours(1) },
        Check::FirstBindingInPerson,
        Check::ManagersWord,
        Check::FactsAboutPerson,
    ]
}

/// One row of R4: this check meets this rule if all of these hold.
struct Row {
    check: usize,
    rule: &'static str,
    direct_manager_only: bool,
    /// Needs the direct manager or a second approver.
    alone_only_for_manager: bool,
    privileged_too: bool,
    new_only: bool,
}

/// R4, row by row. A check that is in no row is never evidence.
const TABLE: [Row; 6] = [
    row(0, "pass-and-identity-check", [false, false, true, false]),
    row(1, "pass-and-identity-check", [false, false, true, false]),
    row(2, "house-call-back", [true, false, false, false]),
    row(5, "saved-code-and-pass", [false, true, false, false]),
    row(6, "organisation-password-and-pass", [false, true, false, false]),
    row(8, "first-binding-in-person", [false, false, true, true]),
];

const fn row(check: usize, rule: &'static str, when: [bool; 4]) -> Row {
    let [direct_manager_only, alone_only_for_manager, privileged_too, new_only] = when;
    Row { check, rule, direct_manager_only, alone_only_for_manager, privileged_too, new_only }
}

#[test]
fn i12_every_combination_of_checks_and_facts_meets_exactly_the_rows_of_r4() {
    let (all, means, policy) = (all_checks(), all_means(), Policy::default());
    let (mut met, mut unmet) = (0_u32, 0_u32);
    for bits in 0_u32..32 {
        let bit = |n: u32| bits & (1 << n) != 0;
        let facts = EvidenceFacts {
            direct_manager: bit(0),
            second_approver: bit(1),
            privileged: bit(2),
            never_had_method: bit(3),
            start_date_near: bit(4),
            asked: ASKED,
            means: &means,
        };
        for chosen in 0_u32..(1 << all.len()) {
            let checks: Vec<Check> = all
                .iter()
                .enumerate()
                .filter(|(n, _)| chosen & (1 << n) != 0)
                .map(|(_, check)| check.clone())
                .collect();
            let rows: Vec<&str> = TABLE
                .iter()
                .filter(|row| chosen & (1 << row.check) != 0)
                .filter(|row| !row.direct_manager_only || facts.direct_manager)
                .filter(|row| !row.alone_only_for_manager || facts.direct_manager || facts.second_approver)
                .filter(|row| row.privileged_too || !facts.privileged)
                .filter(|row| !row.new_only || (facts.never_had_method && facts.start_date_near))
                .map(|row| row.rule)
                .collect();
            match evaluate(&checks, &facts, NOW, &policy) {
                Ok(rule) => {
                    assert!(rows.contains(&rule.word()), "{rule:?} for {checks:?} and {facts:?}");
                    met += 1;
                }
                Err(missing) => {
                    assert!(rows.is_empty(), "{missing:?} for {checks:?} and {facts:?}, rows {rows:?}");
                    unmet += 1;
                }
            }
        }
    }
    assert_eq!(met + unmet, 32 * 2048);
    assert!(met > 10_000 && unmet > 1_000, "the table both meets and misses: {met}, {unmet}");
}

fn facts(means: &[Means]) -> EvidenceFacts<'_> {
    EvidenceFacts {
        direct_manager: true,
        second_approver: false,
        privileged: false,
        never_had_method: false,
        start_date_near: false,
        asked: ASKED,
        means,
    }
}

#[test]
fn what_is_missing_is_named() {
    let means = all_means();
    let manager = facts(&means);
    let it = EvidenceFacts { direct_manager: false, ..manager };
    let privileged = EvidenceFacts { privileged: true, second_approver: true, ..manager };
    let stale = Check::FreshOrganisationPassword { auth_time: ASKED - Span::hours(1) };
    let table = [
        (vec![], manager, Missing::AnyCheck),
        (vec![Check::FactsAboutPerson], manager, Missing::MoreThanFacts),
        (vec![Check::ManagersWord], manager, Missing::MoreThanWord),
        (vec![Check::ManagersWord, Check::FactsAboutPerson], manager, Missing::MoreThanWord),
        (vec![call_back("on-lost")], manager, Missing::AnotherNumber),
        (vec![call_back("on-only")], manager, Missing::AnotherNumber),
        (vec![call_back("elsewhere")], it, Missing::DirectManager),
        (vec![Check::SavedRecoveryCode], it, Missing::SecondApprover),
        (vec![stale], manager, Missing::FreshPassword),
        (vec![Check::FirstBindingInPerson], manager, Missing::NotFirstBinding),
        (vec![call_back("elsewhere")], privileged, Missing::SeeThem),
        (vec![Check::SavedRecoveryCode], privileged, Missing::SeeThem),
        (vec![Check::ManagersWord], privileged, Missing::SeeThem),
        (vec![call_back("unknown")], manager, Missing::MeansNotGiven),
    ];
    for (checks, facts, missing) in table {
        assert_eq!(evaluate(&checks, &facts, NOW, &Policy::default()), Err(missing), "{checks:?}");
    }
}

#[test]
fn a_check_without_its_means_spoils_the_whole_record() {
    let means = [Means::InPerson];
    for check in [Check::LiveVideoWithBadge, call_back("elsewhere")] {
        let checks = [Check::InPerson, check];
        let result = evaluate(&checks, &facts(&means), NOW, &Policy::default());
        assert_eq!(result, Err(Missing::MeansNotGiven));
    }
    assert_eq!(
        evaluate(&[Check::InPerson], &facts(&means), NOW, &Policy::default()),
        Ok(EvidenceRule::PassAndIdentityCheck)
    );
}

#[test]
fn the_strongest_rule_is_named() {
    let means = all_means();
    let checks = [call_back("elsewhere"), Check::SavedRecoveryCode, Check::InPerson];
    let named = |checks: &[Check]| evaluate(checks, &facts(&means), NOW, &Policy::default());
    assert_eq!(named(&checks), Ok(EvidenceRule::PassAndIdentityCheck));
    assert_eq!(named(&checks[..2]), Ok(EvidenceRule::SavedCodeAndPass));
    assert_eq!(named(&checks[..1]), Ok(EvidenceRule::HouseCallBack));
}

#[test]
fn a_password_is_fresh_from_five_minutes_before_the_ask_until_now() {
    let means = all_means();
    let at = |auth_time| {
        evaluate(&[Check::FreshOrganisationPassword { auth_time }], &facts(&means), NOW, &Policy::default())
    };
    let met = Ok(EvidenceRule::OrganisationPasswordAndPass);
    assert_eq!(at(ASKED - Span::minutes(5)), met);
    assert_eq!(at(ASKED - Span::minutes(5) - Span(1)), Err(Missing::FreshPassword));
    assert_eq!(at(NOW), met);
    assert_eq!(at(NOW + Span(1)), Err(Missing::FreshPassword));
}

#[test]
fn a_start_date_is_near_for_two_weeks_on_either_side() {
    assert!(start_date_near(NOW + Span::days(14), NOW));
    assert!(start_date_near(NOW - Span::days(14), NOW));
    assert!(!start_date_near(NOW + Span::days(14) + Span(1), NOW));
    assert!(!start_date_near(NOW - Span::days(14) - Span(1), NOW));
}

#[test]
fn the_words_of_the_record_are_stable() {
    let words: Vec<&str> = EvidenceRule::ALL.iter().map(|rule| rule.word()).collect();
    assert_eq!(
        words,
        [
            "pass-and-identity-check",
            "first-binding-in-person",
            "saved-code-and-pass",
            "organisation-password-and-pass",
            "house-call-back",
        ]
    );
    let house: Vec<_> = EvidenceRule::ALL.iter().filter(|rule| rule.is_house_rule()).collect();
    assert_eq!(house, [&EvidenceRule::HouseCallBack]);
}
