//! What a page is: its address, who may see it, how it is shown and what its form does.

use std::future::Future;
use std::pin::Pin;

use contract::{Answer, PortalRef, Sent, frame::Least};
use leptos::prelude::*;

use crate::Fields;

/// A future of the Portal.
pub type Pending<T> = Pin<Box<dyn Future<Output = T> + Send>>;
/// Shows a page: asks the Portal and answers with the content.
pub type Show = fn(Visit) -> Pending<Answer<Content>>;
/// Takes the form of a page.
pub type Submit = fn(PortalRef, Params, Fields) -> Pending<Answer<Sent>>;

/// One page of the portal.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// Its address; a part in braces, such as `/approvals/{review}`, is a parameter.
    pub path: &'static str,
    /// The least caller who gets to see it or to send its form.
    pub least: Least,
    /// Whether it has islands, and so needs the wasm.
    pub bundle: bool,
    /// How it is shown.
    pub show: Show,
    /// What its form does; without one there is nothing to post.
    pub submit: Option<Submit>,
}

impl Page {
    /// The parameters in `path` if it is an address of this page.
    pub fn matches(&self, path: &str) -> Option<Params> {
        let mut params = Vec::new();
        let mut parts = path.strip_prefix('/')?.split('/');
        for want in self.path.strip_prefix('/')?.split('/') {
            let part = parts.next()?;
            match want.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
                Some(_) if part.is_empty() => return None,
                Some(name) => params.push((name, part.to_owned())),
                None if want == part => {}
                None => return None,
            }
        }
        parts.next().is_none().then_some(Params(params))
    }

    /// How many parts of the address are parameters; of two pages that match, the one with fewer is meant.
    pub fn parameters(&self) -> usize {
        self.path.matches('{').count()
    }
}

/// The parameters of an address, as they stand there: identifiers, read and checked by the use case.
#[derive(Debug, Clone, Default)]
pub struct Params(Vec<(&'static str, String)>);

impl Params {
    /// A parameter by its name; empty if the address has none of that name.
    pub fn get(&self, name: &str) -> String {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone()).unwrap_or_default()
    }
}

/// Somebody looks at a page.
#[derive(Clone)]
pub struct Visit {
    /// What the server can do for whoever calls.
    pub portal: PortalRef,
    /// Parameters of the address.
    pub params: Params,
    /// The query of the address; empty if it cannot be read.
    pub query: Fields,
}

/// What stands on a page.
pub struct Content {
    /// The page's title, without the organisation.
    pub title: String,
    /// What is inside `main`.
    pub view: AnyView,
    /// Room for tables.
    pub wide: bool,
    /// Whether it belongs to a drill: said on every screen. `Some(false)` says that it is none.
    pub drill: Option<bool>,
    /// Without scripts, look again after so many seconds.
    pub refresh: Option<u32>,
}

impl Content {
    /// A page with this title and content.
    pub fn new(title: impl Into<String>, view: impl IntoView + 'static) -> Self {
        Self { title: title.into(), view: view.into_any(), wide: false, drill: None, refresh: None }
    }

    /// With room for tables.
    #[must_use]
    pub fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    /// Says whether this is a drill.
    #[must_use]
    pub fn drill(mut self, drill: bool) -> Self {
        self.drill = Some(drill);
        self
    }

    /// Looks again by itself where scripts are off.
    #[must_use]
    pub fn refresh(mut self, seconds: u32) -> Self {
        self.refresh = Some(seconds);
        self
    }
}

/// The page at this path, with the parameters in it.
pub fn page_at(path: &str) -> Option<(&'static Page, Params)> {
    crate::pages()
        .iter()
        .filter_map(|page| page.matches(path).map(|params| (page, params)))
        .min_by_key(|(page, _)| page.parameters())
}
