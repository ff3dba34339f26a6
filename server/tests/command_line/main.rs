//! The program as whoever runs it uses it.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where its ground is missing")]

mod full_disk;
mod ground;
mod keys;

use ground::{CONFIG, Running, configured, latchkey, run, said};

#[test]
fn serve_says_where_it_listens_answers_and_ends_when_told() {
    let folder = configured();
    let mut command = latchkey(folder.path());
    command.args(["serve", "--config", "latchkey.toml"]);
    let mut server = Running::start(command);
    let page = server.get("/", "localhost:4000");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(server.get("/", "evil.example").starts_with("HTTP/1.1 421"));
    assert!(server.get("/readyz", "10.0.0.1").starts_with("HTTP/1.1 200"));
    assert!(server.get("/demo", "localhost:4000").starts_with("HTTP/1.1 404"));
    assert!(server.end());
}

#[test]
fn the_demo_listens_on_this_machine_only_and_takes_no_configuration() {
    let folder = configured();
    let refused = run(folder.path(), &["demo", "--config", "latchkey.toml"]);
    assert!(!refused.status.success());
    let refused = run(folder.path(), &["demo", "--listen", "0.0.0.0:0"]);
    assert!(!refused.status.success() && said(&refused).contains("this machine only"), "{}", said(&refused));
    let mut with_database = latchkey(folder.path());
    let refused = with_database.args(["demo"]).env("DATABASE_URL", "postgres://x").output().unwrap();
    assert!(!refused.status.success() && !said(&refused).contains("postgres://x"), "{}", said(&refused));
}

#[test]
fn r14_the_demo_leaves_nothing_behind() {
    let folder = configured();
    let kept = folder.path().join("tmp");
    std::fs::create_dir(&kept).unwrap();
    let mut command = latchkey(folder.path());
    command.args(["demo", "--listen", "127.0.0.1:0"]).env("TMPDIR", &kept);
    let mut demo = Running::start(command);
    let host = demo.1.clone();
    assert!(host.starts_with("localhost:"), "passkeys need the name: {host}");
    assert!(std::fs::read_dir(&kept).unwrap().next().is_some());
    let tour = demo.get("/demo", &host);
    assert!(tour.starts_with("HTTP/1.1 200") && tour.contains("Anna Berg"), "{tour}");
    assert!(demo.get("/demo/mail", &host).starts_with("HTTP/1.1 200"));
    assert!(demo.end());
    assert!(std::fs::read_dir(&kept).unwrap().next().is_none());
}

#[test]
fn an_unknown_setting_is_named() {
    let folder = configured();
    std::fs::write(folder.path().join("latchkey.toml"), format!("{CONFIG}helpp = \"x\"\n")).unwrap();
    let refused = run(folder.path(), &["serve", "--config", "latchkey.toml"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(said(&refused).contains("helpp"), "{}", said(&refused));
}

#[test]
fn people_come_from_a_file_and_nothing_comes_from_a_bad_one() {
    let folder = configured();
    let config = ["--config", "latchkey.toml"];
    let import = |csv: &str| {
        std::fs::write(folder.path().join("people.csv"), csv).unwrap();
        run(folder.path(), &[&config[..], &["people", "import", "people.csv"]].concat())
    };
    let bad = import("user_name,name,manager\nanna,Anna,nobody\n");
    assert_eq!(bad.status.code(), Some(1), "{}", said(&bad));
    assert!(said(&bad).contains("line 2"), "{}", said(&bad));
    let good = import("user_name,name,manager\nmara,Mara,\nanna,Anna,mara\n");
    assert!(good.status.success() && said(&good).contains("2 new"), "{}", said(&good));
    let again = import("user_name,name,manager\nmara,Mara,\n");
    assert!(again.status.success() && said(&again).contains("anna (Anna)"), "{}", said(&again));
}

#[test]
fn the_record_is_verified_and_a_cut_end_is_found_with_a_checkpoint() {
    let folder = configured();
    let at = folder.path();
    std::fs::write(at.join("people.csv"), "user_name,name\nmara,Mara\nanna,Anna\n").unwrap();
    let config = ["--config", "latchkey.toml"];
    let call = |args: &[&str]| run(at, &[&config[..], args].concat());
    assert!(call(&["people", "import", "people.csv"]).status.success());
    assert!(call(&["backup", "before.sqlite"]).status.success());
    std::fs::write(at.join("people.csv"), "user_name,name\nmara,Mara L\nanna,Anna B\n").unwrap();
    assert!(call(&["people", "import", "people.csv"]).status.success());
    let checkpoint = call(&["audit", "checkpoint"]);
    assert!(checkpoint.status.success(), "{}", said(&checkpoint));
    std::fs::write(at.join("saved"), &checkpoint.stdout).unwrap();
    let whole = call(&["audit", "verify", "--checkpoint", "saved"]);
    assert!(whole.status.success(), "{}", said(&whole));
    // Somebody puts the database of yesterday back.
    for file in ["latchkey.sqlite-wal", "latchkey.sqlite-shm"] {
        let _ = std::fs::remove_file(at.join(file));
    }
    std::fs::copy(at.join("before.sqlite"), at.join("latchkey.sqlite")).unwrap();
    assert!(call(&["audit", "verify"]).status.success(), "an older state is whole in itself");
    let cut = call(&["audit", "verify", "--checkpoint", "saved"]);
    assert_eq!(cut.status.code(), Some(3), "{}", said(&cut));
}

#[test]
fn a_backup_is_private_and_never_overwrites() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = configured();
    let at = folder.path();
    std::fs::write(at.join("people.csv"), "user_name,name\nmara,Mara\n").unwrap();
    assert!(run(at, &["--config", "latchkey.toml", "people", "import", "people.csv"]).status.success());
    let made = run(at, &["--config", "latchkey.toml", "backup", "copy.sqlite"]);
    assert!(made.status.success(), "{}", said(&made));
    assert_eq!(std::fs::metadata(at.join("copy.sqlite")).unwrap().permissions().mode() & 0o777, 0o600);
    let again = run(at, &["--config", "latchkey.toml", "backup", "copy.sqlite"]);
    assert!(!again.status.success() && said(&again).contains("left alone"), "{}", said(&again));
}

#[test]
fn another_key_does_not_open_the_database() {
    let folder = configured();
    let at = folder.path();
    std::fs::write(at.join("people.csv"), "user_name,name\nmara,Mara\n").unwrap();
    assert!(run(at, &["--config", "latchkey.toml", "people", "import", "people.csv"]).status.success());
    std::fs::write(at.join("latchkey.key"), "ab".repeat(32)).unwrap();
    let refused = run(at, &["--config", "latchkey.toml", "serve"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(said(&refused).contains("key file"), "{}", said(&refused));
    assert!(!said(&refused).contains("abab"), "{}", said(&refused));
}

#[test]
fn an_import_without_a_name_for_the_record_takes_nothing() {
    let folder = configured();
    let at = folder.path();
    std::fs::write(at.join("people.csv"), "user_name,name\nanna,Anna\n").unwrap();
    std::fs::write(at.join("devices.csv"), "owner,platform\nanna,iOS\n").unwrap();
    let nobody = |args: &[&str]| {
        let mut command = latchkey(at);
        command.args(["--config", "latchkey.toml"]).args(args).env_remove("USER");
        command.output().unwrap()
    };
    for args in [["people", "import", "people.csv"], ["devices", "import", "devices.csv"]] {
        let refused = nobody(&args);
        assert_eq!(refused.status.code(), Some(1));
        assert!(said(&refused).contains("--operator NAME"), "{}", said(&refused));
    }
    assert!(!at.join("latchkey.sqlite").exists() && !at.join("latchkey.key").exists());
    let taken = nobody(&["people", "import", "people.csv", "--operator", "Ida"]);
    assert!(taken.status.success(), "{}", said(&taken));
    let taken = nobody(&["devices", "import", "devices.csv", "--operator", "Ida"]);
    assert!(taken.status.success(), "{}", said(&taken));
}

#[test]
fn what_looks_at_a_database_never_makes_one() {
    let folder = configured();
    let at = folder.path();
    std::fs::write(at.join("latchkey.key"), "ab".repeat(32)).unwrap();
    for args in [["audit", "checkpoint"], ["audit", "verify"]] {
        let refused = run(at, &["--config", "latchkey.toml", args[0], args[1]]);
        assert_eq!(refused.status.code(), Some(1));
        assert!(said(&refused).contains("there is no database"), "{}", said(&refused));
        assert!(!at.join("latchkey.sqlite").exists());
    }
}

#[test]
fn a_pass_is_shown_on_a_terminal_only() {
    let folder = configured();
    let at = folder.path();
    std::fs::write(at.join("people.csv"), "user_name,name\nanna,Anna\n").unwrap();
    assert!(run(at, &["--config", "latchkey.toml", "people", "import", "people.csv"]).status.success());
    let refused = run(at, &["--config", "latchkey.toml", "pass", "issue", "anna"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(said(&refused).contains("terminal"), "{}", said(&refused));
}
