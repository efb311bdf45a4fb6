import { ActionIcon, Button, Checkbox, Group, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { Transform } from '../../../shared/integration/mapping/transforms.ts';

interface Props<T> {
  readonly step: T;
  readonly onChange: (step: Transform) => void;
}

/** The parameters of one step. */
export function StepFields({ step, onChange }: Props<Transform>) {
  switch (step.kind) {
    case 'constant':
      return (
        <TextInput
          label="Value"
          value={step.value}
          onChange={({ currentTarget }) => onChange({ ...step, value: currentTarget.value })}
        />
      );
    case 'template':
      return <TemplateFields step={step} onChange={onChange} />;
    case 'firstNonEmpty':
      return null;
    case 'trim':
      return (
        <Checkbox
          label="Several spaces inside become one"
          checked={step.inner}
          onChange={({ currentTarget }) => onChange({ ...step, inner: currentTarget.checked })}
        />
      );
    case 'case':
      return (
        <Select
          label="To"
          allowDeselect={false}
          data={[
            { value: 'lower', label: 'lower case' },
            { value: 'upper', label: 'UPPER CASE' },
            { value: 'title', label: 'Title Case' },
          ]}
          value={step.to}
          onChange={(to) => onChange({ ...step, to: to ?? 'lower' })}
        />
      );
    case 'replace':
      return <ReplaceFields step={step} onChange={onChange} />;
    case 'lookup':
      return <LookupFields step={step} onChange={onChange} />;
    case 'dateFormat':
      return (
        <Group grow>
          <TextInput
            label="From pattern"
            value={step.from}
            onChange={({ currentTarget }) => onChange({ ...step, from: currentTarget.value })}
          />
          <TextInput
            label="To pattern"
            value={step.to}
            onChange={({ currentTarget }) => onChange({ ...step, to: currentTarget.value })}
          />
        </Group>
      );
    case 'numberScale':
      return <ScaleFields step={step} onChange={onChange} />;
  }
}

type Of<K extends Transform['kind']> = Extract<Transform, { kind: K }>;

const TemplateFields = ({ step, onChange }: Props<Of<'template'>>) => (
  <Stack gap="xs">
    <TextInput
      label="Template"
      description="Sources in braces, such as {givenName}.{familyName}"
      value={step.text}
      onChange={({ currentTarget }) => onChange({ ...step, text: currentTarget.value })}
    />
    <Checkbox
      label="Fill it even if a source is empty"
      checked={step.whenEmpty === 'leaveOut'}
      onChange={({ currentTarget }) => onChange({ ...step, whenEmpty: currentTarget.checked ? 'leaveOut' : 'issue' })}
    />
  </Stack>
);

const ReplaceFields = ({ step, onChange }: Props<Of<'replace'>>) => (
  <Stack gap="xs">
    <Group grow>
      <TextInput
        label="Find"
        value={step.find}
        onChange={({ currentTarget }) => onChange({ ...step, find: currentTarget.value })}
      />
      <TextInput
        label="Replace by"
        value={step.with}
        onChange={({ currentTarget }) => onChange({ ...step, with: currentTarget.value })}
      />
    </Group>
    <Checkbox
      label="Upper and lower case do not matter"
      checked={step.ignoreCase}
      onChange={({ currentTarget }) => onChange({ ...step, ignoreCase: currentTarget.checked })}
    />
  </Stack>
);

function LookupFields({ step, onChange }: Props<Of<'lookup'>>) {
  const { table } = step;
  const change = (at: number, part: Partial<(typeof table)[number]>): void =>
    onChange({ ...step, table: table.map((row, place) => (place === at ? { ...row, ...part } : row)) });
  return (
    <Stack gap="xs">
      {table.map(({ from, to }, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- rows have no other name than their place.
        <Group key={at} wrap="nowrap" align="flex-end">
          <TextInput
            label={`Value ${at + 1}`}
            value={from}
            onChange={({ currentTarget }) => change(at, { from: currentTarget.value })}
          />
          <TextInput
            label={`becomes ${at + 1}`}
            value={to}
            onChange={({ currentTarget }) => change(at, { to: currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={`Remove row ${at + 1}`}
            disabled={table.length === 1}
            onClick={() => onChange({ ...step, table: table.filter((_, place) => place !== at) })}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Group>
        <Button
          variant="default"
          size="xs"
          onClick={() => onChange({ ...step, table: [...table, { from: '', to: '' }] })}
        >
          Add a row
        </Button>
        <Checkbox
          label="Upper and lower case do not matter"
          checked={step.ignoreCase}
          onChange={({ currentTarget }) => onChange({ ...step, ignoreCase: currentTarget.checked })}
        />
      </Group>
      <Select
        label="A value that is not in the table"
        allowDeselect={false}
        data={[
          { value: 'issue', label: 'is reported, and nothing is changed' },
          { value: 'keep', label: 'is taken as it is' },
          { value: 'empty', label: 'leaves the attribute empty' },
        ]}
        value={step.otherwise}
        onChange={(otherwise) => onChange({ ...step, otherwise: otherwise ?? 'issue' })}
      />
    </Stack>
  );
}

const ScaleFields = ({ step, onChange }: Props<Of<'numberScale'>>) => (
  <Group grow>
    <NumberInput
      label="Times"
      value={step.factor}
      onChange={(factor) => onChange({ ...step, factor: Number(factor) })}
    />
    <NumberInput
      label="Plus"
      value={step.offset}
      onChange={(offset) => onChange({ ...step, offset: Number(offset) })}
    />
    <NumberInput
      label="Decimals"
      placeholder="all"
      min={0}
      max={6}
      value={step.decimals ?? ''}
      onChange={(decimals) => onChange({ ...step, decimals: decimals === '' ? null : Number(decimals) })}
    />
  </Group>
);
