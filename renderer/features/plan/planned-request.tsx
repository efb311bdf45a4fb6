import { Button, Code, Group, Loader, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useClient } from '../../api/client-context.ts';
import { copyText } from '../../components/copy-text.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { requestQuery, type WhichPlan } from './queries.ts';
import { planTexts } from './texts.ts';

interface Props {
  readonly which: WhichPlan;
  readonly item: number;
  readonly label: string;
}

/** The request that a change would be, shown when it is asked for. */
export function PlannedRequest({ which, item, label }: Props) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <Stack gap="xs">
      <Group>
        <Button
          size="compact-xs"
          variant="default"
          aria-expanded={isOpen}
          aria-controls={id}
          aria-label={`${isOpen ? planTexts.hideRequest : planTexts.showRequest}: ${label}`}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? planTexts.hideRequest : planTexts.showRequest}
        </Button>
      </Group>
      <div id={id}>{isOpen ? <Request which={which} item={item} /> : null}</div>
    </Stack>
  );
}

function Request({ which, item }: Omit<Props, 'label'>) {
  const { data, error } = useQuery(requestQuery(useClient(), which, item));
  const [isCopied, setCopied] = useState(false);
  if (error !== null) return <ErrorNote error={error} />;
  if (data === undefined) return <Loader size="xs" aria-label={planTexts.showRequest} />;
  const text = [`${data.method} ${data.path}`, ...(data.body === null ? [] : ['', pretty(data.body)])].join('\n');
  return (
    <Stack gap="xs">
      <section aria-label={planTexts.request}>
        <Code block tabIndex={0}>
          {text}
        </Code>
      </section>
      <Group gap="xs">
        <Button size="compact-xs" variant="default" onClick={() => setCopied(copyText(text))}>
          {planTexts.copyRequest}
        </Button>
        <Text size="sm" component="output">
          {isCopied ? planTexts.requestCopied : ''}
        </Text>
      </Group>
      <Text size="sm" c="dimmed">
        {data.isWaiting ? planTexts.requestWaits : planTexts.requestNote}
      </Text>
    </Stack>
  );
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
