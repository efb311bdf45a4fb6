import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../../shared/errors.ts';
import { columnsMissing, unknownQuery } from '../../../../support/fake-powerschool-api.ts';
import { openPretendedSource, smallDistrict } from '../../../../support/powerschool-district.ts';

const failure = (promise: Promise<unknown>): Promise<unknown> => promise.catch((error: unknown) => error);

describe('looking round in PowerSchool', () => {
  it('refuses a server older than 8.3 before it signs in (C11)', async () => {
    for (const version of ['8.2.9', '7.11', '8.2.10.0']) {
      const { describe: look, api } = openPretendedSource({ ...smallDistrict(), metadata: { version } });
      expect(await failure(look())).toMatchObject({ code: 'setup.versionTooOld', recovery: 'ask' });
      expect(api.calls).toEqual(['metadata']);
    }
  });

  it('compares versions part by part: 8.10 and 25.2 are newer than 8.3 (C11)', async () => {
    for (const version of ['8.3', '8.3.0', '8.10', '10.0.1', '25.2.0.0']) {
      const { describe: look } = openPretendedSource({ ...smallDistrict(), metadata: { version } });
      expect(await look()).toMatchObject({ version, schoolYear: 2027 });
    }
  });

  it('lists schools without the one for graduated students', async () => {
    const { schools, system, timeZone } = await openPretendedSource(smallDistrict()).describe();
    expect(schools).toEqual([
      { key: 10, number: 100, name: 'Adams' },
      { key: 20, number: 200, name: 'Brown' },
    ]);
    expect({ system, timeZone }).toEqual({ system: 'powerschool', timeZone: 'America/New_York' });
  });

  it('takes the year that began last in the district’s own time (C24)', async () => {
    const years = async (now: string): Promise<number> =>
      (await openPretendedSource(smallDistrict(), {}, () => new Date(now)).describe()).schoolYear;
    expect(await years('2026-11-24T15:00:00Z')).toBe(2027);
    expect(await years('2026-08-17T03:59:00Z')).toBe(2026);
    expect(await years('2026-08-17T04:01:00Z')).toBe(2027);
    expect(await years('2024-01-01T12:00:00Z')).toBe(2026);
  });

  it('takes the year that the integration names', async () => {
    const named = openPretendedSource(smallDistrict(), { schoolYear: 2028 });
    expect((await named.describe()).schoolYear).toBe(2028);
  });

  it('names the numbers of schools that PowerSchool does not have', async () => {
    const error = await failure(openPretendedSource(smallDistrict(), { schools: [100, 555, 777] }).describe());
    expect(error).toMatchObject({ code: 'config.unknownSchool', recovery: 'ask' });
    expect(error instanceof AppError ? error.message : '').toMatch(/555.*777/);
  });

  it('reads each listing of the chosen schools alone, schools first and users before enrollments', async () => {
    const { scopes } = await openPretendedSource(smallDistrict(), { schools: [200] }).describe();
    const place = (entity: string): number => scopes.findIndex((scope) => scope.entity === entity);
    expect(scopes.map(({ entity, schoolKey }) => [entity, schoolKey])).toEqual(
      expect.arrayContaining([
        ['org', null],
        ['academicSession', 20],
        ['course', null],
        ['class', 20],
        ['user', null],
        ['enrollment', 20],
        ['category', 20],
        ['lineItem', 20],
        ['result', 20],
      ]),
    );
    expect(scopes).toHaveLength(9);
    expect(place('org')).toBe(0);
    expect(place('user')).toBeLessThan(place('enrollment'));
    expect(place('result')).toBe(8);
  });

  it('gives a listing another filter where other records belong to it: absence then proves nothing (C28)', async () => {
    const filterOf = async (entity: string, ...given: Parameters<typeof openPretendedSource>): Promise<string> =>
      (await openPretendedSource(...given).describe()).scopes.find((scope) => scope.entity === entity)?.filter ?? '';
    const usual = await filterOf('user', smallDistrict());
    expect(await filterOf('user', smallDistrict(), { schools: [100] })).not.toBe(usual);
    expect(await filterOf('user', smallDistrict(), { advanced: { includeInactiveStudents: true } })).not.toBe(usual);
    expect(await filterOf('user', smallDistrict(), { schoolYear: 2026 })).not.toBe(usual);
    expect(await filterOf('user', smallDistrict())).toBe(usual);
    const leadOnly = { advanced: { includeCoTeachers: false } };
    for (const entity of ['user', 'enrollment']) {
      expect(await filterOf(entity, smallDistrict(), leadOnly)).not.toBe(await filterOf(entity, smallDistrict()));
    }
    expect(await filterOf('class', smallDistrict(), leadOnly)).toBe(await filterOf('class', smallDistrict()));
  });

  it('says of neither way what it needs, where the plugin has neither queries nor v1', async () => {
    const error = await failure(
      openPretendedSource({
        queries: { schools: columnsMissing('schools.dcid'), years: unknownQuery('years') },
      }).describe(),
    );
    expect(error).toMatchObject({
      code: 'rights.rosterMissing',
      recovery: 'ask',
      details: { fields: ['schools.dcid'] },
    });
    expect(error instanceof AppError ? error.message : '').toMatch(/column.*v1/);
  });
});
