//! `/drills/{drill}`: the approver's screens, marked as a drill.

use contract::{Answer, PortalRef, Sent, frame::Least};

use super::super::review::{answered, asks_for_more, screens};
use crate::Fields;
use crate::page::{Content, Page, Params, Visit};

pub(in super::super) const PAGE: Page = Page {
    path: "/drills/{drill}",
    least: Least::Person,
    bundle: true,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

async fn show(visit: Visit) -> Answer<Content> {
    let page = visit.portal.drill_review(visit.params.get("drill")).await?;
    Ok(screens(page, &visit.query))
}

async fn submit(portal: PortalRef, params: Params, fields: Fields) -> Answer<Sent> {
    let id = params.get("drill");
    if asks_for_more(&fields) {
        return Ok(Sent::next(format!("/drills/{id}?asked=yes")));
    }
    portal.answer_drill(id, answered(&fields)).await
}
