import { z } from 'zod';
import { categoryTitleLimit, characterCount, foldName, lineItemTitleLimit } from '../../../shared/oneroster/limits.ts';
import { scoreTypes } from '../../../shared/powerschool/score-type.ts';
import type { SandboxResponse } from '../powerschool/route.ts';
import type { Entity, GradebookEntity } from './collections.ts';
import type { HubSwitches } from './hub-switches.ts';
import type { HubRecords } from './records.ts';
import { refusal } from './refusal.ts';
import { reference } from './versions/closed.ts';

export type Written = Readonly<Record<string, unknown>>;

const invalid = (description: string): SandboxResponse => refusal(422, 'invalid data', description);

/** What is wrong with a record by the standard, or with what it refers to. */
export function strictRefusal(
  entity: GradebookEntity,
  record: Written,
  records: HubRecords,
): SandboxResponse | undefined {
  const read = records.dialect.closed[entity].safeParse(record);
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
