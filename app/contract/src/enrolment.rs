//! The confined enrolment: it can register one method and nothing else.

use domain::{Time, machine::Machine};
use serde::{Deserialize, Serialize};

use crate::{Answer, Challenge, FinishCeremony, Sent, common::Finished};

/// `/recover/enrol`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolPage {
    /// Whom the method will belong to (only the owner of a pass gets here).
    pub name: String,
    /// When the enrolment ends.
    pub until: Time,
    /// What this browser says that it runs on: for the question and for a name to begin with.
    pub machine: Machine,
    /// Answer to "Is this computer yours?"; none until given.
    pub own: Option<bool>,
    /// For whoever got in by themselves: their devices, id and name, to say which one is gone. None where nothing is asked.
    pub gone: Option<Vec<(String, String)>>,
    /// Whether the first sign-in with the method closes a request (else: first day).
    pub after_request: bool,
    /// Whether it may still be moved to a phone (R8: once).
    pub may_move: bool,
    /// Whether this is a drill.
    pub drill: bool,
}

/// "Continue on my phone": shown once, ten minutes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveLink {
    /// Path-free address of the page to open; the code stands in its fragment, which is never sent.
    pub address: String,
    /// The same as an SVG's path data and its size in modules, for drawing without inline styles.
    pub qr_path: String,
    /// Side of the QR in modules.
    pub qr_size: u32,
    /// Until when.
    pub until: Time,
}

impl std::fmt::Debug for MoveLink {
    /// Never the code in the address, nor the picture of it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MoveLink")
    }
}

/// See the module.
#[async_trait::async_trait]
pub trait Enrolling {
    /// What the page shows. Least: enrolling.
    async fn enrol_page(&self) -> Answer<EnrolPage>;
    /// Answers "Is this computer yours?": `yes` or `no`. Least: enrolling.
    async fn say_own(&self, own: String) -> Answer<Sent>;
    /// After getting in by oneself: `none`, or which device is gone; what lives there pauses. Least: enrolling.
    async fn say_gone(&self, gone: String) -> Answer<Sent>;
    /// Begins the registration. Least: enrolling.
    async fn begin_enrol(&self) -> Answer<Challenge>;
    /// Finishes it: the method is registered, the enrolment ends, next is `/recover/try`. Least: enrolling.
    async fn finish_enrol(&self, finish: FinishCeremony) -> Answer<Finished>;
    /// Makes the link that moves this enrolment to a phone. Least: enrolling.
    async fn move_link(&self) -> Answer<MoveLink>;
    /// Takes a moved enrolment into this browser. Least: nobody.
    async fn take_move(&self, code: String) -> Answer<Sent>;
    /// Gives up; a borrowed browser is wiped. Least: enrolling.
    async fn cancel_enrol(&self) -> Answer<Sent>;
}
