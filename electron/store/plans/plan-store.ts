import type { Database } from 'better-sqlite3';
import { AppError } from '../../../shared/errors.ts';
import { parseSourcedId } from '../../../shared/oneroster/sourced-id.ts';
import { categoryTermId, yearIdOfSchoolYear } from '../../../shared/powerschool/term.ts';
import type { PlanStore, ReadyWrite } from '../../engine/exchange/ports.ts';
import { registerMatching } from '../exchange/partner-key.ts';
import { openConcluding, type Concluding } from './conclude.ts';
import { guardFigures } from './guard-figures.ts';
import { openHolding } from './hold-back.ts';
import { openJournal } from './journal.ts';
import { openPlanWriter, type ItemBody, type PlaceNames } from './plan-writer.ts';
import { itemColumns, readyWrite, type ItemRow } from './ready-write.ts';
import { openRemainingScores } from './remaining-scores.ts';
import { openResolver } from './resolve.ts';
import { noteFindings } from './remap-store.ts';
import { acceptAsTheyAre, reversalOf, type TouchedRecord, type WrittenRow } from './undo-plan.ts';
import { noteWriteIssues } from './write-issues.ts';
import { writeUndoPlan, type PlaceRow } from './write-undo-plan.ts';

/** Plans and their journal in `plans`, over both ends as they stand in `copy`, the database of the local copy. */
export function openPlanStore(plans: Database, copy: Database, now: () => number): PlanStore {
  registerMatching(copy);
  const resolver = openResolver(copy, plans);
  const journal = openJournal(plans, now);
  const next = plans.prepare<[string, string, string, string, number], ItemRow & { readonly grouped: string }>(
    `SELECT ${itemColumns}, grouped FROM plan_item WHERE plan = (SELECT number FROM plan WHERE planId = ?)
       AND target = ? AND entity = ? AND action = ? AND state = 'planned' ORDER BY grouped, item LIMIT ?`,
  );
  const concluding = openConcluding(plans, copy, resolver, journal);
  const mark: Concluding['mark'] = (planId, item, state, reason) => concluding.mark(planId, item, state, reason);

  const areScoresGone = openRemainingScores(plans, copy);
  function withScores(
    planId: string,
    { entity, action, target, sourceKey, sourceSubkey }: ItemRow,
    write: ReadyWrite,
  ): ReadyWrite {
    const isRemoval = entity === 'lineItem' && action === 'delete' && target === 'powerschool';
    if (!isRemoval || sourceKey === null || !areScoresGone(planId, sourceKey, sourceSubkey ?? 0)) return write;
    return { ...write, change: { ...write.change, metadata: { ...write.change.metadata, removeScores: true } } };
  }

  return {
    noteFindings: (findings) => noteFindings(plans, findings),
    begin: (plan) => openPlanWriter(plans, plan, placeNames(copy)),
    claim(planId, target, entity, action, limit) {
      for (;;) {
        const rows = wholeGroups(next.all(planId, target, entity, action, limit), limit);
        if (rows.length === 0) return [];
        const ready = rows.flatMap((row) => {
          const body = JSON.parse(row.body) as ItemBody;
          const write = readyWrite(row, resolver, body);
          if (typeof write !== 'string') {
            concluding.keep(planId, row, body);
            return [withScores(planId, row, write)];
          }
          mark(planId, row.item, write, write === 'stale' ? stale : skipped);
          return [];
        });
        if (ready.length > 0) return ready;
      }
    },
    together: (work) => plans.transaction(() => copy.transaction(work).immediate()).immediate(),
    ...journal,
    ...openHolding(plans, resolver, itemColumns),
    conclude: (planId, run, writes) => concluding.conclude(planId, run, writes),
    guardFigures: (planId) => guardFigures(plans, copy, planId),
    noteGuard: (planId, guard) =>
      void plans
        .prepare('UPDATE plan SET guard = ? WHERE planId = ?')
        .run(guard === null ? null : JSON.stringify(guard), planId),
    isReleased: (planId) =>
      plans
        .prepare<[string], number>("SELECT json_extract(approval, '$.released') FROM plan WHERE planId = ?")
        .pluck()
        .get(planId) === 1,
    tally(planId) {
      const items = plans
        .prepare<[string], { items: number; held: number }>(
          `SELECT count(*) AS items, coalesce(sum(state NOT IN ('planned', 'applied', 'leftOut')), 0) AS held FROM plan_item
           WHERE plan = (SELECT number FROM plan WHERE planId = ?)`,
        )
        .get(planId);
      const conflicts = plans
        .prepare<[string], number>(
          'SELECT count(*) FROM conflict WHERE plan = (SELECT number FROM plan WHERE planId = ?)',
        )
        .pluck()
        .get(planId);
      return { items: items?.items ?? 0, held: items?.held ?? 0, conflicts: conflicts ?? 0 };
    },
    planUndo(undone, plan, gradebooks) {
      const rows = plans
        .prepare<[string], WrittenRow & PlaceRow>(
          `SELECT j.target, j.entity, j.action, j.before, j.found, j.sourcedId, i.sourceKey, i.sourceSubkey, i.partnerKey, i.powerschool, i.partner,
             i.body, i.schoolKey, i.school, i.classKey, i.class, i.label, i.grouped
           FROM journal AS j JOIN plan_item AS i ON i.plan = j.plan AND i.item = j.item
           WHERE j.runId = ? AND j.state IN ('applied', 'unconfirmed') ORDER BY j.number DESC`,
        )
        .all(undone);
      if (plans.prepare('SELECT 1 FROM purged_run WHERE runId = ?').get(undone) !== undefined) throw purged();
      if (rows.length === 0) throw nothingToUndo();
      return writeUndoPlan(
        plans,
        { ...plan, kind: 'undo', undoes: undone },
        rows.map((row) => ({ ...row, reversal: reversalOf(copy, resolver, row, gradebooks) })),
      );
    },
    acceptApplied(planId, run) {
      const records = plans
        .prepare<[{ planId: string }], TouchedRecord & { readonly made: string | null }>(
          `SELECT i.entity, i.sourceKey, i.sourceSubkey, i.partnerKey, CASE WHEN i.action = 'create' AND i.target = 'powerschool' THEN (
             SELECT j.sourcedId FROM journal AS j WHERE j.plan = i.plan AND j.item = i.item AND j.state = 'applied' LIMIT 1) END AS made
           FROM plan_item AS i JOIN plan AS p ON p.number = i.plan
           WHERE p.planId = @planId AND i.state = 'applied' AND (p.kind = 'undo'
             OR (i.entity = 'result' AND i.action = 'delete' AND i.target = 'powerschool'))`,
        )
        .all({ planId })
        .map(({ made, ...record }) => {
          const keys = made === null ? undefined : parseSourcedId(made);
          return keys === undefined ? record : { ...record, sourceKey: keys.key, sourceSubkey: keys.subkey };
        });
      acceptAsTheyAre(copy, resolver, records, run);
    },
    noteIssues: (planId, run) => noteWriteIssues(plans, copy, planId, run),
    markApplied: (planId, runId) =>
      plans.transaction(() => {
        plans.prepare("UPDATE plan SET state = 'applied', appliedBy = ? WHERE planId = ?").run(runId, planId);
        plans.exec('UPDATE remap_batch SET sealed = 1');
      })(),
  };
}

/** Where more rows may follow, the last group is left to the next time: it may go on, and one request takes it whole. */
function wholeGroups<R extends { readonly grouped: string }>(rows: readonly R[], limit: number): readonly R[] {
  const last = rows.at(-1);
  if (last === undefined || rows.length < limit || rows[0]?.grouped === last.grouped) return rows;
  return rows.slice(
    0,
    rows.findIndex(({ grouped }) => grouped === last.grouped),
  );
}

const purged = (): AppError =>
  new AppError(
    'undo.purged',
    'stop',
    'The receipts of this run were purged: what it wrote can no longer be taken back.',
    {
      fix: 'Change the records by hand. How long receipts are kept stands in the settings, under Data and privacy.',
    },
  );

const nothingToUndo = (): AppError =>
  new AppError(
    'undo.nothing',
    'stop',
    'This run has written nothing to PowerSchool or the partner that could be taken back.',
    {
      fix: 'The local copy follows PowerSchool by itself: sync again. To look at it as it was, open Data browsing as of an earlier sync.',
    },
  );

const stale = {
  code: 'plan.stale',
  message: 'The record has changed since this was planned, so it was held back.',
  fix: 'Sync again: the change is planned anew from how both ends stand now.',
};
const skipped = {
  code: 'plan.dependsOnUnwritten',
  message: 'What this record belongs to is not at the other end: it was left out, refused, or is not known there.',
  fix: 'Look at the line item, category, class or person that it belongs to; then sync again.',
};

function placeNames(db: Database): PlaceNames {
  const lookUp = (sql: string): ((key: number) => string | null) => {
    const select = db.prepare<[number], string>(sql).pluck();
    const known = new Map<number, string | null>();
    return (key) => {
      const name = known.get(key) ?? select.get(key) ?? null;
      known.set(key, name);
      return name;
    };
  };
  const schoolYear = lookUp('SELECT schoolYear FROM class WHERE sourceKey = ? AND sourceSubkey = 0');
  return {
    school: lookUp('SELECT name FROM org WHERE sourceKey = ? AND sourceSubkey = 0'),
    class: lookUp('SELECT title FROM class WHERE sourceKey = ? AND sourceSubkey = 0'),
    categoryTerm(classKey) {
      const year = schoolYear(classKey);
      return year === null ? null : String(categoryTermId(yearIdOfSchoolYear(Number(year))));
    },
  };
}
