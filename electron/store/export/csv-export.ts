import { entityTypes, type EntityType } from '../../../shared/oneroster/entity.ts';
import type { ExportTools } from './export-tools.ts';
import { fileNames } from './file-names.ts';
import { flatColumns, flatText, flatValue, looksLikeFormula } from './flat-record.ts';
import { metadataKeys } from './metadata-keys.ts';

/** One table per entity with every attribute, for spreadsheets: what would run as a formula there is made text by an apostrophe. */
export async function exportCsv(tools: ExportTools): Promise<void> {
  for (const entity of entityTypes) await exportEntity(entity, tools);
}

async function exportEntity(entity: EntityType, tools: ExportTools): Promise<void> {
  const name = `${fileNames[entity]}.csv`;
  const columns = flatColumns(entity, await metadataKeys(entity, tools));
  await tools.writeCsv(name, columns, tools.reader.each(entity), (record) =>
    columns.map((column) => {
      const value = flatValue(column, record);
      const text = flatText(value);
      if (typeof value === 'number' || !looksLikeFormula(text)) return text;
      tools.notes.add(name, `a text in ${column} begins like a formula and got an apostrophe before it`);
      return `'${text}`;
    }),
  );
}
