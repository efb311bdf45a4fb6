import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { matchRecords } from '../../../../electron/store/exchange/match.ts';
import { partnerKeyOf, registerMatching } from '../../../../electron/store/exchange/partner-key.ts';
import { noVerdicts } from '../../../../electron/store/exchange/relink.ts';
import { openForWriting } from '../../../../electron/store/open.ts';

const folder = mkdtempSync(join(tmpdir(), 'grade-sync-test-'));
const db = openForWriting(join(folder, 'data.db'));
registerMatching(db);
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

const students = [1, 2] as const;
const run = (sql: string, ...values: readonly (string | number | null)[]): void => void db.prepare(sql).run(...values);

/**
 * Students 1 and 2 of whom PowerSchool says that each is the other, and who have been linked to Ann and Bob. Each has a score on line item 10;
 * on line item 11 student 1 alone.
 */
function layOut(): void {
  for (const table of ['user', 'lineItem', 'result'] as const) {
    for (const name of [table, `partner_${table}`, `link_${table}`]) run(`DELETE FROM "${name}"`);
  }
  run('DELETE FROM base_result');
  run('DELETE FROM relink');
  for (const at of students) {
    run(
      `INSERT INTO user (sourceKey, sourceSubkey, schoolKey, schoolYear, role, givenName, familyName, identifier, hash, dateLastModified, createdRun, changedRun)
       VALUES (?, 1, 7, 2027, 'student', ?, 'Lee', ?, 1, 1, 1, 1)`,
      at,
      at === 1 ? 'Bob' : 'Ann',
      String(3 - at),
    );
    const [id, name] = at === 1 ? ['ann', 'Ann'] : ['bob', 'Bob'];
    run(
      `INSERT INTO partner_user (partnerKey, sourcedId, attributes, metadata, hash, changedRun) VALUES (?, ?, ?, '{}', 1, 1)`,
      partnerKeyOf(id),
      id,
      JSON.stringify({ role: 'student', givenName: name, familyName: 'Lee', identifier: String(at) }),
    );
    link('user', at, 1, id);
  }
  for (const item of [10, 11]) {
    run(
      `INSERT INTO lineItem (sourceKey, sourceSubkey, schoolKey, classKey, title, schoolYear, hash, dateLastModified, createdRun, changedRun)
       VALUES (?, 5, 7, 4, ?, 2027, 1, 1, 1, 1)`,
      item,
      `Quiz ${item}`,
    );
    run(
      `INSERT INTO partner_lineItem (partnerKey, sourcedId, attributes, metadata, hash, changedRun) VALUES (?, ?, ?, '{}', 1, 1)`,
      partnerKeyOf(`lineItem-${item}-5`),
      `lineItem-${item}-5`,
      JSON.stringify({ title: `Quiz ${item}` }),
    );
    link('lineItem', item, 5, `lineItem-${item}-5`);
    for (const at of item === 10 ? students : [1]) {
      const id = `result-${item}-${at}`;
      run(
        `INSERT INTO result (sourceKey, sourceSubkey, lineItemSubkey, schoolKey, classKey, schoolYear, score, hash, dateLastModified, createdRun, changedRun)
         VALUES (?, ?, 5, 7, 4, 2027, ?, 1, 1, 1, 1)`,
        item,
        at,
        at,
      );
      run(
        `INSERT INTO partner_result (partnerKey, sourcedId, itemRef, userRef, attributes, metadata, hash, changedRun) VALUES (?, ?, ?, ?, '{}', '{}', 1, 1)`,
        partnerKeyOf(id),
        id,
        partnerKeyOf(`lineItem-${item}-5`),
        partnerKeyOf(at === 1 ? 'ann' : 'bob'),
      );
      link('result', item, at, id);
      run('INSERT INTO base_result VALUES (?, ?, ?, NULL)', item, at, JSON.stringify({ score: at }));
    }
  }
}

function link(entity: 'user' | 'lineItem' | 'result', key: number, subkey: number, id: string): void {
  run(`INSERT INTO link_${entity} VALUES (?, ?, ?, 1, 1, 'powerschool', 1)`, key, subkey, partnerKeyOf(id));
}

const linked = (): unknown =>
  db
    .prepare(
      `SELECT k.sourceKey AS item, k.sourceSubkey AS student, p.sourcedId AS theirs, k.origin, b.powerschool IS NOT NULL AS hasBase
       FROM link_result AS k JOIN partner_result AS p USING (partnerKey) LEFT JOIN base_result AS b USING (sourceKey, sourceSubkey) ORDER BY 1, 2`,
    )
    .all();
const standing = (): unknown =>
  ['link_user', 'link_result', 'base_result'].map((table) =>
    db.prepare(`SELECT * FROM ${table} ORDER BY sourceKey, sourceSubkey`).all(),
  );
const accepted = [
  { batch: 1, entity: 'user', powerschool: 'user-1-1', partner: 'bob' },
  { batch: 1, entity: 'user', powerschool: 'user-2-1', partner: 'ann' },
] as const;

describe('scores of two students who were exchanged', () => {
  it('meet the scores of the same student anew; where the partner has none, a person has to look', () => {
    layOut();
    matchRecords(db, 2, { ...noVerdicts, accepted });
    const wanted = [
      { item: 10, student: 1, theirs: 'result-10-2', origin: 'powerschool', hasBase: 0 },
      { item: 10, student: 2, theirs: 'result-10-1', origin: 'powerschool', hasBase: 0 },
      { item: 11, student: 1, theirs: 'result-11-1', origin: 'ofOther', hasBase: 1 },
    ];
    expect(linked()).toEqual(wanted);
    matchRecords(db, 3, { ...noVerdicts, accepted });
    expect(linked()).toEqual(wanted);
  });

  it('are linked as they were once the decision is taken back', () => {
    layOut();
    matchRecords(db, 2);
    const before = standing();
    matchRecords(db, 2, { ...noVerdicts, accepted });
    expect(standing()).not.toEqual(before);
    matchRecords(db, 2, { ...noVerdicts, undone: [1] });
    expect(standing()).toEqual(before);
  });

  it('are found out for both, also where a person has spoken of one of them only', () => {
    layOut();
    matchRecords(db, 2, { ...noVerdicts, accepted: accepted.slice(0, 1) });
    expect(linked()).not.toContainEqual(expect.objectContaining({ theirs: 'result-10-1', student: 1 }));
    expect(linked()).not.toContainEqual(expect.objectContaining({ theirs: 'result-11-1', origin: 'powerschool' }));
  });

  it('are free again as soon as one of the two is gone', () => {
    layOut();
    matchRecords(db, 2, { ...noVerdicts, accepted });
    run('UPDATE result SET removedRun = 3 WHERE sourceKey = 11');
    matchRecords(db, 3, { ...noVerdicts, accepted });
    expect(linked()).toHaveLength(2);
  });
});
