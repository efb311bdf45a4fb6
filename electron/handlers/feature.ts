import type { z } from 'zod';
import type { events, EventName } from '../../shared/ipc/contract.ts';
import type { Backend } from '../backend-api.ts';
import type { CheckDesk } from './check-desk.ts';
import type { Scheduler } from '../scheduling/scheduler.ts';
import type { ExportDesk } from './export-desk.ts';
import type { RunDesk } from './run-desk.ts';
import type { Sandboxes } from './sandboxes.ts';

/** Tells every screen that something happened. */
export type Emit = <E extends EventName>(event: E, data: z.input<(typeof events)[E]>) => void;

/** What the handlers of a feature may use. */
export interface HandlerContext {
  readonly backend: Backend;
  readonly version: string;
  readonly desk: RunDesk;
  readonly checks: CheckDesk;
  readonly exports: ExportDesk;
  readonly sandboxes: Sandboxes;
  readonly scheduler: Scheduler;
  readonly emit: Emit;
}
