//! A privileged person's pass works one hour after all of `security` was told, and not before (R3).

use domain::RequestId;
use store::log::Of;

use super::*;
use crate::{
    notices::{Template, tell_role},
    ports::Trouble,
};

/// Ada of `it`, approved by Sec of `security`, and what an approval writes for all of `security`.
async fn approved(test: &Bed<'_>) -> Asking {
    let person = test.holder("ada", Role::It).await;
    let approver = test.holder("sec", Role::Security).await;
    test.holder("sue", Role::Security).await;
    let asking = test.asking("ada", "new-phone").await;
    test.approve(&asking.id, &person, &approver, None, Delay::Privileged).await;
    asking
}

async fn tell_security(test: &Bed<'_>, request: &RequestId) {
    test.core
        .writer()
        .run((test.core.clone(), request.clone()), |tx, (core, request)| {
            Box::pin(async move {
                let told = [("name", "ada".to_owned())];
                tell_role(tx, core, Role::Security, Template::SecurityTold, &told, Some(request)).await?;
                Ok(store::Done::with((), store::NewEntry::new("test.told")))
            })
        })
        .await
        .unwrap();
}

async fn refused(asking: &mut Asking) -> RefusalCode {
    asking.browser.go(async |visitor| visitor.fetch_pass().await).await.unwrap_err().code
}

/// The details of the one entry that says that `security` was told.
async fn told_entry(test: &Bed<'_>, request: &RequestId) -> Vec<(String, String)> {
    let entries = store::log::oldest(&test.scratch.db, Of::Request(request), None, 1_000).await.unwrap();
    let mut told = entries.into_iter().filter(|entry| entry.kind.as_str() == "request.security-told");
    let entry = told.next().expect("it is on record");
    assert!(told.next().is_none(), "once");
    audit::decode(&entry.bytes.expect("not erased")).unwrap().details
}

fn detail<'a>(details: &'a [(String, String)], name: &str) -> &'a str {
    details.iter().find(|(is, _)| is == name).map(|(_, value)| value.as_str()).unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn i10_while_mail_is_down_a_privileged_pass_does_not_work() {
    each_engine(|test| {
        Box::pin(async move {
            let mut asking = approved(test).await;
            tell_security(test, &asking.id).await;
            test.app.mail.set(Some(Trouble::Later("down".to_owned())));
            for _ in 0..6 {
                test.core.tick().await;
                test.advance(HOUR);
                let (waiting, _) = page(&mut asking).await;
                assert_eq!((waiting.phase, waiting.works_from), (Phase::ClearedUntold, None));
                assert_eq!(refused(&mut asking).await, RefusalCode::NotAllowed);
            }
            assert_eq!(test.entries("request.security-told").await, 0);

            test.app.mail.set(None);
            let mark = page(&mut asking).await.1.mark;
            test.advance(Span::hours(2));
            test.core.tick().await;
            let works_from = test.now() + HOUR;
            let (waiting, status) = page(&mut asking).await;
            assert_eq!((waiting.phase, waiting.works_from), (Phase::ClearedLater, Some(works_from)));
            assert_ne!(status.mark, mark, "the page draws itself anew");
            let details = told_entry(test, &asking.id).await;
            assert_eq!((detail(&details, "sent"), detail(&details, "given-up")), ("2", "0"));
            assert_eq!(detail(&details, "works-from"), works_from.0.to_string());

            test.advance(HOUR - Span(1));
            test.core.tick().await;
            assert_eq!(refused(&mut asking).await, RefusalCode::NotAllowed);
            test.advance(Span(1));
            assert_eq!(page(&mut asking).await.0.phase, Phase::Cleared);
            let pass = asking.pass().await;
            assert_eq!(redeem(&mut asking, &pass).await, next());
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i10_it_counts_from_the_last_of_security_who_was_told() {
    on_sqlite(|test| {
        Box::pin(async move {
            let mut asking = approved(test).await;
            tell_security(test, &asking.id).await;
            // One of the two addresses waits for another try.
            test.raw(
                "UPDATE notice SET next_try = $1 WHERE address = $2",
                args![test.now() + Span::minutes(30), "sue@example.org"],
            )
            .await;
            test.core.tick().await;
            assert_eq!(page(&mut asking).await.0.phase, Phase::ClearedUntold);
            test.advance(Span::minutes(30));
            test.core.tick().await;
            assert_eq!(page(&mut asking).await.0.works_from, Some(test.now() + HOUR));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i10_an_address_that_was_given_up_holds_nobody_up_but_where_all_were_nobody_was_told() {
    each_engine(|test| {
        Box::pin(async move {
            let mut asking = approved(test).await;
            tell_security(test, &asking.id).await;
            test.app.mail.set(Some(Trouble::Stuck("no such mailbox".to_owned())));
            test.core.tick().await;
            test.core.tick().await;
            assert_eq!(test.entries("notice.given-up").await, 2, "each is on record for itself");
            assert_eq!(page(&mut asking).await.0.phase, Phase::ClearedUntold);
            assert_eq!(refused(&mut asking).await, RefusalCode::NotAllowed);
            assert_eq!(test.entries("request.security-told").await, 0);

            let one = "UPDATE notice SET sent = $1 WHERE address = $2";
            assert_eq!(test.raw(one, args![test.now(), "sue@example.org"]).await, 1);
            test.core.tick().await;
            assert_eq!(page(&mut asking).await.0.works_from, Some(test.now() + HOUR));
            let details = told_entry(test, &asking.id).await;
            assert_eq!((detail(&details, "sent"), detail(&details, "given-up")), ("1", "1"));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_security_has_no_address_that_is_on_record_and_the_hour_begins_at_once() {
    each_engine(|test| {
        Box::pin(async move {
            let mut asking = approved(test).await;
            test.core.tick().await;
            assert_eq!(page(&mut asking).await.0.works_from, Some(test.now() + HOUR));
            let details = told_entry(test, &asking.id).await;
            assert_eq!((detail(&details, "sent"), detail(&details, "given-up")), ("0", "0"));
            test.core.tick().await;
            assert_eq!(test.entries("request.security-told").await, 1);
            assert_eq!(refused(&mut asking).await, RefusalCode::NotAllowed);
        })
    })
    .await;
}
