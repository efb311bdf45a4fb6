import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import type { Output } from '../../../shared/ipc/contract.ts';
import { issueSeverities } from '../../../shared/ipc/contract/issues.ts';
import { entityTypes } from '../../../shared/oneroster/entity.ts';
import { formatNumber } from '../../components/format.ts';
import { entityWords } from '../../components/words.ts';
import { noFilter, type IssueState } from './address.ts';
import { severityWords, texts } from './texts.ts';

interface Props {
  readonly filter: IssueState;
  readonly schools: Output<'issues.groups'>['schools'];
  readonly onFilter: (filter: IssueState) => void;
}

const all = { value: '', label: texts.all };

/** What narrows the issues down. Typing is waited for. */
export function IssueFilters({ filter, schools, onFilter }: Props) {
  const [typed, setTyped] = useState(filter.text);
  const look = useDebouncedCallback((text: string) => onFilter({ ...filter, text }), 250);
  const { severity, entity, schoolKey } = filter;
  return (
    <Group component="fieldset" className="gs-plain-fieldset" gap="sm" align="flex-end" aria-label={texts.filters}>
      <NativeSelect
        size="xs"
        label={texts.severity}
        value={severity ?? ''}
        onChange={({ currentTarget: { value } }) =>
          onFilter({ ...filter, severity: issueSeverities.find((one) => one === value) ?? null })
        }
        data={[all, ...issueSeverities.map((value) => ({ value, label: severityWords[value] }))]}
      />
      <NativeSelect
        size="xs"
        label={texts.entity}
        value={entity ?? ''}
        onChange={({ currentTarget: { value } }) =>
          onFilter({ ...filter, entity: entityTypes.find((one) => one === value) ?? null })
        }
        data={[all, ...entityTypes.map((value) => ({ value, label: entityWords[value] }))]}
      />
      <NativeSelect
        size="xs"
        label={texts.school}
        value={schoolKey ?? ''}
        onChange={({ currentTarget: { value } }) =>
          onFilter({ ...filter, schoolKey: value === '' ? null : Number(value) })
        }
        data={[
          all,
          ...schools.map(({ key, name, count }) => ({
            value: String(key),
            label: `${name ?? texts.district} (${formatNumber(count)})`,
          })),
        ]}
      />
      <TextInput
        size="xs"
        type="search"
        dir="auto"
        label={texts.text}
        maxLength={200}
        value={typed}
        onChange={({ currentTarget: { value } }) => {
          setTyped(value);
          look(value);
        }}
      />
      <Button
        size="xs"
        variant="default"
        disabled={JSON.stringify(filter) === JSON.stringify({ ...noFilter, runId: filter.runId })}
        onClick={() => {
          setTyped('');
          onFilter({ ...noFilter, runId: filter.runId });
        }}
      >
        {texts.clear}
      </Button>
    </Group>
  );
}
