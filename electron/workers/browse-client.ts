import type { BrowseClient } from '../backend-api.ts';
import type { GridCount, GridPage, GridQuery, GridWindow } from '../store/browse/browse-api.ts';
import { superseded } from '../store/browse/order.ts';
import { startBrowseThread, type BrowseThread } from './browse-thread.ts';

/**
 * Data browsing on two threads: one that always answers at once, and one for what takes longer, started when it is first needed. A
 * question with the ticket of an earlier one withdraws that one.
 */
export function startBrowseClient(file: string): BrowseClient {
  const quick = startBrowseThread(file);
  let patient: BrowseThread | undefined;
  const tickets = new Map<string, AbortController>();

  /** Asks the quick thread, and the patient one where that one has no answer. */
  async function either<T>(
    ticket: string | undefined,
    ask: () => Promise<T | null>,
    askPatiently: (thread: BrowseThread, signal: AbortSignal) => Promise<T | null>,
  ): Promise<T> {
    const abort = new AbortController();
    if (ticket !== undefined) {
      tickets.get(ticket)?.abort();
      tickets.set(ticket, abort);
    }
    try {
      const answer = await ask();
      if (answer !== null) return answer;
      if (abort.signal.aborted) throw superseded();
      patient ??= startBrowseThread(file);
      const late = await askPatiently(patient, abort.signal);
      if (late === null) throw new Error('a patient question without an answer');
      return late;
    } finally {
      if (ticket !== undefined && tickets.get(ticket) === abort) tickets.delete(ticket);
    }
  }

  async function sure<T>(answer: Promise<T | null>): Promise<T> {
    const value = await answer;
    if (value === null) throw new Error('a question without an answer');
    return value;
  }

  return {
    page: (query: GridQuery & GridWindow, ticket?: string) =>
      either<GridPage>(
        ticket,
        () => quick.ask('page', query),
        (thread, signal) => thread.ask('patientPage', query, signal),
      ),
    count: (query: GridQuery, ticket?: string) =>
      either<GridCount>(
        ticket,
        () => quick.ask('count', query),
        (thread, signal) => thread.ask('patientCount', query, signal),
      ),
    columns: (input) => sure(quick.ask('columns', input)),
    categoryGroups: (input) => sure(quick.ask('categoryGroups', input)),
    record: (input) => sure(quick.ask('record', input)),
    related: (input) => sure(quick.ask('related', input)),
    search: (input) => sure(quick.ask('search', input)),
    sheetData: (input) => sure(quick.ask('sheetData', input)),
    comparedRuns: (input) => sure(quick.ask('comparedRuns', input)),
    countDifferences: (input) => sure(quick.ask('countDifferences', input)),
    differences: (input) => sure(quick.ask('differences', input)),
    async close() {
      await Promise.all([quick.close(), patient?.close()]);
    },
  };
}
