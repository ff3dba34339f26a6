//! Whoever got in by themselves says which device is gone: from then on it is as after an approval (R7). Nobody else is asked,
//! and only the owner, who proved two kinds of code, sees the names of their devices.

use std::sync::Arc;

use contract::{Answer, RefusalCode, Sent, Words};
use domain::{DeviceId, device::DeviceState, request::RequestState};
use store::{Done, Fault, NewEntry, Tx, enrolments::StoredEnrolment, people::Device, requests::Request};

use super::serving;
use crate::{Core, Visitor, closing::what_happened, suspending::suspend};

/// The request of an enrolment whose owner has still to say which device is gone.
fn to_be_asked(request: &Request) -> bool {
    let state = &request.state;
    matches!(state, RequestState::Redeemed { .. }) && state.is_alone() && !request.device_picked
}

fn in_use(devices: Vec<Device>) -> Vec<Device> {
    devices.into_iter().filter(|device| device.state == DeviceState::InUse).collect()
}

impl Visitor {
    /// The devices to choose from: id and name. `None` where nothing is asked.
    pub(super) async fn gone_choices(
        &self,
        enrolment: &StoredEnrolment,
    ) -> Result<Option<Vec<(String, String)>>, Fault> {
        let db = &mut &self.core.db;
        let Some(request) = &enrolment.request else { return Ok(None) };
        let request = store::requests::by_id(db, request).await?;
        if !request.as_ref().is_some_and(to_be_asked) {
            return Ok(None);
        }
        let devices = in_use(store::people::devices(db, &enrolment.person).await?);
        Ok((!devices.is_empty())
            .then(|| devices.into_iter().map(|device| (device.id.to_string(), device.name)).collect()))
    }

    /// Takes the answer: `none`, or the id of a device of theirs.
    pub(super) async fn take_gone(&self, gone: &str) -> Answer<Sent> {
        self.enrolling().await?;
        let hash = self.enrolment_hash().ok_or_else(|| self.refuse(RefusalCode::Over))?;
        let device = match gone {
            "none" => None,
            id => match DeviceId::parse(id) {
                Ok(id) => Some(id),
                Err(_) => return Ok(Sent::mend("gone", Words::of("enrol-gone-missing"))),
            },
        };
        let taken = self
            .core
            .writer
            .run((Arc::clone(&self.core), hash, device), |tx, (core, hash, device)| {
                Box::pin(async move { take(tx, core, hash, device.as_ref()).await })
            })
            .await
            .map_err(self.fault("enrolment.gone"))?;
        if taken {
            Ok(Sent::next("/recover/enrol"))
        } else {
            Ok(Sent::mend("gone", Words::of("enrol-gone-missing")))
        }
    }
}

async fn take(
    tx: &mut Tx,
    core: &Core,
    secret_hash: &[u8; 32],
    device: Option<&DeviceId>,
) -> Result<Done<bool>, Fault> {
    let Some((enrolment, person)) = serving(tx, secret_hash).await? else { return Ok(Done::plain(false)) };
    let Some(request) = &enrolment.request else { return Ok(Done::plain(false)) };
    let Some(request) = store::requests::by_id(tx, request).await?.filter(to_be_asked) else {
        // Said before, perhaps twice at once: the page goes on.
        return Ok(Done::plain(true));
    };
    let own = in_use(store::people::devices(tx, &person.id).await?);
    let gone: Vec<DeviceId> = match device {
        None => Vec::new(),
        Some(id) if own.iter().any(|device| device.id == *id) => vec![id.clone()],
        Some(_) => return Ok(Done::plain(false)),
    };
    let evidence = request.evidence.clone().unwrap_or_default();
    store::requests::set_decided(tx, &request.id, &gone, &evidence).await?;
    let what = what_happened(&request);
    let names: Vec<&str> = gone.iter().map(DeviceId::as_str).collect();
    let mut entries = vec![
        NewEntry::new("request.device-named")
            .by(&person.id)
            .about(&person.id)
            .on(&request.id)
            .with("devices", names.join(", ")),
    ];
    entries.extend(suspend(tx, core, (&person.id, &person.id), &request, &gone, what).await?);
    Ok(Done::all(true, entries))
}
