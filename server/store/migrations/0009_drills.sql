-- Rehearsals. A drill has rows of its own and never a request's: no code of a request can meet one of a drill, and no drill
-- can become a request.

CREATE TABLE drill (
    id              TEXT PRIMARY KEY,
    person          TEXT NOT NULL REFERENCES person (id),
    begun           BIGINT NOT NULL,
    -- begun, decided, proved, ended; since when it is over.
    state           TEXT NOT NULL,
    ended           BIGINT,
    -- How it came out; empty while it goes on.
    outcome         TEXT NOT NULL,
    -- The device that is said to be gone; null for something that is not on record.
    device          TEXT,
    network         TEXT NOT NULL,
    browser         TEXT NOT NULL,
    -- When the person went on to asking. Nobody is told before there is a key.
    asked           BIGINT,
    -- Public half of the key of the browser that practises, and the number added on receipt: the drill's own.
    public_key      BYTEA,
    key_number      BYTEA,
    -- The pinned approver, or the role asked (R3).
    approver        TEXT REFERENCES person (id),
    approver_role   TEXT,
    -- Who took it up, and what they recorded: JSON, as in a review.
    reviewer        TEXT REFERENCES person (id),
    document        TEXT NOT NULL,
    wrong_codes     BIGINT NOT NULL,
    -- The evidence rule that was met when it was decided, or else what was missing.
    evidence        TEXT NOT NULL,
    missing         TEXT NOT NULL
);
-- One open drill a person.
CREATE UNIQUE INDEX drill_open ON drill (person) WHERE ended IS NULL;
CREATE INDEX drill_person ON drill (person, begun);
CREATE INDEX drill_begun ON drill (begun, id) WHERE ended IS NULL;

-- When somebody was last reminded to rehearse.
CREATE TABLE drill_reminder (
    person      TEXT PRIMARY KEY REFERENCES person (id),
    at          BIGINT NOT NULL
);

-- When they last rehearsed, from when on they should again (null without any method), and when to look for a reminder.
ALTER TABLE readiness ADD COLUMN practised BIGINT;
ALTER TABLE readiness ADD COLUMN drill_from BIGINT;
ALTER TABLE readiness ADD COLUMN next_drill BIGINT;
CREATE INDEX readiness_drill ON readiness (next_drill) WHERE next_drill IS NOT NULL;
-- So that everybody is looked at anew.
DELETE FROM readiness_state;
