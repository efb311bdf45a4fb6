import { Anchor, Button, Group, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { IconCheck, IconCopy, IconMail } from '@tabler/icons-react';
import { useState } from 'react';
import { copyText } from '../../../components/copy-text.ts';
import { fieldId, problemAt, type StepProps } from '../step.ts';
import { activationLetter, activationTexts as texts } from './activation-texts.ts';

/** S23: in Import with Grade Sync, support activates it; nothing behind this step opens before they have confirmed it. */
export function ActivationStep({ draft, change, ...shown }: StepProps) {
  const activation = draft.file.gradeSync?.activation ?? {};
  const set = (patch: Partial<Record<'reference' | 'confirmedOn' | 'confirmedBy', string>>): void =>
    change({ gradeSync: { activation: { ...activation, ...patch } } });
  return (
    <Stack gap="xl">
      <Letter draft={draft} />
      <Stack component="section" aria-labelledby="confirmation">
        <Title order={2} size="h4" id="confirmation">
          {texts.confirmation}
        </Title>
        <Text size="sm">{texts.confirmationHint}</Text>
        <TextInput
          id={fieldId('gradeSync.activation.reference')}
          label={texts.reference}
          description={texts.referenceHint}
          required
          value={activation.reference ?? ''}
          onChange={({ currentTarget }) => set({ reference: currentTarget.value })}
          error={problemAt(shown, 'gradeSync.activation.reference')}
        />
        <Group grow align="flex-start">
          <TextInput
            id={fieldId('gradeSync.activation.confirmedOn')}
            type="date"
            label={texts.confirmedOn}
            required
            value={activation.confirmedOn ?? ''}
            onChange={({ currentTarget }) => set({ confirmedOn: currentTarget.value })}
            error={problemAt(shown, 'gradeSync.activation.confirmedOn')}
          />
          <TextInput
            id={fieldId('gradeSync.activation.confirmedBy')}
            label={texts.confirmedBy}
            required
            value={activation.confirmedBy ?? ''}
            onChange={({ currentTarget }) => set({ confirmedBy: currentTarget.value })}
            error={problemAt(shown, 'gradeSync.activation.confirmedBy')}
          />
        </Group>
      </Stack>
    </Stack>
  );
}

function Letter({ draft }: Pick<StepProps, 'draft'>) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const letter = activationLetter(draft);
  const mail = `mailto:?subject=${encodeURIComponent(texts.subject)}&body=${encodeURIComponent(letter)}`;
  return (
    <Stack component="section" aria-labelledby="request">
      <Title order={2} size="h4" id="request">
        {texts.request}
      </Title>
      <Text size="sm">{texts.requestHint}</Text>
      <Textarea label={texts.letter} value={letter} readOnly autosize minRows={8} />
      <Group>
        <Button
          variant="default"
          leftSection={copied === true ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
          onClick={() => setCopied(copyText(letter))}
        >
          {texts.copy}
        </Button>
        <Anchor href={mail} target="_blank" rel="noreferrer" size="sm">
          <Group component="span" gap={6} wrap="nowrap">
            <IconMail size={16} aria-hidden />
            {texts.mail}
          </Group>
        </Anchor>
        <Text size="sm" component="output">
          {copied === null ? '' : copied ? texts.copied : texts.notCopied}
        </Text>
      </Group>
    </Stack>
  );
}
