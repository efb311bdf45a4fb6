import { partnerRules } from '../../electron/connectors/oneroster/target/gradebook-rules.ts';
import { powerSchoolRules } from '../../electron/connectors/powerschool/target/gradebook-rules.ts';
import type { KeyedCandidate, SideRecord } from '../../electron/engine/exchange/candidate.ts';
import type { MergeRules } from '../../electron/engine/exchange/merge.ts';
import type { ExchangedEntity, Side, Values } from '../../shared/exchange/exchanged.ts';
import type { MasterField } from '../../shared/integration/master-fields.ts';

/** A record at both ends, as little said of it as a test needs. */
export interface Situation {
  readonly entity: ExchangedEntity;
  /** What both ends last agreed on: the same, or each its own. */
  readonly base: Values | Readonly<Record<Side, Values>> | null;
  readonly powerschool: Values | 'removed' | null;
  readonly partner: Values | 'removed' | null;
  readonly origin?: Side;
  readonly isAmbiguous?: boolean;
  readonly siblings?: readonly Values[];
  readonly otherTitles?: readonly string[];
  readonly scoreType?: string;
  readonly hasTeacher?: boolean;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

export const rulesWith = (masterFields: readonly MasterField[]): MergeRules => ({
  masterFields,
  gradebooks: { powerschool: powerSchoolRules, partner: partnerRules('School Passport') },
  overwriter: null,
});

const isPerSide = (base: NonNullable<Situation['base']>): base is Readonly<Record<Side, Values>> =>
  typeof base['powerschool'] === 'object' && base['powerschool'] !== null;

export function candidateOf(situation: Situation): KeyedCandidate {
  const { entity, base, origin = null, isAmbiguous = false, hasTeacher = true } = situation;
  const both = base === null ? null : isPerSide(base) ? base : { powerschool: base, partner: base };
  const side = (name: Side): SideRecord | null => {
    const values = situation[name];
    if (values === null) return null;
    return {
      sourcedId: `${entity}-1-2`,
      values: values === 'removed' ? (both?.[name] ?? {}) : values,
      hash: 1,
      isRemoved: values === 'removed',
      metadata: situation.metadata ?? { userDcid: '7', TermID: '3600' },
    };
  };
  const known = (id: string) => ({ powerschool: id, partner: `gg-${id}` });
  return {
    entity,
    powerschool: side('powerschool'),
    partner: side('partner'),
    base: both,
    origin,
    isAmbiguous,
    sourceKey: 1,
    sourceSubkey: 2,
    partnerKey: 3,
    surroundings: {
      schoolKey: 1,
      classKey: 2,
      label: 'a record',
      references: {
        class: known('class-2'),
        lineItem: known('lineItem-1-9'),
        student: known('user-5-1'),
        ...(hasTeacher ? { teacher: known('user-7') } : {}),
      },
      firstDay: '2026-08-15',
      lastDay: '2027-06-10',
      scoreType: situation.scoreType ?? (entity === 'result' ? 'POINTS' : null),
      maximum: entity === 'result' ? 10 : null,
      siblings: situation.siblings ?? [],
      otherTitles: situation.otherTitles ?? [],
    },
  };
}
