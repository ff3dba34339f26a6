//! A review at one moment, with all that its screen and its decision rest on.

use contract::{
    Words,
    approvals::{Choice, CompareRow, Means as ShownMeans},
};
use domain::{
    ReviewId,
    approver::{As, act::Action},
    device::{DeviceState, Platform},
    evidence::Means,
    request::RequestState,
    statement::{Comparison, Field},
    suspension::{WhatHappened, on_approval},
};
use store::{Fault, people::Person, requests::Review};

use super::{
    cards::{Open, open_requests},
    circle::Circle,
    document::{Document, Picked, Way},
    judge::{self, Judged, Material},
    show,
};

/// A review with all that its screen and its decision rest on.
pub(crate) struct Work {
    pub(crate) review: Review,
    pub(crate) document: Document,
    pub(crate) circle: Circle,
    pub(crate) material: Material,
    /// All requests of the person that wait for a decision, oldest first.
    pub(crate) open: Vec<Open>,
}

impl Work {
    /// Reads a review of `actor`'s that has not ended; `None` if there is none such.
    pub(crate) async fn read(
        on: &mut impl store::Reads,
        actor: &Person,
        id: &ReviewId,
        now: domain::Time,
        policy: &domain::Policy,
    ) -> Result<Option<Self>, Fault> {
        let review = store::requests::review(on, id).await?;
        let Some(review) = review.filter(|review| review.approver == actor.id && review.ended.is_none())
        else {
            return Ok(None);
        };
        let document = Document::of(&review)?;
        let Some(circle) = Circle::read(on, actor, &review.person, now, policy).await? else {
            return Ok(None);
        };
        let material = Material::read(on, &circle).await?;
        let requests = store::requests::open_of(on, &review.person).await?;
        let open = open_requests(on, &circle, requests).await?;
        let work = Self { review, document, circle, material, open };
        Ok(work.goes_on().then_some(work))
    }

    /// The requests that this review is about: the one picked, else the spoken one, else those with a browser.
    pub(crate) fn shown(&self) -> Vec<&Open> {
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
    pub(crate) fn picked(&self) -> Option<&Open> {
        self.document.request()?;
        self.shown().first().copied()
    }

    /// In which place this approver acts.
    pub(crate) fn place(open: &Open) -> As {
        open.approve.or(open.deny).unwrap_or(As::It)
    }

    pub(crate) const fn is_half(open: &Open) -> bool {
        matches!(open.state, RequestState::HalfApproved { .. })
    }

    /// What was recorded, weighed for one request.
    pub(crate) fn judge(&self, open: &Open) -> Judged {
        let place = Self::place(open);
        judge::judge(&self.circle, &self.material, &open.request, place, Self::is_half(open), &self.document)
    }

    /// Whether a way of reaching the person would count.
    pub(crate) fn weigh(&self, picked: &Picked, way: &Way) -> Result<(), domain::evidence::Missing> {
        let shown = self.shown();
        let Some(open) = shown.first() else { return Err(domain::evidence::Missing::AnyCheck) };
        let place = Self::place(open);
        let with = Document { reached: Some(way.clone()), ..self.document.clone() };
        let second = judge::second_needed(&self.circle, &self.material, &open.request, place, &with);
        let two = Self::is_half(open) || open.request.spoken || !second.is_empty();
        let both = (picked, way);
        judge::weigh_way(&self.circle, &self.material, &open.request, place, two, both).1.map(|_| ())
    }

    pub(crate) fn devices(&self) -> Vec<Choice> {
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

    pub(crate) fn means(&self, picked: &Picked) -> Vec<ShownMeans> {
        let contact = |means: &Means| match means {
            Means::Call { contact, .. } => self.material.contacts.iter().find(|known| known.id == *contact),
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

    pub(crate) fn rows(&self) -> Vec<CompareRow> {
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
            let label =
                |row: &str| Words::of(format!("approval-row-{row}")).with("n", if many { n + 1 } else { 0 });
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
    pub(crate) fn recorded(&self, judged: &Judged) -> Vec<(Words, Words)> {
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
    pub(crate) fn suspends(&self, open: &Open) -> Vec<&store::methods::Method> {
        let device = self.document.device.as_ref().and_then(Picked::device);
        let what = self.what(open);
        let gone = on_approval(&self.material.method_facts(), device, what);
        self.material.methods.iter().filter(|method| gone.contains(&method.id)).collect()
    }

    /// What happened, as the request or the person says: the more serious of both.
    pub(crate) fn what(&self, open: &Open) -> WhatHappened {
        let asked = judge::known(&open.request).what;
        match self.document.says.as_ref().and_then(|says| says.what) {
            Some(WhatHappened::LostOrStolen) => WhatHappened::LostOrStolen,
            _ => asked,
        }
    }

    /// Why this approver cannot approve now, if they cannot.
    pub(crate) fn missing(&self, open: &Open, judged: &Judged) -> Option<Words> {
        if let Err(why) = self.circle.may(Action::Approve, &open.state, &open.place) {
            return Some(show::not_allowed(why));
        }
        if open.place.first_left {
            return Some(Words::of("approval-missing-first-left"));
        }
        judged.evidence.err().map(show::missing)
    }
}
