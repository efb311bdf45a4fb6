import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { matchRecords } from '../../../../electron/store/exchange/match.ts';
import { partnerKeyOf, registerMatching } from '../../../../electron/store/exchange/partner-key.ts';
import { readFindings } from '../../../../electron/store/exchange/remap-findings.ts';
import { noVerdicts, type DecidedPair } from '../../../../electron/store/exchange/relink.ts';
import { openForWriting } from '../../../../electron/store/open.ts';
import type { FoundProposal } from '../../../../shared/exchange/remap.ts';
import { propertyRuns } from '../../../support/property-runs.ts';

const cases = propertyRuns(25);
const folder = mkdtempSync(join(tmpdir(), 'grade-sync-test-'));
const db = openForWriting(join(folder, 'data.db'));
db.pragma('synchronous = OFF');
db.pragma('temp_store = MEMORY');
registerMatching(db);
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

/** Few different texts, so that several people have one name, number or address, and several categories one title. */
const person = fc.record({
  number: fc.constantFrom(null, '1', '2', '3', '4'),
  email: fc.constantFrom(null, 'ann@x.org', 'bob@x.org'),
  name: fc.constantFrom('Ann', 'Bob', 'Zoë'),
  isRemoved: fc.integer({ min: 0, max: 3 }).map((of) => of === 0),
});
const category = fc.record({
  title: fc.constantFrom('Tests', 'Homework', 'Labs'),
  isRemoved: fc.integer({ min: 0, max: 3 }).map((of) => of === 0),
});
const links = fc.uniqueArray(fc.tuple(fc.nat(5), fc.nat(5)), {
  maxLength: 4,
  comparator: (one, other) => one[0] === other[0] || one[1] === other[1],
});
const district = fc.record({
  people: fc.array(person, { maxLength: 6 }),
  theirPeople: fc.array(person, { maxLength: 6 }),
  personLinks: links,
  categories: fc.array(category, { maxLength: 6 }),
  theirCategories: fc.array(category, { maxLength: 6 }),
  categoryLinks: links,
});
type District = typeof district extends fc.Arbitrary<infer T> ? T : never;

const tables = ['user', 'class', 'category', 'org'] as const;
const partnerId = (entity: string, at: number): string => `${entity}/${String(at)}`;

const insertPerson =
  db.prepare(`INSERT INTO user (sourceKey, sourceSubkey, schoolKey, schoolYear, role, givenName, familyName,
  identifier, email, hash, dateLastModified, createdRun, changedRun, removedRun) VALUES (?, 1, 7, 2027, 'student', ?, 'Lee', ?, ?, 1, 1, 1, 1, ?)`);
const insertCategory =
  db.prepare(`INSERT INTO category (sourceKey, sourceSubkey, schoolKey, schoolYear, title, hash, dateLastModified,
  createdRun, changedRun, removedRun) VALUES (?, 5, 7, 2027, ?, 1, 1, 1, 1, ?)`);
const insertTheirs = (entity: 'user' | 'category') =>
  db.prepare(`INSERT INTO partner_${entity} (partnerKey, sourcedId, classRef, attributes, metadata, hash, changedRun, removedRun)
    VALUES (?, ?, ?, ?, '{}', 1, 1, ?)`);
const insertTheirPerson = insertTheirs('user');
const insertTheirCategory = insertTheirs('category');
const insertLink = (entity: 'user' | 'category') =>
  db.prepare(`INSERT INTO link_${entity} (sourceKey, sourceSubkey, partnerKey, sourceHash, partnerHash, origin, run)
    VALUES (?, ?, ?, 1, 1, 'powerschool', 1)`);
const linkPerson = insertLink('user');
const linkCategory = insertLink('category');
const remember = db.prepare(`INSERT INTO base_category VALUES (?, 5, ?, NULL)`);
const mathKey = partnerKeyOf('math');

/** Lays a district out, its rows in the order of their numbers or the other way round. */
function layOut(of: District, isReversed = false): void {
  const rows = <T>(list: readonly T[]): readonly (readonly [number, T])[] => {
    const numbered = [...list.entries()];
    return isReversed ? numbered.toReversed() : numbered;
  };
  const removed = (isRemoved: boolean): number | null => (isRemoved ? 1 : null);
  db.transaction(() => {
    for (const table of tables) {
      db.exec(`DELETE FROM main."${table}"; DELETE FROM partner_${table}; DELETE FROM link_${table}`);
    }
    db.exec(`DELETE FROM base_category; DELETE FROM relink;
      INSERT INTO class (sourceKey, sourceSubkey, schoolKey, schoolYear, title, classCode, hash, dateLastModified, createdRun, changedRun)
        VALUES (5, 0, 7, 2027, 'Math', '1', 1, 1, 1, 1);
      INSERT INTO partner_class (partnerKey, sourcedId, attributes, metadata, hash, changedRun)
        VALUES (${String(mathKey)}, 'math', '{"title":"Math","classCode":"1"}', '{}', 1, 1);
      INSERT INTO link_class VALUES (5, 0, ${String(mathKey)}, 1, 1, 'powerschool', 1)`);
    for (const [at, { name, number, email, isRemoved }] of rows(of.people)) {
      insertPerson.run(at, name, number, email, removed(isRemoved));
    }
    for (const [at, { name, number, email, isRemoved }] of rows(of.theirPeople)) {
      const attributes = { role: 'student', givenName: name, familyName: 'Lee', identifier: number, email };
      const id = partnerId('user', at);
      insertTheirPerson.run(partnerKeyOf(id), id, null, JSON.stringify(attributes), removed(isRemoved));
    }
    for (const [at, { title, isRemoved }] of rows(of.categories)) insertCategory.run(at, title, removed(isRemoved));
    for (const [at, { title, isRemoved }] of rows(of.theirCategories)) {
      const id = partnerId('category', at);
      insertTheirCategory.run(partnerKeyOf(id), id, mathKey, JSON.stringify({ title }), removed(isRemoved));
    }
    for (const [one, other] of of.personLinks) {
      if (one < of.people.length && other < of.theirPeople.length)
        linkPerson.run(one, 1, partnerKeyOf(partnerId('user', other)));
    }
    for (const [one, other] of of.categoryLinks) {
      if (one >= of.categories.length || other >= of.theirCategories.length) continue;
      linkCategory.run(one, 5, partnerKeyOf(partnerId('category', other)));
      remember.run(one, JSON.stringify({ title: `agreed ${String(one)}` }));
    }
  })();
}

const standing = (): unknown =>
  (['link_user', 'link_category', 'base_category'] as const).map((table) =>
    db.prepare(`SELECT * FROM ${table} ORDER BY sourceKey, sourceSubkey`).all(),
  );
const found = (): readonly FoundProposal[] => readFindings(db).proposals;

/** As many of the proposals, in this order, as can be accepted together: each record once. */
function acceptable(proposals: readonly FoundProposal[], batch: number): readonly DecidedPair[] {
  const taken = new Set<string>();
  return proposals.flatMap(({ entity, powerschool, partner }) => {
    const keys = [`ours ${powerschool}`, `theirs ${entity} ${partner}`];
    if (keys.some((key) => taken.has(key))) return [];
    for (const key of keys) taken.add(key);
    return [{ batch, entity, powerschool, partner }];
  });
}

describe('matching, whatever two ends hold', () => {
  it('does not depend on the order of rows', () => {
    fc.assert(
      fc.property(district, (of) => {
        layOut(of);
        matchRecords(db, 2);
        const one = [standing(), found()];
        layOut(of, true);
        matchRecords(db, 2);
        expect([standing(), found()]).toEqual(one);
      }),
      { numRuns: cases, endOnFailure: true },
    );
  });

  it('links no person and no category for which more than one fits', () => {
    fc.assert(
      fc.property(district, (of) => {
        layOut({ ...of, personLinks: [], categoryLinks: [] });
        matchRecords(db, 2);
        const alike = db
          .prepare(
            `SELECT k.sourceKey FROM link_category AS k JOIN category AS t USING (sourceKey) WHERE
               (SELECT count(*) FROM category AS o WHERE o.title = t.title AND o.removedRun IS NULL) > 1
               OR (SELECT count(*) FROM partner_category AS p WHERE json_extract(p.attributes, '$.title') = t.title AND p.removedRun IS NULL) > 1
             UNION ALL
             SELECT k.sourceKey FROM link_user AS k JOIN user AS t USING (sourceKey) JOIN partner_user AS p USING (partnerKey)
             WHERE NOT (
               (json_extract(p.attributes, '$.identifier') = t.identifier
                 AND (SELECT count(*) FROM user AS o WHERE o.identifier = t.identifier AND o.removedRun IS NULL) = 1
                 AND (SELECT count(*) FROM partner_user AS o WHERE json_extract(o.attributes, '$.identifier') = t.identifier AND o.removedRun IS NULL) = 1)
               OR (json_extract(p.attributes, '$.email') = t.email
                 AND NOT EXISTS (SELECT 1 FROM user AS o WHERE o.email = t.email AND o.removedRun IS NULL
                   AND o.sourceKey NOT IN (SELECT sourceKey FROM link_user))
                 AND NOT EXISTS (SELECT 1 FROM partner_user AS o WHERE json_extract(o.attributes, '$.email') = t.email AND o.removedRun IS NULL
                   AND o.partnerKey NOT IN (SELECT partnerKey FROM link_user))))`,
          )
          .all();
        expect(alike).toEqual([]);
        for (const { kind, strength } of found()) if (kind === 'ambiguous') expect(strength).toBe('possible');
      }),
      { numRuns: cases, endOnFailure: true },
    );
  });

  it('never proposes what is linked already', () => {
    fc.assert(
      fc.property(district, (of) => {
        layOut(of);
        matchRecords(db, 2);
        for (const { entity, powerschool, partner } of found()) {
          expect(
            db.prepare(`SELECT 1 FROM link_${entity} WHERE ${pairIs(powerschool, partner)}`).get(),
          ).toBeUndefined();
        }
      }),
      { numRuns: cases, endOnFailure: true },
    );
  });

  it('gives each record one counterpart at most, whichever proposals are accepted, and links those that were', () => {
    fc.assert(
      fc.property(district, fc.array(fc.nat(20)), (of, order) => {
        layOut(of);
        matchRecords(db, 2);
        const proposals = found().toSorted((a, b) => rank(order, a) - rank(order, b));
        const accepted = acceptable(proposals, 1);
        matchRecords(db, 3, { ...noVerdicts, accepted });
        for (const { entity, powerschool, partner } of accepted) {
          const [, key, subkey] = powerschool.split('-');
          const rows = db
            .prepare(`SELECT sourceKey, sourceSubkey FROM link_${entity} WHERE partnerKey = ?`)
            .all(partnerKeyOf(partner));
          expect(rows).toEqual([{ sourceKey: Number(key), sourceSubkey: Number(subkey) }]);
        }
      }),
      { numRuns: cases, endOnFailure: true },
    );
  });

  it('is exactly as it was once an accepted decision is taken back', () => {
    fc.assert(
      fc.property(district, fc.array(fc.nat(20)), (of, order) => {
        layOut(of);
        matchRecords(db, 2);
        const before = [standing(), found()];
        const proposals = found().toSorted((a, b) => rank(order, a) - rank(order, b));
        matchRecords(db, 2, { ...noVerdicts, accepted: acceptable(proposals, 1) });
        matchRecords(db, 2, { ...noVerdicts, undone: [1] });
        expect([standing(), found()]).toEqual(before);
      }),
      { numRuns: cases, endOnFailure: true },
    );
  });

  it.each([
    ['Ann', '2', 1],
    ['Bob', null, 1],
    ['Bob', '2', 0],
  ] as const)(
    'of the same e-mail takes %s with number %s for Ann with number 1 in %i cases',
    (name, number, wanted) => {
      const email = 'ann@x.org';
      const nothing = { categories: [], theirCategories: [], categoryLinks: [], personLinks: [] };
      layOut({
        people: [{ name: 'Ann', number: '1', email, isRemoved: false }],
        theirPeople: [{ name, number, email, isRemoved: false }],
        ...nothing,
      });
      matchRecords(db, 2);
      expect(db.prepare('SELECT count(*) FROM link_user').pluck().get()).toBe(wanted);
      // Siblings may share the address of their family: that is for somebody to decide.
      expect(found().map(({ entity, strength }) => [entity, strength])).toEqual(
        wanted === 1 ? [] : [['user', 'possible']],
      );
    },
  );

  it('gives a link back though another record was matched with its counterpart meanwhile', () => {
    const of = (name: 'Ann' | 'Bob', number: '1' | '2') => ({ name, number, email: null, isRemoved: false });
    const nothing = { categories: [], theirCategories: [], categoryLinks: [] };
    const people = [of('Ann', '1'), of('Bob', '2')];
    layOut({ people, theirPeople: [of('Bob', '2'), of('Ann', '1')], personLinks: [[0, 0]], ...nothing });
    matchRecords(db, 2);
    const before = [standing(), found()];
    const accepted = [{ batch: 1, entity: 'user', powerschool: 'user-0-1', partner: 'user/1' }] as const;
    matchRecords(db, 2, { ...noVerdicts, accepted });
    expect(db.prepare('SELECT count(*) FROM link_user').pluck().get()).toBe(2);
    matchRecords(db, 2, { ...noVerdicts, undone: [1] });
    expect([standing(), found()]).toEqual(before);
  });
});

const pairIs = (powerschool: string, partner: string): string => {
  const [, key, subkey] = powerschool.split('-');
  return `sourceKey = ${String(key)} AND sourceSubkey = ${String(subkey)} AND partnerKey = ${String(partnerKeyOf(partner))}`;
};

/** Puts proposals into an order that was drawn. */
const rank = (order: readonly number[], { powerschool, partner }: FoundProposal): number =>
  order[partnerKeyOf(powerschool + partner) % Math.max(1, order.length)] ?? 0;
