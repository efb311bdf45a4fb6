import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { SetupTarget } from '../../shared/ipc/contract/inputs.ts';
import type { BuiltPlugin, PluginLook } from '../../shared/ipc/contract/plugin.ts';
import type { Backend } from '../backend-api.ts';
import { makeFolder } from '../make-folder.ts';
import { settingsOf } from './connection.ts';
import { buildPlugin } from './plugin/build-plugin.ts';
import { inspectPlugin } from './plugin/inspect-plugin.ts';
import { pluginNeeds, pluginScopeOf, type PluginScope } from './plugin/plugin-needs.ts';
import { pluginVersion } from './plugin/plugin-version.ts';
import { readPluginPackage } from './plugin/read-package.ts';

type Parts = Pick<Backend, 'drafts' | 'integrations' | 'profile'>;

const keptAs = 'plugin.zip';

/**
 * Looks into a plugin from outside and, where it is one, keeps it for a draft or an integration in place of the one before. Throws
 * AppError `plugin.*` (stop) for a file that is unsafe, damaged or no plugin: nothing of it is kept.
 */
export async function keepPlugin(parts: Parts, target: SetupTarget, bytes: Uint8Array): Promise<PluginLook> {
  const look = await lookInto(bytes, scopeOf(parts, target));
  keep(parts, target, bytes);
  return look;
}

/** The plugin that is kept; null where there is none. Throws AppError `plugin.lost` (ask) where its file has gone. */
export async function lookAtPlugin(parts: Parts, target: SetupTarget): Promise<PluginLook | null> {
  if (namedPlugin(parts, target) === null) return null;
  return lookInto(read(join(folderOf(parts, target), keptAs)), scopeOf(parts, target));
}

/** Builds the plugin that a draft or an integration needs now and once its mappings in draft are activated, and keeps it. */
export async function buildPluginFor(
  parts: Parts,
  { target, v1, now }: { readonly target: SetupTarget; readonly v1: 'READ' | 'NONE'; readonly now: number },
): Promise<BuiltPlugin> {
  const scope = scopeOf(parts, target);
  const bytes = await buildPlugin({ ...scope, v1, version: pluginVersion(scope, now) });
  const { manifest } = await readPluginPackage(bytes);
  const version = manifest.version ?? '';
  keep(parts, target, bytes);
  return { name: `grade-sync-plugin-${version}.zip`, version, content: Buffer.from(bytes).toString('base64') };
}

async function lookInto(bytes: Uint8Array, scope: PluginScope): Promise<PluginLook> {
  const inspection = await inspectPlugin(bytes, pluginNeeds(scope));
  return { ...inspection, suffices: inspection.lacks.nothing && inspection.problems.length === 0 };
}

const scopeOf = (parts: Parts, target: SetupTarget): PluginScope =>
  pluginScopeOf(settingsOf(parts, target), { withDraft: true });

const folderOf = ({ profile }: Parts, { kind, id }: SetupTarget): string =>
  kind === 'draft' ? profile.draftFolder(id) : profile.integrationFolder(id);

function namedPlugin({ drafts, integrations }: Parts, { kind, id }: SetupTarget): string | null {
  const plugin =
    kind === 'draft' ? drafts.get(id).file.powerschool?.plugin : integrations.get(id).config.powerschool.plugin;
  return (plugin ?? '') === '' ? null : (plugin ?? null);
}

/** All of it or nothing: a power cut leaves the plugin before or this one. */
function keep(parts: Parts, target: SetupTarget, bytes: Uint8Array): void {
  // A draft that was discarded meanwhile gets no folder.
  namedPlugin(parts, target);
  const folder = folderOf(parts, target);
  const file = join(folder, keptAs);
  try {
    makeFolder(folder, 0o700);
    writeFileSync(`${file}.new`, bytes, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch (cause) {
    rmSync(`${file}.new`, { force: true });
    throw new AppError('plugin.notKept', 'ask', 'The plugin could not be written to this computer’s disk.', {
      fix: 'See whether the disk is full, then choose the plugin again.',
      cause,
    });
  }
  if (target.kind === 'draft') parts.drafts.update(target.id, { patch: { powerschool: { plugin: keptAs } } });
  else {
    parts.integrations.patch(target.id, (config) => ({
      ...config,
      powerschool: { ...config.powerschool, plugin: keptAs },
    }));
  }
}

function read(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new AppError('plugin.lost', 'ask', 'The file of the plugin is no longer there.', {
      fix: 'Choose the plugin again, or let one be built.',
      cause,
    });
  }
}
