//! Pages that every stranger gets alike are kept for a moment; nobody else ever gets one of them.

use testkit::{Reply, on_sqlite};

/// The nonce in the answer's policy.
fn nonce(reply: &Reply) -> String {
    let policy = reply.header("content-security-policy");
    policy.split_once("'nonce-").unwrap().1.split_once('\'').unwrap().0.to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_kept_for_strangers_is_shown_to_nobody_else() {
    on_sqlite(|app| {
        Box::pin(async move {
            let anna = app.person("anna").save().await;
            let mut phone = app.passkey(&anna).await;
            let (stranger, other, inside) = (app.browser(), app.browser(), app.browser());
            inside.sign_in(&mut phone, "anna").await;

            for path in ["/", "/recover", "/pass", "/not-me"] {
                let (first, second) = (stranger.get(path).await, other.get(path).await);
                assert_eq!((first.status, second.status), (200, 200), "{path}");
                let nonces = [&first, &second].map(nonce);
                assert_ne!(nonces[0], nonces[1], "{path}: each answer has a nonce of its own");
                assert!(second.text().contains(&nonces[1]), "{path}: and its page carries it");
                let page = |reply: &Reply| reply.text().replace(&nonce(reply), "the nonce");
                assert_eq!(page(&first), page(&second), "{path}: else strangers get the same");
                for header in ["cache-control", "content-type", "x-frame-options", "x-content-type-options"] {
                    assert!(!second.header(header).is_empty(), "{path}: {header}");
                    assert_eq!(first.header(header), second.header(header), "{path}: {header}");
                }
                let annas = inside.get(path).await;
                assert_ne!(page(&annas), page(&second), "{path}: Anna has a menu");

                other.set_cookie("__Host-language", "de");
                let german = other.get(path).await.text();
                assert!(german.contains("<html lang=\"de\""), "{path}: in the language that was asked for");
                other.forget();
                assert!(other.get(path).await.text().contains("<html lang=\"en\""), "{path}");
            }
            // What the address brings is no stranger's page.
            let asked_for = other.get("/?then=/methods").await.text();
            assert!(asked_for.contains("/methods") && !other.get("/").await.text().contains("/methods"));
        })
    })
    .await;
}
