import type { PullMessage, RecordIssue, RowPage, ScopeEnd } from '../../electron/connectors/connector.ts';
import type { EntityType } from '../../shared/oneroster/entity.ts';
import { transitColumns, type NamedRow } from '../../shared/oneroster/shapes.ts';

/** A row by column name; lists and maps are parsed. */
export type ReadRow = Readonly<Record<string, unknown>>;

/** The rows of a page as they would be read, and not as they travel. */
export function readRows(entity: EntityType, page: Pick<RowPage, 'values' | 'count'>): readonly ReadRow[] {
  const columns = transitColumns(entity);
  return Array.from({ length: page.count }, (_, row) => {
    const named: NamedRow = Object.fromEntries(
      columns.map((column, cell) => [column, page.values[row * columns.length + cell] ?? null]),
    );
    return Object.fromEntries(Object.entries(named).map(([name, value]) => [name, parsed(value)]));
  });
}

function parsed(value: unknown): unknown {
  return typeof value === 'string' && /^[[{]/.test(value) ? JSON.parse(value) : value;
}

export interface PulledListing {
  readonly rows: readonly ReadRow[];
  readonly issues: readonly RecordIssue[];
  readonly unreadable: number;
  readonly end: ScopeEnd;
}

/** A pull read to its end. */
export async function readPull(entity: EntityType, messages: AsyncIterable<PullMessage>): Promise<PulledListing> {
  const rows: ReadRow[] = [];
  const issues: RecordIssue[] = [];
  let unreadable = 0;
  for await (const message of messages) {
    if (message.kind === 'end') return { rows, issues, unreadable, end: message };
    rows.push(...readRows(entity, message));
    issues.push(...message.issues);
    unreadable += message.unreadable;
  }
  throw new Error('the pull has no end');
}
