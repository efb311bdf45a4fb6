import { useCallback, useEffect, useRef, useState } from 'react';
import { AppError } from '../../../../shared/errors.ts';
import type { CheckReport } from '../../../../shared/integration/check-report.ts';
import type { SetupTarget } from '../../../../shared/ipc/contract/inputs.ts';
import { useClient } from '../../../api/client-context.ts';

/** How long somebody may go on typing before it is checked. */
const pauseMs = 600;

export interface ChecksInUse {
  /** In the order in which they end; null where none was tried since the screen was opened. */
  readonly found: readonly CheckReport[] | null;
  readonly isRunning: boolean;
  readonly error: unknown;
  readonly start: () => void;
}

/** The set-up checks of a target. They start when `due`, which names what is to be checked, changes and then stays for a moment; null: not now. */
export function useChecks({ kind, id }: SetupTarget, due: string | null): ChecksInUse {
  const client = useClient();
  const [found, setFound] = useState<readonly CheckReport[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isRunning, setRunning] = useState(false);
  const current = useRef('');
  const lastDue = useRef<string | null>(null);

  const start = useCallback(() => {
    const run = String(Math.random());
    current.current = run;
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
  }, [client, kind, id]);

  useEffect(() => {
    if (due === null || due === lastDue.current) return undefined;
    const timer = setTimeout(() => {
      lastDue.current = due;
      start();
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [due, start]);

  return { found, isRunning, error, start };
}
