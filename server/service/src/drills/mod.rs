//! Rehearsals: a person walks the way back in up to their manager's decision, and nothing changes but rows of drills, the
//! record and notices. [`domain::drill`] says which effects a drill may have.
//!
//! [`page`] is what whoever rehearses sees, [`begin`] begins, asks and stops, [`prove`] checks what they would get back in
//! with by themselves, [`work`] puts a drill before the same rules and screens as a request, [`review`] and [`decide`] are
//! the approver's, [`over`] is every end.

mod begin;
mod decide;
mod over;
mod page;
mod prove;
mod review;
#[cfg(test)]
mod tests;
mod work;

pub(crate) use over::{end_of_whoever_left, expire};

use contract::{
    Answer, Challenge, Drills, FinishCeremony, Sent,
    approvals::{ReviewPage, StepForm},
    common::Finished,
    drills::{DrillOffer, DrillPage, DrillStatus},
    recovery::{KeyTaken, PublishKey},
};

use crate::Visitor;

#[async_trait::async_trait]
impl Drills for Visitor {
    async fn drill_offer(&self) -> Answer<DrillOffer> {
        self.offer_drill().await
    }
    async fn drill(&self, anew: bool) -> Answer<DrillPage> {
        self.drill_page(anew).await
    }
    async fn begin_drill(&self, device: String) -> Answer<Sent> {
        self.drill_begin(&device).await
    }
    async fn ask_in_drill(&self) -> Answer<Sent> {
        self.drill_ask().await
    }
    async fn stop_drill(&self) -> Answer<Sent> {
        self.drill_stop().await
    }
    async fn prove_in_drill(&self, app: String, recovery: String) -> Answer<Sent> {
        self.drill_prove(app, recovery).await
    }
    async fn begin_drill_proof(&self) -> Answer<Challenge> {
        self.drill_proof_begin().await
    }
    async fn finish_drill_proof(&self, finish: FinishCeremony) -> Answer<Finished> {
        self.drill_proof_finish(finish).await
    }
    async fn publish_drill_key(&self, key: PublishKey) -> Answer<KeyTaken> {
        self.drill_key(&key).await
    }
    async fn drill_status(&self) -> Answer<DrillStatus> {
        self.drill_looked_at().await
    }
    async fn drill_review(&self, id: String) -> Answer<ReviewPage> {
        self.drill_review_page(&id).await
    }
    async fn answer_drill(&self, id: String, form: StepForm) -> Answer<Sent> {
        self.drill_step(&id, form).await
    }
    async fn begin_drill_decide(&self, id: String) -> Answer<Challenge> {
        self.drill_decide_begin(&id).await
    }
    async fn finish_drill_decide(&self, id: String, finish: FinishCeremony) -> Answer<Finished> {
        self.drill_decide_finish(&id, finish).await
    }
}
