import { Button, Group, Skeleton, Stack, Switch, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ColumnType } from '../../../shared/browse/columns.ts';
import { viewEntity, type BrowseView } from '../../../shared/browse/views.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { GridRow, NamedReference } from '../../../shared/ipc/contract/browse.ts';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { DataGrid } from '../../components/grid/data-grid.tsx';
import type { GridColumn } from '../../components/grid/grid-table.ts';
import { sheetHref } from '../sheet/address.ts';
import { SheetCellLink, sheetColumn } from '../sheet/sheet-link.tsx';
import type { BrowseState } from './address.ts';
import { CategoryGroups } from './category-groups.tsx';
import { CellContent, cellText } from './cell-content.tsx';
import { GridExport } from '../export/grid-export.tsx';
import { ColumnChooser } from './column-chooser.tsx';
import { FilterBar } from './filter-bar.tsx';
import { filterColumnsOf } from './filter-columns.ts';
import { noFilter } from './filter.ts';
import { GridFooter } from './grid-footer.tsx';
import { orderedColumns } from './layout.ts';
import { columnsQuery, gridQueryOf, viewsQuery } from './queries.ts';
import { SavedViews } from './saved-views.tsx';
import { texts, viewNames } from './texts.ts';
import { useGridRows } from './use-grid-rows.ts';
import { useLayout } from './use-layout.ts';
import { fromSettings, toSettings } from './view-settings.ts';
import { usualLayout, usualWidth } from './usual-layout.ts';

interface Props {
  readonly integrationId: string;
  readonly view: BrowseView;
  readonly state: BrowseState;
  readonly onState: (state: BrowseState, options?: { readonly replace: boolean }) => void;
  readonly hrefOfRecord: (reference: NamedReference) => string;
}

/** The list of one entity with all that steers it. */
export function BrowseList(props: Props) {
  const client = useClient();
  const columns = useQuery(columnsQuery(client, props.integrationId, props.view));
  const kept = useQuery(viewsQuery(client, props.integrationId, props.view));
  return (
    <Stack gap={0} className="gs-browse-list">
      {columns.error === null ? null : <ErrorNote error={columns.error} />}
      {columns.data === undefined || kept.isPending ? (
        <Skeleton height="100%" aria-hidden />
      ) : (
        <List {...props} known={columns.data} kept={kept.data} />
      )}
    </Stack>
  );
}

interface ListProps extends Props {
  readonly known: Output<'browse.columns'>;
  readonly kept: Output<'views.list'> | undefined;
}

function List({ integrationId, view, state, onState, hrefOfRecord, known, kept }: ListProps) {
  const usual = useMemo(() => usualLayout(view, known.columns), [view, known]);
  const columns = useMemo(() => {
    const own = known.columns.map(toGridColumn);
    return view === 'classes' ? [...own, sheetColumn] : own;
  }, [known, view]);
  const [layout, setLayout] = useLayout({ integrationId, view, columns, usual, kept });
  const types = useMemo(() => new Map(known.columns.map(({ id, type }) => [id, type])), [known]);
  const typeOf = (id: string): ColumnType => types.get(id) ?? 'text';
  const filterColumns = useMemo(
    () => filterColumnsOf(orderedColumns(known.columns, usual), known.metadataKeys),
    [known, usual],
  );
  const { sort, filter, asOf, open, isGrouped } = state;
  const query = gridQueryOf({ integrationId, view, sort, filter, asOf }, typeOf);
  const rows = useGridRows(query);
  const { integrationId: _id, ...content } = query;
  const setFilter = (next: BrowseState['filter']): void => onState({ ...state, filter: next });
  const canGroup = view === 'categories';

  return (
    <>
      <Group className="gs-toolbar" justify="space-between" align="flex-start" gap="xs" px="sm" py={8}>
        {canGroup && isGrouped ? <span /> : <FilterBar columns={filterColumns} filter={filter} onFilter={setFilter} />}
        <Group gap="xs">
          {canGroup ? (
            <Switch
              size="sm"
              label={texts.groupByCategory}
              checked={isGrouped}
              onChange={(event) => onState({ ...state, isGrouped: event.currentTarget.checked })}
            />
          ) : null}
          {canGroup && isGrouped ? null : (
            <>
              <SavedViews
                integrationId={integrationId}
                view={view}
                current={toSettings({ layout, sort, filter }, columns, typeOf)}
                onChoose={(settings) => {
                  const saved = fromSettings(settings, columns);
                  setLayout(saved.layout);
                  onState({ ...state, sort: saved.sort, filter: saved.filter });
                }}
              />
              <ColumnChooser columns={columns} layout={layout} onLayout={setLayout} usual={usual} />
              <GridExport
                integrationId={integrationId}
                label={viewNames[view]}
                query={content}
                columns={orderedColumns(columns, layout)}
                hidden={layout.hidden}
              />
            </>
          )}
        </Group>
      </Group>
      {rows.error === null ? null : <ErrorNote error={rows.error} />}
      {canGroup && isGrouped ? (
        <CategoryGroups integrationId={integrationId} asOf={asOf} hrefOfRecord={hrefOfRecord} />
      ) : (
        <>
          {rows.hasCome && rows.total === 0 ? (
            <NoRows view={view} isFiltered={filter.items.length > 0} onClear={() => setFilter(noFilter)} />
          ) : null}
          <DataGrid<GridRow>
            label={viewNames[view]}
            columns={columns}
            layout={layout}
            onLayout={setLayout}
            sort={sort}
            onSort={(next) => onState({ ...state, sort: next })}
            rows={rows}
            rowsId={JSON.stringify([sort, filter, asOf])}
            renderCell={(row, id) =>
              id === sheetColumn.id ? (
                <SheetCellLink href={sheetHref(integrationId, row.sourcedId, asOf)} name={nameOf(row)} />
              ) : (
                <CellContent value={row.cells[id] ?? null} type={typeOf(id)} hrefOfRecord={hrefOfRecord} isInGrid />
              )
            }
            textOf={(row, id) => cellText(row.cells[id] ?? null, typeOf(id))}
            openKey={open?.sourcedId ?? null}
            onOpen={({ sourcedId }) =>
              onState({ ...state, open: { entity: viewEntity[view], sourcedId } }, { replace: open !== null })
            }
            renderFooter={(grid) => (
              <GridFooter
                count={rows.hasCome && rows.isCounted ? texts.count(view, rows.total) : undefined}
                total={rows.total}
                state={grid}
              />
            )}
          />
        </>
      )}
    </>
  );
}

const toGridColumn = (column: Output<'browse.columns'>['columns'][number]): GridColumn => ({
  id: column.id,
  label: column.label,
  width: usualWidth(column),
  align: column.type === 'number' ? 'end' : 'start',
  isSortable: column.isSortable,
});

const nameOf = ({ cells, powerSchoolId }: GridRow): string =>
  typeof cells['title'] === 'string' && cells['title'] !== '' ? cells['title'] : powerSchoolId;

interface NoRowsProps {
  readonly view: BrowseView;
  readonly isFiltered: boolean;
  readonly onClear: () => void;
}

const NoRows = ({ view, isFiltered, onClear }: NoRowsProps) => (
  <Stack p="xl" gap="xs" align="flex-start">
    <Text>{isFiltered ? texts.noneMatch(view) : texts.noneCame(view)}</Text>
    {isFiltered ? (
      <Button size="xs" variant="default" onClick={onClear}>
        {texts.clearFiltersNow}
      </Button>
    ) : null}
  </Stack>
);
