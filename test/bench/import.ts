import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchOptions } from './main.ts';
import { openBenchDistrict } from './bench-district.ts';
import { measureFloor, measureOurs, reportOf, type Floor, type Ours } from './measure.ts';

const written = (ours: Ours): number =>
  Object.values(ours.report.entities).reduce(
    (sum, counts) => sum + counts.created + counts.updated + counts.removed,
    0,
  );

/** `import` measures first pulls into new profiles; `resync` pulls in full again into one that has everything. */
export async function benchImport(name: 'import' | 'resync', options: BenchOptions): Promise<Record<string, unknown>> {
  const district = await openBenchDistrict({ ...options, live: false });
  try {
    // The first pull renders every page and is not counted.
    const warm = district.profile('warm');
    await measureOurs(warm, district.secret, 'full');
    const ours: Ours[] = [];
    const floors: Floor[] = [];
    for (let turn = 0; turn < options.runs; turn++) {
      const file = join(district.folder, `floor-${turn}.db`);
      floors.push(await measureFloor(district.url, file));
      rmSync(file);
      const profile = name === 'import' ? district.profile(`run-${turn}`) : warm;
      ours.push(await measureOurs(profile, district.secret, 'full'));
      if (name === 'import') rmSync(profile.folder, { recursive: true });
    }
    const last = ours.at(-1);
    return reportOf(name, ours, floors, {
      written: last === undefined ? 0 : written(last),
      requests: last?.report.requests,
      issues: last?.report.issues,
      floorPeakMemoryMB: Math.max(...floors.map((one) => one.peakMemoryMB)),
    });
  } finally {
    district.close();
  }
}
