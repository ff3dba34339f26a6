//! Reminders of drills: when, how often, to whom.

use domain::{PersonId, Span};
use store::args;

use crate::{
    approvals::tests::scene::told,
    recovery::bed::{Bed, each_engine, on_sqlite},
};

/// A day goes by, with the worker at it.
async fn a_day(t: &Bed<'_>) {
    for _ in 0..4 {
        t.core.tick().await;
        t.advance(Span::hours(6));
    }
}

async fn reminded(t: &Bed<'_>, person: &PersonId) -> u64 {
    told(t, person, "drill-due").await
}

/// Somebody who rehearsed now.
async fn done(t: &Bed<'_>, person: &PersonId) {
    t.raw(
        "INSERT INTO drill (id, person, begun, state, ended, outcome, network, browser, document, wrong_codes, evidence, \
         missing) VALUES ($1, $2, $3, 'proved', $3, 'proved', '', '', '', 0, '', '')",
        args![domain::DrillId::mint(t.rng()), person, t.now()],
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reminder_comes_when_it_is_due_then_every_30_days_until_it_is_done() {
    each_engine(|t| {
        Box::pin(async move {
            let anna = t.app.newcomer("anna").language("de").save().await;
            t.app.passkey(&anna).await;
            let anna = anna.id;
            // Her passkey is 30 days old already.
            t.advance(Span::days(148));
            a_day(t).await;
            assert_eq!(reminded(t, &anna).await, 0, "not before its time");
            t.advance(Span::days(1));
            a_day(t).await;
            a_day(t).await;
            assert_eq!(reminded(t, &anna).await, 1);
            let mails = t.app.mail.to("anna@example.org");
            assert!(mails.iter().any(|mail| mail.subject.starts_with("Übung:")), "{mails:?}");
            t.advance(Span::days(27));
            a_day(t).await;
            assert_eq!(reminded(t, &anna).await, 1, "not twice in 30 days");
            t.advance(Span::days(2));
            a_day(t).await;
            assert_eq!(reminded(t, &anna).await, 2);
            done(t, &anna).await;
            t.advance(Span::days(40));
            a_day(t).await;
            assert_eq!(reminded(t, &anna).await, 2, "done: it is not due for 180 days");
            assert_eq!(t.entries("drill.reminded").await, 2);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_nothing_to_sign_in_with_is_not_reminded() {
    on_sqlite(|t| {
        Box::pin(async move {
            let ben = t.person("ben").await;
            let cora = t.app.newcomer("cora").save().await;
            let method = t.app.passkey(&cora).await;
            t.core.tick().await;
            t.raw("UPDATE method SET state = 'removed', removed = 1 WHERE id = $1", args![&method]).await;
            t.advance(Span::days(400));
            a_day(t).await;
            a_day(t).await;
            assert_eq!((reminded(t, &ben).await, reminded(t, &cora.id).await), (0, 0));
        })
    })
    .await;
}
