import { z } from 'zod';
import { entityTypes } from '../../oneroster/entity.ts';
import { count, integrationId, ofIntegration } from './inputs.ts';

export const issueSeverities = ['error', 'warning'] as const;

/** Which issues: all conditions at once; null and an empty text leave nothing out. */
export const issueFilterSchema = ofIntegration.extend({
  severity: z.enum(issueSeverities).nullable().default(null),
  entity: z.enum(entityTypes).nullable().default(null),
  schoolKey: z.number().int().nonnegative().nullable().default(null),
  /** Words of what is wrong or of the record's name, or a PowerSchool ID. */
  text: z.string().max(200).default(''),
  /** Those that this run was the last to find. */
  runId: z.string().min(1).max(100).nullable().default(null),
});

/** Records with one and the same problem. */
export const issueGroupSchema = z.object({
  code: z.string(),
  severity: z.enum(issueSeverities),
  entity: z.enum(entityTypes),
  count,
  message: z.string(),
  fix: z.string(),
});
export type IssueGroup = z.output<typeof issueGroupSchema>;

const listedIssueSchema = z.object({
  id: count,
  sourcedId: z.string(),
  powerSchoolId: z.string(),
  /** Null for what a whole listing is blamed for and for what only the partner has. */
  name: z.string().nullable(),
  /** Of a record that only the partner has: its sourcedId there. */
  partner: z.string().nullable(),
  school: z.string().nullable(),
  message: z.string(),
});
export type ListedIssue = z.output<typeof listedIssueSchema>;

export const issueRequests = {
  /** By cause, the commonest first. `schools`: all that have an issue, whatever the filter. */
  'issues.groups': {
    input: issueFilterSchema,
    output: z.object({
      total: count,
      groups: z.array(issueGroupSchema).readonly(),
      schools: z.array(z.object({ key: z.number().int(), name: z.string().nullable(), count })).readonly(),
    }),
  },
  /** The issues of one cause, a page at a time. */
  'issues.page': {
    input: issueFilterSchema.extend({
      code: z.string().min(1).max(100),
      integrationId,
      entity: z.enum(entityTypes),
      severity: z.enum(issueSeverities),
      after: count.default(0),
      limit: z.number().int().min(1).max(500).default(50),
    }),
    output: z.object({ issues: z.array(listedIssueSchema).readonly(), next: count.nullable() }),
  },
} as const;
