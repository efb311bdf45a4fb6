import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IssuePage, IssuePageWanted } from '../../../electron/store/issue-lists.ts';
import { openForWriting } from '../../../electron/store/open.ts';
import { browseDistrict } from '../../support/browse-district.ts';
import { openImportDesk, type ImportDesk } from '../../support/import-desk.ts';
import { openMemorySource } from '../../support/memory-source.ts';

const everything = { severity: null, entity: null, schoolKey: null, text: '', runId: null } as const;

describe('issues', () => {
  let desk: ImportDesk;
  let runId: string;
  beforeEach(async () => {
    desk = openImportDesk();
    runId = (await desk.run(openMemorySource({ listings: browseDistrict() }))).runId;
    const db = openForWriting(desk.file);
    db.exec('DELETE FROM issue');
    const add = db.prepare(
      `INSERT INTO issue (origin, entity, sourceKey, sourceSubkey, schoolKey, code, severity, message, fix, run)
       VALUES ('record', ?, ?, ?, ?, ?, ?, ?, 'Mend it.', 1)`,
    );
    for (let at = 1; at <= 30; at++)
      add.run(
        'user',
        at,
        1,
        at % 2 === 0 ? 20 : 10,
        'user.odd',
        at % 3 === 0 ? 'error' : 'warning',
        'The Ñame is odd.',
      );
    add.run('result', 1, 1, 10, 'result.odd', 'error', 'The score is odd.');
    add.run('lineItem', 0, 0, 0, 'listing.incomplete', 'warning', 'The listing broke off.');
    db.close();
  });
  afterEach(() => desk.remove());

  it('are grouped by cause, the commonest first, and counted by school', () => {
    const { total, groups, schools } = desk.read((reader) => reader.issueGroups(everything));
    expect(total).toBe(32);
    expect(groups.map(({ code, severity, count }) => [code, severity, count])).toEqual([
      ['user.odd', 'warning', 20],
      ['user.odd', 'error', 10],
      ['result.odd', 'error', 1],
      ['listing.incomplete', 'warning', 1],
    ]);
    expect(groups[0]).toMatchObject({ message: 'The Ñame is odd.', fix: 'Mend it.' });
    expect(schools.map(({ key, count }) => [key, count])).toEqual([
      [0, 1],
      [10, 16],
      [20, 15],
    ]);
  });

  it('are narrowed down by severity, entity, school, run and words of cause or name', () => {
    const count = (filter: object): number =>
      desk.read((reader) => reader.issueGroups({ ...everything, ...filter })).total;
    expect(count({ severity: 'error' })).toBe(11);
    expect(count({ entity: 'user', schoolKey: 20 })).toBe(15);
    expect(count({ runId })).toBe(32);
    expect(count({ runId: 'another' })).toBe(0);
    expect(count({ text: 'name ODD' })).toBe(30);
    expect(count({ text: '1#1' })).toBe(2);
    expect(count({ text: '%' })).toBe(32);
    expect(count({ text: "'; DROP TABLE issue; --" })).toBe(0);
    const [user] = browseDistrict().find(({ entity }) => entity === 'user')?.rows ?? [];
    expect(count({ text: String(user?.['familyName']) })).toBeGreaterThan(0);
  });

  it('are found by the name of their record, a score and an enrollment by whose they are, each word in the name or the cause', () => {
    const db = openForWriting(desk.file);
    db.exec('DELETE FROM issue');
    const add = (entity: string, which: string): void => {
      db.prepare(
        `INSERT INTO issue (origin, entity, sourceKey, sourceSubkey, schoolKey, code, severity, message, fix, run)
         SELECT 'record', ?, sourceKey, sourceSubkey, schoolKey, 'odd', 'error', 'Das fällt auf.', '', 1 FROM ${which}`,
      ).run(entity);
    };
    db.exec("UPDATE user SET familyName = 'Ångström', givenName = 'Zoë' WHERE sourceKey = 1 AND sourceSubkey = 1");
    const owned = db.prepare('SELECT count(*) FROM enrollment WHERE userKey = 1 AND userKind = 1').pluck().get();
    const scores = db.prepare('SELECT count(*) FROM result WHERE sourceSubkey = 1').pluck().get();
    for (const entity of ['user', 'enrollment', 'result', 'class', 'lineItem', 'category']) add(entity, `"${entity}"`);
    const title = String(db.prepare('SELECT title FROM lineItem LIMIT 1').pluck().get());
    db.close();
    const groups = (text: string) =>
      Object.fromEntries(
        desk
          .read((reader) => reader.issueGroups({ ...everything, text }))
          .groups.map(({ entity, count }) => [entity, count]),
      );
    expect(Number(owned)).toBeGreaterThan(0);
    expect(Number(scores)).toBeGreaterThan(0);
    expect(groups('angstrom')).toEqual({ user: 1, enrollment: owned, result: scores });
    expect(groups('ZOË fallt')).toEqual({ user: 1, enrollment: owned, result: scores });
    expect(groups('zoe nowhere')).toEqual({});
    expect(groups(title)['lineItem']).toBeGreaterThan(0);
    expect(Object.keys(groups('fällt'))).toHaveLength(6);
  });

  it('come a page at a time, each once, with the names of their records', () => {
    const ids: string[] = [];
    let after: number | null = 0;
    while (after !== null) {
      const wanted: IssuePageWanted = {
        ...everything,
        entity: 'user',
        severity: 'warning',
        code: 'user.odd',
        after,
        limit: 7,
      };
      const page: IssuePage = desk.read((reader) => reader.issuePage(wanted));
      for (const { sourcedId, name } of page.issues) {
        expect(name).toMatch(/.+, .+/u);
        ids.push(sourcedId);
      }
      after = page.next;
    }
    expect(ids).toHaveLength(20);
    expect(new Set(ids).size).toBe(20);
  });
});
