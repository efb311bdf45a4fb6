/** Which rows are selected, by their place: ranges that neither touch nor overlap, in order. Selecting all of ten million is one range. */
export type Selection = readonly (readonly [first: number, last: number])[];

export const selectedCount = (selection: Selection): number =>
  selection.reduce((sum, [first, last]) => sum + last - first + 1, 0);

export const isSelected = (selection: Selection, row: number): boolean =>
  selection.some(([first, last]) => row >= first && row <= last);

export const rangeBetween = (one: number, other: number): Selection => [[Math.min(one, other), Math.max(one, other)]];

/** Takes one row in, or out where it is in. */
export function toggled(selection: Selection, row: number): Selection {
  if (!isSelected(selection, row)) return joined([...selection, [row, row] as const]);
  return selection.flatMap(([first, last]) => {
    if (row < first || row > last) return [[first, last] as const];
    const before = row > first ? [[first, row - 1] as const] : [];
    const after = row < last ? [[row + 1, last] as const] : [];
    return [...before, ...after];
  });
}

function joined(ranges: Selection): Selection {
  const result: [number, number][] = [];
  for (const [first, last] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const open = result.at(-1);
    if (open !== undefined && first <= open[1] + 1) open[1] = Math.max(open[1], last);
    else result.push([first, last]);
  }
  return result;
}
