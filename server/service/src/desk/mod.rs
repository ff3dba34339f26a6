//! IT's queue: what waits for whom, one request with its whole history, and what a role may do about it.

mod act;
mod found_again;
mod queue;
mod raise;
mod request;
mod said;
#[cfg(test)]
mod tests;
mod timeline;

#[cfg(test)]
pub(crate) use timeline::keys;

use contract::{
    Answer, Desk, RefusalCode, Sent,
    desk::{DeskForm, DeskRequest, QueueFilter, QueuePage, RaiseForm},
};
use domain::person::Role;

use crate::{Visitor, visitor::Inside};

#[async_trait::async_trait]
impl Desk for Visitor {
    async fn queue(&self, filter: QueueFilter) -> Answer<QueuePage> {
        self.queue_page(&filter).await
    }

    async fn desk_request(&self, id: String) -> Answer<DeskRequest> {
        self.request_page(&id).await
    }

    async fn desk_act(&self, id: String, form: DeskForm) -> Answer<Sent> {
        self.act(&id, form).await
    }

    async fn may_raise(&self) -> Answer<()> {
        self.need_staff().map(|_| ())
    }

    async fn raise(&self, form: RaiseForm) -> Answer<Sent> {
        self.raise_for(form).await
    }
}

impl Visitor {
    /// Least: any role. Whoever holds none is told that there is nothing here.
    fn need_reader(&self) -> Answer<&Inside> {
        let inside = self.need_person()?;
        if inside.person.privileged() { Ok(inside) } else { Err(self.refuse(RefusalCode::NotHere)) }
    }

    /// Least: `it` or `security`, with fresh proof. An auditor reads only.
    fn need_staff(&self) -> Answer<&Inside> {
        let inside = self.need_reader()?;
        if !inside.person.has(Role::It) && !inside.person.has(Role::Security) {
            return Err(self.refuse(RefusalCode::NotAllowed));
        }
        self.need_fresh()
    }
}
