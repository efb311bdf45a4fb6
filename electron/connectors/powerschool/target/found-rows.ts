import type { ExchangedEntity } from '../../../../shared/exchange/exchanged.ts';
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
  const layout = layoutOf(entity);
  return Array.from({ length: count }, (_, row) => {
    const first = row * layout.width;
    const cellAt = (at: number | undefined): Value => (at === undefined ? null : (values[first + at] ?? null));
    const [key, subkey] = [Number(cellAt(layout.key)), Number(cellAt(layout.subkey))];
    const found: Record<string, Value> = {};
    for (const { name, valueIn } of layout.attributes) found[name] = valueIn(cellAt);
    return {
      key,
      subkey,
      cell: (column) => cellAt(layout.places.get(column)),
      sourcedId: formatSourcedId(entity, key, subkey),
      values: found,
    };
  });
}

type CellAt = (at: number | undefined) => Value;

/** Where the cells of a row are that make up its attributes. */
interface Layout {
  readonly width: number;
  readonly places: ReadonlyMap<string, number>;
  readonly key: number | undefined;
  readonly subkey: number | undefined;
  readonly attributes: readonly { readonly name: string; readonly valueIn: (cellAt: CellAt) => Value }[];
}

function layoutOf(entity: ExchangedEntity): Layout {
  const names = transitColumns(entity);
  const places = new Map(names.map((name, at) => [name, at]));
  const attributes = exchangedAttributes[entity].map((name) => ({ name, valueIn: reading(entity, name, places) }));
  return { width: names.length, places, key: places.get('sourceKey'), subkey: places.get('sourceSubkey'), attributes };
}

/** How an attribute is read from the cells of a row: a reference as a sourcedId. */
function reading(
  entity: ExchangedEntity,
  name: string,
  places: ReadonlyMap<string, number>,
): (cellAt: CellAt) => Value {
  const column = shapes[entity].columns.find((candidate) => (candidate.path ?? candidate.name) === name);
  if (column === undefined) return () => null;
  const at = places.get(column.name);
  const { kind, target, targetSubkey = 0 } = column;
  if (kind !== 'ref' || target === undefined) return (cellAt) => cellAt(at);
  const subkeyAt = typeof targetSubkey === 'number' ? undefined : places.get(targetSubkey);
  return (cellAt) => {
    const value = cellAt(at);
    const subkey = typeof targetSubkey === 'number' ? targetSubkey : Number(cellAt(subkeyAt));
    return value === null ? null : formatSourcedId(target, Number(value), subkey);
  };
}
