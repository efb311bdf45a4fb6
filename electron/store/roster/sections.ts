import type { Database } from 'better-sqlite3';
import type { RosterSection } from '../../../shared/integration/course-preview.ts';
import { formatSourcedId } from '../../../shared/oneroster/sourced-id.ts';

interface SectionRow {
  readonly sourceKey: number;
  readonly schoolKey: number;
  readonly courseKey: number | null;
  readonly termKey: number | null;
  readonly lead: number | null;
  readonly title: string | null;
  readonly courseName: string | null;
  readonly courseNumber: string | null;
  readonly sectionNumber: string | null;
  readonly period: string | null;
  readonly teacherLastName: string | null;
  readonly term: string | null;
  readonly school: string | null;
}

/**
 * Of two lead teachers the one with the lower number counts, so that it is the same every time. A course that is not in the copy is none:
 * nothing could refer to it.
 */
const select = `
  SELECT c.sourceKey, c.schoolKey, k.sourceKey AS courseKey, s.sourceKey AS termKey, min(e.userKey) AS lead, c.title,
    k.title AS courseName, coalesce(k.courseCode, json_extract(c.metadata, '$.courseNumber')) AS courseNumber,
    json_extract(c.metadata, '$.sectionNumber') AS sectionNumber, json_extract(c.periods, '$[0]') AS period,
    u.familyName AS teacherLastName, s.title AS term, o.name AS school
  FROM class AS c
    LEFT JOIN course AS k ON k.sourceKey = c.courseKey AND k.sourceSubkey = 0 AND k.removedRun IS NULL
    LEFT JOIN academicSession AS s ON s.sourceKey = json_extract(c.termKeys, '$[0]') AND s.sourceSubkey = 0 AND s.removedRun IS NULL
    LEFT JOIN org AS o ON o.sourceKey = c.schoolKey AND o.sourceSubkey = 0
    LEFT JOIN enrollment AS e ON e.classKey = c.sourceKey AND e.role = 'teacher' AND e."primary" = 1 AND e.removedRun IS NULL
    LEFT JOIN user AS u ON u.sourceKey = e.userKey AND u.sourceSubkey = 0
  WHERE c.removedRun IS NULL
  GROUP BY c.sourceKey, c.sourceSubkey
  ORDER BY c.sourceKey`;

/** Every active class, by its key. */
export const readSections = (db: Database): readonly RosterSection[] =>
  db.prepare<[], SectionRow>(select).all().map(toSection);

const toSection = (row: SectionRow): RosterSection => ({
  section: formatSourcedId('class', row.sourceKey),
  school: formatSourcedId('org', row.schoolKey),
  course: row.courseKey === null ? null : formatSourcedId('course', row.courseKey),
  term: row.termKey === null ? null : formatSourcedId('academicSession', row.termKey),
  leadTeacher: row.lead === null ? null : formatSourcedId('user', row.lead),
  title: row.title ?? '',
  facts: {
    courseName: row.courseName,
    courseNumber: row.courseNumber,
    sectionNumber: row.sectionNumber,
    period: row.period,
    teacherLastName: row.teacherLastName,
    term: row.term,
    school: row.school,
  },
});
