//! Signing in: the form with the user name, and passkeys that the browser offers by itself.

use leptos::prelude::*;

use super::state::State;

/// Takes over the form `form`: instead of posting it asks for a passkey of the user name typed there. Where the browser can,
/// it also offers passkeys in the field itself; that is an extra and never in the way.
#[island]
pub fn SignInIsland(
    /// Id of the form.
    form: String,
    /// Id of the field with the user name.
    field: String,
    /// Where to go afterwards.
    then: String,
    /// Words for what takes a moment, and for what takes long.
    waiting: [String; 2],
    /// Words for each trouble.
    says: Vec<String>,
) -> impl IntoView {
    let state = State::new();
    #[cfg(feature = "hydrate")]
    Effect::new(move || act::take_over(state, &form, field.clone(), then.clone(), says.clone()));
    #[cfg(not(feature = "hydrate"))]
    let _ = (&form, &field, &then, &says);
    state.lines(waiting)
}

#[cfg(feature = "hydrate")]
mod act {
    use leptos::prelude::*;
    use leptos::task::spawn_local;
    use wasm_bindgen::JsCast;
    use wasm_bindgen::prelude::Closure;

    use super::super::browser::{self, Said};
    use super::super::state::{State, Trouble};

    pub(super) fn take_over(state: State, form: &str, field: String, then: String, says: Vec<String>) {
        let Some(form) = document().get_element_by_id(form) else { return };
        let quiet_then = then.clone();
        let submit = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
            event.prevent_default();
            if !state.begin() {
                return;
            }
            let input = document().get_element_by_id(&field).and_then(|found| found.dyn_into::<web_sys::HtmlInputElement>().ok());
            let name = input.map(|input| input.value()).unwrap_or_default();
            let (then, says) = (then.clone(), says.clone());
            spawn_local(async move {
                browser::show(state, &says, sign_in(&name, &then).await);
            });
        });
        let _ = form.add_event_listener_with_callback("submit", submit.as_ref().unchecked_ref());
        // It is needed as long as the page is there.
        submit.forget();
        spawn_local(async move {
            // Nobody asked for it, so nothing is said when it does not work.
            let _ = offer(&quiet_then).await;
        });
    }

    async fn sign_in(name: &str, then: &str) -> Result<(), Said> {
        if !browser::able() {
            return Err(Said::Trouble(Trouble::NotAble));
        }
        let challenge = browser::post("/api/sign-in/begin", &browser::object(&[("user_name", name), ("then", then)])).await?;
        let answer = browser::get(&challenge, false).await?;
        browser::finish("/api/sign-in/finish", &answer).await
    }

    async fn offer(then: &str) -> Result<(), Said> {
        if !browser::offers().await {
            return Ok(());
        }
        let challenge = browser::post("/api/sign-in/begin", &browser::object(&[("then", then)])).await?;
        let answer = browser::get(&challenge, true).await?;
        browser::finish("/api/sign-in/finish", &answer).await
    }
}
