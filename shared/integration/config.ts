import { z } from 'zod';
import { fixesSchema } from './fixes.ts';
import { gradeMappingsWithoutGradeSync, mappingsSchema } from './mappings.ts';
import { gradeRuleSchema } from './grade-rule.ts';
import { gradeExchangePreset } from './grade-exchange.ts';
import { masterFieldsSchema } from './master-fields.ts';
import { partnerSchema } from './partner.ts';
import { formerIdsSchema } from './former-ids.ts';
import { phasesSchema } from './phases.ts';
import { prerequisitesSchema } from './prerequisites.ts';
import { rosterSchema } from './roster.ts';
import { retentionSchema } from './retention.ts';
import { scheduleSchema } from './schedule.ts';
import { insecureParts, webAddress } from './web-address.ts';

const calendarDate = z.iso.date();

export const limitsSchema = z
  .strictObject({
    /** A run stops before its first write if more than this share of a school's records of an entity would go. */
    removalPercent: z.number().min(0).max(100).default(10),
    /** … unless fewer than this many would go. */
    removalMinimum: z.number().int().min(0).default(20),
    /** A plan is not written if more than this share of a school's records of an entity would change at one end. */
    changePercent: z.number().min(0).max(100).default(50),
    /** … or if more scores of a school than this would become blank, or zero. */
    blankedScores: z.number().int().min(0).default(25),
    zeroedScores: z.number().int().min(0).default(25),
    /** … or if the average of a class would move by more points of a hundred than this. */
    averageShift: z.number().min(0).max(100).default(10),
    /** Whether a listing may be empty where there were records before. */
    allowEmpty: z.boolean().default(false),
  })
  .prefault({});

export const advancedSchema = z
  .strictObject({
    /** Rows per page; 0 asks for what the server allows. */
    pageSize: z.number().int().min(0).max(10_000).default(0),
    requestTimeoutSeconds: z.number().int().min(5).max(600).default(120),
    /** Least time between two requests; more is learned from the server's refusals. */
    minimumIntervalMs: z.number().int().min(0).max(60_000).default(0),
    maxRequestsInFlight: z.number().int().min(1).max(8).default(1),
    includeInactiveStudents: z.boolean().default(false),
    includeStaffWithoutSections: z.boolean().default(true),
    /** Without, a class has its lead teacher alone (S9). */
    includeCoTeachers: z.boolean().default(true),
    /** Application name of a Data Version subscription set up in PowerSchool, if there is one. */
    dataVersionApplication: z.string().min(1).nullable().default(null),
    /** False where the server's tables lack WHENMODIFIED and TRANSACTION_DATE: the plugin then asks for neither. */
    changeColumns: z.boolean().default(true),
    /** How long a crashed run's finished listings may be used, in hours. */
    resumeWithinHours: z.number().min(0).max(168).default(12),
  })
  .prefault({});

/** The settings one by one, without the rules that hold between them: what was stored by an earlier version is read by it. */
export const integrationShape = z.strictObject({
  name: z.string().trim().min(1).max(100),
  /** S20: chosen once, never changed. */
  mode: z.enum(['import', 'two-way']),
  environment: z.enum(['test', 'production']).default('production'),
  prerequisites: prerequisitesSchema,
  gradeSync: z
    .strictObject({
      /** S17: chosen when the integration is created or never. */
      enabled: z.boolean().default(false),
      /** S17: it may rest and go on again, because it was chosen. Meanwhile nothing of a gradebook is read or written. */
      paused: z.boolean().default(false),
      /** S23: support's confirmation, needed in Import mode. */
      activation: z
        .strictObject({
          reference: z.string().trim().min(1),
          confirmedOn: calendarDate,
          confirmedBy: z.string().trim().min(1).optional(),
        })
        .nullable()
        .default(null),
    })
    .prefault({}),
  powerschool: z.strictObject({
    url: webAddress,
    clientId: z.string().trim().min(1).nullable().default(null),
    plugin: z.string().min(1).nullable().default(null),
    caFile: z.string().min(1).nullable().default(null),
    /** C11: somebody has confirmed that it is version 8.3 or higher, where PowerSchool does not say so itself. */
    versionConfirmed: z.boolean().default(false),
  }),
  /** The other end of a 2-Way Sync; an import has none. */
  partner: partnerSchema.nullable().default(null),
  /** `all`, or the school numbers to take. */
  schools: z.union([z.literal('all'), z.array(z.number().int().positive()).min(1)]).default('all'),
  /** `current`, or the calendar year in which the school year ends. */
  schoolYear: z.union([z.literal('current'), z.number().int().min(1991).max(2100)]).default('current'),
  /**
   * With `current`: from this day on, the school year that begins after it is taken already. Without, that year is taken from its own first
   * day on.
   */
  nextYearFrom: calendarDate.nullable().default(null),
  mappings: mappingsSchema,
  /** The rules one by one, or the name of the preset that makes them. */
  masterFields: z
    .custom<'grade-exchange' | z.input<typeof masterFieldsSchema>>()
    .optional()
    .transform((given) => (given === 'grade-exchange' ? [...gradeExchangePreset()] : given))
    .pipe(masterFieldsSchema),
  /** Somebody has typed the integration’s name so that it may run with incomplete master fields (S27). Void once it is renamed. */
  masterFieldsOverride: z
    .strictObject({ integration: z.string().trim().min(1), confirmedOn: calendarDate })
    .nullable()
    .default(null),
  roster: rosterSchema,
  schedule: scheduleSchema,
  limits: limitsSchema,
  gradeRule: gradeRuleSchema,
  fixes: fixesSchema,
  phases: phasesSchema,
  formerIds: formerIdsSchema,
  advanced: advancedSchema,
  retention: retentionSchema,
});

/**
 * An integration: one activated PowerSchool app. This is the file of `integrations create --file`; unknown keys are refused by
 * name, and every field but `name`, `mode`, `powerschool.url` and, in 2-Way Sync, `partner` has a default.
 */
export const integrationConfigSchema = integrationShape.superRefine((config, context) => {
  const { mode, environment, powerschool, partner } = config;
  for (const { key, message } of insecureParts(powerschool, environment)) {
    context.addIssue({ code: 'custom', path: ['powerschool', key], message });
  }
  for (const { key, message } of partner === null ? [] : insecureParts(partner, environment)) {
    context.addIssue({ code: 'custom', path: ['partner', key], message });
  }
  if (mode === 'two-way' && partner === null) {
    context.addIssue({
      code: 'custom',
      path: ['partner'],
      message: 'is needed in 2-Way Sync: the system at the other end',
    });
  }
  if (!config.gradeSync.enabled) {
    for (const { path, message } of gradeMappingsWithoutGradeSync(config.mappings)) {
      context.addIssue({ code: 'custom', path: ['mappings', ...path], message });
    }
  }
  if (mode === 'import' && partner !== null) {
    context.addIssue({ code: 'custom', path: ['partner'], message: 'must be null: an import has no partner' });
  }
});

/** Whether gradebooks are synced now: chosen, and not paused. */
export const syncsGrades = ({ gradeSync }: Pick<IntegrationConfig, 'gradeSync'>): boolean =>
  gradeSync.enabled && !gradeSync.paused;

export type IntegrationFile = z.input<typeof integrationConfigSchema>;
export type IntegrationConfig = z.output<typeof integrationConfigSchema>;
export type Limits = z.output<typeof limitsSchema>;
export type Advanced = z.output<typeof advancedSchema>;

export interface Integration {
  readonly id: string;
  readonly createdAt: string;
  readonly config: IntegrationConfig;
}
