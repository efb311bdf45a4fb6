import type { WireRecord } from '../api/powerschool-api.ts';
import type { SectionTerm } from '../translate/line-items.ts';
import { dateOf, integerOf } from '../translate/wire-values.ts';
import { openBook, type Book } from './book.ts';
import { schoolYearArgs, type PullContext } from './pull-context.ts';
import { readWhole, type Gathering } from './read-whole.ts';
import type { TermBook } from './term-book.ts';

/** The few facts of a section that other listings need. */
export interface SectionFacts extends SectionTerm {
  readonly section: number;
  readonly lead: number | null;
}

export interface SectionList {
  readonly sections: ReadonlyMap<number, SectionFacts>;
  /** False if the server delivered other than it promised, or a record that cannot be read: what rests on this list cannot remove. */
  readonly complete: boolean;
}

export type SectionBook = Book<SectionList>;

export const openSectionBook = (context: PullContext, terms: TermBook): SectionBook =>
  openBook(async (school, reader) => {
    const gathering = gatherSections((await terms.of(school, reader)).records);
    const agrees = await readWhole(
      () => reader.read('sections', schoolYearArgs(context, school), (v1) => v1.sections(school, context.yearId)),
      gathering,
    );
    return gathering.list(agrees);
  });

export interface SectionGathering extends Gathering {
  list(agrees: boolean): SectionList;
}

export function gatherSections(termRecords: readonly WireRecord[]): SectionGathering {
  const terms = new Map<number, SectionTerm>();
  for (const record of termRecords) {
    const termKey = integerOf(record, 'dcid');
    if (termKey === null) continue;
    terms.set(termKey, { termKey, firstDay: dateOf(record, 'firstday'), lastDay: dateOf(record, 'lastday') });
  }
  let sections = new Map<number, SectionFacts>();
  let unreadable = 0;
  return {
    start() {
      sections = new Map();
      unreadable = 0;
    },
    add(record) {
      const section = integerOf(record, 'dcid');
      if (section === null) {
        unreadable++;
        return;
      }
      const termKey = integerOf(record, 'terms_dcid');
      const term = terms.get(termKey ?? -1) ?? { termKey, firstDay: null, lastDay: null };
      sections.set(section, { section, lead: integerOf(record, 'lead_users_dcid'), ...term });
    },
    list: (agrees) => ({ sections, complete: agrees && unreadable === 0 }),
  };
}

/** The sections of a school by the teacher who leads them; those without one are left out. */
export function sectionsByLead({ sections }: SectionList): ReadonlyMap<number, readonly number[]> {
  const byLead = new Map<number, number[]>();
  for (const { section, lead } of sections.values()) {
    if (lead === null) continue;
    const own = byLead.get(lead) ?? [];
    own.push(section);
    byLead.set(lead, own);
  }
  return byLead;
}
