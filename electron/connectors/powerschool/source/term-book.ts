import type { WireRecord } from '../api/powerschool-api.ts';
import { integerOf } from '../translate/wire-values.ts';
import { openBook, type Book } from './book.ts';
import type { PullContext } from './pull-context.ts';
import { readWhole } from './read-whole.ts';
import type { RosterReader } from './roster-reader.ts';
import { joined } from './v1-roster.ts';

export interface TermList {
  readonly records: readonly WireRecord[];
  /** False if the server delivered other than it promised. */
  readonly complete: boolean;
}

/** The terms of the year, school by school (C24). The named query delivers those of all schools at once: it is asked once a run. */
export type TermBook = Book<TermList>;

export function openTermBook(context: PullContext): TermBook {
  const book: TermBook = openBook(async (school, reader) => {
    const lists = await readDistrict(context, reader);
    for (const each of context.schools) book.write(each, listOf(each.number));
    return listOf(school.number);

    function listOf(number: number): TermList {
      return { records: lists.bySchool.get(number) ?? [], complete: lists.complete };
    }
  });
  return book;
}

async function readDistrict(context: PullContext, reader: RosterReader) {
  const { schools, yearId } = context;
  const bySchool = new Map<number, WireRecord[]>();
  const complete = await readWhole(
    () => reader.read('terms', { yearid: yearId }, (v1) => joined(schools.map((school) => v1.terms(school, yearId)))),
    {
      start: () => bySchool.clear(),
      add(record) {
        const number = integerOf(record, 'schoolid') ?? -1;
        const records = bySchool.get(number) ?? [];
        records.push(record);
        bySchool.set(number, records);
      },
    },
  );
  return { bySchool, complete };
}
