import { Button, Group, SimpleGrid, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import type { MappingCall } from '../../../shared/reports/worksheet.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { useWorksheetChange } from './queries.ts';
import { texts } from './texts.ts';

/** What prepares the data mapping call: with whom, when, and what is to be asked (C9). */
export function CallForm({ integrationId, call }: { readonly integrationId: string; readonly call: MappingCall }) {
  const [now, setNow] = useState(call);
  const keep = useWorksheetChange<MappingCall>(integrationId, (client, input) =>
    client.call('reports.keepCall', { integrationId, call: input }),
  );
  const change = (more: Partial<MappingCall>): void => {
    keep.reset();
    setNow((before) => ({ ...before, ...more }));
  };
  return (
    <Stack component="section" className="gs-card gs-paper-keep" p="lg" gap="sm" aria-labelledby="worksheet-call">
      <div>
        <Title order={2} size="h4" id="worksheet-call">
          {texts.call}
        </Title>
        <Text size="sm" c="dimmed">
          {texts.callHint}
        </Text>
      </div>
      <SimpleGrid cols={{ base: 1, sm: 2 }} className="gs-no-print">
        <TextInput
          label={texts.callWith}
          maxLength={200}
          value={now.with}
          onChange={({ currentTarget }) => change({ with: currentTarget.value })}
        />
        <TextInput
          type="date"
          label={texts.callOn}
          value={now.on ?? ''}
          onChange={({ currentTarget }) => change({ on: currentTarget.value === '' ? null : currentTarget.value })}
        />
      </SimpleGrid>
      <Textarea
        className="gs-no-print"
        label={texts.callQuestions}
        rows={3}
        maxLength={2000}
        value={now.questions}
        onChange={({ currentTarget }) => change({ questions: currentTarget.value })}
      />
      <Group className="gs-no-print">
        <Button size="xs" variant="default" loading={keep.isPending} onClick={() => keep.mutate(now)}>
          {texts.keep}
        </Button>
        <Text size="sm" component="output">
          {keep.isSuccess ? texts.kept : ''}
        </Text>
      </Group>
      {keep.error === null ? null : <ErrorNote error={keep.error} />}
      <div className="gs-print-only">
        <p>{`${texts.callWith}: ${now.with || texts.notSet} · ${texts.callOn}: ${now.on ?? texts.notSet}`}</p>
        <p className="gs-paper-lines">{now.questions}</p>
      </div>
    </Stack>
  );
}
