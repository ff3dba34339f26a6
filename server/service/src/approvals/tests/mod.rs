//! Reviews and decisions, over a scratch database.

mod codes;
mod deciding;
mod endings;
mod halves;
mod proof;
pub(crate) mod scene;
mod steps;
mod two;
mod words;
