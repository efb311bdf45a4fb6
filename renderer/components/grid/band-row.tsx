import type { PlacedColumn } from './grid-table.ts';

/** A heading over some columns that stand side by side, from the first of them to the last. */
export interface Band {
  readonly id: string;
  readonly label: string;
  readonly columns: readonly string[];
}

interface Props {
  readonly bands: readonly Band[];
  readonly columns: readonly PlacedColumn[];
  readonly pinnedWidth: number;
  readonly scale: number;
}

/** The upper row of a head of two. A label stays in sight as long as one of its columns does. */
export function BandRow({ bands, columns, pinnedWidth, scale }: Props) {
  return (
    <div role="row" className="gs-grid-row gs-grid-bands" aria-rowindex={1}>
      {bands.map(({ id, label, columns: own }) => {
        const places = columns.flatMap((column, at) => (own.includes(column.id) && !column.isPinned ? [at] : []));
        const first = columns[places[0] ?? -1];
        if (first === undefined) return null;
        const width = places.reduce((sum, at) => sum + (columns[at]?.size ?? 0), 0);
        return (
          <div
            key={id}
            role="columnheader"
            className="gs-grid-band"
            aria-colindex={(places[0] ?? 0) + 1}
            aria-colspan={places.length}
            style={{ insetInlineStart: first.start * scale, width: width * scale }}
          >
            <span className="gs-grid-band-label" style={{ insetInlineStart: pinnedWidth * scale }} dir="auto">
              {label}
            </span>
          </div>
        );
      })}
      <div className="gs-grid-band-corner" role="presentation" style={{ width: pinnedWidth * scale }} />
    </div>
  );
}
