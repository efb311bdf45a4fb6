export const advancedTexts = {
  title: 'Advanced settings',
  pageSize: { label: 'Rows per page', hint: '0: as many as PowerSchool allows.' },
  requestTimeoutSeconds: {
    label: 'Longest wait for an answer, in seconds',
    hint: 'After that the request is tried again.',
  },
  minimumIntervalMs: {
    label: 'Least time between two requests, in milliseconds',
    hint: 'More is learned by itself where PowerSchool asks for it.',
  },
  maxRequestsInFlight: {
    label: 'Requests at the same time',
    hint: 'More is faster, and a heavier load for PowerSchool.',
  },
  resumeWithinHours: {
    label: 'Go on with a broken-off sync within, in hours',
    hint: 'What it had read to the end is not read again.',
  },
  dataVersionApplication: {
    label: 'Application name of a Data Version subscription',
    hint: 'Only where one was set up in PowerSchool. Otherwise leave it empty.',
  },
  includeInactiveStudents: {
    label: 'Students who are not active, too',
    hint: 'Those who have left, graduated or not come yet.',
  },
  includeStaffWithoutSections: { label: 'Staff without sections, too', hint: 'People who teach nothing.' },
  includeCoTeachers: { label: 'Co-teachers, too', hint: 'Without, a class has its lead teacher alone.' },
  changeColumns: {
    label: 'PowerSchool tells when a gradebook row was changed',
    hint: 'Switch it off where PowerSchool refuses the plugin with “Invalid Column”, then build the plugin anew. Syncs are slower without.',
  },
} as const;
