import { Button, Group, Radio, Skeleton, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { AccessEntry } from '../../../shared/ipc/contract/exports.ts';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { formatMoment, formatNumber } from '../../components/format.ts';
import { PageHeading } from '../../components/page-heading.tsx';
import { ExportEnd } from './export-end.tsx';
import { accessLogKey, accessLogQuery, logPage } from './queries.ts';
import { texts } from './texts.ts';

/** Everything as one package, and the log of all that was taken out. */
export function ExportsPage({ integrationId }: { readonly integrationId: string }) {
  return (
    <Stack gap="lg">
      <PageHeading title={texts.pageTitle} lead={texts.pageLead} />
      <Package integrationId={integrationId} />
      <Log integrationId={integrationId} />
    </Stack>
  );
}

function Package({ integrationId }: { readonly integrationId: string }) {
  const [version, setVersion] = useState<keyof typeof texts.packageFormats>('oneroster-1.1');
  return (
    <Stack component="section" className="gs-card" p="lg" gap="sm" aria-labelledby="export-package">
      <Title order={2} size="h4" id="export-package">
        {texts.packageTitle}
      </Title>
      <Text size="sm" c="dimmed">
        {texts.packageText}
      </Text>
      <Radio.Group
        label={texts.format}
        value={version}
        onChange={(value) => setVersion(value === 'oneroster-1.2' ? value : 'oneroster-1.1')}
      >
        <Group mt={6}>
          <Radio value="oneroster-1.1" label={texts.packageFormats['oneroster-1.1']} />
          <Radio value="oneroster-1.2" label={texts.packageFormats['oneroster-1.2']} />
        </Group>
      </Radio.Group>
      <ExportEnd integrationId={integrationId} content={{ kind: 'package', format: version }} />
    </Stack>
  );
}

function Log({ integrationId }: { readonly integrationId: string }) {
  const client = useClient();
  const queries = useQueryClient();
  const [offset, setOffset] = useState(0);
  const log = useQuery(accessLogQuery(client, integrationId, offset));
  useEffect(
    () =>
      client.on('exports.logged', ({ integrationId: id }) => {
        void queries.invalidateQueries({ queryKey: accessLogKey(id) });
      }),
    [client, queries],
  );
  const total = log.data?.total ?? 0;
  return (
    <Stack component="section" className="gs-card" p="lg" gap="sm" aria-labelledby="access-log">
      <Title order={2} size="h4" id="access-log">
        {texts.logTitle}
      </Title>
      <Text size="sm" c="dimmed">
        {texts.logText}
      </Text>
      {log.error === null ? null : <ErrorNote error={log.error} />}
      {log.isPending ? <Skeleton height={120} aria-hidden /> : null}
      {log.data !== undefined && total === 0 ? <Text size="sm">{texts.logEmpty}</Text> : null}
      {total === 0 || log.data === undefined ? null : <LogTable entries={log.data.entries} />}
      {total <= logPage ? null : (
        <Group justify="flex-end" gap="xs">
          <Button
            size="xs"
            variant="default"
            disabled={offset === 0}
            onClick={() => setOffset(Math.max(0, offset - logPage))}
          >
            {texts.later}
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={offset + logPage >= total}
            onClick={() => setOffset(offset + logPage)}
          >
            {texts.earlier}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

const LogTable = ({ entries }: { readonly entries: readonly AccessEntry[] }) => (
  <Table.ScrollContainer minWidth={680} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
    <Table className="gs-number" aria-label={texts.logTitle}>
      <Table.Thead>
        <Table.Tr>
          {Object.values(texts.logHead).map((head) => (
            <Table.Th key={head} scope="col">
              {head}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {entries.map(({ id, at, who, content, isWholeDistrict, rows, fileName, outcome }) => (
          <Table.Tr key={id}>
            <Table.Td className="gs-whole">{formatMoment(at)}</Table.Td>
            <Table.Td>{who}</Table.Td>
            <Table.Td>{isWholeDistrict ? `${content} (${texts.everybody.toLowerCase()})` : content}</Table.Td>
            <Table.Td>{formatNumber(rows)}</Table.Td>
            <Table.Td className="gs-name">{fileName}</Table.Td>
            <Table.Td>{texts.outcomes[outcome]}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  </Table.ScrollContainer>
);
