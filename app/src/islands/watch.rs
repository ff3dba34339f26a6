//! Looks whether the page should show something else.

use leptos::prelude::*;

/// Asks every few seconds while the page is visible, and reloads it when something changed. Shows nothing itself.
#[island]
pub fn Watch(
    /// The phase that the page shows.
    phase: String,
) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    act::look(phase, String::new(), 3);
    #[cfg(not(feature = "hydrate"))]
    let _ = phase;
}

#[cfg(feature = "hydrate")]
mod act {
    use std::time::Duration;

    use leptos::prelude::*;
    use leptos::task::spawn_local;

    use super::super::browser;

    /// Looks after so many seconds, and again after that; the portal says how often. `mark` is what the first look saw.
    pub(super) fn look(phase: String, mark: String, seconds: u32) {
        let then = move || {
            if document().hidden() {
                return look(phase, mark, 3);
            }
            spawn_local(async move {
                let Some(status) = browser::read("/api/recover/status").await else {
                    return look(phase, mark, 10);
                };
                let now = browser::text(&status, "mark");
                if (!mark.is_empty() && mark != now) || browser::text(&status, "phase") != phase {
                    let _ = window().location().reload();
                    return;
                }
                let again = browser::part(&status, "again").as_f64().unwrap_or(10.0).clamp(3.0, 60.0);
                look(phase, now, again as u32);
            });
        };
        set_timeout(then, Duration::from_secs(u64::from(seconds)));
    }
}
