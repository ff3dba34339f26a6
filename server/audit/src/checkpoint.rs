//! A signed statement of how the log looked at one time: a short text that operators save elsewhere, so that a
//! later cut, rollback or rewrite shows.
//!
//! It is a C2SP checkpoint in a signed note:
//!
//! ```text
//! latchkey
//! 1200
//! XRVQn3E7b5fM4GNGvyaoC0kbQqFvSQl4ZTqzMJW5AX4=
//! time 1732270000000
//!
//! — latchkey <key id and signature, base64>
//! ```

use data_encoding::BASE64;
use domain::Time;

use crate::{Frontier, Hash, Signer, SigningKey, VerifyingKey};

/// The name of the log, in the first line and in the signature line.
pub const ORIGIN: &str = "latchkey";
/// Signature lines that are read; others than ours are witnesses'.
const MOST_SIGNATURES: usize = 16;

/// The size and root of the log at one time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Checkpoint {
    /// Entries in the log.
    pub size: u64,
    /// The root of the tree over them.
    pub root: Hash,
    /// When it was signed.
    pub at: Time,
}

/// A checkpoint with its signatures; nothing in it counts before [`Self::verify`]. Its Display is the text to save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedCheckpoint {
    /// What it says, unchecked: only [`Self::verify`] hands it out.
    unchecked: Checkpoint,
    signatures: Vec<SignatureLine>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct SignatureLine {
    name: String,
    /// The key's four-byte name, then the signature.
    bytes: Vec<u8>,
}

/// Why a checkpoint does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// The text has not the form of a checkpoint.
    #[error("this is not a checkpoint: line {0} is not as it should be")]
    Form(usize),
    /// It is of another log.
    #[error("this checkpoint is of another log")]
    Origin,
    /// None of the signatures names this key.
    #[error("this checkpoint is not signed with this log's key")]
    OtherKey,
    /// The signature does not fit the text: one of them was changed.
    #[error("this checkpoint was changed after it was signed")]
    Changed,
    /// It is signed with a key that another had followed by then.
    #[error("this checkpoint was signed with a key that had been replaced at entry {0}")]
    Replaced(u64),
}

impl Checkpoint {
    /// The checkpoint of the log with that head, now.
    pub fn of(head: &Frontier, at: Time) -> Self {
        Self { size: head.size(), root: head.root(), at }
    }

    /// The text that is signed: four lines.
    pub fn body(&self) -> String {
        format!("{ORIGIN}\n{}\n{}\ntime {}\n", self.size, BASE64.encode(&self.root.0), self.at.0)
    }

    /// Signs it.
    pub fn sign(&self, key: &SigningKey) -> SignedCheckpoint {
        let mut bytes = key.verifying_key().id().to_vec();
        bytes.extend_from_slice(&key.sign(self.body().as_bytes()));
        let signatures = vec![SignatureLine { name: ORIGIN.to_owned(), bytes }];
        SignedCheckpoint { unchecked: *self, signatures }
    }
}

impl SignedCheckpoint {
    /// Reads the text form. Line ends of Windows and blank lines around it are forgiven, nothing else.
    ///
    /// # Errors
    /// [`CheckpointError::Form`] with the number of the first wrong line, or [`CheckpointError::Origin`].
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let mut lines = text.trim().lines().enumerate().map(|(at, line)| (at + 1, line));
        let mut line = |number| lines.next().ok_or(CheckpointError::Form(number));

        let (_, origin) = line(1)?;
        if origin != ORIGIN {
            return Err(CheckpointError::Origin);
        }
        let (_, size) = line(2)?;
        let size = canonical(size).ok_or(CheckpointError::Form(2))?;
        let (_, root) = line(3)?;
        let root = BASE64.decode(root.as_bytes()).ok().and_then(|bytes| bytes.try_into().ok());
        let root = Hash(root.ok_or(CheckpointError::Form(3))?);
        let (_, time) = line(4)?;
        let time = time.strip_prefix("time ").and_then(canonical).ok_or(CheckpointError::Form(4))?;
        if !line(5)?.1.is_empty() {
            return Err(CheckpointError::Form(5));
        }
        let mut signatures = vec![signature(line(6)?)?];
        for next in lines {
            if signatures.len() == MOST_SIGNATURES {
                return Err(CheckpointError::Form(next.0));
            }
            signatures.push(signature(next)?);
        }
        Ok(Self { unchecked: Checkpoint { size, root, at: Time(time) }, signatures })
    }

    /// What the checkpoint says, if the log's key signed it.
    ///
    /// # Errors
    /// [`CheckpointError::OtherKey`] or [`CheckpointError::Changed`].
    pub fn verify(&self, key: &VerifyingKey) -> Result<Checkpoint, CheckpointError> {
        let id = key.id();
        let body = self.unchecked.body();
        let mut outcome = Err(CheckpointError::OtherKey);
        for line in self.signatures.iter().filter(|line| line.name == ORIGIN) {
            let Some((named, signature)) = line.bytes.split_first_chunk::<4>() else { continue };
            if *named != id {
                continue;
            }
            match signature.try_into() {
                Ok(signature) if key.signed(body.as_bytes(), signature) => return Ok(self.unchecked),
                _ => outcome = Err(CheckpointError::Changed),
            }
        }
        outcome
    }

    /// What the checkpoint says, if one of the log's keys signed it while it was the one that signs.
    ///
    /// # Errors
    /// As [`Self::verify`], and [`CheckpointError::Replaced`].
    pub fn verify_by(&self, signers: &[Signer]) -> Result<Checkpoint, CheckpointError> {
        let mut outcome = Err(CheckpointError::OtherKey);
        for Signer { key, until } in signers {
            match (self.verify(key), until) {
                (Ok(checkpoint), Some(until)) if checkpoint.size > *until => {
                    outcome = Err(CheckpointError::Replaced(*until));
                }
                (Ok(checkpoint), _) => return Ok(checkpoint),
                (Err(CheckpointError::OtherKey), _) => {}
                (Err(other), _) => outcome = Err(other),
            }
        }
        outcome
    }
}

impl std::fmt::Display for SignedCheckpoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{}", self.unchecked.body())?;
        for line in &self.signatures {
            writeln!(f, "\u{2014} {} {}", line.name, BASE64.encode(&line.bytes))?;
        }
        Ok(())
    }
}

/// A whole number in the one form that Display writes: no plus, no leading zeros.
fn canonical<N: std::str::FromStr + std::fmt::Display>(text: &str) -> Option<N> {
    text.parse().ok().filter(|number: &N| number.to_string() == text)
}

fn signature((number, line): (usize, &str)) -> Result<SignatureLine, CheckpointError> {
    let wrong = CheckpointError::Form(number);
    let (name, bytes) = line.strip_prefix("\u{2014} ").and_then(|rest| rest.split_once(' ')).ok_or(wrong)?;
    let bytes = BASE64.decode(bytes.as_bytes()).map_err(|_| wrong)?;
    // A key's name and at least one byte of signature; witnesses' may be of other kinds and lengths than ours.
    if name.is_empty() || bytes.len() < 5 {
        return Err(wrong);
    }
    Ok(SignatureLine { name: name.to_owned(), bytes })
}
