import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { reportOf } from '../../shared/errors.ts';

/** Anything that went wrong: what happened, then the next step. Read out at once. */
export function ErrorNote({ error }: { readonly error: unknown }) {
  const { message, fix } = reportOf(error);
  return <Problem message={message} fix={fix} />;
}

interface ProblemProps {
  readonly message: string;
  readonly fix?: string | undefined;
  /** That somebody asked for it: it is news, and no alarm. */
  readonly isAsked?: boolean;
}

export function Problem({ message, fix, isAsked = false }: ProblemProps) {
  const Icon = isAsked ? IconInfoCircle : IconAlertTriangle;
  return (
    <Alert
      color={isAsked ? 'gray' : 'red'}
      variant="light"
      role={isAsked ? 'status' : 'alert'}
      icon={<Icon aria-hidden />}
      title={message}
    >
      {fix === undefined ? null : (
        <Text size="sm" c="var(--mantine-color-text)">
          {fix}
        </Text>
      )}
    </Alert>
  );
}
