//! Durable sign-ins a second, begun and finished through the use cases, beside the bare one-row commit rate.
//!
//! What the phones do meanwhile is not counted: all of a round begin, then all phones sign, then all finish.

use std::sync::Arc;
use std::time::{Duration, Instant};

use contract::common::Finished;
use contract::sign_in::BeginSignIn;
use contract::{Challenge, FinishCeremony, SignIn as _};
use service::Core;
use testkit::Authenticator;

use crate::bare::Bare;
use crate::browser::Browser;
use crate::fill::{self, Somebody};
use crate::ground::Ground;
use crate::table::{Met, Row};
use crate::timing::{grouped, rate, spread};
use crate::{Bench, Result, machine, verify};

/// People who sign in, each once a round.
const PEOPLE: usize = 768;
/// At once.
const AT_ONCE: usize = 256;
/// Rounds; the first only warms up.
const ROUNDS: usize = 6;

/// A sign-in that was begun.
pub(crate) struct Begun {
    browser: Browser,
    challenge: Challenge,
}

/// A sign-in whose phone has signed.
pub(crate) struct Signed {
    browser: Browser,
    finish: FinishCeremony,
}

/// Begins a sign-in in a new browser.
pub(crate) async fn begin(core: &Arc<Core>, user_name: String, number: usize) -> Result<Begun> {
    let mut browser = Browser::new(core, number);
    let visitor = browser.visit().await?;
    let begin = BeginSignIn { user_name, then: "/".to_owned() };
    let challenge = visitor.begin_sign_in(begin).await.map_err(|refusal| format!("begin: {refusal:?}"))?;
    browser.keep(&visitor);
    Ok(Begun { browser, challenge })
}

impl Begun {
    /// The phone signs.
    pub(crate) fn sign(self, phone: &mut Authenticator) -> Result<Signed> {
        let credential = phone.try_get(&self.challenge.options).ok_or("the phone's key was not asked for")?;
        let finish = FinishCeremony { id: self.challenge.id, credential, name: String::new() };
        Ok(Signed { browser: self.browser, finish })
    }
}

impl Signed {
    /// Finishes the sign-in.
    pub(crate) async fn finish(self) -> Result<()> {
        let visitor = self.browser.visit().await?;
        let finished = visitor.finish_sign_in(self.finish).await;
        match finished.map_err(|refusal| format!("finish: {refusal:?}"))? {
            Finished::Next(_) => Ok(()),
            Finished::Again(words) => Err(format!("finish: {words}").into()),
        }
    }
}

/// One round; how long it took without the phones.
async fn round(core: &Arc<Core>, all: &mut [(Somebody, Authenticator)], round: usize) -> Result<Duration> {
    let names = all.iter().enumerate().map(|(at, (somebody, _))| (at, somebody.user_name.clone()));
    let to_begin = Arc::clone(core);
    let begun = Instant::now();
    let ceremonies = spread(names.collect(), AT_ONCE, move |(at, user_name)| {
        let core = Arc::clone(&to_begin);
        async move { Ok((at, begin(&core, user_name, round * PEOPLE + at).await?)) }
    })
    .await?;
    let beginning = begun.elapsed();
    let mut signed = Vec::new();
    for (at, ceremony) in ceremonies {
        let (_, phone) = all.get_mut(at).ok_or("somebody else began")?;
        signed.push(ceremony.sign(phone)?);
    }
    let begun = Instant::now();
    spread(signed, AT_ONCE, Signed::finish).await?;
    Ok(beginning + begun.elapsed())
}

/// Measures.
pub(crate) async fn rows(bench: &Bench) -> Result<Vec<Row>> {
    let folder = bench.folder.path();
    let mut bare = Bare::new(folder, "sign-in").await?;
    let ground = Ground::new(folder, "sign-in").await?;
    let people = fill::people(&ground, PEOPLE, PEOPLE).await?;
    let mut all = fill::passkeys(&ground, &people).await?;

    round(&ground.core, &mut all, 0).await?;
    let before = bare.commits_a_second().await?;
    let mut time = Duration::ZERO;
    for number in 1..ROUNDS {
        time += round(&ground.core, &mut all, number).await?;
    }
    let after = bare.commits_a_second().await?;
    ground.close().await;
    bare.close().await?;

    let ours = rate((ROUNDS - 1) * PEOPLE, time);
    let commits = (before + after) / 2.0;
    // 40 % of what the cores could verify if they did nothing else.
    let aim = 0.4 * machine::cores() as f64 / verify::bare_seconds()?;
    Ok(vec![Row {
        what: format!("durable sign-ins, {AT_ONCE} at once"),
        ours: format!("{}/s", grouped(ours)),
        partner: format!("{}/s bare commits", grouped(commits)),
        ratio: Some(ours / commits),
        must: "≥ 1×".to_owned(),
        aim: format!("≥ {}/s", grouped(aim)),
        met: Met::of(Some(ours >= commits), Some(ours >= aim)),
    }])
}
