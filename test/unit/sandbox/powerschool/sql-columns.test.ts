import { describe, expect, it } from 'vitest';
import { queries } from '../../../../electron/connectors/powerschool/queries/all-queries.ts';
import { canonicalName } from '../../../../electron/sandbox/powerschool/canonical-name.ts';
import { bindNames, columnsRead, tablesRead } from '../../../../electron/sandbox/powerschool/sql-columns.ts';
import { tables } from '../../../../electron/sandbox/powerschool/tables.ts';

const known = new Map(tables.map((table) => [table.name, table]));
const read = (sql: string) => [...columnsRead(sql, known)].toSorted();

describe('columns that a query reads', () => {
  it('follows joins with and without aliases', () => {
    expect([...tablesRead('select 1 from CC join STUDENTS s on 1 left outer join Terms as t on 2 where 3')]).toEqual([
      ['CC', 'CC'],
      ['STUDENTS', 'STUDENTS'],
      ['S', 'STUDENTS'],
      ['TERMS', 'TERMS'],
      ['T', 'TERMS'],
    ]);
  });

  it('follows lists of tables in the old manner', () => {
    expect(read('SELECT s.dcid FROM students s, cc c,terms WHERE c.studentid = s.id AND terms.yearid = 3')).toEqual([
      'CC.STUDENTID',
      'STUDENTS.DCID',
      'STUDENTS.ID',
      'TERMS.YEARID',
    ]);
  });

  it('looks into subqueries, and neither into comments nor into texts', () => {
    const sql = `SELECT s.DCID /* s.DOB */ FROM STUDENTS s -- s.GENDER
      WHERE s.LASTFIRST <> 's.PERSON_ID' AND EXISTS (SELECT 1 FROM CC WHERE CC.STUDENTID = s.ID) ORDER BY 1`;
    expect(read(sql)).toEqual(['CC.STUDENTID', 'STUDENTS.DCID', 'STUDENTS.ID', 'STUDENTS.LASTFIRST']);
  });

  it('takes bare names where there is one table only', () => {
    expect(read('SELECT DCID AS dob, lastfirst FROM STUDENTS WHERE abs(SCHOOLID) = :gender')).toEqual([
      'STUDENTS.DCID',
      'STUDENTS.LASTFIRST',
      'STUDENTS.SCHOOLID',
    ]);
  });

  it('finds the binds', () => {
    expect([...bindNames("SELECT ':no' FROM CC WHERE ID = :id AND TERMID IN (:terms) -- :never")]).toEqual([
      'id',
      'terms',
    ]);
  });

  it('finds in each of our queries exactly the columns that it says it reads', () => {
    for (const query of Object.values(queries)) {
      const said = new Set([...query.columns.map(({ field }) => field), ...query.alsoReads]);
      expect([query.name, read(query.sql)]).toEqual([query.name, [...said].toSorted()]);
    }
  });
});

describe('canonical names', () => {
  it.each([
    ['SCHOOLID', 'SchoolID'],
    ['grade_level', 'Grade_Level'],
    ['DCID', 'DCID'],
    ['ASSIGNMENTSCORE', 'AssignmentScore'],
    ['STUDENTSDCID', 'StudentsDCID'],
    ['UNHEARDOF', 'Unheardof'],
  ])('spells %s as %s', (name, spelled) => {
    expect(canonicalName(name)).toBe(spelled);
  });
});
