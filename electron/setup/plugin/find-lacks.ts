import type { NamedQuery } from '../../connectors/powerschool/queries/named-query.ts';
import type { PluginInspection } from '../../../shared/powerschool/plugin-inspection.ts';
import type { PluginNeeds } from './plugin-needs.ts';
import type { PackagedQuery, PluginPackage } from './plugin-package.ts';
import { fieldLine } from './write-xml.ts';

type Lacks = PluginInspection['lacks'];

/** What our integration needs and a plugin does not bring. `FullAccess` includes reading. */
export function findLacks({ manifest, queries }: PluginPackage, needs: PluginNeeds): Lacks {
  const nameOf = ({ table, field }: (typeof manifest.fields)[number]): string => `${table}.${field}`;
  const granted = new Set(manifest.fields.map(nameOf));
  const inFull = new Set(manifest.fields.filter(({ access }) => access === 'FullAccess').map(nameOf));
  const fields = needs.fields
    .filter((field) => !(needs.written.has(field) ? inFull : granted).has(field))
    .map((field) => missingField(field, needs.written.has(field) ? 'FullAccess' : 'ViewOnly'));
  const missing = needs.queries.flatMap((query) => missingQuery(query, queries));
  const sentences = [
    ...signInSentences(manifest.oauth !== null),
    ...querySentences(missing),
    ...fieldSentences(fields),
  ];
  return { nothing: sentences.length === 0, fields, queries: missing, sentences };
}

type Access = Lacks['fields'][number]['access'];

function missingField(field: string, access: Access): Lacks['fields'][number] {
  const [table = '', name = ''] = field.split('.');
  return { table, field: name, access, line: fieldLine(field, access) };
}

function missingQuery(wanted: NamedQuery, found: readonly PackagedQuery[]): Lacks['queries'] {
  const query = found.find((candidate) => candidate.name === wanted.name);
  if (query === undefined) return [{ name: wanted.name, reason: 'absent' }];
  return isSame(wanted, query) ? [] : [{ name: wanted.name, reason: 'different' }];
}

/** Same arguments, columns and SQL; line breaks and spaces do not count. */
function isSame(wanted: NamedQuery, found: PackagedQuery): boolean {
  const shape = (query: NamedQuery | PackagedQuery) =>
    JSON.stringify([
      query.args.map((argument) => argument.name),
      query.columns.map((column) => [column.alias, column.field]),
      query.sql.replaceAll(/\s+/g, ' ').trim(),
    ]);
  return found.flattened && shape(wanted) === shape(found);
}

function signInSentences(hasOauth: boolean): string[] {
  if (hasOauth) return [];
  return [
    'The plugin has no oauth element, so PowerSchool gives it no client id and secret, and nobody can sign in with it.',
  ];
}

function querySentences(missing: Lacks['queries']): string[] {
  const namesOf = (reason: 'absent' | 'different') =>
    missing.filter((query) => query.reason === reason).map((query) => query.name);
  const [absent, different] = [namesOf('absent'), namesOf('different')];
  return [
    ...(absent.length === 0 ? [] : [`It lacks ${absent.length} of our named queries: ${absent.join(', ')}.`]),
    ...(different.length === 0
      ? []
      : [
          `It brings another version of these named queries: ${different.join(', ')}. Install the plugin built by this version.`,
        ]),
  ];
}

function fieldSentences(fields: Lacks['fields']): string[] {
  if (fields.length === 0) return [];
  const sentence = (access: Access, doing: string): string[] => {
    const count = fields.filter((field) => field.access === access).length;
    if (count === 0) return [];
    const what = count === 1 ? 'one column' : `${count} columns`;
    return [
      `It does not ask for ${what} that the integration ${doing}. Add the lines given to the access_request of plugin.xml.`,
    ];
  };
  return [...sentence('ViewOnly', 'reads'), ...sentence('FullAccess', 'writes')];
}
