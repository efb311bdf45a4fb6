import { Button, Checkbox, Radio, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { IntegrationDocument } from '../../../shared/ipc/contract/integrations.ts';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { modeWords } from '../../components/words.ts';
import { navigate } from '../../route.ts';
import { DeleteIntegration } from './delete-integration.tsx';
import { SaveBar } from './save-bar.tsx';
import { sectionTexts, texts } from './texts.ts';
import { useSettings } from './use-settings.ts';

/** What the integration is called, what it is for, and what was fixed when it was created (S17, S20). */
export function GeneralSection({ stored }: { readonly stored: IntegrationDocument }) {
  const settings = useSettings(stored);
  const { file, change, errorAt } = settings;
  return (
    <>
      <PageHeading {...sectionTexts.general} />
      <TextInput
        label={texts.name}
        description={texts.nameHint}
        required
        maxLength={100}
        value={file.name ?? ''}
        onChange={({ currentTarget }) => change({ name: currentTarget.value })}
        error={errorAt('name')}
      />
      <Radio.Group
        label={texts.environment}
        value={file.environment ?? 'production'}
        onChange={(value) => change({ environment: value === 'test' ? 'test' : 'production' })}
        error={errorAt('environment')}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="production" label={texts.production} />
          <Radio value="test" label={texts.test} />
        </Stack>
      </Radio.Group>
      {stored.config.gradeSync.enabled ? (
        <Checkbox
          label={texts.pause}
          description={texts.pauseHint}
          checked={file.gradeSync?.paused === true}
          onChange={({ currentTarget }) => change({ gradeSync: { paused: currentTarget.checked } })}
        />
      ) : null}
      <SaveBar settings={settings} />
      <Fixed stored={stored} />
      <DeleteIntegration stored={stored} />
    </>
  );
}

function Fixed({ stored: { integrationId, config, isSandbox } }: { readonly stored: IntegrationDocument }) {
  const client = useClient();
  const { enabled } = config.gradeSync;
  const create = useMutation({
    mutationFn: () => client.call('drafts.create', { copyOf: integrationId }),
    onSuccess: ({ draftId }) => navigate({ screen: 'setup', draftId }),
  });
  return (
    <Stack component="section" gap="xs" aria-labelledby="settings-fixed">
      <Title order={2} size="h4" id="settings-fixed">
        {texts.fixed}
      </Title>
      <Text size="sm" c="dimmed">
        {texts.fixedHint}
      </Text>
      <Text>{`${texts.mode}: ${modeWords[config.mode]}`}</Text>
      <Text>{`${texts.gradeSync}: ${enabled ? texts.gradeSyncOn : texts.gradeSyncOff}`}</Text>
      {enabled || isSandbox ? null : (
        <>
          <Text size="sm">{texts.whyOff}</Text>
          <Button
            variant="default"
            w="fit-content"
            loading={create.isPending}
            aria-describedby="settings-create-with"
            onClick={() => create.mutate()}
          >
            {texts.createWith}
          </Button>
          <Text size="sm" c="dimmed" id="settings-create-with">
            {texts.createWithHint}
          </Text>
          {create.error === null ? null : <ErrorNote error={create.error} />}
        </>
      )}
    </Stack>
  );
}
