//! The pages. `pages()` is the list from which the server builds its routes and which tests walk.

mod not_me;

use crate::page::Page;

/// Every page. To add one: its file, its `mod` line and its line here.
static PAGES: &[Page] = &[not_me::PAGE];

/// Every page of the portal.
pub fn pages() -> &'static [Page] {
    PAGES
}
