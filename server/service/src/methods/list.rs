//! What a person sees of their own: methods and devices as cards, one method's page, what closing removed.

use contract::{
    Answer, Words,
    methods::{DeviceCard, Done, Home, MethodCard, MethodPage, OpenRequest, Standing},
    readiness::Step,
};
use domain::{
    DeviceId,
    aaguid::Aaguid,
    device::DeviceState,
    method::{self, MethodFacts, MethodState},
    readiness::{NextStep, Ready, hardest, readiness},
    request::RequestState,
    strength::{Change, ChangeRefused, may_change},
};
use store::{methods::Method, people::Device};

use super::{proved, words_for};
use crate::{
    Visitor, facts,
    readiness::{compute, words::Names},
    stopping::can_be_stopped,
};

const fn heading(ready: Ready) -> Standing {
    match ready {
        Ready::ByYourself => Standing::ByYourself,
        Ready::WithHelp => Standing::WithHelp,
        Ready::NotAtAll => Standing::NotAtAll,
    }
}

fn lives_on(method: &Method, devices: &[Device]) -> Vec<String> {
    let name =
        |id: &DeviceId| devices.iter().find(|device| device.id == *id).map(|device| device.name.clone());
    match &method.home {
        None | Some(method::Home::Itself | method::Home::Unknown) => Vec::new(),
        Some(method::Home::Device(id)) => name(id).into_iter().collect(),
        Some(method::Home::Account { devices: named, .. }) => named.iter().filter_map(name).collect(),
    }
}

fn card(method: &Method, devices: &[Device], can_remove: bool) -> MethodCard {
    MethodCard {
        id: method.id.to_string(),
        kind: method.kind,
        state: method.state,
        name: method.name.clone(),
        model: method.aaguid.and_then(Aaguid::name).map(str::to_owned),
        lives_on: lives_on(method, devices),
        synced: method.synced,
        added: method.added,
        last_worked: method.last_worked,
        can_remove,
    }
}

/// The one next step: say where a method lives, else what readiness lacks.
fn next_step(methods: &[Method], devices: &[Device], lacks: Option<&NextStep>) -> Option<Step> {
    let unplaced = methods.iter().find(|method| {
        method.home.is_none() && method.state == MethodState::Active && method.kind.signs_in_alone()
    });
    match unplaced {
        Some(method) => Some(Step {
            words: Words::of("home-next-place").with("name", &method.name),
            path: Some(format!("/methods/{}?step=place", method.id)),
        }),
        None => lacks.map(|next| Names { devices, methods, contacts: &[] }.step(next)),
    }
}

impl Visitor {
    fn may_remove(&self, method: &MethodFacts, all: &[MethodFacts]) -> Result<(), ChangeRefused> {
        let Some(inside) = &self.inside else { return Err(ChangeRefused::PassNeeded) };
        let (person, remove) = (&inside.person, Change::Remove(method));
        let (privileged, back) = (person.privileged(), person.let_back_in);
        may_change(remove, all, &proved(inside), privileged, back, self.now, &self.policy)
    }

    fn device_cards(&self, devices: &[Device], standing: &facts::Standing) -> Vec<DeviceCard> {
        devices
            .iter()
            .filter(|device| device.state == DeviceState::InUse)
            .map(|device| DeviceCard {
                id: device.id.to_string(),
                name: device.name.clone(),
                platform: device.platform,
                ownership: device.ownership,
                state: device.state,
                if_lost: heading(
                    readiness(&standing.facts(), Some(&device.id), self.now, &self.policy).ready,
                ),
            })
            .collect()
    }

    pub(super) async fn home_page(&self) -> Answer<Home> {
        let inside = self.need_person()?;
        let person = &inside.person;
        let db = &mut &self.core.db;
        let standing =
            facts::standing(db, person, self.now, &self.policy).await.map_err(self.fault("home.standing"))?;
        let methods = store::methods::of(db, &person.id).await.map_err(self.fault("home.methods"))?;
        let devices = store::people::devices(db, &person.id).await.map_err(self.fault("home.devices"))?;
        let rules = compute::rules(&self.policy, self.now, &person.ring, person.privileged());
        let (_, hardest) = hardest(&standing.facts(), &rules);
        let (next, next_path) = match next_step(&methods, &devices, hardest.next.as_ref()) {
            Some(step) => (Some(step.words), step.path),
            None => (None, None),
        };
        let mut cards: Vec<MethodCard> = methods
            .iter()
            .map(|method| card(method, &devices, self.may_remove(&method.facts(), &standing.methods).is_ok()))
            .collect();
        cards.sort_by_key(|card| (card.kind, card.added));
        let oldest = self.now - self.policy.asked_life - self.policy.close_after - self.policy.repudiation;
        let requests =
            store::requests::since(db, &person.id, oldest).await.map_err(self.fault("home.requests"))?;
        let open_requests = requests
            .into_iter()
            .filter_map(|request| {
                let state = request.state.settled(self.now);
                let can_stop = can_be_stopped(&state, self.now, &self.policy);
                can_stop.then(|| OpenRequest {
                    id: request.id.to_string(),
                    asked: request.asked,
                    state: format!("state-{}", state.word()),
                    can_stop,
                })
            })
            .collect();
        Ok(Home {
            name: person.name.clone(),
            standing: heading(hardest.ready),
            next,
            next_path,
            methods: cards,
            devices: self.device_cards(&devices, &standing),
            open_requests,
        })
    }

    pub(super) async fn method_page(&self, id: &str) -> Answer<MethodPage> {
        let method = self.own_method(id).await?;
        let inside = self.need_person()?;
        let db = &mut &self.core.db;
        let standing = facts::standing(db, &inside.person, self.now, &self.policy)
            .await
            .map_err(self.fault("method.standing"))?;
        let devices =
            store::people::devices(db, &inside.person.id).await.map_err(self.fault("method.devices"))?;
        let refused = self.may_remove(&method.facts(), &standing.methods).err();
        Ok(MethodPage {
            card: card(&method, &devices, refused.is_none()),
            why_not: refused.as_ref().map(words_for),
            devices: self.device_cards(&devices, &standing),
            needs_proof: !self.is_fresh(),
        })
    }

    pub(super) async fn done_page(&self) -> Answer<Done> {
        let inside = self.need_person()?;
        let db = &mut &self.core.db;
        let methods = store::methods::of(db, &inside.person.id).await.map_err(self.fault("done.methods"))?;
        let latest = store::requests::since(db, &inside.person.id, self.now - self.policy.repudiation)
            .await
            .map_err(self.fault("done.requests"))?
            .into_iter()
            .find(|request| matches!(request.state, RequestState::Closed { .. }));
        let (removed, sessions_ended) = match &latest {
            None => (Vec::new(), 0),
            Some(request) => {
                let removed = store::methods::removed_for(db, &request.id)
                    .await
                    .map_err(self.fault("done.removed"))?
                    .into_iter()
                    .map(|method| method.name)
                    .collect();
                let ended = store::sessions::ended_by_close(db, &inside.person.id, request.ended)
                    .await
                    .map_err(self.fault("done.sessions"))?;
                (removed, ended)
            }
        };
        let active = methods.iter().filter(|method| method.state == MethodState::Active).count();
        Ok(Done { removed, sessions_ended, methods: u32::try_from(active).unwrap_or(u32::MAX) })
    }
}
