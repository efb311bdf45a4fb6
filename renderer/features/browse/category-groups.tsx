import { useMemo, useState } from 'react';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { NamedReference } from '../../../shared/ipc/contract/browse.ts';
import { Anchor } from '@mantine/core';
import { useClient } from '../../api/client-context.ts';
import { DataGrid } from '../../components/grid/data-grid.tsx';
import type { GridColumn, GridLayout } from '../../components/grid/grid-table.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { hrefOf } from '../../route.ts';
import { emptyState, writeState } from './address.ts';
import { CellContent, cellText } from './cell-content.tsx';
import { GridFooter } from './grid-footer.tsx';
import { groupsKey } from './queries.ts';
import { texts } from './texts.ts';
import { useRows } from './use-rows.ts';

type Group = Output<'browse.categoryGroups'>['rows'][number];

interface Props {
  readonly integrationId: string;
  readonly asOf: string | null;
  readonly hrefOfRecord: (reference: NamedReference) => string;
}

const columns: readonly GridColumn[] = [
  { id: 'title', label: texts.group.category, width: 220, align: 'start', isSortable: false },
  { id: 'categoryId', label: texts.group.number, width: 160, align: 'start', isSortable: false },
  { id: 'teacher', label: texts.group.teacher, width: 200, align: 'start', isSortable: false },
  { id: 'copies', label: texts.group.copies, width: 110, align: 'end', isSortable: false },
  { id: 'classes', label: texts.group.classes, width: 640, align: 'start', isSortable: false },
];
const usual: GridLayout = { order: [], hidden: [], pinned: ['title'], widths: {} };
const noSort = [] as const;

/** One row per PowerSchool category, with its copies: one for each class that it applies to (S14). */
export function CategoryGroups({ integrationId, asOf, hrefOfRecord }: Props) {
  const client = useClient();
  const [layout, setLayout] = useState(usual);
  const key = useMemo(() => groupsKey(integrationId, asOf), [integrationId, asOf]);
  const rows = useRows<Group>(
    key,
    (offset, limit) => client.call('browse.categoryGroups', { integrationId, asOfRun: asOf, offset, limit }),
    ({ categoryId }) => categoryId,
    undefined,
  );
  const copiesOf = ({ categoryId }: Group): string => copiesHref(integrationId, categoryId, asOf);

  return (
    <>
      {rows.error === null ? null : <ErrorNote error={rows.error} />}
      <DataGrid
        label={texts.groupByCategory}
        columns={columns}
        layout={layout}
        onLayout={setLayout}
        sort={noSort}
        onSort={() => undefined}
        rows={rows}
        rowsId={String(asOf)}
        renderCell={(group, id) =>
          id === 'copies' ? (
            <Anchor href={copiesOf(group)} inherit tabIndex={-1} className="gs-record-link">
              {group.copies}
            </Anchor>
          ) : (
            <CellContent value={valueOf(group, id)} type="text" hrefOfRecord={hrefOfRecord} isInGrid />
          )
        }
        textOf={(group, id) => cellText(valueOf(group, id), 'text')}
        openKey={null}
        onOpen={(group) => (location.hash = copiesOf(group))}
        renderFooter={(grid) => (
          <GridFooter count={rows.hasCome ? texts.groupCount(rows.total) : undefined} total={rows.total} state={grid} />
        )}
      />
    </>
  );
}

function valueOf({ title, categoryId, teacher, copies, items }: Group, id: string) {
  switch (id) {
    case 'title':
      return title;
    case 'categoryId':
      return categoryId;
    case 'teacher':
      return teacher;
    case 'copies':
      return copies;
    default:
      return items.flatMap((item) => item.class ?? []);
  }
}

/** The list of categories with the copies of one alone, found by the metadata extension (S15). */
function copiesHref(integrationId: string, categoryId: string, asOf: string | null): string {
  const chip = { column: 'metadata', key: 'categoryId', operator: 'equals', values: [categoryId] } as const;
  const query = writeState({ ...emptyState, asOf, filter: { join: 'and', items: [chip] } });
  return hrefOf({ screen: 'gradebook', integrationId, view: 'categories', query });
}
