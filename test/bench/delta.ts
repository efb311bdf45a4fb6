import type { BenchOptions } from './main.ts';
import { openBenchDistrict } from './bench-district.ts';
import { measureOurs, round } from './measure.ts';

/** 1,000 changed scores among N: requests and rows read must grow with the changes, not with N. */
export async function benchDelta(options: BenchOptions): Promise<Record<string, unknown>> {
  const district = await openBenchDistrict({ ...options, live: true });
  try {
    const profile = district.profile('delta');
    const first = await measureOurs(profile, district.secret, 'full');
    const quiet = await measureOurs(profile, district.secret, 'incremental');
    const answer = await fetch(`${district.controlUrl}/change-scores`, {
      method: 'POST',
      body: JSON.stringify({ count: 1000 }),
    });
    if (!answer.ok) throw new Error(`the bench server did not change scores: ${answer.status}`);
    const changed = await measureOurs(profile, district.secret, 'incremental');
    const scores = (report: typeof changed.report) => report.entities.result;
    return {
      name: 'delta',
      rows: scores(first.report)?.received ?? 0,
      changed: 1000,
      updated: scores(changed.report)?.updated ?? 0,
      rowsRead: scores(changed.report)?.received ?? 0,
      requests: {
        full: first.report.requests,
        nothingChanged: quiet.report.requests,
        changed: changed.report.requests,
      },
      ours: { seconds: round(changed.seconds), fullSeconds: round(first.seconds) },
      peakMemoryMB: changed.peakMemoryMB,
    };
  } finally {
    district.close();
  }
}
