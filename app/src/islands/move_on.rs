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
    /// [`super::Say::ALL`] in words.
    says: Vec<String>,
) -> impl IntoView {
    let state = State::new(says);
    // What to do, the frame of the drawing, the drawing, the address.
    let link = RwSignal::new([String::new(), "0 0 1 1".to_owned(), String::new(), String::new()]);
    let part = move |place: usize| move || link.with(|link| link.get(place).cloned().unwrap_or_default());
    let hidden = move || link.with(|[shown, ..]| shown.is_empty());
    let press = move |_| {
        #[cfg(feature = "hydrate")]
        act::run(state, link, shown.clone());
        #[cfg(not(feature = "hydrate"))]
        let _ = &shown;
    };
    view! {
        <div class="actions" hidden=move || !hidden()>
            <button type="button" class="btn btn-plain" disabled=move || !state.ready.get() on:click=press>{label}</button>
        </div>
        {state.lines()}
        <div class="qr" role="status" hidden=hidden>
            <p>{part(0)}</p>
            <svg role="img" aria-label=picture viewBox=part(1) shape-rendering="crispEdges">
                <path d=part(2) fill="#000"></path>
            </svg>
            <p class="hint" dir="ltr">{part(3)}</p>
        </div>
    }
}

#[cfg(feature = "hydrate")]
mod act {
    use leptos::prelude::*;
    use leptos::task::spawn_local;

    use super::super::browser;
    use super::super::state::State;

    pub(super) fn run(state: State, link: RwSignal<[String; 4]>, shown: String) {
        if !state.begin() {
            return;
        }
        spawn_local(async move {
            match browser::post("/api/enrol/move", &browser::object(&[])).await {
                Ok(made) => {
                    // A whole number, written without the machinery for fractions.
                    let side = browser::part(&made, "qr_size").as_f64().unwrap_or(1.0) as u32;
                    let frame = ["0 0 ", &side.to_string(), " ", &side.to_string()].concat();
                    state.end();
                    link.set([
                        shown,
                        frame,
                        browser::text(&made, "qr_path"),
                        browser::text(&made, "address"),
                    ]);
                }
                Err(said) => state.show(Err(said)),
            }
        });
    }
}
