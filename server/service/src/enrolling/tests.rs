//! Enrolling, moving to the phone, closing, and passes that are typed, against real rows and a software authenticator.

use contract::{
    Enrolling as _, FinishCeremony, Recovery as _, RefusalCode, Sent, SignIn as _,
    common::Finished,
    recovery::RedeemPass,
    sign_in::{BeginSignIn, PassForm},
};
use domain::{
    MethodId, PersonId, Span,
    device::DeviceState,
    first_day::NoPass,
    method::{MethodKind, MethodOrigin, MethodState},
    person::Role,
    request::{RequestState, Why, life::Delay},
};
use futures::future::join_all;
use store::{Done, NewEntry, args};

use crate::{
    FirstPass, FirstPassRefused,
    recovery::bed::{Asking, Authenticator, Bed, Browser, each_engine, on_sqlite},
};

/// `ada`, approved by `max`, whose lost phone held a passkey, in an enrolment.
struct Enrolled {
    asking: Asking,
    person: PersonId,
    lost: MethodId,
    kept: MethodId,
    device: domain::DeviceId,
}

async fn enrolling(test: &Bed<'_>, what: &str) -> Enrolled {
    let (person, approver) = (test.person("ada").await, test.person("max").await);
    let device = test.device(&person).await;
    let (lost, kept) = (test.method(&person, Some(&device)).await, test.method(&person, None).await);
    let mut asking = test.asking("ada", what).await;
    test.approve(&asking.id, &person, &approver, Some(&device), Delay::None).await;
    assert_eq!(test.method_state(&lost).await, MethodState::Suspended);
    redeem(&mut asking).await;
    Enrolled { asking, person, lost, kept, device }
}

async fn redeem(asking: &mut Asking) {
    let redeem = RedeemPass { pass: asking.pass().await };
    let next = asking.browser.go(async |visitor| visitor.redeem_pass(redeem).await).await;
    assert_eq!(next, Ok(Finished::Next("/recover/enrol".to_owned())));
}

async fn own(browser: &mut Browser, own: &str) {
    let next = browser.go(async |visitor| visitor.say_own(own.to_owned()).await).await;
    assert_eq!(next, Ok(Sent::next("/recover/enrol")));
}

async fn register(browser: &mut Browser, phone: &mut Authenticator) -> contract::Answer<Finished> {
    let challenge = browser.go(async |visitor| visitor.begin_enrol().await).await?;
    let credential = phone.create(&challenge.options);
    let finish = FinishCeremony { id: challenge.id, credential, name: "New phone".to_owned() };
    browser.go(async |visitor| visitor.finish_enrol(finish).await).await
}

async fn sign_in(browser: &mut Browser, phone: &mut Authenticator) -> contract::Answer<Finished> {
    let begin = BeginSignIn { user_name: "ada".to_owned(), then: String::new() };
    let challenge = browser.go(async |visitor| visitor.begin_sign_in(begin).await).await?;
    let credential = phone.get(&challenge.options);
    let finish = FinishCeremony { id: challenge.id, credential, name: String::new() };
    browser.go(async |visitor| visitor.finish_sign_in(finish).await).await
}

fn to_try() -> contract::Answer<Finished> {
    Ok(Finished::Next("/recover/try".to_owned()))
}

async fn over(browser: &mut Browser) -> bool {
    browser.go(async |visitor| visitor.enrol_page().await).await.is_err_and(|no| no.code == RefusalCode::Over)
}

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
                let (person, approver) = (test.person(&name).await, test.person(&format!("max-{what}")).await);
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
                        let entries = crate::closing::end_otherwise(tx, core, request, to, by.clone()).await?;
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
                let (person, approver) = (test.person(&name).await, test.person(&format!("x{expires}")).await);
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
            // Somebody else's method has that identifier, even a removed one (S-28).
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
            assert_eq!(register(&mut asking.browser, &mut test.authenticator()).await.unwrap_err().code, RefusalCode::Over);
        })
    })
    .await;
}

fn typed(user_name: &str, pass: &FirstPass) -> PassForm {
    PassForm { user_name: user_name.to_owned(), first: pass.first.clone(), second: pass.second.clone() }
}

async fn enter(browser: &mut Browser, form: PassForm) -> Sent {
    browser.go(async |visitor| visitor.enter_pass(form).await).await.unwrap()
}

fn wrong() -> Sent {
    Sent::mend("", contract::Words::of("pass-wrong"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_day_pass_opens_an_enrolment_once_and_a_method_signs_in() {
    each_engine(|test| {
        Box::pin(async move {
            let person = test.person("ada").await;
            test.holder("sec", Role::Security).await;
            let pass = test.core.issue_first_pass(" Ada ", "root", false).await.unwrap();
            assert_eq!((pass.works_from, pass.until), (test.now(), test.now() + Span::hours(1)));
            let told = store::notices::newest(&mut &test.scratch.db, 9).await.unwrap();
            assert_eq!(told.iter().filter(|one| one.template == "first-pass").count(), 2, "ada and security");
            let mut browser = test.browser();
            assert_eq!(enter(&mut browser, typed("ADA", &pass)).await, Sent::next("/recover/enrol"));
            assert_eq!(enter(&mut test.browser(), typed("ada", &pass)).await, wrong(), "used");
            own(&mut browser, "yes").await;
            let mut phone = test.authenticator();
            assert_eq!(register(&mut browser, &mut phone).await, to_try());
            assert_eq!(sign_in(&mut browser, &mut phone).await, Ok(Finished::Next("/".to_owned())));
            let methods = store::methods::of(&mut &test.scratch.db, &person).await.unwrap();
            assert_eq!((methods[0].origin, methods[0].vetted.as_str()), (MethodOrigin::FirstPass, "first-day"));
            let refused = test.core.issue_first_pass("ada", "root", false).await.unwrap_err();
            assert!(matches!(refused, FirstPassRefused::Rule(NoPass::HadMethod)));
            let entries = store::log::newest(&test.scratch.db, store::log::Of::Everything, None, 50).await.unwrap();
            assert!(entries.iter().any(|entry| entry.actor == audit::Actor::Operator("root".to_owned())));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i08_every_failed_pass_gets_the_same_answer() {
    on_sqlite(|test| {
        Box::pin(async move {
            for name in ["ada", "bob", "late", "off"] {
                test.person(name).await;
            }
            let late = test.core.issue_first_pass("late", "op", false).await.unwrap();
            test.advance(Span::hours(1));
            let ada = test.core.issue_first_pass("ada", "op", false).await.unwrap();
            let bob = test.core.issue_first_pass("bob", "op", false).await.unwrap();
            let off = test.core.issue_first_pass("off", "op", false).await.unwrap();
            test.raw("UPDATE person SET active = FALSE WHERE user_name = $1", args!["off"]).await;
            let mixed = FirstPass { second: bob.second.clone(), ..ada.clone() };
            for (name, pass) in
                [("ada", &bob), ("nobody", &ada), ("ada", &mixed), ("late", &late), ("off", &off), ("bob", &ada)]
            {
                let mut browser = test.browser();
                assert_eq!(enter(&mut browser, typed(name, pass)).await, wrong(), "{name}");
                assert!(browser.arrival.enrolment.is_none());
            }
            assert_eq!(test.entries("pass.refused").await, 6, "each leaves as much behind");
            assert_eq!(enter(&mut test.browser(), typed("ada", &ada)).await, Sent::next("/recover/enrol"));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slip_is_named_beside_its_group_before_anything_is_looked_up() {
    on_sqlite(|test| {
        Box::pin(async move {
            test.person("ada").await;
            let pass = test.core.issue_first_pass("ada", "op", false).await.unwrap();
            let form = PassForm { first: pass.second.clone(), second: "abc".to_owned(), user_name: String::new() };
            let Sent::Mend(problems) = enter(&mut test.browser(), form).await else { panic!("it has slips") };
            let keys: Vec<_> = problems.iter().map(|one| (one.field.as_str(), one.words.key.as_str())).collect();
            let expected = [
                ("user_name", "sign-in-user-name-missing"),
                ("first", "pass-group-other"),
                ("second", "pass-group-short"),
            ];
            assert_eq!(keys, expected);
            assert_eq!(test.entries("pass.refused").await, 0);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i02_sixteen_who_type_one_pass_at_once_get_one_enrolment() {
    each_engine(|test| {
        Box::pin(async move {
            test.person("ada").await;
            let pass = test.core.issue_first_pass("ada", "op", false).await.unwrap();
            let mut browsers: Vec<Browser> = (0..16).map(|_| test.browser()).collect();
            let answers = join_all(browsers.iter_mut().map(|browser| enter(browser, typed("ada", &pass)))).await;
            assert_eq!(answers.iter().filter(|one| **one == Sent::next("/recover/enrol")).count(), 1);
            assert_eq!(test.count("SELECT COUNT(*) AS n FROM enrolment").await, 1);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pass_sealed_to_a_browser_opens_nothing_when_typed() {
    on_sqlite(|test| {
        Box::pin(async move {
            let (person, approver) = (test.person("ada").await, test.person("max").await);
            let mut asking = test.asking("ada", "new-phone").await;
            test.approve(&asking.id, &person, &approver, None, Delay::None).await;
            let pass = asking.pass().await;
            let pass = domain::pass::Pass::from_bytes(pass.as_bytes()).unwrap();
            let group = |half| pass.group(half).spoken();
            let (first, second) = (group(domain::pass::Half::First), group(domain::pass::Half::Second));
            let form = PassForm { user_name: "ada".to_owned(), first, second };
            assert_eq!(enter(&mut test.browser(), form).await, wrong());
            assert_eq!(test.count("SELECT COUNT(*) AS n FROM pass WHERE state = 'live'").await, 1);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_spoken_pass_needs_both_halves() {
    on_sqlite(|test| {
        Box::pin(async move {
            let (person, one, two) =
                (test.person("ada").await, test.person("max").await, test.person("sec").await);
            let id = {
                let asking = test.asking("ada", "new-phone").await;
                test.raw(
                    "UPDATE request SET spoken = TRUE, public_key = NULL, key_number = NULL WHERE id = $1",
                    args![&asking.id],
                )
                .await;
                asking.id
            };
            test.approve(&id, &person, &one, None, Delay::None).await;
            test.force(&id, |state, now| state.fetch_pass(now).unwrap()).await;
            let pass = domain::pass::Pass::mint(test.rng());
            let group = |half| pass.group(half).spoken();
            let (first, second) = (group(domain::pass::Half::First), group(domain::pass::Half::Second));
            let halves = test
                .browser()
                .go(async |visitor| {
                    let read = |text: &str, half| domain::pass::Group::read(text, half).unwrap();
                    let salt = || crate::halves::new_salt(visitor.core.rng.as_ref());
                    let salts = (salt(), salt());
                    let groups = vec![
                        (read(&first, domain::pass::Half::First), salts.0.clone()),
                        (read(&second, domain::pass::Half::Second), salts.1.clone()),
                    ];
                    let hashes = visitor.hash_halves(groups).await.unwrap();
                    let kept = |approver: &PersonId, salt, hash: &String| {
                        Some(crate::halves::KeptHalf { approver: approver.clone(), salt, hash: hash.clone() })
                    };
                    crate::halves::Halves {
                        first: kept(&one, salts.0, &hashes[0]),
                        second: kept(&two, salts.1, &hashes[1]),
                    }
                })
                .await;
            let text = serde_json::to_string(&halves).unwrap();
            let now = test.now();
            let stored = store::passes::StoredPass {
                id: domain::PassId::mint(test.rng()),
                person: person.clone(),
                request: Some(id.clone()),
                kind: "spoken".to_owned(),
                state: "live".to_owned(),
                hash: None,
                halves: Some(text),
                made: now,
                works_from: now,
                until: now + Span::hours(1),
                tries: 0,
            };
            test.core
                .writer()
                .run(stored, |tx, stored| {
                    Box::pin(async move {
                        store::passes::add(tx, stored).await?;
                        Ok(Done::with((), NewEntry::new("pass.made")))
                    })
                })
                .await
                .unwrap();
            let other = domain::pass::Pass::mint(test.rng());
            let form = |first: &str, second: &str| PassForm {
                user_name: "ada".to_owned(),
                first: first.to_owned(),
                second: second.to_owned(),
            };
            let (bad_first, bad_second) =
                (other.group(domain::pass::Half::First).spoken(), other.group(domain::pass::Half::Second).spoken());
            assert_eq!(enter(&mut test.browser(), form(&first, &bad_second)).await, wrong());
            assert_eq!(enter(&mut test.browser(), form(&bad_first, &second)).await, wrong());
            assert_eq!(enter(&mut test.browser(), form(&first, &second)).await, Sent::next("/recover/enrol"));
            assert!(matches!(test.request(&id).await.state, RequestState::Redeemed { .. }));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_last_resort_is_refused_while_two_could_approve_and_waits_four_hours() {
    on_sqlite(|test| {
        Box::pin(async move {
            let person = test.holder("ada", Role::Security).await;
            test.method(&person, None).await;
            let refused = test.core.issue_first_pass("ada", "op", false).await.unwrap_err();
            assert!(matches!(refused, FirstPassRefused::Rule(NoPass::HadMethod)));
            for name in ["s1", "s2"] {
                let holder = test.holder(name, Role::Security).await;
                test.method(&holder, None).await;
            }
            let refused = test.core.issue_first_pass("ada", "op", true).await.unwrap_err();
            assert!(matches!(refused, FirstPassRefused::Rule(NoPass::ApproversExist)));
            test.raw("UPDATE person SET active = FALSE WHERE user_name = $1", args!["s2"]).await;
            test.holder("it", Role::It).await;
            let pass = test.core.issue_first_pass("ada", "op", true).await.unwrap();
            let told = store::notices::newest(&mut &test.scratch.db, 9).await.unwrap();
            assert_eq!(told.iter().filter(|one| one.template == "first-pass").count(), 3, "ada, s1 and it");
            test.advance(Span::hours(4) - Span(1));
            assert_eq!(enter(&mut test.browser(), typed("ada", &pass)).await, wrong());
            test.advance(Span(1));
            assert_eq!(enter(&mut test.browser(), typed("ada", &pass)).await, Sent::next("/recover/enrol"));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_emergency_account_gets_no_pass_and_security_is_told() {
    on_sqlite(|test| {
        Box::pin(async move {
            test.app.newcomer("glass").emergency().save().await;
            test.holder("sec", Role::Security).await;
            let refused = test.core.issue_first_pass("glass", "op", false).await.unwrap_err();
            assert!(matches!(refused, FirstPassRefused::Rule(NoPass::EmergencyAccount)));
            let refused = test.core.issue_first_pass("nobody", "op", false).await.unwrap_err();
            assert!(matches!(refused, FirstPassRefused::NoSuchPerson));
            assert_eq!(test.count("SELECT COUNT(*) AS n FROM notice WHERE template = 'emergency'").await, 1);
            assert_eq!(test.count("SELECT COUNT(*) AS n FROM pass").await, 0);
        })
    })
    .await;
}

#[test]
fn i04_a_first_pass_does_not_show_itself() {
    struct Nines;
    impl domain::Rng for Nines {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(9);
        }
    }
    let pass = domain::pass::Pass::mint(&Nines);
    let group = pass.group(domain::pass::Half::First).spoken();
    let shown = FirstPass {
        name: "Ada".to_owned(),
        first: group.clone(),
        second: group.clone(),
        works_from: domain::Time(0),
        until: domain::Time(1),
    };
    assert!(!format!("{shown:?}").contains(&group));
}
