import type { Database } from 'better-sqlite3';
import { exchangedEntities, type ExchangedEntity } from '../../../shared/exchange/exchanged.ts';
import { parseSourcedId } from '../../../shared/oneroster/sourced-id.ts';
import type { KeyedCandidate } from '../../engine/exchange/candidate.ts';
import type { Decision } from '../../engine/exchange/plan-record.ts';
import type { PairStore, SiblingClass } from '../../engine/exchange/ports.ts';
import { openBeside } from './beside.ts';
import { candidatePages } from './candidates.ts';
import { matchRecords } from './match.ts';
import { openHolds, readFindings } from './remap-findings.ts';
import { noVerdicts, type RemapVerdicts } from './relink.ts';
import { openMirrorWriter } from './partner-mirror.ts';
import { registerMatching } from './partner-key.ts';

/** What people have decided, by record. */
export type Decisions = (entity: ExchangedEntity, sourceKey: number, sourceSubkey: number) => readonly Decision[];

/** Both ends, over the database of the local copy. */
export function openPairStore(
  db: Database,
  decisions: Decisions,
  verdicts: () => RemapVerdicts = () => noVerdicts,
): PairStore {
  registerMatching(db);
  const settling = Object.fromEntries(exchangedEntities.map((entity) => [entity, openSettling(db, entity)]));
  const siblings = db.prepare<[number, string], SiblingClass>(
    `SELECT c.sourceKey AS classKey, c.schoolKey FROM enrollment AS e
       JOIN class AS c ON c.sourceKey = e.classKey AND c.sourceSubkey = 0 AND c.removedRun IS NULL
       JOIN link_class AS k ON k.sourceKey = c.sourceKey AND k.sourceSubkey = 0
     WHERE e.userKey = ? AND e.userKind = 0 AND e.role = 'teacher' AND e."primary" = 1 AND e.removedRun IS NULL
       AND NOT EXISTS (SELECT 1 FROM partner_category AS p WHERE p.classRef = k.partnerKey AND p.removedRun IS NULL
         AND foldedName(json_extract(p.attributes, '$.title')) = foldedName(?))
     ORDER BY c.sourceKey`,
  );
  function classesWithout(teacher: string, title: string): readonly SiblingClass[] {
    const key = parseSourcedId(teacher)?.key;
    return key === undefined ? [] : siblings.all(key, title);
  }
  const results = db
    .prepare<[number], number>('SELECT count(*) FROM result WHERE schoolKey = ? AND removedRun IS NULL')
    .pluck();

  return {
    openMirror: (entity, run, place) => openMirrorWriter(db, entity, run, place),
    match: (run) => matchRecords(db, run, verdicts()),
    findings: () => readFindings(db),
    *candidates(entity) {
      const isHeld = openHolds(db);
      for (const kind of ['pair', 'ours', 'theirs'] as const) {
        for (const page of candidatePages(db, entity, kind)) {
          yield page.map((candidate) => (isHeld(candidate) ? { ...candidate, awaitsRemap: true } : candidate));
        }
      }
    },
    decisionsOf: ({ entity, sourceKey, sourceSubkey }) =>
      sourceKey === null ? [] : decisions(entity, sourceKey, sourceSubkey ?? 0),
    classesWithout,
    siblingClasses: ({ surroundings, partner }) =>
      classesWithout(
        surroundings.references['teacher']?.powerschool ?? '',
        String(partner?.values['title'] ?? ''),
      ).filter(({ classKey }) => classKey !== surroundings.classKey),
    settle(pairs, run) {
      if (pairs.length === 0) return;
      db.transaction(() => {
        for (const pair of pairs) settling[pair.entity]?.(pair, run);
      }).immediate();
    },
    beside: openBeside(db),
    resultCount: (schoolKey) => results.get(schoolKey) ?? 0,
  };
}

function openSettling(db: Database, entity: ExchangedEntity): (pair: KeyedCandidate, run: number) => void {
  const agree = db.prepare(
    `UPDATE link_${entity} SET sourceHash = ?, partnerHash = ?, run = ? WHERE sourceKey = ? AND sourceSubkey = ?`,
  );
  const remember = db.prepare(
    `INSERT OR REPLACE INTO base_${entity} (sourceKey, sourceSubkey, powerschool, partner) VALUES (?, ?, ?, ?)`,
  );
  return ({ powerschool, partner, sourceKey, sourceSubkey }, run) => {
    if (powerschool === null || partner === null || powerschool.isRemoved || partner.isRemoved) return;
    const ours = JSON.stringify(powerschool.values);
    const theirs = JSON.stringify(partner.values);
    agree.run(powerschool.hash, partner.hash, run, sourceKey, sourceSubkey);
    remember.run(sourceKey, sourceSubkey, ours, ours === theirs ? null : theirs);
  };
}
