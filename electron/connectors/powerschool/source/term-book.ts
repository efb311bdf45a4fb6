import type { SchoolFound } from '../../connector.ts';
import type { WirePage, WireRecord } from '../api/powerschool-api.ts';
import { integerOf } from '../translate/wire-values.ts';
import type { PullContext } from './pull-context.ts';
import type { RosterReader } from './roster-reader.ts';
import type { V1Roster } from './v1-roster.ts';

/** The terms of the year, school by school (C24). The named query delivers those of all schools at once: it is asked once a run. */
export interface TermBook {
  of(school: SchoolFound): Promise<readonly WireRecord[]>;
}

export function openTermBook(context: PullContext, roster: RosterReader, v1: V1Roster, signal: AbortSignal): TermBook {
  const bySchool = new Map<number, readonly WireRecord[]>();
  let district: Promise<void> | undefined;

  async function readDistrict(): Promise<void> {
    const found = new Map<number, WireRecord[]>(context.schools.map((school) => [school.number, []]));
    const byV1 = async function* (): AsyncIterable<WirePage> {
      for (const school of context.schools) yield* v1.terms(school, context.yearId);
    };
    for await (const page of roster.read('terms', { yearid: context.yearId }, byV1, signal)) {
      for (const record of page.records) found.get(integerOf(record, 'schoolid') ?? -1)?.push(record);
    }
    for (const [number, records] of found) bySchool.set(number, records);
  }

  return {
    async of(school) {
      district ??= readDistrict();
      await district;
      return bySchool.get(school.number) ?? [];
    },
  };
}
