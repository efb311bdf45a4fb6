import { compareVersions } from '../plugin-rules.ts';
import type { SandboxContext, SandboxHandler, SandboxResponse } from '../route.ts';
import { course } from './courses.ts';
import { count, list, one } from './listing.ts';
import type { Scope } from './listing.ts';
import { district, metadata, serverTime } from './metadata.ts';
import { accessLevelMissing, notFound, refuse } from './refusals.ts';
import type { Resource } from './resource.ts';
import { isOrdinarySchool, school } from './schools.ts';
import { sectionEnrollment } from './section-enrollments.ts';
import { section } from './sections.ts';
import { isActiveStaff, staff } from './staff.ts';
import { student } from './students.ts';
import { term } from './terms.ts';

/** Objects that have a path of their own, by its first word. */
const singles: ReadonlyMap<string, Resource> = new Map(
  [school, student, staff, course, section, sectionEnrollment, term].map((resource) => [resource.name, resource]),
);

/** What a school has lists of: the condition for its school number, given once. */
const ofSchool: ReadonlyMap<string, { readonly resource: Resource; readonly scope: string }> = new Map([
  ['student', { resource: student, scope: 's.SCHOOLID = ?' }],
  ['staff', { resource: staff, scope: `s.SCHOOLID = ? AND ${isActiveStaff}` }],
  // The district's courses (school 0) are every school's.
  ['course', { resource: course, scope: 'c.SCHOOLID IN (0, ?)' }],
  ['section', { resource: section, scope: 's.SCHOOLID = ?' }],
  ['term', { resource: term, scope: 't.SCHOOLID = ?' }],
]);

/** Older servers do not mind `accessLevelV1Api` (reference §3.4). */
const accessLevelsSince = '25.2';

const ordinarySchools: Scope = { sql: isOrdinarySchool, values: [] };
const everything: Scope = { sql: '1', values: [] };

/** `/ws/v1` (reference §5), read only. Metadata and time need no plugin; the rest needs its access level from 25.2 on. */
export const v1Handler: SandboxHandler = ({ method, path, params, plugin }, context) => {
  const [empty, ws, v1, ...parts] = path.replace(/\/$/, '').split('/');
  if (empty !== '' || ws !== 'ws' || v1 !== 'v1') return undefined;
  const [first] = parts;
  if (parts.length === 1 && method === 'GET') {
    if (first === 'metadata') return metadata(context, plugin);
    if (first === 'time') return serverTime(context);
  }
  if (plugin === undefined) return undefined;
  if (plugin.v1Access === 'NONE' && compareVersions(context.switches.version, accessLevelsSince) >= 0)
    return accessLevelMissing();
  if (method !== 'GET') return refuse(405, 'The method is not allowed for the requested resource');
  return first === 'district' ? inDistrict(parts, params, context) : object(parts, params, context);
};

function inDistrict(
  [, name, last, ...more]: readonly string[],
  params: URLSearchParams,
  context: SandboxContext,
): SandboxResponse {
  if (name === undefined) return district();
  if (more.length > 0) return notFound();
  if (name === 'school') return listOrCount(school, ordinarySchools, last, params, context);
  if (name === 'student') return listOrCount(student, everything, last, params, context);
  return notFound();
}

function object(
  [name = '', id, inner, last, ...more]: readonly string[],
  params: URLSearchParams,
  context: SandboxContext,
): SandboxResponse {
  if (name === 'test_subscription' && id === undefined) {
    return { status: 200, body: { id: 1, content: 'Test Subscription' } };
  }
  const resource = singles.get(name);
  if (resource === undefined || more.length > 0) return notFound();
  if (name === 'school' && (id === undefined || id === 'count')) {
    return inner === undefined ? listOrCount(school, ordinarySchools, id, params, context) : notFound();
  }
  if (id === undefined || !/^\d{1,15}$/.test(id)) return notFound();
  if (inner === undefined) return one(resource, id, params, context);
  if (name === 'school') return inSchool(id, inner, last, params, context);
  if (name !== 'section' || inner !== sectionEnrollment.name) return notFound();
  const exists = context.db.prepare('SELECT 1 FROM SECTIONS WHERE DCID = ?').get(Number(id)) !== undefined;
  const scope = {
    sql: 'e.SECTIONID IN (SELECT ID FROM SECTIONS WHERE DCID = ? UNION SELECT -ID FROM SECTIONS WHERE DCID = ?)',
    values: [Number(id), Number(id)],
  };
  return exists ? listOrCount(sectionEnrollment, scope, last, params, context) : notFound();
}

function inSchool(
  id: string,
  name: string,
  last: string | undefined,
  params: URLSearchParams,
  context: SandboxContext,
): SandboxResponse {
  const number = context.db
    .prepare<[number], number>('SELECT SCHOOL_NUMBER FROM SCHOOLS WHERE DCID = ?')
    .pluck()
    .get(Number(id));
  const listed = ofSchool.get(name);
  if (number === undefined || listed === undefined) return notFound();
  const { resource, scope } = listed;
  const onlyActive = resource === student && context.switches.studentDefaultFilter && !params.has('q');
  const sql = onlyActive ? `${scope} AND s.ENROLL_STATUS = 0` : scope;
  return listOrCount(resource, { sql, values: [number] }, last, params, context);
}

function listOrCount(
  resource: Resource,
  scope: Scope,
  last: string | undefined,
  params: URLSearchParams,
  context: SandboxContext,
): SandboxResponse {
  if (last === undefined) return list(resource, scope, params, context);
  return last === 'count' ? count(resource, scope, params, context) : notFound();
}
