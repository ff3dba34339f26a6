//! What is kept of people who left is erased once the policy's term is over (R13): what the log says of them, on record,
//! and then their rows.

use std::sync::{Arc, atomic::Ordering};

use domain::{PersonId, Span, Time};
use store::{Done, Fault, NewEntry, Tx};

use super::{MANY, due};
use crate::{Core, Label};

/// How often it is looked for people whose term is over.
const LOOK: Span = Span::hours(1);
/// Entries that one job erases, each by a statement of its own.
const ENTRIES: u32 = 200;

/// Goes on with erasing people whose term is over.
pub(super) async fn erase(core: &Arc<Core>) {
    let now = core.now();
    if !due(&core.beats.erased, now, LOOK) {
        return;
    }
    let found = async {
        let before = now - core.policy().await?.personal_data_term;
        Ok((before, store::erasing::due(&mut &core.db, before, MANY).await?))
    };
    let Some((before, people)) = core.noted("person.erase", "", found.await) else { return };
    let mut went_on = false;
    for person in people {
        let input = (Arc::clone(core), person.clone(), before);
        let done = core
            .writer
            .run(input, |tx, (core, person, before)| Box::pin(erase_some(tx, core, person, *before)))
            .await;
        went_on |= core.noted("person.erase", person.as_str(), done).is_some();
    }
    if went_on {
        // There may be more: the next tick looks again.
        core.beats.erased.store(0, Ordering::Relaxed);
    }
}

/// Erases the next entries about somebody, and with the last of them their rows.
async fn erase_some(tx: &mut Tx, core: &Core, person: &PersonId, before: Time) -> Result<Done<()>, Fault> {
    if !store::erasing::is_due(tx, person, before).await? {
        return Ok(Done::plain(()));
    }
    let found = store::erasing::entries(tx, person, ENTRIES).await?;
    // The entry that records it comes first: its place is what the erased ones name.
    let erased = store::log::erase(tx, &found).await?;
    let mut entries: Vec<NewEntry> =
        erased.into_iter().map(|entry| entry.by_system().with("why", "term-over")).collect();
    if found.len() < usize::try_from(ENTRIES).unwrap_or(usize::MAX) {
        // Two parts, where that of a name has one: so it fits none.
        let hash = core.keys.hash(Label::Name, &[b"erased", person.as_str().as_bytes()]);
        store::erasing::empty(tx, person, &hash).await?;
        entries.push(NewEntry::new("person.erased").by_system().about(person).with("why", "term-over"));
    }
    Ok(Done::all((), entries))
}
