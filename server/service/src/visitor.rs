//! One request's caller: who they are as far as cookies prove it, and what they may ask.

use std::sync::{Arc, Mutex, PoisonError};

use contract::{Answer, Refusal, RefusalCode, frame::Least};
use domain::{Policy, Span, Time};
use store::{Fault, enrolments::StoredEnrolment, people::Person, requests::Request, sessions::Session};

use crate::{CookieChange, CookieKind, Core, Label, refuse};

/// What the server knows of a request when it arrives. Debug shows no secret.
#[derive(Clone, Default)]
pub struct Arrival {
    /// Value of the session's cookie.
    pub session: Option<String>,
    /// Value of the request's cookie.
    pub request: Option<String>,
    /// Value of the enrolment's cookie.
    pub enrolment: Option<String>,
    /// Value of the visit's cookie.
    pub visit: Option<String>,
    /// Value of the paused visit's cookie.
    pub paused: Option<String>,
    /// Value of the attempt's cookie.
    pub attempt: Option<String>,
    /// `en` or `de`: chosen by cookie, else by the browser.
    pub language: String,
    /// The caller's network, shortened (/24 or /48), as text.
    pub network: String,
    /// Browser and system in words.
    pub browser: String,
    /// Correlation id.
    pub correlation: String,
}

impl std::fmt::Debug for Arrival {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Arrival({})", self.correlation)
    }
}

/// A signed-in caller.
#[derive(Debug, Clone)]
pub(crate) struct Inside {
    pub(crate) session: Session,
    pub(crate) person: Person,
}

/// One request's caller. It implements the Portal traits.
pub struct Visitor {
    pub(crate) core: Arc<Core>,
    pub(crate) arrival: Arrival,
    pub(crate) now: Time,
    pub(crate) policy: Policy,
    pub(crate) inside: Option<Inside>,
    pub(crate) request: Option<Request>,
    pub(crate) enrolment: Option<StoredEnrolment>,
    cookies: Mutex<Vec<CookieChange>>,
    /// What the page that answers this very request shows, and nothing else ever does.
    shown_once: Mutex<Option<Vec<String>>>,
}

impl std::fmt::Debug for Visitor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Visitor({})", self.arrival.correlation)
    }
}

/// A session is noted as used at most once in this time, so that reading pages does not write.
const SEEN_EVERY: Span = Span::minutes(1);

impl Core {
    /// Looks up who is calling.
    ///
    /// # Errors
    /// [`Fault`] if the database cannot be read.
    pub async fn visitor(self: &Arc<Self>, arrival: Arrival) -> Result<Visitor, Fault> {
        let now = self.now();
        let policy = self.policy().await?;
        let inside = match &arrival.session {
            None => None,
            Some(secret) => self.inside(secret, now, &policy).await?,
        };
        let request = match arrival.request.as_deref().map(request_secret) {
            None => None,
            Some(secret) => {
                let hash = self.keys.hash(Label::Cookie, &[secret.as_bytes()]);
                store::requests::by_secret(&mut &self.db, &hash).await?
            }
        };
        let enrolment = match &arrival.enrolment {
            None => None,
            Some(secret) => {
                let hash = self.keys.hash(Label::Cookie, &[secret.as_bytes()]);
                let found = store::enrolments::by_secret(&mut &self.db, &hash).await?;
                match found.filter(|enrolment| now < enrolment.until) {
                    None => None,
                    Some(enrolment) => {
                        let person = store::people::by_id(&mut &self.db, &enrolment.person).await?;
                        person.filter(enabled).map(|_| enrolment)
                    }
                }
            }
        };
        Ok(Visitor {
            core: Arc::clone(self),
            arrival,
            now,
            policy,
            inside,
            request,
            enrolment,
            cookies: Mutex::new(Vec::new()),
            shown_once: Mutex::new(None),
        })
    }

    async fn inside(
        self: &Arc<Self>,
        secret: &str,
        now: Time,
        policy: &Policy,
    ) -> Result<Option<Inside>, Fault> {
        let hash = self.keys.hash(Label::Cookie, &[secret.as_bytes()]);
        let Some(session) = store::sessions::by_secret(&mut &self.db, &hash).await? else { return Ok(None) };
        if now >= session.until || now >= session.seen + policy.session_idle {
            return Ok(None);
        }
        // A method that was suspended or removed since takes its sessions with it; this closes the gap for any
        // session whose end was not written.
        if let Some(method) = &session.method {
            let method = store::methods::by_id(&mut &self.db, method).await?;
            if method.is_none_or(|method| method.state != domain::method::MethodState::Active) {
                return Ok(None);
            }
        }
        let Some(person) = store::people::by_id(&mut &self.db, &session.person).await?.filter(enabled) else {
            return Ok(None);
        };
        if now >= session.seen + SEEN_EVERY {
            self.writer
                .unlogged((session.id.clone(), now), |tx, (id, now)| {
                    Box::pin(async move { store::sessions::seen(tx, id, *now).await })
                })
                .await?;
        }
        Ok(Some(Inside { session, person }))
    }
}

/// Whether an account may be used at all.
pub(crate) fn enabled(person: &Person) -> bool {
    person.active && person.left_at.is_none()
}

/// The secret part of the request's cookie: what stands before the first dot.
pub(crate) fn request_secret(cookie: &str) -> &str {
    cookie.split('.').next().unwrap_or_default()
}

impl Visitor {
    /// Whether the caller is at least that.
    pub fn satisfies(&self, least: Least) -> bool {
        match least {
            Least::Nobody => true,
            Least::Asker => self.request.is_some(),
            Least::Enrolling => self.enrolment.is_some(),
            Least::Person => self.inside.is_some(),
            Least::FreshPerson => self.is_fresh(),
        }
    }

    /// Whether presence was proved lately enough.
    pub(crate) fn is_fresh(&self) -> bool {
        self.inside.as_ref().is_some_and(|inside| self.now < inside.session.proved + self.policy.fresh_proof)
    }

    /// Cookie changes asked for so far; the session middleware takes them once.
    pub fn take_cookies(&self) -> Vec<CookieChange> {
        match self.cookies.lock() {
            Ok(mut cookies) => std::mem::take(&mut cookies),
            Err(poisoned) => std::mem::take(&mut poisoned.into_inner()),
        }
    }

    fn push(&self, change: CookieChange) {
        match self.cookies.lock() {
            Ok(mut cookies) => cookies.push(change),
            Err(poisoned) => poisoned.into_inner().push(change),
        }
    }

    /// Leaves secrets for the page that answers this request (I04: shown once).
    pub(crate) fn show_once(&self, secrets: Vec<String>) {
        *self.shown_once.lock().unwrap_or_else(PoisonError::into_inner) = Some(secrets);
    }

    /// Takes them, once.
    pub(crate) fn take_shown_once(&self) -> Option<Vec<String>> {
        self.shown_once.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// A fault of ours that is none of the database.
    pub(crate) fn broken(&self, what: &'static str) -> Refusal {
        refuse::fault(&self.arrival.correlation, what, &Fault::inconsistent(what))
    }

    /// Asks for a cookie.
    pub(crate) fn set_cookie(&self, cookie: CookieKind, value: String, life: Option<Span>) {
        self.push(CookieChange::Set { cookie, value, life });
    }

    /// Asks for a cookie to go.
    pub(crate) fn clear_cookie(&self, cookie: CookieKind) {
        self.push(CookieChange::Clear(cookie));
    }

    /// Asks for everything of ours to be wiped from a borrowed browser (R8).
    pub(crate) fn wipe_site(&self) {
        self.push(CookieChange::WipeSite);
    }

    /// A refusal with this request's correlation id.
    pub(crate) fn refuse(&self, code: RefusalCode) -> Refusal {
        Refusal { code, words: None, id: self.arrival.correlation.clone() }
    }

    /// The same with words of its own.
    pub(crate) fn refuse_saying(&self, code: RefusalCode, words: contract::Words) -> Refusal {
        Refusal { code, words: Some(words), id: self.arrival.correlation.clone() }
    }

    /// A fault on its way to the browser: logged once here, told as "something went wrong".
    pub(crate) fn fault(&self, what: &'static str) -> impl FnOnce(Fault) -> Refusal + '_ {
        move |fault| refuse::fault(&self.arrival.correlation, what, &fault)
    }

    /// Least: person.
    pub(crate) fn need_person(&self) -> Answer<&Inside> {
        self.inside.as_ref().ok_or_else(|| self.refuse(RefusalCode::SignInFirst))
    }

    /// Least: person with fresh proof.
    pub(crate) fn need_fresh(&self) -> Answer<&Inside> {
        let inside = self.need_person()?;
        if self.is_fresh() { Ok(inside) } else { Err(self.refuse(RefusalCode::ProveAgain)) }
    }

    /// Least: asker.
    pub(crate) fn need_request(&self) -> Answer<&Request> {
        self.request.as_ref().ok_or_else(|| self.refuse(RefusalCode::NotHere))
    }

    /// Least: enrolling.
    pub(crate) fn need_enrolment(&self) -> Answer<&StoredEnrolment> {
        self.enrolment.as_ref().ok_or_else(|| self.refuse(RefusalCode::Over))
    }
}
