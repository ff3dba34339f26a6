use super::{
    life::{Approvers, Delay},
    refused::{Event, Refused},
    *,
};
use crate::Span;

mod model;

fn policy() -> Policy {
    Policy::default()
}
fn at(span: Span) -> Time {
    Time(1_000_000) + span
}
const START: Span = Span(0);
fn approval(n: u32) -> ApprovalId {
    ApprovalId::stored(format!("approval-{n}"))
}
fn approver(n: u32) -> PersonId {
    PersonId::stored(format!("approver-{n}"))
}
fn method() -> MethodId {
    MethodId::stored("new")
}

fn asked() -> RequestState {
    RequestState::ask(at(START), &policy())
}
fn half() -> RequestState {
    asked().add_first_approval(at(Span::minutes(1)), approval(1), approver(1)).unwrap()
}
fn approved() -> RequestState {
    asked()
        .approve(at(Span::minutes(1)), &policy(), approval(1), &approver(1), Approvers::One, Delay::None)
        .unwrap()
}
fn fetched() -> RequestState {
    approved().fetch_pass(at(Span::minutes(2))).unwrap()
}
fn redeemed() -> RequestState {
    fetched().redeem(at(Span::minutes(3)), &policy()).unwrap()
}
fn enrolled() -> RequestState {
    redeemed().enrol(at(Span::minutes(4)), &policy(), method()).unwrap()
}
fn closed() -> RequestState {
    enrolled().close(at(Span::minutes(5)), &method()).unwrap()
}
fn frozen(before: RequestState) -> RequestState {
    before.freeze(at(Span::minutes(6)), &policy(), 1).unwrap()
}
fn facts(state: &RequestState) -> &ApprovedFacts {
    match state {
        RequestState::Approved(facts) => facts,
        other => panic!("not approved: {other:?}"),
    }
}
fn overdue(result: Result<RequestState, Refused>) -> RequestWord {
    match result {
        Err(Refused::Overdue(now)) => now.name(),
        other => panic!("not overdue: {other:?}"),
    }
}

#[test]
fn the_usual_way_leads_to_closed() {
    assert_eq!(closed(), RequestState::Closed { at: at(Span::minutes(5)), method: method() });
    assert_eq!(closed().deadline(), None);
}

#[test]
fn two_approvals_are_kept_in_their_order() {
    let state = half()
        .approve(
            at(Span::minutes(2)),
            &policy(),
            approval(2),
            &approver(2),
            Approvers::Two,
            Delay::Privileged,
        )
        .unwrap();
    assert_eq!(facts(&state).by, [approval(1), approval(2)]);
    assert_eq!(facts(&state).works_from, at(Span::minutes(62)));
}

#[test]
fn i10_where_two_are_needed_one_is_not_enough() {
    let approve = |state: RequestState, n| {
        state.approve(
            at(Span::minutes(2)),
            &policy(),
            approval(n),
            &approver(n),
            Approvers::Two,
            Delay::Privileged,
        )
    };
    assert_eq!(approve(asked(), 1), Err(Refused::NeedsTwo));
    assert_eq!(approve(half(), 1), Err(Refused::SameApprover));
    assert!(approve(half(), 2).is_ok());
}

#[test]
fn i10_a_privileged_pass_works_only_after_the_delay() {
    let untold = half()
        .approve(at(START), &policy(), approval(2), &approver(2), Approvers::Two, Delay::Privileged)
        .unwrap();
    // However long it waits: until security was told there is no pass, and none works.
    let late = at(Span::hours(20));
    assert_eq!(untold.clone().fetch_pass(late), Err(Refused::Untold));
    assert_eq!(untold.clone().redeem(late, &policy()), Err(Refused::Untold));
    let lifted = untold.clone().freeze(at(START), &policy(), 1).unwrap().lift(late).unwrap();
    assert_eq!(lifted.fetch_pass(late), Err(Refused::Untold), "a freeze that is lifted tells nobody");

    let state = untold.security_told(at(START), &policy()).fetch_pass(at(START)).unwrap();
    let works_from = at(Span::hours(1));
    let early = state.clone().redeem(Time(works_from.0 - 1), &policy());
    assert_eq!(early, Err(Refused::NotYet { works_from }));
    assert!(state.clone().redeem(works_from, &policy()).is_ok());

    let later = state.security_told(at(Span::minutes(30)), &policy());
    assert_eq!(facts(&later).works_from, at(Span::minutes(90)));
    assert_eq!(facts(&later.security_told(at(START), &policy())).works_from, at(Span::minutes(90)));
}

#[test]
fn a_state_lives_strictly_before_its_deadline() {
    for state in
        [asked(), half(), approved(), fetched(), redeemed(), enrolled(), frozen(asked()), frozen(closed())]
    {
        let deadline = state.deadline().unwrap();
        let before = Time(deadline.0 - 1);
        assert_eq!(state.tick(before), None, "{state:?}");
        assert!(state.tick(deadline).is_some(), "{state:?}");
        assert!(state.clone().withdraw(before, Why::Security).is_ok(), "{state:?}");
        assert!(
            matches!(state.clone().withdraw(deadline, Why::Security), Err(Refused::Overdue(_))),
            "{state:?}"
        );
    }
}

#[test]
fn lives_are_those_of_the_rules() {
    let life = |state: &RequestState, from: Span| state.deadline().unwrap().since(at(from));
    assert_eq!(life(&asked(), START), Span::hours(72));
    assert_eq!(life(&half(), START), Span::hours(72), "a first approval makes it live no longer");
    assert_eq!(life(&approved(), Span::minutes(1)), Span::hours(24));
    assert_eq!(life(&redeemed(), Span::minutes(3)), Span::minutes(15));
    assert_eq!(life(&enrolled(), Span::minutes(4)), Span::hours(24));
}

#[test]
fn what_is_seen_expired_stays_expired() {
    let gone = at(Span::hours(72));
    assert_eq!(overdue(half().deny(gone, approver(1))), RequestWord::Expired);
    let expired = half().settled(gone);
    assert_eq!(expired, RequestState::Expired { at: gone, from: RequestWord::HalfApproved });
    // Even for a clock that went back.
    let refused = expired.deny(at(START), approver(1));
    assert_eq!(refused, Err(Refused::NotFrom { state: RequestWord::Expired, event: Event::Deny }));
}

#[test]
fn an_enrolled_request_closes_by_itself() {
    let then = enrolled().deadline().unwrap();
    assert_eq!(enrolled().settled(then), RequestState::Closed { at: then, method: method() });
    assert_eq!(overdue(enrolled().close(then, &method())), RequestWord::Closed);
}

#[test]
fn only_the_new_method_closes() {
    assert_eq!(enrolled().close(at(Span::minutes(5)), &MethodId::stored("old")), Err(Refused::OtherMethod));
}

#[test]
fn an_enrolment_that_came_to_nothing_allows_one_further_pass() {
    let over = redeemed().deadline().unwrap();
    let again = redeemed().settled(over);
    assert_eq!(facts(&again).passes, 1);
    assert_eq!(
        again.clone().redeem(over, &policy()),
        Err(Refused::NoPass),
        "the used one opens nothing more"
    );
    let second = again.fetch_pass(over).unwrap();
    assert_eq!(second.clone().fetch_pass(over), Err(Refused::NoPassLeft));
    let redeemed = second.redeem(over, &policy()).unwrap();
    let over = redeemed.deadline().unwrap();
    assert_eq!(redeemed.settled(over), RequestState::Expired { at: over, from: RequestWord::Redeemed });
}

#[test]
fn an_enrolment_after_the_approval_ends_for_good() {
    let last = Time(approved().deadline().unwrap().0 - 1);
    let late = fetched().redeem(last, &policy()).unwrap();
    let over = late.deadline().unwrap();
    let expired = RequestState::Expired { at: over, from: RequestWord::Redeemed };
    assert_eq!(late.tick(over), Some(expired), "it never looks approved in between");
}

#[test]
fn nothing_is_redeemed_before_a_pass_was_made() {
    assert_eq!(approved().redeem(at(Span::minutes(2)), &policy()), Err(Refused::NoPass));
}

#[test]
fn one_denial_ends_a_request_and_a_report_says_so() {
    let now = at(Span::minutes(2));
    let denied = |reported| RequestState::Denied { at: now, by: approver(2), reported };
    assert_eq!(asked().deny(now, approver(2)), Ok(denied(false)));
    assert_eq!(half().report(now, approver(2)), Ok(denied(true)));
    assert!(approved().deny(now, approver(2)).is_err());
}

#[test]
fn who_may_withdraw_what() {
    let now = at(Span::minutes(7));
    let may = |state: &RequestState| {
        Why::ALL.iter().copied().filter(|why| state.clone().withdraw(now, *why).is_ok()).collect::<Vec<_>>()
    };
    use Why::{Approver, Asker, PersonLeft, Security, Superseded, WrongCodes};
    assert_eq!(may(&asked()), [Asker, Security, PersonLeft, Superseded, WrongCodes]);
    assert_eq!(may(&half()), Why::ALL);
    for state in [approved(), redeemed(), enrolled()] {
        assert_eq!(may(&state), [Asker, Approver, Security, PersonLeft, Superseded]);
    }
    for state in [frozen(asked()), frozen(closed())] {
        assert_eq!(may(&state), [Security, PersonLeft], "security decides what is frozen");
    }
    assert_eq!(may(&closed()), []);
}

#[test]
fn a_freeze_is_lifted_to_the_state_before_it() {
    let now = at(Span::minutes(16));
    assert_eq!(frozen(asked()).lift(now), Ok(asked()), "its end does not move: the asker's page knows it");
    assert_eq!(frozen(half()).lift(now), Ok(half()));
    assert_eq!(frozen(closed()).lift(now), Ok(closed()));
    let lifted = frozen(enrolled()).lift(now).unwrap();
    assert_eq!(
        lifted.deadline(),
        Some(enrolled().deadline().unwrap() + Span::minutes(10)),
        "time stood still"
    );
}

#[test]
fn after_a_freeze_a_new_pass_is_needed() {
    let now = at(Span::minutes(16));
    let used_up = fetched().fetch_pass(at(Span::minutes(3))).unwrap();
    for (state, passes) in [(approved(), 0), (fetched(), 1), (used_up, 1), (redeemed(), 1)] {
        let lifted = frozen(state).lift(now).unwrap();
        assert_eq!(facts(&lifted).passes, passes);
        assert_eq!(facts(&lifted).until, at(Span::hours(24)) + Span::minutes(11), "time stood still");
        assert_eq!(lifted.clone().redeem(now, &policy()), Err(Refused::NoPass));
        assert!(lifted.fetch_pass(now).is_ok(), "one further pass");
    }
}

#[test]
fn this_was_not_me_works_until_seven_days_after_closing() {
    let end = at(Span::minutes(5)) + Span::days(7);
    assert!(closed().freeze(Time(end.0 - 1), &policy(), 1).is_ok());
    assert_eq!(closed().freeze(end, &policy(), 1), Err(Refused::TooLate));
    assert_eq!(closed().new_method(), Some(&method()));
}

#[test]
fn a_freeze_that_nobody_decides_on_gives_nothing_back() {
    for state in [asked(), half(), approved(), redeemed(), enrolled(), closed()] {
        let frozen = frozen(state);
        let end = frozen.deadline().unwrap();
        assert_eq!(frozen.settled(end), RequestState::Expired { at: end, from: RequestWord::Frozen });
    }
}

#[test]
fn words_and_json_name_the_state() {
    let all =
        [asked(), half(), approved(), redeemed(), enrolled(), closed(), frozen(redeemed()), frozen(closed())];
    for state in all {
        let json = serde_json::to_value(&state).unwrap();
        assert_eq!(json["state"], state.word());
        assert_eq!(serde_json::from_value::<RequestState>(json).unwrap(), state);
        assert_eq!(RequestWord::from_word(state.word()), Some(state.name()));
    }
}
