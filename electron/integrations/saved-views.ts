import type { Database } from 'better-sqlite3';
import type { BrowseView } from '../../shared/browse/views.ts';
import {
  savedViewSchema,
  viewSettingsSchema,
  type SavedView,
  type ViewSettings,
} from '../../shared/ipc/contract/views.ts';

/** How each grid of an integration was left, and what was saved of it under a name. They go with the integration. */
export interface SavedViews {
  /** What an older version wrote and this one cannot read is left out. */
  list(integrationId: string, view: BrowseView): { readonly last: ViewSettings | null; readonly saved: SavedView[] };
  remember(integrationId: string, view: BrowseView, settings: ViewSettings): void;
  save(integrationId: string, view: BrowseView, name: string, settings: ViewSettings): SavedView;
  delete(integrationId: string, view: BrowseView, name: string): boolean;
  forget(integrationId: string): void;
}

/** The name of a grid as it was left. Nobody can give it: names that people give are not empty. */
const lastName = '';

export function openSavedViews(db: Database, now: () => Date): SavedViews {
  const all = db.prepare<[string, string], { name: string; settings: string; updatedAt: string }>(
    'SELECT name, settings, updatedAt FROM savedView WHERE integrationId = ? AND view = ? ORDER BY name COLLATE NOCASE, name',
  );
  const put = db.prepare(
    `INSERT INTO savedView (integrationId, view, name, settings, updatedAt) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (integrationId, view, name) DO UPDATE SET settings = excluded.settings, updatedAt = excluded.updatedAt`,
  );
  const remove = db.prepare('DELETE FROM savedView WHERE integrationId = ? AND view = ? AND name = ?');

  const forget = db.prepare('DELETE FROM savedView WHERE integrationId = ?');

  function save(integrationId: string, view: BrowseView, name: string, settings: ViewSettings): SavedView {
    const updatedAt = now().toISOString();
    put.run(integrationId, view, name, JSON.stringify(settings), updatedAt);
    return { name, settings, updatedAt };
  }

  return {
    save,
    forget: (integrationId) => void forget.run(integrationId),
    remember: (integrationId, view, settings) => void save(integrationId, view, lastName, settings),
    delete: (integrationId, view, name) => remove.run(integrationId, view, name).changes > 0,
    list(integrationId, view) {
      const rows = all.all(integrationId, view).flatMap(({ settings, ...row }) => {
        const parsed = savedViewSchema.safeParse({ ...row, settings: JSON.parse(settings) as unknown });
        return parsed.success ? [parsed.data] : [];
      });
      const last = rows.find(({ name }) => name === lastName);
      return {
        last: last === undefined ? null : viewSettingsSchema.parse(last.settings),
        saved: rows.filter(({ name }) => name !== lastName),
      };
    },
  };
}
