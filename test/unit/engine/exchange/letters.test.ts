import { describe, expect, it } from 'vitest';
import type { Candidate, SideRecord } from '../../../../electron/engine/exchange/candidate.ts';
import type { MergeRules } from '../../../../electron/engine/exchange/merge.ts';
import { planRecord } from '../../../../electron/engine/exchange/plan-record.ts';
import { exchangedAttributes, type Values } from '../../../../shared/exchange/exchanged.ts';
import { followingAttributes, writableAttributes } from '../../../../shared/powerschool/writable.ts';

const rules: MergeRules = {
  masterFields: [],
  writable: { powerschool: writableAttributes, partner: exchangedAttributes },
  following: followingAttributes,
};

const side = (sourcedId: string, values: Values): SideRecord => ({
  sourcedId,
  values,
  hash: 1,
  isRemoved: false,
  metadata: {},
});

const result = (scoreType: string | null, partner: Values, powerschool: Values | null = null): Candidate => ({
  entity: 'result',
  powerschool: powerschool === null ? null : side('result-1-2', powerschool),
  partner: side('r', partner),
  base: null,
  origin: null,
  isAmbiguous: false,
  surroundings: {
    schoolKey: 1,
    classKey: 1,
    label: '',
    references: {},
    firstDay: null,
    lastDay: null,
    scoreType,
    maximum: 20,
    siblings: [],
  },
});

const attributes = (candidate: Candidate): readonly string[] =>
  planRecord(candidate, rules).writes.flatMap(({ changes }) => changes.map(({ attribute }) => attribute));

describe('the plan for a score by letter', () => {
  it.each(['GRADESCALE', null])(
    'gives PowerSchool the letter, and not the points that it works out itself (%s, S7)',
    (type) => {
      expect(attributes(result(type, { score: 15, textScore: 'B' }))).toEqual(['textScore']);
    },
  );

  it('is empty where only the points differ that each end makes of the same letter', () => {
    const plan = planRecord(result('GRADESCALE', { score: 15, textScore: 'B' }, { score: 17, textScore: 'B' }), rules);
    expect(plan).toEqual({ writes: [], conflicts: [] });
  });

  it('gives it the points where there is no letter, or no scale of letters', () => {
    expect(attributes(result('GRADESCALE', { score: 15, textScore: null }))).toEqual(['score']);
    expect(attributes(result('POINTS', { score: 15, textScore: 'B' }))).toEqual(['score', 'textScore']);
  });
});
