//! "This wasn't me": freezes a request. It can only stop; it lets nobody in and gives nothing back (R7).

use contract::{Answer, Sent, Stopping, Words};
use domain::{
    MethodId, PersonId, RequestId,
    ask_limits::STOP_CODES_BY_NETWORK,
    method::MethodState,
    person::Role,
    request::RequestState,
    suspension::{FreezeEffect, FreezeSource, freeze_effect},
};
use store::{Done, NewEntry};

use crate::{
    Visitor,
    notices::{self, Template},
};

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
                self.freeze(request, person, FreezeSource::Mailbox(contact)).await?;
            }
        }
        // A code that names nothing gets the same answer (I08).
        Ok(Sent::next("/not-me/done"))
    }
}

impl Visitor {
    /// Freezes a request of `person`, or only warns, as the rules say. Nothing to freeze is fine.
    pub(crate) async fn freeze(
        &self,
        request: RequestId,
        person: PersonId,
        source: FreezeSource,
    ) -> Answer<()> {
        // Only names the row.
        let id = MethodId::mint(self.core.rng.as_ref());
        let input = (self.core.clone(), request, person, source, id);
        self.core
            .writer
            .run(input, |tx, (core, request, person, source, id)| {
                Box::pin(async move {
                    let now = tx.now();
                    let policy = store::policy::of(tx).await?.policy;
                    let Some(request) = store::requests::by_id(tx, request).await? else {
                        return Ok(Done::plain(()));
                    };
                    let Some(person) = store::people::by_id(tx, person).await? else {
                        return Ok(Done::plain(()));
                    };
                    if request.person.as_ref() != Some(&person.id) {
                        return Ok(Done::plain(()));
                    }
                    let earlier = store::freezes::since(tx, &person.id, now - policy.second_freeze).await?;
                    let effect = freeze_effect(&earlier, source, now, &policy);
                    let told = [("name", person.name.clone())];
                    let entry = |kind: &str| {
                        NewEntry::new(kind.to_owned()).by(&person.id).about(&person.id).on(&request.id).with(
                            "by",
                            match source {
                                FreezeSource::Method(_) => "method",
                                FreezeSource::Mailbox(_) => "notice",
                            },
                        )
                    };
                    let (count, word) = match effect {
                        FreezeEffect::WarningOnly => {
                            store::freezes::add(
                                tx,
                                id.as_str(),
                                &request.id,
                                &person.id,
                                source,
                                now,
                                "warning",
                            )
                            .await?;
                            notices::tell_role(
                                tx,
                                core,
                                Role::Security,
                                Template::FreezeWarning,
                                &told,
                                Some(&request.id),
                            )
                            .await?;
                            return Ok(Done::with((), entry("request.freeze-warning")));
                        }
                        FreezeEffect::Freeze { count } => (count, "freeze"),
                        FreezeEffect::FreezeSecurityDecides { count } => (count, "security-decides"),
                    };
                    let before = request.state.clone().settled(now);
                    // Whoever got in by it may have added more since it closed: all of that goes with it.
                    let mut new_methods: Vec<MethodId> = before.new_method().cloned().into_iter().collect();
                    if let RequestState::Closed { at, .. } = &before {
                        for method in store::methods::of(tx, &person.id).await? {
                            if method.added > *at && !new_methods.contains(&method.id) {
                                new_methods.push(method.id);
                            }
                        }
                    }
                    let frozen = match before.freeze(now, &policy, count) {
                        Ok(frozen) => frozen,
                        // Ended, frozen already, or closed too long ago: nothing to stop.
                        Err(_) => return Ok(Done::plain(())),
                    };
                    if !store::requests::advance(tx, &request.id, &request.state, &frozen, now).await? {
                        return Ok(Done::plain(()));
                    }
                    store::freezes::add(tx, id.as_str(), &request.id, &person.id, source, now, word).await?;
                    // It ends the pass and the enrolment, and gives nothing back.
                    let passes = store::passes::end_live(tx, &person.id, now, "frozen").await?;
                    let enrolments = store::passes::end_enrolments_of(tx, &person.id, now, "frozen").await?;
                    let mut entries = vec![entry("request.frozen").with("count", count.to_string())];
                    for (ended, kind) in [(passes, "pass.ended"), (enrolments, "enrolment.ended")] {
                        if ended > 0 {
                            entries.push(entry(kind).with("why", "frozen"));
                        }
                    }
                    for method in new_methods {
                        let state = store::methods::by_id(tx, &method).await?.map(|method| method.state);
                        if state == Some(MethodState::Active)
                            && store::methods::suspend(tx, &method, &request.id, now).await?
                        {
                            store::sessions::end_by_method(tx, &method, now, "frozen").await?;
                            entries.push(
                                NewEntry::new("method.suspended")
                                    .about(&person.id)
                                    .on(&request.id)
                                    .with("method", method.as_str()),
                            );
                        }
                    }
                    let about = Some(&request.id);
                    notices::tell(tx, core, &person, Template::Frozen, &told, about).await?;
                    notices::tell_role(tx, core, Role::Security, Template::FrozenSecurity, &told, about)
                        .await?;
                    Ok(Done::all((), entries))
                })
            })
            .await
            .map_err(self.fault("request.freeze"))
    }
}

/// Whether a state is one that "This wasn't me" stops.
pub(crate) fn can_be_stopped(state: &RequestState, now: domain::Time, policy: &domain::Policy) -> bool {
    state.clone().settled(now).freeze(now, policy, 1).is_ok()
}

#[cfg(test)]
mod tests {
    use super::read_code;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        assert_eq!(read_code(" 7k3m-9QXZ o1Il "), "7K3M9QXZ0111");
    }
}
