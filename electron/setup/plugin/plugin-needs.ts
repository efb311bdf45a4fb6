import { queries } from '../../connectors/powerschool/queries/all-queries.ts';
import type { NamedQuery } from '../../connectors/powerschool/queries/named-query.ts';
import { xteReads } from './xte-reads.ts';
import type { XteRead } from './xte-reads.ts';

/** What of our integration a plugin is to serve. */
export interface PluginScope {
  /** Categories, assignments and scores too; otherwise the roster alone. */
  readonly gradeSync: boolean;
  /** Whether this server's gradebook tables have `WHENMODIFIED`, which the queries for changes filter by (reference §3.3). */
  readonly changeColumns: boolean;
}

/** What a plugin must bring for a scope: the one list that building and inspecting go by. */
export interface PluginNeeds {
  readonly queries: readonly NamedQuery[];
  readonly xteReads: readonly XteRead[];
  /** Every `TABLE.FIELD` that the two read; sorted, each once, to view only. */
  readonly fields: readonly string[];
}

export function pluginNeeds(scope: PluginScope): PluginNeeds {
  const included = [...rosterQueries(), ...(scope.gradeSync ? gradebookQueries(scope.changeColumns) : [])];
  const reads = scope.gradeSync ? xteReads : [];
  const fields = new Set([...included.flatMap(fieldsOf), ...reads.flatMap((read) => read.fields)]);
  return { queries: included, xteReads: reads, fields: [...fields].toSorted() };
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
