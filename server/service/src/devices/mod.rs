//! A person's own devices: which ways to sign in live on them, and what becomes of those when a device is lost, broken,
//! replaced, handed back or found again (R7).

mod add;
mod change;
mod files;
mod found;
mod gone;
mod lost;
mod show;
#[cfg(test)]
mod tests;

use contract::{
    Answer, Devices, RefusalCode, Sent, Words,
    devices::{DeviceForm, DeviceList, DevicePage, NewDeviceForm},
};
use domain::{DeviceId, PersonId, device::DeviceState, method::MethodState};
use store::{NewEntry, devices::StoredDevice, methods::Method};

pub(crate) use found::take_up_losses;

use crate::{Visitor, visitor::Inside};

/// Devices one person may name.
const MOST_DEVICES: usize = 30;
/// Characters of a device's name at most.
const LONGEST_NAME: usize = 80;

/// What became of a form.
enum Changed {
    /// Done.
    Done,
    /// It is in another state by now.
    Over,
    /// Not from here, or not now; what to do instead.
    Not(Words),
}

#[async_trait::async_trait]
impl Devices for Visitor {
    async fn devices(&self) -> Answer<DeviceList> {
        self.device_list().await
    }

    async fn device(&self, id: String) -> Answer<DevicePage> {
        let device = self.own_device(&id).await?;
        self.device_page(device).await
    }

    async fn add_device(&self, form: NewDeviceForm) -> Answer<Sent> {
        self.name_device(form).await
    }

    async fn change_device(&self, id: String, form: DeviceForm) -> Answer<Sent> {
        self.need_fresh()?;
        let device = self.own_device(&id).await?;
        let own = device.device.id.clone();
        let changed = match form.step.as_str() {
            "rename" => return self.rename_device(own, &form.name).await,
            "ownership" => return self.own_otherwise(device, &form.ownership).await,
            "lost" => self.lose(own).await?,
            "broken" => self.end_use(own, DeviceState::Broken, None).await?,
            "handed-back" => self.end_use(own, DeviceState::HandedBack, None).await?,
            "replaced" => {
                let Some(by) = self.replacement(&own, &form.by).await? else {
                    return Ok(Sent::mend("by", Words::of("devices-replaced-which")));
                };
                self.end_use(own, DeviceState::Replaced, by).await?
            }
            "found" => self.find_again(own).await?,
            _ => return Err(self.refuse(RefusalCode::Unreadable)),
        };
        match changed {
            Changed::Done => Ok(Sent::next(format!("/devices/{id}"))),
            Changed::Over => Err(self.refuse(RefusalCode::Over)),
            Changed::Not(words) => Ok(Sent::mend("", words)),
        }
    }
}

impl Visitor {
    /// A device of the caller's own; anything else is not here.
    async fn own_device(&self, id: &str) -> Answer<StoredDevice> {
        let inside = self.need_person()?;
        let not_here = || self.refuse(RefusalCode::NotHere);
        let id = DeviceId::parse(id).map_err(|_| not_here())?;
        let device =
            store::devices::by_id(&mut &self.core.db, &id).await.map_err(self.fault("devices.one"))?;
        device.filter(|device| device.device.person == inside.person.id).ok_or_else(not_here)
    }
}

/// An entry of the person about their own device.
fn entry(kind: &'static str, person: &PersonId, device: &DeviceId) -> NewEntry {
    NewEntry::new(kind).by(person).about(person).with("device", device.as_str())
}

/// The method that opened this session; none for a demo's switch (R14).
fn opened_by<'a>(inside: &Inside, methods: &'a [Method]) -> Option<&'a Method> {
    let id = inside.session.method.as_ref()?;
    methods.iter().find(|method| method.id == *id)
}

/// Whether a method lives on this device, as far as anybody said.
fn lives_on(method: &Method, device: &DeviceId) -> bool {
    method.home.as_ref().is_some_and(|home| home.touches(device) && *home != domain::method::Home::Unknown)
}

/// Names, joined for a sentence.
fn names<'a>(methods: impl Iterator<Item = &'a Method>) -> Vec<String> {
    methods.map(|method| method.name.clone()).collect()
}

/// Whether it signs somebody in now, alone.
fn works_alone(method: &Method) -> bool {
    method.state == MethodState::Active && method.kind.signs_in_alone()
}
