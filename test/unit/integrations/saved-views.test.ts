import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import Database from 'better-sqlite3';
import { appMigrations } from '../../../electron/integrations/migrations.ts';
import { openSavedViews } from '../../../electron/integrations/saved-views.ts';
import { migrate } from '../../../electron/store/migrate.ts';
import { viewSettingsSchema } from '../../../shared/ipc/contract/views.ts';

const settings = viewSettingsSchema.parse({
  columns: ['title', 'weight'],
  widths: { title: 300 },
  sort: [{ column: 'title', direction: 'desc' }],
  filter: { join: 'and', items: [{ column: 'metadata', key: 'categoryId', operator: 'equals', values: ['7'] }] },
});

describe('saved views', () => {
  let db: Database.Database;
  const open = () => openSavedViews(db, () => new Date('2026-11-24T00:00:00Z'));
  beforeEach(() => {
    db = new Database(':memory:');
    migrate(db, ':memory:', appMigrations);
  });
  afterEach(() => db.close());

  it('keep how a grid was left and what was saved under a name, per integration and grid', () => {
    const views = open();
    expect(views.list('a', 'categories')).toEqual({ last: null, saved: [] });
    views.remember('a', 'categories', settings);
    views.save('a', 'categories', 'Mine', settings);
    views.save('a', 'categories', 'Mine', { ...settings, columns: ['title'] });
    expect(views.list('a', 'categories')).toMatchObject({
      last: settings,
      saved: [{ name: 'Mine', settings: { columns: ['title'] }, updatedAt: '2026-11-24T00:00:00.000Z' }],
    });
    expect(views.list('b', 'categories').saved).toEqual([]);
    expect(views.list('a', 'results')).toEqual({ last: null, saved: [] });
  });

  it('go when they are deleted, and with their integration', () => {
    const views = open();
    views.save('a', 'results', 'One', settings);
    expect(views.delete('a', 'results', 'One')).toBe(true);
    expect(views.delete('a', 'results', 'One')).toBe(false);
    views.save('a', 'results', 'Two', settings);
    views.forget('a');
    expect(views.list('a', 'results').saved).toEqual([]);
  });

  it('that this version cannot read are left out', () => {
    const views = open();
    views.save('a', 'results', 'Good', settings);
    db.exec(`INSERT INTO savedView VALUES ('a', 'results', 'Odd', '{"columns": 1}', '2026-11-24T00:00:00.000Z')`);
    expect(views.list('a', 'results').saved.map(({ name }) => name)).toEqual(['Good']);
  });
});
