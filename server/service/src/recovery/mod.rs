//! Asking to be let back in, waiting, fetching the sealed pass and using it (R2, R5, R6).
//!
//! Until a request is approved nothing here looks at a person: the same rows are written and the same reads made for any
//! name, so known, unknown, disabled and emergency accounts get the same answer (I08).

#[cfg(test)]
pub(crate) mod bed;
mod fetch;
pub(crate) mod open;
mod phase;
mod redeem;
pub(crate) mod seal;

use std::sync::Arc;

use contract::{
    Answer, Recovery, RefusalCode, Sent, Words,
    common::Finished,
    recovery::{AskForm, KeyTaken, PublishKey, RedeemPass, SealedPass, Status, Waiting},
};
use data_encoding::BASE64URL_NOPAD;
use domain::{
    RequestId, Span, Time,
    ask_limits::{ASKS_BY_NAME, ASKS_BY_NETWORK},
    match_code::{self, MatchCode},
    request::{RequestState, Why},
    suspension::WhatHappened,
};
use store::{Done, NewEntry, requests::Request};

use crate::{CookieKind, Core, Label, Visitor, closing};

/// Characters of a user name that count; more than any directory has.
const MOST_NAME: usize = 256;

/// The request's cookie: the secret, and the name given, which stands nowhere else.
fn cookie(secret: &str, name: &str) -> String {
    let name: String = name.trim().chars().take(MOST_NAME).collect();
    format!("{secret}.{}", BASE64URL_NOPAD.encode(name.as_bytes()))
}

/// The name given, from this browser's own cookie.
fn name_given(cookie: &str) -> String {
    let name = cookie.split_once('.').map_or("", |(_, name)| name);
    BASE64URL_NOPAD
        .decode(name.as_bytes())
        .ok()
        .and_then(|name| String::from_utf8(name).ok())
        .unwrap_or_default()
}

/// The fingerprint of a key in base64url, so that a page knows its own.
pub(crate) fn fingerprint_text(key: &[u8]) -> String {
    let print = match_code::fingerprint(key);
    let bytes = data_encoding::HEXLOWER.decode(print.as_str().as_bytes()).unwrap_or_default();
    BASE64URL_NOPAD.encode(&bytes)
}

#[async_trait::async_trait]
impl Recovery for Visitor {
    async fn ask(&self, form: AskForm) -> Answer<Sent> {
        if Core::fold(&form.user_name).is_empty() {
            return Ok(Sent::mend("user_name", Words::of("recover-name-missing")));
        }
        let Some(what) = WhatHappened::from_word(&form.what) else {
            return Ok(Sent::mend("what", Words::of("recover-what-missing")));
        };
        self.limit("ask", ASKS_BY_NETWORK.most, ASKS_BY_NETWORK.within).await?;
        let name_hash = self.core.name_hash(&form.user_name);
        let bucket = BASE64URL_NOPAD.encode(&self.core.keys.hash(Label::Limit, &[b"ask-name", &name_hash]));
        let free = store::rate::take_alone(&self.core.writer, bucket, ASKS_BY_NAME.most, ASKS_BY_NAME.within)
            .await
            .map_err(self.fault("recover.limit"))?;
        if !free {
            return Err(self.refuse(RefusalCode::TooMany));
        }
        let (secret, hash) = self.core.secret(Label::Cookie);
        let request = Request {
            id: RequestId::mint(self.core.rng.as_ref()),
            name_hash: name_hash.to_vec(),
            person: None,
            matched: false,
            what: what.word().to_owned(),
            asked: self.now,
            network: self.arrival.network.clone(),
            browser: self.arrival.browser.clone(),
            language: self.arrival.language.clone(),
            spoken: false,
            raised_by: None,
            public_key: None,
            key_number: None,
            state: RequestState::ask(self.now, &self.policy),
            approver: None,
            approver_role: None,
            escalated: None,
            devices: Vec::new(),
            device_picked: false,
            wrong_codes: 0,
            evidence: None,
            drill: false,
            ended: None,
        };
        self.core
            .writer
            .run((request, hash, self.policy.clone()), |tx, (request, hash, policy)| {
                Box::pin(async move {
                    let now = tx.now();
                    let request =
                        Request { asked: now, state: RequestState::ask(now, policy), ..request.clone() };
                    store::requests::add(tx, &request, hash).await?;
                    let entry =
                        NewEntry::new("request.asked").on(&request.id).with("what", request.what.as_str());
                    Ok(Done::with((), entry))
                })
            })
            .await
            .map_err(self.fault("request.asked"))?;
        // As long as anything can come of the request, and the page may still say how it ended.
        let lives = [self.policy.asked_life, self.policy.approval_life, Span::hours(1)];
        let life = Span(lives.iter().fold(0, |sum, span| span.0.saturating_add(sum)));
        self.set_cookie(CookieKind::Request, cookie(&secret, &form.user_name), Some(life));
        Ok(Sent::next("/recover/sent"))
    }

    async fn publish_key(&self, key: PublishKey) -> Answer<KeyTaken> {
        let request = self.need_request()?;
        let unreadable = || self.refuse(RefusalCode::Unreadable);
        let bytes = BASE64URL_NOPAD.decode(key.public_key.as_bytes()).map_err(|_| unreadable())?;
        if !seal::is_public_key(&bytes) {
            return Err(unreadable());
        }
        let number = self
            .core
            .writer
            .run((Arc::clone(&self.core), request.id.clone(), bytes), |tx, (core, id, key)| {
                Box::pin(async move {
                    let now = tx.now();
                    let Some(request) = store::requests::by_id(tx, id).await? else {
                        return Ok(Done::plain(None));
                    };
                    if let (Some(taken), Some(number)) = (&request.public_key, &request.key_number) {
                        // The same key again is a page that was reloaded; another one is refused (R2).
                        return Ok(Done::plain((taken == key).then(|| number.clone())));
                    }
                    if !matches!(request.state.clone().settled(now), RequestState::Asked { .. }) {
                        return Ok(Done::plain(None));
                    }
                    let others = store::requests::open_by_name(tx, &request.name_hash).await?;
                    let taken: Vec<MatchCode> = others
                        .iter()
                        .filter_map(|other| {
                            let (key, number) = (other.public_key.as_ref()?, other.key_number.as_ref()?);
                            Some(MatchCode::of(&other.id, key, number))
                        })
                        .collect();
                    let number = match_code::choose_number(core.rng.as_ref(), id, key, &taken);
                    if !store::requests::take_key(tx, id, key, &number, now).await? {
                        return Ok(Done::plain(None));
                    }
                    let entry = NewEntry::new("request.key-taken")
                        .on(id)
                        .with("fingerprint", match_code::fingerprint(key).as_str());
                    Ok(Done::with(Some(number.to_vec()), entry))
                })
            })
            .await
            .map_err(self.fault("request.key-taken"))?;
        let number = number.ok_or_else(|| self.refuse(RefusalCode::Over))?;
        Ok(KeyTaken { request: request.id.to_string(), number: BASE64URL_NOPAD.encode(&number) })
    }

    async fn waiting(&self) -> Answer<Waiting> {
        let request = self.need_request()?;
        let seen = self.seen(request).await?;
        let key = request.public_key.as_deref().map(fingerprint_text);
        Ok(Waiting {
            request: request.id.to_string(),
            name_given: self.arrival.request.as_deref().map(name_given).unwrap_or_default(),
            asked: request.asked,
            phase: seen.phase,
            works_from: seen.works_from,
            number: request.key_number.as_deref().map(|number| BASE64URL_NOPAD.encode(number)),
            key,
            passes_left: seen.passes_left,
            drill: request.drill,
        })
    }

    async fn status(&self) -> Answer<Status> {
        let request = self.need_request()?;
        let seen = self.seen(request).await?;
        Ok(Status { phase: seen.phase, mark: seen.mark(), again: phase::again(request.asked, self.now) })
    }

    async fn cancel_request(&self) -> Answer<Sent> {
        let request = self.need_request()?;
        let input = (Arc::clone(&self.core), request.id.clone());
        let enrolled = self
            .core
            .writer
            .run(input, |tx, (core, id)| {
                Box::pin(async move {
                    let now = tx.now();
                    let Some(request) = store::requests::by_id(tx, id).await? else {
                        return Ok(Done::plain(false));
                    };
                    let state = request.state.clone().settled(now);
                    // The new method is there and waits for its first sign-in: giving up here would help nobody.
                    if matches!(state, RequestState::Enrolled { .. }) {
                        return Ok(Done::plain(true));
                    }
                    // Whatever it is otherwise, the asker reads the same (R2).
                    let Ok(to) = state.withdraw(now, Why::Asker) else { return Ok(Done::plain(false)) };
                    let entries =
                        closing::end_otherwise(tx, core, &request, &to, audit::Actor::Nobody).await?;
                    Ok(Done::all(false, entries))
                })
            })
            .await
            .map_err(self.fault("request.withdrawn"))?;
        if enrolled {
            return Ok(Sent::next("/recover/try"));
        }
        self.clear_cookie(CookieKind::Request);
        Ok(Sent::next("/recover/over"))
    }

    async fn fetch_pass(&self) -> Answer<SealedPass> {
        self.fetch().await
    }

    async fn redeem_pass(&self, redeem: RedeemPass) -> Answer<Finished> {
        self.redeem(redeem).await
    }
}

impl Visitor {
    /// What the asking page may know of its request; the same reads for every one.
    async fn seen(&self, request: &Request) -> Answer<phase::Seen> {
        let approved: Option<Time> = store::requests::approved(&mut &self.core.db, &request.id)
            .await
            .map_err(self.fault("recover.seen"))?;
        Ok(phase::seen(request, approved.is_some(), self.now, &self.policy))
    }
}

#[cfg(test)]
mod tests;
