import type { WirePage, WireRecord } from '../api/powerschool-api.ts';
import { openBook, type Book } from './book.ts';
import { schoolYearArgs, type PullContext } from './pull-context.ts';
import { readWhole } from './read-whole.ts';

export interface TeacherList {
  /** Rows of the query `sectionTeachers`. */
  readonly records: readonly WireRecord[];
  readonly complete: boolean;
}

/** Who teaches the sections of a school, co-teachers included: some one or two per section. */
export type TeacherBook = Book<TeacherList>;

export const openTeacherBook = (context: PullContext): TeacherBook =>
  openBook(async (school, reader) => {
    const records: WireRecord[] = [];
    const complete = await readWhole(() => reader.read('sectionTeachers', schoolYearArgs(context, school), noPages), {
      start: () => void records.splice(0),
      add: (record) => void records.push(record),
    });
    return { records, complete };
  });

// v1 does not know co-teachers (reference §5.5): the sections' lead teachers are what there is.
async function* noPages(): AsyncIterable<WirePage> {}
