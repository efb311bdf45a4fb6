import { z } from 'zod';
import { mappedEntities } from '../../integration/mapping/mapped-entities.ts';
import { projectChangeSchema, projectPlanSchema } from '../../reports/project-plan.ts';
import { mappingCallSchema, signerSchema, worksheetSchema } from '../../reports/worksheet.ts';
import { weekStatusSchema } from '../../reports/week.ts';
import { ofIntegration } from './inputs.ts';

export const reportNames = ['worksheet', 'project', 'week'] as const;
export type ReportName = (typeof reportNames)[number];

/** A day of the week that is meant; null: the one that is under way. */
const week = z.iso.date().nullable().default(null);

/** What the people of a project print, sign and send each other. None of it holds a student's data. */
export const reportRequests = {
  'reports.worksheet': { input: ofIntegration, output: worksheetSchema },
  'reports.keepCall': { input: ofIntegration.extend({ call: mappingCallSchema }), output: worksheetSchema },
  /** An empty note is none. */
  'reports.keepNote': {
    input: ofIntegration.extend({
      entity: z.enum(mappedEntities),
      attribute: z.string().min(1).max(100),
      note: z.string().trim().max(2000),
    }),
    output: worksheetSchema,
  },
  /** Puts a name under the mapping as it is now. */
  'reports.signOff': { input: ofIntegration.extend({ signer: signerSchema }), output: worksheetSchema },
  'reports.project': { input: ofIntegration, output: projectPlanSchema },
  'reports.keepProject': { input: ofIntegration.extend({ change: projectChangeSchema }), output: projectPlanSchema },
  'reports.week': { input: ofIntegration.extend({ week }), output: weekStatusSchema },
  /** A report as CSV (RFC 4180); formulas are disarmed. `bom`: begins with the mark by which some spreadsheets know UTF-8. */
  'reports.csv': {
    input: ofIntegration.extend({ report: z.enum(reportNames), week, bom: z.boolean().default(false) }),
    output: z.object({ text: z.string(), fileName: z.string() }),
  },
} as const;
