//! A person's own methods and devices, and whether they would get back in.

use contract::{
    Answer, Challenge, FinishCeremony, Methods, RefusalCode, Sent, Words,
    common::Finished,
    methods::{DeviceCard, Done as DonePage, Home, MethodCard, MethodPage, OpenRequest, PlaceForm, Standing},
};
use domain::{
    DeviceId, MethodId, RequestId, Time,
    device::{DeviceState, Ownership, Platform},
    method::{self, MethodFacts, MethodKind, MethodOrigin, MethodState, SyncAccount},
    readiness::{NextStep, Ready, readiness, worst},
    request::RequestState,
    strength::{Change, ChangeRefused, Proof, may_change},
    suspension::FreezeSource,
};
use store::{Done, NewEntry, methods::Method, people::Device};

use crate::{
    Visitor,
    ceremony::{Kind, Plain},
    facts,
    notices::{self, Template},
    sign_in::{json, method_name},
    stopping::can_be_stopped,
    visitor::Inside,
};

/// Methods one person may have at once: enough for anybody, and a bound on what pages and ceremonies list.
const MOST_METHODS: usize = 20;
/// Devices one person may name.
const MOST_DEVICES: usize = 30;

const fn heading(ready: Ready) -> Standing {
    match ready {
        Ready::ByYourself => Standing::ByYourself,
        Ready::WithHelp => Standing::WithHelp,
        Ready::NotAtAll => Standing::NotAtAll,
    }
}

/// Why a change is not made, in words.
fn words_for(refused: &ChangeRefused) -> Words {
    Words::of(match refused {
        ChangeRefused::ProofNeeded(_) => "methods-why-proof",
        ChangeRefused::PassNeeded => "methods-why-pass",
        ChangeRefused::Settling { .. } => "methods-why-settling",
        ChangeRefused::LastWayIn => "methods-why-last",
        ChangeRefused::CountsForNothing => "methods-why-counts-for-nothing",
    })
}

fn lives_on(method: &Method, devices: &[Device]) -> Vec<String> {
    let name =
        |id: &DeviceId| devices.iter().find(|device| device.id == *id).map(|device| device.name.clone());
    match &method.home {
        None | Some(method::Home::Itself | method::Home::Unknown) => Vec::new(),
        Some(method::Home::Device(id)) => name(id).into_iter().collect(),
        Some(method::Home::Account { devices: named, .. }) => named.iter().filter_map(name).collect(),
    }
}

/// What the session proved, for the rules: the passkey that opened it or proved presence since. A demo's switch (R14), the
/// only session without a method, stands for the organisation's sign-in as well.
fn proved(inside: &Inside) -> Vec<Proof> {
    let mut proofs = vec![Proof::Passkey];
    if inside.session.method.is_none() {
        proofs.push(Proof::OrganisationSignIn { several_factors: true, fresh: true });
    }
    proofs
}

fn card(method: &Method, devices: &[Device], can_remove: bool) -> MethodCard {
    MethodCard {
        id: method.id.to_string(),
        kind: method.kind,
        state: method.state,
        name: method.name.clone(),
        lives_on: lives_on(method, devices),
        synced: method.synced,
        added: method.added,
        last_worked: method.last_worked,
        can_remove,
    }
}

impl Visitor {
    /// A method of the caller's own that is not removed; anything else is not here.
    async fn own_method(&self, id: &str) -> Answer<Method> {
        let inside = self.need_person()?;
        let id = MethodId::parse(id).map_err(|_| self.refuse(RefusalCode::NotHere))?;
        let method =
            store::methods::by_id(&mut &self.core.db, &id).await.map_err(self.fault("methods.one"))?;
        method
            .filter(|method| method.person == inside.person.id && method.state != MethodState::Removed)
            .ok_or_else(|| self.refuse(RefusalCode::NotHere))
    }

    fn may_remove(&self, method: &MethodFacts, all: &[MethodFacts], now: Time) -> Result<(), ChangeRefused> {
        let Some(inside) = &self.inside else { return Err(ChangeRefused::PassNeeded) };
        let person = &inside.person;
        may_change(
            Change::Remove(method),
            all,
            &proved(inside),
            person.privileged(),
            person.let_back_in,
            now,
            &self.policy,
        )
    }

    fn device_cards(&self, devices: &[Device], standing: &facts::Standing) -> Vec<DeviceCard> {
        devices
            .iter()
            .filter(|device| device.state == DeviceState::InUse)
            .map(|device| DeviceCard {
                id: device.id.to_string(),
                name: device.name.clone(),
                platform: device.platform,
                ownership: device.ownership,
                state: device.state,
                if_lost: heading(
                    readiness(&standing.facts(), Some(&device.id), self.now, &self.policy).ready,
                ),
            })
            .collect()
    }
}

#[async_trait::async_trait]
impl Methods for Visitor {
    async fn home(&self) -> Answer<Home> {
        let inside = self.need_person()?;
        let person = &inside.person;
        let db = &mut &self.core.db;
        let standing =
            facts::standing(db, person, self.now, &self.policy).await.map_err(self.fault("home.standing"))?;
        let methods = store::methods::of(db, &person.id).await.map_err(self.fault("home.methods"))?;
        let devices = store::people::devices(db, &person.id).await.map_err(self.fault("home.devices"))?;
        let (_, hardest) = worst(&standing.facts(), self.now, &self.policy);
        let unplaced = methods.iter().find(|method| {
            method.home.is_none() && method.state == MethodState::Active && method.kind.signs_in_alone()
        });
        let (next, next_path) = match (unplaced, &hardest.next) {
            (Some(method), _) => (
                Some(Words::of("home-next-place").with("name", &method.name)),
                Some(format!("/methods/{}", method.id)),
            ),
            (None, None) => (None, None),
            (None, Some(NextStep::PasskeyOn { device })) => {
                let name = devices.iter().find(|one| one.id == *device).map_or("", |one| one.name.as_str());
                (Some(Words::of("home-next-passkey").with("device", name)), Some("/methods/add".to_owned()))
            }
            (None, Some(NextStep::SecurityKey)) => {
                (Some(Words::of("home-next-security-key")), Some("/methods/add".to_owned()))
            }
        };
        let mut cards: Vec<MethodCard> = methods
            .iter()
            .map(|method| {
                let may = self.may_remove(&method.facts(), &standing.methods, self.now).is_ok();
                card(method, &devices, may)
            })
            .collect();
        cards.sort_by_key(|card| (card.kind, card.added));
        let requests = store::requests::since(
            db,
            &person.id,
            self.now - self.policy.asked_life - self.policy.close_after - self.policy.repudiation,
        )
        .await
        .map_err(self.fault("home.requests"))?;
        let open_requests = requests
            .into_iter()
            .filter_map(|request| {
                let state = request.state.settled(self.now);
                let can_stop = can_be_stopped(&state, self.now, &self.policy);
                can_stop.then(|| OpenRequest {
                    id: request.id.to_string(),
                    asked: request.asked,
                    state: format!("state-{}", state.word()),
                    can_stop,
                })
            })
            .collect();
        Ok(Home {
            name: person.name.clone(),
            standing: heading(hardest.ready),
            next,
            next_path,
            methods: cards,
            devices: self.device_cards(&devices, &standing),
            open_requests,
        })
    }

    async fn method(&self, id: String) -> Answer<MethodPage> {
        let method = self.own_method(&id).await?;
        let inside = self.need_person()?;
        let db = &mut &self.core.db;
        let standing = facts::standing(db, &inside.person, self.now, &self.policy)
            .await
            .map_err(self.fault("method.standing"))?;
        let devices =
            store::people::devices(db, &inside.person.id).await.map_err(self.fault("method.devices"))?;
        let refused = self.may_remove(&method.facts(), &standing.methods, self.now).err();
        Ok(MethodPage {
            card: card(&method, &devices, refused.is_none()),
            why_not: refused.as_ref().map(words_for),
            devices: self.device_cards(&devices, &standing),
            needs_proof: !self.is_fresh(),
        })
    }

    async fn begin_add(&self) -> Answer<Challenge> {
        let inside = self.need_fresh()?;
        self.begin_registration(Kind::Add, &inside.person, json(&Plain {})).await
    }

    async fn finish_add(&self, finish: FinishCeremony) -> Answer<Finished> {
        let inside = self.need_fresh()?;
        let again = || Ok(Finished::Again("methods-add-again".to_owned()));
        let person = inside.person.clone();
        let Some(registered) = self.finish_registration(Kind::Add, &person.id, &finish).await? else {
            return again();
        };
        let method = Method {
            id: MethodId::mint(self.core.rng.as_ref()),
            person: person.id.clone(),
            kind: registered.kind,
            state: MethodState::Active,
            name: method_name(&finish.name, registered.kind, &self.arrival.browser),
            home: None,
            origin: MethodOrigin::SelfAdded,
            vetted: "fresh-proof".to_owned(),
            credential: Some(registered.credential),
            credential_id: Some(registered.credential_id),
            synced: registered.synced,
            added: self.now,
            last_worked: None,
            suspended_by: None,
        };
        let next = format!("/methods/{}", method.id);
        let added = self
            .core
            .writer
            .run(
                (self.core.clone(), person, method, self.policy.clone(), proved(inside)),
                |tx, (core, person, method, policy, proofs)| {
                    Box::pin(async move {
                        let all: Vec<MethodFacts> =
                            store::methods::of(tx, &person.id).await?.iter().map(Method::facts).collect();
                        let add = Change::Add(method.kind);
                        let allowed =
                            may_change(add, &all, proofs, person.privileged(), None, tx.now(), policy)
                                .is_ok();
                        if !allowed || all.len() >= MOST_METHODS || !store::methods::add(tx, method).await? {
                            return Ok(Done::plain(false));
                        }
                        notices::tell(
                            tx,
                            core,
                            person,
                            Template::MethodAdded,
                            &[("method", method.name.clone())],
                            None,
                        )
                        .await?;
                        let entry = NewEntry::new("method.added")
                            .by(&person.id)
                            .about(&person.id)
                            .with("method", method.id.as_str())
                            .with("kind", method.kind.word())
                            .with("origin", method.origin.word());
                        Ok(Done::with(true, entry))
                    })
                },
            )
            .await
            .map_err(self.fault("methods.add"))?;
        if added { Ok(Finished::Next(next)) } else { again() }
    }

    async fn place(&self, form: PlaceForm) -> Answer<Sent> {
        let method = self.own_method(&form.method).await?;
        let inside = self.need_person()?;
        let person = inside.person.id.clone();
        let devices =
            store::people::devices(&mut &self.core.db, &person).await.map_err(self.fault("methods.place"))?;
        let mut new_device = None;
        let home = if let Some(id) = form.place.strip_prefix("device:") {
            let Some(device) =
                devices.iter().find(|device| device.id.as_str() == id && device.state == DeviceState::InUse)
            else {
                return Ok(Sent::mend("place", Words::of("methods-place-which")));
            };
            device_home(&method, device.id.clone(), device.platform)
        } else if form.place == "new" {
            let name: String = form.device_name.trim().chars().take(80).collect();
            let platform = Platform::from_word(&form.platform);
            let ownership = Ownership::from_word(&form.ownership);
            let mut problems = Vec::new();
            if name.is_empty() {
                problems.push(contract::Problem::at("device_name", Words::of("methods-place-name")));
            }
            if platform.is_none() {
                problems.push(contract::Problem::at("platform", Words::of("methods-place-platform")));
            }
            if ownership.is_none() {
                problems.push(contract::Problem::at("ownership", Words::of("methods-place-ownership")));
            }
            let (Some(platform), Some(ownership), true) = (platform, ownership, problems.is_empty()) else {
                return Ok(Sent::Mend(problems));
            };
            if devices.len() >= MOST_DEVICES {
                return Ok(Sent::mend("place", Words::of("methods-place-many")));
            }
            let device = Device {
                id: DeviceId::mint(self.core.rng.as_ref()),
                person: person.clone(),
                name,
                platform,
                ownership,
                state: DeviceState::InUse,
                created: self.now,
            };
            let home = device_home(&method, device.id.clone(), platform);
            new_device = Some(device);
            home
        } else if form.place == "itself" && method.kind == MethodKind::SecurityKey {
            method::Home::Itself
        } else {
            return Ok(Sent::mend("place", Words::of("methods-place-which")));
        };
        self.core
            .writer
            .run((method.id, person, home, new_device), |tx, (method, person, home, device)| {
                Box::pin(async move {
                    let mut entries = Vec::new();
                    if let Some(device) = device {
                        store::people::add_device(tx, device).await?;
                        entries.push(
                            NewEntry::new("device.added")
                                .by(person)
                                .about(person)
                                .with("device", device.id.as_str())
                                .with("platform", device.platform.word())
                                .with("ownership", device.ownership.word()),
                        );
                    }
                    store::methods::set_home(tx, method, home).await?;
                    entries.push(
                        NewEntry::new("method.placed")
                            .by(person)
                            .about(person)
                            .with("method", method.as_str()),
                    );
                    Ok(Done::all((), entries))
                })
            })
            .await
            .map_err(self.fault("methods.place"))?;
        Ok(Sent::next("/"))
    }

    async fn rename(&self, id: String, name: String) -> Answer<Sent> {
        let method = self.own_method(&id).await?;
        let inside = self.need_person()?;
        let name: String = name.trim().chars().filter(|c| !c.is_control()).take(80).collect();
        if name.is_empty() {
            return Ok(Sent::mend("name", Words::of("methods-rename-empty")));
        }
        let next = format!("/methods/{}", method.id);
        self.core
            .writer
            .run((method.id, inside.person.id.clone(), name), |tx, (method, person, name)| {
                Box::pin(async move {
                    store::methods::rename(tx, method, name).await?;
                    let entry = NewEntry::new("method.renamed")
                        .by(person)
                        .about(person)
                        .with("method", method.as_str());
                    Ok(Done::with((), entry))
                })
            })
            .await
            .map_err(self.fault("methods.rename"))?;
        Ok(Sent::next(next))
    }

    async fn remove(&self, id: String) -> Answer<Sent> {
        let inside = self.need_fresh()?;
        let method = self.own_method(&id).await?;
        let input =
            (self.core.clone(), inside.person.clone(), method.id, self.policy.clone(), proved(inside));
        let refused = self
            .core
            .writer
            .run(input, |tx, (core, person, id, policy, proofs)| {
                Box::pin(async move {
                    let now = tx.now();
                    let all = store::methods::of(tx, &person.id).await?;
                    let facts: Vec<MethodFacts> = all.iter().map(Method::facts).collect();
                    let Some(method) = all.iter().find(|method| method.id == *id) else {
                        return Ok(Done::plain(None));
                    };
                    let person_now = store::people::by_id(tx, &person.id).await?;
                    let let_back_in = person_now.as_ref().and_then(|person| person.let_back_in);
                    let remove = Change::Remove(&method.facts());
                    if let Err(refused) =
                        may_change(remove, &facts, proofs, person.privileged(), let_back_in, now, policy)
                    {
                        return Ok(Done::plain(Some(refused)));
                    }
                    if !store::methods::remove(tx, id, now).await? {
                        return Ok(Done::plain(None));
                    }
                    store::sessions::end_by_method(tx, id, now, "method-removed").await?;
                    notices::tell(
                        tx,
                        core,
                        person,
                        Template::MethodRemoved,
                        &[("method", method.name.clone())],
                        None,
                    )
                    .await?;
                    let entry = NewEntry::new("method.removed")
                        .by(&person.id)
                        .about(&person.id)
                        .with("method", id.as_str())
                        .with("kind", method.kind.word())
                        .with("why", "owner");
                    Ok(Done::with(None, entry))
                })
            })
            .await
            .map_err(self.fault("methods.remove"))?;
        match refused {
            None => Ok(Sent::next("/")),
            Some(refused) => Ok(Sent::mend("", words_for(&refused))),
        }
    }

    async fn stop_own(&self, request: String) -> Answer<Sent> {
        let inside = self.need_person()?;
        let id = RequestId::parse(&request).map_err(|_| self.refuse(RefusalCode::NotHere))?;
        let found =
            store::requests::by_id(&mut &self.core.db, &id).await.map_err(self.fault("methods.stop"))?;
        if found.and_then(|request| request.person).as_ref() != Some(&inside.person.id) {
            return Err(self.refuse(RefusalCode::NotHere));
        }
        // The method that opened the session; a demo's session has none, so its own id stands for it.
        let source =
            inside.session.method.clone().unwrap_or_else(|| MethodId::stored(inside.session.id.as_str()));
        self.freeze(id, inside.person.id.clone(), FreezeSource::Method(source)).await?;
        Ok(Sent::next("/not-me/done"))
    }

    async fn done(&self) -> Answer<DonePage> {
        let inside = self.need_person()?;
        let db = &mut &self.core.db;
        let methods = store::methods::of(db, &inside.person.id).await.map_err(self.fault("done.methods"))?;
        let latest = store::requests::since(db, &inside.person.id, self.now - self.policy.repudiation)
            .await
            .map_err(self.fault("done.requests"))?
            .into_iter()
            .find(|request| matches!(request.state, RequestState::Closed { .. }));
        let (removed, sessions_ended) = match &latest {
            None => (Vec::new(), 0),
            Some(request) => {
                let removed = store::methods::removed_for(db, &request.id)
                    .await
                    .map_err(self.fault("done.removed"))?
                    .into_iter()
                    .map(|method| method.name)
                    .collect();
                let ended = store::sessions::ended_by_close(db, &inside.person.id, request.ended)
                    .await
                    .map_err(self.fault("done.sessions"))?;
                (removed, ended)
            }
        };
        let active = methods.iter().filter(|method| method.state == MethodState::Active).count();
        Ok(DonePage { removed, sessions_ended, methods: u32::try_from(active).unwrap_or(u32::MAX) })
    }
}

/// Where a method on `device` lives: a synced passkey lives with the account that the platform syncs it to (R7).
fn device_home(method: &Method, device: DeviceId, platform: Platform) -> method::Home {
    if method.kind == MethodKind::Passkey && method.synced {
        let account = match platform {
            Platform::Ios | Platform::Ipados | Platform::Macos => SyncAccount::Apple,
            Platform::Android | Platform::Chromeos => SyncAccount::Google,
            Platform::Windows => SyncAccount::Microsoft,
            Platform::Linux | Platform::Other => SyncAccount::Other,
        };
        let mut devices = match &method.home {
            Some(method::Home::Account { devices, .. }) => devices.clone(),
            _ => Vec::new(),
        };
        if !devices.contains(&device) {
            devices.push(device);
        }
        return method::Home::Account { account, devices };
    }
    method::Home::Device(device)
}
