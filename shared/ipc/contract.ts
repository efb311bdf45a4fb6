import type { z } from 'zod';
import { appearanceEvents, appearanceRequests } from './contract/appearance.ts';
import { browseRequests } from './contract/browse.ts';
import { checkEvents, checkRequests } from './contract/checks.ts';
import { compareRequests } from './contract/compare.ts';
import { credentialRequests } from './contract/credentials.ts';
import { exportEvents, exportRequests } from './contract/exports.ts';
import { homeEvents, homeRequests } from './contract/home.ts';
import { issueRequests } from './contract/issues.ts';
import { qualityRequests } from './contract/quality.ts';
import { mappingRequests } from './contract/mappings.ts';
import { draftEvents, draftRequests, integrationRequests } from './contract/integrations.ts';
import { pluginRequests } from './contract/plugin.ts';
import { phaseRequests } from './contract/phases.ts';
import { planRequests } from './contract/plans.ts';
import { remapRequests } from './contract/remap.ts';
import { rosterRequests } from './contract/roster.ts';
import { reportRequests } from './contract/reports.ts';
import { retentionRequests } from './contract/retention.ts';
import { runEvents, runRequests } from './contract/runs.ts';
import { scheduleEvents, scheduleRequests } from './contract/schedule.ts';
import { setupRequests } from './contract/setup.ts';
import { viewRequests } from './contract/views.ts';

/** Every request that a screen may make, one file per feature. Types, checks and both carriers come from this table. */
export const requests = {
  ...appearanceRequests,
  ...browseRequests,
  ...checkRequests,
  ...compareRequests,
  ...credentialRequests,
  ...exportRequests,
  ...homeRequests,
  ...issueRequests,
  ...qualityRequests,
  ...mappingRequests,
  ...integrationRequests,
  ...draftRequests,
  ...pluginRequests,
  ...phaseRequests,
  ...planRequests,
  ...remapRequests,
  ...rosterRequests,
  ...reportRequests,
  ...retentionRequests,
  ...runRequests,
  ...scheduleRequests,
  ...setupRequests,
  ...viewRequests,
} as const;

/** Everything that happens without having been asked for. */
export const events = {
  ...appearanceEvents,
  ...checkEvents,
  ...exportEvents,
  ...homeEvents,
  ...draftEvents,
  ...runEvents,
  ...scheduleEvents,
} as const;

export type RequestName = keyof typeof requests;
export type Input<N extends RequestName> = z.input<(typeof requests)[N]['input']>;
export type Parsed<N extends RequestName> = z.output<(typeof requests)[N]['input']>;
export type Output<N extends RequestName> = z.output<(typeof requests)[N]['output']>;
type Handler<N extends RequestName> = (input: Parsed<N>) => Output<N> | Promise<Output<N>>;
export type Handlers = { readonly [N in RequestName]: Handler<N> };
/** The handlers of one feature's requests: `HandlersOf<typeof runRequests>`. */
export type HandlersOf<R> = { readonly [N in keyof R & RequestName]: Handler<N> };

export type EventName = keyof typeof events;
export type EventData<E extends EventName> = z.output<(typeof events)[E]>;

export const isRequestName = (name: unknown): name is RequestName =>
  typeof name === 'string' && Object.hasOwn(requests, name);
export const isEventName = (name: unknown): name is EventName =>
  typeof name === 'string' && Object.hasOwn(events, name);
