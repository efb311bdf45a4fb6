import { ActionIcon, Button, Fieldset, Group, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { Schedule } from '../../../shared/integration/schedule.ts';
import { texts } from './texts.ts';

type Blackout = Schedule['blackout'];

interface BlackoutFieldsProps {
  readonly value: Blackout;
  readonly onChange: (value: Blackout) => void;
  readonly problem: (path: string) => string | undefined;
}

/** Days on which nothing begins by itself: the first, the last and why. */
export function BlackoutFields({ value, onChange, problem }: BlackoutFieldsProps) {
  const change = (at: number, part: Partial<Blackout[number]>): void =>
    onChange(value.map((days, index) => (index === at ? { ...days, ...part } : days)));
  return (
    <Fieldset legend={texts.blackouts} miw={0}>
      <Stack gap="sm" align="flex-start">
        {value.map((days, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- Entries have no name of their own and keep their place.
          <Group key={at} align="flex-end" gap="sm">
            <TextInput
              type="date"
              label={texts.first}
              value={days.from}
              error={problem(`blackout.${at}.from`)}
              onChange={({ currentTarget }) => change(at, { from: currentTarget.value })}
            />
            <TextInput
              type="date"
              label={texts.last}
              value={days.to}
              error={problem(`blackout.${at}.to`)}
              onChange={({ currentTarget }) => change(at, { to: currentTarget.value })}
            />
            <TextInput
              label={texts.note}
              maxLength={200}
              value={days.note}
              onChange={({ currentTarget }) => change(at, { note: currentTarget.value })}
            />
            <ActionIcon
              variant="default"
              size="input-sm"
              aria-label={texts.removeBlackout(at + 1)}
              onClick={() => onChange(value.filter((_, index) => index !== at))}
            >
              <IconTrash size={18} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => onChange([...value, { from: '', to: '', note: '' }])}
        >
          {texts.addBlackout}
        </Button>
      </Stack>
    </Fieldset>
  );
}
