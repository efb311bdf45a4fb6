import { Alert, Anchor, List } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Ref } from 'react';
import type { DraftProblem } from '../../../shared/integration/draft-steps.ts';
import { focusField } from './step.ts';
import { texts } from './texts.ts';

interface Props {
  readonly problems: readonly DraftProblem[];
  readonly ref: Ref<HTMLDivElement>;
}

/** What is still needed in a step. Each sentence leads to its field. */
export function ProblemSummary({ problems, ref }: Props) {
  return (
    <Alert
      ref={ref}
      tabIndex={-1}
      color="red"
      variant="light"
      icon={<IconAlertTriangle aria-hidden />}
      title={texts.missing}
    >
      <List size="sm">
        {problems.map(({ field, message }) => (
          <List.Item key={field}>
            <Anchor
              component="button"
              type="button"
              size="sm"
              ta="left"
              c="var(--mantine-color-text)"
              underline="always"
              onClick={() => focusField(field)}
            >
              {message}
            </Anchor>
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
