//! Random lives of a request beside a model that is no more than a table: which event is allowed in which state,
//! where it leads, and when each state ends. The model shares no code with the life it checks.

use proptest::prelude::*;

use super::*;
use crate::suspension::{OnEnd, WhatHappened, on_end};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Step {
    First,
    Approve,
    Fetch,
    Redeem,
    Enrol,
    Close,
    Deny,
    Report,
    Withdraw(Why),
    Freeze,
    Lift,
}

/// How time passes before a step: by some amount, or to just before, at, or just after the deadline.
#[derive(Debug, Clone, Copy)]
enum Pause {
    For(i64),
    ToDeadline(i64),
}

fn steps() -> impl Strategy<Value = Vec<(Pause, Step)>> {
    let pause = prop_oneof![
        6 => (0..10 * MINUTE).prop_map(Pause::For),
        2 => (0..3 * HOUR).prop_map(Pause::For),
        1 => (0..9 * DAY).prop_map(Pause::For),
        1 => (-1_i64..=1).prop_map(Pause::ToDeadline),
    ];
    let step = prop_oneof![
        2 => Just(Step::First),
        3 => Just(Step::Approve),
        4 => Just(Step::Fetch),
        4 => Just(Step::Redeem),
        3 => Just(Step::Enrol),
        2 => Just(Step::Close),
        1 => prop_oneof![Just(Step::Deny), Just(Step::Report)],
        1 => proptest::sample::select(Why::ALL).prop_map(Step::Withdraw),
        2 => Just(Step::Freeze),
        2 => Just(Step::Lift),
    ];
    prop::collection::vec((pause, step), 1..40)
}

/// What the table knows: a word and some numbers.
#[derive(Debug, Clone, Default)]
struct Model {
    word: &'static str,
    /// When `word` ends; `i64::MAX` for never.
    end: i64,
    /// When the approval ends.
    approval_end: i64,
    passes: u8,
    pass_out: bool,
    closed_at: i64,
    frozen_at: i64,
    before: &'static str,
    before_end: i64,
}

/// Whether the table has the step in the state, and where it leads.
fn table(word: &str, step: Step) -> Option<&'static str> {
    Some(match (word, step) {
        ("asked", Step::First) => "half-approved",
        ("asked" | "half-approved", Step::Approve) => "approved",
        ("asked" | "half-approved", Step::Deny | Step::Report) => "denied",
        ("approved", Step::Fetch) => "approved",
        ("approved", Step::Redeem) => "redeemed",
        ("redeemed", Step::Enrol) => "enrolled",
        ("enrolled", Step::Close) => "closed",
        ("asked" | "half-approved" | "approved" | "redeemed" | "enrolled" | "closed", Step::Freeze) => {
            "frozen"
        }
        ("frozen", Step::Lift) => "before",
        ("frozen", Step::Withdraw(Why::Security | Why::PersonLeft)) => "withdrawn",
        ("asked", Step::Withdraw(Why::Approver)) => return None,
        ("asked" | "half-approved", Step::Withdraw(_)) => "withdrawn",
        ("approved" | "redeemed" | "enrolled", Step::Withdraw(why)) if why != Why::WrongCodes => "withdrawn",
        _ => return None,
    })
}

impl Model {
    fn new(now: i64) -> Self {
        Self { word: "asked", end: now + 72 * HOUR, ..Self::default() }
    }

    /// Time alone; whether anything changed.
    fn pass_time(&mut self, now: i64) -> bool {
        let mut changed = false;
        while now >= self.end {
            changed = true;
            (self.word, self.end) = match self.word {
                "enrolled" => {
                    self.closed_at = now;
                    ("closed", i64::MAX)
                }
                "redeemed" if now < self.approval_end && self.passes < 2 => ("approved", self.approval_end),
                _ => ("expired", i64::MAX),
            };
        }
        changed
    }

    /// Whether the step is taken.
    fn take(&mut self, now: i64, step: Step) -> bool {
        if self.pass_time(now) {
            return false;
        }
        let Some(next) = table(self.word, step) else { return false };
        match step {
            Step::Fetch if self.passes == 2 => return false,
            Step::Fetch => (self.passes, self.pass_out) = (self.passes + 1, true),
            Step::Redeem if !self.pass_out => return false,
            Step::Redeem => self.pass_out = false,
            Step::Freeze if self.word == "closed" && now >= self.closed_at + 7 * DAY => return false,
            Step::Freeze => (self.frozen_at, self.before, self.before_end) = (now, self.word, self.end),
            Step::Close => self.closed_at = now,
            _ => {}
        }
        if step == Step::Lift {
            let stood_still = now - self.frozen_at;
            (self.word, self.end) = match self.before {
                "approved" | "redeemed" => {
                    self.approval_end = self.approval_end.max(self.before_end) + stood_still;
                    (self.passes, self.pass_out) = (self.passes.min(1), false);
                    ("approved", self.approval_end)
                }
                "enrolled" => ("enrolled", self.before_end + stood_still),
                before => (before, self.before_end),
            };
            return true;
        }
        self.end = match next {
            "approved" if step == Step::Approve => {
                (self.approval_end, self.passes) = (now + 24 * HOUR, 0);
                self.approval_end
            }
            "half-approved" | "approved" => self.end,
            "redeemed" => now + 15 * MINUTE,
            "enrolled" => now + 24 * HOUR,
            "frozen" if ["asked", "half-approved"].contains(&self.word) => self.end,
            "frozen" => now + 7 * DAY,
            _ => i64::MAX,
        };
        self.word = next;
        true
    }
}

fn apply(state: RequestState, now: Time, step: Step) -> Result<RequestState, Refused> {
    match step {
        Step::First => state.add_first_approval(now, approval(1), approver(1)),
        Step::Approve => {
            state.approve(now, &policy(), approval(2), &approver(2), Approvers::One, Delay::None)
        }
        Step::Fetch => state.fetch_pass(now),
        Step::Redeem => state.redeem(now, &policy()),
        Step::Enrol => state.enrol(now, &policy(), method()),
        Step::Close => state.close(now, &method()),
        Step::Deny => state.deny(now, approver(3)),
        Step::Report => state.report(now, approver(3)),
        Step::Withdraw(why) => state.withdraw(now, why),
        Step::Freeze => state.freeze(now, &policy(), 1),
        Step::Lift => state.lift(now),
    }
}

fn pause(now: i64, pause: Pause, state: &RequestState) -> i64 {
    match pause {
        Pause::For(span) => now + span,
        Pause::ToDeadline(off) => state.deadline().map_or(now, |deadline| now.max(deadline.0 + off)),
    }
}

/// Every state of a random life, each with the time, the step that was tried before it and whether it was taken.
fn live(steps: &[(Pause, Step)]) -> Vec<(i64, Step, bool, RequestState)> {
    let mut now = 1_000_000;
    let mut state = RequestState::ask(Time(now), &policy());
    let mut lived = Vec::new();
    for (wait, step) in steps {
        now = pause(now, *wait, &state);
        let (taken, next) = match apply(state.clone(), Time(now), *step) {
            Ok(next) => (true, next),
            Err(Refused::Overdue(next)) => (false, *next),
            Err(_) => (false, state),
        };
        state = next;
        lived.push((now, *step, taken, state.clone()));
    }
    lived
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_request_lives_as_the_table_says(steps in steps()) {
        let mut model = Model::new(1_000_000);
        for (now, step, taken, state) in live(&steps) {
            prop_assert_eq!(model.take(now, step), taken, "{:?} at {} gave {:?}", step, now, &state);
            prop_assert_eq!(model.word, state.word());
            prop_assert_eq!(model.end, state.deadline().map_or(i64::MAX, |end| end.0));
        }
    }

    #[test]
    fn i01_nothing_lives_for_ever(steps in steps()) {
        for (now, _, _, state) in live(&steps) {
            let (mut state, mut now, mut ticks) = (state, now, 0);
            while let Some(deadline) = state.deadline() {
                prop_assert!(deadline.since(Time(now)) <= Span::days(7));
                now = now.max(deadline.0);
                let next = state.tick(Time(now));
                prop_assert!(next.is_some(), "a deadline that changes nothing: {:?}", state);
                state = next.unwrap();
                ticks += 1;
                prop_assert!(ticks <= 2, "{state:?}");
            }
            prop_assert!(state.is_ended());
        }
    }

    #[test]
    fn i02_every_enrolment_takes_a_pass_of_its_own(steps in steps()) {
        // Each lift is a decision of its own and allows one further pass.
        let (mut redeems, mut fetches, mut allowed) = (0, 0, 0);
        for (_, step, taken, state) in live(&steps) {
            match step {
                Step::Approve if taken => allowed += 2,
                Step::Lift if taken => allowed += 1,
                Step::Fetch if taken => fetches += 1,
                Step::Redeem if taken => redeems += 1,
                _ => {}
            }
            prop_assert!(redeems <= fetches && fetches <= allowed, "{state:?}");
        }
    }

    #[test]
    fn i06_suspended_methods_are_removed_only_at_closing(steps in steps(), what in proptest::sample::select(WhatHappened::ALL)) {
        for (_, _, _, state) in live(&steps) {
            let end = on_end(&state, what);
            prop_assert_eq!(end == OnEnd::Remove, state.name() == RequestWord::Closed);
            prop_assert_eq!(end == OnEnd::Wait, !state.is_ended());
        }
    }

    #[test]
    fn i09_asking_changes_nothing(steps in steps()) {
        // Until somebody approves there is no pass, no new method, and no method to take away.
        for (_, _, _, state) in live(&steps).into_iter().take_while(|(_, step, taken, _)| !(*step == Step::Approve && *taken)) {
            prop_assert!(state.new_method().is_none());
            let harmless = ["asked", "half-approved", "denied", "expired", "withdrawn", "frozen"];
            prop_assert!(harmless.contains(&state.word()), "{state:?}");
            prop_assert_ne!(on_end(&state, WhatHappened::LostOrStolen), OnEnd::Remove);
        }
    }

    #[test]
    fn what_has_ended_stays_so(steps in steps()) {
        let mut ended: Option<RequestState> = None;
        for (_, step, taken, state) in live(&steps) {
            match (&ended, &state) {
                (Some(before), RequestState::Frozen { before: inner, .. }) => {
                    prop_assert_eq!((step, taken), (Step::Freeze, true));
                    prop_assert_eq!(before, &**inner);
                    prop_assert_eq!(before.name(), RequestWord::Closed);
                }
                (Some(before), now) => prop_assert_eq!(before, now),
                (None, _) => {}
            }
            ended = state.is_ended().then_some(state);
        }
    }
}
