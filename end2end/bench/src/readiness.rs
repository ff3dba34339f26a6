//! How ready a hundred thousand people are: worked out from the database, and the rule alone.

use std::time::{Duration, Instant};

use domain::device::{DeviceState, Platform};
use domain::method::{Home, MethodFacts, MethodKind, MethodState};
use domain::method_policy::For;
use domain::readiness::{DeviceFacts, Help, ReadinessFacts, Ready, Rules, hardest};
use domain::{DeviceId, MethodId, PersonId, Policy};
use store::{Done, NewEntry, args};

use crate::ground::Ground;
use crate::table::{Met, Row};
use crate::{Bench, Result, fill};

const PEOPLE: usize = 100_000;
/// People whom one manager leads.
const REPORTS: usize = 8;

/// Gives everybody a manager, eight each, and a phone.
async fn organise(ground: &Ground) -> Result<()> {
    let rows = ground.core.db().rows("SELECT id FROM person ORDER BY id", args![]).await?;
    let ids: Vec<PersonId> = rows.iter().map(|row| row.id("id")).collect::<std::result::Result<_, _>>()?;
    let links: Vec<(PersonId, PersonId)> = ids
        .iter()
        .enumerate()
        .skip(1)
        .filter_map(|(at, id)| Some((id.clone(), ids.get((at - 1) / REPORTS)?.clone())))
        .collect();
    for some in links.chunks(10_000) {
        ground
            .writer()
            .run(some.to_vec(), |tx, some| {
                Box::pin(async move {
                    for (person, manager) in some {
                        tx.change("UPDATE person SET manager = $2 WHERE id = $1", args![person, manager]).await?;
                    }
                    Ok(Done::with((), NewEntry::new("people.import").by_system()))
                })
            })
            .await?;
    }
    ground
        .writer()
        .run((), |tx, ()| {
            Box::pin(async move {
                tx.change(
                    "INSERT INTO device (id, person, name, platform, ownership, state, created) \
                     SELECT id, id, 'Phone', 'ios', 'own', 'in-use', 0 FROM person",
                    args![],
                )
                .await?;
                Ok(Done::with((), NewEntry::new("devices.import").by_system()))
            })
        })
        .await?;
    Ok(())
}

/// Forgets how far the log was followed, so that everybody is looked at anew.
async fn forget(ground: &Ground) -> Result<()> {
    let forgotten = ground.writer().unlogged((), |tx, ()| {
        Box::pin(async move { tx.note("DELETE FROM readiness_state", args![]).await })
    });
    forgotten.await?;
    Ok(())
}

async fn timed(ground: &Ground) -> Result<Duration> {
    let begun = Instant::now();
    ground.core.tick_readiness().await;
    let took = begun.elapsed();
    let row = ground.core.db().row("SELECT COUNT(*) AS n FROM readiness", args![]).await?;
    let counted = row.map(|row| row.count("n")).transpose()?.unwrap_or_default();
    if counted != u64::try_from(PEOPLE)? {
        return Err(format!("{counted} were looked at").into());
    }
    Ok(took)
}

/// The rule alone, for as many people with a phone, a passkey on it, and an app and codes beside.
fn rule() -> Duration {
    let policy = Policy::default();
    let rules = Rules::of(&policy, domain::Time(0), For::default());
    let phone = DeviceId::stored("phone");
    let method = |id: &str, kind, home| MethodFacts {
        id: MethodId::stored(id),
        kind,
        state: MethodState::Active,
        home,
        added: domain::Time(0),
        last_worked: None,
    };
    let methods = [
        method("passkey", MethodKind::Passkey, Home::Device(phone.clone())),
        method("app", MethodKind::AuthenticatorApp, Home::Device(phone.clone())),
        method("codes", MethodKind::RecoveryCodes, Home::Itself),
    ];
    let devices = [DeviceFacts { id: phone, platform: Platform::Ios, state: DeviceState::InUse }];
    let help = Help { direct_manager: true, chain: 3, it: 5, security: 3, in_person: true, ..Help::default() };
    let facts =
        ReadinessFacts { methods: &methods, devices: &devices, contacts: &[], help: &help, privileged: false };
    let begun = Instant::now();
    let mut ready = 0_usize;
    for _ in 0..PEOPLE {
        let (_, readiness) = hardest(std::hint::black_box(&facts), &rules);
        ready += usize::from(readiness.ready == Ready::WithHelp);
    }
    let took = begun.elapsed();
    std::hint::black_box(ready);
    took
}

fn row(what: &str, took: Duration, must: f64, aim: f64) -> Row {
    let seconds = took.as_secs_f64();
    Row {
        what: what.to_owned(),
        ours: format!("{seconds:.2} s"),
        partner: String::new(),
        ratio: None,
        must: format!("≤ {must} s"),
        aim: format!("≤ {aim} s"),
        met: Met::of(Some(seconds <= must), Some(seconds <= aim)),
    }
}

/// Measures.
pub(crate) async fn rows(bench: &Bench) -> Result<Vec<Row>> {
    let ground = Ground::new(bench.folder.path(), "readiness").await?;
    let some = fill::people(&ground, PEOPLE, 1).await?;
    let signers = fill::passkeys(&ground, &some).await?;
    let (like, _) = signers.first().ok_or("nobody has a passkey")?;
    fill::methods_of_all(&ground, like).await?;
    organise(&ground).await?;
    let first = timed(&ground).await?;
    forget(&ground).await?;
    let again = timed(&ground).await?;
    ground.close().await;
    Ok(vec![
        row("readiness of 100 000 people, first time", first, 20.0, 5.0),
        row("readiness of 100 000 people, nothing changed", again, 10.0, 3.0),
        row("the rule alone, 100 000 times", rule(), 1.0, 0.1),
    ])
}
