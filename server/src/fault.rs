//! What goes wrong at the edges: start-up, files, network, database. Always ours, never the browser's.

use std::path::PathBuf;

/// A failure of ours, with what it came from.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The configuration cannot be used as it stands.
    #[error(transparent)]
    Config(#[from] crate::config::ConfigFault),
    /// A file cannot be read or written.
    #[error("cannot {doing} {path}")]
    File {
        /// What was tried: "read", "write".
        doing: &'static str,
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The address cannot be listened on, or serving ended.
    #[error("cannot serve on {at}")]
    Listen {
        /// Which address.
        at: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// The database.
    #[error("the database cannot be used")]
    Store(#[from] store::Fault),
    /// A plain sentence.
    #[error("{0}")]
    Said(&'static str),
    /// A plain sentence that names something.
    #[error("{0}")]
    Told(String),
}

impl Fault {
    /// The fault and everything behind it on one line, for the log and the terminal.
    pub fn chain(&self) -> String {
        chain(self)
    }
}

/// An error and everything behind it on one line; what repeats the line before is left out.
pub(crate) fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut out = error.to_string();
    let mut next = error.source();
    while let Some(error) = next {
        let text = error.to_string();
        if !out.ends_with(&text) {
            out.push_str(": ");
            out.push_str(&text);
        }
        next = error.source();
    }
    out
}
