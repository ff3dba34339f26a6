//! Carrying out a plan, through the one writer.

use std::collections::HashMap;
use std::sync::Arc;

use audit::Actor;
use domain::{ContactId, PersonId, Time, person::Provenance};
use service::Core;
use store::{
    Done, Fault, NewEntry, Tx,
    import::{Changes, ContactRow, NewPerson},
};

use crate::alone::Alone;

use super::{
    changes::{self, Changed},
    leave,
    outcome::{ImportFault, Leaving, Summary},
    plan::{Plan, Reading, plan},
    row::{ContactCell, Facts},
};

/// People of one job: so many that a job is worth its transaction, so few that others hardly wait.
const A_JOB: usize = 500;
/// The lease under which people are imported.
const LEASE: &str = "people.import";

/// What was asked for.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The file's name, without folders: the source of what it says.
    pub file: &'a str,
    /// Who runs the command, as the machine knows them.
    pub by: &'a str,
    /// `--missing-have-left`.
    pub missing_have_left: bool,
    /// Whether it was confirmed that many leave.
    pub confirmed: bool,
}

/// What every job of one import needs to know.
#[derive(Clone)]
pub(super) struct Ground {
    pub(super) core: Arc<Core>,
    alone: Alone,
    pub(super) from: String,
    pub(super) by: Actor,
    first: bool,
}

impl Ground {
    /// From where the facts come, and since when they hold: in the first import since ever (R3).
    fn provenance(&self, now: Time) -> Provenance {
        Provenance { source: self.from.clone(), since: if self.first { Time(0) } else { now } }
    }

    pub(super) fn entry(&self, kind: &'static str) -> NewEntry {
        NewEntry::new(kind).by_actor(self.by.clone())
    }
}

/// Imports a file: nothing of it if anything is wrong with it. `progress` is told how many of how many are done.
///
/// # Errors
/// [`ImportFault`] says why not.
pub async fn import(
    core: &Arc<Core>,
    csv: &[u8],
    asked: &Asked<'_>,
    progress: &mut (dyn FnMut(usize, usize) + Send),
) -> Result<Summary, ImportFault> {
    let Some(alone) = Alone::begin(core, LEASE).await? else { return Err(ImportFault::Busy) };
    let ground = Ground {
        core: Arc::clone(core),
        alone: alone.clone(),
        from: format!("csv:{}", asked.file),
        by: Actor::Operator(asked.by.to_owned()),
        first: false,
    };
    let result = ground.all(csv, asked, progress).await;
    let released = alone.end(core).await;
    let summary = result?;
    released?;
    Ok(summary)
}

impl Ground {
    async fn all(
        mut self,
        csv: &[u8],
        asked: &Asked<'_>,
        progress: &mut (dyn FnMut(usize, usize) + Send),
    ) -> Result<Summary, ImportFault> {
        let core = &Arc::clone(&self.core);
        self.first = store::import::is_first(&mut core.db()).await?;
        let first = self.first;
        let current = store::import::everybody(&mut core.db()).await?;
        let reading = Reading {
            language: core.settings().language.clone(),
            time_zone: core.settings().time_zone.clone(),
            first,
            missing_have_left: asked.missing_have_left,
        };
        let plan = plan(csv, &current, &reading).map_err(ImportFault::Rows)?;
        if plan.needs_confirmation() && !asked.confirmed {
            return Err(ImportFault::NeedsConfirmation { leaving: plan.leaving.len(), of: plan.present });
        }
        let mut ids: HashMap<String, PersonId> =
            current.into_iter().map(|held| (held.user_key, held.id)).collect();
        let Plan { new, changed, leaving, missing, unchanged, notes, .. } = plan;
        let mut summary = Summary {
            new: new.len(),
            changed: changed.len(),
            unchanged,
            left: leaving.len(),
            leaving: Leaving::default(),
            missing,
            notes,
        };
        let mut total = new.len() + changed.len() + leaving.len();
        let mut done = 0;
        progress(done, total);
        if first {
            self.job(Vec::new(), |_, ground, _: &Vec<()>| {
                Box::pin(async move { Ok(((), vec![ground.entry("people.first-import")])) })
            })
            .await?;
        }
        for some in new.chunks(A_JOB) {
            let people: Vec<NewPerson> =
                some.iter().map(|facts| newcomer(core, facts, &mut ids, &reading)).collect();
            self.job(people, |tx, ground, people| Box::pin(add(tx, ground, people))).await?;
            done += some.len();
            progress(done, total);
        }
        // Much follows for whoever is disabled, as for whoever left.
        let (disabled, changed): (Vec<_>, Vec<_>) = changed.into_iter().partition(|one| one.disabled);
        for some in changed.chunks(A_JOB).chain(disabled.chunks(leave::A_JOB)) {
            let changes: Vec<Change> = some.iter().map(|changed| change(core, changed, &ids)).collect();
            self.job(changes, |tx, ground, changes| Box::pin(write(tx, ground, changes))).await?;
            done += some.len();
            progress(done, total);
        }
        for some in leaving.chunks(A_JOB) {
            self.mark(some).await?;
        }
        // Also those whom an import that broke off had marked.
        let unsettled = store::import::unsettled(&mut core.db()).await?;
        total = done + unsettled.len();
        for some in unsettled.chunks(leave::A_JOB) {
            summary.leaving.add(&self.settle(some).await?);
            done += some.len();
            progress(done, total);
        }
        self.job(vec![summary.clone()], |_, ground, summary| {
            let entries = summary.iter().map(|summary| {
                ground
                    .entry("people.import")
                    .with("source", ground.from.clone())
                    .with("new", summary.new.to_string())
                    .with("changed", summary.changed.to_string())
                    .with("unchanged", summary.unchanged.to_string())
                    .with("left", summary.left.to_string())
                    .with("missing", summary.missing.len().to_string())
            });
            let entries = entries.collect();
            Box::pin(async move { Ok(((), entries)) })
        })
        .await?;
        Ok(summary)
    }

    /// Runs one job under the lease; what it came to.
    pub(super) async fn job<I, T, F>(&self, input: Vec<I>, work: F) -> Result<T, ImportFault>
    where
        I: Send + Sync + 'static,
        T: Send + 'static,
        F: for<'t> Fn(
                &'t mut Tx,
                &'t Ground,
                &'t Vec<I>,
            ) -> store::BoxFuture<'t, Result<(T, Vec<NewEntry>), Fault>>
            + Send
            + Sync
            + 'static,
    {
        let done = self
            .core
            .writer()
            .run((self.clone(), input, work), |tx, (ground, input, work)| {
                Box::pin(async move {
                    if !ground.alone.still(tx).await? {
                        return Ok(Done::plain(None));
                    }
                    let (done, entries) = work(tx, ground, input).await?;
                    Ok(Done::all(Some(done), entries))
                })
            })
            .await?;
        done.ok_or(ImportFault::LeaseLost)
    }
}

fn contact(core: &Core, cell: &ContactCell) -> ContactRow {
    ContactRow {
        id: ContactId::mint(core.rng()),
        kind: cell.kind,
        value: cell.value.clone(),
        label: cell.label.clone(),
        device: cell.device.clone(),
    }
}

/// Gives somebody new an identifier; their manager has one already, on record or from an earlier row of the plan.
fn newcomer(core: &Core, facts: &Facts, ids: &mut HashMap<String, PersonId>, reading: &Reading) -> NewPerson {
    let id = PersonId::mint(core.rng());
    ids.insert(facts.user_key.clone(), id.clone());
    let mut handle = [0; 16];
    core.rng().fill(&mut handle);
    let cells = [&facts.addresses, &facts.phones];
    NewPerson {
        row: changes::row(id, facts, None, reading),
        user_key: facts.user_key.clone(),
        user_hash: core.name_hash(&facts.user_name),
        handle,
        manager: facts.manager.iter().flatten().find_map(|key| ids.get(key).cloned()),
        roles: facts.roles.clone().unwrap_or_default(),
        contacts: cells.into_iter().flatten().flatten().map(|cell| contact(core, cell)).collect(),
    }
}

/// What a job writes about somebody on record.
struct Change {
    changes: Changes,
    words: String,
    disabled: bool,
}

fn change(core: &Core, changed: &Changed, ids: &HashMap<String, PersonId>) -> Change {
    Change {
        changes: Changes {
            row: changed.row.clone(),
            manager: changed.manager.as_ref().map(|key| key.as_ref().and_then(|key| ids.get(key).cloned())),
            roles_added: changed.roles_added.clone(),
            roles_removed: changed.roles_removed.clone(),
            contacts_added: changed.contacts_added.iter().map(|cell| contact(core, cell)).collect(),
            contacts_removed: changed.contacts_removed.clone(),
            relabelled: changed.relabelled.clone(),
            relinked: changed.relinked.clone(),
        },
        words: changed.words.join(" "),
        disabled: changed.disabled,
    }
}

async fn add(tx: &mut Tx, ground: &Ground, people: &[NewPerson]) -> Result<((), Vec<NewEntry>), Fault> {
    let now = tx.now();
    store::import::add(tx, people, &ground.provenance(now), now).await?;
    let entry = |person: &NewPerson| {
        let entry = ground.entry("person.imported").about(&person.row.id).with("source", ground.from.clone());
        if person.roles.is_empty() {
            return entry;
        }
        let roles: Vec<_> = person.roles.iter().map(|role| role.word()).collect();
        entry.with("roles", roles.join(" "))
    };
    Ok(((), people.iter().map(entry).collect()))
}

async fn write(tx: &mut Tx, ground: &Ground, changes: &[Change]) -> Result<((), Vec<NewEntry>), Fault> {
    let now = tx.now();
    let from = ground.provenance(now);
    let mut entries = Vec::with_capacity(changes.len());
    for Change { changes, words, disabled } in changes {
        let person = &changes.row.id;
        store::import::change(tx, changes, &from).await?;
        let mut entry = ground
            .entry("person.changed")
            .about(person)
            .with("source", ground.from.clone())
            .with("facts", words.clone());
        if let Some(manager) = &changes.manager {
            entry = entry.with("manager", manager.as_ref().map_or("", PersonId::as_str));
        }
        for role in &changes.roles_added {
            entry = entry.with("role-added", role.word());
        }
        for role in &changes.roles_removed {
            entry = entry.with("role-removed", role.word());
        }
        entries.push(entry);
        if *disabled {
            entries.extend(service::person_gone(tx, &ground.core, person, &ground.by).await?);
        }
    }
    Ok(((), entries))
}
