import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Database } from 'better-sqlite3';
import { makePlan } from '../../electron/engine/exchange/make-plan.ts';
import { openPairStore } from '../../electron/store/exchange/pair-store.ts';
import { openForWriting } from '../../electron/store/open.ts';
import { openPlansDatabase } from '../../electron/store/plans/open-plans.ts';
import { openPlanStore } from '../../electron/store/plans/plan-store.ts';
import { noFixes } from '../../shared/integration/fixes.ts';
import { gradeExchangePreset } from '../../shared/integration/grade-exchange.ts';
import { partnerRules } from '../../electron/connectors/oneroster/target/gradebook-rules.ts';
import { powerSchoolRules } from '../../electron/connectors/powerschool/target/gradebook-rules.ts';
import { buildCopy } from './browse-copy.ts';
import type { BenchOptions } from './main.ts';
import { changeScores, fillPartner } from './partner-copy.ts';
import { median, round } from './measure.ts';

/** Every so manyth result differs at the partner. */
const changedShare = 100;

/**
 * The three-way comparison of N results at both ends, of which one in a hundred has changed, into a plan; the floor is one join of the two
 * tables over the pairs that counts what differs.
 */
export async function benchPlan({ rows, runs }: BenchOptions): Promise<Record<string, unknown>> {
  const folder = mkdtempSync(join(tmpdir(), 'grade-sync-bench-'));
  const file = join(folder, 'data.db');
  try {
    const { results } = buildCopy(file, rows);
    const copy = openForWriting(file);
    const plans = openPlansDatabase(file);
    fillPartner(copy);
    changeScores(copy, `rowid % ${changedShare} = 0`);
    const ours: number[] = [];
    const floor: number[] = [];
    let planned = 0;
    for (let run = 0; run < runs; run++) {
      floor.push(seconds(() => differing(copy)));
      const started = performance.now();
      const pairs = openPairStore(copy, () => []);
      const plan = openPlanStore(plans, copy, Date.now).begin({
        kind: 'sync',
        undoes: null,
        dryRun: true,
        runId: `bench-${run}`,
        now: Date.now(),
      });
      const rules = {
        masterFields: gradeExchangePreset(),
        gradebooks: { powerschool: powerSchoolRules, partner: partnerRules('School Passport') },
        overwriter: null,
      };
      makePlan({ pairs, rules, fixes: noFixes, run: 2, signal: new AbortController().signal }, plan);
      const { update, blocked } = plan.finish().powerschool;
      // The bench's classes have no teachers: a rule keeps what is planned back, which costs the same.
      planned = update + blocked;
      ours.push((performance.now() - started) / 1000);
    }
    const changes = differing(copy);
    plans.close();
    copy.close();
    if (planned !== changes) throw new Error(`${planned} planned of ${changes} that differ`);
    const side = (all: readonly number[]) => ({
      seconds: round(median(all), 3),
      rowsPerSecond: Math.round(results / median(all)),
    });
    return {
      name: 'plan',
      rows: results,
      runs,
      planned,
      ours: side(ours),
      floor: side(floor),
      ratio: round(median(ours) / median(floor), 2),
      peakMemoryMB: Math.round(process.resourceUsage().maxRSS / 1024),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function seconds(work: () => unknown): number {
  const started = performance.now();
  work();
  return (performance.now() - started) / 1000;
}

const differing = (db: Database): number =>
  Number(
    db
      .prepare(
        `SELECT count(*) FROM link_result AS k
           JOIN result AS t ON t.sourceKey = k.sourceKey AND t.sourceSubkey = k.sourceSubkey
           JOIN partner_result AS p ON p.partnerKey = k.partnerKey WHERE p.hash <> k.partnerHash OR t.hash <> k.sourceHash`,
      )
      .pluck()
      .get(),
  );
