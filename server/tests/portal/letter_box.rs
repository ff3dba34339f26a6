//! What the demo shows of texts and calls.

use service::ports::{PhoneMessage, Way};
use testkit::in_demo;

#[tokio::test(flavor = "multi_thread")]
async fn texts_and_calls_lie_in_the_demos_letter_box_and_are_named_as_such() {
    in_demo(|app| {
        Box::pin(async move {
            let browser = app.browser();
            let phone = app.core.phone().unwrap();
            for (id, way, text) in
                [("1", Way::Text, "Code 482915"), ("1", Way::Text, "again"), ("2", Way::Call, "1, <2>")]
            {
                let message = PhoneMessage {
                    id: id.to_owned(),
                    to: "+491701234567".to_owned(),
                    way,
                    text: text.to_owned(),
                    language: "en".to_owned(),
                };
                phone.send(&message).await.unwrap();
            }
            let page = browser.get("/demo/mail").await;
            assert_eq!(page.status, 200);
            let text = page.text();
            let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part} is not in {text}"));
            assert!(at("Phone call") < at("1, &lt;2&gt;"), "the newest comes first");
            assert!(at("1, &lt;2&gt;") < at("Text message") && at("Text message") < at("Code 482915"));
            assert!(text.contains("+491701234567") && !text.contains("again"));
        })
    })
    .await;
}
