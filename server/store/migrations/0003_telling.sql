-- Who was told before something works, the last resort that anybody privileged can stop, and orders in their order.

-- What the terminal issued as a last resort (R9). Its banner outlives the pass.
CREATE TABLE last_resort (
    pass        TEXT PRIMARY KEY REFERENCES pass (id),
    person      TEXT NOT NULL REFERENCES person (id),
    -- Who issued it, by the name given on the terminal.
    operator    TEXT NOT NULL,
    issued      BIGINT NOT NULL,
    -- When everybody privileged had been told, as far as they could be; null until then, and it works no earlier.
    told        BIGINT,
    stopped     BIGINT,
    stopped_by  TEXT REFERENCES person (id)
);
CREATE INDEX last_resort_issued ON last_resort (issued);

-- The code in a notice of it that stops it. Stored as a keyed hash.
CREATE TABLE last_resort_code (
    hash        BYTEA PRIMARY KEY,
    pass        TEXT NOT NULL REFERENCES last_resort (pass),
    person      TEXT NOT NULL REFERENCES person (id),
    contact     TEXT NOT NULL,
    made        BIGINT NOT NULL
);

-- The pass that a notice is about, where it is about no request.
ALTER TABLE notice ADD COLUMN pass TEXT;
CREATE INDEX notice_pass ON notice (pass);

-- Orders of one person are carried out in this order.
ALTER TABLE work_order ADD COLUMN seq BIGINT NOT NULL DEFAULT 0;
CREATE INDEX work_order_person ON work_order (person, seq);

-- Looked through for those whose `security` was told meanwhile.
CREATE INDEX request_approved ON request (asked) WHERE state = 'approved';
