//! Which keys and which clock a start accepts, and how the key that signs the record is replaced (R13).

use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::process::Output;
use std::sync::Arc;

use domain::{Clock, Rng, Span, Time};
use server::{clock::MachineClock, rng::OsRng};
use store::{Db, Done, Location, NewEntry, Options, Writer};

use crate::ground::{Running, configured, latchkey, run, said};

fn call(at: &Path, args: &[&str]) -> Output {
    run(at, &[&["--config", "latchkey.toml"], args].concat())
}

/// A folder with a database that one person was taken into.
fn with_somebody() -> tempfile::TempDir {
    let folder = configured();
    std::fs::write(folder.path().join("people.csv"), "user_name,name\nmara,Mara\n").unwrap();
    let taken = call(folder.path(), &["people", "import", "people.csv"]);
    assert!(taken.status.success(), "{}", said(&taken));
    folder
}

fn key(at: &Path) -> String {
    std::fs::read_to_string(at.join("latchkey.key")).unwrap()
}

#[test]
fn a_replaced_key_signs_on_and_the_record_is_verified_across_it() {
    let folder = with_somebody();
    let at = folder.path();
    let before = key(at);
    let saved = call(at, &["audit", "checkpoint"]);
    std::fs::write(at.join("old"), &saved.stdout).unwrap();

    let rotated = call(at, &["key", "rotate", "--operator", "Sami"]);
    assert!(rotated.status.success(), "{}", said(&rotated));
    for part in ["every replica", "root key", "entry "] {
        assert!(said(&rotated).contains(part), "{}", said(&rotated));
    }
    let after = key(at);
    assert!(after.starts_with(before.trim()) && after != before, "the root key stays");
    assert!(!said(&rotated).contains(before.trim()));
    assert_eq!(std::fs::metadata(at.join("latchkey.key")).unwrap().mode() & 0o777, 0o600);
    assert!(!at.join("latchkey.key.next").exists());

    let again = call(at, &["key", "rotate"]);
    assert!(again.status.success(), "{}", said(&again));
    let saved = call(at, &["audit", "checkpoint"]);
    std::fs::write(at.join("new"), &saved.stdout).unwrap();
    let whole = call(at, &["audit", "verify", "--checkpoint", "old", "--checkpoint", "new"]);
    assert!(whole.status.success(), "{}", said(&whole));
    assert_eq!(said(&whole).matches("Signing key replaced in entry").count(), 2, "{}", said(&whole));

    // What the root key hashed is still found: a start and a second import work.
    let taken = call(at, &["people", "import", "people.csv"]);
    assert!(said(&taken).contains("0 new, 0 changed, 1 as before"), "{}", said(&taken));
    let mut command = latchkey(at);
    command.args(["serve", "--config", "latchkey.toml"]);
    let mut server = Running::start(command);
    assert!(server.get("/", "localhost:4000").starts_with("HTTP/1.1 200"));
    assert!(server.end());
}

#[test]
fn a_key_file_from_before_the_replacement_is_refused_and_told_why() {
    let folder = with_somebody();
    let at = folder.path();
    let before = key(at);
    assert!(call(at, &["key", "rotate"]).status.success());
    std::fs::write(at.join("latchkey.key"), before).unwrap();
    for args in [&["serve"][..], &["audit", "verify"], &["audit", "checkpoint"], &["key", "rotate"]] {
        let refused = call(at, args);
        assert_eq!(refused.status.code(), Some(1), "{args:?}: {}", said(&refused));
        assert!(said(&refused).contains("older than the record"), "{args:?}: {}", said(&refused));
    }
}

#[test]
fn a_replacement_that_was_cut_short_is_ended_by_the_next_call() {
    let folder = with_somebody();
    let at = folder.path();
    let before = key(at);
    assert!(call(at, &["key", "rotate"]).status.success());
    let after = key(at);
    // As after a crash between the record and the file.
    std::fs::write(at.join("latchkey.key"), &before).unwrap();
    std::fs::copy(at.join("latchkey.key"), at.join("latchkey.key.next")).unwrap();
    std::fs::write(at.join("latchkey.key.next"), &after).unwrap();
    let ended = call(at, &["key", "rotate"]);
    assert!(ended.status.success() && said(&ended).contains("already"), "{}", said(&ended));
    assert_eq!(key(at), after);
    assert!(call(at, &["audit", "verify"]).status.success());

    // As after a crash before the record: what was made then counts for nothing.
    std::fs::copy(at.join("latchkey.key"), at.join("latchkey.key.next")).unwrap();
    std::fs::write(at.join("latchkey.key.next"), format!("{before}log {}\n", "ab".repeat(32))).unwrap();
    let fresh = call(at, &["key", "rotate"]);
    assert!(fresh.status.success() && !said(&fresh).contains("already"), "{}", said(&fresh));
    assert!(!key(at).contains("abab"));
    assert!(call(at, &["audit", "verify"]).status.success());
}

/// A clock that is ahead of the machine's.
struct Ahead(MachineClock, Span);

impl Clock for Ahead {
    fn now(&self) -> Time {
        self.0.now() + self.1
    }
}

/// Writes an entry as a process does whose clock is ahead by that much.
async fn write_ahead(at: &Path, by: Span) {
    let db = Db::open(&Location::SqliteFile(at.join("latchkey.sqlite"))).await.unwrap();
    let rng: Arc<dyn Rng> = Arc::new(OsRng);
    let clock = Arc::new(Ahead(MachineClock::new(), by));
    let writer = Writer::start(db.clone(), clock, rng, Options::default());
    writer
        .run((), |_, ()| Box::pin(async { Ok(Done::with((), NewEntry::new("test.change"))) }))
        .await
        .unwrap();
    writer.close().await;
    db.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_far_behind_the_record_is_refused_until_accepted_on_record() {
    let folder = with_somebody();
    let at = folder.path();
    write_ahead(at, Span::minutes(1)).await;
    assert!(call(at, &["audit", "checkpoint"]).status.success(), "one minute is nothing");
    write_ahead(at, Span::minutes(30)).await;
    for args in [&["serve"][..], &["audit", "checkpoint"]] {
        let refused = call(at, args);
        assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
        assert!(said(&refused).contains("minutes behind"), "{}", said(&refused));
    }
    let mut command = latchkey(at);
    command.args(["serve", "--config", "latchkey.toml", "--accept-clock"]);
    let mut server = Running::start(command);
    assert!(server.end());
    let db = Db::open(&Location::SqliteFile(at.join("latchkey.sqlite"))).await.unwrap();
    let kinds = "SELECT COUNT(*) AS n FROM audit_entry WHERE kind = 'clock.accepted'";
    let row = db.row(kinds, Vec::new()).await.unwrap().unwrap();
    assert_eq!(row.count("n").unwrap(), 1);
    db.close().await;
}
