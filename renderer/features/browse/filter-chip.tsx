import { ActionIcon, Popover } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { FilterColumn } from './filter-columns.ts';
import { FilterEditor } from './filter-editor.tsx';
import { valueCount, type FilterChip } from './filter.ts';
import { operatorName, texts } from './texts.ts';

interface Props {
  readonly chip: FilterChip;
  readonly columns: readonly FilterColumn[];
  readonly onChange: (chip: FilterChip) => void;
  readonly onRemove: () => void;
}

/** One filter in words; it opens to be changed. */
export function Chip({ chip, columns, onChange, onRemove }: Props) {
  const [isOpen, setOpen] = useState(false);
  const text = chipText(chip, columns);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={280} shadow="md" trapFocus returnFocus>
      <span className="gs-chip">
        <Popover.Target>
          <button
            type="button"
            className="gs-chip-text"
            aria-label={texts.editFilter(text)}
            onClick={() => setOpen(!isOpen)}
          >
            <bdi>{text}</bdi>
          </button>
        </Popover.Target>
        <ActionIcon variant="transparent" size="xs" aria-label={texts.removeFilter(text)} onClick={onRemove}>
          <IconX size={14} aria-hidden />
        </ActionIcon>
      </span>
      <Popover.Dropdown aria-label={texts.editFilter(text)}>
        <FilterEditor
          columns={columns}
          chip={chip}
          onApply={(next) => {
            setOpen(false);
            onChange(next);
          }}
          onRemove={onRemove}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

/** A filter in words, such as “Family name contains “smi””. */
function chipText({ column: id, key, operator, values }: FilterChip, columns: readonly FilterColumn[]): string {
  const column = columns.find((each) => each.id === id);
  const type = column?.type ?? 'text';
  const name = key === undefined ? (column?.label ?? id) : `${column?.label ?? id} ${key}`;
  const shown = values.map((value) => column?.options.find((option) => option.value === value)?.label ?? value);
  const count = valueCount(operator);
  const isQuoted = column?.options.length === 0 && !['number', 'date', 'moment'].includes(type);
  const words = isQuoted ? shown.map((value) => `“${value}”`) : shown;
  return [name, operatorName(operator, type), ...(count === 0 ? [] : [words.join(count === 2 ? ' – ' : ', ')])].join(
    ' ',
  );
}
