import { randomUUID } from 'node:crypto';
import { copyFile, rename, rm } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { Output, Parsed } from '../../shared/ipc/contract.ts';
import type { Roster } from '../../shared/integration/roster.ts';
import type { ExportContent, ExportSize } from '../../shared/ipc/contract/exports.ts';
import type { Backend } from '../backend-api.ts';
import { packageName } from '../store/export/oneroster-files.ts';
import { writeError } from '../store/export/output-folder.ts';
import { exportStopped, runExportThread, type ExportAnswer } from '../workers/export-thread.ts';
import { contentName, fileNameOf, measure } from './export-content.ts';
import type { ExportDestination, ExportPlace } from './export-destination.ts';

/** Exports that were started by screens. */
export interface ExportDesk {
  run(input: Parsed<'exports.run'>): Promise<Output<'exports.run'>>;
  cancel(ticket: string): boolean;
  /** Stops all and resolves when none is under way. */
  stopAll(): Promise<void>;
}

interface Told {
  readonly progressed: (progress: { readonly ticket: string; readonly rows: number }) => void;
  readonly logged: (integrationId: string) => void;
}

/** Without a destination nobody can choose a place, and nothing is exported. */
export function openExportDesk(backend: Backend, destination: ExportDestination | undefined, told: Told): ExportDesk {
  const underWay = new Map<string, { readonly stop: AbortController; readonly done: Promise<unknown> }>();

  async function run(input: Parsed<'exports.run'>, signal: AbortSignal): Promise<Output<'exports.run'>> {
    const { integrationId, content, confirmedPeople, ticket } = input;
    const size = await measure(backend, integrationId, content);
    if (size.isWholeDistrict && confirmedPeople !== size.people) throw notConfirmed();
    const place = await destination?.choose(fileNameOf(content, new Date()));
    if (place === null || place === undefined) return { outcome: 'notChosen' };
    const { rows, notes } = await written(
      input,
      size,
      place,
      (sofar) => told.progressed({ ticket, rows: sofar }),
      signal,
    );
    const download = place.publish();
    const common = { rows, fileName: place.fileName, notes: [...notes] };
    return download === null
      ? { outcome: 'saved', folder: place.folder, ...common }
      : { outcome: 'ready', download, ...common };
  }

  /** The file is there or it is not; either way the access log says so. */
  async function written(
    { integrationId, content }: Parsed<'exports.run'>,
    { isWholeDistrict }: ExportSize,
    place: ExportPlace,
    onProgress: (rows: number) => void,
    signal: AbortSignal,
  ): Promise<ExportAnswer> {
    const { accessLog } = backend.integrations;
    const { fileName } = place;
    const entry = accessLog.begin({
      who: userInfo().username,
      integrationId,
      integrationName: backend.integrations.get(integrationId).config.name,
      content: contentName(content),
      format: content.format,
      isWholeDistrict,
      fileName,
    });
    let outcome: 'saved' | 'stopped' | 'failed' = 'failed';
    let rows = 0;
    try {
      const { roster } = backend.integrations.get(integrationId).config;
      const file = backend.profile.database(integrationId);
      const answer = await write({ file, roster, content, place }, onProgress, signal);
      outcome = 'saved';
      rows = answer.rows;
      return answer;
    } catch (error) {
      await rm(join(place.folder, `${fileName}.part`), { force: true });
      await place.discard();
      if (!signal.aborted) throw error;
      outcome = 'stopped';
      throw exportStopped();
    } finally {
      accessLog.end(entry, outcome, rows);
      told.logged(integrationId);
    }
  }

  return {
    async run(input) {
      const stop = new AbortController();
      const done = run(input, stop.signal);
      underWay.set(input.ticket, { stop, done });
      try {
        return await done;
      } finally {
        underWay.delete(input.ticket);
      }
    },
    cancel(ticket) {
      const found = underWay.get(ticket);
      found?.stop.abort();
      return found !== undefined;
    },
    async stopAll() {
      const all = [...underWay.values()];
      for (const { stop } of all) stop.abort();
      await Promise.allSettled(all.map(({ done }) => done));
    },
  };
}

interface Wanted {
  readonly file: string;
  readonly roster: Roster;
  readonly content: ExportContent;
  readonly place: ExportPlace;
}

async function write(
  { file, roster, content, place }: Wanted,
  onProgress: (rows: number) => void,
  signal: AbortSignal,
): Promise<ExportAnswer> {
  const { folder, fileName: name } = place;
  if (content.kind === 'grid') {
    const { query, columns, format, bom } = content;
    const task = { kind: 'grid', job: { query, columns, folder, name, format, bom } } as const;
    return runExportThread({ file, task }, onProgress, signal);
  }
  if (content.kind === 'receipts') {
    const { runId, schoolKey, teacherKey, bom } = content;
    const task = { kind: 'receipts', job: { runId, schoolKey, teacherKey, bom, folder, name } } as const;
    return runExportThread({ file, task }, onProgress, signal);
  }
  if (content.kind === 'comparison') {
    const { wanted, format } = content;
    const task = { kind: 'comparison', job: { wanted, folder, name, format, bom: false } } as const;
    return runExportThread({ file, task }, onProgress, signal);
  }
  if (content.kind === 'issues') {
    const { filter, format } = content;
    const task = { kind: 'issues', job: { filter, folder, name, format, bom: false } } as const;
    return runExportThread({ file, task }, onProgress, signal);
  }
  // A package is written as files first; a person gets the one that holds them all.
  const out = join(folder, `${name}.${randomUUID()}.part`);
  try {
    const task = { kind: 'package', job: { format: content.format, out, roster } } as const;
    const answer = await runExportThread({ file, task }, onProgress, signal);
    const part = join(folder, `${name}.part`);
    await copyFile(join(out, packageName), part);
    await rename(part, join(folder, name));
    return answer;
  } catch (error) {
    throw writeError(error);
  } finally {
    await rm(out, { recursive: true, force: true, maxRetries: 3 });
  }
}

const notConfirmed = (): AppError =>
  new AppError('export.notConfirmed', 'ask', 'This export holds everybody in the district. It was not agreed to.', {
    fix: 'Look at how many people it holds, agree, and export again.',
  });
