//! The browser as islands see it: `browser.js` and `seal.js`, and what they come to in Rust.

use js_sys::{JSON, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::HtmlFormElement;

use super::state::Say;

mod js {
    use super::*;

    #[wasm_bindgen(module = "/src/islands/browser.js")]
    extern "C" {
        pub(super) async fn post(url: &str, body: &JsValue) -> JsValue;
        pub(super) async fn read(url: &str) -> JsValue;
        pub(super) fn go(path: &str, instead: bool);
        #[wasm_bindgen(js_name = onSubmit)]
        pub(super) fn on_submit(form: &HtmlFormElement, take: &JsValue);
        pub(super) fn complete(words: &str, mark: &str, value: &str) -> String;
        pub(super) fn mend(heading: &str, problems: &JsValue);
        #[wasm_bindgen(js_name = takeCode)]
        pub(super) fn take_code(field: &str);
        pub(super) fn asked(heading: &str);
        #[wasm_bindgen(js_name = saveCodes)]
        pub(super) fn save_codes(file: &str, first: &str);
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
        pub(super) async fn sha256(bytes: &[u8]) -> JsValue;
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
pub(super) fn object<T: AsRef<str>>(parts: &[(&str, T)]) -> JsValue {
    let made = Object::new();
    for (name, value) in parts {
        // Setting a property of a plain object does not fail.
        let _ = Reflect::set(&made, &(*name).into(), &value.as_ref().into());
    }
    made.into()
}

/// Reads JSON that a page gave; an empty object if it is none.
pub(super) fn json(text: &str) -> JsValue {
    JSON::parse(text).unwrap_or_else(|_| Object::new().into())
}

/// A property that is a whole number; 0 if it is none.
pub(super) fn number(value: &JsValue, name: &str) -> u32 {
    part(value, name).as_f64().unwrap_or(0.0) as u32
}

/// Posts to one of our endpoints. Goes to sign in, or to the proof, when that is what the portal wants first.
pub(super) async fn post(url: &str, body: &JsValue) -> Result<JsValue, Said> {
    let answer = js::post(url, body).await;
    match text(&answer, "code").as_str() {
        "" => Ok(part(&answer, "data")),
        "offline" => Err(Said::Ours(Say::Offline)),
        "leaving" => Err(Said::Leaving),
        _ => Err(Said::Portal(text(&answer, "message"))),
    }
}

/// Fetches from one of our endpoints; `None` if there was no answer.
pub(super) async fn read(url: &str) -> Option<JsValue> {
    Some(js::read(url).await).filter(|answer| answer.is_object())
}

/// Goes to a path of the portal, and nowhere else.
pub(super) fn go(path: &str) {
    js::go(path, false);
}

/// The same, so that one does not come back here.
pub(super) fn go_instead(path: &str) {
    js::go(path, true);
}

/// Asks `take` whenever a form is about to be sent, for as long as the page is there. It is sent unless that takes it.
pub(super) fn on_submit(form: &HtmlFormElement, take: impl Fn() -> bool + 'static) {
    let take = Closure::<dyn Fn() -> bool>::new(take);
    js::on_submit(form, take.as_ref());
    take.forget();
}

/// Words with `value` in the place of `mark`.
pub(super) fn complete(words: &str, mark: &str, value: &str) -> String {
    js::complete(words, mark, value)
}

/// Shows what has to be mended, field by field; no words where nothing has to be.
pub(super) fn mend(heading: &str, problems: &[(&str, String)]) {
    js::mend(heading, &object(problems));
}

/// Moves a code from behind the `#` of the address into a field.
pub(super) fn take_code(field: &str) {
    js::take_code(field);
}

/// Says in the page's heading that somebody is asked now, and no more that nobody is.
pub(super) fn asked(heading: &str) {
    js::asked(heading);
}

/// Gives the codes on the page out as a file of this name, below its first line.
pub(super) fn save_codes(file: &str, first: &str) {
    js::save_codes(file, first);
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

/// The SHA-256 of these bytes.
pub(super) async fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut hash = [0; 32];
    let made = Uint8Array::new(&js::sha256(bytes).await);
    if made.length() == 32 {
        made.copy_to(&mut hash);
    }
    hash
}

/// Opens a sealed pass with the key of its request.
pub(super) async fn open_pass(request: &str, sealed: &JsValue) -> Result<String, Said> {
    let [enc, pass, info] = ["enc", "sealed", "info"].map(|name| text(sealed, name));
    let opened = js::open_pass(request, &enc, &pass, &info).await.map_err(|error| trouble(&error))?;
    opened.as_string().ok_or(Said::Ours(Say::Failed))
}
