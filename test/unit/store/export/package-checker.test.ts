import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runExport } from '../../../../electron/store/export/run-export.ts';
import { memoryReader } from '../../../support/memory-reader.ts';
import { checkOneRosterFiles } from '../../../support/oneroster-package-checker.ts';
import { district } from './district-records.ts';

let out: string;
const good = new Map<string, Buffer>();
beforeAll(async () => {
  out = mkdtempSync(join(tmpdir(), 'grade-sync-'));
  await runExport(memoryReader(district), { format: 'oneroster-1.2', out }, () => {}, new AbortController().signal);
  for (const name of readdirSync(out)) if (name.endsWith('.csv')) good.set(name, readFileSync(join(out, name)));
});
afterAll(() => rmSync(out, { recursive: true, force: true }));

/** A package with one text replaced in one file. */
function broken(name: string, from: string, to: string): ReadonlyMap<string, Buffer> {
  const text = good.get(name)?.toString('utf8') ?? '';
  expect(text).toContain(from);
  return new Map(good).set(name, Buffer.from(text.replace(from, to)));
}

describe('the strict check of OneRoster packages', () => {
  it.each([
    ['a header in another order', 'orgs.csv', 'name,type', 'type,name', 'orgs:1 header'],
    ['a column that nobody defined', 'orgs.csv', 'metadata.powerSchoolId', 'powerSchoolId', 'orgs:1 unknown column'],
    ['an id with #', 'results.csv', 'result-50-2', '50#2', 'results:2 sourcedId'],
    ['a bare LF', 'orgs.csv', '\r\n', '\n', 'orgs: a line break that is not CRLF'],
    ['a reference to nothing', 'enrollments.csv', 'class-7', 'class-9', 'enrollments:2 classSourcedId names no record'],
    ['an impossible date', 'academicSessions.csv', '2026-08-15', '2026-02-30', 'startDate is no date'],
    ['an unknown word', 'users.csv', 'false,00077', 'no,00077', 'enabledUser is no boolean'],
    ['a missing value', 'courses.csv', 'Algebra', '', 'courses:2 title is required'],
    ['a status in a bulk file', 'orgs.csv', 'org-0,,', 'org-0,active,', 'orgs:2 status in a bulk file'],
    [
      'a file that the manifest calls absent',
      'manifest.csv',
      'file.roles,bulk',
      'file.roles,absent',
      'present but not declared',
    ],
    ['a property twice', 'manifest.csv', 'file.demographics', 'file.users', 'file.users twice'],
    ['two records under one id', 'roles.csv', 'user-1.org-0', 'user-1.org-10', 'roles:3 sourcedId twice'],
    ['a person without a role', 'roles.csv', ',user-2-1,', ',user-1,', 'users user-2-1 has no role'],
  ])('finds %s', (_what, name, from, to, problem) => {
    expect(checkOneRosterFiles(broken(name, from, to)).problems).toEqual(
      expect.arrayContaining([expect.stringContaining(problem)]),
    );
  });

  it('finds a declared file that is missing and text that is not UTF-8', () => {
    const without = new Map(good);
    without.delete('results.csv');
    expect(checkOneRosterFiles(without).problems).toContain('results.csv: declared but missing');
    const latin = new Map(good).set('orgs.csv', Buffer.from([0xe9, 0x0d, 0x0a]));
    expect(checkOneRosterFiles(latin).problems).toContain('orgs: not UTF-8');
  });
});
