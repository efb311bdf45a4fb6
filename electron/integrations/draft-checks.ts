import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { checkReportSchema, isPartnerCheck } from '../../shared/integration/check-report.ts';
import type { DraftFile } from '../../shared/integration/draft.ts';
import type { DraftChecks } from '../backend-api.ts';

/**
 * What the checks of drafts found, and on what: found on other settings, it says nothing. Secrets are in no fingerprint; whoever changes
 * one forgets what was found with it.
 */
export function openDraftChecks(db: Database, now: () => Date): DraftChecks {
  const one = db.prepare<[string], { readonly found: string }>('SELECT found FROM draftCheck WHERE draftId = ?');
  const put = db.prepare(
    `INSERT INTO draftCheck (draftId, found, checkedAt) SELECT id, ?, ? FROM draft WHERE id = ?
     ON CONFLICT (draftId) DO UPDATE SET found = excluded.found, checkedAt = excluded.checkedAt`,
  );
  const remove = db.prepare('DELETE FROM draftCheck WHERE draftId = ?');
  return {
    find(draftId, file) {
      const row = one.get(draftId);
      if (row === undefined) return null;
      const { powerschool, partner, reports } = foundSchema.parse(JSON.parse(row.found));
      const current = inputsOf(file);
      if (powerschool !== current.powerschool) return null;
      return partner === current.partner ? reports : reports.filter((report) => !isPartnerCheck(report));
    },
    keep: (draftId, file, reports) =>
      void put.run(JSON.stringify({ ...inputsOf(file), reports }), now().toISOString(), draftId),
    forget: (draftId) => void remove.run(draftId),
  };
}

const foundSchema = z.object({
  powerschool: z.string(),
  partner: z.string(),
  reports: z.array(checkReportSchema),
});

/** Schools, school year and mappings are chosen after the step in which these are checked; they are checked again at the end. */
function inputsOf(file: DraftFile): { readonly powerschool: string; readonly partner: string } {
  const { mode, environment, gradeSync, powerschool, advanced, partner } = file;
  const { plugin: _kept, ...connection } = powerschool ?? {};
  const scope = { mode, environment, gradeSync: gradeSync?.enabled };
  return {
    powerschool: fingerprint({ ...scope, connection, advanced }),
    partner: fingerprint({ ...scope, partner }),
  };
}

/** The order in which settings were typed makes no difference. */
const fingerprint = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(value, (_key, part: unknown) => (isObject(part) ? sorted(part) : part)))
    .digest('hex');

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const sorted = (value: Readonly<Record<string, unknown>>): unknown =>
  Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
