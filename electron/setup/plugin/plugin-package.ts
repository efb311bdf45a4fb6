import type { fieldAccesses, v1AccessLevels } from '../../../shared/powerschool/plugin-inspection.ts';
import type { XmlElement } from './xml-document.ts';

/** What a plugin file holds, as `readPluginPackage` hands it over (reference §3). Rules are judged by `checkPackage`, not here. */
export interface PluginPackage {
  readonly container: 'zip' | 'xml';
  readonly manifest: PluginManifest;
  /** Of all files under `queries_root`, in the order of file name and place. */
  readonly queries: readonly PackagedQuery[];
  /** Every file of the zip by name, sizes in bytes when unpacked. A bare xml counts as one file `plugin.xml`. */
  readonly files: readonly PackagedFile[];
  /** The parsed XML behind manifest, queries and permission mappings; the manifest comes first. */
  readonly documents: readonly PackagedDocument[];
}

interface PackagedFile {
  readonly path: string;
  readonly size: number;
}

export interface PackagedDocument {
  readonly path: string;
  readonly root: XmlElement;
}

export type V1AccessLevel = (typeof v1AccessLevels)[number];

type FieldAccess = (typeof fieldAccesses)[number];

/** `plugin.xml` (reference §3.2). Texts are as written; what is missing is empty where the rules ask for it and null elsewhere. */
export interface PluginManifest {
  readonly name: string;
  readonly version: string | null;
  readonly description: string | null;
  readonly publisher: PluginPublisher | null;
  /** Null: the plugin gets no client id and secret. A level that is no level is read as absent. */
  readonly oauth: { readonly accessLevelV1Api: V1AccessLevel | null } | null;
  readonly fields: readonly FieldRequest[];
  readonly links: readonly PluginLink[];
  /** Hosts that the plugin's pages may load from. */
  readonly cdns: readonly string[];
  /** Where PowerSchool would post the credentials on installation. */
  readonly registrationUrl: string | null;
}

export interface PluginPublisher {
  readonly name: string;
  readonly contact: { readonly email: string; readonly phone: string | null } | null;
}

/** One column of the access request. Names in upper case; an access that is no access is read as `ViewOnly`. */
export interface FieldRequest {
  readonly table: string;
  readonly field: string;
  readonly access: FieldAccess;
}

export interface PluginLink {
  readonly title: string;
  readonly displayText: string;
  readonly path: string;
  readonly uiContexts: readonly string[];
}

/** One named query (reference §3.6). */
export interface PackagedQuery {
  /** The file it stands in, e.g. `queries_root/gradesync.named_queries.xml`. */
  readonly file: string;
  readonly name: string;
  readonly coreTable: string | null;
  readonly flattened: boolean;
  readonly summary: string | null;
  readonly description: string | null;
  readonly args: readonly PackagedArgument[];
  /** In the order of the SELECT; `field` is `TABLE.FIELD` in upper case, `alias` as written. */
  readonly columns: readonly { readonly field: string; readonly alias: string }[];
  readonly sql: string;
}

export interface PackagedArgument {
  readonly name: string;
  readonly type: 'primitive' | 'array';
  /** `TABLE.FIELD` in upper case whose type the argument has; null where none is named. */
  readonly column: string | null;
  readonly required: boolean;
  readonly default: string | null;
  readonly casing: 'upper' | 'lower' | 'none';
}
