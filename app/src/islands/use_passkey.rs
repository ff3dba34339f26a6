//! A button that asks for a passkey: for a proof, a decision, a try.

use leptos::prelude::*;

use super::state::State;

/// Begins at one endpoint, asks the browser, finishes at another and goes on.
#[island]
pub fn UsePasskeyIsland(
    /// Where it begins.
    begin: String,
    /// JSON sent there.
    body: String,
    /// Where it finishes.
    finish: String,
    /// What the button says.
    label: String,
    /// Words for what takes a moment, and for what takes long.
    waiting: [String; 2],
    /// Words for each trouble.
    says: Vec<String>,
) -> impl IntoView {
    let state = State::new();
    let press = move |_| {
        #[cfg(feature = "hydrate")]
        act::run(state, begin.clone(), body.clone(), finish.clone(), says.clone());
        #[cfg(not(feature = "hydrate"))]
        let _ = (&begin, &body, &finish, &says);
    };
    view! {
        <div class="actions">
            <button type="button" class="btn btn-main" disabled=move || !state.ready.get() aria-disabled=move || state.busy.get().to_string() on:click=press>
                {label}
            </button>
        </div>
        {state.lines(waiting)}
    }
}

#[cfg(feature = "hydrate")]
mod act {
    use leptos::task::spawn_local;

    use super::super::browser::{self, Said};
    use super::super::state::{State, Trouble};

    pub(super) fn run(state: State, begin: String, body: String, finish: String, says: Vec<String>) {
        if !state.begin() {
            return;
        }
        spawn_local(async move {
            browser::show(state, &says, ask(&begin, &body, &finish).await);
        });
    }

    async fn ask(begin: &str, body: &str, finish: &str) -> Result<(), Said> {
        if !browser::able() {
            return Err(Said::Trouble(Trouble::NotAble));
        }
        let challenge = browser::post(begin, &browser::json(body)).await?;
        let answer = browser::get(&challenge, false).await?;
        browser::finish(finish, &answer).await
    }
}
