import { useMemo } from 'react';
import { parseSourcedId } from '../../../shared/oneroster/sourced-id.ts';
import type { Sheet } from '../../../shared/gradebook/sheet.ts';
import { recordHref } from '../browse/record-address.ts';
import { RecordPanel } from '../browse/record-panel.tsx';
import { SidePanel } from '../browse/side-panel.tsx';
import type { SheetState } from './address.ts';
import { AveragePanel } from './average-panel.tsx';
import { ChartsPanel } from './charts-panel.tsx';
import { sheetColumns, type SheetColumn } from './sheet-columns.ts';
import { texts } from './texts.ts';

interface Props {
  readonly integrationId: string;
  readonly sheet: Sheet;
  readonly state: SheetState;
  readonly onState: (state: SheetState, options?: { readonly replace: boolean }) => void;
}

/** Beside the sheet: what the open cell stands for, a record or an average with its explanation. */
export function SheetDetails({ integrationId, sheet, state, onState }: Props) {
  const columns = useMemo(() => sheetColumns(sheet), [sheet]);
  const { open, asOf, tab } = state;
  const column = columns.find(({ id }) => id === open?.column);
  const student = sheet.data.students.findIndex(({ sourcedId }) => sourcedId === open?.student);
  const close = (): void => {
    onState({ ...state, open: null, tab: 'overview' });
    document.querySelector<HTMLElement>('[role="grid"] [data-active]')?.focus({ preventScroll: true });
  };
  if (open === null || column === undefined || student < 0)
    return state.hasCharts ? (
      <SidePanel
        label={texts.charts}
        resizeLabel={texts.resizeDetails}
        onClose={() => onState({ ...state, hasCharts: false })}
      >
        <ChartsPanel sheet={sheet} onClose={() => onState({ ...state, hasCharts: false })} />
      </SidePanel>
    ) : null;
  const record = recordOf(sheet, student, column);
  return (
    <SidePanel label={texts.details} resizeLabel={texts.resizeDetails} onClose={close}>
      {column.kind === 'average' ? (
        <AveragePanel sheet={sheet} student={student} scope={column.scope} onClose={close} />
      ) : record === undefined ? null : (
        <RecordPanel
          integrationId={integrationId}
          open={record}
          asOf={asOf}
          tab={tab}
          onTab={(next) => onState({ ...state, tab: next }, { replace: true })}
          onClose={close}
          hrefOfRecord={({ sourcedId }) => recordHref(integrationId, sourcedId, asOf)}
        />
      )}
    </SidePanel>
  );
}

/** The result where there is one, else the line item. */
function recordOf(sheet: Sheet, student: number, column: SheetColumn) {
  const { data } = sheet;
  const sourcedId =
    column.kind === 'student'
      ? data.students[student]?.sourcedId
      : column.kind === 'item'
        ? (sheet.scoreOf(student, column.item)?.sourcedId ?? data.lineItems[column.item]?.sourcedId)
        : undefined;
  const id = sourcedId === undefined ? undefined : parseSourcedId(sourcedId);
  return sourcedId === undefined || id === undefined ? undefined : { entity: id.entity, sourcedId };
}
