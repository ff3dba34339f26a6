//! Everything that asks the browser for something and then goes on: signing in, a proof, a decision, a new passkey, the pass.
//! One island for all of them, because each island costs every visitor some kilobytes.

use leptos::prelude::*;

use super::state::State;

/// What is done on the press of the button or when the form is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Begins at one endpoint, asks for a passkey, finishes at another.
    Use,
    /// The same for whoever's user name stands in the field; passkeys that the browser knows are offered in it as well.
    SignIn,
    /// Begins, has the browser make a passkey with the name that stands in the field, finishes.
    Add,
    /// Fetches the sealed pass, opens it with the key of this browser and spends it. Nobody sees it.
    Pass,
}

impl Kind {
    const ALL: [Kind; 4] = [Kind::Use, Kind::SignIn, Kind::Add, Kind::Pass];

    /// How it is written in the island's props.
    pub const fn word(self) -> &'static str {
        match self {
            Kind::Use => "use",
            Kind::SignIn => "sign-in",
            Kind::Add => "add",
            Kind::Pass => "pass",
        }
    }

    /// Reads it back.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// A button (or none, where a form has its own) and the lines below it.
#[cfg(not(feature = "hydrate"))]
#[island]
pub fn Ceremony(
    /// A [`Kind`].
    kind: String,
    /// Where it begins.
    begin: String,
    /// Where it finishes.
    finish: String,
    /// What is told at the beginning: JSON; where to go afterwards for a sign-in; the request for a pass.
    body: String,
    /// For a new passkey: `client-device`, `hybrid` (a phone or tablet, by QR), `security-key`, or empty for anywhere.
    place: String,
    /// Id of the field with the user name or the new passkey's name; empty if there is none.
    field: String,
    /// What the button says; empty if the form around has the button.
    label: String,
    /// The button's look.
    class: String,
    /// [`super::Say::ALL`] in words.
    says: Vec<String>,
) -> impl IntoView {
    let _ = (kind, begin, finish, body, place, field, says);
    shown(State::new(), class, label, || {})
}

/// The same in the browser.
#[cfg(feature = "hydrate")]
#[island]
pub fn Ceremony() -> impl IntoView {
    let state = State::new();
    let [class, label] = ["class", "label"].map(|name| state.given.text(name));
    let job = act::Job::new(state);
    if label.is_empty() {
        job.take_over();
    }
    shown(state, class, label, move || job.run())
}

fn shown(
    state: State,
    class: String,
    label: String,
    press: impl Fn() + Clone + Send + Sync + 'static,
) -> impl IntoView {
    let bare = label.is_empty();
    view! {
        <div class="actions" hidden=bare>{state.button(class, label, press)}</div>
        {state.lines()}
    }
}

#[cfg(feature = "hydrate")]
mod act {
    use leptos::prelude::*;
    use leptos::task::spawn_local;
    use wasm_bindgen::JsCast;
    use web_sys::HtmlInputElement;

    use super::super::browser::{self, Said};
    use super::super::state::{Say, State};
    use super::Kind;

    /// What an island was made for.
    #[derive(Clone, Copy)]
    pub(super) struct Job {
        state: State,
        kind: Option<Kind>,
    }

    impl Job {
        pub(super) fn new(state: State) -> Self {
            Self { state, kind: Kind::of(&state.given.text("kind")) }
        }

        fn input(self) -> Option<HtmlInputElement> {
            document().get_element_by_id(&self.state.given.text("field"))?.dyn_into().ok()
        }

        /// Takes over the form around, which has the button.
        pub(super) fn take_over(self) {
            let Some(form) = self.input().and_then(|input| input.form()) else { return };
            browser::on_submit(&form, move || {
                self.run();
                true
            });
            self.start(true);
        }

        /// Does it, unless it is under way.
        pub(super) fn run(self) {
            // The browser says what is missing in the field, in its own words, before anything begins.
            if self.input().is_none_or(|field| field.report_validity()) && self.state.begin() {
                self.start(false);
            }
        }

        /// `quiet`: nobody asked for it, so nothing is said when it does not work.
        fn start(self, quiet: bool) {
            spawn_local(async move {
                let outcome = self.work(quiet).await;
                if !quiet {
                    self.state.show(outcome);
                }
            });
        }

        async fn work(self, quiet: bool) -> Result<(), Said> {
            let given = self.state.given;
            let body = &given.text("body");
            let name = self.input().map(|input| input.value()).unwrap_or_default();
            if self.kind == Some(Kind::Pass) {
                return spend(body).await;
            }
            if !browser::able() {
                return Err(Said::Ours(Say::NotAble));
            }
            if quiet && !browser::offers().await {
                return Ok(());
            }
            let told = match self.kind {
                Some(Kind::SignIn) if quiet => browser::object(&[("then", body)]),
                Some(Kind::SignIn) => browser::object(&[("user_name", &name), ("then", body)]),
                _ => browser::json(body),
            };
            let challenge = browser::post(&given.text("begin"), &told).await?;
            let answer = match self.kind {
                Some(Kind::Add) => browser::create(&challenge, &given.text("place"), &name).await?,
                _ => browser::get(&challenge, quiet).await?,
            };
            browser::finish(&given.text("finish"), &answer).await
        }
    }

    async fn spend(request: &str) -> Result<(), Said> {
        // Without its key a pass would be fetched for nothing, and there are only two.
        if browser::public_key(request, false).await?.is_none() {
            return Err(Said::Ours(Say::Lost));
        }
        let sealed = browser::post("/api/recover/pass", &browser::object::<&str>(&[])).await?;
        let pass = browser::open_pass(request, &sealed).await?;
        // The key stays: if the enrolment comes to nothing, a further pass is sealed to it (R6).
        browser::finish("/api/recover/redeem", &browser::object(&[("pass", &pass)])).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_read_back() {
        for kind in Kind::ALL {
            assert_eq!(Kind::of(kind.word()), Some(kind));
        }
        assert_eq!(Kind::of("other"), None);
    }
}
