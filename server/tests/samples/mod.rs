//! One request for each route. A route without one fails the tests, and so does one without a route.

use server::routes::Verb;

/// A request that a page of ours might send.
pub(crate) struct Sample {
    /// The route's pattern.
    pub(crate) path: &'static str,
    /// The route's verb.
    pub(crate) verb: Verb,
    /// An address of that pattern.
    pub(crate) at: &'static str,
    /// What is sent.
    pub(crate) body: &'static str,
    /// Whether the answer depends on who asks. Not every test that has samples reads it.
    #[allow(dead_code)]
    pub(crate) personal: bool,
}

impl Sample {
    /// The type of the body.
    pub(crate) fn kind(&self) -> &'static str {
        if self.path.starts_with("/api/") { "application/json" } else { "application/x-www-form-urlencoded" }
    }
}

const fn get(path: &'static str) -> Sample {
    Sample { path, verb: Verb::Get, at: path, body: "", personal: true }
}

const fn post(path: &'static str, body: &'static str) -> Sample {
    Sample { path, verb: Verb::Post, at: path, body, personal: true }
}

const fn file(path: &'static str, at: &'static str) -> Sample {
    Sample { path, verb: Verb::Get, at, body: "", personal: false }
}

const fn at(sample: Sample, at: &'static str) -> Sample {
    Sample { at, ..sample }
}

const FINISH: &str = r#"{"id":"x","credential":{}}"#;

/// See the module.
pub(crate) const SAMPLES: &[Sample] = &[
    get("/"),
    post("/", "user_name=anna"),
    get("/prove"),
    get("/sign-out"),
    post("/sign-out", ""),
    get("/pass"),
    post("/pass", "user_name=anna&first=0000-0000-0000&second=0000-0000-0000"),
    get("/paused"),
    post("/paused", ""),
    get("/not-me"),
    post("/not-me", "code=AAAA-AAAA-AAAA-AAAA-AAAA-AAAA"),
    get("/not-me/done"),
    get("/recover"),
    post("/recover", "user_name=anna&what=lost-or-stolen"),
    get("/recover/other-way"),
    post("/recover/other-way", "user_name=anna&what=lost-or-stolen"),
    get("/recover/sent"),
    post("/recover/sent", ""),
    get("/recover/over"),
    get("/recover/enrol"),
    post("/recover/enrol", "own=yes"),
    get("/recover/move"),
    post("/recover/move", "code=x"),
    get("/recover/try"),
    get("/recover/done"),
    get("/approvals"),
    post("/approvals", "person=00000000000000000000000000"),
    at(get("/approvals/{review}"), "/approvals/00000000000000000000000000"),
    at(post("/approvals/{review}", "step=says"), "/approvals/00000000000000000000000000"),
    at(get("/approvals/{review}/half"), "/approvals/00000000000000000000000000/half"),
    at(post("/approvals/{review}/half", "show=yes"), "/approvals/00000000000000000000000000/half"),
    get("/desk"),
    get("/desk/raise"),
    post("/desk/raise", "user_name=anna&what=lost-or-stolen"),
    at(get("/desk/requests/{id}"), "/desk/requests/00000000000000000000000000"),
    at(post("/desk/requests/{id}", "action=withdraw"), "/desk/requests/00000000000000000000000000"),
    get("/methods/add"),
    at(get("/methods/{id}"), "/methods/00000000000000000000000000"),
    at(post("/methods/{id}", "step=rename&name=x"), "/methods/00000000000000000000000000"),
    get("/sessions"),
    post("/sessions", "all=yes"),
    post("/api/sign-in/begin", r#"{"user_name":"anna","then":"/"}"#),
    post("/api/sign-in/finish", FINISH),
    post("/api/proof/begin", "{}"),
    post("/api/proof/finish", FINISH),
    post("/api/methods/begin", "{}"),
    post("/api/methods/finish", FINISH),
    post("/api/recover/key", r#"{"public_key":"x"}"#),
    post("/api/recover/pass", "{}"),
    post("/api/recover/redeem", r#"{"pass":"x"}"#),
    get("/api/recover/status"),
    post("/api/enrol/begin", "{}"),
    post("/api/enrol/finish", FINISH),
    post("/api/enrol/move", "{}"),
    at(post("/api/approvals/{review}/begin", "{}"), "/api/approvals/00000000000000000000000000/begin"),
    at(post("/api/approvals/{review}/finish", FINISH), "/api/approvals/00000000000000000000000000/finish"),
    post("/language", "lang=de&then=/"),
    get("/demo"),
    get("/demo/mail"),
    post("/demo/be", "person=anna"),
    file("/pkg/{*file}", "/pkg/1/portal.js"),
    file("/style/{*file}", "/style/1.css"),
    file("/static/{*file}", "/static/icon.1.svg"),
    file("/favicon.ico", "/favicon.ico"),
    file("/favicon.svg", "/favicon.svg"),
    file("/manifest.webmanifest", "/manifest.webmanifest"),
    file("/robots.txt", "/robots.txt"),
    file("/healthz", "/healthz"),
    file("/readyz", "/readyz"),
    file("/metrics", "/metrics"),
];
