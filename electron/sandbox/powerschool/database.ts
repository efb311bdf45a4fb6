import Sqlite from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { registerOracleFunctions } from './oracle-functions.ts';
import { tables } from './tables.ts';
import type { FieldType, Table } from './tables.ts';

/** Columns that joins and filters go by. One index each keeps a query over a million scores quick. */
const joinColumns: readonly (readonly [table: string, columns: string])[] = [
  ['SCHOOLS', 'SCHOOL_NUMBER'],
  ['TERMS', 'ID, SCHOOLID'],
  ['TERMS', 'SCHOOLID'],
  ['COURSES', 'COURSE_NUMBER'],
  ['SECTIONS', 'ID'],
  ['SECTIONS', 'SCHOOLID, TERMID'],
  ['SECTIONS', 'TEACHER'],
  ['SECTIONTEACHER', 'SECTIONID'],
  ['SECTIONTEACHER', 'TEACHERID'],
  ['SCHOOLSTAFF', 'ID'],
  ['SCHOOLSTAFF', 'USERS_DCID'],
  ['SCHOOLSTAFF', 'SCHOOLID'],
  ['STUDENTS', 'ID'],
  ['STUDENTS', 'SCHOOLID'],
  ['STUDENTS', 'PERSON_ID'],
  ['PERSONEMAILADDRESSASSOC', 'PERSONID'],
  ['CC', 'STUDENTID'],
  ['CC', 'SECTIONID'],
  ['CC', 'SCHOOLID'],
  ['TEACHERCATEGORY', 'USERSDCID'],
  ['TEACHERCATSECTEXCLUDEASSOC', 'TEACHERCATEGORYID'],
  ['ASSIGNMENTSECTION', 'ASSIGNMENTID'],
  ['ASSIGNMENTSECTION', 'SECTIONSDCID'],
  ['ASSIGNMENTCATEGORYASSOC', 'ASSIGNMENTSECTIONID'],
  ['ASSIGNMENTSTUDENTASSOC', 'ASSIGNMENTSECTIONID'],
  ['ASSIGNMENTSCORE', 'ASSIGNMENTSECTIONID, STUDENTSDCID'],
  ['ASSIGNMENTSCORE', 'WHENMODIFIED'],
  ['ASSIGNMENTSCORECOMMENT', 'ASSIGNMENTSCOREID'],
  ['GRADESCALEITEM', 'GRADESCALEID'],
];

const affinity: Readonly<Record<FieldType, string>> = {
  number: 'NUMERIC',
  boolean: 'INTEGER',
  text: 'TEXT',
  date: 'TEXT',
  timestamp: 'TEXT',
  clob: 'TEXT',
};

/** Columns of `TEACHERS`, which named queries may read and nobody else (reference §9.1). */
export const teachersView: Table = {
  name: 'TEACHERS',
  primaryKey: 'DCID',
  fields: {
    DCID: 'number',
    ID: 'number',
    USERS_DCID: 'number',
    SCHOOLID: 'number',
    STATUS: 'number',
    STAFFSTATUS: 'number',
    HOMESCHOOLID: 'number',
    TEACHERNUMBER: 'text',
    FIRST_NAME: 'text',
    LAST_NAME: 'text',
    LASTFIRST: 'text',
    EMAIL_ADDR: 'text',
  },
};

/**
 * An empty district's database with PowerSchool's tables under their own names, in memory unless a file is given. Booleans are
 * 0 or 1, dates `YYYY-MM-DD`, timestamps `YYYY-MM-DD HH:MM:SS`.
 */
export function openSandboxDatabase(file = ':memory:'): Database {
  const db = new Sqlite(file);
  db.pragma('journal_mode = MEMORY');
  db.pragma('synchronous = OFF');
  createTables(db);
  return db;
}

/** Creates the tables, their indexes and the change log in a database; leaves alone what is there already. */
export function createTables(db: Database): void {
  for (const table of tables) db.exec(createStatement(table));
  for (const [table, columns] of joinColumns) {
    const name = `${table}_BY_${columns.replaceAll(/\W+/g, '_')}`;
    db.exec(`CREATE INDEX IF NOT EXISTS ${name} ON ${table} (${columns})`);
  }
  db.exec(`
    CREATE VIEW IF NOT EXISTS TEACHERS AS
      SELECT s.DCID, s.ID, s.USERS_DCID, s.SCHOOLID, s.STATUS, s.STAFFSTATUS, u.HOMESCHOOLID, u.TEACHERNUMBER, u.FIRST_NAME,
        u.LAST_NAME, u.LASTFIRST, u.EMAIL_ADDR
      FROM SCHOOLSTAFF s JOIN USERS u ON u.DCID = s.USERS_DCID;
    CREATE TABLE IF NOT EXISTS sandbox_change (version INTEGER PRIMARY KEY, table_name TEXT NOT NULL, row_id INTEGER NOT NULL);
    CREATE INDEX IF NOT EXISTS sandbox_change_by_table ON sandbox_change (table_name, version);
  `);
  registerOracleFunctions(db);
}

function createStatement(table: Table): string {
  const columns = Object.entries(table.fields).map(([name, type]) =>
    name === table.primaryKey ? `${name} INTEGER PRIMARY KEY` : `${name} ${affinity[type]}`,
  );
  return `CREATE TABLE IF NOT EXISTS ${table.name} (${columns.join(', ')})`;
}
