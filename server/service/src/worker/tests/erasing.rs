//! What is kept of people who left, before and after the policy's term.

use domain::{PersonId, person::ContactKind, request::Why};
use store::log::Of;

use super::*;

/// A year more than the policy's default.
const LONG: Span = Span::days(3 * 365);

/// Anna asked once, a manager answered, and then she left; Bert did too and stays.
async fn somebody_left(app: &TestCore) -> (Person, Person) {
    let boss = app.newcomer("boss").save().await;
    let anna = app.newcomer("anna").manager(&boss).contact(ContactKind::Mobile, "+49 151 1").save().await;
    let bert = app.newcomer("bert").manager(&boss).save().await;
    app.passkey(&anna).await;
    for user in ["anna", "bert"] {
        let request = app.ask(user).await;
        app.core.tick().await;
        let withdrawn = app.request(&request).await.state.withdraw(app.now(), Why::Asker).unwrap();
        app.set_state(&request, withdrawn).await;
    }
    put!(app, anna.id.clone(), |tx, id| {
        let now = tx.now();
        store::import::leave(tx, id, now).await?
    });
    (anna, bert)
}

/// Entries about somebody that say something yet.
async fn readable(app: &TestCore, about: &PersonId) -> usize {
    let entries = store::log::oldest(&app.core.db, Of::Person(about), None, 1_000).await.unwrap();
    entries.iter().filter(|entry| entry.bytes.is_some()).count()
}

#[tokio::test]
async fn what_is_kept_of_people_who_left_is_erased_after_the_term_and_the_verifier_says_so() {
    each_engine(|app, scratch| {
        Box::pin(async move {
            let (anna, bert) = somebody_left(app).await;
            app.pass(Policy::default().personal_data_term - Span::hours(2));
            app.core.tick().await;
            assert_eq!(app.person(&anna.id).await.name, "anna", "the term is not over");
            let before = (readable(app, &anna.id).await, readable(app, &bert.id).await);
            assert!(before.0 > 1 && before.1 > 1, "{before:?}");

            app.pass(Span::hours(3));
            app.core.tick().await;
            let kept = app.person(&anna.id).await;
            assert_eq!(
                (kept.name.as_str(), kept.user_name.as_str(), kept.photo),
                ("\u{2014}", "\u{2014}", false)
            );
            assert_eq!(kept.manager, None);
            assert!(store::people::contacts(&mut &app.core.db, &anna.id).await.unwrap().is_empty());
            let hash = app.core.name_hash("anna");
            assert!(store::people::by_user_hash(&mut &app.core.db, &hash).await.unwrap().is_none());
            assert_eq!(readable(app, &anna.id).await, 1, "that they were erased");
            assert_eq!(readable(app, &bert.id).await, before.1, "those who stay lose nothing");
            assert_eq!(app.person(&bert.id).await.name, "bert");
            let left = scratch.count("SELECT COUNT(*) AS n FROM notice WHERE address LIKE 'anna@%'").await;
            assert_eq!(left, 0);

            let report = store::log::verify(&app.core.db, &[], &[]).await.unwrap();
            assert!(report.is_whole(), "{report}");
            assert!(report.erased_entries() >= 3, "{report}");
            let act = &report.erasures[0];
            assert_eq!((act.at, &act.actor), (app.now(), &audit::Actor::System));
            assert!(report.to_string().contains("by the program itself"), "{report}");

            // And never again.
            let entries = report.entries;
            app.pass(LONG);
            app.core.tick().await;
            let report = store::log::verify(&app.core.db, &[], &[]).await.unwrap();
            assert_eq!((report.entries, report.is_whole()), (entries, true));
        })
    })
    .await;
}

#[tokio::test]
async fn somebody_with_a_long_history_is_erased_in_several_goes() {
    each_engine(|app, _| {
        Box::pin(async move {
            let (anna, _) = somebody_left(app).await;
            app.core
                .writer
                .run(anna.id.clone(), |_, id| {
                    let entries = (0..450).map(|_| NewEntry::new("test.change").about(id)).collect();
                    Box::pin(async move { Ok(Done::all((), entries)) })
                })
                .await
                .unwrap();
            app.pass(LONG);
            app.core.tick().await;
            assert_eq!(app.person(&anna.id).await.name, "anna", "not all of it at once");
            app.core.tick().await;
            app.core.tick().await;
            assert_eq!(app.person(&anna.id).await.name, "\u{2014}");
            assert_eq!(readable(app, &anna.id).await, 1);
            let report = store::log::verify(&app.core.db, &[], &[]).await.unwrap();
            assert!(report.is_whole() && report.erased_entries() > 450, "{report}");
            assert_eq!(report.erasures.len(), 3);
        })
    })
    .await;
}

#[tokio::test]
async fn whoever_came_back_keeps_everything_and_a_namesake_can_be_taken_in() {
    on_sqlite(|app, _| {
        Box::pin(async move {
            let (anna, bert) = somebody_left(app).await;
            put!(app, bert.id.clone(), |tx, id| {
                let now = tx.now();
                store::import::leave(tx, id, now).await?;
                tx.change("UPDATE person SET left_at = NULL WHERE id = $1", store::args![&*id]).await?
            });
            app.pass(LONG);
            app.core.tick().await;
            assert_eq!(app.person(&bert.id).await.name, "bert");
            let again = app.newcomer("anna").save().await;
            assert_ne!(again.id, anna.id);
        })
    })
    .await;
}
