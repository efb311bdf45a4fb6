import { AppError } from '../../shared/errors.ts';
import type { EntityType } from '../../shared/oneroster/entity.ts';
import type { Scope, SourceDescription } from '../connectors/connector.ts';
import type { ListingResult, Pull, RunStore } from './ports.ts';
import type { ProgressMeter } from './progress.ts';

export interface PullOptions {
  readonly store: RunStore;
  readonly pull: Pull;
  readonly description: SourceDescription;
  /** Ignore cursors. */
  readonly full: boolean;
  readonly progress: ProgressMeter;
  readonly signal: AbortSignal;
  /** Told of each entity that is listed whole because its mappings have changed. */
  readonly onRemapped: (entity: EntityType) => void;
}

/** Reads every listing that is not staged yet, in order. Each is durable once read, so a run can go on from there. */
export async function pullAll({
  store,
  pull,
  description,
  full,
  progress,
  signal,
  onRemapped,
}: PullOptions): Promise<void> {
  const waiting = description.scopes.filter((scope) => !store.isListed(scope));
  progress.plan(description.scopes, description.schools, description.scopes.length - waiting.length);
  for (const scope of waiting) {
    progress.startScope(scope);
    const since = full || !scope.incremental ? null : store.cursorOf(scope);
    const { agrees } = await pullScope(scope, since);
    // Changes alone do not explain the server's count: something is gone, or was missed. Only the whole listing tells.
    if (!agrees) await pullScope(scope, null);
    progress.endScope();
  }

  async function pullScope(scope: Scope, since: string | null): Promise<ListingResult> {
    const listing = store.openListing(scope);
    try {
      for await (const message of pull(scope, since, signal)) {
        signal.throwIfAborted();
        if (message.kind === 'end') {
          if (message.remapped === true) onRemapped(scope.entity);
          const result = listing.finish(message);
          if (!result.agrees) listing.discard();
          return result;
        }
        listing.add(message);
        progress.rows(message.count, message.expected);
      }
    } catch (error) {
      listing.discard();
      throw error;
    }
    listing.discard();
    throw new AppError('source.noEnd', 'stop', 'A listing broke off without saying that it was complete.', {
      fix: 'Sync again: the run goes on from the last listing that was read whole.',
    });
  }
}
