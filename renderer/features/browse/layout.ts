import type { GridColumn, GridLayout } from '../../components/grid/grid-table.ts';

/** All columns in the order in which they are shown: pinned ones first, then as arranged, then those that a layout does not know. */
export function orderedColumns<C extends Pick<GridColumn, 'id'>>(
  columns: readonly C[],
  layout: GridLayout,
): readonly C[] {
  const places = new Map(
    [...layout.pinned, ...layout.order.filter((id) => !layout.pinned.includes(id))].map((id, at) => [id, at]),
  );
  const placeOf = ({ id }: C): number => places.get(id) ?? places.size;
  return [...columns].sort((a, b) => placeOf(a) - placeOf(b));
}

export const withColumnHidden = (layout: GridLayout, id: string, isHidden: boolean): GridLayout => ({
  ...layout,
  hidden: isHidden ? [...layout.hidden, id] : layout.hidden.filter((other) => other !== id),
});

/** A column that is pinned becomes the last of the pinned ones. */
export const withColumnPinned = (layout: GridLayout, id: string, isPinned: boolean): GridLayout => ({
  ...layout,
  pinned: isPinned ? [...layout.pinned, id] : layout.pinned.filter((other) => other !== id),
});

/** Changes places with the column before or after it; pinned and other columns each keep to their own side. */
export function withColumnMoved(
  columns: readonly GridColumn[],
  layout: GridLayout,
  id: string,
  by: -1 | 1,
): GridLayout {
  const order = orderedColumns(columns, layout).map((column) => column.id);
  const at = order.indexOf(id);
  const other = order[at + by];
  if (other === undefined || layout.pinned.includes(id) !== layout.pinned.includes(other)) return layout;
  order[at] = other;
  order[at + by] = id;
  return { ...layout, order, pinned: order.filter((each) => layout.pinned.includes(each)) };
}
