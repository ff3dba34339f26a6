//! People who have left: all are marked first, so that nobody gets a manager who leaves as well; then what each of them had
//! ends, a few a job, for much may follow from one of them.

use domain::PersonId;
use store::{Fault, NewEntry, Tx};

use super::{
    apply::Ground,
    outcome::{ImportFault, Leaving},
    plan::Listed,
};

/// People of one job: what follows from one of them is some dozen statements and more.
pub(super) const A_JOB: usize = 25;

impl Ground {
    /// Marks some as having left: from now on they can do nothing. What follows stays to be settled, by the next import if
    /// this one breaks off.
    pub(super) async fn mark(&self, people: &[Listed]) -> Result<(), ImportFault> {
        let people: Vec<PersonId> = people.iter().map(|one| one.id.clone()).collect();
        self.job(people, |tx, ground, people| Box::pin(mark(tx, ground, people))).await
    }

    /// Settles what follows for some who are marked; what that was.
    pub(super) async fn settle(&self, people: &[PersonId]) -> Result<Leaving, ImportFault> {
        self.job(people.to_vec(), |tx, ground, people| Box::pin(settle(tx, ground, people))).await
    }
}

async fn mark(tx: &mut Tx, ground: &Ground, people: &[PersonId]) -> Result<((), Vec<NewEntry>), Fault> {
    let now = tx.now();
    let mut entries = Vec::with_capacity(people.len());
    for person in people {
        if store::import::leave_unsettled(tx, person, now).await? {
            entries.push(ground.entry("person.left").about(person).with("source", ground.from.clone()));
        }
    }
    Ok(((), entries))
}

async fn settle(
    tx: &mut Tx,
    ground: &Ground,
    people: &[PersonId],
) -> Result<(Leaving, Vec<NewEntry>), Fault> {
    let mut entries = Vec::new();
    let mut leaving = Leaving::default();
    for person in people {
        if !store::import::settle(tx, person).await? {
            continue;
        }
        let (more, acts) = service::person_left(tx, &ground.core, person, &ground.by).await?;
        entries.extend(more);
        for act in &acts {
            leaving.count(act);
        }
    }
    Ok((leaving, entries))
}
