#![doc = include_str!("../README.md")]

mod append;
pub mod backups;
mod batch;
pub mod ceremonies;
mod db;
pub mod desk;
pub mod device_files;
pub mod devices;
pub mod drills;
mod engine;
pub mod enrolments;
pub mod erasing;
mod fault;
pub mod freezes;
pub mod gauges;
pub mod import;
mod job;
pub mod joiners;
pub mod last_resort;
pub mod lease;
pub mod leaving;
pub mod log;
mod log_key;
pub mod methods;
mod migrate;
pub mod notices;
pub mod orders;
pub mod passes;
pub mod people;
pub mod policy;
pub mod rate;
pub mod readiness;
mod reads;
pub mod requests;
mod row;
pub mod runbooks;
pub mod sessions;
mod sql;
#[cfg(feature = "testing")]
pub mod testing;
mod tx;
mod value;
mod writer;

pub use db::{Db, Snapshot};
pub use engine::{EngineKind, Location};
pub use fault::{Fault, Trouble};
pub use reads::Reads;
pub use row::Row;
pub use tx::Tx;
pub use value::{Id, Value};
pub use writer::{Done, Options, Writer};

// What jobs are made of, so that an area's module needs one import.
pub use audit::NewEntry;
pub use futures::future::BoxFuture;
