/** The topics of a record's overview in reading order. */
export const topics = [
  'General',
  'People and places',
  'Dates',
  'Score',
  'Flags',
  'More from PowerSchool',
  'Local copy',
] as const;
type Topic = (typeof topics)[number];

const columns: Readonly<Partial<Record<Topic, readonly string[]>>> = {
  'People and places': [
    'org',
    'orgs',
    'school',
    'parent',
    'course',
    'terms',
    'class',
    'teacher',
    'user',
    'student',
    'category',
    'academicSession',
    'lineItem',
    'location',
    'periods',
  ],
  Dates: ['startDate', 'endDate', 'schoolYear', 'beginDate', 'assignDate', 'dueDate', 'scoreDate'],
  Score: [
    'scoreStatus',
    'score',
    'textScore',
    'comment',
    'resultValueMin',
    'resultValueMax',
    'weight',
    'metadata.scoreType',
    'metadata.percent',
    'metadata.letterGrade',
    'metadata.scoreEntered',
  ],
  Flags: [
    'late',
    'missing',
    'incomplete',
    'metadata.exempt',
    'metadata.collected',
    'metadata.absent',
    'enabledUser',
    'primary',
  ],
  'More from PowerSchool': ['metadata'],
  'Local copy': ['status', 'dateLastModified'],
};

/** Where a column stands in the overview. */
export const topicOf = (column: string): Topic =>
  topics.find((topic) => columns[topic]?.includes(column) === true) ?? 'General';
