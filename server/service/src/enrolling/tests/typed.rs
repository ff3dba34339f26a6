//! Passes that are typed: first-day, last resort, spoken.

use super::*;

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
            assert_eq!(
                (methods[0].origin, methods[0].vetted.as_str()),
                (MethodOrigin::FirstPass, "first-day")
            );
            let refused = test.core.issue_first_pass("ada", "root", false).await.unwrap_err();
            assert!(matches!(refused, FirstPassRefused::Rule(NoPass::HadMethod)));
            let entries =
                store::log::newest(&test.scratch.db, store::log::Of::Everything, None, 50).await.unwrap();
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
            for (name, pass) in [
                ("ada", &bob),
                ("nobody", &ada),
                ("ada", &mixed),
                ("late", &late),
                ("off", &off),
                ("bob", &ada),
            ] {
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
            let form =
                PassForm { first: pass.second.clone(), second: "abc".to_owned(), user_name: String::new() };
            let Sent::Mend(problems) = enter(&mut test.browser(), form).await else { panic!("it has slips") };
            let keys: Vec<_> =
                problems.iter().map(|one| (one.field.as_str(), one.words.key.as_str())).collect();
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
            // Each from elsewhere: a name is slowed down by network.
            let mut browsers: Vec<Browser> = (0..16)
                .map(|number| {
                    let mut browser = test.browser();
                    browser.arrival.network = format!("10.0.{number}.0/24");
                    browser
                })
                .collect();
            // Some may be told that too many try at once: hashing is bounded for the whole process.
            let tries = browsers.iter_mut().map(|browser| {
                let form = typed("ada", &pass);
                browser.go(async |visitor| visitor.enter_pass(form).await)
            });
            let answers = join_all(tries).await;
            let opened = answers.iter().filter(|one| **one == Ok(Sent::next("/recover/enrol")));
            assert_eq!(opened.count(), 1, "{answers:?}");
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
                    let salt = || crate::slow_hash::new_salt(visitor.core.rng.as_ref());
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
            let (bad_first, bad_second) = (
                other.group(domain::pass::Half::First).spoken(),
                other.group(domain::pass::Half::Second).spoken(),
            );
            assert_eq!(enter(&mut test.browser(), form(&first, &bad_second)).await, wrong());
            assert_eq!(enter(&mut test.browser(), form(&bad_first, &second)).await, wrong());
            assert_eq!(enter(&mut test.browser(), form(&first, &second)).await, Sent::next("/recover/enrol"));
            assert!(matches!(test.request(&id).await.state, RequestState::Redeemed { .. }));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i09_wrong_tries_by_anybody_end_no_typed_pass() {
    each_engine(|test| {
        Box::pin(async move {
            test.person("ada").await;
            let pass = test.core.issue_first_pass("ada", "op", false).await.unwrap();
            let bad = domain::pass::Pass::mint(test.rng());
            let group = |half| bad.group(half).spoken();
            let bad = PassForm {
                user_name: "ada".to_owned(),
                first: group(domain::pass::Half::First),
                second: group(domain::pass::Half::Second),
            };
            // From four networks, as often as each lets through.
            for network in ["198.51.100.0/24", "198.51.101.0/24", "198.51.102.0/24", "198.51.103.0/24"] {
                let mut thief = test.browser();
                thief.arrival.network = network.to_owned();
                for _ in 0..PASSES_BY_NAME_AND_NETWORK.most {
                    assert_eq!(enter(&mut thief, bad.clone()).await, wrong());
                }
                let form = bad.clone();
                let slowed = thief.go(async |visitor| visitor.enter_pass(form).await).await.unwrap_err();
                assert_eq!(slowed.code, RefusalCode::TooMany);
                let other = PassForm { user_name: "bob".to_owned(), ..bad.clone() };
                assert_eq!(enter(&mut thief, other).await, wrong(), "for another name it goes on");
                let later = typed("ada", &pass);
                let slowed = thief.go(async |visitor| visitor.enter_pass(later).await).await.unwrap_err();
                assert_eq!(slowed.code, RefusalCode::TooMany, "a right one is slowed down alike");
            }
            assert_eq!(test.count("SELECT COUNT(*) AS n FROM pass WHERE state = 'live'").await, 1);
            assert_eq!(enter(&mut test.browser(), typed("ada", &pass)).await, Sent::next("/recover/enrol"));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i08_a_name_that_nobody_has_is_slowed_down_alike() {
    on_sqlite(|test| {
        Box::pin(async move {
            test.person("ada").await;
            let pass = test.core.issue_first_pass("ada", "op", false).await.unwrap();
            for name in ["ada", "nobody"] {
                let form = PassForm {
                    first: pass.first.clone(),
                    second: pass.second.clone(),
                    user_name: name.to_owned(),
                };
                let mut answers = Vec::new();
                for _ in 0..=PASSES_BY_NAME_AND_NETWORK.most {
                    let form = form.clone();
                    answers.push(test.browser().go(async |visitor| visitor.enter_pass(form).await).await);
                }
                let slowed = answers.pop().unwrap().unwrap_err();
                assert_eq!(slowed.code, RefusalCode::TooMany, "{name}");
            }
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
        last_resort: false,
    };
    assert!(!format!("{shown:?}").contains(&group));
}
