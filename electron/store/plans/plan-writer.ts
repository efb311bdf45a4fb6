import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { Values } from '../../../shared/exchange/exchanged.ts';
import type { AttributeChange, FlightProblem, PlanCounts } from '../../../shared/exchange/plan.ts';
import type { KeyedCandidate, Reference } from '../../engine/exchange/candidate.ts';
import type { IntendedWrite } from '../../engine/exchange/plan-record.ts';
import type { NewPlan, PlanWriter, SiblingClass } from '../../engine/exchange/ports.ts';
import { formatSourcedId } from '../../../shared/oneroster/sourced-id.ts';

/** What a planned write holds beside its keys. */
export interface ItemBody {
  readonly changes: readonly AttributeChange[];
  readonly problems: readonly FlightProblem[];
  /** The whole record as it shall stand at the target, and as the other end has it. */
  readonly values: Values;
  readonly other: Values;
  /** As the target has it; null of a new record. */
  readonly before: Values | null;
  readonly references: Readonly<Partial<Record<string, Reference>>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Of a result: the points possible, for guards. */
  readonly maximum?: number | null;
  /** Attributes that the target fills itself, and that may move with the write. */
  readonly derived?: readonly string[];
  /** Attributes about which a person has yet to decide. */
  readonly conflicted: readonly string[];
  /** The same category in another class, or at the other end: the one that it follows. */
  readonly follows?: Followed;
  /** Of a line item: its category, where that is made first. */
  readonly categoryFollows?: Followed;
}

/** A category in a class: one of the partner's that is linked once it is written, or one that another write of a plan makes in PowerSchool. */
export type Followed = { readonly classKey: number } & (
  { readonly partnerKey: number } | { readonly plan: number; readonly item: number }
);

/** The names of schools and classes, for people. */
export interface PlaceNames {
  school(key: number): string | null;
  class(key: number): string | null;
  /** The `TermID` that a class's categories carry (S11). */
  categoryTerm(classKey: number): string | null;
}

const zero = (): Record<keyof PlanCounts, number> => ({ create: 0, update: 0, delete: 0, blocked: 0, conflicts: 0 });
const batch = 1000;

export function openPlanWriter(db: Database, plan: NewPlan, names: PlaceNames): PlanWriter {
  const planId = randomUUID();
  const counts = { powerschool: zero(), partner: zero() };
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO plan (planId, kind, undoes, createdAt, dryRun, state, runId, counts) VALUES (?, ?, ?, ?, ?, 'superseded', ?, '{}')`,
    )
    .run(planId, plan.kind, plan.undoes, plan.now, plan.dryRun ? 1 : 0, plan.runId);
  const number = Number(lastInsertRowid);
  const insert = db.prepare(
    `INSERT INTO plan_item (plan, item, entity, action, target, state, sourceKey, sourceSubkey, partnerKey, powerschool, partner, sourceHash,
       partnerHash, schoolKey, school, classKey, class, label, grouped, hasConflict, body)
     VALUES (${number}, @item, @entity, @action, @target, @state, @sourceKey, @sourceSubkey, @partnerKey, @powerschool, @partner,
       @sourceHash, @partnerHash, @schoolKey, @school, @classKey, @class, @label, @grouped, @hasConflict, @body)`,
  );
  const insertConflict = db.prepare(
    `INSERT INTO conflict (plan, conflict, entity, sourceKey, sourceSubkey, partnerKey, powerschool, partner, schoolKey, school, classKey,
       class, label, attribute, kind, vals)
     VALUES (${number}, @conflict, @entity, @sourceKey, @sourceSubkey, @partnerKey, @powerschool, @partner, @schoolKey, @school, @classKey,
       @class, @label, @attribute, @kind, @vals)`,
  );
  let items = 0;
  let conflicts = 0;
  const waiting: (() => void)[] = [];
  const flush = (): void => {
    db.transaction(() => waiting.forEach((work) => work())).immediate();
    waiting.length = 0;
  };
  const later = (work: () => void): void => {
    waiting.push(work);
    if (waiting.length >= batch) flush();
  };

  function put(row: Readonly<Record<string, unknown>>, write: IntendedWrite, body: ItemBody): number {
    const isBlocked = write.problems.some(({ blocks }) => blocks);
    counts[write.target][isBlocked ? 'blocked' : write.action]++;
    const item = ++items;
    const state = isBlocked ? 'blocked' : 'planned';
    later(() => {
      const { entity, action, target } = write;
      insert.run({ ...row, item, entity, action, target, state, body: JSON.stringify(body) });
    });
    return item;
  }

  const bodyOf = (candidate: KeyedCandidate, write: IntendedWrite, conflicted: readonly string[]): ItemBody => {
    const target = candidate[write.target];
    const other = candidate[write.target === 'partner' ? 'powerschool' : 'partner'];
    return {
      changes: write.changes,
      problems: write.problems,
      values: write.values,
      other: other?.values ?? {},
      before: target === null || target.isRemoved ? null : target.values,
      references: candidate.surroundings.references,
      metadata: (target ?? other)?.metadata ?? {},
      ...(candidate.entity === 'result' ? { maximum: candidate.surroundings.maximum } : {}),
      ...(write.derived === undefined || write.derived.length === 0 ? {} : { derived: write.derived }),
      conflicted,
    };
  };

  function putCopy(
    candidate: KeyedCandidate,
    write: IntendedWrite,
    { classKey, schoolKey }: SiblingClass,
    follows: Followed,
  ): void {
    const body = bodyOf(candidate, write, []);
    put(
      {
        ...keysOf(candidate, names),
        sourceKey: null,
        sourceSubkey: null,
        powerschool: null,
        partner: null,
        partnerKey: null,
        sourceHash: null,
        partnerHash: null,
        classKey,
        class: names.class(classKey),
        schoolKey,
        school: names.school(schoolKey),
        grouped: groupOf(body.references, classKey),
        hasConflict: 0,
      },
      write,
      {
        ...body,
        other: {},
        before: null,
        metadata: { TermID: names.categoryTerm(classKey) ?? undefined, ...body.metadata },
        references: {
          ...body.references,
          class: { powerschool: formatSourcedId('class', classKey), partner: null },
          school: { powerschool: formatSourcedId('org', schoolKey), partner: null },
        },
        follows,
      },
    );
  }

  return {
    planId,
    add(candidate, write, conflicted, madeBy) {
      const row = { ...keysOf(candidate, names), hasConflict: conflicted.length > 0 ? 1 : 0 };
      const { classKey } = candidate.surroundings;
      const isWaiting = madeBy !== undefined && classKey !== null;
      const waits = isWaiting ? { categoryFollows: { plan: number, item: madeBy, classKey } } : {};
      return put(row, write, { ...bodyOf(candidate, write, conflicted), ...waits });
    },
    addSibling(candidate, write, sibling) {
      const { partnerKey } = candidate;
      if (partnerKey !== null) putCopy(candidate, write, sibling, { partnerKey, classKey: sibling.classKey });
    },
    addCopy: (candidate, write, sibling, madeBy) =>
      putCopy(candidate, write, sibling, { plan: number, item: madeBy, classKey: sibling.classKey }),
    addConflict(candidate, { attribute, values, kind }) {
      counts.powerschool.conflicts++;
      counts.partner.conflicts++;
      const conflict = ++conflicts;
      later(() => {
        const row = { ...keysOf(candidate, names), entity: candidate.entity };
        insertConflict.run({ ...row, conflict, attribute, kind, vals: JSON.stringify(values) });
      });
    },
    finish() {
      flush();
      db.transaction(() => {
        if (plan.kind === 'sync')
          db.prepare(
            "UPDATE plan SET state = 'superseded' WHERE state IN ('open', 'approved') AND kind = 'sync'",
          ).run();
        db.prepare("UPDATE plan SET state = 'open', counts = ? WHERE number = ?").run(JSON.stringify(counts), number);
      }).immediate();
      return counts;
    },
  };
}

/** What is sent together comes together: by teacher, class, and of a result its line item. PowerSchool is asked teacher by teacher. */
function groupOf(references: ItemBody['references'], classKey: number | null): string {
  const [teacher, item] = [references['teacher'], references['lineItem']];
  return [teacher?.powerschool ?? teacher?.partner ?? '', classKey, item?.powerschool ?? item?.partner ?? ''].join(' ');
}

function keysOf({ surroundings, powerschool, partner, ...keys }: KeyedCandidate, names: PlaceNames) {
  const { schoolKey, classKey, label, references } = surroundings;
  return {
    sourceKey: keys.sourceKey,
    sourceSubkey: keys.sourceSubkey,
    partnerKey: keys.partnerKey,
    powerschool: powerschool?.sourcedId ?? null,
    partner: partner?.sourcedId ?? null,
    sourceHash: powerschool === null || powerschool.isRemoved ? null : powerschool.hash,
    partnerHash: partner === null || partner.isRemoved ? null : partner.hash,
    schoolKey,
    school: names.school(schoolKey),
    classKey,
    class: classKey === null ? null : names.class(classKey),
    label,
    grouped: groupOf(references, classKey),
  };
}
