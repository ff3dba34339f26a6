//! Beginning, asking and stopping: the steps of whoever rehearses that write.

use std::sync::Arc;

use contract::{
    Answer, RefusalCode, Sent, Words,
    recovery::{KeyTaken, PublishKey},
};
use data_encoding::BASE64URL_NOPAD;
use domain::{
    DeviceId, DrillId, PersonId, SessionId, Span,
    approver::Pinned,
    device::DeviceState,
    drill,
    match_code::{self, MatchCode},
    person::Role,
};
use store::{Done, Fault, NewEntry, Tx, drills::StoredDrill};

use super::{
    over::{self, Outcome},
    page::{OwnWays, asked_for},
};
use crate::{
    Core, Label, Visitor,
    acting::{Need, acting},
    notices::{self, Template},
    recovery::seal::is_public_key,
    worker::recipients,
};

/// Stands in the form for something that is no device on record.
const OTHER: &str = "other";
/// Drills begun in a day: each sends somebody a message.
const A_DAY: u32 = 3;
pub(super) const PATH: &str = "/drill";

/// How beginning ended.
enum Begun {
    On,
    TooMany,
    Refused(RefusalCode),
}

/// What a drill begins with.
#[derive(Clone)]
struct Beginning {
    session: SessionId,
    id: DrillId,
    device: Option<DeviceId>,
    network: String,
    browser: String,
}

async fn begin(tx: &mut Tx, core: &Core, from: &Beginning) -> Result<Done<Begun>, Fault> {
    let now = tx.now();
    let acting = match acting(tx, &from.session, Need::Person).await? {
        Ok(acting) => acting,
        Err(code) => return Ok(Done::plain(Begun::Refused(code))),
    };
    let person = &acting.person;
    let mut entries = Vec::new();
    if let Some(open) = store::drills::open_of(tx, &person.id).await? {
        if open.state.settled(now).is_open() {
            return Ok(Done::plain(Begun::On));
        }
        entries
            .extend(over::end(tx, core, &open, (Outcome::Expired, "", "")).await?.map(NewEntry::by_system));
    }
    let bucket = core.keys.hash(Label::Limit, &[b"drill", person.id.as_str().as_bytes()]);
    let bucket = BASE64URL_NOPAD.encode(&bucket);
    if !store::rate::take(tx, &bucket, A_DAY, Span::days(1), now).await? {
        return Ok(Done::all(Begun::TooMany, entries));
    }
    let mut drill = StoredDrill::begin(from.id.clone(), person.id.clone(), from.device.clone(), now);
    drill.network.clone_from(&from.network);
    drill.browser.clone_from(&from.browser);
    // Whoever would not be back by themselves asks at once.
    let own = OwnWays::read(tx, person, &drill, now, &acting.policy).await?;
    drill.asked = (!own.any()).then_some(now);
    if !store::drills::add(tx, &drill).await? {
        return Err(Fault::inconsistent("drill: a second open one"));
    }
    entries.push(
        NewEntry::new("drill.begun")
            .by(&person.id)
            .about(&person.id)
            .with("drill", drill.id.as_str())
            .with("device", drill.device.as_ref().map_or(OTHER, DeviceId::as_str))
            .with("goes", if own.any() { "by-yourself" } else { "asking" }),
    );
    Ok(Done::all(Begun::On, entries))
}

/// Takes the key, pins who is asked, and tells them; the number, or `None` if another key was taken or it is over.
async fn take_key(
    tx: &mut Tx,
    core: &Core,
    me: &PersonId,
    key: &[u8],
) -> Result<Done<Option<(DrillId, Vec<u8>)>>, Fault> {
    let now = tx.now();
    let policy = store::policy::of(tx).await?.policy;
    let Some(person) = store::people::by_id(tx, me).await?.filter(crate::visitor::enabled) else {
        return Ok(Done::plain(None));
    };
    let drill = store::drills::open_of(tx, me).await?;
    let Some(drill) = drill.filter(|drill| drill.state.settled(now).is_open() && drill.asked.is_some())
    else {
        return Ok(Done::plain(None));
    };
    if let (Some(taken), Some(number)) = (&drill.public_key, &drill.key_number) {
        // The same key again is a page that was reloaded; another one is refused, as for a request (R2).
        return Ok(Done::plain((taken == key).then(|| (drill.id.clone(), number.clone()))));
    }
    // So that nobody who types the code of a real request of theirs meets the drill's.
    let taken: Vec<MatchCode> = store::requests::open_of(tx, me)
        .await?
        .iter()
        .filter_map(|other| {
            let (key, number) = (other.public_key.as_ref()?, other.key_number.as_ref()?);
            Some(MatchCode::of(&other.id, key, number))
        })
        .collect();
    let number = match_code::choose_number(core.rng.as_ref(), &drill::in_code(&drill.id), key, &taken);
    let pinned = asked_for(tx, &person, now, &policy).await?;
    let (approver, role): (Option<&PersonId>, Option<Role>) = match &pinned {
        Pinned::Person(id, _) => (Some(id), None),
        Pinned::Role(role) => (None, Some(*role)),
    };
    if !store::drills::take_key(tx, &drill.id, (key, &number), approver, role).await? {
        return Ok(Done::plain(None));
    }
    let told = [("name", person.name.clone())];
    for one in recipients(tx, &person, approver, role).await? {
        notices::tell(tx, core, &one, Template::DrillAsked, &told, None).await?;
    }
    let to = approver.map_or_else(|| role.map_or("", Role::word), PersonId::as_str);
    let entry = |kind: &'static str| NewEntry::new(kind).about(me).with("drill", drill.id.as_str());
    let entries = vec![
        entry("drill.key-taken").by(me).with("fingerprint", match_code::fingerprint(key).as_str()),
        entry("drill.matched").by_system().with("approver", to),
    ];
    Ok(Done::all(Some((drill.id.clone(), number.to_vec())), entries))
}

impl Visitor {
    pub(super) async fn drill_begin(&self, device: &str) -> Answer<Sent> {
        let inside = self.need_person()?;
        if inside.person.emergency {
            return Err(self.refuse_saying(RefusalCode::NotAllowed, Words::of("drill-not-emergency")));
        }
        // What was picked on an old page: the one that is open goes on.
        if !device.is_empty() && self.own_drill(inside).await?.is_some() {
            return Ok(Sent::next(PATH));
        }
        let device = match device {
            OTHER => None,
            id => {
                let devices = store::people::devices(&mut &self.core.db, &inside.person.id)
                    .await
                    .map_err(self.fault("drill.devices"))?;
                let mut in_use = devices.into_iter().filter(|device| device.state == DeviceState::InUse);
                match in_use.find(|device| device.id.as_str() == id) {
                    Some(device) => Some(device.id),
                    None => return Ok(Sent::mend("device", Words::of("drill-device-choose"))),
                }
            }
        };
        let from = Beginning {
            session: inside.session.id.clone(),
            id: DrillId::mint(self.core.rng.as_ref()),
            device,
            network: self.arrival.network.clone(),
            browser: self.arrival.browser.clone(),
        };
        let begun = self
            .core
            .writer
            .run((Arc::clone(&self.core), from), |tx, (core, from)| {
                Box::pin(async move { begin(tx, core, from).await })
            })
            .await
            .map_err(self.fault("drill.begin"))?;
        match begun {
            Begun::On => Ok(Sent::next(PATH)),
            Begun::TooMany => Ok(Sent::mend("", Words::of("drill-too-many"))),
            Begun::Refused(code) => Err(self.refuse(code)),
        }
    }

    /// Passes over the ways by oneself.
    pub(super) async fn drill_ask(&self) -> Answer<Sent> {
        let inside = self.need_person()?;
        let Some(drill) = self.own_drill(inside).await? else { return Err(self.refuse(RefusalCode::Over)) };
        self.core
            .writer
            .run((inside.person.id.clone(), drill.id), |tx, (me, id)| {
                Box::pin(async move {
                    let now = tx.now();
                    let open = store::drills::by_id(tx, id).await?;
                    if !open.is_some_and(|drill| drill.state.settled(now).is_open())
                        || !store::drills::ask(tx, id, now).await?
                    {
                        return Ok(Done::plain(()));
                    }
                    let entry = NewEntry::new("drill.asked").by(me).about(me).with("drill", id.as_str());
                    Ok(Done::with((), entry))
                })
            })
            .await
            .map_err(self.fault("drill.ask"))?;
        Ok(Sent::next(PATH))
    }

    pub(super) async fn drill_stop(&self) -> Answer<Sent> {
        let inside = self.need_person()?;
        self.core
            .writer
            .run((Arc::clone(&self.core), inside.person.id.clone()), |tx, (core, me)| {
                Box::pin(async move {
                    let Some(drill) = store::drills::open_of(tx, me).await? else {
                        return Ok(Done::plain(()));
                    };
                    let entry = over::end(tx, core, &drill, (Outcome::Stopped, "", "")).await?;
                    Ok(Done::all((), entry.map(|entry| entry.by(me)).into_iter().collect()))
                })
            })
            .await
            .map_err(self.fault("drill.stop"))?;
        Ok(Sent::next(PATH))
    }

    pub(super) async fn drill_key(&self, key: &PublishKey) -> Answer<KeyTaken> {
        let inside = self.need_person()?;
        let unreadable = || self.refuse(RefusalCode::Unreadable);
        let bytes = BASE64URL_NOPAD.decode(key.public_key.as_bytes()).map_err(|_| unreadable())?;
        if !is_public_key(&bytes) {
            return Err(unreadable());
        }
        let taken = self
            .core
            .writer
            .run((Arc::clone(&self.core), inside.person.id.clone(), bytes), |tx, (core, me, key)| {
                Box::pin(async move { take_key(tx, core, me, key).await })
            })
            .await
            .map_err(self.fault("drill.key-taken"))?;
        let (id, number) = taken.ok_or_else(|| self.refuse(RefusalCode::Over))?;
        Ok(KeyTaken { request: drill::in_code(&id).to_string(), number: BASE64URL_NOPAD.encode(&number) })
    }
}
