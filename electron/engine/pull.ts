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
  /** Aborted: what is left of the school under way is read, then no more. */
  readonly stopAfterSchool: AbortSignal;
  /** Told of each entity that is listed whole because its mappings have changed. */
  readonly onRemapped: (entity: EntityType) => void;
}

/**
 * Reads every listing that is not staged yet, in order. Each is durable once read, so a run can go on from there. Asked to stop after
 * the school under way, it leaves out what is not of that school and throws AppError `run.cancelled` at the end, even where nothing was left out:
 * who asks to stop does not want the local copy changed.
 */
export async function pullAll({
  store,
  pull,
  description,
  full,
  progress,
  signal,
  stopAfterSchool,
  onRemapped,
}: PullOptions): Promise<void> {
  const waiting = description.scopes.filter((scope) => !store.isListed(scope));
  progress.plan(description.scopes, description.schools, description.scopes.length - waiting.length);
  let last: Scope | undefined;
  for (const scope of waiting) {
    if (last !== undefined && !isOfSameSchool(scope, last)) continue;
    progress.startScope(scope);
    const since = full || !scope.incremental ? null : store.cursorOf(scope);
    const { agrees } = await pullScope(scope, since);
    // Changes alone do not explain the server's count: something is gone, or was missed. Only the whole listing tells.
    if (!agrees) await pullScope(scope, null);
    progress.endScope();
    if (stopAfterSchool.aborted) last ??= scope;
  }
  if (stopAfterSchool.aborted) throw stoppedAfterSchool();

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

/** A listing of the whole district is of no school: nothing is left of it once it has been read. */
const isOfSameSchool = (scope: Scope, last: Scope): boolean =>
  scope.schoolKey !== null && scope.schoolKey === last.schoolKey;

const stoppedAfterSchool = (): AppError =>
  new AppError(
    'run.cancelled',
    'stop',
    'The run was stopped after a school, before it changed anything in the local copy.',
    {
      fix: 'Sync again: the run goes on with the schools that have not been read.',
    },
  );
