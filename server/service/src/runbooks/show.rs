//! What a person and the help desk see of a runbook: the same steps, each with its own way on.

use contract::{
    Answer, RefusalCode, Words,
    runbooks::{
        RunbookAbout, RunbookFilter, RunbookLine, RunbookList, RunbookPage, RunbookStands, RunbookStep,
    },
};
use domain::{
    RunbookId,
    device::DeviceState,
    method::{Home, MethodKind, MethodState},
    request::RequestState,
    runbook::{RunbookKind, Standing, StepId, steps},
};
use store::{Fault, runbooks::StoredRunbook};

use super::{
    MANY,
    observe::{Followed, lives_apart},
};
use crate::{Core, Visitor};

/// Rows of the desk's list.
const ROWS: usize = 200;

impl Visitor {
    async fn follow_runbook(&self, stored: StoredRunbook) -> Result<Followed, Fault> {
        let seen = store::runbooks::seen_of(&mut &self.core.db, &stored.person, stored.begun).await?;
        Ok(Followed::of(stored, seen))
    }

    pub(super) fn runbook_line(&self, followed: &Followed, name: String) -> RunbookLine {
        let stored = &followed.stored;
        let standing = followed.standing(self.now);
        let (stands, since) = match (&stored.ended_why, stored.ended) {
            (Some(why), Some(ended)) if why != "finished" => (RunbookStands::Ended(why.clone()), ended),
            _ => self.runbook_stands(followed, &standing),
        };
        RunbookLine {
            id: stored.id.to_string(),
            kind: stored.kind,
            scenario: followed.runbook.scenario,
            name,
            stands,
            since,
        }
    }

    fn runbook_stands(&self, followed: &Followed, standing: &Standing) -> (RunbookStands, domain::Time) {
        match standing {
            Standing::Finished { at } => (RunbookStands::Finished, *at),
            Standing::At { step, who, since, stuck } => {
                let steps = steps(&followed.runbook, &followed.observed);
                let place = steps.iter().position(|one| one.id == *step).unwrap_or_default() + 1;
                let of = steps.len();
                (RunbookStands::At { step: *step, place, of, who: *who, stuck: *stuck }, *since)
            }
        }
    }

    pub(super) async fn own_lines(&self) -> Answer<Vec<RunbookLine>> {
        let inside = self.need_person()?;
        let fault = || self.fault("runbooks.own");
        let open = store::runbooks::open_of(&mut &self.core.db, &inside.person.id).await.map_err(fault())?;
        let mut lines = Vec::new();
        for one in open {
            let followed = self.follow_runbook(one).await.map_err(fault())?;
            lines.push(self.runbook_line(&followed, inside.person.name.clone()));
        }
        Ok(lines)
    }

    /// A runbook of the caller's own; with `desk` anybody's, for who may read there. Anything else is not here.
    pub(super) async fn stored_runbook(&self, id: &str, desk: bool) -> Answer<StoredRunbook> {
        let inside = self.need_person()?;
        let not_here = || self.refuse(RefusalCode::NotHere);
        if desk && !inside.person.privileged() {
            return Err(not_here());
        }
        let id = RunbookId::parse(id).map_err(|_| not_here())?;
        let found =
            store::runbooks::by_id(&mut &self.core.db, &id).await.map_err(self.fault("runbooks.one"))?;
        found.filter(|one| desk || one.person == inside.person.id).ok_or_else(not_here)
    }

    pub(super) async fn runbook_page(&self, id: &str, desk: bool) -> Answer<RunbookPage> {
        let stored = self.stored_runbook(id, desk).await?;
        self.whole_runbook(stored, desk).await.map_err(self.fault("runbooks.page"))
    }

    async fn whole_runbook(&self, stored: StoredRunbook, desk: bool) -> Result<RunbookPage, Fault> {
        let mut db = &self.core.db;
        let name = |person: Option<store::people::Person>| person.map(|person| person.name);
        let whose = name(store::people::by_id(&mut db, &stored.person).await?).unwrap_or_default();
        let by = match &stored.begun_by {
            Some(id) => name(store::people::by_id(&mut db, id).await?),
            None => None,
        };
        let followed = self.follow_runbook(stored).await?;
        let line = self.runbook_line(&followed, whose);
        let (go, request) = match &line.stands {
            RunbookStands::At { step, .. } => {
                let request = followed.request().map(|request| request.id.to_string()).filter(|_| desk);
                (if desk { None } else { go(&followed, *step) }, request)
            }
            _ => (None, None),
        };
        let device = |id: &domain::DeviceId| {
            followed.seen.devices.iter().find(|one| one.device.id == *id).map(|one| one.device.name.clone())
        };
        let old = followed.runbook.old_device.as_ref();
        let devices = followed.seen.devices.iter().filter(|one| {
            let is_new = followed.new.as_ref().is_some_and(|new| new.device.id == one.device.id);
            (one.device.state == DeviceState::InUse && !is_new) || old == Some(&one.device.id)
        });
        let new = followed.new.as_ref();
        let about = RunbookAbout {
            devices: devices.map(|one| (one.device.id.to_string(), one.device.name.clone())).collect(),
            old: old.map(ToString::to_string),
            platform: new.map_or(followed.stored.platform, |new| new.device.platform),
            ownership: new.map_or(followed.stored.ownership, |new| new.device.ownership),
            known: new.map(|new| new.device.name.clone()),
        };
        let steps = steps(&followed.runbook, &followed.observed)
            .into_iter()
            .map(|step| RunbookStep { id: step.id, who: step.who, done: step.done_at, advice: step.advice })
            .collect();
        Ok(RunbookPage {
            begun: followed.stored.begun,
            by,
            has_backup: followed.stored.has_backup,
            old: old.and_then(device),
            steps,
            go,
            request,
            about,
            line,
        })
    }

    pub(super) async fn begin_choices(&self) -> Answer<RunbookAbout> {
        let inside = self.need_person()?;
        let mut db = &self.core.db;
        let fault = || self.fault("runbooks.choices");
        let devices = store::people::devices(&mut db, &inside.person.id).await.map_err(fault())?;
        let kind = RunbookKind::PlannedPhoneChange;
        let likely = super::begin::likely(&mut db, &inside.person.id, kind).await.map_err(fault())?;
        let in_use = devices.into_iter().filter(|device| device.state == DeviceState::InUse);
        Ok(RunbookAbout {
            devices: in_use.map(|device| (device.id.to_string(), device.name)).collect(),
            old: likely.old.map(|id| id.to_string()),
            platform: likely.platform,
            ownership: likely.ownership,
            known: None,
        })
    }

    pub(super) async fn runbook_list(&self, filter: &RunbookFilter) -> Answer<RunbookList> {
        let inside = self.need_person()?;
        if !inside.person.privileged() {
            return Err(self.refuse(RefusalCode::NotHere));
        }
        self.runbook_lines(filter).await.map_err(self.fault("runbooks.list"))
    }

    async fn runbook_lines(&self, filter: &RunbookFilter) -> Result<RunbookList, Fault> {
        let mut db = &self.core.db;
        let ended = filter.show == "ended";
        let all = if ended {
            store::runbooks::ended(&mut db, MANY).await?
        } else {
            store::runbooks::open(&mut db, MANY).await?
        };
        let many = u32::try_from(all.len()).unwrap_or(u32::MAX) >= MANY;
        let since = all.iter().map(|one| one.begun).min().unwrap_or(self.now);
        let mut seen =
            if ended { Default::default() } else { store::runbooks::seen_of_open(&mut db, since).await? };
        let search = Core::fold(&filter.search);
        let mut rows = Vec::new();
        for stored in all {
            if !filter.kind.is_empty() && stored.kind.word() != filter.kind {
                continue;
            }
            let name = store::people::by_id(&mut db, &stored.person).await?;
            let Some(name) = name.filter(|one| {
                search.is_empty()
                    || Core::fold(&one.name).contains(&search)
                    || Core::fold(&one.user_name).contains(&search)
            }) else {
                continue;
            };
            let person = stored.person.clone();
            let its = if ended {
                store::runbooks::seen_of(&mut db, &person, stored.begun).await?
            } else {
                seen.remove(&person).unwrap_or_default()
            };
            let followed = Followed::of(stored, its);
            rows.push(self.runbook_line(&followed, name.name));
            seen.insert(person, followed.seen);
            if ended && rows.len() > ROWS {
                break;
            }
        }
        let stuck = rows.iter().filter(|row| is_stuck(row)).count();
        if !ended {
            rows.retain(|row| matches!(row.stands, RunbookStands::At { .. }));
            if filter.show == "stuck" {
                rows.retain(is_stuck);
            }
            rows.sort_by_key(|row| (!is_stuck(row), row.since));
        }
        let more = many || rows.len() > ROWS;
        rows.truncate(ROWS);
        Ok(RunbookList { rows, stuck, more })
    }
}

const fn is_stuck(row: &RunbookLine) -> bool {
    matches!(row.stands, RunbookStands::At { stuck: Some(_), .. })
}

/// Where the person does this step.
fn go(followed: &Followed, step: StepId) -> Option<(Words, String)> {
    let stored = &followed.stored;
    let here = format!("/runbooks/{}", stored.id);
    let prove = |words: &str| Some((Words::of(words), format!("/prove?then={here}")));
    let to = |words: &str, path: String| Some((Words::of(words), path));
    let usable = |method: &&store::runbooks::SeenMethod| method.state == MethodState::Active;
    let old = followed.runbook.old_device.as_ref();
    let apart = |method: &&store::runbooks::SeenMethod| lives_apart(&method.home, old);
    let unplaced = followed
        .seen
        .methods
        .iter()
        .filter(usable)
        .find(|method| method.home == Home::Unknown && method.added >= stored.begun);
    let alone = || {
        let mut usable = followed.seen.methods.iter().filter(usable).filter(apart);
        usable.any(|method| method.kind.signs_in_alone())
    };
    let place = |id: &domain::MethodId| to("runbook-go-place", format!("/methods/{id}?step=place"));
    match step {
        StepId::DevicePrepared | StepId::Approved => None,
        StepId::BackupWorks => match followed.seen.methods.iter().filter(usable).find(apart) {
            Some(method) if method.kind.signs_in_alone() => prove("runbook-go-try"),
            Some(method) if method.kind != MethodKind::RecoveryCodes => {
                to("runbook-go-try", format!("/methods/{}/try", method.id))
            }
            _ => prove("runbook-go-try"),
        },
        StepId::Asked => to("runbook-go-ask", "/recover".to_owned()),
        StepId::LetBackIn => match followed.request() {
            Some(request) if !request.spoken && matches!(request.state, RequestState::Approved(_)) => {
                to("runbook-go-pass", "/recover/sent".to_owned())
            }
            Some(request) if request.spoken => to("runbook-go-spoken", "/pass".to_owned()),
            _ if stored.kind == RunbookKind::FirstDevice => to("runbook-go-spoken", "/pass".to_owned()),
            // Whoever reads this is signed in: something else that signs in alone is used right here.
            _ if stored.has_backup && alone() => prove("runbook-go-try"),
            _ => to("runbook-go-ask", "/recover".to_owned()),
        },
        StepId::MethodAdded => to("runbook-go-add", "/methods/add".to_owned()),
        StepId::NewMethodWorks => prove("runbook-go-new"),
        StepId::OldMethodsGone => match &followed.runbook.old_device {
            Some(old) => to("runbook-go-old", format!("/devices/{old}")),
            None => None,
        },
        StepId::DeviceRegistered => match (&followed.new, unplaced) {
            // From IT's list: it counts as set up once something lives on it.
            (Some(_), Some(method)) => place(&method.id),
            (Some(_), None) => to("runbook-go-add", "/methods/add".to_owned()),
            (None, Some(method)) => place(&method.id),
            (None, None) => to("runbook-go-device", "/devices/add".to_owned()),
        },
        StepId::MethodOnDevice => match unplaced {
            Some(method) => place(&method.id),
            None => to("runbook-go-add", "/methods/add".to_owned()),
        },
    }
}
