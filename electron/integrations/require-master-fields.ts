import { AppError } from '../../shared/errors.ts';
import type { IntegrationConfig } from '../../shared/integration/config.ts';
import { gradeExchangeGaps } from '../../shared/integration/grade-exchange.ts';

/**
 * S27: a 2-Way Sync does not run before the master fields say which end owns what, unless somebody has typed the integration's name
 * to let it. Throws AppError `masterFields.incomplete` (ask). An import writes to neither end and needs none.
 */
export function requireMasterFields(config: IntegrationConfig): void {
  if (config.mode === 'import' || config.masterFieldsOverride?.integration === config.name) return;
  const gaps = gradeExchangeGaps(config.masterFields, config.gradeSync.enabled);
  if (gaps.length === 0) return;
  const names = gaps.map(({ entity }) => entity);
  throw new AppError(
    'masterFields.incomplete',
    'ask',
    `The master fields do not say yet which end owns what (${names.join(', ')}). Without them records would be duplicated.`,
    {
      fix: 'Open Settings > Master fields and take the preset “Grade exchange”, or confirm there by the integration’s name that it may run without.',
      details: { gaps: gaps.map(({ entity, missing, toClear }) => ({ entity, missing, toClear })) },
    },
  );
}
