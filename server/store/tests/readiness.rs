//! How ready people are, as it is kept, on both engines.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where its ground is missing")]

use domain::{PersonId, Time, readiness::Ready};
use store::{
    args,
    readiness::{
        self, Followed, Stored, days, facts,
        list::{self, Filter},
        nudges, words,
    },
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

fn row(person: &PersonId, name: &str, ready: Ready) -> Stored {
    Stored {
        person: person.clone(),
        ready,
        name_key: name.to_owned(),
        department: String::new(),
        ring: String::new(),
        roles: words([]),
        ownerships: words(["own"]),
        loss: "now".to_owned(),
        next: "security-key".to_owned(),
        helps: "0 - none ".to_owned(),
        since: Time(5),
        changed: Time(5),
        next_check: None,
        nudges: 0,
        nudged: None,
        next_nudge: Some(Time(9)),
        practised: Some(Time(3)),
        drill_from: Some(Time(8)),
        next_drill: Some(Time(9)),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_are_read_back_and_keep_their_nudges_while_nothing_ends() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            let anna = person(scratch, "anna").await;
            let first = row(&anna, "anna", Ready::WithHelp);
            let write = |row: &Stored| {
                writer.unlogged(row.clone(), |tx, row| {
                    Box::pin(async move { readiness::write(tx, std::slice::from_ref(row)).await })
                })
            };
            write(&first).await.unwrap();
            let db = &mut &scratch.db;
            assert_eq!(readiness::of(db, &anna).await.unwrap(), Some(first.clone()));
            assert_eq!(nudges::due(db, Time(8), 10).await.unwrap(), []);
            assert_eq!(nudges::due(db, Time(9), 10).await.unwrap(), std::slice::from_ref(&anna));
            writer
                .unlogged(anna.clone(), |tx, anna| {
                    Box::pin(async move { nudges::sent(tx, anna, Time(9), Some(Time(99))).await })
                })
                .await
                .unwrap();
            write(&Stored { ready: Ready::NotAtAll, next_nudge: Some(Time(99)), ..first.clone() })
                .await
                .unwrap();
            let now = readiness::of(db, &anna).await.unwrap().unwrap();
            assert_eq!((now.ready, now.nudges, now.nudged), (Ready::NotAtAll, 1, Some(Time(9))));
            assert_eq!(nudges::effect(db, Time(0)).await.unwrap(), (1, 0));
            write(&Stored { ready: Ready::ByYourself, since: Time(20), next_nudge: None, ..first })
                .await
                .unwrap();
            let now = readiness::of(db, &anna).await.unwrap().unwrap();
            assert_eq!((now.nudges, now.nudged), (0, None), "it begins anew");
            writer
                .unlogged(anna.clone(), |tx, anna| {
                    Box::pin(async move {
                        nudges::became_ready(tx, anna, Time(20)).await?;
                        readiness::forget(tx, anna).await
                    })
                })
                .await
                .unwrap();
            assert_eq!(nudges::effect(db, Time(0)).await.unwrap(), (1, 1));
            assert_eq!(readiness::of(db, &anna).await.unwrap(), None);
            writer.close().await;
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_the_list_show_each_once_the_worst_first() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            let mut rows = Vec::new();
            for n in 0..600 {
                // Many of one name.
                let name = format!("p{}", n % 7);
                let id = person(scratch, &format!("u{n:03}")).await;
                let ready = [Ready::ByYourself, Ready::NotAtAll, Ready::WithHelp][n % 3];
                let mut row = row(&id, &name, ready);
                row.roles = if n % 5 == 0 { words(["it", "auditor"]) } else { words([]) };
                row.department = if n % 2 == 0 { "Ward 1".to_owned() } else { "Ward 2".to_owned() };
                rows.push(row);
            }
            let written = rows.clone();
            writer
                .unlogged(written, |tx, rows| Box::pin(async move { readiness::write(tx, rows).await }))
                .await
                .unwrap();
            let db = &mut &scratch.db;
            let all = Filter::default();
            let range = (Ready::NotAtAll, Ready::ByYourself);
            let (mut seen, mut after) = (Vec::new(), None);
            loop {
                let page = list::page(db, &all, range, after.as_ref(), 37).await.unwrap();
                let Some(last) = page.last() else { break };
                after = Some(last.after());
                seen.extend(page);
            }
            assert_eq!(seen.len(), 600);
            let order: Vec<_> = seen.iter().map(|row| (row.ready, row.name_key.clone())).collect();
            assert!(order.is_sorted(), "the worst first, then by name");
            let it = Filter { role: "it".to_owned(), department: "Ward 1".to_owned(), ..Filter::default() };
            let counts = list::counts(db, &it).await.unwrap();
            assert_eq!((counts.all(), counts.not_at_all), (60, 20));
            let by_day = days::count(db).await.unwrap();
            let of = |dimension: &str, value: &str| {
                by_day.iter().find(|one| one.0 == dimension && one.1 == value).unwrap().2.all()
            };
            assert_eq!(
                (of("all", ""), of("role", "it"), of("role", "none"), of("ownership", "own")),
                (600, 120, 480, 600)
            );
            writer
                .unlogged(by_day.clone(), |tx, counts| {
                    Box::pin(async move {
                        days::keep(tx, 7, counts).await?;
                        days::keep(tx, 7, counts).await
                    })
                })
                .await
                .unwrap();
            assert_eq!(days::history(db, "department", "Ward 2", 0).await.unwrap().len(), 1);
            assert_eq!(days::values(db, "department").await.unwrap(), ["Ward 1", "Ward 2"]);
            // Everybody by pages of ids, each once.
            let (mut people, mut last) = (0, String::new());
            while let Some((first, end)) = facts::page(db, &last, 50).await.unwrap() {
                people += facts::subjects(db, &first, &end).await.unwrap().len();
                last = end;
            }
            assert_eq!(people, 600);
            writer.close().await;
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn marks_and_how_far_the_log_was_followed_are_kept() {
    each_engine(|scratch| {
        Box::pin(async move {
            let writer = scratch.writer().await;
            let db = &mut &scratch.db;
            assert_eq!(readiness::followed(db).await.unwrap(), None);
            let people: Vec<PersonId> = (0..300).map(|_| PersonId::mint(scratch.rng.as_ref())).collect();
            let at = Followed { upto: 7, policy: 2, helpers: "it: x; security: ".to_owned() };
            writer
                .unlogged((people.clone(), at.clone()), |tx, (people, at)| {
                    Box::pin(async move {
                        readiness::mark(tx, people).await?;
                        readiness::mark(tx, people).await?;
                        readiness::follow(tx, &Followed { upto: 3, ..at.clone() }).await?;
                        readiness::follow(tx, at).await
                    })
                })
                .await
                .unwrap();
            assert_eq!(readiness::followed(db).await.unwrap(), Some(at));
            let marked = readiness::marked(db, 1_000).await.unwrap();
            assert_eq!(marked.len(), 300);
            writer
                .unlogged(marked, |tx, marked| {
                    Box::pin(async move { readiness::unmark(tx, &marked[..299]).await })
                })
                .await
                .unwrap();
            assert_eq!(readiness::marked(db, 1_000).await.unwrap().len(), 1);
            writer.unlogged((), |tx, ()| Box::pin(readiness::unmark_all(tx))).await.unwrap();
            assert_eq!(readiness::marked(db, 1_000).await.unwrap(), []);
            writer.close().await;
        })
    })
    .await;
}
