//! Where a person is signed in.

use contract::{Answer, RefusalCode, Sent, Sessions, sessions::SessionCard};
use domain::SessionId;
use store::{Done, NewEntry};

use crate::{CookieKind, Visitor};

#[async_trait::async_trait]
impl Sessions for Visitor {
    async fn sessions(&self) -> Answer<Vec<SessionCard>> {
        let inside = self.need_person()?;
        let open = store::sessions::open_of(&mut &self.core.db, &inside.person.id, self.now)
            .await
            .map_err(self.fault("sessions.list"))?;
        Ok(open
            .into_iter()
            .filter(|session| self.now < session.seen + self.policy.session_idle)
            .map(|session| SessionCard {
                this_one: session.id == inside.session.id,
                id: session.id.to_string(),
                browser: session.browser,
                network: session.network,
                begun: session.begun,
                seen: session.seen,
            })
            .collect())
    }

    async fn end_session(&self, id: String) -> Answer<Sent> {
        let inside = self.need_person()?;
        let id = SessionId::parse(&id).map_err(|_| self.refuse(RefusalCode::NotHere))?;
        let this_one = id == inside.session.id;
        let ended = self
            .core
            .writer
            .run((id, inside.person.id.clone()), |tx, (id, person)| {
                Box::pin(async move {
                    let now = tx.now();
                    if !store::sessions::end(tx, id, person, now, "owner").await? {
                        return Ok(Done::plain(false));
                    }
                    let entry = NewEntry::new("session.ended")
                        .by(person)
                        .about(person)
                        .with("session", id.as_str())
                        .with("why", "owner");
                    Ok(Done::with(true, entry))
                })
            })
            .await
            .map_err(self.fault("sessions.end"))?;
        if !ended {
            return Err(self.refuse(RefusalCode::NotHere));
        }
        if this_one {
            self.clear_cookie(CookieKind::Session);
            return Ok(Sent::next("/"));
        }
        Ok(Sent::next("/sessions"))
    }

    async fn end_all_sessions(&self) -> Answer<Sent> {
        let inside = self.need_person()?;
        self.core
            .writer
            .run(inside.person.id.clone(), |tx, person| {
                Box::pin(async move {
                    let now = tx.now();
                    let ended = store::sessions::end_all(tx, person, None, now, "owner").await?;
                    let entry = NewEntry::new("session.ended")
                        .by(person)
                        .about(person)
                        .with("sessions", ended.to_string())
                        .with("why", "owner, everywhere");
                    Ok(Done::with((), entry))
                })
            })
            .await
            .map_err(self.fault("sessions.end-all"))?;
        self.clear_cookie(CookieKind::Session);
        Ok(Sent::next("/"))
    }
}
