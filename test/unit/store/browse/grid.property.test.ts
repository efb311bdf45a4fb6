import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browse, GridQuery } from '../../../../electron/store/browse/browse-api.ts';
import { openBrowse } from '../../../../electron/store/browse/open-browse.ts';
import { openForReading } from '../../../../electron/store/open.ts';
import { columnsOf } from '../../../../shared/browse/columns.ts';
import type { FilterCondition } from '../../../../shared/browse/filter.ts';
import { browseViews, type BrowseView } from '../../../../shared/browse/views.ts';
import type { GridRow } from '../../../../shared/ipc/contract/browse.ts';
import { browseDistrict } from '../../../support/browse-district.ts';
import { modelOf, textOf } from '../../../support/grid-model.ts';
import { openImportDesk, type ImportDesk } from '../../../support/import-desk.ts';
import { openMemorySource } from '../../../support/memory-source.ts';
import { propertyRuns } from '../../../support/property-runs.ts';

const never = new AbortController().signal;

/** All rows of a view in the order in which they came. */
function arrived(browse: Browse, view: BrowseView, order: ReadonlyMap<string, number>): GridRow[] {
  const rows = [...browse.eachRow({ view, filter: null, sort: [], asOfRun: null })];
  return rows.toSorted((a, b) => (order.get(a.sourcedId) ?? 0) - (order.get(b.sourcedId) ?? 0));
}

describe('a grid', () => {
  let desk: ImportDesk;
  let small: Browse;
  let large: Browse;
  const order = new Map<string, number>();
  beforeAll(async () => {
    desk = openImportDesk();
    const listings = browseDistrict();
    await desk.run(openMemorySource({ listings, pageSize: 100 }));
    const open = (isSmall?: number): Browse => {
      const db = openForReading(desk.file);
      if (db === undefined) throw new Error('nothing was written');
      return openBrowse(db, isSmall);
    };
    small = open();
    large = open(0);
    for (const { entity, rows } of listings)
      for (const [at, row] of rows.entries()) {
        const subkey = Number(row['sourceSubkey']);
        order.set(subkey === 0 ? `${entity}-${row['sourceKey']}` : `${entity}-${row['sourceKey']}-${subkey}`, at);
      }
  });
  afterAll(() => {
    small.close();
    large.close();
    desk.remove();
  });

  /** The page as a screen gets it: from the patient call where the quick one has no answer. */
  const pageOf = async (browse: Browse, query: GridQuery, offset: number, limit: number) =>
    (await browse.page({ ...query, offset, limit })) ?? (await browse.patientPage({ ...query, offset, limit }, never));
  const countOf = async (browse: Browse, query: GridQuery) =>
    browse.count(query) ?? (await browse.patientCount(query, never));

  const conditionOf = (view: BrowseView): fc.Arbitrary<FilterCondition> =>
    fc
      .record({
        column: fc.constantFrom(...columnsOf(view).filter(({ id }) => id !== 'status' && id !== 'dateLastModified')),
        at: fc.nat(),
        cut: fc.nat(3),
        other: fc.nat(),
        pick: fc.nat(),
      })
      .map(({ column, at, cut, other, pick }) => {
        const operator = column.operators[pick % column.operators.length] ?? 'empty';
        const rows = arrived(small, view, order);
        const key = column.type === 'metadata' ? (['stateId', 'isNew', 'categoryId'][cut % 3] ?? 'x') : undefined;
        const value = (place: number): string | number | boolean => {
          const cell = rows[place % Math.max(1, rows.length)]?.cells[column.id] ?? null;
          const one = Array.isArray(cell) ? cell[0] : cell;
          if (typeof one === 'object' && one !== null && 'sourcedId' in one) {
            const reference = one as { sourcedId: string; name: string };
            return operator === 'in' || operator === 'notIn' ? reference.sourcedId : reference.name.slice(cut);
          }
          if (column.type === 'metadata') return textOf((one as Record<string, unknown> | null)?.[key ?? ''] ?? 'S3');
          if (column.type === 'number') return typeof one === 'number' ? one : 10;
          if (column.type === 'date') return typeof one === 'string' ? one : '2026-10-14';
          if (column.type === 'boolean') return one === true;
          const text = typeof one === 'string' ? one : 'a';
          return operator === 'contains' || operator === 'startsWith'
            ? text.slice(operator === 'contains' ? cut : 0, cut + 2)
            : text;
        };
        const wanted = ['empty', 'notEmpty'].includes(operator)
          ? 0
          : operator === 'between' || operator === 'in'
            ? 2
            : 1;
        const values = [value(at), value(other)].slice(0, wanted);
        return { column: column.id, operator, values, ...(key === undefined ? {} : { key }) };
      });

  const queryOf = (view: BrowseView): fc.Arbitrary<GridQuery> => {
    const condition = conditionOf(view);
    const join = fc.constantFrom('and' as const, 'or' as const);
    const group = fc.record({ join, items: fc.array(condition, { maxLength: 2 }) });
    const sort = fc.record({
      column: fc.constantFrom(...columnsOf(view).filter(({ isSortable }) => isSortable)).map(({ id }) => id),
      direction: fc.constantFrom('asc' as const, 'desc' as const),
    });
    return fc.record({
      view: fc.constant(view),
      filter: fc.option(fc.record({ join, items: fc.array(fc.oneof(condition, group), { maxLength: 3 }) })),
      sort: fc.array(sort, { maxLength: 2 }),
      asOfRun: fc.constant(null),
    });
  };

  it.each(browseViews)('of %s equals filtering, sorting and paging by hand, small or large', async (view) => {
    const rows = arrived(small, view, order);
    const model = modelOf(rows, columnsOf(view));
    await fc.assert(
      fc.asyncProperty(
        fc.constant(view).chain(queryOf),
        fc.nat(rows.length + 3),
        fc.integer({ min: 1, max: 40 }),
        async (query, offset, limit) => {
          const left = query.filter === null ? rows : model.filtered(query.filter);
          const sort = query.sort.length === 0 ? [{ column: 'powerSchoolId', direction: 'asc' as const }] : query.sort;
          const expected = model.sorted(left, sort);
          for (const browse of [small, large]) {
            const page = await pageOf(browse, query, offset, limit);
            expect(page.rows.map(({ sourcedId }) => sourcedId)).toEqual(
              expected.slice(offset, offset + limit).map(({ sourcedId }) => sourcedId),
            );
            expect(page.total ?? left.length).toBe(left.length);
            expect((await countOf(browse, query)).total).toBe(left.length);
          }
        },
      ),
      { numRuns: propertyRuns(60) },
    );
  });
});
