import { AppError } from '../../../../shared/errors.ts';
import type { WirePage, WireRecord } from '../api/powerschool-api.ts';
import type { RowBuilder } from '../../row-builder.ts';
import { notTeacher } from '../translate/issues.ts';
import type { ListingPart } from './listing.ts';
import { onePage } from './pages.ts';
import type { PullContext, Reading } from './pull-context.ts';

/** Some servers refuse long addresses; the numbers of the sections travel in one, a comma as three characters. */
const sectionsPerCall = 60;

/** A teacher's sections in as many groups as addresses need. */
export function sectionGroups(sections: readonly number[]): readonly (readonly number[])[] {
  const groups: number[][] = [];
  for (let at = 0; at < sections.length; at += sectionsPerCall) groups.push(sections.slice(at, at + sectionsPerCall));
  return groups;
}

/** What XTE is asked with: it answers only in the name of a teacher (reference §7.1). */
export type XteTools = Reading & { readonly context: PullContext };

/** The assignments of a group of a teacher's sections (`GET /ws/xte/section/assignment/`). */
export function assignmentsOf(
  { context: { api }, signal }: XteTools,
  teacher: number,
  group: readonly number[],
): Promise<readonly WireRecord[]> {
  const params = { users_dcid: String(teacher), section_ids: group.join(',') };
  return api.xte('/ws/xte/section/assignment/', params, signal);
}

/** One assignment with every section it is given to; none if it was deleted meanwhile. */
export async function oneAssignment(
  { context: { api }, signal }: XteTools,
  teacher: number,
  id: number,
): Promise<readonly WireRecord[]> {
  try {
    return await api.xte(`/ws/xte/section/assignment/${id}`, { users_dcid: String(teacher) }, signal);
  } catch (error) {
    if (error instanceof AppError && error.code === 'remote.notFound') return [];
    throw error;
  }
}

/** A teacher's categories (`GET /ws/xte/teacher_category`). */
export const categoriesOf = (
  { context: { api, yearId }, signal }: XteTools,
  teacher: number,
): Promise<readonly WireRecord[]> =>
  api.xte('/ws/xte/teacher_category', { users_dcid: String(teacher), year_id: String(yearId) }, signal);

/**
 * A part that is one call. Where PowerSchool holds that the teacher does not teach there (E14), nothing can be told of those
 * sections: the part is empty and not whole, and the teacher is blamed.
 */
export function onePart(
  { teacher, schoolKey }: { readonly teacher: number; readonly schoolKey: number },
  read: () => Promise<readonly WireRecord[]>,
  add: ListingPart['add'],
  finish: (rows: RowBuilder) => void = () => {},
): ListingPart {
  let isRefused = false;
  async function* pages(): AsyncIterable<WirePage> {
    const records = await unlessRefused(read);
    isRefused = records === null;
    yield* onePage(records ?? []);
  }
  return {
    pages,
    add,
    finish(rows) {
      if (isRefused) rows.blame(notTeacher(teacher, schoolKey));
      else finish(rows);
    },
    isWhole: () => !isRefused,
  };
}

/** Null where the teacher is refused. */
export async function unlessRefused(read: () => Promise<readonly WireRecord[]>): Promise<readonly WireRecord[] | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AppError && error.recovery === 'skip') return null;
    throw error;
  }
}
