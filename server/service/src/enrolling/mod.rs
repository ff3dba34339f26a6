//! The confined enrolment (I05, R8): it can register one method and nothing else, for at most fifteen minutes.

mod finish;
mod gone;
mod moving;
mod spoken;

use std::sync::Arc;

use contract::{
    Answer, Challenge, Enrolling, FinishCeremony, RefusalCode, Sent, Words,
    common::Finished,
    enrolment::{EnrolPage, MoveLink},
};
use domain::{
    EnrolmentId, Time,
    enrolment::{EnrolmentEnd, EnrolmentState, Place},
    request::RequestState,
};
use serde::{Deserialize, Serialize};
use store::{Done, Fault, NewEntry, Tx, enrolments::StoredEnrolment, people::Person};

use crate::{CookieKind, Label, Visitor, ceremony::Kind, sign_in::json, visitor::enabled};

/// What a registration's ceremony remembers.
#[derive(Serialize, Deserialize)]
struct Purpose {
    enrolment: String,
}

/// The enrolment as the rules know it. A stored one that has not ended is one of three.
fn state(enrolment: &StoredEnrolment) -> (EnrolmentState, Place) {
    let until = enrolment.until;
    match (enrolment.moved, enrolment.move_until) {
        (Some(_), _) => (EnrolmentState::Moved { until }, Place::Moved),
        (None, Some(offer_until)) => (EnrolmentState::Offered { until, offer_until }, Place::Here),
        (None, None) => (EnrolmentState::Open { until }, Place::Here),
    }
}

/// Whether a browser was said to be somebody else's.
fn borrowed(own: &str) -> bool {
    own == "no"
}

/// The enrolment of that cookie as it is inside a job: open, in time, of somebody enabled. Asked at every step.
async fn serving(tx: &mut Tx, secret_hash: &[u8; 32]) -> Result<Option<(StoredEnrolment, Person)>, Fault> {
    let now = tx.now();
    let Some(enrolment) = store::enrolments::by_secret(tx, secret_hash).await? else { return Ok(None) };
    let (is, place) = state(&enrolment);
    if is.serves(now, place).is_err() {
        return Ok(None);
    }
    let person = store::people::by_id(tx, &enrolment.person).await?.filter(enabled);
    Ok(person.map(|person| (enrolment, person)))
}

fn entry(kind: &'static str, enrolment: &StoredEnrolment) -> NewEntry {
    let entry = NewEntry::new(kind)
        .by(&enrolment.person)
        .about(&enrolment.person)
        .with("enrolment", enrolment.id.as_str());
    match &enrolment.request {
        Some(request) => entry.on(request),
        None => entry,
    }
}

#[async_trait::async_trait]
impl Enrolling for Visitor {
    async fn enrol_page(&self) -> Answer<EnrolPage> {
        let enrolment = self.enrolling().await?;
        let db = &mut &self.core.db;
        let person = store::people::by_id(db, &enrolment.person).await.map_err(self.fault("enrol.person"))?;
        let person = person.ok_or_else(|| self.refuse(RefusalCode::Over))?;
        let drill = match &enrolment.request {
            None => false,
            Some(request) => store::requests::by_id(db, request)
                .await
                .map_err(self.fault("enrol.request"))?
                .is_some_and(|request| request.drill),
        };
        let gone = self.gone_choices(&enrolment).await.map_err(self.fault("enrol.gone"))?;
        Ok(EnrolPage {
            gone,
            name: person.name,
            until: enrolment.until,
            machine: self.machine(),
            own: match enrolment.own.as_str() {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
            after_request: enrolment.request.is_some(),
            may_move: state(&enrolment).0.offer(self.now).is_ok(),
            drill,
        })
    }

    async fn say_own(&self, own: String) -> Answer<Sent> {
        self.enrolling().await?;
        if own != "yes" && own != "no" {
            return Ok(Sent::mend("own", Words::of("enrol-own-missing")));
        }
        let hash = self.enrolment_hash().ok_or_else(|| self.refuse(RefusalCode::Over))?;
        let said = self
            .core
            .writer
            .run((hash, own), |tx, (hash, own)| {
                Box::pin(async move {
                    let Some((enrolment, _)) = serving(tx, hash).await? else {
                        return Ok(Done::plain(false));
                    };
                    if enrolment.own == *own {
                        return Ok(Done::plain(true));
                    }
                    if !store::enrolments::set_own(tx, &enrolment.id, own).await? {
                        return Ok(Done::plain(false));
                    }
                    Ok(Done::with(
                        true,
                        entry("enrolment.computer-said", &enrolment).with("own", own.as_str()),
                    ))
                })
            })
            .await
            .map_err(self.fault("enrol.own"))?;
        if said { Ok(Sent::next("/recover/enrol")) } else { Err(self.refuse(RefusalCode::Over)) }
    }

    async fn say_gone(&self, gone: String) -> Answer<Sent> {
        self.take_gone(&gone).await
    }

    async fn begin_enrol(&self) -> Answer<Challenge> {
        let enrolment = self.enrolling().await?;
        // "Is this computer yours?" comes first: it decides what becomes of this browser (R8).
        if enrolment.own.is_empty() {
            return Err(self.refuse_saying(RefusalCode::NotAllowed, Words::of("enrol-own-missing")));
        }
        let person = store::people::by_id(&mut &self.core.db, &enrolment.person)
            .await
            .map_err(self.fault("enrol.person"))?;
        let person = person.filter(enabled).ok_or_else(|| self.refuse(RefusalCode::Over))?;
        let purpose = json(&Purpose { enrolment: enrolment.id.to_string() });
        self.begin_registration(Kind::Enrol, &person, purpose).await
    }

    async fn finish_enrol(&self, finish: FinishCeremony) -> Answer<Finished> {
        self.finish_enrolment(finish).await
    }

    async fn move_link(&self) -> Answer<MoveLink> {
        self.offer_move().await
    }

    async fn take_move(&self, code: String) -> Answer<Sent> {
        self.take_moved(&code).await
    }

    async fn cancel_enrol(&self) -> Answer<Sent> {
        let enrolment = self.enrolling().await?;
        let hash = self.enrolment_hash().ok_or_else(|| self.refuse(RefusalCode::Over))?;
        self.core
            .writer
            .run((Arc::clone(&self.core), hash), |tx, (_, hash)| {
                Box::pin(async move {
                    let now = tx.now();
                    let Some((enrolment, _)) = serving(tx, hash).await? else { return Ok(Done::plain(())) };
                    let why = EnrolmentEnd::Cancelled.word();
                    if !store::enrolments::end(tx, &enrolment.id, None, now, why).await? {
                        return Ok(Done::plain(()));
                    }
                    given_up(tx, &enrolment, now).await?;
                    Ok(Done::with((), entry("enrolment.ended", &enrolment).with("why", why)))
                })
            })
            .await
            .map_err(self.fault("enrolment.cancel"))?;
        self.leave(&enrolment.own);
        let back = enrolment.request.is_some() && !borrowed(&enrolment.own) && self.request.is_some();
        Ok(Sent::next(if back { "/recover/sent" } else { "/recover/over" }))
    }
}

/// An enrolment that came to nothing leaves the approval, and perhaps one further pass (R6): the same as when its time
/// runs out, only at once. Where no pass is left its time decides.
async fn given_up(tx: &mut Tx, enrolment: &StoredEnrolment, now: Time) -> Result<(), Fault> {
    let Some(request) = &enrolment.request else { return Ok(()) };
    let Some(request) = store::requests::by_id(tx, request).await? else { return Ok(()) };
    let RequestState::Redeemed { enrolment_until, .. } = &request.state else { return Ok(()) };
    if let Some(next @ RequestState::Approved(_)) = request.state.tick(*enrolment_until) {
        let next = next.settled(now);
        if matches!(next, RequestState::Approved(_)) {
            store::requests::advance(tx, &request.id, &request.state, &next, now).await?;
        }
    }
    Ok(())
}

impl Visitor {
    /// The keyed hash of this browser's enrolment cookie, if it has one.
    fn enrolment_hash(&self) -> Option<[u8; 32]> {
        let secret = self.arrival.enrolment.as_deref()?;
        Some(self.core.keys.hash(Label::Cookie, &[secret.as_bytes()]))
    }

    /// The caller's enrolment. Where it is over or went on elsewhere, a borrowed browser is wiped (R8).
    async fn enrolling(&self) -> Answer<StoredEnrolment> {
        if let Ok(enrolment) = self.need_enrolment() {
            let (is, place) = state(enrolment);
            if is.serves(self.now, place).is_ok() {
                return Ok(enrolment.clone());
            }
        }
        if let Some(hash) = self.enrolment_hash() {
            let own = store::enrolments::own_of_left(&mut &self.core.db, &hash)
                .await
                .map_err(self.fault("enrolment.left"))?;
            self.leave(own.as_deref().unwrap_or_default());
        }
        Err(self.refuse(RefusalCode::Over))
    }

    /// The enrolment is over in this browser.
    fn leave(&self, own: &str) {
        self.clear_cookie(CookieKind::Enrolment);
        if borrowed(own) {
            self.wipe_site();
        }
    }

    /// A new enrolment's cookie, and what the job needs of it.
    pub(crate) fn new_opening(&self) -> (String, crate::recovery::open::Opening) {
        let (secret, secret_hash) = self.core.secret(Label::Cookie);
        let id = EnrolmentId::mint(self.core.rng.as_ref());
        (secret, crate::recovery::open::Opening { id, secret_hash })
    }
}

#[cfg(test)]
mod tests;
