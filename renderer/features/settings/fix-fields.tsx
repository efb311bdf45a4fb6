import { Checkbox, Stack, Text, TextInput, Title } from '@mantine/core';
import { fixesSchema } from '../../../shared/integration/fixes.ts';
import { fixTexts } from './texts.ts';
import type { SettingsInUse } from './use-settings.ts';

/** What may be put right on the way to PowerSchool, all of it off until it is chosen. */
export function FixFields({ file, change, errorAt }: SettingsInUse) {
  const now = { ...fixesSchema.parse({}), ...file.fixes };
  return (
    <Stack component="section" aria-labelledby="settings-fixes">
      <div>
        <Title order={2} size="h4" id="settings-fixes">
          {fixTexts.title}
        </Title>
        <Text size="sm">{fixTexts.hint}</Text>
      </div>
      <Checkbox
        label={fixTexts.shortenNames.label}
        description={fixTexts.shortenNames.hint}
        checked={now.shortenNames}
        onChange={({ currentTarget }) => change({ fixes: { shortenNames: currentTarget.checked } })}
      />
      <Checkbox
        label={fixTexts.capitalizeScoreTypes.label}
        description={fixTexts.capitalizeScoreTypes.hint}
        checked={now.capitalizeScoreTypes}
        onChange={({ currentTarget }) => change({ fixes: { capitalizeScoreTypes: currentTarget.checked } })}
      />
      <TextInput
        label={fixTexts.fallbackCategory.label}
        description={fixTexts.fallbackCategory.hint}
        maxLength={30}
        value={now.fallbackCategory ?? ''}
        onChange={({ currentTarget: { value } }) =>
          change({ fixes: { fallbackCategory: value === '' ? null : value } })
        }
        error={errorAt('fixes.fallbackCategory')}
      />
      <Checkbox
        label={fixTexts.makeFallbackCategory.label}
        description={fixTexts.makeFallbackCategory.hint}
        disabled={now.fallbackCategory === null}
        checked={now.makeFallbackCategory && now.fallbackCategory !== null}
        onChange={({ currentTarget }) => change({ fixes: { makeFallbackCategory: currentTarget.checked } })}
      />
    </Stack>
  );
}
