//! A person's own methods and devices.

use domain::{
    Time,
    device::{DeviceState, Ownership, Platform},
    method::{MethodKind, MethodState},
};
use serde::{Deserialize, Serialize};

use crate::{Answer, Challenge, FinishCeremony, Sent, Words, common::Finished};

/// Whether the person would get back in (R10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// A method elsewhere suffices.
    ByYourself,
    /// An approver who can act, and a check that does not need the lost device.
    WithHelp,
    /// Not at all.
    NotAtAll,
}

/// `/` signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    /// Display name.
    pub name: String,
    /// The worst standing over the loss of any one device in use.
    pub standing: Standing,
    /// The one next step, if any.
    pub next: Option<Words>,
    /// Where that step is taken.
    pub next_path: Option<String>,
    /// Ways to sign in, strongest first.
    pub methods: Vec<MethodCard>,
    /// Devices.
    pub devices: Vec<DeviceCard>,
    /// An open request of this person, raised elsewhere: "This wasn't me".
    pub open_requests: Vec<OpenRequest>,
}

/// An open or recently closed request about the person, for "This wasn't me".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenRequest {
    /// Its id.
    pub id: String,
    /// When it was asked.
    pub asked: Time,
    /// Key of the words for its state.
    pub state: String,
    /// May be stopped now.
    pub can_stop: bool,
}

/// One method as a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MethodCard {
    /// Its id.
    pub id: String,
    /// Kind.
    pub kind: MethodKind,
    /// State.
    pub state: MethodState,
    /// The owner's name for it.
    pub name: String,
    /// What the key or the passkey's keeper calls itself, where that is publicly known: a hint, and no more.
    pub model: Option<String>,
    /// Names of the devices or the account it lives on; empty if not said yet.
    pub lives_on: Vec<String>,
    /// Synced with an account.
    pub synced: bool,
    /// When it was added.
    pub added: Time,
    /// When it last worked.
    pub last_worked: Option<Time>,
    /// May be removed (not the last way in; settled).
    pub can_remove: bool,
}

/// One device as a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceCard {
    /// Its id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Platform.
    pub platform: Platform,
    /// Ownership.
    pub ownership: Ownership,
    /// State.
    pub state: DeviceState,
    /// What would happen if it were lost.
    pub if_lost: Standing,
}

/// `/methods/place`: "Where does this one live?"
#[derive(Debug, Clone, Default)]
pub struct PlaceForm {
    /// Which method.
    pub method: String,
    /// `device:ID`, `new`, `account:apple|google|microsoft|other`, or `itself`.
    pub place: String,
    /// For a new device: its name.
    pub device_name: String,
    /// For a new device: a platform's word.
    pub platform: String,
    /// For a new device: an ownership's word.
    pub ownership: String,
}

/// `/methods/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MethodPage {
    /// The card.
    pub card: MethodCard,
    /// Why it cannot be removed now, if it cannot.
    pub why_not: Option<Words>,
    /// The person's devices, to say where it lives.
    pub devices: Vec<DeviceCard>,
    /// Removing it and saying where it lives need a fresh proof first; the page then leads there.
    pub needs_proof: bool,
}

/// See the module.
#[async_trait::async_trait]
pub trait Methods {
    /// The page after signing in. Least: person.
    async fn home(&self) -> Answer<Home>;
    /// One method. Least: person.
    async fn method(&self, id: String) -> Answer<MethodPage>;
    /// Begins adding a passkey. Least: fresh person (R1).
    async fn begin_add(&self) -> Answer<Challenge>;
    /// Finishes it; next is "Where does this one live?". Least: fresh person.
    async fn finish_add(&self, finish: FinishCeremony) -> Answer<Finished>;
    /// Says where a method lives, which decides what pauses when a device is lost. Least: fresh person.
    async fn place(&self, form: PlaceForm) -> Answer<Sent>;
    /// Renames it. Least: person.
    async fn rename(&self, id: String, name: String) -> Answer<Sent>;
    /// Removes it; the last way in cannot be removed (I11). Least: fresh person.
    async fn remove(&self, id: String) -> Answer<Sent>;
    /// "This wasn't me", said by the signed-in person about a request in their name. Least: person.
    async fn stop_own(&self, request: String) -> Answer<Sent>;
    /// After closing: what was removed and ended (`/recover/done`). Least: person.
    async fn done(&self) -> Answer<Done>;
}

/// `/recover/done`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// Names of methods removed.
    pub removed: Vec<String>,
    /// Sessions ended.
    pub sessions_ended: u32,
    /// Ways to sign in now.
    pub methods: u32,
}
