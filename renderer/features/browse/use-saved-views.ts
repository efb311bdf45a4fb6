import { useLocalStorage } from '@mantine/hooks';
import { z } from 'zod';
import type { BrowseView } from '../../../shared/browse/views.ts';
import { filterSetSchema } from './address.ts';
import { layoutSchema } from './layout.ts';
import type { ListView } from './saved-views.tsx';

export interface SavedView extends ListView {
  readonly name: string;
}

const savedSchema = z.array(
  z.object({
    name: z.string(),
    layout: layoutSchema,
    sort: z.array(z.object({ id: z.string(), desc: z.boolean() })),
    filter: filterSetSchema,
  }),
);

/** The views of a list that were saved on this computer. */
export function useSavedViews(
  view: BrowseView,
): readonly [readonly SavedView[], (views: readonly SavedView[]) => void] {
  const [saved, save] = useLocalStorage<readonly SavedView[]>({
    key: `gs-views-${view}`,
    defaultValue: [],
    getInitialValueInEffect: false,
    deserialize: readViews,
  });
  return [saved, (views) => save(views)];
}

function readViews(text: string | undefined): readonly SavedView[] {
  try {
    return savedSchema.catch([]).parse(JSON.parse(text ?? '[]'));
  } catch {
    return [];
  }
}
