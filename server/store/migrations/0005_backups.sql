-- Backup methods: what an authenticator app, a set of recovery codes and a phone need besides their row in method.

-- seed is encrypted with a key from the key file (R13). last_step is the newest time step whose code was accepted, so
-- that a code works once.
CREATE TABLE authenticator_app (
    method      TEXT PRIMARY KEY REFERENCES method (id),
    seed        BYTEA NOT NULL,
    last_step   BIGINT NOT NULL
);

-- An authenticator app that is being added: its seed until a first code from it was right. One for each session.
CREATE TABLE app_begun (
    session     TEXT PRIMARY KEY,
    person      TEXT NOT NULL,
    seed        BYTEA NOT NULL,
    until       BIGINT NOT NULL
);
CREATE INDEX app_begun_until ON app_begun (until);

-- One salt a set: a code that is tried is hashed once and compared with every code of the set (R13: keyed Argon2id).
CREATE TABLE recovery_code_set (
    method      TEXT PRIMARY KEY REFERENCES method (id),
    salt        TEXT NOT NULL
);
CREATE TABLE recovery_code (
    method      TEXT NOT NULL REFERENCES method (id),
    place       BIGINT NOT NULL,
    hash        BYTEA NOT NULL,
    used        BIGINT,
    PRIMARY KEY (method, place)
);

-- The number of a phone method, in E.164.
CREATE TABLE phone_number (
    method      TEXT PRIMARY KEY REFERENCES method (id),
    number      TEXT NOT NULL
);

-- A six-digit code by text or call. The same row is written where there is no number to send to (I08).
CREATE TABLE phone_code (
    id          TEXT PRIMARY KEY,
    -- session:ID while a phone is added or proved by its owner, attempt:ID while somebody gets back in.
    bound_to    TEXT NOT NULL,
    person      TEXT,
    -- Null while the number is being added.
    method      TEXT,
    number      TEXT NOT NULL,
    way         TEXT NOT NULL,
    language    TEXT NOT NULL,
    salt        TEXT NOT NULL,
    hash        BYTEA NOT NULL,
    made        BIGINT NOT NULL,
    until       BIGINT NOT NULL,
    tries       BIGINT NOT NULL,
    ended       BIGINT,
    -- The code for the gateway, encrypted; null once it was handed over or given up.
    sealed      BYTEA,
    next_try    BIGINT,
    sends       BIGINT NOT NULL,
    sent        BIGINT,
    trouble     TEXT
);
CREATE INDEX phone_code_bound ON phone_code (bound_to);
CREATE INDEX phone_code_due ON phone_code (next_try);
CREATE INDEX phone_code_until ON phone_code (until);

-- Somebody gets back in with two kinds of code (R1). The same row for every name; the person is looked up when both codes
-- are there.
CREATE TABLE attempt (
    id          TEXT PRIMARY KEY,
    secret_hash BYTEA NOT NULL UNIQUE,
    name_hash   BYTEA NOT NULL,
    what        TEXT NOT NULL,
    -- Words of the kinds chosen, with a blank between.
    kinds       TEXT NOT NULL,
    begun       BIGINT NOT NULL,
    until       BIGINT NOT NULL,
    tries       BIGINT NOT NULL,
    ended       BIGINT
);
CREATE INDEX attempt_until ON attempt (until);

-- A saved recovery code given along with a request: encrypted until the request is matched, then only what it proved.
CREATE TABLE request_code (
    request     TEXT PRIMARY KEY REFERENCES request (id),
    sealed      BYTEA,
    given       BIGINT NOT NULL,
    -- The set and the place in it, once it was found right; spent with the approval that counts it.
    method      TEXT,
    place       BIGINT
);
