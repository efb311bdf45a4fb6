import { z } from 'zod';
import type { SandboxSwitches } from './route.ts';

/** Fresh defaults: each open question of reference §11.4 answered in the commonest way. */
export function defaultSwitches(): SandboxSwitches {
  return {
    version: '25.6.1.0',
    expiresInAsNumber: false,
    tokenLifetimeSeconds: 3600,
    reissueSameToken: false,
    singleObjectQuirk: true,
    numericLookingTextAsNumbers: true,
    breachMitigation: false,
    assignmentSectionIdsHeader: true,
    dataVersion: true,
    assignmentScoreEndpoint: false,
    scoreStatusRequired: false,
    clearScoreWith: 'either',
    categoryPostReturnsArray: true,
    studentDefaultFilter: false,
    throttleStatus: 429,
    minimumIntervalMs: 0,
    maxPageSize: {
      course: 100,
      school: 100,
      section: 100,
      section_enrollment: 100,
      staff: 100,
      student: 100,
      term: 100,
      schema_table_query: 100,
    },
    timeZone: 'America/Chicago',
    grantsForWholeQuery: true,
    tellsVersion: true,
    tellsTimeZone: true,
    clockSkewSeconds: 0,
    pluginsEnabled: true,
    v1Access: true,
    withheldColumns: [],
    writeAccess: true,
    lockedTerms: [],
  };
}

/** A change of some switches, as it comes over the control surface. Unknown names are refused. */
export const switchChange = z
  .object({
    version: z.string().regex(/^\d+(\.\d+)*$/),
    expiresInAsNumber: z.boolean(),
    tokenLifetimeSeconds: z.number().int().min(0),
    reissueSameToken: z.boolean(),
    singleObjectQuirk: z.boolean(),
    numericLookingTextAsNumbers: z.boolean(),
    breachMitigation: z.boolean(),
    assignmentSectionIdsHeader: z.boolean(),
    dataVersion: z.boolean(),
    assignmentScoreEndpoint: z.boolean(),
    scoreStatusRequired: z.boolean(),
    clearScoreWith: z.enum(['empty', 'null', 'either', 'never']),
    categoryPostReturnsArray: z.boolean(),
    studentDefaultFilter: z.boolean(),
    throttleStatus: z.union([z.literal(429), z.literal(403)]),
    minimumIntervalMs: z.number().min(0),
    maxPageSize: z.record(z.string(), z.number().int().min(1)),
    timeZone: z.string().min(1),
    grantsForWholeQuery: z.boolean(),
    tellsVersion: z.boolean(),
    tellsTimeZone: z.boolean(),
    clockSkewSeconds: z.number().int(),
    pluginsEnabled: z.boolean(),
    v1Access: z.boolean(),
    withheldColumns: z.array(z.string().regex(/^[A-Z\d_]+\.[A-Z\d_]+$/)),
    writeAccess: z.boolean(),
    lockedTerms: z.array(z.number().int()),
  })
  .partial()
  .strict();

/** Sets the switches that were given; page sizes are merged key by key. */
export function applySwitches(
  switches: SandboxSwitches,
  change: { readonly [K in keyof SandboxSwitches]?: SandboxSwitches[K] | undefined },
): void {
  const { maxPageSize, ...rest } = change;
  for (const [key, value] of Object.entries(rest)) if (value !== undefined) Object.assign(switches, { [key]: value });
  Object.assign(switches.maxPageSize, maxPageSize);
}
