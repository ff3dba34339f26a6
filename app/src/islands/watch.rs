//! Looks whether the page should show something else.

use leptos::prelude::*;

/// Asks every few seconds while the page is visible, and reloads it when something changed. Shows nothing itself.
#[island]
pub fn Watch(
    /// The phase that the page shows.
    phase: String,
) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    Effect::new(move || act::look(phase.clone(), None, 3));
    #[cfg(not(feature = "hydrate"))]
    let _ = &phase;
}

#[cfg(feature = "hydrate")]
mod act {
    use std::time::Duration;

    use leptos::prelude::*;
    use leptos::task::spawn_local;

    use super::super::browser;

    /// Looks after so many seconds, and again after that; the portal says how often.
    pub(super) fn look(phase: String, mark: Option<String>, seconds: u64) {
        set_timeout(
            move || {
                if document().hidden() {
                    return look(phase, mark, 3);
                }
                spawn_local(async move {
                    let Some(status) = browser::read("/api/recover/status").await else {
                        return look(phase, mark, 10);
                    };
                    let now = browser::text(&status, "mark");
                    let changed = mark.as_ref().is_some_and(|mark| *mark != now);
                    if changed || browser::text(&status, "phase") != phase {
                        let _ = window().location().reload();
                        return;
                    }
                    let again = browser::part(&status, "again").as_f64().unwrap_or(10.0).clamp(3.0, 60.0);
                    look(phase, Some(now), again as u64);
                });
            },
            Duration::from_secs(seconds),
        );
    }
}
