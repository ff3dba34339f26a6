//! People who are about to start: the list of those whom IT prepared, and putting more on it.

pub(super) mod add;
pub(super) mod list;

use crate::Fields;

/// Ids of those whose box was ticked.
fn chosen(fields: &Fields) -> Vec<String> {
    fields.iter().filter_map(|(name, _)| name.strip_prefix("who-")).map(str::to_owned).collect()
}
