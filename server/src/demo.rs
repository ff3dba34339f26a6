//! What `latchkey demo` adds to the portal (R14): a small organisation, a letter box, a tour, and a switch to
//! become somebody. Its routes are in the table only where the demo runs.

pub(crate) mod mailbox;
pub(crate) mod people;
pub(crate) mod web;
