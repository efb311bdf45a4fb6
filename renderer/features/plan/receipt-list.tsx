import { Badge, Button, Code, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Receipt } from '../../../shared/exchange/receipt.ts';
import type { RunReport } from '../../../shared/integration/run.ts';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { formatExactMoment, formatNumber } from '../../components/format.ts';
import { usePaper } from '../../components/use-paper.ts';
import { entityWords } from '../../components/words.ts';
import { navigate } from '../../route.ts';
import { ReceiptExport } from './receipt-export.tsx';
import { receiptsQuery } from './queries.ts';
import { actionWords, itemStateWords, receiptTexts, sideWords } from './texts.ts';

type Which = Pick<RunReport, 'integrationId' | 'runId'>;

/** What a run has written, each with its request and answer; and the way back. */
export function WrittenByRun({ run }: { readonly run: RunReport }) {
  const [shown, setShown] = useState(false);
  const { integrationId, runId } = run;
  const client = useClient();
  const { paper, print, isPreparing, error } = usePaper(
    (after, limit) => client.call('receipts.list', { integrationId, runId, after, limit }),
    ({ number }) => number,
  );
  return (
    <Stack component="section" gap="sm" aria-labelledby="receipts-title">
      <Title order={2} size="h5" id="receipts-title">
        {receiptTexts.title}
      </Title>
      <Group gap="xs" className="gs-no-print">
        <Button size="xs" variant="default" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {shown ? receiptTexts.hide : receiptTexts.show}
        </Button>
        <ReceiptExport integrationId={integrationId} runId={runId} />
        <Button size="xs" variant="default" loading={isPreparing} onClick={print}>
          {receiptTexts.print}
        </Button>
        <UndoButton integrationId={integrationId} runId={runId} />
      </Group>
      {error === null ? null : <ErrorNote error={error} />}
      {shown ? (
        <div className="gs-no-print">
          <ReceiptList integrationId={integrationId} runId={runId} />
        </div>
      ) : null}
      {paper === undefined ? null : (
        <div className="gs-print-only" data-testid="receipts-paper">
          {paper.isPart ? <Text size="sm">{receiptTexts.part(formatNumber(paper.items.length))}</Text> : null}
          {paper.items.map((receipt) => (
            <ReceiptCard key={receipt.number} receipt={receipt} />
          ))}
        </div>
      )}
    </Stack>
  );
}

function UndoButton(which: Which) {
  const client = useClient();
  const [isWaiting, setWaiting] = useState(false);
  const undo = useMutation({
    mutationFn: () => client.call('runs.undo', which),
    onSuccess: () => setWaiting(true),
  });
  useEffect(
    () =>
      isWaiting
        ? client.on('sync.finished', (report) => {
            if (report.integrationId !== which.integrationId || report.plan == null) return;
            navigate({ screen: 'plan', integrationId: which.integrationId, planId: report.plan.planId });
          })
        : undefined,
    [client, isWaiting, which.integrationId],
  );
  return (
    <>
      <Button size="xs" variant="default" loading={undo.isPending || isWaiting} onClick={() => undo.mutate()}>
        {receiptTexts.undo}
      </Button>
      {undo.error === null ? null : <ErrorNote error={undo.error} />}
    </>
  );
}

function ReceiptList({ integrationId, runId }: Which) {
  const client = useClient();
  const pages = useInfiniteQuery(receiptsQuery(client, integrationId, runId));
  const verify = useMutation({ mutationFn: () => client.call('receipts.verify', { integrationId }) });
  if (pages.error !== null) return <ErrorNote error={pages.error} />;
  if (pages.data === undefined) return <Loader size="sm" aria-label={receiptTexts.title} />;
  return (
    <Stack gap="md">
      <Group gap="xs">
        <Button size="xs" variant="subtle" loading={verify.isPending} onClick={() => verify.mutate()}>
          {receiptTexts.verify}
        </Button>
        <Text size="sm" component="output">
          {verify.data === undefined
            ? ''
            : verify.data.broken === null
              ? receiptTexts.whole
              : receiptTexts.broken(verify.data.broken)}
        </Text>
      </Group>
      {pages.data.pages.flat().map((receipt) => (
        <ReceiptCard key={receipt.number} receipt={receipt} />
      ))}
      {pages.hasNextPage ? (
        <Group>
          <Button
            size="xs"
            variant="default"
            loading={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            {receiptTexts.more}
          </Button>
        </Group>
      ) : null}
    </Stack>
  );
}

function ReceiptCard({ receipt }: { readonly receipt: Receipt }) {
  const { number, entity, action, target, state, request, answer, settledAt, intendedAt, chain } = receipt;
  return (
    <Stack gap={4} data-receipt={number} className="gs-paper-keep">
      <Group gap="xs">
        <Text size="sm" fw={600}>
          {`${number} · ${entityWords[entity]} ${actionWords[action]} in ${sideWords[target]}`}
        </Text>
        <Badge variant="default" tt="none" radius="sm">
          {state in itemStateWords ? itemStateWords[state as keyof typeof itemStateWords] : receiptTexts.open}
        </Badge>
        <Text size="sm" c="dimmed">
          {formatExactMoment(settledAt ?? intendedAt)}
        </Text>
      </Group>
      {request === null ? null : (
        <Code block className="gs-receipt" tabIndex={0}>
          {`${request.method} ${request.path}\n${request.body ?? ''}\n→ ${answer?.status ?? receiptTexts.noAnswer} ${answer?.text ?? ''}`}
        </Code>
      )}
      {chain === null ? null : (
        <Text size="xs" c="dimmed" className="gs-whole">
          {`${receiptTexts.seal} ${chain.slice(0, 16)}`}
        </Text>
      )}
    </Stack>
  );
}
