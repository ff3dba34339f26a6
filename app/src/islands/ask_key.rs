//! The waiting page: the key of the request and the match code.

use leptos::prelude::*;

use super::state::State;

/// Makes the request's key in this browser or finds it, publishes its public half once, and shows the match code, which it
/// computes from its own key.
#[island]
pub fn AskKey(
    /// The request's id.
    request: String,
    /// The server's number in base64url; empty if it has taken no key yet.
    number: String,
    /// Fingerprint of the key it has taken, in base64url; empty if it has taken none.
    taken: String,
    /// "Keep this page open; reloading is fine."
    kept: String,
    /// "Don't reload or close this page."
    not_kept: String,
    /// [`super::Say::ALL`] in words.
    says: Vec<String>,
) -> impl IntoView {
    let state = State::new(says);
    let code = RwSignal::new([const { String::new() }; 4]);
    let part = move |place: usize| move || code.with(|code| code.get(place).cloned().unwrap_or_default());
    let hidden = move || code.with(|[first, ..]| first.is_empty());
    #[cfg(feature = "hydrate")]
    act::begin(state, code, [request, number, taken, kept, not_kept]);
    #[cfg(not(feature = "hydrate"))]
    let _ = (request, number, taken, kept, not_kept);
    view! {
        <p class="code" dir="ltr" role="status" hidden=hidden>
            <span aria-hidden="true">{part(0)}</span>
            <span aria-hidden="true">{part(1)}</span>
            <span class="visually-hidden">{part(2)}</span>
        </p>
        <p hidden=hidden><strong>{part(3)}</strong></p>
        {state.lines()}
    }
}

#[cfg(feature = "hydrate")]
mod act {
    use domain::RequestId;
    use domain::match_code::{MatchCode, fingerprint};
    use leptos::prelude::*;
    use leptos::task::spawn_local;

    use super::super::browser::{self, Said};
    use super::super::state::{Say, State};

    /// Shows both halves of the code, the code as it is spoken, and whether the page may be reloaded.
    pub(super) fn begin(state: State, code: RwSignal<[String; 4]>, texts: [String; 5]) {
        // Only now is the island connected with what the page shows.
        spawn_local(async move {
            state.begin();
            match shown(texts).await {
                Ok(made) => {
                    state.end();
                    code.set(made);
                }
                Err(said) => state.show(Err(said)),
            }
        });
    }

    async fn shown(texts: [String; 5]) -> Result<[String; 4], Said> {
        let [request, mut number, taken, kept, not_kept] = texts;
        // Where the server holds a key, only that one will do.
        let key = browser::public_key(&request, number.is_empty()).await?;
        let key = key
            .filter(|key| taken.is_empty() || hex(&browser::bytes(&taken)) == fingerprint(&key.raw).as_str());
        let Some(key) = key else { return Err(Said::Ours(Say::Lost)) };
        if number.is_empty() {
            let taken =
                browser::post("/api/recover/key", &browser::object(&[("public_key", &key.text)])).await?;
            number = browser::text(&taken, "number");
        }
        let code = MatchCode::of(&RequestId::stored(request), &key.raw, &browser::bytes(&number));
        let shown = code.shown();
        let (first, second) = shown.split_once(" – ").unwrap_or_default();
        Ok([first.to_owned(), second.to_owned(), code.spoken(), if key.kept { kept } else { not_kept }])
    }

    /// Bytes as fingerprints are written.
    fn hex(bytes: &[u8]) -> String {
        let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
        bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
    }
}
