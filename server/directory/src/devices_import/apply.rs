//! Carrying out a plan, through the one writer.

use std::sync::Arc;

use audit::Actor;
use contract::devices::ImportSummary;
use domain::{DeviceId, OrderId, PersonId, device::DeviceState};
use service::Core;
use store::{Done, Fault, NewEntry, Tx, device_files, devices::StoredDevice, people::Device};

use crate::alone::Alone;

use super::{
    columns::Choices,
    plan::{Change, New, Problem, on_record, plan},
    read::NoTable,
};

/// Devices of one job: so many that a job is worth its transaction, so few that others hardly wait.
const A_JOB: usize = 500;
/// The lease under which devices are imported.
const LEASE: &str = "devices.import";

/// Who imports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// Somebody at the desk.
    Person(PersonId),
    /// Whoever runs the command, as the machine knows them.
    Operator(String),
}

/// What was asked for.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The file's name, without folders: the source of what it says.
    pub file: String,
    /// Who.
    pub by: By,
    /// Which column holds what.
    pub choices: Choices,
    /// Import the good rows although others are bad.
    pub skip_bad: bool,
    /// The uploaded file whose progress is noted, if it was uploaded.
    pub upload: Option<OrderId>,
}

/// Why nothing was imported, or not all of it.
#[derive(Debug, thiserror::Error)]
pub enum ImportFault {
    /// The file holds no rows.
    #[error(transparent)]
    Table(#[from] NoTable),
    /// Rows that cannot be taken; nothing was imported.
    #[error("{} things are wrong with the file; nothing was imported", .0.len())]
    Rows(Vec<Problem>),
    /// Another import runs.
    #[error("another import of devices is running; nothing was imported")]
    Busy,
    /// This one took so long that another began. What was written before stands; the same file can be imported again.
    #[error("the import stopped because another one began; import the same file again")]
    LeaseLost,
    /// The database. What was written before stands; the same file can be imported again.
    #[error("the import stopped; import the same file again")]
    Store(#[from] Fault),
}

/// What every job of one import needs to know.
#[derive(Clone)]
struct Ground {
    core: Arc<Core>,
    alone: Alone,
    source: String,
    by: Actor,
    upload: Option<OrderId>,
    total: usize,
}

/// Imports a file: nothing of it if anything is wrong with it, unless the bad rows may be left out. `progress` is told how
/// many of how many are done.
///
/// # Errors
/// [`ImportFault`] says why not.
pub async fn import(
    core: &Arc<Core>,
    file: &[u8],
    asked: &Asked,
    progress: &mut (dyn FnMut(usize, usize) + Send),
) -> Result<ImportSummary, ImportFault> {
    let Some(alone) = Alone::begin(core, LEASE).await? else { return Err(ImportFault::Busy) };
    let ground = Ground {
        core: Arc::clone(core),
        alone: alone.clone(),
        source: format!("import:{}", asked.file),
        by: match &asked.by {
            By::Person(person) => Actor::Person(person.clone()),
            By::Operator(name) => Actor::Operator(name.clone()),
        },
        upload: asked.upload.clone(),
        total: 0,
    };
    let result = ground.all(file, asked, progress).await;
    let released = alone.end(core).await;
    let summary = result?;
    released?;
    Ok(summary)
}

impl Ground {
    async fn all(
        mut self,
        file: &[u8],
        asked: &Asked,
        progress: &mut (dyn FnMut(usize, usize) + Send),
    ) -> Result<ImportSummary, ImportFault> {
        let record = on_record(&self.core).await?;
        let plan = plan(file, &asked.choices, &record)?;
        drop(record);
        if !plan.bad.is_empty() && !asked.skip_bad {
            return Err(ImportFault::Rows(plan.bad));
        }
        let summary = plan.summary();
        self.total = plan.new.len() + plan.changed.len();
        let mut done = 0;
        progress(done, self.total);
        for some in plan.new.chunks(A_JOB) {
            let rng = self.core.rng();
            let devices: Vec<(DeviceId, New)> =
                some.iter().map(|new| (DeviceId::mint(rng), new.clone())).collect();
            done += some.len();
            self.job(devices, done, |tx, ground, devices| Box::pin(add(tx, ground, devices))).await?;
            progress(done, self.total);
        }
        for some in plan.changed.chunks(A_JOB) {
            done += some.len();
            self.job(some.to_vec(), done, |tx, ground, changes| Box::pin(write(tx, ground, changes))).await?;
            progress(done, self.total);
        }
        self.job(vec![summary.clone()], done, |_, ground, summary| {
            let entries = summary.iter().map(|summary| {
                ground
                    .entry("devices.import")
                    .with("source", ground.source.clone())
                    .with("new", summary.new.to_string())
                    .with("changed", summary.changed.to_string())
                    .with("moved", summary.moved.to_string())
                    .with("unchanged", summary.unchanged.to_string())
                    .with("left-out", summary.bad.to_string())
                    .with("missing", summary.missing.to_string())
            });
            let entries = entries.collect();
            Box::pin(async move { Ok(entries) })
        })
        .await?;
        Ok(summary)
    }

    fn entry(&self, kind: &'static str) -> NewEntry {
        NewEntry::new(kind).by_actor(self.by.clone())
    }

    /// Runs one job under the lease; `done` changes are made once it is.
    async fn job<I, F>(&self, input: Vec<I>, done: usize, work: F) -> Result<(), ImportFault>
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
            .run((self.clone(), input, work, done), |tx, (ground, input, work, done)| {
                Box::pin(async move {
                    if !ground.alone.still(tx).await? {
                        return Ok(Done::plain(false));
                    }
                    let entries = work(tx, ground, input).await?;
                    if let Some(upload) = &ground.upload {
                        let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
                        device_files::progress(tx, upload, count(*done), count(ground.total)).await?;
                    }
                    Ok(Done::all(true, entries))
                })
            })
            .await?;
        if held { Ok(()) } else { Err(ImportFault::LeaseLost) }
    }
}

/// Adds what is new. A device that was somebody else's passes on first: there its record ends as handed back.
async fn add(tx: &mut Tx, ground: &Ground, devices: &[(DeviceId, New)]) -> Result<Vec<NewEntry>, Fault> {
    let now = tx.now();
    let mut entries = Vec::with_capacity(devices.len());
    let mut rows = Vec::with_capacity(devices.len());
    for (id, new) in devices {
        if let Some((old, owner)) = &new.from {
            store::devices::pass_on(tx, old, now).await?;
            entries.push(
                ground
                    .entry("device.passed-on")
                    .about(owner)
                    .with("device", old.as_str())
                    .with("to", id.as_str())
                    .with("source", ground.source.clone()),
            );
        }
        let device = Device {
            id: id.clone(),
            person: new.owner.clone(),
            name: if new.name.is_empty() { new.platform.word().to_owned() } else { new.name.clone() },
            platform: new.platform,
            ownership: new.ownership,
            state: DeviceState::InUse,
            created: now,
        };
        let mut row = StoredDevice::named(device, ground.source.clone(), now).with_serial(new.serial.clone());
        row.model.clone_from(&new.model);
        row.management.clone_from(&new.management);
        rows.push(row);
        entries.push(
            ground
                .entry("device.imported")
                .about(&new.owner)
                .with("device", id.as_str())
                .with("platform", new.platform.word())
                .with("ownership", new.ownership.word())
                .with("source", ground.source.clone()),
        );
    }
    store::devices::add(tx, &rows).await?;
    Ok(entries)
}

async fn write(tx: &mut Tx, ground: &Ground, changes: &[Change]) -> Result<Vec<NewEntry>, Fault> {
    let now = tx.now();
    let mut entries = Vec::with_capacity(changes.len());
    for change in changes {
        store::devices::tell(tx, &change.told, &ground.source, now).await?;
        let mut entry = ground
            .entry("device.changed")
            .about(&change.owner)
            .with("device", change.told.id.as_str())
            .with("facts", change.facts.join(" "))
            .with("source", ground.source.clone());
        if change.facts.contains(&"ownership") {
            entry = entry.with("ownership", change.told.ownership.word());
        }
        entries.push(entry);
    }
    Ok(entries)
}
