//! The whole portal through its real router: what must always hold (`i01` to `i12`), the front door, the main job.
//!
//! One program for all, because each that holds the portal takes long to put together.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops where its ground is missing"
)]

mod callers;
mod devices;
mod first_day;
mod front_door;
mod i01_all_ends;
mod i02_one_enrolment;
mod i06_suspension;
mod i07_with_its_entry;
mod i09_asking;
mod i09_drill;
mod i10_privileged;
mod i11_last_way_in;
mod i12_evidence;
mod journey;
mod kept;
mod letter_box;
mod looking;
mod malformed;
mod models;
mod samples;
mod scene;
mod uniform;
