//! Asking, waiting, fetching and using the pass, against real rows.

mod asking;
mod passes;
mod telling;

use contract::{
    Enrolling as _, Recovery as _, RefusalCode, Sent,
    common::Finished,
    recovery::{AskForm, Phase, PublishKey, RedeemPass, Status, Waiting},
};
use domain::{
    PersonId, Policy, Span,
    ask_limits::{ASKS_BY_NAME, TRIES_BY_PASS},
    enrolment::EnrolmentState,
    method::MethodState,
    person::Role,
    request::{RequestState, Why, life::Delay},
};
use futures::future::join_all;
use store::args;

use super::bed::{Asking, Bed, each_engine, on_sqlite};

const HOUR: Span = Span::hours(1);

/// Somebody with a manager-like helper, asking, approved.
async fn cleared(test: &Bed<'_>) -> (Asking, PersonId, PersonId) {
    let (person, approver) = (test.person("ada").await, test.person("max").await);
    let asking = test.asking("ada", "lost-or-stolen").await;
    test.approve(&asking.id, &person, &approver, None, Delay::None).await;
    (asking, person, approver)
}

async fn redeem(asking: &mut Asking, pass: &str) -> contract::Answer<Finished> {
    let redeem = RedeemPass { pass: pass.to_owned() };
    asking.browser.go(async |visitor| visitor.redeem_pass(redeem).await).await
}

async fn page(asking: &mut Asking) -> (Waiting, Status) {
    asking
        .browser
        .go(async |visitor| (visitor.waiting().await.unwrap(), visitor.status().await.unwrap()))
        .await
}

fn next() -> contract::Answer<Finished> {
    Ok(Finished::Next("/recover/enrol".to_owned()))
}

fn again() -> contract::Answer<Finished> {
    Ok(Finished::Again("recover-pass-again".to_owned()))
}

/// What a page says of the request, without what each has of its own.
fn plain(asking: &Asking, mut waiting: Waiting) -> Waiting {
    assert_eq!(waiting.request, asking.id.to_string());
    assert!(waiting.number.take().is_some() && waiting.key.take().is_some());
    waiting.request.clear();
    waiting.name_given.clear();
    waiting
}

/// What the database's files hold, the write-ahead log among them.
fn files(test: &Bed<'_>) -> Vec<u8> {
    let store::Location::SqliteFile(path) = &test.scratch.location else { panic!("on SQLite") };
    let mut all = Vec::new();
    for end in ["", "-wal", "-shm"] {
        let mut name = path.clone().into_os_string();
        name.push(end);
        all.extend(std::fs::read(name).unwrap_or_default());
    }
    all
}
