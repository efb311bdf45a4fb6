import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSame, valueOf } from '../../../../electron/engine/exchange/merge.ts';
import { planRecord, type RecordPlan } from '../../../../electron/engine/exchange/plan-record.ts';
import {
  exchangedAttributes,
  sides,
  type ExchangedEntity,
  type Side,
  type Values,
} from '../../../../shared/exchange/exchanged.ts';
import {
  masterApplications,
  masterModes,
  ownerOf,
  protectedBy,
  type MasterField,
} from '../../../../shared/integration/master-fields.ts';
import { writableAttributes } from '../../../../shared/powerschool/writable.ts';
import { candidateOf, rulesWith } from '../../../support/candidates.ts';
import { propertyRuns } from '../../../support/property-runs.ts';

const cases = propertyRuns(5000);
const flags = new Set(['late', 'missing', 'incomplete', 'metadata.exempt', 'metadata.collected', 'metadata.absent']);

/** Few different values, so that both ends often say the same; blank and zero are among them. */
function valueFor(attribute: string): fc.Arbitrary<string | number | null> {
  if (flags.has(attribute)) return fc.constantFrom(0, 1);
  if (['score', 'weight', 'resultValueMin', 'resultValueMax'].includes(attribute)) {
    return fc.constantFrom(null, 0, 1, 7.5, 10);
  }
  return fc.constantFrom(null, 'A', 'B', 'été', '名前');
}

const recordOf = (entity: ExchangedEntity): fc.Arbitrary<Values> =>
  fc.record(Object.fromEntries(exchangedAttributes[entity].map((name) => [name, valueFor(name)])));

const rulesFor = (entity: ExchangedEntity): fc.Arbitrary<readonly MasterField[]> =>
  fc
    .array(
      fc.record({
        entity: fc.constant(entity),
        attribute: fc.constantFrom(...exchangedAttributes[entity]),
        application: fc.constantFrom(...masterApplications),
        mode: fc.constantFrom(...masterModes),
      }),
      { maxLength: 8 },
    )
    .map((rules) => {
      const known = new Set<string>();
      return rules.filter(({ attribute, application, mode }) => {
        const keys = [`${attribute} ${application}`, ...(mode === 'master' ? [`${attribute} master`] : [])];
        if (keys.some((key) => known.has(key))) return false;
        for (const key of keys) known.add(key);
        return true;
      });
    });

const situations = fc.constantFrom<ExchangedEntity>('category', 'lineItem', 'result').chain((entity) =>
  fc.record({
    entity: fc.constant(entity),
    base: fc.option(fc.record({ powerschool: recordOf(entity), partner: recordOf(entity) })),
    powerschool: recordOf(entity),
    partner: recordOf(entity),
    rules: rulesFor(entity),
    overwriter: fc.constantFrom(null, null, 'partner' as const),
  }),
);
type Case = typeof situations extends fc.Arbitrary<infer T> ? T : never;

const planOf = ({ rules, overwriter, ...situation }: Case): RecordPlan =>
  planRecord(candidateOf(situation), { ...rulesWith(rules), overwriter });

/** Both ends after the plan was written, and what they then agree on; an attribute in dispute stays as it was agreed on before. */
function afterwards(one: Case): Case {
  const { writes, conflicts } = planOf(one);
  const ends: Record<Side, Record<string, string | number | null>> = {
    powerschool: { ...one.powerschool },
    partner: { ...one.partner },
  };
  for (const { target, changes } of writes) {
    for (const { attribute, new: value } of changes) ends[target][attribute] = value;
  }
  const disputed = new Set(conflicts.map(({ attribute }) => attribute));
  const agreed = (side: Side): Values =>
    Object.fromEntries(
      Object.entries(ends[side]).flatMap(([name, value]) =>
        disputed.has(name) ? (one.base === null ? [] : [[name, valueOf(one.base[side], name)]]) : [[name, value]],
      ),
    );
  return { ...one, ...ends, base: { powerschool: agreed('powerschool'), partner: agreed('partner') } };
}

describe('any two ends', () => {
  it('have nothing more to write once their plan was written', () => {
    fc.assert(
      fc.property(situations, (one) => {
        expect(planOf(afterwards(one)).writes).toEqual([]);
      }),
      { numRuns: cases },
    );
  });

  it('keep both values of what both have changed, as long as nobody decided and no end is master', () => {
    fc.assert(
      fc.property(situations, (one) => {
        const after = afterwards(one);
        for (const attribute of exchangedAttributes[one.entity]) {
          const { base } = one;
          if (base === null || one.overwriter !== null || ownerOf(one.rules, one.entity, attribute) !== null) continue;
          const hasMoved = sides.every(
            (side) => !isSame(valueOf(one[side], attribute), valueOf(base[side], attribute)),
          );
          if (!hasMoved) continue;
          for (const side of sides) expect(valueOf(after[side], attribute)).toEqual(valueOf(one[side], attribute));
        }
      }),
      { numRuns: cases },
    );
  });

  it('are never given what one of them said is not to be overridden', () => {
    fc.assert(
      fc.property(situations, (one) => {
        const after = afterwards(one);
        expect(Object.keys(after.powerschool)).toEqual(Object.keys(one.powerschool));
        for (const attribute of exchangedAttributes[one.entity]) {
          for (const side of protectedBy(one.rules, one.entity, attribute)) {
            const value = valueOf(one[side], attribute);
            expect(valueOf(after[side], attribute)).toEqual(value ?? valueOf(after[side], attribute));
          }
        }
      }),
      { numRuns: cases },
    );
  });

  it('leave the one that always overwrites alone, and the other with what that one has wherever either moved', () => {
    fc.assert(
      fc.property(situations, (one) => {
        fc.pre(one.overwriter !== null && one.base !== null);
        const { base } = one;
        const { writes, conflicts } = planOf(one);
        expect(writes.filter(({ target }) => target === one.overwriter)).toEqual([]);
        const after = afterwards(one);
        const disputed = new Set(conflicts.map(({ attribute }) => attribute));
        for (const attribute of writableAttributes[one.entity]) {
          const hasMoved = sides.some(
            (side) => base !== null && !isSame(valueOf(one[side], attribute), valueOf(base[side], attribute)),
          );
          if (!hasMoved || disputed.has(attribute)) continue;
          expect(valueOf(after.powerschool, attribute)).toEqual(valueOf(one.partner, attribute));
        }
      }),
      { numRuns: cases },
    );
  });

  it('are given a value of the other end or nothing: blank, zero, flags and letters are never turned into one another', () => {
    fc.assert(
      fc.property(situations, (one) => {
        for (const { target, changes } of planOf(one).writes) {
          const from = target === 'powerschool' ? one.partner : one.powerschool;
          for (const { attribute, new: value } of changes) {
            expect(value).toEqual(valueOf(from, attribute));
            if (target === 'powerschool') expect(writableAttributes[one.entity]).toContain(attribute);
          }
        }
      }),
      { numRuns: cases },
    );
  });
});
