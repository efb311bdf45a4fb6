import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadOulad } from '../../../electron/sandbox/oulad.ts';
import { openBrowse } from '../../../electron/store/browse/open-browse.ts';
import { openForReading } from '../../../electron/store/open.ts';
import { openSheet } from '../../../shared/gradebook/sheet.ts';
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

const round = (percent: number): number => Math.round(percent * 1e6) / 1e6;

const presentationOf = (assessment: string): string => {
  const row = csv('assessments').find((one) => one['id_assessment'] === assessment);
  return `${row?.['code_module']} ${row?.['code_presentation']}`;
};

/** By presentation, kind of assessment (`all` for every kind) and student: what the weights in the file make of the scores there. */
function averagesOfFile(): ReadonlyMap<string, number> {
  const assessments = new Map(csv('assessments').map((row) => [row['id_assessment'], row]));
  const sums = new Map<string, [number, number]>();
  for (const { id_assessment, id_student, score } of csv('studentAssessment')) {
    const row = assessments.get(id_assessment);
    const weight = Number(row?.['weight']);
    if (score === '' || weight === 0) continue;
    for (const kind of ['all', row?.['assessment_type']]) {
      const key = `${row?.['code_module']} ${row?.['code_presentation']} ${kind} ${id_student}`;
      const [earned, possible] = sums.get(key) ?? [0, 0];
      sums.set(key, [earned + Number(score) * weight, possible + weight]);
    }
  }
  return new Map([...sums].map(([key, [earned, possible]]) => [key, round(earned / possible)]));
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

  it('make the averages on the sheet of each class that the file makes, by category and overall', async () => {
    const db = openForReading(join(desk.profile, 'integrations', desk.integrationId, 'data.db'));
    if (db === undefined) throw new Error('nothing was synced');
    const browse = openBrowse(db);
    try {
      const shown = new Map<string, number>();
      for (const { sourcedId } of browse.eachRow({ view: 'classes', filter: null, sort: [], asOfRun: null })) {
        const sheet = openSheet(browse.sheetData({ classSourcedId: sourcedId, asOfRun: null }));
        // The assessments of a presentation name it in the file.
        const presentation = presentationOf(sheet.data.lineItems[0]?.title.split(' ')[1] ?? '');
        for (const [place, student] of sheet.data.students.entries())
          for (const scope of sheet.scopes) {
            const { percent } = sheet.averageOf(place, scope);
            const name = scope.kind === 'overall' ? 'all' : scope.title;
            if (percent !== null) shown.set(`${presentation} ${name} ${student.identifier}`, round(percent));
          }
      }
      const expected = averagesOfFile();
      expect(expected.size).toBeGreaterThan(10_000);
      expect(shown).toEqual(expected);
    } finally {
      browse.close();
    }
  });

  it('are found unchanged by a second sync', async () => {
    const { report } = await desk.sync('--quiet', '--full');
    expect(report.entities.result).toMatchObject({ created: 0, updated: 0, removed: 0, unchanged: 46_181 });
  });
});
