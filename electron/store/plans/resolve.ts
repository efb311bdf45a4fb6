import type { Database } from 'better-sqlite3';
import type { ExchangedEntity, References, Side, Values } from '../../../shared/exchange/exchanged.ts';
import { formatSourcedId, parseSourcedId } from '../../../shared/oneroster/sourced-id.ts';
import type { Reference } from '../../engine/exchange/candidate.ts';
import type { LinkedEntity } from '../exchange/domains.ts';
import { partnerKeyOf } from '../exchange/partner-key.ts';
import type { Followed } from './plan-writer.ts';

interface Keys {
  readonly key: number;
  readonly subkey: number;
}

const roleEntity: Readonly<Record<keyof References, LinkedEntity>> = {
  class: 'class',
  teacher: 'user',
  school: 'org',
  academicSession: 'academicSession',
  lineItem: 'lineItem',
  student: 'user',
};

/** Without these a record cannot be written at all. */
const required: Readonly<Record<Side, Readonly<Record<ExchangedEntity, readonly (keyof References)[]>>>> = {
  powerschool: {
    category: ['class', 'teacher'],
    lineItem: ['class', 'teacher'],
    result: ['lineItem', 'student', 'teacher'],
  },
  partner: { category: ['class'], lineItem: ['class'], result: ['lineItem', 'student'] },
};

/** Finds the sourcedIds that a record and what it refers to have at a target. */
export interface Resolver {
  /** By role; undefined where something that is needed is not there. */
  references(
    target: Side,
    entity: ExchangedEntity,
    references: Readonly<Partial<Record<string, Reference>>>,
  ): References | undefined;
  /** By role, as far as they are there. */
  known(target: Side, references: Readonly<Partial<Record<string, Reference>>>): References;
  /** The values with the category as the target calls it; undefined where the target does not have it. */
  values(target: Side, entity: ExchangedEntity, values: Values): Values | undefined;
  /** Our keys of the record that is linked to one of the partner's. */
  linkedTo(
    entity: ExchangedEntity,
    partnerKey: number,
  ): { readonly sourceKey: number; readonly sourceSubkey: number } | undefined;
  /** Our keys of a category that a write follows, in its class; undefined where it is not there, or not there yet. */
  followed(follows: Followed): Keys | undefined;
  /** The partner's key of the record that is linked to one of ours. */
  linkOf(entity: ExchangedEntity, sourceKey: number, sourceSubkey: number): number | undefined;
  /** The hash of a record as it stands; null where it is not there. */
  ourHash(entity: ExchangedEntity, sourceKey: number, sourceSubkey: number): number | null;
  theirHash(entity: ExchangedEntity, partnerKey: number): number | null;
}

/** Over both ends as they stand in `db`, the database of the local copy, and over the journal of `plans`. */
export function openResolver(db: Database, plans: Database): Resolver {
  const cached = <P extends unknown[], R>(make: (entity: string) => (...keys: P) => R | undefined) => {
    const known = new Map<string, (...keys: P) => R | undefined>();
    return (entity: string, ...keys: P): R | undefined => {
      const query = known.get(entity) ?? make(entity);
      known.set(entity, query);
      return query(...keys);
    };
  };
  const theirId = cached<[number, number], string>((entity) => {
    const select = db
      .prepare<[number, number], string>(
        `SELECT p.sourcedId FROM link_${entity} AS k JOIN partner_${entity} AS p ON p.partnerKey = k.partnerKey
         WHERE k.sourceKey = ? AND k.sourceSubkey = ? AND p.removedRun IS NULL`,
      )
      .pluck();
    return (key, subkey) => select.get(key, subkey);
  });
  const ourKeys = cached<[number], { sourceKey: number; sourceSubkey: number }>((entity) => {
    const select = db.prepare<[number], { sourceKey: number; sourceSubkey: number }>(
      `SELECT sourceKey, sourceSubkey FROM link_${entity} WHERE partnerKey = ?`,
    );
    return (key) => select.get(key);
  });
  const linkOf = cached<[number, number], number>((entity) => {
    const select = db
      .prepare<[number, number], number>(
        `SELECT partnerKey FROM link_${entity} WHERE sourceKey = ? AND sourceSubkey = ?`,
      )
      .pluck();
    return (key, subkey) => select.get(key, subkey);
  });
  const ourHashOf = cached<[number, number], number>((entity) => {
    const select = db
      .prepare<[number, number], number>(
        `SELECT hash FROM main."${entity}" WHERE sourceKey = ? AND sourceSubkey = ? AND removedRun IS NULL`,
      )
      .pluck();
    return (key, subkey) => select.get(key, subkey);
  });
  const theirHashOf = cached<[number], number>((entity) => {
    const select = db
      .prepare<[number], number>(`SELECT hash FROM partner_${entity} WHERE partnerKey = ? AND removedRun IS NULL`)
      .pluck();
    return (key) => select.get(key);
  });

  const madeIn = plans
    .prepare<[number, number], string | null>(
      `SELECT coalesce(json_extract(found, '$.sourcedId'), sourcedId) FROM journal
       WHERE plan = ? AND item = ? AND state = 'applied' ORDER BY number LIMIT 1`,
    )
    .pluck();

  function partnerId(entity: LinkedEntity, ours: string): string | null {
    const keys = parseSourcedId(ours);
    return keys === undefined ? null : (theirId(entity, keys.key, keys.subkey) ?? null);
  }

  function ourId(entity: LinkedEntity, theirs: string): string | null {
    const keys = ourKeys(entity, partnerKeyOf(theirs));
    return keys === undefined ? null : formatSourcedId(entity, keys.sourceKey, keys.sourceSubkey);
  }

  function idAt(target: Side, entity: LinkedEntity, { powerschool, partner }: Reference): string | null {
    if (target === 'powerschool') return powerschool ?? (partner === null ? null : ourId(entity, partner));
    return partner ?? (powerschool === null ? null : partnerId(entity, powerschool));
  }

  function asFarAsKnown(target: Side, references: Readonly<Partial<Record<string, Reference>>>): References {
    const found: Partial<Record<keyof References, string>> = {};
    for (const role of Object.keys(roleEntity) as (keyof References)[]) {
      const reference = references[role];
      const id = reference === undefined ? null : idAt(target, roleEntity[role], reference);
      if (id !== null) found[role] = id;
    }
    return found;
  }

  return {
    known: asFarAsKnown,
    references(target, entity, references) {
      const found = asFarAsKnown(target, references);
      return required[target][entity].every((role) => found[role] !== undefined) ? found : undefined;
    },
    values(target, entity, values) {
      const category = values['category'];
      if (entity !== 'lineItem' || typeof category !== 'string') return values;
      const isOurs = parseSourcedId(category)?.entity === 'category';
      const id = isOurs
        ? idAt(target, 'category', { powerschool: category, partner: null })
        : idAt(target, 'category', { powerschool: null, partner: category });
      return id === null ? undefined : { ...values, category: id };
    },
    linkedTo: (entity, partnerKey) => ourKeys(entity, partnerKey),
    followed(follows) {
      const { classKey } = follows;
      if ('partnerKey' in follows) {
        const linked = ourKeys('category', follows.partnerKey);
        return linked && { key: linked.sourceKey, subkey: classKey };
      }
      const id = madeIn.get(follows.plan, follows.item);
      const keys = id == null ? undefined : parseSourcedId(id);
      return keys && { key: keys.key, subkey: classKey };
    },
    linkOf: (entity, key, subkey) => linkOf(entity, key, subkey),
    ourHash: (entity, key, subkey) => ourHashOf(entity, key, subkey) ?? null,
    theirHash: (entity, key) => theirHashOf(entity, key) ?? null,
  };
}
