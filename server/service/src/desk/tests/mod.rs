//! The desk, over a scratch database.

use contract::{
    Desk as _, RefusalCode, Sent, Stopping as _,
    desk::{DeskAction, DeskForm, DeskRequest, QueueFilter, QueuePage},
};
use domain::{
    RequestId, Span,
    method::MethodState,
    person::{ContactKind, Role},
    request::{RequestState, RequestWord, Why},
};

use crate::{
    approvals::tests::scene::{Scene, Staff, code_of, other_than, told, types},
    recovery::bed::{Bed, each_engine, on_sqlite},
};

async fn queue(staff: &mut Staff, show: &str, search: &str, after: &str) -> QueuePage {
    let filter = QueueFilter { show: show.to_owned(), search: search.to_owned(), after: after.to_owned() };
    staff.browser.go(async |visitor| visitor.queue(filter).await).await.unwrap()
}

async fn names(staff: &mut Staff, show: &str, search: &str) -> Vec<String> {
    queue(staff, show, search, "").await.rows.into_iter().map(|row| row.name).collect()
}

async fn page(staff: &mut Staff, asked: &RequestId) -> DeskRequest {
    let id = asked.to_string();
    staff.browser.go(async |visitor| visitor.desk_request(id).await).await.unwrap()
}

async fn act(staff: &mut Staff, asked: &RequestId, action: &str, check: &str) -> contract::Answer<Sent> {
    let form = DeskForm { action: action.to_owned(), check: check.to_owned(), note: "a note".to_owned() };
    let id = asked.to_string();
    staff.browser.go(async |visitor| visitor.desk_act(id, form).await).await
}

async fn freeze(t: &Bed<'_>, asked: &RequestId) {
    t.force(asked, |state, now| state.freeze(now, &domain::Policy::default(), 1).unwrap()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_queue_stands_in_order_of_urgency_and_goes_on_page_by_page() {
    each_engine(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let mut asked = Vec::new();
            for n in 0..30 {
                let name = format!("person {n:02}");
                t.person(&name).await;
                asked.push(t.app.ask(&name).await);
                t.advance(Span::seconds(1));
            }
            // They have no manager, so each is IT's; Anna's waits for hers.
            t.core.tick().await;
            let _annas = scene.asks(t).await;
            freeze(t, &asked[20]).await;
            let staff = &mut scene.it;
            let first = queue(staff, "open", "", "").await;
            let rest = queue(staff, "open", "", first.next.as_deref().unwrap()).await;
            assert_eq!((first.rows.len(), rest.rows.len(), rest.next.clone()), (25, 6, None));
            let all: Vec<_> = first.rows.iter().chain(&rest.rows).collect();
            assert_eq!((all[0].name.as_str(), all[0].state.as_str()), ("person 20", "frozen"));
            assert_eq!((all[1].name.as_str(), all[29].name.as_str()), ("person 00", "person 29"));
            assert_eq!(all[30].name, "anna", "an approver of its own still has time");
            assert!(all[1].can_act && !all[0].can_act && !all[30].can_act);
            assert_eq!(all[30].next.key, "case-next-approver");
            assert_eq!(names(staff, "frozen", "").await, ["person 20"]);
            assert_eq!(names(staff, "open", "PERSON 1").await.len(), 10);
            assert_eq!(names(staff, "open", "%").await, Vec::<String>::new());
            let mine = queue(staff, "mine", "", "").await;
            let more = queue(staff, "mine", "", mine.next.as_deref().unwrap()).await;
            assert_eq!(mine.rows.len() + more.rows.len(), 29);
            act(&mut scene.security, &asked[20], "end-frozen", "").await.unwrap();
            assert_eq!(names(&mut scene.it, "ended", "").await, ["person 20"]);
            let newest = queue(&mut scene.it, "all", "", "").await;
            assert_eq!((newest.rows[0].name.as_str(), newest.rows[1].name.as_str()), ("anna", "person 29"));
            let more = queue(&mut scene.it, "all", "", newest.next.as_deref().unwrap()).await;
            assert_eq!(more.rows.len(), 6);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_is_there_for_roles_only_and_an_auditor_reads_only() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let mut auditor = Staff::new(t, "udo", &[Role::Auditor], None).await;
            let asking = scene.asks(t).await;
            let refused =
                scene.manager.browser.go(async |visitor| visitor.queue(QueueFilter::default()).await).await;
            assert_eq!(refused.unwrap_err().code, RefusalCode::NotHere);
            let seen = page(&mut auditor, &asking.id).await;
            assert!(seen.actions.is_empty());
            for action in ["decide", "withdraw", "take-back", "lift-freeze", "end-frozen", "found-again"] {
                let refused = act(&mut auditor, &asking.id, action, "in-person").await.unwrap_err();
                assert_eq!(refused.code, RefusalCode::NotAllowed, "{action}");
            }
            // And acting needs a fresh proof.
            t.advance(Span::minutes(6));
            let refused = act(&mut scene.security, &asking.id, "withdraw", "").await.unwrap_err();
            assert_eq!(refused.code, RefusalCode::ProveAgain);
            assert_eq!(t.request(&asking.id).await.state.name(), RequestWord::Asked);
        })
    })
    .await;
}

/// What a page shows of the request's own values.
fn values(seen: &DeskRequest) -> Vec<&'static str> {
    let text = serde_json::to_string(seen).unwrap();
    ["Firefox on Linux", "192.0.2.0", "lost-or-stolen"].into_iter().filter(|one| text.contains(one)).collect()
}

const ALL_VALUES: [&str; 3] = ["Firefox on Linux", "192.0.2.0", "lost-or-stolen"];

#[tokio::test(flavor = "multi_thread")]
async fn the_history_names_who_and_what_and_hides_values_from_who_may_come_to_decide() {
    each_engine(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let mut auditor = Staff::new(t, "udo", &[Role::Auditor], None).await;
            let asking = scene.asks(t).await;
            let seen = page(&mut scene.security, &asking.id).await;
            assert_eq!((seen.name.as_str(), seen.state.as_str()), ("anna", "asked"));
            assert!(seen.timeline.iter().any(|row| row.what.key == "case-log-request-asked"));
            assert!(seen.actions.contains(&DeskAction::Withdraw));
            assert_eq!(seen.not_now[0].1.key, "approval-why-not-escalated");
            // Not theirs yet, but it may become theirs: what was read now would be known then.
            for staff in [&mut scene.it, &mut scene.security] {
                assert_eq!(values(&page(staff, &asking.id).await), Vec::<&str>::new());
            }
            assert_eq!(
                values(&page(&mut auditor, &asking.id).await),
                ALL_VALUES,
                "who never decides may see it"
            );
            t.advance(Span::hours(1));
            for staff in [&mut scene.it, &mut scene.security, &mut auditor] {
                staff.sign_in(t).await;
            }
            let seen = page(&mut scene.security, &asking.id).await;
            assert!(seen.actions.contains(&DeskAction::Decide));
            assert_eq!(values(&seen), Vec::<&str>::new());
            let sent = act(&mut scene.security, &asking.id, "decide", "").await.unwrap();
            let Sent::Next(path) = sent else { panic!("no review") };
            let review = path.strip_prefix("/approvals/").unwrap();
            let phone = scene.phone.to_string();
            scene.security.up_to_code(review, &phone, "in-person").await;
            assert_eq!(values(&page(&mut scene.security, &asking.id).await), ALL_VALUES, "recorded first");
            assert_eq!(values(&page(&mut scene.it, &asking.id).await), Vec::<&str>::new());
            assert_eq!(
                act(&mut scene.security, &asking.id, "lift-freeze", "in-person").await.unwrap_err().code,
                RefusalCode::Over
            );
            // A freeze may be lifted, and then it is decided on; once it has ended nobody decides.
            freeze(t, &asking.id).await;
            assert_eq!(values(&page(&mut scene.it, &asking.id).await), Vec::<&str>::new());
            act(&mut scene.security, &asking.id, "end-frozen", "").await.unwrap();
            assert_eq!(values(&page(&mut scene.it, &asking.id).await), ALL_VALUES);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_is_told_in_words() {
    each_engine(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let mut asking = scene.asks(t).await;
            let (phone, call) = (scene.phone.to_string(), scene.call());
            // Says something else than the request, so a second is asked; wrong codes on the way.
            let review = scene.manager.begin(&scene.anna).await.unwrap();
            scene.manager.up_to_code(&review, &phone, &call).await;
            let wrong = other_than(&[&code_of(t, &asking.id).await]);
            scene.manager.send(&review, types(&wrong)).await;
            scene.manager.answer(&review, types(&code_of(t, &asking.id).await)).await;
            scene.manager.prove(&review).await.unwrap();
            asking.pass().await;
            act(&mut scene.security, &asking.id, "withdraw", "").await.unwrap();
            act(&mut scene.it, &asking.id, "found-again", "in-person").await.unwrap();
            let half = scene.asks(t).await;
            scene.manager.approve(t, &half.id, "none", "in-person").await;
            let contacts = store::people::contacts(&mut &t.scratch.db, &scene.anna).await.unwrap();
            let mail = contacts.iter().find(|contact| contact.kind == ContactKind::Mail).unwrap();
            let code = t.core.stop_code(&half.id, &mail.id);
            t.browser().go(async |visitor| visitor.stop(code).await).await.unwrap();
            act(&mut scene.security, &half.id, "lift-freeze", "in-person").await.unwrap();
            t.advance(Span::hours(73));
            t.core.tick().await;
            let mut auditor = Staff::new(t, "udo", &[Role::Auditor], None).await;
            let mut seen = 0;
            for id in [&asking.id, &half.id] {
                for row in page(&mut auditor, id).await.timeline {
                    assert_ne!(row.what.key, "case-log-other", "{row:?}");
                    for (label, said) in row.details {
                        seen += 1;
                        // Names and numbers stand as they are.
                        let own = ["method", "device", "sessions", "count", "half", "network", "browser"];
                        let named = own.iter().any(|one| label.key == format!("case-detail-{one}"));
                        assert!(named || said.key != "approval-text", "{}: {said:?}", label.key);
                        for (language, words) in languages() {
                            assert!(words.has(&said.key), "{language}: {}", said.key);
                        }
                    }
                }
            }
            assert!(seen > 20, "{seen}");
        })
    })
    .await;
}

fn languages() -> impl Iterator<Item = (&'static str, words::Words)> {
    words::Language::ALL.into_iter().map(|language| (language.code(), words::Words::of(language)))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_freeze_is_lifted_by_security_alone_after_a_check_that_is_on_record() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let asking = scene.asks(t).await;
            freeze(t, &asking.id).await;
            let refused = act(&mut scene.it, &asking.id, "lift-freeze", "in-person").await.unwrap_err();
            assert_eq!(refused.words.unwrap().key, "approval-why-security-needed");
            for (check, key) in [("", "case-check-choose"), ("live-video", "case-check-no-photo")] {
                let Sent::Mend(problems) =
                    act(&mut scene.security, &asking.id, "lift-freeze", check).await.unwrap()
                else {
                    panic!("lifted by {check:?}")
                };
                assert_eq!(problems[0].words.key, key);
            }
            act(&mut scene.security, &asking.id, "lift-freeze", "in-person").await.unwrap();
            assert_eq!(t.request(&asking.id).await.state.name(), RequestWord::Asked);
            assert_eq!(told(t, &scene.anna, "unfrozen").await, 1);
            let seen = page(&mut scene.security, &asking.id).await;
            let lifted =
                seen.timeline.iter().find(|row| row.what.key == "case-log-request-unfrozen").unwrap();
            assert_eq!(lifted.who.args[0].1, "sam");
            assert!(lifted.details.iter().any(|(label, _)| label.key == "case-detail-check"));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i03_nobody_lifts_the_freeze_of_their_own_request() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let asking = t.asking("sam", "lost-or-stolen").await;
            t.core.tick().await;
            freeze(t, &asking.id).await;
            for action in ["lift-freeze", "end-frozen"] {
                let refused = act(&mut scene.security, &asking.id, action, "in-person").await.unwrap_err();
                assert_eq!(refused.words.unwrap().key, "approval-why-own");
            }
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i06_found_again_brings_back_what_a_lost_device_left_suspended() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let asking = scene.asks(t).await;
            let (phone, call) = (scene.phone.to_string(), scene.call());
            scene.manager.approve(t, &asking.id, &phone, &call).await;
            assert_eq!(
                act(&mut scene.it, &asking.id, "found-again", "in-person").await.unwrap_err().code,
                RefusalCode::Over
            );
            act(&mut scene.security, &asking.id, "withdraw", "").await.unwrap();
            let state = t.request(&asking.id).await.state;
            assert!(matches!(state, RequestState::Withdrawn { why: Why::Security, .. }));
            assert_eq!(
                t.method_state(&scene.old).await,
                MethodState::Suspended,
                "said to be lost: it stays paused"
            );
            let seen = page(&mut scene.it, &asking.id).await;
            assert_eq!(seen.actions, [DeskAction::FoundAgain]);
            act(&mut scene.it, &asking.id, "found-again", "in-person").await.unwrap();
            assert_eq!(t.method_state(&scene.old).await, MethodState::Active);
            assert_eq!(told(t, &scene.anna, "restored").await, 1);
            assert!(t.app.all_entries().await.contains(&"method.restored".to_owned()));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_to_raise_is_for_whoever_may_raise() {
    on_sqlite(|t| {
        Box::pin(async move {
            let may = async |name: &str, role: Option<Role>| {
                let new = t.app.newcomer(name);
                let person = match role {
                    Some(role) => new.role(role).save().await,
                    None => new.save().await,
                };
                let method = t.app.passkey(&person).await;
                let mut browser = t.signed_in(&person.id, &method).await;
                let fresh = browser.go(async |visitor| visitor.may_raise().await).await;
                t.advance(Span::minutes(6));
                let later = browser.go(async |visitor| visitor.may_raise().await).await;
                [fresh, later].map(|answer| answer.map_err(|no| no.code))
            };
            let again = Err(RefusalCode::ProveAgain);
            assert_eq!(may("ida", Some(Role::It)).await, [Ok(()), again]);
            assert_eq!(may("sami", Some(Role::Security)).await, [Ok(()), again]);
            assert_eq!(may("otto", Some(Role::Auditor)).await, [Err(RefusalCode::NotAllowed); 2]);
            assert_eq!(may("anna", None).await, [Err(RefusalCode::NotHere); 2]);
        })
    })
    .await;
}
