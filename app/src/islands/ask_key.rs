//! The waiting page: the key of the request and the match code.

use leptos::prelude::*;

/// Makes the request's key in this browser or finds it, publishes its public half once, and shows the match code, which it
/// computes from its own key.
#[island]
pub fn AskKey(
    /// The request's id.
    request: String,
    /// The server's number in base64url, if it has taken a key already.
    number: Option<String>,
    /// Fingerprint of the key it has taken, in base64url.
    taken: Option<String>,
    /// "Your code"
    heading: String,
    /// Words for what takes a moment, and for what takes long.
    waiting: [String; 2],
    /// "Keep this page open; reloading is fine."
    kept: String,
    /// "Don't reload or close this page."
    not_kept: String,
    /// What to do when this browser has lost the key.
    lost: String,
    /// Words for each trouble.
    says: Vec<String>,
) -> impl IntoView {
    let first = RwSignal::new(String::new());
    let second = RwSignal::new(String::new());
    let spoken = RwSignal::new(String::new());
    let keeping = RwSignal::new(String::new());
    let said = RwSignal::new(String::new());
    let [moment, _] = waiting;
    let there = move || !first.with(String::is_empty);
    #[cfg(feature = "hydrate")]
    {
        let show = act::Show { first, second, spoken, keeping, said };
        Effect::new(move || {
            act::begin(
                show,
                act::Words { kept: kept.clone(), not_kept: not_kept.clone(), lost: lost.clone(), says: says.clone() },
                request.clone(),
                number.clone(),
                taken.clone(),
            );
        });
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (&request, &number, &taken, &kept, &not_kept, &lost, &says);
    view! {
        <h2>{heading}</h2>
        <div role="status">
            <p class="waiting" hidden=move || there() || !said.with(String::is_empty)>{moment}</p>
            <p class="code" dir="ltr" hidden=move || !there()>
                <span aria-hidden="true">{move || first.get()}</span>
                <span aria-hidden="true">{move || second.get()}</span>
                <span class="visually-hidden">{move || spoken.get()}</span>
            </p>
        </div>
        <p hidden=move || keeping.with(String::is_empty)><strong>{move || keeping.get()}</strong></p>
        <p class="error" role="alert" hidden=move || said.with(String::is_empty)>{move || said.get()}</p>
    }
}

#[cfg(feature = "hydrate")]
mod act {
    use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
    use domain::RequestId;
    use domain::match_code::{MatchCode, fingerprint};
    use leptos::prelude::*;
    use leptos::task::spawn_local;

    use super::super::browser::{self, Said};
    use super::super::state::Trouble;

    /// What the island shows.
    #[derive(Clone, Copy)]
    pub(super) struct Show {
        pub(super) first: RwSignal<String>,
        pub(super) second: RwSignal<String>,
        pub(super) spoken: RwSignal<String>,
        pub(super) keeping: RwSignal<String>,
        pub(super) said: RwSignal<String>,
    }

    /// Its words.
    pub(super) struct Words {
        pub(super) kept: String,
        pub(super) not_kept: String,
        pub(super) lost: String,
        pub(super) says: Vec<String>,
    }

    pub(super) fn begin(show: Show, words: Words, request: String, number: Option<String>, taken: Option<String>) {
        spawn_local(async move {
            match code(&request, number, taken.as_deref()).await {
                Ok(Some((code, kept))) => {
                    let shown = code.shown();
                    let mut halves = shown.split(" – ").map(str::to_owned);
                    show.second.set(halves.nth(1).unwrap_or_default());
                    show.spoken.set(code.spoken());
                    show.first.set(shown.split(" – ").next().unwrap_or_default().to_owned());
                    show.keeping.set(if kept { words.kept } else { words.not_kept });
                }
                Ok(None) => show.said.set(words.lost),
                Err(Said::Leaving) => {}
                Err(Said::Portal(said)) if !said.is_empty() => show.said.set(said),
                Err(Said::Portal(_)) => show.said.set(Trouble::Failed.words(&words.says)),
                Err(Said::Trouble(trouble)) => show.said.set(trouble.words(&words.says)),
            }
        });
    }

    /// The code and whether the key outlives the page; `None` if the server holds a key that this browser has lost.
    async fn code(request: &str, number: Option<String>, taken: Option<&str>) -> Result<Option<(MatchCode, bool)>, Said> {
        let key = browser::public_key(request, number.is_none()).await?;
        let Some(raw) = key.raw else { return Ok(None) };
        if taken.is_some_and(|taken| taken != own(&raw)) {
            return Ok(None);
        }
        let number = match number {
            Some(number) => number,
            None => {
                let public = BASE64URL_NOPAD.encode(&raw);
                let taken = browser::post("/api/recover/key", &browser::object(&[("public_key", &public)])).await?;
                browser::text(&taken, "number")
            }
        };
        let number = BASE64URL_NOPAD.decode(number.as_bytes()).map_err(|_| Said::Trouble(Trouble::Failed))?;
        let request = RequestId::parse(request).map_err(|_| Said::Trouble(Trouble::Failed))?;
        Ok(Some((MatchCode::of(&request, &raw, &number), key.kept)))
    }

    /// The fingerprint of a key as the page gives it.
    fn own(raw: &[u8]) -> String {
        let print = HEXLOWER.decode(fingerprint(raw).as_str().as_bytes()).unwrap_or_default();
        BASE64URL_NOPAD.encode(&print)
    }
}
