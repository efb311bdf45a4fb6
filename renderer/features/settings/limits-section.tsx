import { Checkbox, NumberInput, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { limitsSchema, type Limits } from '../../../shared/integration/config.ts';
import type { IntegrationDocument } from '../../../shared/ipc/contract/integrations.ts';
import { PageHeading } from '../../components/page-heading.tsx';
import { AdvancedFields } from '../setup/connection/advanced-fields.tsx';
import { FixFields } from './fix-fields.tsx';
import { SaveBar } from './save-bar.tsx';
import { limitTexts, sectionTexts, texts } from './texts.ts';
import { useSettings, type SettingsInUse } from './use-settings.ts';

/** The guards in plain words, and how PowerSchool is read (S25). */
export function LimitsSection({ stored }: { readonly stored: IntegrationDocument }) {
  const settings = useSettings(stored);
  return (
    <>
      <PageHeading {...sectionTexts.limits} />
      <Stack component="section" aria-labelledby="settings-limits">
        <div>
          <Title order={2} size="h4" id="settings-limits">
            {texts.limits}
          </Title>
          <Text size="sm">{texts.limitsHint}</Text>
        </div>
        <LimitFields {...settings} />
      </Stack>
      {stored.config.mode === 'two-way' ? <FixFields {...settings} /> : null}
      <Stack component="section" aria-labelledby="settings-advanced">
        <Title order={2} size="h4" id="settings-advanced">
          {texts.advancedTitle}
        </Title>
        <AdvancedFields
          value={settings.file.advanced ?? {}}
          onChange={(patch) => settings.change({ advanced: patch })}
          errorAt={settings.errorAt}
        />
      </Stack>
      <SaveBar settings={settings} />
    </>
  );
}

const numbers: readonly { readonly key: Exclude<keyof Limits, 'allowEmpty'>; readonly max: number }[] = [
  { key: 'removalPercent', max: 100 },
  { key: 'removalMinimum', max: 1_000_000 },
  { key: 'changePercent', max: 100 },
  { key: 'blankedScores', max: 1_000_000 },
  { key: 'zeroedScores', max: 1_000_000 },
  { key: 'averageShift', max: 100 },
];

/** Whoever empties a field is told that a number is missing: a limit that nobody set would be none. */
function LimitFields({ file, change, errorAt }: SettingsInUse) {
  const now = { ...limitsSchema.parse({}), ...file.limits };
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {numbers.map(({ key, max }) => (
          <NumberInput
            key={key}
            label={limitTexts[key].label}
            description={limitTexts[key].hint}
            min={0}
            max={max}
            clampBehavior="strict"
            allowNegative={false}
            value={now[key] ?? ''}
            // An empty field is no number, which the schema says when the whole is parsed.
            onChange={(value) => change({ limits: { [key]: value === '' ? null : value } })}
            error={errorAt(`limits.${key}`)}
          />
        ))}
      </SimpleGrid>
      <Checkbox
        label={limitTexts.allowEmpty.label}
        description={limitTexts.allowEmpty.hint}
        checked={now.allowEmpty === true}
        onChange={({ currentTarget }) => change({ limits: { allowEmpty: currentTarget.checked } })}
      />
    </>
  );
}
