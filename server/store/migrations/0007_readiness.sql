-- How ready each person is for the loss that would hit them hardest. A projection of what the log tells: it may be thrown
-- away, and is made anew then.

CREATE TABLE readiness (
    person      TEXT PRIMARY KEY REFERENCES person (id),
    -- 0 not at all, 1 with help, 2 by themselves: the worst first.
    grade       BIGINT NOT NULL,
    name_key    TEXT NOT NULL,
    department  TEXT NOT NULL,
    ring        TEXT NOT NULL,
    -- Words with a blank before, between and after them; " none " where there is none.
    roles       TEXT NOT NULL,
    ownerships  TEXT NOT NULL,
    -- What would hit hardest: now, device PLATFORM, or sign-in.
    loss        TEXT NOT NULL,
    -- The one step that would fix it: its word, and the platform of the device that it names. Empty if there is none.
    next        TEXT NOT NULL,
    -- What the readiness of others draws from: whether they can approve, under whom, with which roles.
    helps       TEXT NOT NULL,
    -- Since when they have been ready by themselves, or not, without a break.
    since       BIGINT NOT NULL,
    changed     BIGINT NOT NULL,
    -- When the clock alone may change it.
    next_check  BIGINT,
    -- Nudges since then, the last of them, and when to look for the next.
    nudges      BIGINT NOT NULL,
    nudged      BIGINT,
    next_nudge  BIGINT
);
CREATE INDEX readiness_worst ON readiness (grade, name_key, person);
CREATE INDEX readiness_check ON readiness (next_check) WHERE next_check IS NOT NULL;
CREATE INDEX readiness_nudge ON readiness (next_nudge) WHERE next_nudge IS NOT NULL;

-- Those to be looked at again because somebody whom they rely on changed. Changes of their own stand in the log.
CREATE TABLE readiness_due (
    person      TEXT PRIMARY KEY
);

-- One row, id 1: how far the log was followed, by which policy, and who could help then.
CREATE TABLE readiness_state (
    id          BIGINT PRIMARY KEY,
    upto        BIGINT NOT NULL,
    policy      BIGINT NOT NULL,
    helpers     TEXT NOT NULL
);

-- How many were how ready on a day (days since 1970, UTC); dimension is all, role, ring, department or ownership.
CREATE TABLE readiness_day (
    day         BIGINT NOT NULL,
    dimension   TEXT NOT NULL,
    value       TEXT NOT NULL,
    not_at_all  BIGINT NOT NULL,
    with_help   BIGINT NOT NULL,
    by_yourself BIGINT NOT NULL,
    PRIMARY KEY (dimension, value, day)
);

-- Nudges that were sent, and when whoever got one became ready.
CREATE TABLE nudge (
    person      TEXT NOT NULL REFERENCES person (id),
    at          BIGINT NOT NULL,
    ready       BIGINT,
    PRIMARY KEY (person, at)
);
CREATE INDEX nudge_at ON nudge (at);
-- Who approved for whom lately.
CREATE INDEX approval_at ON approval (at);
