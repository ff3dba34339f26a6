//! Adding a backup method: each kind on a page of its own, tried as it is added.

pub(super) mod app;
pub(super) mod codes;
pub(super) mod phone;
pub(super) mod trying;

use contract::backups::CodeSent;
use leptos::prelude::*;

use crate::components::Act;
use crate::context::{say, t, tv};
use crate::times::clock;

/// Buttons to send a code, one for each way that the gateway has.
pub(super) fn send_buttons(
    action: &str,
    act: &'static str,
    ways: &[String],
    again: bool,
) -> impl IntoView + use<> {
    let class = if again { "btn-link" } else { "btn btn-plain" };
    let buttons: Vec<_> = ways
        .iter()
        .map(|way| {
            let key = if again { format!("backups-send-{way}-again") } else { format!("backups-send-{way}") };
            let with = vec![("act", act.to_owned()), ("way", way.clone())];
            view! { <Act action=action.to_owned() label=t(&key) class=class with=with/> }
        })
        .collect();
    view! { <div class="actions">{buttons}</div> }
}

/// What went wrong on the way, if something did.
pub(super) fn trouble(sent: &CodeSent) -> Option<impl IntoView + use<>> {
    let words = say(sent.trouble.as_ref()?);
    Some(view! { <div class="notice"><p>{words}</p></div> })
}

/// Where a code went, until when it works, and what went wrong on the way. Nothing is said to be sent before it is.
pub(super) fn sent_note(sent: &CodeSent) -> impl IntoView + use<> {
    let key = match (&sent.trouble, sent.taken) {
        (Some(_), _) => "backups-number-ending".to_owned(),
        (None, true) => format!("backups-sent-{}", sent.way),
        (None, false) => format!("backups-sending-{}", sent.way),
    };
    let until = clock(sent.until);
    view! {
        <p class="lead">{tv(&key, &[("ending", &sent.to), ("until", &until)])}</p>
        {trouble(sent)}
    }
}
