//! "This wasn't me": freezes what was asked in somebody's name. It can only stop; it lets nobody in and gives nothing back
//! (R7).
//!
//! **What a stop code stops.** Of repeated asks a person hears at most once an hour (R2), so some requests have no notice,
//! and no code, of their own. A code therefore stops the request that its notice named, and in the same way every other one
//! of that person that no notice told of and that was asked before the hour after this notice was over: the hour in which it
//! stood for all further asks. So whatever was asked can be stopped by a code that the person holds, also after somebody took
//! back the request that the notice named. What had a notice of its own is stopped by its own code and by no other: the person
//! may have asked for that one themselves. However many requests it stops, it is one freeze to the rules.

use std::sync::Arc;

use contract::{Answer, Sent, Stopping, Words};
use domain::{
    MethodId, PersonId, Policy, RequestId,
    ask_limits::STOP_CODES_BY_NETWORK,
    method::MethodState,
    person::Role,
    request::RequestState,
    suspension::{FreezeEffect, FreezeSource, freeze_effect},
};
use store::{Done, Fault, NewEntry, Tx, people::Person, requests::Request};

use crate::{
    Core, Visitor,
    notices::{self, Template},
    orders::{self, OrderKind},
};

#[cfg(test)]
mod tests;

/// Symbols of a stop code, without what people put between them.
const STOP_LENGTH: usize = 24;

/// A stop code as typed: spaces and hyphens go, look-alikes are read as what was meant.
fn read_code(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| c.is_alphanumeric())
        .take(64)
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect()
}

#[async_trait::async_trait]
impl Stopping for Visitor {
    async fn stop(&self, code: String) -> Answer<Sent> {
        let code = read_code(&code);
        if code.is_empty() {
            return Ok(Sent::mend("code", Words::of("stop-code-empty")));
        }
        let has = code.chars().count();
        if has != STOP_LENGTH {
            let words = Words::of("stop-code-length").with("has", has).with("needs", STOP_LENGTH);
            return Ok(Sent::mend("code", words));
        }
        self.limit("stop", STOP_CODES_BY_NETWORK.most, STOP_CODES_BY_NETWORK.within).await?;
        let hash = self.core.stop_hash(&code);
        let found =
            store::notices::stop_code(&mut &self.core.db, &hash).await.map_err(self.fault("stop.code"))?;
        if let Some((request, contact)) = found {
            let person = store::requests::by_id(&mut &self.core.db, &request)
                .await
                .map_err(self.fault("stop.request"))?
                .and_then(|request| request.person);
            if let Some(person) = person {
                let source = FreezeSource::Mailbox(contact);
                self.freeze_all(Stop { request, person, source, code: Some(hash) }).await?;
            }
        } else {
            self.stop_last_resort_by_code(&hash).await?;
        }
        // A code that names nothing gets the same answer (I08).
        Ok(Sent::next("/not-me/done"))
    }
}

/// What is to be stopped, and who says so.
struct Stop {
    /// The request that was named.
    request: RequestId,
    person: PersonId,
    source: FreezeSource,
    /// Keyed hash of the code from a message, which covers others as well.
    code: Option<[u8; 32]>,
}

impl Stop {
    /// An entry about a request, by whoever said so.
    fn entry(&self, kind: &'static str, request: &RequestId) -> NewEntry {
        let by = match self.source {
            FreezeSource::Method(_) => "method",
            FreezeSource::Mailbox(_) => "notice",
        };
        NewEntry::new(kind).by(&self.person).about(&self.person).on(request).with("by", by)
    }
}

/// Freezes a request and suspends what came of it; its entries. Empty if there is nothing to stop: it ended, is frozen
/// already, or closed too long ago.
async fn freeze_one(
    tx: &mut Tx,
    core: &Core,
    stop: &Stop,
    request: &Request,
    count: u32,
    policy: &Policy,
) -> Result<Vec<NewEntry>, Fault> {
    let now = tx.now();
    let before = request.state.clone().settled(now);
    // Whoever got in by it may have added more since it closed: all of that goes with it.
    let mut new_methods: Vec<MethodId> = before.new_method().cloned().into_iter().collect();
    if let RequestState::Closed { at, .. } = &before {
        for method in store::methods::of(tx, &stop.person).await? {
            if method.added > *at && !new_methods.contains(&method.id) {
                new_methods.push(method.id);
            }
        }
    }
    let Ok(frozen) = before.freeze(now, policy, count) else { return Ok(Vec::new()) };
    if !store::requests::advance(tx, &request.id, &request.state, &frozen, now).await? {
        return Ok(Vec::new());
    }
    // It ends the pass and the enrolment, and gives nothing back.
    let passes = store::passes::end_live(tx, &stop.person, now, "frozen").await?;
    let enrolments = store::enrolments::end_all_of(tx, &stop.person, now, "frozen").await?;
    let mut entries = vec![stop.entry("request.frozen", &request.id).with("count", count.to_string())];
    for (ended, kind) in [(passes, "pass.ended"), (enrolments, "enrolment.ended")] {
        if ended > 0 {
            entries.push(stop.entry(kind, &request.id).with("why", "frozen"));
        }
    }
    let mut suspended = Vec::new();
    for method in new_methods {
        let state = store::methods::by_id(tx, &method).await?.map(|method| method.state);
        if state == Some(MethodState::Active)
            && store::methods::suspend(tx, &method, &request.id, now).await?
        {
            store::sessions::end_by_method(tx, &method, now, "frozen").await?;
            entries.push(
                NewEntry::new("method.suspended")
                    .about(&stop.person)
                    .on(&request.id)
                    .with("method", method.as_str()),
            );
            suspended.push(method);
        }
    }
    // The same outside: what came of it pauses there, and the sessions that it opened end.
    let (person, about) = (&stop.person, Some(&request.id));
    let anything = passes + enrolments > 0 || !suspended.is_empty();
    if !suspended.is_empty() {
        orders::place(tx, core, OrderKind::Suspend, person, about, suspended).await?;
    }
    if anything {
        orders::place(tx, core, OrderKind::EndSessions, person, about, Vec::new()).await?;
    }
    Ok(entries)
}

/// Puts on record that it was said once more from where it came before. `security` hears of one person at most once in the
/// policy's time, however often it is said.
async fn warn(
    tx: &mut Tx,
    core: &Core,
    stop: &Stop,
    person: &Person,
    policy: &Policy,
) -> Result<NewEntry, Fault> {
    let now = tx.now();
    let id = MethodId::mint(core.rng.as_ref());
    store::freezes::add(tx, id.as_str(), &stop.request, &person.id, &stop.source, now, "warning").await?;
    let told = [("name", person.name.clone())];
    let template = Template::FreezeWarning;
    for holder in store::people::holding(tx, Role::Security).await? {
        let since = now - policy.repeat_notice;
        let told_lately =
            store::notices::told_about_since(tx, &holder.id, template.word(), &person.id, since).await?;
        if holder.id != person.id && !told_lately {
            notices::tell(tx, core, &holder, template, &told, Some(&stop.request)).await?;
        }
    }
    Ok(stop.entry("request.freeze-warning", &stop.request))
}

/// Freezes what is named and what the code covers, or only warns, as the rules say.
async fn carry_out(tx: &mut Tx, core: &Core, stop: &Stop) -> Result<Done<()>, Fault> {
    let now = tx.now();
    let policy = store::policy::of(tx).await?.policy;
    let Some(request) = store::requests::by_id(tx, &stop.request).await? else { return Ok(Done::plain(())) };
    let Some(person) = store::people::by_id(tx, &stop.person).await? else { return Ok(Done::plain(())) };
    if request.person.as_ref() != Some(&person.id) {
        return Ok(Done::plain(()));
    }
    let earlier = store::freezes::since(tx, &person.id, now - policy.second_freeze).await?;
    let (count, word) = match freeze_effect(&earlier, &stop.source, now, &policy) {
        FreezeEffect::WarningOnly => {
            return Ok(Done::with((), warn(tx, core, stop, &person, &policy).await?));
        }
        FreezeEffect::Freeze { count } => (count, "freeze"),
        FreezeEffect::FreezeSecurityDecides { count } => (count, "security-decides"),
    };
    let mut named = vec![stop.request.clone()];
    if let Some(code) = &stop.code {
        let (request, within) = (&stop.request, policy.repeat_notice);
        named.extend(store::freezes::covered(tx, code, request, &person.id, within).await?);
    }
    let mut entries = Vec::new();
    let mut first: Option<RequestId> = None;
    for id in named {
        let Some(request) = store::requests::by_id(tx, &id).await? else { continue };
        let frozen = freeze_one(tx, core, stop, &request, count, &policy).await?;
        if frozen.is_empty() {
            continue;
        }
        let row = MethodId::mint(core.rng.as_ref());
        let word = if first.is_none() { word } else { "along" };
        store::freezes::add(tx, row.as_str(), &id, &person.id, &stop.source, now, word).await?;
        entries.extend(frozen);
        first.get_or_insert(id);
    }
    if first.is_some() {
        let (told, about) = ([("name", person.name.clone())], first.as_ref());
        notices::tell(tx, core, &person, Template::Frozen, &told, about).await?;
        notices::tell_role(tx, core, Role::Security, Template::FrozenSecurity, &told, about).await?;
    }
    Ok(Done::all((), entries))
}

impl Visitor {
    /// Freezes a request of `person`, or only warns, as the rules say. Nothing to freeze is fine.
    pub(crate) async fn freeze(
        &self,
        request: RequestId,
        person: PersonId,
        source: FreezeSource,
    ) -> Answer<()> {
        self.freeze_all(Stop { request, person, source, code: None }).await
    }

    async fn freeze_all(&self, stop: Stop) -> Answer<()> {
        self.core
            .writer
            .run((Arc::clone(&self.core), stop), |tx, (core, stop)| {
                Box::pin(async move { carry_out(tx, core, stop).await })
            })
            .await
            .map_err(self.fault("request.freeze"))
    }
}

/// Whether a state is one that "This wasn't me" stops.
pub(crate) fn can_be_stopped(state: &RequestState, now: domain::Time, policy: &domain::Policy) -> bool {
    state.clone().settled(now).freeze(now, policy, 1).is_ok()
}
