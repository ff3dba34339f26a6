//! What a form sent.

mod fields;

pub use fields::{Fields, MAX_FIELDS, MAX_VALUE};

/// Fields whose values are never shown again.
pub(crate) const SECRET_FIELDS: [&str; 8] =
    ["pass", "first", "second", "code", "credential", "app_code", "recovery_code", "phone_code"];
