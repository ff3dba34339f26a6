//! Broken or wiped, replaced, handed back: what lived on the device is not paused silently. Its owner is offered to remove
//! each, by the usual rules.

use contract::Answer;
use domain::{DeviceId, device::DeviceState};
use store::Done;

use super::{Changed, entry};
use crate::Visitor;

impl Visitor {
    /// The device that took the place of `own`: another one of the caller's that is in use, or one that they have not named
    /// (inside none). None if they chose nothing that fits.
    pub(super) async fn replacement(&self, own: &DeviceId, by: &str) -> Answer<Option<Option<DeviceId>>> {
        let inside = self.need_person()?;
        if by == "other" {
            return Ok(Some(None));
        }
        let devices = store::devices::of(&mut &self.core.db, &inside.person.id)
            .await
            .map_err(self.fault("devices.replaced"))?;
        let fits = devices
            .into_iter()
            .map(|one| one.device)
            .find(|one| one.id.as_str() == by && one.id != *own && one.state == DeviceState::InUse);
        Ok(fits.map(|one| Some(one.id)))
    }

    /// Ends a device's use, for any other reason than that it is lost.
    pub(super) async fn end_use(
        &self,
        id: DeviceId,
        to: DeviceState,
        by: Option<DeviceId>,
    ) -> Answer<Changed> {
        let inside = self.need_fresh()?;
        self.core
            .writer
            .run((inside.person.id.clone(), id, to, by), |tx, (person, id, to, by)| {
                Box::pin(async move {
                    let now = tx.now();
                    let moved =
                        store::devices::set_state(tx, id, DeviceState::InUse, *to, by.as_ref(), now).await?;
                    if !moved {
                        return Ok(Done::plain(Changed::Over));
                    }
                    let kind = match to {
                        DeviceState::Replaced => "device.replaced",
                        DeviceState::HandedBack => "device.handed-back",
                        _ => "device.broken",
                    };
                    let mut entry = entry(kind, person, id);
                    if let Some(by) = by {
                        entry = entry.with("by", by.as_str());
                    }
                    Ok(Done::with(Changed::Done, entry))
                })
            })
            .await
            .map_err(self.fault("devices.gone"))
    }
}
