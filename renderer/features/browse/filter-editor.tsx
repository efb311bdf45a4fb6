import { Autocomplete, Button, Checkbox, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FilterColumn } from './filter-columns.ts';
import { isComplete, isOperator, valueCount, type FilterChip, type Operator } from './filter.ts';
import { operatorName, texts } from './texts.ts';

interface Props {
  readonly columns: readonly FilterColumn[];
  /** Null for a new one. */
  readonly chip: FilterChip | null;
  readonly onApply: (chip: FilterChip) => void;
  readonly onRemove?: () => void;
}

/** One filter: column, condition and values, with the conditions that fit the column. */
export function FilterEditor({ columns, chip, onApply, onRemove }: Props) {
  const [draft, setDraft] = useState<FilterChip>(() => chip ?? newChip(columns[0]));
  const column = columns.find(({ id }) => id === draft.column) ?? columns[0];
  if (column === undefined) return null;
  const { type } = column;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete(draft, type)) onApply(draft);
      }}
    >
      <Stack gap="xs">
        <NativeSelect
          size="xs"
          label={texts.column}
          value={draft.column}
          onChange={(event) => setDraft(newChip(columns.find(({ id }) => id === event.currentTarget.value)))}
          data={columns.map(({ id, label }) => ({ value: id, label }))}
        />
        {type === 'metadata' ? (
          <Autocomplete
            size="xs"
            label={texts.metadataKey}
            placeholder={texts.metadataKeyHint}
            data={[...column.keys]}
            value={draft.key ?? ''}
            onChange={(key) => setDraft({ ...draft, key })}
            comboboxProps={{ withinPortal: false }}
          />
        ) : null}
        <NativeSelect
          size="xs"
          label={texts.operator}
          value={draft.operator}
          onChange={(event) => {
            const operator = event.currentTarget.value;
            if (isOperator(operator)) setDraft({ ...draft, operator, values: valuesFor(operator, draft.values) });
          }}
          data={column.operators.map((operator) => ({ value: operator, label: operatorName(operator, type) }))}
        />
        <ValueInputs column={column} draft={draft} onChange={(values) => setDraft({ ...draft, values })} />
        <Group justify="space-between" mt={4}>
          {onRemove === undefined ? (
            <span />
          ) : (
            <Button size="xs" variant="subtle" color="red" onClick={onRemove}>
              {texts.remove}
            </Button>
          )}
          <Button size="xs" type="submit" disabled={!isComplete(draft, type)}>
            {texts.apply}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface ValueProps {
  readonly column: FilterColumn;
  readonly draft: FilterChip;
  readonly onChange: (values: readonly string[]) => void;
}

function ValueInputs({ column, draft, onChange }: ValueProps) {
  const count = valueCount(draft.operator);
  if (count === 'many')
    return (
      <Checkbox.Group size="xs" label={texts.value} value={[...draft.values]} onChange={onChange}>
        <Stack gap={6} mt={4}>
          {column.options.map(({ value, label }) => (
            <Checkbox key={value} size="xs" value={value} label={label} />
          ))}
        </Stack>
      </Checkbox.Group>
    );
  if (count === 1 && column.options.length > 0)
    return (
      <NativeSelect
        size="xs"
        label={texts.value}
        value={draft.values[0] ?? ''}
        onChange={(event) => onChange([event.currentTarget.value])}
        data={[...column.options]}
      />
    );
  const labels = count === 2 ? [texts.from, texts.to] : [texts.value];
  return labels.slice(0, count).map((label, at) => (
    <TextInput
      key={label}
      size="xs"
      label={label}
      dir="auto"
      type={isDay(column) ? 'date' : 'text'}
      inputMode={column.type === 'number' ? 'decimal' : 'text'}
      value={draft.values[at] ?? ''}
      onChange={(event) => {
        const values = labels.map((_, place) => draft.values[place] ?? '');
        onChange(values.with(at, event.currentTarget.value));
      }}
    />
  ));
}

const isDay = ({ type }: FilterColumn): boolean => type === 'date' || type === 'moment';

const newChip = (column: FilterColumn | undefined): FilterChip => {
  const operator = column?.operators[0] ?? 'contains';
  return {
    column: column?.id ?? '',
    ...(column?.type === 'metadata' ? { key: column.keys.find((key) => key === 'categoryId') ?? '' } : {}),
    operator,
    values: column?.type === 'boolean' && operator === 'equals' ? ['true'] : [],
  };
};

/** What was entered stays where the new condition can use it. */
function valuesFor(operator: Operator, values: readonly string[]): readonly string[] {
  const count = valueCount(operator);
  return count === 'many' ? [] : values.slice(0, count);
}
