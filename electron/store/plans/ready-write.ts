import type { ExchangedEntity, Side, Values } from '../../../shared/exchange/exchanged.ts';
import { formatSourcedId, parseSourcedId } from '../../../shared/oneroster/sourced-id.ts';
import type { IntendedWrite } from '../../engine/exchange/plan-record.ts';
import type { ReadyWrite } from '../../engine/exchange/ports.ts';
import type { Change } from '../../connectors/target.ts';
import type { ItemBody } from './plan-writer.ts';
import type { Resolver } from './resolve.ts';

export const itemColumns = `item, entity, action, target, sourceKey, sourceSubkey, partnerKey, powerschool, partner, sourceHash, partnerHash, schoolKey, body`;

/** A planned write as it stands in the database. */
export interface ItemRow {
  readonly item: number;
  readonly entity: ExchangedEntity;
  readonly action: IntendedWrite['action'];
  readonly target: Side;
  readonly sourceKey: number | null;
  readonly sourceSubkey: number | null;
  readonly partnerKey: number | null;
  readonly powerschool: string | null;
  readonly partner: string | null;
  readonly sourceHash: number | null;
  readonly partnerHash: number | null;
  readonly schoolKey: number;
  readonly body: string;
}

/** A write ready to be sent, or why it is not: `stale` an end has moved since it was planned, `skipped` what it refers to is not there. */
export function readyWrite(
  row: ItemRow,
  resolver: Resolver,
  body = JSON.parse(row.body) as ItemBody,
): ReadyWrite | 'stale' | 'skipped' {
  const { entity, action, target } = row;
  if (isStale(row, body, resolver)) return 'stale';
  // What is removed at the partner is known by its own id alone: that what it belonged to is gone already must not keep it there.
  const stands = action === 'delete' && target === 'partner' ? resolver.known(target, body.references) : undefined;
  const references = resolver.references(target, entity, body.references) ?? stands;
  const values = valuesAt(target, entity, body, resolver) ?? (stands && { ...body.values, category: null });
  if (references === undefined || values === undefined) return 'skipped';
  const sourcedId = sourcedIdOf(row, body, resolver);
  if (sourcedId === undefined) return 'skipped';
  return {
    item: row.item,
    schoolKey: row.schoolKey,
    before: body.before,
    change: {
      entity,
      action,
      sourcedId,
      references,
      values,
      changed: body.changes.map(({ attribute }) => attribute),
      metadata: metadataOf(row, body, sourcedId),
    },
  };
}

/**
 * A planned write as far as it is known before what it belongs to has been written, for people to read. `isWaiting`: something that it refers
 * to gets its id only then.
 */
export function expectedChange(
  row: ItemRow,
  resolver: Resolver,
): { readonly change: Omit<Change, 'id'>; readonly isWaiting: boolean } {
  const body = JSON.parse(row.body) as ItemBody;
  const { entity, action, target } = row;
  const references = resolver.references(target, entity, body.references);
  const values = valuesAt(target, entity, body, resolver);
  const sourcedId = sourcedIdOf(row, body, resolver);
  const maximum = body.maximum == null ? {} : { resultValueMax: body.maximum };
  return {
    change: {
      entity,
      action,
      sourcedId: sourcedId ?? null,
      references: references ?? resolver.known(target, body.references),
      values: values ?? { ...body.values, category: null },
      changed: body.changes.map(({ attribute }) => attribute),
      metadata: { ...metadataOf(row, body, sourcedId ?? null), ...maximum },
    },
    isWaiting: references === undefined || values === undefined || sourcedId === undefined,
  };
}

/** As the target calls them; undefined where it does not have the category, or not yet. */
function valuesAt(
  target: Side,
  entity: ExchangedEntity,
  { values, categoryFollows }: ItemBody,
  resolver: Resolver,
): Values | undefined {
  if (categoryFollows === undefined) return resolver.values(target, entity, values);
  const made = resolver.followed(categoryFollows);
  return made && { ...values, category: formatSourcedId('category', made.key, made.subkey) };
}

function isStale({ entity, ...row }: ItemRow, body: ItemBody, resolver: Resolver): boolean {
  const { sourceKey, sourceSubkey, partnerKey } = row;
  if (body.follows !== undefined) return false;
  if (sourceKey !== null && resolver.ourHash(entity, sourceKey, sourceSubkey ?? 0) !== row.sourceHash) return true;
  if (partnerKey !== null && resolver.theirHash(entity, partnerKey) !== row.partnerHash) return true;
  // A record that stood alone has met its counterpart since.
  if (partnerKey === null && sourceKey !== null)
    return resolver.linkOf(entity, sourceKey, sourceSubkey ?? 0) !== undefined;
  return sourceKey === null && partnerKey !== null && resolver.linkedTo(entity, partnerKey) !== undefined;
}

/** The target's id of the record; of a new one at the partner the one proposed, at PowerSchool none. */
function sourcedIdOf(row: ItemRow, { follows }: ItemBody, resolver: Resolver): string | null | undefined {
  if (follows !== undefined) {
    const followed = resolver.followed(follows);
    return followed && formatSourcedId(row.entity, followed.key, followed.subkey);
  }
  if (row.action !== 'create') return row[row.target] ?? undefined;
  return row.target === 'partner' ? (row.powerschool ?? undefined) : null;
}

/** A new category at the partner says whose it is and of which it is a copy (S10, S11, S15); everything else carries what it carries. */
function metadataOf(
  { entity, target, action }: ItemRow,
  body: ItemBody,
  sourcedId: string | null,
): Readonly<Record<string, unknown>> {
  if (target !== 'partner' || action !== 'create') return body.metadata;
  if (entity !== 'category') return {};
  const teacher = body.references['teacher']?.powerschool;
  const key = sourcedId === null ? undefined : parseSourcedId(sourcedId)?.key;
  const known = {
    userDcid: body.metadata['userDcid'] ?? (teacher == null ? undefined : String(parseSourcedId(teacher)?.key)),
    TermID: body.metadata['TermID'],
    categoryId: key === undefined ? undefined : String(key),
  };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
}
