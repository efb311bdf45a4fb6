import type { Database } from 'better-sqlite3';
import { AppError } from '../../../shared/errors.ts';
import type { InstalledQuery } from './installed-query.ts';
import type { PluginContent, PluginProblem } from './plugin-content.ts';
import { problem } from './plugin-content.ts';
import { brokenRules, compareVersions } from './plugin-rules.ts';
import { resolvePlugin } from './plugin-schema.ts';
import type { QuerySource } from './power-query.ts';
import type { InstalledPlugin } from './route.ts';

/** A plugin on the server. A new object after each change; the id stays. */
export interface Installation extends InstalledPlugin {
  /** Both null in a plugin without `<oauth>`. They survive an upgrade. */
  readonly clientId: string | null;
  readonly clientSecret: string | null;
  readonly queries: readonly InstalledQuery[];
  /** What keeps it from being enabled. */
  readonly problems: readonly PluginProblem[];
  /** Came with the sandbox: a plugin of the same name or with the same queries may take its place beside it. */
  readonly preinstalled: boolean;
}

/** The plugin management dashboard (reference §3.5): installing, approving, credentials. */
export interface Plugins extends QuerySource {
  /** Installs or upgrades by name; the plugin is disabled afterwards. Throws AppError `sandbox.pluginRefused` (ask). */
  install(content: PluginContent, options?: { readonly preinstalled?: boolean }): Installation;
  /** Enabling approves the access request; throws AppError `sandbox.pluginRefused` (ask) where a table or column does not exist. */
  setEnabled(id: number, enabled: boolean): Installation;
  uninstall(id: number): void;
  /** A new client id and secret, or this secret; the old pair and its tokens are dead. */
  regenerateSecret(id: number, secret?: string): Installation;
  get(id: number): Installation | undefined;
  byClientId(clientId: string): Installation | undefined;
  all(): readonly Installation[];
}

export function createPlugins(db: Database, random: () => number): Plugins {
  const installed = new Map<number, Installation>();
  let lastId = 0;
  const keep = (plugin: Installation): Installation => {
    installed.set(plugin.id, plugin);
    return plugin;
  };
  const known = (id: number): Installation => {
    const plugin = installed.get(id);
    if (plugin === undefined) throw refused(`There is no plugin with the number ${id}.`, []);
    return plugin;
  };
  const queriesOf = (plugin: Installation | undefined) => (plugin?.enabled === true ? plugin.queries : []);

  return {
    install(content, options) {
      const before = [...installed.values()].find(({ name }) => name === content.name);
      const others = [...installed.values()].filter((plugin) => plugin !== before);
      const problems = [...brokenRules(content), ...versionProblems(content, before), ...clashes(content, others)];
      if (problems.length > 0) throw refused('The plugin was not installed.', problems);
      const resolved = resolvePlugin(db, content);
      const credentials = content.oauth === null ? { clientId: null, clientSecret: null } : newCredentials(random);
      return keep({
        id: before?.id ?? ++lastId,
        name: content.name,
        version: content.version,
        enabled: false,
        v1Access: v1AccessOf(content),
        grants: grantsOf(content),
        clientId: before?.clientId ?? credentials.clientId,
        clientSecret: before?.clientSecret ?? credentials.clientSecret,
        ...resolved,
        preinstalled: options?.preinstalled ?? false,
      });
    },
    setEnabled(id, enabled) {
      const plugin = known(id);
      if (enabled && plugin.problems.length > 0) throw refused('The plugin cannot be enabled.', plugin.problems);
      return keep({ ...plugin, enabled });
    },
    uninstall(id) {
      installed.delete(known(id).id);
    },
    regenerateSecret(id, secret) {
      const fresh = newCredentials(random);
      return keep({ ...known(id), ...fresh, clientSecret: secret ?? fresh.clientSecret });
    },
    get: (id) => installed.get(id),
    byClientId: (clientId) => [...installed.values()].find((plugin) => plugin.clientId === clientId),
    all: () => [...installed.values()],
    find(name, { id }) {
      const own = queriesOf(installed.get(id)).find((query) => query.name === name);
      return own ?? [...installed.values()].flatMap(queriesOf).find((query) => query.name === name);
    },
    list: () => [...installed.values()].flatMap(queriesOf),
  };
}

/** The server's answer to a plugin that breaks a rule, with every reason. */
function refused(message: string, problems: readonly PluginProblem[]): AppError {
  const reasons = problems.map((entry) => entry.message);
  return new AppError('sandbox.pluginRefused', 'ask', [message, ...reasons].join(' '), {
    fix: 'Correct what is named, raise the version, and install the plugin again.',
    details: { problems },
  });
}

function versionProblems(content: PluginContent, before: Installation | undefined): PluginProblem[] {
  if (before === undefined || compareVersions(content.version, before.version) > 0) return [];
  return [
    problem(
      'plugin.xml',
      'Invalid Plugin',
      `Version ${before.version} is installed already; a higher version is needed.`,
    ),
  ];
}

/** Query names are one namespace over the whole server (reference §3.1). */
function clashes(content: PluginContent, others: readonly Installation[]): PluginProblem[] {
  const taken = new Set(
    others.filter(({ preinstalled }) => !preinstalled).flatMap(({ queries }) => queries.map(({ name }) => name)),
  );
  return content.queries.flatMap(({ file, name }, index) => {
    const twice = content.queries.findIndex((query) => query.name === name) !== index;
    return twice || taken.has(name)
      ? [problem(file, 'Invalid Query', `The query name ${name} is in use already.`)]
      : [];
  });
}

function v1AccessOf({ oauth }: PluginContent): InstalledPlugin['v1Access'] {
  const level = oauth?.accessLevelV1Api;
  return level === 'READ' || level === 'FULL' ? level : 'NONE';
}

function grantsOf({ fields }: PluginContent): ReadonlyMap<string, 'ViewOnly' | 'FullAccess'> {
  const grants = new Map<string, 'ViewOnly' | 'FullAccess'>();
  for (const { table, field, access } of fields) {
    const column = `${table}.${field}`.toUpperCase();
    if (grants.get(column) !== 'FullAccess') grants.set(column, access === 'FullAccess' ? 'FullAccess' : 'ViewOnly');
  }
  return grants;
}

function newCredentials(random: () => number): { readonly clientId: string; readonly clientSecret: string } {
  return { clientId: uuid(random), clientSecret: uuid(random) };
}

/** A version 4 UUID out of the given randomness, so that a seeded sandbox can be told apart from others but repeated. */
export function uuid(random: () => number): string {
  const hex = () => Math.floor(random() * 16);
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replaceAll(/[xy]/g, (place) =>
    (place === 'x' ? hex() : (hex() % 4) + 8).toString(16),
  );
}
