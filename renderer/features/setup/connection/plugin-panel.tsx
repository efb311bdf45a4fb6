import { Box, Button, Checkbox, FileButton, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { IconHammer, IconUpload } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SetupTarget } from '../../../../shared/ipc/contract/inputs.ts';
import { useClient } from '../../../api/client-context.ts';
import { ErrorNote, Problem } from '../../../components/error-note.tsx';
import { fieldId } from '../step.ts';
import './connection.css';
import { PluginReport } from './plugin-report.tsx';
import { pluginKey, pluginQuery } from './queries.ts';
import { savePlugin, sendPlugin } from './send-plugin.ts';
import { texts } from './texts.ts';

interface Props {
  readonly target: SetupTarget;
  /** What is missing, once somebody has tried to go on. */
  readonly error?: string | undefined;
  /** What the plugin has to serve, as text: where it changes, the plugin is looked at anew. */
  readonly serves?: string;
}

/** S16, S24: the plugin that support sent, or one that is built here; shown in plain words. */
export function PluginPanel({ target, error, serves = '' }: Props) {
  const client = useClient();
  const queries = useQueryClient();
  const found = useQuery(pluginQuery(client, target, serves));
  const [isOlder, setOlder] = useState(false);
  const [isOver, setOver] = useState(false);
  const [isTooMany, setTooMany] = useState(false);
  const look = (): Promise<void> => queries.invalidateQueries({ queryKey: pluginKey(target) });
  const choose = useMutation({
    mutationFn: (file: File) => sendPlugin(client, target, file),
    onSuccess: look,
  });
  const build = useMutation({
    mutationFn: () => client.call('plugin.build', { target, v1: isOlder ? 'NONE' : 'READ' }),
    onSuccess: ({ name, content }) => {
      savePlugin(name, content);
      return look();
    },
  });

  function take(files: readonly File[]): void {
    const [file] = files;
    setTooMany(files.length > 1);
    if (file === undefined || files.length > 1) return;
    build.reset();
    choose.mutate(file);
  }

  // What was tried last is what is told of.
  const failed = choose.error ?? build.error ?? found.error;
  return (
    <Stack component="section" aria-labelledby="plugin">
      <Title order={2} size="h4" id="plugin">
        {texts.plugin}
      </Title>
      <Text size="sm">{texts.pluginHint}</Text>
      <Box
        className="gs-drop"
        data-over={isOver}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take([...event.dataTransfer.files]);
        }}
      >
        <IconUpload size={22} aria-hidden />
        <Text size="sm">{texts.drop}</Text>
        <FileButton accept=".zip,.xml" onChange={(file) => take(file === null ? [] : [file])}>
          {(props) => (
            <Button
              {...props}
              id={fieldId('powerschool.plugin')}
              variant="default"
              loading={choose.isPending}
              aria-describedby={error === undefined ? undefined : 'plugin-error'}
            >
              {found.data ? texts.chooseOther : texts.choose}
            </Button>
          )}
        </FileButton>
      </Box>
      <Group align="flex-start">
        <Button
          variant="default"
          leftSection={<IconHammer size={16} aria-hidden />}
          loading={build.isPending}
          onClick={() => {
            choose.reset();
            build.mutate();
          }}
        >
          {found.data ? texts.buildAgain : texts.build}
        </Button>
        <Checkbox
          label={texts.olderServer}
          description={texts.olderServerHint}
          checked={isOlder}
          onChange={({ currentTarget }) => setOlder(currentTarget.checked)}
        />
      </Group>
      {error === undefined ? null : (
        <Text size="sm" c="var(--mantine-color-error)" id="plugin-error">
          {error}
        </Text>
      )}
      {choose.isPending ? (
        <Group gap="xs" component="output">
          <Loader size="xs" aria-hidden />
          <Text size="sm">{texts.sending}</Text>
        </Group>
      ) : null}
      {isTooMany ? <Problem message={texts.oneFile} /> : null}
      {failed === null ? null : <ErrorNote error={failed} />}
      {build.data === undefined ? null : <Problem isAsked message={texts.built(build.data.name)} />}
      {found.data ? <PluginReport look={found.data} /> : null}
    </Stack>
  );
}
