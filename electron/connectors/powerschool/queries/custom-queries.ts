import type { CustomField } from '../../../../shared/integration/mapping/custom-fields.ts';
import type { MappedEntity } from '../../../../shared/integration/mapping/mapped-entities.ts';
import { customFieldsOf, type MappingSet } from '../../../../shared/integration/mappings.ts';
import { defineQuery, schoolYearArguments } from './define-query.ts';
import type { NamedQuery, QueryArgument } from './named-query.ts';
import { students } from './roster-queries.ts';

/** One custom field of an entity, and the query that reads it: `dcid` of the record and `field_value`. Blanks are left out. */
export interface CustomQuery extends CustomField {
  readonly entity: MappedEntity;
  readonly query: NamedQuery;
}

interface Core {
  readonly table: string;
  readonly args: readonly QueryArgument[];
  readonly where: string;
}

const schoolYear = schoolYearArguments('SECTIONS.SCHOOLID', 'SECTIONS.TERMID');

/** The records whose fields are read: the same that the built-in queries of these entities list. */
const cores: Readonly<Partial<Record<MappedEntity, Core>>> = {
  org: { table: 'SCHOOLS', args: [], where: '' },
  course: { table: 'COURSES', args: [], where: '' },
  teacher: { table: 'USERS', args: [], where: '' },
  class: {
    table: 'SECTIONS',
    args: schoolYear,
    where: `
  AND SECTIONS.SCHOOLID = :schoolid AND SECTIONS.TERMID BETWEEN :termfrom AND :termto`,
  },
  student: {
    table: 'STUDENTS',
    args: students.args,
    where: `
  AND ((STUDENTS.SCHOOLID = :schoolid AND (STUDENTS.ENROLL_STATUS = 0 OR :inactive = 1))
    OR STUDENTS.ID IN (
      SELECT CC.STUDENTID FROM CC
      WHERE CC.SCHOOLID = :schoolid AND ABS(CC.TERMID) BETWEEN :termfrom AND :termto
    ))`,
  },
};

/**
 * The queries for all custom fields of some mappings, each field its own: what is mapped later or no longer leaves the others as they
 * are. A row of an extension table has its record's DCID under the name of the record's table: `U_DEF_EXT_STUDENTS.STUDENTSDCID`.
 */
export function customQueries(...sets: readonly MappingSet[]): readonly CustomQuery[] {
  const found = new Map<string, CustomQuery>();
  for (const set of sets) {
    for (const [entity, fields] of customFieldsOf(set)) {
      for (const field of fields) {
        const custom = customQuery(entity, field);
        found.set(custom.query.name, custom);
      }
    }
  }
  return [...found.values()];
}

export function customQuery(entity: MappedEntity, { table, column }: CustomField): CustomQuery {
  const core = cores[entity];
  if (core === undefined) throw new Error(`${entity} has no custom fields`);
  const join = table === core.table ? '' : `\nJOIN ${table} ON ${table}.${core.table}DCID = ${core.table}.DCID`;
  const query = defineQuery({
    name: `custom.${entity}_${table}_${column}`.toLowerCase(),
    description: `A custom field that a mapping reads: ${table}.${column}`,
    coreTable: core.table,
    args: core.args,
    columns: { dcid: `${core.table}.DCID`, field_value: `${table}.${column}` },
    body: `
FROM ${core.table}${join}
WHERE ${table}.${column} IS NOT NULL${core.where}
ORDER BY ${core.table}.DCID`,
  });
  return { entity, table, column, query };
}
