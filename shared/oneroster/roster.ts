import type { EntityShape } from './entity.ts';

/** OneRoster Org. `sourceKey` 0 is the district itself. */
export const org: EntityShape = {
  type: 'org',
  columns: [
    { name: 'name', kind: 'text' },
    { name: 'type', kind: 'text' },
    { name: 'identifier', kind: 'text' },
    { name: 'parentKey', kind: 'ref', path: 'parent', target: 'org' },
    { name: 'metadata', kind: 'json' },
  ],
};

/** OneRoster AcademicSession, per school (C24). `endDate` is exclusive as the standard has it; `metadata.lastDay` is not. */
export const academicSession: EntityShape = {
  type: 'academicSession',
  columns: [
    { name: 'title', kind: 'text' },
    { name: 'type', kind: 'text' },
    { name: 'startDate', kind: 'date' },
    { name: 'endDate', kind: 'date' },
    { name: 'schoolYear', kind: 'integer', from: 'schoolYear' },
    { name: 'parentKey', kind: 'ref', path: 'parent', target: 'academicSession' },
    { name: 'org', kind: 'ref', from: 'schoolKey', target: 'org' },
    { name: 'metadata', kind: 'json' },
  ],
};

/** OneRoster Course. */
export const course: EntityShape = {
  type: 'course',
  columns: [
    { name: 'title', kind: 'text' },
    { name: 'courseCode', kind: 'text' },
    { name: 'org', kind: 'ref', from: 'schoolKey', target: 'org' },
    { name: 'metadata', kind: 'json' },
  ],
};

/** OneRoster Class. */
export const klass: EntityShape = {
  type: 'class',
  columns: [
    { name: 'title', kind: 'text' },
    { name: 'classCode', kind: 'text' },
    { name: 'classType', kind: 'text' },
    { name: 'location', kind: 'text' },
    { name: 'periods', kind: 'list' },
    { name: 'courseKey', kind: 'ref', path: 'course', target: 'course' },
    { name: 'school', kind: 'ref', from: 'schoolKey', target: 'org' },
    { name: 'termKeys', kind: 'refs', path: 'terms', target: 'academicSession' },
    { name: 'metadata', kind: 'json' },
  ],
};

/** OneRoster User. `sourceSubkey` is one of `userKind`: staff and students are numbered apart at the source. */
export const user: EntityShape = {
  type: 'user',
  columns: [
    { name: 'role', kind: 'text' },
    { name: 'givenName', kind: 'text' },
    { name: 'middleName', kind: 'text' },
    { name: 'familyName', kind: 'text' },
    { name: 'username', kind: 'text' },
    { name: 'email', kind: 'text' },
    { name: 'identifier', kind: 'text' },
    { name: 'enabledUser', kind: 'boolean' },
    { name: 'grades', kind: 'list' },
    { name: 'orgKeys', kind: 'refs', path: 'orgs', target: 'org' },
    { name: 'metadata', kind: 'json' },
  ],
};

/** OneRoster Enrollment. `sourceSubkey` is one of `enrollmentKind`. `endDate` is exclusive. */
export const enrollment: EntityShape = {
  type: 'enrollment',
  columns: [
    { name: 'userKey', kind: 'ref', path: 'user', target: 'user', targetSubkey: 'userKind' },
    { name: 'userKind', kind: 'hidden' },
    { name: 'classKey', kind: 'ref', path: 'class', target: 'class' },
    { name: 'school', kind: 'ref', from: 'schoolKey', target: 'org' },
    { name: 'role', kind: 'text' },
    { name: 'primary', kind: 'boolean' },
    { name: 'beginDate', kind: 'date' },
    { name: 'endDate', kind: 'date' },
    { name: 'metadata', kind: 'json' },
  ],
};
