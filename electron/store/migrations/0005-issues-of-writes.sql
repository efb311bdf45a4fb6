-- A problem with a write may be about a record that only the partner has: its sourcedId there.
ALTER TABLE issue ADD COLUMN partner TEXT;
