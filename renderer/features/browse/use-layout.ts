import { useLocalStorage } from '@mantine/hooks';
import type { GridLayout } from '../../components/grid/grid-table.ts';
import { layoutSchema } from './layout.ts';
import type { BrowseView } from '../../../shared/browse/views.ts';

/** The arrangement of columns as it was last left, on this computer. What is stored and cannot be read gives way to the usual one. */
export function useLayout(view: BrowseView, usual: GridLayout): readonly [GridLayout, (layout: GridLayout) => void] {
  const [stored, store] = useLocalStorage<GridLayout | null>({
    key: `gs-columns-${view}`,
    defaultValue: null,
    getInitialValueInEffect: false,
    deserialize: readLayout,
  });
  return [stored ?? usual, (layout) => store(layout)];
}

function readLayout(text: string | undefined): GridLayout | null {
  try {
    return layoutSchema
      .nullable()
      .catch(null)
      .parse(JSON.parse(text ?? 'null'));
  } catch {
    return null;
  }
}
