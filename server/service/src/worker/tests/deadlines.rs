//! What time alone ends.

use domain::{PassId, method::MethodState, request::RequestWord};
use store::passes::StoredPass;

use super::*;

#[tokio::test]
async fn what_nobody_decides_expires_for_every_name_alike() {
    each_engine(|app, _| {
        Box::pin(async move {
            house(app).await;
            let known = app.ask("anna").await;
            let unknown = app.ask("nobody").await;
            app.core.tick().await;
            app.mail.clear();
            app.pass(Span::hours(72) - Span(1));
            app.core.tick().await;
            assert_eq!(app.request(&known).await.state.word(), "asked");
            app.pass(Span(1));
            app.core.tick().await;
            for id in [&known, &unknown] {
                let request = app.request(id).await;
                assert_eq!(request.state, RequestState::Expired { at: app.now(), from: RequestWord::Asked });
                assert_eq!(request.ended, Some(app.now()));
            }
            assert!(subjects(app, "anna").contains(&"The request in your name ran out".to_owned()));
            app.pass(Span::hours(1));
            app.core.tick().await;
            assert_eq!(app.entries(&known).await.iter().filter(|kind| *kind == "request.expired").count(), 1);
        })
    })
    .await;
}

#[tokio::test]
async fn i06_an_approval_that_runs_out_gives_back_what_it_paused() {
    on_sqlite(|app, _| {
        Box::pin(async move {
            let House { anna, boss, .. } = house(app).await;
            let key = app.passkey(&anna).await;
            let id = app.ask("anna").await;
            app.core.tick().await;
            app.set_state(&id, approved(app, &boss)).await;
            put!(app, (id.clone(), key.clone()), |tx, (id, key)| {
                let now = tx.now();
                tx.change("UPDATE request SET what = 'broken-or-wiped' WHERE id = $1", store::args![id])
                    .await?;
                store::methods::suspend(tx, key, id, now).await?
            });
            app.pass(Span::hours(24));
            app.core.tick().await;
            assert_eq!(app.request(&id).await.state.word(), "expired");
            let method = store::methods::by_id(&mut &app.core.db, &key).await.unwrap().unwrap();
            assert_eq!(method.state, MethodState::Active);
            assert!(app.directory.done().iter().any(|done| done.starts_with("restore ")));
        })
    })
    .await;
}

#[tokio::test]
async fn an_enrolment_that_came_to_nothing_leaves_the_approval() {
    each_engine(|app, _| {
        Box::pin(async move {
            let House { boss, .. } = house(app).await;
            let id = app.ask("anna").await;
            app.core.tick().await;
            let redeemed = approved(app, &boss)
                .fetch_pass(app.now())
                .and_then(|state| state.redeem(app.now(), &Policy::default()))
                .unwrap();
            app.set_state(&id, redeemed).await;
            app.pass(Span::minutes(15));
            app.core.tick().await;
            assert_eq!(app.request(&id).await.state.word(), "approved");
            assert_eq!(app.entries(&id).await.last().unwrap(), "request.enrolment-over");
            app.pass(Span::hours(24));
            app.core.tick().await;
            assert_eq!(app.request(&id).await.state.word(), "expired");
        })
    })
    .await;
}

#[tokio::test]
async fn an_enrolled_request_closes_by_itself_after_a_day() {
    each_engine(|app, _| {
        Box::pin(async move {
            let House { anna, boss, .. } = house(app).await;
            let old = app.passkey(&anna).await;
            let new = app.passkey(&anna).await;
            let id = app.ask("anna").await;
            app.core.tick().await;
            let enrolled = approved(app, &boss)
                .fetch_pass(app.now())
                .and_then(|state| state.redeem(app.now(), &Policy::default()))
                .and_then(|state| state.enrol(app.now(), &Policy::default(), new.clone()))
                .unwrap();
            app.set_state(&id, enrolled).await;
            put!(app, (id.clone(), old.clone()), |tx, (id, old)| {
                let now = tx.now();
                store::methods::suspend(tx, old, id, now).await?
            });
            app.mail.clear();
            app.pass(Span::hours(24));
            app.core.tick().await;
            assert_eq!(app.request(&id).await.state, RequestState::Closed { at: app.now(), method: new });
            let method = store::methods::by_id(&mut &app.core.db, &old).await.unwrap().unwrap();
            assert_eq!(method.state, MethodState::Removed);
            assert_eq!(subjects(app, "anna"), ["You are back in"]);
            let words: Vec<String> = app
                .directory
                .done()
                .iter()
                .filter_map(|done| Some(done.split_once(' ')?.0.to_owned()))
                .collect();
            assert_eq!(words, ["remove", "end-sessions"]);
        })
    })
    .await;
}

#[tokio::test]
async fn a_pass_past_its_time_ends_with_an_entry() {
    each_engine(|app, _| {
        Box::pin(async move {
            let House { anna, .. } = house(app).await;
            let pass = StoredPass {
                id: PassId::mint(app.rng.as_ref()),
                person: anna.id.clone(),
                request: None,
                kind: "first-day".to_owned(),
                state: "live".to_owned(),
                hash: Some(vec![1; 32]),
                halves: None,
                made: app.now(),
                works_from: app.now(),
                until: app.now() + Span::hours(1),
                tries: 0,
            };
            let id = pass.id.clone();
            put!(app, pass, |tx, pass| store::passes::add(tx, pass).await?);
            app.pass(Span::hours(1) - Span(1));
            app.core.tick().await;
            assert!(store::passes::live_of(&mut &app.core.db, &anna.id).await.unwrap().is_some());
            app.pass(Span(1));
            app.core.tick().await;
            app.core.tick().await;
            assert_eq!(store::passes::by_id(&mut &app.core.db, &id).await.unwrap().unwrap().state, "ended");
            assert_eq!(app.all_entries().await.iter().filter(|kind| *kind == "pass.ended").count(), 1);
        })
    })
    .await;
}

#[tokio::test]
async fn somebody_who_left_has_nothing_open() {
    each_engine(|app, _| {
        Box::pin(async move {
            let House { anna, .. } = house(app).await;
            let id = app.ask("anna").await;
            app.core.tick().await;
            let input = (app.core.clone(), anna.id.clone());
            app.core
                .writer
                .run(input, |tx, (core, anna)| {
                    Box::pin(async move {
                        let entries = crate::person_gone(tx, core, anna, &audit::Actor::System).await?;
                        Ok(Done::all((), entries))
                    })
                })
                .await
                .unwrap();
            let state = app.request(&id).await.state;
            assert_eq!(
                state,
                RequestState::Withdrawn { at: app.now(), why: domain::request::Why::PersonLeft }
            );
            assert_eq!(app.entries(&id).await.last().unwrap(), "request.withdrawn");
        })
    })
    .await;
}
