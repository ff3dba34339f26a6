//! What differs between a row and the person on record: only that is written, and only that is young from now on (R3).

use std::collections::HashMap;

use domain::{
    ContactId, DeviceId, PersonId,
    person::{ContactKind, Role},
};
use service::Core;
use store::import::{OnRecord, PersonRow};

use super::{
    plan::Reading,
    row::{ContactCell, Facts},
    shown,
};

/// What is to be written about somebody on record.
#[derive(Debug, Clone)]
pub(super) struct Changed {
    pub(super) row: PersonRow,
    /// Another manager by folded user name, or none any more.
    pub(super) manager: Option<Option<String>>,
    pub(super) roles_added: Vec<Role>,
    pub(super) roles_removed: Vec<Role>,
    pub(super) contacts_added: Vec<ContactCell>,
    pub(super) contacts_removed: Vec<ContactId>,
    pub(super) relabelled: Vec<(ContactId, String)>,
    pub(super) relinked: Vec<(ContactId, Option<DeviceId>)>,
    /// The facts that differ, for the record.
    pub(super) words: Vec<&'static str>,
    /// They were enabled and are not any more.
    pub(super) disabled: bool,
}

/// The columns of somebody as they will stand; what the file does not say comes from the record, or is the default.
pub(super) fn row(id: PersonId, facts: &Facts, record: Option<&OnRecord>, reading: &Reading) -> PersonRow {
    let text = |said: &Option<String>, held: fn(&OnRecord) -> &String, default: &str| {
        said.clone().or_else(|| record.map(held).cloned()).unwrap_or_else(|| default.to_owned())
    };
    let flag = |said: Option<bool>, held: fn(&OnRecord) -> bool, default: bool| {
        said.or_else(|| record.map(held)).unwrap_or(default)
    };
    PersonRow {
        id,
        user_name: facts.user_name.clone(),
        name: facts.name.clone(),
        name_key: Core::fold(&facts.name),
        language: text(&facts.language, |held| &held.language, &reading.language),
        time_zone: text(&facts.time_zone, |held| &held.time_zone, &reading.time_zone),
        department: text(&facts.department, |held| &held.department, ""),
        ring: text(&facts.ring, |held| &held.ring, ""),
        active: flag(facts.active, |held| held.active, true),
        emergency: flag(facts.emergency, |held| held.emergency, false),
        starts_on: facts.starts_on.unwrap_or_else(|| record.and_then(|held| held.starts_on)),
        photo: flag(facts.photo, |held| held.photo, false),
    }
}

/// The device that a row says mobile numbers ring on: `None` if it says nothing, inside none if on none.
///
/// # Errors
/// The words for whoever runs the command, where there is no such device, or more than one.
pub(super) fn mobile_device(
    facts: &Facts,
    held: Option<&OnRecord>,
) -> Result<Option<Option<DeviceId>>, String> {
    let Some(said) = &facts.mobile_device else { return Ok(None) };
    if said.is_empty() {
        return Ok(Some(None));
    }
    let devices = held.map(|held| held.devices.as_slice()).unwrap_or_default();
    let serial = store::devices::serial_key(said);
    if let Some(found) = devices.iter().find(|one| one.serial_key.as_ref() == Some(&serial)) {
        return Ok(Some(Some(found.id.clone())));
    }
    let name = Core::fold(said);
    let mut named = devices.iter().filter(|one| Core::fold(&one.name) == name);
    match (named.next(), named.next()) {
        (Some(found), None) => Ok(Some(Some(found.id.clone()))),
        (found, _) => Err(format!(
            "line {}: {} has {} device {}; where their mobile numbers ring stays as it was",
            facts.line,
            facts.user_name,
            if found.is_some() { "more than one" } else { "no" },
            shown(said)
        )),
    }
}

/// Compares a row with the person on record; `None` if nothing differs. `keys` are folded user names by id, `device` what
/// [`mobile_device`] found.
pub(super) fn compare(
    facts: &Facts,
    held: &OnRecord,
    device: Option<&Option<DeviceId>>,
    keys: &HashMap<&PersonId, &str>,
    reading: &Reading,
) -> Option<Changed> {
    let row = row(held.id.clone(), facts, Some(held), reading);
    let mut words = Vec::new();
    let mut differs = |word: &'static str, differs: bool| {
        if differs {
            words.push(word);
        }
        differs
    };
    differs("came-back", held.left);
    differs("user-name", row.user_name != held.user_name);
    differs("name", row.name != held.name);
    differs("language", row.language != held.language);
    differs("time-zone", row.time_zone != held.time_zone);
    differs("department", row.department != held.department);
    differs("ring", row.ring != held.ring);
    let disabled = differs("active", row.active != held.active) && !row.active;
    differs("emergency", row.emergency != held.emergency);
    differs("starts-on", row.starts_on != held.starts_on);
    differs("photo", row.photo != held.photo);

    let manager_held = held.manager.as_ref().and_then(|id| keys.get(id).copied());
    let manager = facts.manager.clone().filter(|said| said.as_deref() != manager_held);
    differs("manager", manager.is_some());

    let (mut roles_added, mut roles_removed) = (Vec::new(), Vec::new());
    if let Some(said) = &facts.roles {
        roles_added.extend(said.iter().copied().filter(|role| !held.roles.contains(role)));
        roles_removed.extend(held.roles.iter().copied().filter(|role| !said.contains(role)));
    }
    differs("roles", !roles_added.is_empty() || !roles_removed.is_empty());

    let mut contacts_added = Vec::new();
    let mut contacts_removed = Vec::new();
    let mut relabelled = Vec::new();
    for (word, said, of) in [
        ("addresses", &facts.addresses, &[ContactKind::Mail][..]),
        ("phones", &facts.phones, &[ContactKind::Mobile, ContactKind::Landline][..]),
    ] {
        let Some(said) = said else { continue };
        let on_record = || held.contacts.iter().filter(|one| of.contains(&one.kind));
        // A number that becomes another kind of number is a new fact: a mobile made a landline would count as evidence.
        let same = |cell: &ContactCell, one: &store::import::ContactRow| {
            one.kind == cell.kind && one.value == cell.value
        };
        let before = (contacts_added.len(), contacts_removed.len(), relabelled.len());
        for cell in said {
            match on_record().find(|one| same(cell, one)) {
                None => {
                    let mobile = device.filter(|_| cell.kind == ContactKind::Mobile);
                    contacts_added.push(ContactCell { device: mobile.cloned().flatten(), ..cell.clone() });
                }
                Some(one) if one.label != cell.label => relabelled.push((one.id.clone(), cell.label.clone())),
                Some(_) => {}
            }
        }
        contacts_removed.extend(
            on_record().filter(|one| !said.iter().any(|cell| same(cell, one))).map(|one| one.id.clone()),
        );
        differs(word, before != (contacts_added.len(), contacts_removed.len(), relabelled.len()));
    }
    let mut relinked = Vec::new();
    if let Some(device) = device {
        let stay = held.contacts.iter().filter(|one| !contacts_removed.contains(&one.id));
        let mobile = stay.filter(|one| one.kind == ContactKind::Mobile && one.device != *device);
        relinked.extend(mobile.map(|one| (one.id.clone(), device.clone())));
    }
    differs("mobile-device", !relinked.is_empty());
    (!words.is_empty()).then_some(Changed {
        row,
        manager,
        roles_added,
        roles_removed,
        contacts_added,
        contacts_removed,
        relabelled,
        relinked,
        words,
        disabled,
    })
}
