//! Hides what must not stand on a screen for long.

use leptos::prelude::*;

/// Goes to `address` after so many seconds, in place of this page. Shows nothing itself.
#[island]
pub fn HideAfter(
    /// How long this page may stand.
    seconds: u32,
    /// A path of the portal.
    address: String,
) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    set_timeout(
        move || {
            let _ = window().location().replace(&address);
        },
        std::time::Duration::from_secs(u64::from(seconds)),
    );
    #[cfg(not(feature = "hydrate"))]
    let _ = (seconds, &address);
}
