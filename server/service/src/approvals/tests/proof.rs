//! The approver's proof: over what, with which key, and what a change in the database does to it.

use contract::{Approvals as _, common::Finished};
use domain::{method::MethodState, request::RequestWord};
use sha2::{Digest as _, Sha256};
use store::args;

use super::scene::{Scene, code_of, told};
use crate::{ceremony::bound_challenge, recovery::bed::on_sqlite};

/// Puts another key in the row, as somebody with the database could.
async fn swap_key(t: &crate::recovery::bed::Bed<'_>, asked: &domain::RequestId) {
    let other = t.asking("nobody-at-all", "lost-or-stolen").await;
    let key = t.request(&other.id).await.public_key;
    assert_eq!(t.raw("UPDATE request SET public_key = $2 WHERE id = $1", args![asked, key]).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_record_lets_anybody_check_what_the_approver_signed() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let asking = scene.asks(t).await;
            let (phone, call) = (scene.phone.to_string(), scene.call());
            scene.manager.approve(t, &asking.id, &phone, &call).await;
            let approvals = store::requests::approvals(&mut &t.scratch.db, &asking.id).await.unwrap();
            let [approval] = approvals.as_slice() else { panic!("one approval") };
            let record: serde_json::Value = serde_json::from_str(&approval.record).unwrap();
            let bytes = |value: &serde_json::Value| {
                data_encoding::BASE64URL_NOPAD.decode(value.as_str().unwrap().as_bytes()).unwrap()
            };
            let nonce: [u8; 32] = bytes(&record["nonce"]).try_into().unwrap();
            let decided = record["decided"].as_str().unwrap();
            let client: serde_json::Value =
                serde_json::from_slice(&bytes(&record["proof"]["clientDataJSON"])).unwrap();
            let challenge: [u8; 32] = bytes(&client["challenge"]).try_into().unwrap();
            assert_eq!(challenge, bound_challenge(&nonce, decided.as_bytes()));
            let decided: serde_json::Value = serde_json::from_str(decided).unwrap();
            assert_eq!(decided["key"], approval.key_fingerprint.as_str());
            assert_eq!(
                (decided["decision"].as_str(), decided["request"].as_str()),
                (Some("approve"), Some(asking.id.as_str()))
            );
            let recorded = record["recorded"].as_str().unwrap();
            let digest = data_encoding::HEXLOWER.encode(&Sha256::digest(recorded));
            assert_eq!(decided["recorded"], digest);
            let recorded: serde_json::Value = serde_json::from_str(recorded).unwrap();
            assert_eq!(recorded["says"]["place"], "at the station");
            assert_eq!(
                (record["evidence"].as_str(), record["house_rule"].as_bool()),
                (Some("house-call-back"), Some(true))
            );
            assert_eq!(approval.method.as_ref(), Some(&scene.manager.method));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_swapped_before_the_code_makes_the_code_wrong() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let asking = scene.asks(t).await;
            let code = code_of(t, &asking.id).await;
            swap_key(t, &asking.id).await;
            let (phone, call) = (scene.phone.to_string(), scene.call());
            let review = scene.manager.begin(&scene.anna).await.unwrap();
            scene.manager.up_to_code(&review, &phone, &call).await;
            let sent = scene.manager.send(&review, super::scene::types(&code)).await;
            assert!(matches!(sent, contract::Sent::Mend(_)));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_swapped_after_the_code_is_refused_and_on_record() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let asking = scene.asks(t).await;
            let (phone, call) = (scene.phone.to_string(), scene.call());
            let review = scene.manager.up_to_decide(t, &asking.id, &phone, &call).await;
            swap_key(t, &asking.id).await;
            let refused = scene.manager.prove(&review).await.unwrap_err();
            assert_eq!(refused.words.unwrap().key, "approval-mismatch");
            assert!(t.app.all_entries().await.contains(&"approval.mismatch".to_owned()));
            assert_eq!(told(t, &scene.security.id, "mismatch").await, 1);
            assert_eq!(t.request(&asking.id).await.state.name(), RequestWord::Asked);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_swapped_while_the_approver_signs_is_refused_and_on_record() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let asking = scene.asks(t).await;
            let (phone, call) = (scene.phone.to_string(), scene.call());
            let review = scene.manager.up_to_decide(t, &asking.id, &phone, &call).await;
            let id = review.clone();
            let begun =
                scene.manager.browser.go(async |visitor| visitor.begin_decide(id).await).await.unwrap();
            swap_key(t, &asking.id).await;
            let credential = scene.manager.key.get(&begun.options);
            let finished = scene.manager.finish(&review, begun.id, credential).await.unwrap();
            assert_eq!(finished, Finished::Again("approval-mismatch".to_owned()));
            assert!(t.app.all_entries().await.contains(&"approval.mismatch".to_owned()));
            assert_eq!(t.request(&asking.id).await.state.name(), RequestWord::Asked);
            assert_eq!(t.method_state(&scene.old).await, MethodState::Active, "nothing was suspended");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_recorded_cannot_be_changed_while_the_approver_signs() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let asking = scene.asks(t).await;
            let (phone, call) = (scene.phone.to_string(), scene.call());
            let review = scene.manager.up_to_decide(t, &asking.id, &phone, &call).await;
            let id = review.clone();
            let begun =
                scene.manager.browser.go(async |visitor| visitor.begin_decide(id).await).await.unwrap();
            t.raw(
                "UPDATE review SET document = REPLACE(document, 'at the station', 'elsewhere')",
                Vec::new(),
            )
            .await;
            let credential = scene.manager.key.get(&begun.options);
            let finished = scene.manager.finish(&review, begun.id, credential).await.unwrap();
            assert_eq!(finished, Finished::Again("approval-mismatch".to_owned()));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_approvers_own_working_passkey_decides() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let asking = scene.asks(t).await;
            let (phone, call) = (scene.phone.to_string(), scene.call());
            let review = scene.manager.up_to_decide(t, &asking.id, &phone, &call).await;
            let again = Finished::Again("approval-proof-again".to_owned());
            // Another person's key, put in place of the own.
            let id = review.clone();
            let begun =
                scene.manager.browser.go(async |visitor| visitor.begin_decide(id).await).await.unwrap();
            let mut open = begun.options.clone();
            open["publicKey"]["allowCredentials"] = serde_json::json!([]);
            let other = scene.boss.key.get(&open);
            assert_eq!(scene.manager.finish(&review, begun.id, other).await.unwrap(), again);
            // The own key without the finger on it.
            scene.manager.key.verifies = false;
            assert_eq!(scene.manager.prove(&review).await.unwrap(), again);
            scene.manager.key.verifies = true;
            // A proof is spent by its first use.
            let id = review.clone();
            let begun =
                scene.manager.browser.go(async |visitor| visitor.begin_decide(id).await).await.unwrap();
            let credential = scene.manager.key.get(&begun.options);
            t.raw("UPDATE method SET state = 'suspended' WHERE id = $1", args![&scene.manager.method]).await;
            let answer = scene.manager.finish(&review, begun.id, credential).await;
            assert!(answer.is_err() || answer.unwrap() == again, "a suspended passkey decides nothing");
            assert_eq!(t.request(&asking.id).await.state.name(), RequestWord::Asked);
        })
    })
    .await;
}
