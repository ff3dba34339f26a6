//! The islands that ask for passkeys, with their words looked up.

use leptos::prelude::*;

use crate::context::{frame, t, tv};
use crate::islands::{AddPasskeyIsland, UsePasskeyIsland};

/// Words for what takes a moment, and for what takes long.
pub fn waiting() -> [String; 2] {
    [t("common-waiting"), t("common-waiting-long")]
}

/// Words for each [`crate::islands::Trouble`], for where a passkey is used.
pub fn use_troubles() -> Vec<String> {
    vec![
        t("passkey-broken-off"),
        t("passkey-not-this-one"),
        t("passkey-not-able"),
        t("passkey-offline"),
        t("passkey-failed"),
    ]
}

/// The same for where one is made.
pub fn add_troubles() -> Vec<String> {
    vec![
        t("passkey-add-broken-off"),
        t("passkey-add-already"),
        t("passkey-add-not-able"),
        t("passkey-offline"),
        t("passkey-failed"),
    ]
}

/// What to do where scripts are off; it stands beside what needs them.
#[component]
pub fn NeedsScripts() -> impl IntoView {
    // Escaped by hand: Leptos 0.8 does not escape the children of `noscript`.
    let words = escaped(&tv("common-scripts-needed", &[("help", &frame().help)]));
    view! { <noscript><p class="notice">{words}</p></noscript> }
}

/// Text made inert by hand, for the children of `noscript`.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A button that asks for a passkey: begins at one endpoint, finishes at another, goes on where the portal says.
#[component]
pub fn UsePasskey(
    /// Where it begins.
    #[prop(into)]
    begin: String,
    /// Where it finishes.
    #[prop(into)]
    finish: String,
    /// What the button says.
    #[prop(into)]
    label: String,
    /// JSON sent to `begin`.
    #[prop(optional, into)]
    body: Option<String>,
) -> impl IntoView {
    let body = body.unwrap_or_else(|| "{}".to_owned());
    view! {
        <NeedsScripts/>
        <UsePasskeyIsland begin=begin body=body finish=finish label=label waiting=waiting() says=use_troubles()/>
    }
}

/// A button that makes a passkey. Its name is read from the field `name` of the page.
#[component]
pub fn AddPasskey(
    /// Where it begins.
    #[prop(into)]
    begin: String,
    /// Where it finishes.
    #[prop(into)]
    finish: String,
    /// What the button says.
    #[prop(into)]
    label: String,
    /// Where it should live: `client-device`, `hybrid` (a phone or tablet, by QR), `security-key`, or anywhere.
    #[prop(optional, into)]
    place: String,
    /// A second button of equal weight rather than the main one.
    #[prop(optional)]
    plain: bool,
) -> impl IntoView {
    let class = if plain { "btn btn-plain" } else { "btn btn-main" };
    view! {
        <AddPasskeyIsland
            begin=begin
            finish=finish
            place=place
            name_field="name".to_owned()
            label=label
            class=class.to_owned()
            waiting=waiting()
            says=add_troubles()
        />
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_in_noscript_is_inert() {
        assert_eq!(escaped("<b>&</noscript>"), "&lt;b&gt;&amp;&lt;/noscript&gt;");
    }
}
