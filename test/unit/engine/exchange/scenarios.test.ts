import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../../../electron/engine/exchange/flight/all-rules.ts';
import { openFixes } from '../../../../electron/engine/exchange/fixes/open-fixes.ts';
import { planRecord, type Decision } from '../../../../electron/engine/exchange/plan-record.ts';
import { noFixes, type Fixes } from '../../../../shared/integration/fixes.ts';
import { gradeExchangePreset } from '../../../../shared/integration/grade-exchange.ts';
import type { GradeRule } from '../../../../shared/integration/grade-rule.ts';
import type { GradebookRules } from '../../../../shared/exchange/gradebook-rules.ts';
import type { MasterField } from '../../../../shared/integration/master-fields.ts';
import type { ExchangedEntity, Side, Values } from '../../../../shared/exchange/exchanged.ts';
import { candidateOf, rulesWith } from '../../../support/candidates.ts';

interface Scenario {
  readonly situation: string;
  readonly entity: ExchangedEntity;
  readonly masterFields?: 'gradeExchange' | 'none' | readonly MasterField[];
  readonly gradeRule?: GradeRule;
  readonly base: Values | Readonly<Record<Side, Values>> | null;
  readonly powerschool: Values | 'removed' | null;
  readonly partner: Values | 'removed' | null;
  readonly origin?: Side;
  readonly isAmbiguous?: boolean;
  readonly decisions?: readonly Decision[];
  readonly siblings?: readonly Values[];
  readonly otherTitles?: readonly string[];
  readonly scoreType?: string;
  readonly hasTeacher?: boolean;
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** What PowerSchool takes, where it is not the usual. */
  readonly rules?: Partial<GradebookRules>;
  /** What the settings put right automatically, and what stands beside the record in PowerSchool. */
  readonly fixes?: Partial<Fixes>;
  readonly beside?: {
    readonly lineItemTitles?: readonly string[];
    readonly categories?: Readonly<Record<string, string>>;
  };
  readonly expected: {
    readonly writes: readonly {
      readonly to: Side;
      readonly action: string;
      readonly why: string;
      readonly set: Values;
    }[];
    readonly conflicts: readonly { readonly attribute: string | null; readonly why: string }[];
    readonly keptBack: readonly string[];
  };
}

const folder = new URL('../../../scenarios/', import.meta.url);
// Those of several records and syncs are told as `story.json`, and played in the integration tests.
const names = readdirSync(folder).filter((name) => existsSync(new URL(`${name}/scenario.json`, folder)));

/** Each file says what both ends hold, what they last agreed on, and what has to be planned. */
describe('scenario', () => {
  it('files are there, forty at least', () => {
    expect(names.length).toBeGreaterThanOrEqual(40);
  });

  it.each(names)('%s', (name) => {
    const scenario = JSON.parse(readFileSync(new URL(`${name}/scenario.json`, folder), 'utf8')) as Scenario;
    const { masterFields = 'none', decisions = [], expected } = scenario;
    const fields =
      masterFields === 'gradeExchange' ? gradeExchangePreset() : masterFields === 'none' ? [] : masterFields;
    const candidate = candidateOf(scenario);
    const usual = rulesWith(fields);
    const powerschool = { ...usual.gradebooks.powerschool, ...scenario.rules };
    const overwriter = scenario.gradeRule === 'partnerOverwrites' ? 'partner' : null;
    const rules = { ...usual, overwriter, gradebooks: { ...usual.gradebooks, powerschool } } as const;
    const fixed = openFixes(
      { ...noFixes, ...scenario.fixes },
      {
        lineItemTitles: () => scenario.beside?.lineItemTitles ?? [],
        categoryNamed: (_class, title) => scenario.beside?.categories?.[title] ?? null,
      },
      rules.gradebooks,
    );
    const planned = planRecord(candidate, rules, decisions);
    const plan = { ...planned, writes: fixed(planned.writes, candidate) };
    const said = plan.writes.map(({ target, action, changes }) => ({
      to: target,
      action,
      why: changes[0]?.reason,
      set: action === 'delete' ? {} : Object.fromEntries(changes.map((change) => [change.attribute, change.new])),
    }));
    expect(said).toEqual(expected.writes);
    expect(plan.conflicts.map(({ attribute, kind }) => ({ attribute, why: kind }))).toEqual(expected.conflicts);
    const kept = plan.writes.flatMap((write) =>
      problemsOf(write, candidate, rules.gradebooks[write.target]).flatMap(({ code, blocks }) =>
        blocks ? [code] : [],
      ),
    );
    expect(kept).toEqual(expected.keptBack);
  });
});
