import { columnsInWords, tableInWords } from './plain-words.ts';
import type { PluginInspection } from '../../../shared/powerschool/plugin-inspection.ts';
import type { PluginNeeds } from './plugin-needs.ts';
import type { PluginPackage } from './plugin-package.ts';
import { fieldLine } from './write-xml.ts';

type Needless = PluginInspection['needless'];

/** What a plugin asks for although our integration does without. Writing is needed in 2-Way Sync alone, and there for the gradebook only. */
export function findNeedless({ manifest, queries }: PluginPackage, needs: PluginNeeds): Needless {
  const needed = new Set(needs.fields);
  const ours = new Set(needs.queries.map((query) => query.name));
  const fields = manifest.fields.flatMap(({ table, field, access }): Needless['fields'] => {
    const line = fieldLine(`${table}.${field}`, access);
    if (!needed.has(`${table}.${field}`)) return [{ table, field, access, line, reason: 'notNeeded' }];
    const isWritten = needs.written.has(`${table}.${field}`);
    return access === 'FullAccess' && !isWritten ? [{ table, field, access, line, reason: 'readIsEnough' }] : [];
  });
  const foreign = queries.map((query) => query.name).filter((name) => !ours.has(name));
  const sentences = [
    ...unneeded(fields.filter(({ reason }) => reason === 'notNeeded')),
    ...writable(fields.filter(({ reason }) => reason === 'readIsEnough')),
    ...(foreign.length === 0
      ? []
      : [`It brings named queries that the integration does not call: ${foreign.join(', ')}.`]),
    ...(manifest.oauth?.accessLevelV1Api === 'FULL'
      ? ['It may write through the core API (accessLevelV1Api FULL); READ is enough.']
      : []),
  ];
  return { nothing: sentences.length === 0, fields, queries: foreign, sentences };
}

function unneeded(fields: Needless['fields']): string[] {
  const tables = Map.groupBy(fields, ({ table }) => table);
  return [...tables].map(([table, group]) => {
    const words = columnsInWords(group.map(({ field }) => field)).join(', ');
    return `${tableInWords(table)}: ${words} (${group.map(({ field }) => field).join(', ')}) — the integration does not read this.`;
  });
}

function writable(fields: Needless['fields']): string[] {
  const tables = Map.groupBy(fields, ({ table }) => table);
  return [...tables].map(([table, group]) => {
    const names = group.map(({ field }) => field).join(', ');
    return `${tableInWords(table)}: it asks to write ${names}; reading is enough.`;
  });
}
