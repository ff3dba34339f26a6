#![doc = include_str!("../README.md")]

pub mod actor;
pub mod checkpoint;
pub mod encoding;
pub mod entry;
pub mod erasure;
pub mod hash;
pub mod key;
pub mod proof;
pub mod report;
pub mod stored;
pub mod succession;
mod telling;
pub mod tree;
pub mod verify;
mod witness;

pub use actor::{Actor, Kind};
pub use checkpoint::{Checkpoint, CheckpointError, SignedCheckpoint};
pub use encoding::NotAnEntry;
pub use entry::{DecodedEntry, Entry, NewEntry, SALT_BYTES, decode};
pub use erasure::ERASED;
pub use hash::{Hash, NotAHash};
pub use key::{NotAKey, SigningKey, VerifyingKey};
pub use report::{Column, ErasedRange, Erasure, Finding, Problem, Report};
pub use stored::StoredEntry;
pub use succession::{SUCCEEDED, Signer, Succession};
pub use tree::{BLOCK, Frontier, NotAFrontier, Subtree};
pub use verify::Verifier;
