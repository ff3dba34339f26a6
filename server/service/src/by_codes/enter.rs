//! Both codes are there: everything is spent and the enrolment opens, in one job, or nothing happens.

use std::sync::Arc;

use audit::Actor;
use contract::{Answer, Sent, Words, by_codes::EnterCodes};
use data_encoding::BASE64URL_NOPAD;
use domain::{
    PassId, PersonId, RequestId, Span,
    method::MethodState,
    method_policy,
    person::Role,
    request::{RequestState, Why},
    self_recovery::{Checked, Claim, Claims, Decision, Spend, Whose, decide, may_try},
    suspension::security_decides,
};
use store::{
    Done, Fault, NewEntry, Tx,
    backups::{
        apps,
        attempts::{self, Attempt},
        codes, phones,
    },
    passes::StoredPass,
    people::Person,
    requests::Request,
};

use super::check::Typed;
use crate::{
    CookieKind, Core, Label, Visitor,
    backups::{adding::rules_for, codes::spent},
    closing,
    notices::{self, Template},
    recovery::open::{Opening, open},
    visitor::enabled,
};

/// The evidence rule in the record (I12): R1's own.
const RULE: &str = "two-kinds-of-code";
/// Wrong tries of one attempt.
const TRIES: u32 = 5;

/// Whom claims are judged for.
pub(crate) fn whose(person: &Person, policy: &domain::Policy) -> Whose {
    Whose {
        enabled: enabled(person),
        emergency: person.emergency,
        privileged: person.privileged(),
        kinds: method_policy::kinds(policy, rules_for(person)),
    }
}

/// What was claimed, what of it was right, and where failures are counted.
struct Proved {
    claims: Claims,
    checked: Vec<Checked>,
    bucket: String,
}

/// Ids and hashes for what the job makes; minted before it.
struct Made {
    request: RequestId,
    /// No browser holds this request's cookie.
    no_cookie: [u8; 32],
    pass: PassId,
    opening: Opening,
}

impl Visitor {
    pub(super) async fn enter(&self, codes: EnterCodes) -> Answer<Sent> {
        let attempt = self.attempt().await?;
        let wrong = || Ok(Sent::mend("", Words::of("by-codes-wrong")));
        let typed = match Typed::read(&attempt, &codes) {
            Ok(typed) => typed,
            Err(problems) => return Ok(Sent::Mend(problems)),
        };
        // Counted by name, from wherever it comes; a name that is tried too often reads the same (I08, I09).
        let bucket = self.core.keys.hash(Label::Limit, &[b"proofs", &attempt.name_hash]);
        let bucket = BASE64URL_NOPAD.encode(&bucket);
        let db = &mut &self.core.db;
        let in_hour =
            store::rate::taken(db, &bucket, self.now).await.map_err(self.fault("by-codes.limit"))?;
        let tried = may_try(in_hour, &self.policy);
        let person = store::people::by_user_hash(db, &attempt.name_hash)
            .await
            .map_err(self.fault("by-codes.person"))?;
        let id = person.as_ref().map_or_else(|| PersonId::stored(""), |person| person.id.clone());
        let checked = self.check(&attempt, &id, typed).await?;
        let claimed: Vec<Claim> = attempt.kinds.iter().copied().filter_map(super::claim).collect();
        let Ok(claims) = Claims::of(&claimed) else { return wrong() };
        // Nothing is judged for a name that is tried too often; the job judges all of it again.
        let checked = if tried { checked } else { Vec::new() };
        let (secret, opening) = self.new_opening();
        let made = Made {
            request: RequestId::mint(self.core.rng.as_ref()),
            no_cookie: self.core.secret(Label::Cookie).1,
            pass: PassId::mint(self.core.rng.as_ref()),
            opening,
        };
        let place =
            (self.arrival.network.clone(), self.arrival.browser.clone(), self.arrival.language.clone());
        let proved = Proved { claims, checked, bucket };
        let input = (Arc::clone(&self.core), attempt, id, proved, made, place);
        let let_in = self
            .core
            .writer
            .run(input, |tx, (core, attempt, person, proved, made, place)| {
                Box::pin(async move {
                    match let_in(tx, core, attempt, person, proved, made, place).await? {
                        Some(entries) => Ok(Done::all(true, entries)),
                        // The same entry whatever was wrong, so that every failure writes as much as the others.
                        None => {
                            let now = tx.now();
                            let most = store::policy::of(tx).await?.policy.proof_tries_hour;
                            store::rate::take(tx, &proved.bucket, most, Span::hours(1), now).await?;
                            attempts::count_try(tx, &attempt.id, TRIES).await?;
                            let entry = NewEntry::new("codes.refused");
                            let known = !person.as_str().is_empty();
                            let entry = if known { entry.about(person) } else { entry };
                            Ok(Done::with(false, entry))
                        }
                    }
                })
            })
            .await
            .map_err(self.fault("by-codes.enter"))?;
        if !let_in {
            return wrong();
        }
        self.clear_cookie(CookieKind::Attempt);
        self.set_cookie(CookieKind::Enrolment, secret, Some(self.policy.enrolment_life));
        Ok(Sent::next("/recover/enrol"))
    }
}

/// Spends everything and opens the enrolment. `None`, with nothing changed, if anything of it does not hold any more.
async fn let_in(
    tx: &mut Tx,
    core: &Arc<Core>,
    attempt: &Attempt,
    person: &PersonId,
    proved: &Proved,
    made: &Made,
    (network, browser, language): &(String, String, String),
) -> Result<Option<Vec<NewEntry>>, Fault> {
    let now = tx.now();
    if proved.checked.is_empty() || now >= attempt.until {
        return Ok(None);
    }
    let policy = store::policy::of(tx).await?.policy;
    // However many were sent at once, each finds here what those before it used up.
    if !may_try(store::rate::taken(tx, &proved.bucket, now).await?, &policy) {
        return Ok(None);
    }
    let person = store::people::by_id(tx, person).await?;
    let Some(person) = person.filter(|person| enabled(person) && !person.emergency) else { return Ok(None) };
    let judged = decide(&proved.claims, &proved.checked, Some(whose(&person, &policy)));
    let Decision::Open { spend } = judged else { return Ok(None) };
    if stopped(tx, &person, &policy).await? {
        return Ok(None);
    }
    // Read again before the first write: transactions come one after another, so what holds here holds below.
    if !all_hold(tx, &person, attempt, &spend).await? {
        return Ok(None);
    }
    if !attempts::end(tx, &attempt.id).await? {
        return Ok(None);
    }
    let mut entries = Vec::new();
    for one in &spend {
        let done = match one {
            Spend::Step { method, step } => {
                store::methods::worked(tx, method, now, None).await?;
                apps::accept(tx, method, *step).await?
            }
            Spend::RecoveryCode { method, place } => {
                let done = codes::spend(tx, method, *place, now).await?;
                entries.push(spent(tx, core, &person, method).await?);
                done
            }
            Spend::PhoneCode { method, code } => {
                store::methods::worked(tx, method, now, None).await?;
                phones::spend(tx, code).await?
            }
        };
        if !done {
            // It held a moment ago, in this very transaction.
            return Err(Fault::inconsistent("codes.spend"));
        }
    }
    // Whoever else asked in this person's name is not needed any more, and may not be the person.
    for other in store::requests::open_of(tx, &person.id).await? {
        let state = other.state.clone().settled(now);
        if matches!(state, RequestState::Enrolled { .. }) {
            continue;
        }
        if let Ok(ended) = state.withdraw(now, Why::Superseded) {
            let by = Actor::Person(person.id.clone());
            entries.extend(closing::end_otherwise(tx, core, &other, &ended, by).await?);
        }
    }
    let request = Request {
        id: made.request.clone(),
        name_hash: attempt.name_hash.clone(),
        person: Some(person.id.clone()),
        matched: true,
        what: attempt.what.clone(),
        asked: attempt.begun,
        network: network.clone(),
        browser: browser.clone(),
        language: language.clone(),
        spoken: false,
        raised_by: None,
        public_key: None,
        key_number: None,
        state: RequestState::alone(now, &policy),
        approver: None,
        approver_role: None,
        escalated: None,
        devices: Vec::new(),
        device_picked: false,
        wrong_codes: 0,
        evidence: Some(RULE.to_owned()),
        drill: false,
        ended: None,
    };
    store::requests::add(tx, &request, &made.no_cookie).await?;
    store::requests::set_match(tx, &request.id, Some(&person.id), None, None).await?;
    let kinds: Vec<&str> = attempt.kinds.iter().map(|kind| kind.word()).collect();
    entries.push(
        NewEntry::new("request.by-codes")
            .by(&person.id)
            .about(&person.id)
            .on(&request.id)
            .with("evidence", RULE)
            .with("kinds", kinds.join(", "))
            .with("what", request.what.as_str()),
    );
    let pass = StoredPass {
        id: made.pass.clone(),
        person: person.id.clone(),
        request: Some(request.id.clone()),
        kind: "by-codes".to_owned(),
        state: "live".to_owned(),
        hash: None,
        halves: None,
        made: now,
        works_from: now,
        until: now + policy.enrolment_life,
        tries: 0,
    };
    store::passes::add(tx, &pass).await?;
    let Some(opened) = open(tx, core, &policy, &person, &pass, Some(&request), &made.opening).await? else {
        return Err(Fault::inconsistent("codes.open"));
    };
    entries.extend(opened);
    entries.extend(crate::runbooks::for_request(tx, core, &person.id, &request, true).await?);
    let told = [("name", person.name.clone())];
    notices::tell(tx, core, &person, Template::ByCodes, &told, Some(&request.id)).await?;
    if person.privileged() {
        notices::tell_role(tx, core, Role::Security, Template::ByCodesSecurity, &told, Some(&request.id))
            .await?;
    }
    Ok(Some(entries))
}

/// Whether somebody said "This wasn't me" and `security` has yet to decide, or decides everything after a second time (R7):
/// then nobody gets in by codes, which a thief may hold.
async fn stopped(tx: &mut Tx, person: &Person, policy: &domain::Policy) -> Result<bool, Fault> {
    let now = tx.now();
    let freezes = store::freezes::since(tx, &person.id, now - policy.second_freeze).await?;
    if security_decides(&freezes, now, policy) {
        return Ok(true);
    }
    let open = store::requests::open_of(tx, &person.id).await?;
    Ok(open.iter().any(|request| matches!(request.state, RequestState::Frozen { .. })))
}

/// Whether every proof could still be spent now.
async fn all_hold(tx: &mut Tx, person: &Person, attempt: &Attempt, spend: &[Spend]) -> Result<bool, Fault> {
    let now = tx.now();
    let methods = store::methods::of(tx, &person.id).await?;
    let apps = apps::of(tx, &person.id).await?;
    let sets = codes::of(tx, &person.id).await?;
    let sent = phones::live(tx, &super::bound(attempt)).await?;
    Ok(spend.iter().all(|one| {
        let active =
            methods.iter().any(|method| method.id == *one.method() && method.state == MethodState::Active);
        active
            && match one {
                Spend::Step { method, step } => {
                    apps.iter().any(|app| app.method == *method && app.last_step < *step)
                }
                Spend::RecoveryCode { method, place } => sets
                    .iter()
                    .any(|set| set.method == *method && set.left.iter().any(|(left, _)| left == place)),
                Spend::PhoneCode { code, .. } => {
                    sent.as_ref().is_some_and(|sent| sent.id == *code && now < sent.until)
                }
            }
    }))
}
