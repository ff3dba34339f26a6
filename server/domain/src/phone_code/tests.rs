use super::*;
use crate::{Span, ports::test::Counting};

const MADE: Made = Made { at: Time(0), tries: 0, over: false };

#[test]
fn a_code_lives_ten_minutes_to_the_millisecond() {
    let policy = Policy::default();
    let end = Time(0) + Span::minutes(10);
    assert_eq!(may_try(MADE, end - Span(1), &policy), MayTry::Yes { left: 4 });
    assert_eq!(may_try(MADE, end, &policy), MayTry::Over);
    assert_eq!(may_try(Made { over: true, ..MADE }, Time(1), &policy), MayTry::Over);
}

#[test]
fn the_sixth_try_is_refused() {
    let policy = Policy::default();
    for tries in 0..5 {
        let made = Made { tries, ..MADE };
        assert_eq!(may_try(made, Time(1), &policy), MayTry::Yes { left: 4 - tries });
    }
    for tries in [5, 6, u32::MAX] {
        assert_eq!(may_try(Made { tries, ..MADE }, Time(1), &policy), MayTry::TooMany);
    }
}

#[test]
fn of_fifty_asks_for_a_text_three_are_sent() {
    let policy = Policy::default();
    let mut sends = Sends::default();
    let mut sent = 0;
    for _ in 0..50 {
        if may_send(sends, &policy).is_ok() {
            sent += 1;
            sends.number_in_hour += 1;
            sends.person_in_day += 1;
            sends.everybody_in_day += 1;
        }
    }
    assert_eq!(sent, 3);
}

#[test]
fn each_limit_holds_by_itself() {
    let policy = Policy::default();
    let none = Sends::default();
    assert_eq!(may_send(none, &policy), Ok(()));
    assert_eq!(may_send(Sends { number_in_hour: 3, ..none }, &policy), Err(NotSent::Number));
    assert_eq!(may_send(Sends { person_in_day: 10, ..none }, &policy), Err(NotSent::Person));
    assert_eq!(may_send(Sends { everybody_in_day: 2_000, ..none }, &policy), Err(NotSent::Everybody));
}

#[test]
fn codes_differ_and_have_six_digits() {
    let rng = Counting::default();
    let codes: std::collections::BTreeSet<String> = (0..200).map(|_| mint(&rng).shown()).collect();
    assert!(codes.len() > 190);
    assert!(codes.iter().all(|code| code.len() == 7));
}
