import { Badge, Button, FileButton, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { mappingSetSchema, type MappingSet } from '../../../shared/integration/mappings.ts';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote, Problem } from '../../components/error-note.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { saveFile } from '../../components/save-file.ts';
import { hrefOf } from '../../route.ts';
import { MappingsEditor } from './mappings-editor.tsx';
import { mappingsKey, mappingsQuery } from './queries.ts';
import { texts } from './texts.ts';

/** Settings: the attribute mappings of an integration, as draft until they are activated. */
export function MappingsSection({ integrationId }: { readonly integrationId: string }) {
  const client = useClient();
  const queries = useQueryClient();
  const found = useQuery(mappingsQuery(client, integrationId));
  const [isBadFile, setBadFile] = useState(false);
  const took = (answer: NonNullable<typeof found.data>): void => {
    queries.setQueryData(mappingsKey(integrationId), answer);
  };
  const save = useMutation({
    mutationFn: (draft: MappingSet | null) => client.call('mappings.saveDraft', { integrationId, draft }),
    onSuccess: took,
  });
  const activate = useMutation({
    mutationFn: () => client.call('mappings.activate', { integrationId }),
    onSuccess: took,
  });
  const tryOut = useMutation({
    mutationFn: () => client.call('sync.start', { integrationId, dryRun: true, draftMappings: true }),
    onSuccess: () => location.assign(hrefOf({ screen: 'runs', integrationId })),
  });
  const { mappings, gradeSync = false } = found.data ?? {};
  const set = mappings?.draft ?? mappings?.active ?? {};
  const isDraft = mappings !== undefined && mappings.draft !== null;
  const error = found.error ?? save.error ?? activate.error ?? tryOut.error;

  async function importFrom(file: File | null): Promise<void> {
    if (file === null) return;
    const parsed = mappingSetSchema.safeParse(jsonOf(await file.text()));
    setBadFile(!parsed.success);
    if (parsed.success) save.mutate(parsed.data);
  }

  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start">
        <PageHeading title={texts.title} lead={texts.lead} />
        <Badge variant="light" color={isDraft ? 'yellow' : 'gray'} tt="none" radius="sm" size="lg" className="gs-mark">
          {isDraft ? texts.draft : texts.active}
        </Badge>
      </Group>
      {error === null ? null : <ErrorNote error={error} />}
      {isBadFile ? <Problem message={texts.badFile} /> : null}
      {isDraft ? <Text size="sm">{`${texts.draftHint} ${texts.tryOutHint}`}</Text> : null}
      <Group>
        {isDraft ? (
          <>
            <Button loading={activate.isPending} onClick={() => activate.mutate()}>
              {texts.activate}
            </Button>
            <Button variant="default" loading={tryOut.isPending} onClick={() => tryOut.mutate()}>
              {texts.tryOut}
            </Button>
            <Button variant="default" onClick={() => save.mutate(null)}>
              {texts.discard}
            </Button>
          </>
        ) : null}
        <Button variant="default" disabled={Object.keys(set).length === 0} onClick={() => save.mutate({})}>
          {texts.reset}
        </Button>
        <Button variant="default" onClick={() => download(set)}>
          {texts.exportFile}
        </Button>
        <FileButton accept="application/json,.json" onChange={(file) => void importFrom(file)}>
          {(props) => (
            <Button variant="default" {...props}>
              {texts.importFile}
            </Button>
          )}
        </FileButton>
      </Group>
      {mappings === undefined ? (
        <Skeleton height={240} radius="lg" aria-hidden />
      ) : (
        <MappingsEditor
          value={set}
          onChange={(changed) => save.mutate(changed)}
          target={{ kind: 'integration', id: integrationId }}
          gradeSync={gradeSync}
        />
      )}
    </Stack>
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const download = (set: MappingSet): void =>
  saveFile('attribute-mappings.json', [`${JSON.stringify(set, null, 2)}\n`], 'application/json');
