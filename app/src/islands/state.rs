//! What an island is doing, and what it says about it.

use leptos::prelude::*;

#[cfg(feature = "hydrate")]
use super::given::Given;

/// What an island may have to say, in the order of its words in `says`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Say {
    /// Something is under way.
    Waiting,
    /// It takes long.
    Long,
    /// The person or the browser broke it off, or it took too long.
    BrokenOff,
    /// The device says that it already holds a passkey for this account, or that it holds none.
    NotThisOne,
    /// This browser or device cannot do it.
    NotAble,
    /// The portal could not be reached.
    Offline,
    /// Anything else.
    Failed,
    /// This browser has lost the key of the request.
    Lost,
}

impl Say {
    /// All of it, in the order of `says`.
    pub const ALL: [Say; 8] = [
        Say::Waiting,
        Say::Long,
        Say::BrokenOff,
        Say::NotThisOne,
        Say::NotAble,
        Say::Offline,
        Say::Failed,
        Say::Lost,
    ];

    /// What the browser's error is to a person, by the error's name.
    pub fn of(name: &str) -> Self {
        match name {
            "NotAllowedError" | "TimeoutError" | "AbortError" => Say::BrokenOff,
            "InvalidStateError" => Say::NotThisOne,
            "NotSupportedError" | "ConstraintError" | "SecurityError" => Say::NotAble,
            _ => Say::Failed,
        }
    }
}

/// What a signal holds, for a view. One function for all islands, because each closure of its own costs every visitor a part of a
/// kilobyte.
pub(super) fn text(signal: RwSignal<String>) -> impl Fn() -> String + Copy + Send + Sync + 'static {
    move || signal.get()
}

/// Whether a signal holds nothing.
pub(super) fn none(signal: RwSignal<String>) -> impl Fn() -> bool + Copy + Send + Sync + 'static {
    move || signal.with(String::is_empty)
}

/// What an island shows of itself.
#[derive(Clone, Copy)]
pub(super) struct State {
    #[cfg(feature = "hydrate")]
    pub(super) given: Given,
    /// The island runs; until then, and where scripts are off, its button does nothing and shows it.
    pub(super) ready: RwSignal<bool>,
    /// What is under way, in words; empty if nothing is.
    doing: RwSignal<String>,
    /// What went wrong, in words; empty if nothing did.
    said: RwSignal<String>,
}

impl State {
    /// Something is under way from the start, and the page says so before the island runs.
    #[cfg(not(feature = "hydrate"))]
    pub(super) fn begun(says: &[String]) -> Self {
        let state = Self::new();
        state.doing.set(says.get(Say::Waiting as usize).cloned().unwrap_or_default());
        state
    }

    #[cfg(not(feature = "hydrate"))]
    pub(super) fn new() -> Self {
        Self {
            ready: RwSignal::new(false),
            doing: RwSignal::new(String::new()),
            said: RwSignal::new(String::new()),
        }
    }

    /// The button of an island: dead until the island runs.
    pub(super) fn button(
        self,
        class: String,
        label: String,
        press: impl Fn() + Clone + Send + Sync + 'static,
    ) -> impl IntoView {
        let dead = move || !self.ready.get();
        view! {
            <button type="button" class=class disabled=dead on:click=move |_| press()>{label}</button>
        }
    }

    /// The lines below a button: what is under way, and what went wrong.
    pub(super) fn lines(self) -> impl IntoView {
        let Self { doing, said, .. } = self;
        view! {
            <p class="waiting" role="status" hidden=none(doing)>{text(doing)}</p>
            <p class="error" role="alert" hidden=none(said)>{text(said)}</p>
        }
    }
}

#[cfg(feature = "hydrate")]
mod act {
    use std::time::Duration;

    use leptos::prelude::*;

    use super::super::browser::Said;
    use super::super::given::Given;
    use super::{Say, State};

    impl State {
        pub(in super::super) fn new() -> Self {
            let ready = RwSignal::new(false);
            // After the button was found in the page, or the page would not be told.
            leptos::task::spawn_local(async move { ready.set(true) });
            Self {
                given: Given::next(),
                ready,
                doing: RwSignal::new(String::new()),
                said: RwSignal::new(String::new()),
            }
        }

        /// Begins something; `false` if something is under way already. After ten seconds it says why it takes so long.
        pub(in super::super) fn begin(self) -> bool {
            if !self.doing.with_untracked(String::is_empty) {
                return false;
            }
            self.said.set(String::new());
            self.wait();
            true
        }

        /// Something is under way from the start: the page said so already.
        pub(in super::super) fn begun() -> Self {
            let state = Self::new();
            state.wait();
            state
        }

        fn wait(self) {
            self.doing.set(self.given.words(Say::Waiting));
            let slow = move || {
                if !self.doing.with_untracked(String::is_empty) {
                    self.doing.set(self.given.words(Say::Long));
                }
            };
            set_timeout(slow, Duration::from_secs(10));
        }

        /// Ends it with nothing to say.
        pub(in super::super) fn end(self) {
            self.doing.set(String::new());
        }

        /// Shows how it ended. After a success the page is left, and what was under way stays so until then.
        pub(in super::super) fn show(self, outcome: Result<(), Said>) {
            let words = match outcome {
                Ok(()) | Err(Said::Leaving) => return,
                Err(Said::Ours(say)) => self.given.words(say),
                Err(Said::Portal(words)) if words.is_empty() => self.given.words(Say::Failed),
                Err(Said::Portal(words)) => words,
            };
            self.end();
            self.said.set(words);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_has_its_place_among_the_words() {
        for (place, say) in Say::ALL.into_iter().enumerate() {
            assert_eq!(say as usize, place);
        }
    }

    #[test]
    fn an_unknown_error_is_a_failure() {
        assert_eq!(Say::of("NotAllowedError"), Say::BrokenOff);
        assert_eq!(Say::of("OddError"), Say::Failed);
    }
}
