//! The screen where a review stands. The request's own values are on it from "Compare" on and never before (R4).

use contract::{
    Answer, RefusalCode, Words,
    approvals::{Decide, Outcome, ReviewPage, Step},
};
use domain::{
    ReviewId, match_code,
    request::{RequestState, Why},
};
use store::{Fault, people::Person, requests::Review};

use super::{
    cards::Open,
    document::{At, Document, EndedBy, Picked},
    judge, show, take_back,
    work::Work,
};
use crate::{Visitor, visitor::Inside};

/// How a review ended, as its page tells it.
pub(super) async fn outcome(
    on: &mut impl store::Reads,
    document: &Document,
    now: domain::Time,
) -> Result<Outcome, Fault> {
    Ok(match document.ended {
        Some(EndedBy::Denied) => Outcome::Denied,
        Some(EndedBy::Reported) => Outcome::Reported,
        Some(EndedBy::WrongCodes) => Outcome::WrongCodes,
        None => Outcome::Ended,
        Some(by @ (EndedBy::Approved | EndedBy::HalfApproved)) => {
            let request = match document.request() {
                Some(id) => store::requests::by_id(on, id).await?,
                None => None,
            };
            match request.map(|request| request.state.settled(now)) {
                Some(RequestState::Approved(_)) if document.is_spoken() => Outcome::HalfToRead,
                Some(RequestState::Withdrawn { why: Why::Approver, .. }) => Outcome::TakenBack,
                _ if by == EndedBy::Approved => Outcome::Approved,
                _ => Outcome::HalfApproved,
            }
        }
    })
}

impl Visitor {
    /// A review of the caller's, ended or not; not here for anybody else.
    pub(super) async fn own_review(&self, id: &str) -> Answer<(&Inside, Review)> {
        let inside = self.need_person()?;
        let not_here = || self.refuse(RefusalCode::NotHere);
        let id = ReviewId::parse(id).map_err(|_| not_here())?;
        let review = store::requests::review(&mut &self.core.db, &id)
            .await
            .map_err(self.fault("review.read"))?
            .filter(|review| review.approver == inside.person.id)
            .ok_or_else(not_here)?;
        Ok((inside, review))
    }

    pub(super) async fn review_page(&self, id: &str) -> Answer<ReviewPage> {
        let (inside, review) = self.own_review(id).await?;
        self.page_of(&inside.person, review).await.map_err(self.fault("review.page"))
    }

    async fn page_of(&self, me: &Person, review: Review) -> Result<ReviewPage, Fault> {
        let mut db = &self.core.db;
        let document = Document::of(&review)?;
        let work = Work::read(&mut db, me, &review.id, self.now, &self.policy).await?;
        let take_back =
            work.is_none() && take_back::offered(&mut db, me, &review, self.now, &self.policy).await?;
        let person = store::people::by_id(&mut db, &review.person).await?;
        let name = person.map(|person| person.name).unwrap_or_default();
        let short_name = name.split_whitespace().next().unwrap_or_default().to_owned();
        let step = match &work {
            None => Step::Done(outcome(&mut db, &document, self.now).await?),
            Some(work) => self.step(work, None).await?,
        };
        Ok(ReviewPage {
            address: super::steps::path(&review.id),
            id: review.id.to_string(),
            name,
            short_name,
            step_number: if work.is_some() { document.number(document.at()) } else { document.steps() },
            steps: document.steps(),
            step,
            drill: false,
            spoken: document.spoken.is_some(),
            take_back,
        })
    }

    /// What the screen asks. `pretended` is the device that a drill says is gone.
    pub(crate) async fn step(&self, work: &Work, pretended: Option<String>) -> Result<Step, Fault> {
        let document = &work.document;
        Ok(match (document.at(), &document.device) {
            (At::Device, _) | (At::Reach, None) => {
                Step::Device { devices: work.devices(), picked: pretended }
            }
            (At::Reach, Some(picked)) => Step::Reach { means: work.means(picked) },
            (At::Says, _) => Step::Says,
            (At::Compare, _) => {
                let mut second_needed = Vec::new();
                for open in work.shown() {
                    for reason in show::second(&work.judge(open).second, open.request.spoken) {
                        if !second_needed.contains(&reason) {
                            second_needed.push(reason);
                        }
                    }
                }
                Step::Compare { rows: work.rows(), warnings: self.work_warnings(work).await?, second_needed }
            }
            (At::Code, _) => {
                let wrong = work.shown().iter().map(|open| open.request.wrong_codes).max();
                Step::Code { wrong: wrong.unwrap_or_default() }
            }
            (At::Decide, _) => match work.picked() {
                Some(open) => Step::Decide(Box::new(self.decide_screen(work, open).await?)),
                None => Step::Done(Outcome::Ended),
            },
        })
    }

    async fn work_warnings(&self, work: &Work) -> Result<Vec<Words>, Fault> {
        let lost = work.document.device.as_ref().and_then(Picked::device);
        let mut words = Vec::new();
        for open in work.shown() {
            let (circle, material) = (&work.circle, &work.material);
            let found = judge::warned(&mut &self.core.db, circle, material, &open.request, lost).await?;
            for warning in show::warnings(&found, material, self.now) {
                if !words.contains(&warning) {
                    words.push(warning);
                }
            }
        }
        Ok(words)
    }

    async fn decide_screen(&self, work: &Work, open: &Open) -> Result<Decide, Fault> {
        let judged = work.judge(open);
        let half = Work::is_half(open);
        let fingerprint = match &open.request.public_key {
            Some(key) if !open.request.spoken => match_code::fingerprint(key).to_string(),
            _ => String::new(),
        };
        let missing = work.missing(open, &judged);
        Ok(Decide {
            recorded: work.recorded(&judged),
            warnings: self.work_warnings(work).await?,
            evidence: if missing.is_none() { judged.evidence.ok().map(show::rule) } else { None },
            missing,
            effects: work.suspends(open).iter().map(|method| (method.name.clone(), method.kind)).collect(),
            needs_second: !half && judged.needs_two(),
            is_second: half,
            fingerprint,
            delay_hours: if work.circle.person.privileged() {
                u32::try_from(show::hours_up(self.policy.privileged_delay)).unwrap_or_default()
            } else {
                0
            },
        })
    }
}
