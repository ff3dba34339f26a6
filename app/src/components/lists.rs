//! Lists that are narrowed down by their address: links, a search, further pages.

use leptos::prelude::*;

use crate::context::t;
use crate::refused::encoded;

/// The address of a list with what was chosen of it; what is empty is left out.
pub fn list_address(path: &str, chosen: &[(&str, &str)]) -> String {
    let parts: Vec<_> = chosen
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", encoded(value)))
        .collect();
    if parts.is_empty() { path.to_owned() } else { format!("{path}?{}", parts.join("&")) }
}

/// Links of which one is where one is: label, address, and whether it is that one.
pub fn filters(name: String, links: Vec<(String, String, bool)>) -> impl IntoView {
    let links: Vec<_> = links
        .into_iter()
        .map(|(label, href, here)| view! { <a href=href aria-current=here.then_some("page")>{label}</a> })
        .collect();
    view! { <nav class="filters" aria-label=name>{links}</nav> }
}

/// A search in a list at this address; what else was chosen goes along, unless it is empty.
pub fn search_in(path: &'static str, along: &[(&'static str, &str)], search: &str) -> impl IntoView + use<> {
    let along: Vec<_> = along
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| view! { <input type="hidden" name=*name value=(*value).to_owned()/> })
        .collect();
    view! {
        <form class="filters" method="get" action=path role="search">
            {along}
            <div class="field">
                <label for="search">{t("desk-find")}</label>
                <input id="search" name="search" type="search" maxlength="200" value=search.to_owned()/>
            </div>
            <button class="btn btn-plain">{t("desk-find-button")}</button>
        </form>
    }
}

/// Back to the first page, where this is a later one, and on to the next, where there is one.
pub fn pager(first: Option<String>, next: Option<String>) -> Option<impl IntoView> {
    let first = first.map(|href| view! { <a href=href>{t("desk-first")}</a> });
    let more = next.map(|href| view! { <a href=href>{t("desk-more")}</a> });
    (first.is_some() || more.is_some())
        .then(|| view! { <nav class="pager" aria-label=t("desk-pages")>{first}{more}</nav> })
}

/// A table under these heads; `caption` is for whoever cannot see it.
pub fn table(caption: String, heads: Vec<String>, rows: Vec<AnyView>) -> impl IntoView {
    let heads: Vec<_> =
        heads.into_iter().map(|head| view! { <th role="columnheader" scope="col">{head}</th> }).collect();
    view! {
        <table class="table" role="table">
            <caption class="visually-hidden">{caption}</caption>
            <thead role="rowgroup"><tr role="row">{heads}</tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
}

#[cfg(test)]
mod tests {
    use super::list_address;

    #[test]
    fn an_address_holds_each_part_as_one_value() {
        assert_eq!(list_address("/desk", &[("show", ""), ("search", ""), ("after", "")]), "/desk");
        let chosen = [("show", "all"), ("search", "a&show=x y"), ("after", "k/7")];
        assert_eq!(list_address("/desk", &chosen), "/desk?show=all&search=a%26show%3Dx%20y&after=k/7");
    }
}
