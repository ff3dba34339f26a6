-- Erasing what is kept of people who left, and what whoever runs it wants to count at any time.

-- When what is kept of somebody who left was erased; then the row says only that there was somebody.
ALTER TABLE person ADD COLUMN erased_at BIGINT;
CREATE INDEX person_left ON person (left_at) WHERE left_at IS NOT NULL AND erased_at IS NULL;

-- Few of many rows, and counted often.
CREATE INDEX notice_waiting ON notice (made) WHERE next_try IS NOT NULL;
CREATE INDEX notice_given_up ON notice (made) WHERE sent IS NULL AND next_try IS NULL;
CREATE INDEX work_order_open ON work_order (made) WHERE state = 'open';
