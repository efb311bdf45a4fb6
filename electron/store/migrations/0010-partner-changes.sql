-- How far the partner's records of an entity have been read, so that the next sync can ask for what has changed since. `place`: whose records, and
-- read how; what is known of another place means nothing. `since` and `latest` are the partner's own times, `wholeAt` is ours (milliseconds since
-- 1970). `surplus`: how many records the partner counts beyond those that stand in the mirror, null where it does not count.
CREATE TABLE partner_reading (
  entity TEXT PRIMARY KEY, place TEXT NOT NULL, since TEXT, latest TEXT, changes TEXT NOT NULL, surplus INTEGER, wholeAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
