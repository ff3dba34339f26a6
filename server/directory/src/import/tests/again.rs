//! Importing, importing again, and leaving.

use domain::{
    RequestId, SessionId, Span, Time,
    person::{ContactKind, Role},
    request::{RequestState, Why},
};
use store::{Done, NewEntry};

use super::ground::{each_engine, on_sqlite};
use crate::import::ImportFault;

const FILE: &str = "user_name,name,addresses,phones,manager,roles,time_zone,starts_on,photo\n\
    anna,Anna Berg,anna@example.org;anna@private.example,mobile:+491701234567;desk:+49301234567,boss,,Europe/Paris,2026-03-01,yes\n\
    boss,Bo Chef,boss@example.org,,chief,it,,,\n\
    chief,Chi Ef,chief@example.org,,,security,,,\n";

#[tokio::test]
async fn the_first_import_counts_as_old() {
    each_engine(|on| {
        Box::pin(async move {
            let summary = on.import(FILE).await;
            assert_eq!((summary.new, summary.changed, summary.left, summary.missing.len()), (3, 0, 0, 0));
            assert!(summary.notes.is_empty(), "{:?}", summary.notes);
            let (anna, boss) = (on.person("anna").await, on.person("boss").await);
            let link = anna.manager.clone().unwrap();
            assert_eq!((link.manager, link.provenance.since), (boss.id, Time(0)));
            assert_eq!(link.provenance.source, "csv:people.csv");
            assert_eq!(on.role_since("boss", Role::It).await, Some(Time(0)));
            assert_eq!(on.since("anna", ContactKind::Mail).await.len(), 2);
            assert_eq!(on.since("anna", ContactKind::Mobile).await, [("+491701234567".to_owned(), Time(0))]);
            assert_eq!((anna.language.as_str(), anna.time_zone.as_str()), ("de", "Europe/Paris"));
            assert!(anna.photo && anna.active && !anna.emergency && anna.handle.len() == 16);
            // Midnight of that day in Paris.
            assert_eq!(anna.starts_on, Some(Time(1_772_319_600_000)));
            let hash = on.core.name_hash(" ANNA ");
            let found = store::people::by_user_hash(&mut on.core.db(), &hash).await.unwrap().unwrap();
            assert_eq!(found.id, anna.id);
            assert_eq!(
                on.entries().await,
                [
                    "people.first-import",
                    "person.imported",
                    "person.imported",
                    "person.imported",
                    "people.import"
                ]
            );
        })
    })
    .await;
}

#[tokio::test]
async fn the_same_file_again_changes_nothing() {
    each_engine(|on| {
        Box::pin(async move {
            on.import(FILE).await;
            let before = on.person("anna").await;
            on.pass(Span::days(1));
            let summary = on.import(FILE).await;
            assert_eq!((summary.new, summary.changed, summary.unchanged), (0, 0, 3));
            assert_eq!(on.person("anna").await, before);
            assert_eq!(on.count("people.import").await, 2);
        })
    })
    .await;
}

#[tokio::test]
async fn what_differs_is_young_and_what_does_not_keeps_its_time() {
    each_engine(|on| {
        Box::pin(async move {
            on.import(FILE).await;
            on.pass(Span::days(100));
            let then = on.now();
            let csv = FILE
                .replace("anna@private.example", "anna@other.example")
                .replace("boss,,Europe/Paris", "chief,auditor,Europe/Paris")
                .replace("Anna Berg", "Anna Tal")
                .replace("desk:", "office:");
            let summary = on.import(&csv).await;
            assert_eq!((summary.new, summary.changed, summary.unchanged), (0, 1, 2));
            let anna = on.person("anna").await;
            let link = anna.manager.unwrap();
            assert_eq!((link.manager, link.provenance.since), (on.person("chief").await.id, then));
            assert_eq!(on.role_since("anna", Role::Auditor).await, Some(then));
            assert_eq!(anna.name, "Anna Tal");
            let mut mail = on.since("anna", ContactKind::Mail).await;
            mail.sort();
            assert_eq!(
                mail,
                [("anna@example.org".to_owned(), Time(0)), ("anna@other.example".to_owned(), then)]
            );
            let desk = on.since("anna", ContactKind::Landline).await;
            assert_eq!(desk, [("+49301234567".to_owned(), Time(0))], "another label is no new number");
            assert_eq!(on.contacts("anna").await.iter().filter(|one| one.label == "office").count(), 1);
            assert_eq!(on.role_since("boss", Role::It).await, Some(Time(0)));

            // A mobile number said to be a landline is a new fact, for it would count as evidence.
            on.pass(Span::days(1));
            let now = on.now();
            on.import(&csv.replace("mobile:", "home:")).await;
            assert!(on.since("anna", ContactKind::Mobile).await.is_empty());
            assert!(
                on.since("anna", ContactKind::Landline).await.contains(&("+491701234567".to_owned(), now))
            );
        })
    })
    .await;
}

#[tokio::test]
async fn a_column_that_is_not_there_leaves_what_is_on_record() {
    on_sqlite(|on| {
        Box::pin(async move {
            on.import(FILE).await;
            on.pass(Span::days(1));
            let summary = on.import("user_name,name\nanna,Anna Neu\n").await;
            assert_eq!((summary.changed, summary.missing.len()), (1, 2));
            let anna = on.person("anna").await;
            assert_eq!(anna.name, "Anna Neu");
            assert_eq!(anna.manager.unwrap().provenance.since, Time(0));
            assert_eq!(on.contacts("anna").await.len(), 4);
            assert_eq!(anna.time_zone, "Europe/Paris");
            // An empty cell says that there is none.
            on.import("user_name,name,manager,phones\nanna,Anna Neu,,\n").await;
            assert!(on.person("anna").await.manager.is_none());
            assert_eq!(on.contacts("anna").await.len(), 2);
        })
    })
    .await;
}

#[tokio::test]
async fn a_newcomer_later_is_young_and_may_have_a_manager_from_anywhere() {
    each_engine(|on| Box::pin(async move {
        on.import(FILE).await;
        on.pass(Span::days(1));
        let csv = "user_name,name,manager,addresses\nzoe,Zoe,yan,zoe@example.org\nyan,Yan,boss,\nboss,Bo Chef,zed,boss@example.org\nzed,Zed,,\n";
        let summary = on.import(csv).await;
        assert_eq!((summary.new, summary.changed), (3, 1));
        let link = on.person("zoe").await.manager.unwrap();
        assert_eq!((link.manager, link.provenance.since), (on.person("yan").await.id, on.now()));
        assert_eq!(on.person("boss").await.manager.unwrap().manager, on.person("zed").await.id);
        assert_eq!(on.since("zoe", ContactKind::Mail).await[0].1, on.now());
        // A loop through people who are on record only.
        let fault = on.try_import("user_name,name,manager\nzed,Zed,anna\n", false, false).await.unwrap_err();
        let ImportFault::Rows(problems) = fault else { panic!("{fault}") };
        assert!(problems[0].words.contains("circle") && problems[0].line == 2, "{problems:?}");
    })).await;
}

#[tokio::test]
async fn a_bad_row_keeps_the_whole_file_out() {
    each_engine(|on| {
        Box::pin(async move {
            let csv = format!("{FILE}dora,Dora,not-an-address,,,,,,\n");
            let fault = on.try_import(&csv, false, false).await.unwrap_err();
            assert!(
                matches!(fault, ImportFault::Rows(problems) if problems.len() == 1 && problems[0].line == 5)
            );
            assert!(on.entries().await.is_empty());
            let all = store::import::everybody(&mut on.core.db()).await.unwrap();
            assert!(all.is_empty());
            on.import(FILE).await;
        })
    })
    .await;
}

fn many(n: usize) -> String {
    let mut csv = "user_name,name\n".to_owned();
    for at in 0..n {
        csv.push_str(&format!("p{at},Person {at}\n"));
    }
    csv
}

#[tokio::test]
async fn people_missing_from_the_file_are_listed_and_left_alone() {
    on_sqlite(|on| {
        Box::pin(async move {
            on.import(&many(20)).await;
            let summary = on.import(&many(18)).await;
            assert_eq!((summary.missing.len(), summary.left), (2, 0));
            assert!(on.person("p19").await.left_at.is_none());
        })
    })
    .await;
}

#[tokio::test]
async fn above_one_in_twenty_it_is_asked_again() {
    each_engine(|on| {
        Box::pin(async move {
            on.import(&many(20)).await;
            let summary = on.try_import(&many(19), true, false).await.unwrap();
            assert_eq!(summary.left, 1, "one in twenty is not above");
            assert_eq!(on.person("p19").await.left_at, Some(on.now()));
            let fault = on.try_import(&many(18), true, false).await.unwrap_err();
            assert!(matches!(fault, ImportFault::NeedsConfirmation { leaving: 1, of: 19 }), "{fault}");
            assert!(on.person("p18").await.left_at.is_none());
            on.try_import(&many(18), true, true).await.unwrap();
            assert!(on.person("p18").await.left_at.is_some());
            assert_eq!(on.count("person.left").await, 2);
            // Back in the file is back.
            on.pass(Span::days(1));
            let summary = on.import(&many(20)).await;
            assert_eq!((summary.new, summary.changed), (0, 2));
            assert!(on.person("p19").await.left_at.is_none());
        })
    })
    .await;
}

#[tokio::test]
async fn a_manager_who_leaves_with_this_file_is_no_manager_of_it() {
    on_sqlite(|on| {
        Box::pin(async move {
            on.import(FILE).await;
            let csv = "user_name,name,manager\nanna,Anna,boss\nchief,Chief,\n";
            let fault = on.try_import(csv, true, true).await.unwrap_err();
            let ImportFault::Rows(problems) = fault else { panic!("{fault}") };
            assert_eq!(problems[0].words, "the manager “boss” has left");
            on.try_import(csv, false, false).await.unwrap();
        })
    })
    .await;
}

#[tokio::test]
async fn an_emergency_account_is_listed_but_never_leaves() {
    on_sqlite(|on| {
        Box::pin(async move {
            on.import("user_name,name,emergency\nglass,Break Glass,yes\nanna,Anna,no\n").await;
            let summary = on.try_import("user_name,name\nanna,Anna\n", true, true).await.unwrap();
            assert_eq!((summary.missing.len(), summary.left), (1, 0));
            assert!(on.person("glass").await.left_at.is_none());
        })
    })
    .await;
}

#[tokio::test]
async fn roles_that_nobody_holds_any_more_are_named() {
    on_sqlite(|on| {
        Box::pin(async move {
            on.import(FILE).await;
            let summary = on.import(&FILE.replace(",security,", ",,")).await;
            assert_eq!(summary.notes.len(), 1);
            assert!(summary.notes[0].contains("nobody holds the role security"));
        })
    })
    .await;
}

#[tokio::test]
async fn whoever_left_or_was_disabled_has_no_session_and_no_open_request() {
    each_engine(|on| {
        Box::pin(async move {
            on.import(FILE).await;
            for user in ["anna", "boss"] {
                let person = on.person(user).await.id;
                let request = store::requests::Request {
                    id: RequestId::mint(on.core.rng()),
                    name_hash: on.core.name_hash(user).to_vec(),
                    person: Some(person.clone()),
                    matched: true,
                    what: "lost-or-stolen".to_owned(),
                    asked: on.now(),
                    network: String::new(),
                    browser: String::new(),
                    language: "en".to_owned(),
                    spoken: false,
                    raised_by: None,
                    public_key: None,
                    key_number: None,
                    state: RequestState::ask(on.now(), &domain::Policy::default()),
                    approver: None,
                    approver_role: Some(Role::It),
                    escalated: None,
                    devices: Vec::new(),
                    device_picked: false,
                    wrong_codes: 0,
                    evidence: None,
                    drill: false,
                    ended: None,
                };
                let session = store::sessions::Session {
                    id: SessionId::mint(on.core.rng()),
                    person,
                    method: None,
                    begun: on.now(),
                    proved: on.now(),
                    seen: on.now(),
                    until: on.now() + Span::hours(12),
                    network: String::new(),
                    browser: String::new(),
                    language: "en".to_owned(),
                };
                on.core
                    .writer()
                    .run((request, session), |tx, (request, session)| {
                        Box::pin(async move {
                            let secret = request.id.as_str().as_bytes();
                            store::requests::add(tx, request, secret).await?;
                            store::sessions::open(tx, session, secret).await?;
                            Ok(Done::with((), NewEntry::new("request.asked").on(&request.id)))
                        })
                    })
                    .await
                    .unwrap();
            }
            // One is disabled, the other is not in the file any more.
            let csv = "user_name,name,active\nboss,Bo Chef,no\nchief,Chi Ef,yes\n";
            on.try_import(csv, true, true).await.unwrap();
            for user in ["anna", "boss"] {
                let person = on.person(user).await;
                let all = store::requests::since(&mut on.core.db(), &person.id, Time(0)).await.unwrap();
                assert_eq!(
                    all[0].state,
                    RequestState::Withdrawn { at: on.now(), why: Why::PersonLeft },
                    "{user}"
                );
                let open = store::sessions::open_of(&mut on.core.db(), &person.id, on.now()).await.unwrap();
                assert!(open.is_empty(), "{user}");
            }
            assert_eq!(on.count("request.withdrawn").await, 2);
        })
    })
    .await;
}

#[tokio::test]
async fn a_first_import_that_broke_off_is_still_the_first() {
    on_sqlite(|on| {
        Box::pin(async move {
            // What stands after a first job whose process was killed.
            on.core
                .writer()
                .run((), |_, ()| {
                    Box::pin(
                        async move { Ok(Done::with((), NewEntry::new("people.first-import").by_system())) },
                    )
                })
                .await
                .unwrap();
            on.import("user_name,name,addresses\nanna,Anna,anna@example.org\n").await;
            assert_eq!(on.since("anna", ContactKind::Mail).await[0].1, Time(0));
            on.import("user_name,name,addresses\nbob,Bob,bob@example.org\n").await;
            assert_eq!(on.since("bob", ContactKind::Mail).await[0].1, on.now());
        })
    })
    .await;
}

#[tokio::test]
async fn two_imports_at_once_do_not_mix() {
    each_engine(|on| {
        Box::pin(async move {
            let (one, two) =
                tokio::join!(on.try_import(FILE, false, false), on.try_import(FILE, false, false));
            let outcomes = [one, two];
            let busy = outcomes.iter().filter(|one| matches!(one, Err(ImportFault::Busy))).count();
            assert_eq!(busy, 1, "{outcomes:?}");
            assert_eq!(on.count("person.imported").await, 3);
            on.import(FILE).await;
        })
    })
    .await;
}
