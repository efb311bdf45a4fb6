-- One table per entity in OneRoster's words. Every row begins with its native keys (unique per entity), the school it counts for
-- and the school year it belongs to, and ends with what the store itself keeps: the hash of the attributes, when and by which
-- run it was created, last changed and removed. Times are milliseconds since 1970, UTC.

CREATE TABLE org (
  sourceKey INTEGER NOT NULL, sourceSubkey INTEGER NOT NULL, schoolKey INTEGER NOT NULL, schoolYear INTEGER NOT NULL,
  name TEXT, type TEXT, identifier TEXT, parentKey INTEGER, metadata TEXT,
  hash INTEGER NOT NULL, dateLastModified INTEGER NOT NULL,
  createdRun INTEGER NOT NULL, changedRun INTEGER NOT NULL, removedRun INTEGER
) STRICT;

CREATE TABLE academicSession (
  sourceKey INTEGER NOT NULL, sourceSubkey INTEGER NOT NULL, schoolKey INTEGER NOT NULL, schoolYear INTEGER NOT NULL,
  title TEXT, type TEXT, startDate TEXT, endDate TEXT, parentKey INTEGER, metadata TEXT,
  hash INTEGER NOT NULL, dateLastModified INTEGER NOT NULL,
  createdRun INTEGER NOT NULL, changedRun INTEGER NOT NULL, removedRun INTEGER
) STRICT;

CREATE TABLE course (
  sourceKey INTEGER NOT NULL, sourceSubkey INTEGER NOT NULL, schoolKey INTEGER NOT NULL, schoolYear INTEGER NOT NULL,
  title TEXT, courseCode TEXT, metadata TEXT,
  hash INTEGER NOT NULL, dateLastModified INTEGER NOT NULL,
  createdRun INTEGER NOT NULL, changedRun INTEGER NOT NULL, removedRun INTEGER
) STRICT;

CREATE TABLE class (
  sourceKey INTEGER NOT NULL, sourceSubkey INTEGER NOT NULL, schoolKey INTEGER NOT NULL, schoolYear INTEGER NOT NULL,
  title TEXT, classCode TEXT, classType TEXT, location TEXT, periods TEXT, courseKey INTEGER, termKeys TEXT, metadata TEXT,
  hash INTEGER NOT NULL, dateLastModified INTEGER NOT NULL,
  createdRun INTEGER NOT NULL, changedRun INTEGER NOT NULL, removedRun INTEGER
) STRICT;

CREATE TABLE user (
  sourceKey INTEGER NOT NULL, sourceSubkey INTEGER NOT NULL, schoolKey INTEGER NOT NULL, schoolYear INTEGER NOT NULL,
  role TEXT, givenName TEXT, middleName TEXT, familyName TEXT, username TEXT, email TEXT, identifier TEXT,
  enabledUser INTEGER, grades TEXT, orgKeys TEXT, metadata TEXT,
  hash INTEGER NOT NULL, dateLastModified INTEGER NOT NULL,
  createdRun INTEGER NOT NULL, changedRun INTEGER NOT NULL, removedRun INTEGER
) STRICT;

CREATE TABLE enrollment (
  sourceKey INTEGER NOT NULL, sourceSubkey INTEGER NOT NULL, schoolKey INTEGER NOT NULL, schoolYear INTEGER NOT NULL,
  userKey INTEGER, userKind INTEGER, classKey INTEGER, role TEXT, "primary" INTEGER, beginDate TEXT, endDate TEXT, metadata TEXT,
  hash INTEGER NOT NULL, dateLastModified INTEGER NOT NULL,
  createdRun INTEGER NOT NULL, changedRun INTEGER NOT NULL, removedRun INTEGER
) STRICT;

CREATE TABLE category (
  sourceKey INTEGER NOT NULL, sourceSubkey INTEGER NOT NULL, schoolKey INTEGER NOT NULL, schoolYear INTEGER NOT NULL,
  title TEXT, weight REAL, ownerKey INTEGER, metadata TEXT,
  hash INTEGER NOT NULL, dateLastModified INTEGER NOT NULL,
  createdRun INTEGER NOT NULL, changedRun INTEGER NOT NULL, removedRun INTEGER
) STRICT;

CREATE TABLE lineItem (
  sourceKey INTEGER NOT NULL, sourceSubkey INTEGER NOT NULL, schoolKey INTEGER NOT NULL, schoolYear INTEGER NOT NULL,
  title TEXT, description TEXT, assignDate TEXT, dueDate TEXT, resultValueMin REAL, resultValueMax REAL,
  classKey INTEGER, categoryKey INTEGER, sessionKey INTEGER, scoreType TEXT, metadata TEXT,
  hash INTEGER NOT NULL, dateLastModified INTEGER NOT NULL,
  createdRun INTEGER NOT NULL, changedRun INTEGER NOT NULL, removedRun INTEGER
) STRICT;

CREATE TABLE result (
  sourceKey INTEGER NOT NULL, sourceSubkey INTEGER NOT NULL, schoolKey INTEGER NOT NULL, schoolYear INTEGER NOT NULL,
  lineItemSubkey INTEGER, classKey INTEGER, scoreStatus TEXT, score REAL, textScore TEXT, scoreDate TEXT, comment TEXT,
  late INTEGER, missing INTEGER, incomplete INTEGER, exempt INTEGER, collected INTEGER, absent INTEGER,
  percent REAL, letterGrade TEXT, entered TEXT, metadata TEXT,
  hash INTEGER NOT NULL, dateLastModified INTEGER NOT NULL,
  createdRun INTEGER NOT NULL, changedRun INTEGER NOT NULL, removedRun INTEGER
) STRICT;

CREATE UNIQUE INDEX org_key ON org (sourceKey, sourceSubkey);
CREATE UNIQUE INDEX academicSession_key ON academicSession (sourceKey, sourceSubkey);
CREATE UNIQUE INDEX course_key ON course (sourceKey, sourceSubkey);
CREATE UNIQUE INDEX class_key ON class (sourceKey, sourceSubkey);
CREATE UNIQUE INDEX user_key ON user (sourceKey, sourceSubkey);
CREATE UNIQUE INDEX enrollment_key ON enrollment (sourceKey, sourceSubkey);
CREATE UNIQUE INDEX category_key ON category (sourceKey, sourceSubkey);
CREATE UNIQUE INDEX lineItem_key ON lineItem (sourceKey, sourceSubkey);
CREATE UNIQUE INDEX result_key ON result (sourceKey, sourceSubkey);

CREATE INDEX enrollment_class_user ON enrollment (classKey, userKey, userKind, removedRun);
CREATE INDEX enrollment_user ON enrollment (userKey, userKind);
CREATE INDEX category_class ON category (sourceSubkey);
CREATE INDEX lineItem_class ON lineItem (classKey);
CREATE INDEX result_class ON result (classKey);
CREATE INDEX result_student ON result (sourceSubkey);

-- A run, from its first request to its end. Nothing about a run lives only in memory.
CREATE TABLE run (
  number INTEGER PRIMARY KEY,
  runId TEXT NOT NULL UNIQUE,
  status TEXT NOT NULL,
  dryRun INTEGER NOT NULL,
  fullPull INTEGER NOT NULL,
  startedAt INTEGER NOT NULL,
  finishedAt INTEGER,
  -- The report as JSON, once the run has ended.
  report TEXT,
  -- What decides which records are asked for: a crashed run is gone on from only if this is the same.
  settings TEXT NOT NULL,
  sourceTime INTEGER NOT NULL
) STRICT;

-- The listings of a run that has not ended. `stagedFrom` is the last staged row before the listing began, so that what a
-- crash left half-read can be told from what is whole.
CREATE TABLE run_scope (
  ordinal INTEGER PRIMARY KEY,
  run INTEGER NOT NULL,
  entity TEXT NOT NULL,
  schoolKey INTEGER,
  schoolYear INTEGER,
  filter TEXT NOT NULL,
  finished INTEGER NOT NULL DEFAULT 0,
  stagedFrom INTEGER NOT NULL,
  received INTEGER NOT NULL DEFAULT 0,
  created INTEGER NOT NULL DEFAULT 0,
  updated INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0,
  -- Further rows of a record that the listing held already; `repeats` are those that came twice only because pages overlap.
  surplus INTEGER NOT NULL DEFAULT 0,
  repeats INTEGER NOT NULL DEFAULT 0,
  unreadable INTEGER NOT NULL DEFAULT 0,
  requests INTEGER NOT NULL DEFAULT 0,
  complete INTEGER NOT NULL DEFAULT 0,
  incremental INTEGER NOT NULL DEFAULT 0,
  cursor TEXT,
  total INTEGER
) STRICT;

-- Live rows that a complete listing no longer held.
CREATE TABLE stage_removal (
  entity TEXT NOT NULL, scope INTEGER NOT NULL, liveRow INTEGER NOT NULL, schoolKey INTEGER NOT NULL,
  PRIMARY KEY (entity, liveRow)
) STRICT, WITHOUT ROWID;

CREATE TABLE stage_issue (
  scope INTEGER NOT NULL, entity TEXT NOT NULL, sourceKey INTEGER NOT NULL, sourceSubkey INTEGER NOT NULL, schoolKey INTEGER NOT NULL,
  code TEXT NOT NULL, severity TEXT NOT NULL, message TEXT NOT NULL, fix TEXT NOT NULL
) STRICT;

-- What the last good run knew of each listing (schoolKey and schoolYear -1: not split by that): where an incremental pull may go
-- on from, how many records we hold of it, and how many more the server counted than we kept (copies of one record).
CREATE TABLE listing (
  entity TEXT NOT NULL, schoolKey INTEGER NOT NULL, schoolYear INTEGER NOT NULL,
  filter TEXT NOT NULL, cursor TEXT, present INTEGER NOT NULL, surplus INTEGER NOT NULL, run INTEGER NOT NULL,
  PRIMARY KEY (entity, schoolKey, schoolYear)
) STRICT, WITHOUT ROWID;

-- Indexes that a first load took off an empty table to build them after the rows.
CREATE TABLE stage_index (name TEXT PRIMARY KEY, sql TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- What changed, per attribute. A record's creation is its own `createdRun`; a removal has no attribute.
CREATE TABLE history (
  entity TEXT NOT NULL, sourceKey INTEGER NOT NULL, sourceSubkey INTEGER NOT NULL,
  run INTEGER NOT NULL, change TEXT NOT NULL, attribute TEXT, old ANY, new ANY
) STRICT;
CREATE INDEX history_record ON history (entity, sourceKey, sourceSubkey, run);

-- Problems with records. `origin` is `record` for what a row alone shows, `check` for what only the whole shows.
CREATE TABLE issue (
  id INTEGER PRIMARY KEY,
  origin TEXT NOT NULL, entity TEXT NOT NULL, sourceKey INTEGER NOT NULL, sourceSubkey INTEGER NOT NULL, schoolKey INTEGER NOT NULL,
  code TEXT NOT NULL, severity TEXT NOT NULL, message TEXT NOT NULL, fix TEXT NOT NULL, run INTEGER NOT NULL
) STRICT;
CREATE INDEX issue_record ON issue (entity, sourceKey, sourceSubkey);
