import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExportFormat, ExportSummary } from '../../../../electron/store/export-api.ts';
import { runExport } from '../../../../electron/store/export/run-export.ts';
import { emptyReader } from '../../../../electron/store/empty-reader.ts';
import type { Reader } from '../../../../electron/store/reader-api.ts';
import { memoryReader, record } from '../../../support/memory-reader.ts';
import {
  checkOneRosterFiles,
  checkOneRosterZip,
  type CheckedPackage,
} from '../../../support/oneroster-package-checker.ts';
import { district } from './district-records.ts';

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'grade-sync-'));
});
afterEach(() => rmSync(out, { recursive: true, force: true }));

const never = new AbortController().signal;
const run = (format: ExportFormat, reader: Reader = memoryReader(district), signal = never): Promise<ExportSummary> =>
  runExport(reader, { format, out }, () => {}, signal);

function files(): Map<string, Uint8Array> {
  const names = readdirSync(out).filter((name) => name.endsWith('.csv'));
  return new Map(names.map((name) => [name, readFileSync(join(out, name))]));
}

const row = (checked: CheckedPackage, file: string, id: string) =>
  checked.tables[file]?.find((found) => found['sourcedId'] === id);
const ids = (checked: CheckedPackage, file: string) => checked.tables[file]?.map((found) => found['sourcedId']);
const csv = (name: string) =>
  parse<Record<string, string>>(readFileSync(join(out, name)), { columns: true, record_delimiter: '\r\n' });

describe('export of OneRoster packages', () => {
  it.each(['oneroster-1.1', 'oneroster-1.2'] as const)(
    'writes %s that a strict check accepts, as files and as a zip of the same',
    async (format) => {
      await run(format);
      const checked = checkOneRosterFiles(files());
      expect(checked.problems).toEqual([]);
      const zip = await checkOneRosterZip(readFileSync(join(out, 'oneroster.zip')));
      expect(zip).toEqual(checked);
      expect(checked.manifest['oneroster.version']).toBe(format.slice(-3));
    },
  );

  it('never uses a PowerSchool ID with # as an id, but gives it beside the record (S30, S32, S33)', async () => {
    await run('oneroster-1.2');
    const checked = checkOneRosterFiles(files());
    expect(row(checked, 'lineItems', 'lineItem-50-60')).toMatchObject({ 'metadata.powerSchoolId': '50#60' });
    expect(row(checked, 'results', 'result-50-2')).toMatchObject({ 'metadata.powerSchoolId': '50#2' });
    expect(row(checked, 'categories', 'category-4-7')).toMatchObject({ 'metadata.powerSchoolId': '4_7' });
  });

  it('carries what grade exchange needs in metadata (S5, S10, S11, S15)', async () => {
    await run('oneroster-1.1');
    const checked = checkOneRosterFiles(files());
    expect(row(checked, 'categories', 'category-4-7')).toMatchObject({
      'metadata.userDcid': '1',
      'metadata.TermID': '3600',
      'metadata.categoryId': '4',
      'metadata.classId': 'class-7',
    });
    expect(row(checked, 'lineItems', 'lineItem-50-60')).toMatchObject({ 'metadata.scoreType': 'POINTS' });
  });

  it('leaves out what the format cannot hold and all that names it, and counts both', async () => {
    const { notes } = await run('oneroster-1.1');
    const checked = checkOneRosterFiles(files());
    expect(ids(checked, 'classes')).toEqual(['class-7']);
    expect(ids(checked, 'users')).toEqual(['user-1', 'user-2-1']);
    expect(ids(checked, 'enrollments')).toEqual(['enrollment-1']);
    expect(ids(checked, 'lineItems')).toEqual(['lineItem-50-60']);
    expect(ids(checked, 'results')).toEqual(['result-50-2']);
    expect(notes).toEqual(
      expect.arrayContaining([
        'classes.csv: 1 × left out, because termSourcedIds names only records that are not in the package.',
        'users.csv: 1 × left out, because it has no orgSourcedIds.',
        'enrollments.csv: 1 × left out, because classSourcedId names a record that is not in the package.',
        'lineItems.csv: 1 × left out, because it has no categorySourcedId.',
        'lineItems.csv: 1 × left out, because assignDate is missing, and so is dueDate.',
        'results.csv: 1 × left out, because it has no score.',
        'results.csv: 1 × left out, because lineItemSourcedId names a record that is not in the package.',
      ]),
    );
  });

  it('keeps a blank score apart from zero where the format can, with its flags (S2)', async () => {
    await run('oneroster-1.2');
    const checked = checkOneRosterFiles(files());
    expect(row(checked, 'results', 'result-50-3')).toMatchObject({ score: '', missing: 'true', late: '' });
    expect(row(checked, 'results', 'result-50-2')).toMatchObject({ score: '-0.5', missing: 'false', late: 'true' });
  });

  it('notes what stands in for a missing value, and line breaks and commas that cannot be held', async () => {
    const { notes } = await run('oneroster-1.2');
    const checked = checkOneRosterFiles(files());
    expect(row(checked, 'lineItems', 'lineItem-50-60')).toMatchObject({
      assignDate: '2026-09-10',
      description: 'first line second line',
    });
    expect(row(checked, 'users', 'user-2-1')).toMatchObject({ username: '00077', familyName: 'Ünïcødé 王' });
    expect(row(checked, 'classes', 'class-7')).toMatchObject({ periods: '1(A)', termSourcedIds: 'academicSession-1' });
    expect(row(checked, 'categories', 'category-4-7')).toMatchObject({ weight: '2', 'metadata.weight': '1.5' });
    expect(notes.filter((note) => / 1 × \w+: /.test(note))).toHaveLength(5);
  });

  it('gives each person one primary role per school in 1.2, and lists of schools in 1.1', async () => {
    await run('oneroster-1.2');
    const roles = checkOneRosterFiles(files()).tables['roles'];
    expect(roles?.map((role) => [role['userSourcedId'], role['orgSourcedId'], role['roleType']])).toEqual([
      ['user-1', 'org-10', 'primary'],
      ['user-1', 'org-0', 'primary'],
      ['user-2-1', 'org-10', 'primary'],
    ]);
    await run('oneroster-1.1');
    expect(row(checkOneRosterFiles(files()), 'users', 'user-1')).toMatchObject({ orgSourcedIds: 'org-10,org-0' });
  });

  it('names sessions per school with the year they end in and their parent, in whatever order they come (C24)', async () => {
    await run('oneroster-1.2');
    expect(row(checkOneRosterFiles(files()), 'academicSessions', 'academicSession-1')).toMatchObject({
      schoolYear: '2027',
      parentSourcedId: 'academicSession-2',
      'metadata.orgSourcedId': 'org-10',
    });
  });

  it('takes away the files of another version, which the manifest would not know', async () => {
    await run('oneroster-1.2');
    writeFileSync(join(out, 'letter.txt'), 'mine');
    await run('oneroster-1.1');
    expect(checkOneRosterFiles(files()).problems).toEqual([]);
    expect(existsSync(join(out, 'roles.csv'))).toBe(false);
    expect(readFileSync(join(out, 'letter.txt'), 'utf8')).toBe('mine');
  });

  it('declares gradebook files absent where nothing of the gradebook was pulled', async () => {
    await run('oneroster-1.2', memoryReader({ ...district, category: [], lineItem: [], result: [] }));
    const checked = checkOneRosterFiles(files());
    expect(checked.problems).toEqual([]);
    expect(checked.manifest).toMatchObject({ 'file.results': 'absent', 'file.users': 'bulk' });
  });
});

describe('export of flat tables', () => {
  it('writes one table per entity with metadata and PowerSchool IDs (S30)', async () => {
    const { files: written } = await run('csv');
    expect(written.map(({ name }) => name)).toEqual([
      'orgs.csv',
      'academicSessions.csv',
      'courses.csv',
      'classes.csv',
      'users.csv',
      'enrollments.csv',
      'categories.csv',
      'lineItems.csv',
      'results.csv',
    ]);
    expect(csv('lineItems.csv')[0]).toMatchObject({
      sourcedId: 'lineItem-50-60',
      class: 'class-7',
      'metadata.scoreType': 'POINTS',
      'identifiers.powerSchool': '50#60',
      description: 'first line\r\nsecond line',
    });
    expect(csv('results.csv')).toHaveLength(3);
  });

  it('disarms what a spreadsheet would run as a formula, and leaves negative numbers numbers', async () => {
    const { notes } = await run('csv');
    expect(csv('users.csv')[1]).toMatchObject({ givenName: "'=cmd()" });
    expect(csv('results.csv')[0]).toMatchObject({ comment: "'@SUM(A1)", score: '-0.5', textScore: '-0.5' });
    expect(notes).toContain(
      'users.csv: 1 × a text in givenName begins like a formula and got an apostrophe before it.',
    );
  });

  it.each(['=1+1', '+1', '-1+1', '@x', '\tx', '\rx'])('disarms %j', async (title) => {
    await run('csv', memoryReader({ org: [record('org', 'org-1', { name: title, type: 'school' })] }));
    expect(csv('orgs.csv')[0]).toMatchObject({ name: `'${title}` });
  });
});

describe('export', () => {
  it('leaves nothing behind when it is stopped', async () => {
    const stop = new AbortController();
    const many = Array.from({ length: 2000 }, (_, index) =>
      record('org', `org-${index}`, { name: 'x', type: 'school' }),
    );
    const exported = runExport(memoryReader({ org: many }), { format: 'csv', out }, () => stop.abort(), stop.signal);
    await expect(exported).rejects.toThrow('aborted');
    expect(readdirSync(out)).toEqual([]);
  });

  it('refuses to export an empty local copy, which would read as everything deleted', async () => {
    await expect(run('oneroster-1.2', emptyReader)).rejects.toMatchObject({ code: 'export.nothingYet' });
    expect(readdirSync(out)).toEqual([]);
  });

  it('says in plain words when the folder cannot be written to', async () => {
    writeFileSync(join(out, 'taken'), '');
    const job = { format: 'csv', out: join(out, 'taken') } as const;
    await expect(runExport(memoryReader(district), job, () => {}, never)).rejects.toMatchObject({
      code: 'export.cannotWrite',
      message: 'The files could not be written to the folder: it is not a folder.',
    });
  });

  it('tells how many rows it has written', async () => {
    const told: number[] = [];
    await runExport(memoryReader(district), { format: 'csv', out }, (rows) => told.push(rows), never);
    expect(told.at(-1)).toBe(19);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });
});
