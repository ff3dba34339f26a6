//! What an end does with methods (I06).

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn i06_a_lost_devices_methods_go_only_at_the_first_sign_in_with_the_new_one() {
    each_engine(|test| {
        Box::pin(async move {
            let Enrolled { mut asking, person, lost, kept, device } = enrolling(test, "lost-or-stolen").await;
            own(&mut asking.browser, "yes").await;
            let mut phone = test.authenticator();
            assert_eq!(register(&mut asking.browser, &mut phone).await, to_try());
            assert!(asking.browser.arrival.enrolment.is_none() && !asking.browser.wiped);
            assert!(over(&mut asking.browser).await, "one method, then it ends");
            let methods = store::methods::of(&mut &test.scratch.db, &person).await.unwrap();
            let new = methods.iter().find(|method| method.origin == MethodOrigin::Recovery).unwrap();
            assert_eq!((new.kind, new.vetted.as_str()), (MethodKind::Passkey, "pass-and-identity-check"));
            assert_eq!(test.method_state(&lost).await, MethodState::Suspended, "until it closes");
            assert!(matches!(test.request(&asking.id).await.state, RequestState::Enrolled { .. }));

            let mut fresh = test.browser();
            assert_eq!(sign_in(&mut fresh, &mut phone).await, Ok(Finished::Next("/recover/done".to_owned())));
            assert!(matches!(test.request(&asking.id).await.state, RequestState::Closed { .. }));
            assert_eq!(test.method_state(&lost).await, MethodState::Removed);
            assert_eq!(test.method_state(&kept).await, MethodState::Active);
            assert_eq!(test.device_state(&person, &device).await, DeviceState::Lost);
            assert_eq!(test.app.person(&person).await.let_back_in, Some(test.now()));
            assert_eq!(test.count("SELECT COUNT(*) AS n FROM work_order WHERE kind = 'remove'").await, 1);
            assert_eq!(test.count("SELECT COUNT(*) AS n FROM session WHERE ended IS NULL").await, 1);
            for template in ["redeemed", "enrolled", "closed"] {
                let told = store::notices::newest(&mut &test.scratch.db, 20).await.unwrap();
                assert!(told.iter().any(|one| one.template == template), "{template}");
            }
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i06_an_end_without_closing_brings_methods_back_but_for_a_lost_device() {
    on_sqlite(|test| {
        Box::pin(async move {
            for (what, state) in [
                ("broken-or-wiped", MethodState::Active),
                ("something-else", MethodState::Active),
                ("lost-or-stolen", MethodState::Suspended),
            ] {
                let name = format!("ada-{what}");
                let (person, approver) =
                    (test.person(&name).await, test.person(&format!("max-{what}")).await);
                let device = test.device(&person).await;
                let lost = test.method(&person, Some(&device)).await;
                let mut asking = test.asking(&name, what).await;
                test.approve(&asking.id, &person, &approver, Some(&device), Delay::None).await;
                redeem(&mut asking).await;
                assert_eq!(test.method_state(&lost).await, MethodState::Suspended);
                asking.browser.go(async |visitor| visitor.cancel_request().await).await.unwrap();
                assert_eq!(test.method_state(&lost).await, state, "{what}");
                assert!(over(&mut asking.browser).await, "the enrolment ended with it");
            }
            assert_eq!(test.count("SELECT COUNT(*) AS n FROM pass WHERE state = 'live'").await, 0);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_taken_back_after_enrolling_takes_its_method_along() {
    on_sqlite(|test| {
        Box::pin(async move {
            let Enrolled { mut asking, lost, person, .. } = enrolling(test, "new-phone").await;
            own(&mut asking.browser, "yes").await;
            let mut phone = test.authenticator();
            register(&mut asking.browser, &mut phone).await.unwrap();
            let request = test.request(&asking.id).await;
            let new = request.state.new_method().cloned().unwrap();
            let to = request.state.clone().withdraw(test.now(), Why::Security).unwrap();
            let input = (std::sync::Arc::clone(&test.core), request, to);
            test.core
                .writer()
                .run(input, |tx, (core, request, to)| {
                    Box::pin(async move {
                        let by = audit::Actor::System;
                        let entries =
                            crate::closing::end_otherwise(tx, core, request, to, by.clone()).await?;
                        assert!(!entries.is_empty());
                        let twice = crate::closing::end_otherwise(tx, core, request, to, by).await?;
                        assert!(twice.is_empty(), "somebody else moved it");
                        Ok(Done::all((), entries))
                    })
                })
                .await
                .unwrap();
            assert_eq!(test.method_state(&new).await, MethodState::Removed);
            assert_eq!(test.method_state(&lost).await, MethodState::Active);
            assert_eq!(store::methods::of(&mut &test.scratch.db, &person).await.unwrap().len(), 2);
        })
    })
    .await;
}
