//! What would let somebody back in by themselves: checked, and not spent.

use contract::{
    Backups as _, Drills as _, FinishCeremony, Sent, SignIn as _, common::Finished, drills::DrillPage,
};
use domain::{
    Span,
    method::{Home, MethodKind},
};
use store::args;

use super::{begin, newest, shown};
use crate::{
    approvals::tests::scene::Staff,
    backups::tests::{add_app, add_codes, code, only, signed_in},
    recovery::bed::{Bed, Browser, each_engine, on_sqlite},
};

/// Says that a method is in hand whatever is lost.
async fn by_itself(t: &Bed<'_>, method: &domain::MethodId) {
    let home = serde_json::to_string(&Home::Itself).unwrap();
    t.raw("UPDATE method SET home = $1 WHERE id = $2", args![home, method]).await;
}

async fn enter(browser: &mut Browser, app: &str, recovery: &str) -> Sent {
    let (app, recovery) = (app.to_owned(), recovery.to_owned());
    browser.go(async |visitor| visitor.prove_in_drill(app, recovery).await).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_that_are_right_in_a_drill_still_work_afterwards() {
    each_engine(|t| {
        Box::pin(async move {
            let (ada, mut browser) = signed_in(t, "ada").await;
            let seed = add_app(t, &mut browser).await;
            let codes = add_codes(&mut browser).await;
            let app = only(t, &ada, MethodKind::AuthenticatorApp).await;
            let set = only(t, &ada, MethodKind::RecoveryCodes).await;
            let phone = t.device(&ada).await;
            by_itself(t, &app).await;
            by_itself(t, &set).await;
            let home = serde_json::to_string(&Home::Device(phone.clone())).unwrap();
            t.raw("UPDATE method SET home = $1 WHERE kind = 'passkey'", args![home]).await;
            t.advance(Span::minutes(1));
            assert_eq!(begin(&mut browser, phone.as_str()).await, Ok(Sent::next("/drill")));
            let DrillPage::Prove { passkey, codes: offered, ways, .. } = shown(&mut browser).await else {
                panic!("they would be back by themselves")
            };
            assert_eq!((passkey, offered, ways.len()), (false, true, 1));
            let now = code(&seed, t.now());
            let wrong = if now == "111 111" { "222222" } else { "111111" };
            assert!(matches!(enter(&mut browser, wrong, &codes[0]).await, Sent::Mend(_)));
            assert!(newest(t, &ada).await.state.is_open());
            assert_eq!(enter(&mut browser, &now, &codes[0]).await, Sent::next("/drill"));
            let drill = newest(t, &ada).await;
            assert_eq!(drill.outcome, "proved");
            assert!(drill.state.done_at().is_some());
            assert_eq!(t.entries("drill.proved").await, 1);
            let left = t.count("SELECT COUNT(*) AS n FROM recovery_code WHERE used IS NULL").await;
            assert_eq!(left, 10, "no code is spent");
            let (at, typed) = (app.to_string(), now.clone());
            let worked = browser.go(async |visitor| visitor.try_method(at, typed).await).await;
            assert!(matches!(&worked, Ok(Sent::Next(_))), "the app's code was not spent: {worked:?}");
            let (at, typed) = (set.to_string(), codes[0].clone());
            let worked = browser.go(async |visitor| visitor.try_method(at, typed).await).await;
            assert!(matches!(worked, Ok(Sent::Next(_))));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_of_what_is_gone_prove_nothing_and_tries_are_counted() {
    on_sqlite(|t| {
        Box::pin(async move {
            let (ada, mut browser) = signed_in(t, "ada").await;
            let seed = add_app(t, &mut browser).await;
            let codes = add_codes(&mut browser).await;
            let phone = t.device(&ada).await;
            // The app lives on what is gone; the passkey is elsewhere, so that there is a way by oneself.
            let app = only(t, &ada, MethodKind::AuthenticatorApp).await;
            let home = serde_json::to_string(&Home::Device(phone.clone())).unwrap();
            t.raw("UPDATE method SET home = $1 WHERE id = $2", args![home, &app]).await;
            by_itself(t, &only(t, &ada, MethodKind::RecoveryCodes).await).await;
            by_itself(t, &only(t, &ada, MethodKind::Passkey).await).await;
            t.advance(Span::minutes(1));
            begin(&mut browser, phone.as_str()).await.unwrap();
            assert!(matches!(shown(&mut browser).await, DrillPage::Prove { codes: false, .. }));
            let (now, one) = (code(&seed, t.now()), codes[0].clone());
            let refused = browser.go(async |visitor| visitor.prove_in_drill(now, one).await).await;
            assert_eq!(refused.unwrap_err().code, contract::RefusalCode::NotHere);
            // Elsewhere it would do; but not as often as one likes.
            by_itself(t, &app).await;
            let mut refused = 0;
            for _ in 0..20 {
                let one = codes[0].clone();
                let answer =
                    browser.go(async |visitor| visitor.prove_in_drill("000000".to_owned(), one).await).await;
                refused += u32::from(answer.is_err());
            }
            assert!(refused > 0, "as many as one likes");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_that_is_left_proves_it_and_a_proof_for_anything_else_does_not() {
    each_engine(|t| {
        Box::pin(async move {
            let mut nora = Staff::new(t, "nora", &[], None).await;
            assert_eq!(begin(&mut nora.browser, "other").await, Ok(Sent::next("/drill")));
            assert!(matches!(shown(&mut nora.browser).await, DrillPage::Prove { passkey: true, .. }));
            // A proof of presence is none of a drill.
            let begun =
                nora.browser.go(async |visitor| visitor.begin_proof("/".to_owned()).await).await.unwrap();
            let credential = nora.key.get(&begun.options);
            let finish = FinishCeremony { id: begun.id, credential, name: String::new() };
            let answer = nora.browser.go(async |visitor| visitor.finish_drill_proof(finish).await).await;
            assert_eq!(answer, Ok(Finished::Again("drill-passkey-again".to_owned())));
            // And a drill's is none of presence.
            let begun = nora.browser.go(async |visitor| visitor.begin_drill_proof().await).await.unwrap();
            let credential = nora.key.get(&begun.options);
            let finish = FinishCeremony { id: begun.id, credential, name: String::new() };
            let answer = nora.browser.go(async |visitor| visitor.finish_proof(finish).await).await;
            assert_eq!(answer, Ok(Finished::Again("proof-again".to_owned())));
            let begun = nora.browser.go(async |visitor| visitor.begin_drill_proof().await).await.unwrap();
            let credential = nora.key.get(&begun.options);
            let finish = FinishCeremony { id: begun.id, credential, name: String::new() };
            let before = store::methods::by_id(&mut &t.scratch.db, &nora.method).await.unwrap();
            let answer = nora.browser.go(async |visitor| visitor.finish_drill_proof(finish).await).await;
            assert_eq!(answer, Ok(Finished::Next("/drill".to_owned())));
            assert_eq!(newest(t, &nora.id).await.outcome, "proved");
            let after = store::methods::by_id(&mut &t.scratch.db, &nora.method).await.unwrap();
            assert_eq!(before, after, "the method is as it was");
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_would_be_back_by_themselves_may_go_on_to_asking() {
    on_sqlite(|t| {
        Box::pin(async move {
            let mut nora = Staff::new(t, "nora", &[], None).await;
            begin(&mut nora.browser, "other").await.unwrap();
            nora.browser.go(async |visitor| visitor.ask_in_drill().await).await.unwrap();
            let DrillPage::Asked(asked) = shown(&mut nora.browser).await else { panic!("asked") };
            assert_eq!((asked.phase.as_str(), asked.who.key.as_str()), ("key", "drill-who-it"));
            let over = nora.browser.go(async |visitor| visitor.begin_drill_proof().await).await;
            assert_eq!(over.unwrap_err().code, contract::RefusalCode::Over);
        })
    })
    .await;
}
