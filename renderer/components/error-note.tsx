import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { reportOf } from '../../shared/errors.ts';

/** Anything that went wrong: what happened, then the next step. Read out at once. */
export function ErrorNote({ error }: { readonly error: unknown }) {
  const { message, fix } = reportOf(error);
  return <Problem message={message} fix={fix} />;
}

export function Problem({ message, fix }: { readonly message: string; readonly fix?: string | undefined }) {
  return (
    <Alert color="red" variant="light" role="alert" icon={<IconAlertTriangle aria-hidden />} title={message}>
      {fix === undefined ? null : (
        <Text size="sm" c="var(--mantine-color-text)">
          {fix}
        </Text>
      )}
    </Alert>
  );
}
