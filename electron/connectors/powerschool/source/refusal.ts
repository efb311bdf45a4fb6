import { AppError } from '../../../../shared/errors.ts';

const codes: ReadonlySet<string> = new Set(['query.unknown', 'rights.columnsMissing', 'rights.refused']);

/** True for what a server answers where our plugin lacks a query or a grant: there may be another way to the same records. */
export const isRefusal = (error: unknown): error is AppError => error instanceof AppError && codes.has(error.code);

/** Both ways to some records are closed: says what either would need. */
export function bothRefused(byQuery: AppError, other: AppError): AppError {
  const fixes = [byQuery.fix, other.fix].filter((fix) => fix !== undefined);
  return new AppError('rights.rosterMissing', 'ask', `${byQuery.message} ${other.message}`, {
    fix: fixes.length === 0 ? 'Build the plugin again, install it in PowerSchool and enable it.' : fixes.join(' Or: '),
    details: byQuery.details,
    cause: byQuery,
  });
}
