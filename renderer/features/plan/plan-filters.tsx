import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import type { PlanTotal } from '../../../shared/ipc/contract/plans.ts';
import { everything, type Looked } from './queries.ts';
import { itemStateWords, planTexts, recordWords, sideNames } from './texts.ts';

interface Props {
  /** What the plan holds: only that can be chosen. */
  readonly totals: readonly PlanTotal[];
  /** As chosen and typed just now. */
  readonly looked: Looked;
  readonly onLook: (looked: Looked) => void;
}

const choices = [
  { key: 'target', label: planTexts.to, words: sideNames },
  { key: 'entity', label: planTexts.records, words: recordWords },
  { key: 'action', label: planTexts.action, words: planTexts.totalsHead },
  { key: 'state', label: planTexts.state, words: itemStateWords },
] as const;

/** What narrows a plan down. */
export function PlanFilters({ totals, looked, onLook }: Props) {
  return (
    <Group component="fieldset" className="gs-plain-fieldset" gap="sm" align="flex-end" aria-label={planTexts.filters}>
      {choices.map(({ key, label, words }) => (
        <NativeSelect
          key={key}
          size="xs"
          label={label}
          value={looked.filter[key] ?? ''}
          onChange={({ currentTarget: { value } }) =>
            onLook({ ...looked, filter: { ...looked.filter, [key]: value === '' ? undefined : value } })
          }
          data={[
            { value: '', label: planTexts.all },
            ...[...new Set(totals.map((total) => total[key]))].map((value) => ({
              value,
              label: (words as Readonly<Record<string, string>>)[value] ?? value,
            })),
          ]}
        />
      ))}
      <TextInput
        size="xs"
        type="search"
        dir="auto"
        label={planTexts.search}
        maxLength={200}
        value={looked.search}
        onChange={({ currentTarget: { value } }) => onLook({ ...looked, search: value })}
      />
      <Button
        size="xs"
        variant="default"
        disabled={Object.values(looked.filter).every((value) => value === undefined) && looked.search === ''}
        onClick={() => onLook(everything)}
      >
        {planTexts.clear}
      </Button>
    </Group>
  );
}
