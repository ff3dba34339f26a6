//! Changing one's own methods: what is decided is read again inside the job.

use contract::{FinishCeremony, Methods as _, RefusalCode, Sent, methods::PlaceForm};
use domain::{
    MethodId, PersonId, Span,
    aaguid::Aaguid,
    device::{DeviceState, Platform},
    method::{Home, MethodKind, MethodState},
};
use store::args;

use crate::{
    backups::tests::{add_codes, add_phone, only, signed_in},
    recovery::bed::{Bed, each_engine, on_sqlite},
};

/// Ada with two passkeys, neither of which anybody placed.
async fn ada(test: &Bed<'_>) -> (PersonId, MethodId, MethodId) {
    let ada = test.app.newcomer("ada").save().await;
    let (one, two) = (test.app.passkey(&ada).await, test.app.passkey(&ada).await);
    (ada.id, one, two)
}

async fn active(test: &Bed<'_>, person: &PersonId) -> usize {
    let methods = store::methods::of(&mut &test.scratch.db, person).await.unwrap();
    methods.iter().filter(|method| method.state == MethodState::Active).count()
}

fn new_device(method: &MethodId) -> PlaceForm {
    PlaceForm {
        method: method.to_string(),
        place: "new".to_owned(),
        device_name: "Blue phone".to_owned(),
        platform: "ios".to_owned(),
        ownership: "own".to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn i11_two_who_remove_the_last_two_ways_in_at_once_leave_one() {
    each_engine(|test| {
        Box::pin(async move {
            let (person, one, two) = ada(test).await;
            let other = test.app.another(test.scratch).await;
            // Each signed in with the method that the other removes, at another process.
            let first = test.visitor(&test.signed_in(&person, &one).await).await;
            let second = test.signed_in(&person, &two).await.at(&other.core);
            let second = other.core.visitor(second.arrival.clone()).await.unwrap();
            let answers = tokio::join!(first.remove(two.to_string()), second.remove(one.to_string()));
            assert_eq!(active(test, &person).await, 1, "{answers:?}");
            assert_eq!(test.entries("method.removed").await, 1);
            other.core.writer().close().await;
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_signed_out_meanwhile_changes_nothing() {
    each_engine(|test| {
        Box::pin(async move {
            let (person, one, two) = ada(test).await;
            let browser = test.signed_in(&person, &one).await;
            let end_session = "UPDATE session SET ended = 1 WHERE person = $1";
            let pause = "UPDATE method SET state = 'suspended' WHERE person = $1";
            let disable = "UPDATE person SET active = FALSE WHERE id = $1";
            for (what, undo) in [
                (end_session, "UPDATE session SET ended = NULL WHERE person = $1"),
                (pause, "UPDATE method SET state = 'active' WHERE person = $1"),
                (disable, "UPDATE person SET active = TRUE WHERE id = $1"),
            ] {
                // The middleware saw them signed in; then it happens.
                let visitor = test.visitor(&browser).await;
                test.raw(what, args![&person]).await;
                let gone = Err(RefusalCode::SignInFirst);
                let code = |answer: contract::Answer<Sent>| answer.map_err(|no| no.code);
                assert_eq!(code(visitor.remove(two.to_string()).await), gone, "{what}");
                assert_eq!(code(visitor.place(new_device(&two)).await), gone, "{what}");
                assert_eq!(code(visitor.rename(two.to_string(), "x".to_owned()).await), gone, "{what}");
                test.raw(undo, args![&person]).await;
            }
            for kind in ["method.removed", "method.placed", "method.renamed", "device.added"] {
                assert_eq!(test.entries(kind).await, 0, "{kind}");
            }
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proof_that_grew_old_meanwhile_is_asked_for_again() {
    on_sqlite(|test| {
        Box::pin(async move {
            let (person, one, two) = ada(test).await;
            let visitor = test.visitor(&test.signed_in(&person, &one).await).await;
            test.advance(Span::minutes(6));
            let code = |answer: contract::Answer<Sent>| answer.map_err(|no| no.code);
            let again = Err(RefusalCode::ProveAgain);
            assert_eq!(code(visitor.remove(two.to_string()).await), again);
            assert_eq!(code(visitor.place(new_device(&two)).await), again);
            assert_eq!(active(test, &person).await, 2);
            // A name is no more than a name.
            let renamed = visitor.rename(two.to_string(), "Blue".to_owned()).await;
            assert_eq!(renamed, Ok(Sent::next(format!("/methods/{two}"))));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_a_passkey_lives_is_said_only_after_a_fresh_proof() {
    each_engine(|test| {
        Box::pin(async move {
            let (person, one, _) = ada(test).await;
            let mut browser = test.signed_in(&person, &one).await;
            test.advance(Span::minutes(6));
            let form = new_device(&one);
            let refused = browser.go(async |visitor| visitor.place(form).await).await.unwrap_err();
            assert_eq!(refused.code, RefusalCode::ProveAgain);
            let id = one.to_string();
            assert!(browser.go(async |visitor| visitor.method(id).await).await.unwrap().needs_proof);
            let mut browser = test.signed_in(&person, &one).await;
            let form = new_device(&one);
            assert_eq!(browser.go(async |visitor| visitor.place(form).await).await, Ok(Sent::next("/")));
            let device = store::people::devices(&mut &test.scratch.db, &person).await.unwrap().remove(0);
            assert_eq!((device.name.as_str(), device.state), ("Blue phone", DeviceState::InUse));
            let method = store::methods::by_id(&mut &test.scratch.db, &one).await.unwrap().unwrap();
            assert_eq!(method.home, Some(Home::Device(device.id)));
        })
    })
    .await;
}

fn mends(answer: &contract::Answer<Sent>, field: &str, key: &str) -> bool {
    matches!(answer, Ok(Sent::Mend(all)) if all.len() == 1 && all[0].field == field && all[0].words.key == key)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_for_texts_counts_as_on_what_is_lost_until_it_is_said_on_which_phone_it_is() {
    each_engine(|test| {
        Box::pin(async move {
            let (person, mut browser) = signed_in(test, "ada").await;
            add_phone(test, &mut browser, "+4940555123").await;
            let id = only(test, &person, MethodKind::Phone).await;
            let on = async || {
                let method = store::methods::by_id(&mut &test.scratch.db, &id).await.unwrap().unwrap();
                method.facts().home
            };
            assert_eq!(on().await, Home::Unknown);

            // It is on no tablet and no computer, whatever somebody says (R4).
            let tablet = PlaceForm { platform: "ipados".to_owned(), ..new_device(&id) };
            let answer = browser.go(async |visitor| visitor.place(tablet).await).await;
            assert!(mends(&answer, "platform", "methods-place-phone"), "{answer:?}");
            let laptop = test.device(&person).await;
            test.raw(
                "UPDATE device SET platform = $2 WHERE id = $1",
                args![&laptop, Platform::Windows.word()],
            )
            .await;
            let form = PlaceForm { place: format!("device:{laptop}"), ..new_device(&id) };
            let answer = browser.go(async |visitor| visitor.place(form).await).await;
            assert!(mends(&answer, "place", "methods-place-phone"), "{answer:?}");
            assert_eq!(on().await, Home::Unknown);

            let phone = test.device(&person).await;
            let form = PlaceForm { place: format!("device:{phone}"), ..new_device(&id) };
            let answer = browser.go(async |visitor| visitor.place(form).await).await;
            assert_eq!(answer, Ok(Sent::next("/")));
            assert_eq!(on().await, Home::Device(phone));
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn recovery_codes_live_on_no_device() {
    on_sqlite(|test| {
        Box::pin(async move {
            let (person, mut browser) = signed_in(test, "ada").await;
            add_codes(&mut browser).await;
            let id = only(test, &person, MethodKind::RecoveryCodes).await;
            let device = test.device(&person).await;
            let form = PlaceForm { place: format!("device:{device}"), ..new_device(&id) };
            let answer = browser.go(async |visitor| visitor.place(form).await).await;
            assert!(matches!(answer, Ok(Sent::Mend(_))), "{answer:?}");
            assert_eq!(test.entries("method.placed").await, 0);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paused_method_is_not_placed_anew() {
    on_sqlite(|test| {
        Box::pin(async move {
            let (person, one, two) = ada(test).await;
            let mut browser = test.signed_in(&person, &one).await;
            test.raw("UPDATE method SET state = 'suspended' WHERE id = $1", args![&two]).await;
            let form = new_device(&two);
            let refused = browser.go(async |visitor| visitor.place(form).await).await.unwrap_err();
            assert_eq!(refused.code, RefusalCode::Over);
            assert_eq!(test.count("SELECT COUNT(*) AS n FROM device").await, 0);
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_passkey_is_named_after_what_it_is_on() {
    on_sqlite(|test| {
        Box::pin(async move {
            let finish = |name: &str, attached: &str| FinishCeremony {
                id: String::new(),
                credential: serde_json::json!({ "authenticatorAttachment": attached }),
                name: name.to_owned(),
            };
            for (browser, language, given, attached, kind, name) in [
                ("Safari on iPhone", "en", "", "platform", MethodKind::Passkey, "iPhone"),
                ("Edge on Windows", "en", "", "platform", MethodKind::Passkey, "Windows computer"),
                ("Chrome on Android", "de", "", "platform", MethodKind::Passkey, "Android-Telefon"),
                ("", "en", "", "platform", MethodKind::Passkey, "This device"),
                ("Edge on Windows", "en", " My\u{7} key ", "platform", MethodKind::Passkey, "My key"),
                // What went to a phone is not called after the computer that it was added from.
                ("Edge on Windows", "en", "", "cross-platform", MethodKind::Passkey, "My phone"),
                (
                    "Edge on Windows",
                    "en",
                    "Windows computer",
                    "cross-platform",
                    MethodKind::Passkey,
                    "My phone",
                ),
                (
                    "Edge on Windows",
                    "en",
                    "Windows computer",
                    "cross-platform",
                    MethodKind::SecurityKey,
                    "Security key",
                ),
            ] {
                let mut caller = test.browser();
                caller.arrival.browser = browser.to_owned();
                caller.arrival.language = language.to_owned();
                let visitor = test.visitor(&caller).await;
                assert_eq!(
                    visitor.method_name(&finish(given, attached), kind, None),
                    name,
                    "{browser} {given}"
                );
            }
            // What it calls itself, where that is known and nothing better is.
            let [yubikey, google, odd] = [
                "ee882879-721c-4913-9775-3dfcce97072a",
                "ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4",
                "11111111-2222-3333-4444-555555555555",
            ]
            .map(Aaguid::parse);
            for (browser, given, attached, kind, model, name) in [
                (
                    "Edge on Windows",
                    "",
                    "cross-platform",
                    MethodKind::SecurityKey,
                    yubikey,
                    "YubiKey 5 Series",
                ),
                (
                    "Edge on Windows",
                    "Blue one",
                    "cross-platform",
                    MethodKind::SecurityKey,
                    yubikey,
                    "Blue one",
                ),
                ("Edge on Windows", "", "cross-platform", MethodKind::SecurityKey, odd, "Security key"),
                (
                    "Edge on Windows",
                    "",
                    "cross-platform",
                    MethodKind::Passkey,
                    google,
                    "Google Password Manager",
                ),
                ("Chrome on Android", "", "platform", MethodKind::Passkey, google, "Android phone"),
                ("", "", "platform", MethodKind::Passkey, google, "Google Password Manager"),
            ] {
                let mut caller = test.browser();
                caller.arrival.browser = browser.to_owned();
                let visitor = test.visitor(&caller).await;
                let named = visitor.method_name(&finish(given, attached), kind, model);
                assert_eq!(named, name, "{browser} {given} {kind:?}");
            }
        })
    })
    .await;
}
