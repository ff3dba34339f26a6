//! "Continue on my phone" (R8): a code that moves the enrolment once, for ten minutes, and ends it where it was.

use std::sync::Arc;

use contract::{Answer, RefusalCode, Sent, Words, enrolment::MoveLink};
use data_encoding::BASE64URL_NOPAD;
use domain::{Span, Time, enrolment::EnrolmentState};
use store::Done;

use super::{entry, serving, state};
use crate::{CookieKind, Label, Visitor, qr::qr, visitor::enabled};

/// Bytes of a moving code: 128 bits, so a keyed hash suffices to keep it (R13).
const CODE: usize = 16;
/// Codes tried from one network in an hour; for the quiet of the log.
const TRIES: u32 = 60;

impl Visitor {
    fn move_hash(&self, code: &str) -> [u8; 32] {
        self.core.keys.hash(Label::Move, &[code.as_bytes()])
    }

    pub(super) async fn offer_move(&self) -> Answer<MoveLink> {
        self.enrolling().await?;
        let secret_hash = self.enrolment_hash().ok_or_else(|| self.refuse(RefusalCode::Over))?;
        let mut bytes = [0_u8; CODE];
        self.core.rng.fill(&mut bytes);
        let code = BASE64URL_NOPAD.encode(&bytes);
        let input = (Arc::clone(&self.core), secret_hash, self.move_hash(&code));
        let until: Option<Time> = self
            .core
            .writer
            .run(input, |tx, (_, secret_hash, move_hash)| {
                Box::pin(async move {
                    let now = tx.now();
                    let Some((enrolment, _)) = serving(tx, secret_hash).await? else {
                        return Ok(Done::plain(None));
                    };
                    let Ok(EnrolmentState::Offered { offer_until, .. }) = state(&enrolment).0.offer(now)
                    else {
                        return Ok(Done::plain(None));
                    };
                    if !store::enrolments::offer_move(tx, &enrolment.id, move_hash, offer_until).await? {
                        return Ok(Done::plain(None));
                    }
                    Ok(Done::with(Some(offer_until), entry("enrolment.move-offered", &enrolment)))
                })
            })
            .await
            .map_err(self.fault("enrolment.move-offered"))?;
        let Some(until) = until else {
            return Err(self.refuse_saying(RefusalCode::Over, Words::of("enrol-moved-before")));
        };
        let home = self.core.settings.public_url.trim_end_matches('/');
        // The code stands in the fragment, which browsers never send (I04).
        let address = format!("{home}/recover/move#{code}");
        let (qr_path, qr_size) = qr(&address).ok_or_else(|| {
            let fault = store::Fault::inconsistent("a QR of that address");
            crate::refuse::fault(&self.arrival.correlation, "enrolment.qr", &fault)
        })?;
        Ok(MoveLink { address, qr_path, qr_size, until })
    }

    pub(super) async fn take_moved(&self, code: &str) -> Answer<Sent> {
        let again = || Ok(Sent::mend("code", Words::of("enrol-move-again")));
        self.limit("move", TRIES, Span::hours(1)).await?;
        let code = code.trim();
        if BASE64URL_NOPAD.decode(code.as_bytes()).map_or(0, |bytes| bytes.len()) != CODE {
            return again();
        }
        let (secret, secret_hash) = self.core.secret(Label::Cookie);
        let input = (Arc::clone(&self.core), self.move_hash(code), secret_hash);
        let until: Option<Time> = self
            .core
            .writer
            .run(input, |tx, (_, move_hash, secret_hash)| {
                Box::pin(async move {
                    let now = tx.now();
                    let Some(enrolment) = store::enrolments::by_move(tx, move_hash).await? else {
                        return Ok(Done::plain(None));
                    };
                    if state(&enrolment).0.take(now).is_err() {
                        return Ok(Done::plain(None));
                    }
                    let person = store::people::by_id(tx, &enrolment.person).await?;
                    if !person.as_ref().is_some_and(enabled) {
                        return Ok(Done::plain(None));
                    }
                    if !store::enrolments::take_move(tx, &enrolment.id, secret_hash, now).await? {
                        return Ok(Done::plain(None));
                    }
                    Ok(Done::with(Some(enrolment.until), entry("enrolment.moved", &enrolment)))
                })
            })
            .await
            .map_err(self.fault("enrolment.moved"))?;
        let Some(until) = until else { return again() };
        self.set_cookie(CookieKind::Enrolment, secret, Some(until.since(self.now)));
        Ok(Sent::next("/recover/enrol"))
    }
}
