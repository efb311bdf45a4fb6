import { xteReads } from './xte-reads.ts';

/** Columns that PowerSchool fills itself; a write needs them granted all the same (reference §3.3, E13). */
const audit = [
  'WHOCREATED',
  'WHENCREATED',
  'WHOMODIFIED',
  'WHENMODIFIED',
  'WHOMODIFIEDID',
  'WHOMODIFIEDTYPE',
  'TRANSACTION_DATE',
  'EXECUTIONID',
  'IP_ADDRESS',
] as const;

const scoreColumns = [
  'ASSIGNMENTSCOREID',
  'ASSIGNMENTSECTIONID',
  'STUDENTSDCID',
  'ACTUALSCOREENTERED',
  'ACTUALSCOREKIND',
  'ACTUALSCOREGRADESCALEDCID',
  'SCOREPOINTS',
  'SCOREPERCENT',
  'SCORELETTERGRADE',
  'SCORENUMERICGRADE',
  'SCOREGRADESCALEDCID',
  'ALTALPHAGRADE',
  'ALTNUMERICGRADE',
  'ALTSCOREGRADESCALEDCID',
  'ISLATE',
  'ISCOLLECTED',
  'ISEXEMPT',
  'ISMISSING',
  'ISABSENT',
  'ISINCOMPLETE',
  'SCOREENTRYDATE',
  'HASRETAKE',
  'AUTHOREDBYUC',
] as const;

const commentColumns = ['ASSIGNMENTSCORECOMMENTID', 'ASSIGNMENTSCOREID', 'COMMENTVALUE'] as const;

/** Tables that are read whole and not written: only sections that a category is taken out of are set by teachers alone. */
const readOnly = /^TEACHERCATSECTEXCLUDEASSOC\./;

/**
 * Every `TABLE.FIELD` that must be granted in full so that categories, assignments and scores can be written: those of the objects
 * themselves, and where the server's tables have them (`changeColumns`) those that it fills.
 */
export function xteWrites(changeColumns: boolean): readonly string[] {
  const read = xteReads.flatMap(({ fields }) => fields).filter((field) => !readOnly.test(field));
  const scores = [
    ...scoreColumns.map((column) => `ASSIGNMENTSCORE.${column}`),
    ...commentColumns.map((column) => `ASSIGNMENTSCORECOMMENT.${column}`),
  ];
  const fields = [...new Set([...read, ...scores])];
  if (!changeColumns) return fields;
  const tables = new Set(fields.map((field) => field.slice(0, field.indexOf('.'))));
  return [...fields, ...[...tables].flatMap((table) => audit.map((column) => `${table}.${column}`))];
}
