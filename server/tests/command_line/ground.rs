//! The program, a folder with its configuration, and a running server.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

pub(crate) fn latchkey(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_latchkey"));
    command.current_dir(folder).env_clear().env("USER", "tester").env("LATCHKEY_SITE", site(folder));
    command
}

/// A site with nothing in it but what every page names.
fn site(folder: &Path) -> std::path::PathBuf {
    let site = folder.join("site");
    let names = ["portal.js", "portal.wasm", "boot.js", "style.css", "favicon.svg"];
    std::fs::create_dir_all(&site).unwrap();
    for name in names {
        std::fs::write(site.join(name), name).unwrap();
    }
    let manifest: Vec<_> = names.iter().map(|name| format!("\"{name}\":\"/{name}\"")).collect();
    std::fs::write(site.join("manifest.json"), format!("{{{}}}", manifest.join(","))).unwrap();
    site
}

pub(crate) const CONFIG: &str = "public_url = \"http://localhost:4000\"\nlisten = \"127.0.0.1:0\"\ndatabase = \"latchkey.sqlite\"\n\
    organisation = \"Example\"\nhelp = \"+49 30 1234567\"\n";

pub(crate) fn configured() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("latchkey.toml"), CONFIG).unwrap();
    folder
}

pub(crate) fn run(folder: &Path, args: &[&str]) -> Output {
    latchkey(folder).args(args).stdin(Stdio::null()).output().unwrap()
}

pub(crate) fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A running server, ended when dropped.
pub(crate) struct Running(Child, pub(crate) String);

impl Running {
    pub(crate) fn start(mut command: Command) -> Self {
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::null()).stdin(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let address =
            line.trim().strip_prefix("listening on http://").unwrap_or_else(|| panic!("it said {line:?}"));
        Self(child, address.to_owned())
    }

    pub(crate) fn get(&self, path: &str, host: &str) -> String {
        let mut stream = TcpStream::connect(&self.1).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Posts a form as a browser does, without cookies.
    pub(crate) fn post(&self, path: &str, host: &str, form: &str) -> String {
        let mut stream = TcpStream::connect(&self.1).unwrap();
        write!(
            stream,
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{form}",
            form.len()
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Asks it to end as a service manager does; whether it ended well.
    pub(crate) fn end(&mut self) -> bool {
        let id = self.0.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        self.0.wait().unwrap().success()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
