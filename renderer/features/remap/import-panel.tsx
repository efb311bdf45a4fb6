import { Button, FileButton, List, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ImportLine } from '../../../shared/ipc/contract/remap.ts';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { piecesOf } from './pieces.ts';
import { remapKey } from './queries.ts';
import { importSentence, remapTexts } from './texts.ts';

interface Imported {
  readonly proposed: number;
  readonly linkedAlready: number;
  readonly unmatched: readonly ImportLine[];
  readonly ambiguous: readonly ImportLine[];
}

const nothing: Imported = { proposed: 0, linkedAlready: 0, unmatched: [], ambiguous: [] };

/** A file of old and new ids, sent in pieces. */
export function ImportPanel({ integrationId }: { readonly integrationId: string }) {
  const client = useClient();
  const queries = useQueryClient();
  const upload = useMutation({
    mutationFn: async (file: File): Promise<Imported> => {
      let all = nothing;
      for (const piece of piecesOf(await file.text())) {
        const one = await client.call('remap.import', { integrationId, ...piece });
        all = {
          proposed: all.proposed + one.proposed,
          linkedAlready: all.linkedAlready + one.linkedAlready,
          unmatched: [...all.unmatched, ...one.unmatched],
          ambiguous: [...all.ambiguous, ...one.ambiguous],
        };
      }
      return all;
    },
    onSettled: () => queries.invalidateQueries({ queryKey: remapKey(integrationId) }),
  });
  return (
    <Stack component="section" className="gs-card" p="lg" gap="sm" aria-labelledby="import-title">
      <Title order={2} size="h4" id="import-title">
        {remapTexts.importTitle}
      </Title>
      <Text size="sm">{remapTexts.importLead}</Text>
      <FileButton accept=".csv,text/csv" onChange={(file) => (file === null ? undefined : upload.mutate(file))}>
        {(props) => (
          <Button {...props} size="xs" variant="default" w="fit-content" loading={upload.isPending}>
            {remapTexts.choose}
          </Button>
        )}
      </FileButton>
      {upload.error === null ? null : <ErrorNote error={upload.error} />}
      <Text size="sm" component="output">
        {upload.data === undefined ? '' : importSentence(upload.data.proposed, upload.data.linkedAlready)}
      </Text>
      <Lines title={remapTexts.unnamed} lines={upload.data?.unmatched ?? []} />
      <Lines title={remapTexts.several} lines={upload.data?.ambiguous ?? []} />
    </Stack>
  );
}

const shown = 100;

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly ImportLine[] }) {
  if (lines.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600}>{`${title} (${lines.length})`}</Text>
      <List size="sm">
        {lines.slice(0, shown).map(({ line, entity, oldId, newId }) => (
          <List.Item key={line}>{`Line ${line}: ${entity}, ${oldId}, ${newId}`}</List.Item>
        ))}
      </List>
    </div>
  );
}
