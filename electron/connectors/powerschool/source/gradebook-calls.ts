import type { PowerSchoolApi, WireRecord } from '../api/powerschool-api.ts';

/** Some servers refuse long addresses; the numbers of the sections travel in one, a comma as three characters. */
const sectionsPerCall = 60;

/** The assignments of a teacher's sections (`GET /ws/xte/section/assignment/`, reference §7.1), in as few calls as addresses allow. */
export async function* assignmentsOf(
  api: PowerSchoolApi,
  teacher: number,
  sections: readonly number[],
  signal: AbortSignal,
): AsyncIterable<readonly WireRecord[]> {
  for (let at = 0; at < sections.length; at += sectionsPerCall) {
    const params = { users_dcid: String(teacher), section_ids: sections.slice(at, at + sectionsPerCall).join(',') };
    yield await api.xte('/ws/xte/section/assignment/', params, signal);
  }
}

/** One assignment with every section it is given to. */
export const assignment = (
  api: PowerSchoolApi,
  teacher: number,
  id: number,
  signal: AbortSignal,
): Promise<readonly WireRecord[]> =>
  api.xte(`/ws/xte/section/assignment/${id}`, { users_dcid: String(teacher) }, signal);

/** A teacher's categories (`GET /ws/xte/teacher_category`, reference §7.1). */
export const categoriesOf = (
  api: PowerSchoolApi,
  teacher: number,
  yearId: number,
  signal: AbortSignal,
): Promise<readonly WireRecord[]> =>
  api.xte('/ws/xte/teacher_category', { users_dcid: String(teacher), year_id: String(yearId) }, signal);
