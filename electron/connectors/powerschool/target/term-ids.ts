import { yearTermId } from '../../../../shared/powerschool/term.ts';
import type { PowerSchoolApi } from '../api/powerschool-api.ts';
import { queries } from '../queries/all-queries.ts';
import { isMissingQuery } from '../source/roster-reader.ts';
import { integerOf } from '../translate/wire-values.ts';

/** TERMS.ID, which XTE wants, from TERMS.DCID, which academic sessions are known by. Read once. */
export interface TermIds {
  /** The year's own term where the session is not known: a plugin without our queries cannot tell (reference §7.5). */
  of(session: number | null, signal: AbortSignal): Promise<number>;
}

export function openTermIds(api: PowerSchoolApi, yearId: number): TermIds {
  let known: ReadonlyMap<number, number> | null = null;

  async function read(signal: AbortSignal): Promise<ReadonlyMap<number, number>> {
    const ids = new Map<number, number>();
    try {
      for await (const { records } of api.query(queries.terms.name, { yearid: yearId }, signal)) {
        for (const record of records) {
          const [key, id] = [integerOf(record, 'dcid'), integerOf(record, 'id')];
          if (key !== null && id !== null) ids.set(key, id);
        }
      }
    } catch (error) {
      if (!isMissingQuery(error)) throw error;
    }
    return ids;
  }

  return {
    async of(session, signal) {
      if (session === null) return yearTermId(yearId);
      known ??= await read(signal);
      return known.get(session) ?? yearTermId(yearId);
    },
  };
}
