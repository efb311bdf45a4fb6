import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/sandbox.ts';
import { openDistrictDesk, type DistrictDesk } from '../../support/district-desk.ts';

describe('retention after a sync', () => {
  let sandbox: Sandbox;
  let desk: DistrictDesk;
  beforeAll(async () => {
    sandbox = await startSandbox({ seed: 5, students: 20 });
    desk = openDistrictDesk(sandbox.describe().powerschool);
  });
  afterAll(async () => {
    desk.remove();
    await sandbox.close();
  });

  it('purges what has become too old, and leaves a dry run and the rest alone', async () => {
    await desk.sync();
    await desk.sync();
    const file = join(desk.profile, 'integrations', desk.integrationId, 'data.db');
    const db = new Database(file);
    db.pragma('secure_delete = ON');
    db.exec(`UPDATE run SET startedAt = startedAt - 500 * 86400000 WHERE number = 1`);
    db.exec(
      `INSERT INTO user (sourceKey, sourceSubkey, schoolKey, schoolYear, familyName, hash, dateLastModified, createdRun, changedRun, removedRun)
       VALUES (99999999, 1, 1, 0, 'Zyxwvlong', 1, 1, 1, 1, 1)`,
    );
    db.close();
    const rows = desk.contents();
    expect(readFileSync(file, 'latin1')).toContain('Zyxwvlong');
    await desk.sync('--dry-run');
    expect(readFileSync(file, 'latin1')).toContain('Zyxwvlong');
    const { status, report } = await desk.sync();
    expect([status, report.status]).toEqual([0, 'succeeded']);
    expect(readFileSync(file, 'latin1')).not.toContain('Zyxwvlong');
    const now = desk.contents();
    expect(now['user']).toEqual(rows['user']?.filter((row) => !row.includes('Zyxwvlong')));
    expect(now['result']).toEqual(rows['result']);
  });
});
