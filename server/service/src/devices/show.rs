//! What is shown of devices.

use contract::{
    Answer, Words,
    devices::{DeviceLine, DeviceList, DevicePage, LivesHere},
    methods::Standing as Heading,
};
use domain::{
    DeviceId,
    device::DeviceState,
    method::{Home, MethodFacts},
    readiness::{NextStep, Readiness, Ready, readiness},
    strength::{Change, ChangeRefused, Proof, may_change},
};
use store::{devices::StoredDevice, methods::Method};

use super::{found, lives_on, lost, names};
use crate::{Visitor, facts};

const fn heading(ready: Ready) -> Heading {
    match ready {
        Ready::ByYourself => Heading::ByYourself,
        Ready::WithHelp => Heading::WithHelp,
        Ready::NotAtAll => Heading::NotAtAll,
    }
}

/// Why a way to sign in cannot be removed, in words.
fn why_not(refused: &ChangeRefused, method: &Method) -> Words {
    let words = match refused {
        ChangeRefused::LastWayIn => Words::of("devices-remove-last"),
        ChangeRefused::Settling { .. } => Words::of("devices-remove-settling"),
        _ => Words::of("devices-remove-not-now"),
    };
    words.with("method", &method.name)
}

/// All that a person's pages of devices are made of.
struct Ground {
    devices: Vec<StoredDevice>,
    methods: Vec<Method>,
    standing: facts::Standing,
}

impl Visitor {
    async fn device_ground(&self) -> Answer<Ground> {
        let person = &self.need_person()?.person;
        let db = &mut &self.core.db;
        let devices = store::devices::of(db, &person.id).await.map_err(self.fault("devices.list"))?;
        let methods = store::methods::of(db, &person.id).await.map_err(self.fault("devices.methods"))?;
        let standing = facts::standing(db, person, self.now, &self.policy)
            .await
            .map_err(self.fault("devices.standing"))?;
        Ok(Ground { devices, methods, standing })
    }

    /// How they would stand without this device.
    fn without(&self, ground: &Ground, device: &DeviceId) -> Readiness {
        readiness(&ground.standing.facts(), Some(device), self.now, &self.policy)
    }

    fn lives_here(&self, ground: &Ground, method: &Method) -> LivesHere {
        let person = self.inside.as_ref().map(|inside| &inside.person);
        let all: &[MethodFacts] = &ground.standing.methods;
        let refused = may_change(
            Change::Remove(&method.facts()),
            all,
            &[Proof::Passkey],
            person.is_some_and(store::people::Person::privileged),
            person.and_then(|person| person.let_back_in),
            self.now,
            &self.policy,
        )
        .err();
        LivesHere {
            id: method.id.to_string(),
            name: method.name.clone(),
            kind: method.kind,
            state: method.state,
            account: matches!(method.home, Some(Home::Account { .. })),
            why_not: refused.as_ref().map(|refused| why_not(refused, method)),
        }
    }

    fn line(&self, ground: &Ground, stored: &StoredDevice) -> DeviceLine {
        let device = &stored.device;
        let here = ground.methods.iter().filter(|method| lives_on(method, &device.id));
        let if_lost =
            (device.state == DeviceState::InUse).then(|| heading(self.without(ground, &device.id).ready));
        DeviceLine {
            id: device.id.to_string(),
            name: device.name.clone(),
            platform: device.platform,
            ownership: device.ownership,
            state: device.state,
            since: stored.state_since,
            methods: here.map(|method| self.lives_here(ground, method)).collect(),
            if_lost,
        }
    }

    pub(super) async fn device_list(&self) -> Answer<DeviceList> {
        let ground = self.device_ground().await?;
        let is_in_use = |stored: &&StoredDevice| stored.device.state == DeviceState::InUse;
        let in_use = ground.devices.iter().filter(is_in_use).map(|one| self.line(&ground, one)).collect();
        let mut past: Vec<DeviceLine> =
            ground.devices.iter().filter(|one| !is_in_use(one)).map(|one| self.line(&ground, one)).collect();
        past.sort_by_key(|line| std::cmp::Reverse(line.since));
        Ok(DeviceList { in_use, past })
    }

    pub(super) async fn device_page(&self, stored: StoredDevice) -> Answer<DevicePage> {
        let inside = self.need_person()?;
        let ground = self.device_ground().await?;
        let db = &mut &self.core.db;
        let id = &stored.device.id;
        let removed = store::devices::removed_on(db, &inside.person.id, id)
            .await
            .map_err(self.fault("devices.removed"))?;
        let held = match stored.device.state {
            DeviceState::Lost => found::standing_in_the_way(db, &inside.person.id, &stored, self.now)
                .await
                .map_err(self.fault("devices.held"))?
                .or_else(|| found::not_from_here(inside, &ground.methods, id, self.core.settings.demo)),
            _ => None,
        };
        let without = self.without(&ground, id);
        let name_of = |id: &DeviceId| {
            ground.devices.iter().find(|one| one.device.id == *id).map(|one| one.device.name.clone())
        };
        let in_use = |one: &&StoredDevice| one.device.state == DeviceState::InUse && one.device.id != *id;
        let next = match &without.next {
            None => None,
            Some(NextStep::PasskeyOn { device }) => {
                let name = name_of(device).unwrap_or_default();
                Some(Words::of("home-next-passkey").with("device", name))
            }
            Some(_) => Some(Words::of("devices-next-another")),
        };
        let works = ground
            .methods
            .iter()
            .filter(|method| super::works_alone(method) && !method.facts().home.touches(id));
        Ok(DevicePage {
            line: self.line(&ground, &stored),
            model: stored.model.clone(),
            serial: stored.serial.clone(),
            management: stored.management.clone(),
            from_file: stored.source.strip_prefix("import:").map(str::to_owned),
            added: stored.device.created,
            replaced_by: stored.replaced_by.as_ref().and_then(name_of),
            others: ground
                .devices
                .iter()
                .filter(in_use)
                .map(|one| (one.device.id.to_string(), one.device.name.clone()))
                .collect(),
            removed,
            works_without: names(works),
            without: heading(without.ready),
            next: next.map(|words| (words, "/methods/add".to_owned())),
            not_from_here: lost::not_from_here(inside, &ground.methods, id),
            held,
            needs_proof: !self.is_fresh(),
        })
    }
}
