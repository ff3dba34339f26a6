//! Limits on asking and on guessing, as plain arithmetic.
//!
//! A limit slows one way in down and never locks anybody out of another (I09): no limit looks at a person's methods, and
//! every window ends by itself (I01). What a limit refuses gets the same answer as what it lets through (I08).

use serde::{Deserialize, Serialize};

use crate::{Span, Time};

/// At most `most` in a window of `within`, which starts with the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// How many.
    pub most: u32,
    /// How long the window is.
    pub within: Span,
}

/// What is stored for one key: how many were taken since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// Taken in this window.
    pub count: u32,
    /// When the window started.
    pub started: Time,
}

/// Whether one more was let through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// Yes.
    Yes,
    /// No.
    No {
        /// From when on one is let through again.
        again: Time,
    },
}

/// Asks from one network address. An office asks from behind one address, on the morning when something broke for all.
pub const ASKS_BY_NETWORK: Limit = Limit { most: 30, within: Span::hours(1) };
/// Asks for one name, from anywhere. Several may be open (R2), and a stranger who uses them up only delays the next
/// ask by minutes; the requests already open and every other method go on.
pub const ASKS_BY_NAME: Limit = Limit { most: 10, within: Span::minutes(15) };
/// Wrong match codes by one approver, over all requests; right ones do not count, so a busy day stops nobody. Three wrong
/// ones end the requests shown (R2); this keeps somebody from guessing on with fresh requests.
pub const WRONG_CODES_BY_APPROVER: Limit = Limit { most: 20, within: Span::days(1) };
/// Sign-ins begun from one network address. Beginning costs the caller nothing and us a row.
pub const SIGN_INS_BY_NETWORK: Limit = Limit { most: 60, within: Span::minutes(1) };
/// Tries at a pass from one network address. A pass has 120 bits: this is for the quiet of the log and bounds the work
/// that a typed pass costs, not for safety.
pub const PASSES_BY_NETWORK: Limit = Limit { most: 60, within: Span::hours(1) };
/// Tries at one name's typed pass from one network address. Whoever may type it is anybody, so wrong tries never end
/// the pass: an attacker who knows a user name only slows down their own network (I09).
pub const PASSES_BY_NAME_AND_NETWORK: Limit = Limit { most: 10, within: Span::minutes(10) };
/// Wrong tries at one sealed pass before it ends: only the browser that asked can try it, so nobody else can use
/// them up. It counts over the pass's whole life, so it has no window; that browser fetches the next pass.
pub const TRIES_BY_PASS: u32 = 10;
/// Tries at a stop code from one network address. A wrong one does nothing, a right one can only freeze, and somebody
/// under attack must get through: hence the short window.
pub const STOP_CODES_BY_NETWORK: Limit = Limit { most: 20, within: Span::minutes(10) };

/// Takes one from the window, if the limit allows, and gives back what to store.
///
/// A window starts with the first taken and ends `within` later, so around its end up to twice `most` can come close
/// together; every limit here is set with that in mind. A refused try moves nothing: whoever keeps trying does not keep
/// the window open. A clock that went back leaves the window as it is.
pub fn take(window: Option<Window>, now: Time, limit: Limit) -> (Window, Taken) {
    match window {
        Some(window) if now.since(window.started) < limit.within => {
            if window.count < limit.most {
                (Window { count: window.count.saturating_add(1), ..window }, Taken::Yes)
            } else {
                (window, Taken::No { again: window.started + limit.within })
            }
        }
        _ if limit.most == 0 => (Window { count: 0, started: now }, Taken::No { again: now + limit.within }),
        _ => (Window { count: 1, started: now }, Taken::Yes),
    }
}

/// Whether a pass may be tried again after this many wrong tries.
pub const fn pass_may_be_tried(wrong_tries: u32) -> bool {
    wrong_tries < TRIES_BY_PASS
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LIMIT: Limit = Limit { most: 3, within: Span::minutes(10) };

    #[test]
    fn lets_so_many_through_and_says_when_again() {
        let start = Time(5_000);
        let mut window = None;
        for _ in 0..3 {
            let (next, taken) = take(window, start, LIMIT);
            assert_eq!(taken, Taken::Yes);
            window = Some(next);
        }
        let again = start + Span::minutes(10);
        assert_eq!(take(window, again - Span(1), LIMIT).1, Taken::No { again });
        assert_eq!(take(window, again, LIMIT), (Window { count: 1, started: again }, Taken::Yes));
    }

    #[test]
    fn a_clock_that_went_back_opens_nothing() {
        let window = Window { count: 3, started: Time(1_000_000) };
        assert!(matches!(take(Some(window), Time(5), LIMIT).1, Taken::No { .. }));
    }

    #[test]
    fn a_pass_may_be_tried_ten_times() {
        assert!(pass_may_be_tried(9));
        assert!(!pass_may_be_tried(10));
        assert!(!pass_may_be_tried(u32::MAX));
    }

    proptest! {
        /// Whatever the pattern of tries: at most `most` in each window, at most twice that in any stretch as long.
        #[test]
        fn never_more_than_the_limit(gaps in proptest::collection::vec(0_i64..200_000, 1..200)) {
            let mut now = Time(0);
            let mut window = None;
            let mut through: Vec<Time> = Vec::new();
            for gap in gaps {
                now = now + Span(gap);
                let (next, taken) = take(window, now, LIMIT);
                window = Some(next);
                if taken == Taken::Yes { through.push(now); }
                prop_assert!(next.count <= LIMIT.most);
                let close = through.iter().filter(|at| now.since(**at) < LIMIT.within).count();
                prop_assert!(close <= 6);
            }
        }

        /// However hard somebody floods, one is let through as soon as the window is over.
        #[test]
        fn i09_a_flood_locks_nobody_out_for_longer_than_the_window(tries in 1_u32..500) {
            let mut window = None;
            for n in 0..tries {
                window = Some(take(window, Time(i64::from(n)), LIMIT).0);
            }
            prop_assert_eq!(take(window, Time(0) + LIMIT.within, LIMIT).1, Taken::Yes);
        }
    }
}
