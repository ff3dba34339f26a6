//! People put straight into the database.

use data_encoding::BASE64URL_NOPAD;
use domain::device::{DeviceState, Ownership, Platform};
use domain::method::{Home, MethodKind, MethodOrigin, MethodState};
use domain::person::{ContactKind, Role};
use domain::{ContactId, DeviceId, MethodId, PersonId, Span, Time};
use serde_json::json;
use service::{Core, FirstPass};
use store::methods::Method;
use store::people::Device;
use store::{Done, NewEntry, args};
use webauthn_rs::WebauthnBuilder;
use webauthn_rs::prelude::{RegisterPublicKeyCredential, Url, Uuid};

use crate::{Authenticator, TestApp};

/// Somebody about to be put into the database. Everything about them is a year old unless told otherwise.
#[derive(Debug)]
#[must_use = "save() puts them into the database"]
pub struct NewPerson<'a> {
    app: &'a TestApp,
    user_name: String,
    name: String,
    language: String,
    manager: Option<PersonId>,
    roles: Vec<Role>,
    contacts: Vec<(ContactKind, String)>,
    active: bool,
    emergency: bool,
    photo: bool,
    starts_on: Option<Time>,
    since: Time,
}

impl<'a> NewPerson<'a> {
    pub(crate) fn new(app: &'a TestApp, user_name: &str) -> Self {
        Self {
            app,
            user_name: user_name.to_owned(),
            name: user_name.to_owned(),
            language: "en".to_owned(),
            manager: None,
            roles: Vec::new(),
            contacts: vec![(ContactKind::Mail, format!("{user_name}@example.org"))],
            active: true,
            emergency: false,
            photo: false,
            starts_on: None,
            since: app.now() - Span::days(365),
        }
    }

    /// Their display name.
    pub fn name(mut self, name: &str) -> Self {
        self.name = name.to_owned();
        self
    }
    /// Their language.
    pub fn language(mut self, language: &str) -> Self {
        self.language = language.to_owned();
        self
    }
    /// Their manager.
    pub fn manager(mut self, manager: &PersonId) -> Self {
        self.manager = Some(manager.clone());
        self
    }
    /// One more role.
    pub fn role(mut self, role: Role) -> Self {
        self.roles.push(role);
        self
    }
    /// One more address or number; a mail address `USER@example.org` is always there.
    pub fn contact(mut self, kind: ContactKind, value: &str) -> Self {
        self.contacts.push((kind, value.to_owned()));
        self
    }
    /// Not enabled.
    pub fn disabled(mut self) -> Self {
        self.active = false;
        self
    }
    /// A break-glass account.
    pub fn emergency(mut self) -> Self {
        self.emergency = true;
        self
    }
    /// The organisation holds a photo of them.
    pub fn photo(mut self) -> Self {
        self.photo = true;
        self
    }
    /// Their first working day.
    pub fn starts_on(mut self, day: Time) -> Self {
        self.starts_on = Some(day);
        self
    }
    /// Since when manager, roles and contacts hold.
    pub fn since(mut self, since: Time) -> Self {
        self.since = since;
        self
    }

    /// Puts them into the database.
    ///
    /// # Panics
    /// If that does not work, as with a user name taken.
    pub async fn save(self) -> PersonId {
        let rng = self.app.rng();
        let id = PersonId::mint(rng);
        let mut handle = [0_u8; 16];
        rng.fill(&mut handle);
        let key = Core::fold(&self.user_name);
        let hash = self.app.core.name_hash(&self.user_name);
        let roles: Vec<&'static str> = self.roles.iter().map(|role| role.word()).collect();
        let contacts: Vec<_> = self
            .contacts
            .iter()
            .map(|(kind, value)| (ContactId::mint(rng), kind.word(), value.clone()))
            .collect();
        let all = (id.clone(), handle, key, hash, roles, contacts);
        let manager = self.manager.clone();
        let manager_since = manager.as_ref().map(|_| self.since);
        let manager_source = manager.as_ref().map(|_| "csv:test".to_owned());
        let person = args![
            &id,
            &self.user_name,
            &all.2,
            hash,
            &self.name,
            Core::fold(&self.name),
            &self.language,
            "Europe/Berlin",
            "Department",
            "ring",
            self.active,
            self.emergency,
            self.starts_on,
            handle,
            manager,
            manager_source,
            manager_since,
            self.photo,
            "csv:test",
            self.since
        ];
        let since = self.since;
        self.app
            .core
            .writer()
            .run((person, all, since), |tx, (person, (id, _, _, _, roles, contacts), since)| {
                Box::pin(async move {
                    tx.change(
                        "INSERT INTO person (id, user_name, user_key, user_hash, name, name_key, language, time_zone, \
                         department, ring, active, emergency, starts_on, handle, manager, manager_source, \
                         manager_since, photo, source, created) \
                         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
                        person.clone(),
                    )
                    .await?;
                    for role in roles {
                        tx.change(
                            "INSERT INTO person_role (person, role, source, since) VALUES ($1, $2, $3, $4)",
                            args![id, *role, "csv:test", *since],
                        )
                        .await?;
                    }
                    for (contact, kind, value) in contacts {
                        tx.change(
                            "INSERT INTO contact (id, person, kind, value, label, source, since) \
                             VALUES ($1, $2, $3, $4, $5, $6, $7)",
                            args![contact, id, *kind, value, "", "csv:test", *since],
                        )
                        .await?;
                    }
                    Ok(Done::with((), NewEntry::new("person.imported").by_system().about(id)))
                })
            })
            .await
            .expect("somebody new is written");
        id
    }
}

impl TestApp {
    /// Somebody new.
    pub fn person(&self, user_name: &str) -> NewPerson<'_> {
        NewPerson::new(self, user_name)
    }

    /// A first-day pass for somebody who never had a method.
    ///
    /// # Panics
    /// If it is refused.
    pub async fn first_pass(&self, user_name: &str) -> FirstPass {
        self.core.issue_first_pass(user_name, "the test", false).await.expect("a pass is issued")
    }

    /// A new phone, not yet known, with a passkey of this person on it, added thirty days ago.
    ///
    /// # Panics
    /// If that does not work.
    pub async fn passkey(&self, person: &PersonId) -> Authenticator {
        let mut authenticator = self.authenticator();
        self.register(person, &mut authenticator, None).await;
        authenticator
    }

    /// A phone of this person, in use, their own.
    ///
    /// # Panics
    /// If that does not work.
    pub async fn phone(&self, person: &PersonId, name: &str) -> DeviceId {
        let device = Device {
            id: DeviceId::mint(self.rng()),
            person: person.clone(),
            name: name.to_owned(),
            platform: Platform::Ios,
            ownership: Ownership::Own,
            state: DeviceState::InUse,
            created: self.now() - Span::days(30),
        };
        let id = device.id.clone();
        self.core
            .writer()
            .run(device, |tx, device| {
                Box::pin(async move {
                    store::people::add_device(tx, device).await?;
                    Ok(Done::with((), NewEntry::new("device.added").by(&device.person).about(&device.person)))
                })
            })
            .await
            .expect("a device is written");
        id
    }

    /// Registers a key of `authenticator` for this person, living on `device` if one is named; added thirty days ago.
    ///
    /// # Panics
    /// If that does not work.
    pub async fn register(
        &self,
        person: &PersonId,
        authenticator: &mut Authenticator,
        device: Option<&DeviceId>,
    ) -> MethodId {
        let db = self.core.db();
        let owner = store::people::by_id(&mut &*db, person).await.expect("the database").expect("somebody");
        let origin = Url::parse(&self.core.settings().public_url).expect("an address");
        let webauthn =
            WebauthnBuilder::new(origin.host_str().expect("a host"), &origin).expect("a relying party");
        let webauthn = webauthn.build().expect("a relying party");
        let handle = Uuid::from_slice(&owner.handle).expect("a handle");
        let begun = webauthn.start_passkey_registration(handle, &owner.user_name, &owner.name, None);
        let (challenge, state) = begun.expect("a challenge");
        let answer = authenticator.create(&json!(challenge));
        let answer: RegisterPublicKeyCredential = serde_json::from_value(answer).expect("an answer");
        let passkey = webauthn.finish_passkey_registration(&answer, &state).expect("a passkey");
        let method = Method {
            id: MethodId::mint(self.rng()),
            person: person.clone(),
            kind: MethodKind::Passkey,
            state: MethodState::Active,
            name: format!("Passkey {}", BASE64URL_NOPAD.encode(&authenticator.newest()[..3])),
            home: device.map(|device| Home::Device(device.clone())),
            origin: MethodOrigin::SelfAdded,
            vetted: "fresh-proof".to_owned(),
            credential: Some(serde_json::to_string(&passkey).expect("JSON")),
            credential_id: Some(authenticator.newest()),
            aaguid: None,
            synced: authenticator.synced,
            added: self.now() - Span::days(30),
            last_worked: None,
            suspended_by: None,
        };
        let id = method.id.clone();
        self.core
            .writer()
            .run(method, |tx, method| {
                Box::pin(async move {
                    let added = store::methods::add(tx, method).await?;
                    let entry = NewEntry::new("method.added").by(&method.person).about(&method.person);
                    Ok(if added { Done::with(true, entry) } else { Done::plain(false) })
                })
            })
            .await
            .expect("a method is written");
        id
    }
}
