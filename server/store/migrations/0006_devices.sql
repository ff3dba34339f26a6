-- What a management system's export tells of devices, and the exports themselves while they are looked at.

-- The serial number as it was given, and folded: no two devices of the organisation have the same. A device that passed on
-- to somebody else keeps its text and gives up the key.
ALTER TABLE device ADD COLUMN serial TEXT;
ALTER TABLE device ADD COLUMN serial_key TEXT;
ALTER TABLE device ADD COLUMN model TEXT NOT NULL DEFAULT '';
-- What manages it, such as intune; empty for nothing.
ALTER TABLE device ADD COLUMN management TEXT NOT NULL DEFAULT '';
-- person, or import:FILE.
ALTER TABLE device ADD COLUMN source TEXT NOT NULL DEFAULT 'person';
-- When anything of it changed last, and since when it is in its state.
ALTER TABLE device ADD COLUMN changed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE device ADD COLUMN state_since BIGINT NOT NULL DEFAULT 0;
ALTER TABLE device ADD COLUMN replaced_by TEXT;
UPDATE device SET changed = created, state_since = created;
CREATE UNIQUE INDEX device_serial ON device (serial_key);

-- A file of devices: uploaded, its columns chosen, then imported by whoever holds the lease.
CREATE TABLE device_import (
    id          TEXT PRIMARY KEY,
    person      TEXT NOT NULL REFERENCES person (id),
    file        TEXT NOT NULL,
    made        BIGINT NOT NULL,
    -- JSON: which column holds what; empty until chosen.
    choices     TEXT NOT NULL,
    -- uploaded, running, done, stopped
    state       TEXT NOT NULL,
    done        BIGINT NOT NULL,
    total       BIGINT NOT NULL,
    -- JSON: what it did, once it is done.
    summary     TEXT NOT NULL,
    seen        BIGINT NOT NULL
);
CREATE INDEX device_import_made ON device_import (made);

CREATE TABLE device_import_part (
    file_of     TEXT NOT NULL REFERENCES device_import (id),
    part        BIGINT NOT NULL,
    bytes       BYTEA NOT NULL,
    PRIMARY KEY (file_of, part)
);
