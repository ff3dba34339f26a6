//! Becoming somebody in the demo (R14). Outside `latchkey demo` this refuses as if it were not there.

use contract::{Answer, RefusalCode, Sent};
use domain::SessionId;
use store::{Done, NewEntry, sessions::Session};

use crate::{CookieKind, Core, Label, Visitor, visitor::enabled};

impl Visitor {
    /// Switches this browser's session to the person of that name. The asking browser's own cookie stays, so that a
    /// waiting page goes on. Least: nobody, in the demo only.
    ///
    /// # Errors
    /// [`RefusalCode::NotHere`] outside the demo and for a name that nobody has.
    pub async fn demo_session(&self, user_name: &str) -> Answer<Sent> {
        if !self.core.settings.demo {
            return Err(self.refuse(RefusalCode::NotHere));
        }
        let person = store::people::by_user_key(&mut &self.core.db, &Core::fold(user_name))
            .await
            .map_err(self.fault("demo.person"))?
            .filter(enabled);
        let Some(person) = person else { return Err(self.refuse(RefusalCode::NotHere)) };
        let (secret, hash) = self.core.secret(Label::Cookie);
        let session = Session {
            id: SessionId::mint(self.core.rng.as_ref()),
            person: person.id,
            method: None,
            begun: self.now,
            proved: self.now,
            seen: self.now,
            until: self.now + self.policy.session_life,
            network: self.arrival.network.clone(),
            browser: self.arrival.browser.clone(),
            language: self.arrival.language.clone(),
        };
        let before = self.inside.as_ref().map(|inside| (inside.session.id.clone(), inside.person.id.clone()));
        self.core
            .writer
            .run((session, hash, before), |tx, (session, hash, before)| {
                Box::pin(async move {
                    let now = tx.now();
                    if let Some((before, whose)) = before {
                        store::sessions::end(tx, before, whose, now, "demo").await?;
                    }
                    store::sessions::open(tx, session, hash).await?;
                    let entry = NewEntry::new("session.opened")
                        .by(&session.person)
                        .about(&session.person)
                        .with("session", session.id.as_str())
                        .with("method", "demo");
                    Ok(Done::with((), entry))
                })
            })
            .await
            .map_err(self.fault("demo.session"))?;
        self.set_cookie(CookieKind::Session, secret, None);
        Ok(Sent::next("/"))
    }
}
