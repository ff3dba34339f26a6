//! Checkpoints, sweeping, and the loop itself.

use super::*;

#[tokio::test]
async fn the_log_is_signed_while_it_grows() {
    each_engine(|app, _| {
        Box::pin(async move {
            app.newcomer("anna").save().await;
            app.core.tick().await;
            let kept = store::log::checkpoints(&app.core.db, 10).await.unwrap();
            assert_eq!(kept.len(), 1);
            let signed = audit::SignedCheckpoint::parse(&kept[0].note).unwrap();
            let key = app.core.keys.log_key().verifying_key();
            assert_eq!(signed.verify(&key).unwrap().size, 1);
            app.pass(Span::minutes(20));
            app.core.tick().await;
            assert_eq!(store::log::checkpoints(&app.core.db, 10).await.unwrap().len(), 1, "nothing new");
            app.newcomer("bert").save().await;
            app.pass(Span::minutes(1));
            app.core.tick().await;
            assert_eq!(store::log::checkpoints(&app.core.db, 10).await.unwrap().len(), 2);
            app.newcomer("cleo").save().await;
            app.pass(Span::minutes(9));
            app.core.tick().await;
            assert_eq!(store::log::checkpoints(&app.core.db, 10).await.unwrap().len(), 2, "not yet");
        })
    })
    .await;
}

#[tokio::test]
async fn ended_limits_and_ceremonies_are_swept() {
    each_engine(|app, scratch| {
        Box::pin(async move {
            store::rate::take_alone(&app.core.writer, "bucket".to_owned(), 1, Span::minutes(1))
                .await
                .unwrap();
            let ceremony = store::ceremonies::Ceremony {
                id: "one".to_owned(),
                kind: "sign-in".to_owned(),
                bound_to: vec![1],
                person: None,
                state: "{}".to_owned(),
                purpose: "{}".to_owned(),
                begun: app.now(),
                until: app.now() + Span::minutes(5),
            };
            app.core
                .writer
                .unlogged(ceremony, |tx, ceremony| Box::pin(store::ceremonies::begin(tx, ceremony)))
                .await
                .unwrap();
            app.core.tick().await;
            assert_eq!(scratch.count("SELECT COUNT(*) AS n FROM ceremony").await, 1);
            app.pass(Span::minutes(5));
            app.core.tick().await;
            assert_eq!(scratch.count("SELECT COUNT(*) AS n FROM ceremony").await, 0);
            assert_eq!(scratch.count("SELECT COUNT(*) AS n FROM rate_limit").await, 0);
        })
    })
    .await;
}

#[tokio::test]
async fn it_runs_until_told_to_end() {
    on_sqlite(|app, _| {
        Box::pin(async move {
            house(app).await;
            app.ask("anna").await;
            let (end, ended) = tokio::sync::oneshot::channel::<()>();
            let core = app.core.clone();
            let running = tokio::spawn(crate::worker::run(core, async move {
                let _ = ended.await;
            }));
            for _ in 0..100 {
                if app.mail.all().len() == 2 {
                    break;
                }
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            }
            assert_eq!(app.mail.all().len(), 2);
            end.send(()).unwrap();
            tokio::time::timeout(std::time::Duration::from_secs(5), running).await.unwrap().unwrap();
        })
    })
    .await;
}

#[tokio::test]
async fn a_clock_that_jumps_an_hour_breaks_nothing() {
    on_sqlite(|app, _| {
        Box::pin(async move {
            house(app).await;
            let id = app.ask("anna").await;
            app.core.tick().await;
            app.pass(Span::hours(1));
            app.core.tick().await;
            app.pass(Span::hours(-1));
            app.core.tick().await;
            let again = app.ask("anna").await;
            app.core.tick().await;
            assert!(app.request(&again).await.matched);
            assert_eq!(app.request(&id).await.state.word(), "asked");
            app.pass(Span::hours(72));
            app.core.tick().await;
            assert_eq!(app.request(&id).await.state.word(), "expired");
        })
    })
    .await;
}
