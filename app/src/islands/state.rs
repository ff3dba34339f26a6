//! What an island is doing, and what it says about it.

use leptos::prelude::*;

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

    /// Its words out of `says`.
    pub fn words(self, says: &[String]) -> String {
        says.get(self as usize).cloned().unwrap_or_default()
    }
}

/// What an island shows of itself.
#[derive(Clone, Copy)]
pub(super) struct State {
    #[cfg(feature = "hydrate")]
    says: StoredValue<Vec<String>>,
    /// The island runs; until then, and where scripts are off, its button does nothing and shows it.
    pub(super) ready: RwSignal<bool>,
    /// What is under way, in words; empty if nothing is.
    doing: RwSignal<String>,
    /// What went wrong, in words; empty if nothing did.
    said: RwSignal<String>,
}

impl State {
    pub(super) fn new(says: Vec<String>) -> Self {
        let ready = RwSignal::new(false);
        // After the button was found in the page, or the page would not be told.
        #[cfg(feature = "hydrate")]
        leptos::task::spawn_local(async move { ready.set(true) });
        #[cfg(not(feature = "hydrate"))]
        drop(says);
        Self {
            #[cfg(feature = "hydrate")]
            says: StoredValue::new(says),
            ready,
            doing: RwSignal::new(String::new()),
            said: RwSignal::new(String::new()),
        }
    }

    /// The lines below a button: what is under way, and what went wrong.
    pub(super) fn lines(self) -> impl IntoView {
        let Self { doing, said, .. } = self;
        view! {
            <p class="waiting" role="status" hidden=move || doing.with(String::is_empty)>{move || doing.get()}</p>
            <p class="error" role="alert" hidden=move || said.with(String::is_empty)>{move || said.get()}</p>
        }
    }
}

#[cfg(feature = "hydrate")]
mod act {
    use std::time::Duration;

    use leptos::prelude::*;

    use super::super::browser::Said;
    use super::{Say, State};

    impl State {
        fn words(self, say: Say) -> String {
            self.says.with_value(|says| say.words(says))
        }

        /// Begins something; `false` if something is under way already. After ten seconds it says why it takes so long.
        pub(in super::super) fn begin(self) -> bool {
            if !self.doing.with_untracked(String::is_empty) {
                return false;
            }
            self.said.set(String::new());
            self.doing.set(self.words(Say::Waiting));
            let slow = move || {
                if !self.doing.with_untracked(String::is_empty) {
                    self.doing.set(self.words(Say::Long));
                }
            };
            set_timeout(slow, Duration::from_secs(10));
            true
        }

        /// Ends it with nothing to say.
        pub(in super::super) fn end(self) {
            self.doing.set(String::new());
        }

        /// Shows how it ended. After a success the page is left, and what was under way stays so until then.
        pub(in super::super) fn show(self, outcome: Result<(), Said>) {
            let words = match outcome {
                Ok(()) | Err(Said::Leaving) => return,
                Err(Said::Ours(say)) => self.words(say),
                Err(Said::Portal(words)) if words.is_empty() => self.words(Say::Failed),
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
    fn everything_finds_its_words() {
        let says: Vec<_> = (0..Say::ALL.len()).map(|n| n.to_string()).collect();
        for (place, say) in Say::ALL.into_iter().enumerate() {
            assert_eq!(say.words(&says), place.to_string());
        }
    }

    #[test]
    fn an_unknown_error_is_a_failure() {
        assert_eq!(Say::of("NotAllowedError"), Say::BrokenOff);
        assert_eq!(Say::of("OddError"), Say::Failed);
    }
}
