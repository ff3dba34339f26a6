//! Naming a device.

use contract::{Answer, Problem, Sent, Words, devices::NewDeviceForm};
use domain::{
    DeviceId,
    device::{DeviceState, Ownership, Platform},
};
use store::{
    Done,
    devices::{BY_OWNER, StoredDevice},
    people::Device,
};

use super::{LONGEST_NAME, MOST_DEVICES, entry};
use crate::Visitor;

/// A name as somebody typed it: one line, not endless.
pub(super) fn name(typed: &str) -> String {
    let clean = typed.chars().filter(|c| !c.is_control()).collect::<String>();
    clean.trim().chars().take(LONGEST_NAME).collect()
}

impl Visitor {
    pub(super) async fn name_device(&self, form: NewDeviceForm) -> Answer<Sent> {
        let inside = self.need_fresh()?;
        let (name, platform, ownership) =
            (name(&form.name), Platform::from_word(&form.platform), Ownership::from_word(&form.ownership));
        let mut problems = Vec::new();
        let mut mend = |field: &str, words: &str| problems.push(Problem::at(field, Words::of(words)));
        if name.is_empty() {
            mend("name", "devices-name-missing");
        }
        if platform.is_none() {
            mend("platform", "devices-platform-missing");
        }
        if ownership.is_none() {
            mend("ownership", "devices-ownership-missing");
        }
        let (Some(platform), Some(ownership), true) = (platform, ownership, problems.is_empty()) else {
            return Ok(Sent::Mend(problems));
        };
        let device = Device {
            id: DeviceId::mint(self.core.rng.as_ref()),
            person: inside.person.id.clone(),
            name,
            platform,
            ownership,
            state: DeviceState::InUse,
            created: self.now,
        };
        let next = format!("/devices/{}", device.id);
        let added = self
            .core
            .writer
            .run(device, |tx, device| {
                Box::pin(async move {
                    let now = tx.now();
                    let held = store::devices::of(tx, &device.person).await?;
                    let in_use = held.iter().filter(|one| one.device.state == DeviceState::InUse).count();
                    if in_use >= MOST_DEVICES {
                        return Ok(Done::plain(false));
                    }
                    let stored = StoredDevice::named(device.clone(), BY_OWNER.to_owned(), now);
                    store::devices::add(tx, &[stored]).await?;
                    let entry = entry("device.added", &device.person, &device.id)
                        .with("platform", device.platform.word())
                        .with("ownership", device.ownership.word());
                    Ok(Done::with(true, entry))
                })
            })
            .await
            .map_err(self.fault("devices.add"))?;
        if added { Ok(Sent::next(next)) } else { Ok(Sent::mend("", Words::of("devices-too-many"))) }
    }
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn a_name_is_one_line_of_eighty_characters_at_most() {
        assert_eq!(name("  Blue\u{7} phone \n"), "Blue phone");
        assert_eq!(name(&"ä".repeat(200)).chars().count(), 80);
        assert_eq!(name(" \t "), "");
    }
}
