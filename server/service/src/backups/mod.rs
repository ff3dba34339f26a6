//! Backup methods: an authenticator app, recovery codes, a phone by text or call. Each is tried as it is added.

pub(crate) mod adding;
mod app;
pub(crate) mod codes;
mod phone;
pub(crate) mod sending;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod trying;

use contract::{
    Answer, Backups, Sent, Words,
    backups::{AddApp, CodesPage, KindCard, PhonePage, TryPage},
};
use domain::method::{MethodFacts, MethodKind};
use store::methods::Method;

use crate::Visitor;

#[async_trait::async_trait]
impl Backups for Visitor {
    async fn kinds(&self) -> Answer<Vec<KindCard>> {
        let inside = self.need_fresh()?;
        let methods = store::methods::of(&mut &self.core.db, &inside.person.id)
            .await
            .map_err(self.fault("backups.kinds"))?;
        let facts: Vec<MethodFacts> = methods.iter().map(Method::facts).collect();
        Ok(MethodKind::ALL
            .iter()
            .map(|kind| {
                let no_gateway = *kind == MethodKind::Phone && self.ways().is_empty();
                let why_not = adding::not_allowed(&self.policy, &inside.person, *kind, &facts)
                    .or_else(|| no_gateway.then(|| Words::of("backups-no-gateway")));
                KindCard { kind: *kind, why_not }
            })
            .collect())
    }

    async fn app_page(&self) -> Answer<AddApp> {
        self.page_of_app().await
    }

    async fn begin_app(&self) -> Answer<Sent> {
        self.begin_seed().await
    }

    async fn finish_app(&self, code: String, name: String) -> Answer<Sent> {
        self.add_app(&code, &name).await
    }

    async fn codes_page(&self) -> Answer<CodesPage> {
        self.page_of_codes().await
    }

    async fn make_codes(&self) -> Answer<Sent> {
        self.make_set().await
    }

    async fn phone_page(&self) -> Answer<PhonePage> {
        self.page_of_phone().await
    }

    async fn begin_phone(&self, number: String, way: String) -> Answer<Sent> {
        self.send_to_new(&number, &way).await
    }

    async fn finish_phone(&self, code: String, name: String) -> Answer<Sent> {
        self.add_phone(&code, &name).await
    }

    async fn try_page(&self, method: String) -> Answer<TryPage> {
        self.page_of_try(&method).await
    }

    async fn send_try(&self, method: String, way: String) -> Answer<Sent> {
        self.send_to_own(&method, &way).await
    }

    async fn try_method(&self, method: String, code: String) -> Answer<Sent> {
        self.try_own(&method, &code).await
    }
}
