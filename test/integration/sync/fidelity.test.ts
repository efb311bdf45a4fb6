import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectedRecords } from '../../support/expected-records.ts';
import { openDistrictDesk, type DistrictDesk } from '../../support/district-desk.ts';
import { openDistrict, type OpenDistrict } from '../../support/sandbox/open-district.ts';
import { entityTypes } from '../../../shared/oneroster/entity.ts';

type Cells = Readonly<Record<string, unknown>>;

describe('the local copy of a district', () => {
  let district: OpenDistrict;
  let desk: DistrictDesk;
  beforeAll(async () => {
    district = await openDistrict({ seed: 11, students: 400, scoresPerStudent: 20 });
    desk = openDistrictDesk(district);
    await desk.sync('--quiet');
  });
  afterAll(async () => {
    desk.remove();
    await district.close();
  });

  it.each(entityTypes)('holds every %s as PowerSchool does, attribute by attribute', async (entity) => {
    const { stdout } = await desk.run('records', entity, '--integration', desk.integrationId, '--json');
    const { records } = JSON.parse(stdout) as { records: readonly Cells[] };
    const found = records.map(({ dateLastModified: _at, ...record }) => record);
    const want = expectedRecords(district.db)[entity];
    expect(want.length).toBeGreaterThan(0);
    expect(byId(found)).toEqual(byId(want));
    expect(found).toHaveLength(want.length);
  });
});

const byId = (records: readonly Cells[]): ReadonlyMap<unknown, Cells> =>
  new Map(records.map((record) => [record['sourcedId'], record]));
