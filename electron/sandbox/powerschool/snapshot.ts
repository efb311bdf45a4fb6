import type { Database } from 'better-sqlite3';
import { tables } from './tables.ts';

/** The gradebook's own tables, by what they are of: rows are put in order by these columns and not by keys that are counted up. */
const gradebook = [
  'TEACHERCATEGORY',
  'TEACHERCATSECTEXCLUDEASSOC',
  'ASSIGNMENT',
  'ASSIGNMENTSECTION',
  'ASSIGNMENTCATEGORYASSOC',
  'ASSIGNMENTSTUDENTASSOC',
  'ASSIGNMENTSCORE',
  'ASSIGNMENTSCORECOMMENT',
] as const;

/** When and by whom a row was written is no part of what it says, nor is the number of a row that nothing else refers to. */
const leftOut =
  /^(?:WHO|WHEN|TRANSACTION_DATE|EXECUTIONID|IP_ADDRESS|SCOREENTRYDATE|TEACHERMODIFIED|ASSIGNMENTSCOREID|ASSIGNMENTSCORECOMMENTID)/;

/** A score that says nothing is none: PowerSchool keeps the row of a score that was cleared. */
const saysSomething = `COALESCE(ACTUALSCOREENTERED, SCOREPOINTS) IS NOT NULL OR ISLATE = 1 OR ISCOLLECTED = 1 OR ISEXEMPT = 1
  OR ISMISSING = 1 OR ISABSENT = 1 OR ISINCOMPLETE = 1`;
const conditions: Readonly<Record<string, string>> = {
  ASSIGNMENTSCORE: `WHERE ${saysSomething}`,
  ASSIGNMENTSCORECOMMENT: "WHERE COMMENTVALUE IS NOT NULL AND COMMENTVALUE <> ''",
};
/** Comments are told apart by whose score they are on. */
const ofScore =
  "(SELECT ASSIGNMENTSECTIONID || ' ' || STUDENTSDCID FROM ASSIGNMENTSCORE WHERE ASSIGNMENTSCORE.ASSIGNMENTSCOREID = ASSIGNMENTSCORECOMMENT.ASSIGNMENTSCOREID) AS SCORE";

/**
 * What the gradebook says, as text: one line per row, one row after another. Two of them are the same, byte for byte, if and only if
 * every category, assignment and score is. It takes as long as the gradebook is large.
 */
export function gradebookSnapshot(db: Database): string {
  return gradebook
    .flatMap((name) => {
      const columns = Object.keys(tables.find((table) => table.name === name)?.fields ?? {});
      const own = columns.filter((column) => !leftOut.test(column));
      const selected = name === 'ASSIGNMENTSCORECOMMENT' ? [...own, ofScore] : own;
      return db
        .prepare<[], unknown[]>(`SELECT ${selected.join(', ')} FROM ${name} ${conditions[name] ?? ''}`)
        .raw()
        .all()
        .map((row) => `${name} ${JSON.stringify(row)}`)
        .toSorted();
    })
    .join('\n');
}
