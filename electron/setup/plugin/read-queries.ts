import type { PackagedArgument, PackagedDocument, PackagedQuery } from './plugin-package.ts';
import { childOf, childrenOf } from './xml-document.ts';
import type { XmlElement } from './xml-document.ts';

/** The queries of one `*.named_queries.xml` (reference §3.6). Never throws: rules are for `checkPackage` to judge. */
export function readQueries(document: PackagedDocument): PackagedQuery[] {
  return childrenOf(document.root, 'query').map((query) => ({
    file: document.path,
    name: query.attributes['name'] ?? '',
    coreTable: query.attributes['coreTable'] ?? null,
    flattened: query.attributes['flattened'] === 'true',
    summary: childOf(query, 'summary')?.text.trim() ?? null,
    description: childOf(query, 'description')?.text.trim() ?? null,
    args: childrenOf(childOf(query, 'args'), 'arg').map((argument) => readArgument(argument)),
    columns: childrenOf(childOf(query, 'columns'), 'column').map((column) => ({
      field: (column.attributes['column'] ?? '').toUpperCase(),
      alias: column.text.trim(),
    })),
    sql: childOf(query, 'sql')?.text.trim() ?? '',
  }));
}

function readArgument({ attributes }: XmlElement): PackagedArgument {
  const casing = attributes['casing'];
  return {
    name: attributes['name'] ?? '',
    type: attributes['type'] === 'array' ? 'array' : 'primitive',
    column: attributes['column']?.toUpperCase() ?? null,
    required: attributes['required'] === 'true',
    default: attributes['default'] ?? null,
    casing: casing === 'upper' || casing === 'lower' ? casing : 'none',
  };
}
