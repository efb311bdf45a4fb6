import { z } from 'zod';
import { knownTokens } from './course-groups.ts';
import { tokensOf, templateProblem } from './course-name.ts';

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
  /** Names of the directory that nobody here has. */
  onlyInDirectory: count,
});
export type UsernameReport = z.output<typeof usernameReportSchema>;

export const usernameRoles = ['staff', 'student'] as const;
export type UsernameRole = (typeof usernameRoles)[number];

/** What a class is called anyway, where no other template was chosen. */
export const usualCourseName = '{courseName} ({sectionNumber})';

export const courseStructureSchema = z.discriminatedUnion('per', [
  /** As PowerSchool lists its courses: one for all sections of a course. */
  z.strictObject({ per: z.literal('course') }),
  z.strictObject({ per: z.literal('section') }),
  z.strictObject({
    per: z.literal('group'),
    term: z.boolean().default(true),
    leadTeacher: z.boolean().default(true),
  }),
]);
export type CourseStructure = z.output<typeof courseStructureSchema>;

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
      .default(usualCourseName),
    /**
     * C25: one course for each section, or one for all sections that have these in common, besides school and course. Once there was a sync,
     * another choice makes other courses of the same sections.
     */
    courses: courseStructureSchema.default({ per: 'course' }),
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
  .superRefine(({ courseName, courses }, context) => {
    if (courses.per === 'section' || templateProblem(courseName) !== null) return;
    const known = knownTokens(courses);
    if (tokensOf(courseName).some((token) => known.includes(token))) return;
    context.addIssue({
      code: 'custom',
      path: ['courseName'],
      message: `must have something that all sections of a course have in common, such as {${known[0] ?? 'courseName'}}`,
    });
  })
  .prefault({});

export type RosterFile = z.input<typeof rosterSchema>;
export type Roster = z.output<typeof rosterSchema>;

export interface OpenPoint {
  readonly code: 'authentication.unknown' | 'usernames.notCompared' | 'usernames.unresolved' | 'authentication.meeting';
  readonly role: UsernameRole | null;
  /** Nothing is written to the partner before it is settled. */
  readonly blocks: boolean;
}

/**
 * What stands between these settings and people who can sign in (C10): an unknown authentication, names that were not compared with the
 * directory or do not match, and the meeting where there is no third-party authentication. A recorded meeting settles all but the first, as
 * far as it was known on its day.
 */
export function rosterOpenPoints({ authentication, usernames }: Roster): readonly OpenPoint[] {
  const { type, signOff } = authentication;
  if (type === 'none') {
    return signOff === null ? [{ code: 'authentication.meeting', role: null, blocks: true }] : [];
  }
  const unknown: readonly OpenPoint[] =
    type === null ? [{ code: 'authentication.unknown', role: null, blocks: false }] : [];
  const ofRoles = usernameRoles.flatMap((role): readonly OpenPoint[] => {
    const report = currentReport(usernames[role]);
    if (report === null) {
      return type === null || signOff !== null ? [] : [{ code: 'usernames.notCompared', role, blocks: true }];
    }
    const isSignedOff = signOff !== null && report.comparedOn <= signOff.on;
    return unresolvedOf(report) > 0 && !isSignedOff ? [{ code: 'usernames.unresolved', role, blocks: true }] : [];
  });
  return [...unknown, ...ofRoles];
}

/** A report of another source says nothing about this one. */
export const currentReport = ({ report, source }: Roster['usernames'][UsernameRole]): UsernameReport | null =>
  report?.source === source ? report : null;

/** How many people could not sign in, or not as themselves. Other capitals are told, but keep nobody out. */
export const unresolvedOf = ({ missing, ambiguous, blank }: UsernameReport): number => missing + ambiguous + blank;
