//! Carrying out a plan, through the one writer.

use std::collections::HashMap;
use std::sync::Arc;

use audit::Actor;
use domain::{ContactId, OrderId, PersonId, Span, Time, leaver::Act, person::Provenance};
use service::Core;
use store::{
    Done, Fault, NewEntry, Tx,
    import::{Changes, ContactRow, NewPerson},
    lease,
};

use super::{
    RowProblem,
    changes::{self, Changed},
    plan::{Listed, Plan, Reading, plan},
    row::{ContactCell, Facts},
};

/// People of one job: so many that a job is worth its transaction, so few that others hardly wait.
const A_JOB: usize = 500;
/// Two imports at once would each compare with people that the other changes.
const LEASE: &str = "people.import";
/// How long a job of an import may take before another import may begin.
const LEASE_SPAN: Span = Span::minutes(5);

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

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// People who are new.
    pub new: usize,
    /// People about whom something differed.
    pub changed: usize,
    /// People about whom nothing did.
    pub unchanged: usize,
    /// People marked as having left.
    pub left: usize,
    /// What followed from that.
    pub leaving: Leaving,
    /// People on record who are not in the file, also those marked.
    pub missing: Vec<Listed>,
    /// What else to know.
    pub notes: Vec<String>,
}

/// What ended, and what passed to others, because people left.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Leaving {
    /// Sessions ended.
    pub sessions: u32,
    /// Passes and enrolments ended.
    pub passes: usize,
    /// Methods removed.
    pub methods: usize,
    /// Own requests withdrawn.
    pub requests: usize,
    /// Requests of others that wait for `it` or `security` now.
    pub handed_over: usize,
    /// People who got the next manager up the chain.
    pub new_manager: usize,
    /// People above whom nobody is left.
    pub no_manager: usize,
    /// Roles ended.
    pub roles: usize,
}

impl Leaving {
    fn count(&mut self, act: &Act) {
        match act {
            Act::EndSessions { count } => self.sessions = self.sessions.saturating_add(*count),
            Act::EndPass { .. } | Act::EndEnrolment { .. } => self.passes += 1,
            Act::RemoveMethod { .. } => self.methods += 1,
            Act::WithdrawRequest { .. } => self.requests += 1,
            Act::HandOver { .. } => self.handed_over += 1,
            Act::NewManager { manager: Some(_), .. } => self.new_manager += 1,
            Act::NewManager { manager: None, .. } => self.no_manager += 1,
            Act::EndRole { .. } => self.roles += 1,
        }
    }

    fn add(&mut self, more: &Self) {
        self.sessions = self.sessions.saturating_add(more.sessions);
        self.passes += more.passes;
        self.methods += more.methods;
        self.requests += more.requests;
        self.handed_over += more.handed_over;
        self.new_manager += more.new_manager;
        self.no_manager += more.no_manager;
        self.roles += more.roles;
    }
}

/// Why nothing was imported, or not all of it.
#[derive(Debug, thiserror::Error)]
pub enum ImportFault {
    /// Rows that cannot be taken; nothing was imported.
    #[error("{} things are wrong with the file; nothing was imported", .0.len())]
    Rows(Vec<RowProblem>),
    /// More than one in twenty would be marked as having left; nothing was imported.
    #[error(
        "{leaving} of {of} people are not in the file and would be marked as having left; nothing was imported"
    )]
    NeedsConfirmation {
        /// How many.
        leaving: usize,
        /// Of how many who are there.
        of: usize,
    },
    /// Another import runs.
    #[error("another import is running; nothing was imported")]
    Busy,
    /// The database. What was written before stands; the same file can be imported again.
    #[error("the import stopped; import the same file again")]
    Store(#[from] Fault),
}

/// What every job of one import needs to know.
#[derive(Clone)]
struct Ground {
    core: Arc<Core>,
    /// Names this import in the lease.
    holder: String,
    from: String,
    by: Actor,
    first: bool,
}

impl Ground {
    /// From where the facts come, and since when they hold: in the first import since ever (R3).
    fn provenance(&self, now: Time) -> Provenance {
        Provenance { source: self.from.clone(), since: if self.first { Time(0) } else { now } }
    }

    fn entry(&self, kind: &'static str) -> NewEntry {
        NewEntry::new(kind).by_actor(self.by.clone())
    }

    /// Prolongs the lease; a job without it changes nothing.
    async fn keep(&self, tx: &mut Tx) -> Result<bool, Fault> {
        lease::take(tx, LEASE, &self.holder, LEASE_SPAN).await
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
    let ground = Ground {
        core: Arc::clone(core),
        holder: OrderId::mint(core.rng()).as_str().to_owned(),
        from: format!("csv:{}", asked.file),
        by: Actor::Operator(asked.by.to_owned()),
        first: false,
    };
    let holder = ground.holder.clone();
    let taken = core
        .writer()
        .unlogged(holder.clone(), |tx, holder| Box::pin(lease::take(tx, LEASE, holder, LEASE_SPAN)))
        .await?;
    if !taken {
        return Err(ImportFault::Busy);
    }
    let result = ground.all(csv, asked, progress).await;
    let released =
        core.writer().unlogged(holder, |tx, holder| Box::pin(lease::release(tx, LEASE, holder))).await;
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
        let total = new.len() + changed.len() + leaving.len();
        let mut done = 0;
        progress(done, total);
        if first {
            self.job(Vec::new(), |_, ground, _: &Vec<()>| {
                Box::pin(async move { Ok(vec![ground.entry("people.first-import")]) })
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
        for some in changed.chunks(A_JOB) {
            let changes: Vec<Change> = some.iter().map(|changed| change(core, changed, &ids)).collect();
            self.job(changes, |tx, ground, changes| Box::pin(write(tx, ground, changes))).await?;
            done += some.len();
            progress(done, total);
        }
        for some in leaving.chunks(A_JOB) {
            let people: Vec<PersonId> = some.iter().map(|one| one.id.clone()).collect();
            summary.leaving.add(&self.leave(people).await?);
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
            Box::pin(async move { Ok(entries) })
        })
        .await?;
        Ok(summary)
    }

    /// Marks some people as having left, in one job.
    async fn leave(&self, people: Vec<PersonId>) -> Result<Leaving, ImportFault> {
        let left = self
            .core
            .writer()
            .run((self.clone(), people), |tx, (ground, people)| {
                Box::pin(async move {
                    if !ground.keep(tx).await? {
                        return Ok(Done::plain(None));
                    }
                    let (leaving, entries) = leave(tx, ground, people).await?;
                    Ok(Done::all(Some(leaving), entries))
                })
            })
            .await?;
        left.ok_or(ImportFault::Busy)
    }

    /// Runs one job under the lease.
    async fn job<I, F>(&self, input: Vec<I>, work: F) -> Result<(), ImportFault>
    where
        I: Send + Sync + 'static,
        F: for<'t> Fn(
                &'t mut Tx,
                &'t Ground,
                &'t Vec<I>,
            ) -> store::BoxFuture<'t, Result<Vec<NewEntry>, Fault>>
            + Send
            + Sync
            + 'static,
    {
        let held = self
            .core
            .writer()
            .run((self.clone(), input, work), |tx, (ground, input, work)| {
                Box::pin(async move {
                    if !ground.keep(tx).await? {
                        return Ok(Done::plain(false));
                    }
                    Ok(Done::all(true, work(tx, ground, input).await?))
                })
            })
            .await?;
        if held { Ok(()) } else { Err(ImportFault::Busy) }
    }
}

fn contact(core: &Core, cell: &ContactCell) -> ContactRow {
    ContactRow {
        id: ContactId::mint(core.rng()),
        kind: cell.kind,
        value: cell.value.clone(),
        label: cell.label.clone(),
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
        },
        words: changed.words.join(" "),
        disabled: changed.disabled,
    }
}

async fn add(tx: &mut Tx, ground: &Ground, people: &[NewPerson]) -> Result<Vec<NewEntry>, Fault> {
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
    Ok(people.iter().map(entry).collect())
}

async fn write(tx: &mut Tx, ground: &Ground, changes: &[Change]) -> Result<Vec<NewEntry>, Fault> {
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
    Ok(entries)
}

/// Marks them all first, so that nobody gets a manager who leaves as well; then ends what each of them had.
async fn leave(tx: &mut Tx, ground: &Ground, people: &[PersonId]) -> Result<(Leaving, Vec<NewEntry>), Fault> {
    let now = tx.now();
    let mut entries = Vec::new();
    let mut gone = Vec::new();
    for person in people {
        if store::import::leave(tx, person, now).await? {
            entries.push(ground.entry("person.left").about(person).with("source", ground.from.clone()));
            gone.push(person);
        }
    }
    let mut leaving = Leaving::default();
    for person in gone {
        let (more, acts) = service::person_left(tx, &ground.core, person, &ground.by).await?;
        entries.extend(more);
        for act in &acts {
            leaving.count(act);
        }
    }
    Ok((leaving, entries))
}
