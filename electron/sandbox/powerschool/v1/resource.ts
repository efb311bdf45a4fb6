import type { FiqlElement } from '../fiql.ts';
import type { SandboxContext } from '../route.ts';
import type { Json } from './json-values.ts';

export type Row = Readonly<Record<string, string | number | null>>;

/** One of the objects of `/ws/v1`: where it comes from and what it looks like (reference §5). */
export interface Resource {
  /** `student`; the list's envelope is this with an `s`. */
  readonly name: string;
  /** Undefined for those that have none, and no `@expansions` either. */
  readonly expansions?: readonly string[];
  readonly extensions: readonly string[];
  /** SQL after SELECT. A list's elements and order use the same names. */
  readonly columns: string;
  readonly from: string;
  /** The DCID that `{id}` in a path means. */
  readonly key: string;
  /** The documented order of lists (§5.1). */
  readonly order: string;
  /** What `q` may name. */
  readonly elements: ReadonlyMap<string, FiqlElement>;
  /** A condition that holds where `q` does not name one of the elements itself. */
  readonly byDefault?: (q: string, context: SandboxContext) => string | undefined;
  /** The object of a row, without attributes. Members that are undefined are left out. */
  toJson(row: Row, asked: ReadonlySet<string>, context: SandboxContext): Readonly<Record<string, Json | undefined>>;
}
