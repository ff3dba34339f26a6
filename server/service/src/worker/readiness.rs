//! Keeps what is stored of everybody's readiness current, by following the log: an entry about somebody is committed with
//! the change it tells of (I07), so whoever reads the log misses none, and a restart goes on where it stopped.
//!
//! Besides there are people marked because somebody above them changed, and those for whom the clock alone changes
//! something. Everybody is looked at anew, a page at a time, before the first time, with another policy, when those of `it`
//! and `security` who could help are others, and when the log is far ahead.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::sync::{Arc, atomic::Ordering};
use std::time::Instant;

use audit::Actor;
use domain::{PersonId, Policy, Span, Time, readiness::Ready};
use store::{
    Fault, lease,
    readiness::{self, Followed, Happened, Stored, days, facts},
};

use super::due;
use crate::{
    Core,
    readiness::{compute, ground::Ground},
};

/// One process at a time does this; the next may once the holder has not gone on for so long.
const LEASE: &str = "readiness";
const LEASE_SPAN: Span = Span::minutes(1);
/// Entries read at once.
const ENTRIES: u32 = 1_000;
/// Entries that tell of nobody's readiness may wait unnoted, so that signing in costs no second write.
const UNNOTED: u64 = 100;
/// People taken up one by one at once.
const SOME: u32 = 300;
/// People of a page, where everybody is looked at: few, since what a page takes of memory is not given back.
const PAGE: u32 = 100;
/// With the log so far ahead, looking at everybody is less work.
const FAR: u64 = 5_000;
/// With more people below somebody, so is looking at everybody.
const MOST_BELOW: usize = 2_000;
/// How often the counts of the day are kept.
const COUNT: Span = Span::minutes(10);
/// Steps at one go.
const STEPS: usize = 50;

/// Whose readiness an entry may change, beside that of the people below them.
fn concerns(entry: &Happened) -> Vec<PersonId> {
    let area = entry.kind.split('.').next().unwrap_or_default();
    let about = matches!(area, "method" | "device" | "person" | "contact")
        || matches!(
            entry.kind.as_str(),
            "request.closed" | "request.by-codes" | "drill.decided" | "drill.proved"
        );
    let approved = matches!(entry.kind.as_str(), "approval.approved" | "approval.half-approved");
    let mut people = Vec::new();
    if about || approved {
        people.extend(entry.subject.clone());
    }
    // For whom they approved may not approve for them for a while.
    if approved && let Some(Actor::Person(approver)) = Actor::parse(&entry.actor) {
        people.push(approver);
    }
    people
}

/// What one step writes.
#[derive(Default)]
struct Writing {
    rows: Vec<Stored>,
    /// Not counted any more.
    gone: Vec<PersonId>,
    /// Became ready by themselves.
    became_ready: Vec<PersonId>,
    mark: Vec<PersonId>,
    unmark: Vec<PersonId>,
    followed: Option<Followed>,
    everybody: bool,
}

impl Writing {
    /// Takes up what was computed of somebody. Whether what others draw from them changed, as far as can be seen: of whoever
    /// was not counted before and is not now, nobody knows.
    fn take(&mut self, person: &PersonId, old: Option<&Stored>, new: Option<Stored>) -> bool {
        let helps = old.map(|old| old.helps.clone());
        let Some(new) = new else {
            if old.is_some() {
                self.gone.push(person.clone());
            }
            return old.is_some();
        };
        let others = helps.as_ref() != Some(&new.helps);
        if new.ready == Ready::ByYourself && old.is_some_and(|old| old.ready != Ready::ByYourself) {
            self.became_ready.push(person.clone());
        }
        if !old.is_some_and(|old| compute::says_the_same(old, &new)) {
            self.rows.push(new);
        }
        others
    }

    /// Writes it, if this process still holds the lease; whether it does.
    async fn commit(self, core: &Arc<Core>) -> Result<bool, Fault> {
        core.writer
            .unlogged((self, core.holder.clone()), |tx, (all, holder)| {
                Box::pin(async move {
                    if !lease::take(tx, LEASE, holder, LEASE_SPAN).await? {
                        return Ok(false);
                    }
                    let now = tx.now();
                    readiness::write(tx, &all.rows).await?;
                    for person in &all.gone {
                        readiness::forget(tx, person).await?;
                    }
                    for person in &all.became_ready {
                        readiness::nudges::became_ready(tx, person, now).await?;
                    }
                    if all.everybody {
                        readiness::unmark_all(tx).await?;
                    }
                    readiness::unmark(tx, &all.unmark).await?;
                    readiness::mark(tx, &all.mark).await?;
                    if let Some(followed) = &all.followed {
                        readiness::follow(tx, followed).await?;
                    }
                    Ok(true)
                })
            })
            .await
    }
}

/// Goes on until all is current, or another process does it.
pub(super) async fn keep_current(core: &Arc<Core>) {
    let kept = async {
        for _ in 0..STEPS {
            if !step(core).await? {
                break;
            }
        }
        count(core).await
    };
    core.noted("readiness", "", kept.await);
}

/// One step; whether there may be more to do.
async fn step(core: &Arc<Core>) -> Result<bool, Fault> {
    let db = &mut &core.db;
    let now = core.now();
    let Some(head) = store::log::head(&core.db).await? else { return Ok(false) };
    let size = head.edge.size();
    let policy = store::policy::read(&core.db).await?;
    let anew = |helpers: String| Followed { upto: size, policy: policy.version, helpers };
    let followed = match readiness::followed(db).await? {
        Some(followed) if followed.policy == policy.version => followed,
        _ => return everybody(core, now, &policy.policy, anew).await,
    };
    let ahead = size.saturating_sub(followed.upto);
    if ahead > FAR && may_look_at_everybody(core, now) {
        return everybody(core, now, &policy.policy, anew).await;
    }
    let entries =
        if ahead == 0 { Vec::new() } else { readiness::happened(db, followed.upto, ENTRIES).await? };
    let marked = readiness::marked(db, SOME).await?;
    let mut people: BTreeSet<PersonId> = marked.iter().cloned().collect();
    people.extend(readiness::to_check(db, now, SOME).await?);
    // Entries are taken up as far as their people fit.
    let mut upto = followed.upto;
    let mut told: BTreeSet<PersonId> = BTreeSet::new();
    for entry in &entries {
        if people.len() >= 2 * usize::try_from(SOME).unwrap_or(usize::MAX) {
            break;
        }
        let here = concerns(entry);
        told.extend(here.iter().cloned());
        people.extend(here);
        upto = entry.index.saturating_add(1);
    }
    if people.is_empty() && upto - followed.upto < UNNOTED {
        return Ok(false);
    }
    let mut ground = Ground::begin(db, now, &policy.policy).await?;
    if ground.helpers() != followed.helpers {
        return everybody(core, now, &policy.policy, anew).await;
    }
    let mut all =
        Writing { unmark: marked, followed: Some(Followed { upto, ..followed }), ..Writing::default() };
    let mut below = VecDeque::new();
    for id in &people {
        let Some(subject) = facts::subjects(db, id.as_str(), id.as_str()).await?.pop() else { continue };
        let old = readiness::of(db, id).await?;
        ground.climb(db, subject.manager.as_ref()).await?;
        let changed = all.take(id, old.as_ref(), compute::compute(&ground, &subject, old.as_ref()));
        if changed || (!subject.counted && told.contains(id)) {
            below.push_back(id.clone());
        }
    }
    // Who relies on whoever changed: all those below, as far as a chain is walked.
    let mut seen: BTreeSet<PersonId> = BTreeSet::new();
    while let Some(id) = below.pop_front() {
        for report in facts::reports(db, &id).await? {
            if !seen.contains(&report) {
                below.push_back(report.clone());
                seen.insert(report);
            }
        }
        if seen.len() > MOST_BELOW {
            return everybody(core, now, &policy.policy, anew).await;
        }
    }
    // Those looked at just now saw the change already only if it was above them; a second look costs little.
    all.mark = seen.into_iter().collect();
    all.commit(core).await
}

/// So that a long import does not have everybody looked at over and over: that takes a tenth of the time at most.
fn may_look_at_everybody(core: &Core, now: Time) -> bool {
    let last = Time(core.beats.everybody.load(Ordering::Relaxed));
    let took = core.beats.everybody_took.load(Ordering::Relaxed);
    now.since(last).0 >= took.saturating_mul(10)
}

/// Looks at everybody. What changes meanwhile stands in the log after where it says that it was followed to.
async fn everybody(
    core: &Arc<Core>,
    now: Time,
    policy: &Policy,
    followed: impl Fn(String) -> Followed,
) -> Result<bool, Fault> {
    // Another process may be at it.
    if !Writing::default().commit(core).await? {
        return Ok(false);
    }
    let begun = Instant::now();
    let db = &mut &core.db;
    let mut ground = Ground::begin(db, now, policy).await?;
    ground.everybody(db).await?;
    let mut after = String::new();
    while let Some((first, last)) = facts::page(db, &after, PAGE).await? {
        let subjects = facts::subjects(db, &first, &last).await?;
        let old: HashMap<PersonId, Stored> = readiness::between(db, &first, &last)
            .await?
            .into_iter()
            .map(|stored| (stored.person.clone(), stored))
            .collect();
        let mut all = Writing::default();
        for subject in &subjects {
            let old = old.get(&subject.id);
            all.take(&subject.id, old, compute::compute(&ground, subject, old));
        }
        if !all.commit(core).await? {
            return Ok(false);
        }
        after = last;
    }
    let end = Writing { followed: Some(followed(ground.helpers())), everybody: true, ..Writing::default() };
    let held = end.commit(core).await?;
    core.beats.everybody.store(now.0, Ordering::Relaxed);
    core.beats
        .everybody_took
        .store(i64::try_from(begun.elapsed().as_millis()).unwrap_or(i64::MAX), Ordering::Relaxed);
    core.beats.counted.store(0, Ordering::Relaxed);
    Ok(held)
}

/// Keeps the counts of the day, so that the last look of each day stays.
async fn count(core: &Arc<Core>) -> Result<(), Fault> {
    let now = core.now();
    let db = &mut &core.db;
    if readiness::followed(db).await?.is_none() || !due(&core.beats.counted, now, COUNT) {
        return Ok(());
    }
    let counts = days::count(db).await?;
    core.writer
        .unlogged((counts, days::day_of(now), core.holder.clone()), |tx, (counts, day, holder)| {
            Box::pin(async move {
                if lease::take(tx, LEASE, holder, LEASE_SPAN).await? {
                    days::keep(tx, *day, counts).await?;
                }
                Ok(())
            })
        })
        .await
}
