import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadOulad } from '../../../electron/sandbox/oulad.ts';
import { openDistrictDesk, type DistrictDesk } from '../../support/district-desk.ts';
import { openDistrict, type OpenDistrict } from '../../support/sandbox/open-district.ts';

const folder = fileURLToPath(new URL('../../fixtures/oulad', import.meta.url));
const csv = (name: string): readonly Record<string, string>[] =>
  parse(readFileSync(`${folder}/${name}.csv`, 'utf8'), { columns: true });

interface ResultRecord {
  readonly score: number | null;
  readonly scoreStatus: string;
  readonly identifiers: { readonly powerSchool: string };
}

describe('the scores of the Open University', () => {
  let district: OpenDistrict;
  let desk: DistrictDesk;
  beforeAll(async () => {
    district = await openDistrict({ seed: 1, students: 0 }, (db, today) => loadOulad(db, folder, { today }));
    desk = openDistrictDesk(district);
  });
  afterAll(async () => {
    desk.remove();
    await district.close();
  });

  it('come out of the local copy as they are in the file, the empty ones included (S2, S21, S33)', async () => {
    const { report, status } = await desk.sync('--quiet');
    expect([0, 3]).toContain(status);
    expect(report.status).toBe('succeeded');
    const numbers = new Map(
      district.db
        .prepare<[], { dcid: number; number: string }>('SELECT DCID AS dcid, STUDENT_NUMBER AS number FROM STUDENTS')
        .all()
        .map(({ dcid, number }) => [String(dcid), number]),
    );
    const { stdout } = await desk.run(
      'records',
      'result',
      '--integration',
      desk.integrationId,
      '--limit',
      '100000',
      '--json',
    );
    const { records } = JSON.parse(stdout) as { records: readonly ResultRecord[] };
    const found = new Map(
      records.map(({ score, identifiers }) => {
        const [assessment = '', student = ''] = identifiers.powerSchool.split('#');
        return [`${assessment}#${numbers.get(student)}`, score];
      }),
    );
    const want = new Map(
      csv('studentAssessment').map((row) => [
        `${row['id_assessment']}#${row['id_student']}`,
        row['score'] === '' ? null : Number(row['score']),
      ]),
    );
    expect(want.size).toBe(46_181);
    expect([...want.values()].filter((score) => score === null).length).toBeGreaterThan(0);
    expect(found).toEqual(want);
    expect(report.entities.result).toMatchObject({ received: 46_181, created: 46_181, failed: 0 });
  });

  it('are found unchanged by a second sync', async () => {
    const { report } = await desk.sync('--quiet', '--full');
    expect(report.entities.result).toMatchObject({ created: 0, updated: 0, removed: 0, unchanged: 46_181 });
  });
});
