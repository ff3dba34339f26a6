//! Canned rehearsals.

use async_trait::async_trait;
use contract::approvals::{Approvals, ReviewPage, StepForm};
use contract::common::Finished;
use contract::drills::{Asked, DrillOffer, DrillPage, DrillStatus, Drills, Over};
use contract::readiness::WhatIfDevice;
use contract::recovery::{KeyTaken, PublishKey};
use contract::{Answer, Challenge, FinishCeremony, Sent, Words};
use domain::Time;
use domain::device::{Ownership, Platform};

use super::NOON;
use super::portal::Canned;

impl Canned {
    fn who(&self) -> Words {
        Words::of("drill-who-manager").with("name", &self.text)
    }

    /// Every page there is, by its name.
    pub(crate) fn drill_page(&self, name: &str) -> DrillPage {
        let device = (!self.bare).then(|| self.text.clone());
        match name {
            "begin" => DrillPage::Begin {
                who: self.who(),
                devices: self.some(WhatIfDevice {
                    id: "d1".to_owned(),
                    name: self.text.clone(),
                    platform: Platform::Ios,
                    ownership: Ownership::Own,
                }),
                last: (!self.bare).then_some(Time(NOON - 86_400_000)),
            },
            "prove" => DrillPage::Prove {
                device,
                ways: vec![Words::of(self.text.clone())],
                passkey: !self.bare,
                codes: !self.bare,
                who: self.who(),
            },
            "asked" => DrillPage::Asked(Asked {
                request: "drill-x".to_owned(),
                device,
                who: self.who(),
                asked: Time(NOON - 60_000),
                until: Time(NOON + 3_600_000),
                phase: "told".to_owned(),
                number: None,
                key: None,
            }),
            _ => DrillPage::Over(Over {
                outcome: Words::of("drill-result-approved"),
                evidence: Some(Words::of("approval-rule-house-call-back")),
                missing: None,
                by: Some(self.text.clone()),
                minutes: 7,
                counts: true,
            }),
        }
    }
}

#[async_trait]
impl Drills for Canned {
    async fn drill_offer(&self) -> Answer<DrillOffer> {
        let last = (!self.bare).then_some(Time(NOON - 86_400_000));
        self.answer(DrillOffer { last, due: self.bare, open: false })
    }
    async fn drill(&self, anew: bool) -> Answer<DrillPage> {
        self.answer(self.drill_page(if anew { "begin" } else { self.drill_at }))
    }
    async fn begin_drill(&self, device: String) -> Answer<Sent> {
        self.noted(format!("begin_drill {device:?}"));
        self.answer(Sent::next("/drill"))
    }
    async fn ask_in_drill(&self) -> Answer<Sent> {
        self.noted("ask_in_drill".to_owned());
        self.answer(Sent::next("/drill"))
    }
    async fn stop_drill(&self) -> Answer<Sent> {
        self.noted("stop_drill".to_owned());
        self.answer(Sent::next("/drill"))
    }
    async fn prove_in_drill(&self, app: String, recovery: String) -> Answer<Sent> {
        self.noted(format!("prove_in_drill {app:?} {recovery:?}"));
        self.answer(Sent::mend("", Words::of("drill-codes-wrong")))
    }
    async fn begin_drill_proof(&self) -> Answer<Challenge> {
        unreachable!()
    }
    async fn finish_drill_proof(&self, _: FinishCeremony) -> Answer<Finished> {
        unreachable!()
    }
    async fn publish_drill_key(&self, _: PublishKey) -> Answer<KeyTaken> {
        unreachable!()
    }
    async fn drill_status(&self) -> Answer<DrillStatus> {
        unreachable!()
    }
    async fn drill_review(&self, id: String) -> Answer<ReviewPage> {
        let page = self.review(id).await?;
        Ok(ReviewPage { address: "/drills/x1".to_owned(), drill: true, take_back: false, ..page })
    }
    async fn answer_drill(&self, id: String, form: StepForm) -> Answer<Sent> {
        self.noted(format!("answer_drill {id:?} {:?}", form.step));
        self.answer(Sent::next("/drills/x1"))
    }
    async fn begin_drill_decide(&self, _: String) -> Answer<Challenge> {
        unreachable!()
    }
    async fn finish_drill_decide(&self, _: String, _: FinishCeremony) -> Answer<Finished> {
        unreachable!()
    }
}
