import type { ExchangedEntity, Values } from '../../../../shared/exchange/exchanged.ts';
import { exchangedAttributes } from '../../../../shared/exchange/exchanged.ts';
import type { Value } from '../../../../shared/oneroster/entity.ts';
import { shapes, transitColumns } from '../../../../shared/oneroster/shapes.ts';
import { formatSourcedId } from '../../../../shared/oneroster/sourced-id.ts';
import type { Found } from '../../target.ts';
import { openRowBuilder, type RowBuilder } from '../../row-builder.ts';

/** A record as a pull reads it, with the numbers that tell it apart. */
export interface FoundRow extends Found {
  readonly key: number;
  readonly subkey: number;
  /** Any cell by its column's name. */
  readonly cell: (column: string) => Value;
}

/** Rows that the translators of a pull lay out, as values by attribute: what is looked at is what would be pulled. */
export function rowsFound(entity: ExchangedEntity, fill: (rows: RowBuilder) => void): readonly FoundRow[] {
  const builder = openRowBuilder(entity);
  fill(builder);
  const { values, count } = builder.take(0, null);
  const names = transitColumns(entity);
  return Array.from({ length: count }, (_, row) => {
    const cell = (column: string): Value => values[row * names.length + names.indexOf(column)] ?? null;
    const [key, subkey] = [Number(cell('sourceKey')), Number(cell('sourceSubkey'))];
    return { key, subkey, cell, sourcedId: formatSourcedId(entity, key, subkey), values: valuesOf(entity, cell) };
  });
}

function valuesOf(entity: ExchangedEntity, cell: FoundRow['cell']): Values {
  const columns = shapes[entity].columns;
  return Object.fromEntries(
    exchangedAttributes[entity].map((name) => {
      const column = columns.find((candidate) => (candidate.path ?? candidate.name) === name);
      if (column === undefined) return [name, null];
      const value = cell(column.name);
      if (column.kind !== 'ref' || column.target === undefined || value === null) return [name, value];
      const { targetSubkey = 0 } = column;
      const subkey = typeof targetSubkey === 'number' ? targetSubkey : Number(cell(targetSubkey));
      return [name, formatSourcedId(column.target, Number(value), subkey)];
    }),
  );
}
