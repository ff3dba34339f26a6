//! What every page shows around its content.

use contract::{
    Frame,
    frame::{FrameData, SignedInAs},
    last_resort::LastResortCard,
};
use domain::person::Role;

use crate::Visitor;

#[async_trait::async_trait]
impl Frame for Visitor {
    async fn frame(&self) -> FrameData {
        let settings = &self.core.settings;
        let staff = |role| self.inside.as_ref().is_some_and(|inside| inside.person.has(role));
        let desk = staff(Role::It) || staff(Role::Security);
        let privileged = self.inside.as_ref().is_some_and(|inside| inside.person.privileged());
        let last_resorts = if privileged { self.banners().await } else { Vec::new() };
        let security_missing = if desk { self.security_missing().await } else { None };
        let person = match &self.inside {
            None => None,
            Some(inside) => Some(SignedInAs {
                name: inside.person.name.clone(),
                desk: desk || staff(Role::Auditor),
                waiting: self.waiting_for_me().await,
            }),
        };
        let time_zone = match &self.inside {
            Some(inside) if !inside.person.time_zone.is_empty() => inside.person.time_zone.clone(),
            _ => settings.time_zone.clone(),
        };
        FrameData {
            organisation: settings.organisation.clone(),
            help: settings.help.clone(),
            language: self.arrival.language.clone(),
            time_zone,
            person,
            demo: settings.demo,
            security_missing,
            last_resorts,
            now: self.now.0,
        }
    }
}

impl Visitor {
    /// The last resorts of the last thirty days.
    async fn banners(&self) -> Vec<LastResortCard> {
        match self.shown_last_resorts().await {
            Ok(shown) => shown,
            Err(fault) => {
                crate::refuse::fault(&self.arrival.correlation, "frame.last-resort", &fault);
                Vec::new()
            }
        }
    }

    /// How many `security` persons still need a passkey before set-up is finished (R9); `None` once it is.
    async fn security_missing(&self) -> Option<u32> {
        let ready = match store::people::ready_holders(&mut &self.core.db, Role::Security).await {
            Ok(ready) => ready,
            Err(fault) => {
                crate::refuse::fault(&self.arrival.correlation, "frame.security", &fault);
                return None;
            }
        };
        let missing = self.policy.security_needed.saturating_sub(ready);
        (missing > 0).then_some(missing)
    }
}
