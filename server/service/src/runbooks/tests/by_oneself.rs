//! After a loss: what was not lost lets its owner back in, and only what was expected is the new device.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn whatever_was_not_lost_and_signs_in_is_a_way_back_in() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut anna = Anna::new(t, "anna", true).await;
            let key = anna.backup.clone().unwrap();
            anna.signs_in(t, Some(&key)).await;
            t.advance(Span::minutes(1));
            let phone = anna.phone.to_string();
            let begun = form(RunbookKind::LostOrBrokenPhone, &phone, Platform::Ios, Ownership::Own);
            let id = begin(&mut anna.browser, begun).await;
            // What worked before does not count; the page leads to where it is tried.
            let first = page(&mut anna.browser, &id).await;
            assert_eq!(at(&first), Some(StepId::LetBackIn));
            assert_eq!(first.go.unwrap().1, format!("/prove?then=/runbooks/{id}"));
            // Not by what is on the lost phone, nor by what may be.
            t.advance(Span::minutes(1));
            let old = anna.old.clone();
            worked(t, &anna.id, &old).await;
            let unplaced = added(t, &anna.id).await;
            worked(t, &anna.id, &unplaced).await;
            assert_eq!(at(&page(&mut anna.browser, &id).await), Some(StepId::LetBackIn));
            t.advance(Span::minutes(1));
            worked(t, &anna.id, &key).await;
            let done = page(&mut anna.browser, &id).await;
            let back = done.steps.iter().find(|step| step.id == StepId::LetBackIn).unwrap();
            assert_eq!(back.done, Some(t.now()));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_nothing_else_is_not_back_in_by_the_lost_phone() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut lone = Anna::new(t, "lone", false).await;
            t.advance(Span::minutes(1));
            let phone = lone.phone.to_string();
            let begun = form(RunbookKind::LostOrBrokenPhone, &phone, Platform::Ios, Ownership::Own);
            let id = begin(&mut lone.browser, begun).await;
            t.advance(Span::minutes(1));
            let old = lone.old.clone();
            worked(t, &lone.id, &old).await;
            let stands = page(&mut lone.browser, &id).await;
            assert_eq!(at(&stands), Some(StepId::Asked));
            assert_eq!(stands.go.unwrap().1, "/recover");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_computer_named_meanwhile_is_not_the_new_phone() {
    on_sqlite(|t| {
        Box::pin(async move {
            for (n, (platform, ownership, _)) in DEVICES.into_iter().enumerate() {
                let mut anna = Anna::new(t, &format!("anna-{n}"), false).await;
                t.advance(Span::minutes(1));
                let phone = anna.phone.to_string();
                let begun = form(RunbookKind::PlannedPhoneChange, &phone, platform, ownership);
                let id = begin(&mut anna.browser, begun).await;
                t.advance(Span::minutes(1));
                let laptop = anna.names(Platform::Linux, Ownership::Own).await;
                anna.adds(t, &laptop).await;
                let stands = page(&mut anna.browser, &id).await;
                let named = stands.steps.iter().find(|step| step.id == StepId::DeviceRegistered).unwrap();
                // Where anything may come, a computer is as good as anything else.
                assert_eq!(named.done.is_some(), platform == Platform::Other, "{platform:?}");
                // Another kind of phone than was said is the new phone all the same.
                let other = if platform == Platform::Ios { Platform::Android } else { Platform::Ios };
                anna.names(other, Ownership::Own).await;
                let stands = page(&mut anna.browser, &id).await;
                let named = stands.steps.iter().find(|step| step.id == StepId::DeviceRegistered).unwrap();
                assert!(named.done.is_some(), "{platform:?}");
            }
        })
    })
    .await;
}
