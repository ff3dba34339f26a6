//! Renaming a method, and removing it: never the last way in (I11).

use std::sync::Arc;

use contract::{Answer, RefusalCode, Sent, Words};
use domain::{
    MethodId, SessionId,
    method::MethodFacts,
    strength::{Change, ChangeRefused, may_change},
};
use store::{Done, Fault, NewEntry, Tx, methods::Method};

use super::{own, words_for};
use crate::{
    Core, Visitor,
    acting::{Need, acting},
    naming::tidy,
    notices::{self, Template},
};

/// What became of a change.
enum Changed {
    Yes,
    No(ChangeRefused),
    Refused(RefusalCode),
}

async fn rename(tx: &mut Tx, session: &SessionId, id: &MethodId, name: &str) -> Result<Done<Changed>, Fault> {
    let acting = match acting(tx, session, Need::Person).await? {
        Ok(acting) => acting,
        Err(code) => return Ok(Done::plain(Changed::Refused(code))),
    };
    let person = &acting.person.id;
    if own(tx, person, id).await?.is_none() {
        return Ok(Done::plain(Changed::Refused(RefusalCode::NotHere)));
    }
    store::methods::rename(tx, id, name).await?;
    let entry = NewEntry::new("method.renamed").by(person).about(person).with("method", id.as_str());
    Ok(Done::with(Changed::Yes, entry))
}

async fn remove(
    tx: &mut Tx,
    core: &Core,
    session: &SessionId,
    id: &MethodId,
) -> Result<Done<Changed>, Fault> {
    let now = tx.now();
    let acting = match acting(tx, session, Need::Fresh).await? {
        Ok(acting) => acting,
        Err(code) => return Ok(Done::plain(Changed::Refused(code))),
    };
    let person = &acting.person;
    let all = store::methods::of(tx, &person.id).await?;
    let Some(method) = all.iter().find(|method| method.id == *id) else {
        return Ok(Done::plain(Changed::Refused(RefusalCode::NotHere)));
    };
    let facts: Vec<MethodFacts> = all.iter().map(Method::facts).collect();
    let (gone, privileged) = (method.facts(), person.privileged());
    let change = Change::Remove(&gone);
    if let Err(refused) =
        may_change(change, &facts, &acting.proofs, privileged, person.let_back_in, now, &acting.policy)
    {
        return Ok(Done::plain(Changed::No(refused)));
    }
    if !store::methods::remove(tx, id, now).await? {
        return Ok(Done::plain(Changed::Refused(RefusalCode::NotHere)));
    }
    store::sessions::end_by_method(tx, id, now, "method-removed").await?;
    let told = [("method", method.name.clone())];
    notices::tell(tx, core, person, Template::MethodRemoved, &told, None).await?;
    let entry = NewEntry::new("method.removed")
        .by(&person.id)
        .about(&person.id)
        .with("method", id.as_str())
        .with("kind", method.kind.word())
        .with("why", "owner");
    Ok(Done::with(Changed::Yes, entry))
}

impl Visitor {
    pub(super) async fn rename_method(&self, id: &str, name: &str) -> Answer<Sent> {
        let inside = self.need_person()?;
        let id = self.own_method(id).await?.id;
        let name = tidy(name);
        if name.is_empty() {
            return Ok(Sent::mend("name", Words::of("methods-rename-empty")));
        }
        let next = format!("/methods/{id}");
        let changed = self
            .core
            .writer
            .run((inside.session.id.clone(), id, name), |tx, (session, id, name)| {
                Box::pin(async move { rename(tx, session, id, name).await })
            })
            .await
            .map_err(self.fault("methods.rename"))?;
        self.after(changed, next)
    }

    pub(super) async fn remove_method(&self, id: &str) -> Answer<Sent> {
        let inside = self.need_fresh()?;
        let id = self.method_id(id)?;
        let input = (Arc::clone(&self.core), inside.session.id.clone(), id);
        let changed = self
            .core
            .writer
            .run(input, |tx, (core, session, id)| {
                Box::pin(async move { remove(tx, core, session, id).await })
            })
            .await
            .map_err(self.fault("methods.remove"))?;
        self.after(changed, "/".to_owned())
    }

    fn after(&self, changed: Changed, next: String) -> Answer<Sent> {
        match changed {
            Changed::Yes => Ok(Sent::next(next)),
            Changed::No(refused) => Ok(Sent::mend("", words_for(&refused))),
            Changed::Refused(code) => Err(self.refuse(code)),
        }
    }
}
