//! `/what-if`: "What if I lose my phone?" Plain links: what is lost stands in the address.

use contract::drills::DrillOffer;
use contract::methods::Standing;
use contract::readiness::{After, Step, WhatIf, WhatIfDevice, WhatIfQuery};
use contract::{Answer, frame::Least};
use leptos::prelude::*;

use super::super::drills::offer;
use crate::Fields;
use crate::components::Back;
use crate::context::{help, say, t, tv};
use crate::page::{Content, Page, Visit};
use crate::refused::encoded;

pub(in super::super) const PAGE: Page = Page {
    path: "/what-if",
    least: Least::Person,
    bundle: false,
    show: |visit| Box::pin(show(visit)),
    submit: None,
};

fn query(query: &Fields) -> WhatIfQuery {
    WhatIfQuery {
        device: query.own("device"),
        also: query.own("also"),
        sign_in: query.get("sign-in") == "down",
    }
}

/// The address of a loss.
fn address(asked: &WhatIfQuery) -> String {
    let sign_in = if asked.sign_in { "down" } else { "" };
    let parts: Vec<_> = [("device", asked.device.as_str()), ("also", &asked.also), ("sign-in", sign_in)]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", encoded(value)))
        .collect();
    if parts.is_empty() { "/what-if".to_owned() } else { format!("/what-if?{}", parts.join("&")) }
}

async fn show(visit: Visit) -> Answer<Content> {
    let asked = query(&visit.query);
    let WhatIf { devices, after } = visit.portal.what_if(asked.clone()).await?;
    let drill = visit.portal.drill_offer().await?;
    Ok(match after {
        None => pick(devices, &drill),
        Some(after) => outcome(&asked, devices, after, &drill),
    })
}

fn kind(device: &WhatIfDevice) -> String {
    let platform = t(&format!("platform-{}", device.platform.word()));
    format!("{platform}. {}.", t(&format!("ownership-{}", device.ownership.word())))
}

fn pick(devices: Vec<WhatIfDevice>, drill: &DrillOffer) -> Content {
    let of = |device: &str| address(&WhatIfQuery { device: device.to_owned(), ..WhatIfQuery::default() });
    let none = devices.is_empty().then(|| view! { <div class="empty"><p>{t("what-if-none")}</p></div> });
    let cards: Vec<_> = devices
        .iter()
        .map(|device| {
            view! {
                <li class="card">
                    <h2><a class="card-link" href=of(&device.id)>{device.name.clone()}</a></h2>
                    <p>{kind(device)}</p>
                </li>
            }
        })
        .collect();
    let cards = (!cards.is_empty()).then(|| view! { <ul class="cards">{cards}</ul> });
    let down = address(&WhatIfQuery { sign_in: true, ..WhatIfQuery::default() });
    Content::new(
        t("what-if-heading"),
        view! {
            <Back href="/"/>
            <h1>{t("what-if-heading")}</h1>
            <p class="lead">{t("what-if-lead")}</p>
            {none}
            {cards}
            <div class="actions">
                <a class="btn btn-plain" href=of("other")>{t("what-if-other")}</a>
                <a class="btn btn-plain" href=down>{t("what-if-sign-in")}</a>
            </div>
            {offer(drill, "btn btn-plain")}
        },
    )
}

/// What is lost, in one sentence.
fn lost(after: &After) -> String {
    let mut things: Vec<String> =
        after.lost.iter().map(|name| tv("what-if-quoted", &[("name", name)])).collect();
    if after.other {
        things.push(t("what-if-other-thing"));
    }
    let what = match things.split_last() {
        None => return t("what-if-sign-in-down"),
        Some((only, [])) => only.clone(),
        Some((last, before)) => tv("what-if-and", &[("before", &before.join(", ")), ("last", last)]),
    };
    tv(if after.sign_in { "what-if-lost-and-down" } else { "what-if-lost" }, &[("what", &what)])
}

fn step(next: &Step) -> impl IntoView + use<> {
    let words = say(&next.words);
    match next.path.clone() {
        Some(path) => {
            view! { <div class="actions"><a class="btn btn-main" href=path>{words}</a></div> }.into_any()
        }
        None => {
            let who = tv("common-help", &[("help", &help())]);
            view! { <div class="notice"><p><strong>{words}</strong></p><p>{who}</p></div> }.into_any()
        }
    }
}

fn outcome(asked: &WhatIfQuery, devices: Vec<WhatIfDevice>, after: After, drill: &DrillOffer) -> Content {
    let heading = t(match after.standing {
        Standing::ByYourself => "home-by-yourself",
        Standing::WithHelp => "home-with-help",
        Standing::NotAtAll => "home-not-at-all",
    });
    let ways: Vec<_> = after.ways.iter().map(|way| view! { <li>{say(way)}</li> }).collect();
    let ways = if ways.is_empty() {
        view! { <p>{t("what-if-no-way")}</p> }.into_any()
    } else {
        view! { <ol>{ways}</ol> }.into_any()
    };
    let more = further(asked, devices, &after);
    Content::new(
        heading.clone(),
        view! {
            <Back href="/what-if"/>
            <h1>{heading}</h1>
            <p class="lead">{lost(&after)}</p>
            {after.next.as_ref().map(step)}
            <h2>{t("what-if-ways")}</h2>
            {ways}
            {more}
            {offer(drill, "btn btn-plain")}
        },
    )
}

/// The same with one thing more gone.
fn further(asked: &WhatIfQuery, devices: Vec<WhatIfDevice>, after: &After) -> Option<impl IntoView + use<>> {
    let mut links: Vec<(String, String)> = Vec::new();
    if asked.also.is_empty() {
        for device in devices.into_iter().filter(|device| device.id != asked.device) {
            let loss = if asked.device.is_empty() {
                WhatIfQuery { device: device.id, ..asked.clone() }
            } else {
                WhatIfQuery { also: device.id, ..asked.clone() }
            };
            links.push((address(&loss), tv("what-if-also", &[("name", &device.name)])));
        }
    }
    if !after.sign_in {
        links.push((address(&WhatIfQuery { sign_in: true, ..asked.clone() }), t("what-if-also-sign-in")));
    }
    let links: Vec<_> =
        links.into_iter().map(|(path, words)| view! { <li><a href=path>{words}</a></li> }).collect();
    (!links.is_empty()).then(|| view! { <h2>{t("what-if-more")}</h2> <ul>{links}</ul> })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loss_stands_in_the_address_and_is_read_back() {
        let asked = WhatIfQuery { device: "a".to_owned(), also: "b&c".to_owned(), sign_in: true };
        let path = address(&asked);
        assert_eq!(path, "/what-if?device=a&also=b%26c&sign-in=down");
        let fields = Fields::parse(path.split_once('?').map_or("", |(_, query)| query).as_bytes());
        assert_eq!(fields.map(|fields| query(&fields)), Ok(asked));
        assert_eq!(address(&WhatIfQuery::default()), "/what-if");
    }
}
