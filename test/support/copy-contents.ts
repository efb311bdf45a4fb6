import { entityTypes } from '../../shared/oneroster/entity.ts';
import { openForWriting } from '../../electron/store/open.ts';

const tables = [...entityTypes, 'issue'];

/** Every row of a local copy that a person can see, as text, without times and run numbers: two copies can be compared by it. */
export function copyContents(file: string): Record<string, readonly string[]> {
  const db = openForWriting(file);
  try {
    const dump = (table: string): readonly string[] =>
      db
        .prepare<[], Record<string, unknown>>(`SELECT * FROM "${table}"`)
        .all()
        .map(({ dateLastModified: _at, createdRun: _by, changedRun: _then, removedRun, id: _id, run: _run, ...row }) =>
          JSON.stringify({ ...row, removed: removedRun !== null && removedRun !== undefined }),
        )
        .toSorted();
    return Object.fromEntries(tables.map((table) => [table, dump(table)]));
  } finally {
    db.close();
  }
}
