//! The one table of routes. The router is built from it and from nothing else, so what has no line here is not
//! served, and no line can leave out who may call: [`Route`] has no default. Tests walk the same table.

use contract::frame::Least;

use crate::api::{self, Endpoint};

/// What a browser may do with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verb {
    /// Looks; changes nothing.
    Get,
    /// Does something.
    Post,
}

/// One route.
#[derive(Clone, Copy)]
pub struct Route {
    /// Its address; a part in braces is a parameter.
    pub path: &'static str,
    /// How it is called.
    pub verb: Verb,
    /// The least caller it serves.
    pub least: Least,
    /// Takes a name, a code or a pass from somebody unknown: its answer must be the same whether or not there is
    /// such a thing (I08).
    pub uniform: bool,
    /// A page that every stranger gets alike: what it shows depends on the language, the policy and the configuration
    /// alone, so that it may be kept for a moment.
    pub alike: bool,
    /// What it does.
    pub(crate) kind: Kind,
}

impl std::fmt::Debug for Route {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {} ({:?})", self.verb, self.path, self.least)
    }
}

/// What a route does.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// Shows a page.
    Page,
    /// Takes the form of a page.
    Form(&'static app::Page),
    /// Chooses the language of this browser.
    Language,
    /// Is fetched by an island.
    Api(Endpoint),
    /// A file of the site.
    File,
    /// The process answers.
    Health,
    /// The process can work.
    Ready,
    /// How it does.
    Metrics,
    /// IT's files of devices: a page with a form that may carry a file.
    DeviceFiles,
    /// The list of everybody's readiness, as a file.
    ReadinessFile,
    /// The demo's own pages and switches (R14).
    Demo(Demo),
}

/// The demo's own.
#[derive(Clone, Copy)]
pub(crate) enum Demo {
    /// Who is who, and what to try.
    Tour,
    /// The notices that would have been sent.
    Mail,
    /// Become somebody.
    Be,
}

/// What an island fetches: path, verb, least caller, what it does.
const API: [(&str, Verb, Least, Endpoint); 21] = [
    ("/api/sign-in/begin", Verb::Post, Least::Nobody, api::sign_in_begin),
    ("/api/sign-in/finish", Verb::Post, Least::Nobody, api::sign_in_finish),
    ("/api/proof/begin", Verb::Post, Least::Person, api::proof_begin),
    ("/api/proof/finish", Verb::Post, Least::Person, api::proof_finish),
    ("/api/methods/begin", Verb::Post, Least::FreshPerson, api::methods_begin),
    ("/api/methods/finish", Verb::Post, Least::FreshPerson, api::methods_finish),
    ("/api/recover/key", Verb::Post, Least::Asker, api::recover_key),
    ("/api/recover/pass", Verb::Post, Least::Asker, api::recover_pass),
    ("/api/recover/redeem", Verb::Post, Least::Asker, api::recover_redeem),
    ("/api/recover/status", Verb::Get, Least::Asker, api::recover_status),
    ("/api/enrol/begin", Verb::Post, Least::Enrolling, api::enrol_begin),
    ("/api/enrol/finish", Verb::Post, Least::Enrolling, api::enrol_finish),
    ("/api/enrol/move", Verb::Post, Least::Enrolling, api::enrol_move),
    ("/api/approvals/{review}/begin", Verb::Post, Least::Person, api::approvals_begin),
    ("/api/approvals/{review}/finish", Verb::Post, Least::Person, api::approvals_finish),
    ("/api/drill/proof/begin", Verb::Post, Least::Person, api::drill_proof_begin),
    ("/api/drill/proof/finish", Verb::Post, Least::Person, api::drill_proof_finish),
    ("/api/drill/key", Verb::Post, Least::Person, api::drill_key),
    ("/api/drill/status", Verb::Get, Least::Person, api::drill_status),
    ("/api/drills/{drill}/begin", Verb::Post, Least::Person, api::drills_begin),
    ("/api/drills/{drill}/finish", Verb::Post, Least::Person, api::drills_finish),
];

/// The site's files. Everything below the first three carries a hash in its name.
const FILES: [&str; 7] = [
    "/pkg/{*file}",
    "/style/{*file}",
    "/static/{*file}",
    "/favicon.ico",
    "/favicon.svg",
    "/manifest.webmanifest",
    "/robots.txt",
];

/// Who sends a name, a code or a pass to these may be anybody.
const UNIFORM: [(&str, Verb); 12] = [
    ("/recover/codes", Verb::Get),
    ("/recover/codes", Verb::Post),
    ("/recover/sent/code", Verb::Post),
    ("/recover", Verb::Post),
    ("/recover/other-way", Verb::Post),
    ("/recover/sent", Verb::Get),
    ("/pass", Verb::Post),
    ("/not-me", Verb::Post),
    ("/api/sign-in/begin", Verb::Post),
    ("/api/sign-in/finish", Verb::Post),
    ("/api/recover/key", Verb::Post),
    ("/api/recover/status", Verb::Get),
];

/// Pages that every stranger gets alike.
const ALIKE: [&str; 4] = ["/", "/recover", "/pass", "/not-me"];

/// Every route; those of the demo only where it runs.
pub fn table(demo: bool) -> Vec<Route> {
    let mut routes = Vec::new();
    let mut add = |path, verb, least, kind| {
        let uniform = UNIFORM.contains(&(path, verb));
        // In the demo every page names who one is.
        let alike = !demo && verb == Verb::Get && ALIKE.contains(&path);
        routes.push(Route { path, verb, least, uniform, alike, kind });
    };
    for page in app::pages() {
        add(page.path, Verb::Get, page.least, Kind::Page);
        if page.submit.is_some() {
            add(page.path, Verb::Post, page.least, Kind::Form(page));
        }
    }
    for (path, verb, least, endpoint) in API {
        add(path, verb, least, Kind::Api(endpoint));
    }
    add("/language", Verb::Post, Least::Nobody, Kind::Language);
    add(app::pages::devices::files::PATH, Verb::Get, Least::Person, Kind::DeviceFiles);
    add(app::pages::devices::files::PATH, Verb::Post, Least::FreshPerson, Kind::DeviceFiles);
    add(app::pages::readiness::FILE, Verb::Get, Least::Person, Kind::ReadinessFile);
    for path in FILES {
        add(path, Verb::Get, Least::Nobody, Kind::File);
    }
    add("/healthz", Verb::Get, Least::Nobody, Kind::Health);
    add("/readyz", Verb::Get, Least::Nobody, Kind::Ready);
    add("/metrics", Verb::Get, Least::Nobody, Kind::Metrics);
    if demo {
        add("/demo", Verb::Get, Least::Nobody, Kind::Demo(Demo::Tour));
        add("/demo/mail", Verb::Get, Least::Nobody, Kind::Demo(Demo::Mail));
        add("/demo/be", Verb::Post, Least::Nobody, Kind::Demo(Demo::Be));
    }
    routes
}
