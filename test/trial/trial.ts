import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import type { TwoWayDistrict } from '../support/two-way-district.ts';
import type { LmsWork } from './lms-work.ts';

/** What a way of using the application is tried with. */
export interface Trial {
  readonly district: TwoWayDistrict;
  readonly work: LmsWork;
  /** Both ends, byte for byte. */
  readonly standing: () => { readonly powerschool: string; readonly partner: string };
  /** How many records the partner's gradebook has, after a look that it has none twice. */
  readonly recordsAtPartner: () => number;
  /** Says what was done since it was last called, and how long that took. */
  readonly told: (step: string, figures?: Readonly<Record<string, number>>) => void;
}

export function openTrial(district: TwoWayDistrict, work: LmsWork): Trial {
  const { sandbox } = district;
  let since = performance.now();
  return {
    district,
    work,
    standing: () => ({ powerschool: sandbox.server.snapshot(), partner: sandbox.partner.snapshot() }),
    recordsAtPartner() {
      const ids = sandbox.partner.records
        .all('category', 'lineItem', 'result')
        .map((text) => (JSON.parse(text) as { sourcedId: string }).sourcedId);
      assert.equal(new Set(ids).size, ids.length);
      return ids.length;
    },
    told(step, figures = {}) {
      const seconds = ((performance.now() - since) / 1000).toFixed(1);
      const words = Object.entries(figures).map(([name, value]) => `${String(value)} ${name}`);
      console.log([step, ...words, `${seconds} s`].join(' · '));
      since = performance.now();
    },
  };
}
