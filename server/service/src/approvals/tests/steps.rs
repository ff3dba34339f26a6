//! The steps of a review: their order, what they show and when, what counts.

use contract::{
    Approvals as _, RefusalCode, Sent,
    approvals::{Outcome, Step, StepForm},
};
use domain::Span;

use super::scene::{Scene, code_of, everything_written, number, picks, reaches, says, shown, step, types};
use crate::recovery::bed::on_sqlite;

/// Whether a page holds one of the request's own values.
fn reveals(page: &contract::approvals::ReviewPage) -> Option<&'static str> {
    let text = serde_json::to_string(page).unwrap();
    ["192.0.2.0", "Firefox on Linux", "lost-or-stolen", "approval-ago"]
        .into_iter()
        .find(|value| text.contains(value))
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_the_request_is_on_the_page_before_what_they_say_is_recorded() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let _asking = scene.asks(t).await;
            let (phone, call) = (scene.phone.to_string(), scene.call());
            let manager = &mut scene.manager;
            let review = manager.begin(&scene.anna).await.unwrap();
            for form in [picks(&phone), reaches(&call)] {
                assert_eq!(reveals(&manager.page(&review).await), None);
                manager.answer(&review, form).await;
            }
            let page = manager.page(&review).await;
            assert_eq!(
                (reveals(&page), page.step.clone(), page.step_number, page.steps),
                (None, Step::Says, 3, 6)
            );
            // An answer to a later step changes nothing and shows nothing.
            manager.answer(&review, step("compare")).await;
            let page = manager.page(&review).await;
            assert_eq!((reveals(&page), page.step), (None, Step::Says));
            manager.answer(&review, says("lost-or-stolen", "linux")).await;
            let page = manager.page(&review).await;
            assert!(reveals(&page).is_some());
            let Step::Compare { rows, second_needed, .. } = page.step else { panic!("not comparing") };
            assert!(rows.iter().all(|row| row.fits != Some(false)) && second_needed.is_empty());
            // What was recorded stays as it was, now that the values were seen.
            manager.answer(&review, says("broken-or-wiped", "ios")).await;
            assert!(matches!(shown(manager, &review).await, Step::Compare { .. }));
            assert!(everything_written(t).await.contains("\"what\":\"lost-or-stolen\""));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_on_the_lost_phone_may_be_tried_and_never_count() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let mobile = number(t, &scene.anna, "mobile", "+49 170 1", None).await;
            let on_phone = number(t, &scene.anna, "landline", "+49 170 2", Some(&scene.phone)).await;
            let _asking = scene.asks(t).await;
            let phone = scene.phone.to_string();
            let desk = scene.call();
            let manager = &mut scene.manager;
            let review = manager.begin(&scene.anna).await.unwrap();
            manager.answer(&review, picks(&phone)).await;
            let Step::Reach { means } = shown(manager, &review).await else { panic!("not reaching") };
            let counts = |value: &str| means.iter().find(|means| means.value == value).unwrap().counts;
            assert!(counts(&desk) && counts("in-person"));
            assert!(!counts(&format!("call:{mobile}")) && !counts(&format!("call:{on_phone}")));
            assert!(
                means.iter().any(|means| means.number.as_deref() == Some("+49 30 1234")),
                "the whole number"
            );
            assert!(
                !means.iter().any(|means| means.value == "video"),
                "there is no photo to hold a badge against"
            );
            for lost in [mobile, on_phone] {
                let sent = manager.send(&review, reaches(&format!("call:{lost}"))).await;
                let Sent::Mend(problems) = sent else { panic!("it counted") };
                assert_eq!(problems[0].words.key, "approval-missing-another-number");
            }
            // A check for which the screen gave no means is none, and neither is one that was not done.
            assert!(matches!(manager.send(&review, reaches("video")).await, Sent::Mend(_)));
            let undone = StepForm { means_done: String::new(), ..reaches(&desk) };
            assert!(matches!(manager.send(&review, undone).await, Sent::Mend(_)));
            assert!(matches!(shown(manager, &review).await, Step::Reach { .. }));
            manager.answer(&review, reaches(&desk)).await;
            assert_eq!(shown(manager, &review).await, Step::Says);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_counts_for_the_direct_manager_only() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let _asking = scene.asks(t).await;
            t.advance(Span::hours(1));
            scene.it.sign_in(t).await;
            let (phone, call) = (scene.phone.to_string(), scene.call());
            let review = scene.it.begin(&scene.anna).await.unwrap();
            scene.it.answer(&review, picks(&phone)).await;
            let Sent::Mend(problems) = scene.it.send(&review, reaches(&call)).await else {
                panic!("it counted")
            };
            assert_eq!(problems[0].words.key, "approval-missing-direct-manager");
            scene.it.answer(&review, reaches("in-person")).await;
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_review_is_its_approvers_alone_and_is_resumed() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let _asking = scene.asks(t).await;
            let phone = scene.phone.to_string();
            let review = scene.manager.begin(&scene.anna).await.unwrap();
            scene.manager.answer(&review, picks(&phone)).await;
            assert_eq!(scene.manager.begin(&scene.anna).await.unwrap(), review, "it goes on where it stood");
            for staff in [&mut scene.boss, &mut scene.security] {
                let id = review.clone();
                let seen = staff.browser.go(async |visitor| visitor.review(id).await).await;
                assert_eq!(seen.unwrap_err().code, RefusalCode::NotHere);
                let id = review.clone();
                let sent =
                    staff.browser.go(async |visitor| visitor.answer_step(id, step("deny")).await).await;
                assert_eq!(sent.unwrap_err().code, RefusalCode::NotHere);
                let id = review.clone();
                let begun = staff.browser.go(async |visitor| visitor.begin_decide(id).await).await;
                assert_eq!(begun.unwrap_err().code, RefusalCode::NotHere);
            }
            let nobody = t.browser().go(async |visitor| visitor.approvals().await).await;
            assert_eq!(nobody.unwrap_err().code, RefusalCode::SignInFirst);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i04_no_code_and_no_key_is_on_a_page_or_in_what_is_written() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut scene = Scene::new(t).await;
            let asking = scene.asks(t).await;
            let (phone, call) = (scene.phone.to_string(), scene.call());
            let code = code_of(t, &asking.id).await;
            let digits: String = code.chars().filter(char::is_ascii_digit).collect();
            let manager = &mut scene.manager;
            let review = manager.begin(&scene.anna).await.unwrap();
            let mut pages = vec![manager.page(&review).await];
            let forms = [
                picks(&phone),
                reaches(&call),
                says("lost-or-stolen", "linux"),
                step("compare"),
                types(&code),
            ];
            for form in forms {
                manager.answer(&review, form).await;
                pages.push(manager.page(&review).await);
            }
            manager.prove(&review).await.unwrap();
            pages.push(manager.page(&review).await);
            assert_eq!(pages.last().unwrap().step, Step::Done(Outcome::Approved));
            let number = t.request(&asking.id).await.key_number.unwrap();
            let number = data_encoding::BASE64URL_NOPAD.encode(&number);
            let mut all = everything_written(t).await;
            for page in &pages {
                all.push_str(&serde_json::to_string(page).unwrap());
            }
            for secret in [code.as_str(), digits.as_str(), number.as_str()] {
                // Six digits turn up by chance inside hexadecimal and times, so they are looked for as a value.
                assert!(!all.contains(&format!("\"{secret}\"")) && !all.contains(&format!(" {secret} ")));
            }
            let mut asking = asking;
            let pass = asking.pass().await;
            assert!(!everything_written(t).await.contains(&pass));
        })
    })
    .await;
}
