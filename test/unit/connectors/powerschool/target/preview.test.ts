import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Change } from '../../../../../electron/connectors/target.ts';
import {
  categoryChange,
  lineItemChange,
  openTargetDesk,
  resultChange,
  type TargetDesk,
} from '../../../../support/powerschool-target.ts';
import { cast } from '../../../../support/sandbox/xte-desk.ts';

let desk: TargetDesk;
beforeEach(async () => {
  desk = await openTargetDesk();
  desk.db.exec(`
    INSERT INTO ASSIGNMENT (ASSIGNMENTID) VALUES (1), (2);
    INSERT INTO ASSIGNMENTSECTION (ASSIGNMENTSECTIONID, ASSIGNMENTID, SECTIONSDCID, NAME, DUEDATE, SCORETYPE, SCOREENTRYPOINTS, WEIGHT, YEARID, ISLOCKED)
      VALUES (901, 1, ${cast.first}, 'One', '2026-12-01', 'POINTS', 18, 1, 36, 0), (902, 2, ${cast.first}, 'Two', '2026-12-01', 'PERCENT', 10, 1, 36, 0);
  `);
});
afterEach(() => desk.close());

const sent = async (change: Change) => (await desk.push(change))[change.id]?.exchange;

describe('PowerSchool target: what would be sent', () => {
  it.each<[string, Change]>([
    ['a new category', categoryChange({ title: 'Quizzes', weight: 2 })],
    ['a removed category', categoryChange({}, { action: 'delete', sourcedId: `category-${cast.excludedFromSecond}-${cast.first}` })],
    ['a new assignment', lineItemChange({ description: '<p>1</p>' })],
    ['a removed assignment', lineItemChange({}, { action: 'delete', sourcedId: 'lineItem-1-901' })],
    ['a score', resultChange('1-901', cast.ann, { score: 3, late: 1 })],
    ['a percentage', resultChange('2-902', cast.ann, { score: 3 }, { metadata: { scoreType: 'PERCENT', resultValueMax: 10 } })],
  ])('is shown before, word for word, of %s', async (_, change) => {
    const shown = desk.target.preview(change);
    expect(desk.writes()).toEqual([]);
    const { method, path, body } = (await sent(change)) ?? {};
    expect(shown).toEqual({ method, path, body });
  });

  it.each<[string, Change, Readonly<Record<string, unknown>>]>([
    ['a category', categoryChange({ title: 'Tests' }, { action: 'update', sourcedId: `category-${cast.homework}-${cast.first}` }), { name: 'Tests', teachercategoryid: cast.homework }],
    ['an assignment', lineItemChange({ title: 'New', resultValueMax: 20 }, { action: 'update', sourcedId: 'lineItem-1-901' }), { name: 'New', scoreentrypoints: 20, totalpointvalue: 20 }],
  ])('is shown of a change of %s as far as it changes something; what stands there goes along', async (_, change, changed) => {
    const shown = desk.target.preview(change);
    const written = await sent(change);
    expect([shown.method, shown.path]).toEqual([written?.method, written?.path]);
    const part = (text: string | null | undefined): unknown => {
      const body = JSON.parse(text ?? '') as Readonly<Record<string, unknown>>;
      const [first] = Object.values(body['_assignmentsections'] ?? body) as readonly unknown[];
      return first;
    };
    expect(part(shown.body)).toMatchObject(changed);
    expect(part(written?.body)).toMatchObject(part(shown.body) as object);
  });
}); // prettier-ignore
