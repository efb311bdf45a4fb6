import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UsernameRole } from '../../../shared/integration/roster.ts';
import { listPieceBytes } from '../../../shared/ipc/contract/roster.ts';
import { openSetupDesk, type SetupDesk } from '../../support/setup-desk.ts';

let desk: SetupDesk;
let integrationId: string;
beforeAll(async () => {
  desk = await openSetupDesk();
  integrationId = desk.target.id;
});
afterAll(() => desk.close());

/** Sends a list as a screen does, and compares. */
async function compare(role: UsernameRole, list: string) {
  const bytes = Buffer.from(list);
  const first = bytes.subarray(0, listPieceBytes);
  const look = { content: first.toString('base64'), isWhole: first.length === bytes.length };
  const { rows: _rows, ...shape } = await desk.ask('directory.look', look);
  const { upload } = await desk.ask('directory.begin', { integrationId, role, shape, bytes: bytes.length });
  for (let offset = 0; offset < bytes.length; offset += listPieceBytes) {
    const content = bytes.subarray(offset, offset + listPieceBytes).toString('base64');
    await desk.ask('directory.piece', { upload, offset, content });
  }
  return desk.ask('directory.compare', { upload });
}

async function people(role: UsernameRole) {
  const reader = await desk.backend.reader(integrationId);
  const { records } = await reader.records({ entity: 'user', where: [], after: null, limit: 1000 });
  return records.filter((person) => (person['role'] === 'student') === (role === 'student') && person['enabledUser']);
}

describe('usernames and a directory', () => {
  it('are not compared before there is anybody to compare', async () => {
    expect(await desk.ask('roster.state', { integrationId })).toEqual({ isStructureFixed: false, people: 0 });
    await expect(compare('student', 'login\nana\n')).rejects.toMatchObject({ code: 'directory.nobodyYet' });
  });

  it('are previewed on real classes before the first sync, and on all of the copy after it', async () => {
    const live = await desk.ask('roster.sections', { target: desk.target });
    expect(live).toMatchObject({ from: 'live', reason: null });
    expect(live.sections.length).toBeGreaterThan(5);
    await desk.backend.runs.start({ integrationId });
    const local = await desk.ask('roster.sections', { target: desk.target });
    expect(local.from).toBe('local');
    const byId = new Map(local.sections.map((section) => [section.section, section]));
    const both = live.sections.filter(({ section }) => byId.has(section));
    expect(both.length).toBeGreaterThan(0);
    // The same facts, whichever way they were found.
    for (const section of both) expect(section).toEqual(byId.get(section.section));
    expect(live.sections.some(({ facts }) => (facts.teacherLastName ?? '') !== '')).toBe(true);
  });

  it('are reported as matched, missing, ambiguous or in other capitals, for staff and students apart, and kept as counts', async () => {
    const students = await people('student');
    const [first, second, third, ...rest] = students.map((student) => String(student['username']));
    const list = [first?.toUpperCase(), second, second, ...rest, 'nobody.here'].map((name) => `x,${name ?? ''}`);
    const { report } = await compare('student', `mail,sAMAccountName\n${list.join('\n')}\n`);
    expect(report).toMatchObject({
      source: 'username',
      people: students.length,
      caseDifferences: 1,
      missing: 1,
      ambiguous: 1,
      blank: 0,
      matched: students.length - 2,
      onlyInDirectory: 1,
    });
    const { config } = desk.backend.integrations.get(integrationId);
    expect(config.roster.usernames).toMatchObject({ staff: { report: null }, student: { report } });

    const found = await desk.ask('directory.mismatches', { integrationId, role: 'student' });
    expect(found.isHeld).toBe(true);
    expect(found.mismatches.map(({ kind }) => kind)).toEqual(['missing', 'ambiguous', 'caseDiffers']);
    expect(found.mismatches[0]).toMatchObject({ username: third, inDirectory: null });
    expect(await desk.ask('directory.mismatches', { integrationId, role: 'staff' })).toMatchObject({ isHeld: false });
    const only = await desk.ask('directory.mismatches', { integrationId, role: 'student', kind: 'ambiguous' });
    expect(only).toMatchObject({ total: 1, mismatches: [{ username: second }] });

    const { text, next } = await desk.ask('directory.mismatchesCsv', { integrationId, role: 'student' });
    expect(next).toBeNull();
    expect(parse<Record<string, string>>(text, { columns: true })).toMatchObject([
      { problem: 'not in the directory', username: third, name: found.mismatches[0]?.name },
      { problem: 'more than one', username: second },
      { problem: 'other capitals', username: first, inDirectory: first?.toUpperCase() },
    ]);
    const { entries } = await desk.ask('exports.log', { integrationId });
    expect(entries).toMatchObject([{ content: 'Usernames that do not match, students', rows: 3 }]);
  });

  it('of a list of any size come in pieces, and nothing of the list is written to the profile', async () => {
    const staff = (await people('staff')).map((person) => String(person['username']));
    const padding = Array.from({ length: 60_000 }, (_, at) => `"secret-name-${at}",pad${at}`);
    const list = `displayName,login\n${[...padding, ...staff.map((name) => `"x",${name}`)].join('\n')}\n`;
    expect(list.length).toBeGreaterThan(1_500_000);
    const { report } = await compare('staff', list);
    expect(report).toMatchObject({ people: staff.length, missing: 0, onlyInDirectory: padding.length });
    const files = readdirSync(desk.profile, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const entry of files) {
      const content = readFileSync(join(entry.parentPath, entry.name));
      expect(content.includes('secret-name') || content.includes('pad59999')).toBe(false);
    }
  });
});

describe('the course structure after a sync', () => {
  it('is shown before it is changed, and changed only by the typed name (C25)', async () => {
    expect(await desk.ask('roster.state', { integrationId })).toMatchObject({ isStructureFixed: true });
    const perSection = { per: 'section' } as const;
    const perGroup = { per: 'group', term: true, leadTeacher: true } as const;
    const preview = await desk.ask('roster.structure', { integrationId, courses: perSection });
    expect(preview).toMatchObject({ courses: preview.sections, largest: 1, kept: 0 });
    const grouped = await desk.ask('roster.structure', { integrationId, courses: perGroup });
    expect(grouped.courses).toBeLessThan(grouped.sections);
    expect(grouped.groups[0]?.count).toBe(grouped.largest);
    const group = grouped.groups[0]?.first ?? [];
    for (const key of ['school', 'course', 'term', 'leadTeacher'] as const) {
      expect(new Set(group.map((section) => section[key])).size).toBe(1);
    }

    const patch = { roster: { courses: perGroup } };
    await expect(desk.ask('integrations.change', { integrationId, patch })).rejects.toMatchObject({
      code: 'roster.structureFixed',
      message: expect.stringContaining('new courses'),
    });
    const change = (typedName: string) =>
      desk.ask('roster.restructure', { integrationId, courses: perGroup, typedName });
    await expect(change('Dsk')).rejects.toMatchObject({ code: 'integration.nameDiffers' });
    expect(desk.backend.integrations.get(integrationId).config.roster.courses).toEqual({ per: 'course' });
    await change('Desk');
    expect(desk.backend.integrations.get(integrationId).config.roster.courses).toEqual(perGroup);
  });
});
