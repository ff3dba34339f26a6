//! The desk's act "has left", and the report of it, before and after.

use std::sync::Arc;

use audit::Actor;
use contract::{
    Answer, Leaving, RefusalCode, Sent, Words,
    leaving::{LeaverList, LeaverPage, LeaverReport},
};
use domain::{PersonId, leaver::Act, person::Role};
use store::{Done, Fault, NewEntry, Tx, people::Person};

use super::{left, stranded::stranded};
use crate::{Core, Visitor, visitor::Inside};

/// Who is listed of those who left.
const LATELY: u32 = 50;

/// Why `actor` may not say that `person` left; the key of the words.
fn why_not(actor: &Person, person: &Person) -> Option<&'static str> {
    if actor.id == person.id {
        Some("leaver-not-yourself")
    } else if !actor.has(Role::It) && !actor.has(Role::Security) {
        Some("leaver-not-auditor")
    } else if person.privileged() && !actor.has(Role::Security) {
        Some("leaver-not-privileged")
    } else {
        None
    }
}

enum Left {
    Yes,
    NotHere,
    Over,
    No(&'static str),
}

async fn leave(tx: &mut Tx, core: &Core, me: &PersonId, id: &PersonId) -> Result<Done<Left>, Fault> {
    let now = tx.now();
    let Some(actor) = store::people::by_id(tx, me).await?.filter(crate::visitor::enabled) else {
        return Ok(Done::plain(Left::NotHere));
    };
    let Some(person) = store::people::by_id(tx, id).await? else { return Ok(Done::plain(Left::NotHere)) };
    if let Some(why) = why_not(&actor, &person) {
        return Ok(Done::plain(Left::No(why)));
    }
    if !store::import::leave(tx, id, now).await? {
        return Ok(Done::plain(Left::Over));
    }
    let mut entries = vec![NewEntry::new("person.left").by(me).about(id).with("source", "desk")];
    entries.extend(left::person_left(tx, core, id, &Actor::Person(me.clone())).await?.0);
    Ok(Done::all(Left::Yes, entries))
}

#[async_trait::async_trait]
impl Leaving for Visitor {
    async fn leavers(&self) -> Answer<LeaverList> {
        self.need_role()?;
        let rows =
            store::leaving::lately(&mut &self.core.db, LATELY).await.map_err(self.fault("leavers.list"))?;
        Ok(LeaverList { rows: rows.into_iter().map(|(id, name, at)| (id.to_string(), name, at)).collect() })
    }

    async fn find_leaver(&self, user_name: String) -> Answer<Sent> {
        self.need_role()?;
        let hash = self.core.name_hash(&user_name);
        let found = store::people::by_user_hash(&mut &self.core.db, &hash)
            .await
            .map_err(self.fault("leavers.find"))?;
        Ok(match found {
            Some(person) => Sent::next(format!("/desk/leavers/{}", person.id)),
            None => Sent::mend("user_name", Words::of("leavers-nobody")),
        })
    }

    async fn leaver(&self, id: String) -> Answer<LeaverPage> {
        let inside = self.need_role()?;
        let not_here = || self.refuse(RefusalCode::NotHere);
        let id = PersonId::parse(&id).map_err(|_| not_here())?;
        let found = store::people::by_id(&mut &self.core.db, &id).await.map_err(self.fault("leavers.one"))?;
        let person = found.ok_or_else(not_here)?;
        self.leaver_page(inside, person).await.map_err(self.fault("leavers.page"))
    }

    async fn leave(&self, id: String) -> Answer<Sent> {
        let inside = self.need_role()?;
        if !inside.person.has(Role::It) && !inside.person.has(Role::Security) {
            return Err(self.refuse(RefusalCode::NotAllowed));
        }
        self.need_fresh()?;
        let id = PersonId::parse(&id).map_err(|_| self.refuse(RefusalCode::NotHere))?;
        let next = format!("/desk/leavers/{id}");
        let input = (Arc::clone(&self.core), inside.person.id.clone(), id);
        let left = self
            .core
            .writer
            .run(input, |tx, (core, me, id)| Box::pin(async move { leave(tx, core, me, id).await }))
            .await
            .map_err(self.fault("leavers.leave"))?;
        match left {
            Left::Yes => Ok(Sent::next(next)),
            Left::NotHere => Err(self.refuse(RefusalCode::NotHere)),
            Left::Over => Err(self.refuse(RefusalCode::Over)),
            Left::No(why) => Err(self.refuse_saying(RefusalCode::NotAllowed, Words::of(why))),
        }
    }
}

impl Visitor {
    /// Least: any role.
    fn need_role(&self) -> Answer<&Inside> {
        let inside = self.need_person()?;
        if inside.person.privileged() { Ok(inside) } else { Err(self.refuse(RefusalCode::NotHere)) }
    }

    async fn leaver_page(&self, inside: &Inside, person: Person) -> Result<LeaverPage, Fault> {
        let mut db = &self.core.db;
        let mut page = LeaverPage {
            id: person.id.to_string(),
            name: person.name.clone(),
            user_name: person.user_name.clone(),
            left: person.left_at,
            report: None,
            stranded: Vec::new(),
            more: false,
            security_left: None,
            why_not: None,
        };
        if person.left_at.is_some() {
            let entry = store::leaving::told(&mut db, &person.id).await?;
            let decoded = entry.and_then(|bytes| audit::decode(&bytes).ok());
            let acts = decoded.and_then(|decoded| {
                let (_, text) = decoded.details.into_iter().find(|(key, _)| key == "acts")?;
                serde_json::from_str::<Vec<Act>>(&text).ok()
            });
            if let Some(acts) = acts {
                page.report = Some(self.report(&acts).await?);
            }
            return Ok(page);
        }
        page.report = Some(self.report(&left::acts(&mut db, &person).await?).await?);
        page.why_not = why_not(&inside.person, &person).map(str::to_owned);
        let found = stranded(&mut db, &person, self.now, &self.policy).await?;
        (page.stranded, page.more) = (found.names, found.more);
        if person.has(Role::Security) {
            let ready = store::people::ready_holders(&mut db, Role::Security).await?;
            let has_one = crate::facts::approver(&mut db, &person, &person.id).await?.has_passkey;
            let left = ready.saturating_sub(u32::from(has_one));
            page.security_left = (left < self.policy.security_needed).then_some(left);
        }
        Ok(page)
    }

    /// What was or will be done, by names.
    async fn report(&self, acts: &[Act]) -> Result<LeaverReport, Fault> {
        let mut db = &self.core.db;
        let mut report = LeaverReport::default();
        for act in acts {
            match act {
                Act::EndSessions { count } => report.sessions = *count,
                Act::EndPass { .. } => report.passes += 1,
                Act::EndEnrolment { .. } => report.enrolments += 1,
                Act::RemoveMethod { method } => {
                    let method = store::methods::by_id(&mut db, method).await?;
                    report.methods.extend(method.map(|method| method.name));
                }
                Act::WithdrawRequest { .. } => report.requests += 1,
                Act::EndRole { role } => report.roles.push(*role),
                Act::HandOver { request, to } => {
                    let request = store::requests::by_id(&mut db, request).await?;
                    let whose = match request.and_then(|request| request.person) {
                        Some(id) => self.person_name(&id).await?,
                        None => String::new(),
                    };
                    report.handed.push((whose, *to));
                }
                Act::NewManager { person, manager } => {
                    let manager = match manager {
                        Some(id) => Some(self.person_name(id).await?),
                        None => None,
                    };
                    report.managed.push((self.person_name(person).await?, manager));
                }
            }
        }
        Ok(report)
    }

    async fn person_name(&self, id: &PersonId) -> Result<String, Fault> {
        let person = store::people::by_id(&mut &self.core.db, id).await?;
        Ok(person.map(|person| person.name).unwrap_or_default())
    }
}
