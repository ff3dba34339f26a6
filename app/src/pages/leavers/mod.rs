//! Somebody has left: who it is, what that does and whom it would strand, and afterwards what was done.

pub(super) mod find;
pub(super) mod one;
