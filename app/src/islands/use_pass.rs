//! "Use my pass": fetches the sealed pass, opens it with the key of this browser and spends it. Nobody sees it.

use leptos::prelude::*;

use super::state::State;

/// The button.
#[island]
pub fn UsePass(
    /// The request whose key opens the pass.
    request: String,
    /// What the button says.
    label: String,
    /// What to do when this browser has lost the key.
    lost: String,
    /// Words for what takes a moment, and for what takes long.
    waiting: [String; 2],
    /// Words for each trouble.
    says: Vec<String>,
) -> impl IntoView {
    let state = State::new();
    let press = move |_| {
        #[cfg(feature = "hydrate")]
        act::run(state, request.clone(), lost.clone(), says.clone());
        #[cfg(not(feature = "hydrate"))]
        let _ = (&request, &lost, &says);
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
    use super::super::state::State;

    pub(super) fn run(state: State, request: String, lost: String, says: Vec<String>) {
        if !state.begin() {
            return;
        }
        spawn_local(async move {
            browser::show(state, &says, spend(&request, lost).await);
        });
    }

    async fn spend(request: &str, lost: String) -> Result<(), Said> {
        // Without its key a pass would be fetched for nothing, and there are only two.
        if browser::public_key(request, false).await?.raw.is_none() {
            return Err(Said::Portal(lost));
        }
        let sealed = browser::post("/api/recover/pass", &browser::object(&[])).await?;
        let pass = browser::open_pass(request, &sealed).await?;
        browser::finish("/api/recover/redeem", &browser::object(&[("pass", &pass)])).await?;
        browser::forget(request).await;
        Ok(())
    }
}
