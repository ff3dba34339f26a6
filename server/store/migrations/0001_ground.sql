-- The ground: people, methods, requests, passes, sessions, notices, the log.
-- One text for SQLite and PostgreSQL: BIGINT, TEXT, BYTEA and BOOLEAN only. Times are milliseconds since 1970
-- in UTC. Columns ending in _key are folded in Rust for searching. JSON is TEXT.

-- Policy, one versioned document; the newest version holds.
CREATE TABLE policy (
    version     BIGINT PRIMARY KEY,
    at          BIGINT NOT NULL,
    by_person   TEXT,
    document    TEXT NOT NULL
);

CREATE TABLE person (
    id              TEXT PRIMARY KEY,
    user_name       TEXT NOT NULL,
    user_key        TEXT NOT NULL UNIQUE,
    -- Keyed hash of user_key: an ask is matched by it, so that a name which matches nobody is never kept (R13).
    user_hash       BYTEA NOT NULL UNIQUE,
    name            TEXT NOT NULL,
    name_key        TEXT NOT NULL,
    language        TEXT NOT NULL,
    time_zone       TEXT NOT NULL,
    department      TEXT NOT NULL,
    ring            TEXT NOT NULL,
    active          BOOLEAN NOT NULL,
    emergency       BOOLEAN NOT NULL,
    starts_on       BIGINT,
    -- 16 random bytes: the user handle of WebAuthn, no personal data.
    handle          BYTEA NOT NULL UNIQUE,
    manager         TEXT REFERENCES person (id),
    manager_source  TEXT,
    manager_since   BIGINT,
    let_back_in     BIGINT,
    -- Whether the organisation holds a photo of them that an approver can hold a badge against (R4).
    photo           BOOLEAN NOT NULL,
    source          TEXT NOT NULL,
    created         BIGINT NOT NULL,
    left_at         BIGINT
);
CREATE INDEX person_manager ON person (manager);
CREATE INDEX person_name ON person (name_key);

CREATE TABLE person_role (
    person      TEXT NOT NULL REFERENCES person (id),
    role        TEXT NOT NULL,
    source      TEXT NOT NULL,
    since       BIGINT NOT NULL,
    PRIMARY KEY (person, role)
);
CREATE INDEX person_role_role ON person_role (role);

-- Addresses and numbers on record. value is what notices are sent to or approvers call.
CREATE TABLE contact (
    id          TEXT PRIMARY KEY,
    person      TEXT NOT NULL REFERENCES person (id),
    kind        TEXT NOT NULL,
    value       TEXT NOT NULL,
    label       TEXT NOT NULL,
    device      TEXT,
    source      TEXT NOT NULL,
    since       BIGINT NOT NULL,
    removed     BIGINT
);
CREATE INDEX contact_person ON contact (person);

CREATE TABLE device (
    id          TEXT PRIMARY KEY,
    person      TEXT NOT NULL REFERENCES person (id),
    name        TEXT NOT NULL,
    platform    TEXT NOT NULL,
    ownership   TEXT NOT NULL,
    state       TEXT NOT NULL,
    created     BIGINT NOT NULL
);
CREATE INDEX device_person ON device (person);

CREATE TABLE method (
    id              TEXT PRIMARY KEY,
    person          TEXT NOT NULL REFERENCES person (id),
    kind            TEXT NOT NULL,
    state           TEXT NOT NULL,
    name            TEXT NOT NULL,
    -- Where it lives: JSON of domain::method::Home.
    home            TEXT NOT NULL,
    origin          TEXT NOT NULL,
    vetted          TEXT NOT NULL,
    -- For passkeys and security keys: the public part, JSON of webauthn-rs, and its identifier.
    credential      TEXT,
    credential_id   BYTEA UNIQUE,
    synced          BOOLEAN NOT NULL,
    added           BIGINT NOT NULL,
    last_worked     BIGINT,
    -- The request that suspended it, or in which it was registered.
    suspended_by    TEXT,
    suspended_at    BIGINT,
    removed         BIGINT
);
CREATE INDEX method_person ON method (person);

-- A begun ceremony, single use: taken by DELETE before its answer is read (S-25).
CREATE TABLE ceremony (
    id          TEXT PRIMARY KEY,
    kind        TEXT NOT NULL,
    -- Keyed hash of the cookie it is bound to.
    bound_to    BYTEA NOT NULL,
    person      TEXT,
    -- State of webauthn-rs, JSON; never leaves the server.
    state       TEXT NOT NULL,
    -- What the proof will authorise, JSON, compared when it finishes.
    purpose     TEXT NOT NULL,
    begun       BIGINT NOT NULL,
    until       BIGINT NOT NULL
);
CREATE INDEX ceremony_until ON ceremony (until);

-- Signed-in browsers. secret_hash is the keyed hash of the cookie.
CREATE TABLE session (
    id          TEXT PRIMARY KEY,
    secret_hash BYTEA NOT NULL UNIQUE,
    person      TEXT NOT NULL REFERENCES person (id),
    method      TEXT,
    begun       BIGINT NOT NULL,
    proved      BIGINT NOT NULL,
    seen        BIGINT NOT NULL,
    until       BIGINT NOT NULL,
    network     TEXT NOT NULL,
    browser     TEXT NOT NULL,
    language    TEXT NOT NULL,
    ended       BIGINT,
    ended_why   TEXT
);
CREATE INDEX session_person ON session (person);

-- One person's wish to be let back in. The same row is written for every name (R2).
CREATE TABLE request (
    id              TEXT PRIMARY KEY,
    -- Keyed hash of the asking browser's cookie.
    secret_hash     BYTEA NOT NULL UNIQUE,
    -- Keyed hash of the folded name given.
    name_hash       BYTEA NOT NULL,
    -- Found by a worker afterwards; null for a name that matches nobody, or not looked up yet.
    person          TEXT REFERENCES person (id),
    matched         BOOLEAN NOT NULL,
    what            TEXT NOT NULL,
    asked           BIGINT NOT NULL,
    network         TEXT NOT NULL,
    browser         TEXT NOT NULL,
    language        TEXT NOT NULL,
    -- Raised by IT for somebody without any browser: its pass is spoken.
    spoken          BOOLEAN NOT NULL,
    raised_by       TEXT,
    -- Public half of the asking browser's key, uncompressed P-256 point, and the number added on receipt.
    public_key      BYTEA,
    key_number      BYTEA,
    key_at          BIGINT,
    -- domain::request::RequestState: its word, and the whole of it as JSON.
    state           TEXT NOT NULL,
    state_json      TEXT NOT NULL,
    -- When the clock alone changes the state next; null when it never does.
    due             BIGINT,
    -- The pinned approver, or the role asked (R3).
    approver        TEXT REFERENCES person (id),
    approver_role   TEXT,
    escalated       BIGINT,
    -- Devices picked by the approver: JSON array of ids; null until picked, empty for "none of these".
    device          TEXT,
    device_picked   BOOLEAN NOT NULL,
    passes_made     BIGINT NOT NULL,
    wrong_codes     BIGINT NOT NULL,
    -- What was proved, by name of the evidence rule (I12).
    evidence        TEXT,
    enrolled_method TEXT,
    -- When it was first approved: from then on the asking page may show more than the clock alone decides (R2).
    approved        BIGINT,
    drill           BOOLEAN NOT NULL,
    ended           BIGINT
);
CREATE INDEX request_person ON request (person, asked);
CREATE INDEX request_open ON request (ended, asked);
CREATE INDEX request_asked ON request (asked);
CREATE INDEX request_due ON request (due);
CREATE INDEX request_name ON request (name_hash, asked);
CREATE INDEX request_approver ON request (approver, ended);
CREATE INDEX request_unmatched ON request (matched, asked);

-- An approver's work on a person's open requests before the decision: one card a person and approver.
CREATE TABLE review (
    id              TEXT PRIMARY KEY,
    person          TEXT NOT NULL REFERENCES person (id),
    approver        TEXT NOT NULL REFERENCES person (id),
    begun           BIGINT NOT NULL,
    -- JSON: device picked, means used, what they say, when the values were revealed, checks, code's request.
    document        TEXT NOT NULL,
    -- The request that the code picked, once a right one was typed.
    request         TEXT REFERENCES request (id),
    wrong_codes     BIGINT NOT NULL,
    ended           BIGINT
);
CREATE INDEX review_approver ON review (approver, ended);
CREATE INDEX review_person ON review (person, ended);

CREATE TABLE approval (
    id              TEXT PRIMARY KEY,
    request         TEXT NOT NULL REFERENCES request (id),
    person          TEXT NOT NULL REFERENCES person (id),
    approver        TEXT NOT NULL REFERENCES person (id),
    acted_as        TEXT NOT NULL,
    decision        TEXT NOT NULL,
    at              BIGINT NOT NULL,
    key_fingerprint TEXT NOT NULL,
    evidence        TEXT NOT NULL,
    -- JSON: checks, what they said, warnings shown, means.
    record          TEXT NOT NULL,
    -- The passkey that proved presence.
    method          TEXT NOT NULL
);
CREATE INDEX approval_request ON approval (request);
CREATE INDEX approval_pair ON approval (approver, person, at);

CREATE TABLE pass (
    id          TEXT PRIMARY KEY,
    person      TEXT NOT NULL REFERENCES person (id),
    request     TEXT REFERENCES request (id),
    -- request, first-day, spoken
    kind        TEXT NOT NULL,
    state       TEXT NOT NULL,
    -- Keyed hash of both groups (R13); for a spoken pass each half's keyed Argon2id stands in halves.
    hash        BYTEA,
    halves      TEXT,
    made        BIGINT NOT NULL,
    works_from  BIGINT NOT NULL,
    until       BIGINT NOT NULL,
    tries       BIGINT NOT NULL,
    ended       BIGINT,
    ended_why   TEXT
);
CREATE INDEX pass_person ON pass (person, state);
CREATE INDEX pass_request ON pass (request);

CREATE TABLE enrolment (
    id          TEXT PRIMARY KEY,
    secret_hash BYTEA NOT NULL UNIQUE,
    pass        TEXT NOT NULL UNIQUE REFERENCES pass (id),
    person      TEXT NOT NULL REFERENCES person (id),
    request     TEXT REFERENCES request (id),
    begun       BIGINT NOT NULL,
    until       BIGINT NOT NULL,
    -- yes, no, or empty until answered: "Is this computer yours?"
    own         TEXT NOT NULL,
    -- "Continue on my phone": keyed hash of the one-time link, until when, and when it was taken.
    move_hash   BYTEA,
    move_until  BIGINT,
    moved       BIGINT,
    -- The browser that it left by moving, and what was said of it: one that is not the owner's is wiped.
    left_hash   BYTEA UNIQUE,
    left_own    TEXT NOT NULL DEFAULT '',
    method      TEXT,
    ended       BIGINT,
    ended_why   TEXT
);
CREATE UNIQUE INDEX enrolment_move ON enrolment (move_hash);
CREATE INDEX enrolment_request ON enrolment (request);
CREATE INDEX enrolment_person ON enrolment (person, ended);

-- The code in a notice that stops a request; it can only freeze. Stored as a keyed hash.
CREATE TABLE stop_code (
    hash        BYTEA PRIMARY KEY,
    request     TEXT NOT NULL REFERENCES request (id),
    contact     TEXT NOT NULL,
    made        BIGINT NOT NULL
);

-- (`freeze` itself is a reserved word of PostgreSQL.)
CREATE TABLE freezing (
    id          TEXT PRIMARY KEY,
    request     TEXT NOT NULL REFERENCES request (id),
    person      TEXT NOT NULL REFERENCES person (id),
    -- What froze it: method:ID, contact:ID or session:ID.
    source      TEXT NOT NULL,
    at          BIGINT NOT NULL,
    effect      TEXT NOT NULL,
    lifted      BIGINT,
    lifted_by   TEXT
);
CREATE INDEX freezing_person ON freezing (person, at);

-- Messages to people: written with the change, sent afterwards, retried with back-off.
CREATE TABLE notice (
    id          TEXT PRIMARY KEY,
    person      TEXT REFERENCES person (id),
    contact     TEXT NOT NULL,
    address     TEXT NOT NULL,
    language    TEXT NOT NULL,
    -- Key of the language files, and its arguments as JSON; never a secret.
    template    TEXT NOT NULL,
    arguments   TEXT NOT NULL,
    request     TEXT,
    made        BIGINT NOT NULL,
    next_try    BIGINT,
    tries       BIGINT NOT NULL,
    sent        BIGINT,
    -- Why it was given up or what the last try said, in our words.
    trouble     TEXT
);
CREATE INDEX notice_due ON notice (next_try);
CREATE INDEX notice_request ON notice (request);
CREATE INDEX notice_person ON notice (person, made);

-- Work outside the transaction: committed as an order, carried out step by step by whoever holds the lease.
CREATE TABLE work_order (
    id          TEXT PRIMARY KEY,
    kind        TEXT NOT NULL,
    person      TEXT,
    request     TEXT,
    arguments   TEXT NOT NULL,
    step        BIGINT NOT NULL,
    state       TEXT NOT NULL,
    made        BIGINT NOT NULL,
    next_try    BIGINT,
    tries       BIGINT NOT NULL,
    lease       TEXT,
    lease_until BIGINT,
    trouble     TEXT,
    ended       BIGINT
);
CREATE INDEX work_order_due ON work_order (next_try);

CREATE TABLE rate_limit (
    bucket      TEXT PRIMARY KEY,
    started     BIGINT NOT NULL,
    taken       BIGINT NOT NULL,
    until       BIGINT NOT NULL
);
CREATE INDEX rate_limit_until ON rate_limit (until);

-- Networks and browsers that a person signed in from: "seen" or "never seen" in the warnings.
CREATE TABLE seen_place (
    person      TEXT NOT NULL REFERENCES person (id),
    kind        TEXT NOT NULL,
    value       TEXT NOT NULL,
    first       BIGINT NOT NULL,
    last        BIGINT NOT NULL,
    PRIMARY KEY (person, kind, value)
);

-- The log. bytes is exactly what was hashed, with salt; both are null once erased, the leaf stays.
CREATE TABLE audit_entry (
    idx         BIGINT PRIMARY KEY,
    at          BIGINT NOT NULL,
    kind        TEXT NOT NULL,
    actor       TEXT NOT NULL,
    subject     TEXT,
    request     TEXT,
    bytes       BYTEA,
    salt        BYTEA,
    leaf        BYTEA NOT NULL,
    erased_by   BIGINT
);
CREATE INDEX audit_entry_subject ON audit_entry (subject, idx);
CREATE INDEX audit_entry_request ON audit_entry (request, idx);

CREATE TABLE audit_subtree (
    first       BIGINT PRIMARY KEY,
    hash        BYTEA NOT NULL
);

-- One row, id 1: the size of the log, its right edge, and the key that signs it. Every transaction takes it first.
CREATE TABLE audit_head (
    id          BIGINT PRIMARY KEY,
    size        BIGINT NOT NULL,
    edge        BYTEA NOT NULL,
    at          BIGINT NOT NULL,
    key_id      TEXT NOT NULL
);

CREATE TABLE audit_checkpoint (
    size        BIGINT PRIMARY KEY,
    at          BIGINT NOT NULL,
    note        TEXT NOT NULL
);

-- Which replica does a periodic piece of work.
CREATE TABLE lease (
    name        TEXT PRIMARY KEY,
    holder      TEXT NOT NULL,
    until       BIGINT NOT NULL
);
