import { z } from 'zod';
import { templateProblem } from './course-name.ts';

/** Where the name that somebody signs in with is taken from (C19). */
export const usernameSources = ['username', 'email', 'emailName', 'number', 'stateId'] as const;
export type UsernameSource = (typeof usernameSources)[number];

/** PowerSchool keeps no state number of staff. */
export const staffUsernameSources = ['username', 'email', 'emailName', 'number'] as const;

export const authenticationTypes = ['ldap', 'saml', 'cas', 'none'] as const;

const count = z.number().int().nonnegative();

/** What a comparison with a directory's list came to. Counts alone: no name of it is kept. */
export const usernameReportSchema = z.strictObject({
  comparedOn: z.iso.date(),
  source: z.enum(usernameSources),
  people: count,
  matched: count,
  caseDifferences: count,
  missing: count,
  ambiguous: count,
  blank: count,
});

const username = <const S extends readonly [UsernameSource, ...UsernameSource[]]>(sources: S) =>
  z
    .strictObject({
      source: z.enum(sources).default('username'),
      report: usernameReportSchema.nullable().default(null),
    })
    .prefault({});

/** How a partner gets to see courses and people. */
export const rosterSchema = z
  .strictObject({
    /** What a course is called; see `courseNameTokens`. */
    courseName: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .superRefine((template, context) => {
        const message = templateProblem(template);
        if (message !== null) context.addIssue({ code: 'custom', message });
      })
      .default('{courseName} ({sectionNumber})'),
    /** C25: one course for each section, or one for all sections that have these in common, besides school and course number. */
    courses: z
      .discriminatedUnion('per', [
        z.strictObject({ per: z.literal('section') }),
        z.strictObject({
          per: z.literal('group'),
          term: z.boolean().default(true),
          leadTeacher: z.boolean().default(true),
        }),
      ])
      .default({ per: 'section' }),
    usernames: z
      .strictObject({ staff: username(staffUsernameSources), student: username(usernameSources) })
      .prefault({}),
    authentication: z
      .strictObject({
        /** Null: not said yet. */
        type: z.enum(authenticationTypes).nullable().default(null),
        /** The meeting that is due where names do not match, or where nobody else checks who signs in (C10). */
        signOff: z
          .strictObject({
            by: z.string().trim().min(1).max(100),
            on: z.iso.date(),
            note: z.string().trim().max(500).default(''),
          })
          .nullable()
          .default(null),
      })
      .prefault({}),
  })
  .prefault({});

export type RosterFile = z.input<typeof rosterSchema>;
export type Roster = z.output<typeof rosterSchema>;
export type CourseStructure = Roster['courses'];

export interface OpenPoint {
  readonly code: 'authentication.unknown' | 'usernames.notCompared' | 'usernames.unresolved' | 'authentication.meeting';
  readonly role: 'staff' | 'student' | null;
}

/**
 * What stands between these settings and a review of test data (C10): an unknown authentication, names that were not compared with the
 * directory or do not match, and the meeting where there is no third-party authentication. A recorded meeting settles the last two.
 */
export function rosterOpenPoints({ authentication, usernames }: Roster): readonly OpenPoint[] {
  const { type, signOff } = authentication;
  if (type === null) return [{ code: 'authentication.unknown', role: null }];
  if (type === 'none') return signOff === null ? [{ code: 'authentication.meeting', role: null }] : [];
  return (['staff', 'student'] as const).flatMap((role): readonly OpenPoint[] => {
    const { report, source } = usernames[role];
    // A report of another source says nothing about this one.
    if (report === null || report.source !== source) return [{ code: 'usernames.notCompared', role }];
    const unresolved = report.missing + report.ambiguous + report.blank;
    return unresolved > 0 && signOff === null ? [{ code: 'usernames.unresolved', role }] : [];
  });
}
