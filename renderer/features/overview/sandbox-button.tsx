import { Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { navigate } from '../../route.ts';

/** Starts a simulated district and activates an integration on it, which then stands on Home. */
export function SandboxButton() {
  const client = useClient();
  const create = useMutation({
    mutationFn: () => client.call('sandbox.create', {}),
    onSuccess: () => navigate({ screen: 'home' }),
  });
  return (
    <>
      <Button size="md" variant="default" loading={create.isPending} onClick={() => create.mutate()}>
        Try the sandbox district
      </Button>
      <Text component="output" size="sm" c="dimmed">
        {create.isPending ? 'Starting the sandbox district and connecting to it …' : ''}
      </Text>
      {create.error === null ? null : <ErrorNote error={create.error} />}
    </>
  );
}
