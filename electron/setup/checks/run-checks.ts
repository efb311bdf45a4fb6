import { systemClock, type Clock } from '../../connectors/http/clock.ts';
import {
  openPowerSchoolApi,
  type PowerSchoolApiOptions,
} from '../../connectors/powerschool/api/open-powerschool-api.ts';
import type { PowerSchoolApi } from '../../connectors/powerschool/api/powerschool-api.ts';
import { apiOptions, readCa, type ConnectionConfig } from '../connection.ts';
import { allChecks } from './all-checks.ts';
import { failure, type Check, type CheckResult } from './check.ts';
import { openCheckContext, type CheckContext } from './check-context.ts';
import { openCheckedPartner } from './partner/checked-partner.ts';
import { partnerChecks } from './partner/partner-checks.ts';

export interface CheckReport extends CheckResult {
  readonly id: string;
  readonly title: string;
}

export interface ChecksInput {
  readonly integration: { readonly config: ConnectionConfig };
  /** Null where none is stored: the checks before the credentials can be tried all the same. */
  readonly clientSecret: string | null;
  /** The partner's, in 2-Way Sync. */
  readonly partnerSecret?: string | null;
  readonly signal: AbortSignal;
  /** Default: the system's clock. */
  readonly clock?: Clock;
  /** Default: our client for PowerSchool. */
  readonly openApi?: (options: PowerSchoolApiOptions) => PowerSchoolApi;
  /** Told of each check as it ends. */
  readonly onResult?: (report: CheckReport) => void;
}

/** Tries every set-up check in order. What cannot be tried because an earlier one failed says so. Rejects only when cancelled. */
export async function runChecks(input: ChecksInput): Promise<readonly CheckReport[]> {
  const clock = input.clock ?? systemClock;
  let opened: PowerSchoolApi | undefined;
  const ca = (): string | null => readCa(input.integration.config.powerschool.caFile);
  const api = (): PowerSchoolApi =>
    (opened ??= (input.openApi ?? openPowerSchoolApi)({ ...apiOptions({ config, clientSecret }, ca()), clock }));
  const { integration, clientSecret, signal } = input;
  const { config } = integration;
  const partner = openCheckedPartner(config, input.partnerSecret ?? null, clock);
  const context = openCheckContext({ integration, clientSecret, signal, clock, ca, api, partner });
  const checks = partner === null ? allChecks : [...allChecks, ...partnerChecks];
  try {
    return await runEach(checks, context, input.onResult ?? (() => {}));
  } finally {
    await opened?.close();
    await partner?.close();
  }
}

/** Runs checks in order on a context. */
async function runEach(
  checks: readonly Check[],
  context: CheckContext,
  onResult: (report: CheckReport) => void,
): Promise<readonly CheckReport[]> {
  const reports: CheckReport[] = [];
  const standing = new Map<string, string>();
  for (const check of checks) {
    const inTheWay = check.needs.map((id) => standing.get(id)).find((title) => title !== undefined);
    const result = inTheWay === undefined ? await tryOne(check, context) : notTried(inTheWay);
    if (inTheWay !== undefined) standing.set(check.id, inTheWay);
    else if (result.result === 'fail') standing.set(check.id, check.title);
    const report = { id: check.id, title: check.title, ...result };
    reports.push(report);
    onResult(report);
  }
  return reports;
}

async function tryOne(check: Check, context: CheckContext): Promise<CheckResult> {
  context.signal.throwIfAborted();
  try {
    return await check.run(context);
  } catch (error) {
    context.signal.throwIfAborted();
    return failure(error);
  }
}

const notTried = (title: string): CheckResult => ({
  result: 'warn',
  message: `Not tried because “${title}” failed.`,
  fix: `Put “${title}” right first, then check again.`,
});
