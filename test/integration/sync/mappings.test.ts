import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IntegrationFile } from '../../../shared/integration/config.ts';
import { openDistrictDesk, type DistrictDesk } from '../../support/district-desk.ts';
import { openDistrict, type OpenDistrict } from '../../support/sandbox/open-district.ts';

const fromExtension: NonNullable<IntegrationFile['mappings']> = {
  active: {
    student: [
      {
        target: 'username',
        sources: ['powerschool:U_DEF_EXT_STUDENTS.SSO_USERNAME', 'username'],
        transforms: [{ kind: 'firstNonEmpty' }, { kind: 'case', to: 'lower' }],
      },
      {
        target: 'metadata.lastCheckup',
        sources: ['powerschool:U_DEF_EXT_STUDENTS.LAST_CHECKUP'],
        transforms: [{ kind: 'dateFormat', from: 'MM/DD/YYYY', to: 'YYYY-MM-DD' }],
      },
    ],
    teacher: [{ target: 'username', sources: ['powerschool:U_DEF_EXT_USERS.SSO_USERNAME'] }],
  },
};

interface Shown {
  readonly sourcedId: string;
  readonly role: string;
  readonly username: string | null;
  readonly title: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly identifiers: { readonly powerSchool: string };
}

describe('attribute mappings', () => {
  let district: OpenDistrict;
  let desk: DistrictDesk;

  beforeAll(async () => {
    district = await openDistrict({ seed: 5, students: 40 });
    desk = openDistrictDesk(district);
  });

  afterAll(async () => {
    desk.remove();
    await district.close();
  });

  const records = async (entity: string): Promise<readonly Shown[]> => {
    const { stdout } = await desk.run(
      'records',
      entity,
      '--integration',
      desk.integrationId,
      '--json',
      '--limit',
      '1000',
    );
    return (JSON.parse(stdout) as { records: readonly Shown[] }).records;
  };

  it('do not read what the installed plugin lacks, and the next plugin asks for it', async () => {
    expect((await desk.sync()).status).toBeLessThanOrEqual(3);
    const before = desk.contents();
    desk.change({ mappings: fromExtension });

    const refused = await desk.sync();
    expect(refused.status).toBe(5);
    expect(refused.report.error?.code).toBe('mappings.pluginLacks');
    expect(refused.report.error?.message).toContain('U_DEF_EXT_STUDENTS.SSO_USERNAME');
    expect(desk.contents()['user']).toEqual(before['user']);

    const checks = await desk.run('check', desk.integrationId, '--json');
    expect(checks.stdout).toContain('org.gradesync.sync.custom.student_u_def_ext_students_sso_username');

    const file = join(desk.profile, 'plugin.zip');
    const built = await desk.run('plugin', 'build', '--integration', desk.integrationId, '--out', file, '--json');
    expect(built.status).toBe(0);
    expect(built.stdout).toContain('"U_DEF_EXT_STUDENTS"');
    const upgraded = await district.server.installPlugin(readFileSync(file));
    district.server.setEnabled(upgraded.id, true);
    const inspected = await desk.run('plugin', 'inspect', file, '--integration', desk.integrationId, '--json');
    expect(JSON.parse(inspected.stdout)).toMatchObject({ lacks: { nothing: true }, needless: { nothing: true } });
  });

  it('bring custom fields into the local copy, and leave alone what cannot be mapped', async () => {
    const answer = await desk.sync();
    expect(answer.report.error).toBeNull();
    const rows = district.db
      .prepare(
        `SELECT STUDENTS.DCID AS dcid, STUDENT_WEB_ID AS web, SSO_USERNAME AS sso, LAST_CHECKUP AS checkup
         FROM STUDENTS LEFT JOIN U_DEF_EXT_STUDENTS ON STUDENTSDCID = STUDENTS.DCID`,
      )
      .all() as readonly { dcid: number; web: string; sso: string | null; checkup: string | null }[];
    const byDcid = new Map(rows.map((row) => [String(row.dcid), row]));
    const users = await records('user');
    const students = users.filter(({ role }) => role === 'student');
    expect(students.length).toBeGreaterThan(20);
    for (const { identifiers, username, metadata } of students) {
      const row = byDcid.get(identifiers.powerSchool);
      expect(username).toBe((row?.sso ?? row?.web)?.toLowerCase());
      const [month, day, year] = (row?.checkup ?? '').split('/');
      const isDate = year !== undefined;
      expect(metadata['lastCheckup']).toBe(isDate ? `${year}-${String(month)}-${String(day)}` : undefined);
    }
    for (const { role, username } of users) {
      if (role !== 'student') expect(username).toMatch(/^staff\.\d+@sso\.district\.example$/);
    }
    const { stdout } = await desk.run('issues', desk.integrationId, '--json');
    expect(stdout).toContain('mapping.notADate');
    expect(stdout).not.toContain('see file');
  });

  it('change nothing when synced again', async () => {
    const { report } = await desk.sync();
    expect(report.entities.user).toMatchObject({ created: 0, updated: 0, removed: 0 });
    expect(report.remapped).toBeUndefined();
  });

  it('say in a dry run what a draft would change, and change it for unchanged records once active', async () => {
    const titles: NonNullable<IntegrationFile['mappings']> = {
      ...fromExtension,
      draft: {
        ...fromExtension.active,
        lineItem: [{ target: 'metadata.shown', sources: ['title'], transforms: [{ kind: 'case', to: 'upper' }] }],
      },
    };
    desk.change({ mappings: titles });
    const dry = await desk.sync('--dry-run', '--draft-mappings');
    const count = (await records('lineItem')).length;
    expect(dry.report.entities.lineItem?.updated).toBe(count);
    expect(dry.report.remapped).toEqual(['lineItem']);
    expect((await desk.sync()).report.entities.lineItem?.updated).toBe(0);

    desk.change({ mappings: { active: titles.draft ?? {} } });
    const active = await desk.sync();
    expect(active.report.entities.lineItem?.updated).toBe(count);
    expect(active.report.remapped).toEqual(['lineItem']);
    const items = await records('lineItem');
    for (const { title, metadata } of items) expect(metadata['shown']).toBe(title.toLocaleUpperCase('en-US'));
    expect((await desk.sync()).report.entities.lineItem?.updated ?? 0).toBe(0);

    desk.change({ mappings: fromExtension });
    const reset = await desk.sync();
    expect(reset.report.remapped).toEqual(['lineItem']);
    expect((await records('lineItem')).some(({ metadata }) => 'shown' in metadata)).toBe(false);
  });

  it('report two categories of a teacher that a mapping has given one name', async () => {
    desk.change({
      mappings: { active: { category: [{ target: 'title', transforms: [{ kind: 'constant', value: 'Work' }] }] } },
    });
    await desk.sync();
    const categories = await records('category');
    expect(categories.length).toBeGreaterThan(0);
    expect(categories.every(({ title }) => title === 'Work')).toBe(true);
    const { stdout } = await desk.run('issues', desk.integrationId, '--entity', 'category', '--json');
    expect(stdout).toContain('category.titleNotUnique');
  });
});

describe('a 2-Way Sync without complete master fields', () => {
  it('does not run before they are complete or somebody typed the integration’s name (S27)', async () => {
    const district = await openDistrict({ seed: 5, students: 25 });
    const partner = { system: 'school-passport', url: 'http://127.0.0.1:9', clientId: 'x' } as const;
    const two = { name: 'Desk', mode: 'two-way', partner } as const;
    const desk = openDistrictDesk(district, two);
    try {
      const refused = await desk.run('sync', desk.integrationId, '--json');
      expect(refused.status).toBe(5);
      expect(refused.stdout).toContain('masterFields.incomplete');
      expect(desk.contents()['user'] ?? []).toEqual([]);
      desk.change({ ...two, masterFieldsOverride: { integration: 'Another', confirmedOn: '2026-11-26' } });
      expect((await desk.run('sync', desk.integrationId, '--json')).status).toBe(5);
      desk.change({ ...two, masterFieldsOverride: { integration: 'Desk', confirmedOn: '2026-11-26' } });
      const allowed = await desk.run('sync', desk.integrationId, '--json');
      expect(allowed.stdout).not.toContain('masterFields.incomplete');
    } finally {
      desk.remove();
      await district.close();
    }
  });
});
