//! Cookies that a use case asks for; the server's session middleware alone writes them.

use domain::Span;

/// The cookies there are. Each holds 256 random bits; the database holds their keyed hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CookieKind {
    /// A signed-in session.
    Session,
    /// The asking browser of a request; after a dot it carries the name given, base64url, for this browser's page only.
    Request,
    /// A confined enrolment.
    Enrolment,
    /// A visit without any of these: what begun ceremonies are bound to.
    Visit,
    /// A visit that just proved a suspended method: all it opens is "It wasn't me" (R7).
    Paused,
    /// An attempt to get back in with codes; after a dot it carries the name given, like a request's.
    Attempt,
}

impl CookieKind {
    /// Every kind.
    pub const ALL: [CookieKind; 6] =
        [Self::Session, Self::Request, Self::Enrolment, Self::Visit, Self::Paused, Self::Attempt];

    /// The cookie's name; `__Host-` makes the browser insist on Secure, path `/` and no domain.
    pub const fn name(self) -> &'static str {
        match self {
            CookieKind::Session => "__Host-session",
            CookieKind::Request => "__Host-request",
            CookieKind::Enrolment => "__Host-enrolment",
            CookieKind::Visit => "__Host-visit",
            CookieKind::Paused => "__Host-paused",
            CookieKind::Attempt => "__Host-attempt",
        }
    }

    /// Its SameSite attribute: the session's is Lax, so that a link in a notice finds its reader signed in.
    pub const fn same_site(self) -> &'static str {
        match self {
            CookieKind::Session => "Lax",
            CookieKind::Request
            | CookieKind::Enrolment
            | CookieKind::Visit
            | CookieKind::Paused
            | CookieKind::Attempt => "Strict",
        }
    }
}

/// A change for the middleware to carry out. Debug shows no value.
#[derive(Clone, PartialEq, Eq)]
pub enum CookieChange {
    /// Sets a cookie.
    Set {
        /// Which.
        cookie: CookieKind,
        /// Its secret value.
        value: String,
        /// How long the browser keeps it; `None` until it closes.
        life: Option<Span>,
    },
    /// Removes one.
    Clear(CookieKind),
    /// `Clear-Site-Data`: wipes a borrowed browser (R8).
    WipeSite,
}

impl std::fmt::Debug for CookieChange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            CookieChange::Set { cookie, .. } => write!(f, "Set({})", cookie.name()),
            CookieChange::Clear(cookie) => write!(f, "Clear({})", cookie.name()),
            CookieChange::WipeSite => f.write_str("WipeSite"),
        }
    }
}
