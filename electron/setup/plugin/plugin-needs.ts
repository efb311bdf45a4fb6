import type { IntegrationConfig } from '../../../shared/integration/config.ts';
import type { MappingSet } from '../../../shared/integration/mappings.ts';
import { queries } from '../../connectors/powerschool/queries/all-queries.ts';
import { customQueries } from '../../connectors/powerschool/queries/custom-queries.ts';
import type { NamedQuery } from '../../connectors/powerschool/queries/named-query.ts';
import { xteReads } from './xte-reads.ts';
import type { XteRead } from './xte-reads.ts';
import { xteWrites } from './xte-writes.ts';

/** What of our integration a plugin is to serve. */
export interface PluginScope {
  /** Categories, assignments and scores too; otherwise the roster alone. */
  readonly gradeSync: boolean;
  /** Whether they are written as well: in 2-Way Sync alone (S21, S22). */
  readonly writes?: boolean;
  /** Whether this server's gradebook tables have `WHENMODIFIED`, which the queries for changes filter by (reference §3.3). */
  readonly changeColumns: boolean;
  /** The mappings in use and those in draft: PowerSchool's columns that they read are asked for as well. */
  readonly mappings?: readonly MappingSet[];
}

/** What a plugin must bring for a scope: the one list that building and inspecting go by. */
export interface PluginNeeds {
  readonly queries: readonly NamedQuery[];
  readonly xteReads: readonly XteRead[];
  /** Every `TABLE.FIELD` that is read or written; sorted, each once. */
  readonly fields: readonly string[];
  /** Those among them that are written, and so asked for in full; the others only to view. */
  readonly written: ReadonlySet<string>;
}

export function pluginNeeds(scope: PluginScope): PluginNeeds {
  const custom = customQueries(...(scope.mappings ?? [])).map(({ query }) => query);
  const writes = scope.gradeSync && scope.writes === true;
  const included = [
    ...rosterQueries(),
    ...custom,
    ...(scope.gradeSync ? gradebookQueries(scope.changeColumns) : []),
    ...(writes ? [queries.scoresOfLineItems, queries.sectionLetters] : []),
  ];
  const reads = scope.gradeSync ? xteReads : [];
  const written = new Set(writes ? xteWrites(scope.changeColumns) : []);
  const fields = new Set([...included.flatMap(fieldsOf), ...reads.flatMap((read) => read.fields), ...written]);
  return { queries: included, xteReads: reads, fields: [...fields].toSorted(), written };
}

/** What an integration needs now; with its draft of mappings, also what it needs once that is activated. */
export function pluginScopeOf(
  {
    mode,
    gradeSync,
    advanced,
    mappings,
  }: Pick<IntegrationConfig, 'mode' | 'gradeSync' | 'advanced'> & Partial<Pick<IntegrationConfig, 'mappings'>>,
  { withDraft }: { readonly withDraft: boolean },
): PluginScope {
  const draft = withDraft && mappings?.draft != null ? [mappings.draft] : [];
  return {
    gradeSync: gradeSync.enabled,
    writes: mode === 'two-way' && gradeSync.enabled,
    changeColumns: advanced.changeColumns,
    mappings: [mappings?.active ?? {}, ...draft],
  };
}

/** What a query reads, be it for its answer or for joins, filters and order. */
export function fieldsOf(query: NamedQuery): readonly string[] {
  return [...query.columns.map((column) => column.field), ...query.alsoReads];
}

function rosterQueries(): readonly NamedQuery[] {
  const { schools, years, terms, courses, sections, sectionTeachers, staff, students, enrollments } = queries;
  return [schools, years, terms, courses, sections, sectionTeachers, staff, students, enrollments];
}

function gradebookQueries(changeColumns: boolean): readonly NamedQuery[] {
  return changeColumns ? [queries.scores, ...changeQueries()] : [queries.scores];
}

/** What tells the changes of a gradebook; of no use one without the other. */
function changeQueries(): readonly NamedQuery[] {
  const { scoresChanged, scoresOfChangedAssignments, assignmentsChanged, assignmentCategoriesChanged } = queries;
  const { categoriesChanged, categoryExcludes } = queries;
  return [
    scoresChanged,
    scoresOfChangedAssignments,
    assignmentsChanged,
    assignmentCategoriesChanged,
    categoriesChanged,
    categoryExcludes,
  ];
}
