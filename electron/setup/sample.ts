import { AppError, reportOf } from '../../shared/errors.ts';
import { gradebookEntities, userKind, type EntityType } from '../../shared/oneroster/entity.ts';
import { transitColumns } from '../../shared/oneroster/shapes.ts';
import type { Sample } from '../../shared/ipc/contract/setup.ts';
import type { SetupTarget } from '../../shared/ipc/contract/inputs.ts';
import type { Backend } from '../backend-api.ts';
import type { RowPage, Scope, Source } from '../connectors/connector.ts';
import { openPowerSchoolSource } from '../connectors/powerschool/source/open-powerschool-source.ts';
import { toRecord, type StoredRow } from '../store/record.ts';
import { connectionOf, openConnection, type Connection } from './connection.ts';

export interface SampleRequest {
  readonly target: SetupTarget;
  readonly entity: EntityType;
  readonly limit: number;
}

/** Nobody waits longer for a preview. */
export const longestMs = 25_000;
/** A school without records of a kind says little: the next is asked, up to this many. */
const schoolsAtMost = 3;
/** Lists that others rest on are read whole; the rest goes by in small pages, of which the first is enough. */
const rowsPerRequest: Readonly<Partial<Record<EntityType, number>>> = { enrollment: 100, result: 100 };
const usualRowsPerRequest = 1000;

/**
 * A few records of an entity as PowerSchool has them now, in OneRoster's words and before any mapping. Where it cannot be reached or
 * refuses, those of an integration's local copy, with the reason. Rejects with that reason where there is no copy either.
 */
export async function readSample(backend: Backend, request: SampleRequest): Promise<Sample> {
  try {
    const connection = await connectionOf(backend, request.target);
    return { from: 'live', records: await readLive(connection, request), reason: null };
  } catch (error) {
    const records = await readLocal(backend, request);
    if (records.length === 0) throw error;
    return { from: 'local', records, reason: reportOf(error) };
  }
}

async function readLocal(backend: Backend, { target, entity, limit }: SampleRequest): Promise<Sample['records']> {
  if (target.kind === 'draft') return [];
  const reader = await backend.reader(target.id);
  return [...(await reader.records({ entity, where: [], after: null, limit })).records];
}

async function readLive(connection: Connection, { entity, limit }: SampleRequest): Promise<Sample['records']> {
  requireCredentials(connection);
  const { schools, schoolYear, nextYearFrom, advanced } = connection.config;
  const pageSize = rowsPerRequest[entity] ?? usualRowsPerRequest;
  const api = openConnection(connection, { pageSize, requestTimeoutMs: longestMs });
  const source = openPowerSchoolSource({
    api,
    config: { schools, schoolYear, nextYearFrom, gradeSync: gradebookEntities.includes(entity), advanced },
    clock: () => new Date(),
    rowsPerPage: limit,
  });
  try {
    return await gather(source, entity, limit, AbortSignal.timeout(longestMs));
  } catch (error) {
    throw error instanceof DOMException ? tooSlow(error) : error;
  } finally {
    await source.close();
  }
}

async function gather(
  source: Source,
  entity: EntityType,
  limit: number,
  signal: AbortSignal,
): Promise<Sample['records']> {
  const { scopes } = await source.describe(signal);
  const rows: StoredRow[] = [];
  for (const scope of scopes.filter((candidate) => candidate.entity === entity).slice(0, schoolsAtMost)) {
    await gatherScope(source, scope, rows, limit, signal);
    if (isEnough(entity, rows, limit)) break;
  }
  return pick(entity, rows, limit).map((row) => toRecord(entity, row));
}

async function gatherScope(
  source: Source,
  scope: Scope,
  rows: StoredRow[],
  limit: number,
  signal: AbortSignal,
): Promise<void> {
  for await (const message of source.pull(scope, null, signal)) {
    if (message.kind === 'end') return;
    rows.push(...rowsOf(scope.entity, message));
    if (isEnough(scope.entity, rows, limit)) return;
  }
}

const isStudent = (row: StoredRow): boolean => row['sourceSubkey'] === userKind.student;

/** People are of two kinds, and a sample shows both. */
function isEnough(entity: EntityType, rows: readonly StoredRow[], limit: number): boolean {
  if (entity !== 'user') return rows.length >= limit;
  const students = rows.filter(isStudent).length;
  return students >= Math.ceil(limit / 2) && rows.length >= limit;
}

function pick(entity: EntityType, rows: readonly StoredRow[], limit: number): readonly StoredRow[] {
  if (entity !== 'user') return rows.slice(0, limit);
  const students = rows.filter(isStudent);
  const staff = rows.filter((row) => !isStudent(row));
  const ofStudents = Math.max(Math.ceil(limit / 2), limit - staff.length);
  const taken = students.slice(0, ofStudents);
  return [...staff.slice(0, limit - taken.length), ...taken];
}

/** A page's rows as the local copy would have them. */
export function rowsOf(entity: EntityType, { count, values }: RowPage): readonly StoredRow[] {
  const columns = transitColumns(entity);
  const seenAt = Date.now();
  return Array.from({ length: count }, (_, at) => ({
    ...Object.fromEntries(columns.map((name, column) => [name, values[at * columns.length + column] ?? null])),
    removedRun: null,
    dateLastModified: seenAt,
  }));
}

/** Throws AppError `credentials.missing` (ask). */
export function requireCredentials({ config, clientSecret }: Connection): void {
  if (config.powerschool.clientId !== null && clientSecret !== null) return;
  throw new AppError('credentials.missing', 'ask', 'The client ID or the client secret of PowerSchool is missing.', {
    fix: 'In PowerSchool, open the plugin’s Data Provider Configuration, copy both, and enter them for this integration.',
  });
}

export const tooSlow = (cause: unknown): AppError =>
  new AppError('net.timeout', 'retry', 'PowerSchool took too long to answer.', {
    fix: 'Try again when it is less busy.',
    cause,
  });
