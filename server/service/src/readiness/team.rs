//! A manager's team: who would get back in, and who could approve nothing for their own people.

use contract::{
    Answer, RefusalCode,
    readiness::{Team, TeamRow},
};
use store::readiness::list;

use super::words::standing;
use crate::Visitor;

/// Direct reports shown at most; nobody leads more in person.
const MOST: u32 = 500;

impl Visitor {
    pub(super) async fn manages_anybody(&self) -> Answer<bool> {
        let person = &self.need_person()?.person;
        list::manages(&mut &self.core.db, &person.id).await.map_err(self.fault("team.any"))
    }

    pub(super) async fn team_page(&self) -> Answer<Team> {
        let person = &self.need_person()?.person;
        let mut team =
            list::team(&mut &self.core.db, &person.id, MOST).await.map_err(self.fault("team.list"))?;
        if team.is_empty() {
            return Err(self.refuse(RefusalCode::NotHere));
        }
        // By name already; those of whom nothing is known yet come last.
        team.sort_by_key(|report| (report.ready.is_none(), report.ready));
        let now = self.now;
        let rows = team.into_iter().map(move |report| TeamRow {
            name: report.name,
            standing: report.ready.map(standing),
            loss: report.loss,
            next: report.next,
            cannot_approve: report.cannot_approve,
            practised: report.practised,
            drill_due: report.drill_from.is_some_and(|from| from <= now),
        });
        Ok(Team { rows: rows.collect() })
    }
}
