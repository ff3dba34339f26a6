//! Runbooks as executable state: which steps there are and where one stands is drawn by the rules from what was observed
//! ([`observe`]); only that one began, and what about, is stored.

pub(crate) mod begin;
mod joiners;
pub(crate) mod observe;
mod settle;
mod show;
#[cfg(test)]
mod tests;

use contract::{
    Answer, RefusalCode, Runbooks, Sent, Words,
    runbooks::{RunbookAbout, RunbookFilter, RunbookForm, RunbookLine, RunbookList, RunbookPage},
};
use domain::{
    PersonId, RunbookId, Span,
    device::{Ownership, Platform},
};
use store::{Done, Fault, NewEntry, Tx};

pub(crate) use begin::for_request;
pub(crate) use settle::settle;

use crate::Visitor;

/// Runbooks read at once for lists and upkeep.
const MANY: u32 = 5_000;
/// One that nobody finished ends after this time (I01).
const LONGEST: Span = Span::days(90);

#[async_trait::async_trait]
impl Runbooks for Visitor {
    async fn runbooks(&self) -> Answer<Vec<RunbookLine>> {
        self.own_lines().await
    }

    async fn runbook(&self, id: String) -> Answer<RunbookPage> {
        self.runbook_page(&id, false).await
    }

    async fn runbook_choices(&self) -> Answer<RunbookAbout> {
        self.begin_choices().await
    }

    async fn begin_runbook(&self, form: RunbookForm) -> Answer<Sent> {
        self.begin_one(form, false).await
    }

    async fn change_runbook(&self, id: String, form: RunbookForm) -> Answer<Sent> {
        self.change_one(&id, form, false).await
    }

    async fn desk_runbooks(&self, filter: RunbookFilter) -> Answer<RunbookList> {
        self.runbook_list(&filter).await
    }

    async fn desk_runbook(&self, id: String) -> Answer<RunbookPage> {
        self.runbook_page(&id, true).await
    }

    async fn desk_begin_runbook(&self, form: RunbookForm) -> Answer<Sent> {
        self.begin_one(form, true).await
    }

    async fn desk_change_runbook(&self, id: String, form: RunbookForm) -> Answer<Sent> {
        self.change_one(&id, form, true).await
    }
}

/// What a form asks for, read.
enum Change {
    About { old: String, platform: Platform, ownership: Ownership },
    Stop,
}

enum Changed {
    Done,
    Over,
    Mend(contract::Problem),
}

async fn change(tx: &mut Tx, me: &PersonId, id: &RunbookId, to: &Change) -> Result<Done<Changed>, Fault> {
    let now = tx.now();
    let Some(runbook) = store::runbooks::by_id(tx, id).await?.filter(|one| one.ended.is_none()) else {
        return Ok(Done::plain(Changed::Over));
    };
    let entry = |kind| NewEntry::new(kind).by(me).about(&runbook.person).with("runbook", id.as_str());
    match to {
        Change::Stop => {
            store::runbooks::end(tx, id, now, "stopped").await?;
            Ok(Done::with(Changed::Done, entry("runbook.ended").with("why", "stopped")))
        }
        Change::About { old, platform, ownership } => {
            let old = match begin::goes(tx, &runbook.person, old).await? {
                Ok(old) => old,
                Err(problem) => return Ok(Done::plain(Changed::Mend(problem))),
            };
            store::runbooks::set_about(tx, id, old.as_ref(), *platform, *ownership).await?;
            let entry = entry("runbook.changed")
                .with("platform", platform.word())
                .with("ownership", ownership.word());
            let entry = match &old {
                Some(old) => entry.with("device", old.as_str()),
                None => entry,
            };
            Ok(Done::with(Changed::Done, entry))
        }
    }
}

impl Visitor {
    async fn change_one(&self, id: &str, form: RunbookForm, desk: bool) -> Answer<Sent> {
        let inside = if desk { self.need_desk()? } else { self.need_person()? };
        let id = self.stored_runbook(id, desk).await?.id;
        let to = match form.step.as_str() {
            "stop" => Change::Stop,
            "about" => match begin::read(&form) {
                Ok((platform, ownership)) => Change::About { old: form.old, platform, ownership },
                Err(problems) => return Ok(Sent::Mend(problems)),
            },
            _ => return Err(self.refuse(RefusalCode::Unreadable)),
        };
        let place = if desk { "/desk/runbooks" } else { "/runbooks" };
        let next = format!("{place}/{id}");
        let changed = self
            .core
            .writer
            .run((inside.person.id.clone(), id, to), |tx, (me, id, to)| {
                Box::pin(async move { change(tx, me, id, to).await })
            })
            .await
            .map_err(self.fault("runbooks.change"))?;
        match changed {
            Changed::Done => Ok(Sent::next(next)),
            Changed::Over => Err(self.refuse_saying(RefusalCode::Over, Words::of("runbook-over"))),
            Changed::Mend(problem) => Ok(Sent::Mend(vec![problem])),
        }
    }
}
