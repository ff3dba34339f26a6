//! A pass issued on the terminal (R9): for somebody who never had a method, or as the last resort.

use std::sync::Arc;

use domain::{
    PassId, Time,
    approver::able,
    first_day::{FirstPassFacts, LAST_RESORT_DELAY, NoPass, may_issue_first_pass, may_use_last_resort},
    pass::{Half, Pass},
    pass_life::PassState,
    person::Role,
};
use store::{Done, Fault, NewEntry, Tx, passes::StoredPass, people::Person};

use crate::{
    Core, Label, facts, last_resort,
    notices::{self, About, Template},
    visitor::enabled,
};

/// A pass to be shown once on the terminal. Debug shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct FirstPass {
    /// Whom it is for, by display name.
    pub name: String,
    /// The first group as it is shown and typed.
    pub first: String,
    /// The second.
    pub second: String,
    /// From when on it works; of a last resort, from when on at the earliest: it counts from when everybody privileged was
    /// told.
    pub works_from: Time,
    /// It works strictly before this.
    pub until: Time,
    /// Whether it was issued as the last resort.
    pub last_resort: bool,
}

impl std::fmt::Debug for FirstPass {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FirstPass(…)")
    }
}

/// Why no pass was issued.
#[derive(Debug, Clone, thiserror::Error)]
pub enum FirstPassRefused {
    /// Nobody has that user name.
    #[error("nobody has that user name")]
    NoSuchPerson,
    /// The rules say no.
    #[error("{}", said(*.0))]
    Rule(NoPass),
    /// The database did not work.
    #[error("the database did not work")]
    Fault(#[from] Fault),
}

fn said(no: NoPass) -> &'static str {
    match no {
        NoPass::EmergencyAccount => "an emergency account gets no pass; security was told",
        NoPass::Disabled => "the account is disabled",
        NoPass::HadMethod => {
            "this person has or had a way to sign in: they ask on the portal like everybody else"
        }
        NoPass::ApproversExist => "two approvers can still be found: they decide, on the portal",
    }
}

/// What the job writes, minted before it.
struct New {
    id: PassId,
    hash: [u8; 32],
    key: String,
    operator: String,
    last_resort: bool,
}

enum Issued {
    Yes { name: String, works_from: Time, until: Time },
    NoSuchPerson,
    No(NoPass),
}

impl Core {
    /// `latchkey pass issue`: a pass for somebody who never had a method, for one hour; shown once, told to everybody who
    /// holds `security`, and on the record with the operator's name. With `last_resort` it is refused while two approvers
    /// could be found, works only four hours after every privileged person was told, each of whom can stop it, and may be
    /// for anybody.
    ///
    /// # Errors
    /// [`FirstPassRefused`].
    pub async fn issue_first_pass(
        self: &Arc<Self>,
        user_name: &str,
        operator: &str,
        last_resort: bool,
    ) -> Result<FirstPass, FirstPassRefused> {
        let pass = Pass::mint(self.rng.as_ref());
        let new = New {
            id: PassId::mint(self.rng.as_ref()),
            hash: self.keys.hash(Label::Pass, &[pass.as_bytes().as_ref()]),
            key: Self::fold(user_name),
            operator: operator.chars().filter(|c| !c.is_control()).take(100).collect(),
            last_resort,
        };
        let issued = self
            .writer
            .run((Arc::clone(self), new), |tx, (core, new)| Box::pin(issue(tx, core, new)))
            .await?;
        match issued {
            Issued::Yes { name, works_from, until } => Ok(FirstPass {
                name,
                first: pass.group(Half::First).spoken(),
                second: pass.group(Half::Second).spoken(),
                works_from,
                until,
                last_resort,
            }),
            Issued::NoSuchPerson => Err(FirstPassRefused::NoSuchPerson),
            Issued::No(no) => Err(FirstPassRefused::Rule(no)),
        }
    }
}

async fn issue(tx: &mut Tx, core: &Core, new: &New) -> Result<Done<Issued>, Fault> {
    let now = tx.now();
    let policy = store::policy::of(tx).await?.policy;
    let Some(person) = store::people::by_user_key(tx, &new.key).await? else {
        return Ok(Done::plain(Issued::NoSuchPerson));
    };
    let about = FirstPassFacts {
        enabled: enabled(&person),
        emergency: person.emergency,
        ever_had_method: store::methods::ever(tx, &person.id).await?,
    };
    let may = if new.last_resort {
        let (manager, security) = approvers(tx, &person, now, &policy).await?;
        may_use_last_resort(about, manager, security)
    } else {
        may_issue_first_pass(about)
    };
    let told = [("name", person.name.clone()), ("by", new.operator.clone())];
    if let Err(no) = may {
        if no != NoPass::EmergencyAccount {
            return Ok(Done::plain(Issued::No(no)));
        }
        notices::tell_role(tx, core, Role::Security, Template::Emergency, &told, None).await?;
        let entry =
            NewEntry::new("pass.refused").by_operator(&new.operator).about(&person.id).with("why", no.word());
        return Ok(Done::with(Issued::No(no), entry));
    }
    let life = if new.last_resort {
        let from = now + LAST_RESORT_DELAY;
        PassState::Live { made: now, works_from: from, until: from + policy.first_pass_life }
    } else {
        PassState::make_for(now, policy.first_pass_life)
    };
    let PassState::Live { made, works_from, until } = life else {
        return Err(Fault::inconsistent("pass.life"));
    };
    let kind = if new.last_resort { "last-resort" } else { "first-day" };
    let pass = StoredPass {
        id: new.id.clone(),
        person: person.id.clone(),
        request: None,
        kind: kind.to_owned(),
        state: life.word().to_owned(),
        hash: Some(new.hash.to_vec()),
        halves: None,
        made,
        works_from,
        until,
        tries: 0,
    };
    let mut entries = Vec::new();
    if store::passes::add(tx, &pass).await? > 0 {
        entries.push(NewEntry::new("pass.ended").by_system().about(&person.id).with("why", "replaced"));
    }
    let entry = NewEntry::new("pass.made")
        .by_operator(&new.operator)
        .about(&person.id)
        .with("pass", new.id.as_str())
        .with("kind", kind)
        .with("works-from", works_from.0.to_string())
        .with("until", until.0.to_string());
    entries.push(entry);
    if new.last_resort {
        store::last_resort::add(tx, &new.id, &person.id, &new.operator, now).await?;
        for one in last_resort::everybody(tx, &person).await? {
            let about = About::LastResort(&new.id);
            notices::tell_about(tx, core, &one, Template::LastResort, &told, about).await?;
        }
    } else {
        tell(tx, core, &person, &told).await?;
    }
    Ok(Done::all(Issued::Yes { name: person.name, works_from, until }, entries))
}

/// Tells the person, and everybody with `security`, each once.
async fn tell(tx: &mut Tx, core: &Core, person: &Person, told: &[(&str, String)]) -> Result<(), Fault> {
    notices::tell(tx, core, person, Template::FirstPass, told, None).await?;
    for one in store::people::holding(tx, Role::Security).await? {
        if one.id != person.id {
            notices::tell(tx, core, &one, Template::FirstPass, told, None).await?;
        }
    }
    Ok(())
}

/// Who could still approve: whether somebody in the chain can, and how many of `security` besides them.
async fn approvers(
    tx: &mut Tx,
    person: &Person,
    now: Time,
    policy: &domain::Policy,
) -> Result<(bool, u32), Fault> {
    let chain = facts::chain(tx, person).await?;
    let managers: Vec<_> = chain
        .values()
        .filter(|one| able(one, &person.id, now, policy).is_ok())
        .map(|one| one.id.clone())
        .collect();
    let mut others = 0_u32;
    let mut both = 0_u32;
    for holder in store::people::holding(tx, Role::Security).await? {
        let one = facts::approver(tx, &holder, &person.id).await?;
        if able(&one, &person.id, now, policy).is_ok() {
            if managers.contains(&holder.id) { both += 1 } else { others += 1 }
        }
    }
    // One who could act in either place acts in one of them: as the manager if nobody else of the chain can.
    if managers.is_empty() {
        return Ok((false, others));
    }
    let one_of_them_is_the_manager = managers.len() == both as usize;
    Ok((true, others + both.saturating_sub(u32::from(one_of_them_is_the_manager))))
}
