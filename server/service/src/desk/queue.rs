//! The queue, a page at a time.

use contract::{
    Answer, RefusalCode, Words,
    desk::{QueueFilter, QueuePage, QueueRow},
};
use domain::{
    RequestId, Time,
    approver::{Pinned, act::Action},
    person::Role,
    request::RequestState,
};
use store::{
    Fault,
    desk::{After, Queued, Show},
    people::Person,
};

use crate::{
    Core, Visitor,
    approvals::{
        circle::{Circle, Place},
        judge::{Material, warned},
        show,
    },
};

/// Rows of a page.
const ROWS: usize = 25;
/// Rows that are looked at in one go for "mine".
const LOOKED_AT: u32 = 100;

/// Where a page ends, as it stands in an address.
fn write_after(after: &After) -> String {
    format!("{}.{}.{}", after.urgency, after.asked.0, after.id)
}

fn read_after(text: &str) -> Option<After> {
    let mut parts = text.splitn(3, '.');
    let urgency = parts.next()?.parse().ok()?;
    let asked = Time(parts.next()?.parse().ok()?);
    let id = RequestId::parse(parts.next()?).ok()?;
    Some(After { urgency, asked, id })
}

/// Who acts next.
pub(super) async fn next(
    on: &mut impl store::Reads,
    circle: &Circle,
    state: &RequestState,
    place: &Place,
) -> Result<Words, Fault> {
    let role = |role: Role| match role {
        Role::Security => Words::of("case-next-security"),
        Role::It | Role::Auditor => Words::of("case-next-it"),
    };
    Ok(match state {
        RequestState::Frozen { .. } => Words::of("case-next-security"),
        RequestState::HalfApproved { .. } => Words::of("case-next-second"),
        RequestState::Asked { .. } if circle.security_decides() => Words::of("case-next-security"),
        RequestState::Asked { .. } => match (&place.pinned, &place.also) {
            (Pinned::Role(held), _) => role(*held),
            (Pinned::Person(id, _), also) => {
                let name = store::people::by_id(on, id).await?.map(|person| person.name).unwrap_or_default();
                match also {
                    None => Words::of("case-next-approver").with("name", name),
                    Some(also) if also.role == Role::Security => {
                        Words::of("case-next-approver-or-security").with("name", name)
                    }
                    Some(_) => Words::of("case-next-approver-or-it").with("name", name),
                }
            }
        },
        RequestState::Approved(_) | RequestState::Redeemed { .. } | RequestState::Enrolled { .. } => {
            Words::of("case-next-person")
        }
        _ => Words::of("case-next-nobody"),
    })
}

impl Visitor {
    pub(super) async fn queue_page(&self, filter: &QueueFilter) -> Answer<QueuePage> {
        let inside = self.need_reader()?;
        let after = match filter.after.as_str() {
            "" => None,
            text => Some(read_after(text).ok_or_else(|| self.refuse(RefusalCode::Unreadable))?),
        };
        let search = Core::fold(&filter.search);
        let rows = self
            .queue_rows(&inside.person, &filter.show, &search, after)
            .await
            .map_err(self.fault("desk.queue"))?;
        let mut db = &self.core.db;
        let stuck = store::orders::stuck(&mut db).await.map_err(self.fault("desk.stuck"))?;
        let undelivered = store::notices::given_up(&mut db).await.map_err(self.fault("desk.undelivered"))?;
        let (rows, next) = rows;
        Ok(QueuePage { rows, next: next.as_ref().map(write_after), stuck, undelivered })
    }

    async fn queue_rows(
        &self,
        me: &Person,
        show: &str,
        search: &str,
        mut after: Option<After>,
    ) -> Result<(Vec<QueueRow>, Option<After>), Fault> {
        let (show, mine) = match show {
            "mine" => (Show::Undecided, true),
            "frozen" => (Show::Frozen, false),
            "ended" => (Show::Ended, false),
            "all" => (Show::All, false),
            _ => (Show::Open, false),
        };
        let limit = if mine { LOOKED_AT } else { u32::try_from(ROWS + 1).unwrap_or(u32::MAX) };
        let mut rows = Vec::new();
        loop {
            let page = store::desk::queue(&mut &self.core.db, show, search, after.as_ref(), limit).await?;
            let last_page = page.len() < usize::try_from(limit).unwrap_or(usize::MAX);
            for queued in page {
                if rows.len() == ROWS {
                    return Ok((rows, after));
                }
                after = Some(queued.after());
                let row = self.queue_row(me, queued).await?;
                rows.extend(row.filter(|row| !mine || row.can_act));
            }
            if last_page {
                return Ok((rows, None));
            }
        }
    }

    async fn queue_row(&self, me: &Person, queued: Queued) -> Result<Option<QueueRow>, Fault> {
        let mut db = &self.core.db;
        let request = queued.request;
        let Some(person) = &request.person else { return Ok(None) };
        let circle = Circle::read(&mut db, me, person, self.now, &self.policy).await?;
        let Some(circle) = circle else { return Ok(None) };
        let state = request.state.clone().settled(self.now);
        let place = circle.place(&mut db, &request, &state).await?;
        let warnings = if state.is_ended() {
            Vec::new()
        } else {
            let material = Material::read(&mut db, &circle).await?;
            let found = warned(&mut db, &circle, &material, &request, request.devices.first()).await?;
            show::warnings(&found, &material, self.now)
        };
        let can_act = [Action::Approve, Action::DecideFreeze]
            .into_iter()
            .any(|action| circle.may(action, &state, &place).is_ok());
        Ok(Some(QueueRow {
            id: request.id.to_string(),
            name: circle.person.name.clone(),
            state: state.word().to_owned(),
            since: request.asked,
            next: next(&mut db, &circle, &state, &place).await?,
            warnings,
            can_act,
            drill: request.drill,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_page_is_read_back_from_an_address() {
        let id = RequestId::parse("0123456789abcdefghjkmnpqrs").unwrap();
        let after = After { urgency: 2, asked: Time(-5), id };
        assert_eq!(read_after(&write_after(&after)), Some(after));
        for bad in ["", "1", "1.2", "1.2.short", "x.2.0123456789abcdefghjkmnpqrs"] {
            assert_eq!(read_after(bad), None, "{bad}");
        }
    }
}
