//! Processes of ours: this program started again, which then is nothing but `latchkey`.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::{sleep, timeout};

use crate::ground::PORT;
use crate::{AS_LATCHKEY, Bench, Result};

/// How long a process may take to start or to end.
const PATIENCE: Duration = Duration::from_secs(60);

/// `latchkey` with these arguments, over this database.
fn latchkey(bench: &Bench, database: &Path, arguments: &[&str]) -> Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    // Nothing of the caller's own settings.
    command.env_clear().env(AS_LATCHKEY, "1").env("LATCHKEY_LOG", "warn");
    command.env("LATCHKEY_PUBLIC_URL", format!("http://localhost:{PORT}"));
    command.env("LATCHKEY_DATABASE", database).env("LATCHKEY_KEY_FILE", database.with_extension("key"));
    command.env("LATCHKEY_ORGANISATION", "Northfield").env("LATCHKEY_HELP", "+49 40 555 010");
    command.env("LATCHKEY_SITE", &bench.site);
    command.args(arguments).kill_on_drop(true);
    Ok(command)
}

/// Runs a command to its end; how long that took, and what it said.
pub(crate) async fn run(bench: &Bench, database: &Path, arguments: &[&str]) -> Result<(Duration, String)> {
    let begun = Instant::now();
    let output = latchkey(bench, database, arguments)?.output().await?;
    let time = begun.elapsed();
    let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if !output.status.success() {
        let trouble = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        return Err(format!("latchkey {}: {} {said} {trouble}", arguments.join(" "), output.status).into());
    }
    Ok((time, said))
}

/// A running `latchkey serve`.
pub(crate) struct Server {
    child: Child,
    at: SocketAddr,
    /// From being started until it answered.
    pub(crate) ready: Duration,
    // What it says goes nowhere, but it would end if nobody could hear it.
    _said: tokio::io::Lines<BufReader<ChildStdout>>,
}

impl Server {
    /// Starts it and waits until it answers.
    pub(crate) async fn start(bench: &Bench, database: &Path) -> Result<Self> {
        let mut command = latchkey(bench, database, &["serve", "--listen", "127.0.0.1:0"])?;
        let begun = Instant::now();
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        let out = child.stdout.take().ok_or("a process without an output")?;
        let mut said = BufReader::new(out).lines();
        let at = loop {
            let line = timeout(PATIENCE, said.next_line()).await??.ok_or("latchkey serve ended at once")?;
            if let Some((_, at)) = line.split_once("listening on http://") {
                break at.trim().parse::<SocketAddr>()?;
            }
        };
        while get(at, "/healthz").await.is_err() {
            if begun.elapsed() > PATIENCE {
                return Err("latchkey serve does not answer".into());
            }
            sleep(Duration::from_millis(1)).await;
        }
        Ok(Self { child, at, ready: begun.elapsed(), _said: said })
    }

    /// Asks it for a page.
    pub(crate) async fn get(&self, path: &str) -> Result<()> {
        get(self.at, path).await
    }

    /// A figure of its memory in kB, by the kernel's name for it.
    pub(crate) fn memory(&self, name: &str) -> Result<f64> {
        let id = self.child.id().ok_or("latchkey serve has ended")?;
        let text = std::fs::read_to_string(format!("/proc/{id}/status"))?;
        let line = text.lines().find_map(|line| line.strip_prefix(name));
        let number = line.and_then(|line| line.trim_start_matches(':').trim().strip_suffix(" kB"));
        Ok(number.ok_or("the kernel does not tell")?.trim().parse()?)
    }

    /// Ends it as an operator does.
    pub(crate) async fn stop(mut self) -> Result<()> {
        if let Some(id) = self.child.id() {
            Command::new("/bin/sh").args(["-c", &format!("kill -TERM {id}")]).status().await?;
        }
        if timeout(PATIENCE, self.child.wait()).await.is_err() {
            self.child.kill().await?;
        }
        Ok(())
    }
}

/// An error if the answer is not 200.
async fn get(at: SocketAddr, path: &str) -> Result<()> {
    let mut stream = TcpStream::connect(at).await?;
    let request = format!("GET {path} HTTP/1.1\r\nhost: localhost:{PORT}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    if answer.starts_with(b"HTTP/1.1 200") {
        return Ok(());
    }
    let first = String::from_utf8_lossy(&answer);
    Err(format!("{path} answered {}", first.lines().next().unwrap_or_default()).into())
}
