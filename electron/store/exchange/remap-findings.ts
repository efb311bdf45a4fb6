import type { Database } from 'better-sqlite3';
import {
  remapEntities,
  type FoundProposal,
  type RemapEntity,
  type RemapEvidence,
  type RemapKind,
  type Unmatched,
} from '../../../shared/exchange/remap.ts';
import { formatSourcedId } from '../../../shared/oneroster/sourced-id.ts';
import type { KeyedCandidate } from '../../engine/exchange/candidate.ts';
import type { RemapFindings } from '../../engine/exchange/ports.ts';
import { partnerKeyOf } from './partner-key.ts';

const ours: Readonly<Record<RemapEntity, string>> = {
  org: 't.name',
  course: 't.title',
  class: 't.title',
  user: `trim(coalesce(t.givenName, '') || ' ' || coalesce(t.familyName, ''))`,
  category: 't.title',
  lineItem: 't.title',
  result: `(SELECT i.title FROM lineItem AS i WHERE i.sourceKey = t.sourceKey AND i.sourceSubkey = t.lineItemSubkey) || ' · ' ||
    (SELECT trim(coalesce(u.givenName, '') || ' ' || coalesce(u.familyName, '')) FROM user AS u WHERE u.sourceKey = t.sourceSubkey AND u.sourceSubkey = 1)`,
};
const of = (name: string): string => `json_extract(p.attributes, '$.${name}')`;
const theirs: Readonly<Record<RemapEntity, string>> = {
  org: of('name'),
  course: of('title'),
  class: of('title'),
  user: `trim(coalesce(${of('givenName')}, '') || ' ' || coalesce(${of('familyName')}, ''))`,
  category: of('title'),
  lineItem: of('title'),
  result: `(SELECT json_extract(i.attributes, '$.title') FROM partner_lineItem AS i WHERE i.partnerKey = p.itemRef)`,
};

const strengthNames = ['possible', 'possible', 'likely', 'certain'] as const;

interface ChangeRow {
  readonly sourceKey: number;
  readonly sourceSubkey: number;
  readonly partner: string;
  readonly strength: number;
  readonly evidence: string;
  readonly kind: RemapKind;
  readonly wasSourceKey: number | null;
  readonly wasSourceSubkey: number | null;
  readonly wasPartner: string | null;
  readonly label: string | null;
  readonly partnerLabel: string | null;
}

/** What the last match of this connection found, with the names that people know. */
export function readFindings(db: Database): RemapFindings {
  const proposals: FoundProposal[] = [];
  const unmatched: Unmatched[] = [];
  for (const entity of remapEntities) {
    const rows = db
      .prepare<[], ChangeRow>(
        `SELECT i.sourceKey, i.sourceSubkey, p.sourcedId AS partner, i.strength, i.evidence, i.kind, i.wasSourceKey, i.wasSourceSubkey,
           (SELECT w.sourcedId FROM partner_${entity} AS w WHERE w.partnerKey = i.wasPartnerKey) AS wasPartner,
           ${ours[entity]} AS label, ${theirs[entity]} AS partnerLabel
         FROM temp.id_change AS i JOIN main."${entity}" AS t ON t.sourceKey = i.sourceKey AND t.sourceSubkey = i.sourceSubkey
           JOIN partner_${entity} AS p ON p.partnerKey = i.partnerKey WHERE i.entity = '${entity}' ORDER BY 10, 1, 2, 3`,
      )
      .all();
    for (const row of rows) {
      const id = (key: number, subkey: number | null): string => formatSourcedId(entity, key, subkey ?? 0);
      proposals.push({
        entity,
        kind: row.kind,
        strength: strengthNames[row.strength] ?? 'possible',
        powerschool: id(row.sourceKey, row.sourceSubkey),
        partner: row.partner,
        label: row.label ?? id(row.sourceKey, row.sourceSubkey),
        partnerLabel: row.partnerLabel ?? row.partner,
        wasPowerschool: row.wasSourceKey === null ? null : id(row.wasSourceKey, row.wasSourceSubkey),
        wasPartner: row.wasPartner,
        evidence: (JSON.parse(row.evidence) as [RemapEvidence['kind'], number | null, number | null][]).map(
          ([kind, same, outOf]) => ({ kind, same, of: outOf }),
        ),
      });
    }
    unmatched.push(...readUnmatched(db, entity));
  }
  return { proposals, unmatched };
}

/** Of the roster alone: what is missing in a gradebook is what a plan is for. */
function readUnmatched(db: Database, entity: RemapEntity): readonly Unmatched[] {
  if (entity === 'category' || entity === 'lineItem' || entity === 'result') return [];
  const bound = entity === 'user' ? 'AND t.sourceSubkey IN (0, 1)' : entity === 'org' ? `AND t.type = 'school'` : '';
  const theirBound =
    entity === 'org'
      ? `AND ${of('type')} = 'school'`
      : entity === 'user'
        ? `AND coalesce(${of('role')}, '') NOT IN ('parent', 'guardian', 'relative')`
        : '';
  const here = db
    .prepare<[], { sourceKey: number; sourceSubkey: number; label: string | null }>(
      `SELECT t.sourceKey, t.sourceSubkey, ${ours[entity]} AS label FROM main."${entity}" AS t WHERE t.removedRun IS NULL ${bound}
         AND NOT EXISTS (SELECT 1 FROM link_${entity} AS k WHERE k.sourceKey = t.sourceKey AND k.sourceSubkey = t.sourceSubkey)
         AND NOT EXISTS (SELECT 1 FROM temp.id_change AS i WHERE i.entity = '${entity}' AND i.sourceKey = t.sourceKey AND i.sourceSubkey = t.sourceSubkey)
       ORDER BY label`,
    )
    .all();
  const there = db
    .prepare<[], { sourcedId: string; label: string | null }>(
      `SELECT p.sourcedId, ${theirs[entity]} AS label FROM partner_${entity} AS p WHERE p.removedRun IS NULL ${theirBound}
         AND NOT EXISTS (SELECT 1 FROM link_${entity} AS k WHERE k.partnerKey = p.partnerKey)
         AND NOT EXISTS (SELECT 1 FROM temp.id_change AS i WHERE i.entity = '${entity}' AND i.partnerKey = p.partnerKey)
       ORDER BY label`,
    )
    .all();
  const record = (side: Unmatched['side'], sourcedId: string, label: string | null): Unmatched => ({
    entity,
    side,
    sourcedId,
    label: label === null || label === '' ? sourcedId : label,
  });
  return [
    ...here.map((row) => record('powerschool', formatSourcedId(entity, row.sourceKey, row.sourceSubkey), row.label)),
    ...there.map((row) => record('partner', row.sourcedId, row.label)),
  ];
}

/** Whether a record, or something that it is of, is part of a possible change of ids. Two that have no counterpart yet keep nothing back. */
export function openHolds(db: Database): (candidate: KeyedCandidate) => boolean {
  const here = new Set<string>();
  const there = new Set<string>();
  if (hasFindings(db)) {
    const rows = db
      .prepare<
        [],
        {
          entity: RemapEntity;
          s: number;
          k: number;
          p: number;
          ws: number | null;
          wk: number | null;
          wp: number | null;
        }
      >(
        `SELECT entity, sourceKey AS s, sourceSubkey AS k, partnerKey AS p, wasSourceKey AS ws, wasSourceSubkey AS wk, wasPartnerKey AS wp
         FROM temp.id_change WHERE wasSourceKey IS NOT NULL OR wasPartnerKey IS NOT NULL`,
      )
      .all();
    for (const { entity, s, k, p, ws, wk, wp } of rows) {
      here.add(formatSourcedId(entity, s, k));
      there.add(`${entity} ${p}`);
      if (ws !== null) here.add(formatSourcedId(entity, ws, wk ?? 0));
      if (wp !== null) there.add(`${entity} ${wp}`);
    }
  }
  if (here.size === 0) return () => false;
  const isTheirs = (entity: string, sourcedId: string): boolean => there.has(`${entity} ${partnerKeyOf(sourcedId)}`);
  return ({ entity, sourceKey, sourceSubkey, partnerKey, surroundings, powerschool, partner }) => {
    if (sourceKey !== null && here.has(formatSourcedId(entity, sourceKey, sourceSubkey ?? 0))) return true;
    if (partnerKey !== null && there.has(`${entity} ${partnerKey}`)) return true;
    for (const [role, reference] of Object.entries(surroundings.references)) {
      const holder = entityOf[role];
      if (holder === undefined || reference === undefined) continue;
      if (reference.powerschool !== null && here.has(reference.powerschool)) return true;
      if (reference.partner !== null && isTheirs(holder, reference.partner)) return true;
    }
    return [powerschool, partner].some((side) => {
      const category = side?.values['category'];
      return typeof category === 'string' && (here.has(category) || isTheirs('category', category));
    });
  };
}

const entityOf: Readonly<Record<string, RemapEntity>> = {
  class: 'class',
  student: 'user',
  teacher: 'user',
  school: 'org',
  lineItem: 'lineItem',
};

const hasFindings = (db: Database): boolean =>
  db.prepare("SELECT 1 FROM sqlite_temp_schema WHERE name = 'id_change'").get() !== undefined;
