import type { ColumnType, GridColumn } from '../../../shared/browse/columns.ts';
import { valueCount, type Operator } from './filter.ts';
import { choiceName, texts } from './texts.ts';

/** A column as far as filtering goes. */
export interface FilterColumn {
  readonly id: string;
  readonly label: string;
  readonly type: ColumnType;
  readonly operators: readonly Operator[];
  /** What there is to choose from, where a value is chosen and not written. */
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** Of metadata: the keys that there are. */
  readonly keys: readonly string[];
}

export const filterColumnsOf = (
  columns: readonly GridColumn[],
  metadataKeys: readonly string[],
): readonly FilterColumn[] =>
  columns.map(({ id, label, type, operators, values }) => {
    const options = type === 'boolean' ? yesAndNo : values.map((value) => ({ value, label: choiceName(value) }));
    return {
      id,
      label,
      type,
      // A list to tick needs things to tick.
      operators: operators.filter((operator) => valueCount(operator) !== 'many' || options.length > 0),
      options,
      keys: type === 'metadata' ? metadataKeys : [],
    };
  });

const yesAndNo = [
  { value: 'true', label: texts.yes },
  { value: 'false', label: texts.no },
];
