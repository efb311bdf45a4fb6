import { Button, Group, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { gradeExchangeGaps } from '../../../shared/integration/grade-exchange.ts';
import type { GradeRule } from '../../../shared/integration/grade-rule.ts';
import type { MasterField } from '../../../shared/integration/master-fields.ts';
import type { MasterFieldsView } from '../../../shared/ipc/contract/mappings.ts';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { settingsKey } from '../settings/use-settings.ts';
import { GradeRuleField } from './grade-rule-field.tsx';
import { MasterFieldsEditor } from './master-fields-editor.tsx';
import { masterFieldsKey, masterFieldsQuery } from './queries.ts';
import { texts } from './texts.ts';

/** Settings: the master fields of an integration. */
export function MasterFieldsSection({ integrationId }: { readonly integrationId: string }) {
  const client = useClient();
  const queries = useQueryClient();
  const found = useQuery(masterFieldsQuery(client, integrationId));
  const took = (answer: MasterFieldsView): void => {
    queries.setQueryData(masterFieldsKey(integrationId), answer);
  };
  const save = useMutation({
    mutationFn: (rules: MasterField[]) => client.call('masterFields.save', { integrationId, rules }),
    onSuccess: took,
  });
  const choose = useMutation({
    mutationFn: (gradeRule: GradeRule) => client.call('integrations.change', { integrationId, patch: { gradeRule } }),
    onSuccess: (answer) => {
      queries.setQueryData(settingsKey(integrationId), answer);
      return queries.invalidateQueries({ queryKey: masterFieldsKey(integrationId) });
    },
  });
  const error = found.error ?? save.error ?? choose.error;
  return (
    <Stack gap="lg">
      <PageHeading title={texts.masterTitle} lead={texts.masterLead} />
      {error === null ? null : <ErrorNote error={error} />}
      {found.data === undefined ? (
        <Skeleton height={240} radius="lg" aria-hidden />
      ) : (
        <>
          {found.data.mode === 'two-way' && found.data.gradeSync ? (
            <GradeRuleField
              value={choose.isPending ? choose.variables : found.data.gradeRule}
              onChange={(rule) => choose.mutate(rule)}
            />
          ) : null}
          <MasterFieldsEditor
            value={found.data.rules}
            onChange={(rules) => save.mutate(rules)}
            mode={found.data.mode}
            gradeSync={found.data.gradeSync}
          />
          <Override integrationId={integrationId} view={found.data} onConfirmed={took} />
        </>
      )}
    </Stack>
  );
}

interface OverrideProps {
  readonly integrationId: string;
  readonly view: MasterFieldsView;
  readonly onConfirmed: (view: MasterFieldsView) => void;
}

function Override({ integrationId, view, onConfirmed }: OverrideProps) {
  const client = useClient();
  const [typedName, setTypedName] = useState('');
  const confirm = useMutation({
    mutationFn: () => client.call('masterFields.confirm', { integrationId, typedName }),
    onSuccess: onConfirmed,
  });
  if (view.mode === 'import' || gradeExchangeGaps(view.rules, view.gradeSync).length === 0) return null;
  if (view.confirmedOn !== null) {
    return <Text component="output">{`It may run although rules are missing: confirmed on ${view.confirmedOn}.`}</Text>;
  }
  return (
    <Stack component="section" gap="sm" aria-labelledby="master-override">
      <Title order={2} size="h4" id="master-override">
        {texts.override}
      </Title>
      <Group align="flex-end">
        <TextInput
          label={`The name: ${view.name}`}
          description={texts.overrideHint}
          value={typedName}
          onChange={({ currentTarget }) => setTypedName(currentTarget.value)}
        />
        <Button
          color="red"
          variant="light"
          disabled={typedName.trim() !== view.name}
          loading={confirm.isPending}
          onClick={() => confirm.mutate()}
        >
          {texts.override}
        </Button>
      </Group>
      {confirm.error === null ? null : <ErrorNote error={confirm.error} />}
    </Stack>
  );
}
