//! Rehearsals, on both engines.
#![allow(clippy::unwrap_used, reason = "a test stops where its ground is missing")]

use domain::{DrillId, PersonId, Span, Time, drill::Drill, person::Role};
use store::{
    Done, NewEntry, Writer, args,
    drills::{self, CameOut, StoredDrill},
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

async fn add(writer: &Writer, drill: &StoredDrill) -> bool {
    writer
        .run(drill.clone(), |tx, drill| {
            Box::pin(async move {
                let added = drills::add(tx, drill).await?;
                Ok(Done::with(added, NewEntry::new("drill.begun")))
            })
        })
        .await
        .unwrap()
}

async fn end(writer: &Writer, id: &DrillId, to: Drill) -> bool {
    writer
        .run((id.clone(), to), |tx, (id, to)| {
            Box::pin(async move {
                let out = CameOut {
                    outcome: "approved".to_owned(),
                    evidence: "house-call-back".to_owned(),
                    ..CameOut::default()
                };
                let ended = drills::end(tx, id, *to, &out).await?;
                Ok(Done::with(ended, NewEntry::new("drill.decided")))
            })
        })
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_drill_is_read_back_and_there_is_one_open_a_person() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            let (anna, max) = (person(scratch, "anna").await, person(scratch, "max").await);
            let id = || DrillId::mint(scratch.rng.as_ref());
            let mut first = StoredDrill::begin(id(), anna.clone(), None, Time(1_000));
            first.network = "192.0.2.0/24".to_owned();
            first.browser = "Firefox on Linux".to_owned();
            assert!(add(&writer, &first).await);
            assert!(!add(&writer, &StoredDrill::begin(id(), anna.clone(), None, Time(1_001))).await);
            let db = &mut &scratch.db;
            assert_eq!(drills::open_of(db, &anna).await.unwrap().as_ref(), Some(&first));
            let taken = writer
                .run((first.id.clone(), max.clone()), |tx, (id, max)| {
                    Box::pin(async move {
                        let early = drills::take_key(tx, id, (&[4; 65], &[1; 32]), Some(max), None).await?;
                        let asked = drills::ask(tx, id, Time(1_500)).await?;
                        let taken = drills::take_key(tx, id, (&[4; 65], &[1; 32]), Some(max), None).await?;
                        let other =
                            drills::take_key(tx, id, (&[5; 65], &[1; 32]), None, Some(Role::It)).await?;
                        Ok(Done::with((early, asked, taken, other), NewEntry::new("drill.key-taken")))
                    })
                })
                .await
                .unwrap();
            assert_eq!(taken, (false, true, true, false), "a key is taken once, and not before asking");
            assert_eq!(drills::waiting(db, Some(&max), 9).await.unwrap().len(), 1);
            assert_eq!(drills::waiting(db, Some(&anna), 9).await.unwrap(), []);
            let now = drills::by_id(db, &first.id).await.unwrap().unwrap();
            let recorded = writer
                .run((now.clone(), max.clone()), |tx, (now, max)| {
                    Box::pin(async move {
                        let first = drills::record(tx, now, max, "{}").await?;
                        let late = drills::record(tx, now, max, "{\"a\":1}").await?;
                        drills::count_wrong_code(tx, &now.id).await?;
                        Ok(Done::with((first, late), NewEntry::new("drill.recorded")))
                    })
                })
                .await
                .unwrap();
            assert_eq!(recorded, (true, false), "what was written meanwhile is not overwritten");
            assert_eq!(drills::practised(db, &anna).await.unwrap(), None);
            assert!(end(&writer, &first.id, Drill::Decided { at: Time(2_000) }).await);
            assert!(!end(&writer, &first.id, Drill::Ended { at: Time(3_000) }).await, "it ends once");
            let over = drills::last_of(db, &anna).await.unwrap().unwrap();
            assert_eq!(over.state, Drill::Decided { at: Time(2_000) });
            assert_eq!(
                (over.wrong_codes, over.outcome.as_str(), over.evidence.as_str()),
                (1, "approved", "house-call-back")
            );
            assert_eq!((over.reviewer, over.approver), (Some(max.clone()), Some(max)));
            assert_eq!(drills::practised(db, &anna).await.unwrap(), Some(Time(2_000)));
            assert!(add(&writer, &StoredDrill::begin(id(), anna.clone(), None, Time(5_000))).await);
            writer.close().await;
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn drills_of_long_ago_and_of_people_who_are_gone_are_due() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            let begun = Time(1_000);
            let mut ids = Vec::new();
            for (name, at) in
                [("anna", begun), ("ben", begun + Span::hours(1)), ("cora", begun + Span::hours(1))]
            {
                let who = person(scratch, name).await;
                let drill = StoredDrill::begin(DrillId::mint(scratch.rng.as_ref()), who, None, at);
                assert!(add(&writer, &drill).await);
                ids.push(drill);
            }
            scratch
                .raw("UPDATE person SET active = FALSE WHERE id = $1", args![&ids.last().unwrap().person])
                .await
                .unwrap();
            let db = &mut &scratch.db;
            let due = drills::due(db, begun + Span::hours(72), 9).await.unwrap();
            let named = |name: usize| ids.get(name).unwrap().id.clone();
            assert_eq!(due, [named(0), named(2)]);
            assert_eq!(drills::due(db, begun, 9).await.unwrap(), [named(2)]);
            writer.close().await;
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reminder_is_noted_once_a_person() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            let anna = person(scratch, "anna").await;
            let db = &mut &scratch.db;
            assert_eq!(drills::reminded(db, &anna).await.unwrap(), None);
            for at in [Time(5), Time(9)] {
                writer
                    .unlogged((anna.clone(), at), |tx, (anna, at)| {
                        Box::pin(async move { drills::note_reminded(tx, anna, *at).await })
                    })
                    .await
                    .unwrap();
            }
            assert_eq!(drills::reminded(db, &anna).await.unwrap(), Some(Time(9)));
            writer.close().await;
        })
    })
    .await;
}
