//! First days: people whom IT prepares, asked for together. Each gets a request of their own whose pass is spoken, so nobody
//! ever sees a whole one (I03).

use std::collections::HashSet;

use contract::{
    Answer, Approvals as _, Joiners, Problem, RefusalCode, Sent, Words,
    desk::RaiseForm,
    joiners::{Candidate, HalfWaiting, JoinerList, JoinerRow, JoinerState, PrepareForm},
};
use domain::{
    PersonId, RunbookId, Span, Time,
    device::{Ownership, Platform},
    evidence::start_date_near,
    request::RequestState,
    runbook::{RunbookKind, StepId, done_at},
    suspension::WhatHappened,
};
use store::{Done, Fault, Tx, people::Person, runbooks::Seen};

use super::{
    begin::{About, Begin, write},
    observe::Followed,
};
use crate::{Core, Visitor, visitor::enabled};

/// People prepared at once.
const AT_ONCE: usize = 200;
/// Rows of the list, and of those to choose from.
const ROWS: u32 = 500;
const CANDIDATES: u32 = 40;
/// How long somebody stays on the list after everything works.
const STAYS: Span = Span::days(14);
/// Around which days a first day is near (R4), as [`start_date_near`] has it.
const NEAR: Span = Span::days(14);

/// The pattern for a search, with what `LIKE` reads otherwise taken as it is.
fn pattern(search: &str) -> String {
    let folded = Core::fold(search);
    if folded.is_empty() {
        return String::new();
    }
    let mut pattern = String::from("%");
    for c in folded.chars() {
        if matches!(c, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// Where somebody new stands, and since when.
fn state(followed: &Followed, now: Time) -> (JoinerState, Time) {
    let done = |step| done_at(step, &followed.runbook, &followed.observed);
    if let Some(at) = done(StepId::NewMethodWorks) {
        return (JoinerState::Works, at);
    }
    if let Some(at) = done(StepId::LetBackIn) {
        return (JoinerState::Used, at);
    }
    let begun = followed.stored.begun;
    let Some(request) = followed.request() else { return (JoinerState::Prepared, begun) };
    match request.state.clone().settled(now) {
        RequestState::Asked { at, .. } => (JoinerState::Asked, at),
        RequestState::HalfApproved { first, .. } => (JoinerState::FirstHalf, first.at),
        RequestState::Approved(facts) => (JoinerState::BothHalves, facts.at),
        // It came to nothing; another can be asked for.
        state if state.is_ended() => (JoinerState::Prepared, request.ended.unwrap_or(request.asked)),
        _ => (JoinerState::Used, request.asked),
    }
}

/// Why somebody cannot be prepared; the key of the words, with their name in it.
async fn not_new(tx: &mut Tx, person: &Person, now: Time) -> Result<Option<&'static str>, Fault> {
    Ok(if !enabled(person) || person.emergency {
        Some("joiners-not-here")
    } else if store::methods::ever(tx, &person.id).await? {
        Some("joiners-not-first")
    } else if !person.starts_on.is_some_and(|start| start_date_near(start, now)) {
        Some("joiners-not-near")
    } else {
        None
    })
}

struct Prepare {
    me: PersonId,
    ids: Vec<(PersonId, RunbookId)>,
    names: Vec<(String, [u8; 32], RunbookId)>,
    about: About,
}

async fn prepare(tx: &mut Tx, asked: &Prepare) -> Result<Done<Vec<Problem>>, Fault> {
    let now = tx.now();
    let mut people = Vec::new();
    let mut problems = Vec::new();
    for (id, runbook) in &asked.ids {
        match store::people::by_id(tx, id).await? {
            Some(person) => people.push((person, runbook)),
            None => problems.push(Problem::at("names", Words::of("joiners-gone"))),
        }
    }
    for (name, hash, runbook) in &asked.names {
        match store::people::by_user_hash(tx, hash).await? {
            Some(person) => people.push((person, runbook)),
            None => problems.push(Problem::at("names", Words::of("joiners-unknown").with("name", name))),
        }
    }
    for (person, _) in &people {
        if let Some(why) = not_new(tx, person, now).await? {
            problems.push(Problem::at("names", Words::of(why).with("name", &person.name)));
        }
    }
    if !problems.is_empty() {
        return Ok(Done::plain(problems));
    }
    let mut entries = Vec::new();
    for (person, runbook) in people {
        let begin = Begin {
            id: runbook.clone(),
            kind: RunbookKind::FirstDevice,
            by: Some(asked.me.clone()),
            request: None,
            begun: now,
            about: asked.about.clone(),
            has_backup: false,
        };
        entries.extend(write(tx, &person.id, &begin).await?.1);
    }
    Ok(Done::all(Vec::new(), entries))
}

#[async_trait::async_trait]
impl Joiners for Visitor {
    async fn joiners(&self) -> Answer<JoinerList> {
        let inside = self.need_person()?;
        if !inside.person.privileged() {
            return Err(self.refuse(RefusalCode::NotHere));
        }
        let decide: HashSet<String> = self.approvals().await?.into_iter().map(|card| card.person).collect();
        let halves = self.my_halves(&inside.person).await.map_err(self.fault("joiners.halves"))?;
        self.joiner_rows(&decide, &halves).await.map_err(self.fault("joiners.list"))
    }

    async fn joiner_candidates(&self, search: String) -> Answer<Vec<Candidate>> {
        let inside = self.need_person()?;
        if !inside.person.privileged() {
            return Err(self.refuse(RefusalCode::NotHere));
        }
        let near = (self.now - NEAR, self.now + NEAR);
        let found = store::joiners::starting(&mut &self.core.db, near, &pattern(&search), CANDIDATES)
            .await
            .map_err(self.fault("joiners.candidates"))?;
        let candidate = |one: store::joiners::Starting| Candidate {
            id: one.id.to_string(),
            name: one.name,
            user_name: one.user_name,
            starts: one.starts,
        };
        Ok(found.into_iter().map(candidate).collect())
    }

    async fn prepare_joiners(&self, form: PrepareForm) -> Answer<Sent> {
        let inside = self.need_desk()?;
        let (platform, ownership) =
            (Platform::from_word(&form.platform), Ownership::from_word(&form.ownership));
        let (Some(platform), Some(ownership)) = (platform, ownership) else {
            return Ok(Sent::mend("platform", Words::of("devices-platform-missing")));
        };
        let rng = self.core.rng.as_ref();
        let ids: Vec<_> = form
            .chosen
            .iter()
            .filter_map(|id| PersonId::parse(id).ok())
            .map(|id| (id, RunbookId::mint(rng)))
            .collect();
        let names: Vec<_> = form
            .names
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'))
            .filter(|name| !name.is_empty())
            .take(AT_ONCE + 1)
            .map(|name| (name.to_owned(), self.core.name_hash(name), RunbookId::mint(rng)))
            .collect();
        if ids.is_empty() && names.is_empty() {
            return Ok(Sent::mend("names", Words::of("joiners-nobody")));
        }
        if ids.len() + names.len() > AT_ONCE {
            return Ok(Sent::mend("names", Words::of("joiners-too-many").with("n", AT_ONCE)));
        }
        let about = About { old: None, platform, ownership };
        let asked = Prepare { me: inside.person.id.clone(), ids, names, about };
        let problems = self
            .core
            .writer
            .run(asked, |tx, asked| Box::pin(async move { prepare(tx, asked).await }))
            .await
            .map_err(self.fault("joiners.prepare"))?;
        Ok(if problems.is_empty() { Sent::next("/desk/joiners") } else { Sent::Mend(problems) })
    }

    async fn raise_joiners(&self, chosen: Vec<String>) -> Answer<Sent> {
        self.need_desk()?;
        if chosen.is_empty() {
            return Ok(Sent::mend("", Words::of("joiners-choose")));
        }
        let mut problems = Vec::new();
        for id in chosen.iter().take(AT_ONCE) {
            let id = PersonId::parse(id).map_err(|_| self.refuse(RefusalCode::NotHere))?;
            let person = store::people::by_id(&mut &self.core.db, &id)
                .await
                .map_err(self.fault("joiners.raise"))?
                .ok_or_else(|| self.refuse(RefusalCode::NotHere))?;
            let what = WhatHappened::FirstDay.word().to_owned();
            // Each is a change of its own: one who cannot be asked for keeps nobody else waiting.
            if let Sent::Mend(why) = self.raise_for(RaiseForm { user_name: person.user_name, what }).await? {
                problems.extend(why.into_iter().map(|why| {
                    let words = Words::of("joiners-not-raised").with("name", &person.name);
                    [Problem::at("", words), Problem::at("", why.words)]
                }));
            }
        }
        let problems: Vec<Problem> = problems.into_iter().flatten().collect();
        Ok(if problems.is_empty() { Sent::next("/desk/joiners") } else { Sent::Mend(problems) })
    }

    async fn halves_waiting(&self) -> Answer<Vec<HalfWaiting>> {
        let inside = self.need_person()?;
        let halves = self.my_halves(&inside.person).await.map_err(self.fault("halves.waiting"))?;
        Ok(halves.into_iter().map(|(_, name, review)| HalfWaiting { name, review }).collect())
    }
}

impl Visitor {
    /// Whom the caller reads out a half to: who, their name, the caller's review.
    async fn my_halves(&self, me: &Person) -> Result<Vec<(PersonId, String, String)>, Fault> {
        let mut db = &self.core.db;
        let mut halves = Vec::new();
        for (request, person) in store::joiners::spoken_by(&mut db, &me.id).await? {
            let Some(review) = self.review_of_spoken(&me.id, &person, &request).await? else { continue };
            let name = store::people::by_id(&mut db, &person).await?.map(|person| person.name);
            halves.push((person, name.unwrap_or_default(), review));
        }
        Ok(halves)
    }

    async fn joiner_rows(
        &self,
        decide: &HashSet<String>,
        halves: &[(PersonId, String, String)],
    ) -> Result<JoinerList, Fault> {
        let mut db = &self.core.db;
        let all = store::runbooks::lately(&mut db, RunbookKind::FirstDevice, self.now - STAYS, ROWS).await?;
        let more = u32::try_from(all.len()).unwrap_or(u32::MAX) >= ROWS;
        let since = all.iter().map(|one| one.begun).min().unwrap_or(self.now);
        let mut seen = store::runbooks::seen_of_open(&mut db, since).await?;
        let mut rows = Vec::new();
        for stored in all {
            // Taken off the list by hand.
            if stored.ended.is_some() && stored.ended_why.as_deref() != Some("finished") {
                continue;
            }
            let Some(person) = store::people::by_id(&mut db, &stored.person).await? else { continue };
            let its: Seen = match stored.ended {
                None => seen.remove(&stored.person).unwrap_or_default(),
                Some(_) => store::runbooks::seen_of(&mut db, &stored.person, stored.begun).await?,
            };
            let followed = Followed::of(stored, its);
            let (state, since) = state(&followed, self.now);
            let open = followed.request().filter(|request| request.ended.is_none());
            let id = person.id.to_string();
            let half =
                halves.iter().find(|(whose, ..)| *whose == person.id).map(|(.., review)| review.clone());
            rows.push(JoinerRow {
                decide: decide.contains(&id) && matches!(state, JoinerState::Asked | JoinerState::FirstHalf),
                person: id,
                runbook: followed.stored.id.to_string(),
                name: person.name,
                starts: person.starts_on,
                state,
                since,
                request: open.map(|request| request.id.to_string()),
                half: half.filter(|_| state == JoinerState::BothHalves),
            });
        }
        rows.sort_by(|one, two| (one.starts, &one.name).cmp(&(two.starts, &two.name)));
        Ok(JoinerList { rows, more })
    }
}
