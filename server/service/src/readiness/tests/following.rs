//! What is kept follows what happens, and is what the use cases work out for each person anew.

use domain::{
    Rng as _, Span,
    device::{Ownership, Platform},
    method::{Home, MethodKind, SyncAccount},
    person::{ContactKind, Role},
    readiness::Ready,
};
use store::{
    args,
    people::Person,
    readiness::days,
    testing::{Scratch, TestRng},
};

use super::{codes, device, happens, kept, method, save_policy, stored, worked_out};
use crate::{
    testing::{TestCore, each_engine, on_sqlite},
    visitor::enabled,
};

fn below(rng: &TestRng, n: usize) -> usize {
    let mut bytes = [0; 8];
    rng.fill(&mut bytes);
    usize::try_from(u64::from_be_bytes(bytes) % u64::try_from(n).unwrap()).unwrap()
}

/// Somebody with whatever comes up.
async fn anybody(app: &TestCore, scratch: &Scratch, name: &str, people: &[Person]) -> Person {
    let rng = app.rng.as_ref();
    let mut new = app.newcomer(name);
    if !people.is_empty() && below(rng, 5) > 0 {
        new = new.manager(&people[below(rng, people.len())]);
    }
    if below(rng, 5) == 0 {
        new = new.role(Role::ALL[below(rng, 3)]);
    }
    if below(rng, 3) == 0 {
        new = new.contact(ContactKind::Mobile, "+49 151 1");
    }
    if below(rng, 3) == 0 {
        new = new.contact(ContactKind::Landline, "+49 30 1");
    }
    if below(rng, 12) == 0 {
        new = new.emergency();
    }
    if below(rng, 8) == 0 {
        new = new.disabled();
    }
    let person = new.save().await;
    let mut devices = Vec::new();
    for _ in 0..below(rng, 3) {
        let platform = Platform::ALL[below(rng, Platform::ALL.len())];
        devices.push(device(app, &person, platform, Ownership::ALL[below(rng, 3)]).await);
    }
    for _ in 0..below(rng, 4) {
        let home = match (below(rng, 4), devices.first()) {
            (0, Some(device)) => Some(Home::Device(device.clone())),
            (1, Some(_)) => Some(Home::Account { account: SyncAccount::Apple, devices: devices.clone() }),
            (2, _) => Some(Home::Itself),
            _ => None,
        };
        method(app, &person, MethodKind::ALL[below(rng, MethodKind::ALL.len())], home).await;
    }
    if below(rng, 3) == 0 {
        codes(app, scratch, &person, u32::try_from(below(rng, 2)).unwrap()).await;
    }
    person
}

/// Something that changes how ready somebody is, or those who rely on them.
async fn something(app: &TestCore, scratch: &Scratch, person: &Person) {
    let (kind, sql) = [
        ("method.suspended", "UPDATE method SET state = 'suspended' WHERE person = $1"),
        ("method.restored", "UPDATE method SET state = 'active' WHERE person = $1"),
        ("device.lost", "UPDATE device SET state = 'lost' WHERE person = $1"),
        ("device.found-again", "UPDATE device SET state = 'in-use' WHERE person = $1"),
        ("person.changed", "UPDATE person SET active = NOT active WHERE id = $1"),
        ("person.changed", "UPDATE person SET manager = NULL WHERE id = $1"),
        ("person.changed", "UPDATE person SET photo = NOT photo WHERE id = $1"),
        ("person.left", "UPDATE person SET left_at = 1 WHERE id = $1"),
        ("person.changed", "DELETE FROM person_role WHERE person = $1"),
        (
            "person.changed",
            "INSERT INTO person_role (person, role, source, since) SELECT id, 'it', 'x', 0 FROM person \
          WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM person_role WHERE person = $1)",
        ),
    ][below(app.rng.as_ref(), 10)];
    happens(app, scratch, kind, person, sql).await;
}

/// Everybody's row says what is worked out for them alone.
async fn all_agree(app: &TestCore, people: &[Person], when: &str) {
    for person in people {
        let person = app.person(&person.id).await;
        let row = stored(app, &person).await;
        if !enabled(&person) || person.emergency {
            assert_eq!(row, None, "{when}: {} counts for nothing", person.name);
            continue;
        }
        let row = row.unwrap_or_else(|| panic!("{when}: nothing is kept of {}", person.name));
        let (ready, step) = worked_out(app, &person).await;
        let next = row.next.split(' ').next().unwrap().to_owned();
        assert_eq!((row.ready, next), (ready, step), "{when}: {}", person.name);
        assert_eq!(row.ready == Ready::ByYourself, row.next.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_kept_is_what_is_worked_out_for_each_alone_whatever_happens() {
    each_engine(|app, scratch| {
        Box::pin(async move {
            let mut people = Vec::new();
            for n in 0..24 {
                people.push(anybody(app, scratch, &format!("p{n:02}"), &people).await);
            }
            app.core.tick_readiness().await;
            all_agree(app, &people, "at first").await;
            for round in 0..12 {
                for _ in 0..=below(app.rng.as_ref(), 3) {
                    let who = below(app.rng.as_ref(), people.len());
                    something(app, scratch, &people[who]).await;
                }
                app.core.tick_readiness().await;
                all_agree(app, &people, &format!("round {round}")).await;
            }
            // Thrown away and made anew, it says the same.
            scratch.raw("DELETE FROM readiness", args![]).await.unwrap();
            scratch.raw("DELETE FROM readiness_state", args![]).await.unwrap();
            app.core.tick_readiness().await;
            all_agree(app, &people, "made anew").await;
            let entries = app.all_entries().await;
            assert!(entries.iter().all(|kind| !kind.starts_with("readiness")), "following writes no entry");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_two_levels_down_follows_what_happens_above() {
    each_engine(|app, scratch| {
        Box::pin(async move {
            let top = app.newcomer("top").save().await;
            app.passkey(&top).await;
            let middle = app.newcomer("middle").manager(&top).save().await;
            let low = app.newcomer("low").manager(&middle).save().await;
            assert_eq!(kept(app, &low).await, Ready::WithHelp, "the next up the chain can");
            let sql = "UPDATE method SET state = 'suspended' WHERE person = $1";
            happens(app, scratch, "method.suspended", &top, sql).await;
            assert_eq!(kept(app, &low).await, Ready::NotAtAll);
            let sql = "UPDATE method SET state = 'active' WHERE person = $1";
            happens(app, scratch, "method.restored", &top, sql).await;
            assert_eq!(kept(app, &low).await, Ready::WithHelp);
            happens(app, scratch, "person.left", &top, "UPDATE person SET left_at = 1 WHERE id = $1").await;
            assert_eq!(kept(app, &low).await, Ready::NotAtAll);
            assert_eq!(stored(app, &top).await, None);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn disabled_managers_in_a_loop_end() {
    on_sqlite(|app, scratch| {
        Box::pin(async move {
            let one = app.newcomer("one").save().await;
            let two = app.newcomer("two").manager(&one).save().await;
            let low = app.newcomer("low").manager(&two).save().await;
            let sql = "UPDATE person SET manager = $1, active = FALSE WHERE id = $2";
            scratch.raw(sql, args![&two.id, &one.id]).await.unwrap();
            happens(app, scratch, "person.changed", &one, "UPDATE person SET photo = TRUE WHERE id = $1")
                .await;
            happens(app, scratch, "person.changed", &two, "UPDATE person SET active = FALSE WHERE id = $1")
                .await;
            assert_eq!(kept(app, &low).await, Ready::NotAtAll);
            app.core.tick_readiness().await;
            assert_eq!(scratch.count("SELECT COUNT(*) AS n FROM readiness_due").await, 0);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clock_alone_brings_a_settled_manager_back() {
    each_engine(|app, scratch| {
        Box::pin(async move {
            let manager = app.newcomer("manager").save().await;
            app.passkey(&manager).await;
            let report = app.newcomer("report").manager(&manager).save().await;
            assert_eq!(kept(app, &report).await, Ready::WithHelp);
            let now = app.now();
            let sql = "UPDATE person SET let_back_in = $2 WHERE id = $1";
            scratch.raw(sql, args![&manager.id, now]).await.unwrap();
            happens(app, scratch, "request.closed", &manager, "UPDATE person SET photo = TRUE WHERE id = $1")
                .await;
            assert_eq!(
                kept(app, &report).await,
                Ready::NotAtAll,
                "whoever was just let back in approves nothing"
            );
            app.pass(Span::hours(71));
            assert_eq!(kept(app, &report).await, Ready::NotAtAll);
            app.pass(Span::hours(1));
            assert_eq!(kept(app, &report).await, Ready::WithHelp);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_could_help_from_it_matters_to_everybody() {
    each_engine(|app, scratch| {
        Box::pin(async move {
            let alone = app.newcomer("alone").save().await;
            let ida = app.newcomer("ida").role(Role::It).save().await;
            assert_eq!(kept(app, &alone).await, Ready::NotAtAll);
            app.passkey(&ida).await;
            assert_eq!(kept(app, &alone).await, Ready::WithHelp);
            let sql = "DELETE FROM person_role WHERE person = $1";
            happens(app, scratch, "person.changed", &ida, sql).await;
            assert_eq!(kept(app, &alone).await, Ready::NotAtAll);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn spent_recovery_codes_and_another_policy_count() {
    each_engine(|app, scratch| {
        Box::pin(async move {
            let anna = app.newcomer("anna").save().await;
            method(app, &anna, MethodKind::AuthenticatorApp, Some(Home::Itself)).await;
            let set = codes(app, scratch, &anna, 1).await;
            assert_eq!(kept(app, &anna).await, Ready::ByYourself, "an app and a code are two kinds");
            scratch.raw("UPDATE recovery_code SET used = 1 WHERE method = $1", args![&set]).await.unwrap();
            let nothing = "UPDATE person SET photo = TRUE WHERE id = $1";
            happens(app, scratch, "method.code-spent", &anna, nothing).await;
            assert_eq!(kept(app, &anna).await, Ready::NotAtAll);
            assert_eq!(worked_out(app, &anna).await.0, Ready::NotAtAll);
            scratch.raw("UPDATE recovery_code SET used = NULL WHERE method = $1", args![&set]).await.unwrap();
            happens(app, scratch, "method.added", &anna, nothing).await;
            assert_eq!(kept(app, &anna).await, Ready::ByYourself);
            let mut policy = app.core.policy().await.unwrap();
            for rule in &mut policy.methods {
                rule.allowed = vec![MethodKind::Passkey];
            }
            save_policy(scratch, 1, &policy).await;
            assert_eq!(kept(app, &anna).await, Ready::NotAtAll, "no entry is needed to see another policy");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_process_takes_over_only_when_the_first_is_gone() {
    each_engine(|app, scratch| {
        Box::pin(async move {
            let anna = app.newcomer("anna").save().await;
            app.core.tick_readiness().await;
            let other = app.another(scratch).await;
            app.passkey(&anna).await;
            other.core.tick_readiness().await;
            assert_eq!(stored(app, &anna).await.unwrap().ready, Ready::NotAtAll, "the first still has it");
            app.pass(Span::minutes(2));
            other.core.tick_readiness().await;
            let now = stored(app, &anna).await.unwrap().ready;
            assert_eq!(now, worked_out(app, &anna).await.0);
            other.core.writer().close().await;
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_counts_of_each_day_are_kept() {
    each_engine(|app, _| {
        Box::pin(async move {
            let anna = app.newcomer("anna").role(Role::Auditor).save().await;
            device(app, &anna, Platform::Ios, Ownership::Own).await;
            app.newcomer("bob").save().await;
            app.core.tick_readiness().await;
            app.pass(Span::days(1));
            method(app, &anna, MethodKind::SecurityKey, None).await;
            app.core.tick_readiness().await;
            let db = &mut &app.core.db;
            let told = |days: Vec<days::Day>| -> Vec<(u64, u64)> {
                days.iter().map(|day| (day.counts.not_at_all, day.counts.by_yourself)).collect()
            };
            assert_eq!(told(days::history(db, "all", "", 0).await.unwrap()), [(2, 0), (1, 1)]);
            assert_eq!(told(days::history(db, "role", "auditor", 0).await.unwrap()), [(1, 0), (0, 1)]);
            assert_eq!(told(days::history(db, "ownership", "own", 0).await.unwrap()), [(1, 0), (0, 1)]);
            assert_eq!(told(days::history(db, "role", "none", 0).await.unwrap()), [(1, 0), (1, 0)]);
        })
    })
    .await;
}
