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
    /// Whether the answer depends on who asks.
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
    get("/last-resort"),
    post("/last-resort", "stop=00000000000000000000000000"),
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
    get("/recover/codes"),
    post("/recover/codes", "act=enter&app_code=123456&recovery_code=00000-00000-0000"),
    get("/recover/sent/code"),
    post("/recover/sent/code", "recovery_code=00000-00000-0000"),
    get("/methods/add"),
    get("/methods/add/app"),
    post("/methods/add/app", "act=begin"),
    get("/methods/add/codes"),
    post("/methods/add/codes", "act=make"),
    at(get("/methods/{id}/try"), "/methods/00000000000000000000000000/try"),
    at(post("/methods/{id}/try", "code=123456"), "/methods/00000000000000000000000000/try"),
    get("/methods/add/phone"),
    post("/methods/add/phone", "act=send&number=%2B4940555123&way=text"),
    at(get("/methods/{id}"), "/methods/00000000000000000000000000"),
    at(post("/methods/{id}", "step=rename&name=x"), "/methods/00000000000000000000000000"),
    get("/devices"),
    get("/devices/add"),
    post("/devices/add", "name=Phone&platform=ios&ownership=own"),
    at(get("/devices/{id}"), "/devices/00000000000000000000000000"),
    at(post("/devices/{id}", "step=lost"), "/devices/00000000000000000000000000"),
    get("/runbooks/begin"),
    post("/runbooks/begin", "kind=planned-phone-change&old=none&platform=ios&ownership=own"),
    at(get("/runbooks/{id}"), "/runbooks/00000000000000000000000000"),
    at(post("/runbooks/{id}", "step=stop"), "/runbooks/00000000000000000000000000"),
    get("/desk/runbooks"),
    get("/desk/runbooks/begin"),
    post("/desk/runbooks/begin", "user_name=anna&kind=planned-phone-change&platform=ios&ownership=own"),
    at(get("/desk/runbooks/{id}"), "/desk/runbooks/00000000000000000000000000"),
    at(post("/desk/runbooks/{id}", "step=stop"), "/desk/runbooks/00000000000000000000000000"),
    get("/desk/joiners"),
    post("/desk/joiners", "who-00000000000000000000000000=yes"),
    get("/desk/joiners/add"),
    post("/desk/joiners/add", "names=anna&platform=ios&ownership=own"),
    get("/desk/leavers"),
    post("/desk/leavers", "user_name=anna"),
    at(get("/desk/leavers/{id}"), "/desk/leavers/00000000000000000000000000"),
    at(post("/desk/leavers/{id}", ""), "/desk/leavers/00000000000000000000000000"),
    get("/desk/devices/import"),
    post("/desk/devices/import", "step=columns&file=00000000000000000000000000"),
    get("/what-if"),
    get("/team"),
    get("/desk/readiness"),
    post("/desk/readiness", "act=remind"),
    get("/desk/readiness/list.csv"),
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
    get("/drill"),
    post("/drill", "act=begin&device=other"),
    at(get("/drills/{drill}"), "/drills/00000000000000000000000000"),
    at(post("/drills/{drill}", "step=says"), "/drills/00000000000000000000000000"),
    post("/api/drill/proof/begin", "{}"),
    post("/api/drill/proof/finish", FINISH),
    post("/api/drill/key", r#"{"public_key":"x"}"#),
    get("/api/drill/status"),
    at(post("/api/drills/{drill}/begin", "{}"), "/api/drills/00000000000000000000000000/begin"),
    at(post("/api/drills/{drill}/finish", FINISH), "/api/drills/00000000000000000000000000/finish"),
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
