import type { Database } from 'better-sqlite3';
import type { ExchangedEntity, Side, Values } from '../../../shared/exchange/exchanged.ts';
import { otherSide } from '../../../shared/exchange/exchanged.ts';
import type { Value } from '../../../shared/oneroster/entity.ts';
import { parseSourcedId } from '../../../shared/oneroster/sourced-id.ts';
import type { PartnerRecord } from '../../connectors/partner-source.ts';
import type { Found } from '../../connectors/target.ts';
import { partnerKeyOf } from '../exchange/partner-key.ts';
import { partnerRow } from '../exchange/partner-row.ts';
import type { ItemBody } from './plan-writer.ts';
import type { ItemRow } from './ready-write.ts';
import type { Resolver } from './resolve.ts';

interface Confirmed {
  readonly found: Found | null;
  readonly sourcedId: string;
  readonly run: number;
}

/**
 * Takes writes that were read back as meant into what both ends have agreed on: the link of a new record, the partner's mirror, the base. The
 * local copy follows by reading PowerSchool again. Hashes are left open, so that the next comparison looks at the pair once more.
 */
export function openConfirming(
  db: Database,
  resolver: Resolver,
): (row: ItemRow, body: ItemBody, confirmed: Confirmed) => void {
  const known = new Map<ExchangedEntity, ReturnType<typeof statementsOf>>();

  return (row, body, { found, sourcedId, run }) => {
    const { entity, target, action } = row;
    const statements = known.get(entity) ?? statementsOf(db, entity);
    known.set(entity, statements);
    if (action === 'delete') {
      if (target === 'partner') statements.bury.run(run, run, partnerKeyOf(sourcedId));
      return;
    }
    if (found === null) return;
    const keys = target === 'powerschool' ? parseSourcedId(sourcedId) : ourKeysOf(row, body, resolver);
    const partnerKey = target === 'partner' ? partnerKeyOf(sourcedId) : row.partnerKey;
    if (keys === undefined || partnerKey === null) return;
    if (target === 'partner') mirror(statements, row, body, resolver, found, run);
    if (action === 'create') {
      statements.undecline.run(entity, 'powerschool', keys.key, keys.subkey);
      statements.undecline.run(entity, 'partner', partnerKey, 0);
      statements.link.run(keys.key, keys.subkey, partnerKey, otherSide(target), run);
    } else {
      statements.openLink.run(run, keys.key, keys.subkey);
    }
    // The partner's own name of a category is ours again in the comparison.
    const isRenamed = entity === 'lineItem' && target === 'partner';
    const written = isRenamed ? { ...found.values, category: body.values['category'] ?? null } : found.values;
    rememberBase(statements, keys, target, body, written);
  };
}

type Statements = ReturnType<typeof statementsOf>;

const statementsOf = (db: Database, entity: ExchangedEntity) => ({
  undecline: db.prepare('DELETE FROM declined WHERE entity = ? AND side = ? AND "key" = ? AND subkey = ?'),
  link: db.prepare(
    `INSERT OR REPLACE INTO link_${entity} (sourceKey, sourceSubkey, partnerKey, sourceHash, partnerHash, origin, run)
     VALUES (?, ?, ?, NULL, NULL, ?, ?)`,
  ),
  openLink: db.prepare(
    `UPDATE link_${entity} SET sourceHash = NULL, partnerHash = NULL, run = ? WHERE sourceKey = ? AND sourceSubkey = ?`,
  ),
  changeMirror: db.prepare(
    `UPDATE partner_${entity} SET attributes = ?, hash = ?, changedRun = ? WHERE partnerKey = ?`,
  ),
  putMirror: db.prepare(
    `INSERT OR REPLACE INTO partner_${entity} (partnerKey, sourcedId, classRef, itemRef, userRef, schoolRef, sessionRef, attributes,
       metadata, hash, dateLastModified, changedRun, removedRun)
     VALUES (@partnerKey, @sourcedId, @classRef, @itemRef, @userRef, @schoolRef, @sessionRef, @attributes, @metadata, @hash,
       NULL, @run, NULL)`,
  ),
  bury: db.prepare(
    `UPDATE partner_${entity} SET removedRun = ?, changedRun = ? WHERE partnerKey = ? AND removedRun IS NULL`,
  ),
  base: db.prepare<[number, number], { powerschool: string; partner: string | null }>(
    `SELECT powerschool, partner FROM base_${entity} WHERE sourceKey = ? AND sourceSubkey = ?`,
  ),
  putBase: db.prepare(
    `INSERT INTO base_${entity} (sourceKey, sourceSubkey, powerschool, partner) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET powerschool = excluded.powerschool, partner = excluded.partner`,
  ),
});

interface Keys {
  readonly key: number;
  readonly subkey: number;
}

function ourKeysOf(row: ItemRow, { follows }: ItemBody, resolver: Resolver): Keys | undefined {
  if (follows !== undefined) return resolver.followed(follows);
  return row.sourceKey === null ? undefined : { key: row.sourceKey, subkey: row.sourceSubkey ?? 0 };
}

function mirror(
  { changeMirror, putMirror }: Statements,
  { entity, action }: ItemRow,
  body: ItemBody,
  resolver: Resolver,
  found: Found,
  run: number,
): void {
  const references = resolver.references('partner', entity, body.references) ?? {};
  const record: PartnerRecord = {
    sourcedId: found.sourcedId,
    isRemoved: false,
    dateLastModified: null,
    references: { ...references },
    values: found.values,
    metadata: action === 'update' ? body.metadata : {},
  };
  const { attributes, hash, ...rest } = partnerRow(entity, record);
  if (action === 'update') changeMirror.run(attributes, hash, run, rest.partnerKey);
  else putMirror.run({ ...rest, attributes, hash, run });
}

/** Where there is a base already only what was written moves; where a person has yet to decide, the attribute stays out of it. */
function rememberBase(
  { base, putBase }: Statements,
  { key, subkey }: Keys,
  target: Side,
  { conflicted, other, changes, derived = [] }: ItemBody,
  written: Values,
): void {
  const row = base.get(key, subkey);
  const there: Record<string, Value> =
    row === undefined ? {} : valuesOf(target === 'partner' ? (row.partner ?? row.powerschool) : row.powerschool);
  const here: Record<string, Value> =
    row === undefined ? {} : valuesOf(target === 'partner' ? row.powerschool : (row.partner ?? row.powerschool));
  const changed = changes.map(({ attribute }) => attribute);
  move(written, row === undefined ? Object.keys(written) : [...changed, ...derived], conflicted, there);
  move(other, row === undefined ? Object.keys(other) : changed, conflicted, here);
  const [ours, theirs] =
    target === 'partner'
      ? [JSON.stringify(here), JSON.stringify(there)]
      : [JSON.stringify(there), JSON.stringify(here)];
  putBase.run(key, subkey, ours, ours === theirs ? null : theirs);
}

const valuesOf = (text: string): Record<string, Value> => JSON.parse(text) as Record<string, Value>;

function move(from: Values, names: readonly string[], except: readonly string[], to: Record<string, Value>): void {
  for (const name of names) {
    const value = from[name];
    if (value !== undefined && !except.includes(name)) to[name] = value;
  }
}
