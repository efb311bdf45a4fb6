import type { Limits } from '../../shared/integration/config.ts';
import type { GradeRule } from '../../shared/integration/grade-rule.ts';
import type { Fixes } from '../../shared/integration/fixes.ts';
import type { MasterField } from '../../shared/integration/master-fields.ts';
import type { Partner } from '../../shared/integration/partner.ts';
import type { ExchangeMode } from '../engine/exchange/run-exchange.ts';

/** What the second half of a 2-Way Sync needs to know. Holds a secret: never stored, never logged, gone with the thread. */
export interface ExchangeSettings {
  readonly partner: Partner;
  readonly clientSecret: string;
  readonly ca: string | null;
  readonly masterFields: readonly MasterField[];
  readonly limits: Limits;
  readonly fixes: Fixes;
  readonly gradeRule: GradeRule;
  readonly mode: ExchangeMode;
}
