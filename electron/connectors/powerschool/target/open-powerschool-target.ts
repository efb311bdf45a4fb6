import { yearIdOfSchoolYear, yearTermId } from '../../../../shared/powerschool/term.ts';
import type { Change, Found, Target } from '../../target.ts';
import type { PowerSchoolApi } from '../api/powerschool-api.ts';
import { examineChanges } from './examine.ts';
import { powerSchoolRules } from './gradebook-rules.ts';
import { openLetterBook } from './letters.ts';
import { lookAtAssignments, lookAtCategories } from './look-gradebook.ts';
import { lookAtScores } from './look-scores.ts';
import { previewOf } from './preview.ts';
import { pushAssignments } from './push-assignments.ts';
import { pushCategories } from './push-categories.ts';
import { pushScores } from './push-scores.ts';
import type { TargetTools } from './target-tools.ts';
import { openTermIds } from './term-ids.ts';

export interface PowerSchoolTargetOptions {
  /** Closed with the target. */
  readonly api: PowerSchoolApi;
  /** The calendar year in which the school year ends that is written to: the source's `describe` tells it. */
  readonly schoolYear: number;
  /** Rows per request that writes scores; a row that PowerSchool refuses costs more requests in a large batch. */
  readonly batchSize?: number;
}

const usualBatchSize = 100;
/** Of a thousand scores most are of whole line items: fewer requests write and read them back than of some hundreds. */
const changesAtOnce = 1000;

/**
 * The writing side of PowerSchool: PowerTeacher Pro's API (reference §7). Needs a plugin with write access (§3.3). Of a change's metadata
 * it heeds `userDcid` where the teacher is not referred to, `removeScores` (true: an assignment is removed together with its scores), and
 * `scoreEntered`: what stands in PowerTeacher Pro for a score, by which a district's own code is known for one.
 */
export function openPowerSchoolTarget({
  api,
  schoolYear,
  batchSize = usualBatchSize,
}: PowerSchoolTargetOptions): Target {
  const yearId = yearIdOfSchoolYear(schoolYear);
  const terms = openTermIds(api, yearId);
  const letters = openLetterBook(api);
  const clearing: TargetTools['clearing'] = { form: '' };
  const toolsFor = (signal: AbortSignal): TargetTools => ({
    api,
    yearId,
    schoolYear,
    terms,
    letters,
    batchSize,
    clearing,
    signal,
  });

  return {
    rules: powerSchoolRules,
    // It numbers what is new itself: a request that is late, not lost, would make a second one.
    isRepeatable: false,
    batchSize: changesAtOnce,
    examine: (changes, signal) => examineChanges(toolsFor(signal), changes),
    async push(changes, signal, onOutcome) {
      for (const [entity, own] of Map.groupBy(changes, (change) => change.entity)) {
        await pushers[entity](toolsFor(signal), own, onOutcome);
      }
    },
    async look(changes, signal) {
      const found = new Map<string, Found | null>();
      for (const [entity, own] of Map.groupBy(changes, (change) => change.entity)) {
        for (const [id, record] of await lookers[entity](toolsFor(signal), own)) found.set(id, record);
      }
      return found;
    },
    preview: (change) => previewOf(change, yearTermId(yearId)),
    close: () => api.close(),
  };
}

const pushers = { category: pushCategories, lineItem: pushAssignments, result: pushScores } as const;

const lookers: Readonly<
  Record<
    Change['entity'],
    (tools: TargetTools, changes: readonly Change[]) => Promise<ReadonlyMap<string, Found | null>>
  >
> = { category: lookAtCategories, lineItem: lookAtAssignments, result: lookAtScores };
