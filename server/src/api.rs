//! What islands fetch, one small function an endpoint: read the body, ask the Portal, answer. Whoever calls is
//! already known to be the route's least caller; the use case checks again.

use std::future::Future;
use std::pin::Pin;

use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use contract::{
    Answer, FinishCeremony, PortalRef, Refusal,
    common::Finished,
    recovery::{PublishKey, RedeemPass},
    sign_in::BeginSignIn,
};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use words::{Language, Words};

use crate::json;

/// One call of an endpoint.
pub(crate) struct Call {
    pub(crate) portal: PortalRef,
    /// The address's parameter, where its pattern has one.
    pub(crate) parameter: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) language: Language,
}

/// What an endpoint does.
pub(crate) type Endpoint = fn(Call) -> Pin<Box<dyn Future<Output = Result<Response, Refusal>> + Send>>;

impl Call {
    fn read<T: DeserializeOwned>(&self) -> Answer<T> {
        json::read(&self.body)
    }

    /// An endpoint that takes nothing still takes an object, so that its form can grow.
    fn read_nothing(&self) -> Answer<()> {
        json::read::<Nothing>(&self.body).map(|Nothing {}| ())
    }

    /// How a ceremony ended, with its words looked up.
    fn finished(&self, finished: Finished) -> Result<Response, Refusal> {
        let finished = match finished {
            Finished::Again(key) => Finished::Again(Words::of(self.language).get(&key, &[])),
            next => next,
        };
        ok(&finished)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BeginProof {
    #[serde(default)]
    then: String,
}

fn ok<T: Serialize>(value: &T) -> Result<Response, Refusal> {
    Ok(json::answer(StatusCode::OK, value))
}

macro_rules! endpoints {
    ($($(#[$doc:meta])* $name:ident($call:ident) $body:block)+) => {$(
        $(#[$doc])*
        pub(crate) fn $name($call: Call) -> Pin<Box<dyn Future<Output = Result<Response, Refusal>> + Send>> {
            Box::pin(async move { $body })
        }
    )+};
}

endpoints! {
    sign_in_begin(call) { ok(&call.portal.begin_sign_in(call.read::<BeginSignIn>()?).await?) }
    sign_in_finish(call) { call.finished(call.portal.finish_sign_in(call.read::<FinishCeremony>()?).await?) }
    proof_begin(call) { ok(&call.portal.begin_proof(call.read::<BeginProof>()?.then).await?) }
    proof_finish(call) { call.finished(call.portal.finish_proof(call.read::<FinishCeremony>()?).await?) }
    methods_begin(call) { call.read_nothing()?; ok(&call.portal.begin_add().await?) }
    methods_finish(call) { call.finished(call.portal.finish_add(call.read::<FinishCeremony>()?).await?) }
    recover_key(call) { ok(&call.portal.publish_key(call.read::<PublishKey>()?).await?) }
    recover_pass(call) { call.read_nothing()?; ok(&call.portal.fetch_pass().await?) }
    recover_redeem(call) { call.finished(call.portal.redeem_pass(call.read::<RedeemPass>()?).await?) }
    /// Answers 304 while nothing changed, so that a page that waits costs next to nothing.
    recover_status(call) { status(&call.headers, &call.portal.status().await?) }
    enrol_begin(call) { call.read_nothing()?; ok(&call.portal.begin_enrol().await?) }
    enrol_finish(call) { call.finished(call.portal.finish_enrol(call.read::<FinishCeremony>()?).await?) }
    enrol_move(call) { call.read_nothing()?; ok(&call.portal.move_link().await?) }
    approvals_begin(call) { call.read_nothing()?; ok(&call.portal.begin_decide(call.parameter.clone()).await?) }
    approvals_finish(call) {
        let finish = call.read::<FinishCeremony>()?;
        call.finished(call.portal.finish_decide(call.parameter.clone(), finish).await?)
    }
    drill_proof_begin(call) { call.read_nothing()?; ok(&call.portal.begin_drill_proof().await?) }
    drill_proof_finish(call) {
        call.finished(call.portal.finish_drill_proof(call.read::<FinishCeremony>()?).await?)
    }
    drill_key(call) { ok(&call.portal.publish_drill_key(call.read::<PublishKey>()?).await?) }
    /// As [`recover_status`].
    drill_status(call) { status(&call.headers, &call.portal.drill_status().await?) }
    drills_begin(call) {
        call.read_nothing()?;
        ok(&call.portal.begin_drill_decide(call.parameter.clone()).await?)
    }
    drills_finish(call) {
        let finish = call.read::<FinishCeremony>()?;
        call.finished(call.portal.finish_drill_decide(call.parameter.clone(), finish).await?)
    }
}

fn status<T: Serialize>(headers: &HeaderMap, status: &T) -> Result<Response, Refusal> {
    let mut response = json::answer(StatusCode::OK, status);
    // The whole answer is what must not have changed; `mark` may hold anything, so it is not quoted itself.
    let tag = serde_json::to_vec(status).map(|text| format!("\"{}\"", short_hash(&text))).unwrap_or_default();
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    if known.flat_map(|value| value.split(',')).any(|known| known.trim().trim_start_matches("W/") == tag) {
        response = StatusCode::NOT_MODIFIED.into_response();
    }
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    Ok(response)
}

/// Sixteen hexadecimal digits that tell one answer from another; not a secret, so any hash that is the same in
/// every process will do (FNV-1a).
fn short_hash(text: &[u8]) -> String {
    let hash = text.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use contract::recovery::{Phase, Status};

    use super::*;

    #[test]
    fn an_unchanged_status_is_answered_with_304() {
        let now = Status { phase: Phase::Waiting, mark: "a".to_owned(), again: 3 };
        let first = status(&HeaderMap::new(), &now).unwrap();
        assert_eq!(first.status(), StatusCode::OK);
        let seen = HeaderMap::from_iter([(header::IF_NONE_MATCH, first.headers()[header::ETAG].clone())]);
        assert_eq!(status(&seen, &now).unwrap().status(), StatusCode::NOT_MODIFIED);
        for changed in [
            Status { phase: Phase::Cleared, ..now.clone() },
            Status { mark: "b".to_owned(), ..now.clone() },
            Status { again: 10, ..now.clone() },
        ] {
            assert_eq!(status(&seen, &changed).unwrap().status(), StatusCode::OK, "{changed:?}");
        }
    }
}
