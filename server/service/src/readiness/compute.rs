//! One person's row from all that it is drawn from: a pure function of what was read.

use domain::{
    Policy, Time, drill,
    method::{MethodFacts, MethodState},
    method_policy::{For, Kinds},
    nudge::{Nudge, NudgeFacts, nudge},
    person::ContactKind,
    readiness::{DeviceFacts, Help, Loss, NextStep, ReadinessFacts, Ready, Rules, hardest},
};
use store::readiness::{Stored, facts::Subject, words};

use super::ground::Ground;

/// The rules that somebody's readiness is measured by.
pub(crate) fn rules<'p>(policy: &'p Policy, now: Time, ring: &str, privileged: bool) -> Rules<'p> {
    let ring = Some(ring).filter(|ring| !ring.is_empty());
    Rules::of(policy, now, For { ring, privileged, excepted: Kinds::NONE })
}

/// What a person's readiness is drawn from, with who could help.
pub(crate) fn facts<'a>(subject: &'a Subject, help: &'a Help) -> ReadinessFacts<'a> {
    ReadinessFacts {
        methods: &subject.methods,
        devices: &subject.devices,
        contacts: &subject.contacts,
        help,
        privileged: !subject.roles.is_empty(),
    }
}

/// The platform of a device, as a word after a blank; empty for one that is not there.
fn platform(devices: &[DeviceFacts], id: Option<&domain::DeviceId>) -> String {
    let device = id.and_then(|id| devices.iter().find(|device| device.id == *id));
    device.map(|device| format!(" {}", device.platform.word())).unwrap_or_default()
}

fn loss_word(loss: &Loss<'_>, devices: &[DeviceFacts]) -> String {
    match (loss.devices.first(), loss.organisation_sign_in) {
        (Some(id), _) => format!("device{}", platform(devices, Some(id))),
        (None, true) => "sign-in".to_owned(),
        (None, false) => "now".to_owned(),
    }
}

/// Minutes that somebody's clock is ahead of UTC.
pub(crate) fn ahead_of_utc(time_zone: &str, now: Time) -> i16 {
    let at = jiff::Timestamp::from_millisecond(now.0).unwrap_or_default();
    let Ok(zone) = jiff::tz::TimeZone::get(time_zone) else { return 0 };
    i16::try_from(zone.to_offset(at).seconds() / 60).unwrap_or_default()
}

/// The row of somebody, after `old`; `None` for whoever is not counted.
pub(crate) fn compute(ground: &Ground<'_>, subject: &Subject, old: Option<&Stored>) -> Option<Stored> {
    if !subject.counted {
        return None;
    }
    let (now, policy) = (ground.now, ground.policy);
    let help = ground.help(subject);
    let facts = facts(subject, &help);
    let rules = rules(policy, now, &subject.ring, facts.privileged);
    let (loss, readiness) = hardest(&facts, &rules);
    let same = |old: &&Stored| (old.ready == Ready::ByYourself) == (readiness.ready == Ready::ByYourself);
    let kept = old.filter(same);
    let nudging = NudgeFacts {
        ready: readiness.ready,
        since: kept.map_or(now, |old| old.since),
        sent: kept.map_or(0, |old| old.nudges),
        last: kept.and_then(|old| old.nudged),
        reachable: subject.contacts.iter().any(|contact| contact.kind == ContactKind::Mail),
        ahead_of_utc: ahead_of_utc(&subject.time_zone, now),
    };
    let next_nudge = match nudge(&nudging, now, policy) {
        // One that waits to be sent waits since then.
        Nudge::Now => Some(kept.and_then(|old| old.next_nudge).filter(|at| *at <= now).unwrap_or(now)),
        Nudge::At(at) => Some(at),
        Nudge::Never(_) => None,
    };
    let drilling = drilling(subject, now, policy, nudging.ahead_of_utc);
    let next = readiness
        .next
        .as_ref()
        .map(|step| format!("{}{}", step.word(), platform(&subject.devices, NextStep::device(step))));
    let roles = words(subject.roles.iter().map(|role| role.word()));
    let manager = subject.manager.as_ref().map_or("-", |manager| manager.as_str());
    Some(Stored {
        person: subject.id.clone(),
        ready: readiness.ready,
        name_key: subject.name_key.clone(),
        department: subject.department.clone(),
        ring: subject.ring.clone(),
        helps: format!("{} {manager}{roles}", u8::from(ground.can_help(subject))),
        roles,
        ownerships: words(subject.ownerships.iter().map(|one| one.word())),
        loss: loss_word(&loss, &subject.devices),
        next: next.unwrap_or_default(),
        since: nudging.since,
        changed: now,
        next_check: ground.next_check(subject),
        nudges: nudging.sent,
        nudged: nudging.last,
        next_nudge,
        practised: subject.practised,
        drill_from: drilling.map(|(from, _)| from),
        // One that waits to be sent waits since then.
        next_drill: drilling.and_then(|(_, next)| next).map(|next| {
            old.and_then(|old| old.next_drill).filter(|at| *at <= now && next <= now).unwrap_or(next)
        }),
    })
}

/// From when on somebody should rehearse (again), and when to look whether to remind them; `None` for whoever has nothing to
/// sign in with. Where policy sends no reminders, or nothing reaches them, nobody looks.
fn drilling(
    subject: &Subject,
    now: Time,
    policy: &Policy,
    ahead_of_utc: i16,
) -> Option<(Time, Option<Time>)> {
    let since = drill_since(&subject.methods)?;
    let from = drill::due_from(since, subject.practised, policy);
    let reachable = subject.contacts.iter().any(|contact| contact.kind == ContactKind::Mail);
    let next = (reachable && policy.nudges > 0).then(|| {
        drill::remind_at(since, subject.practised, subject.drill_reminded, ahead_of_utc, now, policy)
    });
    Some((from, next))
}

/// Since when somebody has had something to sign in with.
pub(crate) fn drill_since(methods: &[MethodFacts]) -> Option<Time> {
    methods.iter().filter(|method| method.state == MethodState::Active).map(|method| method.added).min()
}

/// Whether two rows say the same, whenever it was written.
pub(crate) fn says_the_same(one: &Stored, other: &Stored) -> bool {
    *one == Stored { changed: one.changed, ..other.clone() }
}
