//! People, passkeys and entries by the thousand, through the writer.

use std::sync::Arc;

use domain::method::{MethodKind, MethodOrigin, MethodState};
use domain::person::{ContactKind, Provenance};
use domain::{ContactId, MethodId, PersonId, Span};
use service::Core;
use store::import::{ContactRow, NewPerson, PersonRow};
use store::methods::Method;
use store::{Done, NewEntry, args};
use testkit::Authenticator;
use webauthn_rs::WebauthnBuilder;
use webauthn_rs::prelude::{RegisterPublicKeyCredential, Url, Uuid};

use crate::ground::Ground;
use crate::{Result, machine};

/// People that one job writes.
const PEOPLE_A_JOB: usize = 5_000;
/// Entries that one job hands in.
const ENTRIES_A_JOB: usize = 4_000;
/// Rows of methods that one statement copies.
const METHODS_A_JOB: u32 = 20_000;

/// Somebody in the database.
#[derive(Debug, Clone)]
pub(crate) struct Somebody {
    pub(crate) id: PersonId,
    pub(crate) user_name: String,
    handle: [u8; 16],
}

/// Puts `count` people into the database; hands back the last `keep` of them.
pub(crate) async fn people(ground: &Ground, count: usize, keep: usize) -> Result<Vec<Somebody>> {
    let since = ground.core.now() - Span::days(365);
    let mut kept = Vec::new();
    for first in (0..count).step_by(PEOPLE_A_JOB) {
        let some: Vec<_> = (first..count.min(first + PEOPLE_A_JOB)).map(|n| newcomer(ground, n)).collect();
        for (at, new) in some.iter().enumerate() {
            if first + at + keep >= count {
                let NewPerson { row, handle, .. } = new;
                let (id, user_name) = (row.id.clone(), row.user_name.clone());
                kept.push(Somebody { id, user_name, handle: *handle });
            }
        }
        let from = Provenance { source: "csv:bench".to_owned(), since };
        ground
            .writer()
            .run((some, from), |tx, (some, from)| {
                Box::pin(async move {
                    let now = tx.now();
                    store::import::add(tx, some, from, now).await?;
                    Ok(Done::with((), NewEntry::new("people.import").by_system()))
                })
            })
            .await?;
    }
    Ok(kept)
}

fn newcomer(ground: &Ground, number: usize) -> NewPerson {
    let rng = ground.rng.as_ref();
    let mut handle = [0_u8; 16];
    rng.fill(&mut handle);
    let user_name = format!("person{number}");
    let name = format!("Person Number {number}");
    let mail = ContactRow {
        id: ContactId::mint(rng),
        kind: ContactKind::Mail,
        value: format!("{user_name}@example.org"),
        label: String::new(),
        device: None,
    };
    NewPerson {
        user_key: Core::fold(&user_name),
        user_hash: ground.core.name_hash(&user_name),
        row: PersonRow {
            id: PersonId::mint(rng),
            name_key: Core::fold(&name),
            name,
            user_name,
            language: "en".to_owned(),
            time_zone: "Europe/Berlin".to_owned(),
            department: "Department".to_owned(),
            ring: "ring".to_owned(),
            active: true,
            emergency: false,
            starts_on: None,
            photo: true,
        },
        handle,
        manager: None,
        roles: Vec::new(),
        contacts: vec![mail],
    }
}

/// Gives each of these a passkey that works, on a phone of their own.
pub(crate) async fn passkeys(ground: &Ground, whom: &[Somebody]) -> Result<Vec<(Somebody, Authenticator)>> {
    let mut all = Vec::new();
    for somebody in whom {
        let origin = &ground.core.settings().public_url;
        let mut phone = Authenticator::new(origin, ground.rng.as_ref());
        let credential = register(origin, somebody, &mut phone)?;
        let method = method(ground, &somebody.id, credential, phone.newest());
        ground
            .writer()
            .run(method, |tx, method| {
                Box::pin(async move {
                    store::methods::add(tx, method).await?;
                    let entry = NewEntry::new("method.added").by(&method.person).about(&method.person);
                    Ok(Done::with((), entry))
                })
            })
            .await?;
        all.push((somebody.clone(), phone));
    }
    Ok(all)
}

/// Registers a key of that phone; its public part as it is stored.
fn register(origin: &str, somebody: &Somebody, phone: &mut Authenticator) -> Result<String> {
    let origin = Url::parse(origin)?;
    let host = origin.host_str().ok_or("an address without a host")?;
    let webauthn = WebauthnBuilder::new(host, &origin)?.build()?;
    let handle = Uuid::from_slice(&somebody.handle)?;
    let name = &somebody.user_name;
    let (challenge, state) = webauthn.start_passkey_registration(handle, name, name, None)?;
    let answer = phone.create(&serde_json::to_value(&challenge)?);
    let answer: RegisterPublicKeyCredential = serde_json::from_value(answer)?;
    Ok(serde_json::to_string(&webauthn.finish_passkey_registration(&answer, &state)?)?)
}

fn method(ground: &Ground, person: &PersonId, credential: String, id: Vec<u8>) -> Method {
    Method {
        id: MethodId::mint(ground.rng.as_ref()),
        person: person.clone(),
        kind: MethodKind::Passkey,
        state: MethodState::Active,
        name: "Passkey".to_owned(),
        home: None,
        origin: MethodOrigin::SelfAdded,
        vetted: "fresh-proof".to_owned(),
        credential: Some(credential),
        credential_id: Some(id),
        aaguid: None,
        synced: false,
        added: ground.core.now() - Span::days(30),
        last_worked: None,
        suspended_by: None,
    }
}

/// Gives everybody on record one more method, as large as `like`'s and with an identifier of its own: what a table of that
/// many people looks like. Nobody holds their keys.
pub(crate) async fn methods_of_all(ground: &Ground, like: &Somebody) -> Result<()> {
    let mut after = String::new();
    loop {
        // The last of the next portion.
        let sql =
            "SELECT MAX(id) AS last FROM (SELECT id FROM person WHERE id > $1 ORDER BY id LIMIT $2) AS some";
        let row = ground.core.db().row(sql, args![&after, METHODS_A_JOB]).await?;
        let Some(last) = row.map(|row| row.opt_text("last")).transpose()?.flatten() else { return Ok(()) };
        ground
            .writer()
            .run((like.id.clone(), after, last.clone()), |tx, (like, after, last)| {
                Box::pin(async move {
                    tx.change(
                        "INSERT INTO method (id, person, kind, state, name, home, origin, vetted, credential, \
                         credential_id, synced, added) \
                         SELECT person.id, person.id, one.kind, one.state, one.name, one.home, \
                         one.origin, one.vetted, one.credential, randomblob(32), one.synced, one.added \
                         FROM person, (SELECT * FROM method WHERE person = $1 LIMIT 1) AS one \
                         WHERE person.id > $2 AND person.id <= $3",
                        args![like, after, last],
                    )
                    .await?;
                    Ok(Done::with((), NewEntry::new("methods.copied").by_system()))
                })
            })
            .await?;
        after = last;
    }
}

/// Puts `count` entries into the log, about these people in turn.
pub(crate) async fn entries(ground: &Ground, count: usize, about: &[Somebody]) -> Result<()> {
    let about: Arc<Vec<PersonId>> = Arc::new(about.iter().map(|one| one.id.clone()).collect());
    for first in (0..count).step_by(ENTRIES_A_JOB) {
        let numbers = first..count.min(first + ENTRIES_A_JOB);
        ground
            .writer()
            .run((Arc::clone(&about), numbers), |_, (about, numbers)| {
                Box::pin(async move {
                    let entries = numbers.clone().zip(about.iter().cycle());
                    let entries = entries.map(|(number, person)| {
                        let entry = NewEntry::new("session.opened").by(person).about(person);
                        entry.with("session", number.to_string()).with("method", person.as_str())
                    });
                    Ok(Done::all((), entries.collect()))
                })
            })
            .await?;
        if (first / ENTRIES_A_JOB).is_multiple_of(50) {
            eprintln!("  {first} of {count} entries (load {})", machine::load());
        }
    }
    Ok(())
}
