//! What an island is doing, and what it says about it.

use leptos::prelude::*;

/// What may go wrong in the browser, in the order of the words in `says`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The person or the browser broke it off, or it took too long.
    BrokenOff,
    /// The device says that it already holds a passkey for this account.
    AlreadyThere,
    /// This browser or device cannot do it.
    NotAble,
    /// The portal could not be reached.
    Offline,
    /// Anything else.
    Failed,
}

impl Trouble {
    /// All of them, in the order of their words.
    pub const ALL: [Trouble; 5] =
        [Trouble::BrokenOff, Trouble::AlreadyThere, Trouble::NotAble, Trouble::Offline, Trouble::Failed];

    /// What the browser's error is to a person, by the error's name.
    pub fn of(name: &str) -> Self {
        match name {
            "NotAllowedError" | "TimeoutError" | "AbortError" => Trouble::BrokenOff,
            "InvalidStateError" => Trouble::AlreadyThere,
            "NotSupportedError" | "ConstraintError" | "SecurityError" => Trouble::NotAble,
            _ => Trouble::Failed,
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
    /// The island runs; until then, and where scripts are off, its button does nothing and says so.
    pub(super) ready: RwSignal<bool>,
    /// Something is under way.
    pub(super) busy: RwSignal<bool>,
    /// It takes long.
    pub(super) slow: RwSignal<bool>,
    /// What went wrong, in words; empty if nothing did.
    pub(super) said: RwSignal<String>,
}

impl State {
    pub(super) fn new() -> Self {
        let ready = RwSignal::new(false);
        // Effects run in the browser only.
        Effect::new(move || ready.set(true));
        Self { ready, busy: RwSignal::new(false), slow: RwSignal::new(false), said: RwSignal::new(String::new()) }
    }

    /// The lines below a button: what is under way, and what went wrong.
    pub(super) fn lines(self, waiting: [String; 2]) -> impl IntoView {
        let [waiting, long] = waiting;
        let now = move || if self.slow.get() { long.clone() } else { waiting.clone() };
        view! {
            <p class="waiting" role="status" hidden=move || !self.busy.get()>{now}</p>
            <p class="error" role="alert" hidden=move || self.said.with(String::is_empty)>{move || self.said.get()}</p>
        }
    }
}

#[cfg(feature = "hydrate")]
impl State {
    /// Begins something; `false` if something is under way already. After ten seconds it says why it takes so long.
    pub(super) fn begin(self) -> bool {
        if self.busy.get_untracked() {
            return false;
        }
        self.said.set(String::new());
        self.slow.set(false);
        self.busy.set(true);
        set_timeout(move || self.slow.set(true), std::time::Duration::from_secs(10));
        true
    }

    /// Ends it with words.
    pub(super) fn end(self, said: String) {
        self.busy.set(false);
        self.said.set(said);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_trouble_finds_its_words() {
        let says: Vec<_> = (0..Trouble::ALL.len()).map(|n| n.to_string()).collect();
        for (place, trouble) in Trouble::ALL.into_iter().enumerate() {
            assert_eq!(trouble.words(&says), place.to_string());
        }
    }

    #[test]
    fn an_unknown_error_is_a_failure() {
        assert_eq!(Trouble::of("NotAllowedError"), Trouble::BrokenOff);
        assert_eq!(Trouble::of("OddError"), Trouble::Failed);
    }
}
