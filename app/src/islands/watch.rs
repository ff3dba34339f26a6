//! Looks whether the page should show something else.

use leptos::prelude::*;

/// Asks every few seconds while the page is visible, and reloads it when something changed. Shows nothing itself.
#[cfg(not(feature = "hydrate"))]
#[island]
pub fn Watch(
    /// The phase that the page shows.
    phase: String,
    /// Where it asks.
    status: String,
) -> impl IntoView {
    let _ = (phase, status);
}

/// The same in the browser.
#[cfg(feature = "hydrate")]
#[island]
pub fn Watch() -> impl IntoView {
    act::look(super::given::Given::next(), String::new(), 3);
}

#[cfg(feature = "hydrate")]
mod act {
    use std::time::Duration;

    use leptos::prelude::*;
    use leptos::task::spawn_local;

    use super::super::browser;
    use super::super::given::Given;

    /// Looks after so many seconds, and again after that; the portal says how often. `mark` is what the first look saw.
    pub(super) fn look(given: Given, mark: String, seconds: u32) {
        let then = move || {
            if document().hidden() {
                return look(given, mark, 3);
            }
            spawn_local(async move {
                let Some(status) = browser::read(&given.text("status")).await else {
                    return look(given, mark, 10);
                };
                let now = browser::text(&status, "mark");
                let other = browser::text(&status, "phase") != given.text("phase");
                if other || (!mark.is_empty() && mark != now) {
                    let _ = window().location().reload();
                    return;
                }
                look(given, now, browser::number(&status, "again").clamp(3, 60));
            });
        };
        set_timeout(then, Duration::from_secs(u64::from(seconds)));
    }
}
