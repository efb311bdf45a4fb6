import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { RunReport } from '../../shared/integration/run.ts';

const run = promisify(execFile);

export interface Floor {
  readonly rows: number;
  readonly seconds: number;
  readonly waitingShare: number;
  readonly peakMemoryMB: number;
}

export interface Ours {
  readonly seconds: number;
  readonly report: RunReport;
  readonly peakMemoryMB: number;
}

async function side<T>(args: readonly string[]): Promise<T> {
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'measured-side.ts'), ...args], {
    maxBuffer: 1 << 26,
  });
  return JSON.parse(stdout) as T;
}

export const measureFloor = (url: string, file: string): Promise<Floor> => side(['floor', url, file]);

export async function measureOurs(
  profile: { readonly folder: string; readonly integrationId: string },
  secret: string,
  kind: 'full' | 'incremental',
): Promise<Ours> {
  const ours = await side<Ours>(['ours', profile.folder, profile.integrationId, secret, kind]);
  if (ours.report.status !== 'succeeded')
    throw new Error(`the run ended as ${ours.report.status}: ${JSON.stringify(ours.report.error)}`);
  return ours;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] =
    sorted.length % 2 === 1 ? [sorted[middle], sorted[middle]] : [sorted[middle - 1], sorted[middle]];
  return (low + high) / 2;
}

export const round = (value: number, digits = 3): number => Number(value.toFixed(digits));

/** What a bench prints: `design/performance.md`, Shape of a report. */
export function reportOf(
  name: string,
  ours: readonly Ours[],
  floors: readonly Floor[],
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const rows = floors[0]?.rows ?? 0;
  const seconds = median(ours.map((one) => one.seconds));
  const floorSeconds = median(floors.map((one) => one.seconds));
  return {
    name,
    rows,
    runs: ours.length,
    ours: { seconds: round(seconds), rowsPerSecond: Math.round(rows / seconds) },
    floor: {
      seconds: round(floorSeconds),
      rowsPerSecond: Math.round(rows / floorSeconds),
      waitingShare: round(median(floors.map((one) => one.waitingShare))),
    },
    ratio: round(floorSeconds / seconds),
    peakMemoryMB: Math.max(...ours.map((one) => one.peakMemoryMB)),
    ...more,
  };
}
