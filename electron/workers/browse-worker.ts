import { parentPort, workerData } from 'node:worker_threads';
import { reportOf } from '../../shared/errors.ts';
import { notSyncedYet } from '../store/browse/not-synced.ts';
import { openBrowse } from '../store/browse/open-browse.ts';
import type { Browse } from '../store/browse/browse-api.ts';
import { openForReading } from '../store/open.ts';
import type { BrowseCall, FromBrowse, ToBrowse } from './browse-thread.ts';

/** The thread that answers Data browsing. It cannot write. What takes long is done in turns, so that it can be withdrawn. */
const port = parentPort;
if (port === null) throw new Error('only as a worker');
const { file } = workerData as { readonly file: string };
let open: Browse | undefined;
const underWay = new Map<number, AbortController>();
const say = (message: FromBrowse): void => port.postMessage(message);

/** Before the first sync there is no file: asked again each time, until there is one. */
function browse(): Browse {
  if (open === undefined) {
    const db = openForReading(file);
    if (db !== undefined) open = openBrowse(db);
  }
  return open ?? notSyncedYet;
}

function answer(call: BrowseCall, signal: AbortSignal): unknown {
  const { name, input } = call;
  switch (name) {
    case 'page':
      return browse()
        .page(input)
        .then((page) => page ?? null);
    case 'count':
      return browse().count(input) ?? null;
    case 'patientPage':
      return browse().patientPage(input, signal);
    case 'patientCount':
      return browse().patientCount(input, signal);
    case 'columns':
      return browse().columns(input);
    case 'categoryGroups':
      return browse().categoryGroups(input);
    case 'record':
      return browse().record(input);
    case 'related':
      return browse().related(input);
    case 'search':
      return browse().search(input);
    case 'sheetData':
      return browse().sheetData(input);
    case 'comparedRuns':
      return browse().comparedRuns(input);
    case 'countDifferences':
      return browse().countDifferences(input);
    case 'differences':
      return browse().differences(input);
  }
}

async function reply(id: number, call: BrowseCall): Promise<void> {
  const abort = new AbortController();
  underWay.set(id, abort);
  try {
    say({ kind: 'answer', id, value: await answer(call, abort.signal) });
  } catch (error) {
    say({ kind: 'failed', id, error: reportOf(error) });
  } finally {
    underWay.delete(id);
    if (isClosing && underWay.size === 0) close();
  }
}

let isClosing = false;

function close(): void {
  open?.close();
  port?.close();
}

port.on('message', (message: ToBrowse) => {
  if (message.kind === 'call') void reply(message.id, message.call);
  else if (message.kind === 'withdraw') underWay.get(message.id)?.abort();
  else {
    isClosing = true;
    for (const abort of underWay.values()) abort.abort();
    if (underWay.size === 0) close();
  }
});
