import { Alert, Button, Checkbox, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { formatMoment } from '../../components/format.ts';
import { formerIdsQuery } from './queries.ts';
import { formerTexts } from './texts.ts';

/** Whether the district was connected before, and the confirmation that its ids are matched: until then production is not written to (C14). */
export function FormerIdsPanel({ integrationId }: { readonly integrationId: string }) {
  const client = useClient();
  const queries = useQueryClient();
  const query = formerIdsQuery(client, integrationId);
  const { data } = useQuery(query);
  const [by, setBy] = useState('');
  const expect = useMutation({
    mutationFn: (expected: boolean) => client.call('remap.expectFormer', { integrationId, expected }),
    onSuccess: (answer) => queries.setQueryData(query.queryKey, answer),
  });
  const settle = useMutation({
    mutationFn: (name: string) => client.call('remap.settleFormer', { integrationId, by: name }),
    onSuccess: (answer) => queries.setQueryData(query.queryKey, answer),
  });
  if (data === undefined) return null;
  const { expected, settled, open, isCompared } = data;
  return (
    <Stack component="section" className="gs-card" p="lg" gap="sm" aria-labelledby="former-ids-title">
      <Title order={2} size="h4" id="former-ids-title">
        {formerTexts.title}
      </Title>
      <Checkbox
        label={formerTexts.expected}
        description={formerTexts.hint}
        checked={expect.isPending ? expect.variables : expected}
        onChange={({ currentTarget }) => expect.mutate(currentTarget.checked)}
      />
      {expected && settled !== null ? (
        <Text size="sm" component="output">
          {formerTexts.settled(settled.by, formatMoment(settled.at))}
        </Text>
      ) : null}
      {expected && settled === null ? (
        <Alert variant="light" color="orange" title={formerTexts.blocked} role="note">
          <Stack gap="sm">
            <Text size="sm">{formerTexts.left(open, isCompared)}</Text>
            <Group align="flex-end">
              <TextInput
                label={formerTexts.by}
                value={by}
                onChange={({ currentTarget }) => setBy(currentTarget.value)}
              />
              <Button
                disabled={by.trim() === '' || open > 0 || !isCompared}
                loading={settle.isPending}
                onClick={() => settle.mutate(by.trim())}
              >
                {formerTexts.settle}
              </Button>
            </Group>
          </Stack>
        </Alert>
      ) : null}
      {expect.error === null ? null : <ErrorNote error={expect.error} />}
      {settle.error === null ? null : <ErrorNote error={settle.error} />}
    </Stack>
  );
}
