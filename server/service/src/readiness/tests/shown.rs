//! What people, managers and IT see of it, and what reminding does.

use contract::{
    Readiness as _, RefusalCode, Sent,
    methods::Standing,
    readiness::{ReadinessFilter, WhatIfQuery},
};
use domain::{
    Span,
    device::{Ownership, Platform},
    method::{Home, MethodKind},
    person::Role,
    readiness::Ready,
};

use super::{device, kept, method, save_policy, stored};
use crate::recovery::bed::{Bed, each_engine, on_sqlite};

fn of(device: &str) -> WhatIfQuery {
    WhatIfQuery { device: device.to_owned(), ..WhatIfQuery::default() }
}

fn show(show: &str) -> ReadinessFilter {
    ReadinessFilter { show: show.to_owned(), ..ReadinessFilter::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_if_names_the_ways_back_in_order_and_the_one_step() {
    on_sqlite(|test| {
        Box::pin(async move {
            let boss = test.app.newcomer("boss").save().await;
            test.app.passkey(&boss).await;
            let ada = test.app.newcomer("ada").manager(&boss).save().await;
            let phone = device(test.app, &ada, Platform::Ios, Ownership::Own).await;
            let tablet = device(test.app, &ada, Platform::Ipados, Ownership::Own).await;
            let key = method(test.app, &ada, MethodKind::Passkey, Some(Home::Device(tablet.clone()))).await;
            let visitor = test.visitor(&test.signed_in(&ada.id, &key).await).await;
            let nothing = visitor.what_if(WhatIfQuery::default()).await.unwrap();
            assert_eq!((nothing.devices.len(), nothing.after), (2, None));
            let after = visitor.what_if(of(phone.as_str())).await.unwrap().after.unwrap();
            assert_eq!(
                (after.standing, after.lost.as_slice()),
                (Standing::ByYourself, &["Blue ios".to_owned()][..])
            );
            let keys: Vec<&str> = after.ways.iter().map(|way| way.key.as_str()).collect();
            assert_eq!(keys, ["ready-way-passkey-on", "ready-way-in-person", "ready-way-live-video"]);
            assert_eq!(after.next, None);
            let after = visitor.what_if(of(tablet.as_str())).await.unwrap().after.unwrap();
            assert_eq!(after.standing, Standing::WithHelp);
            let next = after.next.unwrap();
            assert_eq!(
                (next.words.key.as_str(), next.path.as_deref()),
                ("ready-step-passkey-on", Some("/methods/add"))
            );
            assert_eq!(next.words.args, [("device".to_owned(), "Blue ios".to_owned())]);
            let both = WhatIfQuery { also: phone.to_string(), sign_in: true, ..of(tablet.as_str()) };
            let after = visitor.what_if(both).await.unwrap().after.unwrap();
            assert_eq!((after.lost.len(), after.sign_in), (2, true));
            assert_eq!(after.next.unwrap().words.key, "ready-step-security-key");
            // Nobody else's device is here, and nothing that is none.
            let theirs = device(test.app, &boss, Platform::Ios, Ownership::Own).await;
            for wrong in [theirs.as_str(), "x"] {
                assert_eq!(visitor.what_if(of(wrong)).await.unwrap_err().code, RefusalCode::NotHere);
            }
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_sees_their_own_reports_and_nobody_else_does() {
    each_engine(|test| {
        Box::pin(async move {
            let boss = test.app.newcomer("boss").save().await;
            let key = test.app.passkey(&boss).await;
            let ready = test.app.newcomer("amy").manager(&boss).save().await;
            let ready_key = method(test.app, &ready, MethodKind::SecurityKey, None).await;
            let leads = test.app.newcomer("zoe").manager(&boss).save().await;
            let low = test.app.newcomer("low").manager(&leads).save().await;
            kept(test.app, &low).await;
            let visitor = test.visitor(&test.signed_in(&boss.id, &key).await).await;
            assert!(visitor.manages_somebody().await.unwrap());
            let team = visitor.team().await.unwrap();
            let told: Vec<_> =
                team.rows.iter().map(|row| (row.name.as_str(), row.standing, row.cannot_approve)).collect();
            assert_eq!(
                told,
                [("zoe", Some(Standing::WithHelp), true), ("amy", Some(Standing::ByYourself), false)]
            );
            let visitor = test.visitor(&test.signed_in(&ready.id, &ready_key).await).await;
            assert!(!visitor.manages_somebody().await.unwrap());
            assert_eq!(visitor.team().await.unwrap_err().code, RefusalCode::NotHere);
            assert_eq!(visitor.readiness_of_all(show("")).await.unwrap_err().code, RefusalCode::NotHere);
            assert_eq!(visitor.readiness_file(show("")).await.unwrap_err().code, RefusalCode::NotHere);
        })
    })
    .await;
}

/// Ida of IT with a passkey of her own, and three who would not get back in.
async fn desk(test: &Bed<'_>) -> crate::Visitor {
    let ida = test.app.newcomer("ida").role(Role::It).save().await;
    let key = method(test.app, &ida, MethodKind::SecurityKey, None).await;
    for name in ["cem", "Anton", "=bea"] {
        test.app.newcomer(name).save().await;
    }
    test.app.core.tick_readiness().await;
    test.visitor(&test.signed_in(&ida.id, &key).await).await
}

#[tokio::test(flavor = "multi_thread")]
async fn it_sees_everybody_the_worst_first_with_filters_and_as_a_file() {
    each_engine(|test| {
        Box::pin(async move {
            let visitor = desk(test).await;
            let page = visitor.readiness_of_all(show("all")).await.unwrap();
            assert_eq!((page.counts.all(), page.counts.by_yourself, page.counts.with_help), (4, 1, 3));
            let names: Vec<&str> = page.rows.iter().map(|row| row.name.as_str()).collect();
            assert_eq!(names, ["=bea", "Anton", "cem", "ida"]);
            assert!(page.may_remind && page.nudges_on && page.next.is_none());
            let of_role = |role: &str| ReadinessFilter { role: role.to_owned(), ..show("all") };
            assert_eq!(visitor.readiness_of_all(of_role("it")).await.unwrap().rows.len(), 1);
            assert_eq!(visitor.readiness_of_all(of_role("none")).await.unwrap().rows.len(), 3);
            let wrong = visitor.readiness_of_all(of_role("king")).await.unwrap_err();
            assert_eq!(wrong.code, RefusalCode::Unreadable);
            let after = |after: String| ReadinessFilter { after, ..show("all") };
            let anton = stored(test.app, &test.app.person(&id_of(test, "anton").await).await).await.unwrap();
            let rest = visitor.readiness_of_all(after(format!("with-help.{}", anton.person))).await.unwrap();
            assert_eq!(rest.rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["cem", "ida"]);
            let file = visitor.readiness_file(show("")).await.unwrap();
            let lines: Vec<&str> = file.lines().collect();
            assert_eq!(lines.len(), 4, "{file}");
            assert!(lines[1].starts_with("\"'=bea\",\"'=bea\",\"\",\"\",with-help,now,"), "{file}");
        })
    })
    .await;
}

async fn id_of(test: &Bed<'_>, key: &str) -> domain::PersonId {
    store::people::by_user_key(&mut &test.core.db, key).await.unwrap().unwrap().id
}

#[tokio::test(flavor = "multi_thread")]
async fn reminding_writes_once_a_week_and_is_limited() {
    each_engine(|test| {
        Box::pin(async move {
            let visitor = desk(test).await;
            let sent = visitor.remind(show("not-ready")).await.unwrap();
            assert_eq!(sent, Sent::next("/desk/readiness?reminded=3"));
            assert_eq!(test.entries("nudge.sent").await, 3);
            test.app.core.tick().await;
            assert_eq!(test.app.mail.to("cem@example.org").len(), 1);
            assert!(matches!(visitor.remind(show("not-ready")).await.unwrap(), Sent::Mend(_)), "not twice");
            assert!(matches!(visitor.remind(show("by-yourself")).await.unwrap(), Sent::Mend(_)), "nobody");
            assert_eq!(test.entries("nudge.sent").await, 3);
            let page = visitor.readiness_of_all(show("")).await.unwrap();
            assert_eq!(page.effect, (3, 0));
            let cem = test.app.person(&id_of(test, "cem").await).await;
            method(test.app, &cem, MethodKind::SecurityKey, None).await;
            assert_eq!(kept(test.app, &cem).await, Ready::ByYourself);
            assert_eq!(visitor.readiness_of_all(show("")).await.unwrap().effect, (3, 1));
            test.advance(Span::minutes(6));
            let late = visitor.core.visitor(visitor.arrival.clone()).await.unwrap();
            assert_eq!(late.remind(show("")).await.unwrap_err().code, RefusalCode::ProveAgain);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nudges_are_few_spaced_in_their_language_and_end_once_ready() {
    each_engine(|test| {
        Box::pin(async move {
            let anna = test.app.newcomer("anna").language("de").save().await;
            device(test.app, &anna, Platform::Ios, Ownership::Own).await;
            test.app.core.tick().await;
            let mails = || test.app.mail.to("anna@example.org").len();
            test.advance(Span::days(6));
            test.app.core.tick().await;
            assert_eq!(mails(), 0, "not in the first week");
            // By day, wherever the clock stood when she came.
            let mut days = 0;
            while mails() == 0 {
                test.advance(Span::hours(1));
                days += 1;
                assert!(days <= 49, "a nudge comes in the second week");
                test.app.core.tick().await;
            }
            test.app.core.tick().await;
            let mail = test.app.mail.to("anna@example.org").remove(0);
            assert!(mail.subject.contains("Schritt"), "{}", mail.subject);
            assert!(mail.body.contains("Passkey auf Blue ios hinzufügen."), "{}", mail.body);
            for _ in 0..30 {
                test.advance(Span::days(1));
                test.app.core.tick().await;
            }
            assert_eq!(mails(), 2, "two weeks later the second");
            method(test.app, &anna, MethodKind::SecurityKey, None).await;
            for _ in 0..60 {
                test.advance(Span::days(2));
                test.app.core.tick().await;
            }
            assert_eq!(mails(), 2, "whoever is ready reads no more");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_policy_without_nudges_sends_none() {
    on_sqlite(|test| {
        Box::pin(async move {
            let mut policy = test.core.policy().await.unwrap();
            policy.nudges = 0;
            save_policy(test.scratch, 1, &policy).await;
            test.app.newcomer("anna").save().await;
            for _ in 0..40 {
                test.app.core.tick().await;
                test.advance(Span::days(3));
            }
            assert_eq!(test.entries("nudge.sent").await, 0);
        })
    })
    .await;
}
