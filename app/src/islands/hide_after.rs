//! Hides what must not stand on a screen for long.

use leptos::prelude::*;

/// Goes to `address` after so many seconds, in place of this page. Shows nothing itself.
#[cfg(not(feature = "hydrate"))]
#[island]
pub fn HideAfter(
    /// How long this page may stand.
    seconds: u32,
    /// A path of the portal.
    address: String,
) -> impl IntoView {
    let _ = (seconds, address);
}

/// The same in the browser.
#[cfg(feature = "hydrate")]
#[island]
pub fn HideAfter() -> impl IntoView {
    let given = super::given::Given::next();
    let seconds = given.text("seconds").parse().unwrap_or(0);
    let go = move || super::browser::go_instead(&given.text("address"));
    set_timeout(go, std::time::Duration::from_secs(seconds));
}
