//! The last resort (R9): when it works, who is told, who stops it, and who sees it.

use contract::{
    Frame as _, LastResort as _, Stopping as _,
    last_resort::{LastResortCard, Stands},
};

use super::*;
use crate::ports::Trouble;

/// Ada of `security`, who lost everything; Ida of `it` and Aud the auditor, each with a passkey; and Bob, who holds no role.
struct House {
    ida: (PersonId, MethodId),
    bob: (PersonId, MethodId),
}

async fn house(test: &Bed<'_>) -> House {
    test.holder("ada", Role::Security).await;
    test.holder("aud", Role::Auditor).await;
    let (ida, bob) = (test.holder("ida", Role::It).await, test.person("bob").await);
    let (ida_key, bob_key) = (test.method(&ida, None).await, test.method(&bob, None).await);
    House { ida: (ida, ida_key), bob: (bob, bob_key) }
}

async fn issued(test: &Bed<'_>) -> FirstPass {
    test.core.issue_first_pass("ada", "Root Operator", true).await.unwrap()
}

/// The stop code in the newest mail to somebody.
fn code(test: &Bed<'_>, user: &str) -> String {
    let mail = test.app.mail.to(&format!("{user}@example.org"));
    let body = mail.last().unwrap().body.clone();
    let is_code = |word: &&str| word.len() == 29 && word.matches('-').count() == 5;
    body.split_whitespace().find(is_code).unwrap().to_owned()
}

async fn cards(browser: &mut Browser) -> Vec<LastResortCard> {
    browser.go(async |visitor| visitor.frame().await.last_resorts).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_last_resort_is_refused_while_two_could_approve() {
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
            test.core.issue_first_pass("ada", "op", true).await.unwrap();
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_last_resort_works_four_hours_after_everybody_privileged_was_told() {
    each_engine(|test| {
        Box::pin(async move {
            house(test).await;
            let pass = issued(test).await;
            test.app.mail.set(Some(Trouble::Later("down".to_owned())));
            // However long mail is down: nobody was told, so it does not work, and its hour does not run out.
            for _ in 0..8 {
                test.core.tick().await;
                test.advance(Span::hours(1));
            }
            assert_eq!(enter(&mut test.browser(), typed("ada", &pass)).await, wrong());
            test.app.mail.set(None);
            test.core.tick().await;
            for user in ["ada", "aud", "ida"] {
                assert_eq!(test.app.mail.to(&format!("{user}@example.org")).len(), 1, "{user}");
            }
            assert!(test.app.mail.to("bob@example.org").is_empty());
            assert_eq!(test.entries("pass.told").await, 1);
            test.advance(Span::hours(4) - Span(1));
            test.core.tick().await;
            assert_eq!(enter(&mut test.browser(), typed("ada", &pass)).await, wrong());
            test.advance(Span(1));
            assert_eq!(enter(&mut test.browser(), typed("ada", &pass)).await, Sent::next("/recover/enrol"));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i01_a_last_resort_ends_one_hour_after_it_began_to_work() {
    on_sqlite(|test| {
        Box::pin(async move {
            house(test).await;
            let pass = issued(test).await;
            test.core.tick().await;
            test.advance(Span::hours(5));
            assert_eq!(enter(&mut test.browser(), typed("ada", &pass)).await, wrong());
            test.core.tick().await;
            assert_eq!(test.count("SELECT COUNT(*) AS n FROM pass WHERE ended_why = 'expired'").await, 1);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn anybody_privileged_stops_a_last_resort_from_its_page() {
    each_engine(|test| {
        Box::pin(async move {
            let House { ida, bob } = house(test).await;
            let pass = issued(test).await;
            test.core.tick().await;
            let mut bobs = test.signed_in(&bob.0, &bob.1).await;
            let (mut idas, mut second) =
                (test.signed_in(&ida.0, &ida.1).await, test.signed_in(&ida.0, &ida.1).await);
            let shown = idas.go(async |visitor| visitor.last_resorts().await).await.unwrap();
            assert_eq!(shown.len(), 1);
            assert_eq!((shown[0].name.as_str(), shown[0].operator.as_str()), ("ada", "Root Operator"));
            assert_eq!(shown[0].stands, Stands::Waiting { from: test.now() + Span::hours(4) });
            let id = shown[0].id.clone();
            let press = async |browser: &mut Browser| {
                let id = id.clone();
                browser.go(async |visitor| visitor.stop_last_resort(id).await).await
            };
            // Not without a role, and not with an old proof.
            assert_eq!(press(&mut bobs).await.unwrap_err().code, RefusalCode::NotHere);
            let listed = bobs.go(async |visitor| visitor.last_resorts().await).await;
            assert_eq!(listed.unwrap_err().code, RefusalCode::NotHere);
            test.advance(Span::minutes(6));
            assert_eq!(press(&mut second).await.unwrap_err().code, RefusalCode::ProveAgain);
            let mut idas = test.signed_in(&ida.0, &ida.1).await;
            assert_eq!(press(&mut idas).await, Ok(Sent::next("/last-resort")));
            assert_eq!(press(&mut idas).await.unwrap_err().code, RefusalCode::Over, "once");
            assert_eq!(test.entries("pass.stopped").await, 1);
            assert_eq!(test.entries("pass.ended").await, 1);
            let at = test.now();
            test.core.tick().await;
            for user in ["ada", "aud", "ida"] {
                let subject = test.app.mail.to(&format!("{user}@example.org")).pop().unwrap().subject;
                assert_eq!(subject, "The last-resort pass for ada was stopped", "{user}");
            }
            test.advance(Span::hours(4));
            assert_eq!(enter(&mut test.browser(), typed("ada", &pass)).await, wrong());
            let mut idas = test.signed_in(&ida.0, &ida.1).await;
            let [card] = &cards(&mut idas).await[..] else { panic!("one banner") };
            assert_eq!(card.stands, Stands::Stopped { at, by: "ida".to_owned() });
            assert!(!card.can_stop);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_privileged_person_who_lost_everything_stops_a_last_resort_by_the_code_from_the_mail() {
    each_engine(|test| {
        Box::pin(async move {
            house(test).await;
            let pass = issued(test).await;
            test.core.tick().await;
            let typed_code = code(test, "aud").to_lowercase();
            let sent = test.browser().go(async |visitor| visitor.stop(typed_code).await).await;
            assert_eq!(sent, Ok(Sent::next("/not-me/done")));
            assert_eq!(test.entries("pass.stopped").await, 1);
            test.advance(Span::hours(4));
            assert_eq!(enter(&mut test.browser(), typed("ada", &pass)).await, wrong());
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_worth_nothing_once_its_role_was_taken_away() {
    on_sqlite(|test| {
        Box::pin(async move {
            house(test).await;
            issued(test).await;
            test.core.tick().await;
            let typed_code = code(test, "aud");
            test.raw("DELETE FROM person_role WHERE role = $1", args!["auditor"]).await;
            let sent = test.browser().go(async |visitor| visitor.stop(typed_code).await).await;
            assert_eq!(sent, Ok(Sent::next("/not-me/done")), "the same answer");
            assert_eq!(test.count("SELECT COUNT(*) AS n FROM pass WHERE state = 'live'").await, 1);
            // The person whom it lets in can always say that it wasn't them.
            let typed_code = code(test, "ada");
            test.raw("DELETE FROM person_role WHERE role = $1", args!["security"]).await;
            test.browser().go(async |visitor| visitor.stop(typed_code).await).await.unwrap();
            assert_eq!(test.count("SELECT COUNT(*) AS n FROM pass WHERE state = 'live'").await, 0);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn stopping_a_last_resort_ends_the_enrolment_that_it_opened() {
    each_engine(|test| {
        Box::pin(async move {
            let House { ida, .. } = house(test).await;
            let pass = issued(test).await;
            test.core.tick().await;
            test.advance(Span::hours(4));
            let mut thief = test.browser();
            assert_eq!(enter(&mut thief, typed("ada", &pass)).await, Sent::next("/recover/enrol"));
            let mut idas = test.signed_in(&ida.0, &ida.1).await;
            let [card] = &cards(&mut idas).await[..] else { panic!("one banner") };
            assert_eq!((&card.stands, card.can_stop), (&Stands::Used, true));
            let id = card.id.clone();
            idas.go(async |visitor| visitor.stop_last_resort(id).await).await.unwrap();
            assert!(over(&mut thief).await);
            assert_eq!(test.entries("enrolment.ended").await, 1);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_privileged_sees_the_banner_for_thirty_days() {
    each_engine(|test| {
        Box::pin(async move {
            let House { ida, bob } = house(test).await;
            issued(test).await;
            let mut idas = test.signed_in(&ida.0, &ida.1).await;
            let [card] = &cards(&mut idas).await[..] else { panic!("one banner") };
            assert_eq!((&card.stands, card.can_stop, card.issued), (&Stands::Untold, true, test.now()));
            let mut bobs = test.signed_in(&bob.0, &bob.1).await;
            assert!(cards(&mut bobs).await.is_empty());
            assert!(cards(&mut test.browser()).await.is_empty());
            test.core.tick().await;
            test.advance(Span::days(30) - Span(1));
            test.core.tick().await;
            let mut idas = test.signed_in(&ida.0, &ida.1).await;
            assert_eq!(cards(&mut idas).await[0].stands, Stands::Over);
            test.advance(Span(1));
            assert!(cards(&mut idas).await.is_empty());
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn i12_whoever_came_back_by_a_last_resort_settles_first_and_the_record_says_how() {
    each_engine(|test| {
        Box::pin(async move {
            house(test).await;
            let pass = issued(test).await;
            test.core.tick().await;
            test.advance(Span::hours(4));
            test.core.tick().await;
            let mut browser = test.browser();
            assert_eq!(enter(&mut browser, typed("ada", &pass)).await, Sent::next("/recover/enrol"));
            own(&mut browser, "yes").await;
            let mut phone = test.authenticator();
            assert_eq!(register(&mut browser, &mut phone).await, to_try());
            let hash = test.core.name_hash("ada");
            let ada = store::people::by_user_hash(&mut &test.scratch.db, &hash).await.unwrap().unwrap();
            assert_eq!(ada.let_back_in, Some(test.now()));
            let methods = store::methods::of(&mut &test.scratch.db, &ada.id).await.unwrap();
            assert_eq!(methods.last().unwrap().vetted, "last-resort");
        })
    })
    .await;
}
