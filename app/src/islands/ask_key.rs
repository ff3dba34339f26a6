//! The waiting page: the key of the request and the match code.

use leptos::prelude::*;

use super::state::{State, none, text};

/// Makes the request's key in this browser or finds it, publishes its public half once, and shows the match code, which it
/// computes from its own key.
#[cfg(not(feature = "hydrate"))]
#[island]
pub fn AskKey(
    /// The request's id; of a drill what stands in its place.
    request: String,
    /// Where the public half is sent.
    publish: String,
    /// The server's number in base64url; empty if it has taken no key yet.
    number: String,
    /// Fingerprint of the key it has taken, in base64url; empty if it has taken none.
    taken: String,
    /// "Keep this page open; reloading is fine."
    kept: String,
    /// "Don't reload or close this page."
    not_kept: String,
    /// What the page says once somebody is asked, as its heading.
    asked: String,
    /// [`super::Say::ALL`] in words.
    says: Vec<String>,
) -> impl IntoView {
    let _ = (request, publish, number, taken, kept, not_kept, asked);
    shown(State::begun(&says), code())
}

/// The same in the browser.
#[cfg(feature = "hydrate")]
#[island]
pub fn AskKey() -> impl IntoView {
    let (state, code) = (State::begun(), code());
    act::begin(state, code);
    shown(state, code)
}

/// Both halves of the code, the code as it is spoken, and whether the page may be reloaded.
type Code = [RwSignal<String>; 4];

fn code() -> Code {
    std::array::from_fn(|_| RwSignal::new(String::new()))
}

fn shown(state: State, [first, second, spoken, keep]: Code) -> impl IntoView {
    view! {
        <p class="code" dir="ltr" role="status" hidden=none(keep)>
            <span aria-hidden="true">{text(first)}</span>
            <span aria-hidden="true">{text(second)}</span>
            <span class="visually-hidden">{text(spoken)}</span>
        </p>
        <p hidden=none(keep)><strong>{text(keep)}</strong></p>
        {state.lines()}
    }
}

#[cfg(feature = "hydrate")]
mod act {
    use domain::RequestId;
    use domain::match_code::{MatchCode, key_to_hash, to_hash};
    use leptos::prelude::*;
    use leptos::task::spawn_local;

    use super::super::browser::{self, Said};
    use super::super::state::{Say, State};
    use super::Code;

    /// Shows the code as soon as there is one.
    pub(super) fn begin(state: State, code: Code) {
        // Only now is the island connected with what the page shows.
        spawn_local(async move {
            let outcome = fill(state, code).await;
            if outcome.is_ok() {
                state.end();
            }
            state.show(outcome);
        });
    }

    async fn fill(state: State, [first, second, spoken, keep]: Code) -> Result<(), Said> {
        let given = state.given;
        let (request, mut number) = (given.text("request"), given.text("number"));
        let Some(key) = browser::public_key(&request, number.is_empty()).await? else {
            return Err(Said::Ours(Say::Lost));
        };
        // Where the server holds a key, only that one will do.
        let taken = given.text("taken");
        if !taken.is_empty() && browser::bytes(&taken) != browser::sha256(&key_to_hash(&key.raw)).await {
            return Err(Said::Ours(Say::Lost));
        }
        if number.is_empty() {
            let publish = given.text("publish");
            let taken = browser::post(&publish, &browser::object(&[("public_key", &key.text)])).await?;
            number = browser::text(&taken, "number");
            browser::asked(&given.text("asked"));
        }
        let bytes = to_hash(&RequestId::stored(request), &key.raw, &browser::bytes(&number));
        let code = MatchCode::of_hash(&browser::sha256(&bytes).await);
        let digits = code.digits().map(|digit| char::from(b'0' + digit));
        let [left @ .., _, _, _] = &digits;
        let [_, _, _, right @ ..] = &digits;
        first.set(left.iter().collect());
        second.set(right.iter().collect());
        spoken.set(code.spoken());
        keep.set(given.text(if key.kept { "kept" } else { "not_kept" }));
        Ok(())
    }
}
