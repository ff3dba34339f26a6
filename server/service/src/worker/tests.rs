//! The worker, with a clock that is told what time it is, on both engines.

use domain::{
    ApprovalId, Policy, Span,
    person::Role,
    request::{
        RequestState,
        life::{Approvers, Delay},
    },
};
use store::{Done, NewEntry, people::Person};

use crate::testing::{TestCore, each_engine, on_sqlite};

mod asking;
mod deadlines;
mod erasing;
mod mailing;
mod outside;
mod rendering;
mod upkeep;

/// Anna, her manager Boss with a passkey, Boss's manager Chief with one, and Ida of `it` with one.
struct House {
    anna: Person,
    boss: Person,
    chief: Person,
    ida: Person,
}

async fn house(app: &TestCore) -> House {
    let chief = app.newcomer("chief").save().await;
    let boss = app.newcomer("boss").manager(&chief).save().await;
    let anna = app.newcomer("anna").manager(&boss).save().await;
    let ida = app.newcomer("ida").role(Role::It).save().await;
    for one in [&chief, &boss, &ida] {
        app.passkey(one).await;
    }
    House { anna, boss, chief, ida }
}

/// Subjects of what was sent to `USER@example.org`.
fn subjects(app: &TestCore, user: &str) -> Vec<String> {
    app.mail.to(&format!("{user}@example.org")).into_iter().map(|message| message.subject).collect()
}

/// The stop code in a message.
fn code_in(body: &str) -> Option<String> {
    let word = body.split_whitespace().find(|word| word.len() == 29 && word.matches('-').count() == 5)?;
    Some(word.to_owned())
}

fn approved(app: &TestCore, by: &Person) -> RequestState {
    let approval = ApprovalId::mint(app.rng.as_ref());
    RequestState::ask(app.now(), &Policy::default())
        .approve(app.now(), &Policy::default(), approval, &by.id, Approvers::One, Delay::None)
        .unwrap()
}

/// Runs statements of the store in a job with an entry.
macro_rules! put {
    ($app:expr, $input:expr, |$tx:ident, $x:pat_param| $body:expr) => {
        $app.core
            .writer
            .run($input, move |$tx, $x| {
                Box::pin(async move {
                    let out = $body;
                    Ok(Done::with(out, NewEntry::new("test.change")))
                })
            })
            .await
            .unwrap()
    };
}
use put;
