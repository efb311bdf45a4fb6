import { Checkbox, NumberInput, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { advancedSchema, type Advanced } from '../../../../shared/integration/config.ts';
import { fieldId } from '../step.ts';
import { advancedTexts as texts } from './advanced-texts.ts';

type Parts = { readonly [K in keyof Advanced]?: Advanced[K] | undefined };

interface Props {
  /** What is missing has its default. */
  readonly value: Parts;
  readonly onChange: (patch: Parts) => void;
  /** The sentence beside a field, by its path in the integration file. */
  readonly errorAt?: (field: string) => string | undefined;
}

const numbers = [
  { key: 'pageSize', min: 0, max: 10_000 },
  { key: 'requestTimeoutSeconds', min: 5, max: 600 },
  { key: 'minimumIntervalMs', min: 0, max: 60_000 },
  { key: 'maxRequestsInFlight', min: 1, max: 8 },
  { key: 'resumeWithinHours', min: 0, max: 168 },
] as const;

const switches = [
  'includeInactiveStudents',
  'includeStaffWithoutSections',
  'includeCoTeachers',
  'changeColumns',
] as const;

/** How PowerSchool is read (S25). Every one has a default that suits most servers. */
export function AdvancedFields({ value, onChange, errorAt }: Props) {
  const now = { ...advancedSchema.parse({}), ...withoutGaps(value) };
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {numbers.map(({ key, min, max }) => (
          <NumberField
            key={key}
            field={`advanced.${key}`}
            text={texts[key]}
            value={now[key]}
            {...{ min, max }}
            onChange={(number) => onChange({ [key]: number })}
            error={errorAt?.(`advanced.${key}`)}
          />
        ))}
        <TextInput
          id={fieldId('advanced.dataVersionApplication')}
          label={texts.dataVersionApplication.label}
          description={texts.dataVersionApplication.hint}
          value={now.dataVersionApplication ?? ''}
          onChange={({ currentTarget }) =>
            onChange({ dataVersionApplication: currentTarget.value === '' ? null : currentTarget.value })
          }
          error={errorAt?.('advanced.dataVersionApplication')}
        />
      </SimpleGrid>
      {switches.map((key) => (
        <Checkbox
          key={key}
          id={fieldId(`advanced.${key}`)}
          label={texts[key].label}
          description={texts[key].hint}
          checked={now[key]}
          onChange={({ currentTarget }) => onChange({ [key]: currentTarget.checked })}
        />
      ))}
    </Stack>
  );
}

const withoutGaps = (value: Parts): Partial<Advanced> =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined));

interface NumberProps {
  readonly field: string;
  readonly text: { readonly label: string; readonly hint: string };
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
  readonly error: string | undefined;
}

/** Whoever empties the field has the number before again when they leave it. */
function NumberField({ field, text, value, min, max, onChange, error }: NumberProps) {
  const [typed, setTyped] = useState<number | string>(value);
  return (
    <NumberInput
      id={fieldId(field)}
      label={text.label}
      description={text.hint}
      {...{ min, max, error }}
      allowDecimal={false}
      value={typed}
      onChange={(changed) => {
        setTyped(changed);
        if (typeof changed === 'number') onChange(changed);
      }}
      onBlur={() => {
        if (typed === '') setTyped(value);
      }}
    />
  );
}
