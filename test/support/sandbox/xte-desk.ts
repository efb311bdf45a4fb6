import type { Database } from 'better-sqlite3';
import { openSandboxDatabase } from '../../../electron/sandbox/powerschool/database.ts';
import type { InstalledPlugin, SandboxResponse, SandboxSwitches } from '../../../electron/sandbox/powerschool/route.ts';
import { defaultSwitches } from '../../../electron/sandbox/powerschool/switches.ts';
import { tables } from '../../../electron/sandbox/powerschool/tables.ts';
import { xteHandler } from '../../../electron/sandbox/powerschool/xte/handler.ts';

/** People, sections and students of the desk's district, by what the tests need them for. */
export const cast = {
  lead: 8301,
  coTeacher: 8302,
  stranger: 8303,
  /** The lead's own DCID in SCHOOLSTAFF: using it in place of USERS.DCID must fail. */
  leadAtSchool: 3950,
  /** Two sections of the lead: students ann and ben in the first, cat in the second; dan was dropped from the first. */
  first: 681_185,
  second: 681_186,
  strangersSection: 681_187,
  ann: 162_876,
  ben: 162_877,
  cat: 162_878,
  dan: 162_879,
  homework: 4301,
  excludedFromSecond: 4302,
  inactive: 4303,
  strangersCategory: 4304,
} as const;

export interface XteDesk {
  readonly db: Database;
  readonly switches: SandboxSwitches;
  /** `table id` of each change that was noted. */
  readonly changes: string[];
  ask(method: string, path: string, body?: unknown, plugin?: InstalledPlugin): SandboxResponse;
}

/** A plugin with every column of every table, less those that are named. */
export function pluginWith(access: 'ViewOnly' | 'FullAccess', without: readonly string[] = []): InstalledPlugin {
  const all = tables.flatMap(({ name, fields }) => Object.keys(fields).map((field) => `${name}.${field}`));
  const grants = new Map(all.filter((column) => !without.includes(column)).map((column) => [column, access]));
  return { id: 744, name: 'Test', version: '1.0', enabled: true, v1Access: 'NONE', grants };
}

/** The small district alone. */
export function openXteRows(): Database {
  const db = openSandboxDatabase();
  db.exec(rows);
  return db;
}

/** The handler alone, with a small district in memory; it is 24 November 2026. */
export function openXteDesk(): XteDesk {
  const db = openXteRows();
  const switches = defaultSwitches();
  const changes: string[] = [];
  const now = () => new Date('2026-11-24T15:00:00Z');
  const recordChange = (table: string, id: number) => void changes.push(`${table} ${id}`);
  return {
    db,
    switches,
    changes,
    ask(method, path, body, plugin = pluginWith('FullAccess')) {
      const url = new URL(`/ws/xte/${path}`, 'http://127.0.0.1');
      const request = { method, path: url.pathname, params: url.searchParams, body, plugin };
      const answer = xteHandler(request, { db, switches, now, recordChange, recordWrite: () => undefined });
      if (answer === undefined) throw new Error('not a path of XTE');
      return answer;
    },
  };
}

const rows = `
  INSERT INTO TERMS (DCID, ID, YEARID, SCHOOLID, FIRSTDAY, LASTDAY, PORTION, ISYEARREC)
    VALUES (61, 3600, 36, 100, '2026-08-15', '2027-06-12', 1, 1);
  INSERT INTO USERS (DCID, FIRST_NAME, LAST_NAME) VALUES (8301, 'A', 'B'), (8302, 'C', 'D'), (8303, 'E', 'F');
  INSERT INTO SCHOOLSTAFF (DCID, ID, USERS_DCID, SCHOOLID, STATUS, STAFFSTATUS)
    VALUES (3950, 401, 8301, 100, 1, 1), (3951, 402, 8302, 100, 1, 1), (3952, 403, 8303, 100, 1, 1);
  INSERT INTO SECTIONS (DCID, ID, COURSE_NUMBER, SECTION_NUMBER, TERMID, SCHOOLID, TEACHER, GRADESCALEID)
    VALUES (681185, 11, 'M', '01', 3600, 100, 401, 5), (681186, 12, 'M', '02', 3600, 100, 401, 5), (681187, 13, 'M', '03', 3600, 100, 403, 5);
  INSERT INTO SECTIONTEACHER (ID, SECTIONID, TEACHERID, ROLEID) VALUES (1, 11, 402, 2);
  INSERT INTO STUDENTS (DCID, ID, SCHOOLID, ENROLL_STATUS)
    VALUES (162876, 21, 100, 0), (162877, 22, 100, 0), (162878, 23, 100, 0), (162879, 24, 100, 0);
  INSERT INTO CC (DCID, ID, STUDENTID, SECTIONID, TERMID, SCHOOLID)
    VALUES (1, 1, 21, 11, 3600, 100), (2, 2, 22, 11, 3600, 100), (3, 3, 23, 12, 3600, 100), (4, 4, 24, -11, -3600, 100);
  INSERT INTO GRADESCALEITEM (DCID, ID, GRADESCALEID, NAME, GRADESCALETYPE, CUTOFFPERCENTAGE, VALUE, ISFORCOURSEGRADE, ISFORSTANDARDS)
    VALUES (65, 5, -1, 'Letters', 'Alpha', NULL, NULL, 1, 0), (66, 6, 5, 'A', 'Alpha', 90, 95, 1, 0),
      (67, 7, 5, 'C+', 'Alpha', 77, 78, 1, 0), (68, 8, 5, 'F', 'Alpha', 0, 50, 1, 0);
  INSERT INTO TEACHERCATEGORY (TEACHERCATEGORYID, USERSDCID, NAME, CATEGORYTYPE, DISTRICTTEACHERCATEGORYID, ISACTIVE, DISPLAYPOSITION)
    VALUES (4301, 8301, 'Homework', 'district', 1, 1, 1), (4302, 8301, 'Projects', 'user', NULL, 1, 2),
      (4303, 8301, 'Retired', 'district', 2, 0, 3), (4304, 8303, 'Homework', 'district', 1, 1, 1);
  INSERT INTO TEACHERCATSECTEXCLUDEASSOC (TEACHERCATSECTEXCLUDEASSOCID, TEACHERCATEGORYID, SECTIONSDCID, YEARID)
    VALUES (1, 4302, 681186, 36), (2, 4302, 681185, 32);
`;
