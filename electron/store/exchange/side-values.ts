import { exchangedAttributes, type ExchangedEntity, type Values } from '../../../shared/exchange/exchanged.ts';
import type { Value } from '../../../shared/oneroster/entity.ts';
import { shapes } from '../../../shared/oneroster/shapes.ts';
import { formatSourcedId } from '../../../shared/oneroster/sourced-id.ts';
import type { StoredRow } from '../record.ts';

/** The column of the local copy that holds an exchanged attribute. */
const columnOf = (entity: ExchangedEntity, attribute: string): string | undefined =>
  shapes[entity].columns.find((column) => (column.path ?? column.name) === attribute)?.name;

const layout = Object.fromEntries(
  Object.entries(exchangedAttributes).map(([entity, attributes]) => [
    entity,
    attributes.map((attribute) => ({ attribute, column: columnOf(entity as ExchangedEntity, attribute) })),
  ]),
);

/** The exchanged attributes of a row of the local copy. The category of a line item is its sourcedId. */
export function ourValues(entity: ExchangedEntity, row: StoredRow): Values {
  const values: Record<string, Value> = {};
  for (const { attribute, column } of layout[entity] ?? []) {
    values[attribute] =
      attribute === 'category'
        ? categoryOf(row['categoryKey'] ?? null, row['classKey'] ?? null)
        : (row[column ?? attribute] ?? null);
  }
  return values;
}

const categoryOf = (key: Value, classKey: Value): string | null =>
  key === null || classKey === null ? null : formatSourcedId('category', Number(key), Number(classKey));

/** Every exchanged attribute of a record, null where it says nothing of one. */
export function completeValues(entity: ExchangedEntity, stored: Values): Values {
  return Object.fromEntries(exchangedAttributes[entity].map((attribute) => [attribute, stored[attribute] ?? null]));
}
