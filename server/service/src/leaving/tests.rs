//! Leaving, over a scratch database: what ends at once, what passes on, who may say so, and that it is one change.

use audit::Actor;
use contract::{Answer, Leaving as _, RefusalCode, Sent, leaving::LeaverPage};
use domain::{
    PersonId, Span,
    method::MethodState,
    person::Role,
    request::{RequestState, RequestWord, Why},
};
use store::{Done, Fault, NewEntry, args};

use super::person_left;
use crate::{
    approvals::tests::scene::{Scene, Staff, report_to, told},
    recovery::bed::{Bed, each_engine, on_sqlite},
};

async fn page(staff: &mut Staff, id: &PersonId) -> LeaverPage {
    let id = id.to_string();
    staff.browser.go(async |visitor| visitor.leaver(id).await).await.unwrap()
}

async fn leave(staff: &mut Staff, id: &PersonId) -> Answer<Sent> {
    let id = id.to_string();
    staff.browser.go(async |visitor| visitor.leave(id).await).await
}

async fn manager_of(t: &Bed<'_>, id: &PersonId) -> Option<(PersonId, String, domain::Time)> {
    let link = t.app.person(id).await.manager?;
    Some((link.manager, link.provenance.source, link.provenance.since))
}

async fn signed_in(staff: &mut Staff) -> bool {
    staff.browser.go(async |visitor| visitor.need_person().is_ok()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_leaver_loses_everything_at_once_and_the_report_lists_it() {
    each_engine(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let own = t.asking("max", "lost-or-stolen").await;
            let annas = scene.asks(t).await;
            assert_eq!(t.request(&annas.id).await.approver.as_ref(), Some(&scene.manager.id));

            let before = page(&mut scene.it, &scene.manager.id).await;
            let will = before.report.unwrap();
            assert_eq!((before.left, before.why_not), (None, None));
            assert_eq!((will.sessions, will.methods.len(), will.requests), (1, 1, 1));
            assert!(signed_in(&mut scene.manager).await, "looking changes nothing");

            let done = leave(&mut scene.it, &scene.manager.id).await.unwrap();
            assert_eq!(done, Sent::next(format!("/desk/leavers/{}", scene.manager.id)));
            assert!(!signed_in(&mut scene.manager).await);
            assert_eq!(t.method_state(&scene.manager.method).await, MethodState::Removed);
            let withdrawn = t.request(&own.id).await.state;
            assert!(
                matches!(withdrawn, RequestState::Withdrawn { why: Why::PersonLeft, .. }),
                "{withdrawn:?}"
            );
            let annas = t.request(&annas.id).await;
            assert_eq!((annas.approver, annas.approver_role), (None, Some(Role::It)));
            assert!(told(t, &scene.it.id, "please-decide").await >= 1);

            let after = page(&mut scene.it, &scene.manager.id).await;
            assert!(after.left.is_some());
            assert_eq!(after.report.as_ref(), Some(&will), "what was done is what was said");
            assert_eq!(will.handed, [("anna".to_owned(), Role::It)]);
            assert_eq!(will.managed, [("anna".to_owned(), Some("boss".to_owned()))]);
            assert_eq!(leave(&mut scene.it, &scene.manager.id).await.unwrap_err().code, RefusalCode::Over);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_they_managed_gets_the_next_up_as_a_fact_of_today() {
    each_engine(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            leave(&mut scene.it, &scene.manager.id).await.unwrap();
            let (manager, source, since) = manager_of(t, &scene.anna).await.unwrap();
            assert_eq!((manager, source.as_str(), since), (scene.boss.id.clone(), "leaver", t.now()));
            // Then the last above them.
            leave(&mut scene.it, &scene.boss.id).await.unwrap();
            assert_eq!(manager_of(t, &scene.anna).await, None);
            let last = page(&mut scene.it, &scene.boss.id).await.report.unwrap();
            assert_eq!(last.managed, [("anna".to_owned(), None)]);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn half_an_approval_of_a_leaver_counts_no_longer() {
    each_engine(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let asking = scene.asks(t).await;
            // "Not sure which device" needs a second approver.
            scene.manager.approve(t, &asking.id, "none", "in-person").await;
            assert_eq!(t.request(&asking.id).await.state.name(), RequestWord::HalfApproved);
            let until = t.request(&asking.id).await.state.deadline();
            leave(&mut scene.it, &scene.manager.id).await.unwrap();
            let request = t.request(&asking.id).await;
            assert_eq!(request.state.name(), RequestWord::Asked);
            assert_eq!(request.state.deadline(), until, "it lives no longer for that");
            // One who comes now is the first of two again.
            scene.it.approve(t, &asking.id, "none", "in-person").await;
            let state = t.request(&asking.id).await.state;
            assert!(matches!(&state, RequestState::HalfApproved { first, .. } if first.by == scene.it.id));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_in_the_middle_leaves_everything_as_it_was() {
    each_engine(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let annas = scene.asks(t).await;
            let entries = t.app.all_entries().await.len();
            let input = (std::sync::Arc::clone(&t.core), scene.manager.id.clone());
            let broken: Result<(), Fault> = t
                .core
                .writer()
                .run(input, |tx, (core, id)| {
                    Box::pin(async move {
                        let now = tx.now();
                        assert!(store::import::leave(tx, id, now).await?);
                        let (entries, _) = person_left(tx, core, id, &Actor::System).await?;
                        assert!(entries.iter().any(|entry| entry.kind.as_str() == "person.left-settled"));
                        Err::<Done<()>, _>(Fault::inconsistent("the process ended here"))
                    })
                })
                .await;
            assert!(broken.is_err());
            assert!(signed_in(&mut scene.manager).await);
            assert_eq!(t.method_state(&scene.manager.method).await, MethodState::Active);
            assert_eq!(t.app.person(&scene.manager.id).await.left_at, None);
            assert_eq!(t.request(&annas.id).await.approver.as_ref(), Some(&scene.manager.id));
            assert_eq!(manager_of(t, &scene.anna).await.unwrap().0, scene.manager.id);
            assert_eq!(t.app.all_entries().await.len(), entries, "i07: no entry without the change");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_it_and_security_say_so_with_a_fresh_proof_and_of_a_holder_only_security() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let mut auditor = Staff::new(t, "udo", &[Role::Auditor], None).await;
            let refused = |answer: Answer<Sent>| answer.unwrap_err().code;
            assert_eq!(refused(leave(&mut scene.boss, &scene.manager.id).await), RefusalCode::NotHere);
            assert_eq!(refused(leave(&mut auditor, &scene.manager.id).await), RefusalCode::NotAllowed);
            assert_eq!(refused(leave(&mut scene.it, &scene.security.id).await), RefusalCode::NotAllowed);
            let it = scene.it.id.clone();
            assert_eq!(refused(leave(&mut scene.it, &it).await), RefusalCode::NotAllowed);
            t.advance(Span::minutes(6));
            assert_eq!(refused(leave(&mut scene.it, &scene.manager.id).await), RefusalCode::ProveAgain);
            scene.security.sign_in(t).await;
            leave(&mut scene.security, &it).await.unwrap();
            assert!(!t.app.person(&it).await.privileged(), "the role ends with it");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i11_whoever_would_be_stranded_is_named_before() {
    on_sqlite(|t| {
        Box::pin(async move {
            // Nobody but the manager and the one who looks; `security` cannot act, having just been let back in.
            let mut security = Staff::new(t, "sam", &[Role::Security], None).await;
            let manager = Staff::new(t, "max", &[], None).await;
            let (lone, safe) = (t.person("lone").await, t.person("safe").await);
            for id in [&lone, &safe] {
                report_to(t, id, &manager.id, t.now() - Span::days(300)).await;
                let phone = t.device(id).await;
                t.method(id, Some(&phone)).await;
            }
            t.method(&safe, None).await;
            let seen = page(&mut security, &manager.id).await;
            assert_eq!(seen.stranded, Vec::<String>::new(), "security helps");
            t.raw("UPDATE person SET let_back_in = $1 WHERE id = $2", args![t.now(), &security.id]).await;
            let seen = page(&mut security, &manager.id).await;
            assert_eq!((seen.stranded, seen.more), (vec!["lone".to_owned()], false));
            // It is named, not refused.
            leave(&mut security, &manager.id).await.unwrap();
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_suspended_does_not_come_back_with_the_request_that_ends() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let asking = scene.asks(t).await;
            let phone = scene.phone.to_string();
            let call = scene.call();
            scene.manager.approve(t, &asking.id, &phone, &call).await;
            assert_eq!(t.method_state(&scene.old).await, MethodState::Suspended);
            leave(&mut scene.it, &scene.anna).await.unwrap();
            assert_eq!(t.method_state(&scene.old).await, MethodState::Removed);
            let row = NewEntry::new("method.restored");
            assert_eq!(t.entries(row.kind.as_str()).await, 0);
        })
    })
    .await;
}
