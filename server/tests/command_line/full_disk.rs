//! A disk that takes nothing more: what cannot be written is said to whoever asked, nothing is half done, and with room
//! again all goes on.

use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;

use store::{Db, Location};

use crate::ground::{Running, configured, latchkey, run, said};

const HOST: &str = "localhost:4000";
/// In kibibytes: above what a start needs, below what the asks would write. The database itself is larger already.
const ROOM: &str = "160";

/// A server whose files may not grow beyond the room: a write past it fails as on a full disk, without ending the process.
fn short_of_room(at: &Path) -> Running {
    let server = latchkey(at);
    let mut command = Command::new("bash");
    command.current_dir(at).env_clear();
    command.envs(server.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let script = "trap '' XFSZ; ulimit -f \"$1\"; exec \"$2\" serve --config latchkey.toml";
    command.args(["-c", script, "bash", ROOM]).arg(server.get_program());
    command.process_group(0);
    Running::start(command)
}

fn ask(server: &Running, name: &str) -> String {
    server.post("/recover/other-way", HOST, &format!("user_name={name}&what=lost-or-stolen&none=yes"))
}

/// Requests in the database, and entries that say that somebody asked.
async fn asked(at: &Path) -> (u64, u64) {
    let db = Db::open(&Location::SqliteFile(at.join("latchkey.sqlite"))).await.unwrap();
    let sql = "SELECT (SELECT COUNT(*) FROM request) AS requests, \
               (SELECT COUNT(*) FROM audit_entry WHERE kind = 'request.asked') AS entries";
    let row = db.row(sql, Vec::new()).await.unwrap().unwrap();
    db.close().await;
    (row.count("requests").unwrap(), row.count("entries").unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn i07_a_full_disk_is_said_and_leaves_nothing_half_done() {
    let folder = configured();
    let at = folder.path();
    std::fs::write(at.join("people.csv"), "user_name,name\nmara,Mara\nanna,Anna\n").unwrap();
    let taken = run(at, &["--config", "latchkey.toml", "people", "import", "people.csv"]);
    assert!(taken.status.success(), "{}", said(&taken));

    let mut server = short_of_room(at);
    let mut done = 0;
    let mut failed = Vec::new();
    for n in 0..25 {
        let answer = ask(&server, &format!("person{n}"));
        match answer.split_whitespace().nth(1) {
            Some("303") => done += 1,
            _ => failed.push(answer),
        }
        if failed.len() == 3 {
            break;
        }
    }
    assert_eq!(failed.len(), 3, "the room was not filled by {done} asks");
    for answer in &failed {
        let status = answer.split_whitespace().nth(1).unwrap();
        assert!(["500", "503"].contains(&status), "{answer}");
        let id = answer.lines().find_map(|line| line.strip_prefix("x-request-id: ")).unwrap().trim();
        let page = answer.split_once("\r\n\r\n").unwrap().1;
        assert!(!id.is_empty() && page.contains(id), "the page names the id {id}: {page}");
        assert!(!page.contains("disk") && !page.contains("sqlite"), "{page}");
        assert!(
            !answer.to_lowercase().contains("set-cookie: __host-"),
            "nobody is told they asked: {answer}"
        );
    }
    // What only reads goes on.
    assert!(server.get("/recover", HOST).starts_with("HTTP/1.1 200"));
    assert!(server.end(), "it ends in an orderly way");
    assert_eq!(asked(at).await, (done, done));

    let whole = run(at, &["--config", "latchkey.toml", "audit", "verify"]);
    assert!(whole.status.success(), "{}", said(&whole));
    let mut command = latchkey(at);
    command.args(["serve", "--config", "latchkey.toml"]);
    let mut server = Running::start(command);
    let answer = ask(&server, "person99");
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    assert!(server.end());
    assert_eq!(asked(at).await, (done + 1, done + 1));
    let whole = run(at, &["--config", "latchkey.toml", "audit", "verify"]);
    assert!(whole.status.success(), "{}", said(&whole));
}
