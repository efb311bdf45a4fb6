import type { Database } from 'better-sqlite3';
import { previewStructure, spread } from '../../shared/integration/course-preview.ts';
import { runReportSchema, type RunReport } from '../../shared/integration/run.ts';
import { entityTypes, type EntityType } from '../../shared/oneroster/entity.ts';
import { formatSourcedId, parseSourcedId } from '../../shared/oneroster/sourced-id.ts';
import { storedColumns } from '../../shared/oneroster/shapes.ts';
import { formatPowerSchoolId, parsePowerSchoolId } from '../../shared/powerschool/identifiers.ts';
import { whereClause } from './conditions.ts';
import { historyOf } from './history.ts';
import { issueGroups, issuePage } from './issue-lists.ts';
import { keyCursorOf, readKeyCursor } from './key-cursor.ts';
import { qualityOutcomes, qualityRecords } from './quality/read-findings.ts';
import type { OneRosterRecord, Reader, RecordDetail, RecordPage, RecordQuery, StoredIssue } from './reader-api.ts';
import { toRecord, type StoredRow } from './record.ts';
import { matchPeople } from './roster/match-people.ts';
import { readSections } from './roster/sections.ts';
import { columnList, quote } from './sql.ts';

const kept = ['sourceKey', 'sourceSubkey', 'schoolKey', 'schoolYear'];
const bookkeeping = ['dateLastModified', 'createdRun', 'changedRun', 'removedRun'];

/** Reads a local copy through a connection that cannot write. */
export function openReader(db: Database): Reader {
  const select = (entity: EntityType) =>
    `SELECT ${columnList([...kept, ...storedColumns(entity).map((column) => column.name), ...bookkeeping])} FROM ${quote(entity)}`;

  function find(entity: EntityType, id: string): StoredRow | undefined {
    const sourced = parseSourcedId(id);
    const statement = db.prepare<unknown[], StoredRow>(`${select(entity)} WHERE sourceKey = ? AND sourceSubkey = ?`);
    if (sourced?.entity === entity) return statement.get(sourced.key, sourced.subkey);
    const native = parsePowerSchoolId(entity, id);
    if (native === undefined) return undefined;
    return db
      .prepare<unknown[], StoredRow>(
        `${select(entity)} WHERE sourceKey = ? AND (? = 0 OR sourceSubkey = ?) ORDER BY sourceSubkey`,
      )
      .get(native.key, native.subkey, native.subkey);
  }

  return {
    counts() {
      const count = (entity: EntityType) =>
        Number(
          db
            .prepare(`SELECT count(*) FROM ${quote(entity)} WHERE removedRun IS NULL`)
            .pluck()
            .get(),
        );
      return Object.fromEntries(entityTypes.map((entity) => [entity, count(entity)])) as Record<EntityType, number>;
    },

    records({ entity, where, after, limit }: RecordQuery): RecordPage {
      const clause = whereClause(entity, where);
      const [key, subkey] = readKeyCursor(after);
      const rows = db
        .prepare<unknown[], StoredRow>(
          `${select(entity)} WHERE ${clause.sql} AND (sourceKey, sourceSubkey) > (?, ?) ORDER BY sourceKey, sourceSubkey LIMIT ?`,
        )
        .all(...clause.values, key, subkey, limit + 1);
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      return {
        records: shown.map((row) => toRecord(entity, row)),
        next: rows.length > limit && last !== undefined ? keyCursorOf(last['sourceKey'], last['sourceSubkey']) : null,
      };
    },

    record(entity: EntityType, sourcedId: string): RecordDetail | undefined {
      const row = find(entity, sourcedId);
      if (row === undefined) return undefined;
      const record = toRecord(entity, row);
      return { record, history: historyOf(db, entity, row), sides: { powerschool: record } };
    },

    *each(entity: EntityType): Iterable<OneRosterRecord> {
      const rows = db
        .prepare<[], StoredRow>(`${select(entity)} WHERE removedRun IS NULL ORDER BY sourceKey, sourceSubkey`)
        .iterate();
      for (const row of rows) yield toRecord(entity, row);
    },

    sections: () => readSections(db),
    sectionSample: (limit) => spread(readSections(db), limit),
    courseStructure: (structure, inUse) => previewStructure(structure, readSections(db), inUse),
    matchPeople: (question) => matchPeople(db, question),

    runs: (limit: number) =>
      db.prepare<unknown[], RunRow>(`${runSelect} ORDER BY number DESC LIMIT ?`).all(limit).map(toReport),

    run(runId: string) {
      const row = db.prepare<unknown[], RunRow>(`${runSelect} AND runId = ?`).get(runId);
      return row === undefined ? undefined : toReport(row);
    },

    runsBetween: (from, until, limit) =>
      db
        .prepare<unknown[], RunRow>(`${runSelect} AND startedAt >= ? AND startedAt < ? ORDER BY number DESC LIMIT ?`)
        .all(from, until, limit)
        .map(toReport),

    leadTeachers: (classKeys) =>
      db
        .prepare<[string], { classKey: number; teacherKey: number; name: string }>(
          `SELECT e.classKey, e.userKey AS teacherKey, concat_ws(' ', u.givenName, u.familyName) AS name
           FROM enrollment AS e LEFT JOIN user AS u ON u.sourceKey = e.userKey AND u.sourceSubkey = e.userKind
           WHERE e.classKey IN (SELECT value FROM json_each(?)) AND e.role = 'teacher' AND e."primary" = 1 AND e.removedRun IS NULL`,
        )
        .all(JSON.stringify(classKeys)),

    issues: ({ entity, limit }) =>
      db
        .prepare<unknown[], IssueRow>(
          `SELECT i.entity, i.sourceKey, i.sourceSubkey, i.partner, o.name AS school, i.code, i.severity, i.message, i.fix, r.runId
           FROM issue AS i JOIN run AS r ON r.number = i.run
             LEFT JOIN org AS o ON o.sourceKey = i.schoolKey AND o.sourceSubkey = 0
           WHERE ? IS NULL OR i.entity = ? ORDER BY i.severity, i.code, i.id LIMIT ?`,
        )
        .all(entity ?? null, entity ?? null, limit)
        .map(toIssue),

    issueCount: () => Number(db.prepare('SELECT count(*) FROM issue').pluck().get()),
    issueGroups: (filter) => issueGroups(db, filter),
    issuePage: (wanted) => issuePage(db, wanted),
    quality: () => qualityOutcomes(db),
    qualityRecords: (query) => qualityRecords(db, query),
    close: () => void db.close(),
  };
}

interface RunRow {
  readonly runId: string;
  readonly status: RunReport['status'];
  readonly dryRun: number;
  readonly fullPull: number;
  readonly startedAt: number;
  readonly finishedAt: number | null;
  readonly report: string | null;
}

/** Without those whose reports were purged. */
const runSelect = `SELECT runId, status, dryRun, fullPull, startedAt, finishedAt, report FROM run
  WHERE number > (SELECT coalesce(max(run), 0) FROM purged WHERE what = 'runs')`;

/** A run that a crash ended has no report of its own: what is known of it makes one. */
function toReport(row: RunRow): RunReport {
  if (row.report !== null) return runReportSchema.parse(JSON.parse(row.report));
  const none = { created: 0, updated: 0, deleted: 0, failed: 0, unconfirmed: 0 };
  return {
    runId: row.runId,
    integrationId: '',
    status: row.status,
    startedAt: new Date(row.startedAt).toISOString(),
    finishedAt: row.finishedAt === null ? null : new Date(row.finishedAt).toISOString(),
    dryRun: row.dryRun === 1,
    full: row.fullPull === 1,
    entities: {},
    writes: { powerschool: none, partner: none },
    issues: 0,
    requests: 0,
    guard: null,
    error: null,
    resumedFrom: null,
  };
}

interface IssueRow {
  readonly entity: EntityType;
  readonly sourceKey: number;
  readonly sourceSubkey: number;
  readonly partner: string | null;
  readonly school: string | null;
  readonly code: string;
  readonly severity: 'warning' | 'error';
  readonly message: string;
  readonly fix: string;
  readonly runId: string;
}

const toIssue = ({ sourceKey, sourceSubkey, ...issue }: IssueRow): StoredIssue => {
  if (sourceKey === 0 && issue.partner !== null) return { ...issue, sourcedId: issue.partner, powerSchoolId: '' };
  return {
    ...issue,
    sourcedId: formatSourcedId(issue.entity, sourceKey, sourceSubkey),
    powerSchoolId: formatPowerSchoolId(issue.entity, sourceKey, sourceSubkey),
  };
};
