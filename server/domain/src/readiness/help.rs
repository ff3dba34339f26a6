//! Getting back in with help: whether an approver can act, and on what evidence (R3, R4).

use crate::{
    approver::second::pair_possible,
    evidence::{Check, EvidenceFacts, Means, evaluate},
    method::MethodKind,
    method_policy::Kinds,
    readiness::{By, Help, Loss, ReadinessFacts, Way, With, loss::number_after, outlook::Rules},
};

/// The ways with help, best first. `help` is an argument, so that "what if a manager were named" can be asked.
pub(super) fn ways<'a, 'b>(
    facts: &ReadinessFacts<'a>,
    help: &'b Help,
    loss: &'b Loss<'b>,
    left: Kinds,
    rules: &'b Rules<'b>,
) -> impl Iterator<Item = Way<'a>> + use<'a, 'b> {
    let facts = *facts;
    let fixed = [
        left.contains(MethodKind::RecoveryCodes).then_some(With::RecoveryCode),
        (help.organisation_password && !loss.organisation_sign_in).then_some(With::OrganisationPassword),
        help.in_person.then_some(With::InPerson),
        help.photo_on_record.then_some(With::LiveVideo),
    ];
    let calls = facts.contacts.iter().map(|contact| With::Call { contact: &contact.id });
    fixed.into_iter().flatten().chain(calls).filter_map(move |with| {
        let by = by(&facts, help, with, loss, rules)?;
        Some(Way::Approved { with, by })
    })
}

/// Who could approve on this evidence: the fewest, and the nearest.
fn by(
    facts: &ReadinessFacts<'_>,
    help: &Help,
    with: With<'_>,
    loss: &Loss<'_>,
    rules: &Rules<'_>,
) -> Option<By> {
    let (check, means) = match with {
        With::RecoveryCode => (Check::SavedRecoveryCode, None),
        With::OrganisationPassword => (Check::FreshOrganisationPassword { auth_time: rules.now }, None),
        With::InPerson => (Check::InPerson, Some(Means::InPerson)),
        With::LiveVideo => (Check::LiveVideoWithBadge, Some(Means::LiveVideo)),
        With::Call { contact } => {
            let known = facts.contacts.iter().find(|one| one.id == *contact)?;
            let standing = number_after(known, loss, facts.devices).filter(|standing| standing.counts())?;
            let contact = known.id.clone();
            (Check::CallBack { contact: contact.clone() }, Some(Means::Call { contact, standing }))
        }
    };
    let met = |direct_manager: bool, second_approver: bool| {
        let evidence = EvidenceFacts {
            direct_manager,
            second_approver,
            privileged: facts.privileged,
            never_had_method: false,
            start_date_near: false,
            asked: rules.now,
            means: means.as_slice(),
        };
        evaluate(std::slice::from_ref(&check), &evidence, rules.now, rules.policy).is_ok()
    };
    if facts.privileged {
        let pair = pair_possible(help.direct_manager || help.chain > 0, help.security);
        return (pair && met(false, true)).then_some(By::TwoApprovers);
    }
    let others = help.chain.saturating_add(help.it).saturating_add(help.security);
    if help.direct_manager && met(true, false) {
        Some(By::Manager)
    } else if others >= 1 && met(false, false) {
        Some(By::AnotherApprover)
    } else if (others >= 2 || (help.direct_manager && others >= 1)) && met(false, true) {
        Some(By::TwoApprovers)
    } else {
        None
    }
}
