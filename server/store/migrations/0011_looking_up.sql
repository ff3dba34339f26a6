-- What is looked for at every tick, or while the log's head is held, is found by an index.

CREATE INDEX pass_over ON pass (until) WHERE state = 'live';
CREATE INDEX enrolment_over ON enrolment (until) WHERE ended IS NULL;
CREATE INDEX session_method ON session (method) WHERE ended IS NULL;
CREATE INDEX method_suspended ON method (suspended_by) WHERE suspended_by IS NOT NULL;
CREATE INDEX method_removed ON method (id) WHERE removed IS NOT NULL;
CREATE INDEX readiness_day_day ON readiness_day (day);
CREATE INDEX last_resort_untold ON last_resort (issued) WHERE told IS NULL;
CREATE INDEX request_code_sealed ON request_code (given) WHERE sealed IS NOT NULL;
-- Few entries of very many; the statements name the same kinds in the same words.
CREATE INDEX audit_entry_import ON audit_entry (kind) WHERE kind IN ('people.first-import', 'people.import');
CREATE INDEX audit_entry_succession ON audit_entry (idx) WHERE kind = 'key.succeeded';

-- An order that is done is due no more.
UPDATE work_order SET next_try = NULL WHERE state = 'done';

-- Since when somebody is marked as having left while what follows from it is still to be done: an import marks all first.
ALTER TABLE person ADD COLUMN leaving BIGINT;
CREATE INDEX person_leaving ON person (leaving) WHERE leaving IS NOT NULL;
