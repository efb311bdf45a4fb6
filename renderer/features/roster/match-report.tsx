import { Button, Group, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Roster, UsernameRole } from '../../../shared/integration/roster.ts';
import { mismatchKinds, type MismatchKind } from '../../../shared/ipc/contract/roster.ts';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { saveCsv } from '../../components/save-file.ts';
import { mismatchesQuery } from './queries.ts';
import { kindTexts, roleTexts, sourceTexts, texts } from './texts.ts';

interface Props {
  readonly integrationId: string;
  readonly role: UsernameRole;
  readonly usernames: Roster['usernames'][UsernameRole];
}

/** What the last comparison came to, and whom it is about. */
export function MatchReport({ integrationId, role, usernames: { report, source } }: Props) {
  const [isShown, setShown] = useState(false);
  if (report === null) return <Text size="sm">{texts.neverCompared}</Text>;
  const found = report.missing + report.ambiguous + report.blank + report.caseDifferences;
  const figures: readonly (readonly [string, number])[] = [
    [texts.people, report.people],
    [texts.matched, report.matched],
    ...mismatchKinds.map((kind) => [kindTexts[kind], countOf(report, kind)] as const),
    [texts.onlyInDirectory, report.onlyInDirectory],
  ];
  return (
    <Stack gap="sm">
      <Text size="sm">
        {texts.comparedOn(report.comparedOn, sourceTexts[report.source])}
        {report.source === source ? '' : ` ${texts.otherSource}`}
      </Text>
      <dl className="gs-report">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd data-figure={name}>{value.toLocaleString('en')}</dd>
          </div>
        ))}
      </dl>
      {found === 0 ? (
        <Text size="sm">{texts.allMatch}</Text>
      ) : isShown ? (
        // Another comparison begins the list anew.
        <MismatchList key={JSON.stringify(report)} integrationId={integrationId} role={role} />
      ) : (
        <Group>
          <Button
            size="xs"
            variant="default"
            aria-label={`${texts.show}: ${roleTexts[role]}`}
            onClick={() => setShown(true)}
          >
            {texts.show}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

const countOf = (report: NonNullable<Props['usernames']['report']>, kind: MismatchKind): number =>
  kind === 'caseDiffers' ? report.caseDifferences : report[kind];

const rowsAtFirst = 20;

function MismatchList({ integrationId, role }: Omit<Props, 'usernames'>) {
  const client = useClient();
  const [kind, setKind] = useState<MismatchKind | null>(null);
  const [limit, setLimit] = useState(rowsAtFirst);
  const found = useQuery({
    ...mismatchesQuery(client, { integrationId, role, kind, limit }),
    placeholderData: keepPreviousData,
  });
  const csv = useMutation({
    mutationFn: async () => {
      const parts: string[] = [];
      for (let offset: number | null = 0; offset !== null;) {
        const part: { text: string; next: number | null } = await client.call('directory.mismatchesCsv', {
          integrationId,
          role,
          offset,
        });
        parts.push(part.text);
        offset = part.next;
      }
      saveCsv(`usernames-${role}.csv`, parts);
    },
  });
  if (found.error !== null) return <ErrorNote error={found.error} />;
  if (found.data === undefined) return null;
  const { isHeld, total, mismatches } = found.data;
  if (!isHeld) return <Text size="sm">{texts.notHeld}</Text>;
  return (
    <>
      <Group justify="space-between">
        <SegmentedControl
          size="xs"
          aria-label={texts.problem}
          data={[
            { value: 'all', label: texts.all },
            ...mismatchKinds.map((value) => ({ value, label: kindTexts[value] })),
          ]}
          value={kind ?? 'all'}
          onChange={(value) => {
            setKind(mismatchKinds.find((known) => known === value) ?? null);
            setLimit(rowsAtFirst);
          }}
        />
        <Button size="xs" variant="default" loading={csv.isPending} onClick={() => csv.mutate()}>
          {texts.saveList}
        </Button>
      </Group>
      {csv.error === null ? null : <ErrorNote error={csv.error} />}
      <Table.ScrollContainer minWidth={520} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table aria-label={`${texts.comparison}: ${roleTexts[role]}`}>
          <Table.Thead>
            <Table.Tr>
              {[texts.problem, texts.person, texts.powerSchoolId, texts.username, texts.inDirectory].map((name) => (
                <Table.Th key={name} scope="col">
                  {name}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {mismatches.map((mismatch) => (
              <Table.Tr key={mismatch.id}>
                <Table.Td>{kindTexts[mismatch.kind]}</Table.Td>
                <Table.Td dir="auto">{mismatch.name}</Table.Td>
                <Table.Td className="gs-number">{mismatch.id}</Table.Td>
                <Table.Td dir="auto">{mismatch.username === '' ? '–' : mismatch.username}</Table.Td>
                <Table.Td dir="auto">{mismatch.inDirectory ?? '–'}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Group gap="sm">
        <Text size="xs" c="dimmed" component="output">
          {texts.moreOf(mismatches.length, total)}
        </Text>
        {mismatches.length >= total || limit >= 1000 ? null : (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => setLimit((before) => Math.min(1000, before === rowsAtFirst ? 100 : 1000))}
          >
            {texts.showMore}
          </Button>
        )}
      </Group>
    </>
  );
}
