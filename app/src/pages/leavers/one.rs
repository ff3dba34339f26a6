//! `/desk/leavers/{id}`: what it does if somebody has left and whom it would strand (I11); afterwards what was done.

use contract::leaving::{LeaverPage, LeaverReport};
use contract::{Answer, PortalRef, Sent, frame::Least};
use leptos::prelude::*;

use crate::Fields;
use crate::components::{Back, ErrorSummary, Facts};
use crate::context::{t, tv};
use crate::page::{Content, Page, Params, Visit};
use crate::times::ago;

pub(in super::super) const PAGE: Page = Page {
    path: "/desk/leavers/{id}",
    least: Least::Person,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

async fn show(visit: Visit) -> Answer<Content> {
    let page = visit.portal.leaver(visit.params.get("id")).await?;
    Ok(if page.left.is_some() { after(&page) } else { before(&page) })
}

fn named(key: &str, name: &str) -> String {
    tv(key, &[("name", name)])
}

fn before(page: &LeaverPage) -> Content {
    let heading = named("leaver-heading", &page.name);
    let items: Vec<_> = page.stranded.iter().map(|name| view! { <li>{name.clone()}</li> }).collect();
    let stranded = (!items.is_empty()).then(|| {
        view! {
            <div class="notice">
                <h2>{t("leaver-stranded")}</h2>
                <p>{t("leaver-stranded-lead")}</p>
                <ul>{items}</ul>
            </div>
        }
    });
    let more = page.more.then(|| view! { <p class="hint">{t("leaver-stranded-more")}</p> });
    let security = page.security_left.map(|n| {
        view! { <p class="notice">{tv("leaver-security-left", &[("n", &n.to_string())])}</p> }
    });
    let act = match &page.why_not {
        Some(why) => view! { <p class="notice">{t(why)}</p> }.into_any(),
        None => view! {
            <div class="actions">
                <form method="post" action=format!("/desk/leavers/{}", page.id)>
                    <button class="btn btn-danger">{named("leaver-button", &page.name)}</button>
                </form>
                <a class="btn btn-plain" href="/desk/leavers">{t("leaver-not")}</a>
            </div>
        }
        .into_any(),
    };
    Content::new(
        heading.clone(),
        view! {
            <Back href="/desk/leavers"/>
            <ErrorSummary/>
            <h1>{heading}</h1>
            <p class="lead">{t("leaver-lead")}</p>
            <p>{tv("leaver-who", &[("user", &page.user_name)])}</p>
            {stranded}
            {more}
            {security}
            <h2>{t("leaver-will")}</h2>
            {page.report.as_ref().map(report)}
            {act}
        },
    )
}

fn after(page: &LeaverPage) -> Content {
    let heading = named("leaver-left", &page.name);
    let since = page.left.map(|at| view! { <p class="lead">{ago(at)}</p> });
    let done = match &page.report {
        Some(done) => view! { <h2>{t("leaver-done")}</h2> {report(done)} }.into_any(),
        None => view! { <p>{t("leaver-no-record")}</p> }.into_any(),
    };
    Content::new(
        heading.clone(),
        view! {
            <Back href="/desk/leavers"/>
            <h1>{heading}</h1>
            {since}
            {done}
        },
    )
}

fn report(report: &LeaverReport) -> impl IntoView + use<> {
    let list = |names: &[String]| if names.is_empty() { t("leaver-none") } else { names.join(", ") };
    let roles: Vec<_> = report.roles.iter().map(|role| t(&format!("role-{}", role.word()))).collect();
    let facts = vec![
        (t("leaver-sessions"), report.sessions.to_string()),
        (t("leaver-passes"), report.passes.to_string()),
        (t("leaver-enrolments"), report.enrolments.to_string()),
        (t("leaver-methods"), list(&report.methods)),
        (t("leaver-roles"), list(&roles)),
        (t("leaver-requests"), report.requests.to_string()),
    ];
    let handed: Vec<_> = report
        .handed
        .iter()
        .map(|(name, role)| {
            let role = t(&format!("role-{}", role.word()));
            view! { <li>{tv("leaver-handed-to", &[("name", name), ("role", &role)])}</li> }
        })
        .collect();
    let handed = (!handed.is_empty()).then(|| view! { <h3>{t("leaver-handed")}</h3> <ul>{handed}</ul> });
    let managed: Vec<_> = report
        .managed
        .iter()
        .map(|(name, manager)| {
            let words = match manager {
                Some(manager) => tv("leaver-managed-by", &[("name", name), ("manager", manager)]),
                None => named("leaver-managed-none", name),
            };
            view! { <li>{words}</li> }
        })
        .collect();
    let managed = (!managed.is_empty()).then(|| {
        view! { <h3>{t("leaver-managed")}</h3> <p>{t("leaver-managed-lead")}</p> <ul>{managed}</ul> }
    });
    view! { <Facts rows=facts/> {handed} {managed} }
}

async fn submit(portal: PortalRef, params: Params, _: Fields) -> Answer<Sent> {
    portal.leave(params.get("id")).await
}
