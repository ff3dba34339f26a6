//! An approver's decision about one person: one card, one review, one code field, however many requests are open in that
//! person's name (R2 to R5).
//!
//! [`circle`] says who may act, [`heard`] who may see what, [`judge`] weighs what was recorded, [`document`] holds it, [`work`]
//! brings it together, [`page`] shows it, [`steps`] take it down ([`code`] the code), [`decide`] and [`approve`] carry it out,
//! [`ending`] is every other way out, [`take_back`] undoes an approval, [`half`] is the spoken pass.

mod approve;
pub(crate) mod cards;
pub(crate) mod circle;
pub(crate) mod code;
pub(crate) mod decide;
pub(crate) mod document;
pub(crate) mod ending;
mod half;
pub(crate) mod heard;
pub(crate) mod judge;
pub(crate) mod page;
pub(crate) mod show;
pub(crate) mod steps;
pub(crate) mod take_back;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod work;

use contract::{
    Answer, Approvals, Challenge, FinishCeremony, Sent,
    approvals::{ApprovalCard, Half, ReviewPage, StepForm},
    common::Finished,
};

use crate::Visitor;

#[async_trait::async_trait]
impl Approvals for Visitor {
    async fn approvals(&self) -> Answer<Vec<ApprovalCard>> {
        self.cards().await
    }

    async fn begin_review(&self, person: String) -> Answer<Sent> {
        self.begin_review_of(&person).await
    }

    async fn review(&self, id: String) -> Answer<ReviewPage> {
        self.review_page(&id).await
    }

    async fn answer_step(&self, id: String, form: StepForm) -> Answer<Sent> {
        self.step_answer(&id, form).await
    }

    async fn begin_decide(&self, id: String) -> Answer<Challenge> {
        self.decide_begin(&id).await
    }

    async fn finish_decide(&self, id: String, finish: FinishCeremony) -> Answer<Finished> {
        self.decide_finish(&id, finish).await
    }

    async fn half(&self, id: String, show: bool) -> Answer<Half> {
        self.half_page(&id, show).await
    }
}
