//! What the rules need to know, read from the database: the chain above somebody, and who and what could help them.

use std::collections::HashMap;

use domain::{
    PersonId, Policy, Time,
    approver::{ApproverFacts, Asker, able},
    evidence::ContactFacts,
    method::{MethodKind, MethodState},
    person::Role,
    readiness::{DeviceFacts, Help, ReadinessFacts},
};
use store::{Fault, Reads, backups::codes::count_left, people::Person};

use crate::visitor::enabled;

/// How far up the chain is read; the rules look no further.
const MOST_MANAGERS: usize = 16;

/// What the rules need to know of `person` as an approver for `asker`.
pub(crate) async fn approver(
    on: &mut impl Reads,
    person: &Person,
    asker: &PersonId,
) -> Result<ApproverFacts, Fault> {
    let methods = store::methods::of(on, &person.id).await?;
    let has_passkey =
        methods.iter().any(|method| method.kind.signs_in_alone() && method.state == MethodState::Active);
    Ok(ApproverFacts {
        id: person.id.clone(),
        enabled: enabled(person),
        has_passkey,
        roles: person.roles.iter().map(|held| held.role).collect(),
        let_back_in: person.let_back_in,
        helped_by_asker: store::requests::last_approved(on, asker, &person.id).await?,
        manager: person.manager.as_ref().map(|link| link.manager.clone()),
    })
}

/// The person a request is for, as the rules see them.
pub(crate) fn asker(person: &Person) -> Asker {
    Asker {
        id: person.id.clone(),
        privileged: person.privileged(),
        manager: person.manager.as_ref().map(|link| link.manager.clone()),
    }
}

/// Everybody above `person`, nearest first: what the rules' `lookup` is asked for. A loop ends it.
pub(crate) async fn chain(
    on: &mut impl Reads,
    person: &Person,
) -> Result<HashMap<PersonId, ApproverFacts>, Fault> {
    let mut known = HashMap::new();
    let mut next = person.manager.as_ref().map(|link| link.manager.clone());
    while let Some(id) = next.take() {
        if known.len() >= MOST_MANAGERS || known.contains_key(&id) {
            break;
        }
        let Some(manager) = store::people::by_id(on, &id).await? else { break };
        next = manager.manager.as_ref().map(|link| link.manager.clone());
        known.insert(id, approver(on, &manager, &person.id).await?);
    }
    Ok(known)
}

/// A person's addresses and numbers as the rules of evidence see them. A number whose device is not in use any more rings
/// who knows where, as one of which nothing was said (R4).
pub(crate) fn contacts(stored: &[store::people::Contact]) -> Vec<ContactFacts> {
    stored
        .iter()
        .map(|contact| ContactFacts {
            id: contact.id.clone(),
            kind: contact.kind,
            on_device: contact.device.clone().filter(|_| contact.device_in_use),
        })
        .collect()
}

/// All that readiness is drawn from, owned.
pub(crate) struct Standing {
    pub(crate) methods: Vec<domain::method::MethodFacts>,
    pub(crate) devices: Vec<DeviceFacts>,
    pub(crate) contacts: Vec<ContactFacts>,
    pub(crate) help: Help,
    pub(crate) privileged: bool,
}

impl Standing {
    pub(crate) fn facts(&self) -> ReadinessFacts<'_> {
        ReadinessFacts {
            methods: &self.methods,
            devices: &self.devices,
            contacts: &self.contacts,
            help: &self.help,
            privileged: self.privileged,
        }
    }
}

/// Reads all that a person's readiness is drawn from.
pub(crate) async fn standing(
    on: &mut impl Reads,
    person: &Person,
    now: Time,
    policy: &Policy,
) -> Result<Standing, Fault> {
    let mut methods: Vec<_> =
        store::methods::of(on, &person.id).await?.iter().map(store::methods::Method::facts).collect();
    // A set of recovery codes that is used up opens nothing.
    for method in methods.iter_mut().filter(|method| method.kind == MethodKind::RecoveryCodes) {
        if method.state == MethodState::Active && count_left(on, &method.id).await? == 0 {
            method.state = MethodState::Suspended;
        }
    }
    let devices = store::people::devices(on, &person.id)
        .await?
        .into_iter()
        .map(|device| DeviceFacts { id: device.id, platform: device.platform, state: device.state })
        .collect();
    // Readiness looks at the states of devices itself.
    let contacts = store::people::contacts(on, &person.id)
        .await?
        .into_iter()
        .map(|contact| ContactFacts { id: contact.id, kind: contact.kind, on_device: contact.device })
        .collect();
    let above = chain(on, person).await?;
    let can = |facts: &ApproverFacts| able(facts, &person.id, now, policy).is_ok();
    let direct = person.manager.as_ref().and_then(|link| above.get(&link.manager));
    let direct_manager = direct.is_some_and(can);
    let able_above = above.values().filter(|facts| can(facts)).count();
    let mut counts = [0_u32; 2];
    for (slot, role) in counts.iter_mut().zip([Role::It, Role::Security]) {
        for holder in store::people::holding(on, role).await? {
            let counted_elsewhere = holder.id == person.id
                || above.contains_key(&holder.id)
                || (role == Role::It && holder.has(Role::Security));
            if !counted_elsewhere && can(&approver(on, &holder, &person.id).await?) {
                *slot += 1;
            }
        }
    }
    let [it, security] = counts;
    let help = Help {
        direct_manager,
        chain: u32::try_from(able_above.saturating_sub(usize::from(direct_manager))).unwrap_or(u32::MAX),
        it,
        security,
        in_person: true,
        photo_on_record: person.photo,
        organisation_password: false,
    };
    Ok(Standing { methods, devices, contacts, help, privileged: person.privileged() })
}

#[cfg(test)]
mod tests {
    use domain::{
        ContactId, DeviceId, Time,
        person::{ContactKind, Provenance},
    };
    use store::people::Contact;

    /// A number goes along to the next telephone, and what the file said of the old one does not.
    #[test]
    fn a_number_whose_device_is_out_of_use_is_on_no_device_that_is_known() {
        let on = |device_in_use| Contact {
            id: ContactId::stored("c"),
            kind: ContactKind::Mobile,
            value: "+491701234567".to_owned(),
            label: "mobile".to_owned(),
            device: Some(DeviceId::stored("d")),
            device_in_use,
            provenance: Provenance { source: "csv:people.csv".to_owned(), since: Time(0) },
        };
        let seen = super::contacts(&[on(true), on(false)]);
        let devices: Vec<_> = seen.into_iter().map(|contact| contact.on_device).collect();
        assert_eq!(devices, [Some(DeviceId::stored("d")), None]);
    }
}
