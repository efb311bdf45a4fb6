import type { Database } from 'better-sqlite3';
import { enrollmentKind, userKind } from '../../../shared/oneroster/entity.ts';
import type { SheetData } from '../../../shared/ipc/contract/browse.ts';
import { formatSourcedId } from '../../../shared/oneroster/sourced-id.ts';
import { formatPowerSchoolId } from '../../../shared/powerschool/identifiers.ts';
import type { Browse } from './browse-api.ts';
import { nameSql } from './expressions.ts';
import { findRow } from './find.ts';
import { foldText } from './fold.ts';
import { relation, type AsOf } from './relation.ts';
import type { Versions } from './versions.ts';

interface ResultRow {
  readonly sourceKey: number;
  readonly sourceSubkey: number;
  readonly lineItemSubkey: number | null;
  readonly score: number | null;
  readonly textScore: string | null;
  readonly percent: number | null;
  readonly letterGrade: string | null;
  readonly scoreStatus: string | null;
  readonly flags: number;
}

/** A class with everything that its sheet needs, in five queries whatever its size. */
export function openSheet(db: Database, versions: Versions): Pick<Browse, 'sheetData'> {
  const metadata = (text: string | null): Record<string, unknown> =>
    text === null ? {} : (JSON.parse(text) as Record<string, unknown>);

  function categoriesOf(klass: number, asOf: AsOf) {
    return db
      .prepare<unknown[], { sourceKey: number; title: string | null; weight: number | null; metadata: string | null }>(
        `SELECT sourceKey, title, weight, metadata FROM ${relation('category', asOf)} AS t
         WHERE t.sourceSubkey = ? AND t.removedRun IS NULL ORDER BY fold(title), sourceKey`,
      )
      .all(klass);
  }

  function lineItemsOf(klass: number, asOf: AsOf) {
    return db
      .prepare<
        unknown[],
        {
          sourceKey: number;
          sourceSubkey: number;
          title: string | null;
          dueDate: string | null;
          resultValueMax: number | null;
          scoreType: string | null;
          categoryKey: number | null;
          metadata: string | null;
        }
      >(
        `SELECT sourceKey, sourceSubkey, title, dueDate, resultValueMax, scoreType, categoryKey, metadata
         FROM ${relation('lineItem', asOf)} AS t WHERE t.classKey = ? AND t.removedRun IS NULL
         ORDER BY dueDate IS NULL, dueDate, fold(title), sourceKey, sourceSubkey`,
      )
      .all(klass);
  }

  /** Everybody who is enrolled and everybody who has a score. */
  function studentsOf(klass: number, asOf: AsOf) {
    return db
      .prepare<unknown[], { key: number; isEnrolled: number; name: string; identifier: string | null }>(
        `WITH present AS (
           SELECT userKey AS key, 1 AS isEnrolled FROM ${relation('enrollment', asOf)} AS t
             WHERE t.classKey = ?1 AND t.sourceSubkey = ${enrollmentKind.student} AND t.removedRun IS NULL
           UNION ALL
           SELECT sourceSubkey, 0 FROM ${relation('result', asOf)} AS t WHERE t.classKey = ?1 AND t.removedRun IS NULL)
         SELECT p.key, max(p.isEnrolled) AS isEnrolled,
           coalesce((SELECT ${nameSql.user} FROM ${relation('user', asOf)} AS r WHERE r.sourceKey = p.key AND r.sourceSubkey = ${userKind.student}), '') AS name,
           (SELECT r.identifier FROM ${relation('user', asOf)} AS r WHERE r.sourceKey = p.key AND r.sourceSubkey = ${userKind.student}) AS identifier
         FROM present AS p WHERE p.key IS NOT NULL GROUP BY p.key`,
      )
      .all({ 1: klass })
      .map((student) => ({ ...student, sortName: foldText(student.name) }))
      .toSorted((a, b) => (a.sortName < b.sortName ? -1 : a.sortName > b.sortName ? 1 : a.key - b.key));
  }

  return {
    sheetData: db.transaction(({ classSourcedId, asOfRun }) => {
      const asOf = versions.asOf(asOfRun);
      const row = findRow(db, 'class', classSourcedId, asOf);
      const klass = Number(row['sourceKey']);
      const categories = categoriesOf(klass, asOf);
      const lineItems = lineItemsOf(klass, asOf);
      const students = studentsOf(klass, asOf);
      const categoryPlace = new Map(categories.map(({ sourceKey }, place) => [sourceKey, place]));
      const lineItemPlace = new Map(lineItems.map((item, place) => [`${item.sourceKey}#${item.sourceSubkey}`, place]));
      const studentPlace = new Map(students.map(({ key }, place) => [key, place]));
      const results: SheetData['results'] = {
        sourcedId: [],
        student: [],
        lineItem: [],
        score: [],
        textScore: [],
        percent: [],
        letterGrade: [],
        scoreStatus: [],
        flags: [],
      };
      const rows = db
        .prepare<unknown[], ResultRow>(
          `SELECT sourceKey, sourceSubkey, lineItemSubkey, score, textScore, percent, letterGrade, scoreStatus,
             coalesce(late, 0) + 2 * coalesce(missing, 0) + 4 * coalesce(incomplete, 0) + 8 * coalesce(exempt, 0)
               + 16 * coalesce(collected, 0) + 32 * coalesce(absent, 0) AS flags
           FROM ${relation('result', asOf)} AS t WHERE t.classKey = ? AND t.removedRun IS NULL ORDER BY t.rowid`,
        )
        .iterate(klass);
      for (const result of rows) {
        const lineItem = lineItemPlace.get(`${result.sourceKey}#${result.lineItemSubkey}`);
        const student = studentPlace.get(result.sourceSubkey);
        // A score of an item that PowerSchool did not list has no column; it is among the issues.
        if (lineItem === undefined || student === undefined) continue;
        results.sourcedId.push(formatSourcedId('result', result.sourceKey, result.sourceSubkey));
        results.student.push(student);
        results.lineItem.push(lineItem);
        results.score.push(result.score);
        results.textScore.push(result.textScore);
        results.percent.push(result.percent);
        results.letterGrade.push(result.letterGrade);
        results.scoreStatus.push(result.scoreStatus);
        results.flags.push(result.flags);
      }
      return {
        classSourcedId: formatSourcedId('class', klass),
        title: String(row['title'] ?? ''),
        students: students.map(({ key, name, identifier, isEnrolled }) => ({
          sourcedId: formatSourcedId('user', key, userKind.student),
          name,
          identifier,
          isEnrolled: isEnrolled === 1,
        })),
        categories: categories.map((one) => ({
          sourcedId: formatSourcedId('category', one.sourceKey, klass),
          title: one.title ?? '',
          weight: one.weight,
          metadata: metadata(one.metadata),
        })),
        lineItems: lineItems.map((one) => ({
          sourcedId: formatSourcedId('lineItem', one.sourceKey, one.sourceSubkey),
          powerSchoolId: formatPowerSchoolId('lineItem', one.sourceKey, one.sourceSubkey),
          title: one.title ?? '',
          dueDate: one.dueDate,
          resultValueMax: one.resultValueMax,
          scoreType: one.scoreType,
          category: one.categoryKey === null ? null : (categoryPlace.get(one.categoryKey) ?? null),
          metadata: metadata(one.metadata),
        })),
        results,
      };
    }),
  };
}
