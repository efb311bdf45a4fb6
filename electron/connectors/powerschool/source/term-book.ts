import type { SchoolFound } from '../../connector.ts';
import type { WireRecord } from '../api/powerschool-api.ts';
import { integerOf } from '../translate/wire-values.ts';
import { joined, readAll, type WholeList } from './pages.ts';
import type { PullContext, Reading } from './pull-context.ts';

/** The terms of the year, school by school (C24). The named query delivers those of all schools at once: it is asked once a run. */
export interface TermBook {
  of(school: SchoolFound, reading: Reading): Promise<WholeList>;
}

export function openTermBook(context: PullContext): TermBook {
  let known: { readonly bySchool: ReadonlyMap<number, readonly WireRecord[]>; readonly isWhole: boolean } | undefined;

  async function readDistrict({ reader, v1, signal }: Reading) {
    const { schools, yearId } = context;
    const byV1 = () => joined(schools.map((school) => v1.terms(school, yearId)));
    const { records, isWhole } = await readAll(() => reader.read('terms', { yearid: yearId }, byV1, signal));
    const bySchool = new Map<number, WireRecord[]>();
    for (const record of records) {
      const number = integerOf(record, 'schoolid') ?? -1;
      const own = bySchool.get(number) ?? [];
      own.push(record);
      bySchool.set(number, own);
    }
    return { bySchool, isWhole };
  }

  return {
    async of(school, reading) {
      known ??= await readDistrict(reading);
      return { records: known.bySchool.get(school.number) ?? [], isWhole: known.isWhole };
    },
  };
}
