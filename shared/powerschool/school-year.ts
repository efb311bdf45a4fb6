/** A school year of some school, as PowerSchool has it set up. */
export interface YearFound {
  readonly yearId: number;
  /** `YYYY-MM-DD`. */
  readonly firstDay: string;
}

/**
 * The year to take on a calendar day: the one that has begun last, and before the first one the next to come. From `nextYearFrom` on,
 * the first year that begins after that day counts as begun; the years after it do not. Schools may begin on days of their own: the
 * first of them counts.
 */
export function yearInEffect(
  years: readonly YearFound[],
  today: string,
  nextYearFrom: string | null,
): YearFound | undefined {
  const inOrder = firstOfEach(years);
  const early =
    nextYearFrom === null || today < nextYearFrom ? undefined : inOrder.find(({ firstDay }) => firstDay > nextYearFrom);
  return inOrder.findLast((year) => year.firstDay <= today || year === early) ?? inOrder[0];
}

function firstOfEach(years: readonly YearFound[]): readonly YearFound[] {
  const first = new Map<number, YearFound>();
  for (const year of years) {
    const known = first.get(year.yearId);
    if (known === undefined || year.firstDay < known.firstDay) first.set(year.yearId, year);
  }
  return [...first.values()].sort((a, b) => a.yearId - b.yearId);
}
