//! Asking to be let back in, waiting, fetching the sealed pass.

use domain::Time;
use serde::{Deserialize, Serialize};

use crate::{Answer, Sent};

/// `/recover`.
#[derive(Debug, Clone, Default)]
pub struct AskForm {
    /// User name as typed.
    pub user_name: String,
    /// Word of `domain` `WhatHappened`, or empty.
    pub what: String,
}

/// `/recover/sent`: what the clock alone decides until approval, the same for every name (R2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// The request's id: in the match code's hash, and names the kept key.
    pub request: String,
    /// The name given, repeated from this browser's own cookie.
    pub name_given: String,
    /// When it was asked.
    pub asked: Time,
    /// Where it stands, as far as this page may know.
    pub phase: Phase,
    /// Set once the key was taken: base64url of the server's number, for the match code.
    pub number: Option<String>,
    /// Base64url of the SHA-256 fingerprint of the key taken, so that a reloaded page knows its own.
    pub key: Option<String>,
    /// While it is [`Phase::ClearedLater`]: from when on the pass works.
    pub works_from: Option<Time>,
    /// Times a pass may still be fetched (2 in all).
    pub passes_left: u32,
    /// Whether this is a drill.
    pub drill: bool,
}

/// Where a request stands, as far as its asking page may know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// Asked less than an hour ago (or nothing that may be told).
    Waiting,
    /// Asked more than an hour ago: what to do if nobody got in touch.
    WaitingLong,
    /// Approved, but `security` has still to be told; only then it is known from when on the pass works (privileged
    /// persons).
    ClearedUntold,
    /// Approved, but the pass works only from a later time (privileged persons).
    ClearedLater,
    /// Approved: the pass can be used.
    Cleared,
    /// It ended.
    Over,
}

/// `/api/recover/status`, fetched by the waiting page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// Where it stands.
    pub phase: Phase,
    /// The page should reload itself when this differs from what it was rendered with.
    pub mark: String,
    /// Ask again after so many seconds.
    pub again: u32,
}

/// `/api/recover/key`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublishKey {
    /// Base64url of the raw public key: uncompressed P-256 point, 65 bytes.
    pub public_key: String,
}

/// What the browser needs to compute its match code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyTaken {
    /// The request's id.
    pub request: String,
    /// Base64url of the server's number.
    pub number: String,
}

/// A pass that only the asking browser's private key opens: HPKE base mode, DHKEM(P-256, HKDF-SHA256),
/// HKDF-SHA256, AES-256-GCM (RFC 9180).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedPass {
    /// Base64url of the encapsulated key.
    pub enc: String,
    /// Base64url of ciphertext and tag.
    pub sealed: String,
    /// Base64url of HPKE's `info`: label, request, person, fingerprint.
    pub info: String,
}

/// `/api/recover/redeem`: the opened pass, spent from the asking browser.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RedeemPass {
    /// Both groups.
    pub pass: String,
}

/// See the module.
#[async_trait::async_trait]
pub trait Recovery {
    /// Asks. Writes the same rows for any name (R2). Least: nobody.
    async fn ask(&self, form: AskForm) -> Answer<Sent>;
    /// Takes the public half of the asking browser's key, once. Least: asker.
    async fn publish_key(&self, key: PublishKey) -> Answer<KeyTaken>;
    /// What `/recover/sent` shows. Least: asker.
    async fn waiting(&self) -> Answer<Waiting>;
    /// What the waiting page fetches. Least: asker.
    async fn status(&self) -> Answer<Status>;
    /// The asker withdraws. Least: asker.
    async fn cancel_request(&self) -> Answer<Sent>;
    /// Makes a pass and seals it to the request's key. Suspended methods etc. are as the approval left them. Least: asker, approved.
    async fn fetch_pass(&self) -> Answer<SealedPass>;
    /// Spends the pass: opens the enrolment. Least: asker.
    async fn redeem_pass(&self, redeem: RedeemPass) -> Answer<crate::common::Finished>;
}
