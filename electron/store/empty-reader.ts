import { previewStructure } from '../../shared/integration/course-preview.ts';
import { matchUsernames } from '../../shared/integration/username-match.ts';
import { entityTypes, type EntityType } from '../../shared/oneroster/entity.ts';
import type { Reader } from './reader-api.ts';

/** A local copy before the first sync. */
export const emptyReader: Reader = {
  counts: () => Object.fromEntries(entityTypes.map((entity) => [entity, 0])) as Record<EntityType, number>,
  records: () => ({ records: [], next: null }),
  record: () => undefined,
  each: () => [],
  sections: () => [],
  sectionSample: () => [],
  courseStructure: (structure, inUse) => previewStructure(structure, [], inUse),
  matchPeople: ({ names }) => ({ ...matchUsernames([], names), people: 0, mismatches: [] }),
  runs: () => [],
  run: () => undefined,
  runsBetween: () => [],
  leadTeachers: () => [],
  issues: () => [],
  issueCount: () => 0,
  issueGroups: () => ({ total: 0, groups: [], schools: [] }),
  issuePage: () => ({ issues: [], next: null }),
  quality: () => [],
  qualityRecords: () => ({ records: [], next: null }),
  close: () => {},
};
