//! Enrolling, moving to the phone, closing, and passes that are typed, against real rows and a software authenticator.

mod confined;
mod ending;
mod last_resort;
mod typed;

use contract::{
    Enrolling as _, FinishCeremony, Recovery as _, RefusalCode, Sent, SignIn as _,
    common::Finished,
    recovery::RedeemPass,
    sign_in::{BeginSignIn, PassForm},
};
use domain::{
    MethodId, PersonId, Span,
    ask_limits::PASSES_BY_NAME_AND_NETWORK,
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

fn typed(user_name: &str, pass: &FirstPass) -> PassForm {
    PassForm { user_name: user_name.to_owned(), first: pass.first.clone(), second: pass.second.clone() }
}

async fn enter(browser: &mut Browser, form: PassForm) -> Sent {
    browser.go(async |visitor| visitor.enter_pass(form).await).await.unwrap()
}

fn wrong() -> Sent {
    Sent::mend("", contract::Words::of("pass-wrong"))
}
