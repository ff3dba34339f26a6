use proptest::prelude::*;

use super::*;

/// Noon, UTC.
const SINCE: Time = Time(43_200_000);

fn facts(sent: u32, last: Option<Time>) -> NudgeFacts {
    NudgeFacts { ready: Ready::WithHelp, since: SINCE, sent, last, reachable: true, ahead_of_utc: 0 }
}

#[test]
fn nudges_come_after_7_14_30_and_60_days_and_then_no_more() {
    let policy = Policy::default();
    let mut last = None;
    let mut now = SINCE;
    for (sent, days) in (0..).zip([7, 14, 30, 60]) {
        let at = now + Span::days(days);
        assert_eq!(nudge(&facts(sent, last), at - Span(1), &policy), Nudge::At(at));
        assert_eq!(nudge(&facts(sent, last), at, &policy), Nudge::Now);
        (now, last) = (at, Some(at));
    }
    let after = nudge(&facts(4, last), now + Span::days(999), &policy);
    assert_eq!(after, Nudge::Never(NoNudge::Enough));
}

#[test]
fn nudges_end_once_somebody_is_ready() {
    let policy = Policy::default();
    let now = SINCE + Span::days(30);
    let ready = NudgeFacts { ready: Ready::ByYourself, ..facts(1, None) };
    assert_eq!(nudge(&ready, now, &policy), Nudge::Never(NoNudge::Ready));
    let stranded = NudgeFacts { ready: Ready::NotAtAll, ..facts(1, None) };
    assert_eq!(nudge(&stranded, now, &policy), Nudge::Now);
    let gone = NudgeFacts { reachable: false, ..facts(1, None) };
    assert_eq!(nudge(&gone, now, &policy), Nudge::Never(NoNudge::Unreachable));
}

#[test]
fn a_policy_may_ask_for_fewer_and_not_for_more() {
    let none = Policy { nudges: 0, ..Policy::default() };
    assert_eq!(nudge(&facts(0, None), SINCE + Span::days(9), &none), Nudge::Never(NoNudge::Enough));
    let many = Policy { nudges: 99, ..Policy::default() }.clamped();
    assert_eq!(nudge(&facts(4, None), SINCE + Span::days(999), &many), Nudge::Never(NoNudge::Enough));
}

#[test]
fn nobody_is_nudged_at_night_by_their_own_clock() {
    let policy = Policy::default();
    let due = SINCE + Span::days(7);
    for (ahead, later) in [
        (0, Some(0)),
        (-240, Some(0)),      // 8:00
        (-241, Some(1)),      // 7:59
        (359, Some(0)),       // 17:59
        (360, Some(14 * 60)), // 18:00: tomorrow at 8
        (840, Some(6 * 60)),  // 2:00
        (-720, Some(8 * 60)), // midnight
    ] {
        let expected = due + Span::minutes(later.unwrap_or(0));
        let facts = NudgeFacts { ahead_of_utc: ahead, ..facts(0, None) };
        let result = nudge(&facts, due, &policy);
        assert_eq!(result, if expected == due { Nudge::Now } else { Nudge::At(expected) }, "{ahead}");
    }
}

proptest! {
    #[test]
    fn a_nudge_put_off_is_sent_when_it_says(
        sent in 0_u32..4, ahead in -900_i16..900, last in proptest::option::of(0_i64..99), now in 0_i64..9_000,
    ) {
        let policy = Policy::default();
        let facts = NudgeFacts { ahead_of_utc: ahead, ..facts(sent, last.map(|days| SINCE + Span::days(days))) };
        let now = SINCE + Span::hours(now);
        if let Nudge::At(at) = nudge(&facts, now, &policy) {
            prop_assert!(at > now);
            prop_assert_eq!(nudge(&facts, at, &policy), Nudge::Now);
        }
    }
}
