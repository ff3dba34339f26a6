#![cfg(feature = "ssr")]
#[path = "support/mod.rs"]
mod support;
use support::*;
use contract::recovery::Phase;
#[tokio::test]
async fn dump() {
    let out = std::path::Path::new("/tmp/dump");
    std::fs::create_dir_all(out).unwrap();
    let names: std::collections::BTreeMap<String, String> =
        serde_json::from_str(&std::fs::read_to_string("/tmp/site/manifest.json").unwrap()).unwrap();
    let save = |name: &str, shown: Shown| {
        let mut html = shown.html;
        for n in ["portal.js", "portal.wasm", "boot.js", "style.css", "favicon.svg"] {
            html = html.replace(&format!("/files/{n}"), &names[n]);
        }
        std::fs::write(out.join(name), html).unwrap();
    };
    save("index.html", get(Look::default(), "/?then=/desk").await);
    save("home.html", get(Look::signed_in("Mara Lindqvist"), "/").await);
    save("prove.html", get(Look::signed_in("Mara"), "/prove?then=/desk").await);
    save("recover.html", get(Look::default(), "/recover").await);
    let mut look = Look::default();
    look.portal.key_given = false;
    save("sent.html", get(look, "/recover/sent").await);
    let mut look = Look::default();
    look.portal.phase = Phase::Cleared;
    save("cleared.html", get(look, "/recover/sent").await);
    for (name, own) in [("own", Some(true)), ("borrowed", Some(false)), ("whose", None)] {
        let mut look = Look::default();
        look.portal.own = own;
        save(&format!("enrol-{name}.html"), get(look, "/recover/enrol").await);
    }
    save("move.html", get(Look::default(), "/recover/move").await);
    save("try.html", get(Look::default(), "/recover/try").await);
    save("other.html", post(Look::default(), "/recover/other-way", "user_name=jonas&what=new-phone").await);
    save("pass-bad.html", post(Look::default(), "/pass", "user_name=jonas&first=HSH&second=").await);
}
