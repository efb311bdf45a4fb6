import Sqlite from 'better-sqlite3';
import { z } from 'zod';
import { entities, gradebookEntities, type Collection, type Entity } from './collections.ts';
import type { HubDialect } from './versions/dialect.ts';
import { v1p1 } from './versions/v1p1.ts';
import { indexedFields, type Condition } from './filter.ts';

/** A record as the hub keeps and sends it. What a partner left out of the base fields is completed by the hub. */
const recordSchema = z.looseObject({
  sourcedId: z.string().min(1).max(255),
  status: z.enum(['active', 'tobedeleted']).default('active'),
  dateLastModified: z.iso.datetime(),
});
type HubRecord = z.output<typeof recordSchema>;

/** Records to put in, by entity. */
export const recordsToPut = z.array(z.strictObject({ entity: z.enum(entities), record: recordSchema }));

interface Row {
  readonly body: string;
}

/** What the hub holds: one table, each record as the JSON that is sent. */
export interface HubRecords {
  /** The version of OneRoster in whose shape the records are. */
  readonly dialect: HubDialect;
  /** Puts in a record that is given as OneRoster 1.1 has it. */
  putShaped(entity: Entity, record: HubRecord): void;
  put(entity: Entity, record: HubRecord): void;
  remove(entity: Entity, sourcedId: string): void;
  /** Does many puts at once, or none. */
  together(work: () => void): void;
  /** The record as it is kept; undefined if it is not there or a tombstone. */
  find(entity: Entity, sourcedId: string): Readonly<Record<string, unknown>> | undefined;
  /** Ids of the records of an entity that refer to one record of another, which their attribute of that name holds. */
  referring(entity: Entity, to: Entity, sourcedId: string): readonly string[];
  /**
   * JSON texts in the order of their sourcedIds. Tombstones of the gradebook are in it only where the filter is about `status` or
   * `dateLastModified` (reference oneroster.md §5.8).
   */
  list(of: Collection, filter: Condition | null, limit: number, offset: number): readonly string[];
  count(of: Collection, filter: Condition | null): number;
  one(of: Collection, sourcedId: string): string | undefined;
  /** Everything there is, or all of some entities, to compare one time with another; without tombstones of the gradebook. */
  all(...of: readonly Entity[]): readonly string[];
  close(): void;
}

const ofGradebook = gradebookEntities.map((entity) => `'${entity}'`).join(', ');
const standing = `(entity NOT IN (${ofGradebook}) OR json_extract(body, '$.status') <> 'tobedeleted')`;

export function openHubRecords(dialect: HubDialect = v1p1): HubRecords {
  const db = new Sqlite(':memory:');
  db.exec(`CREATE TABLE record (
    entity TEXT NOT NULL, sourcedId TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (entity, sourcedId)
  ) WITHOUT ROWID`);
  for (const [at, field] of indexedFields.entries()) {
    db.exec(`CREATE INDEX record_by_${at} ON record (entity, json_extract(body, '$.${field}'))`);
  }
  // What a district's gradebook is like, for SQLite to choose these indexes: most records are of one entity, few are of one line item.
  const sizes = indexedFields.map((_, at) => `('record', 'record_by_${at}', '1000000 200000 30')`);
  db.exec(`ANALYZE; INSERT INTO sqlite_stat1 VALUES ('record', 'record', '1000000 200000 1'), ${sizes.join(', ')};
    ANALYZE sqlite_schema`);
  const insert = db.prepare('INSERT OR REPLACE INTO record (entity, sourcedId, body) VALUES (?, ?, ?)');

  function where({ entity, only }: Collection, filter: Condition | null): Condition {
    const own = only === undefined ? '' : ' AND json_extract(body, ?) = ?';
    const isOfChange =
      filter !== null && filter.values.some((value) => value === '$."status"' || value === '$."dateLastModified"');
    const more = `${filter === null ? '' : ` AND ${filter.sql}`}${isOfChange ? '' : ` AND ${standing}`}`;
    const values = only === undefined ? [] : [`$.${only.field}`, only.value];
    return { sql: `entity = ?${own}${more}`, values: [entity, ...values, ...(filter?.values ?? [])] };
  }

  const bodyOf = db
    .prepare<[string, string], string>('SELECT body FROM record WHERE entity = ? AND sourcedId = ?')
    .pluck();

  /** The ids of a collection last listed, until something is written: its pages would each count and skip all that comes before. */
  let listed: { readonly key: string; readonly ids: readonly string[] } | undefined;
  function listing(of: Collection, filter: Condition | null): readonly string[] {
    const { sql, values } = where(of, filter);
    const key = JSON.stringify([sql, values]);
    if (listed?.key !== key) {
      const select = db.prepare<unknown[], string>(`SELECT sourcedId FROM record WHERE ${sql} ORDER BY sourcedId`);
      listed = { key, ids: select.pluck().all(...values) };
    }
    return listed.ids;
  }

  const put: HubRecords['put'] = (entity, record) => {
    listed = undefined;
    insert.run(entity, record.sourcedId, JSON.stringify(record));
  };
  const find: HubRecords['find'] = (entity, sourcedId) => {
    const select = db.prepare<unknown[], Row>(
      `SELECT body FROM record WHERE entity = ? AND sourcedId = ? AND ${standing}`,
    );
    const body = select.get(entity, sourcedId)?.body;
    return body === undefined ? undefined : (JSON.parse(body) as Record<string, unknown>);
  };

  return {
    dialect,
    put,
    putShaped(entity, { sourcedId, status, dateLastModified, ...more }) {
      put(entity, { sourcedId, status, dateLastModified, ...dialect.shaped(entity, more, find) });
    },
    remove(entity, sourcedId) {
      listed = undefined;
      db.prepare('DELETE FROM record WHERE entity = ? AND sourcedId = ?').run(entity, sourcedId);
    },
    find,
    referring: (entity, to, sourcedId) =>
      db
        .prepare<unknown[], string>(
          `SELECT sourcedId FROM record WHERE entity = ? AND json_extract(body, '$.${to}.sourcedId') = ? AND ${standing}`,
        )
        .pluck()
        .all(entity, sourcedId),
    together: (work) => db.transaction(work)(),
    list: (of, filter, limit, offset) =>
      listing(of, filter)
        .slice(offset, offset + limit)
        .map((sourcedId) => bodyOf.get(of.entity, sourcedId) ?? ''),
    count: (of, filter) => listing(of, filter).length,
    one(of, sourcedId) {
      const { sql, values } = where(of, null);
      const select = db.prepare<unknown[], Row>(`SELECT body FROM record WHERE ${sql} AND sourcedId = ?`);
      return select.get(...values, sourcedId)?.body;
    },
    all: (...of) =>
      db
        .prepare<[{ of: string }], Row>(
          `SELECT body FROM record WHERE (@of = '[]' OR entity IN (SELECT value FROM json_each(@of))) AND ${standing}
           ORDER BY entity, sourcedId`,
        )
        .all({ of: JSON.stringify(of) })
        .map(({ body }) => body),
    close: () => void db.close(),
  };
}
