//! What a key calls itself is kept with it and shown, and decides nothing.

use contract::FinishCeremony;
use domain::aaguid::Aaguid;
use serde_json::json;
use testkit::each_engine;

use crate::scene::Scene;

const YUBIKEY: &str = "ee882879-721c-4913-9775-3dfcce97072a";

fn bytes(aaguid: &str) -> [u8; 16] {
    let hex: String = aaguid.chars().filter(|c| *c != '-').collect();
    u128::from_str_radix(&hex, 16).unwrap().to_be_bytes()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_without_a_name_of_its_own_is_called_what_it_calls_itself() {
    each_engine(|app| {
        Box::pin(async move {
            let mut scene = Scene::new(app).await;
            let inside = Scene::inside(app, &mut scene.phone, "anna").await;
            for (model, kept, name) in [
                (bytes(YUBIKEY), Aaguid::parse(YUBIKEY), "YubiKey 5 Series"),
                ([7; 16], Aaguid::of([7; 16]), "Security key"),
                ([0; 16], None, "Security key"),
            ] {
                let begun = inside.begin("/api/methods", &json!({})).await;
                let mut key = app.authenticator();
                key.model = model;
                key.transports = vec!["usb".to_owned(), "nfc".to_owned()];
                let credential = key.create(&begun.options);
                let finish = FinishCeremony { id: begun.id, credential, name: String::new() };
                let added: contract::common::Finished =
                    inside.post_json("/api/methods/finish", &finish).await.json();
                let contract::common::Finished::Next(page) = added else { panic!("{name} was not added") };
                let id = domain::MethodId::parse(page.trim_start_matches("/methods/")).unwrap();
                let method = store::methods::by_id(&mut app.core.db(), &id).await.unwrap().unwrap();
                assert_eq!((method.name.as_str(), method.aaguid), (name, kept));
                let shown = inside.get(&format!("{page}?step=show")).await.text();
                assert_eq!(shown.contains("Calls itself"), model == bytes(YUBIKEY), "{shown}");
            }
        })
    })
    .await;
}
