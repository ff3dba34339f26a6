//! The asking browser uses its pass (R5: only together with the request's cookie).

use std::sync::Arc;

use contract::{Answer, RefusalCode, common::Finished, recovery::RedeemPass};
use data_encoding::BASE64URL_NOPAD;
use domain::{
    EnrolmentId, RequestId,
    ask_limits::PASSES_BY_NETWORK,
    pass::{GROUP_SYMBOLS, Group, Half, Pass},
    request::RequestState,
    same::same,
};
use store::{Done, Fault, Tx};

use super::open::{Opening, Stands, approved, open, stands, wrong_try};
use crate::{CookieKind, Core, Label, Visitor, closing, visitor::enabled};

/// Both groups as a browser sends them: the 24 characters as unsealed, or as they are read out, with check symbols.
fn read(text: &str) -> Option<Pass> {
    let written: Vec<char> =
        text.chars().filter(|c| c.is_ascii_alphanumeric()).take(2 * GROUP_SYMBOLS + 1).collect();
    if written.len() == 2 * GROUP_SYMBOLS {
        let (first, second) = written.split_at(GROUP_SYMBOLS);
        let group = |symbols: &[char], half| Group::read(&symbols.iter().collect::<String>(), half).ok();
        return Pass::of(group(first, Half::First)?, group(second, Half::Second)?);
    }
    let bytes: Vec<u8> = written.iter().filter_map(|c| u8::try_from(*c).ok()).collect();
    Pass::from_bytes(&bytes)
}

enum Redeemed {
    Yes,
    Again,
    Over,
}

impl Visitor {
    pub(super) async fn redeem(&self, redeem: RedeemPass) -> Answer<Finished> {
        let request = self.need_request()?;
        let again = || Ok(Finished::Again("recover-pass-again".to_owned()));
        // By request and not by network: nobody who shares a network uses up somebody else's tries (I09).
        let id = request.id.as_str().as_bytes();
        let bucket = BASE64URL_NOPAD.encode(&self.core.keys.hash(Label::Limit, &[b"redeem", id]));
        let (most, within) = (PASSES_BY_NETWORK.most, PASSES_BY_NETWORK.within);
        let free = store::rate::take_alone(&self.core.writer, bucket, most, within)
            .await
            .map_err(self.fault("pass.limit"))?;
        if !free {
            return Err(self.refuse(RefusalCode::TooMany));
        }
        let Some(pass) = read(&redeem.pass) else { return again() };
        let hash = self.core.keys.hash(Label::Pass, &[pass.as_bytes().as_ref()]);
        let (secret, secret_hash) = self.core.secret(Label::Cookie);
        let opening = Opening { id: EnrolmentId::mint(self.core.rng.as_ref()), secret_hash };
        let input = (Arc::clone(&self.core), request.id.clone(), hash, opening);
        let redeemed = self
            .core
            .writer
            .run(input, |tx, (core, id, hash, opening)| Box::pin(redeemed(tx, core, id, hash, opening)))
            .await
            .map_err(self.fault("pass.used"))?;
        match redeemed {
            Redeemed::Yes => {
                self.set_cookie(CookieKind::Enrolment, secret, Some(self.policy.enrolment_life));
                Ok(Finished::Next("/recover/enrol".to_owned()))
            }
            Redeemed::Again => again(),
            Redeemed::Over => Err(self.refuse(RefusalCode::Over)),
        }
    }
}

async fn redeemed(
    tx: &mut Tx,
    core: &Core,
    id: &RequestId,
    hash: &[u8; 32],
    opening: &Opening,
) -> Result<Done<Redeemed>, Fault> {
    let now = tx.now();
    let over = || Ok(Done::plain(Redeemed::Over));
    let again = || Ok(Done::plain(Redeemed::Again));
    let policy = store::policy::of(tx).await?.policy;
    let Some(request) = store::requests::by_id(tx, id).await? else { return over() };
    let state = request.state.clone().settled(now);
    if matches!(state, RequestState::Expired { .. }) && request.ended.is_none() {
        let entries = closing::end_otherwise(tx, core, &request, &state, audit::Actor::System).await?;
        return Ok(Done::all(Redeemed::Over, entries));
    }
    let Some(facts) = approved(&state) else { return over() };
    let Some(person) = &request.person else { return over() };
    let person =
        store::people::by_id(tx, person).await?.filter(|person| enabled(person) && !person.emergency);
    let Some(person) = person else { return over() };
    if stands(tx, &request, facts, &person).await? != Stands::Yes {
        return over();
    }
    // Only the pass of this very request: one sealed to another browser, or spoken, opens nothing here.
    let live = store::passes::live_of(tx, &person.id).await?;
    let ours = live.filter(|pass| pass.request.as_ref() == Some(id) && pass.kind == "request");
    let Some(pass) = ours else { return again() };
    if now >= pass.until {
        return match closing::expire_pass(tx, &pass).await? {
            Some(entry) => Ok(Done::with(Redeemed::Again, entry)),
            None => again(),
        };
    }
    if !pass.hash.as_deref().is_some_and(|kept| same(kept, hash)) {
        return Ok(Done::all(Redeemed::Again, wrong_try(tx, &pass).await?));
    }
    match open(tx, core, &policy, &person, &pass, Some(&request), opening).await? {
        Some(entries) => Ok(Done::all(Redeemed::Yes, entries)),
        None => again(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Sevens;
    impl domain::Rng for Sevens {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(7);
        }
    }

    #[test]
    fn a_pass_is_read_as_unsealed_and_as_spoken() {
        let pass = Pass::mint(&Sevens);
        let unsealed = String::from_utf8(pass.as_bytes().as_ref().to_vec()).unwrap();
        let spoken = format!("{} – {}", pass.group(Half::First).spoken(), pass.group(Half::Second).spoken());
        assert_eq!(read(&unsealed).as_ref(), Some(&pass));
        assert_eq!(read(&spoken).as_ref(), Some(&pass));
        for bad in [
            "",
            "x",
            unsealed.get(1..).unwrap(),
            &format!("{unsealed}0"),
            &format!("{spoken}0"),
            &"u".repeat(24),
        ] {
            assert!(read(bad).is_none(), "{bad}");
        }
    }
}
