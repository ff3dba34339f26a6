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
    let state = State::new(says);
    let bare = label.is_empty();
    #[cfg(feature = "hydrate")]
    let press = {
        let job = act::Job::new(state, kind, [begin, finish, body, place, field], bare);
        move |_| job.run()
    };
    #[cfg(not(feature = "hydrate"))]
    let press = {
        let _ = (kind, begin, finish, body, place, field);
        |_| {}
    };
    view! {
        <div class="actions" hidden=bare>
            <button type="button" class=class disabled=move || !state.ready.get() on:click=press>{label}</button>
        </div>
        {state.lines()}
    }
}

#[cfg(feature = "hydrate")]
mod act {
    use std::rc::Rc;

    use leptos::prelude::*;
    use leptos::task::spawn_local;
    use wasm_bindgen::JsCast;
    use wasm_bindgen::prelude::Closure;
    use web_sys::HtmlInputElement;

    use super::super::browser::{self, Said};
    use super::super::state::{Say, State};
    use super::Kind;

    /// What an island was made for.
    pub(super) struct Job {
        state: State,
        kind: Option<Kind>,
        texts: [String; 5],
    }

    impl Job {
        /// Takes over the form around, if that has the button.
        pub(super) fn new(state: State, kind: String, texts: [String; 5], bare: bool) -> Rc<Self> {
            let job = Rc::new(Self { state, kind: Kind::of(&kind), texts });
            if bare {
                job.clone().take_over();
            }
            job
        }

        fn input(&self) -> Option<HtmlInputElement> {
            let [.., field] = &self.texts;
            document().get_element_by_id(field)?.dyn_into().ok()
        }

        fn take_over(self: Rc<Self>) {
            let Some(form) = self.input().and_then(|input| input.form()) else { return };
            let job = Rc::clone(&self);
            let submit = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
                event.prevent_default();
                job.run();
            });
            let _ = form.add_event_listener_with_callback("submit", submit.as_ref().unchecked_ref());
            // It is needed as long as the page is there.
            submit.forget();
            self.start(true);
        }

        /// Does it, unless it is under way.
        pub(super) fn run(self: &Rc<Self>) {
            // The browser says what is missing in the field, in its own words, before anything begins.
            if self.input().is_none_or(|field| field.report_validity()) && self.state.begin() {
                self.start(false);
            }
        }

        /// `quiet`: nobody asked for it, so nothing is said when it does not work.
        fn start(self: &Rc<Self>, quiet: bool) {
            let job = Rc::clone(self);
            spawn_local(async move {
                let outcome = job.work(quiet).await;
                if !quiet {
                    job.state.show(outcome);
                }
            });
        }

        async fn work(&self, quiet: bool) -> Result<(), Said> {
            let [begin, finish, body, place, _] = &self.texts;
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
            let challenge = browser::post(begin, &told).await?;
            let answer = match self.kind {
                Some(Kind::Add) => browser::create(&challenge, place, &name).await?,
                _ => browser::get(&challenge, quiet).await?,
            };
            browser::finish(finish, &answer).await
        }
    }

    async fn spend(request: &str) -> Result<(), Said> {
        // Without its key a pass would be fetched for nothing, and there are only two.
        if browser::public_key(request, false).await?.is_none() {
            return Err(Said::Ours(Say::Lost));
        }
        let sealed = browser::post("/api/recover/pass", &browser::object(&[])).await?;
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
