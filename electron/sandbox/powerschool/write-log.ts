/** What a write did to one row: which columns came to hold something else. A row that was written as it stood has none. */
export interface RowEffect {
  readonly table: string;
  readonly id: number;
  readonly action: 'insert' | 'update' | 'delete';
  /** Names of the columns; those that PowerSchool fills itself are left out. */
  readonly columns: readonly string[];
}

/** A write of a plugin that was carried out, whether or not its answer arrived. */
export interface CarriedOut {
  readonly method: string;
  /** Without the query string. */
  readonly path: string;
  readonly rows: readonly RowEffect[];
}

/** Every write that was carried out: what is in here twice was done twice. */
export interface WriteLog {
  add(write: CarriedOut): void;
  /** Oldest first. */
  readonly all: readonly CarriedOut[];
}

export function createWriteLog(): WriteLog {
  const all: CarriedOut[] = [];
  return { all, add: (write) => void all.push(write) };
}
