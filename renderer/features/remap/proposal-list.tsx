import { Badge, Button, Group, NativeSelect, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { remapKinds, type RemapProposal } from '../../../shared/exchange/remap.ts';
import type { RemapFilter, WhichProposals } from '../../../shared/ipc/contract/remap.ts';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { entityWords } from '../../components/words.ts';
import { proposalsQuery } from './queries.ts';
import { evidenceSentence, kindWords, previewSentence, remapTexts, strengthWords, verdictWords } from './texts.ts';
import type { RemapActions } from './use-remap-actions.ts';

interface Props {
  readonly integrationId: string;
  readonly actions: RemapActions;
}

/** What could be one record under two ids: filtered, accepted or refused, one or all. */
export function ProposalList({ integrationId, actions }: Props) {
  const [filter, setFilter] = useState<RemapFilter>({ verdict: 'open' });
  const pages = useInfiniteQuery(proposalsQuery(useClient(), integrationId, filter));
  const proposals = pages.data?.pages.flat() ?? [];
  const { verdict, ...rest } = filter;
  const [asked, setAsked] = useState<WhichProposals | null>(null);
  const [isRefusing, setIsRefusing] = useState(false);
  const ask = (which: WhichProposals): void => {
    setAsked(which);
    actions.preview.mutate(which);
  };
  const choose = (change: RemapFilter): void => {
    setAsked(null);
    setIsRefusing(false);
    setFilter({ ...filter, ...change });
  };
  return (
    <Stack component="section" className="gs-card" p="lg" gap="md" aria-labelledby="proposals-title">
      <Title order={2} size="h4" id="proposals-title">
        {remapTexts.proposals}
      </Title>
      <Group align="flex-end">
        <TextInput
          label={remapTexts.search}
          value={filter.search ?? ''}
          onChange={(event) => choose({ search: event.currentTarget.value })}
        />
        <NativeSelect
          label={remapTexts.kind}
          value={filter.kind ?? ''}
          data={[
            { value: '', label: remapTexts.allKinds },
            ...remapKinds.map((kind) => ({ value: kind, label: kindWords[kind] })),
          ]}
          onChange={(event) => choose({ kind: remapKinds.find((kind) => kind === event.currentTarget.value) })}
        />
        <NativeSelect
          label={remapTexts.verdict}
          value={verdict ?? 'open'}
          data={(['open', 'accepted', 'refused'] as const).map((value) => ({ value, label: verdictWords[value] }))}
          onChange={(event) => choose({ verdict: event.currentTarget.value as 'open' | 'accepted' | 'refused' })}
        />
      </Group>
      {verdict === 'open' && proposals.length > 0 ? (
        <Group gap="xs">
          <Button size="xs" onClick={() => ask({ filter: rest })}>
            {remapTexts.acceptAll}
          </Button>
          <Button size="xs" variant="default" aria-expanded={isRefusing} onClick={() => setIsRefusing(true)}>
            {remapTexts.refuseAll}
          </Button>
        </Group>
      ) : null}
      {isRefusing ? (
        <Stack component="section" gap="xs" aria-label={remapTexts.refuseAll}>
          <Text size="sm">{remapTexts.refuseQuestion}</Text>
          <Group gap="xs">
            <Button
              size="xs"
              color="red"
              loading={actions.decide.isPending}
              onClick={() =>
                actions.decide.mutate(
                  { which: { filter: rest }, verdict: 'refused' },
                  { onSuccess: () => setIsRefusing(false) },
                )
              }
            >
              {remapTexts.refuseConfirm}
            </Button>
            <Button size="xs" variant="default" onClick={() => setIsRefusing(false)}>
              {remapTexts.cancel}
            </Button>
          </Group>
        </Stack>
      ) : null}
      {asked === null ? null : <Confirm which={asked} actions={actions} onDone={() => setAsked(null)} />}
      {pages.error === null ? null : <ErrorNote error={pages.error} />}
      {actions.decide.error === null ? null : <ErrorNote error={actions.decide.error} />}
      {pages.data !== undefined && proposals.length === 0 ? <Text size="sm">{remapTexts.noneOfThese}</Text> : null}
      {proposals.length === 0 ? null : (
        <Table.ScrollContainer minWidth={640} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                {[
                  remapTexts.record,
                  remapTexts.powerschool,
                  remapTexts.partner,
                  remapTexts.evidence,
                  remapTexts.decision,
                ].map((name) => (
                  <Table.Th key={name}>{name}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {proposals.map((proposal) => (
                <Row key={proposal.number} proposal={proposal} actions={actions} onAccept={ask} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {pages.hasNextPage ? (
        <Button size="xs" variant="default" onClick={() => void pages.fetchNextPage()}>
          {remapTexts.more}
        </Button>
      ) : null}
    </Stack>
  );
}

function Row(props: {
  readonly proposal: RemapProposal;
  readonly actions: RemapActions;
  readonly onAccept: (which: WhichProposals) => void;
}) {
  const {
    entity,
    label,
    partnerLabel,
    powerschool,
    partner,
    wasPowerschool,
    wasPartner,
    kind,
    strength,
    evidence,
    verdict,
  } = props.proposal;
  const which = { pairs: [{ entity, powerschool, partner }] };
  const named = (text: string): string => `${text}: ${label}, ${powerschool}, ${partner}`;
  return (
    <Table.Tr data-proposal={`${powerschool} ${partner}`} data-kind={kind}>
      <Table.Td>
        <Text size="sm" fw={600} dir="auto">
          {label}
        </Text>
        {partnerLabel === label ? null : (
          <Text size="xs" c="dimmed" dir="auto">
            {partnerLabel}
          </Text>
        )}
        <Text size="xs" c="dimmed">{`${entityWords[entity]} · ${kindWords[kind]}`}</Text>
      </Table.Td>
      <Table.Td>
        <Id id={powerschool} was={wasPowerschool} />
      </Table.Td>
      <Table.Td>
        <Id id={partner} was={wasPartner} />
      </Table.Td>
      <Table.Td>
        <Badge variant="default" tt="none" radius="sm">
          {strengthWords[strength]}
        </Badge>
        <Text size="xs">{evidenceSentence(evidence)}</Text>
      </Table.Td>
      <Table.Td>
        {verdict === null ? (
          <Stack gap={4}>
            <Button size="compact-xs" aria-label={named(remapTexts.accept)} onClick={() => props.onAccept(which)}>
              {remapTexts.accept}
            </Button>
            <Button
              size="compact-xs"
              variant="default"
              aria-label={named(remapTexts.refuse)}
              onClick={() => props.actions.decide.mutate({ which, verdict: 'refused' })}
            >
              {remapTexts.refuse}
            </Button>
          </Stack>
        ) : (
          <Text size="sm">{verdictWords[verdict]}</Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function Id({ id, was }: { readonly id: string; readonly was: string | null }) {
  return (
    <>
      <Text size="xs" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
        {id}
      </Text>
      {was === null ? null : (
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>{`until now ${was}`}</Text>
      )}
    </>
  );
}

function Confirm(props: {
  readonly which: WhichProposals;
  readonly actions: RemapActions;
  readonly onDone: () => void;
}) {
  const { preview, decide } = props.actions;
  return (
    <section aria-label={remapTexts.preview}>
      <Stack gap="sm" className="gs-card" p="md">
        <Text fw={600}>{remapTexts.preview}</Text>
        {preview.error === null ? null : <ErrorNote error={preview.error} />}
        <Text size="sm" component="output" c="var(--mantine-color-text)">
          {preview.data === undefined ? '' : previewSentence(preview.data)}
        </Text>
        <Group gap="xs">
          <Button
            size="xs"
            disabled={preview.data === undefined || preview.data.links === 0}
            loading={decide.isPending}
            onClick={() => decide.mutate({ which: props.which, verdict: 'accepted' }, { onSuccess: props.onDone })}
          >
            {remapTexts.confirm}
          </Button>
          <Button size="xs" variant="default" onClick={props.onDone}>
            {remapTexts.cancel}
          </Button>
        </Group>
      </Stack>
    </section>
  );
}
