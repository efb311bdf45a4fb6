import type { SchoolFound } from '../../connector.ts';
import { integerOf, dateOf } from '../translate/wire-values.ts';
import type { SectionTerm } from '../translate/line-items.ts';
import { schoolYearArgs, type PullContext } from './pull-context.ts';
import type { RosterReader } from './roster-reader.ts';
import type { TermBook } from './term-book.ts';
import type { V1Roster } from './v1-roster.ts';

/** The few facts of a section that other listings need. */
export interface SectionFacts extends SectionTerm {
  readonly section: number;
  readonly lead: number | null;
}

/** The sections of each school, read once per run and school. */
export interface SectionBook {
  of(school: SchoolFound): Promise<ReadonlyMap<number, SectionFacts>>;
}

export function openSectionBook(
  context: PullContext,
  roster: RosterReader,
  v1: V1Roster,
  book: TermBook,
  signal: AbortSignal,
): SectionBook {
  const known = new Map<number, Promise<ReadonlyMap<number, SectionFacts>>>();

  async function read(school: SchoolFound): Promise<ReadonlyMap<number, SectionFacts>> {
    const terms = new Map<number, SectionTerm>();
    for (const record of await book.of(school)) {
      const termKey = integerOf(record, 'dcid');
      if (termKey === null) continue;
      terms.set(termKey, { termKey, firstDay: dateOf(record, 'firstday'), lastDay: dateOf(record, 'lastday') });
    }
    const sections = new Map<number, SectionFacts>();
    const pages = roster.read(
      'sections',
      schoolYearArgs(context, school),
      () => v1.sections(school, context.yearId),
      signal,
    );
    for await (const page of pages) {
      for (const record of page.records) {
        const section = integerOf(record, 'dcid');
        if (section === null) continue;
        const termKey = integerOf(record, 'terms_dcid');
        const term = terms.get(termKey ?? -1) ?? { termKey, firstDay: null, lastDay: null };
        sections.set(section, { section, lead: integerOf(record, 'lead_users_dcid'), ...term });
      }
    }
    return sections;
  }

  return {
    of(school) {
      const reading = known.get(school.key) ?? read(school);
      known.set(school.key, reading);
      return reading;
    },
  };
}

/** The sections of a school by the teacher who leads them; those without one are left out. */
export function sectionsByLead(sections: ReadonlyMap<number, SectionFacts>): ReadonlyMap<number, readonly number[]> {
  const byLead = new Map<number, number[]>();
  for (const { section, lead } of sections.values()) {
    if (lead === null) continue;
    const own = byLead.get(lead) ?? [];
    own.push(section);
    byLead.set(lead, own);
  }
  return byLead;
}
