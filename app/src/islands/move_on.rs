//! "Continue on my phone": makes the link that moves this enrolment, and shows it as a QR.

use leptos::prelude::*;

use super::state::{State, none, text};

/// A button, then the QR with the address below it.
#[cfg(not(feature = "hydrate"))]
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
    let _ = (shown, says);
    view(State::new(), link(), label, picture, || {})
}

/// The same in the browser.
#[cfg(feature = "hydrate")]
#[island]
pub fn MoveOn() -> impl IntoView {
    let (state, link) = (State::new(), link());
    let [label, picture] = ["label", "picture"].map(|name| state.given.text(name));
    view(state, link, label, picture, move || act::run(state, link))
}

/// What to do, the frame of the drawing, the drawing, the address.
type Link = [RwSignal<String>; 4];

fn link() -> Link {
    ["", "0 0 1 1", "", ""].map(|text| RwSignal::new(text.to_owned()))
}

fn view(
    state: State,
    [shown, frame, drawing, address]: Link,
    label: String,
    picture: String,
    press: impl Fn() + Clone + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        <div class="actions" hidden=move || !none(shown)()>{state.button("btn btn-plain".to_owned(), label, press)}</div>
        {state.lines()}
        <div class="qr" role="status" hidden=none(shown)>
            <p>{text(shown)}</p>
            <svg role="img" aria-label=picture viewBox=text(frame) shape-rendering="crispEdges">
                <path d=text(drawing) fill="#000"></path>
            </svg>
            <p class="hint" dir="ltr">{text(address)}</p>
        </div>
    }
}

#[cfg(feature = "hydrate")]
mod act {
    use leptos::prelude::*;
    use leptos::task::spawn_local;

    use super::super::browser;
    use super::super::state::State;
    use super::Link;

    pub(super) fn run(state: State, [shown, frame, drawing, address]: Link) {
        if !state.begin() {
            return;
        }
        spawn_local(async move {
            match browser::post("/api/enrol/move", &browser::object::<&str>(&[])).await {
                Ok(made) => {
                    let side = browser::number(&made, "qr_size").to_string();
                    state.end();
                    frame.set(["0 0 ", &side, " ", &side].concat());
                    drawing.set(browser::text(&made, "qr_path"));
                    address.set(browser::text(&made, "address"));
                    shown.set(state.given.text("shown"));
                }
                Err(said) => state.show(Err(said)),
            }
        });
    }
}
