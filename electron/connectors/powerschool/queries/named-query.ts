/** One named query of our plugin: what the builder writes into the zip, and what the connector calls. */
export interface NamedQuery {
  /** `org.gradesync.` plus three parts; unique on the server (reference §3.6). */
  readonly name: string;
  readonly description: string;
  readonly coreTable: string;
  readonly args: readonly QueryArgument[];
  /** In the order of the SELECT. `field` is a real `TABLE.FIELD`, which the plugin must be granted; `alias` is lower case. */
  readonly columns: readonly { readonly alias: string; readonly field: string }[];
  /** Further `TABLE.FIELD`s that joins, filters and the order read. */
  readonly alsoReads: readonly string[];
  /** A plain SELECT with joins and ORDER BY that Oracle and SQLite understand alike. */
  readonly sql: string;
}

export interface QueryArgument {
  readonly name: string;
  readonly description: string;
  /** `TABLE.FIELD` whose type the argument has. */
  readonly column: string;
  /** A list of values, which the SQL has after `IN`. */
  readonly isList?: true;
}
