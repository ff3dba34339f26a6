//! Would they get back in: "what if I lose my phone?", a manager's team, and everybody for IT.

mod chart;
pub(super) mod desk;
pub(super) mod team;
pub(super) mod what_if;

use contract::methods::Standing;
use domain::Time;
use leptos::prelude::*;

use crate::context::{t, tv};
use crate::times::ago;

pub use desk::file_filter;

/// Where IT fetches the list as a file.
pub const FILE: &str = "/desk/readiness/list.csv";

/// A tag for how ready somebody is, never by colour alone.
fn tag(standing: Option<Standing>) -> impl IntoView {
    let (class, key) = match standing {
        Some(Standing::ByYourself) => ("tag tag-good", "ready-by-yourself"),
        Some(Standing::WithHelp) => ("tag tag-warn", "ready-with-help"),
        Some(Standing::NotAtAll) => ("tag tag-stop", "ready-not-at-all"),
        None => ("tag", "ready-unknown"),
    };
    view! { <span class=class>{t(key)}</span> }
}

/// When somebody last practised getting back in, and whether they should (again).
fn practised(last: Option<Time>, due: bool) -> String {
    match (last, due) {
        (Some(at), false) => tv("drill-last", &[("ago", &ago(at))]),
        (Some(at), true) => tv("drill-last-due", &[("ago", &ago(at))]),
        (None, false) => t("drill-never"),
        (None, true) => t("drill-never-due"),
    }
}

/// Words whose key ends in a word, perhaps with the name of a platform: `device ios`.
fn their(before: &str, said: &str) -> Option<String> {
    let (word, platform) = said.split_once(' ').unwrap_or((said, "other"));
    if word.is_empty() {
        return None;
    }
    Some(tv(&format!("{before}-{word}"), &[("platform", &t(&format!("platform-{platform}")))]))
}

/// What somebody else should do next.
fn their_step(next: &str) -> Option<String> {
    their("ready-their", next)
}

/// What would hit somebody else hardest; nothing for who is ready for all of it.
fn their_loss(standing: Option<Standing>, loss: &str) -> Option<String> {
    if matches!(standing, None | Some(Standing::ByYourself)) { None } else { their("ready-loss", loss) }
}
