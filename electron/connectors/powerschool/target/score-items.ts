import { readScoreType, type ScoreType } from '../../../../shared/powerschool/score-type.ts';
import type { WireRecord } from '../api/powerschool-api.ts';
import { sectionGroups } from '../source/gradebook-calls.ts';
import { finiteOf, integerOf, textOf } from '../translate/wire-values.ts';
import { sectionsOf } from './assignment-body.ts';
import type { Refusal } from './refusals.ts';
import { readFirst, type TargetTools } from './target-tools.ts';

/** An assignment in a section, as far as it decides how its scores are typed. */
export interface ScoreItem {
  readonly key: number;
  readonly subkey: number;
  readonly section: number;
  readonly scoreType: ScoreType;
  readonly maximum: number | null;
}

/** What is asked for: the assignment, and the section that its scores are of where that is known. */
export interface WantedItem {
  readonly key: number;
  readonly section: number | null;
}

const path = '/ws/xte/section/assignment/';
/** Beyond this many assignments per call of a whole listing, the listing is the cheaper way to them. */
const singlesPerListing = 5;

/** The assignments with these keys that a teacher has, in as few requests as that takes. A refusal is of all of them. */
export async function assignmentsByKey(
  { api, signal }: TargetTools,
  teacher: number,
  wanted: readonly WantedItem[],
): Promise<ReadonlyMap<number, WireRecord> | Refusal> {
  const keys = new Set(wanted.map(({ key }) => key));
  const sections = new Set(wanted.map(({ section }) => section));
  const groups = sections.has(null) ? [] : sectionGroups([...sections].filter((section) => section !== null));
  const found = new Map<number, WireRecord>();
  const keep = (records: readonly WireRecord[]): void => {
    for (const record of records) {
      const key = integerOf(record, 'assignmentid');
      if (key !== null && keys.has(key)) found.set(key, record);
    }
  };
  const isListed = groups.length > 0 && keys.size > groups.length * singlesPerListing;
  const asks = isListed
    ? groups.map((group) => ({ path, params: { section_ids: group.join(',') } }))
    : [...keys].map((key) => ({ path: `${path}${key}`, params: {} }));
  for (const ask of asks) {
    const read = await readFirst(() => api.xte(ask.path, { users_dcid: String(teacher), ...ask.params }, signal));
    if ('found' in read) keep(read.found);
    else if (isListed || read.refusal.code !== 'gradebook.gone') return read.refusal;
  }
  return found;
}

/** An assignment in one of its sections; null where it is not given to that one. */
export function itemIn(assignment: WireRecord, subkey: number): ScoreItem | null {
  const key = integerOf(assignment, 'assignmentid');
  const entry = sectionsOf(assignment).find((candidate) => integerOf(candidate, 'assignmentsectionid') === subkey);
  const section = entry === undefined ? null : integerOf(entry, 'sectionsdcid');
  if (key === null || entry === undefined || section === null) return null;
  const scoreType = readScoreType(textOf(entry, 'scoretype'));
  return {
    key,
    subkey,
    section,
    scoreType: scoreType.kind === 'valid' ? scoreType.scoreType : 'GRADESCALE',
    maximum: finiteOf(entry, 'scoreentrypoints'),
  };
}
