import { describe, expect, it } from 'vitest';
import { compareVersions } from '../../../../electron/sandbox/powerschool/plugin-rules.ts';
import { pluginVersion } from '../../../../electron/setup/plugin/plugin-version.ts';

const roster = { gradeSync: false, changeColumns: true } as const;
const gradebook = { gradeSync: true, changeColumns: true } as const;
const mappings = [
  { student: [{ target: 'metadata.locker', sources: ['powerschool:STUDENTS.LOCKER'], transforms: [] }] },
];

describe('the version of a plugin', () => {
  it('rises with what the plugin may do, so that PowerSchool takes it as an upgrade', () => {
    const now = Date.UTC(2026, 10, 26);
    const versions = [
      pluginVersion(roster, now),
      pluginVersion(gradebook, now),
      pluginVersion({ ...gradebook, writes: true }, now),
      pluginVersion({ ...gradebook, mappings }, now),
      pluginVersion({ ...roster, mappings }, now + 60_000),
    ];
    expect(versions.toSorted(compareVersions)).toEqual(versions);
    expect(new Set(versions).size).toBe(versions.length);
    for (const version of versions) expect(version).toMatch(/^\d+(\.\d+){1,4}$/);
  });
});
