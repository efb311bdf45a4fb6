import { readFileSync } from 'node:fs';
import { AppError } from '../../shared/errors.ts';
import type { z } from 'zod';
import { integrationShape, type IntegrationConfig } from '../../shared/integration/config.ts';
import type { DraftFile } from '../../shared/integration/draft.ts';
import type { SetupTarget } from '../../shared/ipc/contract/inputs.ts';
import type { Backend } from '../backend-api.ts';
import { openPowerSchoolApi, type PowerSchoolApiOptions } from '../connectors/powerschool/api/open-powerschool-api.ts';
import type { PowerSchoolApi } from '../connectors/powerschool/api/powerschool-api.ts';

/** The settings that decide how PowerSchool is reached and what is read there. An integration's, or those of an unfinished draft. */
export type ConnectionConfig = Pick<
  IntegrationConfig,
  'mode' | 'environment' | 'gradeSync' | 'powerschool' | 'schools' | 'schoolYear' | 'nextYearFrom' | 'advanced'
> &
  Partial<Pick<IntegrationConfig, 'mappings' | 'partner'>>;

/** A way to PowerSchool. Holds a secret: never stored, never logged, never handed to a screen. */
export interface Connection {
  readonly config: ConnectionConfig;
  /** Null where none was entered yet. */
  readonly clientSecret: string | null;
  /** The partner's, as above; null in an import, too. */
  readonly partnerSecret: string | null;
}

/**
 * The connection of a draft or an integration. Throws AppError `integration.unknown`, `draft.unknown` (stop), `setup.noAddress`
 * (ask) for a draft without an address that can be read, and `credentials.unavailable` (ask).
 */
export async function connectionOf(
  backend: Pick<Backend, 'integrations' | 'drafts' | 'credentials'>,
  target: SetupTarget,
): Promise<Connection> {
  const config = configOf(backend, target);
  const { credentials } = backend;
  const clientSecret = await credentials.get(target.id, 'powerschool.clientSecret');
  const hasPartner = (config.partner ?? null) !== null;
  return {
    config,
    clientSecret,
    partnerSecret: hasPartner ? await credentials.get(target.id, 'partner.clientSecret') : null,
  };
}

/** Opens PowerSchool's API on a connection. Nothing is sent yet. Throws as `openPowerSchoolApi`, and `tls.caUnreadable` (ask). */
export function openConnection(connection: Connection, more: Partial<PowerSchoolApiOptions> = {}): PowerSchoolApi {
  return openPowerSchoolApi({ ...apiOptions(connection, readCa(connection.config.powerschool.caFile)), ...more });
}

export function apiOptions(
  { config, clientSecret }: Omit<Connection, 'partnerSecret'>,
  ca: string | null,
): PowerSchoolApiOptions {
  const { environment, powerschool, advanced } = config;
  return {
    url: powerschool.url,
    clientId: powerschool.clientId ?? '',
    clientSecret: clientSecret ?? '',
    ca,
    environment,
    requestTimeoutMs: advanced.requestTimeoutSeconds * 1000,
    minimumIntervalMs: advanced.minimumIntervalMs,
    pageSize: advanced.pageSize,
    maxRequestsInFlight: advanced.maxRequestsInFlight,
  };
}

/** `setting` is where the file is named. */
export function readCa(file: string | null, setting = 'powerschool.caFile'): string | null {
  if (file === null) return null;
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new AppError('tls.caUnreadable', 'ask', 'The file of the private certificate authority cannot be read.', {
      fix: `Choose the file again, under Connection and credentials (${setting}).`,
      cause: error,
    });
  }
}

/** What is known without an address. Throws as `connectionOf`, but for the address. */
export function settingsOf(
  { integrations, drafts }: Pick<Backend, 'integrations' | 'drafts'>,
  { kind, id }: SetupTarget,
): Omit<ConnectionConfig, 'powerschool'> {
  return kind === 'integration' ? integrations.get(id).config : draftSettings(drafts.get(id).file);
}

function configOf(
  { integrations, drafts }: Pick<Backend, 'integrations' | 'drafts'>,
  { kind, id }: SetupTarget,
): ConnectionConfig {
  return kind === 'integration' ? integrations.get(id).config : draftConfig(drafts.get(id).file);
}

const { shape } = integrationShape;
const part = <T>(schema: z.ZodType<T>, value: unknown): T => schema.safeParse(value).data ?? schema.parse(undefined);

/** What a draft says of the connection: a part that is not right yet counts as not filled in. */
function draftConfig(file: DraftFile): ConnectionConfig {
  const { powerschool } = file;
  const url = shape.powerschool.shape.url.safeParse(powerschool?.url).data;
  if (url === undefined) {
    throw new AppError('setup.noAddress', 'ask', 'There is no address of PowerSchool yet that can be read.', {
      fix: 'Enter the address, such as https://ps.example.org, under Delivery config.',
    });
  }
  return {
    ...draftSettings(file),
    powerschool: {
      url,
      clientId: part(shape.powerschool.shape.clientId, powerschool?.clientId),
      plugin: part(shape.powerschool.shape.plugin, powerschool?.plugin),
      caFile: part(shape.powerschool.shape.caFile, powerschool?.caFile),
      versionConfirmed: part(shape.powerschool.shape.versionConfirmed, powerschool?.versionConfirmed),
    },
  };
}

function draftSettings(file: DraftFile): Omit<ConnectionConfig, 'powerschool'> {
  return {
    mode: file.mode === 'two-way' ? file.mode : 'import',
    environment: part(shape.environment, file.environment),
    // A confirmation that is only half filled in makes no roster of it.
    gradeSync: { enabled: file.gradeSync?.enabled === true, paused: false, activation: null },
    schools: part(shape.schools, file.schools),
    schoolYear: part(shape.schoolYear, file.schoolYear),
    nextYearFrom: part(shape.nextYearFrom, file.nextYearFrom),
    advanced: part(shape.advanced, file.advanced),
    mappings: part(shape.mappings, file.mappings),
    // Whatever was typed while it was to be a 2-Way Sync, an import has none.
    partner: file.mode === 'two-way' ? (shape.partner.safeParse(file.partner).data ?? null) : null,
  };
}
