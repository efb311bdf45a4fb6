import { Button, Code, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { IntegrationDocument } from '../../../shared/ipc/contract/integrations.ts';
import { copyText } from '../../components/copy-text.ts';
import { PageHeading } from '../../components/page-heading.tsx';
import { DeleteLocalData, PurgePart } from './purge-part.tsx';
import { RetentionPart } from './retention-part.tsx';
import { SaveBar } from './save-bar.tsx';
import { sectionTexts, texts } from './texts.ts';
import { useSettings } from './use-settings.ts';

/** Where the data are, what leaves this computer, and how long it is kept. */
export function DataSection({ stored }: { readonly stored: IntegrationDocument }) {
  const { folder } = stored;
  const settings = useSettings(stored);
  const [isCopied, setCopied] = useState(false);
  return (
    <>
      <PageHeading {...sectionTexts.data} />
      <Stack component="section" gap="xs" aria-labelledby="settings-folder">
        <Title order={2} size="h4" id="settings-folder">
          {texts.folder}
        </Title>
        <Code block className="gs-path" data-testid="folder">
          {folder}
        </Code>
        <Group>
          <Button variant="default" size="xs" onClick={() => setCopied(copyText(folder))}>
            {texts.copy}
          </Button>
          <Text size="sm" component="output">
            {isCopied ? texts.copied : ''}
          </Text>
        </Group>
        <Text size="sm">{texts.folderHint}</Text>
      </Stack>
      <Part id="settings-secrets" title={texts.secretsTitle} text={texts.secretsText} />
      <Part id="settings-network" title={texts.networkTitle} text={texts.networkText} />
      <RetentionPart {...settings} />
      <SaveBar settings={settings} />
      <PurgePart stored={stored} isChanged={settings.isChanged} />
      <DeleteLocalData stored={stored} />
    </>
  );
}

const Part = ({ id, title, text }: { readonly id: string; readonly title: string; readonly text: string }) => (
  <Stack component="section" gap="xs" aria-labelledby={id}>
    <Title order={2} size="h4" id={id}>
      {title}
    </Title>
    <Text size="sm">{text}</Text>
  </Stack>
);
