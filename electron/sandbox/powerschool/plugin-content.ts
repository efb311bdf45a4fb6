/** What the server reads out of an uploaded plugin: as written, nothing checked yet. */
export interface PluginContent {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly publisher: { readonly name: string; readonly email: string; readonly phone: string } | null;
  /** Null without `<oauth>`: such a plugin gets no credentials. */
  readonly oauth: { readonly accessLevelV1Api: string | null } | null;
  readonly fields: readonly { readonly table: string; readonly field: string; readonly access: string }[];
  readonly queries: readonly QueryContent[];
  /** What is wrong with the form of the files themselves. */
  readonly problems: readonly PluginProblem[];
}

export interface QueryContent {
  readonly file: string;
  readonly name: string;
  readonly coreTable: string | null;
  readonly flattened: boolean;
  readonly summary: string;
  readonly description: string;
  readonly args: readonly {
    readonly name: string;
    readonly column: string | null;
    readonly type: string;
    readonly required: boolean;
    readonly default: string | null;
    readonly casing: string;
  }[];
  readonly columns: readonly { readonly field: string; readonly alias: string }[];
  readonly sql: string;
}

/** Something wrong with a plugin, in the shape of `/ws/schema/plugin/{id}/validate` (reference §6.1). */
export interface PluginProblem {
  readonly level: 'ERROR';
  readonly file: string;
  /** `Invalid Table`, `Invalid Column`, `Invalid Query` or `Invalid Plugin`. */
  readonly code: string;
  readonly message: string;
  readonly categoryShortName: string;
}

export function problem(file: string, code: string, message: string): PluginProblem {
  return { level: 'ERROR', file, code, message, categoryShortName: file === 'plugin.xml' ? 'plugin' : 'powerquery' };
}
