//! The browser as islands see it: `browser.js` and `seal.js`, and what both come to in Rust.

use js_sys::{JSON, Object, Reflect, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use super::state::Say;

mod js {
    use super::*;

    #[wasm_bindgen(module = "/src/islands/browser.js")]
    extern "C" {
        pub(super) async fn post(url: &str, body: &JsValue) -> JsValue;
        pub(super) async fn read(url: &str) -> JsValue;
        pub(super) fn able() -> bool;
        pub(super) async fn offers() -> JsValue;
        #[wasm_bindgen(catch)]
        pub(super) async fn get(challenge: &JsValue, quiet: bool) -> Result<JsValue, JsValue>;
        #[wasm_bindgen(catch)]
        pub(super) async fn create(challenge: &JsValue, place: &str) -> Result<JsValue, JsValue>;
    }

    #[wasm_bindgen(module = "/src/islands/seal.js")]
    extern "C" {
        #[wasm_bindgen(js_name = publicKey, catch)]
        pub(super) async fn public_key(request: &str, make: bool) -> Result<JsValue, JsValue>;
        #[wasm_bindgen(js_name = openPass, catch)]
        pub(super) async fn open_pass(
            request: &str,
            enc: &str,
            sealed: &str,
            info: &str,
        ) -> Result<JsValue, JsValue>;
        #[wasm_bindgen(catch)]
        pub(super) fn bytes(text: &str) -> Result<Vec<u8>, JsValue>;
    }
}

/// What is to be said to the person.
#[derive(Debug)]
pub(super) enum Said {
    /// Our words for it.
    Ours(Say),
    /// The portal's words.
    Portal(String),
    /// Nothing: the page is about to be left.
    Leaving,
}

/// A property that is a text; empty if it is none.
pub(super) fn text(value: &JsValue, name: &str) -> String {
    Reflect::get(value, &name.into()).ok().and_then(|found| found.as_string()).unwrap_or_default()
}

/// A property.
pub(super) fn part(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// An object of texts.
pub(super) fn object(parts: &[(&str, &str)]) -> JsValue {
    let made = Object::new();
    for (name, value) in parts {
        // Setting a property of a plain object does not fail.
        let _ = Reflect::set(&made, &(*name).into(), &(*value).into());
    }
    made.into()
}

/// Reads JSON that a page gave; an empty object if it is none.
pub(super) fn json(text: &str) -> JsValue {
    JSON::parse(text).unwrap_or_else(|_| Object::new().into())
}

/// Posts to one of our endpoints. Goes to sign in, or to the proof, when that is what the portal wants first.
pub(super) async fn post(url: &str, body: &JsValue) -> Result<JsValue, Said> {
    let answer = js::post(url, body).await;
    let code = text(&answer, "code");
    match code.as_str() {
        "" => Ok(part(&answer, "data")),
        "offline" => Err(Said::Ours(Say::Offline)),
        "sign-in-first" | "prove-again" => {
            let page = if code == "prove-again" { "/prove" } else { "/" };
            let place = window().location();
            let here = place.pathname().unwrap_or_default() + &place.search().unwrap_or_default();
            go(&format!("{page}?then={}", String::from(js_sys::encode_uri_component(&here))));
            Err(Said::Leaving)
        }
        _ => Err(Said::Portal(text(&answer, "message"))),
    }
}

/// Fetches from one of our endpoints; `None` if there was no answer.
pub(super) async fn read(url: &str) -> Option<JsValue> {
    Some(js::read(url).await).filter(|answer| answer.is_object())
}

/// Goes to a path of the portal, and nowhere else.
pub(super) fn go(path: &str) {
    if path.starts_with('/') && !path.starts_with("//") && !path.contains('\\') {
        let _ = window().location().assign(path);
    }
}

/// Whether this browser knows passkeys at all.
pub(super) fn able() -> bool {
    js::able()
}

/// Whether passkeys can be offered in the field for the user name.
pub(super) async fn offers() -> bool {
    js::offers().await.is_truthy()
}

fn trouble(error: &JsValue) -> Said {
    Said::Ours(Say::of(&text(error, "name")))
}

/// Asks the browser for a passkey for this challenge.
pub(super) async fn get(challenge: &JsValue, quiet: bool) -> Result<JsValue, Said> {
    js::get(challenge, quiet).await.map_err(|error| trouble(&error))
}

/// Has the browser make a passkey for this challenge, and names it.
pub(super) async fn create(challenge: &JsValue, place: &str, name: &str) -> Result<JsValue, Said> {
    let made = js::create(challenge, place).await.map_err(|error| trouble(&error))?;
    let _ = Reflect::set(&made, &"name".into(), &name.into());
    Ok(made)
}

/// Sends the browser's answer, and goes where the portal says.
pub(super) async fn finish(url: &str, answer: &JsValue) -> Result<(), Said> {
    let finished = post(url, answer).await?;
    let next = text(&finished, "next");
    if next.is_empty() {
        return Err(Said::Portal(text(&finished, "again")));
    }
    go(&next);
    Ok(())
}

/// The public key of a request in this browser.
pub(super) struct Key {
    /// 65 bytes.
    pub(super) raw: Vec<u8>,
    /// The same in base64url.
    pub(super) text: String,
    /// Whether it outlives the page.
    pub(super) kept: bool,
}

/// Finds the key of a request, or makes it. `None` if there is none and none was to be made.
pub(super) async fn public_key(request: &str, make: bool) -> Result<Option<Key>, Said> {
    let found = js::public_key(request, make).await.map_err(|error| trouble(&error))?;
    let key = part(&found, "key");
    Ok(key.is_object().then(|| Key {
        raw: Uint8Array::new(&key).to_vec(),
        text: text(&found, "text"),
        kept: part(&found, "kept").is_truthy(),
    }))
}

/// The bytes of a text in base64url; none if it is no such text.
pub(super) fn bytes(text: &str) -> Vec<u8> {
    js::bytes(text).unwrap_or_default()
}

/// Opens a sealed pass with the key of its request.
pub(super) async fn open_pass(request: &str, sealed: &JsValue) -> Result<String, Said> {
    let [enc, pass, info] = ["enc", "sealed", "info"].map(|name| text(sealed, name));
    let opened = js::open_pass(request, &enc, &pass, &info).await.map_err(|error| trouble(&error))?;
    opened.as_string().ok_or(Said::Ours(Say::Failed))
}
