#![doc = include_str!("../README.md")]

mod append;
mod batch;
pub mod ceremonies;
mod db;
pub mod desk;
mod engine;
mod fault;
pub mod freezes;
pub mod import;
mod job;
pub mod lease;
pub mod log;
pub mod methods;
mod migrate;
pub mod notices;
pub mod orders;
pub mod passes;
pub mod people;
pub mod policy;
pub mod rate;
mod reads;
pub mod requests;
pub mod sessions;
mod sql;
#[cfg(feature = "testing")]
pub mod testing;
mod tx;
mod value;
mod writer;

pub use db::{Db, Snapshot};
pub use engine::{EngineKind, Location, Row};
pub use fault::{Fault, Trouble};
pub use reads::Reads;
pub use tx::Tx;
pub use value::{Id, Value};
pub use writer::{Done, Options, Writer};

// What jobs are made of, so that an area's module needs one import.
pub use audit::NewEntry;
pub use futures::future::BoxFuture;
