//! The halves of a spoken pass: each of two approvers sees one, once, and never the other's (R5, I03).

use contract::{Answer, RefusalCode, Words, approvals::Half as HalfPage};
use domain::{
    PassId, PersonId, RequestId, Time,
    pass::{Group, Half},
    pass_life::PassState,
    request::RequestState,
};
use store::{Done, Fault, NewEntry, Reads, Tx, passes::StoredPass, requests::Request};

use super::document::Document;
use crate::{
    Visitor,
    halves::{Halves, KeptHalf},
    sign_in::json,
    slow_hash::new_salt,
    visitor::enabled,
};

/// A spoken request that was approved by two, seen by one of them.
struct Spoken {
    request: Request,
    state: RequestState,
    /// Which half this approver reads out.
    half: Half,
    /// Who reads out the other.
    other: PersonId,
    /// Both approvers, and the person, can still act.
    stands: bool,
}

/// The live pass of a request, if it is a spoken one.
async fn live(on: &mut impl Reads, request: &RequestId, now: Time) -> Result<Option<StoredPass>, Fault> {
    let passes = store::passes::of_request(on, request).await?;
    Ok(passes.into_iter().find(|pass| pass.state == "live" && pass.kind == "spoken" && now < pass.until))
}

fn kept(pass: Option<&StoredPass>) -> Result<Halves, Fault> {
    match pass.and_then(|pass| pass.halves.as_deref()) {
        Some(text) if !text.is_empty() => Halves::read(text),
        _ => Ok(Halves::default()),
    }
}

fn slot(halves: &mut Halves, half: Half) -> &mut Option<KeptHalf> {
    match half {
        Half::First => &mut halves.first,
        Half::Second => &mut halves.second,
    }
}

/// The request as `me` may read out a half of it: only one of its two approvers, and only while it is approved.
async fn spoken(
    on: &mut impl Reads,
    id: &RequestId,
    me: &PersonId,
    now: Time,
) -> Result<Option<Spoken>, Fault> {
    let Some(request) = store::requests::by_id(on, id).await?.filter(|request| request.spoken) else {
        return Ok(None);
    };
    let state = request.state.clone().settled(now);
    let RequestState::Approved(facts) = &state else { return Ok(None) };
    let approvals = store::requests::approvals(on, &request.id).await?;
    // In the order in which they approved: the first reads out the first half.
    let by: Vec<PersonId> = facts
        .by
        .iter()
        .filter_map(|id| approvals.iter().find(|approval| approval.id == *id))
        .map(|approval| approval.approver.clone())
        .collect();
    let [first, second] = by.as_slice() else { return Ok(None) };
    let (half, other) = if first == me {
        (Half::First, second.clone())
    } else if second == me {
        (Half::Second, first.clone())
    } else {
        return Ok(None);
    };
    let mut stands = true;
    for id in [Some(first), Some(second), request.person.as_ref()] {
        let person = match id {
            Some(id) => store::people::by_id(on, id).await?,
            None => None,
        };
        stands &= person.is_some_and(|person| enabled(&person) && !person.emergency);
    }
    Ok(Some(Spoken { request, state, half, other, stands }))
}

/// Keeps a half that was minted and hashed outside; makes the pass if there is none. `None` if this approver saw a half
/// of the live pass already, or there can be no pass any more: nothing is written then.
async fn keep(
    tx: &mut Tx,
    me: &PersonId,
    id: &RequestId,
    pass: &PassId,
    kept_half: &KeptHalf,
) -> Result<Done<Option<Time>>, Fault> {
    let now = tx.now();
    let policy = store::policy::of(tx).await?.policy;
    let Some(spoken) = spoken(tx, id, me, now).await?.filter(|spoken| spoken.stands) else {
        return Ok(Done::plain(None));
    };
    let (request, Some(person)) = (&spoken.request, &spoken.request.person) else {
        return Ok(Done::plain(None));
    };
    let entry = |kind: &'static str| NewEntry::new(kind).by(me).about(person).on(&request.id);
    let shown = |pass: &PassId| {
        entry("pass.half-shown")
            .with("pass", pass.as_str())
            .with("half", if spoken.half == Half::First { "1" } else { "2" })
    };
    if let Some(live) = live(tx, id, now).await? {
        let mut halves = kept(Some(&live))?;
        let slot = slot(&mut halves, spoken.half);
        if slot.is_some() {
            return Ok(Done::plain(None));
        }
        *slot = Some(kept_half.clone());
        if !store::passes::set_halves(tx, &live.id, live.halves.as_deref(), &json(&halves)).await? {
            return Ok(Done::plain(None));
        }
        return Ok(Done::with(Some(live.until), shown(&live.id)));
    }
    let RequestState::Approved(facts) = &spoken.state else { return Ok(Done::plain(None)) };
    let life = PassState::make(now, facts.works_from, facts.until, &policy);
    let PassState::Live { works_from, until, .. } = life else { return Ok(Done::plain(None)) };
    let Ok(next) = spoken.state.clone().fetch_pass(now) else { return Ok(Done::plain(None)) };
    let mut halves = Halves::default();
    *slot(&mut halves, spoken.half) = Some(kept_half.clone());
    let made = StoredPass {
        id: pass.clone(),
        person: person.clone(),
        request: Some(request.id.clone()),
        kind: "spoken".to_owned(),
        state: life.word().to_owned(),
        hash: None,
        halves: Some(json(&halves)),
        made: now,
        works_from,
        until,
        tries: 0,
    };
    let ended = store::passes::add(tx, &made).await?;
    super::ending::advance(tx, request, &next).await?;
    let mut entries = Vec::new();
    if ended > 0 {
        entries.push(entry("pass.ended").by_system().with("why", "replaced"));
    }
    entries.push(
        entry("pass.made")
            .with("pass", pass.as_str())
            .with("kind", "spoken")
            .with("until", until.0.to_string()),
    );
    entries.push(shown(pass));
    Ok(Done::all(Some(until), entries))
}

impl Visitor {
    /// The review in which `me` approved that spoken request: where their half is read out.
    pub(crate) async fn review_of_spoken(
        &self,
        me: &PersonId,
        person: &PersonId,
        request: &RequestId,
    ) -> Result<Option<String>, Fault> {
        for review in store::requests::reviews_of(&mut &self.core.db, me, person).await? {
            if Document::of(&review)?.spoken.as_ref() == Some(request) {
                return Ok(Some(review.id.to_string()));
            }
        }
        Ok(None)
    }

    pub(super) async fn half_page(&self, id: &str, show: bool) -> Answer<HalfPage> {
        // Half of a pass stands here: whoever finds the approver's screen open must not read it.
        self.need_fresh()?;
        let (inside, review) = self.own_review(id).await?;
        let me = inside.person.id.clone();
        let not_here = || self.refuse(RefusalCode::NotHere);
        let fault = || self.fault("half.read");
        let mut db = &self.core.db;
        let document = Document::of(&review).map_err(fault())?;
        let request = document.spoken.ok_or_else(not_here)?;
        let found = spoken(&mut db, &request, &me, self.now).await.map_err(fault())?;
        let spoken = found.ok_or_else(|| self.refuse(RefusalCode::Over))?;
        let name =
            |person: Option<store::people::Person>| person.map(|person| person.name).unwrap_or_default();
        let other = name(store::people::by_id(&mut db, &spoken.other).await.map_err(fault())?);
        let whom = store::people::by_id(&mut db, &review.person).await.map_err(fault())?;
        let pass = live(&mut db, &request, self.now).await.map_err(fault())?;
        let mut page = HalfPage {
            which: if spoken.half == Half::First { 1 } else { 2 },
            group: None,
            other,
            name: name(whom),
            until: pass.as_ref().map(|pass| pass.until),
        };
        if !show || slot(&mut kept(pass.as_ref()).map_err(fault())?, spoken.half).is_some() {
            return Ok(page);
        }
        if !spoken.stands {
            return Err(self.refuse(RefusalCode::Over));
        }
        // Until `security` was told nobody knows from when on the pass works (R3); the rules make none before.
        if matches!(&spoken.state, RequestState::Approved(facts) if facts.untold) {
            return Err(self.refuse_saying(RefusalCode::NotAllowed, Words::of("half-not-yet")));
        }
        // Minted here and hashed before the job, which only takes the hash: the half itself goes to this page alone.
        let group = Group::mint(self.core.rng.as_ref(), spoken.half);
        let text = group.spoken();
        let salt = new_salt(self.core.rng.as_ref());
        let hashes = self.hash_halves(vec![(group, salt.clone())]).await?;
        let Some(hash) = hashes.into_iter().next() else {
            return Err(self.refuse(RefusalCode::WentWrong));
        };
        let half = KeptHalf { approver: me.clone(), salt, hash };
        let pass = PassId::mint(self.core.rng.as_ref());
        let input = (me, request, pass, half);
        let until = self
            .core
            .writer
            .run(input, |tx, (me, request, pass, half)| {
                Box::pin(async move { keep(tx, me, request, pass, half).await })
            })
            .await
            .map_err(self.fault("half.keep"))?;
        if until.is_some() {
            page.group = Some(text);
            page.until = until;
        }
        Ok(page)
    }
}
