//! Beginning a review and answering its steps. A step is answered only when it is the current one; "deny" and "this is
//! not right" at any time.

use std::sync::Arc;

use contract::{Answer, RefusalCode, Sent, Words, approvals::StepForm};
use domain::{PersonId, ReviewId, device::Platform, statement::Says, suspension::WhatHappened};
use store::{Done, Fault, NewEntry, Tx, requests::Review};

use super::{
    cards::open_requests,
    circle::Circle,
    code,
    document::{At, Document, Picked, Way},
    ending, show,
    work::Work,
};
use crate::{Core, Visitor};

/// Characters kept of where somebody says they are.
const PLACE: usize = 200;

/// What became of a step.
pub(crate) enum Stepped {
    /// Go on at the review's page.
    On,
    /// Mend this field.
    Mend(&'static str, Words),
    /// There is nothing to decide any more.
    Over,
}

pub(super) type Step = Result<(Stepped, Vec<NewEntry>), Fault>;

/// A review that goes on: the one there is, or a new one. `None` for whoever may not act.
async fn begin(
    tx: &mut Tx,
    core: &Core,
    me: &PersonId,
    person: &PersonId,
) -> Result<Done<Option<ReviewId>>, Fault> {
    let now = tx.now();
    let policy = store::policy::of(tx).await?.policy;
    let Some(actor) = store::people::by_id(tx, me).await? else { return Ok(Done::plain(None)) };
    let Some(circle) = Circle::read(tx, &actor, person, now, &policy).await? else {
        return Ok(Done::plain(None));
    };
    let requests = store::requests::open_of(tx, person).await?;
    let open = open_requests(tx, &circle, requests).await?;
    if !open.iter().any(|one| one.approve.is_some() || one.deny.is_some()) {
        return Ok(Done::plain(None));
    }
    let old = store::requests::open_review(tx, me, person).await?;
    if let Some(old) = &old {
        if Work::read(tx, &actor, &old.id, now, &policy).await?.is_some() {
            return Ok(Done::plain(Some(old.id.clone())));
        }
        // What it was about has ended meanwhile.
        store::requests::end_review(tx, &old.id, now).await?;
    }
    // IT raised it knowing that there is no browser, so it goes first; nobody can hide it behind asks of their own.
    let spoken = open.iter().find(|one| one.request.spoken && one.approve.is_some());
    let spoken = spoken.map(|one| one.request.id.clone());
    let document = Document { spoken: spoken.clone(), ..Document::default() };
    let review = Review {
        id: ReviewId::mint(core.rng.as_ref()),
        person: person.clone(),
        approver: me.clone(),
        begun: now,
        document: document.text()?,
        request: None,
        ended: None,
    };
    store::requests::add_review(tx, &review).await?;
    let mut entry = NewEntry::new("review.begun").by(me).about(person).with("review", review.id.as_str());
    // In the history of the request, where there is only one that it can be about.
    let only = if open.len() == 1 { open.first().map(|one| &one.request.id) } else { spoken.as_ref() };
    if let Some(request) = only {
        entry = entry.on(request);
    }
    Ok(Done::with(Some(review.id), entry))
}

/// Writes what was recorded; `detail` says it in words for the log, which never holds the person's own words.
pub(super) async fn record(
    tx: &mut Tx,
    work: &Work,
    document: &Document,
    step: At,
    detail: Option<(&'static str, String)>,
) -> Step {
    let text = document.text()?;
    if !store::requests::write_review(tx, &work.review, &text, document.request()).await? {
        return Ok((Stepped::On, Vec::new()));
    }
    let mut entry = NewEntry::new("review.recorded")
        .by(&work.circle.actor.id)
        .about(&work.circle.person.id)
        .with("review", work.review.id.as_str())
        .with("step", step.word());
    let shown = work.shown();
    let only = if shown.len() == 1 { shown.first().map(|open| &open.request.id) } else { None };
    if let Some(request) = document.request().or(only) {
        entry = entry.on(request);
    }
    if let Some((key, value)) = detail {
        entry = entry.with(key, value);
    }
    Ok((Stepped::On, vec![entry]))
}

/// What a step's form comes to, before anything is written: the same for a request and for a drill.
pub(crate) enum Taken {
    /// To be recorded; the detail says it in words for the log.
    Recorded(Box<Document>, Option<(&'static str, String)>),
    /// They did not ask: recorded as well, and the end of it.
    NotThem(Box<Document>),
    /// Mend this field.
    Mend(&'static str, Words),
}

fn slip(field: &'static str, key: &str) -> Taken {
    Taken::Mend(field, Words::of(key))
}

fn recorded(document: Document, detail: Option<(&'static str, String)>) -> Taken {
    Taken::Recorded(Box::new(document), detail)
}

/// Reads the form of a step before the code.
pub(crate) fn taken(work: &Work, at: At, form: &StepForm) -> Taken {
    match at {
        At::Device => device(work, form),
        At::Reach => reach(work, form),
        At::Says => says(work, form),
        At::Compare | At::Code | At::Decide => {
            recorded(Document { compared: Some(work.circle.now), ..work.document.clone() }, None)
        }
    }
}

fn device(work: &Work, form: &StepForm) -> Taken {
    let picked = match form.device.as_str() {
        "none" => Picked::NotSure,
        id => match work.material.devices.iter().find(|device| device.id.as_str() == id) {
            Some(device) => Picked::Device(device.id.clone()),
            None => return slip("device", "approval-device-choose"),
        },
    };
    let said = picked.device().map_or_else(|| "none".to_owned(), ToString::to_string);
    let document = Document { device: Some(picked), ..work.document.clone() };
    recorded(document, Some(("device", said)))
}

fn reach(work: &Work, form: &StepForm) -> Taken {
    let Some(picked) = &work.document.device else { return slip("means", "approval-reach-choose") };
    let offered = work.material.means(&work.circle, picked);
    let way = Way::read(&form.means).filter(|way| offered.iter().any(|means| Way::of(means) == *way));
    let Some(way) = way else { return slip("means", "approval-reach-choose") };
    if form.means_done.is_empty() {
        return slip("means_done", "approval-reach-tick");
    }
    // It may be tried; it is not what is recorded, since it never counts (R4).
    if let Err(missing) = work.weigh(picked, &way) {
        return Taken::Mend("means", show::missing(missing));
    }
    let said = match &way {
        Way::Call(contact) => format!("call {contact}"),
        other => other.kind().to_owned(),
    };
    let document = Document { reached: Some(way), ..work.document.clone() };
    recorded(document, Some(("means", said)))
}

fn says(work: &Work, form: &StepForm) -> Taken {
    let asked_just_now = match form.asked_now.as_str() {
        "yes" => true,
        "no" => false,
        _ => return slip("asked_now", "approval-says-asked"),
    };
    let what = WhatHappened::from_word(&form.what);
    if asked_just_now && what.is_none() && form.what != "unsure" {
        return slip("what", "approval-says-what");
    }
    let on_what = Platform::from_word(&form.on_what);
    if asked_just_now && !work.document.is_spoken() && on_what.is_none() && form.on_what != "unsure" {
        return slip("on_what", "approval-says-on-what");
    }
    let place = form.place.trim().chars().filter(|c| !c.is_control()).take(PLACE).collect();
    let said = Says { asked_just_now, what, on_what, browser: None, place };
    // What they say is written before anything of the request is shown, in the same breath that permits to show it.
    let document = Document { says: Some(said), revealed: Some(work.circle.now), ..work.document.clone() };
    if asked_just_now { recorded(document, None) } else { Taken::NotThem(Box::new(document)) }
}

/// Answers a step inside a job.
async fn answer(tx: &mut Tx, core: &Core, me: &PersonId, id: &ReviewId, form: &StepForm) -> Step {
    let now = tx.now();
    let policy = store::policy::of(tx).await?.policy;
    let Some(actor) = store::people::by_id(tx, me).await? else { return Ok((Stepped::Over, Vec::new())) };
    let Some(work) = Work::read(tx, &actor, id, now, &policy).await? else {
        return Ok((Stepped::Over, Vec::new()));
    };
    let reported = form.step == "not-right";
    if reported || form.step == "deny" {
        let note = ending::note(&form.note);
        let entries = ending::deny(tx, core, &work, &work.document, reported, &note).await?;
        return Ok((Stepped::On, entries));
    }
    let at = work.document.at();
    if form.step != at.word() {
        // An old page, or the same answer sent twice: the page says where it stands.
        return Ok((Stepped::On, Vec::new()));
    }
    match at {
        At::Code => code::typed(tx, core, &work, form).await,
        At::Decide => Ok((Stepped::On, Vec::new())),
        At::Device | At::Reach | At::Says | At::Compare => match taken(&work, at, form) {
            Taken::Recorded(document, detail) => record(tx, &work, &document, at, detail).await,
            Taken::NotThem(document) => {
                let entries = ending::deny(tx, core, &work, &document, true, "").await?;
                Ok((Stepped::On, entries))
            }
            Taken::Mend(field, words) => Ok((Stepped::Mend(field, words), Vec::new())),
        },
    }
}

/// The address of a review's page.
pub(super) fn path(id: &ReviewId) -> String {
    format!("/approvals/{id}")
}

impl Visitor {
    /// Begins a review, or goes on with the one there is. Whoever may not act gets one answer, whether there is such a
    /// person, a request, or neither.
    pub(crate) async fn begin_review_of(&self, person: &str) -> Answer<Sent> {
        let inside = self.need_person()?;
        let not_here = || self.refuse(RefusalCode::NotHere);
        let person = PersonId::parse(person).map_err(|_| not_here())?;
        let input = (Arc::clone(&self.core), inside.person.id.clone(), person);
        let begun = self
            .core
            .writer
            .run(input, |tx, (core, me, person)| Box::pin(async move { begin(tx, core, me, person).await }))
            .await
            .map_err(self.fault("review.begin"))?;
        begun.map(|id| Sent::next(path(&id))).ok_or_else(not_here)
    }

    pub(super) async fn step_answer(&self, id: &str, form: StepForm) -> Answer<Sent> {
        if form.step == "take-back" {
            return self.take_back(id, &form.note).await;
        }
        let (inside, review) = self.own_review(id).await?;
        let next = path(&review.id);
        let input = (Arc::clone(&self.core), inside.person.id.clone(), review.id, form);
        let stepped = self
            .core
            .writer
            .run(input, |tx, (core, me, id, form)| {
                Box::pin(async move {
                    let (stepped, entries) = answer(tx, core, me, id, form).await?;
                    Ok(Done::all(stepped, entries))
                })
            })
            .await
            .map_err(self.fault("review.step"))?;
        Ok(match stepped {
            Stepped::On | Stepped::Over => Sent::next(next),
            Stepped::Mend(field, words) => Sent::mend(field, words),
        })
    }
}
