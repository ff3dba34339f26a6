//! One sign-in after the other among a million people, beside a thousand; the two in turn.

use std::time::{Duration, Instant};

use testkit::Authenticator;

use crate::fill::{self, Somebody};
use crate::ground::Ground;
use crate::table::{Met, Row};
use crate::timing::{millis, percentile};
use crate::{Bench, Result, sign_in};

const MANY: usize = 1_000_000;
const FEW: usize = 1_000;
/// People who sign in, of each.
const SIGNERS: usize = 200;
/// Sign-ins of each of them.
const TIMES: usize = 12;

/// A portal with so many people, each with a passkey; some can be used.
async fn portal(
    bench: &Bench,
    name: &str,
    people: usize,
) -> Result<(Ground, Vec<(Somebody, Authenticator)>)> {
    let ground = Ground::new(bench.folder.path(), name).await?;
    let some = fill::people(&ground, people, SIGNERS).await?;
    let signers = fill::passkeys(&ground, &some).await?;
    let (like, _) = signers.first().ok_or("nobody has a passkey")?;
    fill::methods_of_all(&ground, like).await?;
    Ok((ground, signers))
}

/// How long one sign-in takes, without what the phone does.
async fn once(ground: &Ground, one: &mut (Somebody, Authenticator), number: usize) -> Result<Duration> {
    let (somebody, phone) = one;
    let begun = Instant::now();
    let ceremony = sign_in::begin(&ground.core, somebody.user_name.clone(), number).await?;
    let beginning = begun.elapsed();
    let signed = ceremony.sign(phone)?;
    let begun = Instant::now();
    signed.finish().await?;
    Ok(beginning + begun.elapsed())
}

/// Measures.
pub(crate) async fn rows(bench: &Bench) -> Result<Vec<Row>> {
    let (few, mut few_signers) = portal(bench, "few", FEW).await?;
    let (many, mut many_signers) = portal(bench, "many", MANY).await?;
    let (mut at_few, mut at_many) = (Vec::new(), Vec::new());
    for round in 0..=TIMES {
        for (number, (one, other)) in few_signers.iter_mut().zip(&mut many_signers).enumerate() {
            let number = round * SIGNERS + number;
            let (one, other) = (once(&few, one, number).await?, once(&many, other, number).await?);
            // The first of each only warms up.
            if round > 0 {
                at_few.push(one);
                at_many.push(other);
            }
        }
    }
    few.close().await;
    many.close().await;
    let (few, many) = (millis(percentile(&at_few, 0.99)), millis(percentile(&at_many, 0.99)));
    let halves = (millis(percentile(&at_few, 0.5)), millis(percentile(&at_many, 0.5)));
    let ratio = many / few;
    Ok(vec![Row {
        what: "sign-in p99 at 1 000 000 people".to_owned(),
        ours: format!("{many:.2} ms (p50 {:.2})", halves.1),
        partner: format!("{few:.2} ms at 1 000 (p50 {:.2})", halves.0),
        ratio: Some(ratio),
        must: "≤ 2×".to_owned(),
        aim: "≤ 1.2×".to_owned(),
        met: Met::of(Some(ratio <= 2.0), Some(ratio <= 1.2)),
    }])
}
