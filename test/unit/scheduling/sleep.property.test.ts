import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueBetween } from '../../../electron/engine/schedule.ts';
import { openScheduler } from '../../../electron/scheduling/scheduler.ts';
import { integrationConfigSchema } from '../../../shared/integration/config.ts';
import { propertyRuns } from '../../support/property-runs.ts';

const zone = 'America/Chicago';
const hourMs = 3_600_000;
/** The clocks of the zone change in each of these weeks; the third ends in a month's last day. */
const weeks = ['2026-03-05T06:00:00Z', '2026-10-30T05:00:00Z', '2028-02-26T06:00:00Z'].map((at) => Date.parse(at));

/** Hours awake and hours asleep by turns. */
const nights = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 40 })), {
  minLength: 1,
  maxLength: 5,
});
const cadence = fc.oneof(
  fc.constantFrom('00:30', '01:30', '02:30', '23:45').map((at) => ({ every: 'day' as const, at })),
  fc.constantFrom(1 as const, 3, 6).map((hours) => ({ every: 'hours' as const, hours, at: '00:30' })),
  fc.constantFrom(29, 30, 31).map((day) => ({ every: 'month' as const, day, at: '02:30' })),
);

describe('scheduler on a computer that sleeps', () => {
  it('begins no sync without one that was due since the last, and leaves none behind, over changes of clocks and ends of months', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...weeks), cadence, nights, async (begin, incremental, pattern) => {
        const config = integrationConfigSchema.parse({
          name: 'District',
          mode: 'import',
          powerschool: { url: 'https://ps.example.org' },
          schedule: { timeZone: zone, full: null, incremental },
        });
        let now = begin;
        const started: number[] = [];
        const scheduler = openScheduler({
          now: () => now,
          integrations: () => [{ id: 'district', createdAt: new Date(begin).toISOString(), config }],
          lastRunAt: () => Promise.resolve(started.at(-1) ?? null),
          isUnderWay: () => false,
          start: () => Promise.resolve(void started.push(now)),
          missed: () => undefined,
          notBegun: () => undefined,
        });
        for (const [awake, asleep] of pattern) {
          for (const until = now + awake * hourMs; now < until; now += 60_000) await scheduler.check();
          now += asleep * hourMs;
        }
        await scheduler.check();
        let before = begin;
        for (const at of started) {
          expect(dueBetween(config.schedule, zone, before, at)).not.toEqual([]);
          before = at;
        }
        expect(dueBetween(config.schedule, zone, before, now)).toEqual([]);
      }),
      { numRuns: propertyRuns(40) },
    );
  });
});
