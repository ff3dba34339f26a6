//! Scripts, in a release without what only people read.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::Result;

/// The content of a file as it is served: a script goes through `terser`, where there is one; anything else stays.
pub(crate) fn small(name: &str, content: Vec<u8>, terser: Option<&Path>) -> Result<Vec<u8>> {
    match terser.filter(|_| name.ends_with(".js")) {
        Some(command) => {
            run(command, content).map_err(|why| format!("{} on {name}: {why}", command.display()))
        }
        None => Ok(content),
    }
}

/// What `terser` makes of a module. Names that others import stay.
fn run(command: &Path, module: Vec<u8>) -> Result<Vec<u8>> {
    let said = |error: std::io::Error| error.to_string();
    let mut child = Command::new(command)
        .args(["--module", "--compress", "--mangle"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(said)?;
    // It reads everything before it writes anything, so neither waits for the other.
    child.stdin.take().map_or(Ok(()), |mut input| input.write_all(&module)).map_err(said)?;
    let made = child.wait_with_output().map_err(said)?;
    let whole = made.status.success() && !made.stdout.is_empty();
    whole.then_some(made.stdout).ok_or_else(|| "failed".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_scripts_go_through_it_and_only_where_it_is_there() {
        let there = Path::new("/no/such/terser");
        assert_eq!(small("a.svg", b"<svg/>".to_vec(), Some(there)).unwrap(), b"<svg/>");
        assert_eq!(small("a.js", b"let a".to_vec(), None).unwrap(), b"let a");
        assert!(small("a.js", b"let a".to_vec(), Some(there)).unwrap_err().contains("a.js"));
    }

    #[test]
    fn what_comes_back_is_what_is_served_and_nothing_is_a_failure() {
        assert_eq!(run(Path::new("echo"), Vec::new()).unwrap(), b"--module --compress --mangle\n");
        assert!(run(Path::new("true"), Vec::new()).is_err());
        assert!(run(Path::new("false"), Vec::new()).is_err());
    }
}
