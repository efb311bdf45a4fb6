import type { Database } from 'better-sqlite3';
import type { ExchangedEntity, Side, Values } from '../../../shared/exchange/exchanged.ts';
import { otherSide } from '../../../shared/exchange/exchanged.ts';
import { parseSourcedId } from '../../../shared/oneroster/sourced-id.ts';
import type { PartnerRecord } from '../../connectors/partner-source.ts';
import type { Found } from '../../connectors/target.ts';
import { partnerKeyOf } from '../exchange/partner-key.ts';
import { partnerRow } from '../exchange/partner-row.ts';
import type { ItemBody } from './plan-writer.ts';
import { prepareOnce } from './prepare-once.ts';
import type { ItemRow } from './ready-write.ts';
import type { Resolver } from './resolve.ts';

/**
 * Takes a write that was read back as meant into what both ends have agreed on: the link of a new record, the partner's mirror, the base. The
 * local copy follows by reading PowerSchool again. Hashes are left open, so that the next comparison looks at the pair once more.
 */
export function confirmWrite(
  db: Database,
  row: ItemRow,
  resolver: Resolver,
  { found, sourcedId, run }: { readonly found: Found | null; readonly sourcedId: string; readonly run: number },
): void {
  const body = JSON.parse(row.body) as ItemBody;
  const { entity, target, action } = row;
  if (action === 'delete') {
    if (target === 'partner') bury(db, entity, partnerKeyOf(sourcedId), run);
    return;
  }
  if (found === null) return;
  const keys = target === 'powerschool' ? parseSourcedId(sourcedId) : ourKeysOf(row, body, resolver);
  const partnerKey = target === 'partner' ? partnerKeyOf(sourcedId) : row.partnerKey;
  if (keys === undefined || partnerKey === null) return;
  if (target === 'partner') mirror(db, row, body, resolver, found, run);
  if (action === 'create') {
    for (const [side, key, subkey] of [
      ['powerschool', keys.key, keys.subkey],
      ['partner', partnerKey, 0],
    ] as const) {
      prepareOnce<unknown[], unknown>(
        db,
        'DELETE FROM declined WHERE entity = ? AND side = ? AND "key" = ? AND subkey = ?',
      ).run(entity, side, key, subkey);
    }
    prepareOnce<unknown[], unknown>(
      db,
      `INSERT OR REPLACE INTO link_${entity} (sourceKey, sourceSubkey, partnerKey, sourceHash, partnerHash, origin, run)
       VALUES (?, ?, ?, NULL, NULL, ?, ?)`,
    ).run(keys.key, keys.subkey, partnerKey, otherSide(target), run);
  } else {
    prepareOnce<unknown[], unknown>(
      db,
      `UPDATE link_${entity} SET sourceHash = NULL, partnerHash = NULL, run = ? WHERE sourceKey = ? AND sourceSubkey = ?`,
    ).run(run, keys.key, keys.subkey);
  }
  // The partner's own name of a category is ours again in the comparison.
  const category = entity === 'lineItem' && target === 'partner' ? { category: body.values['category'] ?? null } : {};
  rememberBase(db, entity, keys, target, body, { ...found.values, ...category });
}

interface Keys {
  readonly key: number;
  readonly subkey: number;
}

function ourKeysOf(row: ItemRow, { follows }: ItemBody, resolver: Resolver): Keys | undefined {
  if (follows !== undefined) {
    const followed = resolver.linkedTo(row.entity, follows.partnerKey);
    return followed && { key: followed.sourceKey, subkey: follows.classKey };
  }
  return row.sourceKey === null ? undefined : { key: row.sourceKey, subkey: row.sourceSubkey ?? 0 };
}

function mirror(db: Database, row: ItemRow, body: ItemBody, resolver: Resolver, found: Found, run: number): void {
  const { entity, action } = row;
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
  if (action === 'update') {
    prepareOnce<unknown[], unknown>(
      db,
      `UPDATE partner_${entity} SET attributes = ?, hash = ?, changedRun = ? WHERE partnerKey = ?`,
    ).run(attributes, hash, run, rest.partnerKey);
    return;
  }
  prepareOnce<unknown[], unknown>(
    db,
    `INSERT OR REPLACE INTO partner_${entity} (partnerKey, sourcedId, classRef, itemRef, userRef, schoolRef, sessionRef, attributes,
       metadata, hash, dateLastModified, changedRun, removedRun)
     VALUES (@partnerKey, @sourcedId, @classRef, @itemRef, @userRef, @schoolRef, @sessionRef, @attributes, @metadata, @hash,
       NULL, @run, NULL)`,
  ).run({ ...rest, attributes, hash, run });
}

const bury = (db: Database, entity: ExchangedEntity, partnerKey: number, run: number): void =>
  void prepareOnce<unknown[], unknown>(
    db,
    `UPDATE partner_${entity} SET removedRun = ?, changedRun = ? WHERE partnerKey = ? AND removedRun IS NULL`,
  ).run(run, run, partnerKey);

/** Where there is a base already only what was written moves; where a person has yet to decide, the attribute stays out of it. */
function rememberBase(
  db: Database,
  entity: ExchangedEntity,
  { key, subkey }: Keys,
  target: Side,
  body: ItemBody,
  written: Values,
): void {
  const row = prepareOnce<[number, number], { powerschool: string; partner: string | null }>(
    db,
    `SELECT powerschool, partner FROM base_${entity} WHERE sourceKey = ? AND sourceSubkey = ?`,
  ).get(key, subkey);
  const next: Record<Side, Values> = { powerschool: {}, partner: {} };
  next[target] = without(written, body.conflicted);
  next[otherSide(target)] = without(body.other, body.conflicted);
  if (row !== undefined) {
    const before: Record<Side, Values> = {
      powerschool: JSON.parse(row.powerschool) as Values,
      partner: JSON.parse(row.partner ?? row.powerschool) as Values,
    };
    const changed = body.changes.map(({ attribute }) => attribute);
    const moved = { [target]: [...changed, ...(body.derived ?? [])], [otherSide(target)]: changed };
    for (const side of ['powerschool', 'partner'] as const) {
      next[side] = { ...before[side], ...only(next[side], moved[side] ?? []) };
    }
  }
  const [ours, theirs] = [JSON.stringify(next.powerschool), JSON.stringify(next.partner)];
  prepareOnce<unknown[], unknown>(
    db,
    `INSERT OR REPLACE INTO base_${entity} (sourceKey, sourceSubkey, powerschool, partner) VALUES (?, ?, ?, ?)`,
  ).run(key, subkey, ours, ours === theirs ? null : theirs);
}

const without = (values: Values, names: readonly string[]): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
const only = (values: Values, names: readonly string[]): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
