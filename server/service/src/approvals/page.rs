//! The screen where a review stands. The request's own values are on it from "Compare" on and never before (R4).

use contract::{
    Answer, RefusalCode, Words,
    approvals::{Choice, CompareRow, Decide, Means as ShownMeans, Outcome, ReviewPage, Step},
};
use domain::{
    ReviewId,
    approver::{As, act::Action},
    device::{DeviceState, Platform},
    evidence::Means,
    match_code,
    request::RequestState,
    statement::{Comparison, Field},
    suspension::{WhatHappened, on_approval},
};
use store::{Fault, people::Person, requests::Review};

use super::{
    cards::{Open, open_requests},
    circle::Circle,
    document::{At, Document, EndedBy, Picked, Way},
    judge::{self, Judged, Material},
    show,
};
use crate::{Visitor, visitor::Inside};

/// A review with all that its screen and its decision rest on.
pub(super) struct Work {
    pub(super) review: Review,
    pub(super) document: Document,
    pub(super) circle: Circle,
    pub(super) material: Material,
    /// All requests of the person that wait for a decision, oldest first.
    pub(super) open: Vec<Open>,
}

impl Work {
    /// Reads a review of `actor`'s that has not ended; `None` if there is none such.
    pub(super) async fn read(
        on: &mut impl store::Reads,
        actor: &Person,
        id: &ReviewId,
        now: domain::Time,
        policy: &domain::Policy,
    ) -> Result<Option<Self>, Fault> {
        let review = store::requests::review(on, id).await?;
        let Some(review) = review.filter(|review| review.approver == actor.id && review.ended.is_none()) else {
            return Ok(None);
        };
        let document = Document::of(&review)?;
        let Some(circle) = Circle::read(on, actor, &review.person, now, policy).await? else { return Ok(None) };
        let material = Material::read(on, &circle).await?;
        let requests = store::requests::open_of(on, &review.person).await?;
        let open = open_requests(on, &circle, requests).await?;
        let work = Self { review, document, circle, material, open };
        Ok(work.goes_on().then_some(work))
    }

    /// The requests that this review is about: the one picked, else the spoken one, else those with a browser.
    pub(super) fn shown(&self) -> Vec<&Open> {
        let mine = |open: &&Open| open.approve.is_some() || open.deny.is_some();
        match self.document.request() {
            Some(id) => self.open.iter().filter(mine).filter(|open| open.request.id == *id).collect(),
            None => self.open.iter().filter(mine).filter(|open| !open.request.spoken).collect(),
        }
    }

    /// Whether there still is something for this approver to decide on.
    fn goes_on(&self) -> bool {
        !self.shown().is_empty()
    }

    /// The request that is decided on, once it is known.
    pub(super) fn picked(&self) -> Option<&Open> {
        self.document.request()?;
        self.shown().first().copied()
    }

    /// In which place this approver acts.
    pub(super) fn place(open: &Open) -> As {
        open.approve.or(open.deny).unwrap_or(As::It)
    }

    pub(super) const fn is_half(open: &Open) -> bool {
        matches!(open.state, RequestState::HalfApproved { .. })
    }

    /// What was recorded, weighed for one request.
    pub(super) fn judge(&self, open: &Open) -> Judged {
        let place = Self::place(open);
        judge::judge(&self.circle, &self.material, &open.request, place, Self::is_half(open), &self.document)
    }

    /// Whether a way of reaching the person would count.
    pub(super) fn weigh(&self, picked: &Picked, way: &Way) -> Result<(), domain::evidence::Missing> {
        let shown = self.shown();
        let Some(open) = shown.first() else { return Err(domain::evidence::Missing::AnyCheck) };
        let place = Self::place(open);
        let with = Document { reached: Some(way.clone()), ..self.document.clone() };
        let second =
            judge::second_needed(&self.circle, &self.material, &open.request, place, &with);
        let two = Self::is_half(open) || open.request.spoken || !second.is_empty();
        let both = (picked, way);
        judge::weigh_way(&self.circle, &self.material, &open.request, place, two, both).1.map(|_| ())
    }

    fn devices(&self) -> Vec<Choice> {
        self.material
            .devices
            .iter()
            // One that was said to be lost before may still be the one that is gone.
            .filter(|device| matches!(device.state, DeviceState::InUse | DeviceState::Lost))
            .map(|device| Choice {
                value: device.id.to_string(),
                label: device.name.clone(),
                hint: Some(Words::of(format!("platform-{}", device.platform.word()))),
            })
            .collect()
    }

    fn means(&self, picked: &Picked) -> Vec<ShownMeans> {
        let contact = |means: &Means| match means {
            Means::Call { contact, .. } => {
                self.material.contacts.iter().find(|known| known.id == *contact)
            }
            _ => None,
        };
        self.material
            .means(&self.circle, picked)
            .iter()
            .map(|means| {
                let way = Way::of(means);
                ShownMeans {
                    value: way.value(),
                    kind: way.kind().to_owned(),
                    number: contact(means).map(|contact| contact.value.clone()),
                    label: contact(means).map(|contact| contact.label.clone()).unwrap_or_default(),
                    counts: self.weigh(picked, &way).is_ok(),
                }
            })
            .collect()
    }

    fn rows(&self) -> Vec<CompareRow> {
        let shown = self.shown();
        let many = shown.len() > 1;
        let mut rows = Vec::new();
        let Some(says) = &self.document.says else { return rows };
        let list = |prefix: &str, word: Option<&str>| match word {
            Some(word) => Words::of(format!("{prefix}-{word}")),
            None => Words::of("approval-could-not-say"),
        };
        for (n, open) in shown.iter().enumerate() {
            let request = &open.request;
            let label = |row: &str| {
                Words::of(format!("approval-row-{row}")).with("n", if many { n + 1 } else { 0 })
            };
            let differs = |field: Field| match judge::comparison(&self.document, request) {
                Some(Comparison::Mismatch(fields)) => fields.contains(&field),
                _ => false,
            };
            let unknown = |text: &str| {
                if text.is_empty() { Words::of("approval-not-known") } else { show::text(text) }
            };
            rows.push(CompareRow {
                label: label("when"),
                says: Words::of("approval-asked-just-now"),
                request: show::ago(request.asked, self.circle.now),
                fits: None,
            });
            rows.push(CompareRow {
                label: label("what"),
                says: list("what", says.what.map(WhatHappened::word)),
                request: list("what", Some(judge::known(request).what.word())),
                fits: Some(!differs(Field::What)),
            });
            if !request.spoken {
                rows.push(CompareRow {
                    label: label("on-what"),
                    says: list("platform", says.on_what.map(Platform::word)),
                    request: unknown(&request.browser),
                    fits: Some(!differs(Field::OnWhat)),
                });
                rows.push(CompareRow {
                    label: label("where"),
                    says: unknown(&says.place),
                    request: unknown(&request.network),
                    fits: None,
                });
            }
        }
        rows
    }

    /// What was recorded, in words.
    fn recorded(&self, judged: &Judged) -> Vec<(Words, Words)> {
        let document = &self.document;
        let mut recorded = Vec::new();
        if let Some(picked) = &document.device {
            let name = picked
                .device()
                .and_then(|id| self.material.devices.iter().find(|device| device.id == *id))
                .map(|device| show::text(&device.name));
            recorded.push((
                Words::of("approval-recorded-device"),
                name.unwrap_or_else(|| Words::of("approval-device-not-sure")),
            ));
        }
        for check in &judged.checks {
            let check = Words::of(format!("approval-check-{}", check.word()));
            recorded.push((Words::of("approval-recorded-check"), check));
        }
        if let Some(says) = &document.says {
            let said = match says.what {
                Some(what) => Words::of(format!("what-{}", what.word())),
                None => Words::of("approval-could-not-say"),
            };
            recorded.push((Words::of("approval-recorded-what"), said));
        }
        if document.code.is_some() {
            recorded.push((Words::of("approval-recorded-code"), Words::of("approval-code-right")));
        }
        recorded
    }

    /// The methods that approving suspends.
    pub(super) fn suspends(&self, open: &Open) -> Vec<&store::methods::Method> {
        let device = self.document.device.as_ref().and_then(Picked::device);
        let what = self.what(open);
        let gone = on_approval(&self.material.method_facts(), device, what);
        self.material.methods.iter().filter(|method| gone.contains(&method.id)).collect()
    }

    /// What happened, as the request or the person says: the more serious of both.
    pub(super) fn what(&self, open: &Open) -> WhatHappened {
        let asked = judge::known(&open.request).what;
        match self.document.says.as_ref().and_then(|says| says.what) {
            Some(WhatHappened::LostOrStolen) => WhatHappened::LostOrStolen,
            _ => asked,
        }
    }

    /// Why this approver cannot approve now, if they cannot.
    pub(super) fn missing(&self, open: &Open, judged: &Judged) -> Option<Words> {
        if let Err(why) = self.circle.may(Action::Approve, &open.state, &open.place) {
            return Some(show::not_allowed(why));
        }
        if open.place.first_left {
            return Some(Words::of("approval-missing-first-left"));
        }
        judged.evidence.err().map(show::missing)
    }
}

/// How a review ended, as its page tells it.
pub(super) async fn outcome(
    on: &mut impl store::Reads,
    document: &Document,
    now: domain::Time,
) -> Result<Outcome, Fault> {
    let spoken = |state: RequestState| matches!(state, RequestState::Approved(_)).then_some(Outcome::HalfToRead);
    Ok(match document.ended {
        Some(EndedBy::Denied) => Outcome::Denied,
        Some(EndedBy::Reported) => Outcome::Reported,
        Some(EndedBy::WrongCodes) => Outcome::WrongCodes,
        None => Outcome::Ended,
        Some(by @ (EndedBy::Approved | EndedBy::HalfApproved)) => {
            let request = match &document.spoken {
                Some(id) => store::requests::by_id(on, id).await?,
                None => None,
            };
            let half = request.and_then(|request| spoken(request.state.settled(now)));
            half.unwrap_or(if by == EndedBy::Approved { Outcome::Approved } else { Outcome::HalfApproved })
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
        let person = store::people::by_id(&mut db, &review.person).await?;
        let name = person.map(|person| person.name).unwrap_or_default();
        let short_name = name.split_whitespace().next().unwrap_or_default().to_owned();
        let (step, drill) = match &work {
            None => (Step::Done(outcome(&mut db, &document, self.now).await?), false),
            Some(work) => {
                let shown = work.shown();
                (self.step(work).await?, shown.iter().all(|open| open.request.drill))
            }
        };
        Ok(ReviewPage {
            id: review.id.to_string(),
            name,
            short_name,
            step_number: if work.is_some() { document.number(document.at()) } else { document.steps() },
            steps: document.steps(),
            step,
            drill,
            spoken: document.spoken.is_some(),
        })
    }

    async fn step(&self, work: &Work) -> Result<Step, Fault> {
        let document = &work.document;
        Ok(match (document.at(), &document.device) {
            (At::Device, _) | (At::Reach, None) => Step::Device { devices: work.devices() },
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
            let found =
                judge::warned(&mut &self.core.db, circle, material, &open.request, lost).await?;
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
        })
    }
}
