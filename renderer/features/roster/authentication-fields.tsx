import { Alert, Checkbox, Fieldset, Group, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { authenticationTypes } from '../../../shared/integration/roster.ts';
import { fieldId } from '../setup/step.ts';
import { Part } from './part.tsx';
import type { RosterEditorProps } from './roster-value.ts';
import { authenticationTexts, texts } from './texts.ts';

/** C10: who checks who signs in, and what a meeting has settled. */
export function AuthenticationFields({ value, onChange, errorAt }: RosterEditorProps) {
  const { type = null, signOff = null } = value.authentication ?? {};
  return (
    <Part id="roster-authentication" title={texts.authentication}>
      <Radio.Group
        label={texts.authenticationLabel}
        value={type}
        onChange={(chosen) => {
          const known = authenticationTypes.find((one) => one === chosen);
          if (known !== undefined) onChange({ authentication: { type: known } });
        }}
        error={errorAt?.('roster.authentication.type')}
      >
        <Stack gap="xs" mt="xs">
          {authenticationTypes.map((one, at) => (
            <Radio
              key={one}
              value={one}
              {...(at === 0 ? { id: fieldId('roster.authentication.type') } : {})}
              label={authenticationTexts[one]}
            />
          ))}
        </Stack>
      </Radio.Group>
      {type === 'none' && signOff === null ? (
        <Alert color="yellow" variant="light" role="note" title={texts.noneWarning}>
          <Text size="sm" c="var(--mantine-color-text)">
            {texts.noneWarningHint}
          </Text>
        </Alert>
      ) : null}
      <Checkbox
        label={texts.agreed}
        description={texts.agreedHint}
        checked={signOff !== null}
        onChange={({ currentTarget }) =>
          onChange({ authentication: { signOff: currentTarget.checked ? { by: '', on: today(), note: '' } : null } })
        }
      />
      {signOff === null ? null : (
        <Fieldset legend={texts.agreement}>
          <Stack gap="sm">
            <Group grow align="flex-start">
              <TextInput
                id={fieldId('roster.authentication.signOff.by')}
                label={texts.agreedBy}
                required
                maxLength={100}
                value={signOff.by ?? ''}
                onChange={({ currentTarget }) => onChange({ authentication: { signOff: { by: currentTarget.value } } })}
                error={errorAt?.('roster.authentication.signOff.by')}
              />
              <TextInput
                id={fieldId('roster.authentication.signOff.on')}
                type="date"
                label={texts.agreedOn}
                required
                value={signOff.on ?? ''}
                onChange={({ currentTarget }) => onChange({ authentication: { signOff: { on: currentTarget.value } } })}
                error={errorAt?.('roster.authentication.signOff.on')}
              />
            </Group>
            <Textarea
              label={texts.note}
              description={texts.noteHint}
              autosize
              minRows={1}
              maxRows={5}
              maxLength={500}
              value={signOff.note ?? ''}
              onChange={({ currentTarget }) => onChange({ authentication: { signOff: { note: currentTarget.value } } })}
            />
          </Stack>
        </Fieldset>
      )}
    </Part>
  );
}

function today(): string {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
}
