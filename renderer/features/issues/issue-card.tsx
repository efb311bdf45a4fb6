import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useId, useState } from 'react';
import type { IssueGroup } from '../../../shared/ipc/contract/issues.ts';
import { formatCount } from '../../components/format.ts';
import { entityWords } from '../../components/words.ts';
import type { IssueState } from './address.ts';
import { IssueRecords } from './issue-records.tsx';
import { severityWords, texts } from './texts.ts';

interface Props {
  readonly integrationId: string;
  readonly filter: IssueState;
  readonly group: IssueGroup;
}

/** One cause: how many records it is about and what to do; the records themselves on demand. */
export function IssueCard({ integrationId, filter, group }: Props) {
  const { code, entity, severity, count, message, fix } = group;
  const [isOpen, setOpen] = useState(false);
  const headingId = useId();
  const recordsId = useId();
  return (
    <Stack component="section" className="gs-card" p="lg" gap="xs" aria-labelledby={headingId} data-code={code}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Title order={2} size="h4" id={headingId}>
          {message}
        </Title>
        <Badge
          color={severity === 'error' ? 'red' : 'yellow'}
          variant="light"
          tt="none"
          radius="sm"
          className="gs-mark"
        >
          {severityWords[severity]}
        </Badge>
      </Group>
      <Text size="sm" c="dimmed" className="gs-number">
        {`${entityWords[entity]}: ${formatCount(count, 'record', 'records')}`}
      </Text>
      <Text size="sm">{`${texts.whatToDo}: ${fix}`}</Text>
      <Group>
        <Button
          size="xs"
          variant="default"
          aria-expanded={isOpen}
          aria-controls={recordsId}
          onClick={() => setOpen((before) => !before)}
        >
          {isOpen ? texts.hideRecords : texts.showRecords}
        </Button>
      </Group>
      <div id={recordsId}>
        {isOpen ? <IssueRecords cause={{ integrationId, code, entity, severity, filter }} title={message} /> : null}
      </div>
    </Stack>
  );
}
