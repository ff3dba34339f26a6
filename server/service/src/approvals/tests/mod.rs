//! Reviews and decisions, over a scratch database.

mod cards;
mod codes;
mod deciding;
mod endings;
mod halves;
mod proof;
pub(crate) mod scene;
mod steps;
mod taking_back;
mod two;
mod words;
