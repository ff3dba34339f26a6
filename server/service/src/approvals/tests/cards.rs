//! The cards: who waits for one's decision, and what is not shown of it.

use contract::{Approvals as _, approvals::ApprovalCard};
use domain::{RequestId, Rng as _, Span, person::Role, request::RequestState};
use store::{Done, NewEntry, requests::Request};

use super::scene::{Scene, Staff, picks, reaches, says, shown};
use crate::recovery::bed::{Bed, each_engine};

async fn cards(staff: &mut Staff) -> Vec<ApprovalCard> {
    staff.browser.go(async |visitor| visitor.approvals().await).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_holds_nothing_of_the_request_before_what_they_say_is_recorded() {
    each_engine(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let _asking = scene.asks(t).await;
            let (phone, call) = (scene.phone.to_string(), scene.call());
            let review = scene.manager.begin(&scene.anna).await.unwrap();
            scene.manager.answer(&review, picks(&phone)).await;
            scene.manager.answer(&review, reaches(&call)).await;
            let before = cards(&mut scene.manager).await;
            assert_eq!((before[0].name.as_str(), &before[0].review), ("anna", &Some(review.clone())));
            assert!(!before[0].warnings.is_empty(), "warnings come first");
            let text = serde_json::to_string(&before).unwrap();
            for value in ["lost-or-stolen", "Firefox on Linux", "192.0.2.0"] {
                assert!(!text.contains(value), "{value} is on the card");
            }
            scene.manager.answer(&review, says("broken-or-wiped", "ios")).await;
            let after = cards(&mut scene.manager).await;
            assert_eq!(after[0].what.as_deref(), Some("lost-or-stolen"));
        })
    })
    .await;
}

/// So many requests of one person that are pinned to an approver.
async fn flood(t: &Bed<'_>, of: &Staff, approver: &Staff, many: usize) {
    let mut requests = Vec::with_capacity(many);
    for _ in 0..many {
        let mut secret = [0_u8; 32];
        t.rng().fill(&mut secret);
        let request = Request {
            id: RequestId::mint(t.rng()),
            name_hash: vec![0],
            person: Some(of.id.clone()),
            matched: true,
            what: "lost-or-stolen".to_owned(),
            asked: t.now(),
            network: String::new(),
            browser: String::new(),
            language: "en".to_owned(),
            spoken: false,
            raised_by: None,
            public_key: None,
            key_number: None,
            state: RequestState::ask(t.now(), &domain::Policy::default()),
            approver: None,
            approver_role: None,
            escalated: None,
            devices: Vec::new(),
            device_picked: false,
            wrong_codes: 0,
            evidence: None,
            drill: false,
            ended: None,
        };
        requests.push((request, secret));
    }
    t.core
        .writer()
        .run((requests, approver.id.clone()), |tx, (requests, approver)| {
            Box::pin(async move {
                for (request, secret) in requests {
                    store::requests::add(tx, request, secret).await?;
                    store::requests::pin(tx, &request.id, Some(approver), None).await?;
                }
                Ok(Done::with((), NewEntry::new("test.change")))
            })
        })
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_waits_unseen_behind_however_many_others() {
    each_engine(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            // Pinned to Max once, who is not above them any more: none of these is his.
            let other = Staff::new(t, "other", &[Role::Auditor], None).await;
            flood(t, &other, &scene.manager, 1_100).await;
            t.advance(Span::seconds(1));
            let asking = scene.asks(t).await;
            let seen = cards(&mut scene.manager).await;
            assert_eq!(seen.iter().map(|card| card.name.as_str()).collect::<Vec<_>>(), ["anna"]);
            let all = store::requests::undecided(&mut &t.scratch.db).await.unwrap();
            assert_eq!(all.len(), 1_101);
            assert_eq!(all.last().unwrap().id, asking.id);
            let page = store::requests::undecided_after(&mut &t.scratch.db, None, 7).await.unwrap();
            let last = page.last().map(|request| (request.asked, request.id.clone()));
            let next = store::requests::undecided_after(&mut &t.scratch.db, last.as_ref(), 7).await.unwrap();
            assert_eq!(page.iter().chain(&next).map(|one| &one.id).collect::<Vec<_>>(), {
                all.iter().take(14).map(|one| &one.id).collect::<Vec<_>>()
            });
            // `security` sees both people.
            assert_eq!(cards(&mut scene.security).await.len(), 1);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_privileged_persons_approver_reads_how_long_the_pass_waits() {
    each_engine(|t| {
        Box::pin(async move {
            for (roles, hours) in [(&[Role::It][..], 1), (&[], 0)] {
                let name = if roles.is_empty() { "plain" } else { "special" };
                let max = Staff::new(t, &format!("max-{name}"), &[], None).await;
                let mut max = max;
                let person = Staff::new(t, name, roles, Some(&max.id)).await;
                let asking = t.asking(name, "lost-or-stolen").await;
                t.core.tick().await;
                assert_eq!(t.request(&asking.id).await.person.as_ref(), Some(&person.id));
                let review = max.up_to_decide(t, &asking.id, "none", "in-person").await;
                let contract::approvals::Step::Decide(decide) = shown(&mut max, &review).await else {
                    panic!("not at the decision")
                };
                assert_eq!(decide.delay_hours, hours);
            }
        })
    })
    .await;
}
