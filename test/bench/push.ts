import { copyFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openPowerSchoolApi } from '../../electron/connectors/powerschool/api/open-powerschool-api.ts';
import { openPowerSchoolTarget } from '../../electron/connectors/powerschool/target/open-powerschool-target.ts';
import { applyPlan } from '../../electron/engine/exchange/apply-plan.ts';
import { makePlan } from '../../electron/engine/exchange/make-plan.ts';
import { openPairStore } from '../../electron/store/exchange/pair-store.ts';
import { openForWriting } from '../../electron/store/open.ts';
import { openPlansDatabase } from '../../electron/store/plans/open-plans.ts';
import { openPlanStore } from '../../electron/store/plans/plan-store.ts';
import { noFixes } from '../../shared/integration/fixes.ts';
import { gradeExchangePreset } from '../../shared/integration/grade-exchange.ts';
import { partnerRules } from '../../electron/connectors/oneroster/target/gradebook-rules.ts';
import { powerSchoolRules } from '../../electron/connectors/powerschool/target/gradebook-rules.ts';
import { openBenchDistrict, type BenchDistrict } from './bench-district.ts';
import type { BenchOptions } from './main.ts';
import { measureOurs, median, round } from './measure.ts';
import { changeScores, fillPartner } from './partner-copy.ts';

const changed = 10_000;

interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly requestBody: string;
}

/**
 * 10,000 changed scores to PowerSchool: planned before, then noted in the journal, sent in batches per line item, read back and sealed. The
 * floor sends the same requests bare, one after another, the reading back among them. Answers were recorded, so the simulator has no part.
 */
export async function benchPush(options: BenchOptions): Promise<Record<string, unknown>> {
  const district = await openBenchDistrict({ ...options, live: false });
  try {
    const profile = district.profile('push');
    await measureOurs(profile, district.secret, 'full');
    const database = join(profile.folder, 'integrations', profile.integrationId, 'data.db');
    const { planId, schoolYear } = planChanges(database);
    const before = await recorded(district.url);
    keep(database);
    await push(district, database, planId, schoolYear);
    const all = await recorded(district.url);
    const known = new Set(before.map(keyOf));
    const requests = all.filter((request) => !known.has(keyOf(request)));
    const writes = requests.filter(({ method }) => method === 'PUT').length;
    const ours: number[] = [];
    const floor: number[] = [];
    const waiting: number[] = [];
    for (let run = 0; run < options.runs; run++) {
      const { seconds, waitingShare } = await sendBare(district.url, requests);
      floor.push(seconds);
      waiting.push(waitingShare);
      restore(database);
      ours.push(await push(district, database, planId, schoolYear));
    }
    const side = (seconds: readonly number[]) => ({
      seconds: round(median(seconds), 3),
      rowsPerSecond: Math.round(changed / median(seconds)),
    });
    return {
      name: 'push',
      rows: changed,
      runs: options.runs,
      ours: side(ours),
      floor: { ...side(floor), waitingShare: round(median(waiting)) },
      ratio: round(median(floor) / median(ours), 2),
      requests: requests.length,
      writes,
      scoresPerWrite: round(changed / writes, 1),
      peakMemoryMB: Math.round(process.resourceUsage().maxRSS / 1024),
    };
  } finally {
    district.close();
  }
}

function planChanges(database: string): { readonly planId: string; readonly schoolYear: number } {
  const copy = openForWriting(database);
  const plans = openPlansDatabase(database);
  fillPartner(copy);
  changeScores(
    copy,
    `partnerKey IN (SELECT k.partnerKey FROM result AS r
       JOIN lineItem AS i ON i.sourceKey = r.sourceKey AND i.sourceSubkey = r.lineItemSubkey AND i.scoreType = 'POINTS'
       JOIN link_result AS k ON k.sourceKey = r.sourceKey AND k.sourceSubkey = r.sourceSubkey
     WHERE r.score > 0 AND r.textScore IS NULL AND r.exempt = 0 AND r.removedRun IS NULL
       AND EXISTS (SELECT 1 FROM enrollment AS e WHERE e.classKey = r.classKey AND e.userKey = r.sourceSubkey AND e.userKind = 1
         AND e.removedRun IS NULL)
     ORDER BY r.sourceKey LIMIT ${changed})`,
  );
  const plan = openPlanStore(plans, copy, Date.now).begin({
    kind: 'sync',
    undoes: null,
    dryRun: false,
    runId: 'bench',
    now: Date.now(),
  });
  const rules = {
    masterFields: gradeExchangePreset(),
    gradebooks: { powerschool: powerSchoolRules, partner: partnerRules('School Passport') },
    overwriter: null,
  };
  makePlan(
    { pairs: openPairStore(copy, () => []), rules, fixes: noFixes, run: 2, signal: new AbortController().signal },
    plan,
  );
  const counts = plan.finish().powerschool;
  if (counts.update !== changed) throw new Error(`planned ${JSON.stringify(counts)} instead of ${changed}`);
  const schoolYear = Number(copy.prepare('SELECT max(schoolYear) FROM class').pluck().get());
  plans.close();
  copy.close();
  return { planId: plan.planId, schoolYear };
}

/** Applies the plan; seconds. */
async function push(district: BenchDistrict, database: string, planId: string, schoolYear: number): Promise<number> {
  const copy = openForWriting(database);
  const plans = openPlansDatabase(database);
  const target = openPowerSchoolTarget({
    schoolYear,
    api: openPowerSchoolApi({
      url: district.url,
      clientId: district.clientId,
      clientSecret: district.secret,
      ca: null,
      environment: 'test',
      requestTimeoutMs: 60_000,
      minimumIntervalMs: 0,
      pageSize: 0,
      maxRequestsInFlight: 1,
    }),
  });
  const store = openPlanStore(plans, copy, Date.now);
  const started = performance.now();
  await applyPlan(
    {
      plans: store,
      targets: { powerschool: target, partner: target },
      runId: 'bench',
      run: 3,
      signal: new AbortController().signal,
      onProgress: () => {},
    },
    planId,
  );
  const seconds = (performance.now() - started) / 1000;
  const { updated } = store.counts('bench').powerschool;
  await target.close();
  plans.close();
  copy.close();
  // PowerSchool takes no score of a student who has left the class, which the copy alone does not tell.
  if (updated < changed * 0.99) throw new Error(`${updated} of ${changed} were written`);
  return seconds;
}

async function sendBare(
  url: string,
  requests: readonly SentRequest[],
): Promise<{ readonly seconds: number; readonly waitingShare: number }> {
  const before = performance.eventLoopUtilization();
  const started = performance.now();
  for (const { method, url: path, requestBody } of requests) {
    const answer = await fetch(url + path, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(requestBody === '' ? {} : { body: requestBody }),
    });
    await answer.text();
  }
  const seconds = (performance.now() - started) / 1000;
  const { idle, active } = performance.eventLoopUtilization(before);
  return { seconds, waitingShare: idle / (idle + active) };
}

const recorded = async (url: string): Promise<readonly SentRequest[]> =>
  (await (await fetch(`${url}/__recorded`)).json()) as readonly SentRequest[];
const keyOf = ({ method, url, requestBody }: SentRequest): string => `${method} ${url} ${requestBody}`;

const files = (database: string): readonly string[] => [database, join(dirname(database), 'plans.db')];
const keep = (database: string): void => {
  for (const file of files(database)) copyFileSync(file, `${file}.kept`);
};
const restore = (database: string): void => {
  for (const file of files(database)) {
    for (const more of ['-wal', '-shm']) rmSync(file + more, { force: true });
    copyFileSync(`${file}.kept`, file);
  }
};
