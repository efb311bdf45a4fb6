import { AppError } from '../../shared/errors.ts';
import type { IntegrationConfig } from '../../shared/integration/config.ts';
import type { Backend } from '../backend-api.ts';

export interface FormerIds {
  /** The district was connected before, under other ids. */
  readonly expected: boolean;
  readonly settled: { readonly by: string; readonly at: string } | null;
  /** Proposals that are certain or likely and wait for a decision. */
  readonly open: number;
  /** Both ends have been compared: what there is to decide is known. */
  readonly isCompared: boolean;
}

type Parts = Pick<Backend, 'integrations' | 'plans'>;

/** What is known of the ids of a district that was connected before (C14). */
export function formerIds({ integrations, plans }: Parts, integrationId: string): FormerIds {
  const { expected, settled } = integrations.get(integrationId).config.formerIds;
  const own = plans(integrationId);
  const open = own
    .remapSummary()
    .counts.filter(({ verdict, strength }) => verdict === 'open' && strength !== 'possible')
    .reduce((sum, { count }) => sum + count, 0);
  return { expected, settled, open, isCompared: own.list(1).length > 0 };
}

/** Says whether the district was connected before; another answer than before takes a confirmation back. */
export function expectFormerIds(parts: Parts, integrationId: string, expected: boolean): FormerIds {
  change(parts, integrationId, (standing) => (standing.expected === expected ? standing : { expected, settled: null }));
  return formerIds(parts, integrationId);
}

/** Confirms by name that nothing is left to match. Throws AppError `ids.notCompared`, `ids.stillOpen` (ask). */
export function settleFormerIds(parts: Parts, integrationId: string, by: string, at: Date): FormerIds {
  const { open, isCompared } = formerIds(parts, integrationId);
  if (!isCompared) {
    throw new AppError('ids.notCompared', 'ask', 'The two ends have not been compared yet.', {
      fix: 'Make a plan first, with Sync now or a dry run; then look at what is listed under Re-map ids.',
    });
  }
  if (open > 0) {
    throw new AppError('ids.stillOpen', 'ask', `There is still to decide about ${open} records under other ids.`, {
      fix: 'Accept or refuse them under Re-map ids, then confirm.',
      details: { open },
    });
  }
  change(parts, integrationId, () => ({ expected: true, settled: { by, at: at.toISOString() } }));
  return formerIds(parts, integrationId);
}

function change(
  { integrations }: Parts,
  integrationId: string,
  next: (standing: IntegrationConfig['formerIds']) => IntegrationConfig['formerIds'],
): void {
  integrations.patch(integrationId, (config) => ({ ...config, formerIds: next(config.formerIds) }));
}
