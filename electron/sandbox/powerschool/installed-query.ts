import type { FieldType } from './tables.ts';

/** A named query of an installed plugin, resolved against the server's tables. */
export interface InstalledQuery {
  readonly name: string;
  readonly description: string;
  /** Upper case; null in a query without one. */
  readonly coreTable: string | null;
  readonly flattened: boolean;
  readonly args: readonly InstalledArgument[];
  readonly columns: readonly InstalledColumn[];
  readonly sql: string;
  /** `TABLE.FIELD`s (upper case) that only joins, filters and the order read. */
  readonly alsoReads: readonly string[];
}

export interface InstalledArgument {
  readonly name: string;
  readonly array: boolean;
  readonly required: boolean;
  readonly default: string | null;
  /** Type of the column that the argument is compared with; null where the query names none. */
  readonly type: FieldType | null;
  readonly casing: 'upper' | 'lower' | 'none';
}

export interface InstalledColumn {
  /** Lower case, of one or two parts. */
  readonly alias: string;
  readonly table: string;
  readonly field: string;
  readonly type: FieldType;
  readonly isPrimaryKey: boolean;
}
