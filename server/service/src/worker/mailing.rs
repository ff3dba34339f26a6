//! The outbox: sends the notices that are due. A lease is taken first, so that two processes do not send the same.

use std::sync::Arc;

use domain::{NoticeId, Span, Time};
use store::{Done, Fault, NewEntry, notices::Notice};

use super::{outside::pause, render};
use crate::{
    Core,
    ports::{Message, Trouble},
};

/// How long sending may take before another process takes the notice up: longer than every step of a mail server together.
const LEASE: Span = Span::minutes(5);
/// Notices sent side by side.
const MANY: u32 = 8;
/// Rounds of one tick.
const ROUNDS: u32 = 64;
/// What could not be sent for this long is given up and shown to IT.
const GIVE_UP: Span = Span::days(3);

/// Sends what is due.
pub(super) async fn send_due(core: &Arc<Core>) {
    for _ in 0..ROUNDS {
        let due = store::notices::any_due(&mut &core.db, core.now()).await;
        if core.noted("notice.look", "", due) != Some(true) {
            return;
        }
        let taken = core
            .writer
            .unlogged((), |tx, ()| {
                Box::pin(async move {
                    let now = tx.now();
                    store::notices::take_due(tx, now, now + LEASE, MANY).await
                })
            })
            .await;
        let Some(taken) = core.noted("notice.take", "", taken) else { return };
        if taken.is_empty() {
            return;
        }
        let all = taken.iter().map(|notice| async move {
            let result = send(core, notice).await;
            core.noted("notice.send", notice.id.as_str(), result);
        });
        futures::future::join_all(all).await;
    }
}

async fn send(core: &Arc<Core>, notice: &Notice) -> Result<(), Fault> {
    let limit = std::time::Duration::from_millis(u64::try_from(LEASE.0 / 2).unwrap_or_default());
    let result = match render::render(core, notice) {
        None => Err(Trouble::Stuck("no words are known for it".to_owned())),
        Some(render::Rendered { subject, body }) => {
            let message = Message {
                id: notice.id.as_str().to_owned(),
                to: notice.address.clone(),
                subject,
                body,
                language: render::language(core, notice).code().to_owned(),
            };
            match tokio::time::timeout(limit, core.messenger.send(&message)).await {
                Ok(result) => result,
                Err(_) => Err(Trouble::Later("it took too long".to_owned())),
            }
        }
    };
    let Err(trouble) = result else {
        let id = notice.id.clone();
        return core.writer.unlogged(id, |tx, id| Box::pin(sent(tx, id))).await;
    };
    tracing::warn!(notice = %notice.id, template = %notice.template, %trouble, "a notice could not be sent");
    core.writer
        .run((notice.clone(), trouble), |tx, (notice, trouble)| {
            Box::pin(async move {
                let next = again(trouble, notice, tx.now());
                store::notices::failed(tx, &notice.id, &trouble.to_string(), next).await?;
                if next.is_some() {
                    return Ok(Done::plain(()));
                }
                // Somebody was not told: that is for the record, and for IT to see.
                let mut entry = NewEntry::new("notice.given-up")
                    .by_system()
                    .with("notice", notice.id.as_str())
                    .with("template", notice.template.clone())
                    .with("trouble", trouble.to_string());
                if let Some(person) = &notice.person {
                    entry = entry.about(person);
                }
                if let Some(request) = &notice.request {
                    entry = entry.on(request);
                }
                if let Some(pass) = &notice.pass {
                    entry = entry.with("pass", pass.as_str());
                }
                Ok(Done::with((), entry))
            })
        })
        .await
}

async fn sent(tx: &mut store::Tx, id: &NoticeId) -> Result<(), Fault> {
    let now = tx.now();
    store::notices::sent(tx, id, now).await
}

/// When it is tried again; never where somebody has to help first, or once it is too old to be of use.
fn again(trouble: &Trouble, notice: &Notice, now: Time) -> Option<Time> {
    match trouble {
        Trouble::Stuck(_) => None,
        Trouble::Later(_) if now.since(notice.made) >= GIVE_UP => None,
        Trouble::Later(_) => Some(now + pause(notice.tries.saturating_add(1))),
    }
}
