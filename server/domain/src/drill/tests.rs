use super::*;

const DAY: Time = Time(0);

#[test]
fn i09_a_drill_reaches_the_decision_and_changes_nothing() {
    let allowed: Vec<&str> =
        Effect::ALL.iter().copied().filter(|effect| may(*effect)).map(Effect::word).collect();
    assert_eq!(allowed, ["show-step", "match-code", "check-proofs", "tell-manager", "decide", "record"]);
}

#[test]
fn a_drill_counts_only_when_it_reached_its_end() {
    let at = DAY + Span::hours(1);
    assert_eq!(Drill::Decided { at }.done_at(), Some(at));
    assert_eq!(Drill::Proved { at }.done_at(), Some(at));
    assert_eq!(Drill::Begun { at }.done_at(), None);
    assert_eq!(Drill::Ended { at }.done_at(), None);
}

#[test]
fn i01_a_drill_that_nobody_decides_ends() {
    let begun = Drill::Begun { at: DAY };
    assert_eq!(begun.settled(DAY + LIFE - Span(1)), begun);
    assert_eq!(begun.settled(DAY + LIFE), Drill::Ended { at: DAY + LIFE });
    let decided = Drill::Decided { at: DAY };
    assert_eq!(decided.settled(DAY + Span::days(999)), decided);
}

#[test]
fn a_drill_is_due_every_180_days() {
    let policy = Policy::default();
    let day = |n| DAY + Span::days(n);
    assert_eq!(due(DAY, None, None, day(179), &policy), Due::From(day(180)));
    assert_eq!(due(DAY, None, None, day(180), &policy), Due::Now { since: day(180), remind: true });
    assert_eq!(due(DAY, Some(day(100)), None, day(279), &policy), Due::From(day(280)));
    // A drill of a time before the methods they have now says nothing about these.
    assert_eq!(due(day(100), Some(DAY), None, day(279), &policy), Due::From(day(280)));
}

#[test]
fn a_reminder_of_a_drill_is_sent_at_most_every_30_days() {
    let policy = Policy::default();
    let day = |n| DAY + Span::days(n);
    for (reminded, now, remind) in [(180, 209, false), (180, 210, true), (100, 180, true), (210, 215, false)]
    {
        let expected = Due::Now { since: day(180), remind };
        assert_eq!(due(DAY, None, Some(day(reminded)), day(now), &policy), expected, "{reminded} {now}");
    }
}

#[test]
fn no_request_has_the_id_that_stands_in_the_code_of_a_drill() {
    let drill = DrillId::stored("0123456789abcdefghjkmnpqrs");
    assert!(RequestId::parse(in_code(&drill).as_str()).is_err());
    assert_ne!(in_code(&drill), RequestId::stored(drill.as_str()));
}

#[test]
fn a_reminder_waits_for_the_day_and_for_its_turn() {
    let policy = Policy::default();
    let at = |days, hours| DAY + Span::days(days) + Span::hours(hours);
    for (reminded, ahead, now, expected) in [
        (None, 0, at(0, 12), at(180, 8)),
        (None, 0, at(180, 12), at(180, 12)),
        (None, 0, at(180, 20), at(181, 8)),
        (None, 600, at(180, 20), at(180, 22)),
        (Some(at(180, 12)), 0, at(181, 12), at(210, 12)),
        (Some(at(180, 12)), 0, at(211, 12), at(211, 12)),
    ] {
        assert_eq!(remind_at(DAY, None, reminded, ahead, now, &policy), expected, "{now:?}");
    }
}

#[test]
fn a_state_is_read_back() {
    for state in [
        Drill::Begun { at: DAY },
        Drill::Decided { at: DAY },
        Drill::Proved { at: DAY },
        Drill::Ended { at: DAY },
    ] {
        assert_eq!(Drill::from_word(state.word(), DAY), Some(state));
        assert_eq!(
            (state.is_open(), state.over_at().is_none()),
            (state.word() == "begun", state.word() == "begun")
        );
    }
    assert_eq!(Drill::from_word("approved", DAY), None);
}
