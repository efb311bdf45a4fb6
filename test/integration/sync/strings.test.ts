import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDistrictDesk, type DistrictDesk } from '../../support/district-desk.ts';
import { openDistrict, type OpenDistrict } from '../../support/sandbox/open-district.ts';

const folder = fileURLToPath(new URL('../../fixtures/strings/', import.meta.url));
const list = (file: string): readonly string[] => JSON.parse(readFileSync(folder + file, 'utf8')) as string[];
const people: readonly Record<string, string>[] = parse(readFileSync(`${folder}names_a.csv`, 'utf8'), {
  columns: true,
});
/** To PowerSchool's database an empty text is none, and OneRoster's packages want titles with something to see. */
const strange = [...list('blns_even.json'), ...list('emoji_sequences_even.json')].filter((text) =>
  /[^\p{Cc}\p{Z}]/u.test(text),
);

type Cells = Readonly<Record<string, unknown>>;
type Attribute = readonly [entity: string, attribute: string, table: string, column: string, key: string];

/** Where texts go in, and where they are to come out. */
const attributes: readonly Attribute[] = [
  ['user', 'givenName', 'STUDENTS', 'FIRST_NAME', 'DCID'],
  ['user', 'familyName', 'STUDENTS', 'LAST_NAME', 'DCID'],
  ['user', 'middleName', 'STUDENTS', 'MIDDLE_NAME', 'DCID'],
  ['course', 'title', 'COURSES', 'COURSE_NAME', 'DCID'],
  ['class', 'location', 'SECTIONS', 'ROOM', 'DCID'],
  ['lineItem', 'title', 'ASSIGNMENTSECTION', 'NAME', 'ASSIGNMENTSECTIONID'],
  ['lineItem', 'description', 'ASSIGNMENTSECTION', 'DESCRIPTION', 'ASSIGNMENTSECTIONID'],
  ['category', 'title', 'TEACHERCATEGORY', 'NAME', 'TEACHERCATEGORYID'],
  ['category', 'metadata.description', 'TEACHERCATEGORY', 'DESCRIPTION', 'TEACHERCATEGORYID'],
  ['result', 'metadata.scoreEntered', 'ASSIGNMENTSCORE', 'ACTUALSCOREENTERED', 'ASSIGNMENTSCOREID'],
];

describe('texts of every script and kind', () => {
  let district: OpenDistrict;
  let desk: DistrictDesk;

  beforeAll(async () => {
    district = await openDistrict({ seed: 9, students: 120, scoresPerStudent: 30 });
    attributes.forEach(([, , table, column, key], at) => {
      const keys = district.db.prepare<[], number>(`SELECT ${key} FROM ${table} ORDER BY 1`).pluck().all();
      const set = district.db.prepare(`UPDATE ${table} SET ${column} = ? WHERE ${key} = ?`);
      const texts =
        table === 'STUDENTS' ? people.map((row) => row[at === 0 ? 'given_name' : 'family_name'] ?? '') : strange;
      const step = table === 'STUDENTS' && at < 2 ? Math.floor(texts.length / keys.length) : 1;
      const given = table === 'STUDENTS' && at === 2 ? strange : texts;
      district.db.transaction(() => keys.forEach((id, n) => set.run(given[(n * step) % given.length], id)))();
    });
    desk = openDistrictDesk(district);
    await desk.sync('--quiet');
  });
  afterAll(async () => {
    desk.remove();
    await district.close();
  });

  async function recordsOf(entity: string): Promise<readonly Cells[]> {
    const { stdout } = await desk.run('records', entity, '--integration', desk.integrationId, '--format', 'json');
    return (JSON.parse(stdout) as { records: readonly Cells[] }).records;
  }

  /** By PowerSchool's own number of the row that the text stands in. */
  function expected([, , table, column, key]: Attribute): ReadonlyMap<number, string> {
    const rows = district.db
      .prepare<[], { key: number; text: string }>(`SELECT ${key} AS key, ${column} AS text FROM ${table}`)
      .all();
    return new Map(rows.map((row) => [row.key, row.text]));
  }

  /** The number of the row in PowerSchool that a record came from. */
  function nativeKey(entity: string, record: Cells): number {
    const [first, second] = String((record['identifiers'] as Cells)['powerSchool'])
      .split(/[#_]/)
      .map(Number);
    if (entity === 'lineItem') return second ?? 0;
    if (entity !== 'result') return first ?? 0;
    return Number(
      district.db
        .prepare(
          `SELECT min(ASSIGNMENTSCOREID) FROM ASSIGNMENTSCORE JOIN ASSIGNMENTSECTION USING (ASSIGNMENTSECTIONID)
           WHERE ASSIGNMENTID = ? AND STUDENTSDCID = ?`,
        )
        .pluck()
        .get(first, second),
    );
  }

  const isMeant = (entity: string, record: Cells): boolean => entity !== 'user' || record['role'] === 'student';
  const inside = (record: Cells, attribute: string): unknown =>
    attribute.startsWith('metadata.') ? (record['metadata'] as Cells)[attribute.slice(9)] : record[attribute];

  it.each(attributes)('are the same in `records %s` as %s', async (...given) => {
    const [entity, attribute] = given;
    const want = expected(given);
    const found = (await recordsOf(entity)).filter((record) => isMeant(entity, record));
    expect(found.length).toBeGreaterThan(10);
    const shown = found.map((record) => [record['sourcedId'], inside(record, attribute)]);
    expect(shown).toEqual(found.map((record) => [record['sourcedId'], want.get(nativeKey(entity, record))]));
  });

  it('can be asked for, each by itself, and are the same in `record`', async () => {
    for (const record of (await recordsOf('lineItem')).filter((_, at) => at % 90 === 0)) {
      const id = String(record['sourcedId']);
      const one = JSON.parse(
        (await desk.run('record', 'lineItem', id, '--integration', desk.integrationId, '--json')).stdout,
      ) as Cells;
      expect(one).toMatchObject({ title: record['title'], description: record['description'] });
      const where = `title=${String(record['title'])}`;
      const { stdout } = await desk.run(
        'records',
        'lineItem',
        '--integration',
        desk.integrationId,
        '--json',
        '--where',
        where,
      );
      const ids = (JSON.parse(stdout) as { records: readonly Cells[] }).records.map((each) => each['sourcedId']);
      expect(ids).toContain(id);
    }
  });

  it.each([
    ['csv', 'lineItems.csv'],
    ['oneroster-1.1', 'lineItems.csv'],
    ['oneroster-1.2', 'lineItems.csv'],
  ])('are the same in an export as %s', async (format, file) => {
    const out = join(desk.profile, `out-${format}`);
    const { status } = await desk.run('export', desk.integrationId, '--format', format, '--out', out);
    expect(status).toBe(0);
    const rows: readonly Record<string, string>[] = parse(readFileSync(join(out, file), 'utf8'), {
      columns: true,
      bom: true,
    });
    const records = new Map((await recordsOf('lineItem')).map((record) => [record['sourcedId'], record]));
    expect(rows).toHaveLength(records.size);
    const mismatches = rows.flatMap((row) => {
      const want = String(records.get(row['sourcedId'])?.['title']);
      // A cell of a package may hold no line break (oneroster.md §6.1).
      const inCell = format === 'csv' ? want : want.replaceAll(/\r\n|(?!\t)[\p{Cc}\u2028\u2029]/gu, ' ');
      const plain = format === 'csv' ? (row['title'] ?? '').replace(/^'(?=\s*[=+\-@\t\r＝＋－＠])/u, '') : row['title'];
      return plain === inCell ? [] : [[want, row['title']]];
    });
    expect(mismatches).toEqual([]);
  });
});
