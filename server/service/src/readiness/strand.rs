//! Whom a change would leave with no way back in (I11): said before it is made, or right after where it comes from outside.

use std::collections::HashSet;

use contract::readiness::Counts;
use domain::{
    PersonId, Policy,
    readiness::{Loss, Ready, grade, losses, strands},
};
use store::{
    Fault,
    readiness::facts::{self, Subject},
};

use super::{compute, ground::Ground};
use crate::Core;

/// People of a page.
const PAGE: u32 = 2_000;
/// Names told.
const NAMED: usize = 20;

/// Whom a change strands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stranded {
    /// How many.
    pub count: usize,
    /// The names of the first of them.
    pub names: Vec<String>,
}

impl Stranded {
    fn add(&mut self, subject: &Subject) {
        self.count += 1;
        if self.names.len() < NAMED {
            self.names.push(subject.name.clone());
        }
    }
}

/// Calls `each` with everybody who counts, as they are on record, and who could help them.
async fn everybody(
    core: &Core,
    policy: &Policy,
    mut each: impl FnMut(&Ground<'_>, &Subject) + Send,
) -> Result<(), Fault> {
    let db = &mut &core.db;
    let mut ground = Ground::begin(db, core.now(), policy).await?;
    ground.everybody(db).await?;
    let mut after = String::new();
    while let Some((first, last)) = facts::page(db, &after, PAGE).await? {
        for subject in facts::subjects(db, &first, &last).await?.iter().filter(|subject| subject.counted) {
            each(&ground, subject);
        }
        after = last;
    }
    Ok(())
}

/// Whom another policy would leave with no way back for some loss for which they have one now. Whoever changes the policy is
/// told before it holds.
///
/// # Errors
/// [`Fault`] if people cannot be read.
pub async fn would_strand(core: &Core, before: &Policy, after: &Policy) -> Result<Stranded, Fault> {
    let mut stranded = Stranded::default();
    let now = core.now();
    // Who can approve may differ under the other policy, too.
    let mut other = Ground::begin(&mut &core.db, now, after).await?;
    other.everybody(&mut &core.db).await?;
    everybody(core, before, |ground, subject| {
        let (help, helped) = (ground.help(subject), other.help(subject));
        let privileged = !subject.roles.is_empty();
        let rules = compute::rules(before, now, &subject.ring, privileged);
        let others = compute::rules(after, now, &subject.ring, privileged);
        let facts = (&compute::facts(subject, &help), &rules);
        if !strands(facts, (&compute::facts(subject, &helped), &others)).is_empty() {
            stranded.add(subject);
        }
    })
    .await?;
    Ok(stranded)
}

/// How many practised getting back in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Practised {
    /// At all, to an end that counts.
    pub done: u64,
    /// And how many should (again).
    pub due: u64,
}

/// Everybody who has a way back in after any one loss.
#[derive(Debug, Clone, Default)]
pub struct WithWays(HashSet<PersonId>);

impl Core {
    /// How many are how ready for the loss that would hit them hardest, worked out from what is on record now; and how many of
    /// them rehearsed, and should (again).
    ///
    /// # Errors
    /// [`Fault`] if people cannot be read.
    pub async fn readiness_now(&self) -> Result<(Counts, Practised), Fault> {
        let policy = self.policy().await?;
        let (mut counts, mut practised) = (Counts::default(), Practised::default());
        everybody(self, &policy, |ground, subject| {
            if let Some(row) = compute::compute(ground, subject, None) {
                practised.done += u64::from(row.practised.is_some());
                practised.due += u64::from(row.drill_from.is_some_and(|from| from <= ground.now));
                match row.ready {
                    Ready::NotAtAll => counts.not_at_all += 1,
                    Ready::WithHelp => counts.with_help += 1,
                    Ready::ByYourself => counts.by_yourself += 1,
                }
            }
        })
        .await?;
        Ok((counts, practised))
    }
}

fn has_a_way(ground: &Ground<'_>, subject: &Subject) -> bool {
    let help = ground.help(subject);
    let facts = compute::facts(subject, &help);
    let rules = compute::rules(ground.policy, ground.now, &subject.ring, facts.privileged);
    losses(&facts).all(|loss: Loss<'_>| grade(&facts, loss, &rules) != Ready::NotAtAll)
}

/// Who has a way back in after any one loss: asked before people are brought in from outside.
///
/// # Errors
/// [`Fault`] if people cannot be read.
pub async fn with_ways(core: &Core) -> Result<WithWays, Fault> {
    let policy = core.policy().await?;
    let mut ways = WithWays::default();
    everybody(core, &policy, |ground, subject| {
        if has_a_way(ground, subject) {
            ways.0.insert(subject.id.clone());
        }
    })
    .await?;
    Ok(ways)
}

/// Who had a way back in then, is still there, and has none any more.
///
/// # Errors
/// [`Fault`] if people cannot be read.
pub async fn stranded_since(core: &Core, then: &WithWays) -> Result<Stranded, Fault> {
    let policy = core.policy().await?;
    let mut stranded = Stranded::default();
    everybody(core, &policy, |ground, subject| {
        if then.0.contains(&subject.id) && !has_a_way(ground, subject) {
            stranded.add(subject);
        }
    })
    .await?;
    Ok(stranded)
}
