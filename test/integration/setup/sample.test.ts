import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entityTypes } from '../../../shared/oneroster/entity.ts';
import { openSetupDesk, type SetupDesk } from '../../support/setup-desk.ts';

let desk: SetupDesk;
beforeAll(async () => {
  desk = await openSetupDesk();
});
afterAll(() => desk.close());

describe('looking round in PowerSchool during set-up', () => {
  it('finds version, time zone, schools with their numbers, and the years', async () => {
    const found = await desk.ask('setup.describe', { target: desk.target });
    expect(found).toMatchObject({ version: '25.6.1.0', timeZone: 'America/Chicago' });
    expect(found.schools.length).toBeGreaterThan(1);
    expect(found.schools.every(({ number, name }) => number > 0 && number !== 999_999 && name !== '')).toBe(true);
    const [newest] = found.years;
    expect(newest?.schools).toBe(found.schools.length);
    expect(newest?.firstDay.slice(0, 4)).toBe(String((newest?.schoolYear ?? 0) - 1));
  });

  it.each(entityTypes)(
    'samples a few records of %s in few requests, and holds the references it should',
    async (entity) => {
      const before = desk.sandbox.server.requestLog.length;
      const sample = await desk.ask('setup.sample', { target: desk.target, entity, limit: 5 });
      expect(sample.from).toBe('live');
      expect(sample.records.length).toBeGreaterThan(0);
      expect(sample.records.length).toBeLessThanOrEqual(5);
      expect(
        sample.records.every(({ sourcedId, status }) => sourcedId.startsWith(`${entity}-`) && status === 'active'),
      ).toBe(true);
      expect(desk.sandbox.server.requestLog.length - before).toBeLessThan(30);
    },
  );

  it('shows teachers and students where people are asked for', async () => {
    const { records } = await desk.ask('setup.sample', { target: desk.target, entity: 'user', limit: 10 });
    expect(records).toHaveLength(10);
    expect(records.filter(({ role }) => role === 'student')).toHaveLength(5);
  });

  it('gives the same records as a sync', async () => {
    const { id } = desk.target;
    expect((await desk.backend.runs.start({ integrationId: id })).status).toBe('succeeded');
    const reader = await desk.backend.reader(id);
    for (const entity of entityTypes) {
      const { records } = await desk.ask('setup.sample', { target: desk.target, entity, limit: 8 });
      for (const record of records) {
        const synced = (await reader.record(entity, record.sourcedId))?.record;
        expect({ ...record, dateLastModified: '' }).toEqual({ ...synced, dateLastModified: '' });
      }
    }
  });

  it('falls back to the local copy where PowerSchool cannot be read, and says why', async () => {
    desk.sandbox.server.setFaults([{ fault: 'loginPage', times: 'always' }]);
    const sample = await desk.ask('setup.sample', { target: desk.target, entity: 'class', limit: 3 });
    expect(sample).toMatchObject({ from: 'local', reason: { code: 'net.notPowerSchool' } });
    expect(sample.records).toHaveLength(3);
    desk.sandbox.server.setFaults([]);
  });
});
