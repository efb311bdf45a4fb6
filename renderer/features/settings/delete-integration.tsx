import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { AppError } from '../../../shared/errors.ts';
import type { IntegrationDocument } from '../../../shared/ipc/contract/integrations.ts';
import { useClient } from '../../api/client-context.ts';
import { homeKey } from '../../api/queries.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { navigate } from '../../route.ts';
import { texts } from './texts.ts';

/** Deletes the integration, once its name was typed. A keychain that cannot be reached holds nobody up who says so. */
export function DeleteIntegration({ stored: { integrationId, config } }: { readonly stored: IntegrationDocument }) {
  const client = useClient();
  const queries = useQueryClient();
  const [typedName, setTypedName] = useState('');
  const remove = useMutation({
    mutationFn: (leaveSecrets: boolean) =>
      client.call('integrations.delete', { integrationId, typedName, leaveSecrets }),
    onSuccess: async () => {
      navigate({ screen: 'home' }, { replace: true });
      await queries.invalidateQueries({ queryKey: homeKey });
    },
  });
  const isTyped = typedName.trim() === config.name;
  const isUnreachable = remove.error instanceof AppError && remove.error.code === 'credentials.unavailable';
  return (
    <Stack component="section" gap="sm" aria-labelledby="settings-delete">
      <Title order={2} size="h4" id="settings-delete">
        {texts.deleteTitle}
      </Title>
      <Text size="sm">{texts.deleteText}</Text>
      <TextInput
        label={texts.typeName(config.name)}
        autoComplete="off"
        value={typedName}
        onChange={({ currentTarget }) => setTypedName(currentTarget.value)}
      />
      <Group>
        <Button
          color="red"
          variant="light"
          disabled={!isTyped}
          loading={remove.isPending}
          onClick={() => remove.mutate(false)}
        >
          {texts.delete}
        </Button>
        {isUnreachable ? (
          <Button color="red" variant="light" disabled={!isTyped} onClick={() => remove.mutate(true)}>
            {texts.deleteAnyway}
          </Button>
        ) : null}
      </Group>
      {remove.error === null ? null : <ErrorNote error={remove.error} />}
      {isUnreachable ? <Text size="sm">{texts.deleteAnywayHint}</Text> : null}
    </Stack>
  );
}
