-- Runbooks: which situation somebody is in, and since when. How far they are is never stored: it follows from what was seen
-- in the other tables and in the log.

CREATE TABLE runbook (
    id          TEXT PRIMARY KEY,
    person      TEXT NOT NULL REFERENCES person (id),
    kind        TEXT NOT NULL,
    begun       BIGINT NOT NULL,
    -- Who began it; null where an approval did.
    begun_by    TEXT REFERENCES person (id),
    -- The request that began it.
    request     TEXT REFERENCES request (id),
    old_device  TEXT,
    -- What the new device is said to be, until it is on record itself.
    platform    TEXT NOT NULL,
    ownership   TEXT NOT NULL,
    -- Whether at the beginning the person would have got back in by themselves without the old device.
    has_backup  BOOLEAN NOT NULL,
    ended       BIGINT,
    ended_why   TEXT
);
CREATE INDEX runbook_person ON runbook (person, ended);
CREATE INDEX runbook_open ON runbook (begun, id) WHERE ended IS NULL;
CREATE INDEX runbook_ended ON runbook (kind, ended);
