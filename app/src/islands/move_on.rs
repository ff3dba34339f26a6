//! "Continue on my phone": makes the link that moves this enrolment, and shows it as a QR.

use leptos::prelude::*;

use super::state::State;

/// A button, then the QR with the address below it.
#[island]
pub fn MoveOn(
    /// What the button says.
    label: String,
    /// What to do with the QR.
    shown: String,
    /// What the QR is, for whoever cannot see it.
    picture: String,
    /// Words for what takes a moment, and for what takes long.
    waiting: [String; 2],
    /// Words for each trouble.
    says: Vec<String>,
) -> impl IntoView {
    let state = State::new();
    let address = RwSignal::new(String::new());
    let drawn = RwSignal::new(String::new());
    let frame = RwSignal::new("0 0 1 1".to_owned());
    let press = move |_| {
        #[cfg(feature = "hydrate")]
        act::run(state, address, drawn, frame, says.clone());
        #[cfg(not(feature = "hydrate"))]
        let _ = &says;
    };
    let there = move || !address.with(String::is_empty);
    view! {
        <div class="actions" hidden=there>
            <button type="button" class="btn btn-plain" disabled=move || !state.ready.get() aria-disabled=move || state.busy.get().to_string() on:click=press>
                {label}
            </button>
        </div>
        {state.lines(waiting)}
        <div class="qr" role="status" hidden=move || !there()>
            <p>{move || if there() { shown.clone() } else { String::new() }}</p>
            <svg role="img" aria-label=picture viewBox=move || frame.get() shape-rendering="crispEdges">
                <path d=move || drawn.get() fill="#000"></path>
            </svg>
            <p class="hint" dir="ltr">{move || address.get()}</p>
        </div>
    }
}

#[cfg(feature = "hydrate")]
mod act {
    use leptos::prelude::*;
    use leptos::task::spawn_local;

    use super::super::browser::{self, Said};
    use super::super::state::State;

    pub(super) fn run(
        state: State,
        address: RwSignal<String>,
        drawn: RwSignal<String>,
        frame: RwSignal<String>,
        says: Vec<String>,
    ) {
        if !state.begin() {
            return;
        }
        spawn_local(async move {
            match browser::post("/api/enrol/move", &browser::object(&[])).await {
                Ok(link) => {
                    let side = browser::part(&link, "qr_size").as_f64().unwrap_or(1.0);
                    frame.set(format!("0 0 {side} {side}"));
                    drawn.set(browser::text(&link, "qr_path"));
                    address.set(browser::text(&link, "address"));
                    state.end(String::new());
                }
                Err(said) => browser::show(state, &says, Err::<(), Said>(said)),
            }
        });
    }
}
