//! What a stop code stops, over a scratch database.

use contract::{Sent, Stopping as _};
use domain::{RequestId, Span, person::Role, request::Why, suspension::FreezeSource};

use super::read_code;
use crate::{
    Arrival,
    testing::{TestCore, each_engine},
};

#[test]
fn a_code_is_read_as_people_type_it() {
    assert_eq!(read_code(" 7k3m-9QXZ o1Il "), "7K3M9QXZ0111");
}

/// Asks, and lets the worker find whom the name belongs to.
async fn asks(app: &TestCore) -> RequestId {
    let id = app.ask("anna").await;
    app.core.tick().await;
    app.pass(Span::minutes(1));
    id
}

/// The stop code in the newest message to Anna.
fn newest_code(app: &TestCore) -> String {
    let told = app.mail.to("anna@example.org");
    let code = |word: &&str| word.len() == 29 && word.matches('-').count() == 5;
    told.last().unwrap().body.split_whitespace().find(code).unwrap().to_owned()
}

async fn stops(app: &TestCore, code: &str) {
    let visitor = app.visitor(Arrival { language: "en".to_owned(), ..Arrival::default() }).await;
    assert_eq!(visitor.stop(code.to_owned()).await.unwrap(), Sent::next("/not-me/done"));
}

async fn states(app: &TestCore, asked: &[&RequestId]) -> Vec<&'static str> {
    let mut states = Vec::new();
    for id in asked {
        states.push(app.request(id).await.state.word());
    }
    states
}

fn told(app: &TestCore, user: &str) -> usize {
    app.mail.to(&format!("{user}@example.org")).len()
}

#[tokio::test]
async fn a_stop_code_stops_its_request_and_those_asked_since_without_a_notice_of_their_own() {
    each_engine(|app, scratch| {
        Box::pin(async move {
            let anna = app.newcomer("anna").save().await;
            app.newcomer("sam").role(Role::Security).save().await;
            let own = asks(app).await;
            let second = asks(app).await;
            let code = newest_code(app);
            let (third, fourth) = (asks(app).await, asks(app).await);
            assert_eq!(told(app, "anna"), 2, "one notice, and at most one an hour of repeated asks");
            app.mail.clear();
            stops(app, &code).await;
            let asked = [&own, &second, &third, &fourth];
            assert_eq!(
                states(app, &asked).await,
                ["asked", "frozen", "frozen", "frozen"],
                "what had a notice of its own has a code of its own"
            );
            let freezes = store::freezes::since(&mut &scratch.db, &anna.id, app.now() - Span::days(1)).await;
            assert_eq!(freezes.unwrap().len(), 1, "it was said once, so it is one freeze");
            app.core.tick().await;
            assert_eq!((told(app, "anna"), told(app, "sam")), (1, 1), "and told of once");
            for id in [&second, &third, &fourth] {
                assert!(app.entries(id).await.contains(&"request.frozen".to_owned()));
            }
        })
    })
    .await;
}

#[tokio::test]
async fn a_stop_code_still_stops_what_came_after_its_own_request_was_taken_back() {
    each_engine(|app, _| {
        Box::pin(async move {
            app.newcomer("anna").save().await;
            let first = asks(app).await;
            let second = asks(app).await;
            let code = newest_code(app);
            for id in [&first, &second] {
                let ended = app.request(id).await.state.withdraw(app.now(), Why::Asker).unwrap();
                app.set_state(id, ended).await;
            }
            let hidden = asks(app).await;
            assert_eq!(told(app, "anna"), 2, "no notice tells of it");
            stops(app, &code).await;
            assert_eq!(states(app, &[&first, &second, &hidden]).await, ["withdrawn", "withdrawn", "frozen"]);
        })
    })
    .await;
}

#[tokio::test]
async fn a_stop_code_leaves_what_was_asked_after_its_hour_to_that_ones_own_code() {
    each_engine(|app, _| {
        Box::pin(async move {
            app.newcomer("anna").save().await;
            let first = asks(app).await;
            let second = asks(app).await;
            let code = newest_code(app);
            app.pass(Span::hours(1));
            let later = asks(app).await;
            let own = newest_code(app);
            assert_ne!(code, own);
            stops(app, &code).await;
            assert_eq!(states(app, &[&first, &second, &later]).await, ["asked", "frozen", "asked"]);
            stops(app, &own).await;
            assert_eq!(states(app, &[&later]).await, ["frozen"]);
        })
    })
    .await;
}

#[tokio::test]
async fn nobody_elses_request_is_covered() {
    each_engine(|app, scratch| {
        Box::pin(async move {
            let anna = app.newcomer("anna").save().await;
            let ben = app.newcomer("ben").save().await;
            let anna_asked = asks(app).await;
            let code = newest_code(app);
            let other = app.ask("ben").await;
            app.core.tick().await;
            // As if no notice had told of it.
            scratch.raw("DELETE FROM notice WHERE person = $1", store::args![&ben.id]).await.unwrap();
            stops(app, &code).await;
            assert_eq!(states(app, &[&anna_asked, &other]).await, ["frozen", "asked"]);
            let freezes = store::freezes::since(&mut &scratch.db, &anna.id, app.now() - Span::days(1)).await;
            assert!(matches!(freezes.unwrap()[0].source, FreezeSource::Mailbox(_)));
        })
    })
    .await;
}

#[tokio::test]
async fn security_hears_of_warnings_about_one_person_at_most_once_an_hour() {
    each_engine(|app, _| {
        Box::pin(async move {
            app.newcomer("anna").save().await;
            app.newcomer("sam").role(Role::Security).save().await;
            let mut codes = Vec::new();
            for _ in 0..2 {
                asks(app).await;
                codes.push(newest_code(app));
                stops(app, codes.last().unwrap()).await;
                app.pass(Span::hours(1));
            }
            asks(app).await;
            let code = newest_code(app);
            app.mail.clear();
            let mut heard = Vec::new();
            for _ in 0..5 {
                stops(app, &code).await;
                app.core.tick().await;
                app.pass(Span::minutes(25));
                let to = app.mail.to("sam@example.org");
                heard.push(to.iter().filter(|one| one.subject.starts_with("Again it was said")).count());
            }
            // Said after 0, 25, 50, 75 and 100 minutes.
            assert_eq!(heard, [1, 1, 1, 2, 2]);
            let kinds = app.all_entries().await;
            let warned = kinds.iter().filter(|kind| *kind == "request.freeze-warning").count();
            assert_eq!(warned, 5, "each stands on record");
        })
    })
    .await;
}
