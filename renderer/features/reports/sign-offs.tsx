import { Badge, Button, Group, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import type { Worksheet } from '../../../shared/reports/worksheet.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { useWorksheetChange } from './queries.ts';
import { texts } from './texts.ts';
import { today } from './today.ts';

interface Props {
  readonly integrationId: string;
  readonly signOffs: Worksheet['signOffs'];
}

/** The names under the worksheet, and the place for one more. */
export function SignOffs({ integrationId, signOffs }: Props) {
  return (
    <Stack component="section" className="gs-card gs-paper-sign" p="lg" gap="sm" aria-labelledby="worksheet-sign">
      <div>
        <Title order={2} size="h4" id="worksheet-sign">
          {texts.signOffs}
        </Title>
        <Text size="sm" c="dimmed" className="gs-no-print">
          {texts.signOffHint}
        </Text>
      </div>
      {signOffs.length === 0 ? <Text size="sm">{texts.noSignOff}</Text> : null}
      {signOffs.map(({ name, role, on, recordedAt, isCurrent }) => (
        <Group key={recordedAt} gap="xs" data-sign-off={name}>
          <Text size="sm" fw={600}>
            {texts.signed(name, role)}
          </Text>
          <Text size="sm">{on}</Text>
          <Badge variant="default" tt="none" radius="sm">
            {isCurrent ? texts.current : texts.outdated}
          </Badge>
        </Group>
      ))}
      <SignForm integrationId={integrationId} />
      <div className="gs-print-only gs-paper-blank">
        <p>{`${texts.name}: ______________________________ ${texts.date}: ________________`}</p>
        <p>{`${texts.signature}: ______________________________`}</p>
      </div>
    </Stack>
  );
}

function SignForm({ integrationId }: { readonly integrationId: string }) {
  const [name, setName] = useState('');
  const [role, setRole] = useState('');
  const [on, setOn] = useState(today);
  const sign = useWorksheetChange<{ readonly name: string; readonly role: string; readonly on: string }>(
    integrationId,
    (client, signer) => client.call('reports.signOff', { integrationId, signer }),
    () => setName(''),
  );
  return (
    <Stack gap="sm" className="gs-no-print">
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <TextInput
          label={texts.name}
          maxLength={100}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <TextInput
          label={texts.role}
          maxLength={200}
          value={role}
          onChange={({ currentTarget }) => setRole(currentTarget.value)}
        />
        <TextInput
          type="date"
          label={texts.date}
          value={on}
          onChange={({ currentTarget }) => setOn(currentTarget.value)}
        />
      </SimpleGrid>
      <Group>
        <Button
          size="xs"
          disabled={name.trim() === '' || on === ''}
          loading={sign.isPending}
          onClick={() => sign.mutate({ name, role, on })}
        >
          {texts.sign}
        </Button>
      </Group>
      {sign.error === null ? null : <ErrorNote error={sign.error} />}
    </Stack>
  );
}
