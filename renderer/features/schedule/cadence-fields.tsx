import { Chip, Fieldset, Group, Input, NativeSelect, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { hourSteps, weekdays, type Cadence } from '../../../shared/integration/schedule.ts';
import { everyNames, kindNames, texts, weekdayNames } from './texts.ts';

interface CadenceFieldsProps {
  readonly kind: 'full' | 'incremental';
  readonly value: Cadence | null;
  readonly onChange: (value: Cadence | null) => void;
  /** What is wrong with a field of it. */
  readonly problem: (field: string) => string | undefined;
}

/** How often one kind of sync is due. */
export function CadenceFields({ kind, value, onChange, problem }: CadenceFieldsProps) {
  const [name, hint] = kindNames[kind];
  return (
    <Fieldset legend={name} miw={0}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {hint}
        </Text>
        <Group align="flex-start">
          <NativeSelect
            label={texts.every}
            data={Object.entries(everyNames).map(([every, label]) => ({ value: every, label }))}
            value={value?.every ?? 'never'}
            onChange={({ currentTarget }) => onChange(cadenceOf(currentTarget.value, value?.at))}
          />
          {value?.every === 'hours' ? (
            <NativeSelect
              label={texts.hours}
              data={hourSteps.map(String)}
              value={String(value.hours)}
              onChange={({ currentTarget }) => {
                const hours = hourSteps.find((step) => String(step) === currentTarget.value) ?? value.hours;
                onChange({ ...value, hours });
              }}
            />
          ) : null}
          {value?.every === 'month' ? (
            <NumberInput
              label={texts.dayOfMonth}
              description={texts.dayHint}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              min={1}
              max={31}
              allowDecimal={false}
              value={value.day}
              error={problem('day')}
              onChange={(day) => onChange({ ...value, day: Number(day) })}
            />
          ) : null}
          {value === null ? null : (
            <TextInput
              type="time"
              label={value.every === 'hours' ? texts.from : texts.at}
              value={value.at}
              error={problem('at')}
              onChange={({ currentTarget }) => onChange({ ...value, at: currentTarget.value })}
            />
          )}
        </Group>
        {value?.every === 'week' ? (
          <Input.Wrapper label={texts.days} labelElement="div" error={problem('days')}>
            <Chip.Group
              multiple
              value={[...value.days]}
              onChange={(days) => onChange({ ...value, days: weekdays.filter((day) => days.includes(day)) })}
            >
              <Group gap="xs" mt={4}>
                {weekdays.map((day) => (
                  <Chip key={day} value={day} aria-label={weekdayNames[day][1]}>
                    {weekdayNames[day][0]}
                  </Chip>
                ))}
              </Group>
            </Chip.Group>
          </Input.Wrapper>
        ) : null}
      </Stack>
    </Fieldset>
  );
}

/** Of another kind, at the same time of day. */
function cadenceOf(every: string, at = '03:00'): Cadence | null {
  if (every === 'hours') return { every, hours: 6, at };
  if (every === 'day') return { every, at };
  if (every === 'week') return { every, days: ['saturday'], at };
  return every === 'month' ? { every, day: 1, at } : null;
}
