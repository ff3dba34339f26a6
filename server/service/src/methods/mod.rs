//! A person's own methods and devices, and whether they would get back in.
//!
//! Each change is a file: [`add`], [`place`], [`change`]. What is decided inside a job is read again there by
//! [`crate::acting`]: the session, its person, the policy, and the methods themselves. To add another kind of method, bring
//! it to [`add::keep`], which holds the rules, the bound, the notice and the entry for all kinds.

pub(crate) mod add;
mod change;
mod list;
mod place;
#[cfg(test)]
mod tests;

use contract::{
    Answer, Challenge, FinishCeremony, Methods, RefusalCode, Sent, Words,
    common::Finished,
    methods::{Done, Home, MethodPage, PlaceForm},
};
use domain::{
    MethodId, PersonId, RequestId,
    method::MethodState,
    strength::{ChangeRefused, Proof},
    suspension::FreezeSource,
};
use store::{Fault, Reads, methods::Method};

use crate::{Visitor, acting::without_method, visitor::Inside};

/// Why a change is not made, in words.
pub(crate) fn words_for(refused: &ChangeRefused) -> Words {
    Words::of(match refused {
        ChangeRefused::ProofNeeded(_) => "methods-why-proof",
        ChangeRefused::PassNeeded => "methods-why-pass",
        ChangeRefused::Settling { .. } => "methods-why-settling",
        ChangeRefused::LastWayIn => "methods-why-last",
        ChangeRefused::CountsForNothing => "methods-why-counts-for-nothing",
    })
}

/// What the session proved, for what a page shows. A job reads it again.
fn proved(inside: &Inside) -> Vec<Proof> {
    if inside.session.method.is_some() { vec![Proof::Passkey] } else { without_method().to_vec() }
}

/// A method of `person` that is not removed.
async fn own(on: &mut impl Reads, person: &PersonId, id: &MethodId) -> Result<Option<Method>, Fault> {
    let method = store::methods::by_id(on, id).await?;
    Ok(method.filter(|method| method.person == *person && method.state != MethodState::Removed))
}

impl Visitor {
    /// A method of the caller's own that is not removed; anything else is not here.
    async fn own_method(&self, id: &str) -> Answer<Method> {
        let inside = self.need_person()?;
        let id = self.method_id(id)?;
        let method =
            own(&mut &self.core.db, &inside.person.id, &id).await.map_err(self.fault("methods.one"))?;
        method.ok_or_else(|| self.refuse(RefusalCode::NotHere))
    }

    fn method_id(&self, id: &str) -> Answer<MethodId> {
        MethodId::parse(id).map_err(|_| self.refuse(RefusalCode::NotHere))
    }
}

#[async_trait::async_trait]
impl Methods for Visitor {
    async fn home(&self) -> Answer<Home> {
        self.home_page().await
    }

    async fn method(&self, id: String) -> Answer<MethodPage> {
        self.method_page(&id).await
    }

    async fn begin_add(&self) -> Answer<Challenge> {
        self.begin_adding().await
    }

    async fn finish_add(&self, finish: FinishCeremony) -> Answer<Finished> {
        self.finish_adding(finish).await
    }

    async fn place(&self, form: PlaceForm) -> Answer<Sent> {
        self.place_method(form).await
    }

    async fn rename(&self, id: String, name: String) -> Answer<Sent> {
        self.rename_method(&id, &name).await
    }

    async fn remove(&self, id: String) -> Answer<Sent> {
        self.remove_method(&id).await
    }

    async fn stop_own(&self, request: String) -> Answer<Sent> {
        let inside = self.need_person()?;
        let id = RequestId::parse(&request).map_err(|_| self.refuse(RefusalCode::NotHere))?;
        let found =
            store::requests::by_id(&mut &self.core.db, &id).await.map_err(self.fault("methods.stop"))?;
        if found.and_then(|request| request.person).as_ref() != Some(&inside.person.id) {
            return Err(self.refuse(RefusalCode::NotHere));
        }
        // The method that opened the session; a demo's session has none, so its own id stands for it.
        let source =
            inside.session.method.clone().unwrap_or_else(|| MethodId::stored(inside.session.id.as_str()));
        self.freeze(id, inside.person.id.clone(), FreezeSource::Method(source)).await?;
        Ok(Sent::next("/not-me/done"))
    }

    async fn done(&self) -> Answer<Done> {
        self.done_page().await
    }
}
