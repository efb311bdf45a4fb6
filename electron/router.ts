import { AppError, reportOf } from '../shared/errors.ts';
import type { Push, Reply } from '../shared/ipc/bridge.ts';
import { events, isRequestName, requests, type Handlers } from '../shared/ipc/contract.ts';
import type { Backend } from './backend-api.ts';
import type { Emit } from './handlers/feature.ts';
import { appearanceHandlers } from './handlers/appearance-handlers.ts';
import { browseHandlers } from './handlers/browse-handlers.ts';
import { compareHandlers } from './handlers/compare-handlers.ts';
import { openCheckDesk } from './handlers/check-desk.ts';
import { credentialHandlers } from './handlers/credential-handlers.ts';
import { scheduleHandlers } from './handlers/schedule-handlers.ts';
import { openScheduleDesk } from './handlers/schedule-desk.ts';
import { openExportDesk } from './handlers/export-desk.ts';
import type { ExportDestination } from './handlers/export-destination.ts';
import { exportHandlers } from './handlers/export-handlers.ts';
import { homeHandlers } from './handlers/home-handlers.ts';
import { issueHandlers } from './handlers/issue-handlers.ts';
import { qualityHandlers } from './handlers/quality-handlers.ts';
import { mappingHandlers } from './handlers/mapping-handlers.ts';
import { draftHandlers, integrationHandlers } from './handlers/integration-handlers.ts';
import { pluginHandlers } from './handlers/plugin-handlers.ts';
import { phaseHandlers } from './handlers/phase-handlers.ts';
import { planHandlers } from './handlers/plan-handlers.ts';
import { remapHandlers } from './handlers/remap-handlers.ts';
import { rosterHandlers } from './handlers/roster-handlers.ts';
import { reportHandlers } from './handlers/report-handlers.ts';
import { retentionHandlers } from './handlers/retention-handlers.ts';
import { runHandlers } from './handlers/run-handlers.ts';
import { openRunDesk } from './handlers/run-desk.ts';
import { setupHandlers } from './handlers/setup-handlers.ts';
import { viewHandlers } from './handlers/view-handlers.ts';
import { openSandboxes, type StartSandbox } from './handlers/sandboxes.ts';

export interface RouterParts {
  readonly version: string;
  readonly startSandbox: StartSandbox;
  /** Where exports go; without it there are none. */
  readonly exportDestination?: ExportDestination;
}

/** The one door between screens and backend. It does not know who carries it. */
export interface Router {
  /** Never rejects: unknown names, wrong input and every failure come back as `{ok: false, error}`. */
  request(name: unknown, input: unknown): Promise<Reply>;
  onEvent(listener: (push: Push) => void): () => void;
  /** True while a run that was started here is under way. */
  isBusy(): boolean;
  /** Asks every run that was started here to stop; resolves when all have ended. */
  stopRuns(): Promise<void>;
  /** From now on syncs begin when they are due, until it is closed. */
  keepSchedules(): void;
  /** While paused, no sync begins by itself. What is missed meanwhile is made up for as after a sleep of the computer. */
  pauseSchedules(isPaused: boolean): void;
  /** Stops what is under way and ends what was started here; the backend stays open. */
  close(): Promise<void>;
}

export function createRouter(backend: Backend, { version, startSandbox, exportDestination }: RouterParts): Router {
  const listeners = new Set<(push: Push) => void>();
  const emit: Emit = (event, data) => {
    const push = { event, data: events[event].parse(data) };
    for (const listener of listeners) listener(push);
  };
  const desk = openRunDesk(backend.runs, {
    progressed: (progress) => emit('sync.progressed', progress),
    finished(report) {
      emit('sync.finished', report);
      emit('home.changed', {});
    },
    failed(integrationId, error) {
      emit('sync.failed', { integrationId, error });
      emit('home.changed', {});
    },
  });
  const sandboxes = openSandboxes(backend, startSandbox);

  const checks = openCheckDesk(backend);
  const exports = openExportDesk(backend, exportDestination, {
    progressed: (progress) => emit('exports.progressed', progress),
    logged: (integrationId) => emit('exports.logged', { integrationId }),
  });

  const scheduler = openScheduleDesk(backend, desk, emit);

  const context = { backend, version, desk, checks, exports, sandboxes, scheduler, emit };
  const handlers: Handlers = {
    ...appearanceHandlers(context),
    ...browseHandlers(context),
    ...compareHandlers(context),
    ...credentialHandlers(context),
    ...exportHandlers(context),
    ...homeHandlers(context),
    ...issueHandlers(context),
    ...qualityHandlers(context),
    ...mappingHandlers(context),
    ...integrationHandlers(context),
    ...draftHandlers(context),
    ...pluginHandlers(context),
    ...phaseHandlers(context),
    ...planHandlers(context),
    ...remapHandlers(context),
    ...rosterHandlers(context),
    ...reportHandlers(context),
    ...retentionHandlers(context),
    ...runHandlers(context),
    ...setupHandlers(context),
    ...viewHandlers(context),
    ...scheduleHandlers(context),
  };

  return {
    request: (name, input) => answer(handlers, name, input),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isBusy: () => desk.isBusy(),
    stopRuns: () => desk.stopAll(),
    keepSchedules: () => scheduler.start(),
    pauseSchedules(isPaused) {
      scheduler.pause(isPaused);
      emit('home.changed', {});
    },
    async close() {
      listeners.clear();
      scheduler.stop();
      checks.stopAll();
      await exports.stopAll();
      await desk.stopAll();
      await sandboxes.close();
    },
  };
}

async function answer(handlers: Handlers, name: unknown, input: unknown): Promise<Reply> {
  try {
    if (!isRequestName(name)) throw refused('ipc.unknownRequest', 'The screen asked for something unknown.');
    const parsed = requests[name].input.safeParse(input);
    if (!parsed.success) throw refused('ipc.invalidInput', 'The screen asked for something in a wrong way.');
    // SAFETY: the schema of this very name made the input.
    const handler = handlers[name] as (input: unknown) => unknown;
    return { ok: true, value: requests[name].output.parse(await handler(parsed.data)) };
  } catch (error) {
    return { ok: false, error: reportOf(error) };
  }
}

const refused = (code: string, message: string): AppError =>
  new AppError(code, 'stop', message, { fix: 'Close the application and open it again.' });
