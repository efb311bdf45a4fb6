import type { NamedQuery } from '../../connectors/powerschool/queries/named-query.ts';
import type { V1AccessLevel } from './plugin-package.ts';

export interface ManifestText {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly publisher: { readonly name: string; readonly email: string };
  /** Null leaves the attribute out: servers before 25.2 may not know it. */
  readonly accessLevelV1Api: V1AccessLevel | null;
  /** `TABLE.FIELD`s: to view only, but for those that are `written`. */
  readonly fields: readonly string[];
  readonly written: ReadonlySet<string>;
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>';

/** `plugin.xml`. Its elements come in the order that every known server takes: oauth, access_request, publisher. */
export function manifestXml(text: ManifestText): string {
  const fields = text.fields.map(
    (field) => `    ${fieldLine(field, text.written.has(field) ? 'FullAccess' : 'ViewOnly')}`,
  );
  return [
    declaration,
    `<plugin${attributes({
      xmlns: 'http://plugin.powerschool.pearson.com',
      name: text.name,
      version: text.version,
      description: text.description,
    })}>`,
    text.accessLevelV1Api === null
      ? '  <oauth></oauth>'
      : `  <oauth${attributes({ accessLevelV1Api: text.accessLevelV1Api })}></oauth>`,
    '  <access_request>',
    ...fields,
    '  </access_request>',
    `  <publisher${attributes({ name: text.publisher.name })}>`,
    `    <contact${attributes({ email: text.publisher.email })}/>`,
    '  </publisher>',
    '</plugin>',
    '',
  ].join('\n');
}

/** One line of an access request, ready to be pasted into a plugin.xml. */
export function fieldLine(field: string, access: 'ViewOnly' | 'FullAccess' = 'ViewOnly'): string {
  const [table = '', name = ''] = field.split('.');
  return `<field${attributes({ table, field: name, access })}/>`;
}

/** A `*.named_queries.xml`: its root may have no namespace (reference §3.5). */
export function queriesXml(queries: readonly NamedQuery[]): string {
  return [declaration, '<queries>', ...queries.flatMap((query) => queryLines(query)), '</queries>', ''].join('\n');
}

function queryLines(query: NamedQuery): string[] {
  const args = query.args.map(
    ({ name, column, isList, description }) =>
      `      <arg${attributes({ name, column, required: 'true', type: isList === true ? 'array' : 'primitive', description })}/>`,
  );
  const columns = query.columns.map(
    ({ field, alias }) => `      <column${attributes({ column: field })}>${escape(alias)}</column>`,
  );
  return [
    `  <query${attributes({ name: query.name, coreTable: query.coreTable, flattened: 'true' })}>`,
    `    <description>${escape(query.description)}</description>`,
    ...(args.length === 0 ? [] : ['    <args>', ...args, '    </args>']),
    '    <columns>',
    ...columns,
    '    </columns>',
    `    <sql><![CDATA[\n${query.sql}\n    ]]></sql>`,
    '  </query>',
  ];
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escape(value)}"`)
    .join('');
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string) => text.replaceAll(/[&<>"]/g, (character) => escapes[character] ?? character);
