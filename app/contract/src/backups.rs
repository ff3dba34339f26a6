//! Backup methods: an authenticator app, recovery codes, a phone by text or call. Each is added by its owner and tried at
//! once, so that it is known to work.

use domain::{Time, method::MethodKind};
use serde::{Deserialize, Serialize};

use crate::{Answer, Sent, Words};

/// `/methods/add`: one kind in order of strength, and whether it may be added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindCard {
    /// Which.
    pub kind: MethodKind,
    /// Why not, if not: not allowed by policy, no gateway, enough of them.
    pub why_not: Option<Words>,
}

/// `/methods/add/app`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddApp {
    /// The secret as text in groups of four, for typing it in. None until the person asked for it.
    pub secret: Option<String>,
    /// What the QR says, as an SVG's path data; empty until then.
    pub qr_path: String,
    /// Side of the QR in modules.
    pub qr_size: u32,
}

impl std::fmt::Debug for AddApp {
    /// Never the secret, nor the picture of it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AddApp")
    }
}

/// `/methods/add/codes`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodesPage {
    /// Codes just made, readable this once.
    pub fresh: Option<Vec<String>>,
    /// The method that they belong to, or that there is already.
    pub method: Option<String>,
    /// How many are left of the set there is.
    pub left: Option<u32>,
    /// Whether one of the set was tried since it was made.
    pub tried: bool,
}

impl std::fmt::Debug for CodesPage {
    /// Never the codes.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CodesPage")
    }
}

/// `/methods/add/phone`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhonePage {
    /// What the gateway can do: `text`, `call`; empty if there is none.
    pub ways: Vec<String>,
    /// A code on its way.
    pub sent: Option<CodeSent>,
}

/// A code by text or call on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeSent {
    /// The number, of which only the end is shown.
    pub to: String,
    /// `text` or `call`.
    pub way: String,
    /// Works until then.
    pub until: Time,
    /// Whether the gateway took it; until then it is on its way.
    pub taken: bool,
    /// What went wrong on the way, if something did.
    pub trouble: Option<Words>,
}

/// `/methods/{id}/try`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TryPage {
    /// What it is called.
    pub name: String,
    /// Its kind.
    pub kind: MethodKind,
    /// For a phone: what the gateway can do.
    pub ways: Vec<String>,
    /// For a phone: a code on its way.
    pub sent: Option<CodeSent>,
    /// For recovery codes: how many are left.
    pub left: Option<u32>,
}

/// See the module.
#[async_trait::async_trait]
pub trait Backups {
    /// The kinds in order of strength. Least: fresh person (R1).
    async fn kinds(&self) -> Answer<Vec<KindCard>>;
    /// What the page of an app shows. Least: fresh person.
    async fn app_page(&self) -> Answer<AddApp>;
    /// Makes the secret that the page shows. Least: fresh person.
    async fn begin_app(&self) -> Answer<Sent>;
    /// A first code from the app: it is added. Least: fresh person.
    async fn finish_app(&self, code: String, name: String) -> Answer<Sent>;
    /// What the page of recovery codes shows. Least: fresh person.
    async fn codes_page(&self) -> Answer<CodesPage>;
    /// Makes a new set in place of the one there is; the page shows it once. Least: fresh person.
    async fn make_codes(&self) -> Answer<Sent>;
    /// What the page of a phone shows. Least: fresh person.
    async fn phone_page(&self) -> Answer<PhonePage>;
    /// Sends a code to a number that is being added. Least: fresh person.
    async fn begin_phone(&self, number: String, way: String) -> Answer<Sent>;
    /// The code came: it is added. Least: fresh person.
    async fn finish_phone(&self, code: String, name: String) -> Answer<Sent>;
    /// What the page shows that tries a method with codes. Least: person.
    async fn try_page(&self, method: String) -> Answer<TryPage>;
    /// For a phone: sends a code to try it with. Least: person.
    async fn send_try(&self, method: String, way: String) -> Answer<Sent>;
    /// A code from a method that one has, to see that it works. A recovery code is not spent by it. Least: person.
    async fn try_method(&self, method: String, code: String) -> Answer<Sent>;
}
