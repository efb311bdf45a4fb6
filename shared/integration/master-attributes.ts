/** What master fields are about, in the words of School Passport (its reference §7.1) and in the order of its screens. */
export const masterEntities = [
  'student',
  'contact',
  'teacher',
  'class',
  'course',
  'calendar',
  'category',
  'lineItem',
  'result',
] as const;
export type MasterEntity = (typeof masterEntities)[number];

export const rosterMasters: readonly MasterEntity[] = ['student', 'contact', 'teacher', 'class', 'course', 'calendar'];
export const gradebookMasters: readonly MasterEntity[] = ['category', 'lineItem', 'result'];

const person = ['givenName', 'middleName', 'familyName', 'username', 'email', 'identifier', 'enabledUser'];

const attributes: Readonly<Record<MasterEntity, readonly string[]>> = {
  student: [...person, 'grades', 'enrollment', 'otherEnrollments', 'rosters', 'studentContacts'],
  contact: ['givenName', 'familyName', 'email', 'phone', 'schoolId', 'otherSchoolIds', 'relationships'],
  teacher: [...person, 'primaryAssignment', 'otherAssignments', 'rosters'],
  class: [
    'title',
    'classCode',
    'classType',
    'location',
    'periods',
    'course',
    'terms',
    'schoolId',
    'students',
    'otherStaff',
    'calendars',
  ],
  course: ['title', 'courseCode', 'schoolId', 'otherSchoolIds', 'rosters'],
  calendar: [
    'title',
    'type',
    'startDate',
    'endDate',
    'schoolYear',
    'schoolId',
    'otherSchoolIds',
    'rosters',
    'children',
  ],
  category: ['title', 'weight', 'status', 'metadata.userDcid', 'metadata.TermID', 'metadata.categoryId'],
  lineItem: [
    'title',
    'description',
    'assignDate',
    'dueDate',
    'resultValueMin',
    'resultValueMax',
    'class',
    'category',
    'academicSession',
    'metadata.scoreType',
    'status',
  ],
  result: [
    'score',
    'textScore',
    'scoreStatus',
    'scoreDate',
    'comment',
    'lineItem',
    'student',
    'late',
    'missing',
    'incomplete',
    'metadata.exempt',
    'metadata.collected',
    'metadata.absent',
    'status',
  ],
};

/** Relationships belong to nobody: each source's links are merged (§7.1, the properties to clear). */
const relationships: Readonly<Partial<Record<MasterEntity, readonly string[]>>> = {
  student: ['enrollment', 'otherEnrollments', 'rosters', 'studentContacts'],
  contact: ['schoolId', 'otherSchoolIds', 'relationships'],
  teacher: ['primaryAssignment', 'otherAssignments', 'rosters'],
  course: ['schoolId', 'otherSchoolIds', 'rosters'],
  calendar: ['schoolId', 'otherSchoolIds', 'rosters', 'children'],
  class: ['schoolId', 'students', 'otherStaff', 'calendars'],
};

export const masterAttributes = (entity: MasterEntity): readonly string[] => attributes[entity];

/** The properties to clear before master fields are generated. The gradebook has none: all its fields have one master. */
export const clearedAttributes = (entity: MasterEntity): readonly string[] => relationships[entity] ?? [];

export const isRelationship = (entity: MasterEntity, attribute: string): boolean =>
  clearedAttributes(entity).includes(attribute);

/** Those that one end must own before grades are exchanged. */
export const ownedAttributes = (entity: MasterEntity): readonly string[] =>
  attributes[entity].filter((attribute) => !isRelationship(entity, attribute));
