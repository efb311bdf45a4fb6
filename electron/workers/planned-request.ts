import { AppError } from '../../shared/errors.ts';
import type { PlannedRequest } from '../../shared/exchange/plan.ts';
import type { IntegrationConfig } from '../../shared/integration/config.ts';
import { openOneRosterApi } from '../connectors/oneroster/api/open-oneroster-api.ts';
import { openOneRosterTarget } from '../connectors/oneroster/target/open-oneroster-target.ts';
import { previewOf } from '../connectors/powerschool/target/preview.ts';
import { yearIdOfSchoolYear, yearTermId } from '../../shared/powerschool/term.ts';
import { openForReading } from '../store/open.ts';
import type { PlanReader } from '../store/plans/plan-reader.ts';

export interface WhichWrite {
  readonly database: string;
  readonly config: IntegrationConfig;
  readonly planId: string;
  readonly item: number;
}

/**
 * The request that a planned write would be, without secrets; nothing is sent. Throws AppError `plan.unknown` (stop) where there is no such
 * write.
 */
export async function plannedRequest(plans: PlanReader, which: WhichWrite): Promise<PlannedRequest> {
  const copy = openForReading(which.database);
  if (copy === undefined) throw unknown();
  try {
    const expected = plans.expected(which.planId, which.item, copy);
    if (expected === undefined) throw unknown();
    const { target, isWaiting, schoolYear } = expected;
    const change = { ...expected.change, id: '' };
    if (target === 'powerschool') {
      return { target, isWaiting, ...previewOf(change, yearTermId(yearIdOfSchoolYear(schoolYear))) };
    }
    const { partner, environment } = which.config;
    if (partner === null) throw unknown();
    const pacing = { requestTimeoutMs: 1000, minimumIntervalMs: 0 };
    // Only its addresses are asked for: it neither signs in nor sends.
    const api = openOneRosterApi({ partner, environment, clientSecret: '', ca: null, ...pacing });
    const hub = openOneRosterTarget({ api, partner });
    try {
      return { target, isWaiting, ...hub.preview(change) };
    } finally {
      await hub.close();
    }
  } finally {
    copy.close();
  }
}

const unknown = (): AppError =>
  new AppError('plan.unknown', 'stop', 'There is no such change in this plan.', {
    fix: 'Open the newest plan and choose a change there.',
  });
