//! A button that makes a passkey.

use leptos::prelude::*;

use super::state::State;

/// Begins at one endpoint, has the browser make a passkey, finishes at another and goes on. The passkey gets the name that
/// stands in the field `name_field` of the page.
#[island]
pub fn AddPasskeyIsland(
    /// Where it begins.
    begin: String,
    /// Where it finishes.
    finish: String,
    /// Where it should live: `client-device`, `hybrid` (a phone or tablet, by QR), `security-key`, or empty for anywhere.
    place: String,
    /// Id of the field with its name.
    name_field: String,
    /// What the button says.
    label: String,
    /// The button's look.
    class: String,
    /// Words for what takes a moment, and for what takes long.
    waiting: [String; 2],
    /// Words for each trouble.
    says: Vec<String>,
) -> impl IntoView {
    let state = State::new();
    let press = move |_| {
        #[cfg(feature = "hydrate")]
        act::run(state, begin.clone(), finish.clone(), place.clone(), name_field.clone(), says.clone());
        #[cfg(not(feature = "hydrate"))]
        let _ = (&begin, &finish, &place, &name_field, &says);
    };
    view! {
        <div class="actions">
            <button type="button" class=class disabled=move || !state.ready.get() aria-disabled=move || state.busy.get().to_string() on:click=press>
                {label}
            </button>
        </div>
        {state.lines(waiting)}
    }
}

#[cfg(feature = "hydrate")]
mod act {
    use leptos::prelude::*;
    use leptos::task::spawn_local;
    use wasm_bindgen::JsCast;

    use super::super::browser::{self, Said};
    use super::super::state::{State, Trouble};

    pub(super) fn run(state: State, begin: String, finish: String, place: String, name_field: String, says: Vec<String>) {
        let field = document().get_element_by_id(&name_field).and_then(|found| found.dyn_into::<web_sys::HtmlInputElement>().ok());
        // The browser says what is missing, in its own words, before anything begins.
        if field.as_ref().is_some_and(|field| !field.report_validity()) || !state.begin() {
            return;
        }
        let name = field.map(|field| field.value()).unwrap_or_default();
        spawn_local(async move {
            browser::show(state, &says, add(&begin, &finish, &place, &name).await);
        });
    }

    async fn add(begin: &str, finish: &str, place: &str, name: &str) -> Result<(), Said> {
        if !browser::able() {
            return Err(Said::Trouble(Trouble::NotAble));
        }
        let challenge = browser::post(begin, &browser::object(&[])).await?;
        let answer = browser::create(&challenge, place, name).await?;
        browser::finish(finish, &answer).await
    }
}
