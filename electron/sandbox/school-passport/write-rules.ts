import { z } from 'zod';
import { categoryTitleLimit, characterCount, foldName, lineItemTitleLimit } from '../../../shared/oneroster/limits.ts';
import { scoreTypes } from '../../../shared/powerschool/score-type.ts';
import type { SandboxResponse } from '../powerschool/route.ts';
import type { Entity, GradebookEntity } from './collections.ts';
import type { HubSwitches } from './hub-switches.ts';
import type { HubRecords } from './records.ts';
import { refusal } from './refusal.ts';

export type Written = Readonly<Record<string, unknown>>;

const reference = z.strictObject({
  href: z.url(),
  sourcedId: z.string().min(1),
  type: z.enum(['academicSession', 'category', 'class', 'lineItem', 'org', 'user']),
});
const common = {
  sourcedId: z.string().min(1).max(255),
  status: z.enum(['active', 'tobedeleted']).optional(),
  dateLastModified: z.iso.datetime().optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
};

/** The records of OneRoster 1.1 as the standard closes them (reference oneroster.md §4); a blank score is left out. */
const strict: Readonly<Record<GradebookEntity, z.ZodType>> = {
  category: z.strictObject({ ...common, title: z.string().min(1) }),
  lineItem: z.strictObject({
    ...common,
    title: z.string().min(1),
    description: z.string().optional(),
    assignDate: z.iso.datetime(),
    dueDate: z.iso.datetime(),
    class: reference,
    category: reference,
    gradingPeriod: reference,
    resultValueMin: z.number(),
    resultValueMax: z.number(),
  }),
  result: z.strictObject({
    ...common,
    lineItem: reference,
    student: reference,
    scoreStatus: z.enum(['exempt', 'fully graded', 'not submitted', 'partially graded', 'submitted']),
    score: z.number().optional(),
    scoreDate: z.iso.date(),
    comment: z.string().optional(),
  }),
};

const invalid = (description: string): SandboxResponse => refusal(422, 'invalid data', description);

/** What is wrong with a record by the standard, or with what it refers to. */
export function strictRefusal(
  entity: GradebookEntity,
  record: Written,
  records: HubRecords,
): SandboxResponse | undefined {
  const read = strict[entity].safeParse(record);
  if (!read.success) return refusal(400, 'invalid data', z.prettifyError(read.error));
  for (const value of Object.values(record)) {
    const to = reference.safeParse(value);
    if (to.success && records.find(to.data.type, to.data.sourcedId) === undefined) {
      return refusal(404, 'unknown object', `There is no such ${to.data.type}.`);
    }
  }
  return undefined;
}

/** Refuses what others hang on: `deletefailure` of the standard. */
export function deleteRefusal(entity: Entity, sourcedId: string, records: HubRecords): SandboxResponse | undefined {
  const dependent = entity === 'category' ? 'lineItem' : entity === 'lineItem' ? 'result' : undefined;
  if (dependent === undefined || records.referring(dependent, entity, sourcedId).length === 0) return undefined;
  return refusal(409, 'deletefailure', 'Other records hang on it.');
}

/** PowerSchool's rules as far as the switches ask for them (reference school-passport.md §8); the record as it is to be kept. */
export function limited(
  entity: GradebookEntity,
  record: Written,
  records: HubRecords,
  { longNames, gradebookRules }: HubSwitches,
): Written | SandboxResponse {
  const title = typeof record['title'] === 'string' ? record['title'] : '';
  const limit = entity === 'category' ? categoryTitleLimit : entity === 'lineItem' ? lineItemTitleLimit : undefined;
  const isLong = limit !== undefined && characterCount(title) > limit;
  if (isLong && longNames === 'refused') return invalid(`A name has at most ${limit} characters.`);
  const refused = gradebookRules ? ruleRefusal(entity, record, title, records) : undefined;
  if (refused !== undefined) return refused;
  return isLong && longNames === 'cut' ? { ...record, title: Array.from(title).slice(0, limit).join('') } : record;
}

function ruleRefusal(
  entity: GradebookEntity,
  record: Written,
  title: string,
  records: HubRecords,
): SandboxResponse | undefined {
  const metadata = metadataOf(record);
  if (entity === 'lineItem') {
    const { scoreType } = metadata;
    const isKnown = scoreType === undefined || (scoreTypes as readonly unknown[]).includes(scoreType);
    return isKnown ? undefined : invalid('There is no such score type.');
  }
  if (entity !== 'category') return undefined;
  const { userDcid, categoryId } = metadata;
  if (userDcid === undefined || userDcid === '') return invalid('A category needs the userDcid of its teacher.');
  const isTaken = records.all('category').some((text) => {
    const other = JSON.parse(text) as Written;
    const more = metadataOf(other);
    return (
      other['sourcedId'] !== record['sourcedId'] &&
      JSON.stringify(more['userDcid']) === JSON.stringify(userDcid) &&
      foldName(String(other['title'])) === foldName(title) &&
      // Copies of one category in several classes are expected (S14).
      (categoryId === undefined || JSON.stringify(more['categoryId']) !== JSON.stringify(categoryId))
    );
  });
  return isTaken ? refusal(409, 'invalid data', 'The teacher has a category of this name.') : undefined;
}

export function metadataOf(record: Written): Written {
  const { metadata } = record;
  return typeof metadata === 'object' && metadata !== null ? (metadata as Written) : {};
}
