import { Anchor } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { ColumnType } from '../../../shared/browse/columns.ts';
import type { Cell, NamedReference } from '../../../shared/ipc/contract/browse.ts';
import { formatSecond } from '../../components/format.ts';
import { choiceName, texts } from './texts.ts';

const dates = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' });
const figures = new Intl.NumberFormat('en-US', { maximumFractionDigits: 4, useGrouping: false });

export const isReference = (value: unknown): value is NamedReference =>
  typeof value === 'object' && value !== null && 'sourcedId' in value && 'view' in value && 'name' in value;

/** A value in words: what is copied, and what a cell shows. A calendar date is never shifted by a time zone. */
export function cellText(value: Cell, type: ColumnType): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? texts.yes : texts.no;
  if (typeof value === 'number') return figures.format(value);
  if (typeof value === 'string') return written(value, type);
  if (Array.isArray(value)) return value.map((each) => cellText(each, type)).join(', ');
  if (isReference(value)) return value.name === '' ? value.sourcedId : value.name;
  return JSON.stringify(value);
}

function written(value: string, type: ColumnType): string {
  switch (type) {
    case 'date':
      return dateText(value);
    case 'moment':
      return formatSecond(value);
    case 'enum':
      return choiceName(value);
    default:
      return value;
  }
}

function dateText(value: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(time) ? value : dates.format(time);
}

interface Props {
  readonly value: Cell;
  readonly type: ColumnType;
  readonly hrefOfRecord: (reference: NamedReference) => string;
  /** In a grid the keys are the grid's: its links are not stops of their own. */
  readonly isInGrid?: boolean;
}

/** A value as it is shown. Texts are only ever shown, in the direction of their own script. */
export function CellContent({ value, type, hrefOfRecord, isInGrid = false }: Props) {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0))
    return isInGrid ? null : <span aria-hidden>–</span>;
  if (typeof value === 'boolean') return <Mark value={value} />;
  const parts: readonly Cell[] = Array.isArray(value) ? value : [value];
  return (
    <span className="gs-grid-text" dir="auto" title={isInGrid ? cellText(value, type) : undefined}>
      {parts.map((part, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- The same value may stand twice in a list.
        <span key={at}>
          {at === 0 ? null : ', '}
          {isReference(part) && part.name !== '' ? (
            <Anchor href={hrefOfRecord(part)} inherit tabIndex={isInGrid ? -1 : 0} className="gs-record-link">
              <bdi>{part.name}</bdi>
            </Anchor>
          ) : (
            <bdi>{cellText(part, type)}</bdi>
          )}
        </span>
      ))}
    </span>
  );
}

const Mark = ({ value }: { readonly value: boolean }) => (
  <span className={value ? 'gs-yes' : 'gs-dim'}>
    {value ? <IconCheck size="1.1em" aria-hidden /> : null}
    {value ? texts.yes : texts.no}
  </span>
);
