//! `/sessions`: where one is signed in, with a way to end each and all.

use contract::sessions::SessionCard;
use contract::{Answer, PortalRef, Sent, frame::Least};
use leptos::prelude::*;

use crate::Fields;
use crate::components::{Act, Back, ErrorSummary};
use crate::context::{t, tv};
use crate::page::{Content, Page, Params, Visit};
use crate::times::{ago, clock};

pub(super) const PAGE: Page = Page {
    path: "/sessions",
    least: Least::Person,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

async fn show(visit: Visit) -> Answer<Content> {
    let mut sessions = visit.portal.sessions().await?;
    // This browser first, then what was used last.
    sessions.sort_by_key(|session| (!session.this_one, std::cmp::Reverse(session.seen)));
    let cards: Vec<_> = sessions.into_iter().map(card).collect();
    Ok(Content::new(
        t("sessions-heading"),
        view! {
            <Back href="/"/>
            <ErrorSummary/>
            <h1>{t("sessions-heading")}</h1>
            <p class="lead">{t("sessions-lead")}</p>
            <ul class="cards">{cards}</ul>
            <div class="actions">
                <Act
                    action="/sessions"
                    label=t("sessions-all")
                    class="btn btn-danger"
                    with=vec![("all", "yes".to_owned())]
                />
            </div>
            <p class="hint">{t("sessions-all-hint")}</p>
        },
    ))
}

fn card(session: SessionCard) -> impl IntoView {
    let browser = if session.browser.trim().is_empty() { t("sessions-unknown") } else { session.browser };
    let since = tv("sessions-since", &[("when", &clock(session.begun)), ("ago", &ago(session.seen))]);
    let network = (!session.network.trim().is_empty())
        .then(|| view! { <p>{tv("sessions-network", &[("network", &session.network)])}</p> });
    let this_one =
        session.this_one.then(|| view! { <p><span class="tag tag-good">{t("sessions-this")}</span></p> });
    let label = if session.this_one { t("sessions-end-here") } else { t("sessions-end") };
    view! {
        <li class="card">
            <h2>{browser}</h2>
            {network}
            <p>{since}</p>
            {this_one}
            <div class="actions"><Act action="/sessions" label=label class="btn-link" with=vec![("end", session.id)]/></div>
        </li>
    }
}

async fn submit(portal: PortalRef, _: Params, fields: Fields) -> Answer<Sent> {
    if fields.get("all") == "yes" {
        return portal.end_all_sessions().await;
    }
    portal.end_session(fields.own("end")).await
}
