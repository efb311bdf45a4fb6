import { z } from 'zod';

const calendarDate = z.iso.date();

/** Who said so, and when. */
const saidBy = z.strictObject({ by: z.string().trim().min(1).max(200), on: calendarDate });

/** Whose rules for passing grades back hold in this district. */
export const gradeRules = ['school-passport', 'canvas'] as const;

/** What was arranged with the people who have to agree, before anything can work. */
export const prerequisitesSchema = z
  .strictObject({
    /** S16: the letter to support that asks for Grade Sync and for the special plugin. */
    request: z
      .strictObject({ sentOn: calendarDate, reference: z.string().trim().max(200).default('') })
      .nullable()
      .default(null),
    /** S16: where the plugin comes from: support's, with the day on which it came, or one that this application builds. */
    plugin: z
      .discriminatedUnion('from', [
        z.strictObject({
          from: z.literal('support'),
          receivedOn: calendarDate,
          reference: z.string().trim().max(200).default(''),
        }),
        z.strictObject({ from: z.literal('built') }),
      ])
      .nullable()
      .default(null),
    rules: z.enum(gradeRules).default('school-passport'),
    /** C6: the Customer Success Manager has enabled the integration for the institution. */
    enabledForInstitution: saidBy.nullable().default(null),
    /** C8: “Post Grades to SIS” is enabled by both. */
    postGradesToSis: z
      .strictObject({
        customerSuccessManager: saidBy.nullable().default(null),
        implementationConsultant: saidBy.nullable().default(null),
      })
      .prefault({}),
  })
  .prefault({});
export type Prerequisites = z.output<typeof prerequisitesSchema>;

export interface MissingApproval {
  /** The setting below `prerequisites`. */
  readonly field: string;
  readonly message: string;
}

/** What Canvas's rules want before anything works (C6, C8); nothing where they do not hold. */
export function missingApprovals(prerequisites: Prerequisites): readonly MissingApproval[] {
  const { rules, enabledForInstitution, postGradesToSis } = prerequisites;
  if (rules !== 'canvas') return [];
  const wanted = [
    [
      'enabledForInstitution',
      enabledForInstitution,
      'Your Customer Success Manager has to enable the integration for your institution: ask for it, then enter who did it and when.',
    ],
    [
      'postGradesToSis.customerSuccessManager',
      postGradesToSis.customerSuccessManager,
      '“Post Grades to SIS” has to be enabled by your Customer Success Manager: enter who did it and when.',
    ],
    [
      'postGradesToSis.implementationConsultant',
      postGradesToSis.implementationConsultant,
      '“Post Grades to SIS” has to be enabled by an Implementation Consultant, too: enter who did it and when.',
    ],
  ] as const;
  return wanted.flatMap(([field, given, message]) => (given === null ? [{ field, message }] : []));
}
