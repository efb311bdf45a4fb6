import { Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Sheet } from '../../../shared/gradebook/sheet.ts';
import { DataGrid } from '../../components/grid/data-grid.tsx';
import type { GridLayout } from '../../components/grid/grid-table.ts';
import type { RowSource } from '../../components/grid/row-source.ts';
import type { SheetState } from './address.ts';
import { ScoreCell } from './score-cell.tsx';
import { copiedScore } from './score-text.ts';
import { percentText, sheetBands, sheetColumns, sheetLayout, type SheetColumn } from './sheet-columns.ts';
import { SheetFooter } from './sheet-footer.tsx';
import { studentsInOrder } from './sheet-order.ts';
import { texts } from './texts.ts';

interface Row {
  readonly student: number;
}

interface Props {
  readonly sheet: Sheet;
  readonly title: string;
  readonly state: SheetState;
  readonly onState: (state: SheetState, options?: { readonly replace: boolean }) => void;
}

/** Students down, line items across by category, scores where they meet. */
export function SheetGrid({ sheet, title, state, onState }: Props) {
  const [widths, setWidths] = useState<GridLayout['widths']>({});
  const columns = useMemo(() => sheetColumns(sheet), [sheet]);
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns]);
  const bands = useMemo(() => sheetBands(sheet), [sheet]);
  const layout = useMemo(() => sheetLayout(columns, widths), [columns, widths]);
  const { sort, open } = state;
  const rows = useMemo(() => rowsOf(sheet, studentsInOrder(sheet, columns, sort)), [sheet, columns, sort]);
  const { students } = sheet.data;
  return (
    <DataGrid<Row>
      label={title}
      columns={columns}
      bands={bands}
      layout={layout}
      onLayout={(next) => setWidths(next.widths)}
      sort={sort}
      onSort={(next) => onState({ ...state, sort: next.slice(-1) })}
      rows={rows}
      rowsId={JSON.stringify([sort, state.asOf])}
      renderCell={({ student }, id) => <Cell sheet={sheet} student={student} column={byId.get(id)} />}
      textOf={({ student }, id) => textOf(sheet, student, byId.get(id))}
      openKey={open?.student ?? null}
      onOpen={({ student }, column) =>
        onState(
          { ...state, open: { student: students[student]?.sourcedId ?? '', column }, tab: 'overview' },
          { replace: open !== null },
        )
      }
      renderFooter={(grid) => (
        <SheetFooter
          count={texts.counts(students.length, sheet.data.lineItems.length)}
          grid={grid}
          columns={columns}
          linesOf={() => rows.all.map(({ student }) => columns.map((column) => textOf(sheet, student, column)))}
        />
      )}
    />
  );
}

/** All rows are there: nothing is fetched. */
function rowsOf({ data }: Sheet, order: readonly number[]): RowSource<Row> & { readonly all: readonly Row[] } {
  const all = order.map((student) => ({ student }));
  return {
    all,
    total: all.length,
    at: (place) => all[place],
    keyOf: ({ student }) => data.students[student]?.sourcedId ?? '',
    want: () => undefined,
    load: ({ first, last }) => Promise.resolve(all.slice(first, last + 1)),
  };
}

interface CellProps {
  readonly sheet: Sheet;
  readonly student: number;
  readonly column: SheetColumn | undefined;
}

function Cell({ sheet, student, column }: CellProps) {
  switch (column?.kind) {
    case 'student':
      return <StudentCell student={sheet.data.students[student]} />;
    case 'average':
      return (
        <Text span inherit fw={600}>
          {percentText(sheet.averageOf(student, column.scope))}
        </Text>
      );
    case 'item':
      return <ScoreCell score={sheet.scoreOf(student, column.item)} />;
    case undefined:
      return null;
  }
}

function StudentCell({ student }: { readonly student: Sheet['data']['students'][number] | undefined }) {
  if (student === undefined) return null;
  return (
    <>
      <span className="gs-grid-text" dir="auto" title={student.name}>
        <bdi>{student.name === '' ? texts.unknownStudent : student.name}</bdi>
      </span>
      {student.isEnrolled ? null : <span className="gs-left">{texts.left}</span>}
    </>
  );
}

function textOf(sheet: Sheet, student: number, column: SheetColumn | undefined): string {
  switch (column?.kind) {
    case 'student':
      return sheet.data.students[student]?.name ?? '';
    case 'average':
      return percentText(sheet.averageOf(student, column.scope));
    case 'item':
      return copiedScore(sheet.scoreOf(student, column.item));
    case undefined:
      return '';
  }
}
