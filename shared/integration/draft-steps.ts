import { z } from 'zod';
import { integrationConfigSchema, integrationShape } from './config.ts';
import { isPartnerCheck, standingInTheWay } from './check-report.ts';
import type { Draft, DraftFile, StepName } from './draft.ts';
import { stepNames } from './draft.ts';
import { missingApprovals, prerequisitesSchema } from './prerequisites.ts';
import { problemSentence } from './problem-sentence.ts';
import { insecureParts, webAddress } from './web-address.ts';

/** Something that keeps a step from being left. */
export interface DraftProblem {
  /** The setting by its path in the integration file (`powerschool.url`), or the name of a secret. */
  readonly field: string;
  readonly message: string;
}

type Section = keyof typeof integrationShape.shape;
/** Without `checks` only the settings themselves are judged. */
type Parts = Pick<Draft, 'file' | 'secrets'> & Partial<Pick<Draft, 'checks'>>;

/** The settings of each step. Every section belongs to at most one. */
const sectionsOf: Readonly<Record<StepName, readonly Section[]>> = {
  prerequisites: ['name', 'environment', 'prerequisites'],
  mode: ['mode'],
  activation: [],
  delivery: ['powerschool', 'advanced'],
  partner: ['partner'],
  schools: ['schools', 'schoolYear', 'nextYearFrom'],
  roster: ['roster', 'schedule'],
  mappings: ['mappings'],
  masterFields: ['masterFields', 'masterFieldsOverride'],
  review: ['limits'],
};

const moreProblemsOf: Readonly<Partial<Record<StepName, (draft: Parts) => readonly DraftProblem[]>>> = {
  prerequisites: ({ file }) => prerequisiteProblems(file),
  mode: ({ file }) => modeProblems(file),
  activation: ({ file }) => activationProblems(file),
  delivery: (draft) => deliveryProblems(draft),
  partner: (draft) => partnerProblems(draft),
  roster: ({ file }) => rosterProblems(file),
};

/** The steps that this draft goes through, in their order. */
export function stepsOf({ mode, gradeSync }: DraftFile): readonly StepName[] {
  return stepNames.filter((step) => {
    // S23: only an import waits for support's activation.
    if (step === 'activation') return mode === 'import' && gradeSync?.enabled === true;
    return step !== 'partner' || mode === 'two-way';
  });
}

/** What is wrong or missing in a step; empty where it may be left. The review collects every other step's. */
export function problemsOf(step: StepName, draft: Parts): readonly DraftProblem[] {
  if (step === 'review') return reviewProblems(draft);
  const found = [
    ...(moreProblemsOf[step]?.(draft) ?? []),
    ...sectionsOf[step].flatMap((section) => sectionProblems(section, draft.file)),
  ];
  // One setting, one sentence: the first says what to do.
  return found.filter(({ field }, at) => found.findIndex((other) => other.field === field) === at);
}

/** The problems of every step but the review, with the step in which each is put right. */
export const allProblems = (draft: Parts): readonly (DraftProblem & { readonly step: StepName })[] =>
  stepsOf(draft.file)
    .filter((step) => step !== 'review')
    .flatMap((step) => problemsOf(step, draft).map((problem) => ({ ...problem, step })));

function reviewProblems(draft: Parts): readonly DraftProblem[] {
  const ofSteps = allProblems(draft);
  if (ofSteps.length > 0) return ofSteps;
  // Rules between settings of different steps.
  return fromZod(integrationConfigSchema.safeParse(readyFile(draft.file)).error?.issues ?? [], []);
}

/** What is handed to the schema in the end: an import has no partner, whatever was typed while it was to be a 2-Way Sync. */
export function readyFile(file: DraftFile): DraftFile {
  return file.mode === 'import'
    ? { ...file, partner: null }
    : { ...file, gradeSync: { ...file.gradeSync, activation: null } };
}

function sectionProblems(section: Section, file: DraftFile): readonly DraftProblem[] {
  const value: unknown = file[section] ?? (section === 'powerschool' ? {} : file[section]);
  if (section === 'partner' && (value === null || value === undefined)) return [];
  const schema: z.ZodType = integrationShape.shape[section];
  return fromZod(schema.safeParse(value).error?.issues ?? [], [section]);
}

const fromZod = (issues: readonly z.core.$ZodIssue[], before: readonly string[]): readonly DraftProblem[] =>
  issues.map((issue) => ({ field: [...before, ...issue.path.map(String)].join('.'), message: problemSentence(issue) }));

function prerequisiteProblems({ name, gradeSync, prerequisites, environment }: DraftFile): readonly DraftProblem[] {
  const parsed = prerequisitesSchema.safeParse(prerequisites);
  const problems: DraftProblem[] = [];
  if ((name ?? '').trim() === '') problems.push({ field: 'name', message: 'Give the integration a name.' });
  if (environment === undefined) {
    problems.push({ field: 'environment', message: 'Say whether this is for a test or for the real thing.' });
  }
  if (!parsed.success) return problems;
  // S16 is about Grade Sync: a roster alone needs neither.
  if (gradeSync?.enabled !== false) {
    if (parsed.data.request === null) {
      problems.push({
        field: 'prerequisites.request',
        message: 'Ask support for Grade Sync and the special plugin, then enter when you did.',
      });
    }
    if (parsed.data.plugin === null) {
      problems.push({
        field: 'prerequisites.plugin',
        message: 'Say whether the plugin has come, or that you want it built here.',
      });
    }
  }
  const approvals = missingApprovals(parsed.data);
  return [...problems, ...approvals.map(({ field, message }) => ({ field: `prerequisites.${field}`, message }))];
}

function modeProblems({ mode, gradeSync }: DraftFile): readonly DraftProblem[] {
  const problems: DraftProblem[] = [];
  if (mode === undefined) problems.push({ field: 'mode', message: 'Choose Import or 2-Way Sync.' });
  if (gradeSync?.enabled === undefined) {
    problems.push({
      field: 'gradeSync.enabled',
      message: 'Choose whether grades are synced: it can only be chosen now.',
    });
  }
  return problems;
}

/** S23: the confirmation of support, all of it. */
function activationProblems({ gradeSync }: DraftFile): readonly DraftProblem[] {
  const { reference, confirmedOn, confirmedBy } = gradeSync?.activation ?? {};
  const wanted = [
    ['reference', reference, 'Enter the reference of support’s confirmation.'],
    ['confirmedOn', confirmedOn, 'Enter the day on which support confirmed it.'],
    ['confirmedBy', confirmedBy, 'Enter who confirmed it.'],
  ] as const;
  const missing = wanted.filter(([, value]) => (value ?? '').trim() === '');
  const wrong = confirmedOn !== undefined && confirmedOn !== '' && !z.iso.date().safeParse(confirmedOn).success;
  return [
    ...missing.map(([field, , message]) => ({ field: `gradeSync.activation.${field}`, message })),
    ...(wrong ? [{ field: 'gradeSync.activation.confirmedOn', message: 'Enter a day, such as 2026-11-20.' }] : []),
  ];
}

function deliveryProblems({ file, secrets, checks }: Parts): readonly DraftProblem[] {
  const { plugin, url, clientId, caFile } = file.powerschool ?? {};
  const problems: DraftProblem[] = [];
  if ((plugin ?? '') === '') {
    problems.push({ field: 'powerschool.plugin', message: 'Take the plugin that support sent, or let one be built.' });
  }
  if ((url ?? '').trim() === '')
    problems.push({ field: 'powerschool.url', message: 'Enter the address of PowerSchool.' });
  else problems.push(...insecure('powerschool', { url, tokenUrl: null, caFile: caFile ?? null }, file.environment));
  if ((clientId ?? '').trim() === '') {
    problems.push({
      field: 'powerschool.clientId',
      message: 'Paste the client ID that PowerSchool shows for the plugin.',
    });
  }
  if (!secrets.powerschool) {
    problems.push({
      field: 'powerschool.clientSecret',
      message: 'Paste the client secret that PowerSchool shows for the plugin.',
    });
  }
  // What is missing above is why a check would fail.
  return problems.length > 0 || checks === undefined ? problems : checkProblems(checks);
}

/** Nothing may be finished that would fail when nobody is there. */
function checkProblems(checks: Draft['checks']): readonly DraftProblem[] {
  if (checks === null)
    return [
      {
        field: 'checks',
        message:
          'The connection has not been checked with these settings yet: that happens by itself in the step Delivery.',
      },
    ];
  return standingInTheWay(checks.filter((report) => !isPartnerCheck(report))).map(({ id, message, result }) =>
    result === 'fail'
      ? { field: `checks.${id}`, message }
      : { field: 'powerschool.versionConfirmed', message: 'Confirm the version of PowerSchool.' },
  );
}

function partnerProblems({ file, secrets, checks }: Parts): readonly DraftProblem[] {
  const { url, tokenUrl, clientId, caFile } = file.partner ?? {};
  const problems: DraftProblem[] = [];
  if ((url ?? '').trim() === '') problems.push({ field: 'partner.url', message: 'Enter the address of the partner.' });
  else {
    const parts = { url, tokenUrl: tokenUrl ?? null, caFile: caFile ?? null };
    problems.push(...insecure('partner', parts, file.environment));
  }
  if ((clientId ?? '').trim() === '') {
    problems.push({ field: 'partner.clientId', message: 'Paste the client ID of the partner.' });
  }
  if (!secrets.partner) {
    problems.push({ field: 'partner.clientSecret', message: 'Paste the client secret of the partner.' });
  }
  if (problems.length > 0 || checks === undefined) return problems;
  const tried = (checks ?? []).filter(isPartnerCheck);
  if (tried.length === 0) {
    return [
      {
        field: 'checks',
        message: 'The partner has not been tried with these settings yet: that happens by itself here.',
      },
    ];
  }
  return standingInTheWay(tried).map(({ id, message }) => ({ field: `checks.${id}`, message }));
}

/** C19, C25, C10: what is not easily chosen otherwise later is chosen by somebody, not by default. */
function rosterProblems({ mode, gradeSync, roster }: DraftFile): readonly DraftProblem[] {
  const problems: DraftProblem[] = [];
  if (roster?.courses?.per === undefined) {
    problems.push({ field: 'roster.courses', message: 'Choose what makes a course.' });
  }
  if (mode === 'two-way' && gradeSync?.enabled === true && (roster?.authentication?.type ?? null) === null) {
    problems.push({
      field: 'roster.authentication.type',
      message: 'Say who checks who signs in at the partner.',
    });
  }
  return problems;
}

interface Addresses {
  readonly url: string | undefined;
  readonly tokenUrl: string | null;
  readonly caFile: string | null;
}

function insecure(section: string, parts: Addresses, environment: DraftFile['environment']): readonly DraftProblem[] {
  const url = webAddress.safeParse(parts.url).data;
  const tokenUrl = webAddress.safeParse(parts.tokenUrl).data ?? null;
  // What is no address at all is said already.
  if (url === undefined) return [];
  return insecureParts({ url, tokenUrl, caFile: parts.caFile }, environment ?? 'production').map(
    ({ key, message }) => ({
      field: `${section}.${key}`,
      message: `This ${message}.`,
    }),
  );
}
