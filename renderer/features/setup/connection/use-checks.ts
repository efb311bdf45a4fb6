import { useCallback, useEffect, useRef, useState } from 'react';
import { AppError } from '../../../../shared/errors.ts';
import type { CheckReport } from '../../../../shared/integration/check-report.ts';
import type { SetupTarget } from '../../../../shared/ipc/contract/inputs.ts';
import { useClient } from '../../../api/client-context.ts';

/** How long somebody may go on typing before it is checked. */
const pauseMs = 600;

export interface ChecksInUse {
  /** In the order in which they end; null where none was tried with the settings as they are now. */
  readonly found: readonly CheckReport[] | null;
  readonly isRunning: boolean;
  readonly error: unknown;
  readonly start: () => void;
}

/**
 * The set-up checks of a target. `settings` names what is checked, as text. They start by themselves where that was not checked yet,
 * `isDue`, and has stayed the same for a moment.
 */
export function useChecks({ kind, id }: SetupTarget, settings: string, isDue: boolean): ChecksInUse {
  const client = useClient();
  const [found, setFound] = useState<readonly CheckReport[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isRunning, setRunning] = useState(false);
  const current = useRef('');
  const [startedWith, setStartedWith] = useState<string | null>(null);

  const start = useCallback(() => {
    const run = String(Math.random());
    current.current = run;
    setStartedWith(settings);
    setFound([]);
    setError(null);
    setRunning(true);
    const isCurrent = (): boolean => current.current === run;
    const stop = client.on('checks.found', ({ run: of, report }) => {
      if (of === run && isCurrent()) setFound((before) => [...(before ?? []), report]);
    });
    const check = async (): Promise<void> => {
      try {
        const all = await client.call('checks.run', { target: { kind, id }, run });
        if (isCurrent()) setFound(all);
      } catch (reason) {
        // Another run took its place, or what it was about has changed: the next one tells.
        if (isCurrent() && !(reason instanceof AppError && reason.code === 'checks.stopped')) setError(reason);
      } finally {
        stop();
        if (isCurrent()) setRunning(false);
      }
    };
    void check();
  }, [client, kind, id, settings]);

  useEffect(() => {
    if (!isDue || settings === startedWith) return undefined;
    const timer = setTimeout(start, pauseMs);
    return () => clearTimeout(timer);
  }, [isDue, settings, startedWith, start]);

  return { found: settings === startedWith ? found : null, isRunning, error, start };
}
