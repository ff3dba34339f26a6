//! The outbox.

use super::*;
use crate::ports::Trouble;

fn later() -> Option<Trouble> {
    Some(Trouble::Later("the server is down".to_owned()))
}

async fn waiting(app: &TestCore) -> usize {
    let all = store::notices::newest(&mut &app.core.db, 100).await.unwrap();
    all.iter().filter(|notice| notice.sent.is_none()).count()
}

#[tokio::test]
async fn a_server_that_was_down_gets_everything_once_it_is_up() {
    each_engine(|app, _| {
        Box::pin(async move {
            house(app).await;
            app.mail.set(later());
            app.ask("anna").await;
            app.core.tick().await;
            assert_eq!(waiting(app).await, 2);
            for wait in [Span::seconds(10), Span::minutes(1), Span::minutes(5)] {
                app.pass(wait);
                app.core.tick().await;
            }
            let tries = store::notices::newest(&mut &app.core.db, 10).await.unwrap()[0].tries;
            assert_eq!(tries, 4);
            app.mail.set(None);
            app.core.tick().await;
            assert!(app.mail.all().is_empty(), "not before its time");
            app.pass(Span::minutes(30));
            app.core.tick().await;
            assert_eq!((app.mail.all().len(), waiting(app).await), (2, 0));
            app.pass(Span::minutes(20));
            app.core.tick().await;
            assert_eq!(app.mail.all().len(), 2, "once is enough");
        })
    })
    .await;
}

#[tokio::test]
async fn after_three_days_it_is_given_up_and_shown_to_it() {
    on_sqlite(|app, _| {
        Box::pin(async move {
            house(app).await;
            app.mail.set(later());
            let id = app.ask("anna").await;
            app.core.tick().await;
            for _ in 0..200 {
                app.pass(Span::minutes(25));
                app.core.tick().await;
            }
            let given_up = store::notices::given_up(&mut &app.core.db).await.unwrap();
            assert!(given_up >= 2, "{given_up}");
            assert!(app.entries(&id).await.contains(&"notice.given-up".to_owned()));
        })
    })
    .await;
}

#[tokio::test]
async fn what_is_refused_is_not_tried_again() {
    on_sqlite(|app, _| {
        Box::pin(async move {
            house(app).await;
            app.mail.set(Some(Trouble::Stuck("no such mailbox".to_owned())));
            let id = app.ask("anna").await;
            app.core.tick().await;
            assert_eq!(store::notices::given_up(&mut &app.core.db).await.unwrap(), 2);
            let given_up =
                app.entries(&id).await.into_iter().filter(|kind| kind == "notice.given-up").count();
            assert_eq!(given_up, 2);
        })
    })
    .await;
}

#[tokio::test]
async fn what_a_killed_process_held_is_sent_by_another() {
    each_engine(|app, scratch| {
        Box::pin(async move {
            house(app).await;
            app.mail.set(later());
            app.ask("anna").await;
            app.core.tick().await;
            app.mail.set(None);
            app.pass(Span::seconds(10));
            // Taken, and then the process is gone.
            let taken = app
                .core
                .writer
                .unlogged((), |tx, ()| {
                    Box::pin(async move {
                        let now = tx.now();
                        store::notices::take_due(tx, now, now + Span::minutes(5), 10).await
                    })
                })
                .await
                .unwrap();
            assert_eq!(taken.len(), 2);
            let other = app.another(scratch).await;
            other.core.tick().await;
            assert!(app.mail.all().is_empty(), "the lease still holds");
            app.pass(Span::minutes(5));
            other.core.tick().await;
            assert_eq!(app.mail.all().len(), 2);
            other.core.writer.close().await;
        })
    })
    .await;
}

#[tokio::test]
async fn every_address_on_record_is_told_in_the_persons_language() {
    on_sqlite(|app, _| {
        Box::pin(async move {
            let House { boss, .. } = house(app).await;
            let mail = domain::person::ContactKind::Mail;
            let mobile = domain::person::ContactKind::Mobile;
            let dora =
                app.newcomer("dora").manager(&boss).language("de").contact(mail, "dora@private.example");
            dora.contact(mobile, "+491701234567").save().await;
            app.ask("dora").await;
            app.core.tick().await;
            let one = &app.mail.to("dora@example.org")[0];
            let two = &app.mail.to("dora@private.example")[0];
            assert_eq!(
                (one.subject.as_str(), one.language.as_str()),
                ("Jemand möchte als Sie wieder hereinkommen", "de")
            );
            assert_ne!(code_in(&one.body), code_in(&two.body), "each address has a code of its own");
            assert_eq!(app.mail.all().len(), 3, "a number gets no mail");
        })
    })
    .await;
}
