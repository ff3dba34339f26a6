//! Another name, another owner.

use contract::{Answer, RefusalCode, Sent, Words};
use domain::{DeviceId, device::Ownership};
use store::{Done, devices::StoredDevice};

use super::{add, entry};
use crate::Visitor;

impl Visitor {
    pub(super) async fn rename_device(&self, id: DeviceId, typed: &str) -> Answer<Sent> {
        let inside = self.need_fresh()?;
        let name = add::name(typed);
        if name.is_empty() {
            return Ok(Sent::mend("name", Words::of("devices-name-missing")));
        }
        let next = format!("/devices/{id}");
        self.core
            .writer
            .run((id, inside.person.id.clone(), name), |tx, (id, person, name)| {
                Box::pin(async move {
                    let now = tx.now();
                    store::devices::rename(tx, id, name, now).await?;
                    Ok(Done::with((), entry("device.renamed", person, id)))
                })
            })
            .await
            .map_err(self.fault("devices.rename"))?;
        Ok(Sent::next(next))
    }

    /// Whose it is: both the old and the new word are on record, since what a phone change can bring back depends on it.
    pub(super) async fn own_otherwise(&self, device: StoredDevice, word: &str) -> Answer<Sent> {
        let inside = self.need_fresh()?;
        let Some(to) = Ownership::from_word(word) else {
            return Ok(Sent::mend("ownership", Words::of("devices-ownership-missing")));
        };
        let id = device.device.id;
        let next = format!("/devices/{id}");
        let found = self
            .core
            .writer
            .run((id, inside.person.id.clone(), to), |tx, (id, person, to)| {
                Box::pin(async move {
                    let now = tx.now();
                    let Some(stored) = store::devices::by_id(tx, id).await? else {
                        return Ok(Done::plain(false));
                    };
                    let from = stored.device.ownership;
                    if from == *to {
                        return Ok(Done::plain(true));
                    }
                    store::devices::set_ownership(tx, id, *to, now).await?;
                    let entry = entry("device.ownership-changed", person, id)
                        .with("from", from.word())
                        .with("to", to.word());
                    Ok(Done::with(true, entry))
                })
            })
            .await
            .map_err(self.fault("devices.ownership"))?;
        if found { Ok(Sent::next(next)) } else { Err(self.refuse(RefusalCode::NotHere)) }
    }
}
