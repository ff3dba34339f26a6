//! Everybody's readiness, for IT: counts, days, a list one can act on, and the list as a file.

use std::sync::Arc;

use contract::{
    Answer, RefusalCode, Sent, Words,
    readiness::{Counts, ReadinessFilter, ReadinessPage, ReadinessRow},
};
use domain::{PersonId, Span, Time, device::Ownership, person::Role, readiness::Ready};
use store::{
    Done, Fault, NewEntry, rate,
    readiness::{
        days,
        list::{self, After, Filter, Listed},
        nudges,
    },
};

use super::words::standing;
use crate::{Visitor, visitor::Inside, worker::nudging};

/// Rows of a page.
const ROWS: usize = 50;
/// Rows of the file that are read at once.
const FILE_ROWS: u32 = 2_000;
/// Days of the chart.
const DAYS: i64 = 90;
/// People reminded at one press, and how often that may be pressed in an hour, by all of IT together.
const REMINDED: u32 = 200;
const PRESSES: u32 = 5;
/// Nobody is reminded twice within this time.
const NOT_AGAIN: Span = Span::days(7);

const fn counts(from: list::Counts) -> Counts {
    Counts { not_at_all: from.not_at_all, with_help: from.with_help, by_yourself: from.by_yourself }
}

/// The headings that are shown.
fn range(show: &str) -> Option<(Ready, Ready)> {
    Some(match show {
        "" | "not-ready" => (Ready::NotAtAll, Ready::WithHelp),
        "not-at-all" => (Ready::NotAtAll, Ready::NotAtAll),
        "with-help" => (Ready::WithHelp, Ready::WithHelp),
        "by-yourself" => (Ready::ByYourself, Ready::ByYourself),
        "all" => (Ready::NotAtAll, Ready::ByYourself),
        _ => return None,
    })
}

fn row(listed: Listed, now: Time) -> ReadinessRow {
    ReadinessRow {
        name: listed.name,
        department: listed.department,
        standing: standing(listed.ready),
        loss: listed.loss,
        next: listed.next,
        since: listed.since,
        nudged: listed.nudged,
        practised: listed.practised,
        drill_due: listed.drill_from.is_some_and(|from| from <= now),
    }
}

/// A cell of the file. A spreadsheet takes what begins like a formula for one, so such a cell begins with an apostrophe.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    format!("\"{}{}\"", if formula { "'" } else { "" }, text.replace('"', "\"\""))
}

/// A day or nothing, as a file holds it.
fn stamp(at: Option<Time>) -> String {
    at.and_then(|at| jiff::Timestamp::from_millisecond(at.0).ok())
        .map(|at| at.to_string())
        .unwrap_or_default()
}

impl Visitor {
    /// Least: any role. Whoever holds none is told that there is nothing here.
    fn readiness_reader(&self) -> Answer<&Inside> {
        let inside = self.need_person()?;
        if inside.person.privileged() { Ok(inside) } else { Err(self.refuse(RefusalCode::NotHere)) }
    }

    /// What a filter means; unreadable if it names no role or ownership that there is.
    fn readiness_filter(&self, asked: &ReadinessFilter) -> Answer<(Filter, (Ready, Ready))> {
        let known = |word: &str, known: bool| word.is_empty() || word == "none" || known;
        let range = range(&asked.show)
            .filter(|_| known(&asked.role, Role::from_word(&asked.role).is_some()))
            .filter(|_| known(&asked.ownership, Ownership::from_word(&asked.ownership).is_some()))
            .filter(|_| ["", "done", "never", "due"].contains(&asked.practised.as_str()))
            .ok_or_else(|| self.refuse(RefusalCode::Unreadable))?;
        let filter = Filter {
            role: asked.role.clone(),
            ring: asked.ring.clone(),
            department: asked.department.clone(),
            ownership: asked.ownership.clone(),
            practised: asked.practised.clone(),
            now: Some(self.now),
        };
        Ok((filter, range))
    }

    /// Where a page begins: the id of the last row of the page before, and how ready they were then.
    async fn readiness_after(&self, text: &str) -> Answer<Option<After>> {
        if text.is_empty() {
            return Ok(None);
        }
        let unreadable = || self.refuse(RefusalCode::Unreadable);
        let (word, id) = text.split_once('.').ok_or_else(unreadable)?;
        let ready = Ready::from_word(word).ok_or_else(unreadable)?;
        let id = PersonId::parse(id).map_err(|_| unreadable())?;
        let stored =
            store::readiness::of(&mut &self.core.db, &id).await.map_err(self.fault("readiness.after"))?;
        // Whoever left meanwhile has no place in the order any more: begin with that heading.
        let name_key = stored.map(|stored| stored.name_key).unwrap_or_default();
        Ok(Some(After { ready, name_key, person: id.as_str().to_owned() }))
    }

    pub(super) async fn readiness_page(&self, asked: ReadinessFilter) -> Answer<ReadinessPage> {
        let inside = self.readiness_reader()?;
        let (filter, range) = self.readiness_filter(&asked)?;
        let after = self.readiness_after(&asked.after).await?;
        let read = async {
            let db = &mut &self.core.db;
            let sum = list::counts(db, &filter).await?;
            let most = u32::try_from(ROWS + 1).unwrap_or(u32::MAX);
            let mut rows = list::page(db, &filter, range, after.as_ref(), most).await?;
            let more = rows.len() > ROWS;
            rows.truncate(ROWS);
            let last = rows.last().map(Listed::after);
            let next = last.filter(|_| more).map(|last| format!("{}.{}", last.ready.word(), last.person));
            // The days are kept by one dimension at a time.
            let set = [
                ("role", &filter.role),
                ("ring", &filter.ring),
                ("department", &filter.department),
                ("ownership", &filter.ownership),
                // Of who rehearsed no days are kept.
                ("practised", &filter.practised),
            ];
            let mut set = set.into_iter().filter(|(_, value)| !value.is_empty());
            let (first, second) = (set.next(), set.next());
            let (dimension, value) = match (first, second) {
                (Some((dimension, value)), None) if dimension != "practised" => (dimension, value.as_str()),
                _ => ("all", ""),
            };
            let of_all = second.is_some() || !filter.practised.is_empty();
            let history = days::history(db, dimension, value, days::day_of(self.now) - DAYS).await?;
            let days =
                history.iter().map(|one| (Time(one.day.saturating_mul(86_400_000)), counts(one.counts)));
            Ok::<_, Fault>(ReadinessPage {
                counts: counts(sum),
                days: days.collect(),
                days_of_all: of_all,
                rows: rows.into_iter().map(|listed| row(listed, self.now)).collect(),
                next,
                rings: days::values(db, "ring").await?,
                departments: days::values(db, "department").await?,
                effect: nudges::effect(db, self.now - Span::days(90)).await?,
                nudges_on: self.policy.nudges > 0,
                may_remind: inside.person.has(Role::It) || inside.person.has(Role::Security),
            })
        };
        read.await.map_err(self.fault("readiness.page"))
    }

    /// The list as a file: its first line names the columns. Least: any role.
    ///
    /// # Errors
    /// A refusal, or ours if it cannot be read.
    pub async fn readiness_file(&self, asked: ReadinessFilter) -> Answer<String> {
        self.readiness_reader()?;
        let (filter, range) = self.readiness_filter(&asked)?;
        let mut file = String::from(
            "user_name,name,department,ring,readiness,hardest_loss,next_step,since,reminders,last_reminder,\
             last_drill,drill_due\r\n",
        );
        let mut after = None;
        loop {
            let rows = list::page(&mut &self.core.db, &filter, range, after.as_ref(), FILE_ROWS)
                .await
                .map_err(self.fault("readiness.file"))?;
            let Some(last) = rows.last() else { return Ok(file) };
            after = Some(last.after());
            for row in &rows {
                let cells = [
                    cell(&row.user_name),
                    cell(&row.name),
                    cell(&row.department),
                    cell(&row.ring),
                    row.ready.word().to_owned(),
                    row.loss.clone(),
                    row.next.clone(),
                    stamp(Some(row.since)),
                    row.nudges.to_string(),
                    stamp(row.nudged),
                    stamp(row.practised),
                    stamp(row.drill_from),
                ];
                file.push_str(&cells.join(","));
                file.push_str("\r\n");
            }
        }
    }

    pub(super) async fn remind_now(&self, asked: ReadinessFilter) -> Answer<Sent> {
        let inside = self.readiness_reader()?;
        if !inside.person.has(Role::It) && !inside.person.has(Role::Security) {
            return Err(self.refuse(RefusalCode::NotAllowed));
        }
        self.need_fresh()?;
        let (filter, (from, to)) = self.readiness_filter(&asked)?;
        // Nobody who is ready is reminded of it.
        if from == Ready::ByYourself {
            return Ok(Sent::mend("", Words::of("readiness-remind-nobody")));
        }
        let range = (from, to.min(Ready::WithHelp));
        let (core, by) = (Arc::clone(&self.core), inside.person.id.clone());
        let reminded = self
            .core
            .writer
            .run((core, by, filter, range), |tx, (core, by, filter, range)| {
                Box::pin(async move {
                    let now = tx.now();
                    if !rate::take(tx, "readiness.remind", PRESSES, Span::hours(1), now).await? {
                        return Ok(Done::plain(None));
                    }
                    let (mut entries, mut after) = (Vec::new(), None);
                    // Looks through a bounded part of the list for those who were not reminded lately.
                    for _ in 0..10 {
                        let rows = list::page(tx, filter, *range, after.as_ref(), REMINDED).await?;
                        let Some(last) = rows.last() else { break };
                        after = Some(last.after());
                        for row in
                            rows.iter().filter(|row| row.nudged.is_none_or(|at| now.since(at) >= NOT_AGAIN))
                        {
                            if entries.len() >= usize::try_from(REMINDED).unwrap_or(usize::MAX) {
                                break;
                            }
                            let entry = nudging::remind(tx, core, &row.person).await?;
                            entries.extend(entry.map(|entry: NewEntry| entry.by(by)));
                        }
                    }
                    Ok(Done::all(Some(entries.len()), entries))
                })
            })
            .await
            .map_err(self.fault("readiness.remind"))?;
        match reminded {
            None => Ok(Sent::mend("", Words::of("readiness-remind-too-often"))),
            Some(0) => Ok(Sent::mend("", Words::of("readiness-remind-nobody"))),
            Some(n) => Ok(Sent::next(format!("/desk/readiness?reminded={n}"))),
        }
    }
}
