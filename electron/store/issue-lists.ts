import type { Database } from 'better-sqlite3';
import type { z } from 'zod';
import type { issueRequests } from '../../shared/ipc/contract/issues.ts';
import { entityTypes, type EntityType } from '../../shared/oneroster/entity.ts';
import { formatSourcedId } from '../../shared/oneroster/sourced-id.ts';
import { formatPowerSchoolId } from '../../shared/powerschool/identifiers.ts';
import { namedSql } from './browse/expressions.ts';
import { foldText, registerFold } from './browse/fold.ts';
import { splitWords } from './browse/search-words.ts';
import type { Clause } from './conditions.ts';
import { holdsWord, knownBy } from './issue-words.ts';

type Requests = typeof issueRequests;
type Out<N extends keyof Requests> = z.output<Requests[N]['output']>;
export type IssueFilter = Omit<z.output<Requests['issues.groups']['input']>, 'integrationId'>;
export type IssuePageWanted = Omit<z.output<Requests['issues.page']['input']>, 'integrationId'>;
export type IssueGroups = Out<'issues.groups'>;
export type IssuePage = Out<'issues.page'>;

/** The issues by cause, the commonest first, errors before warnings where both are equally common. */
export function issueGroups(db: Database, filter: IssueFilter): IssueGroups {
  registerFold(db);
  const { sql, values } = filterClause(filter);
  // An index has all of it unless a column is asked for that is not there: then in its order each row would have to be looked up.
  const entity = filter.text.trim() === '' && filter.runId === null ? 'i.entity' : '+i.entity';
  // Grouped by short columns alone; the words are those of the first issue of each group.
  const groups = db
    .prepare<unknown[], IssueGroups['groups'][number]>(
      `SELECT g.code, g.severity, g.entity, g.count, f.message, f.fix FROM (
         SELECT i.entity, i.code, i.severity, count(*) AS count, min(i.id) AS first FROM main.issue AS i
         WHERE ${sql} GROUP BY ${entity}, i.code, i.severity) AS g JOIN main.issue AS f ON f.id = g.first
       ORDER BY g.count DESC, g.severity, g.entity, g.code`,
    )
    .all(...values);
  const schools = db
    .prepare<[], IssueGroups['schools'][number]>(
      `SELECT s.key, o.name, s.count FROM (SELECT schoolKey AS key, count(*) AS count FROM main.issue GROUP BY schoolKey) AS s
         LEFT JOIN main.org AS o ON o.sourceKey = s.key AND o.sourceSubkey = 0 ORDER BY o.name, s.key`,
    )
    .all();
  return { total: groups.reduce((sum, { count }) => sum + count, 0), groups, schools };
}

interface IssueRow {
  readonly id: number;
  readonly sourceKey: number;
  readonly sourceSubkey: number;
  readonly partner: string | null;
  readonly name: string | null;
  readonly school: string | null;
  readonly message: string;
}

/** The issues of one cause in the order in which they were found. */
export function issuePage(db: Database, { code, after, limit, ...filter }: IssuePageWanted): IssuePage {
  registerFold(db);
  const { sql, values } = filterClause(filter);
  const rows = db
    .prepare<unknown[], IssueRow>(
      `SELECT i.id, i.sourceKey, i.sourceSubkey, i.partner, ${nameSql} AS name, o.name AS school, i.message FROM main.issue AS i
         LEFT JOIN main.org AS o ON o.sourceKey = i.schoolKey AND o.sourceSubkey = 0
       WHERE i.id > ? AND i.code = ? AND ${sql} ORDER BY i.id LIMIT ?`,
    )
    .all(after, code, ...values, limit + 1);
  const shown = rows.slice(0, limit);
  return {
    issues: shown.map(({ sourceKey, sourceSubkey, ...issue }) => ({
      ...issue,
      sourcedId: formatSourcedId(filter.entity, sourceKey, sourceSubkey),
      powerSchoolId: formatPowerSchoolId(filter.entity, sourceKey, sourceSubkey),
    })),
    next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

/** An issue as it is taken out. */
export interface WholeIssue extends Omit<IssuePage['issues'][number], 'id'> {
  readonly severity: IssueGroups['groups'][number]['severity'];
  readonly entity: EntityType;
  readonly fix: string;
}

/** Every issue that passes the filter, in the order in which they were found; read as it is taken. */
export function* eachIssue(db: Database, filter: IssueFilter): Iterable<WholeIssue> {
  registerFold(db);
  const { sql, values } = filterClause(filter);
  const rows = db
    .prepare<unknown[], IssueRow & Pick<WholeIssue, 'severity' | 'entity' | 'fix'>>(
      `SELECT i.severity, i.entity, i.fix, i.sourceKey, i.sourceSubkey, i.partner, ${nameSql} AS name, o.name AS school, i.message
       FROM main.issue AS i LEFT JOIN main.org AS o ON o.sourceKey = i.schoolKey AND o.sourceSubkey = 0
       WHERE ${sql} ORDER BY i.id`,
    )
    .iterate(...values);
  for (const { sourceKey, sourceSubkey, ...issue } of rows) {
    yield {
      ...issue,
      sourcedId: formatSourcedId(issue.entity, sourceKey, sourceSubkey),
      powerSchoolId: formatPowerSchoolId(issue.entity, sourceKey, sourceSubkey),
    };
  }
}

function filterClause({ severity, entity, schoolKey, text, runId }: IssueFilter): Clause {
  const parts: Clause[] = [{ sql: '1', values: [] }];
  if (severity !== null) parts.push({ sql: 'i.severity = ?', values: [severity] });
  if (entity !== null) parts.push({ sql: 'i.entity = ?', values: [entity] });
  if (schoolKey !== null) parts.push({ sql: 'i.schoolKey = ?', values: [schoolKey] });
  if (runId !== null) parts.push({ sql: 'i.run = (SELECT number FROM main.run WHERE runId = ?)', values: [runId] });
  const id = /^(\d{1,15})#(\d{1,15})$/.exec(text.trim());
  if (id !== null)
    parts.push({ sql: 'i.sourceKey = ? AND i.sourceSubkey = ?', values: [Number(id[1]), Number(id[2])] });
  else {
    for (const word of splitWords(foldText(text))) parts.push(holdsWord(word));
  }
  return { sql: parts.map(({ sql }) => sql).join(' AND '), values: parts.flatMap(({ values }) => values) };
}

/** The name of the record of the issue `i`. */
const nameSql = `CASE i.entity ${entityTypes
  .map((one) => {
    const { entity, key, subkey } = knownBy(one);
    return `WHEN '${one}' THEN ${namedSql(entity, key, subkey, null)}`;
  })
  .join(' ')} END`;
