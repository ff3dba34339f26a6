//! A saved recovery code given along with a request (R4): kept encrypted until the worker knows whose request it is, and
//! then only as what it proved. The asker is never told whether it was right (R2).

use std::sync::Arc;

use contract::{Answer, RefusalCode, Sent, Words};
use domain::{MethodId, RequestId, Span, method::MethodState, recovery_codes::Code};
use store::{Done, NewEntry, backups::codes};
use zeroize::Zeroizing;

use crate::{
    Core, Label, Visitor,
    backups::{
        codes::{no_codes, place_of},
        trying::slip,
    },
    slow_hash::{self, Salted},
};

/// Codes given with one request: a slip is found by its check symbol, so few are needed.
const GIVEN: u32 = 5;
/// Taken up at once.
const MANY: u32 = 16;

impl Visitor {
    pub(super) async fn give(&self, code: &str) -> Answer<Sent> {
        let request = self.need_request()?;
        let code = match Code::read(code) {
            Ok(code) => code,
            Err(error) => return Ok(Sent::mend("recovery_code", slip(error))),
        };
        self.limit_by("give-code", request.id.as_str(), GIVEN, Span::hours(72)).await?;
        let sealed = self
            .core
            .keys
            .seal(Label::Code, request.id.as_str(), code.as_bytes().as_ref(), self.core.rng.as_ref())
            .ok_or_else(|| self.broken("given.seal"))?;
        let given = self
            .core
            .writer
            .run((request.id.clone(), sealed), |tx, (id, sealed)| {
                Box::pin(async move {
                    let now = tx.now();
                    let asked_life = store::policy::of(tx).await?.policy.asked_life;
                    // Only the clock decides, as on the page itself: whether somebody denied, froze or approved meanwhile
                    // is not told, and to a name that is nobody's nothing of it can happen (I08, R2).
                    let waits = store::requests::by_id(tx, id)
                        .await?
                        .is_some_and(|request| now < request.asked + asked_life);
                    if !waits {
                        return Ok(Done::plain(false));
                    }
                    codes::give(tx, id, sealed).await?;
                    Ok(Done::with(true, NewEntry::new("request.code-given").on(id)))
                })
            })
            .await
            .map_err(self.fault("given.write"))?;
        if given {
            Ok(Sent::next("/recover/sent"))
        } else {
            Err(self.refuse_saying(RefusalCode::Over, Words::of("by-codes-over")))
        }
    }
}

/// Looks at the codes of requests that are matched: each is compared once and then forgotten.
pub(crate) async fn check_given(core: &Arc<Core>) {
    let found = codes::unchecked(&mut &core.db, MANY).await;
    let Some(found) = core.noted("given.look", "", found) else { return };
    for id in found {
        let result = one(core, &id).await;
        core.noted("given.check", id.as_str(), result);
    }
}

async fn one(core: &Arc<Core>, id: &RequestId) -> Result<(), store::Fault> {
    let db = &mut &core.db;
    let Some(request) = store::requests::by_id(db, id).await? else { return Ok(()) };
    let Some(sealed) = codes::given(db, id).await?.and_then(|given| given.sealed) else { return Ok(()) };
    // To one that is decided it adds nothing.
    let undecided = request.state.clone().settled(core.now()).is_undecided();
    let right = match (&request.person, core.keys.unseal(Label::Code, id.as_str(), &sealed)) {
        (Some(person), Some(code)) if undecided => {
            let methods = store::methods::of(db, person).await?;
            let set = codes::of(db, person).await?.into_iter().find(|set| {
                methods.iter().any(|method| method.id == set.method && method.state == MethodState::Active)
            });
            let salt = set.as_ref().map_or_else(no_codes, |set| set.salt.clone());
            let secret = Zeroizing::new(String::from_utf8_lossy(&code).into_owned());
            let hashes = slow_hash::hash(&core.keys, Label::Code, vec![Salted { secret, salt }]).await;
            let hash = hashes.and_then(|hashes| hashes.first().copied());
            set.zip(hash).and_then(|(set, hash)| place_of(&set, &hash).map(|place| (set.method, place)))
        }
        _ => None,
    };
    core.writer
        .run(
            (request, right),
            |tx, (request, right): &(store::requests::Request, Option<(MethodId, u32)>)| {
                Box::pin(async move {
                    codes::checked(tx, &request.id, right.as_ref()).await?;
                    let entry = NewEntry::new("request.code-checked")
                        .by_system()
                        .on(&request.id)
                        .with("right", if right.is_some() { "yes" } else { "no" });
                    let entry = match &request.person {
                        Some(person) => entry.about(person),
                        None => entry,
                    };
                    Ok(Done::with((), entry))
                })
            },
        )
        .await
}
