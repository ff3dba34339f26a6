//! A spoken pass: two approvers, two halves, and neither sees the other's.

use contract::{
    Approvals as _, Desk as _, RefusalCode, Sent, SignIn as _,
    approvals::{Half, Outcome, Step},
    desk::RaiseForm,
    sign_in::PassForm,
};
use domain::Span;

use super::scene::{Scene, Staff, everything_written, picks, reaches, says, shown, step};
use crate::recovery::bed::{Bed, each_engine, on_sqlite};

async fn meets(staff: &mut Staff, scene: &(domain::PersonId, String)) -> String {
    let (anna, phone) = scene;
    let review = staff.begin(anna).await.unwrap();
    assert!(staff.page(&review).await.spoken);
    staff.answer(&review, picks(phone)).await;
    staff.answer(&review, reaches("in-person")).await;
    staff.answer(&review, says("lost-or-stolen", "unsure")).await;
    staff.answer(&review, step("compare")).await;
    let page = staff.page(&review).await;
    assert_eq!((page.step_number, page.steps), (5, 5), "there is no code");
    staff.prove(&review).await.unwrap();
    review
}

async fn half(staff: &mut Staff, review: &str, show: bool) -> contract::Answer<Half> {
    let id = review.to_owned();
    staff.browser.go(async |visitor| visitor.half(id, show).await).await
}

async fn enter(t: &Bed<'_>, first: &str, second: &str) -> Sent {
    let form = PassForm { user_name: "anna".to_owned(), first: first.to_owned(), second: second.to_owned() };
    t.browser().go(async |visitor| visitor.enter_pass(form).await).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn i03_each_of_two_approvers_reads_out_one_half_and_neither_sees_the_other() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let asked = scene.it.raised("anna").await;
            assert!(t.request(&asked).await.spoken);
            let about = (scene.anna.clone(), scene.phone.to_string());
            let one = meets(&mut scene.manager, &about).await;
            assert_eq!(shown(&mut scene.manager, &one).await, Step::Done(Outcome::HalfApproved));
            assert_eq!(half(&mut scene.manager, &one, true).await.unwrap_err().code, RefusalCode::Over);
            let two = meets(&mut scene.it, &about).await;
            for (staff, review) in [(&mut scene.manager, &one), (&mut scene.it, &two)] {
                assert_eq!(shown(staff, review).await, Step::Done(Outcome::HalfToRead));
            }

            let page = half(&mut scene.manager, &one, false).await.unwrap();
            assert_eq!(
                (page.which, page.group, page.other.as_str()),
                (1, None, "ida"),
                "nothing before it is asked for"
            );
            let first = half(&mut scene.manager, &one, true).await.unwrap().group.unwrap();
            // The pass is worth nothing until both halves are there.
            assert!(matches!(enter(t, &first, "0000 0000 0000 0").await, Sent::Mend(_)));
            let page = half(&mut scene.it, &two, true).await.unwrap();
            assert_eq!((page.which, page.other.as_str()), (2, "max"));
            let second = page.group.unwrap();
            for (staff, review) in [(&mut scene.manager, &one), (&mut scene.it, &two)] {
                for show in [false, true] {
                    assert_eq!(half(staff, review, show).await.unwrap().group, None, "shown once");
                }
                let other = half(staff, if review == &one { &two } else { &one }, true).await;
                assert_eq!(other.unwrap_err().code, RefusalCode::NotHere);
            }
            // Nobody else, not even who holds a role.
            assert_eq!(half(&mut scene.security, &one, true).await.unwrap_err().code, RefusalCode::NotHere);
            let written = everything_written(t).await;
            for secret in [&first, &second] {
                let joined: String = secret.chars().filter(|c| !c.is_whitespace()).take(12).collect();
                assert!(!written.contains(secret.as_str()) && !written.contains(&joined));
            }
            assert_eq!(enter(t, &first, &second).await, Sent::next("/recover/enrol"));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_spoken_request_needs_two_who_saw_the_person() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            scene.it.raise("anna").await;
            let (phone, call) = (scene.phone.to_string(), scene.call());
            let review = scene.manager.begin(&scene.anna).await.unwrap();
            scene.manager.answer(&review, picks(&phone)).await;
            let Sent::Mend(problems) = scene.manager.send(&review, reaches(&call)).await else {
                panic!("it counted")
            };
            assert_eq!(problems[0].words.key, "approval-missing-see-them");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_raises_for_themselves_for_nobody_or_for_an_emergency_account() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            t.app.newcomer("glass").emergency().save().await;
            t.app.newcomer("gone").disabled().save().await;
            for (name, key) in [
                ("ida", "case-raise-own"),
                ("nobody", "case-raise-nobody"),
                ("gone", "case-raise-nobody"),
                ("glass", "case-raise-emergency"),
            ] {
                let Sent::Mend(problems) = scene.it.raise(name).await else { panic!("{name} was raised") };
                assert_eq!(problems[0].words.key, key);
            }
            assert_eq!(super::scene::told(t, &scene.security.id, "emergency").await, 1);
            scene.it.raise("anna").await;
            let Sent::Mend(problems) = scene.it.raise("anna").await else { panic!("twice") };
            assert_eq!(problems[0].words.key, "case-raise-already");
            let form = RaiseForm { user_name: "anna".to_owned(), what: "lost-or-stolen".to_owned() };
            let refused = scene.manager.browser.go(async |visitor| visitor.raise(form).await).await;
            assert_eq!(refused.unwrap_err().code, RefusalCode::NotHere);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_half_is_shown_only_after_a_fresh_proof() {
    each_engine(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            scene.it.raised("anna").await;
            let about = (scene.anna.clone(), scene.phone.to_string());
            let review = meets(&mut scene.manager, &about).await;
            meets(&mut scene.it, &about).await;
            t.advance(Span::minutes(6));
            for show in [false, true] {
                let refused = half(&mut scene.manager, &review, show).await.unwrap_err();
                assert_eq!(refused.code, RefusalCode::ProveAgain);
            }
            assert_eq!(t.entries("pass.half-shown").await, 0);
            scene.manager.sign_in(t).await;
            assert_eq!(half(&mut scene.manager, &review, false).await.unwrap().group, None);
            assert!(half(&mut scene.manager, &review, true).await.unwrap().group.is_some());
        })
    })
    .await;
}
