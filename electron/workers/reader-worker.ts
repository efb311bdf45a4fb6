import { parentPort, workerData } from 'node:worker_threads';
import { reportOf } from '../../shared/errors.ts';
import { runExport } from '../store/export/run-export.ts';
import { openForReading } from '../store/open.ts';
import { openReader } from '../store/reader.ts';
import { emptyReader } from '../store/empty-reader.ts';
import { openPlanGroups, planGroupCalls, type PlanGroups } from '../store/plans/plan-groups.ts';
import type { Reader } from '../store/reader-api.ts';
import type { FromReader, ReaderCall, ToReader } from './reader-thread.ts';

/** The thread that answers screens, the command line and exports from the local copy. It cannot write. */
const port = parentPort;
if (port === null) throw new Error('only as a worker');
const { file } = workerData as { readonly file: string };
let open: Reader | undefined;
let openedPlans: ReturnType<typeof openPlanGroups>;
/** Ends exports under way when the thread is closed. */
const closing = new AbortController();
const underWay = new Set<Promise<void>>();
const say = (message: FromReader): void => port.postMessage(message);

/** Before the first sync there is no file: asked again each time, until there is one. */
function reader(): Reader {
  if (open === undefined) {
    const db = openForReading(file);
    if (db !== undefined) open = openReader(db);
  }
  return open ?? emptyReader;
}

const isAboutPlans = (name: ReaderCall['name']): boolean => planGroupCalls.some((one) => one === name);

function plansIn(): PlanGroups {
  openedPlans ??= openPlanGroups(file);
  return openedPlans ?? noPlans;
}

const noPlans: PlanGroups = { planTotals: () => [], planSchools: () => [], planGroups: () => [] };

function answer(call: ReaderCall, id: number): unknown {
  if (call.name === 'export') {
    return runExport(reader(), call.args[0], (rows) => say({ kind: 'progress', id, rows }), closing.signal);
  }
  const methods: object = isAboutPlans(call.name) ? plansIn() : reader();
  // SAFETY: a call carries the arguments of the method that it names.
  const method = Reflect.get(methods, call.name) as (...args: readonly unknown[]) => unknown;
  return method(...call.args);
}

async function reply(id: number, call: ReaderCall): Promise<void> {
  try {
    say({ kind: 'answer', id, value: await answer(call, id) });
  } catch (error) {
    say({ kind: 'failed', id, error: reportOf(error) });
  }
}

async function close(): Promise<void> {
  closing.abort();
  await Promise.all(underWay);
  open?.close();
  openedPlans?.close();
  port?.close();
}

port.on('message', (message: ToReader) => {
  if (message.kind === 'close') {
    void close();
    return;
  }
  const work = reply(message.id, message.call);
  underWay.add(work);
  void work.finally(() => underWay.delete(work));
});
