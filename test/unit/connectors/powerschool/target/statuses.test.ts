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
    INSERT INTO ASSIGNMENT (ASSIGNMENTID) VALUES (1);
    INSERT INTO ASSIGNMENTSECTION (ASSIGNMENTSECTIONID, ASSIGNMENTID, SECTIONSDCID, NAME, DUEDATE, SCORETYPE, SCOREENTRYPOINTS, WEIGHT, YEARID, ISLOCKED)
      VALUES (901, 1, ${cast.first}, 'One', '2026-12-01', 'POINTS', 18, 1, 36, 0);
  `);
});
afterEach(() => desk.close());

/** Every way in which something is written (reference powerschool.md §7.1). */
const ways: readonly (readonly [string, () => Change])[] = [
  ['POST of a category', () => categoryChange({ title: 'Quizzes', weight: 2 })],
  ['PUT of a category', () => categoryChange({ title: 'Tests' }, { action: 'update', sourcedId: `category-${cast.homework}-${cast.first}` })],
  ['DELETE of a category', () => categoryChange({}, { action: 'delete', sourcedId: `category-${cast.excludedFromSecond}-${cast.first}` })],
  ['POST of an assignment', () => lineItemChange({})],
  ['PUT of an assignment', () => lineItemChange({ title: 'New', category: null }, { action: 'update', sourcedId: 'lineItem-1-901', changed: ['title'] })],
  ['DELETE of an assignment', () => lineItemChange({}, { action: 'delete', sourcedId: 'lineItem-1-901' })],
  ['PUT of a score', () => resultChange('1-901', cast.ann, { score: 5 })],
]; // prettier-ignore

const about = (field: string, code = ''): unknown => ({ message: 'Validation Failed', errors: [{ field, code }] });

/** What each answer that is no yes (§4.4, §7.1) has a person told, whatever was written. */
const answers: readonly (readonly [number, unknown, string, RegExp, RegExp])[] = [
  [400, { message: 'Required parameter users_dcid is missing' }, 'gradebook.badRequest', /does not understand the request \(400\)\.$/, /version is supported/],
  [400, about('assignmentsection.duedate'), 'lineItem.dueOutsideTerm', /due date is outside the term/, /within the term/],
  [400, about('actualscoreentered', 'NotANumber'), 'result.scoreNotANumber', /takes only a number/, /Enter a number/],
  [400, about('publishoption'), 'gradebook.badRequest', /\(400\)\. It names publishoption\.$/, /version is supported/],
  [400, about('Doe, Jane has 17 points'), 'gradebook.badRequest', /\(400\)\.$/, /version is supported/],
  [400, '<html>Bad request</html>', 'gradebook.badRequest', /\(400\)\.$/, /version is supported/],
  [403, { message: 'User does not teach section 12 with EDIT permission' }, 'gradebook.notTeacher', /does not teach this class/, /co-teachers/],
  [403, { message: 'No access to field', errors: [{ field: 'assignment.createdbyplugin', code: 'No access to the field' }] }, 'rights.columnsMissing', /may not write a column/, /<field table="ASSIGNMENT" field="CREATEDBYPLUGIN" access="FullAccess"\/>/],
  [403, { message: 'Forbidden' }, 'rights.refused', /does not let the plugin write/, /approve all its data access requests/],
  [404, { message: 'Resource not found' }, 'gradebook.gone', /no longer has this record/, /Sync again/],
  [405, { message: 'Method not allowed' }, 'gradebook.badRequest', /\(405\)/, /version is supported/],
  [409, about('islocked'), 'gradebook.locked', /term is locked/, /unlocked/],
  [409, about('Student.id [7] does not have an AssignmentStudentAssociation for AssignmentSection.id [901]'), 'result.notAssigned', /not given to this student/, /whom the assignment is given to/],
  [409, about('frobnication'), 'gradebook.conflict', /without saying which one is wrong/, /PowerTeacher Pro/],
  [413, '', 'gradebook.tooLarge', /too large/, /Shorten/],
  [414, '', 'gradebook.tooLarge', /too large/, /Shorten/],
  [415, '', 'gradebook.badRequest', /\(415\)/, /version is supported/],
  [500, { message: 'Unable to find com.pearson.powerschool.xte.model.AssignmentSection with id 901' }, 'lineItem.gone', /no longer in PowerSchool/, /Sync again/],
]; // prettier-ignore

describe.each(answers)('PowerSchool’s answer %i %j', (status, body, code, reason, fix) => {
  // A category that is to go and is not there has gone: see below.
  const meant = ways.filter(([way]) => status !== 404 || way !== 'DELETE of a category');
  it.each(meant)(`has a person told of a ${code} for every %s`, async (_, change) => {
    const own = change();
    const before = desk.server.snapshot();
    const method = 'POST|PUT|DELETE';
    desk.server.setFaults([{ fault: 'status', status, body, times: 'always', match: { path: '/ws/xte/*', method } }]);
    const outcome = (await desk.push(own))[own.id];
    expect(outcome).toMatchObject({
      outcome: 'rejected',
      code,
      reason: expect.stringMatching(reason),
      fix: expect.stringMatching(fix),
      exchange: { status },
    });
    expect(JSON.stringify(outcome)).not.toMatch(/"(reason|fix)":"[^"]*Doe, Jane/);
    expect(desk.server.snapshot()).toBe(before);
    expect(desk.writes()).toHaveLength(1);
  });
});

it('takes a category for removed that PowerSchool no longer has (404)', async () => {
  const [, change] = ways.find(([way]) => way === 'DELETE of a category') ?? [];
  const own = change?.();
  if (own === undefined) throw new Error('no such way');
  desk.server.setFaults([{ fault: 'status', status: 404, match: { path: '/ws/xte/*', method: 'DELETE' } }]);
  expect(await desk.push(own)).toMatchObject({ [own.id]: { outcome: 'applied' } });
  expect(desk.writes()).toHaveLength(1);
});

describe('PowerSchool in trouble', () => {
  const statuses = [408, 425, 500, 502, 503, 504];

  it.each(ways.flatMap(([way, change]) => statuses.map((status) => [status, way, change] as const)))(
    'leaves it open by a %i whether a %s was done, and nothing is sent a second time unseen',
    async (status, _, change) => {
      const own = change();
      const method = 'POST|PUT|DELETE';
      desk.server.setFaults([{ fault: 'status', status, times: 'always', match: { path: '/ws/xte/*', method } }]);
      expect(await desk.push(own)).toMatchObject({
        [own.id]: { outcome: 'unknown', reason: expect.stringMatching(/does not tell whether it was done/) },
      });
      expect(desk.writes()).toHaveLength(1);
    },
  );

  it('sends no change of an assignment that it cannot read before (503), and says so', async () => {
    const [, change] = ways.find(([way]) => way === 'PUT of an assignment') ?? [];
    const own = change?.();
    if (own === undefined) throw new Error('no such way');
    desk.server.setFaults([
      { fault: 'status', status: 503, times: 'always', match: { path: '/ws/xte/*', method: 'GET' } },
    ]);
    await expect(desk.push(own)).rejects.toMatchObject({
      code: 'remote.serverError',
      message: expect.stringMatching(/reports an error of its own \(503\)/),
      fix: expect.stringMatching(/Try again later/),
    });
    expect(desk.writes()).toEqual([]);
  });
});
