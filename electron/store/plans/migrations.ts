import type { Migration } from '../migrate.ts';

/**
 * The database of plans and of the write journal, beside the local copy and apart from it: it is written with `synchronous = FULL`, and it
 * outlives a local copy that is thrown away. JSON columns are parsed on the way out.
 */
export const planMigrations: readonly Migration[] = [
  {
    name: '0001-plans-and-journal.sql',
    sql: `
CREATE TABLE plan (
  number INTEGER PRIMARY KEY, planId TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, undoes TEXT, createdAt INTEGER NOT NULL,
  dryRun INTEGER NOT NULL, state TEXT NOT NULL, runId TEXT, appliedBy TEXT, approval TEXT, guard TEXT, counts TEXT NOT NULL
) STRICT;

-- One write that a plan intends. Keys and hashes are those of both ends when it was planned; \`body\` holds what is written.
CREATE TABLE plan_item (
  plan INTEGER NOT NULL, item INTEGER NOT NULL,
  entity TEXT NOT NULL, action TEXT NOT NULL, target TEXT NOT NULL, state TEXT NOT NULL,
  sourceKey INTEGER, sourceSubkey INTEGER, partnerKey INTEGER, powerschool TEXT, partner TEXT, sourceHash INTEGER, partnerHash INTEGER,
  schoolKey INTEGER NOT NULL, school TEXT, classKey INTEGER, class TEXT, label TEXT NOT NULL, grouped TEXT NOT NULL,
  hasConflict INTEGER NOT NULL, body TEXT NOT NULL, outcome TEXT,
  PRIMARY KEY (plan, item)
) STRICT, WITHOUT ROWID;
-- \`grouped\`: what is sent together comes together (the line item of a result, the class of anything else).
CREATE INDEX plan_item_order ON plan_item (plan, target, entity, action, state, grouped, item);

CREATE TABLE conflict (
  plan INTEGER NOT NULL, conflict INTEGER NOT NULL,
  entity TEXT NOT NULL, sourceKey INTEGER, sourceSubkey INTEGER, partnerKey INTEGER, powerschool TEXT, partner TEXT,
  schoolKey INTEGER NOT NULL, school TEXT, classKey INTEGER, class TEXT, label TEXT NOT NULL,
  attribute TEXT, kind TEXT NOT NULL, vals TEXT NOT NULL,
  PRIMARY KEY (plan, conflict)
) STRICT, WITHOUT ROWID;

-- What a person said about a conflict. It holds as long as both ends say what they said then.
CREATE TABLE decision (
  entity TEXT NOT NULL, sourceKey INTEGER NOT NULL, sourceSubkey INTEGER NOT NULL, attribute TEXT NOT NULL,
  seen TEXT NOT NULL, value TEXT NOT NULL, decidedAt INTEGER NOT NULL,
  PRIMARY KEY (entity, sourceKey, sourceSubkey, attribute)
) STRICT, WITHOUT ROWID;

-- Every write, noted before it is sent. \`sealed\` numbers those whose outcome is final; \`chain\` is the SHA-256 of the one before and this one.
CREATE TABLE journal (
  number INTEGER PRIMARY KEY, runId TEXT NOT NULL, plan INTEGER NOT NULL, item INTEGER NOT NULL,
  target TEXT NOT NULL, entity TEXT NOT NULL, action TEXT NOT NULL, state TEXT NOT NULL,
  intendedAt INTEGER NOT NULL, settledAt INTEGER, schoolKey INTEGER NOT NULL, teacher TEXT,
  change TEXT NOT NULL, before TEXT, exchange TEXT, found TEXT, reason TEXT, sourcedId TEXT, sealed INTEGER UNIQUE, chain TEXT
) STRICT;
CREATE INDEX journal_run ON journal (runId, number);
CREATE INDEX journal_open ON journal (state) WHERE settledAt IS NULL;
`,
  },
  {
    name: '0002-purged-runs.sql',
    sql: `
-- Runs whose receipts were purged: they cannot be undone any more.
CREATE TABLE purged_run (runId TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX journal_plan ON journal (plan);
`,
  },
  {
    name: '0003-changed-ids.sql',
    sql: `
-- Records of both ends that may be one under changed ids, as the last match found them or a file named them (kind 'file').
CREATE TABLE remap_proposal (
  number INTEGER PRIMARY KEY, entity TEXT NOT NULL, kind TEXT NOT NULL, strength TEXT NOT NULL, powerschool TEXT NOT NULL, partner TEXT NOT NULL,
  label TEXT NOT NULL, partnerLabel TEXT NOT NULL, wasPowerschool TEXT, wasPartner TEXT, evidence TEXT NOT NULL,
  UNIQUE (entity, powerschool, partner)
) STRICT;

-- Records that stand at one end alone, with nothing at the other that fits. \`side\` is that end.
CREATE TABLE remap_unmatched (
  number INTEGER PRIMARY KEY, entity TEXT NOT NULL, side TEXT NOT NULL, sourcedId TEXT NOT NULL, label TEXT NOT NULL
) STRICT;

-- What a person decided, many at once or one: all of a batch holds, or nothing. Carried out by the next match; \`sealed\` once a run was applied after it.
CREATE TABLE remap_batch (
  batch INTEGER PRIMARY KEY, verdict TEXT NOT NULL, decidedAt INTEGER NOT NULL, undoneAt INTEGER, sealed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE remap_decision (
  batch INTEGER NOT NULL, entity TEXT NOT NULL, powerschool TEXT NOT NULL, partner TEXT NOT NULL,
  PRIMARY KEY (batch, entity, powerschool, partner)
) STRICT, WITHOUT ROWID;
CREATE INDEX remap_decision_pair ON remap_decision (entity, powerschool, partner);
`,
  },
  {
    name: '0004-writes-of-a-plan-close-together.sql',
    sql: `
-- Without row numbers, a row of more than a kilobyte takes a page of its own: 4.7 KB for each of a hundred thousand writes, and a second to count them.
ALTER TABLE plan_item RENAME TO plan_item_before;
CREATE TABLE plan_item (
  plan INTEGER NOT NULL, item INTEGER NOT NULL,
  entity TEXT NOT NULL, action TEXT NOT NULL, target TEXT NOT NULL, state TEXT NOT NULL,
  sourceKey INTEGER, sourceSubkey INTEGER, partnerKey INTEGER, powerschool TEXT, partner TEXT, sourceHash INTEGER, partnerHash INTEGER,
  schoolKey INTEGER NOT NULL, school TEXT, classKey INTEGER, class TEXT, label TEXT NOT NULL, grouped TEXT NOT NULL,
  hasConflict INTEGER NOT NULL, body TEXT NOT NULL, outcome TEXT,
  PRIMARY KEY (plan, item)
) STRICT;
INSERT INTO plan_item SELECT * FROM plan_item_before ORDER BY plan, item;
DROP TABLE plan_item_before;
CREATE INDEX plan_item_order ON plan_item (plan, target, entity, action, state, grouped, item);
-- People look at a plan by school and class.
CREATE INDEX plan_item_place ON plan_item (plan, schoolKey, classKey, entity, target, action, state, item);
`,
  },
];
