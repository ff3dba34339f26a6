//! Matching, going up, re-pinning.

use contract::Stopping as _;
use domain::{PersonId, method::MethodState, suspension::FreezeSource};
use store::args;

use super::*;
use crate::Arrival;

#[tokio::test]
async fn a_name_is_matched_and_the_manager_asked() {
    each_engine(|app, _| {
        Box::pin(async move {
            let house = house(app).await;
            let id = app.ask("  ANNA ").await;
            app.core.tick().await;
            let request = app.request(&id).await;
            assert!(request.matched);
            assert_eq!(request.person, Some(house.anna.id));
            assert_eq!((request.approver, request.approver_role), (Some(house.boss.id), None));
            assert_eq!(app.entries(&id).await, ["request.asked", "request.matched"]);
            let told = app.mail.to("anna@example.org");
            assert_eq!(told.len(), 1);
            assert!(told[0].body.contains("If it wasn’t you, stop it, and read no code to anybody."));
            assert!(told[0].body.contains("https://portal.example.org/not-me"));
            assert!(code_in(&told[0].body).is_some());
            let asked = app.mail.to("boss@example.org");
            assert_eq!(asked.len(), 1);
            assert_eq!(code_in(&asked[0].body), None);
            for secret in ["192.0.2", "Firefox", id.as_str()] {
                assert!(!asked[0].body.contains(secret), "{secret}");
            }
            assert!(subjects(app, "ida").is_empty() && subjects(app, "chief").is_empty());
            app.core.tick().await;
            assert_eq!(app.mail.all().len(), 2, "it happens once");
        })
    })
    .await;
}

#[tokio::test]
async fn the_code_in_the_notice_stops_the_request() {
    each_engine(|app, _| {
        Box::pin(async move {
            house(app).await;
            let id = app.ask("anna").await;
            app.core.tick().await;
            let code = code_in(&app.mail.to("anna@example.org")[0].body).unwrap();
            let visitor = app.visitor(Arrival { language: "en".to_owned(), ..Arrival::default() }).await;
            visitor.stop(code).await.unwrap();
            assert_eq!(app.request(&id).await.state.word(), "frozen");
        })
    })
    .await;
}

#[tokio::test]
async fn i08_a_name_that_cannot_be_helped_is_looked_up_and_nobody_is_told() {
    each_engine(|app, _| {
        Box::pin(async move {
            house(app).await;
            app.newcomer("gone").disabled().save().await;
            let unknown = app.ask("nobody").await;
            let disabled = app.ask("gone").await;
            app.core.tick().await;
            for id in [unknown, disabled] {
                let request = app.request(&id).await;
                assert!(request.matched && request.person.is_none() && request.approver.is_none());
                assert_eq!(request.state.word(), "asked", "the asker's page goes on");
                assert_eq!(app.entries(&id).await, ["request.asked", "request.unmatched"]);
            }
            assert!(app.mail.all().is_empty());
        })
    })
    .await;
}

#[tokio::test]
async fn an_emergency_account_alarms_security_and_is_not_recovered() {
    on_sqlite(|app, _| {
        Box::pin(async move {
            house(app).await;
            app.newcomer("glass").emergency().save().await;
            app.newcomer("sec").role(Role::Security).save().await;
            let id = app.ask("glass").await;
            app.core.tick().await;
            assert!(app.request(&id).await.person.is_none());
            assert_eq!(app.mail.all().len(), 1);
            assert_eq!(subjects(app, "sec"), ["Someone asked to get back in as glass, an emergency account"]);
        })
    })
    .await;
}

#[tokio::test]
async fn without_a_manager_who_can_the_role_is_asked_but_not_about_oneself() {
    each_engine(|app, _| {
        Box::pin(async move {
            let House { ida, .. } = house(app).await;
            app.newcomer("sec").role(Role::Security).save().await;
            let lone = app.newcomer("lone").save().await;
            let id = app.ask("lone").await;
            app.core.tick().await;
            let request = app.request(&id).await;
            assert_eq!((request.person, request.approver), (Some(lone.id), None));
            assert_eq!(request.approver_role, Some(Role::It));
            assert_eq!(subjects(app, "ida").len(), 1);
            app.mail.clear();

            // Ida is privileged: `security` decides, and she is not asked about herself.
            let id = app.ask("ida").await;
            app.core.tick().await;
            let request = app.request(&id).await;
            assert_eq!((request.person, request.approver_role), (Some(ida.id), Some(Role::Security)));
            assert_eq!(subjects(app, "ida"), ["Someone asked to get back in as you"]);
            assert_eq!(subjects(app, "sec"), ["ida cannot sign in and needs you"]);
        })
    })
    .await;
}

#[tokio::test]
async fn a_loop_of_managers_ends_at_the_role() {
    on_sqlite(|app, _| {
        Box::pin(async move {
            let House { ida, .. } = house(app).await;
            let one = app.newcomer("one").save().await;
            let two = app.newcomer("two").manager(&one).save().await;
            put!(app, (one.id.clone(), two.id.clone()), |tx, (one, two)| {
                tx.change("UPDATE person SET manager = $2 WHERE id = $1", args![one, two]).await?
            });
            let id = app.ask("one").await;
            app.core.tick().await;
            assert_eq!(app.request(&id).await.approver_role, Some(Role::It));
            assert_eq!(app.mail.to("ida@example.org").len(), 1);
            assert!(ida.active);
        })
    })
    .await;
}

#[tokio::test]
async fn i10_a_privileged_person_has_manager_and_security_asked() {
    on_sqlite(|app, _| {
        Box::pin(async move {
            let House { boss, .. } = house(app).await;
            app.newcomer("sec").role(Role::Security).save().await;
            app.newcomer("vip").role(Role::Auditor).manager(&boss).save().await;
            let id = app.ask("vip").await;
            app.core.tick().await;
            assert_eq!(app.request(&id).await.approver, Some(boss.id));
            assert_eq!((subjects(app, "boss").len(), subjects(app, "sec").len()), (1, 1));
            assert!(subjects(app, "ida").is_empty());
        })
    })
    .await;
}

#[tokio::test]
async fn ten_asks_at_once_send_two_messages_and_ask_the_manager_once() {
    each_engine(|app, _| {
        Box::pin(async move {
            house(app).await;
            for _ in 0..10 {
                app.ask("anna").await;
            }
            app.core.tick().await;
            assert_eq!(subjects(app, "anna").len(), 2, "one for the first, one for all others");
            assert_eq!(subjects(app, "boss").len(), 1);
            app.pass(Span::minutes(59));
            app.ask("anna").await;
            app.core.tick().await;
            assert_eq!(subjects(app, "anna").len(), 2);
            app.pass(Span::minutes(2));
            app.mail.clear();
            app.ask("anna").await;
            app.core.tick().await;
            assert_eq!(subjects(app, "anna"), ["Someone asked once more to get back in as you"]);
            let open =
                store::requests::open_of(&mut &app.core.db, &app.core.db_person("anna").await).await.unwrap();
            assert_eq!(open.len(), 12, "none hides another");
        })
    })
    .await;
}

impl crate::Core {
    async fn db_person(&self, user: &str) -> PersonId {
        store::people::by_user_key(&mut &self.db, user).await.unwrap().unwrap().id
    }
}

#[tokio::test]
async fn after_two_freezes_security_decides() {
    on_sqlite(|app, _| {
        Box::pin(async move {
            let House { anna, .. } = house(app).await;
            app.newcomer("sec").role(Role::Security).save().await;
            let first = app.ask("anna").await;
            app.core.tick().await;
            app.mail.clear();
            let contact = store::people::contacts(&mut &app.core.db, &anna.id).await.unwrap()[0].id.clone();
            for name in ["one", "two"] {
                put!(
                    app,
                    (first.clone(), anna.id.clone(), contact.clone()),
                    |tx, (request, person, contact)| {
                        let now = tx.now();
                        let from = FreezeSource::Mailbox(contact.clone());
                        store::freezes::add(tx, name, request, person, &from, now, "freeze").await?
                    }
                );
            }
            app.pass(Span::hours(2));
            let id = app.ask("anna").await;
            app.core.tick().await;
            let request = app.request(&id).await;
            assert_eq!((request.approver, request.approver_role), (None, Some(Role::Security)));
            let asked = subjects(app, "sec")
                .into_iter()
                .filter(|subject| subject == "anna cannot sign in and needs you");
            assert!(asked.count() == 1 && subjects(app, "boss").is_empty());
            app.pass(Span::minutes(1));
            app.core.tick().await;
            assert_eq!(app.request(&id).await.approver_role, Some(Role::Security), "and it stays so");
        })
    })
    .await;
}

#[tokio::test]
async fn after_an_hour_the_next_in_the_chain_and_it_are_asked_once() {
    each_engine(|app, _| {
        Box::pin(async move {
            let house = house(app).await;
            let id = app.ask("anna").await;
            app.core.tick().await;
            app.pass(Span::minutes(59));
            app.core.tick().await;
            assert!(subjects(app, "chief").is_empty());
            app.pass(Span::minutes(1));
            app.core.tick().await;
            for who in ["chief", "ida"] {
                assert_eq!(subjects(app, who), ["anna is still waiting to get back in"], "{who}");
            }
            assert_eq!(subjects(app, "boss").len(), 1, "the pinned one was asked before");
            let request = app.request(&id).await;
            assert_eq!(request.approver, Some(house.boss.id), "still pinned");
            assert_eq!(request.escalated, Some(app.now()));
            app.pass(Span::hours(5));
            app.core.tick().await;
            assert_eq!(subjects(app, "chief").len(), 1);
            assert_eq!(app.entries(&id).await.last().unwrap(), "request.escalated");
            assert!(house.chief.active && house.ida.active);
        })
    })
    .await;
}

#[tokio::test]
async fn a_new_manager_does_not_get_the_request_but_it_does() {
    each_engine(|app, _| {
        Box::pin(async move {
            let House { anna, .. } = house(app).await;
            let new = app.newcomer("newboss").save().await;
            app.passkey(&new).await;
            let id = app.ask("anna").await;
            app.core.tick().await;
            app.pass(Span::minutes(5));
            put!(app, (anna.id.clone(), new.id.clone()), |tx, (anna, new)| {
                let now = tx.now();
                let sql = "UPDATE person SET manager = $2, manager_since = $3 WHERE id = $1";
                tx.change(sql, args![anna, new, now]).await?
            });
            app.core.tick().await;
            let request = app.request(&id).await;
            assert_eq!((request.approver, request.approver_role), (None, Some(Role::It)));
            assert_eq!(subjects(app, "ida").len(), 1);
            assert!(subjects(app, "newboss").is_empty());
            assert_eq!(app.entries(&id).await.last().unwrap(), "request.repinned");
            app.pass(Span::minutes(1));
            app.core.tick().await;
            assert_eq!(app.entries(&id).await.iter().filter(|kind| *kind == "request.repinned").count(), 1);
        })
    })
    .await;
}

#[tokio::test]
async fn an_approver_who_left_or_lost_their_passkey_is_replaced_by_it() {
    on_sqlite(|app, _| {
        Box::pin(async move {
            let House { boss, .. } = house(app).await;
            let id = app.ask("anna").await;
            app.core.tick().await;
            let key = store::methods::of(&mut &app.core.db, &boss.id).await.unwrap()[0].clone();
            assert_eq!(key.state, MethodState::Active);
            put!(app, key.id, |tx, key| {
                let now = tx.now();
                store::methods::remove(tx, key, now).await?
            });
            app.pass(Span::minutes(1));
            app.core.tick().await;
            let request = app.request(&id).await;
            assert_eq!((request.approver, request.approver_role), (None, Some(Role::It)));
        })
    })
    .await;
}

#[tokio::test]
async fn two_processes_do_everything_once() {
    each_engine(|app, scratch| {
        Box::pin(async move {
            house(app).await;
            let other = app.another(scratch).await;
            let mut ids = Vec::new();
            for _ in 0..3 {
                ids.push(app.ask("anna").await);
            }
            ids.push(app.ask("boss").await);
            for _ in 0..3 {
                tokio::join!(app.core.tick(), other.core.tick());
            }
            app.pass(Span::hours(1));
            tokio::join!(app.core.tick(), other.core.tick());
            for id in &ids {
                assert_eq!(app.entries(id).await, ["request.asked", "request.matched", "request.escalated"]);
            }
            let mut messages: Vec<String> = app.mail.all().into_iter().map(|message| message.id).collect();
            let sent = messages.len();
            messages.sort();
            messages.dedup();
            assert_eq!(messages.len(), sent, "no message went out twice");
            app.pass(Span::hours(72));
            tokio::join!(app.core.tick(), other.core.tick());
            for id in &ids {
                let expired =
                    app.entries(id).await.into_iter().filter(|kind| kind == "request.expired").count();
                assert_eq!(expired, 1);
            }
            other.core.writer.close().await;
        })
    })
    .await;
}

#[tokio::test]
async fn a_request_of_somebody_disabled_is_withdrawn_instead_of_going_up() {
    on_sqlite(|app, _| {
        Box::pin(async move {
            let House { anna, .. } = house(app).await;
            let id = app.ask("anna").await;
            app.core.tick().await;
            put!(app, anna.id, |tx, anna| {
                tx.change("UPDATE person SET active = FALSE WHERE id = $1", args![anna]).await?
            });
            app.pass(Span::hours(1));
            app.core.tick().await;
            assert_eq!(app.request(&id).await.state.word(), "withdrawn");
            assert!(subjects(app, "chief").is_empty());
        })
    })
    .await;
}
