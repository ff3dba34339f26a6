//! Whom a change would leave with no way back in (I11).

use domain::{
    Policy,
    method::{Home, MethodKind},
};

use super::{codes, happens, method};
use crate::{
    readiness::{stranded_since, with_ways, would_strand},
    testing::{each_engine, on_sqlite},
};

#[tokio::test(flavor = "multi_thread")]
async fn i11_a_policy_is_told_whom_it_would_strand_before_it_holds() {
    each_engine(|app, scratch| {
        Box::pin(async move {
            let anna = app.newcomer("anna").save().await;
            method(app, &anna, MethodKind::AuthenticatorApp, Some(Home::Itself)).await;
            codes(app, scratch, &anna, 3).await;
            let bob = app.newcomer("bob").save().await;
            method(app, &bob, MethodKind::SecurityKey, None).await;
            // Who has no way now cannot lose it.
            app.newcomer("cem").save().await;
            let before = app.core.policy().await.unwrap();
            let mut after = before.clone();
            for rule in &mut after.methods {
                rule.allowed = vec![MethodKind::Passkey, MethodKind::SecurityKey];
            }
            let stranded = would_strand(&app.core, &before, &after).await.unwrap();
            assert_eq!((stranded.count, stranded.names), (1, vec!["anna".to_owned()]));
            assert_eq!(would_strand(&app.core, &before, &before).await.unwrap().count, 0);
            assert_eq!(app.core.policy().await.unwrap(), Policy::default(), "nothing was saved");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i11_whoever_relied_on_a_manager_who_left_is_named() {
    on_sqlite(|app, scratch| {
        Box::pin(async move {
            let boss = app.newcomer("boss").save().await;
            app.passkey(&boss).await;
            app.newcomer("anna").manager(&boss).save().await;
            let bob = app.newcomer("bob").manager(&boss).save().await;
            method(app, &bob, MethodKind::SecurityKey, None).await;
            let then = with_ways(&app.core).await.unwrap();
            assert_eq!(stranded_since(&app.core, &then).await.unwrap().count, 0);
            happens(app, scratch, "person.left", &boss, "UPDATE person SET left_at = 1 WHERE id = $1").await;
            let stranded = stranded_since(&app.core, &then).await.unwrap();
            assert_eq!((stranded.count, stranded.names), (1, vec!["anna".to_owned()]));
        })
    })
    .await;
}
