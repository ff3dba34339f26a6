//! The last resort (R9): who is told of it, where it stands, and how anybody privileged stops it.

use std::sync::Arc;

use contract::{
    Answer, LastResort, RefusalCode, Sent,
    last_resort::{LastResortCard, Stands},
};
use domain::{
    PassId, PersonId, SessionId, Time,
    first_day::{LAST_RESORT_BANNER, LastResort as Is, banner_shown, last_resort},
    person::Role,
};
use store::{Done, Fault, NewEntry, Tx, last_resort::LastResort as Issued, people::Person};

use crate::{
    Core, Visitor,
    acting::{Need, acting},
    notices::{self, About, Template},
    visitor::enabled,
};

/// How many are shown: more within thirty days would be another matter altogether.
const MOST_SHOWN: u32 = 10;

/// Everybody who is told of a last resort for `person`: they themselves, and everybody privileged, each once.
pub(crate) async fn everybody(tx: &mut Tx, person: &Person) -> Result<Vec<Person>, Fault> {
    let mut whom = vec![person.clone()];
    for role in Role::ALL {
        for holder in store::people::holding(tx, role).await? {
            if !whom.iter().any(|one| one.id == holder.id) {
                whom.push(holder);
            }
        }
    }
    Ok(whom)
}

/// Whether it can still be stopped: until it is over, or what it opened has ended.
fn can_stop(issued: &Issued, now: Time) -> bool {
    if issued.stopped.is_some() {
        return false;
    }
    issued.enrolling || (issued.state == "live" && (issued.told.is_none() || now < issued.until))
}

fn stands(issued: &Issued, now: Time, policy: &domain::Policy) -> Stands {
    if let Some(at) = issued.stopped {
        return Stands::Stopped { at, by: issued.stopped_by.clone().unwrap_or_default() };
    }
    match (issued.state.as_str(), issued.told) {
        ("used", _) => Stands::Used,
        ("live", None) => Stands::Untold,
        ("live", Some(told)) => match last_resort(told, false, now, policy) {
            Is::Waiting { .. } => Stands::Waiting { from: issued.works_from },
            Is::Works { .. } => Stands::Works { until: issued.until },
            Is::Stopped | Is::Over => Stands::Over,
        },
        _ => Stands::Over,
    }
}

/// Stops it, because `by` says so on the portal's page (`page`) or with the code of a notice (`notice`). `false`, with
/// nothing changed, where nothing is left to stop.
async fn stop(
    tx: &mut Tx,
    core: &Core,
    pass: &PassId,
    by: &Person,
    how: &'static str,
) -> Result<Done<bool>, Fault> {
    let now = tx.now();
    let Some(issued) = store::last_resort::by_pass(tx, pass).await? else { return Ok(Done::plain(false)) };
    if !can_stop(&issued, now) || !store::last_resort::stop(tx, pass, &by.id, now).await? {
        return Ok(Done::plain(false));
    }
    let entry =
        |kind: &'static str| NewEntry::new(kind).by(&by.id).about(&issued.person).with("pass", pass.as_str());
    let mut entries = vec![entry("pass.stopped").with("by", how).with("operator", issued.operator.clone())];
    if store::passes::end(tx, pass, now, "stopped").await? {
        entries.push(entry("pass.ended").with("why", "stopped"));
    }
    if store::enrolments::end_of_pass(tx, pass, now, "stopped").await? > 0 {
        entries.push(entry("enrolment.ended").with("why", "stopped"));
    }
    if let Some(person) = store::people::by_id(tx, &issued.person).await? {
        let told = [("name", person.name.clone()), ("by", by.name.clone())];
        for one in everybody(tx, &person).await? {
            let about = About::LastResort(pass);
            notices::tell_about(tx, core, &one, Template::LastResortStopped, &told, about).await?;
        }
    }
    Ok(Done::all(true, entries))
}

/// What became of pressing the button.
enum Pressed {
    Yes,
    Refused(RefusalCode),
}

async fn press(tx: &mut Tx, core: &Core, session: &SessionId, pass: &PassId) -> Result<Done<Pressed>, Fault> {
    let acting = match acting(tx, session, Need::Fresh).await? {
        Ok(acting) => acting,
        Err(code) => return Ok(Done::plain(Pressed::Refused(code))),
    };
    if !acting.person.privileged() {
        return Ok(Done::plain(Pressed::Refused(RefusalCode::NotHere)));
    }
    let Done { outcome, entries } = stop(tx, core, pass, &acting.person, "page").await?;
    let pressed = if outcome { Pressed::Yes } else { Pressed::Refused(RefusalCode::Over) };
    Ok(Done::all(pressed, entries))
}

async fn stop_by_code(tx: &mut Tx, core: &Core, pass: &PassId, by: &PersonId) -> Result<Done<()>, Fault> {
    let Some(by) = store::people::by_id(tx, by).await?.filter(enabled) else { return Ok(Done::plain(())) };
    // A role that was taken away takes the code with it; the person it lets in may always say that it wasn't them.
    let issued = store::last_resort::by_pass(tx, pass).await?;
    if !by.privileged() && issued.is_none_or(|issued| issued.person != by.id) {
        return Ok(Done::plain(()));
    }
    Ok(Done::all((), stop(tx, core, pass, &by, "notice").await?.entries))
}

impl Visitor {
    /// Those whose banner is shown now, newest first.
    pub(crate) async fn shown_last_resorts(&self) -> Result<Vec<LastResortCard>, Fault> {
        let since = self.now - LAST_RESORT_BANNER;
        let issued = store::last_resort::since(&mut &self.core.db, since, MOST_SHOWN).await?;
        let shown = issued.into_iter().filter(|one| banner_shown(one.issued, self.now));
        Ok(shown
            .map(|one| LastResortCard {
                stands: stands(&one, self.now, &self.policy),
                can_stop: can_stop(&one, self.now),
                id: one.pass.to_string(),
                name: one.name,
                operator: one.operator,
                issued: one.issued,
            })
            .collect())
    }

    /// Stops the last resort that a code from a notice names, if it names one.
    pub(crate) async fn stop_last_resort_by_code(&self, hash: &[u8; 32]) -> Answer<()> {
        let found = store::last_resort::by_code(&mut &self.core.db, hash)
            .await
            .map_err(self.fault("last-resort.code"))?;
        let Some((pass, by)) = found else { return Ok(()) };
        self.core
            .writer
            .run((Arc::clone(&self.core), pass, by), |tx, (core, pass, by)| {
                Box::pin(async move { stop_by_code(tx, core, pass, by).await })
            })
            .await
            .map_err(self.fault("pass.stopped"))
    }
}

#[async_trait::async_trait]
impl LastResort for Visitor {
    async fn last_resorts(&self) -> Answer<Vec<LastResortCard>> {
        let inside = self.need_fresh()?;
        if !inside.person.privileged() {
            return Err(self.refuse(RefusalCode::NotHere));
        }
        self.shown_last_resorts().await.map_err(self.fault("last-resort.list"))
    }

    async fn stop_last_resort(&self, id: String) -> Answer<Sent> {
        let inside = self.need_fresh()?;
        let pass = PassId::parse(&id).map_err(|_| self.refuse(RefusalCode::NotHere))?;
        let pressed = self
            .core
            .writer
            .run((Arc::clone(&self.core), inside.session.id.clone(), pass), |tx, (core, session, pass)| {
                Box::pin(async move { press(tx, core, session, pass).await })
            })
            .await
            .map_err(self.fault("pass.stopped"))?;
        match pressed {
            Pressed::Yes => Ok(Sent::next("/last-resort")),
            Pressed::Refused(code) => Err(self.refuse(code)),
        }
    }
}
