import type { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { integrationConfigSchema, integrationShape, type IntegrationConfig } from '../../shared/integration/config.ts';

/**
 * Parses the contents of an integration file. Throws AppError `integration.invalidFile` (stop) whose message lists every problem
 * with the path of the setting.
 */
export const parseIntegrationFile = (file: unknown): IntegrationConfig => parseBy(integrationConfigSchema, file);

/** The same without the rules between settings, which may be younger than what was stored. */
export const parseStoredConfig = (config: unknown): IntegrationConfig => parseBy(integrationShape, config);

function parseBy(schema: z.ZodType<IntegrationConfig>, file: unknown): IntegrationConfig {
  const parsed = schema.safeParse(file);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.flatMap(describe);
  throw invalidFile(`The integration file is not valid: ${problems.join('; ')}.`, { problems });
}

/** What cannot be changed once an integration exists. Throws AppError `integration.fixedAtCreation` (stop). */
export function refuseFixedChanges(before: IntegrationConfig, after: IntegrationConfig): void {
  const fixed: string[] = [];
  if (after.mode !== before.mode) fixed.push(`the sync mode stays “${before.mode}” (S20)`);
  if (after.gradeSync.enabled !== before.gradeSync.enabled) {
    fixed.push(`Grade Sync stays ${before.gradeSync.enabled ? 'enabled' : 'disabled'} (S17)`);
  }
  if (fixed.length === 0) return;
  throw new AppError(
    'integration.fixedAtCreation',
    'stop',
    `Some settings are chosen when an integration is created and cannot change: ${fixed.join('; ')}.`,
    { fix: 'Leave these settings as they are, or create a new integration with the ones you want.' },
  );
}

export const invalidFile = (message: string, details: Readonly<Record<string, unknown>> = {}): AppError =>
  new AppError('integration.invalidFile', 'stop', message, {
    fix: 'Correct the file and try again. Nothing was changed.',
    details,
  });

/** Values stay out of it: a secret may have been put where it does not belong. Names of unknown keys are meant to show. */
function describe(issue: z.core.$ZodIssue): string[] {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `“${path === '' ? key : `${path}.${key}`}” is not a known setting`);
  }
  const where = path === '' ? 'the file' : `“${path}”`;
  if (issue.code === 'invalid_union') return [`${where} ${unionProblem(path)}`];
  return [`${where}: ${withoutCapital(issue.message)}`];
}

function unionProblem(path: string): string {
  if (path === 'schools') return 'must be "all" or a list of school numbers';
  if (path === 'schoolYear') return 'must be "current" or the year in which the school year ends, such as 2027';
  return 'has a value that is not allowed here';
}

const withoutCapital = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
