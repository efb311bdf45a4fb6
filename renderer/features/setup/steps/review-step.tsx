import { Anchor, Button, Group, List, Stack, Table, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { DraftFile, StepName } from '../../../../shared/integration/draft.ts';
import { allProblems } from '../../../../shared/integration/draft-steps.ts';
import { useClient } from '../../../api/client-context.ts';
import { dataKey, draftsKey } from '../../../api/queries.ts';
import { ErrorNote } from '../../../components/error-note.tsx';
import { modeWords } from '../../../components/words.ts';
import { hrefOf, navigate } from '../../../route.ts';
import { gradeRuleTexts } from '../../mapping/texts.ts';
import { structureOf } from '../../roster/roster-value.ts';
import { structureTexts } from '../../roster/texts.ts';
import { ruleTexts } from '../rule-texts.ts';
import type { StepProps } from '../step.ts';
import { stepTexts, texts } from '../texts.ts';

/** Everything once more, what is missing as links, and the end of it: S26. */
export function ReviewStep({ draft, problems }: StepProps) {
  const missing = allProblems(draft);
  const isReady = problems.length === 0;
  const finish = useFinish(draft.draftId);
  const link = (step: StepName): string => hrefOf({ screen: 'setup', draftId: draft.draftId, query: { step } });
  return (
    <Stack gap="lg">
      <Table aria-label={stepTexts.review.title} layout="fixed">
        <Table.Tbody>
          {factsOf(draft.file).map(({ name, value, step }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" w="11rem">
                {name}
              </Table.Th>
              <Table.Td dir="auto" className="gs-name">
                {value}
              </Table.Td>
              <Table.Td w="7rem">
                <Anchor size="sm" underline="always" href={link(step)} aria-label={`${ruleTexts.change}: ${name}`}>
                  {ruleTexts.change}
                </Anchor>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {isReady ? (
        <Text size="sm">{`${ruleTexts.ready} ${ruleTexts.accuracy}`}</Text>
      ) : (
        <div>
          <Text size="sm" fw={600}>
            {ruleTexts.missing}
          </Text>
          <List size="sm">
            {missing.map(({ field, message, step }) => (
              <List.Item key={field}>
                <Anchor size="sm" underline="always" href={link(step)}>
                  {`${stepTexts[step].title}: ${message}`}
                </Anchor>
              </List.Item>
            ))}
            {missing.length > 0
              ? null
              : problems.map(({ field, message }) => <List.Item key={field}>{message}</List.Item>)}
          </List>
        </div>
      )}
      {finish.error === null ? null : <ErrorNote error={finish.error} />}
      <Group>
        <Button disabled={!isReady} loading={finish.isPending} onClick={() => finish.mutate(true)}>
          {ruleTexts.finishAndSync}
        </Button>
        <Button variant="default" disabled={!isReady || finish.isPending} onClick={() => finish.mutate(false)}>
          {ruleTexts.finish}
        </Button>
      </Group>
    </Stack>
  );
}

/** Makes the integration, starts its first sync if wanted, and goes where it is to be seen. */
function useFinish(draftId: string) {
  const client = useClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (andSync: boolean) => {
      const { integrationId } = await client.call('drafts.finish', { draftId });
      if (andSync) await client.call('sync.start', { integrationId });
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: dataKey }),
        queries.invalidateQueries({ queryKey: draftsKey, refetchType: 'none' }),
      ]),
    onSuccess: () => navigate({ screen: 'home' }),
  });
}

interface Fact {
  readonly name: string;
  readonly value: string;
  readonly step: StepName;
}

function factsOf(file: DraftFile): readonly Fact[] {
  const { sections, none, yes, no } = ruleTexts;
  const mapped = Object.values(file.mappings?.active ?? {}).flat().length;
  const fact = (name: string, value: string | undefined, step: StepName): Fact => ({
    name,
    value: value ?? none,
    step,
  });
  return [
    fact(sections.name, file.name, 'prerequisites'),
    fact(sections.environment, file.environment === 'test' ? texts.test : texts.production, 'prerequisites'),
    fact(sections.mode, file.mode && modeWords[file.mode], 'mode'),
    fact(sections.gradeSync, file.gradeSync?.enabled === true ? yes : no, 'mode'),
    fact(sections.address, file.powerschool?.url, 'delivery'),
    ...(file.mode === 'two-way' ? [fact(sections.partner, file.partner?.url, 'partner')] : []),
    fact(
      sections.schools,
      file.schools === undefined || file.schools === 'all' ? 'All' : String(file.schools.length),
      'schools',
    ),
    fact(sections.year, file.schoolYear === undefined ? 'current' : String(file.schoolYear), 'schools'),
    fact(sections.courses, structureTexts[structureOf(file.roster ?? {}).per].label, 'roster'),
    fact(sections.mappings, mapped === 0 ? none : String(mapped), 'mappings'),
    ...(file.mode === 'two-way'
      ? [
          fact(sections.masterFields, String(file.masterFields?.length ?? 0), 'masterFields'),
          ...(file.gradeSync?.enabled === true
            ? [fact(sections.gradeRule, gradeRuleTexts[file.gradeRule ?? 'masterFields'].label, 'masterFields')]
            : []),
        ]
      : []),
  ];
}
