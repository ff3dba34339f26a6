//! Orders.

use domain::OrderId;

use super::*;
use crate::{
    orders::{OrderKind, place},
    ports::Trouble,
};

async fn order(app: &TestCore, kind: OrderKind, person: &Person) {
    let input = (app.core.clone(), person.id.clone());
    app.core
        .writer
        .run(input, move |tx, (core, person)| {
            Box::pin(async move {
                place(tx, core, kind, person, None, Vec::new()).await?;
                Ok(Done::with((), NewEntry::new("test.ordered").about(person)))
            })
        })
        .await
        .unwrap();
}

async fn about_orders(app: &TestCore) -> Vec<String> {
    app.all_entries().await.into_iter().filter(|kind| kind.starts_with("order.")).collect()
}

#[tokio::test]
async fn i07_each_step_is_entered_before_it_is_tried_and_after() {
    each_engine(|app, _| {
        Box::pin(async move {
            let anna = app.newcomer("anna").save().await;
            order(app, OrderKind::Remove, &anna).await;
            app.core.tick().await;
            assert_eq!(about_orders(app).await, ["order.begun", "order.done", "order.begun", "order.done"]);
            let done = app.directory.done();
            assert_eq!(done.len(), 2);
            assert!(done[0].starts_with("remove ") && done[1].starts_with("end-sessions "));
            app.core.tick().await;
            assert_eq!(app.directory.done().len(), 2);
        })
    })
    .await;
}

#[tokio::test]
async fn what_fails_is_tried_again_with_its_id_and_later() {
    each_engine(|app, _| {
        Box::pin(async move {
            let anna = app.newcomer("anna").save().await;
            order(app, OrderKind::Suspend, &anna).await;
            app.directory.set(Some(Trouble::Later("down".to_owned())));
            app.core.tick().await;
            app.core.tick().await;
            assert_eq!(about_orders(app).await, ["order.begun", "order.failed"]);
            app.directory.set(None);
            app.pass(Span::seconds(10));
            app.core.tick().await;
            assert_eq!(about_orders(app).await, ["order.begun", "order.failed", "order.begun", "order.done"]);
            assert_eq!(store::orders::stuck(&mut &app.core.db).await.unwrap(), 0);
        })
    })
    .await;
}

#[tokio::test]
async fn what_needs_help_is_shown_to_it_and_not_tried_again() {
    on_sqlite(|app, _| {
        Box::pin(async move {
            let anna = app.newcomer("anna").save().await;
            order(app, OrderKind::Restore, &anna).await;
            app.directory.set(Some(Trouble::Stuck("not allowed".to_owned())));
            app.core.tick().await;
            app.pass(Span::hours(3));
            app.core.tick().await;
            assert_eq!(about_orders(app).await, ["order.begun", "order.stuck"]);
            assert_eq!(store::orders::stuck(&mut &app.core.db).await.unwrap(), 1);
        })
    })
    .await;
}

#[tokio::test]
async fn what_a_killed_process_had_begun_is_taken_up_when_its_lease_ends() {
    each_engine(|app, scratch| {
        Box::pin(async move {
            let anna = app.newcomer("anna").save().await;
            order(app, OrderKind::EndSessions, &anna).await;
            app.directory.set_hanging(true);
            tokio::select! {
                () = app.core.tick() => panic!("it came back"),
                () = app.directory.hanging() => {}
            }
            app.directory.set_hanging(false);
            let other = app.another(scratch).await;
            other.core.tick().await;
            assert!(app.directory.done().is_empty(), "the lease still holds");
            app.pass(Span::minutes(5));
            other.core.tick().await;
            assert_eq!(app.directory.done().len(), 1);
            assert_eq!(about_orders(app).await, ["order.begun", "order.begun", "order.done"]);
            other.core.writer.close().await;
        })
    })
    .await;
}

#[tokio::test]
async fn two_processes_carry_out_each_order_once() {
    each_engine(|app, scratch| {
        Box::pin(async move {
            let anna = app.newcomer("anna").save().await;
            let other = app.another(scratch).await;
            for _ in 0..20 {
                order(app, OrderKind::EndSessions, &anna).await;
            }
            tokio::join!(app.core.tick(), other.core.tick());
            tokio::join!(app.core.tick(), other.core.tick());
            let mut done = app.directory.done();
            assert_eq!(done.len(), 20);
            done.sort();
            done.dedup();
            assert_eq!(done.len(), 20);
            other.core.writer.close().await;
        })
    })
    .await;
}

#[tokio::test]
async fn an_order_that_cannot_be_read_stops_no_other() {
    on_sqlite(|app, _| {
        Box::pin(async move {
            let anna = app.newcomer("anna").save().await;
            let strange = store::orders::Order {
                id: OrderId::mint(app.rng.as_ref()),
                kind: "dance".to_owned(),
                person: Some(anna.id.clone()),
                request: None,
                arguments: "{}".to_owned(),
                step: 0,
                tries: 0,
            };
            put!(app, strange, |tx, order| {
                let now = tx.now();
                store::orders::add(tx, order, now).await?
            });
            order(app, OrderKind::EndSessions, &anna).await;
            app.core.tick().await;
            assert_eq!(app.directory.done().len(), 1);
            assert_eq!(store::orders::stuck(&mut &app.core.db).await.unwrap(), 1);
        })
    })
    .await;
}

#[tokio::test]
async fn orders_of_one_person_are_carried_out_in_their_order() {
    each_engine(|app, _| {
        Box::pin(async move {
            let (anna, bo) = (app.newcomer("anna").save().await, app.newcomer("bo").save().await);
            app.directory.set(Some(Trouble::Later("down".to_owned())));
            order(app, OrderKind::Suspend, &anna).await;
            app.core.tick().await;
            // Placed while the first waits for another try: these wait as well, and somebody else's do not.
            app.directory.set(None);
            order(app, OrderKind::Restore, &anna).await;
            order(app, OrderKind::Remove, &anna).await;
            order(app, OrderKind::Restore, &bo).await;
            app.core.tick().await;
            let done = |app: &TestCore| -> Vec<String> {
                let word = |done: String| done.split(' ').next().unwrap().to_owned();
                app.directory.done().into_iter().map(word).collect()
            };
            assert_eq!(done(app), ["restore"], "only what is about Bo");
            app.pass(Span::seconds(10));
            app.core.tick().await;
            assert_eq!(done(app), ["restore", "suspend", "restore", "remove", "end-sessions"]);
        })
    })
    .await;
}

#[tokio::test]
async fn ending_sessions_waits_for_nothing() {
    on_sqlite(|app, _| {
        Box::pin(async move {
            let anna = app.newcomer("anna").save().await;
            app.directory.set(Some(Trouble::Stuck("no".to_owned())));
            order(app, OrderKind::Suspend, &anna).await;
            app.core.tick().await;
            app.directory.set(None);
            order(app, OrderKind::EndSessions, &anna).await;
            order(app, OrderKind::Restore, &anna).await;
            app.core.tick().await;
            let done = app.directory.done();
            assert!(done.len() == 1 && done[0].starts_with("end-sessions "), "{done:?}");
        })
    })
    .await;
}
