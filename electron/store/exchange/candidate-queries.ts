import type { ExchangedEntity } from '../../../shared/exchange/exchanged.ts';
import { storedColumns } from '../../../shared/oneroster/shapes.ts';
import { columnList } from '../sql.ts';
import { ofOther } from './scores-of-others.ts';

/** Which records have to be compared: pairs of which an end has moved, and those that stand at one end alone. */
export type CandidateKind = 'pair' | 'ours' | 'theirs';

const ourColumns = (entity: ExchangedEntity): string =>
  columnList(
    ['sourceKey', 'sourceSubkey', 'schoolKey', 'hash', 'removedRun', ...storedColumns(entity).map(({ name }) => name)],
    't',
  );

const theirColumns = (key: string): string =>
  `p.partnerKey, p.sourcedId AS theirId, p.attributes AS theirs, p.metadata AS theirMetadata, p.hash AS theirHash,
   p.removedRun AS theirRemovedRun, p.classRef, p.itemRef, p.userRef, ${key}`;

const doubtOurs = (entity: ExchangedEntity): string =>
  `EXISTS (SELECT 1 FROM match_doubt AS m WHERE m.entity = '${entity}' AND m.sourceKey = t.sourceKey AND m.sourceSubkey = t.sourceSubkey)`;
const doubtTheirs = (entity: ExchangedEntity): string =>
  `EXISTS (SELECT 1 FROM match_doubt AS m WHERE m.entity = '${entity}' AND m.partnerKey = p.partnerKey)`;

/** Records of classes, and results of people, that the other end does not know are not its business. */
const ourBounds: Readonly<Record<ExchangedEntity, string>> = {
  category: 'JOIN link_class AS c ON c.sourceKey = t.sourceSubkey AND c.sourceSubkey = 0',
  lineItem: 'JOIN link_class AS c ON c.sourceKey = t.classKey AND c.sourceSubkey = 0',
  result: `JOIN link_class AS c ON c.sourceKey = t.classKey AND c.sourceSubkey = 0
    JOIN link_user AS u ON u.sourceKey = t.sourceSubkey AND u.sourceSubkey = 1`,
};

const theirBounds: Readonly<Record<ExchangedEntity, string>> = {
  category: 'JOIN link_class AS c ON c.partnerKey = p.classRef',
  lineItem: 'JOIN link_class AS c ON c.partnerKey = p.classRef',
  result: `JOIN partner_lineItem AS i ON i.partnerKey = p.itemRef AND i.removedRun IS NULL
    JOIN link_class AS c ON c.partnerKey = i.classRef JOIN link_user AS u ON u.partnerKey = p.userRef AND u.sourceSubkey = 1`,
};

/** Whether the creation of a record was taken back, and it has not changed since. */
const isDeclined = (entity: ExchangedEntity, side: 'powerschool' | 'partner', row: string): string =>
  `EXISTS (SELECT 1 FROM declined AS d WHERE d.entity = '${entity}' AND d.side = '${side}' AND d.hash = ${row}.hash AND ${
    side === 'partner'
      ? `d."key" = ${row}.partnerKey AND d.subkey = 0`
      : `d."key" = ${row}.sourceKey AND d.subkey = ${row}.sourceSubkey`
  })`;

/** A category that was taken back comes again with a line item that needs it; results stay away as long as their line item does. */
const ourDeclined: Readonly<Record<ExchangedEntity, string>> = {
  category: isDeclined('category', 'powerschool', 't'),
  lineItem: isDeclined('lineItem', 'powerschool', 't'),
  result: `(${isDeclined('result', 'powerschool', 't')} OR EXISTS (SELECT 1 FROM lineItem AS oi
    WHERE oi.sourceKey = t.sourceKey AND oi.sourceSubkey = t.lineItemSubkey AND ${isDeclined('lineItem', 'powerschool', 'oi')}))`,
};
const theirDeclined: Readonly<Record<ExchangedEntity, string>> = {
  category: `(${isDeclined('category', 'partner', 'p')} AND NOT EXISTS (SELECT 1 FROM partner_lineItem AS n
    WHERE n.classRef = p.classRef AND json_extract(n.attributes, '$.category') = p.sourcedId AND n.removedRun IS NULL
      AND NOT ${isDeclined('lineItem', 'partner', 'n')}))`,
  lineItem: isDeclined('lineItem', 'partner', 'p'),
  result: `(${isDeclined('result', 'partner', 'p')} OR ${isDeclined('lineItem', 'partner', 'i')})`,
};

/** The SQL of one page of candidates, ordered by key; its parameters are the last key seen (two numbers) and the size of the page. */
export function candidateSql(entity: ExchangedEntity, kind: CandidateKind): string {
  switch (kind) {
    case 'pair':
      return `SELECT ${ourColumns(entity)}, ${theirColumns('k.sourceKey AS key1, k.sourceSubkey AS key2')},
          b.powerschool AS baseOurs, b.partner AS baseTheirs, k.origin,
          ${doubtOurs(entity)} OR ${doubtTheirs(entity)} OR k.origin = '${ofOther}' AS isDoubtful
        FROM link_${entity} AS k
          JOIN main."${entity}" AS t ON t.sourceKey = k.sourceKey AND t.sourceSubkey = k.sourceSubkey
          JOIN partner_${entity} AS p ON p.partnerKey = k.partnerKey
          LEFT JOIN base_${entity} AS b ON b.sourceKey = k.sourceKey AND b.sourceSubkey = k.sourceSubkey
        WHERE (k.sourceKey, k.sourceSubkey) > (?, ?)
          AND (k.sourceHash IS NOT t.hash OR k.partnerHash IS NOT p.hash OR t.removedRun IS NOT NULL OR p.removedRun IS NOT NULL)
        ORDER BY k.sourceKey, k.sourceSubkey LIMIT ?`;
    case 'ours':
      return `SELECT ${ourColumns(entity)}, t.sourceKey AS key1, t.sourceSubkey AS key2, ${doubtOurs(entity)} AS isDoubtful
        FROM main."${entity}" AS t ${ourBounds[entity]}
          LEFT JOIN link_${entity} AS k ON k.sourceKey = t.sourceKey AND k.sourceSubkey = t.sourceSubkey
        WHERE (t.sourceKey, t.sourceSubkey) > (?, ?) AND t.removedRun IS NULL AND k.partnerKey IS NULL
          AND NOT ${ourDeclined[entity]}
        ORDER BY t.sourceKey, t.sourceSubkey LIMIT ?`;
    case 'theirs':
      return `SELECT ${theirColumns('p.partnerKey AS key1, 0 AS key2')}, c.sourceKey AS ourClass, ${doubtTheirs(entity)} AS isDoubtful
        FROM partner_${entity} AS p ${theirBounds[entity]}
          LEFT JOIN link_${entity} AS k ON k.partnerKey = p.partnerKey
        WHERE (p.partnerKey, 0) > (?, ?) AND p.removedRun IS NULL AND k.sourceKey IS NULL
          AND NOT ${theirDeclined[entity]}
        ORDER BY p.partnerKey LIMIT ?`;
  }
}
