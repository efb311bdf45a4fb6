/** The applications of the gallery (S18, S19), and what each can do today. */
export const apps = {
  powerschool: {
    name: 'PowerSchool',
    kind: 'Student information system',
    summary: 'Brings rosters and gradebooks to this computer, and keeps gradebooks in step with School Passport.',
    does: [
      'Import reads schools, terms, courses, classes, staff, students, enrolments and, with Grade Sync, categories, line items and scores. Nothing is written to PowerSchool.',
      '2-Way Sync, which is recommended, also keeps categories, line items and scores the same in PowerSchool and School Passport. Every change is shown before it is made and can be taken back.',
    ],
    needs: [
      'PowerSchool 8.3 or higher, reached by https with a certificate that is publicly trusted.',
      'The special plugin that support sent, or one that this application builds; somebody who may install it in PowerSchool.',
      'For Grade Sync in an import: support’s confirmation that it was activated.',
      'For 2-Way Sync: the address and the credentials of School Passport.',
    ],
    topic: 'powerschool',
  },
  sandbox: {
    name: 'Sandbox district',
    kind: 'For trying and training',
    summary: 'A simulated district with schools, teachers, students and gradebooks, all of them made up.',
    does: [
      'It runs on this computer alone, and answers as a real PowerSchool would. Sync it, browse it, break it.',
      'Nothing of it reaches a real system, and it goes when you delete it.',
    ],
    needs: ['Nothing: neither a network nor a PowerSchool.'],
    topic: 'start',
  },
} as const;

export type AppName = keyof typeof apps;
// SAFETY: the keys of a constant.
export const appNames = Object.keys(apps) as readonly AppName[];

/** PowerSchool for every name that is none. */
export const appNamed = (name: string): AppName => appNames.find((known) => known === name) ?? 'powerschool';

export const galleryTexts = {
  title: 'Application gallery',
  description: 'Choose what to connect. Several integrations with PowerSchool can stand beside each other.',
  details: (name: string) => `${name}: what it does and needs`,
  does: 'What it does',
  needs: 'What you need',
  help: 'Help on this',
  back: 'All applications',
  activated: (count: number) => (count === 1 ? 'Activated once' : `Activated ${String(count)} times`),
  withoutGradeSync:
    'Grade Sync is chosen while an integration is created and never later. For an integration without it, create a new one here, or under its Settings, General, with everything else copied.',
} as const;
