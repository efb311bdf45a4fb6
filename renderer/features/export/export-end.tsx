import { Alert, Button, Checkbox, Group, List, Loader, Stack, Text } from '@mantine/core';
import { IconCheck, IconDownload, IconShieldLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { exportSizeQuery, type ExportWanted } from './queries.ts';
import { texts } from './texts.ts';
import { useExport, type ExportState } from './use-export.ts';

interface Props {
  readonly integrationId: string;
  /** Undefined while something is left to choose. */
  readonly content: ExportWanted | undefined;
}

/** The end of every export: how much it is, the question where it holds everybody, the start, its progress and what came of it. */
export function ExportEnd({ integrationId, content }: Props) {
  const state = useExport(integrationId);
  return (
    <Stack gap="sm">
      {content === undefined ? null : (
        // Another content is another question: an agreement does not go over to it.
        <Start key={JSON.stringify(content)} integrationId={integrationId} content={content} state={state} />
      )}
      {state.isRunning ? (
        <Group justify="space-between">
          <Group gap="xs" component="output" className="gs-number">
            <Loader size="xs" aria-hidden />
            <Text size="sm">{texts.progress(state.rows)}</Text>
          </Group>
          <Button variant="default" onClick={state.stop}>
            {texts.stop}
          </Button>
        </Group>
      ) : null}
      {state.error === null ? null : <ErrorNote error={state.error} />}
      {state.result === undefined ? null : <Result result={state.result} />}
    </Stack>
  );
}

interface StartProps {
  readonly integrationId: string;
  readonly content: ExportWanted;
  readonly state: ExportState;
}

function Start({ integrationId, content, state }: StartProps) {
  const size = useQuery(exportSizeQuery(useClient(), integrationId, content));
  const [agreed, setAgreed] = useState<number | null>(null);
  if (size.error !== null) return <ErrorNote error={size.error} />;
  const people = size.data?.isWholeDistrict === true ? size.data.people : null;
  return (
    <>
      {people === null ? null : (
        <Alert color="yellow" variant="light" icon={<IconShieldLock aria-hidden />} title={texts.wholeTitle(people)}>
          <Stack gap="xs">
            <Text size="sm" c="var(--mantine-color-text)">
              {texts.wholeText}
            </Text>
            <Checkbox
              label={texts.agree(people)}
              checked={agreed === people}
              onChange={(event) => setAgreed(event.currentTarget.checked ? people : null)}
            />
          </Stack>
        </Alert>
      )}
      <Group justify="space-between">
        <Text size="sm" c="dimmed" className="gs-number">
          {size.data === undefined ? '' : texts.size(size.data.rows)}
        </Text>
        <Button
          leftSection={<IconDownload size={16} aria-hidden />}
          disabled={size.data === undefined || state.isRunning || people !== (people === null ? null : agreed)}
          onClick={() => state.start(content, people)}
        >
          {texts.start}
        </Button>
      </Group>
    </>
  );
}

function Result({ result }: { readonly result: NonNullable<ExportState['result']> }) {
  if (result.outcome === 'notChosen') {
    return (
      <Text component="output" size="sm">
        {texts.notChosen}
      </Text>
    );
  }
  const { fileName, rows, notes } = result;
  const isSaved = result.outcome === 'saved';
  return (
    <Alert
      component="output"
      color="teal"
      variant="light"
      icon={<IconCheck aria-hidden />}
      title={isSaved ? texts.saved(fileName, rows) : texts.ready(fileName, rows)}
    >
      <Text size="sm" c="var(--mantine-color-text)" className="gs-name">
        {isSaved ? texts.savedTo(result.folder) : texts.readyText}
      </Text>
      {notes.length === 0 ? null : (
        <details>
          <summary>{texts.notes}</summary>
          <List size="sm">
            {notes.map((note) => (
              <List.Item key={note}>{note}</List.Item>
            ))}
          </List>
        </details>
      )}
    </Alert>
  );
}
