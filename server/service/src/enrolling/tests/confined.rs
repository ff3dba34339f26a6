//! The enrolment itself: what it may do, for how long, and where.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn i05_an_enrolment_is_no_session_and_ends_to_the_millisecond() {
    on_sqlite(|test| {
        Box::pin(async move {
            let Enrolled { mut asking, .. } = enrolling(test, "new-phone").await;
            let browser = &mut asking.browser;
            assert!(browser.go(async |visitor| visitor.need_person().is_err()).await);
            let refused = browser.go(async |visitor| visitor.begin_enrol().await).await.unwrap_err();
            assert_eq!(refused.words.unwrap().key, "enrol-own-missing", "whose computer it is comes first");
            for bad in ["", "maybe"] {
                let answer = browser.go(async |visitor| visitor.say_own(bad.to_owned()).await).await;
                assert!(matches!(answer, Ok(Sent::Mend(_))));
            }
            own(browser, "yes").await;
            test.advance(Span::minutes(15) - Span(1));
            let challenge = browser.go(async |visitor| visitor.begin_enrol().await).await.unwrap();
            let credential = test.authenticator().create(&challenge.options);
            let finish = FinishCeremony { id: challenge.id, credential, name: String::new() };
            test.advance(Span(1));
            let refused = browser.go(async |visitor| visitor.finish_enrol(finish).await).await.unwrap_err();
            assert_eq!(refused.code, RefusalCode::Over);
            assert_eq!(test.entries("method.added").await, 2, "the two old ones");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_borrowed_browser_is_wiped_at_the_end_on_cancel_and_on_expiry() {
    on_sqlite(|test| {
        Box::pin(async move {
            let Enrolled { mut asking, .. } = enrolling(test, "new-phone").await;
            own(&mut asking.browser, "no").await;
            let mut ended = asking.browser.clone();
            assert_eq!(register(&mut ended, &mut test.authenticator()).await, to_try());
            assert!(ended.wiped && ended.arrival.request.is_none());
            // The same cookie in a tab that was open meanwhile.
            assert!(over(&mut asking.browser).await && asking.browser.wiped);

            for expires in [true, false] {
                let name = format!("bob{expires}");
                let (person, approver) =
                    (test.person(&name).await, test.person(&format!("x{expires}")).await);
                let mut asking = test.asking(&name, "new-phone").await;
                test.approve(&asking.id, &person, &approver, None, Delay::None).await;
                redeem(&mut asking).await;
                own(&mut asking.browser, "no").await;
                if expires {
                    test.advance(Span::minutes(15));
                    assert!(over(&mut asking.browser).await);
                } else {
                    let next = asking.browser.go(async |visitor| visitor.cancel_enrol().await).await;
                    assert_eq!(next, Ok(Sent::next("/recover/over")));
                }
                assert!(asking.browser.wiped, "expires: {expires}");
            }
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn giving_up_at_home_leaves_one_further_pass_at_once() {
    on_sqlite(|test| {
        Box::pin(async move {
            let Enrolled { mut asking, .. } = enrolling(test, "new-phone").await;
            let in_use = asking.browser.go(async |visitor| visitor.fetch_pass().await).await.unwrap_err();
            assert_eq!(in_use.words.unwrap().key, "recover-pass-in-use");
            own(&mut asking.browser, "yes").await;
            let next = asking.browser.go(async |visitor| visitor.cancel_enrol().await).await;
            assert_eq!(next, Ok(Sent::next("/recover/sent")));
            assert!(!asking.browser.wiped);
            redeem(&mut asking).await;
            asking.browser.go(async |visitor| visitor.cancel_enrol().await).await.unwrap();
            let refused = asking.browser.go(async |visitor| visitor.fetch_pass().await).await.unwrap_err();
            assert_eq!(refused.code, RefusalCode::Over, "both passes were used");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_enrolment_moves_once_and_ends_where_it_was() {
    each_engine(|test| {
        Box::pin(async move {
            let Enrolled { mut asking, .. } = enrolling(test, "new-phone").await;
            own(&mut asking.browser, "no").await;
            let link = asking.browser.go(async |visitor| visitor.move_link().await).await.unwrap();
            assert_eq!(link.until, test.now() + Span::minutes(10));
            let (address, code) = link.address.split_once('#').unwrap();
            assert_eq!(address, format!("{}/recover/move", test.core.settings().public_url));
            let shown = asking.browser.go(async |visitor| visitor.enrol_page().await).await.unwrap();
            assert!(!shown.may_move, "shown once");
            let twice = asking.browser.go(async |visitor| visitor.move_link().await).await.unwrap_err();
            assert_eq!(twice.words.unwrap().key, "enrol-moved-before");

            let mut phones: Vec<Browser> = (0..8).map(|_| test.browser()).collect();
            let taken = join_all(phones.iter_mut().map(|phone| {
                let code = code.to_owned();
                phone.go(async |visitor| visitor.take_move(code).await)
            }))
            .await;
            assert_eq!(taken.iter().filter(|one| **one == Ok(Sent::next("/recover/enrol"))).count(), 1);
            assert!(over(&mut asking.browser).await, "worth nothing from then on");
            assert!(asking.browser.wiped, "it was borrowed");
            let mut phone = phones.into_iter().find(|phone| phone.arrival.enrolment.is_some()).unwrap();
            let shown = phone.go(async |visitor| visitor.enrol_page().await).await.unwrap();
            assert_eq!((shown.own, shown.may_move), (Some(true), false));
            assert_eq!(register(&mut phone, &mut test.authenticator()).await, to_try());
            assert!(!phone.wiped);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_moving_code_works_strictly_before_its_ten_minutes_and_no_other_does() {
    on_sqlite(|test| {
        Box::pin(async move {
            let Enrolled { mut asking, .. } = enrolling(test, "new-phone").await;
            own(&mut asking.browser, "yes").await;
            let link = asking.browser.go(async |visitor| visitor.move_link().await).await.unwrap();
            let code = link.address.split_once('#').unwrap().1.to_owned();
            for bad in ["", "AAAA", "AAAAAAAAAAAAAAAAAAAAAA", "!"] {
                let answer = test.browser().go(async |visitor| visitor.take_move(bad.to_owned()).await).await;
                assert!(matches!(answer, Ok(Sent::Mend(_))), "{bad}");
            }
            test.advance(Span::minutes(10));
            let late = test.browser().go(async |visitor| visitor.take_move(code).await).await;
            assert!(matches!(late, Ok(Sent::Mend(_))));
            assert!(!over(&mut asking.browser).await, "a code that nobody scanned costs nothing");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_is_known_already_is_not_added_again() {
    on_sqlite(|test| {
        Box::pin(async move {
            let Enrolled { mut asking, .. } = enrolling(test, "new-phone").await;
            own(&mut asking.browser, "yes").await;
            let challenge = asking.browser.go(async |visitor| visitor.begin_enrol().await).await.unwrap();
            let mut phone = test.authenticator();
            let credential = phone.create(&challenge.options);
            // Somebody else's method has that identifier, even a removed one.
            let bob = test.person("bob").await;
            let other = test.method(&bob, None).await;
            let take = "UPDATE method SET credential_id = $1, removed = 1 WHERE id = $2";
            test.raw(take, args![phone.newest(), &other]).await;
            let finish = FinishCeremony { id: challenge.id, credential, name: String::new() };
            let answer = asking.browser.go(async |visitor| visitor.finish_enrol(finish).await).await;
            assert_eq!(answer, Ok(Finished::Again("enrol-taken".to_owned())));
            assert!(!over(&mut asking.browser).await, "another can be tried");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_disabled_enrols_nothing() {
    on_sqlite(|test| {
        Box::pin(async move {
            let Enrolled { mut asking, person, .. } = enrolling(test, "new-phone").await;
            own(&mut asking.browser, "yes").await;
            test.raw("UPDATE person SET active = FALSE WHERE id = $1", args![&person]).await;
            assert_eq!(
                register(&mut asking.browser, &mut test.authenticator()).await.unwrap_err().code,
                RefusalCode::Over
            );
        })
    })
    .await;
}
