import { z } from 'zod';
import type { SandboxResponse } from '../../powerschool/route.ts';
import { gradebookCollections, rosterCollections } from '../collections.ts';
import { common, reference, scoreStatus } from './closed.ts';
import type { HubDialect } from './dialect.ts';
import { v1p1 } from './v1p1.ts';

const base = '/datahub/services/ims/oneroster';
const flag = z.enum(['true', 'false']).optional();

/** OneRoster 1.2: roster and gradebook at addresses of their own, people with lists of roles, new members of gradebook records. */
export const v1p2: HubDialect = {
  version: '1.2',
  services: [
    { base: `${base}/rostering/v1p2`, collections: rosterCollections('roles[0].role') },
    { base: `${base}/gradebook/v1p2`, collections: gradebookCollections },
  ],
  fields: {
    ...v1p1.fields,
    user: [
      ...v1p1.fields.user.filter((name) => name !== 'role'),
      'roles',
      'primaryOrg',
      'userMasterIdentifier',
      'preferredFirstName',
      'preferredLastName',
    ],
    category: ['title', 'weight'],
    lineItem: [...v1p1.fields.lineItem, 'academicSession', 'school', 'resultValueMin', 'resultValueMax'],
    result: [...v1p1.fields.result, 'class', 'textScore', 'inProgress', 'incomplete', 'late', 'missing'],
  },
  closed: {
    category: z.strictObject({ ...common, title: z.string().min(1), weight: z.number().optional() }),
    lineItem: z.strictObject({
      ...common,
      title: z.string().min(1),
      description: z.string().optional(),
      assignDate: z.iso.datetime(),
      dueDate: z.iso.datetime(),
      class: reference,
      school: reference,
      category: reference,
      gradingPeriod: reference.optional(),
      academicSession: reference.optional(),
      resultValueMin: z.number().optional(),
      resultValueMax: z.number().optional(),
    }),
    result: z.strictObject({
      ...common,
      lineItem: reference,
      student: reference,
      class: reference.optional(),
      scoreStatus: z.union([scoreStatus, z.string().regex(/^ext:[\w.-]+$/)]),
      score: z.number().optional(),
      textScore: z.string().optional(),
      scoreDate: z.iso.date(),
      comment: z.string().optional(),
      inProgress: flag,
      incomplete: flag,
      late: flag,
      missing: flag,
    }),
  },
  putAgain: 201,
  takesPosts: true,
  shaped(entity, record, find) {
    const own = withTypes(record) as Readonly<Record<string, unknown>>;
    if (entity === 'user' && own['role'] !== undefined) {
      const { role, orgs, ...person } = own;
      const org: unknown = Array.isArray(orgs) ? orgs[0] : undefined;
      return { ...person, roles: [{ roleType: 'primary', role, org }], primaryOrg: org };
    }
    if (entity === 'lineItem') {
      const { gradingPeriod, ...lineItem } = own;
      const school = find('class', idIn(own['class']))?.['school'];
      return {
        ...(school === undefined ? {} : { school }),
        ...(gradingPeriod === undefined ? {} : { academicSession: gradingPeriod }),
        ...lineItem,
      };
    }
    if (entity !== 'result') return own;
    const klass = find('lineItem', idIn(own['lineItem']))?.['class'];
    return klass === undefined ? own : { class: klass, ...own };
  },
  refused: nested,
};

/** References name the entity: a school is an `org`, a student a `user`, a term an `academicSession` (§2.3). */
const types: Readonly<Record<string, string>> = {
  student: 'user',
  teacher: 'user',
  school: 'org',
  district: 'org',
  term: 'academicSession',
};

/** The references in a record with the types of 1.2; the record itself has a type of its own vocabulary. */
function withTypes(value: unknown, isReference = false): unknown {
  if (Array.isArray(value)) return value.map((inner: unknown) => withTypes(inner, true));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]: [string, unknown]) => [
      name,
      isReference && name === 'type' && typeof inner === 'string' ? (types[inner] ?? inner) : withTypes(inner, true),
    ]),
  );
}

const idIn = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'sourcedId' in value ? String(value.sourcedId) : '';

const minorCodes: Readonly<Record<string, string>> = {
  unauthorized: 'unauthorisedrequest',
  'unknown object': 'unknownobject',
  'invalid data': 'invaliddata',
  unsupported: 'forbidden',
};

/** The minor code nested, from the closed list of 1.2 (§5.7). */
function nested(answer: SandboxResponse): SandboxResponse {
  const { body } = answer;
  if (typeof body !== 'object' || body === null || !('imsx_codeMinor' in body)) return answer;
  const { imsx_codeMinor: minor, ...more } = body;
  const value = minorCodes[String(minor)] ?? minor;
  const fields = [{ imsx_codeMinorFieldName: 'TargetEndSystem', imsx_codeMinorFieldValue: value }];
  return { ...answer, body: { ...more, imsx_CodeMinor: { imsx_codeMinorField: fields } } };
}
