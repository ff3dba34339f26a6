//! "Where does this one live?" It decides what is suspended when a device is lost, so it needs a fresh proof.

use contract::{Answer, Problem, RefusalCode, Sent, Words, methods::PlaceForm};
use domain::{
    DeviceId, MethodId, Rng, SessionId, Time,
    device::{DeviceState, Ownership, Platform},
    method::{Home, MethodKind, MethodState, SyncAccount},
};
use store::{Done, Fault, NewEntry, Tx, methods::Method, people::Device};

use super::own;
use crate::{
    Visitor,
    acting::{Need, acting},
    naming::tidy,
};

/// Devices one person may name.
const MOST_DEVICES: usize = 30;

/// Where somebody says that a method lives.
enum Where {
    /// On a device they named before.
    Known(String),
    /// On one that is named now: minted before the job.
    New { id: DeviceId, name: String, platform: Platform, ownership: Ownership },
    /// It is its own thing: a security key.
    Itself,
}

/// What became of it.
enum Placed {
    Yes,
    /// There is no such device, or this kind lives on none.
    Which,
    /// This kind does not live on such a device.
    NoPhone,
    /// No more devices can be named.
    TooMany,
    Refused(RefusalCode),
}

/// Reads the form, or says what to mend.
fn read(form: &PlaceForm, rng: &dyn Rng) -> Result<Where, Vec<Problem>> {
    if let Some(id) = form.place.strip_prefix("device:") {
        return Ok(Where::Known(id.to_owned()));
    }
    match form.place.as_str() {
        "itself" => Ok(Where::Itself),
        "new" => {
            let name = tidy(&form.device_name);
            let (platform, ownership) =
                (Platform::from_word(&form.platform), Ownership::from_word(&form.ownership));
            let mut problems = Vec::new();
            let mut lacks = |field: &str, key: &str, is: bool| {
                if is {
                    problems.push(Problem::at(field, Words::of(key)));
                }
            };
            lacks("device_name", "methods-place-name", name.is_empty());
            lacks("platform", "methods-place-platform", platform.is_none());
            lacks("ownership", "methods-place-ownership", ownership.is_none());
            match (platform, ownership) {
                (Some(platform), Some(ownership)) if problems.is_empty() => {
                    Ok(Where::New { id: DeviceId::mint(rng), name, platform, ownership })
                }
                _ => Err(problems),
            }
        }
        _ => Err(vec![Problem::at("place", Words::of("methods-place-which"))]),
    }
}

async fn place(tx: &mut Tx, session: &SessionId, id: &MethodId, at: &Where) -> Result<Done<Placed>, Fault> {
    let now: Time = tx.now();
    let acting = match acting(tx, session, Need::Fresh).await? {
        Ok(acting) => acting,
        Err(code) => return Ok(Done::plain(Placed::Refused(code))),
    };
    let person = &acting.person.id;
    let Some(method) = own(tx, person, id).await? else {
        return Ok(Done::plain(Placed::Refused(RefusalCode::NotHere)));
    };
    // A suspended one stays as it was judged.
    if method.state != MethodState::Active {
        return Ok(Done::plain(Placed::Refused(RefusalCode::Over)));
    }
    if !method.kind.has_place() {
        return Ok(Done::plain(Placed::Which));
    }
    let devices = store::people::devices(tx, person).await?;
    let mut entries = Vec::new();
    let home = match at {
        Where::Known(id) => {
            let in_use = |device: &&Device| device.id.as_str() == id && device.state == DeviceState::InUse;
            let Some(device) = devices.iter().find(in_use) else { return Ok(Done::plain(Placed::Which)) };
            if !method.kind.lives_on(device.platform) {
                return Ok(Done::plain(Placed::NoPhone));
            }
            device_home(&method, device.id.clone(), device.platform)
        }
        Where::New { id, name, platform, ownership } => {
            if devices.len() >= MOST_DEVICES {
                return Ok(Done::plain(Placed::TooMany));
            }
            let device = Device {
                id: id.clone(),
                person: person.clone(),
                name: name.clone(),
                platform: *platform,
                ownership: *ownership,
                state: DeviceState::InUse,
                created: now,
            };
            store::people::add_device(tx, &device).await?;
            entries.push(
                NewEntry::new("device.added")
                    .by(person)
                    .about(person)
                    .with("device", id.as_str())
                    .with("platform", platform.word())
                    .with("ownership", ownership.word()),
            );
            device_home(&method, id.clone(), *platform)
        }
        Where::Itself if method.kind == MethodKind::SecurityKey => Home::Itself,
        Where::Itself => return Ok(Done::plain(Placed::Which)),
    };
    store::methods::set_home(tx, id, &home).await?;
    entries.push(NewEntry::new("method.placed").by(person).about(person).with("method", id.as_str()));
    Ok(Done::all(Placed::Yes, entries))
}

/// Where a method on `device` lives: a synced passkey lives with the account that the platform syncs it to (R7).
fn device_home(method: &Method, device: DeviceId, platform: Platform) -> Home {
    if method.kind != MethodKind::Passkey || !method.synced {
        return Home::Device(device);
    }
    let account = match platform {
        Platform::Ios | Platform::Ipados | Platform::Macos => SyncAccount::Apple,
        Platform::Android | Platform::Chromeos => SyncAccount::Google,
        Platform::Windows => SyncAccount::Microsoft,
        Platform::Linux | Platform::Other => SyncAccount::Other,
    };
    let mut devices = match &method.home {
        Some(Home::Account { devices, .. }) => devices.clone(),
        _ => Vec::new(),
    };
    if !devices.contains(&device) {
        devices.push(device);
    }
    Home::Account { account, devices }
}

impl Visitor {
    pub(super) async fn place_method(&self, form: PlaceForm) -> Answer<Sent> {
        let inside = self.need_fresh()?;
        let method = self.own_method(&form.method).await?;
        let at = match read(&form, self.core.rng.as_ref()) {
            Ok(at) => at,
            Err(problems) => return Ok(Sent::Mend(problems)),
        };
        if let Where::New { platform, .. } = &at
            && !method.kind.lives_on(*platform)
        {
            return Ok(Sent::mend("platform", Words::of("methods-place-phone")));
        }
        let id = method.id;
        let placed = self
            .core
            .writer
            .run((inside.session.id.clone(), id, at), |tx, (session, id, at)| {
                Box::pin(async move { place(tx, session, id, at).await })
            })
            .await
            .map_err(self.fault("methods.place"))?;
        match placed {
            Placed::Yes => Ok(Sent::next("/")),
            Placed::Which => Ok(Sent::mend("place", Words::of("methods-place-which"))),
            Placed::NoPhone => Ok(Sent::mend("place", Words::of("methods-place-phone"))),
            Placed::TooMany => Ok(Sent::mend("place", Words::of("methods-place-many"))),
            Placed::Refused(code) => Err(self.refuse(code)),
        }
    }
}
