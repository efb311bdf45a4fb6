import { describe, expect, it } from 'vitest';
import { createDistrict } from '../../../electron/sandbox/district.ts';
import { openSandboxDatabase } from '../../../electron/sandbox/powerschool/database.ts';
import { startPowerSchool } from '../../../electron/sandbox/powerschool/server.ts';
import { tables } from '../../../electron/sandbox/powerschool/tables.ts';
import { buildPlugin } from '../../../electron/setup/plugin/build-plugin.ts';
import { openDistrictDesk } from '../../support/district-desk.ts';
import { pluginFile } from '../../support/sandbox/plugin-file.ts';

/** The same small district, synced with the rights of a given plugin. */
async function syncWith(plugin: Uint8Array) {
  const db = openSandboxDatabase();
  createDistrict(db, { seed: 3, students: 45, today: new Date(), scoresPerStudent: 12 });
  const server = await startPowerSchool({ database: db });
  const { id } = await server.installPlugin(plugin);
  const { clientId, clientSecret } = server.setEnabled(id, true);
  const desk = openDistrictDesk({ url: server.url, clientId: clientId ?? '', clientSecret: clientSecret ?? '' });
  try {
    const { status, report } = await desk.sync('--quiet');
    return { status, issues: report.issues, contents: desk.contents(), requests: server.requestLog };
  } finally {
    desk.remove();
    await server.close();
    db.close();
  }
}

describe('a sync without named queries', () => {
  it('brings the same gradebook and the same enrollments of students by v1, XTE and tables (S2, S3, C27)', async () => {
    const byQueries = await syncWith(await buildPlugin({ gradeSync: true, changeColumns: true }));
    const fields = tables.flatMap((table) => Object.keys(table.fields).map((field) => `${table.name}.${field}`));
    const byTables = await syncWith(await pluginFile({ oauth: 'accessLevelV1Api="READ"', fields }));

    expect([byQueries.status, byQueries.issues, byTables.status, byTables.issues]).toEqual([0, 0, 0, 0]);
    const isQueryAnswered = ({ path, status }: { readonly path: string; readonly status: number }) =>
      path.startsWith('/ws/schema/query/') && status === 200;
    expect(byQueries.requests.some(isQueryAnswered)).toBe(true);
    expect(byTables.requests.some(isQueryAnswered)).toBe(false);
    for (const entity of ['result', 'lineItem', 'category']) {
      expect(byTables.contents[entity]?.length).toBeGreaterThan(0);
      expect(byTables.contents[entity]).toEqual(byQueries.contents[entity]);
    }
    const ofStudents = (rows: readonly string[] = []) => rows.filter((row) => row.includes('"role":"student"'));
    const enrollments = ofStudents(byQueries.contents['enrollment']);
    expect(enrollments.length).toBeGreaterThan(0);
    expect(ofStudents(byTables.contents['enrollment'])).toEqual(enrollments);
    // v1 knows less of these, but no fewer of them.
    for (const entity of ['org', 'academicSession', 'course', 'class']) {
      expect(byTables.contents[entity]).toHaveLength(byQueries.contents[entity]?.length ?? 0);
    }
  });
});
