import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sides, type Side } from '../../../shared/exchange/exchanged.ts';
import type { Conflict } from '../../../shared/exchange/plan.ts';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { entityWords } from '../../components/words.ts';
import { masterFieldsKey, masterFieldsQuery } from '../mapping/queries.ts';
import { Shown } from './change-table.tsx';
import { conflictsQuery, type WhichPlan } from './queries.ts';
import { conflictWords, planTexts, sideWords } from './texts.ts';
import { usePlanActions } from './use-plan-actions.ts';

/** What only a person can decide, each with both values. */
export function ConflictList({ which }: { readonly which: WhichPlan }) {
  const pages = useInfiniteQuery(conflictsQuery(useClient(), which));
  if (pages.error !== null) return <ErrorNote error={pages.error} />;
  const conflicts = pages.data?.pages.flat() ?? [];
  return (
    <Stack component="section" className="gs-card" p="lg" gap="lg" aria-labelledby="conflicts-title">
      <Title order={2} size="h4" id="conflicts-title">
        {planTexts.conflicts}
      </Title>
      {pages.data !== undefined && conflicts.length === 0 ? <Text size="sm">{planTexts.noConflicts}</Text> : null}
      {conflicts.map((conflict) => (
        <ConflictCard key={conflict.conflict} which={which} conflict={conflict} />
      ))}
      {pages.hasNextPage ? (
        <Button
          size="xs"
          variant="default"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {planTexts.more}
        </Button>
      ) : null}
    </Stack>
  );
}

function ConflictCard({ which, conflict }: { readonly which: WhichPlan; readonly conflict: Conflict }) {
  const { decide } = usePlanActions(which);
  const always = useMaster(which.integrationId);
  const [own, setOwn] = useState<string | null>(null);
  const { attribute, values, kind, label, entity } = conflict;
  const what = attribute === null ? entityWords[entity] : attribute.replace('metadata.', '');
  const take = (value: string | number | null): void => decide.mutate({ conflict: conflict.conflict, value });
  const named = (text: string): string => `${text}: ${label}, ${what}`;
  return (
    <Stack gap="xs" data-conflict={conflict.conflict}>
      <Text fw={600} size="sm" dir="auto" className="gs-name">{`${label} · ${what}`}</Text>
      <Text size="sm">{conflictWords[kind]}</Text>
      <Group component="dl" gap="xl" m={0}>
        {sides.map((side) => (
          <div key={side}>
            <Text component="dt" size="sm" c="dimmed" tt="capitalize">
              {sideWords[side]}
            </Text>
            <dd style={{ margin: 0 }}>
              <Shown value={values[side]} />
            </dd>
          </div>
        ))}
      </Group>
      {kind === 'ambiguous' ? null : (
        <Group gap="xs">
          {sides.map((side) => (
            <Button
              key={side}
              size="xs"
              variant="default"
              aria-label={named(planTexts.keep[side])}
              loading={decide.isPending}
              onClick={() => take(attribute === null ? side : values[side])}
            >
              {planTexts.keep[side]}
            </Button>
          ))}
          {attribute === null ? null : (
            <Button size="xs" variant="subtle" aria-label={named(planTexts.keep.own)} onClick={() => setOwn(own ?? '')}>
              {planTexts.keep.own}
            </Button>
          )}
        </Group>
      )}
      {own === null || attribute === null ? null : (
        <Group align="flex-end" gap="xs">
          <TextInput label={planTexts.own} value={own} onChange={(e) => setOwn(e.currentTarget.value)} />
          <Button size="sm" variant="default" onClick={() => take(typed(own, values))}>
            {planTexts.save}
          </Button>
        </Group>
      )}
      {attribute === null || kind !== 'both' ? null : (
        <Group gap="xs">
          <Text size="sm" c="dimmed">
            {planTexts.keep.always}
          </Text>
          {sides.map((side) => (
            <Button
              key={side}
              size="compact-xs"
              variant="subtle"
              aria-label={named(`${planTexts.keep.always}: ${sideWords[side]}`)}
              onClick={() => always.mutate({ entity, attribute, side })}
            >
              {sideWords[side]}
            </Button>
          ))}
        </Group>
      )}
      <Text size="sm" component="output">
        {decide.isSuccess ? planTexts.decided : always.isSuccess ? planTexts.alwaysDone : ''}
      </Text>
      {decide.error === null ? null : <ErrorNote error={decide.error} />}
      {always.error === null ? null : <ErrorNote error={always.error} />}
    </Stack>
  );
}

/** What was typed, as a number where both ends have numbers. */
function typed(text: string, { powerschool, partner }: Conflict['values']): string | number | null {
  if (text.trim() === '') return null;
  const isNumeric = typeof powerschool === 'number' || typeof partner === 'number';
  return isNumeric && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** *Always take this end*: a master field. */
function useMaster(integrationId: string) {
  const client = useClient();
  const queries = useQueryClient();
  const rules = useQuery(masterFieldsQuery(client, integrationId));
  return useMutation({
    mutationFn: ({ entity, attribute, side }: { entity: Conflict['entity']; attribute: string; side: Side }) => {
      const others = (rules.data?.rules ?? []).filter((rule) => rule.entity !== entity || rule.attribute !== attribute);
      const rule = { entity, attribute, application: side, mode: 'master' as const };
      return client.call('masterFields.save', { integrationId, rules: [...others, rule] });
    },
    onSuccess: (saved) => queries.setQueryData(masterFieldsKey(integrationId), saved),
  });
}
