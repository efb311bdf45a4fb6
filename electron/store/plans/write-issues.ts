import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { flightProblemSchema, type Conflict, type ItemState } from '../../../shared/exchange/plan.ts';

interface Row {
  readonly entity: string;
  readonly sourceKey: number | null;
  readonly sourceSubkey: number | null;
  readonly partner: string | null;
  readonly schoolKey: number;
}
type HeldRow = Row & { readonly state: ItemState; readonly problems: string; readonly outcome: string | null };
type ConflictRow = Row & { readonly kind: Conflict['kind'] };

interface Trouble {
  readonly code: string;
  readonly severity: 'warning' | 'error';
  readonly message: string;
  readonly fix: string;
}

const problems = z.array(flightProblemSchema);
const outcome = flightProblemSchema.omit({ blocks: true });

/**
 * Lists among the local copy's issues what kept a plan's writes from being done, and what only a person can decide, in place of what an
 * earlier plan was kept from.
 */
export function noteWriteIssues(plans: Database, copy: Database, planId: string, run: number): void {
  const held = plans.prepare<[string], HeldRow>(
    `SELECT entity, sourceKey, sourceSubkey, partner, schoolKey, state, json_extract(body, '$.problems') AS problems, outcome
     FROM plan_item WHERE plan = (SELECT number FROM plan WHERE planId = ?) AND state NOT IN ('planned', 'applied', 'leftOut')`,
  );
  const conflicts = plans.prepare<[string], ConflictRow>(
    `SELECT DISTINCT entity, sourceKey, sourceSubkey, partner, schoolKey, kind FROM conflict
     WHERE plan = (SELECT number FROM plan WHERE planId = ?)`,
  );
  const insert = copy.prepare(
    `INSERT INTO issue (origin, entity, sourceKey, sourceSubkey, schoolKey, partner, code, severity, message, fix, run)
     VALUES ('write', @entity, @sourceKey, @sourceSubkey, @schoolKey, @partner, @code, @severity, @message, @fix, @run)`,
  );
  const note = ({ entity, sourceKey, sourceSubkey, partner, schoolKey }: Row, trouble: Trouble): void => {
    const keys = { sourceKey: sourceKey ?? 0, sourceSubkey: sourceSubkey ?? 0 };
    insert.run({ entity, ...keys, partner, schoolKey, ...trouble, run });
  };
  copy
    .transaction(() => {
      copy.prepare("DELETE FROM issue WHERE origin = 'write'").run();
      for (const row of held.iterate(planId)) for (const trouble of troublesOf(row)) note(row, trouble);
      for (const row of conflicts.iterate(planId)) note(row, conflictTroubles[row.kind]);
    })
    .immediate();
}

function troublesOf(row: HeldRow): readonly Trouble[] {
  if (row.state === 'blocked') {
    return problems
      .parse(JSON.parse(row.problems))
      .flatMap(({ blocks, ...problem }) => (blocks ? [{ ...problem, severity: 'error' as const }] : []));
  }
  if (row.outcome === null) return [];
  return [{ ...outcome.parse(JSON.parse(row.outcome)), severity: row.state === 'rejected' ? 'error' : 'warning' }];
}

const conflictTroubles: Readonly<Record<Conflict['kind'], Trouble>> = {
  both: {
    code: 'conflict.both',
    severity: 'warning',
    message:
      'Both ends have changed this record since they last agreed, and no master field says which of them is right.',
    fix: 'Open the plan and decide there, once or for good.',
  },
  protected: {
    code: 'conflict.protected',
    severity: 'warning',
    message: 'A “do not override” rule protects a value of this record that the other end would replace.',
    fix: 'Open the plan and decide there, or change the rule in Settings > Master fields.',
  },
  deleted: {
    code: 'conflict.deleted',
    severity: 'warning',
    message: 'One end has deleted this record, the other still has it.',
    fix: 'Open the plan and decide there whether it stays.',
  },
  ambiguous: {
    code: 'conflict.ambiguous',
    severity: 'warning',
    message: 'More than one record at the other end could be the counterpart of this one, so neither is written.',
    fix: 'Open the plan and look at the records; correct at either end what makes them alike.',
  },
};
