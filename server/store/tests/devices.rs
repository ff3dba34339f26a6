//! Devices and files of devices, on both engines.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where its ground is missing")]

use domain::{
    DeviceId, MethodId, OrderId, PersonId, Span,
    device::{DeviceState, Ownership, Platform},
    method::{Home, MethodKind, MethodOrigin, MethodState},
};
use store::{
    Done, NewEntry, args, device_files,
    device_files::FileState,
    devices::{self, StoredDevice, Told},
    methods::{self, Method},
    people::{self, Device},
    testing::{Scratch, each_engine},
};

async fn person(scratch: &Scratch, name: &str) -> PersonId {
    let id = PersonId::mint(scratch.rng.as_ref());
    let sql = "INSERT INTO person (id, user_name, user_key, user_hash, name, name_key, language, time_zone, department, \
               ring, active, emergency, handle, photo, source, created) VALUES ($1, $2, $2, $3, $2, $2, 'en', 'UTC', '', \
               '', TRUE, FALSE, $3, FALSE, 'test', 0)";
    scratch.raw(sql, args![&id, name, name.as_bytes()]).await.unwrap();
    id
}

fn device(scratch: &Scratch, person: &PersonId, name: &str, serial: Option<&str>) -> StoredDevice {
    let now = scratch.db_now();
    let device = Device {
        id: DeviceId::mint(scratch.rng.as_ref()),
        person: person.clone(),
        name: name.to_owned(),
        platform: Platform::Ios,
        ownership: Ownership::Own,
        state: DeviceState::InUse,
        created: now,
    };
    StoredDevice::named(device, "import:a.csv".to_owned(), now).with_serial(serial.map(str::to_owned))
}

trait Now {
    fn db_now(&self) -> domain::Time;
}
impl Now for Scratch {
    fn db_now(&self) -> domain::Time {
        use domain::Clock as _;
        self.clock.now()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_is_read_back_as_it_was_written_and_the_rules_see_the_same() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            let anna = person(scratch, "anna").await;
            let mut one = device(scratch, &anna, "Work phone", Some(" f2lx 1 "));
            one.model = "iPhone 15".to_owned();
            one.management = "intune".to_owned();
            let plain = device(scratch, &anna, "Tablet", None);
            let also = device(scratch, &anna, "Laptop", None);
            writer
                .run((one.clone(), plain.device.clone(), also.clone()), |tx, (one, plain, also)| {
                    Box::pin(async move {
                        devices::add(tx, &[one.clone(), also.clone()]).await?;
                        people::add_device(tx, plain).await?;
                        Ok(Done::with((), NewEntry::new("device.added")))
                    })
                })
                .await
                .unwrap();
            let found = devices::of(&mut &scratch.db, &anna).await.unwrap();
            assert_eq!(found.len(), 3, "two without a serial number do not clash");
            assert!(found.contains(&one) && found.contains(&also));
            let named = found.iter().find(|found| found.device.id == plain.device.id).unwrap();
            assert_eq!((named.source.as_str(), named.changed), (devices::BY_OWNER, plain.device.created));
            let seen = people::devices(&mut &scratch.db, &anna).await.unwrap();
            assert_eq!(seen, found.iter().map(|found| found.device.clone()).collect::<Vec<_>>());
            assert_eq!(devices::all(&mut &scratch.db).await.unwrap().len(), 3);
            assert_eq!(devices::by_id(&mut &scratch.db, &one.device.id).await.unwrap(), Some(one));
            writer.close().await;
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_serial_number_belongs_to_one_device_until_it_passes_on() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            let (anna, bob) = (person(scratch, "anna").await, person(scratch, "bob").await);
            let first = device(scratch, &anna, "Phone", Some("abc-1"));
            let again = device(scratch, &bob, "Phone", Some("ABC-1"));
            let add = |one: StoredDevice| {
                writer.run(one, |tx, one| {
                    Box::pin(async move {
                        devices::add(tx, std::slice::from_ref(one)).await?;
                        Ok(Done::with((), NewEntry::new("device.imported")))
                    })
                })
            };
            add(first.clone()).await.unwrap();
            add(again.clone()).await.unwrap_err();
            scratch.clock.advance(Span::hours(1));
            writer
                .run(first.device.id.clone(), |tx, id| {
                    Box::pin(async move {
                        let now = tx.now();
                        devices::pass_on(tx, id, now).await?;
                        Ok(Done::with((), NewEntry::new("device.passed-on")))
                    })
                })
                .await
                .unwrap();
            add(again).await.unwrap();
            let old = devices::by_id(&mut &scratch.db, &first.device.id).await.unwrap().unwrap();
            assert_eq!(old.device.state, DeviceState::HandedBack);
            assert_eq!((old.serial.as_deref(), old.serial_key), (Some("abc-1"), None), "its history stays");
            assert!(old.state_since > first.state_since);
            writer.close().await;
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_state_is_left_once_and_an_export_keeps_the_owners_name() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            let anna = person(scratch, "anna").await;
            let (one, other) = (device(scratch, &anna, "Mine", None), device(scratch, &anna, "New", None));
            let ids = (one.device.id.clone(), other.device.id.clone());
            let moved = writer
                .run((one, other), |tx, (one, other)| {
                    Box::pin(async move {
                        let now = tx.now();
                        devices::add(tx, &[one.clone(), other.clone()]).await?;
                        let id = &one.device.id;
                        let by = Some(&other.device.id);
                        let first =
                            devices::set_state(tx, id, DeviceState::InUse, DeviceState::Replaced, by, now)
                                .await?;
                        let second =
                            devices::set_state(tx, id, DeviceState::InUse, DeviceState::Lost, None, now)
                                .await?;
                        let told = Told {
                            id: other.device.id.clone(),
                            platform: Platform::Ipados,
                            ownership: Ownership::CompanyManagedAccount,
                            serial: Some("S1".to_owned()),
                            serial_key: Some(devices::serial_key("S1")),
                            model: "iPad".to_owned(),
                            management: "jamf".to_owned(),
                        };
                        devices::tell(tx, &told, "import:b.csv", now).await?;
                        devices::rename(tx, id, "Old one", now).await?;
                        devices::set_ownership(tx, id, Ownership::CompanyPersonalAccount, now).await?;
                        Ok(Done::with((first, second), NewEntry::new("device.changed")))
                    })
                })
                .await
                .unwrap();
            assert_eq!(moved, (true, false));
            let old = devices::by_id(&mut &scratch.db, &ids.0).await.unwrap().unwrap();
            assert_eq!((old.device.name.as_str(), old.device.state), ("Old one", DeviceState::Replaced));
            assert_eq!(old.replaced_by.as_ref(), Some(&ids.1));
            assert_eq!(old.device.ownership, Ownership::CompanyPersonalAccount);
            let new = devices::by_id(&mut &scratch.db, &ids.1).await.unwrap().unwrap();
            assert_eq!((new.device.name.as_str(), new.device.platform), ("New", Platform::Ipados));
            assert_eq!((new.serial.as_deref(), new.management.as_str()), (Some("S1"), "jamf"));
            writer.close().await;
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_method_pauses_with_its_device_without_a_request_and_a_removed_one_is_remembered() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            let anna = person(scratch, "anna").await;
            let phone = device(scratch, &anna, "Phone", None);
            let method = Method {
                id: MethodId::mint(scratch.rng.as_ref()),
                person: anna.clone(),
                kind: MethodKind::Passkey,
                state: MethodState::Active,
                name: "Passkey".to_owned(),
                home: Some(Home::Device(phone.device.id.clone())),
                origin: MethodOrigin::SelfAdded,
                vetted: "fresh-proof".to_owned(),
                credential: None,
                credential_id: None,
                aaguid: None,
                synced: false,
                added: scratch.db_now(),
                last_worked: None,
                suspended_by: None,
            };
            let paused = writer
                .run((phone.clone(), method.clone()), |tx, (phone, method)| {
                    Box::pin(async move {
                        let now = tx.now();
                        devices::add(tx, std::slice::from_ref(phone)).await?;
                        methods::add(tx, method).await?;
                        let first = devices::suspend_lost(tx, &method.id, now).await?;
                        let second = devices::suspend_lost(tx, &method.id, now).await?;
                        Ok(Done::with((first, second), NewEntry::new("method.suspended")))
                    })
                })
                .await
                .unwrap();
            assert_eq!(paused, (true, false));
            let found = methods::by_id(&mut &scratch.db, &method.id).await.unwrap().unwrap();
            assert_eq!((found.state, found.suspended_by), (MethodState::Suspended, None));
            let removed =
                async || devices::removed_on(&mut &scratch.db, &anna, &phone.device.id).await.unwrap();
            assert!(removed().await.is_empty());
            writer
                .run(method.id.clone(), |tx, id| {
                    Box::pin(async move {
                        let now = tx.now();
                        methods::remove(tx, id, now).await?;
                        Ok(Done::with((), NewEntry::new("method.removed")))
                    })
                })
                .await
                .unwrap();
            assert_eq!(removed().await, ["Passkey"]);
            writer.close().await;
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_kept_in_parts_started_by_one_and_gone_after_a_day() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            let (anna, bob) = (person(scratch, "anna").await, person(scratch, "bob").await);
            let bytes: Vec<u8> = (0..1_200_000_u32).flat_map(u32::to_le_bytes).take(1_200_000).collect();
            let keep = |person: &PersonId, bytes: Vec<u8>| {
                let id = OrderId::mint(scratch.rng.as_ref());
                let input = (id.clone(), person.clone(), bytes);
                let kept = writer.unlogged(input, |tx, (id, person, bytes)| {
                    Box::pin(device_files::keep(tx, id, person, "a.csv", bytes))
                });
                async move {
                    kept.await.unwrap();
                    id
                }
            };
            let first = keep(&anna, bytes.clone()).await;
            let read = device_files::bytes(&mut &scratch.db, &first).await.unwrap();
            assert!(read == bytes, "the parts make up the whole");
            let bobs = keep(&bob, vec![1]).await;
            let run = |id: &OrderId| {
                writer.unlogged(id.clone(), |tx, id| {
                    Box::pin(device_files::set_state(tx, id, FileState::Running, ""))
                })
            };
            assert!(run(&first).await.unwrap());
            assert!(!run(&first).await.unwrap(), "another one runs it");
            scratch.clock.advance(Span::minutes(6));
            assert!(run(&first).await.unwrap(), "whoever ran it is gone");
            writer
                .unlogged(first.clone(), |tx, id| Box::pin(device_files::progress(tx, id, 5, 10)))
                .await
                .unwrap();
            writer
                .unlogged(first.clone(), |tx, id| {
                    Box::pin(device_files::set_state(tx, id, FileState::Done, "{}"))
                })
                .await
                .unwrap();
            let now = device_files::by_id(&mut &scratch.db, &first).await.unwrap().unwrap();
            assert_eq!(
                (now.state, now.done, now.total, now.summary.as_str()),
                (FileState::Done, 5, 10, "{}")
            );
            let second = keep(&anna, vec![2]).await;
            assert_eq!(device_files::by_id(&mut &scratch.db, &first).await.unwrap(), None);
            assert!(device_files::bytes(&mut &scratch.db, &first).await.unwrap().is_empty());
            assert!(device_files::by_id(&mut &scratch.db, &bobs).await.unwrap().is_some());
            scratch.clock.advance(Span::hours(25));
            writer.unlogged((), |tx, ()| Box::pin(device_files::sweep(tx))).await.unwrap();
            for gone in [second, bobs] {
                assert_eq!(device_files::by_id(&mut &scratch.db, &gone).await.unwrap(), None);
            }
            writer.close().await;
        })
    })
    .await;
}
