//! Readiness as it is kept, shown and acted on.

mod following;
mod shown;
mod stranding;

use domain::{
    DeviceId, MethodId, Policy,
    device::{DeviceState, Ownership, Platform},
    method::{Home, MethodKind, MethodOrigin, MethodState},
    readiness::{NextStep, Ready, hardest},
};
use store::{
    Done, NewEntry, args,
    methods::Method,
    people::{Device, Person},
    readiness::Stored,
    testing::Scratch,
};

use super::compute;
use crate::{facts, testing::TestCore};

/// How somebody stands as the use cases work it out for one person: heading, word of the step.
async fn worked_out(app: &TestCore, person: &Person) -> (Ready, String) {
    let policy = app.core.policy().await.unwrap();
    let now = app.now();
    let standing = facts::standing(&mut &app.core.db, person, now, &policy).await.unwrap();
    let rules = compute::rules(&policy, now, &person.ring, person.privileged());
    let (_, readiness) = hardest(&standing.facts(), &rules);
    (readiness.ready, readiness.next.as_ref().map_or("", NextStep::word).to_owned())
}

async fn stored(app: &TestCore, person: &Person) -> Option<Stored> {
    store::readiness::of(&mut &app.core.db, &person.id).await.unwrap()
}

/// How somebody stands as it is kept, after the worker was there.
async fn kept(app: &TestCore, person: &Person) -> Ready {
    app.core.tick_readiness().await;
    stored(app, person).await.unwrap().ready
}

/// A device in use.
async fn device(app: &TestCore, person: &Person, platform: Platform, ownership: Ownership) -> DeviceId {
    let device = Device {
        id: DeviceId::mint(app.rng.as_ref()),
        person: person.id.clone(),
        name: format!("Blue {}", platform.word()),
        platform,
        ownership,
        state: DeviceState::InUse,
        created: app.now(),
    };
    let id = device.id.clone();
    app.core
        .writer
        .run(device, |tx, device| {
            Box::pin(async move {
                store::people::add_device(tx, device).await?;
                Ok(Done::with((), NewEntry::new("device.added").by(&device.person).about(&device.person)))
            })
        })
        .await
        .unwrap();
    id
}

/// A method that works.
async fn method(app: &TestCore, person: &Person, kind: MethodKind, home: Option<Home>) -> MethodId {
    let method = Method {
        id: MethodId::mint(app.rng.as_ref()),
        person: person.id.clone(),
        kind,
        state: MethodState::Active,
        name: kind.word().to_owned(),
        home,
        origin: MethodOrigin::SelfAdded,
        vetted: "fresh-proof".to_owned(),
        credential: None,
        credential_id: None,
        aaguid: None,
        synced: false,
        added: app.now(),
        last_worked: None,
        suspended_by: None,
    };
    let id = method.id.clone();
    app.core
        .writer
        .run(method, |tx, method| {
            Box::pin(async move {
                assert!(store::methods::add(tx, method).await?);
                Ok(Done::with((), NewEntry::new("method.added").by(&method.person).about(&method.person)))
            })
        })
        .await
        .unwrap();
    id
}

/// A set of recovery codes with so many left.
async fn codes(app: &TestCore, scratch: &Scratch, person: &Person, left: u32) -> MethodId {
    let id = method(app, person, MethodKind::RecoveryCodes, Some(Home::Itself)).await;
    for place in 0..left {
        let sql = "INSERT INTO recovery_code (method, place, hash) VALUES ($1, $2, $3)";
        scratch.raw(sql, args![&id, place, [0_u8; 4]]).await.unwrap();
    }
    id
}

/// An entry about somebody, with a statement that goes past the writer.
async fn happens(app: &TestCore, scratch: &Scratch, kind: &'static str, about: &Person, sql: &'static str) {
    scratch.raw(sql, args![&about.id]).await.unwrap();
    app.core
        .writer
        .run(about.id.clone(), move |_, about| {
            let entry = NewEntry::new(kind).by_system().about(about);
            Box::pin(async move { Ok(Done::with((), entry)) })
        })
        .await
        .unwrap();
}

/// Saves a policy, as whoever edits it later will.
async fn save_policy(scratch: &Scratch, version: u32, policy: &Policy) {
    let document = serde_json::to_string(policy).unwrap();
    let sql = "INSERT INTO policy (version, at, document) VALUES ($1, 0, $2)";
    scratch.raw(sql, args![version, document]).await.unwrap();
}
