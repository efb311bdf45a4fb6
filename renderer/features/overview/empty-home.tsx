import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconSchool } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useClient } from '../../api/client-context.ts';
import { ActivateButton } from './drafts.tsx';
import { ErrorNote } from '../../components/error-note.tsx';

/** What there is to do where nothing is activated yet. */
export function EmptyHome() {
  const client = useClient();
  const create = useMutation({ mutationFn: () => client.call('sandbox.create', {}) });
  return (
    <Stack component="section" className="gs-card" p={{ base: 'lg', sm: 48 }} gap="md" aria-labelledby="welcome">
      <span className="gs-emblem" aria-hidden>
        <IconSchool size={30} />
      </span>
      <Title order={2} size="h3" id="welcome">
        No integration yet
      </Title>
      <Text maw={620}>
        Activate your PowerSchool, step by step. Or try everything on a simulated district first: it has schools,
        teachers, students and gradebooks, all of them made up, and nothing leaves this computer.
      </Text>
      <Group>
        <ActivateButton />
        <Button size="md" variant="default" loading={create.isPending} onClick={() => create.mutate()}>
          Try the sandbox district
        </Button>
      </Group>
      <Text component="output" size="sm" c="dimmed">
        {create.isPending ? 'Starting the sandbox district and connecting to it …' : ''}
      </Text>
      {create.error === null ? null : <ErrorNote error={create.error} />}
    </Stack>
  );
}
