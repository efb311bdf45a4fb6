import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { isPartnerCheck } from '../../../shared/integration/check-report.ts';
import type { Draft, DraftFile, StepName } from '../../../shared/integration/draft.ts';
import { mergePatch } from '../../../shared/integration/merge-patch.ts';
import { useClient } from '../../api/client-context.ts';
import { draftKey, draftQuery } from './queries.ts';

/** How long somebody may go on typing before it is saved. */
const pauseMs = 500;

export interface DraftInUse {
  /** With what was just typed; undefined until it has come. */
  readonly draft: Draft | undefined;
  /** That it could not be read or saved. What was typed is kept and sent again with the next change. */
  readonly error: unknown;
  readonly change: (patch: DraftFile) => void;
  /** Saves at once what has not been saved, and where the wizard is. Never rejects: `error` says it. Tells whether all is saved. */
  readonly save: (step?: StepName) => Promise<boolean>;
}

const merged = (file: DraftFile, patch: DraftFile): DraftFile => mergePatch(file, patch);

/** What was found of the connection says nothing about one that was just typed. */
function withTyped(stored: Draft, typed: DraftFile): Draft {
  const isSame = typed.powerschool === undefined && typed.advanced === undefined;
  const known = isSame ? stored.checks : null;
  const checks = typed.partner === undefined ? known : (known?.filter((report) => !isPartnerCheck(report)) ?? null);
  return { ...stored, file: merged(stored.file, typed), checks };
}

/** A draft and what is typed into it: shown at once, saved after a pause, one save after the other. */
export function useDraft(draftId: string): DraftInUse {
  const client = useClient();
  const queries = useQueryClient();
  const found = useQuery(draftQuery(client, draftId));
  const [typed, setTyped] = useState<DraftFile>({});
  const [saveError, setSaveError] = useState<unknown>(null);
  /** Not sent yet; what is on its way is in `typed`, too. */
  const unsent = useRef<DraftFile | null>(null);
  const last = useRef<Promise<boolean>>(Promise.resolve(true));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const save = useCallback(
    (step?: StepName): Promise<boolean> => {
      clearTimeout(timer.current);
      last.current = last.current.then(async () => {
        const patch = unsent.current;
        if (patch === null && step === undefined) return true;
        unsent.current = null;
        try {
          const draft = await client.call('drafts.update', {
            draftId,
            patch: patch ?? {},
            ...(step === undefined ? {} : { step }),
          });
          await queries.cancelQueries({ queryKey: draftKey(draftId) });
          queries.setQueryData(draftKey(draftId), draft);
          setTyped(unsent.current ?? {});
          setSaveError(null);
          return true;
        } catch (error) {
          if (patch !== null) unsent.current = merged(patch, unsent.current ?? {});
          setSaveError(error);
          return false;
        }
      });
      return last.current;
    },
    [client, queries, draftId],
  );

  const change = useCallback(
    (patch: DraftFile): void => {
      unsent.current = merged(unsent.current ?? {}, patch);
      setTyped((before) => merged(before, patch));
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), pauseMs);
    },
    [save],
  );

  useEffect(() => {
    const saveNow = (): void => void save();
    addEventListener('pagehide', saveNow);
    document.addEventListener('visibilitychange', saveNow);
    return () => {
      removeEventListener('pagehide', saveNow);
      document.removeEventListener('visibilitychange', saveNow);
      saveNow();
    };
  }, [save]);

  const stored = found.data;
  const draft = useMemo(() => (stored === undefined ? undefined : withTyped(stored, typed)), [stored, typed]);
  return { draft, error: found.error ?? saveError, change, save };
}
