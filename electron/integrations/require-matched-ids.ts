import { AppError } from '../../shared/errors.ts';
import type { IntegrationConfig } from '../../shared/integration/config.ts';

/** C14: an existing customer’s ids are matched before production is written to for the first time. Throws AppError `ids.notSettled` (ask). */
export function requireMatchedIds({ mode, environment, formerIds: { expected, settled } }: IntegrationConfig): void {
  if (mode === 'import' || environment !== 'production' || !expected || settled !== null) return;
  throw new AppError(
    'ids.notSettled',
    'ask',
    'This district was connected before under other ids, and nobody has said yet that they are matched. Writing now could double its records.',
    {
      fix: 'Make a plan, open Re-map ids, accept or refuse what is listed there, and confirm that the ids are matched.',
    },
  );
}
