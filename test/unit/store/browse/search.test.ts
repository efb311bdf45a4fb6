import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { foldText } from '../../../../electron/store/browse/fold.ts';
import { openBrowse } from '../../../../electron/store/browse/open-browse.ts';
import { openForReading, openForWriting } from '../../../../electron/store/open.ts';
import { limitsSchema } from '../../../../shared/integration/config.ts';
import type { SearchHit } from '../../../../shared/ipc/contract/browse.ts';
import { browseDistrict, namesInEveryScript } from '../../../support/browse-district.ts';
import { openImportDesk, type ImportDesk } from '../../../support/import-desk.ts';
import { openMemorySource, type MemoryListing } from '../../../support/memory-source.ts';

const limits = limitsSchema.parse({ removalPercent: 100, removalMinimum: 1_000_000, allowEmpty: true });

describe('search', () => {
  let desk: ImportDesk;
  let listings: MemoryListing[];
  const sync = () => desk.run(openMemorySource({ listings, pageSize: 100 }), { limits });
  beforeEach(async () => {
    desk = openImportDesk();
    listings = browseDistrict();
    await sync();
  });
  afterEach(() => desk.remove());

  function find(text: string, limit = 50): SearchHit[] {
    const db = openForReading(desk.file);
    if (db === undefined) throw new Error('nothing was written');
    const browse = openBrowse(db);
    try {
      return browse.search({ text, limit });
    } finally {
      browse.close();
    }
  }
  const ids = (text: string): string[] => find(text).map(({ sourcedId }) => sourcedId);

  it('finds a person of every script by the whole name, by the family name and by its first two letters', () => {
    for (const [at, { given, family }] of namesInEveryScript.entries()) {
      const id = `user-${at + 1}-1`;
      expect([`${given} ${family}`, ...ids(`${given} ${family}`)]).toContain(id);
      expect([family, ...ids(family)]).toContain(id);
      expect([family, ...ids(foldText(family))]).toContain(id);
      expect([given, ...ids(Array.from(foldText(given)).slice(0, 2).join(''))]).toContain(id);
    }
  });

  it('finds a name that is written without spaces by what stands inside it', async () => {
    const users = listings.find(({ entity }) => entity === 'user');
    const [first] = users?.rows ?? [];
    if (users === undefined || first === undefined) throw new Error('no people');
    users.rows = [{ ...first, givenName: '小明', familyName: '欧阳' }];
    await sync();
    for (const text of ['欧阳', '阳', '小明', '明', '欧阳 小明', '小明 欧阳'])
      expect([text, ...ids(text)]).toEqual([text, 'user-1-1']);
  });

  it('forgives a letter too many, too few, changed or swapped', () => {
    const [at, { family } = { family: '' }] =
      [...namesInEveryScript.entries()].find((entry) => /^[A-Z][a-z]{5,}$/.test(entry[1].family)) ?? [];
    const id = `user-${Number(at) + 1}-1`;
    const middle = 3;
    const [before, letter, next, after] = [
      family.slice(0, middle),
      family.charAt(middle),
      family.charAt(middle + 1),
      family.slice(middle + 2),
    ];
    for (const typo of [
      `${before}${letter}${letter}${next}${after}`,
      `${before}${next}${after}`,
      `${before}${next}${letter}${after}`,
      `${before}q${next}${after}`,
    ])
      expect([typo, ...ids(typo)]).toContain(id);
  });

  it('finds whatever has the PowerSchool ID that is given whole (S30)', () => {
    expect(find('7_2')).toMatchObject([{ kind: 'category', sourcedId: 'category-7-2', powerSchoolId: '7_2' }]);
    expect(find('3#502').map(({ kind }) => kind)).toContain('lineItem');
    expect(ids('2')).toEqual(expect.arrayContaining(['user-2-1', 'user-2', 'class-2']));
  });

  it('finds classes, courses, line items, schools and runs', () => {
    expect(find('class 2').map(({ kind }) => kind)).toContain('class');
    expect(find('art')[0]).toMatchObject({ kind: 'course', title: 'Árt' });
    expect(find('quiz 3').every(({ kind }) => kind === 'lineItem')).toBe(true);
    expect(find('zoe 20')[0]).toMatchObject({ kind: 'school' });
    expect(find('2026-11-24')).toMatchObject([{ kind: 'run' }]);
  });

  it('takes nothing in a text for a command', () => {
    for (const text of ['"', '*', 'a" OR "b', 'NEAR(', '-x', "'; DROP TABLE user", '%', '___', '\u0000', '   '])
      expect(() => find(text)).not.toThrow();
  });

  it('knows of every change as soon as a run has saved it', async () => {
    const users = listings.find(({ entity }) => entity === 'user');
    const [first, ...others] = users?.rows ?? [];
    if (users === undefined || first === undefined) throw new Error('no people');
    users.rows = [{ ...first, givenName: 'Xanthippe', familyName: 'Quarles' }, ...others.slice(0, -1)];
    await sync();
    expect(ids('xanthippe')).toEqual(['user-1-1']);
    expect(
      find(`${String(first['givenName'])} ${String(first['familyName'])}`).map(({ sourcedId }) => sourcedId),
    ).not.toContain('user-1-1');
    const gone = others.at(-1);
    expect(ids(String(gone?.['familyName']))).not.toContain(`user-${gone?.['sourceKey']}`);
    users.rows = [first, ...others];
    await sync();
    expect(ids('xanthippe')).toEqual([]);
    expect(ids(String(gone?.['familyName']))).toContain(`user-${gone?.['sourceKey']}`);
  });

  it('builds the index of a local copy that has none', () => {
    const db = openForWriting(desk.file);
    db.exec(
      "INSERT INTO search_text (search_text) VALUES ('delete-all'); DELETE FROM search_word; DELETE FROM search_entry",
    );
    db.close();
    expect(ids('student7')).toEqual([]);
    openForWriting(desk.file).close();
    expect(ids('student7')).toContain('user-8-1');
  });
});
