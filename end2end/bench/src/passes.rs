//! Issuing and redeeming a pass: fetched by the asking browser, sealed to its key, opened there (not counted), and used.

use std::time::Instant;

use contract::Recovery as _;
use contract::common::Finished;
use contract::recovery::{AskForm, RedeemPass};
use domain::request::life::{Approvers, Delay};
use domain::{ApprovalId, RequestId, match_code};
use store::requests::Approval;
use store::{Done, Fault, NewEntry};
use testkit::AskingKey;

use crate::bare::Bare;
use crate::browser::Browser;
use crate::fill::{self, Somebody};
use crate::ground::Ground;
use crate::table::{Met, Row};
use crate::timing::{millis, percentile};
use crate::{Bench, Result};

/// How many passes.
const PASSES: usize = 300;
/// Under which rule they are approved.
const RULE: &str = "pass-and-identity-check";

/// Asks as somebody, in a browser of their own, and sends its key.
async fn ask(ground: &Ground, somebody: &Somebody, number: usize) -> Result<(Browser, AskingKey, RequestId)> {
    let mut browser = Browser::new(&ground.core, number);
    let visitor = browser.visit().await?;
    let form = AskForm { user_name: somebody.user_name.clone(), what: "lost-or-stolen".to_owned() };
    visitor.ask(form).await.map_err(|refusal| format!("ask: {refusal:?}"))?;
    browser.keep(&visitor);
    let key = AskingKey::new(ground.rng.as_ref());
    let visitor = browser.visit().await?;
    let taken = visitor.publish_key(key.publish()).await.map_err(|refusal| format!("key: {refusal:?}"))?;
    browser.keep(&visitor);
    Ok((browser, key, RequestId::stored(taken.request)))
}

/// Approves as one approver does: what the worker and the approver's steps leave in the rows.
async fn approve(ground: &Ground, request: RequestId, about: &Somebody, by: &Somebody) -> Result<()> {
    let id = ApprovalId::mint(ground.rng.as_ref());
    ground
        .writer()
        .run((request, about.id.clone(), by.id.clone(), id), |tx, (request, person, approver, id)| {
            Box::pin(async move {
                let now = tx.now();
                let policy = store::policy::of(tx).await?.policy;
                let missing = || Fault::inconsistent("the request of a bench");
                store::requests::set_match(tx, request, Some(person), Some(approver), None).await?;
                let found = store::requests::by_id(tx, request).await?.ok_or_else(missing)?;
                let state = found.state.clone();
                let to = state.approve(now, &policy, id.clone(), approver, Approvers::One, Delay::None);
                let to = to.map_err(|_| missing())?;
                store::requests::set_decided(tx, request, &[], RULE).await?;
                if !store::requests::advance(tx, request, &found.state, &to, now).await? {
                    return Err(missing());
                }
                let key = found.public_key.as_deref().ok_or_else(missing)?;
                let approval = Approval {
                    id: id.clone(),
                    request: request.clone(),
                    person: person.clone(),
                    approver: approver.clone(),
                    acted_as: "manager".to_owned(),
                    decision: "approved".to_owned(),
                    at: now,
                    key_fingerprint: match_code::fingerprint(key).to_string(),
                    evidence: RULE.to_owned(),
                    record: "{}".to_owned(),
                    method: None,
                };
                store::requests::add_approval(tx, &approval).await?;
                Ok(Done::with((), NewEntry::new("approval.approved").by(approver).on(request)))
            })
        })
        .await?;
    Ok(())
}

/// Measures.
pub(crate) async fn rows(bench: &Bench) -> Result<Vec<Row>> {
    let folder = bench.folder.path();
    let mut bare = Bare::new(folder, "passes").await?;
    let ground = Ground::new(folder, "passes").await?;
    let mut people = fill::people(&ground, PASSES + 1, PASSES + 1).await?;
    let approver = people.pop().ok_or("nobody could approve")?;
    let mut asking = Vec::new();
    for (number, somebody) in people.iter().enumerate() {
        let (browser, key, request) = ask(&ground, somebody, number).await?;
        approve(&ground, request, somebody, &approver).await?;
        asking.push((browser, key));
    }

    let before = bare.commits_a_second().await?;
    let mut times = Vec::new();
    for (mut browser, key) in asking {
        let begun = Instant::now();
        let visitor = browser.visit().await?;
        let sealed = visitor.fetch_pass().await.map_err(|refusal| format!("fetch: {refusal:?}"))?;
        browser.keep(&visitor);
        let issuing = begun.elapsed();
        let pass = key.open(&sealed).ok_or("the browser cannot open its pass")?;
        let begun = Instant::now();
        let visitor = browser.visit().await?;
        let used = visitor.redeem_pass(RedeemPass { pass }).await;
        if !matches!(used.map_err(|refusal| format!("redeem: {refusal:?}"))?, Finished::Next(_)) {
            return Err("a pass was not taken".into());
        }
        times.push(issuing + begun.elapsed());
    }
    let after = bare.commits_a_second().await?;
    ground.close().await;
    bare.close().await?;

    let (p50, p99) = (millis(percentile(&times, 0.5)), millis(percentile(&times, 0.99)));
    let commit = 2_000.0 / (before + after);
    Ok(vec![Row {
        what: "issue + redeem a pass, p50".to_owned(),
        ours: format!("{p50:.2} ms (p99 {p99:.1})"),
        partner: format!("{commit:.2} ms bare commit"),
        ratio: Some(p50 / commit),
        must: "≤ 10 ms".to_owned(),
        aim: "≤ 3 ms".to_owned(),
        met: Met::of(Some(p50 <= 10.0), Some(p50 <= 3.0)),
    }])
}
