//! `/`: signing in, or the first page of whoever is signed in.

use contract::{Answer, PortalRef, Sent, Words, frame::Least};
use leptos::prelude::*;

use crate::Fields;
use crate::components::{ErrorSummary, Field, Kind, MainButton, NeedsScripts, PlainLink, SignInWithPasskey};
use crate::context::{frame, t};
use crate::page::{Content, Page, Params, Visit};

pub(super) const PAGE: Page = Page {
    path: "/",
    least: Least::Nobody,
    bundle: true,
    show: |visit| Box::pin(show(visit)),
    submit: Some(|portal, params, fields| Box::pin(submit(portal, params, fields))),
};

async fn show(visit: Visit) -> Answer<Content> {
    if frame().person.is_some() {
        return super::home::show(visit).await;
    }
    Ok(sign_in(visit.query.own("then")))
}

fn sign_in(then: String) -> Content {
    let first = (!then.is_empty()).then(|| view! { <p class="lead">{t("refusal-sign-in-first")}</p> });
    Content::new(
        t("sign-in-heading"),
        view! {
            <ErrorSummary/>
            <h1>{t("sign-in-heading")}</h1>
            {first}
            <NeedsScripts/>
            <form method="post" action="/">
                <Field name="user_name" label=t("sign-in-user-name") kind=Kind::SignIn/>
                <SignInWithPasskey then=then/>
                <div class="actions">
                    <MainButton label=t("common-continue")/>
                    <PlainLink href="/recover" label=t("sign-in-cannot")/>
                </div>
            </form>
            <p><a href="/pass">{t("sign-in-pass")}</a></p>
        },
    )
}

/// "This wasn't me" from the page of whoever is signed in. Only without scripts does the form to sign in get here.
async fn submit(portal: PortalRef, _: Params, fields: Fields) -> Answer<Sent> {
    if fields.has("request") {
        return portal.stop_own(fields.own("request")).await;
    }
    let words = if fields.get("user_name").trim().is_empty() {
        Words::of("sign-in-user-name-missing")
    } else {
        Words::of("sign-in-scripts")
    };
    Ok(Sent::mend("user_name", words))
}
