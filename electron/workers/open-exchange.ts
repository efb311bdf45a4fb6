import type { Database } from 'better-sqlite3';
import type { SourceDescription } from '../connectors/connector.ts';
import { openOneRosterApi } from '../connectors/oneroster/api/open-oneroster-api.ts';
import { openOneRosterSource } from '../connectors/oneroster/source/open-oneroster-source.ts';
import { openOneRosterTarget } from '../connectors/oneroster/target/open-oneroster-target.ts';
import { openPowerSchoolApi } from '../connectors/powerschool/api/open-powerschool-api.ts';
import { openPowerSchoolTarget } from '../connectors/powerschool/target/open-powerschool-target.ts';
import type { ExchangeParts } from '../engine/exchange/run-exchange.ts';
import { openPairStore } from '../store/exchange/pair-store.ts';
import { openPlansDatabase } from '../store/plans/open-plans.ts';
import { readDecisions } from '../store/plans/plan-desk.ts';
import { readVerdicts } from '../store/plans/remap-store.ts';
import { openPlanStore } from '../store/plans/plan-store.ts';
import type { ExchangeSettings } from './exchange-settings.ts';
import type { SourceSettings } from './source-settings.ts';

export interface OpenExchange {
  open(description: SourceDescription): ExchangeParts;
  close(): Promise<void>;
}

/** Puts the parts of a 2-Way Sync's second half together, over the run's own connection to the local copy. */
export function openExchange(
  { database, source, exchange }: { database: string; source: SourceSettings; exchange: ExchangeSettings },
  copy: Database,
): OpenExchange {
  const closing: (() => Promise<void> | void)[] = [];
  return {
    open({ schoolYear }) {
      const { advanced, environment } = source;
      const pacing = {
        environment,
        requestTimeoutMs: advanced.requestTimeoutSeconds * 1000,
        minimumIntervalMs: advanced.minimumIntervalMs,
      };
      const { partner, clientSecret, ca } = exchange;
      const hub = openOneRosterApi({ partner, clientSecret, ca, ...pacing });
      const powerschool = openPowerSchoolTarget({
        schoolYear,
        api: openPowerSchoolApi({
          url: source.url,
          clientId: source.clientId,
          clientSecret: source.clientSecret,
          ca: source.ca,
          pageSize: advanced.pageSize,
          maxRequestsInFlight: advanced.maxRequestsInFlight,
          ...pacing,
        }),
      });
      const plans = openPlansDatabase(database);
      const target = openOneRosterTarget({ api: hub, partner });
      closing.push(
        () => target.close(),
        () => powerschool.close(),
        () => void plans.close(),
      );
      return {
        source: openOneRosterSource(hub, partner),
        targets: { powerschool, partner: target },
        pairs: openPairStore(copy, readDecisions(plans), () => readVerdicts(plans)),
        plans: openPlanStore(plans, copy, Date.now),
        rules: {
          masterFields: exchange.masterFields,
          gradebooks: { powerschool: powerschool.rules, partner: target.rules },
          overwriter: exchange.gradeRule === 'partnerOverwrites' ? 'partner' : null,
        },
        fixes: exchange.fixes,
        limits: exchange.limits,
        mode: exchange.mode,
      };
    },
    async close() {
      for (const close of closing) await close();
    },
  };
}
