//! What whoever rehearses sees: the beginning, their own ways, the code while somebody decides, and how it came out.

use contract::{
    Answer, Words,
    drills::{Asked, DrillOffer, DrillPage, DrillStatus, Over},
    readiness::WhatIfDevice,
};
use data_encoding::BASE64URL_NOPAD;
use domain::{
    MethodId, Policy, Span, Time,
    approver::{As, Pinned},
    device::DeviceState,
    drill,
    method::MethodKind,
    method_policy::{For, Kinds, kinds},
    person::Role,
    readiness::{Loss, Ready, Way, left, outlook},
};
use store::{Fault, Reads, drills::StoredDrill, people::Person};

use super::{over::Outcome, work};
use crate::{
    Visitor,
    approvals::document::At,
    facts,
    readiness::{
        compute::{drill_since, rules},
        words::Names,
    },
    recovery::fingerprint_text,
    visitor::Inside,
    worker::who_is_asked,
};

/// For how long the page shows how the last one came out.
const SHOWN: Span = Span::days(7);
/// How often the waiting page looks, in seconds.
const AGAIN: u32 = 5;

/// What somebody would have after what a drill pretends.
pub(super) struct OwnWays {
    /// The ways by oneself in words, best first.
    pub(super) words: Vec<Words>,
    /// Passkeys and security keys that are left.
    pub(super) passkeys: Vec<MethodId>,
    /// Every method that is left.
    pub(super) left: Vec<MethodId>,
    /// A code of the app and a recovery code would do.
    pub(super) codes: bool,
}

impl OwnWays {
    pub(super) async fn read(
        on: &mut impl Reads,
        person: &Person,
        drill: &StoredDrill,
        now: Time,
        policy: &Policy,
    ) -> Result<Self, Fault> {
        let ground = facts::standing(on, person, now, policy).await?;
        let methods = store::methods::of(on, &person.id).await?;
        let devices = store::people::devices(on, &person.id).await?;
        let names = Names { devices: &devices, methods: &methods, contacts: &[] };
        let gone: Vec<_> = drill.device.iter().cloned().collect();
        let loss = Loss { devices: &gone, something_unnamed: drill.device.is_none(), ..Loss::NOTHING };
        let facts = ground.facts();
        let rules = rules(policy, now, &person.ring, person.privileged());
        let after = outlook(&facts, loss, &rules);
        let own: Vec<&Way<'_>> = after.ways.iter().filter(|way| way.ready() == Ready::ByYourself).collect();
        let passkeys = own.iter().filter_map(|way| match way {
            Way::Passkey { method, .. } | Way::SecurityKey { method } => Some((*method).clone()),
            _ => None,
        });
        let codes = own.iter().any(|way| {
            matches!(way, Way::TwoKinds { first, second }
                if (*first, *second) == (MethodKind::AuthenticatorApp, MethodKind::RecoveryCodes))
        });
        let ring = Some(person.ring.as_str()).filter(|ring| !ring.is_empty());
        let allowed = kinds(policy, For { ring, privileged: person.privileged(), excepted: Kinds::NONE });
        Ok(Self {
            words: own.iter().map(|way| names.way(way)).collect(),
            passkeys: passkeys.collect(),
            left: left(&facts, &loss, allowed).map(|method| method.id.clone()).collect(),
            codes,
        })
    }

    /// Whether they would be back by themselves.
    pub(super) fn any(&self) -> bool {
        !self.words.is_empty()
    }
}

/// Who would be asked for somebody now (R3); for a privileged person `security`, which is one of their two in any case.
pub(super) async fn asked_for(
    on: &mut impl Reads,
    person: &Person,
    now: Time,
    policy: &Policy,
) -> Result<Pinned, Fault> {
    if person.privileged() {
        return Ok(Pinned::Role(Role::Security));
    }
    who_is_asked(on, person, now, policy).await
}

async fn who(on: &mut impl Reads, pinned: &Pinned) -> Result<Words, Fault> {
    Ok(match pinned {
        Pinned::Person(id, place) => {
            let name = store::people::by_id(on, id).await?.map(|person| person.name).unwrap_or_default();
            let key = if *place == As::Manager { "drill-who-manager" } else { "drill-who-above" };
            Words::of(key).with("name", name)
        }
        Pinned::Role(role) => Words::of(format!("drill-who-{}", role.word())),
    })
}

/// How far a drill got, as its own page tells it.
pub(super) fn phase(drill: &StoredDrill, now: Time) -> Result<&'static str, Fault> {
    if !drill.state.settled(now).is_open() {
        return Ok("over");
    }
    Ok(match (drill.asked, &drill.public_key) {
        (None, _) => "prove",
        (Some(_), None) => "key",
        (Some(_), Some(_)) if drill.document.is_empty() => "told",
        _ => match work::document(drill)?.at() {
            At::Device | At::Reach => "reach",
            step => step.word(),
        },
    })
}

impl Visitor {
    pub(super) async fn offer_drill(&self) -> Answer<DrillOffer> {
        let person = &self.need_person()?.person;
        let offer = async {
            let db = &mut &self.core.db;
            let last = store::drills::practised(db, &person.id).await?;
            let methods: Vec<_> =
                store::methods::of(db, &person.id).await?.iter().map(store::methods::Method::facts).collect();
            let due = drill_since(&methods)
                .is_some_and(|since| drill::due_from(since, last, &self.policy) <= self.now);
            let open = store::drills::open_of(db, &person.id).await?;
            let open = open.is_some_and(|drill| drill.state.settled(self.now).is_open());
            Ok::<_, Fault>(DrillOffer { last, due, open })
        };
        offer.await.map_err(self.fault("drill.offer"))
    }

    /// The caller's open drill, if it is not over by time.
    pub(super) async fn own_drill(&self, inside: &Inside) -> Answer<Option<StoredDrill>> {
        let drill = store::drills::open_of(&mut &self.core.db, &inside.person.id)
            .await
            .map_err(self.fault("drill.own"))?;
        Ok(drill.filter(|drill| drill.state.settled(self.now).is_open()))
    }

    pub(super) async fn drill_page(&self, anew: bool) -> Answer<DrillPage> {
        let person = &self.need_person()?.person;
        self.page_of_drill(person, anew).await.map_err(self.fault("drill.page"))
    }

    async fn page_of_drill(&self, person: &Person, anew: bool) -> Result<DrillPage, Fault> {
        let db = &mut &self.core.db;
        let last = store::drills::last_of(db, &person.id).await?;
        match last {
            Some(drill) if drill.state.settled(self.now).is_open() => self.open_drill(person, drill).await,
            Some(drill) if !anew && self.lately(&drill) => Ok(DrillPage::Over(self.came_out(&drill).await?)),
            _ => {
                let pinned = asked_for(db, person, self.now, &self.policy).await?;
                let devices = store::people::devices(db, &person.id).await?;
                let devices = devices.into_iter().filter(|device| device.state == DeviceState::InUse);
                Ok(DrillPage::Begin {
                    who: who(db, &pinned).await?,
                    devices: devices
                        .map(|device| WhatIfDevice {
                            id: device.id.to_string(),
                            name: device.name,
                            platform: device.platform,
                            ownership: device.ownership,
                        })
                        .collect(),
                    last: store::drills::practised(db, &person.id).await?,
                })
            }
        }
    }

    fn lately(&self, drill: &StoredDrill) -> bool {
        drill.state.settled(self.now).over_at().is_some_and(|at| self.now.since(at) < SHOWN)
    }

    async fn open_drill(&self, person: &Person, drill: StoredDrill) -> Result<DrillPage, Fault> {
        let db = &mut &self.core.db;
        let devices = store::people::devices(db, &person.id).await?;
        let device = drill.device.as_ref().and_then(|id| devices.into_iter().find(|one| one.id == *id));
        let device = device.map(|device| device.name);
        let pinned = match (&drill.approver, drill.approver_role) {
            (Some(id), _) => {
                let direct = person.manager.as_ref().is_some_and(|link| link.manager == *id);
                Pinned::Person(id.clone(), if direct { As::Manager } else { As::Chain(1) })
            }
            (None, Some(role)) => Pinned::Role(role),
            (None, None) => asked_for(db, person, self.now, &self.policy).await?,
        };
        let who = who(db, &pinned).await?;
        let Some(asked) = drill.asked else {
            let own = OwnWays::read(db, person, &drill, self.now, &self.policy).await?;
            let (passkey, codes) = (!own.passkeys.is_empty(), own.codes);
            return Ok(DrillPage::Prove { device, ways: own.words, passkey, codes, who });
        };
        let phase = phase(&drill, self.now)?;
        Ok(DrillPage::Asked(Asked {
            request: drill::in_code(&drill.id).to_string(),
            device,
            who,
            asked,
            until: drill.begun + drill::LIFE,
            phase: phase.to_owned(),
            number: drill.key_number.as_deref().map(|number| BASE64URL_NOPAD.encode(number)),
            key: drill.public_key.as_deref().map(fingerprint_text),
        }))
    }

    async fn came_out(&self, drill: &StoredDrill) -> Result<Over, Fault> {
        let settled = drill.state.settled(self.now);
        // What time ended is shown so before the worker wrote it.
        let outcome = Outcome::from_word(&drill.outcome).unwrap_or(Outcome::Expired);
        let by = match &drill.reviewer {
            Some(id) if settled.done_at().is_some() => store::people::by_id(&mut &self.core.db, id).await?,
            _ => None,
        };
        let from = drill.asked.unwrap_or(drill.begun);
        let took = settled.over_at().unwrap_or(self.now).since(from);
        let named = |before: &str, word: &str| {
            (!word.is_empty()).then(|| Words::of(format!("approval-{before}-{word}")))
        };
        Ok(Over {
            outcome: outcome.words(),
            evidence: named("rule", &drill.evidence),
            missing: named("missing", &drill.missing),
            by: by.map(|person| person.name),
            minutes: u32::try_from(took.minutes_up().max(1)).unwrap_or(u32::MAX),
            counts: settled.done_at().is_some(),
        })
    }

    pub(super) async fn drill_looked_at(&self) -> Answer<DrillStatus> {
        let inside = self.need_person()?;
        let last = store::drills::last_of(&mut &self.core.db, &inside.person.id)
            .await
            .map_err(self.fault("drill.status"))?;
        let phase = match &last {
            Some(drill) => phase(drill, self.now).map_err(self.fault("drill.status"))?,
            None => "over",
        };
        let id = last.as_ref().map_or("", |drill| drill.id.as_str());
        Ok(DrillStatus { phase: phase.to_owned(), mark: format!("{id} {phase}"), again: AGAIN })
    }
}
