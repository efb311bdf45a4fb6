import type { HubRecords } from '../../../electron/sandbox/school-passport/records.ts';

interface Reference {
  readonly sourcedId: string;
}

/** A record of the hub as far as stories look at it. */
export interface HubRecord extends Reference {
  readonly [name: string]: unknown;
  readonly title?: string;
  readonly role?: string;
  readonly givenName?: string;
  readonly familyName?: string;
  readonly identifier?: string;
  readonly score?: number | null;
  readonly class?: Reference;
  readonly category?: Reference;
  readonly lineItem?: Reference;
  readonly student?: Reference;
  readonly terms?: readonly Reference[];
  readonly metadata?: Readonly<Record<string, unknown>>;
}

export const readHub = (records: HubRecords, entity: Parameters<HubRecords['put']>[0]): readonly HubRecord[] =>
  records.all(entity).map((text) => JSON.parse(text) as HubRecord);

/** The hub's classes are called by course and section: `Biology (1)`. */
export function classNamed(records: HubRecords, name: string): HubRecord {
  return found(
    readHub(records, 'class').find(({ title }) => title === `${name} (1)`),
    name,
  );
}

export function lineItemNamed(records: HubRecords, name: string, klass: string): HubRecord {
  const { sourcedId } = classNamed(records, klass);
  return found(
    readHub(records, 'lineItem').find((item) => item.title === name && item.class?.sourcedId === sourcedId),
    name,
  );
}

/** By name, or by name and number where two have the same: `Ada Ash (1002)`. */
export function studentNamed(records: HubRecords, name: string): string {
  const [, person = '', number] = /^(.*?)(?: \((\d+)\))?$/.exec(name) ?? [];
  const of = readHub(records, 'user').find(
    ({ role, givenName, familyName, identifier }) =>
      role === 'student' && `${givenName} ${familyName}` === person && (number === undefined || identifier === number),
  );
  return found(of, name).sourcedId;
}

function found(record: HubRecord | undefined, name: string): HubRecord {
  if (record === undefined) throw new Error(`The partner has no ${name}.`);
  return record;
}

/** A category says of which class it is in its metadata, or in its id, which then is PowerSchool's (S31). */
export const isCategoryOf = ({ sourcedId, metadata }: HubRecord, klass: string, section: number): boolean =>
  metadata?.['classId'] === klass || new RegExp(`^category-\\d+-${section}$`).test(sourcedId);
