//! Signing in, proving presence again, signing out; and what a suspended method may still do.

use std::sync::Arc;

use contract::{
    Answer, Challenge, FinishCeremony, RefusalCode, Sent, SignIn,
    common::Finished,
    sign_in::{BeginSignIn, PassForm, Paused},
};
use domain::{
    RequestId, SessionId, Span, ask_limits::SIGN_INS_BY_NETWORK, method::MethodState, request::RequestState,
    suspension::FreezeSource,
};
use serde::{Deserialize, Serialize};
use store::{Done, NewEntry, methods::Method, sessions::Session};

use crate::{
    CookieKind, Label, Visitor,
    acting::{Need, acting},
    ceremony::{Kind, Plain, Proved},
    stopping::can_be_stopped,
    visitor::enabled,
};

/// How far back a request was asked that can still be stopped: its lives and the seven days after closing (R6), with room for
/// a policy that makes them longer.
const STOPPED_SINCE: Span = Span::days(30);

/// What a sign-in's ceremony remembers.
#[derive(Serialize, Deserialize)]
struct Purpose {
    /// Where to go afterwards.
    then: String,
}

/// What a visit remembers that proved a suspended method.
#[derive(Serialize, Deserialize)]
struct PausedBy {
    method: String,
}

/// Only a path of our own: one slash, then no second one and no backslash.
pub(crate) fn own_path(then: &str) -> Option<&str> {
    let rest = then.strip_prefix('/')?;
    let plain = !rest.starts_with(['/', '\\']) && !then.chars().any(|c| c.is_control() || c == '\\');
    (plain && then.len() <= 512).then_some(then)
}

#[async_trait::async_trait]
impl SignIn for Visitor {
    async fn begin_sign_in(&self, begin: BeginSignIn) -> Answer<Challenge> {
        self.limit("sign-in", SIGN_INS_BY_NETWORK.most, SIGN_INS_BY_NETWORK.within).await?;
        let then = own_path(&begin.then).unwrap_or("/").to_owned();
        let purpose = json(&Purpose { then });
        if begin.user_name.trim().is_empty() {
            return self.begin_authentication(Kind::SignIn, None, Vec::new(), purpose, None).await;
        }
        let hash = self.core.name_hash(&begin.user_name);
        let person = store::people::by_user_hash(&mut &self.core.db, &hash)
            .await
            .map_err(self.fault("sign-in.person"))?;
        // The same reads for every name, and as many identifiers offered (I08).
        let nobody = domain::PersonId::stored("");
        let id = person.as_ref().map_or(&nobody, |person| &person.id);
        let mut identifiers = self.identifiers(id).await.map_err(self.fault("sign-in.methods"))?;
        if !person.as_ref().is_some_and(enabled) {
            identifiers.clear();
        }
        let identifiers = self.offered(&hash, identifiers);
        // Begun for nobody, it is finished by nobody: otherwise somebody with an account of their own could tell an unknown
        // name by their own passkey being taken for it (I08).
        let whom = person.filter(enabled).map_or(nobody, |person| person.id);
        self.begin_authentication(Kind::SignIn, Some(&whom), identifiers, purpose, None).await
    }

    async fn finish_sign_in(&self, finish: FinishCeremony) -> Answer<Finished> {
        let again = || Ok(Finished::Again("sign-in-again".to_owned()));
        let Some(proved) = self.finish_authentication(Kind::SignIn, &finish).await? else { return again() };
        if proved.method.state == MethodState::Suspended {
            return self.pause(&proved.method).await;
        }
        let Some(next) = self.open_session(proved).await? else { return again() };
        Ok(Finished::Next(next))
    }

    async fn begin_proof(&self, then: String) -> Answer<Challenge> {
        let inside = self.need_person()?;
        let purpose = json(&Purpose { then: own_path(&then).unwrap_or("/").to_owned() });
        let person = inside.person.id.clone();
        let methods =
            store::methods::of(&mut &self.core.db, &person).await.map_err(self.fault("proof.methods"))?;
        let identifiers = methods
            .into_iter()
            .filter(|method| method.state == MethodState::Active)
            .filter_map(|method| method.credential_id)
            .collect();
        self.begin_authentication(Kind::Proof, Some(&person), identifiers, purpose, None).await
    }

    async fn finish_proof(&self, finish: FinishCeremony) -> Answer<Finished> {
        let inside = self.need_person()?;
        let again = || Ok(Finished::Again("proof-again".to_owned()));
        let Some(proved) = self.finish_authentication(Kind::Proof, &finish).await? else { return again() };
        if proved.method.state != MethodState::Active || proved.method.person != inside.person.id {
            return again();
        }
        let purpose: Purpose = self.purpose(&proved.ceremony.purpose)?;
        // A new id at every change of privilege.
        let (secret, hash) = self.core.secret(Label::Cookie);
        let session = inside.session.id.clone();
        let renewed = self
            .core
            .writer
            .run((session, hash, proved), |tx, (session, hash, proved)| {
                Box::pin(async move {
                    let now = tx.now();
                    // Paused, removed or disabled since it was looked at: it proves nothing any more.
                    let method = store::methods::by_id(tx, &proved.method.id).await?;
                    let works = method.is_some_and(|method| method.state == MethodState::Active);
                    let goes_on = works && acting(tx, session, Need::Person).await?.is_ok();
                    if !goes_on || !store::sessions::renew(tx, session, hash, now).await? {
                        return Ok(Done::plain(false));
                    }
                    store::methods::worked(tx, &proved.method.id, now, proved.credential.as_deref()).await?;
                    let person = &proved.method.person;
                    let entry = NewEntry::new("session.proved")
                        .by(person)
                        .about(person)
                        .with("session", session.as_str())
                        .with("method", proved.method.id.as_str());
                    Ok(Done::with(true, entry))
                })
            })
            .await
            .map_err(self.fault("proof.finish"))?;
        if !renewed {
            return Err(self.refuse(RefusalCode::SignInFirst));
        }
        self.set_cookie(CookieKind::Session, secret, None);
        Ok(Finished::Next(purpose.then))
    }

    async fn enter_pass(&self, form: PassForm) -> Answer<Sent> {
        self.enter_spoken_pass(form).await
    }

    async fn sign_out(&self) -> Answer<Sent> {
        if let Some(inside) = &self.inside {
            let input = (inside.session.id.clone(), inside.person.id.clone());
            self.core
                .writer
                .run(input, |tx, (session, person)| {
                    Box::pin(async move {
                        let now = tx.now();
                        if !store::sessions::end(tx, session, person, now, "signed-out").await? {
                            return Ok(Done::plain(()));
                        }
                        let entry = NewEntry::new("session.ended")
                            .by(person)
                            .about(person)
                            .with("session", session.as_str())
                            .with("why", "signed out");
                        Ok(Done::with((), entry))
                    })
                })
                .await
                .map_err(self.fault("sign-out"))?;
        }
        self.clear_cookie(CookieKind::Session);
        Ok(Sent::next("/"))
    }

    async fn paused(&self) -> Answer<Paused> {
        let Some(method) = self.paused_method(false).await? else {
            return Err(self.refuse(RefusalCode::SignInFirst));
        };
        let stops = self.stopped_by(&method).await?.is_some();
        Ok(Paused { by_request: method.suspended_by.is_some(), stops, method: method.name })
    }

    async fn stop_by_paused(&self) -> Answer<Sent> {
        let Some(method) = self.paused_method(true).await? else {
            return Err(self.refuse(RefusalCode::SignInFirst));
        };
        if let Some(request) = self.stopped_by(&method).await? {
            let source = FreezeSource::Method(method.id.clone());
            self.freeze(request, method.person.clone(), source).await?;
        }
        Ok(Sent::next("/not-me/done"))
    }
}

impl Visitor {
    /// Refuses when a network tries too often. Limits are shared by all replicas and lock nobody out for long (I09).
    pub(crate) async fn limit(&self, what: &str, limit: u32, span: Span) -> Answer<()> {
        let network = self.core.keys.hash(Label::Limit, &[what.as_bytes(), self.arrival.network.as_bytes()]);
        let bucket = data_encoding::BASE64URL_NOPAD.encode(&network);
        let free = store::rate::take_alone(&self.core.writer, bucket, limit, span)
            .await
            .map_err(self.fault("limit"))?;
        if free { Ok(()) } else { Err(self.refuse(RefusalCode::TooMany)) }
    }

    /// Refuses when too often for `whose`: a name, a session, a method. It locks nobody out of anything else (I09).
    pub(crate) async fn limit_by(&self, what: &str, whose: &str, limit: u32, span: Span) -> Answer<()> {
        let hash = self.core.keys.hash(Label::Limit, &[what.as_bytes(), b"by", whose.as_bytes()]);
        let bucket = data_encoding::BASE64URL_NOPAD.encode(&hash);
        let free = store::rate::take_alone(&self.core.writer, bucket, limit, span)
            .await
            .map_err(self.fault("limit"))?;
        if free { Ok(()) } else { Err(self.refuse(RefusalCode::TooMany)) }
    }

    /// A ceremony's purpose, read back.
    pub(crate) fn purpose<T: serde::de::DeserializeOwned>(&self, text: &str) -> Answer<T> {
        serde_json::from_str(text).map_err(|_| {
            crate::refuse::fault(
                &self.arrival.correlation,
                "ceremony.purpose",
                &store::Fault::inconsistent("ceremony.purpose"),
            )
        })
    }

    /// Opens a full session for a method that signs in alone (R1), and closes the request that registered it. `None` if
    /// the account or method cannot be used any more.
    async fn open_session(&self, proved: Proved) -> Answer<Option<String>> {
        let purpose: Purpose = self.purpose(&proved.ceremony.purpose)?;
        let (secret, hash) = self.core.secret(Label::Cookie);
        let id = SessionId::mint(self.core.rng.as_ref());
        let input = (Arc::clone(&self.core), proved, hash, id, self.policy.clone(), self.arrival.clone());
        let opened = self
            .core
            .writer
            .run(input, |tx, (core, proved, hash, id, policy, arrival)| {
                Box::pin(async move {
                    let now = tx.now();
                    let Some(person) = store::people::by_id(tx, &proved.method.person).await?.filter(enabled)
                    else {
                        return Ok(Done::plain(None));
                    };
                    let method = store::methods::by_id(tx, &proved.method.id).await?;
                    let usable =
                        |method: &Method| method.state == MethodState::Active && method.kind.signs_in_alone();
                    let Some(method) = method.filter(usable) else { return Ok(Done::plain(None)) };
                    let session = Session {
                        id: id.clone(),
                        person: person.id.clone(),
                        method: Some(method.id.clone()),
                        begun: now,
                        proved: now,
                        seen: now,
                        until: now + policy.session_life,
                        network: arrival.network.clone(),
                        browser: arrival.browser.clone(),
                        language: arrival.language.clone(),
                    };
                    store::sessions::open(tx, &session, hash).await?;
                    store::methods::worked(tx, &method.id, now, proved.credential.as_deref()).await?;
                    let (network, browser) = (&arrival.network, &arrival.browser);
                    store::sessions::note_places(tx, &person.id, network, browser, now).await?;
                    let mut entries = vec![
                        NewEntry::new("session.opened")
                            .by(&person.id)
                            .about(&person.id)
                            .with("session", id.as_str())
                            .with("method", method.id.as_str()),
                    ];
                    if proved.counter_went_back {
                        // WebAuthn Level 3 §7.2 step 22: it may be a copy. Told, not refused: synced passkeys count 0.
                        entries.push(
                            NewEntry::new("method.counter-went-back")
                                .about(&person.id)
                                .with("method", method.id.as_str()),
                        );
                    }
                    // The first sign-in with the method that a request registered closes that request (R6).
                    let mut closed = false;
                    for request in store::requests::open_of(tx, &person.id).await? {
                        let state = request.state.clone().settled(now);
                        if matches!(&state, RequestState::Enrolled { method: new, .. } if *new == method.id) {
                            entries
                                .extend(crate::closing::close(tx, core, &request, &person, Some(id)).await?);
                            closed = true;
                        }
                    }
                    Ok(Done::all(Some(closed), entries))
                })
            })
            .await
            .map_err(self.fault("sign-in.finish"))?;
        let Some(closed) = opened else { return Ok(None) };
        self.set_cookie(CookieKind::Session, secret, None);
        self.clear_cookie(CookieKind::Visit);
        if closed {
            self.clear_cookie(CookieKind::Request);
            self.clear_cookie(CookieKind::Enrolment);
            return Ok(Some("/recover/done".to_owned()));
        }
        Ok(Some(purpose.then))
    }

    /// A suspended method proved itself: it opens nothing; it may freeze the request that suspended it (R7).
    async fn pause(&self, method: &Method) -> Answer<Finished> {
        let purpose = json(&PausedBy { method: method.id.to_string() });
        let state = json(&Plain {});
        let id = self.keep_ceremony(Kind::Paused, Some(&method.person), state, purpose).await?;
        self.core
            .writer
            .run((method.id.clone(), method.person.clone(), method.suspended_by.clone()), |tx, input| {
                Box::pin(async move {
                    let (method, person, request) = input;
                    let now = tx.now();
                    store::methods::worked(tx, method, now, None).await?;
                    let mut entry =
                        NewEntry::new("method.suspended-used").about(person).with("method", method.as_str());
                    if let Some(request) = request {
                        entry = entry.on(request);
                    }
                    Ok(Done::with((), entry))
                })
            })
            .await
            .map_err(self.fault("sign-in.paused"))?;
        // The ceremony's id goes into the visit's cookie: only this browser may say "It wasn't me".
        self.set_cookie(CookieKind::Paused, id, Some(self.policy.ceremony_life));
        Ok(Finished::Next("/paused".to_owned()))
    }

    /// The request that a suspended method can stop: the one that suspended it. Where its device was said to be lost by
    /// somebody signed in, that may be whoever was let back in wrongly, so it is the newest request that can still be stopped.
    async fn stopped_by(&self, method: &Method) -> Answer<Option<RequestId>> {
        if let Some(request) = &method.suspended_by {
            return Ok(Some(request.clone()));
        }
        let since = self.now - STOPPED_SINCE;
        let found = store::requests::since(&mut &self.core.db, &method.person, since)
            .await
            .map_err(self.fault("sign-in.stoppable"))?;
        let can =
            |request: &&store::requests::Request| can_be_stopped(&request.state, self.now, &self.policy);
        Ok(found.iter().find(can).map(|request| request.id.clone()))
    }

    /// The suspended method that this browser just proved; `take` spends that.
    async fn paused_method(&self, take: bool) -> Answer<Option<Method>> {
        let Some(id) = self.arrival.paused.clone() else { return Ok(None) };
        let ceremony = if take {
            self.clear_cookie(CookieKind::Paused);
            self.take_ceremony(Kind::Paused, &id).await?
        } else {
            self.look_at_ceremony(Kind::Paused, &id).await?
        };
        let Some(ceremony) = ceremony else { return Ok(None) };
        let by: PausedBy = self.purpose(&ceremony.purpose)?;
        let method = store::methods::by_id(&mut &self.core.db, &domain::MethodId::stored(by.method))
            .await
            .map_err(self.fault("paused.method"))?;
        Ok(method.filter(|method| method.state == MethodState::Suspended))
    }
}

/// JSON of a small struct of ours.
pub(crate) fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn only_paths_of_our_own_are_gone_to() {
        assert_eq!(own_path("/approvals?x=1"), Some("/approvals?x=1"));
        for bad in ["", "https://evil.example", "//evil.example", "/\\evil.example", "/a\\b", "/a\nb", "a/b"]
        {
            assert_eq!(own_path(bad), None, "{bad:?}");
        }
    }
}
