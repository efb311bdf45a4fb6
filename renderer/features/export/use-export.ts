import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Output } from '../../../shared/ipc/contract.ts';
import { useClient } from '../../api/client-context.ts';
import type { ExportWanted } from './queries.ts';

export interface ExportState {
  readonly start: (content: ExportWanted, confirmedPeople: number | null) => void;
  readonly stop: () => void;
  readonly isRunning: boolean;
  /** Rows written so far. */
  readonly rows: number;
  readonly result: Output<'exports.run'> | undefined;
  readonly error: Error | null;
  /** Forgets the last one's end. */
  readonly reset: () => void;
}

/** One export at a time. It is stopped when its screen goes away. */
export function useExport(integrationId: string): ExportState {
  const client = useClient();
  const [ticket, setTicket] = useState<string>();
  const [rows, setRows] = useState(0);
  const run = useMutation({
    mutationFn: (input: { readonly content: ExportWanted; readonly confirmedPeople: number | null; ticket: string }) =>
      client.call('exports.run', { integrationId, ...input }),
    onSuccess: (result) => {
      if (result.outcome === 'ready') download(result.download, result.fileName);
    },
    onSettled: () => setTicket(undefined),
  });
  useEffect(() => {
    if (ticket === undefined) return;
    const unsubscribe = client.on('exports.progressed', (progress) => {
      if (progress.ticket === ticket) setRows(progress.rows);
    });
    return () => {
      unsubscribe();
      // Where it has ended already, nothing is stopped.
      client.call('exports.cancel', { ticket }).catch(() => undefined);
    };
  }, [client, ticket]);
  return {
    start(content, confirmedPeople) {
      const name = crypto.randomUUID();
      setRows(0);
      setTicket(name);
      run.mutate({ content, confirmedPeople, ticket: name });
    },
    stop() {
      if (ticket !== undefined) client.call('exports.cancel', { ticket }).catch(() => undefined);
    },
    isRunning: run.isPending,
    rows,
    result: run.data,
    error: run.error,
    reset: run.reset,
  };
}

function download(address: string, fileName: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
}
