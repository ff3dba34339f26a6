//! Notices: one row for each address on record, written in the job that makes the change (transactional outbox).
//!
//! A notice holds no secret and authorises nothing. Those about somebody's own request, or about a last resort, carry a
//! stop code, which can only freeze or end it; it is derived when the message is sent, and only its keyed hash is stored.

use domain::{ContactId, NoticeId, PassId, RequestId, person::ContactKind, person::Role};
use store::{Fault, Tx, notices::Notice, people::Person};

use crate::{Core, Label};

macro_rules! templates {
    ($($(#[$doc:meta])* $name:ident = $word:literal, stop: $stop:literal, args: [$($arg:literal),*];)+) => {
        /// What a notice says. Its words are `notice-WORD-subject` and `notice-WORD-body`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(crate) enum Template {$(
            $(#[$doc])*
            $name,
        )+}

        impl Template {
            /// Every template.
            pub(crate) const ALL: &'static [Template] = &[$(Template::$name),+];

            /// The word in the database and the language files.
            pub(crate) const fn word(self) -> &'static str {
                match self {$(Template::$name => $word),+}
            }

            /// Whether it carries a stop code: those to the person whom a request is about, and those about a last resort.
            pub(crate) const fn stops(self) -> bool {
                match self {$(Template::$name => $stop),+}
            }

            /// The arguments that its words use. One that [`tell`] was not given is filled by a word of its own
            /// (`notice-no-ARGUMENT`), so that nobody reads a gap.
            pub(crate) const fn args(self) -> &'static [&'static str] {
                match self {$(Template::$name => &[$($arg),*]),+}
            }

            /// Reads [`Template::word`] back.
            pub(crate) fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|template| template.word() == word)
            }
        }
    };
}

templates! {
    /// Somebody asked to get back in as you.
    Asked = "asked", stop: true, args: [];
    /// Again, within the hour's limit.
    AskedAgain = "asked-again", stop: true, args: [];
    /// To an approver: somebody needs you.
    PleaseDecide = "please-decide", stop: false, args: ["name"];
    /// To an approver: a second approval is wanted of you.
    PleaseDecideSecond = "please-decide-second", stop: false, args: ["name"];
    /// To those asked as well after an hour.
    Escalated = "escalated", stop: false, args: ["name"];
    /// Approved; the pass can be fetched.
    Approved = "approved", stop: true, args: [];
    /// One of two approved.
    HalfApproved = "half-approved", stop: true, args: [];
    /// To `security`: a privileged person is being let back in.
    SecurityTold = "security-told", stop: false, args: ["name"];
    /// Denied.
    Denied = "denied", stop: false, args: [];
    /// To `security`: an approver says that this is not right.
    Reported = "reported", stop: false, args: ["name", "by"];
    /// Three wrong codes ended it.
    WrongCodes = "wrong-codes", stop: false, args: [];
    /// A pass was used.
    Redeemed = "redeemed", stop: true, args: [];
    /// A method was registered in an enrolment.
    Enrolled = "enrolled", stop: true, args: ["method"];
    /// A method was added by its owner.
    MethodAdded = "method-added", stop: false, args: ["method"];
    /// A method was removed by its owner.
    MethodRemoved = "method-removed", stop: false, args: ["method"];
    /// A recovery code was used and few are left.
    FewCodes = "few-codes", stop: false, args: ["left"];
    /// Somebody got back in with two kinds of code, and nobody's help.
    ByCodes = "by-codes", stop: true, args: [];
    /// To `security`: a privileged person did.
    ByCodesSecurity = "by-codes-security", stop: false, args: ["name"];
    /// Back in: what was removed.
    Closed = "closed", stop: true, args: ["removed"];
    /// Frozen.
    Frozen = "frozen", stop: false, args: [];
    /// To `security`: a request was frozen and waits for a decision.
    FrozenSecurity = "frozen-security", stop: false, args: ["name"];
    /// To `security`: a further "this wasn't me" that only warns.
    FreezeWarning = "freeze-warning", stop: false, args: ["name"];
    /// The freeze was lifted.
    Unfrozen = "unfrozen", stop: true, args: [];
    /// Nobody decided in time, or the pass was not used in time.
    Expired = "expired", stop: false, args: [];
    /// Withdrawn.
    Withdrawn = "withdrawn", stop: false, args: [];
    /// Methods that were paused work again.
    Restored = "restored", stop: false, args: [];
    /// The person said that a device is lost: what was paused with it.
    DeviceLost = "device-lost", stop: false, args: ["device", "paused"];
    /// The person said that it was found again: what works again.
    DeviceFound = "device-found", stop: false, args: ["device", "back"];
    /// To `security`: something does not fit, such as a key swapped in the database.
    Mismatch = "mismatch", stop: false, args: ["name"];
    /// To `security`: somebody asked for an emergency account.
    Emergency = "emergency", stop: false, args: ["name"];
    /// To `security`: a first-day pass was issued on the terminal.
    FirstPass = "first-pass", stop: false, args: ["name", "by"];
    /// To everybody privileged, and the person: a pass was issued as the last resort, and how to stop it.
    LastResort = "last-resort", stop: true, args: ["name", "by"];
    /// They would not get back in by themselves, and the one step that would change it.
    Nudge = "nudge", stop: false, args: ["step"];
    /// To an approver: somebody practises getting back in and needs them for it.
    DrillAsked = "drill-asked", stop: false, args: ["name"];
    /// How one's own drill came out.
    DrillOver = "drill-over", stop: false, args: ["result"];
    /// They should practise (again).
    DrillDue = "drill-due", stop: false, args: [];
    /// To everybody privileged, and the person: it was stopped.
    LastResortStopped = "last-resort-stopped", stop: false, args: ["name", "by"];
}

/// Symbols of a stop code: 120 bits, in six groups of four.
const STOP_SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl Core {
    /// The stop code of a request for one address on record: 24 symbols, the same each time it is derived.
    pub(crate) fn stop_code(&self, request: &RequestId, contact: &ContactId) -> String {
        self.symbols(&[b"code", request.as_str().as_bytes(), contact.as_str().as_bytes()])
    }

    /// The stop code of a last resort for one address on record.
    pub(crate) fn last_resort_code(&self, pass: &PassId, contact: &ContactId) -> String {
        self.symbols(&[b"pass", pass.as_str().as_bytes(), contact.as_str().as_bytes()])
    }

    fn symbols(&self, parts: &[&[u8]]) -> String {
        let mac = self.keys.hash(Label::Stop, parts);
        mac.iter()
            .take(24)
            .map(|byte| STOP_SYMBOLS.get(usize::from(byte & 31)).copied().map_or('0', char::from))
            .collect()
    }

    /// The keyed hash that a stop code is stored and found by.
    pub(crate) fn stop_hash(&self, code: &str) -> [u8; 32] {
        self.keys.hash(Label::Stop, &[b"stored", code.as_bytes()])
    }
}

/// What a notice is about, beside the person who gets it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum About<'a> {
    /// Nothing that can be stopped.
    Nothing,
    /// A request.
    Request(&'a RequestId),
    /// A pass issued as the last resort.
    LastResort(&'a PassId),
}

/// [`tell_about`] a request, or nothing.
///
/// # Errors
/// As [`tell_about`].
pub(crate) async fn tell(
    tx: &mut Tx,
    core: &Core,
    person: &Person,
    template: Template,
    args: &[(&str, String)],
    request: Option<&RequestId>,
) -> Result<(), Fault> {
    let about = request.map_or(About::Nothing, About::Request);
    tell_about(tx, core, person, template, args, about).await
}

/// Writes one notice for each mail address on record. `args` are names and words for the text, never a secret.
///
/// # Errors
/// [`Fault`] if they cannot be written: then the change they tell of is not made either.
pub(crate) async fn tell_about(
    tx: &mut Tx,
    core: &Core,
    person: &Person,
    template: Template,
    args: &[(&str, String)],
    about: About<'_>,
) -> Result<(), Fault> {
    let now = tx.now();
    let map: serde_json::Map<String, serde_json::Value> =
        args.iter().map(|(name, value)| ((*name).to_owned(), value.clone().into())).collect();
    let arguments = serde_json::Value::Object(map).to_string();
    for contact in store::people::contacts(tx, &person.id).await? {
        if contact.kind != ContactKind::Mail {
            continue;
        }
        let (request, pass) = match about {
            About::Nothing => (None, None),
            About::Request(request) => (Some(request), None),
            About::LastResort(pass) => (None, Some(pass)),
        };
        if let (true, Some(request)) = (template.stops(), request) {
            let hash = core.stop_hash(&core.stop_code(request, &contact.id));
            store::notices::add_stop_code(tx, &hash, request, &contact.id, now).await?;
        }
        if let (true, Some(pass)) = (template.stops(), pass) {
            let hash = core.stop_hash(&core.last_resort_code(pass, &contact.id));
            store::last_resort::add_code(tx, &hash, pass, &person.id, &contact.id, now).await?;
        }
        let notice = Notice {
            id: NoticeId::mint(core.rng.as_ref()),
            person: Some(person.id.clone()),
            contact: contact.id,
            address: contact.value,
            language: person.language.clone(),
            template: template.word().to_owned(),
            arguments: arguments.clone(),
            request: request.cloned(),
            pass: pass.cloned(),
            made: now,
            tries: 0,
            sent: None,
            trouble: None,
        };
        store::notices::add(tx, &notice).await?;
    }
    Ok(())
}

/// Tells everybody who holds a role, but not the person whom the request is about: what others are to do about them is not
/// theirs to read, and they are told by [`tell`].
///
/// # Errors
/// As [`tell`].
pub(crate) async fn tell_role(
    tx: &mut Tx,
    core: &Core,
    role: Role,
    template: Template,
    args: &[(&str, String)],
    request: Option<&RequestId>,
) -> Result<(), Fault> {
    let about = match request {
        Some(request) => store::requests::by_id(tx, request).await?.and_then(|request| request.person),
        None => None,
    };
    for person in store::people::holding(tx, role).await? {
        if about.as_ref() != Some(&person.id) {
            tell(tx, core, &person, template, args, request).await?;
        }
    }
    Ok(())
}
