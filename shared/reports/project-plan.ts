import { z } from 'zod';
import { addDays, weekdayOf } from './calendar.ts';

/** C13, C14: whoever has used another system before takes longer, because old ids are matched to PowerSchool's. */
export const customers = ['new', 'existing'] as const;
export type Customer = (typeof customers)[number];

/** C19, C20, C21. */
export const projectPhases = ['setup', 'test', 'production'] as const;
export type ProjectPhase = (typeof projectPhases)[number];

const date = z.iso.date();

const phaseContentSchema = z.strictObject({
  /** Null: as usual. */
  from: date.nullable().default(null),
  to: date.nullable().default(null),
  doneOn: date.nullable().default(null),
  note: z.string().trim().max(500).default(''),
});

/** What people chose in the plan of the project. Dates are theirs: nothing is enforced (C13). */
export const projectContentSchema = z.strictObject({
  customer: z.enum(customers).default('new'),
  /** Null: the day on which the integration was created. */
  start: date.nullable().default(null),
  /** The day of the weekly check-in (C18), 1 for Monday. */
  checkInDay: z.number().int().min(1).max(7).default(1),
  phases: z.partialRecord(z.enum(projectPhases), phaseContentSchema).default({}),
});
export type ProjectContent = z.output<typeof projectContentSchema>;

/** Only what is given is changed; a date of a phase that is null is the usual one again. */
export const projectChangeSchema = z.strictObject({
  customer: z.enum(customers).optional(),
  start: date.nullable().optional(),
  checkInDay: z.number().int().min(1).max(7).optional(),
  phase: z
    .strictObject({
      name: z.enum(projectPhases),
      from: date.nullable().optional(),
      to: date.nullable().optional(),
      doneOn: date.nullable().optional(),
      note: z.string().trim().max(500).optional(),
    })
    .optional(),
});
export type ProjectChange = z.output<typeof projectChangeSchema>;

const phaseSchema = z.object({
  phase: z.enum(projectPhases),
  from: date,
  to: date,
  /** How many days it usually takes, at least and at most. */
  usualDays: z.object({ least: z.number().int(), most: z.number().int() }),
  /** No date of it was chosen. */
  isUsual: z.boolean(),
  doneOn: date.nullable(),
  note: z.string(),
});
export type PhasePlan = z.output<typeof phaseSchema>;

/** The plan of the project (C13). */
export const projectPlanSchema = z.object({
  integration: z.string(),
  customer: z.enum(customers),
  start: date,
  checkInDay: z.number().int(),
  phases: z.array(phaseSchema).readonly(),
  /** From the start to the end of the last phase. */
  checkIns: z.array(date).readonly(),
});
export type ProjectPlan = z.output<typeof projectPlanSchema>;

/**
 * C13: the test environment runs within a couple of days; validation takes two to three weeks, for existing customers four to six. How
 * long the review in production takes is not said anywhere: a week is ours.
 */
const usual: Readonly<
  Record<ProjectPhase, Readonly<Record<Customer, { readonly least: number; readonly most: number }>>>
> = {
  setup: { new: { least: 1, most: 2 }, existing: { least: 1, most: 2 } },
  test: { new: { least: 14, most: 21 }, existing: { least: 28, most: 42 } },
  production: { new: { least: 7, most: 7 }, existing: { least: 7, most: 7 } },
};

export function changeProject(content: ProjectContent, { phase, ...change }: ProjectChange): ProjectContent {
  if (phase === undefined) return projectContentSchema.parse({ ...content, ...change });
  const { name, ...changed } = phase;
  const phases = { ...content.phases, [name]: { ...content.phases[name], ...changed } };
  return projectContentSchema.parse({ ...content, ...change, phases });
}

const mostCheckIns = 104;

/** Each phase begins when the one before ends, as planned, unless somebody chose another date. */
export function planProject(content: ProjectContent, integration: string, createdOn: string): ProjectPlan {
  const start = content.start ?? createdOn;
  const phases: PhasePlan[] = [];
  for (const phase of projectPhases) {
    const chosen = content.phases[phase];
    const usualDays = usual[phase][content.customer];
    const from = chosen?.from ?? phases.at(-1)?.to ?? start;
    phases.push({
      phase,
      from,
      to: chosen?.to ?? addDays(from, usualDays.most),
      usualDays,
      isUsual: chosen?.from == null && chosen?.to == null,
      doneOn: chosen?.doneOn ?? null,
      note: chosen?.note ?? '',
    });
  }
  const end = phases.reduce((latest, { to }) => (to > latest ? to : latest), start);
  const { customer, checkInDay } = content;
  return { integration, customer, start, checkInDay, phases, checkIns: checkIns(start, end, checkInDay) };
}

function checkIns(start: string, end: string, day: number): readonly string[] {
  const dates: string[] = [];
  const first = addDays(start, (day - weekdayOf(start) + 7) % 7);
  for (let on = first; on <= end && dates.length < mostCheckIns; on = addDays(on, 7)) dates.push(on);
  return dates;
}
