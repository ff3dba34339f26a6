//! Heading, ways and next step for one loss, and for the loss that hits hardest.

use crate::{
    Time,
    method_policy::{For, Kinds, kinds},
    policy::Policy,
    readiness::{
        Loss, NextStep, Readiness, ReadinessFacts, Ready, Way, help,
        loss::{kinds_left, losses, suffice},
        next::next,
        ways::ways,
    },
};

/// The rules that a person's readiness is measured by. The same for everybody of one ring and role, so whoever asks for
/// many keeps them.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'p> {
    /// When.
    pub now: Time,
    /// The policy.
    pub policy: &'p Policy,
    /// The kinds of method that may be used; others count for nothing.
    pub kinds: Kinds,
}

impl<'p> Rules<'p> {
    /// Those that apply to such a person.
    pub fn of(policy: &'p Policy, now: Time, person: For<'_>) -> Self {
        Self { now, policy, kinds: kinds(policy, person) }
    }
}

/// What would happen after a loss.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlook<'a> {
    /// The heading.
    pub ready: Ready,
    /// All ways back in, best first; empty if there is none.
    pub ways: Vec<Way<'a>>,
    /// The one step that would fix it; `None` if it is "by yourself" already.
    pub next: Option<NextStep>,
}

/// Heading, ways and next step after a loss. The ways with help are listed after the ways by oneself, so that somebody
/// whose own ways fail on the day knows them too.
pub fn outlook<'a>(facts: &ReadinessFacts<'a>, loss: Loss<'_>, rules: &Rules<'_>) -> Outlook<'a> {
    let left = kinds_left(facts, &loss, rules.kinds);
    let ways = ways(facts, &loss, left, rules);
    let ready = ways.first().map_or(Ready::NotAtAll, |best| best.ready());
    let next = (ready != Ready::ByYourself).then(|| next(facts, &loss, left, ready, rules));
    Outlook { ready, ways, next }
}

/// The heading alone, for counting many: it looks for help only where there is no way by oneself, and stops at the first.
pub fn grade(facts: &ReadinessFacts<'_>, loss: Loss<'_>, rules: &Rules<'_>) -> Ready {
    graded(facts, &loss, kinds_left(facts, &loss, rules.kinds), rules)
}

fn graded(facts: &ReadinessFacts<'_>, loss: &Loss<'_>, left: Kinds, rules: &Rules<'_>) -> Ready {
    if suffice(left, facts.privileged) {
        Ready::ByYourself
    } else if help::ways(facts, facts.help, loss, left, rules).next().is_some() {
        Ready::WithHelp
    } else {
        Ready::NotAtAll
    }
}

/// Heading and next step without the ways.
pub(super) fn heading(facts: &ReadinessFacts<'_>, loss: Loss<'_>, rules: &Rules<'_>) -> Readiness {
    let left = kinds_left(facts, &loss, rules.kinds);
    let ready = graded(facts, &loss, left, rules);
    Readiness { ready, next: (ready != Ready::ByYourself).then(|| next(facts, &loss, left, ready, rules)) }
}

/// The loss that would hit hardest, of all in [`losses`], and how ready the person is for it; the earlier of two alike.
pub fn hardest<'a>(facts: &ReadinessFacts<'a>, rules: &Rules<'_>) -> (Loss<'a>, Readiness) {
    hardest_of(facts, rules, |_| true)
}

pub(super) fn hardest_of<'a>(
    facts: &ReadinessFacts<'a>,
    rules: &Rules<'_>,
    which: impl Fn(&Loss<'_>) -> bool,
) -> (Loss<'a>, Readiness) {
    let mut hardest = (Loss::NOTHING, Ready::ByYourself);
    for (place, loss) in losses(facts).filter(|loss| which(loss)).enumerate() {
        let ready = grade(facts, loss, rules);
        if place == 0 || ready < hardest.1 {
            hardest = (loss, ready);
        }
    }
    (hardest.0, heading(facts, hardest.0, rules))
}
