//! The approver's steps in a drill: the screens and rules of a request, and rows of the drill alone.

use std::sync::Arc;

use contract::{
    Answer, RefusalCode, Sent,
    approvals::{Outcome as Shown, ReviewPage, Step, StepForm},
};
use domain::{
    DrillId, PersonId,
    match_code::{AfterWrong, after_wrong},
};
use store::{Done, Fault, NewEntry, Tx, drills::StoredDrill, people::Person};

use super::{
    over::{self, Outcome},
    work,
};
use crate::{
    Core, Visitor,
    approvals::{
        code,
        document::{At, Document},
        steps::{Stepped, Taken, taken},
        work::Work,
    },
    visitor::Inside,
};

/// The address of a drill's page for its approver.
pub(super) fn path(id: &DrillId) -> String {
    format!("/drills/{id}")
}

/// How it ended, as the approver's page tells it.
fn shown(drill: &StoredDrill) -> Shown {
    match Outcome::from_word(&drill.outcome) {
        Some(Outcome::Approved) => Shown::Approved,
        Some(Outcome::HalfApproved) => Shown::HalfApproved,
        Some(Outcome::Denied) => Shown::Denied,
        Some(Outcome::NotRight) => Shown::Reported,
        Some(Outcome::WrongCodes) => Shown::WrongCodes,
        _ => Shown::Ended,
    }
}

/// Writes what was recorded.
async fn record(
    tx: &mut Tx,
    drill: &StoredDrill,
    me: &PersonId,
    document: &Document,
    step: At,
) -> Result<Vec<NewEntry>, Fault> {
    if !store::drills::record(tx, drill, me, &document.text()?).await? {
        return Ok(Vec::new());
    }
    // What somebody said in a drill stands in the row alone.
    let entry = NewEntry::new("drill.recorded")
        .by(me)
        .about(&drill.person)
        .with("drill", drill.id.as_str())
        .with("step", step.word());
    Ok(vec![entry])
}

/// Ends it by the approver's word.
pub(super) async fn decided(
    tx: &mut Tx,
    core: &Core,
    (drill, work): (&StoredDrill, &Work),
    document: &Document,
    outcome: Outcome,
) -> Result<Vec<NewEntry>, Fault> {
    let me = &work.circle.actor.id;
    let judged = work.open.first().map(|open| work.judge(open));
    let (evidence, missing) = match judged.map(|judged| judged.evidence) {
        Some(Ok(rule)) => (rule.word(), ""),
        // Where nobody was reached yet, nothing can be said of it.
        Some(Err(missing)) if document.reached.is_some() => ("", missing.word()),
        _ => ("", ""),
    };
    // Who decided is kept with it.
    store::drills::record(tx, drill, me, &document.text()?).await?;
    let ended = over::end(tx, core, drill, (outcome, evidence, missing)).await?;
    Ok(ended.map(|entry| entry.by(me)).into_iter().collect())
}

/// Takes a typed code down. Wrong ones count for this drill alone: an approver who practises is not kept from real requests.
async fn typed(
    tx: &mut Tx,
    core: &Core,
    (drill, work): (&StoredDrill, &Work),
    form: &StepForm,
) -> Result<(Stepped, Vec<NewEntry>), Fault> {
    let me = &work.circle.actor.id;
    let typed = match code::read(&form.code) {
        Ok(typed) => typed,
        Err(words) => return Ok((Stepped::Mend("code", words), Vec::new())),
    };
    if let Some(matched) = code::matched(work, typed) {
        let document = Document { code: Some(matched), ..work.document.clone() };
        return Ok((Stepped::On, record(tx, drill, me, &document, At::Code).await?));
    }
    store::drills::count_wrong_code(tx, &drill.id).await?;
    let mut entries =
        vec![NewEntry::new("drill.wrong-code").by(me).about(&drill.person).with("drill", drill.id.as_str())];
    match after_wrong(drill.wrong_codes, &work.circle.policy) {
        AfterWrong::TryAgain { left } => {
            let words = contract::Words::of("approval-code-wrong").with("left", left);
            Ok((Stepped::Mend("code", words), entries))
        }
        AfterWrong::End => {
            let ended = over::end(tx, core, drill, (Outcome::WrongCodes, "", "")).await?;
            entries.extend(ended.map(|entry| entry.by(me)));
            Ok((Stepped::On, entries))
        }
    }
}

async fn answer(
    tx: &mut Tx,
    core: &Core,
    me: &PersonId,
    id: &DrillId,
    form: &StepForm,
) -> Result<(Stepped, Vec<NewEntry>), Fault> {
    let now = tx.now();
    let policy = store::policy::of(tx).await?.policy;
    let over = Ok((Stepped::Over, Vec::new()));
    let Some(actor) = store::people::by_id(tx, me).await? else { return over };
    let Some((drill, work)) = work::read(tx, &actor, id, now, &policy).await? else { return over };
    let both = (&drill, &work);
    let outcome = match form.step.as_str() {
        "not-right" => Some(Outcome::NotRight),
        "deny" => Some(Outcome::Denied),
        _ => None,
    };
    if let Some(outcome) = outcome {
        return Ok((Stepped::On, decided(tx, core, both, &work.document, outcome).await?));
    }
    let at = work.document.at();
    if form.step != at.word() {
        // An old page, or the same answer sent twice: the page says where it stands.
        return Ok((Stepped::On, Vec::new()));
    }
    match at {
        At::Code => typed(tx, core, both, form).await,
        At::Decide => Ok((Stepped::On, Vec::new())),
        At::Device | At::Reach | At::Says | At::Compare => match taken(&work, at, form) {
            Taken::Recorded(document, _) => Ok((Stepped::On, record(tx, &drill, me, &document, at).await?)),
            Taken::NotThem(document) => {
                Ok((Stepped::On, decided(tx, core, both, &document, Outcome::NotRight).await?))
            }
            Taken::Mend(field, words) => Ok((Stepped::Mend(field, words), Vec::new())),
        },
    }
}

impl Visitor {
    /// A drill of which the caller may see the screens: theirs to decide now, or one that they took up and that is over. It
    /// is not here for anybody else, whether there is one or not.
    pub(super) async fn drill_at_hand(&self, id: &str) -> Answer<(&Inside, StoredDrill, Option<Work>)> {
        let inside = self.need_person()?;
        let not_here = || self.refuse(RefusalCode::NotHere);
        let id = DrillId::parse(id).map_err(|_| not_here())?;
        let db = &mut &self.core.db;
        let found = work::read(db, &inside.person, &id, self.now, &self.policy)
            .await
            .map_err(self.fault("drill.read"))?;
        if let Some((drill, work)) = found {
            return Ok((inside, drill, Some(work)));
        }
        let drill = store::drills::by_id(db, &id).await.map_err(self.fault("drill.read"))?;
        let theirs = |drill: &StoredDrill| {
            let over = !drill.state.settled(self.now).is_open();
            let asked = drill.reviewer.as_ref().or(drill.approver.as_ref());
            over && asked == Some(&inside.person.id) && drill.person != inside.person.id
        };
        drill.filter(theirs).map(|drill| (inside, drill, None)).ok_or_else(not_here)
    }

    pub(super) async fn drill_review_page(&self, id: &str) -> Answer<ReviewPage> {
        let (_, drill, work) = self.drill_at_hand(id).await?;
        self.page_of_review(&drill, work).await.map_err(self.fault("drill.review"))
    }

    async fn page_of_review(&self, drill: &StoredDrill, work: Option<Work>) -> Result<ReviewPage, Fault> {
        let person: Option<Person> = match &work {
            Some(work) => Some(work.circle.person.clone()),
            None => store::people::by_id(&mut &self.core.db, &drill.person).await?,
        };
        let name = person.map(|person| person.name).unwrap_or_default();
        let short_name = name.split_whitespace().next().unwrap_or_default().to_owned();
        let document = match &work {
            Some(work) => work.document.clone(),
            None => work::document(drill)?,
        };
        let step = match &work {
            None => Step::Done(shown(drill)),
            Some(work) => {
                let pretended = drill.device.as_ref().map_or_else(|| "none".to_owned(), ToString::to_string);
                self.step(work, Some(pretended)).await?
            }
        };
        Ok(ReviewPage {
            id: drill.id.to_string(),
            address: path(&drill.id),
            name,
            short_name,
            step_number: if work.is_some() { document.number(document.at()) } else { document.steps() },
            steps: document.steps(),
            step,
            drill: true,
            spoken: false,
            take_back: false,
        })
    }

    pub(super) async fn drill_step(&self, id: &str, form: StepForm) -> Answer<Sent> {
        let (inside, drill, _) = self.drill_at_hand(id).await?;
        let next = path(&drill.id);
        let input = (Arc::clone(&self.core), inside.person.id.clone(), drill.id, form);
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
            .map_err(self.fault("drill.step"))?;
        Ok(match stepped {
            Stepped::On | Stepped::Over => Sent::next(next),
            Stepped::Mend(field, words) => Sent::mend(field, words),
        })
    }
}
