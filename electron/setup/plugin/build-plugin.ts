import { Buffer } from 'node:buffer';
import { buffer } from 'node:stream/consumers';
import yazl from 'yazl';
import about from '../../../package.json' with { type: 'json' };
import { AppError } from '../../../shared/errors.ts';
import { checkPackage } from './check-package.ts';
import { pluginNeeds } from './plugin-needs.ts';
import type { PluginScope } from './plugin-needs.ts';
import { pluginVersion } from './plugin-version.ts';
import { readPluginPackage } from './read-package.ts';
import { manifestXml, queriesXml } from './write-xml.ts';

export interface BuildOptions extends PluginScope {
  /** 1 to 40 characters, unique among the plugins of the server. */
  readonly name?: string;
  /** Digits and dots, at most 20; PowerSchool takes an upgrade only under a new version. */
  readonly version?: string;
  /** As in `/ws/v1/metadata`; absent where it is not known yet. */
  readonly serverVersion?: string;
  /** Access to the core API, which serves as fallback for the roster. Servers before 25.2 do not know the setting. */
  readonly v1?: 'NONE' | 'READ';
}

/** Any moment will do, as long as it is the same each time and for every time zone. */
const packedAt = new Date(2020, 0, 1);

/**
 * Our plugin as a zip: sign-in, the named queries of the scope, and an access request with exactly the columns that these and our
 * calls to PowerTeacher Pro read, and in full those that the latter write. The same options give the same bytes. Throws AppError `plugin.invalid` (stop) where a name or
 * version breaks PowerSchool's rules.
 */
export async function buildPlugin(options: BuildOptions): Promise<Uint8Array> {
  const needs = pluginNeeds(options);
  const bytes = await zipOf({
    'plugin.xml': manifestXml({
      name: options.name ?? 'Grade Sync',
      version: options.version ?? pluginVersion({ ...options, mappings: [] }, 0),
      description: descriptionOf(needs.written.size > 0, options.gradeSync),
      publisher: about.author,
      accessLevelV1Api: v1Access(options) === 'READ' ? 'READ' : null,
      fields: needs.fields,
      written: needs.written,
    }),
    'queries_root/gradesync.named_queries.xml': queriesXml(needs.queries),
  });
  const [problem] = checkPackage(await readPluginPackage(bytes));
  if (problem !== undefined) throw new AppError('plugin.invalid', 'stop', problem.message, { fix: problem.fix });
  return bytes;
}

function descriptionOf(writes: boolean, gradeSync: boolean): string {
  if (writes) return 'Lets Grade Sync read rosters, and read and write categories, assignments and scores.';
  return gradeSync
    ? 'Lets Grade Sync read rosters, assignments and scores. It only views what it copies.'
    : 'Lets Grade Sync read rosters. It only views what it copies.';
}

/** READ by default, so that the roster has a second way in; nothing where the server does not know the setting. */
function v1Access({ serverVersion, v1 }: BuildOptions): 'NONE' | 'READ' {
  return serverVersion !== undefined && isBefore25Point2(serverVersion) ? 'NONE' : (v1 ?? 'READ');
}

function isBefore25Point2(version: string): boolean {
  const [year = Number.NaN, month = 0] = version.split('.').map(Number);
  return year < 25 || (year === 25 && month < 2);
}

async function zipOf(files: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const zip = new yazl.ZipFile();
  // Stored, not packed: the bytes then do not depend on the version of zlib.
  const options = { mtime: packedAt, mode: 0o100644, compress: false, forceDosTimestamp: true };
  for (const [path, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text, 'utf8'), path, options);
  zip.end();
  return new Uint8Array(await buffer(zip.outputStream));
}
