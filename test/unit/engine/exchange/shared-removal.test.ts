import { describe, expect, it } from 'vitest';
import type { KeyedCandidate } from '../../../../electron/engine/exchange/candidate.ts';
import { problemsOf } from '../../../../electron/engine/exchange/flight/all-rules.ts';
import type { IntendedWrite } from '../../../../electron/engine/exchange/plan-record.ts';
import type { ExchangedEntity, Side } from '../../../../shared/exchange/exchanged.ts';
import { rulesWith } from '../../../support/candidates.ts';

const removal = (entity: ExchangedEntity, target: Side): IntendedWrite => ({
  entity,
  action: 'delete',
  target,
  changes: [],
  values: { title: 'Quizzes' },
  problems: [],
});

const candidate = (entity: ExchangedEntity, siblings: number): KeyedCandidate => ({
  entity,
  powerschool: null,
  partner: null,
  base: null,
  origin: null,
  isAmbiguous: false,
  sourceKey: 1,
  sourceSubkey: 2,
  partnerKey: 3,
  surroundings: {
    schoolKey: 1,
    classKey: 2,
    label: '',
    references: { teacher: { powerschool: 'user-1', partner: 't' } },
    firstDay: null,
    lastDay: null,
    scoreType: null,
    maximum: null,
    siblings: Array.from({ length: siblings }, () => ({ title: 'Quizzes' })),
    otherTitles: [],
  },
});

const codes = (entity: ExchangedEntity, target: Side, siblings: number): readonly string[] =>
  problemsOf(removal(entity, target), candidate(entity, siblings), rulesWith([]).gradebooks[target]).map(
    ({ code }) => code,
  );

describe('a removal of what several classes share in PowerSchool', () => {
  it.each(['category', 'lineItem'] as const)('is kept back as long as another class has it (%s)', (entity) => {
    expect(codes(entity, 'powerschool', 1)).toEqual([`${entity}.removedInOneClass`]);
    expect(codes(entity, 'powerschool', 0)).toEqual([]);
    expect(codes(entity, 'partner', 1)).toEqual([]);
  });
});
