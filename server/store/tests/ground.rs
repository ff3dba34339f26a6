//! Opening, migrating, and values on their way there and back.

use domain::{PersonId, Span, Time};
use store::testing::{each_engine, on_postgres};
use store::{Db, Fault, Value, args};

#[tokio::test(flavor = "multi_thread")]
async fn migrating_twice_is_harmless_also_at_the_same_time() {
    each_engine(|scratch| {
        Box::pin(async move {
            let applied = "SELECT COUNT(*) AS n FROM _sqlx_migrations";
            let before = scratch.count(applied).await;
            let (one, two) = (scratch.again().await, scratch.again().await);
            let (first, second) = tokio::join!(one.migrate(), two.migrate());
            first.unwrap();
            second.unwrap();
            assert!(before > 0 && scratch.count(applied).await == before);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_a_newer_version_is_refused_and_says_so() {
    each_engine(|scratch| {
        Box::pin(async move {
            let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
                         VALUES (9000, 'later', TRUE, $1, 0)";
            scratch.raw(newer, args![vec![0_u8; 48]]).await.unwrap();
            let fault = scratch.db.migrate().await.unwrap_err();
            assert!(matches!(fault, Fault::Newer { version: 9000 }), "{fault}");
            assert!(fault.to_string().contains("run the newer version"), "{fault}");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_whose_migration_had_another_text_is_refused() {
    each_engine(|scratch| {
        Box::pin(async move {
            scratch.raw("UPDATE _sqlx_migrations SET checksum = $1", args![vec![0_u8; 48]]).await.unwrap();
            let fault = scratch.db.migrate().await.unwrap_err();
            assert!(matches!(fault, Fault::OtherMigration { version: 1 }), "{fault}");
        })
    })
    .await;
}

/// One row of every kind of column, in tables that have no foreign key.
const NOTICE: &str = "INSERT INTO notice (id, person, contact, address, language, template, arguments, request, made, \
                      next_try, tries, sent, trouble) \
                      VALUES ($1, $2, 'c', 'a', 'en', 't', '{\"n\":1}', $3, $4, $5, $6, $7, $8)";

#[tokio::test(flavor = "multi_thread")]
async fn values_come_back_as_they_went() {
    each_engine(|scratch| {
        Box::pin(async move {
            let id = PersonId::stored("p");
            let text = "Zoë ✓ ' \" $1 \\";
            scratch
                .raw(
                    NOTICE,
                    args![
                        &id,
                        None::<&PersonId>,
                        text,
                        Time(5),
                        Some(Time(-6)),
                        7_u32,
                        None::<Time>,
                        None::<&str>
                    ],
                )
                .await
                .unwrap();
            let row = scratch
                .db
                .row("SELECT * FROM notice WHERE id = $1", args![id.clone()])
                .await
                .unwrap()
                .unwrap();
            assert_eq!(row.id::<PersonId>("id").unwrap(), id);
            assert_eq!(row.opt_id::<PersonId>("person").unwrap(), None);
            assert_eq!(row.text("request").unwrap(), text);
            assert_eq!(row.time("made").unwrap(), Time(5));
            assert_eq!(row.opt_time("next_try").unwrap(), Some(Time(-6)));
            assert_eq!(row.int("tries").unwrap(), 7);
            assert_eq!(row.count("tries").unwrap(), 7);
            assert_eq!(row.opt_time("sent").unwrap(), None);
            assert_eq!(row.opt_text("trouble").unwrap(), None);
            assert_eq!(row.json::<serde_json::Value>("arguments").unwrap()["n"], 1);
            assert_eq!(row.word("language", |word| (word == "en").then_some("English")).unwrap(), "English");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bytes_and_flags_come_back_as_they_went() {
    each_engine(|scratch| {
        Box::pin(async move {
            for (id, blob, flag) in [("none", None, false), ("empty", Some(vec![]), true), ("some", Some(vec![0, 255, 10, 0]), true)] {
                let sql = "INSERT INTO request (id, secret_hash, name_hash, matched, what, asked, network, browser, language, \
                           spoken, public_key, state, state_json, device_picked, passes_made, wrong_codes, drill) \
                           VALUES ($1, $2, $3, $4, 'w', 1, 'n', 'b', 'en', FALSE, $5, 's', '{}', TRUE, 0, 0, FALSE)";
                scratch.raw(sql, args![id, id.as_bytes(), [7_u8; 32], flag, blob.clone()]).await.unwrap();
                let sql = "SELECT public_key, name_hash, matched, device_picked, drill FROM request WHERE id = $1 AND matched = $2";
                let row = scratch.db.row(sql, args![id, flag]).await.unwrap().unwrap();
                assert_eq!(row.opt_bytes("public_key").unwrap(), blob);
                assert_eq!(row.bytes("name_hash").unwrap(), [7; 32]);
                assert_eq!(row.flag("matched").unwrap(), flag);
                assert!(row.flag("device_picked").unwrap());
                assert_eq!(row.opt_flag("drill").unwrap(), Some(false));
            }
            assert_eq!(scratch.count("SELECT COUNT(*) AS n FROM request WHERE matched = TRUE").await, 2);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_value_keeps_its_type() {
    each_engine(|scratch| {
        Box::pin(async move {
            let sql = "SELECT COALESCE($1, 5) AS a, COALESCE($2, 'x') AS b, COALESCE($3, TRUE) AS c, COALESCE($4, $5) AS d";
            let args = args![None::<i64>, None::<String>, None::<bool>, None::<Vec<u8>>, vec![1_u8]];
            let row = scratch.db.row(sql, args).await.unwrap().unwrap();
            assert_eq!(row.int("a").unwrap(), 5);
            assert_eq!(row.text("b").unwrap(), "x");
            assert!(row.flag("c").unwrap());
            assert_eq!(row.bytes("d").unwrap(), [1]);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_column_that_is_missing_null_or_of_another_type_is_named_without_its_value() {
    each_engine(|scratch| {
        Box::pin(async move {
            let sql =
                "SELECT CAST($1 AS TEXT) AS word, CAST($2 AS BIGINT) AS number, CAST($3 AS TEXT) AS blank";
            let row = scratch.db.row(sql, args!["secret", -1_i64, None::<&str>]).await.unwrap().unwrap();
            let said = [
                row.text("other").unwrap_err().to_string(),
                row.int("word").unwrap_err().to_string(),
                row.count("number").unwrap_err().to_string(),
                row.text("blank").unwrap_err().to_string(),
                row.word("word", |_| None::<()>).unwrap_err().to_string(),
                row.json::<u32>("word").unwrap_err().to_string(),
            ];
            for (said, column) in said.iter().zip(["other", "word", "number", "blank", "word", "word"]) {
                assert!(said.contains(column) && !said.contains("secret"), "{said}");
            }
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_fault_tells_a_value() {
    each_engine(|scratch| {
        Box::pin(async move {
            let insert = "INSERT INTO lease (name, holder, until) VALUES ($1, $2, 0)";
            scratch.raw(insert, args!["hidden-one", "hidden-two"]).await.unwrap();
            let wrong: [(&'static str, Vec<Value>); 3] = [
                (insert, args!["hidden-one", "hidden-two"]),
                (insert, args!["hidden-one\0", None::<&str>]),
                ("SELECT CAST($1 AS BIGINT) + nowhere AS n", args!["hidden-one"]),
            ];
            for (sql, args) in wrong {
                let fault = scratch.raw(sql, args).await.unwrap_err();
                let shown = format!("{fault} {fault:?}");
                assert!(!shown.contains("hidden"), "{shown}");
                assert!(matches!(fault, Fault::Driver(_)), "{fault:?}");
            }
            assert!(!format!("{:?}", args!["hidden"]).contains("hidden"));
            assert!(!format!("{:?}", scratch.location).contains('@'), "an address may hold a password");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_refuses_a_text_for_a_number_without_quoting_it() {
    on_postgres(|scratch| {
        Box::pin(async move {
            let fault = scratch.raw("SELECT CAST($1 AS BIGINT)", args!["hidden"]).await.unwrap_err();
            assert!(!format!("{fault} {fault:?}").contains("hidden"), "{fault:?}");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn reading_connections_refuse_to_write() {
    each_engine(|scratch| {
        Box::pin(async move {
            let delete = "DELETE FROM lease WHERE name = $1 RETURNING name";
            assert!(matches!(scratch.db.rows(delete, args!["x"]).await, Err(Fault::Driver(_))));
            let mut snapshot = scratch.db.snapshot().await.unwrap();
            assert!(matches!(snapshot.rows(delete, args!["x"]).await, Err(Fault::Driver(_))));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_snapshot_stays_at_its_moment() {
    each_engine(|scratch| {
        Box::pin(async move {
            let mut snapshot = scratch.db.snapshot().await.unwrap();
            let count = "SELECT COUNT(*) AS n FROM lease";
            assert_eq!(snapshot.rows(count, args![]).await.unwrap()[0].int("n").unwrap(), 0);
            let insert = "INSERT INTO lease (name, holder, until) VALUES ('a', 'b', 0)";
            assert_eq!(scratch.raw(insert, args![]).await.unwrap(), 1);
            assert_eq!(snapshot.rows(count, args![]).await.unwrap()[0].int("n").unwrap(), 0);
            assert_eq!(scratch.count(count).await, 1);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn foreign_keys_hold() {
    each_engine(|scratch| {
        Box::pin(async move {
            let sql = "INSERT INTO person_role (person, role, source, since) VALUES ('nobody', 'it', 's', 0)";
            assert!(matches!(scratch.raw(sql, args![]).await, Err(Fault::Driver(_))));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_time_of_replicas_is_the_databases_and_a_file_has_none() {
    each_engine(|scratch| {
        Box::pin(async move {
            let first = scratch.db.now().await.unwrap();
            assert_eq!(first.is_some(), scratch.kind() == store::EngineKind::Postgres);
            let Some(first) = first else { return };
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
            let passed = scratch.db.now().await.unwrap().unwrap().since(first);
            assert!(passed >= Span(20) && passed < Span::minutes(1), "{passed:?}: it is in milliseconds");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_that_cannot_be_opened_is_a_fault() {
    let folder = tempfile_folder();
    let location = store::Location::SqliteFile(folder.join("missing/latchkey.db"));
    assert!(matches!(Db::open(&location).await, Err(Fault::Driver(_))));
    let location = store::Location::Postgres("not an address".to_owned());
    let fault = Db::open(&location).await.unwrap_err();
    assert!(!fault.to_string().contains("not an address"), "{fault}");
}

fn tempfile_folder() -> std::path::PathBuf {
    std::env::temp_dir().join(format!("latchkey-nowhere-{}", std::process::id()))
}
