import { startSandbox, type Sandbox } from '../../electron/sandbox/sandbox.ts';
import { openDistrictDesk, type DistrictDesk } from './district-desk.ts';
import { openLms, type Lms } from './lms.ts';

/** A small 2-Way Sync without masters: what changed at one end goes to the other. */
export interface ExchangeDistrict {
  readonly sandbox: Sandbox;
  readonly desk: DistrictDesk;
  /** What teachers do between two syncs at both ends, in its `round`: each kind of write there is, both ways. */
  work(round: number): void;
  /** What both gradebooks say, a line for each row and record. */
  standing(): readonly string[];
  /** What was done to records since the last call, in no order; a row or a record that was written as it stood is not in it. */
  effects(): readonly string[];
  close(): Promise<void>;
}

/** Two of them hold the same, and stay the same as long as the same happens to them. */
export async function openExchangeDistrict(): Promise<ExchangeDistrict> {
  const sandbox = await startSandbox({ seed: 3, students: 6 });
  const { powerschool, schoolPassport } = sandbox.describe();
  const desk = openDistrictDesk(
    { ...powerschool, partnerSecret: schoolPassport.clientSecret },
    {
      mode: 'two-way',
      gradeSync: { enabled: true },
      masterFields: [],
      masterFieldsOverride: { integration: 'Desk', confirmedOn: '2026-11-26' },
      partner: { system: 'school-passport', url: schoolPassport.url, clientId: schoolPassport.clientId },
    },
  );
  await desk.sync();
  const lms = openLms(sandbox.partner.records);
  const klass = classOfFewest(sandbox);
  const own = ownAssignment(sandbox);
  let [inPowerSchool, inPartner] = [sandbox.server.writeLog.length, sandbox.partner.writeLog.length];
  return {
    sandbox,
    desk,
    work(round) {
      teachInLms(sandbox.partner, lms, klass, round);
      teachInPowerSchool(sandbox.server, own, round);
    },
    standing: () =>
      [sandbox.server.snapshot(), sandbox.partner.snapshot().replaceAll(sandbox.partner.url, '')].flatMap((text) =>
        text.split('\n'),
      ),
    effects() {
      const rows = sandbox.server.writeLog.slice(inPowerSchool).flatMap(({ rows: changed }) => changed);
      const records = sandbox.partner.writeLog.slice(inPartner);
      [inPowerSchool, inPartner] = [sandbox.server.writeLog.length, sandbox.partner.writeLog.length];
      return [
        ...rows.flatMap(({ table, id, action, columns }) =>
          action === 'update' && columns.length === 0
            ? []
            : // The number of a score is counted up, and nothing refers to it.
              [`${action} ${table} ${table.startsWith('ASSIGNMENTSCORE') ? '' : id} ${columns.join(' ')}`],
        ),
        ...records.flatMap(({ entity, sourcedId, action, changed }) =>
          action === 'update' && changed.length === 0 ? [] : [`${action} ${entity} ${sourcedId} ${changed.join(' ')}`],
        ),
      ].toSorted();
    },
    async close() {
      desk.remove();
      await sandbox.close();
    },
  };
}

/** What faults match that strike writes of one end, and nothing that is read. */
export const writesAt = (end: 'powerschool' | 'partner'): { readonly path: string; readonly method: string } => ({
  path: end === 'powerschool' ? '/ws/xte/*' : '*/ims/oneroster/*',
  method: 'POST|PUT|DELETE',
});

/** How many writes arrived at both ends so far, whether they were carried out or not. */
export const arrivedWrites = ({ sandbox: { server, partner } }: ExchangeDistrict): number =>
  [
    ...server.requestLog.filter(({ path }) => path.startsWith('/ws/xte/')),
    ...partner.requestLog.filter(({ path }) => path.includes('/ims/oneroster/')),
  ].filter(({ method }) => method !== 'GET').length;

/** Lines that only one of two states has, marked with whose they are. */
export function differenceOf(mine: readonly string[], theirs: readonly string[]): readonly string[] {
  const [own, other] = [new Set(mine), new Set(theirs)];
  return [
    ...mine.filter((line) => !other.has(line)).map((line) => `+ ${line}`),
    ...theirs.filter((line) => !own.has(line)).map((line) => `- ${line}`),
  ];
}

/** Plays the first rounds, after which each round has every kind of write. Returns the number of the next round. */
export async function warmUp(...districts: readonly ExchangeDistrict[]): Promise<number> {
  for (const round of [0, 1]) {
    for (const district of districts) district.work(round);
    const answers = await Promise.all(districts.map(({ desk }) => desk.sync()));
    if (answers.some(({ status }) => status !== 0)) throw new Error(`round ${round} failed`);
  }
  return 2;
}

/** What an assignment that was there from the beginning belongs to. */
interface Own {
  readonly entry: number;
  readonly SECTIONSDCID: number;
  readonly TEACHERCATEGORYID: number;
  readonly STUDENTSDCID: number;
  readonly YEARID: number;
  readonly DUEDATE: string;
}

interface Result {
  readonly sourcedId: string;
  readonly lineItem: { readonly sourcedId: string };
}
interface LineItem {
  readonly sourcedId: string;
  readonly dueDate: string;
  readonly category: { readonly sourcedId: string };
  readonly class: { readonly sourcedId: string };
  readonly gradingPeriod: { readonly sourcedId: string };
}

/** The first that has a score, by the ids that the first sync wrote into the hub. */
function ownAssignment({ partner }: Sandbox): Own {
  const result = JSON.parse(partner.records.all('result')[0] ?? '{}') as Result;
  const item = partner.records
    .all('lineItem')
    .map((text) => JSON.parse(text) as LineItem)
    .find(({ sourcedId }) => sourcedId === result.lineItem.sourcedId);
  const last = (id = ''): number => Number(id.split('-').at(-1));
  return {
    entry: last(item?.sourcedId),
    SECTIONSDCID: Number(item?.class.sourcedId.replaceAll(/\D/g, '')),
    TEACHERCATEGORYID: Number(item?.category.sourcedId.split('-').at(1)),
    STUDENTSDCID: last(result.sourcedId),
    YEARID: Math.floor(last(item?.gradingPeriod.sourcedId) / 100),
    DUEDATE: item?.dueDate.slice(0, 10) ?? '',
  };
}

interface Enrollment {
  readonly role: string;
  readonly class: { readonly sourcedId: string };
  readonly user: { readonly sourcedId: string };
}

/** A class with students whose teacher has as few classes as any: a new category comes back for each of them. */
function classOfFewest({ partner }: Sandbox): string {
  const enrollments = partner.records.all('enrollment').map((text) => JSON.parse(text) as Enrollment);
  const withStudents = new Set(enrollments.flatMap((each) => (each.role === 'student' ? [each.class.sourcedId] : [])));
  const taught = Object.values(
    Object.groupBy(
      enrollments.filter(({ role }) => role === 'teacher'),
      ({ user }) => user.sourcedId,
    ),
  ).map((some) => (some ?? []).map((each) => each.class.sourcedId));
  const [fewest] = taught
    .filter((classes) => classes.some((klass) => withStudents.has(klass)))
    .toSorted((a, b) => a.length - b.length);
  return fewest?.find((klass) => withStudents.has(klass)) ?? '';
}

/** In the LMS a category is made, with line items and scores; of those before, a score and a name are changed and a line item deleted. */
function teachInLms(partner: Sandbox['partner'], lms: Lms, klass: string, round: number): void {
  lms.addCategory(`lms-category-${round}`, `Category ${round}`, klass);
  lms.addLineItems(klass, 2, { category: `lms-category-${round}`, title: `Item ${round}`, prefix: `lms-${round}-` });
  if (round > 0) {
    const before = `lms-${round - 1}-0`;
    partner.act(
      { act: 'changeResult', result: `${before}-0`, attributes: { score: 19.5 } },
      { act: 'change', entity: 'lineItem', sourcedId: before, attributes: { title: `Renamed ${round}` } },
      { act: 'deleteLineItem', lineItem: `lms-${round - 1}-1` },
    );
  }
}

/** In PowerSchool a name changed that was there from the beginning, an assignment given, the score of the one before changed, and the one before that deleted. */
function teachInPowerSchool(server: Sandbox['server'], own: Own, round: number): void {
  // PowerSchool counts on from the highest number: there is room for what else is made in a round.
  const given = (back: number) => ({
    assignment: 990_000 + 1000 * (round - back),
    entry: 2_990_000 + 1000 * (round - back),
  });
  const { assignment, entry } = given(0);
  const [before, gone] = [given(1).entry, given(2).entry];
  const { YEARID, STUDENTSDCID, SECTIONSDCID, TEACHERCATEGORYID } = own;
  server.changeRows([
    { table: 'ASSIGNMENTSECTION', id: own.entry, set: { NAME: `In PowerSchool ${round}` } },
    { table: 'ASSIGNMENT', insert: { ASSIGNMENTID: assignment } },
    {
      table: 'ASSIGNMENTSECTION',
      insert: {
        ASSIGNMENTSECTIONID: entry,
        ASSIGNMENTID: assignment,
        SECTIONSDCID,
        YEARID,
        NAME: `Given ${round}`,
        DUEDATE: own.DUEDATE,
        SCORETYPE: 'POINTS',
        SCOREENTRYPOINTS: 10,
        TOTALPOINTVALUE: 10,
        WEIGHT: 1,
        ISCOUNTEDINFINALGRADE: 1,
      },
    },
    {
      table: 'ASSIGNMENTCATEGORYASSOC',
      insert: { ASSIGNMENTCATEGORYASSOCID: entry, ASSIGNMENTSECTIONID: entry, TEACHERCATEGORYID, ISPRIMARY: 1 },
    },
    {
      table: 'ASSIGNMENTSCORE',
      insert: {
        ASSIGNMENTSCOREID: entry,
        ASSIGNMENTSECTIONID: entry,
        STUDENTSDCID,
        YEARID,
        SCOREPOINTS: 7,
        ACTUALSCOREENTERED: '7',
      },
    },
  ]);
  if (round > 0) {
    server.changeRows([{ table: 'ASSIGNMENTSCORE', id: before, set: { SCOREPOINTS: 8, ACTUALSCOREENTERED: '8' } }]);
  }
  if (round > 1) {
    server.changeRows([
      { table: 'ASSIGNMENTSCORE', delete: gone },
      { table: 'ASSIGNMENTCATEGORYASSOC', delete: gone },
      { table: 'ASSIGNMENTSECTION', delete: gone },
    ]);
  }
}
