//! "What if I lose my phone?": the heading, the ways back in, in order, and the one step that would fix it.

use contract::{
    Answer, RefusalCode,
    readiness::{After, WhatIf, WhatIfDevice, WhatIfQuery},
};
use domain::{
    DeviceId,
    device::DeviceState,
    readiness::{Loss, outlook},
};
use store::people::Device;

use super::{
    compute,
    words::{Names, standing},
};
use crate::{Visitor, facts};

/// Stands in the address for something that is no device on record.
const OTHER: &str = "other";

impl Visitor {
    pub(super) async fn what_if_page(&self, query: WhatIfQuery) -> Answer<WhatIf> {
        let person = &self.need_person()?.person;
        let db = &mut &self.core.db;
        let all = store::people::devices(db, &person.id).await.map_err(self.fault("what-if.devices"))?;
        let in_use: Vec<&Device> = all.iter().filter(|device| device.state == DeviceState::InUse).collect();
        let devices = in_use.iter().map(|device| WhatIfDevice {
            id: device.id.to_string(),
            name: device.name.clone(),
            platform: device.platform,
            ownership: device.ownership,
        });
        let devices = devices.collect();
        let mut lost: Vec<DeviceId> = Vec::new();
        let mut other = false;
        for picked in [&query.device, &query.also].into_iter().filter(|picked| !picked.is_empty()) {
            if picked == OTHER {
                other = true;
                continue;
            }
            let found = in_use.iter().find(|device| device.id.as_str() == picked.as_str());
            let found = found.ok_or_else(|| self.refuse(RefusalCode::NotHere))?;
            if !lost.contains(&found.id) {
                lost.push(found.id.clone());
            }
        }
        if lost.is_empty() && !other && !query.sign_in {
            return Ok(WhatIf { devices, after: None });
        }
        let ground = facts::standing(db, person, self.now, &self.policy)
            .await
            .map_err(self.fault("what-if.standing"))?;
        let methods = store::methods::of(db, &person.id).await.map_err(self.fault("what-if.methods"))?;
        let contacts =
            store::people::contacts(db, &person.id).await.map_err(self.fault("what-if.contacts"))?;
        let names = Names { devices: &all, methods: &methods, contacts: &contacts };
        let rules = compute::rules(&self.policy, self.now, &person.ring, person.privileged());
        let loss = Loss { devices: &lost, something_unnamed: other, organisation_sign_in: query.sign_in };
        let facts = ground.facts();
        let after = outlook(&facts, loss, &rules);
        let named =
            |id: &DeviceId| in_use.iter().find(|device| device.id == *id).map(|device| device.name.clone());
        Ok(WhatIf {
            devices,
            after: Some(After {
                lost: lost.iter().filter_map(named).collect(),
                other,
                sign_in: query.sign_in,
                standing: standing(after.ready),
                ways: after.ways.iter().map(|way| names.way(way)).collect(),
                next: after.next.as_ref().map(|next| names.step(next)),
            }),
        })
    }
}
