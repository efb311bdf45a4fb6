import type { PackagedDocument } from '../../setup/plugin/plugin-package.ts';
import { readPluginPackage } from '../../setup/plugin/read-package.ts';
import { childOf, childrenOf } from '../../setup/plugin/xml-document.ts';
import type { XmlElement } from '../../setup/plugin/xml-document.ts';
import { problem } from './plugin-content.ts';
import type { PluginContent, PluginProblem, QueryContent } from './plugin-content.ts';

const pluginNamespace = 'http://plugin.powerschool.pearson.com';
const once = ['publisher', 'oauth', 'access_request', 'links', 'openid', 'saml', 'registration', 'autoinstall'];

/**
 * Reads an uploaded zip or plugin.xml the way a server does: from its XML, since our own reading of a package forgives what a
 * server refuses. Throws the AppErrors `plugin.*` of `readPluginPackage` for what is no plugin at all.
 */
export async function readPlugin(bytes: Uint8Array): Promise<PluginContent> {
  const { documents } = await readPluginPackage(bytes);
  const [manifest] = documents;
  if (manifest === undefined) throw new Error('A plugin package was read without its manifest.');
  const { root } = manifest;
  const queryFiles = documents.filter(({ root: { name } }) => name === 'queries');
  const accessRequest = childOf(root, 'access_request');
  const oauth = childOf(root, 'oauth');
  return {
    name: root.attributes['name'] ?? '',
    version: root.attributes['version'] ?? '',
    description: root.attributes['description'] ?? '',
    publisher: readPublisher(childOf(root, 'publisher')),
    oauth: oauth === undefined ? null : { accessLevelV1Api: oauth.attributes['accessLevelV1Api'] ?? null },
    fields: childrenOf(accessRequest, 'field').map(({ attributes }) => ({
      table: attributes['table'] ?? '',
      field: attributes['field'] ?? '',
      access: attributes['access'] ?? '',
    })),
    queries: queryFiles.flatMap((file) => childrenOf(file.root, 'query').map((query) => readQuery(file, query))),
    problems: [...manifestForm(root), ...documents.flatMap(queryFileForm)],
  };
}

function manifestForm(root: XmlElement): PluginProblem[] {
  const wrong = (message: string) => problem('plugin.xml', 'Invalid Plugin', message);
  const repeated = once.filter((name) => childrenOf(root, name).length > 1);
  const deletable = root.attributes['deletable'];
  return [
    ...(root.namespace === pluginNamespace
      ? []
      : [wrong(`The plugin element must be in the namespace ${pluginNamespace}.`)]),
    ...repeated.map((name) => wrong(`The element ${name} may stand once only.`)),
    ...(deletable === undefined || /^(true|false|0|1)$/.test(deletable)
      ? []
      : [wrong('deletable must be true or false.')]),
  ];
}

function queryFileForm({ path, root }: PackagedDocument): PluginProblem[] {
  if (!path.startsWith('queries_root/')) return [];
  if (root.name !== 'queries') return [problem(path, 'Invalid Query', 'The outermost element must be queries.')];
  return root.namespace === '' ? [] : [problem(path, 'Invalid Query', 'The element queries must be in no namespace.')];
}

function readPublisher(element: XmlElement | undefined): PluginContent['publisher'] {
  if (element === undefined) return null;
  const contact = childOf(element, 'contact');
  return {
    name: element.attributes['name'] ?? '',
    email: contact?.attributes['email'] ?? '',
    phone: contact?.attributes['phone'] ?? '',
  };
}

function readQuery({ path }: PackagedDocument, query: XmlElement): QueryContent {
  const coreTable = query.attributes['coreTable'] ?? '';
  return {
    file: path,
    name: query.attributes['name'] ?? '',
    coreTable: coreTable === '' ? null : coreTable,
    flattened: query.attributes['flattened'] === 'true',
    summary: childOf(query, 'summary')?.text.trim() ?? '',
    description: childOf(query, 'description')?.text.trim() ?? '',
    args: childrenOf(childOf(query, 'args'), 'arg').map(({ attributes }) => ({
      name: attributes['name'] ?? '',
      column: attributes['column'] ?? null,
      type: attributes['type'] ?? 'primitive',
      required: attributes['required'] === 'true',
      default: attributes['default'] ?? null,
      casing: attributes['casing'] ?? 'none',
    })),
    columns: childrenOf(childOf(query, 'columns'), 'column').map((column) => ({
      field: column.attributes['column'] ?? '',
      alias: column.text.trim(),
    })),
    sql: childOf(query, 'sql')?.text.trim() ?? '',
  };
}
