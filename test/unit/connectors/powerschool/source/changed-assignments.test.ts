import { describe, expect, it } from 'vitest';
import type { WireRecord } from '../../../../../electron/connectors/powerschool/api/powerschool-api.ts';
import { AppError } from '../../../../../shared/errors.ts';
import {
  assignment,
  assignmentSection,
  openPretendedSource,
  smallDistrict,
} from '../../../../support/powerschool-district.ts';

const notTeacherError = new AppError(
  'gradebook.notTeacher',
  'skip',
  'PowerSchool says that this teacher does not teach.',
);

const changed = (assignmentid: number, users_dcid: number, sectionsdcid = 700): WireRecord => ({
  assignmentid: String(assignmentid),
  assignmentsectionid: String(assignmentid * 10 + (sectionsdcid % 10)),
  sectionsdcid: String(sectionsdcid),
  users_dcid: String(users_dcid),
});

/** The first school with a second section 702, and what XTE shows each teacher of some assignments given to both. */
function districtOf(leadOfSecond: string | undefined, ids: readonly number[]) {
  const server = smallDistrict();
  const second = {
    dcid: '702',
    course_number: '0100',
    section_number: '02',
    terms_dcid: '501',
    ...(leadOfSecond === undefined ? {} : { lead_users_dcid: leadOfSecond }),
  };
  server.queries.sections = ({ schoolid }) =>
    schoolid === 100 ? [{ ...second, dcid: '700', lead_users_dcid: '40' }, second] : [];
  const shown = (teacher: string | undefined, id: number): WireRecord =>
    assignment(id, [
      ...(teacher === '40' ? [assignmentSection(id * 10, 700)] : []),
      ...(teacher === leadOfSecond ? [assignmentSection(id * 10 + 2, 702)] : []),
    ]);
  server.xte = {
    '/ws/xte/section/assignment/': ({ users_dcid }) => ids.map((id) => shown(users_dcid, id)),
    ...Object.fromEntries(
      ids.map((id) => [
        `/ws/xte/section/assignment/${id}`,
        ({ users_dcid }: Readonly<Record<string, string>>) => [shown(users_dcid, id)],
      ]),
    ),
  };
  server.queries.assignmentsChanged = [];
  server.counts = { assignmentsChanged: ids.length, assignmentCategoriesChanged: ids.length };
  return server;
}

async function cursorOf(server: ReturnType<typeof smallDistrict>): Promise<string | null> {
  return (await openPretendedSource(server).pull('lineItem', 10)).end.cursor;
}

describe('changed assignments of several teachers', () => {
  it('are asked for in the name of each: a teacher may see only the own sections (S32)', async () => {
    const server = districtOf('41', [900]);
    const cursor = await cursorOf(server);
    server.queries.assignmentsChanged = [changed(900, 40), changed(900, 41, 702)];
    const { rows, end } = await openPretendedSource(server).pull('lineItem', 10, cursor);
    expect(rows.map((row) => row['sourceSubkey'])).toEqual([9000, 9002]);
    expect(end).toMatchObject({ complete: true, incremental: true });
  });

  it('come by one listing where a teacher changed many, without what did not change', async () => {
    const ids = [901, 902, 903, 904, 905, 906, 907];
    const server = districtOf('40', ids);
    const cursor = await cursorOf(server);
    server.queries.assignmentsChanged = ids.slice(0, 6).map((id) => changed(id, 40));
    const source = openPretendedSource(server);
    const { rows } = await source.pull('lineItem', 10, cursor);
    expect(new Set(rows.map((row) => row['sourceKey']))).toEqual(new Set(ids.slice(0, 6)));
    expect(source.api.calls.filter((call) => call.includes('/ws/xte/'))).toEqual([
      'GET /ws/xte/section/assignment/ 40 700,702',
    ]);
    server.queries.assignmentsChanged = ids.slice(0, 5).map((id) => changed(id, 40));
    const few = openPretendedSource(server);
    await few.pull('lineItem', 10, cursor);
    expect(few.api.calls.filter((call) => call.includes('/ws/xte/'))).toHaveLength(5);
  });

  it('are those that were only put in another category, too (S8)', async () => {
    const server = districtOf('40', [900, 901]);
    const cursor = await cursorOf(server);
    server.queries.assignmentCategoriesChanged = [{ ...changed(901, 40), assignmentcategoryassocid: '7' }];
    const { rows, end } = await openPretendedSource(server).pull('lineItem', 10, cursor);
    expect(rows.map((row) => row['sourceKey'])).toEqual([901, 901]);
    expect(end.incremental).toBe(true);
  });

  it('are not all there is where an assignment left its category, or a section went to another term', async () => {
    const server = districtOf('40', [900]);
    const cursor = await cursorOf(server);
    const left = { ...server, counts: { ...server.counts, assignmentCategoriesChanged: 0 } };
    expect((await openPretendedSource(left).pull('lineItem', 10, cursor)).end.incremental).toBe(false);
    server.queries.sections = [{ dcid: '700', terms_dcid: '502', lead_users_dcid: '40' }];
    expect((await openPretendedSource(server).pull('lineItem', 10, cursor)).end.incremental).toBe(false);
  });

  it('are not all there is once a section without a lead teacher has got one', async () => {
    const before = districtOf(undefined, [900]);
    const cursor = await cursorOf(before);
    expect((await openPretendedSource(before).pull('lineItem', 10, cursor)).end.incremental).toBe(true);
    const { rows, end } = await openPretendedSource(districtOf('41', [900])).pull('lineItem', 10, cursor);
    expect(rows.map((row) => row['sourceSubkey'])).toEqual([9000, 9002]);
    expect(end).toMatchObject({ complete: true, incremental: false });
  });

  it('of a teacher whom PowerSchool refuses leave no cursor, so that they are asked for again', async () => {
    const server = districtOf('40', [900]);
    const cursor = await cursorOf(server);
    server.queries.assignmentsChanged = [changed(900, 40)];
    const refused = Object.fromEntries(Object.keys(server.xte ?? {}).map((path) => [path, notTeacherError]));
    const { end, issues } = await openPretendedSource({ ...server, xte: refused }).pull('lineItem', 10, cursor);
    expect(end).toMatchObject({ complete: false, cursor: null });
    expect(issues).toEqual([expect.objectContaining({ code: 'user.notTeacher', entity: 'user', sourceKey: 40 })]);
  });
});
