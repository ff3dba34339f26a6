//! Getting back in by oneself with two kinds of code (R1), or giving a recovery code along with a request (R4).

use domain::{Time, method::MethodKind};
use serde::{Deserialize, Serialize};

use crate::{Answer, Sent, backups::CodeSent};

/// `/recover/codes`: what somebody has at hand.
#[derive(Debug, Clone, Default)]
pub struct BeginByCodes {
    /// User name as typed.
    pub user_name: String,
    /// Word of `domain` `WhatHappened`.
    pub what: String,
    /// Words of the kinds chosen.
    pub kinds: Vec<String>,
}

/// `/recover/codes/enter`: the same for every name (I08).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByCodesPage {
    /// The name given, from this browser's own cookie.
    pub name_given: String,
    /// The kinds chosen, in order of strength.
    pub kinds: Vec<MethodKind>,
    /// The ways that the gateway has: `text`, `call`.
    pub ways: Vec<String>,
    /// Whether a code was asked for by text or call. Where to is never said.
    pub sent: Option<CodeSent>,
    /// Until when this page works.
    pub until: Time,
}

/// The codes typed; only of the kinds chosen.
#[derive(Clone, Default)]
pub struct EnterCodes {
    /// From the authenticator app.
    pub app: String,
    /// A saved recovery code.
    pub recovery: String,
    /// By text or call.
    pub phone: String,
}

impl std::fmt::Debug for EnterCodes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("EnterCodes")
    }
}

/// See the module.
#[async_trait::async_trait]
pub trait ByCodes {
    /// The kinds of code that may let somebody in here, as policy and configuration say: the same for every name (I08).
    /// Least: nobody.
    async fn code_kinds(&self) -> Answer<Vec<MethodKind>>;
    /// Begins: two kinds go on to their codes, one leads to asking. Least: nobody.
    async fn begin_by_codes(&self, form: BeginByCodes) -> Answer<Sent>;
    /// What `/recover/codes/enter` shows. Least: nobody (its own cookie).
    async fn by_codes_page(&self) -> Answer<ByCodesPage>;
    /// Sends a code by text or call, if there is a number for that name; the answer never says. Least: nobody.
    async fn send_code(&self, way: String) -> Answer<Sent>;
    /// Checks all codes, then spends all at once: a wrong one spends nothing (R1). Least: nobody.
    async fn enter_codes(&self, codes: EnterCodes) -> Answer<Sent>;
    /// A saved recovery code for whoever asked (R4). Never says whether it was right. Least: asker.
    async fn give_code(&self, code: String) -> Answer<Sent>;
}
