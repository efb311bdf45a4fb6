import { entityTypes, type EntityType } from '../../shared/oneroster/entity.ts';
import { nameSql } from './browse/expressions.ts';
import type { Clause } from './conditions.ts';
import { quote } from './sql.ts';

/** What a person knows the record of the issue `i` by: a score and an enrollment are known by whose they are. */
export interface KnownBy {
  readonly entity: EntityType;
  readonly key: string;
  readonly subkey: string;
}

export function knownBy(entity: EntityType): KnownBy {
  if (entity === 'result') return { entity: 'user', key: 'i.sourceSubkey', subkey: '1' };
  if (entity !== 'enrollment') return { entity, key: 'i.sourceKey', subkey: 'i.sourceSubkey' };
  const column = (name: string): string =>
    `(SELECT e.${name} FROM main.enrollment AS e WHERE e.sourceKey = i.sourceKey AND e.sourceSubkey = i.sourceSubkey)`;
  return { entity: 'user', key: column('userKey'), subkey: column('userKind') };
}

/**
 * Whether the words of the issue `i`, or the name of its record, hold a folded word; or whether it is the record's number. The records of
 * that name are looked up once for all issues, and only of entities that have issues.
 */
export function holdsWord(word: string): Clause {
  const number = /^\d{1,15}$/.test(word) ? Number(word) : -1;
  const named = entityTypes.map((entity) => `WHEN '${entity}' THEN ${namedSo(knownBy(entity))}`).join(' ');
  return {
    sql: `(i.sourceKey = ? OR instr(${foldedSql('i.message')}, ?) > 0 OR CASE i.entity ${named} END)`,
    values: [number, word, ...entityTypes.map(() => word)],
  };
}

const namedSo = ({ entity, key, subkey }: KnownBy): string =>
  `(SELECT n.rowid FROM main.${quote(entity)} AS n WHERE n.sourceKey = ${key} AND n.sourceSubkey = ${subkey})
     IN (SELECT r.rowid FROM main.${quote(entity)} AS r WHERE instr(${foldedSql(nameSql[entity])}, ?) > 0)`;

/** `fold` without leaving SQLite for what is all ASCII, where small letters are all there is to it. */
const foldedSql = (text: string): string =>
  `CASE WHEN octet_length(${text}) = length(${text}) THEN lower(${text}) ELSE fold(${text}) END`;
