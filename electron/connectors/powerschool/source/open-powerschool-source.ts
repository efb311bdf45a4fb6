import { AppError } from '../../../../shared/errors.ts';
import type { EntityType } from '../../../../shared/oneroster/entity.ts';
import type { PullMessage, Scope, Source, SourceDescription } from '../../connector.ts';
import type { PowerSchoolApi, QueryOptions } from '../api/powerschool-api.ts';
import { queries } from '../queries/all-queries.ts';
import type { CategoryUses } from './category-uses.ts';
import { openCommentBook } from './comment-book.ts';
import { readCursor, type Cursor } from './cursor.ts';
import { describeSource } from './describe.ts';
import { pullCategories } from './category-pull.ts';
import type { GradebookTools } from './gradebook-tools.ts';
import { pullLineItems } from './line-item-pull.ts';
import { pullResults } from './result-pull.ts';
import { readListing, usualRowsPerPage, type ListingPart } from './listing.ts';
import { schoolOf, type PullContext, type SourceConfig } from './pull-context.ts';
import {
  classParts,
  courseParts,
  enrollmentParts,
  orgParts,
  sessionParts,
  userParts,
  type RosterTools,
} from './roster-pulls.ts';
import { isMissingQuery, openRosterReader } from './roster-reader.ts';
import { openSectionBook } from './sections.ts';
import { openTermBook } from './term-book.ts';
import { openV1Roster } from './v1-roster.ts';

export interface PowerSchoolSourceOptions {
  readonly api: PowerSchoolApi;
  readonly config: SourceConfig;
  readonly clock: () => Date;
  /** How many rows of a listing are gathered before they are handed out. */
  readonly rowsPerPage?: number;
}

type Tools = RosterTools & GradebookTools;

interface Opened {
  readonly description: SourceDescription;
  readonly tools: (changes: QueryOptions | undefined, signal: AbortSignal) => Tools;
}

/** PowerSchool as a source of OneRoster records. `pull` may be called once `describe` has ended. */
export function openPowerSchoolSource(options: PowerSchoolSourceOptions): Source {
  const { api, config, clock, rowsPerPage = usualRowsPerPage } = options;
  let opened: Promise<Opened> | undefined;

  async function open(signal: AbortSignal): Promise<Opened> {
    const reader = openRosterReader(api);
    const v1 = openV1Roster(api, signal);
    const { description, context } = await describeSource({ api, config, clock, rowsPerPage, reader, v1, signal });
    const terms = openTermBook(context);
    const sections = openSectionBook(context, terms);
    const comments = openCommentBook(api);
    const used = new Map<number, CategoryUses>();
    return {
      description,
      tools: (changes, within) => ({
        context,
        reader,
        v1: openV1Roster(api, within),
        signal: within,
        terms,
        sections,
        comments,
        used,
        changes,
        districtName: () => districtName(api, within),
        nextVersion: () => dataVersion(context, within),
      }),
    };
  }

  return {
    async describe(signal) {
      opened = open(signal);
      return (await opened).description;
    },

    async *pull(scope, since, signal): AsyncIterable<PullMessage> {
      const { tools } = await (opened ??= open(signal));
      const cursor = readCursor(since);
      yield* pullScope(scope, cursor, tools(changesSince(config, cursor), signal));
    },

    close: () => api.close(),
  };
}

function changesSince({ advanced }: SourceConfig, cursor: Cursor | null): QueryOptions | undefined {
  const application = advanced.dataVersionApplication;
  if (application === null || cursor?.kind !== 'version') return undefined;
  return { dataVersion: { application, version: cursor.version } };
}

async function* pullScope(scope: Scope, cursor: Cursor | null, tools: Tools): AsyncIterable<PullMessage> {
  const { context } = tools;
  if (scope.entity === 'category') yield* pullCategories(tools, schoolOf(context, scope.schoolKey), cursor);
  else if (scope.entity === 'lineItem') yield* pullLineItems(tools, schoolOf(context, scope.schoolKey), cursor);
  else if (scope.entity === 'result') yield* pullResults(tools, schoolOf(context, scope.schoolKey), cursor);
  else {
    // The roster is small beside the scores and is listed whole each time: what left it is seen at once.
    const before = context.api.requests;
    const parts = await rosterParts(scope.entity, scope.schoolKey, tools);
    const end = { cursor: null, incremental: false, total: null };
    const { entity, schoolKey } = scope;
    const { api, rowsPerPage } = context;
    yield* readListing({ api, rowsPerPage, entity, schoolKey: schoolKey ?? 0, parts, isWhole: true, before, end });
  }
}

async function rosterParts(
  entity: EntityType,
  schoolKey: number | null,
  tools: RosterTools,
): Promise<readonly ListingPart[]> {
  switch (entity) {
    case 'org':
      return orgParts(tools);
    case 'course':
      return courseParts(tools);
    case 'user':
      return userParts(tools);
    case 'academicSession':
      return sessionParts(tools, schoolOf(tools.context, schoolKey));
    case 'class':
      return classParts(tools, schoolOf(tools.context, schoolKey));
    case 'enrollment':
      return enrollmentParts(tools, schoolOf(tools.context, schoolKey));
    default:
      throw new Error(`no roster entity: ${entity}`);
  }
}

/** The district's name is told by v1 alone; where that is closed the district goes without. */
async function districtName(api: PowerSchoolApi, signal: AbortSignal): Promise<string> {
  try {
    const { name } = await api.v1One('/ws/v1/district', 'district', signal);
    return typeof name === 'string' && name !== '' ? name : 'District';
  } catch (error) {
    if (error instanceof AppError && error.recovery !== 'retry') return 'District';
    throw error;
  }
}

/**
 * The data version as it stands now, where a subscription is configured and the server has it. Throws AppError
 * `config.unknownDataVersion` (ask) where the server refuses the application's name.
 */
async function dataVersion({ api, config }: PullContext, signal: AbortSignal): Promise<Cursor | null> {
  const application = config.advanced.dataVersionApplication;
  if (application === null) return null;
  const options = { dataVersion: { application, version: '0' } };
  try {
    for await (const { dataVersion: version } of api.query(queries.schools.name, {}, signal, options)) {
      return version === null ? null : { kind: 'version', version };
    }
  } catch (error) {
    if (isMissingQuery(error)) return null;
    if (error instanceof AppError && error.code === 'remote.badRequest') throw unknownApplication(application, error);
    throw error;
  }
  return null;
}

const unknownApplication = (application: string, cause: AppError): AppError =>
  new AppError('config.unknownDataVersion', 'ask', `PowerSchool has no Data Version subscription “${application}”.`, {
    fix: 'Correct dataVersionApplication in the advanced settings of this integration, or set it to null.',
    cause,
  });
