import { Checkbox, Group, NumberInput, Stack, Text, Title } from '@mantine/core';
import { retentionSchema, type Retention } from '../../../shared/integration/retention.ts';
import { retentionFields, retentionTexts } from './retention-texts.ts';
import type { SettingsInUse } from './use-settings.ts';

// SAFETY: the keys of a constant.
const fields = Object.keys(retentionFields) as readonly (keyof Retention)[];
const usual = retentionSchema.parse({});
/** Where one has no usual number of days. */
const someYears = 1825;

/** How long each kind of data is kept, in days or for ever. */
export function RetentionPart({ file, change, errorAt }: SettingsInUse) {
  const now = { ...usual, ...file.retention };
  return (
    <Stack component="section" gap="sm" aria-labelledby="settings-retention">
      <div>
        <Title order={2} size="h4" id="settings-retention">
          {retentionTexts.title}
        </Title>
        <Text size="sm">{retentionTexts.lead}</Text>
      </div>
      {fields.map((field) => {
        const { label, hint } = retentionFields[field];
        const days = now[field];
        return (
          <Stack key={field} gap={4}>
            <Text size="sm" fw={500}>
              {label}
            </Text>
            <Text size="xs" c="dimmed">
              {hint}
            </Text>
            <Group gap="md">
              <NumberInput
                size="xs"
                w={120}
                min={1}
                max={36_500}
                aria-label={retentionTexts.days(label)}
                suffix=" days"
                disabled={days === null}
                value={days ?? ''}
                // An empty field keeps what it was: for ever is chosen beside it.
                onChange={(value) => {
                  if (typeof value === 'number') change({ retention: { [field]: value } });
                }}
                error={errorAt(`retention.${field}`)}
              />
              <Checkbox
                size="xs"
                label={retentionTexts.forEver}
                aria-label={retentionTexts.forEverOf(label)}
                checked={days === null}
                onChange={({ currentTarget }) =>
                  change({ retention: { [field]: currentTarget.checked ? null : (usual[field] ?? someYears) } })
                }
              />
            </Group>
          </Stack>
        );
      })}
    </Stack>
  );
}
