import type { SchoolFound } from '../../connector.ts';
import type { WirePage, WireRecord } from '../api/powerschool-api.ts';
import type { SectionTerm } from '../translate/line-items.ts';
import { dateOf, integerOf } from '../translate/wire-values.ts';
import { openTally } from './pages.ts';
import { schoolYearArgs, type PullContext, type Reading } from './pull-context.ts';
import type { TermBook } from './term-book.ts';

/** The few facts of a section that other listings need. */
export interface SectionFacts extends SectionTerm {
  readonly section: number;
  readonly lead: number | null;
}

interface SectionList {
  readonly facts: ReadonlyMap<number, SectionFacts>;
  /** False if the server delivered other than it promised, or a record that cannot be read. What rests on it cannot remove. */
  readonly isWhole: boolean;
}

/** The sections of each school, read once per run and school. */
export interface SectionBook {
  of(school: SchoolFound, reading: Reading): Promise<SectionList>;
  /** The sections themselves. What `of` tells is gathered on the way. */
  pages(school: SchoolFound, reading: Reading): AsyncIterable<WirePage>;
}

export function openSectionBook(context: PullContext, terms: TermBook): SectionBook {
  const known = new Map<number, SectionList>();

  async function* pages(school: SchoolFound, reading: Reading): AsyncIterable<WirePage> {
    const { reader, v1, signal } = reading;
    const termFacts = factsOfTerms((await terms.of(school, reading)).records);
    const facts = new Map<number, SectionFacts>();
    const tally = openTally();
    let unreadable = 0;
    const byV1 = () => v1.sections(school, context.yearId);
    for await (const page of reader.read('sections', schoolYearArgs(context, school), byV1, signal)) {
      tally.add(page);
      for (const record of page.records) {
        const section = integerOf(record, 'dcid');
        if (section === null) unreadable++;
        else facts.set(section, factsOf(record, section, termFacts));
      }
      yield page;
    }
    known.set(school.key, { facts, isWhole: tally.agrees() && unreadable === 0 });
  }

  async function read(school: SchoolFound, reading: Reading): Promise<SectionList> {
    for await (const _ of pages(school, reading));
    return known.get(school.key) ?? { facts: new Map(), isWhole: false };
  }

  return {
    pages,
    async of(school, reading) {
      const found = known.get(school.key);
      if (found !== undefined) return found;
      const first = await read(school, reading);
      return first.isWhole ? first : read(school, reading);
    },
  };
}

function factsOf(record: WireRecord, section: number, terms: ReadonlyMap<number, SectionTerm>): SectionFacts {
  const termKey = integerOf(record, 'terms_dcid');
  const term = terms.get(termKey ?? -1) ?? { termKey, firstDay: null, lastDay: null };
  return { section, lead: integerOf(record, 'lead_users_dcid'), ...term };
}

function factsOfTerms(records: readonly WireRecord[]): ReadonlyMap<number, SectionTerm> {
  const terms = new Map<number, SectionTerm>();
  for (const record of records) {
    const termKey = integerOf(record, 'dcid');
    if (termKey === null) continue;
    terms.set(termKey, { termKey, firstDay: dateOf(record, 'firstday'), lastDay: dateOf(record, 'lastday') });
  }
  return terms;
}

/** The sections of a school by the teacher who leads them; those without one are left out. */
export function sectionsByLead(facts: ReadonlyMap<number, SectionFacts>): ReadonlyMap<number, readonly number[]> {
  const byLead = new Map<number, number[]>();
  for (const { section, lead } of facts.values()) {
    if (lead === null) continue;
    const own = byLead.get(lead) ?? [];
    own.push(section);
    byLead.set(lead, own);
  }
  return byLead;
}
