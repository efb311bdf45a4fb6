import { ActionIcon, Button, Group, NativeSelect, Popover } from '@mantine/core';
import { IconFilterPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { FilterColumn } from './filter-columns.ts';
import { FilterEditor } from './filter-editor.tsx';
import { valueCount, withChip, withNewChip, withoutChip, type FilterChip, type FilterSet } from './filter.ts';
import { operatorName, texts } from './texts.ts';

interface Props {
  readonly columns: readonly FilterColumn[];
  readonly filter: FilterSet;
  readonly onFilter: (filter: FilterSet) => void;
}

/** The filters of a list as chips; each opens to be changed. */
export function FilterBar({ columns, filter, onFilter }: Props) {
  const { chips, join } = filter;
  return (
    <Group gap={6} component="section" aria-label={texts.filters}>
      {chips.length < 2 ? null : (
        <NativeSelect
          size="xs"
          w="9.5rem"
          aria-label={texts.joinLabel}
          value={join}
          onChange={(event) => onFilter({ ...filter, join: event.currentTarget.value === 'or' ? 'or' : 'and' })}
          data={[
            { value: 'and', label: `Match ${texts.joinAnd}` },
            { value: 'or', label: `Match ${texts.joinOr}` },
          ]}
        />
      )}
      {chips.map((chip, at) => (
        <Chip
          // Two filters may be the same in every respect but their place.
          // oxlint-disable-next-line react/no-array-index-key
          key={`${at} ${chip.column}`}
          chip={chip}
          columns={columns}
          onChange={(next) => onFilter(withChip(filter, at, next))}
          onRemove={() => onFilter(withoutChip(filter, at))}
        />
      ))}
      <AddButton columns={columns} onAdd={(chip) => onFilter(withNewChip(filter, chip))} />
      {chips.length === 0 ? null : (
        <Button size="xs" variant="subtle" color="gray" onClick={() => onFilter({ ...filter, chips: [] })}>
          {texts.clearFilters}
        </Button>
      )}
    </Group>
  );
}

interface ChipProps {
  readonly chip: FilterChip;
  readonly columns: readonly FilterColumn[];
  readonly onChange: (chip: FilterChip) => void;
  readonly onRemove: () => void;
}

function Chip({ chip, columns, onChange, onRemove }: ChipProps) {
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

function AddButton({ columns, onAdd }: Pick<Props, 'columns'> & { readonly onAdd: (chip: FilterChip) => void }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={280} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconFilterPlus size={16} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          {texts.addFilter}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={texts.addFilter}>
        <FilterEditor
          columns={columns}
          chip={null}
          onApply={(chip) => {
            setOpen(false);
            onAdd(chip);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

/** A filter in words, such as “Family name contains “smi””. */
export function chipText({ column: id, key, operator, values }: FilterChip, columns: readonly FilterColumn[]): string {
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
