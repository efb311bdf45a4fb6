import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { entities, gradebookEntities, type Entity } from './collections.ts';
import { duplicateCategories, renumber } from './lms-upheaval.ts';
import type { HubRecords } from './records.ts';
import type { Written } from './write-rules.ts';

const id = z.string().min(1);
const attributes = z.record(z.string(), z.unknown());

/** What somebody may do in the LMS behind the hub, or an administrator in the hub itself. */
export const lmsActs = z.array(
  z.discriminatedUnion('act', [
    /** New line items, in turn in each of `classes` (or as many classes with students, from the first), with scores of its students. */
    z.strictObject({
      act: z.literal('addLineItems'),
      lineItems: z.int().min(1).max(10_000),
      /** In all; the default scores every student on every one of them. */
      scores: z.int().min(0).max(1_000_000).optional(),
      classes: z.union([z.int().min(1), z.array(id).min(1)]).default(1),
      title: z.string().min(1).default('LMS item'),
      category: id.optional(),
      dueDate: z.iso.date().optional(),
      maximum: z.number().positive().default(20),
    }),
    z.strictObject({ act: z.literal('renameCategory'), category: id, title: z.string().min(1) }),
    /** With its results. */
    z.strictObject({ act: z.literal('deleteLineItem'), lineItem: id }),
    z.strictObject({ act: z.literal('changeResult'), result: id, attributes }),
    z.strictObject({ act: z.literal('change'), entity: z.enum(gradebookEntities), sourcedId: id, attributes }),
    /** One copy of each category for every class of its teacher, with the same `categoryId` (S14). */
    z.strictObject({ act: z.literal('duplicateCategories') }),
    /** Every record of an entity gets a new id, as after a source has changed its own; references follow. */
    z.strictObject({ act: z.literal('changeIds'), entity: z.enum(entities) }),
    /** The first records of an entity become tombstones: all of them, or `count`. */
    z.strictObject({ act: z.literal('removeMany'), entity: z.enum(entities), count: z.int().min(1).optional() }),
  ]),
);
export type LmsAct = z.input<typeof lmsActs>[number];
type ReadAct = z.output<typeof lmsActs>[number];

/** What an act did: ids of the records that it put in, changed or removed. */
export type Acted = readonly { readonly entity: Entity; readonly sourcedId: string }[];

/** A record that an act names is not there. */
export class LmsActError extends Error {}

/** Carries out an act. Throws LmsActError. */
export function actAsLms(act: ReadAct, records: HubRecords, stamp: () => string): Acted {
  const put = (entity: Entity, sourcedId: string, record: Written): Acted => {
    records.put(entity, { status: 'active', ...record, sourcedId, dateLastModified: stamp() });
    return [{ entity, sourcedId }];
  };
  const make = (entity: Entity, sourcedId: string, record: Written): Acted => {
    records.putShaped(entity, { status: 'active', ...record, sourcedId, dateLastModified: stamp() });
    return [{ entity, sourcedId }];
  };
  const change = (entity: Entity, sourcedId: string, more: Written): Acted => {
    const standing = records.find(entity, sourcedId);
    if (standing === undefined) throw new LmsActError(`There is no ${entity} ${sourcedId}.`);
    return put(entity, sourcedId, { ...standing, ...more });
  };
  switch (act.act) {
    case 'addLineItems':
      return addLineItems(act, records, make, stamp);
    case 'renameCategory':
      return change('category', act.category, { title: act.title });
    case 'deleteLineItem':
      return [
        ...records
          .referring('result', 'lineItem', act.lineItem)
          .flatMap((result) => change('result', result, { status: 'tobedeleted' })),
        ...change('lineItem', act.lineItem, { status: 'tobedeleted' }),
      ];
    case 'changeResult':
      return change('result', act.result, act.attributes);
    case 'change':
      return change(act.entity, act.sourcedId, act.attributes);
    case 'duplicateCategories':
      return duplicateCategories(records, put);
    case 'changeIds':
      return renumber(act.entity, records, put);
    case 'removeMany':
      return idsOf(records, act.entity)
        .slice(0, act.count)
        .flatMap((sourcedId) => change(act.entity, sourcedId, { status: 'tobedeleted' }));
  }
}

const idsOf = (records: HubRecords, entity: Entity): readonly string[] =>
  records.all(entity).map((text) => (JSON.parse(text) as { sourcedId: string }).sourcedId);

function addLineItems(
  { lineItems, scores, classes, title, category, dueDate, maximum }: Extract<ReadAct, { act: 'addLineItems' }>,
  records: HubRecords,
  put: (entity: Entity, sourcedId: string, record: Written) => Acted,
  stamp: () => string,
): Acted {
  const studentsOf = new Map<string, string[]>();
  for (const text of records.all('enrollment')) {
    const enrollment = JSON.parse(text) as Readonly<Record<'class' | 'user', { sourcedId: string }>> & { role: string };
    if (enrollment.role !== 'student') continue;
    const own = studentsOf.get(enrollment.class.sourcedId) ?? [];
    studentsOf.set(enrollment.class.sourcedId, [...own, enrollment.user.sourcedId]);
  }
  const chosen = typeof classes === 'number' ? [...studentsOf.keys()].toSorted().slice(0, classes) : classes;
  const today = stamp().slice(0, 10);
  const acted: Acted[number][] = [];
  let left = scores ?? Number.POSITIVE_INFINITY;
  for (let at = 0; at < lineItems; at++) {
    const klass = chosen[at % chosen.length] ?? '';
    const found = records.find('class', klass);
    if (found === undefined) throw new LmsActError(`There is no class ${klass}.`);
    const lineItem = randomUUID();
    const terms = found['terms'] as readonly Readonly<{ sourcedId: string }>[] | undefined;
    acted.push(
      ...put('lineItem', lineItem, {
        title: `${title} ${at + 1}`,
        assignDate: `${today}T00:00:00.000Z`,
        dueDate: `${dueDate ?? today}T00:00:00.000Z`,
        class: { sourcedId: klass, type: 'class' },
        category: { sourcedId: category ?? categoryOf(klass, records, put, acted), type: 'category' },
        ...(terms?.[0] === undefined ? {} : { gradingPeriod: terms[0] }),
        resultValueMin: 0,
        resultValueMax: maximum,
        metadata: { scoreType: 'POINTS' },
      }),
    );
    // Scores are spread evenly over the line items that are still to come.
    const due = Math.ceil(left / (lineItems - at));
    const students = (studentsOf.get(klass) ?? []).slice(0, due);
    left -= students.length;
    for (const [place, student] of students.entries()) {
      acted.push(
        ...put('result', randomUUID(), {
          lineItem: { sourcedId: lineItem, type: 'lineItem' },
          student: { sourcedId: student, type: 'user' },
          score: (7 * at + 3 * place) % (Math.floor(maximum) + 1),
          scoreStatus: 'fully graded',
          scoreDate: today,
        }),
      );
    }
  }
  return acted;
}

/** The first category that says it is of the class; where there is none, a new one. */
function categoryOf(
  klass: string,
  records: HubRecords,
  put: (entity: Entity, sourcedId: string, record: Written) => Acted,
  acted: Acted[number][],
): string {
  for (const text of records.all('category')) {
    const { sourcedId, metadata } = JSON.parse(text) as { sourcedId: string; metadata?: Written };
    if (metadata?.['classId'] === klass) return sourcedId;
  }
  const sourcedId = randomUUID();
  acted.push(...put('category', sourcedId, { title: 'From the LMS', metadata: { classId: klass } }));
  return sourcedId;
}
