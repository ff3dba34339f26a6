//! "I lost this": whatever lives on the device is paused, and what it opened ends, at once (R7).

use std::sync::Arc;

use contract::{Answer, Words};
use domain::{
    DeviceId,
    device::DeviceState,
    method::{Home, MethodFacts},
    suspension::{WhatHappened, on_approval},
};
use store::{Done, NewEntry, Tx, methods::Method};

use super::{Changed, entry, opened_by};
use crate::{
    Core, Visitor,
    acting::{Need, acting},
    notices::{self, Template},
    orders::{self, OrderKind},
    visitor::Inside,
};

/// Why this session cannot say that the device is gone: what opened it lives there, so that whoever has the device could
/// be saying it, and would end their own session with it. What to do instead.
pub(super) fn not_from_here(inside: &Inside, methods: &[Method], device: &DeviceId) -> Option<Words> {
    let opened = opened_by(inside, methods)?;
    let home = opened.facts().home;
    if !home.touches(device) {
        return None;
    }
    let key = match home {
        Home::Unknown => "devices-lost-unplaced",
        Home::Account { .. } => "devices-lost-account",
        _ => "devices-lost-from-here",
    };
    Some(Words::of(key).with("method", &opened.name))
}

async fn carry_out(
    tx: &mut Tx,
    core: &Core,
    inside: &Inside,
    id: &DeviceId,
) -> Result<Done<Changed>, store::Fault> {
    let now = tx.now();
    // The session may have ended a moment ago, by the very opposite of this.
    let Ok(acting) = acting(tx, &inside.session.id, Need::Fresh).await? else {
        return Ok(Done::plain(Changed::Over));
    };
    let person = acting.person;
    let Some(stored) = store::devices::by_id(tx, id).await? else { return Ok(Done::plain(Changed::Over)) };
    let was = stored.device.state;
    if was == DeviceState::Lost {
        return Ok(Done::plain(Changed::Over));
    }
    let methods = store::methods::of(tx, &person.id).await?;
    if let Some(words) = not_from_here(inside, &methods, id) {
        return Ok(Done::plain(Changed::Not(words)));
    }
    if !store::devices::set_state(tx, id, was, DeviceState::Lost, None, now).await? {
        return Ok(Done::plain(Changed::Over));
    }
    let facts: Vec<MethodFacts> = methods.iter().map(Method::facts).collect();
    // A loss is a fact and is never refused because of what it leaves (I11): the page says what that is.
    let gone = on_approval(&facts, Some(id), WhatHappened::LostOrStolen);
    let mut entries = vec![entry("device.lost", &person.id, id).with("was", was.word())];
    let mut paused = Vec::new();
    for method in &gone {
        if store::devices::suspend_lost(tx, method, now).await? {
            entries.push(
                entry("method.suspended", &person.id, id)
                    .with("method", method.as_str())
                    .with("why", "device lost"),
            );
            paused.push(method.clone());
        }
    }
    let mut ended = 0;
    for method in facts.iter().filter(|method| method.home.touches(id)) {
        ended += store::sessions::end_by_method(tx, &method.id, now, "device lost").await?;
    }
    if ended > 0 {
        entries.push(
            NewEntry::new("session.ended")
                .by(&person.id)
                .about(&person.id)
                .with("sessions", ended.to_string())
                .with("why", "device lost"),
        );
    }
    let names = super::names(methods.iter().filter(|method| paused.contains(&method.id)));
    let mut told = vec![("device", stored.device.name.clone())];
    if !names.is_empty() {
        told.push(("paused", names.join(", ")));
    }
    notices::tell(tx, core, &person, Template::DeviceLost, &told, None).await?;
    if !paused.is_empty() {
        orders::place(tx, core, OrderKind::Suspend, &person.id, None, paused).await?;
    }
    orders::place(tx, core, OrderKind::EndSessions, &person.id, None, Vec::new()).await?;
    Ok(Done::all(Changed::Done, entries))
}

impl Visitor {
    pub(super) async fn lose(&self, id: DeviceId) -> Answer<Changed> {
        let inside = self.need_fresh()?;
        self.core
            .writer
            .run((Arc::clone(&self.core), inside.clone(), id), |tx, (core, inside, id)| {
                Box::pin(carry_out(tx, core, inside, id))
            })
            .await
            .map_err(self.fault("devices.lost"))
    }
}
