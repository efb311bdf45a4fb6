import type { Database } from 'better-sqlite3';
import type { ReceiptPlace } from '../../../shared/exchange/receipt.ts';
import type { Reader } from '../reader-api.ts';

/** Receipts of one class. */
export type ClassReceipts = Omit<ReceiptPlace, 'teacherKey' | 'teacher'>;

/** Where a run has written, class by class. */
export const receiptClasses = (db: Database, runId: string): readonly ClassReceipts[] =>
  db
    .prepare<[string], ClassReceipts>(
      `SELECT j.schoolKey, i.school, i.classKey, i.class, count(*) AS count
       FROM journal AS j LEFT JOIN plan_item AS i ON i.plan = j.plan AND i.item = j.item
       WHERE j.runId = ? AND j.state <> 'purged' GROUP BY j.schoolKey, i.classKey ORDER BY i.school, i.class`,
    )
    .all(runId);

type Lead = ReturnType<Reader['leadTeachers']>[number];

/** The same with who teaches each class now. */
export function withTeachers(classes: readonly ClassReceipts[], leads: readonly Lead[]): readonly ReceiptPlace[] {
  const byClass = new Map(leads.map((lead) => [lead.classKey, lead]));
  return classes.map((one) => {
    const lead = one.classKey === null ? undefined : byClass.get(one.classKey);
    return { ...one, teacherKey: lead?.teacherKey ?? null, teacher: lead?.name ?? null };
  });
}

/** Which receipts of a run are meant; null: all. */
export interface ReceiptFilter {
  readonly schoolKey: number | null;
  readonly teacherKey: number | null;
}

export const isMeant = (place: ReceiptPlace, { schoolKey, teacherKey }: ReceiptFilter): boolean =>
  (schoolKey === null || place.schoolKey === schoolKey) && (teacherKey === null || place.teacherKey === teacherKey);
