import type { IntegrationConfig } from '../../../shared/integration/config.ts';
import type { MappingSet } from '../../../shared/integration/mappings.ts';
import { queries } from '../../connectors/powerschool/queries/all-queries.ts';
import { customQueries } from '../../connectors/powerschool/queries/custom-queries.ts';
import type { NamedQuery } from '../../connectors/powerschool/queries/named-query.ts';
import { xteReads } from './xte-reads.ts';
import type { XteRead } from './xte-reads.ts';

/** What of our integration a plugin is to serve. */
export interface PluginScope {
  /** Categories, assignments and scores too; otherwise the roster alone. */
  readonly gradeSync: boolean;
  /** Whether this server's gradebook tables have `WHENMODIFIED`, which the queries for changes filter by (reference §3.3). */
  readonly changeColumns: boolean;
  /** The mappings in use and those in draft: PowerSchool's columns that they read are asked for as well. */
  readonly mappings?: readonly MappingSet[];
}

/** What a plugin must bring for a scope: the one list that building and inspecting go by. */
export interface PluginNeeds {
  readonly queries: readonly NamedQuery[];
  readonly xteReads: readonly XteRead[];
  /** Every `TABLE.FIELD` that the two read; sorted, each once, to view only. */
  readonly fields: readonly string[];
}

export function pluginNeeds(scope: PluginScope): PluginNeeds {
  const custom = customQueries(...(scope.mappings ?? [])).map(({ query }) => query);
  const included = [...rosterQueries(), ...custom, ...(scope.gradeSync ? gradebookQueries(scope.changeColumns) : [])];
  const reads = scope.gradeSync ? xteReads : [];
  const fields = new Set([...included.flatMap(fieldsOf), ...reads.flatMap((read) => read.fields)]);
  return { queries: included, xteReads: reads, fields: [...fields].toSorted() };
}

/** What an integration needs now; with its draft of mappings, also what it needs once that is activated. */
export function pluginScopeOf(
  {
    gradeSync,
    advanced,
    mappings,
  }: Pick<IntegrationConfig, 'gradeSync' | 'advanced'> & Partial<Pick<IntegrationConfig, 'mappings'>>,
  { withDraft }: { readonly withDraft: boolean },
): PluginScope {
  const draft = withDraft && mappings?.draft != null ? [mappings.draft] : [];
  return {
    gradeSync: gradeSync.enabled,
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
