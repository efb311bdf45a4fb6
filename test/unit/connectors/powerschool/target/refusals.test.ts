import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Change } from '../../../../../electron/connectors/target.ts';
import { buildPlugin } from '../../../../../electron/setup/plugin/build-plugin.ts';
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
    INSERT INTO ASSIGNMENT (ASSIGNMENTID) VALUES (1), (3), (4), (5);
    INSERT INTO ASSIGNMENTSECTION (ASSIGNMENTSECTIONID, ASSIGNMENTID, SECTIONSDCID, NAME, DUEDATE, SCORETYPE, SCOREENTRYPOINTS, WEIGHT, YEARID, ISLOCKED)
      VALUES (901, 1, ${cast.first}, 'One', '2026-12-01', 'POINTS', 18, 1, 36, 0), (903, 3, ${cast.first}, 'Three', '2026-12-01', 'GRADESCALE', 20, 1, 36, 0),
        (904, 4, ${cast.first}, 'Four', '2026-12-01', 'COLLECTED', 10, 1, 36, 0), (905, 5, ${cast.first}, 'Five', '2026-12-01', 'PERCENT', 0, 1, 36, 0);
    INSERT INTO ASSIGNMENTCATEGORYASSOC (ASSIGNMENTCATEGORYASSOCID, ASSIGNMENTSECTIONID, TEACHERCATEGORYID, ISPRIMARY)
      VALUES (1, 901, ${cast.excludedFromSecond}, 1);
  `);
});
afterEach(() => desk.close());

const rejection = async (change: Change) => {
  const outcome = (await desk.push(change))[change.id];
  if (outcome?.outcome !== 'rejected') throw new Error(`it was not rejected but ${outcome?.outcome}`);
  return outcome;
};
const update = { action: 'update', sourcedId: 'lineItem-1-901' } as const;
const score = (values: Change['values'], lineItem = '1-901') => resultChange(lineItem, cast.ann, values);
const ofCategory = (key: number, action: Change['action'], values: Change['values'] = {}) =>
  categoryChange(values, { action, sourcedId: `category-${key}-${cast.first}` });
const as = (teacher: number) => ({ teacher });

describe('PowerSchool target: what the server refuses', () => {
  it.each<[string, () => Change, RegExp, RegExp]>([
    ['category.titleNotUnique', () => ofCategory(cast.excludedFromSecond, 'update', { title: 'homework' }), /another category of the same name/, /Rename one/],
    ['gradebook.titleTooLong', () => categoryChange({ title: 'c'.repeat(31) }), /30 for a category \(S4, S13\)/, /Shorten the name/],
    ['gradebook.titleTooLong', () => lineItemChange({ title: 'c'.repeat(51) }), /50 characters for an assignment/, /Shorten the name/],
    ['gradebook.titleMissing', () => categoryChange({ title: ' ' }), /wants a name/, /Give it a name/],
    ['category.inUse', () => ofCategory(cast.excludedFromSecond, 'delete'), /Assignments are in this category/, /in another category first/],
    ['category.ofDistrict', () => ofCategory(cast.homework, 'delete'), /is the district’s/, /Leave it/],
    ['lineItem.descriptionTooLong', () => lineItemChange({ description: 'd'.repeat(4001) }), /4,000 characters/, /Shorten the description/],
    ['lineItem.dueOutsideTerm', () => lineItemChange({ dueDate: '2027-08-01' }), /outside the term/, /within the term of the class/],
    ['lineItem.scoreTypeUnknown', () => lineItemChange({ 'metadata.scoreType': 'points' }), /does not know the score type \(S6\)/, /POINTS, PERCENT/],
    ['lineItem.maximumInvalid', () => lineItemChange({ resultValueMax: -1 }), /does not take the points/, /not below zero/],
    ['lineItem.categoryUnknown', () => lineItemChange({ category: `category-${cast.strangersCategory}-${cast.first}` }), /not one that this teacher uses/, /Choose another category/],
    ['lineItem.categoryUnknown', () => lineItemChange({ category: `category-${cast.excludedFromSecond}-${cast.second}` }, { section: cast.second }), /not one that this teacher uses/, /let this one apply/],
    ['gradebook.notTeacher', () => lineItemChange({}, as(cast.stranger)), /does not teach this class/, /Check the lead teacher/],
    ['gradebook.notTeacher', () => lineItemChange({ title: 'New' }, { ...update, ...as(cast.stranger) }), /does not teach this class/, /co-teachers/],
    ['gradebook.notTeacher', () => resultChange('1-901', cast.ann, { score: 1 }, as(cast.stranger)), /does not teach this class/, /Check the lead teacher/],
    ['gradebook.gone', () => categoryChange({}, as(cast.leadAtSchool)), /no longer has this record, or the teacher/, /Sync again/],
    ['category.gone', () => ofCategory(99_999, 'update', { title: 'New' }), /no longer has this category/, /Sync again/],
    ['lineItem.gone', () => lineItemChange({ title: 'New' }, { action: 'update', sourcedId: 'lineItem-77-977' }), /no longer in PowerSchool/, /Sync again/],
    ['lineItem.gone', () => score({ score: 1 }, '77-977'), /no longer in PowerSchool/, /Sync again/],
    ['result.notAssigned', () => resultChange('1-901', cast.cat, { score: 1 }), /not given to this student/, /whom the assignment is given to/],
    ['result.letterUnknown', () => score({ textScore: 'Z' }, '3-903'), /not in the grade scale/, /Use a letter of that grade scale/],
    ['result.entryTooLong', () => score({ textScore: 'x'.repeat(31) }), /30 characters/, /Shorten it/],
    ['result.letterNeeded', () => score({ score: 9 }, '3-903'), /graded by letters, and the score is a number/, /Give the letter/],
    ['result.notScored', () => score({ score: 9 }, '4-904'), /only collected/, /clear the score/],
    ['result.noMaximum', () => score({ score: 9 }, '5-905'), /percent of points possible, and it has none/, /points possible/],
    ['result.numberAndText', () => score({ score: 9, textScore: 'A' }), /a number and a text at once/, /Clear one of the two/],
    ['result.numberAsText', () => score({ textScore: '9' }), /came as a text/, /as the score/],
    ['lineItem.hasScores', () => lineItemChange({}, { ...update, action: 'delete' }), /has scores/, /together with its scores/],
    ['category.inactive', () => categoryChange({ title: 'retired' }), /switched off/, /Switch it on/],
    ['category.excluded', () => categoryChange({ title: 'projects' }, { section: cast.second }), /taken it out of this class/, /Let it apply/],
    ['gradebook.noTeacher', () => ({ ...lineItemChange({}), references: { class: `class-${cast.first}` } }), /no teacher answers/, /lead teacher/],
    ['gradebook.noClass', () => ({ ...lineItemChange({}), references: { teacher: `user-${cast.lead}` } }), /which class/, /Sync again/],
    ['gradebook.noLineItem', () => ({ ...score({ score: 1 }), references: { teacher: `user-${cast.lead}` } }), /which assignment/, /Sync again/],
    ['gradebook.noStudent', () => ({ ...score({ score: 1 }), references: { teacher: `user-${cast.lead}`, lineItem: 'lineItem-1-901' } }), /which student/, /Sync again/],
    ['gradebook.noDueDate', () => lineItemChange({ dueDate: null }), /no due date/, /within the term/],
    ['gradebook.noMaximum', () => lineItemChange({ resultValueMax: null }), /no points possible/, /also where it is graded by letters/],
    ['gradebook.noTitle', () => lineItemChange({ title: '  ' }), /has no name/, /Give it a name/],
    ['gradebook.noWeight', () => ofCategory(cast.homework, 'update', { weight: null }), /has no weight/, /Give the category a weight/],
    ['gradebook.noCategory', () => lineItemChange({ category: null }, update), /in no category/, /one of the teacher’s categories/],
    ['gradebook.noValue', () => lineItemChange({ assignDate: '2026-10-01' }, update), /nothing in it can be written/, /Leave it out/],
  ])('says %s in a sentence, with what to do', async (code, change, reason, fix) => {
    if (code === 'lineItem.hasScores') await desk.push(score({ score: 1 }));
    const before = desk.server.snapshot();
    const { code: found, ...outcome } = await rejection(change());
    expect(found).toBe(code);
    expect(outcome.reason).toMatch(reason);
    expect(outcome.fix).toMatch(fix);
    expect(desk.server.snapshot()).toBe(before);
  });

  it.each<[string, () => Change]>([
    ['an assignment', () => lineItemChange({})],
    ['a change of one', () => lineItemChange({ title: 'New' }, update)],
    ['a removal', () => lineItemChange({}, { ...update, action: 'delete' })],
    ['a score', () => score({ score: 3 })],
  ])('says that the term is locked (%s)', async (_, change) => {
    desk.server.switches.lockedTerms = [3600];
    expect(await rejection(change())).toMatchObject({ code: 'gradebook.locked', fix: expect.stringMatching(/unlocked/) });
  });

  it.each<[string, string, () => Change]>([
    ['ASSIGNMENT.CREATEDBYPLUGIN', 'assignments', () => lineItemChange({})],
    ['TEACHERCATEGORY.WHOMODIFIED', 'categories', () => categoryChange({})],
    ['ASSIGNMENTSCORE.IP_ADDRESS', 'scores', () => score({ score: 1 })],
    ['ASSIGNMENTSCORECOMMENT.COMMENTVALUE', 'comments', () => score({ comment: 'Good' })],
  ])('names the line for %s, without which no %s can be written (E13)', async (column, _, change) => {
    const [table, field] = column.split('.');
    desk.server.switches.withheldColumns = [column];
    const { code, reason, fix } = await rejection(change());
    expect(code).toBe('rights.columnsMissing');
    expect(reason).toMatch(/may not write a column of the gradebook/);
    expect(fix).toContain(`<field table="${table}" field="${field}" access="FullAccess"/>`);
  });

  it('has the plugin of an import refused, and nothing changed', async () => {
    const reading = await openTargetDesk({ plugin: await buildPlugin({ gradeSync: true, changeColumns: true }) });
    try {
      const before = reading.server.snapshot();
      expect(await reading.push(categoryChange({}), lineItemChange({}))).toMatchObject({
        category: { outcome: 'rejected', code: 'rights.columnsMissing' },
        lineItem: { outcome: 'rejected', code: 'rights.columnsMissing' },
      });
      expect(reading.server.snapshot()).toBe(before);
      expect(reading.server.writeLog).toEqual([]);
    } finally {
      await reading.close();
    }
  });

  it.each([
    [{ message: 'Validation Failed', errors: [{ field: 'update_scores', code: 'Required' }] }, 'lineItem.scoresDepend'],
    [{ message: 'All sections must be included', errors: [{ field: '_assignmentsections' }] }, 'lineItem.sharedAssignment'],
    [{ message: 'Validation Failed', errors: [{ field: 'name', code: 'DiffersBetweenSections' }] }, 'lineItem.sharedAssignment'],
    [{ message: 'Validation Failed', errors: [{ field: 'assignmentsection.duedate', params: {} }] }, 'lineItem.dueOutsideTerm'],
    [{ message: 'Something new', errors: [{ field: 'frobnication' }] }, 'gradebook.conflict'],
    [{ message: 'Something new' }, 'gradebook.conflict'],
    ['no JSON', 'gradebook.conflict'],
  ])('finds the sentence for a conflict however it is worded (%j)', async (body, code) => {
    desk.server.setFaults([{ fault: 'status', status: 409, body, match: { method: 'PUT', path: '/ws/xte/*' } }]);
    const { code: found, fix, exchange } = await rejection(lineItemChange({ title: 'New' }, update));
    expect(found).toBe(code);
    expect(fix).not.toBe('');
    expect(exchange?.status).toBe(409);
  });

  it.each([
    [400, { message: 'Bad' }, 'gradebook.badRequest'],
    [403, { message: 'Not for you' }, 'rights.refused'],
    [404, { message: 'Resource not found' }, 'gradebook.gone'],
    [500, { message: 'Unable to find com.pearson.powerschool.xte.model.AssignmentSection with id 901' }, 'lineItem.gone'],
  ])('takes %i %j for a clear no', async (status, body, code) => {
    desk.server.setFaults([{ fault: 'status', status, body, match: { method: 'PUT', path: '/ws/xte/score' } }]);
    const { code: found, reason, fix } = await rejection(score({ score: 1 }));
    expect([found, reason !== '', fix !== '']).toEqual([code, true, true]);
    expect(desk.writes()).toEqual(['PUT score']);
  });
}); // prettier-ignore
