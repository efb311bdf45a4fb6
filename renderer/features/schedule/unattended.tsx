import { Button, Code, CopyButton, Stack, Text, Title } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useClient } from '../../api/client-context.ts';
import { commandsQuery } from './queries.ts';
import { kindNames, systemNames, texts } from './texts.ts';

interface UnattendedProps {
  readonly integrationId: string;
  readonly isTwoWay: boolean;
}

/** What the operating system's own scheduler is given, for a computer on which nobody has the application open. */
export function Unattended({ integrationId, isTwoWay }: UnattendedProps) {
  const commands = useQuery(commandsQuery(useClient(), integrationId));
  if (commands.data === undefined) return null;
  const system = systemNames[commands.data.system];
  return (
    <Stack component="section" gap="sm" align="flex-start" aria-labelledby="unattended">
      <Title order={2} size="h4" id="unattended">
        {texts.unattended}
      </Title>
      <Text size="sm">{texts.unattendedHint[commands.data.system]}</Text>
      {isTwoWay ? <Text size="sm">{texts.unattendedTwoWay}</Text> : null}
      {(['incremental', 'full'] as const).map((kind) => (
        <Stack key={kind} gap={6} align="flex-start" w="100%">
          <Code block w="100%" className="gs-name" tabIndex={0}>
            {commands.data[kind]}
          </Code>
          <CopyButton value={commands.data[kind]}>
            {({ copied, copy }) => (
              <Button
                variant="default"
                leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
                onClick={copy}
              >
                {copied ? texts.copied : texts.copy(kindNames[kind][0], system)}
              </Button>
            )}
          </CopyButton>
        </Stack>
      ))}
    </Stack>
  );
}
