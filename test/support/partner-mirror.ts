import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { OneRosterApi } from '../../electron/connectors/oneroster/api/oneroster-api.ts';
import { openOneRosterSource } from '../../electron/connectors/oneroster/source/open-oneroster-source.ts';
import { readPartner } from '../../electron/engine/exchange/read-partner.ts';
import { openProgressMeter } from '../../electron/engine/progress.ts';
import { openPairStore } from '../../electron/store/exchange/pair-store.ts';
import { openForWriting } from '../../electron/store/open.ts';
import type { WhyWhole } from '../../shared/integration/partner-read.ts';
import type { Partner } from '../../shared/integration/partner.ts';
import { entityTypes, type EntityType } from '../../shared/oneroster/entity.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The partner's side of a local copy, in a database file of its own. */
export interface PartnerMirror {
  /** Reads the partner as a sync does. `now`: our clock, which has nothing to do with the partner's. */
  read(partner: Pick<Partner, 'version' | 'clientId'>, options?: { full?: boolean; now?: number }): Promise<MirrorRead>;
  /** Every record that stands in it, as text, without times and run numbers. */
  records(): readonly string[];
  close(): void;
}

interface MirrorRead {
  readonly requests: number;
  /** Entities that were listed whole, and why. */
  readonly whole: readonly EntityType[];
  readonly why: readonly WhyWhole[];
}

export const ourTime = Date.parse('2020-02-02T02:02:02Z');

export function openPartnerMirror(api: OneRosterApi): PartnerMirror {
  const db = openForWriting(join(temporaryFolder(), 'data.db'));
  const pairs = openPairStore(db, () => []);
  const signal = new AbortController().signal;
  let run = 0;
  return {
    async read(partner, { full = false, now = ourTime } = {}) {
      run += 1;
      const progress = openProgressMeter({ runId: 'run', integrationId: 'integration' }, { now: () => now }, () => {});
      const source = openOneRosterSource(api, partner);
      const { requests, whole } = await readPartner({ source, pairs }, { run, now, full, progress, signal });
      return { requests, whole: whole.map(({ entity }) => entity), why: whole.map(({ why }) => why) };
    },
    records: () => mirrorRecords(db),
    close: () => void db.close(),
  };
}

/** Every record of the partner that stands in a local copy, as text, without times and run numbers. */
export const mirrorRecords = (db: Database): readonly string[] =>
  entityTypes.flatMap((entity) =>
    db
      .prepare<[], Record<string, unknown>>(`SELECT * FROM partner_${entity} WHERE removedRun IS NULL`)
      .all()
      .map(({ dateLastModified: _at, changedRun: _then, ...row }) => `${entity} ${JSON.stringify(row)}`)
      .toSorted(),
  );
