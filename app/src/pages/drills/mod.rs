//! Rehearsals: one's own, and the approver's. Every screen says that it is one.

pub(super) mod own;
pub(super) mod review;

use contract::drills::DrillOffer;
use leptos::prelude::*;

use crate::context::{t, tv};
use crate::times::ago;

/// The offer to practise, calm, and a suggestion where it is due. `look` is how its link looks.
pub(super) fn offer(offer: &DrillOffer, look: &'static str) -> impl IntoView + use<> {
    let last = match offer.last {
        Some(at) => tv("drill-offer-last", &[("ago", &ago(at))]),
        None => t("drill-offer-never"),
    };
    let due = (offer.due && !offer.open).then(|| view! { " " {t("drill-offer-due")} });
    let label = if offer.open { t("drill-offer-go-on") } else { t("drill-offer") };
    let href = if offer.open { "/drill" } else { "/drill?anew=yes" };
    view! {
        <h2>{t("drill-offer-heading")}</h2>
        <p>{last} {due}</p>
        <div class="actions"><a class=look href=href>{label}</a></div>
    }
}
