import type { HubRecords } from '../../electron/sandbox/school-passport/records.ts';

interface Reference {
  readonly sourcedId: string;
}
interface HubRecord extends Reference {
  readonly title?: string;
  readonly role?: string;
  readonly class?: Reference;
  readonly user?: Reference;
  readonly terms?: readonly Reference[];
}

/** A teacher at work in the LMS behind School Passport. */
export interface Lms {
  /** A class that somebody is enrolled in; `at` chooses among them. */
  classWithStudents(at?: number): string;
  studentsOf(klass: string): readonly string[];
  addCategory(sourcedId: string, title: string, klass: string): void;
  /** Line items `lms-0`, `lms-1` … (or with another prefix), each with a score for every student. */
  addLineItems(
    klass: string,
    count: number,
    more: { readonly category: string; readonly title?: string; readonly prefix?: string },
  ): { readonly lineItems: number; readonly results: number };
  /** Changes attributes of a record. */
  change(entity: Entity, sourcedId: string, more: Readonly<Record<string, unknown>>): void;
  find(entity: Entity, sourcedId: string): Readonly<Record<string, unknown>> | undefined;
}

type Entity = 'category' | 'lineItem' | 'result';

export function openLms(records: HubRecords): Lms {
  const all = (entity: Parameters<HubRecords['put']>[0]): readonly HubRecord[] =>
    records.all(entity).map((text) => JSON.parse(text) as HubRecord);
  const put = (entity: Entity, record: Readonly<Record<string, unknown>> & Reference): void =>
    records.putShaped(entity, { status: 'active', dateLastModified: new Date().toISOString(), ...record });
  const studentsOf = (klass: string): readonly string[] =>
    all('enrollment').flatMap((enrollment) =>
      enrollment.class?.sourcedId === klass && enrollment.role === 'student' ? [enrollment.user?.sourcedId ?? ''] : [],
    );
  const find = (entity: Entity, sourcedId: string): HubRecord | undefined =>
    all(entity).find((record) => record.sourcedId === sourcedId);

  return {
    classWithStudents(at = 0) {
      const found = all('class').filter(({ sourcedId }) => studentsOf(sourcedId).length > 0)[at];
      if (found === undefined) throw new Error('no class with students');
      return found.sourcedId;
    },
    studentsOf,
    addCategory: (sourcedId, title, klass) => put('category', { sourcedId, title, metadata: { classId: klass } }),
    addLineItems(klass, count, { category, title = 'LMS item', prefix = 'lms-' }) {
      const term = all('class').find(({ sourcedId }) => sourcedId === klass)?.terms?.[0];
      const students = studentsOf(klass);
      for (let at = 0; at < count; at++) {
        put('lineItem', {
          sourcedId: `${prefix}${at}`,
          title: `${title} ${at}`,
          description: 'From the LMS',
          assignDate: '2026-10-01T00:00:00.000Z',
          dueDate: '2026-10-08T00:00:00.000Z',
          class: { sourcedId: klass },
          category: { sourcedId: category },
          gradingPeriod: term,
          resultValueMin: 0,
          resultValueMax: 20,
          metadata: { scoreType: 'POINTS' },
        });
        for (const [place, student] of students.entries()) {
          put('result', {
            sourcedId: `${prefix}${at}-${place}`,
            lineItem: { sourcedId: `${prefix}${at}` },
            student: { sourcedId: student },
            score: (7 * at + 3 * place) % 21,
            scoreStatus: 'fully graded',
            scoreDate: '2026-10-09',
            comment: 'Well done',
          });
        }
      }
      return { lineItems: count, results: count * students.length };
    },
    change(entity, sourcedId, more) {
      const record = find(entity, sourcedId);
      if (record === undefined) throw new Error(`no ${entity} ${sourcedId}`);
      put(entity, { ...record, ...more, sourcedId, dateLastModified: new Date().toISOString() });
    },
    find: (entity, sourcedId) => find(entity, sourcedId) as Readonly<Record<string, unknown>> | undefined,
  };
}
