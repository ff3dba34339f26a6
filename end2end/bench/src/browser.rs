//! A browser at the use cases themselves, without HTTP: it keeps the cookies they set.

use std::sync::Arc;

use service::{Arrival, CookieChange, CookieKind, Core, Visitor};

use crate::Result;

/// See the module.
#[derive(Clone)]
pub(crate) struct Browser {
    core: Arc<Core>,
    arrival: Arrival,
}

impl Browser {
    /// A browser without a past, in a network of its own, so that no limit by network slows it down.
    pub(crate) fn new(core: &Arc<Core>, number: usize) -> Self {
        let arrival = Arrival {
            language: "en".to_owned(),
            network: format!("10.{}.{}.0/24 ({})", (number >> 8) & 255, number & 255, number >> 16),
            browser: "Firefox on Linux".to_owned(),
            correlation: "bench".to_owned(),
            ..Arrival::default()
        };
        Self { core: Arc::clone(core), arrival }
    }

    /// One request of it: who calls, as far as its cookies prove it.
    pub(crate) async fn visit(&self) -> Result<Visitor> {
        Ok(self.core.visitor(self.arrival.clone()).await?)
    }

    /// Keeps what that request set.
    pub(crate) fn keep(&mut self, visitor: &Visitor) {
        for change in visitor.take_cookies() {
            match change {
                CookieChange::Set { cookie, value, .. } => *self.slot(cookie) = Some(value),
                CookieChange::Clear(cookie) => *self.slot(cookie) = None,
                CookieChange::WipeSite => CookieKind::ALL.into_iter().for_each(|one| *self.slot(one) = None),
            }
        }
    }

    fn slot(&mut self, cookie: CookieKind) -> &mut Option<String> {
        match cookie {
            CookieKind::Session => &mut self.arrival.session,
            CookieKind::Request => &mut self.arrival.request,
            CookieKind::Enrolment => &mut self.arrival.enrolment,
            CookieKind::Visit => &mut self.arrival.visit,
            CookieKind::Paused => &mut self.arrival.paused,
            CookieKind::Attempt => &mut self.arrival.attempt,
        }
    }
}
