import type { EntityType } from '../../../shared/oneroster/entity.ts';
import { parseSourcedId } from '../../../shared/oneroster/sourced-id.ts';
import { parsePowerSchoolId } from '../../../shared/powerschool/identifiers.ts';
import { namedSql } from '../browse/expressions.ts';
import { foldText } from '../browse/fold.ts';
import { splitWords } from '../browse/search-words.ts';
import type { Clause } from '../conditions.ts';

/** What a person knows the row `t` by, as one text. A score and an enrollment are known by what they join. */
const namesSql = (entity: EntityType): string => {
  const own = namedSql(entity, 't.sourceKey', 't.sourceSubkey', null);
  switch (entity) {
    case 'result':
      return joined(
        namedSql('user', 't.sourceSubkey', '1', null),
        namedSql('lineItem', 't.sourceKey', 't.lineItemSubkey', null),
      );
    case 'enrollment':
      return joined(namedSql('user', 't.userKey', 't.userKind', null), namedSql('class', 't.classKey', '0', null));
    default:
      return own;
  }
};

const joined = (one: string, other: string): string => `concat(${one}, ' ', ${other})`;

/** The rows `t` of a school whose name as it is now holds every word of the text, or whose PowerSchool ID or sourcedId it is. */
export function whichClause(
  entity: EntityType,
  { schoolKey, text }: { readonly schoolKey: number | null; readonly text: string },
): Clause {
  const parts: Clause[] = [{ sql: '1', values: [] }];
  if (schoolKey !== null) parts.push({ sql: 't.schoolKey = ?', values: [schoolKey] });
  const asked = text.trim();
  if (asked !== '') {
    const sourced = parseSourcedId(asked);
    const keys = sourced?.entity === entity ? sourced : parsePowerSchoolId(entity, asked);
    // A plain number may be part of a name as well; what has an id's form is one.
    const words = keys !== undefined && /[#-]/.test(asked) ? [] : splitWords(foldText(asked));
    const byName: Clause =
      words.length === 0
        ? { sql: '0', values: [] }
        : {
            sql: words.map(() => `instr(fold(${namesSql(entity)}), ?) > 0`).join(' AND '),
            values: words,
          };
    const byId: Clause =
      keys === undefined
        ? { sql: '0', values: [] }
        : { sql: 't.sourceKey = ? AND (? = 0 OR t.sourceSubkey = ?)', values: [keys.key, keys.subkey, keys.subkey] };
    parts.push({ sql: `((${byName.sql}) OR (${byId.sql}))`, values: [...byName.values, ...byId.values] });
  }
  return { sql: parts.map(({ sql }) => sql).join(' AND '), values: parts.flatMap(({ values }) => values) };
}
