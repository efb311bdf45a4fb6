import type { Database } from 'better-sqlite3';
import type { ExchangedEntity, Side, Values } from '../../../shared/exchange/exchanged.ts';
import type { AttributeChange, FlightProblem } from '../../../shared/exchange/plan.ts';
import { formatSourcedId, parseSourcedId } from '../../../shared/oneroster/sourced-id.ts';
import type { Found } from '../../connectors/target.ts';
import { isSame, valueOf, type MergeRules } from '../../engine/exchange/merge.ts';
import { partnerKeyOf } from '../exchange/partner-key.ts';
import { completeValues, ourValues } from '../exchange/side-values.ts';
import type { StoredRow } from '../record.ts';
import type { ItemBody } from './plan-writer.ts';
import type { Resolver } from './resolve.ts';

/** A write of the run that is taken back, with the plan's line that it came from. */
export interface WrittenRow {
  readonly target: Side;
  readonly entity: ExchangedEntity;
  readonly action: 'create' | 'update' | 'delete';
  readonly before: string | null;
  readonly found: string | null;
  readonly sourcedId: string | null;
  readonly sourceKey: number | null;
  readonly sourceSubkey: number | null;
  readonly partnerKey: number | null;
  readonly powerschool: string | null;
  readonly partner: string | null;
  readonly body: string;
}

/** What takes a write back. */
export interface Reversal {
  readonly action: 'create' | 'update' | 'delete';
  readonly sourceKey: number | null;
  readonly sourceSubkey: number | null;
  readonly partnerKey: number | null;
  readonly powerschool: string | null;
  readonly partner: string | null;
  readonly sourceHash: number | null;
  readonly partnerHash: number | null;
  readonly body: ItemBody;
}

type Gradebooks = MergeRules['gradebooks'];

const opposite = { create: 'delete', update: 'update', delete: 'create' } as const;

/**
 * What takes a write back: the before-image at the same target, where what we wrote still stands there; otherwise the same with the problem that
 * keeps it from being sent. `copy` holds both ends as they were last read.
 */
export function reversalOf(copy: Database, resolver: Resolver, written: WrittenRow, gradebooks: Gradebooks): Reversal {
  const { entity, target, action } = written;
  const body = JSON.parse(written.body) as ItemBody;
  const found = written.found === null ? null : (JSON.parse(written.found) as Found);
  const keys = keysOf(written, found, resolver);
  const current = target === 'powerschool' ? ourCurrent(copy, entity, keys) : theirCurrent(copy, entity, keys);
  const before = written.before === null ? null : (JSON.parse(written.before) as Values);
  const given = body.changes.map(({ attribute }) => attribute);
  // What was removed comes again with what the target can be given; it fills the rest itself.
  const changed =
    action === 'delete' ? given.filter((attribute) => gradebooks[target].writable[entity].includes(attribute)) : given;
  const stands =
    action === 'delete'
      ? current === null
      : current !== null &&
        changed.every(
          (attribute) =>
            attribute === 'category' ||
            isSame(valueOf(current, attribute), valueOf(found?.values ?? body.values, attribute)),
        );
  const values = {
    ...current,
    ...(action === 'create' ? {} : pick(before ?? {}, action === 'delete' ? null : changed)),
  };
  const changes: readonly AttributeChange[] = changed.flatMap((attribute) => {
    const [old, next] = [
      valueOf(current ?? {}, attribute),
      action === 'create' ? null : valueOf(before ?? {}, attribute),
    ];
    return isSame(old, next) ? [] : [{ attribute, old, new: next, reason: 'undo' as const }];
  });
  return {
    ...keys,
    action: opposite[action],
    sourceHash: keys.sourceKey === null ? null : resolver.ourHash(entity, keys.sourceKey, keys.sourceSubkey ?? 0),
    partnerHash: keys.partnerKey === null ? null : resolver.theirHash(entity, keys.partnerKey),
    body: {
      changes,
      problems: stands ? [] : [movedOn],
      values,
      other: {},
      before: current,
      references: standingReferences(body, resolver),
      metadata: { ...body.metadata, ...undoMetadata(written, before) },
      conflicted: [],
    },
  };
}

/**
 * A line item that this run made goes with the scores that it got since in no other way than by us; a text that stood for a score comes back as what
 * it was, which may be a code that counts points.
 */
function undoMetadata({ entity, action }: WrittenRow, before: Values | null): Readonly<Record<string, unknown>> {
  if (entity === 'lineItem' && action === 'create') return { removeScores: true };
  const text = valueOf(before ?? {}, 'textScore');
  return entity === 'result' && typeof text === 'string' ? { scoreEntered: text } : {};
}

/** A line item that is gone comes again under another number: its scores find it by the partner's. */
function standingReferences({ references }: ItemBody, resolver: Resolver): ItemBody['references'] {
  const item = references['lineItem'];
  const keys = item?.powerschool == null ? undefined : parseSourcedId(item.powerschool);
  if (item === undefined || keys === undefined) return references;
  if (item.partner === null || resolver.ourHash('lineItem', keys.key, keys.subkey) !== null) return references;
  return { ...references, lineItem: { ...item, powerschool: null } };
}

const movedOn: FlightProblem = {
  code: 'undo.movedOn',
  message: 'Somebody has changed the record since, so it is left as it is.',
  fix: 'Look at the record; change it by hand if it is still to be taken back.',
  blocks: true,
};

type Keys = Pick<Reversal, 'sourceKey' | 'sourceSubkey' | 'partnerKey' | 'powerschool' | 'partner'>;

/** Both ends of the record: what the write's own line knew, and what has been linked since. */
function keysOf(written: WrittenRow, found: Found | null, resolver: Resolver): Keys {
  const { entity, target, action } = written;
  const id = found?.sourcedId ?? written.sourcedId ?? written[target];
  if (action !== 'create' || id === null) {
    const { sourceKey, sourceSubkey, partnerKey, powerschool, partner } = written;
    return { sourceKey, sourceSubkey, partnerKey, powerschool, partner };
  }
  if (target === 'powerschool') {
    const keys = parseSourcedId(id);
    // What was made without a counterpart, a category for line items, has got one with its copies.
    const partnerKey = written.partnerKey ?? (keys && resolver.linkOf(entity, keys.key, keys.subkey)) ?? null;
    const { partner } = written;
    return { sourceKey: keys?.key ?? null, sourceSubkey: keys?.subkey ?? null, powerschool: id, partnerKey, partner };
  }
  const partnerKey = partnerKeyOf(id);
  const linked = resolver.linkedTo(entity, partnerKey);
  return {
    sourceKey: linked?.sourceKey ?? written.sourceKey,
    sourceSubkey: linked?.sourceSubkey ?? written.sourceSubkey,
    powerschool:
      linked === undefined ? written.powerschool : formatSourcedId(entity, linked.sourceKey, linked.sourceSubkey),
    partnerKey,
    partner: id,
  };
}

function ourCurrent(copy: Database, entity: ExchangedEntity, { sourceKey, sourceSubkey }: Keys): Values | null {
  if (sourceKey === null) return null;
  const row = copy
    .prepare<[number, number], StoredRow>(
      `SELECT * FROM main."${entity}" WHERE sourceKey = ? AND sourceSubkey = ? AND removedRun IS NULL`,
    )
    .get(sourceKey, sourceSubkey ?? 0);
  return row === undefined ? null : ourValues(entity, row);
}

function theirCurrent(copy: Database, entity: ExchangedEntity, { partnerKey }: Keys): Values | null {
  if (partnerKey === null) return null;
  const text = copy
    .prepare<[number], string>(`SELECT attributes FROM partner_${entity} WHERE partnerKey = ? AND removedRun IS NULL`)
    .pluck()
    .get(partnerKey);
  return text === undefined ? null : completeValues(entity, JSON.parse(text) as Values);
}

const pick = (values: Values, names: readonly string[] | null): Values =>
  names === null ? values : Object.fromEntries(names.map((name) => [name, values[name] ?? null]));

/** A record that an undo has touched. */
export interface TouchedRecord {
  readonly entity: ExchangedEntity;
  readonly sourceKey: number | null;
  readonly sourceSubkey: number | null;
  readonly partnerKey: number | null;
}

/**
 * Takes both ends as they stand after an undo for what was agreed on, different or not, so that the next run does not plan again what somebody has
 * just taken back: a record that stands alone is declined until it changes.
 */
export function acceptAsTheyAre(
  copy: Database,
  resolver: Resolver,
  records: readonly TouchedRecord[],
  run: number,
): void {
  copy
    .transaction(() => {
      for (const record of records) acceptOne(copy, resolver, record, run);
      // Where the line item was taken back as well, its results come again with it.
      copy.exec(
        `DELETE FROM declined WHERE entity = 'result' AND (
           (side = 'partner' AND EXISTS (SELECT 1 FROM partner_result AS r JOIN declined AS i
             ON i.entity = 'lineItem' AND i.side = 'partner' AND i."key" = r.itemRef WHERE r.partnerKey = declined."key"))
           OR (side = 'powerschool' AND EXISTS (SELECT 1 FROM result AS r JOIN declined AS i
             ON i.entity = 'lineItem' AND i.side = 'powerschool' AND i."key" = r.sourceKey AND i.subkey = r.lineItemSubkey
             WHERE r.sourceKey = declined."key" AND r.sourceSubkey = declined.subkey)))`,
      );
    })
    .immediate();
}

function acceptOne(copy: Database, resolver: Resolver, record: TouchedRecord, run: number): void {
  const { entity, sourceKey, sourceSubkey, partnerKey } = record;
  const ours = sourceKey === null ? null : resolver.ourHash(entity, sourceKey, sourceSubkey ?? 0);
  const theirs = partnerKey === null ? null : resolver.theirHash(entity, partnerKey);
  const keys: Keys = { sourceKey, sourceSubkey, partnerKey, powerschool: null, partner: null };
  if (ours !== null && theirs !== null) {
    const [mine, other] = [ourCurrent(copy, entity, keys), theirCurrent(copy, entity, keys)];
    copy
      .prepare(
        `UPDATE link_${entity} SET sourceHash = ?, partnerHash = ?, run = ? WHERE sourceKey = ? AND sourceSubkey = ?`,
      )
      .run(ours, theirs, run, sourceKey, sourceSubkey);
    copy
      .prepare(
        `INSERT OR REPLACE INTO base_${entity} (sourceKey, sourceSubkey, powerschool, partner) VALUES (?, ?, ?, ?)`,
      )
      .run(sourceKey, sourceSubkey, JSON.stringify(mine), JSON.stringify(other));
    return;
  }
  const decline = copy.prepare(
    'INSERT OR REPLACE INTO declined (entity, side, "key", subkey, hash, run) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const alone: Side = ours === null ? 'partner' : 'powerschool';
  if (sourceKey !== null) {
    copy.prepare(`DELETE FROM base_${entity} WHERE sourceKey = ? AND sourceSubkey = ?`).run(sourceKey, sourceSubkey);
    copy.prepare(`DELETE FROM link_${entity} WHERE sourceKey = ? AND sourceSubkey = ?`).run(sourceKey, sourceSubkey);
  }
  if (alone === 'powerschool') decline.run(entity, alone, sourceKey, sourceSubkey, ours, run);
  else if (theirs !== null) decline.run(entity, alone, partnerKey, 0, theirs, run);
}
