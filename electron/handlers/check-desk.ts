import { AppError } from '../../shared/errors.ts';
import type { CheckReport } from '../../shared/integration/check-report.ts';
import type { SetupTarget } from '../../shared/ipc/contract/inputs.ts';
import type { Backend } from '../backend-api.ts';
import { connectionOf } from '../setup/connection.ts';
import { runChecks } from '../setup/checks/run-checks.ts';

/** The set-up checks that screens have started. One run per draft or integration at a time: a newer one ends the one before. */
export interface CheckDesk {
  /** Tells of each check as it ends and resolves with all; a draft’s are kept with it. Rejects with AppError `checks.stopped` where it was ended early. */
  run(target: SetupTarget, onFound: (report: CheckReport) => void): Promise<CheckReport[]>;
  /** Ends the run of a target, if there is one. */
  stop(target: SetupTarget): void;
  stopAll(): void;
}

export function openCheckDesk(backend: Pick<Backend, 'integrations' | 'drafts' | 'credentials'>): CheckDesk {
  const underWay = new Map<string, AbortController>();
  const keyOf = ({ kind, id }: SetupTarget): string => `${kind} ${id}`;
  const stop = (target: SetupTarget): void => underWay.get(keyOf(target))?.abort();

  return {
    async run(target, onFound) {
      stop(target);
      const own = new AbortController();
      underWay.set(keyOf(target), own);
      const { signal } = own;
      try {
        const draft = target.kind === 'draft' ? backend.drafts.get(target.id) : null;
        const { config, clientSecret, partnerSecret } = await connectionOf(backend, target);
        const found: CheckReport[] = [];
        const onResult = (report: CheckReport): void => {
          if (signal.aborted) return;
          found.push(report);
          onFound(report);
        };
        await runChecks({ integration: { config }, clientSecret, partnerSecret, signal, onResult });
        if (draft !== null && !signal.aborted) backend.drafts.checks.keep(target.id, draft.file, found);
        return found;
      } catch (error) {
        throw signal.aborted ? stopped(error) : error;
      } finally {
        if (underWay.get(keyOf(target)) === own) underWay.delete(keyOf(target));
      }
    },
    stop,
    stopAll() {
      for (const run of underWay.values()) run.abort();
    },
  };
}

const stopped = (cause: unknown): AppError =>
  new AppError('checks.stopped', 'stop', 'The checks were stopped before they had ended.', { cause });
